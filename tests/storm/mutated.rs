//! Files of every format with bytes changed by chance: none brings a reader down, takes a second, or more than
//! 256 MiB; and what is refused is refused with a code that has words.

use super::{
    Chance,
    own_process::{within, within_256_mib},
    rounds,
};
use crate::worker::Device;
use cairn::formats::{
    bookmarks,
    cairn::{Limits, look, verify},
    case, items, moodle,
    problem::Refusal,
    recognise::recognise,
    report::Format,
    sheet,
};
use std::{
    collections::BTreeMap,
    io::{Cursor, Read, Write},
    time::Duration,
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// Inputs of a campaign, if all of it is asked for.
pub const ALL: usize = 100_000;
const FEW: usize = 1_000;

/// Every so many inputs go through the job that a screen starts, from the bytes to the preview of what would change.
const WHOLE_WAY: usize = 25;

/// What formats are made of, and what numbers and texts may not bear.
const MARKS: &[&[u8]] = &[
    b"<",
    b">",
    b"\"",
    b"'",
    b"=",
    b"&",
    b";",
    b"/",
    b" ",
    b"!",
    b"-",
    b"\n",
    b"\r",
    b"\0",
    b",",
    b"|",
    b"#",
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b"\\",
    b"\\u0000",
    b"\\ud800",
    b"\t",
    b"\xc3",
    b"\xff",
    b"\xef\xbb\xbf",
    b"PK",
    b"null",
    b"true",
    b"-1",
    b"0",
    b"1e999",
    b"99999999999999999999",
    b"-9223372036854775808",
    b"18446744073709551615",
    b"\xe2\x80\xae",
    b"<DL>",
    b"</A>",
    b"&#x110000;",
    b"{\"cbor\": \"/w==\"}",
    b"[[[[[[[[",
];

/// One to seven changes.
pub fn mutated(seed: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=chance.below(6) {
        let at = chance.below(bytes.len());
        let end = (at + chance.below(60)).min(bytes.len());
        match chance.below(8) {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << chance.below(8),
            1 => drop(bytes.splice(at..end, [])),
            2 | 3 => drop(bytes.splice(at..at, chance.of(MARKS).iter().copied())),
            4 => {
                let mark = *chance.of(MARKS);
                bytes.splice(at..(at + mark.len()).min(bytes.len()), mark.iter().copied());
            }
            5 => {
                let part = bytes[at..end].to_vec();
                bytes.splice(at..at, part.repeat(1 + chance.below(40)));
            }
            6 => {
                let part = bytes[at..end].to_vec();
                let to = chance.below(bytes.len());
                bytes.splice(to..to, part);
            }
            _ if chance.below(10) == 0 => bytes.truncate(at),
            _ => {}
        }
    }
    bytes
}

/// Reads so many changed files; says how long the slowest took. The name is the path of its test.
pub fn campaign(name: &str, count: usize, make: impl Fn(&mut Chance) -> Vec<u8>, read: impl Fn(&[u8])) {
    within_256_mib(name, || {
        let mut chance = Chance::new(20_261_128);
        let mut slowest = Duration::ZERO;
        let device = Device::of(1, 10).with_goals(&["Sail alone"]);
        let before = device.hash();
        let mut taken = 0;
        for round in 0..count {
            let bytes = make(&mut chance);
            let about = (round, String::from_utf8_lossy(&bytes));
            let ((), took) = within(Duration::from_secs(1), &about, || {
                let _ = recognise(&bytes);
                read(&bytes);
                if round % WHOLE_WAY == 0 {
                    taken += usize::from(device.preview(&bytes).is_ok());
                }
            });
            slowest = slowest.max(took);
        }
        assert_eq!(device.hash(), before, "a preview writes nothing");
        assert!(taken > 0, "no input was sound enough to be previewed");
        println!(
            "{name}: {count} inputs, the slowest took {slowest:?}; {taken} of {} previewed",
            count.div_ceil(WHOLE_WAY)
        );
    });
}

/// Changed files of several.
pub fn of(seeds: Vec<Vec<u8>>) -> impl Fn(&mut Chance) -> Vec<u8> {
    move |chance| {
        let seed = chance.of(&seeds).clone();
        mutated(&seed, chance)
    }
}

fn refusal_is_known<T>(read: &Result<T, Refusal>, codes: &[&str]) {
    if let Err(Refusal { code, .. }) = read {
        assert!(codes.contains(code), "{code}");
    }
}

#[test]
fn case_packages() {
    let mut seeds = vec![include_bytes!("../fixtures/case/solar.json").to_vec()];
    seeds.extend(crate::formats::sample("case/tests__fixtures__opencase_round_trip_baseline.json"));
    campaign("storm::mutated::case_packages", rounds(FEW, ALL), of(seeds), |bytes| {
        refusal_is_known(&case::read(bytes), &["not_utf8", "not_json", "not_case", "too_deep"]);
    });
}

#[test]
fn competencies_as_csv() {
    let mut seeds = vec![include_bytes!("../fixtures/moodle/lamps.csv").to_vec()];
    for name in ["arabic-bom", "german-header-semicolon"] {
        seeds.extend(crate::formats::sample(&format!("moodle-competency-csv/{name}.csv")));
    }
    campaign("storm::mutated::competencies_as_csv", rounds(FEW, ALL), of(seeds), |bytes| {
        refusal_is_known(&moodle::read(bytes), &["not_utf8", "not_moodle", "no_framework", "damaged"]);
    });
}

#[test]
fn bookmarks_and_links() {
    let mut seeds: Vec<Vec<u8>> = [
        &include_bytes!("../fixtures/bookmarks/browser.html")[..],
        include_bytes!("../fixtures/bookmarks/pocket.html"),
        include_bytes!("../fixtures/bookmarks/pocket.csv"),
        include_bytes!("../fixtures/bookmarks/pocket-old.csv"),
    ]
    .map(<[u8]>::to_vec)
    .to_vec();
    seeds.extend(crate::formats::sample("bookmarks-html/tests__input__netscape_nested.htm"));
    campaign("storm::mutated::bookmarks_and_links", rounds(FEW, ALL), of(seeds), |bytes| {
        match bookmarks::read(bytes) {
            Ok(source) => assert!(source.records.len() + source.problems.len() > 0),
            refused => refusal_is_known(&refused, &["not_utf8", "damaged", "too_deep", "too_dense", "no_links"]),
        }
        bookmarks::links_in_text(&String::from_utf8_lossy(bytes));
    });
}

#[test]
fn tables_of_cards() {
    let words = include_bytes!("../fixtures/sheet/words.csv");
    let text = std::str::from_utf8(words).unwrap();
    let utf16 = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let mut seeds = vec![
        words.to_vec(),
        utf16,
        text.replace(',', "\t").into_bytes(),
        text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(0xe9)).collect(),
        include_bytes!("../fixtures/sheet/quizlet.txt").to_vec(),
        crate::worker::table::exported(),
    ];
    seeds.extend(crate::formats::sample("tsv/anki-export-notes-with-headers.txt"));
    let codes = ["not_utf8", "not_text", "no_rows", "too_many_rows", "no_front_column"];
    let place = sheet::Place { name: "words".to_owned(), deck: sheet::Into::Named("words".to_owned()), now_ms: 1 };
    campaign("storm::mutated::tables_of_cards", rounds(FEW, ALL), of(seeds), |bytes| {
        let told = sheet::look(bytes, None, None)
            .and_then(|look| sheet::read(bytes, &sheet::Layout::Table(look.mapping), &place, sheet::Decks::default()));
        if let Ok(told) = &told {
            assert!(told.rows >= told.refused && told.source.records.len() as u64 >= told.rows - told.refused);
        }
        refusal_is_known(&told, &codes);
        let pairs = sheet::Layout::Pairs(sheet::Pairs::default());
        refusal_is_known(&sheet::read(bytes, &pairs, &place, sheet::Decks::default()), &codes);
        refusal_is_known(&items::read(bytes), &codes);
    });
}

