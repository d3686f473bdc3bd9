//! Reads `locales/<tag>/<section>.lang` and compares the languages: the same sections, keys and
//! placeholders everywhere, and in each choice every form that the language has. English, the language of the keys, comes first and sets the placeholders.

use crate::message::{self, Case, Piece, Slot};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A language: a folder of `locales`.
pub struct Language {
    pub tag: String,
    /// What its speakers call it.
    pub endonym: String,
    /// The tag given to the browser's formatters, which may carry a numeral system.
    pub intl: String,
    pub rtl: bool,
    /// By section, then key.
    pub sections: BTreeMap<String, BTreeMap<String, Vec<Piece>>>,
}

/// A key with the placeholders that English gives it.
pub struct Key {
    pub section: String,
    pub name: String,
    pub slots: Vec<Slot>,
}

/// All languages, English first, the others by tag.
pub fn read_all(folder: &Path) -> Result<Vec<Language>, Vec<String>> {
    let mut tags: Vec<String> = names(folder)?;
    tags.sort_by_key(|tag| (tag != "en", tag.clone()));
    let mut problems = Vec::new();
    let mut languages = Vec::new();
    for tag in tags {
        match read(folder, &tag) {
            Ok(language) => languages.push(language),
            Err(more) => problems.extend(more),
        }
    }
    if problems.is_empty() { Ok(languages) } else { Err(problems) }
}

/// Every language must have what English has, no more and no less.
pub fn check(languages: &[Language]) -> Result<Vec<Key>, Vec<String>> {
    let Some(english) = languages.first().filter(|language| language.tag == "en") else {
        return Err(vec!["locales/en is missing".into()]);
    };
    let keys: Vec<Key> = english
        .sections
        .iter()
        .flat_map(|(section, messages)| {
            messages.iter().map(|(name, pieces)| Key {
                section: section.clone(),
                name: name.clone(),
                slots: message::slots(pieces),
            })
        })
        .collect();
    let mut problems = Vec::new();
    for language in languages {
        for key in &keys {
            let file = format!("locales/{}/{}.lang", language.tag, key.section);
            match language.sections.get(&key.section).and_then(|section| section.get(&key.name)) {
                None => problems.push(format!("{file}: `{}` is missing", key.name)),
                Some(pieces) => problems.extend(
                    unlike(&key.slots, &message::slots(pieces)).map(|what| format!("{file}: `{}`: {what}", key.name)),
                ),
            }
        }
        for (section, messages) in &language.sections {
            let lacking = |(name, pieces): (&String, &Vec<Piece>)| {
                let file = format!("locales/{}/{section}.lang", language.tag);
                forms_lacking(&language.tag, pieces).map(|what| format!("{file}: `{name}`: {what}"))
            };
            problems.extend(messages.iter().filter_map(lacking));
            for name in
                messages.keys().filter(|name| !keys.iter().any(|key| key.section == *section && key.name == **name))
            {
                problems.push(format!("locales/{}/{section}.lang: `{name}` is not in locales/en", language.tag));
            }
        }
    }
    if problems.is_empty() { Ok(keys) } else { Err(problems) }
}

/// Puts the keys of these sections, one name a line, before all others and says how many they are.
pub fn put_first(keys: &mut [Key], sections: &str) -> Result<usize, Vec<String>> {
    let names: Vec<&str> = sections.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let unknown = names.iter().filter(|name| !keys.iter().any(|key| key.section == **name));
    let problems: Vec<String> = unknown.map(|name| format!("build/first.txt: locales/en has no {name}.lang")).collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let is_later = |key: &Key| !names.contains(&key.section.as_str());
    keys.sort_by_key(is_later);
    Ok(keys.partition_point(|key| !is_later(key)))
}

/// The forms of a language beside `other`, by CLDR's rules for cardinal numbers, and the number that is alone in one. A
/// language that is not here is not checked.
fn forms(tag: &str) -> &'static [(char, Option<u8>)] {
    match tag {
        "en" => &[('o', Some(1))],
        "es" => &[('o', Some(1)), ('m', None)],
        "ar" => &[('z', Some(0)), ('o', Some(1)), ('t', Some(2)), ('f', None), ('m', None)],
        _ => &[],
    }
}

/// Of which form a choice says nothing: neither of it nor of the one number that it stands for.
fn forms_lacking(tag: &str, pieces: &[Piece]) -> Option<String> {
    pieces.iter().find_map(|piece| {
        let Piece::Plural { name, cases } = piece else { return None };
        let said = |wanted: Case| cases.iter().any(|(case, _)| *case == wanted);
        let lacking = forms(tag).iter().find(|(form, alone)| {
            !said(Case::Category(*form)) && !alone.is_some_and(|number| said(Case::Exactly(number)))
        });
        match lacking {
            Some((form, _)) => Some(format!("the plural of `{name}` has no `{form}…` of {tag}")),
            None => cases.iter().find_map(|(_, body)| forms_lacking(tag, body)),
        }
    })
}

/// A language may say a number without a choice, but must use the same names.
fn unlike(wanted: &[Slot], found: &[Slot]) -> Option<String> {
    if let Some(slot) = wanted.iter().find(|slot| !found.iter().any(|other| other.name == slot.name)) {
        return Some(format!("does not use {{{}}}", slot.name));
    }
    for slot in found {
        match wanted.iter().find(|other| other.name == slot.name) {
            None => return Some(format!("English has no {{{}}}", slot.name)),
            Some(other) if slot.number && !other.number => {
                return Some(format!("{{{}}} is a text in English", slot.name));
            }
            Some(_) => {}
        }
    }
    None
}

