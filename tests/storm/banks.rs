//! Decks, banks and notes with bytes changed by chance, also of what lies within: the database in a package and its pages, what
//! is packed by zstd, the texts in HTML. None brings a reader down, takes a second, or more than 256 MiB; whatever it says is
//! wrong has words.

use super::{
    Chance,
    mutated::{ALL, campaign, mutated, of},
    rounds,
};
use crate::{
    hostile::{
        aiken, anki, gift,
        make::{PNG, stored, zstd},
        notes, quiz, sheet,
    },
    tidy::codes::has_words,
};
use cairn::formats::{
    aiken as aiken_format, anki as anki_format, gift as gift_format, notes as notes_format,
    problem::Refusal,
    quiz as quiz_format,
    sheet::{Decks, Layout, Place, look, read as read_table},
    source::Source,
};
use std::{cell::RefCell, collections::BTreeSet, io::Cursor};

const FEW: usize = 500;

/// Codes that were met; each is asked for its words once.
#[derive(Default)]
struct Met(RefCell<BTreeSet<&'static str>>);

impl Met {
    fn take(&self, read: &Result<Source, Refusal>) {
        let codes: BTreeSet<&'static str> = match read {
            Ok(source) => source.problems.iter().map(|problem| problem.code).collect(),
            Err(refusal) => BTreeSet::from([refusal.code]),
        };
        for code in codes {
            if self.0.borrow_mut().insert(code) {
                assert!(has_words(code), "{code}");
            }
        }
    }
}

fn place() -> Place {
    Place::of_file("bank.txt", 1_700_000_000_000)
}

/// Reads packages.
fn packages(name: &str, make: impl Fn(&mut Chance) -> Vec<u8>) {
    let met = Met::default();
    campaign(name, rounds(FEW, ALL), make, |bytes| {
        met.take(&anki_format::read(Cursor::new(bytes), 180).map(|read| read.source));
    });
}

/// One to eight bytes changed where they stand: what is moved in a database is lost as a whole.
fn struck(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=chance.below(7) {
        let at = chance.below(bytes.len());
        bytes[at] = u8::try_from(chance.below(256)).unwrap();
    }
    bytes
}

/// The package itself, or the database in it.
fn legacy(package: fn(&[u8]) -> Vec<u8>) -> impl Fn(&mut Chance) -> Vec<u8> {
    let collection = anki::old(anki::NOTES);
    let whole = package(&collection);
    move |chance| match chance.below(4) {
        0 => mutated(&whole, chance),
        1 => package(&mutated(&collection, chance)),
        _ => package(&struck(&collection, chance)),
    }
}

#[test]
fn packages_of_the_first_layout() {
    packages("storm::banks::packages_of_the_first_layout", legacy(anki::first));
}

#[test]
fn packages_of_the_second_layout() {
    packages("storm::banks::packages_of_the_second_layout", legacy(anki::second));
}

#[test]
fn packages_of_the_third_layout() {
    let collection = anki::new(anki::NOTES);
    let list = anki::list(&["0.png", "a.mp3"]);
    let (packed, packed_list) = (zstd(&collection), zstd(&list));
    let whole = anki::third(&collection);
    packages("storm::banks::packages_of_the_third_layout", move |chance| match chance.below(6) {
        0 => mutated(&whole, chance),
        1 => anki::third_of(&mutated(&packed, chance), &packed_list),
        2 => anki::third_of(&packed, &zstd(&mutated(&list, chance))),
        3 => anki::third_of(&packed, &mutated(&packed_list, chance)),
        4 => anki::third_of(&zstd(&mutated(&collection, chance)), &packed_list),
        _ => anki::third_of(&zstd(&struck(&collection, chance)), &packed_list),
    });
}

/// Pages of a database by themselves: heads of pages and cells are what a walk goes by.
#[test]
fn pages_of_databases() {
    let sound = [anki::old(anki::NOTES), anki::new(anki::NOTES)];
    packages("storm::banks::pages_of_databases", move |chance| {
        let mut bytes = chance.of(&sound).clone();
        let size = usize::from(u16::from_be_bytes([bytes[16], bytes[17]]));
        for _ in 0..=chance.below(8) {
            let page = chance.below(bytes.len() / size);
            let from = page * size + if page == 0 { 100 } else { 0 };
            let at = match chance.below(3) {
                // The head and where cells begin, or any cell.
                0 => from + chance.below(24),
                1 => from + chance.below(60),
                _ => from + chance.below(size - 100),
            };
            bytes[at] = match chance.below(4) {
                0 => 0,
                1 => 255,
                2 => bytes[chance.below(bytes.len())],
                _ => u8::try_from(chance.below(256)).unwrap(),
            };
        }
        if bytes[16..18] == [2, 0] { anki::third_of(&zstd(&bytes), &zstd(b"")) } else { anki::first(&bytes) }
    });
}

#[test]
fn questions_of_moodle() {
    let met = Met::default();
    campaign("storm::banks::questions_of_moodle", rounds(FEW, ALL), of(vec![quiz::every()]), |bytes| {
        met.take(&quiz_format::read(bytes, &place(), Decks::default()));
    });
}