#[test]
fn backups() {
    let good = crate::worker::media::backup_with_a_file(true);
    let inside = entries(&good);
    let names: Vec<String> = inside.keys().cloned().collect();
    let make = move |chance: &mut Chance| {
        if chance.below(4) == 0 {
            return mutated(&good, chance);
        }
        // One entry is changed and all hashes are put right, so that what reads its content is reached.
        let mut inside = inside.clone();
        let name = chance.of(&names).clone();
        let content = mutated(&inside[&name], chance);
        inside.insert(name.clone(), content);
        sealed_again(inside, name == "manifest.json")
    };
    campaign("storm::mutated::backups", rounds(FEW, ALL), make, |bytes| {
        if recognise(bytes) != Ok(Format::Cairn) {
            return;
        }
        if let Ok(manifest) = look(bytes) {
            for hers in [true, false] {
                let limits = Limits::of(manifest.purpose, bytes.len() as u64, hers);
                let _ = verify(bytes, limits, |records, events| cairn::sync::state_hash(records, events));
            }
        }
    });
}

fn entries(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut entries = BTreeMap::new();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).unwrap();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        entries.insert(entry.name().unwrap().into_owned(), content);
    }
    entries
}

/// An archive of these entries; its manifest tells of them as they are, unless it is what was changed.
fn sealed_again(mut entries: BTreeMap<String, Vec<u8>>, as_it_is: bool) -> Vec<u8> {
    if !as_it_is {
        let mut manifest: serde_json::Value = serde_json::from_slice(&entries["manifest.json"]).unwrap();
        for (name, content) in entries.iter().filter(|(name, _)| *name != "manifest.json") {
            manifest["entries"][name] =
                serde_json::json!({"bytes": content.len(), "blake3": blake3::hash(content).to_hex().to_string()});
        }
        entries.insert("manifest.json".to_owned(), serde_json::to_vec(&manifest).unwrap());
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in &entries {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
