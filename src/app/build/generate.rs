//! Writes what was read: the text file of a language and the Rust functions of the keys.
//! A function is only an index and its arguments; all formatting is one shared function at run time.

use crate::catalogue::{Key, Language};
use crate::message::{self, Piece};
use std::fmt::Write as _;

/// The two files of a language. First line: the fingerprint of the key list. Then one message a line, in the
/// order of the keys; the first `first` of them in the first file.
pub fn shipped(keys: &[Key], first: usize, language: &Language) -> [String; 2] {
    let mark = fingerprint(keys);
    let (first, later) = keys.split_at(first);
    [first, later].map(|keys| file(mark, keys, language))
}

fn file(mark: u64, keys: &[Key], language: &Language) -> String {
    let mut out = format!("{mark:016x}\n");
    for key in keys {
        out.push_str(&message::shipped(pieces(language, key), &key.slots));
        out.push('\n');
    }
    out
}

/// The module `tr` with one module for each section, and the list of languages.
pub fn code(keys: &[Key], first: usize, languages: &[Language], pseudo: &Language) -> String {
    let mut out = format!(
        "/// What the code was built against; the first line of a catalogue must be the same.\n\
         pub const FINGERPRINT: &str = \"{:016x}\";\n\
         /// The number of messages.\npub const MESSAGES: usize = {};\n\
         /// The number of those that come at once.\npub const FIRST: usize = {first};\n\
         /// The languages on offer, English first.\npub const LANGUAGES: &[Language] = &[\n",
        fingerprint(keys),
        keys.len()
    );
    for language in languages {
        out.push_str(&row(language));
    }
    let _ = write!(
        out,
        "];\n/// The pseudo-language of the tests, chosen by `?lang=en-XA` only.\npub const PSEUDO: Language = {};\n",
        row(pseudo).trim_end_matches(",\n")
    );
    out.push_str("/// What the app says, by section and key.\n#[allow(dead_code)]\npub mod tr {\n");
    let mut section = "";
    for (index, key) in keys.iter().enumerate() {
        if key.section != section {
            if !section.is_empty() {
                out.push_str("    }\n");
            }
            section = &key.section;
            let _ = writeln!(
                out,
                "    /// Section `{section}`.\n    pub mod {section} {{\n        #[allow(unused_imports)] use super::super::{{Argument, Count, format, text}};"
            );
        }
        out.push_str(&function(index, key, &languages[0]));
    }
    out.push_str("    }\n}\n");
    out
}

fn function(index: usize, key: &Key, english: &Language) -> String {
    let said = message::shipped(pieces(english, key), &key.slots).replace('\\', "\\\\");
    let name = if KEYWORDS.contains(&key.name.as_str()) { format!("r#{}", key.name) } else { key.name.clone() };
    let doc = format!("        #[doc = {said:?}]\n");
    if key.slots.is_empty() {
        return format!("{doc}        pub fn {name}() -> String {{ text({index}) }}\n");
    }
    let parameters: Vec<String> = key
        .slots
        .iter()
        .map(|slot| format!("{}: {}", slot.name, if slot.number { "impl Count" } else { "&str" }))
        .collect();
    let arguments: Vec<String> = key
        .slots
        .iter()
        .map(|slot| {
            if slot.number {
                format!("Argument::Number({}.count())", slot.name)
            } else {
                format!("Argument::Text({})", slot.name)
            }
        })
        .collect();
    format!(
        "{doc}        pub fn {name}({}) -> String {{ format({index}, &[{}]) }}\n",
        parameters.join(", "),
        arguments.join(", ")
    )
}

fn row(language: &Language) -> String {
    format!(
        "    Language {{ tag: {:?}, intl: {:?}, endonym: {:?}, rtl: {} }},\n",
        language.tag, language.intl, language.endonym, language.rtl
    )
}

fn pieces<'a>(language: &'a Language, key: &Key) -> &'a [Piece] {
    language.sections.get(&key.section).and_then(|section| section.get(&key.name)).map_or(&[], Vec::as_slice)
}

/// FNV-1a over keys and placeholders: it tells an old catalogue from a new program.
fn fingerprint(keys: &[Key]) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut feed = |text: &str| {
        for byte in text.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for key in keys {
        feed(&key.section);
        feed(&key.name);
        key.slots.iter().for_each(|slot| feed(&slot.name));
    }
    hash
}

const KEYWORDS: &[&str] = &[
    "as", "async", "await", "box", "break", "const", "continue", "do", "dyn", "else", "enum", "extern", "false",
    "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override",
    "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized",
    "use", "virtual", "where", "while", "yield", "abstract", "become",
];