/// What HTML is made of.
const HTML: &[&str] = &[
    "<b>",
    "</b>",
    "<p>",
    "</p>",
    "<ul><li>",
    "</ul>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<pre>",
    "</pre>",
    "<code>",
    "<script>",
    "</script>",
    "<style>",
    "<!--",
    "-->",
    "<a href=\"",
    "\">",
    "</a>",
    "<img src=",
    "'x.png'",
    ">",
    "<ruby>",
    "<rt>",
    "<sup>",
    "</sup>",
    "\\(",
    "\\)",
    "\\[",
    "\\]",
    "$",
    "$$",
    "`",
    "*",
    "_",
    "&amp;",
    "&#x",
    "&#0;",
    "&nbsp;",
    "{{c1::",
    "}}",
    "::",
    "<svg>",
    "<math>",
    "<iframe>",
    "<details>",
    "<br>",
    "<hr>",
    "\u{202e}",
    "\u{0}",
    "\n\n",
    "    ",
    "# ",
    "1. ",
    "- ",
    "|",
    "\\",
    "<div style=\"display:none\">",
    "</div>",
    "<anki-mathjax>",
    "</anki-mathjax>",
    "<blockquote>",
    "<q>",
    "[sound:",
    "]",
    "@@PLUGINFILE@@/",
];

/// Texts in HTML as questions, notes and gaps have them.
#[test]
fn texts_in_html() {
    let met = Met::default();
    let make = |chance: &mut Chance| {
        let text: String = (0..=chance.below(60)).map(|_| *chance.of(HTML)).collect();
        let text = String::from_utf8_lossy(&mutated(text.as_bytes(), chance)).replace("]]>", "");
        if chance.below(2) == 0 {
            anki::of_fields(&text, chance.below(2) == 0)
        } else {
            quiz::bank(&quiz::asks(&text, ""))
        }
    };
    campaign("storm::banks::texts_in_html", rounds(FEW, ALL), make, |bytes| {
        if bytes.starts_with(b"PK") {
            met.take(&anki_format::read(Cursor::new(bytes), 180).map(|read| read.source));
        } else {
            met.take(&quiz_format::read(bytes, &place(), Decks::default()));
        }
    });
}

#[test]
fn questions_in_gift() {
    let met = Met::default();
    let mut seeds = vec![gift::EVERY.as_bytes().to_vec()];
    for name in ["mc4", "numerical1", "TFTwoFeedback", "escapeAll", "mcHTMLComment", "totara_moodle_match"] {
        seeds.extend(crate::formats::sample(&format!("gift/tests__questions__{name}.gift")));
    }
    campaign("storm::banks::questions_in_gift", rounds(FEW, ALL), of(seeds), |bytes| {
        met.take(&gift_format::read(bytes, &place(), Decks::default()));
    });
}

#[test]
fn questions_in_aiken() {
    let met = Met::default();
    let seeds = vec![aiken::EVERY.as_bytes().to_vec()];
    campaign("storm::banks::questions_in_aiken", rounds(FEW, ALL), of(seeds), |bytes| {
        met.take(&aiken_format::read(bytes, &place(), Decks::default()));
    });
}

#[test]
fn texts_of_anki() {
    let met = Met::default();
    let mut seeds = vec![sheet::EVERY.as_bytes().to_vec()];
    seeds.extend(crate::formats::sample("tsv/anki-export-notes-with-headers.txt"));
    // Whole ways of tables end before their columns are assigned: one that is none keeps the campaign honest.
    seeds.push(aiken::EVERY.as_bytes().to_vec());
    campaign("storm::banks::texts_of_anki", rounds(FEW, ALL), of(seeds), |bytes| {
        let told = look(bytes, None, None).and_then(|look| {
            let layout = Layout::Table(look.mapping);
            read_table(bytes, &layout, &place(), Decks::default())
        });
        met.take(&told.map(|told| told.source));
    });
}

#[test]
fn single_notes() {
    let met = Met::default();
    let seeds = vec![notes::EVERY.as_bytes().to_vec()];
    campaign("storm::banks::single_notes", rounds(FEW, ALL), of(seeds), |bytes| {
        met.take(&notes_format::read(bytes, "n.md", 1_700_000_000_000));
    });
}

#[test]
fn zips_of_notes() {
    let met = Met::default();
    let whole = notes::vault();
    let make = move |chance: &mut Chance| match chance.below(3) {
        0 => mutated(&whole, chance),
        _ => {
            let note = mutated(notes::EVERY.as_bytes(), chance);
            let settings = mutated(br##"{"settings": {"flashcardTags": ["#flashcards"]}}"##, chance);
            let path = ".obsidian/plugins/obsidian-spaced-repetition/data.json";
            let picture = mutated(PNG, chance);
            stored(&[
                ("a/n.md", &note),
                ("T.md", b"#flashcards\nq::a ![[p.png]]"),
                (path, &settings),
                ("p.png", &picture),
            ])
        }
    };
    campaign("storm::banks::zips_of_notes", rounds(FEW, ALL), make, |bytes| {
        met.take(&notes_format::read(bytes, "n.zip", 1_700_000_000_000));
    });
}