fn read(folder: &Path, tag: &str) -> Result<Language, Vec<String>> {
    let mut language = Language {
        tag: tag.to_owned(),
        endonym: String::new(),
        intl: tag.to_owned(),
        rtl: false,
        sections: BTreeMap::new(),
    };
    let mut problems = Vec::new();
    for file in names(&folder.join(tag))? {
        let path = folder.join(tag).join(&file);
        let place = format!("locales/{tag}/{file}");
        let text = fs::read_to_string(&path).map_err(|e| vec![format!("{place}: {e}")])?;
        let Some(section) = file.strip_suffix(".lang") else {
            problems.push(format!("{place}: not a .lang file"));
            continue;
        };
        let entries = match entries(&text) {
            Ok(entries) => entries,
            Err(problem) => {
                problems.push(format!("{place}: {problem}"));
                continue;
            }
        };
        if section == "language" {
            for (key, value, _) in entries {
                match key.as_str() {
                    "endonym" => language.endonym = value,
                    "intl" => language.intl = value,
                    "direction" => language.rtl = value == "rtl",
                    _ => problems.push(format!("{place}: `{key}` is not known")),
                }
            }
            continue;
        }
        let messages = language.sections.entry(section.to_owned()).or_default();
        for (key, value, line) in entries {
            match message::parse(&value) {
                Ok(_) if messages.contains_key(&key) => problems.push(format!("{place}:{line}: `{key}` stands twice")),
                Ok(pieces) => drop(messages.insert(key, pieces)),
                Err(problem) => problems.push(format!("{place}:{line}: `{key}`: {problem}")),
            }
        }
    }
    if language.endonym.is_empty() {
        problems.push(format!("locales/{tag}/language.lang: `endonym` is missing"));
    }
    if problems.is_empty() { Ok(language) } else { Err(problems) }
}

/// Key, text and line of each entry. An indented line goes on with the entry above it.
pub fn entries(text: &str) -> Result<Vec<(String, String, usize)>, String> {
    let mut entries: Vec<(String, String, usize)> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        if line.starts_with([' ', '\t']) {
            let last = entries.last_mut().ok_or("begins with an indented line")?;
            last.1.push(' ');
            last.1.push_str(line.trim());
            continue;
        }
        let (key, value) = line.split_once('=').ok_or_else(|| format!("line {}: no `=`", number + 1))?;
        let key = key.trim();
        if key.is_empty() || !key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') {
            return Err(format!("line {}: `{key}` is not a key (small letters, digits, _)", number + 1));
        }
        entries.push((key.to_owned(), value.trim().to_owned(), number + 1));
    }
    Ok(entries)
}

fn names(folder: &Path) -> Result<Vec<String>, Vec<String>> {
    let place = |e: std::io::Error| vec![format!("{}: {e}", folder.display())];
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(place)? {
        names.push(entry.map_err(place)?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn language(tag: &str, text: &str) -> Language {
        let messages = entries(text)
            .unwrap_or_default()
            .into_iter()
            .map(|(key, value, _)| (key, message::parse(&value).unwrap_or_default()))
            .collect();
        Language {
            tag: tag.to_owned(),
            endonym: tag.to_owned(),
            intl: tag.to_owned(),
            rtl: false,
            sections: BTreeMap::from([("goals".to_owned(), messages)]),
        }
    }

    fn problems(english: &str, other: &str) -> Vec<String> {
        check(&[language("en", english), language("ar", other)]).err().unwrap_or_default()
    }

    #[test]
    fn a_difference_is_named_with_key_and_file() {
        let english = "title = Goals\nleft = {n, plural, one{#} other{#}} of {goal}";
        assert!(problems(english, "title = x\nleft = {n, number} of {goal}").is_empty());
        assert_eq!(problems(english, "title = x"), ["locales/ar/goals.lang: `left` is missing"]);
        assert_eq!(
            problems(english, "title = x\nleft = {goal}\nmore = y"),
            ["locales/ar/goals.lang: `left`: does not use {n}", "locales/ar/goals.lang: `more` is not in locales/en"]
        );
        assert!(problems(english, "title = x\nleft = {n} {goal}").is_empty());
    }

    #[test]
    fn a_choice_has_every_form_of_its_language() {
        let english = "left = {n, plural, =1{#} other{#}}";
        let whole = "left = {n, plural, =0{#} one{#} two{#} few{#} many{#} other{#}}";
        assert!(problems(english, whole).is_empty());
        assert_eq!(
            problems(english, &whole.replace("few{#} ", "")),
            ["locales/ar/goals.lang: `left`: the plural of `n` has no `f…` of ar"]
        );
        let lacking = "left = {n, plural, other{#}}";
        assert_eq!(problems(lacking, whole), ["locales/en/goals.lang: `left`: the plural of `n` has no `o…` of en"]);
    }

    #[test]
    fn entries_have_comments_and_long_lines() {
        let read = entries("# c\na = one\n  two\n\nb = x = y\n");
        assert_eq!(read, Ok(vec![("a".into(), "one two".into(), 2), ("b".into(), "x = y".into(), 5)]));
        assert!(entries("  a").is_err());
        assert!(entries("a b").is_err());
    }
}
