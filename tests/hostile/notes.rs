//! Notes in Markdown, alone and as a zip, that are broken, lie, lead out of their folder, or would run.

use super::{
    File,
    make::{PNG, SVG, base64, cut, encrypted, lying, overlapping, stored, twice, zip},
    read, refused,
};
use cairn::domain::folder::head;
use std::io::{Cursor, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

const MD: &str = "n.md";
const ZIP: &str = "vault.zip";
const FOLDER: &str = "vault";

/// A note as it should be.
pub const EVERY: &str = "---\ntags: [flashcards/birds, b]\naliases:\n  - x\n---\n# Birds\n\nLargest bird::Ostrich ^k\nr:::s\n\nm\n?\nn of\ntwo lines\n\n\
    The ==wren== is {{small}} $x$ [[T|w]] ![[p.png]] [l](https://x.example)\n<!--SR:!2024-01-01,3,250-->\n\n```\na::b\n```\n";

/// A card behind the tag that makes it one.
const CARD: &[u8] = b"#flashcards\nq::a\n";

/// A note of one card with this back.
fn card(back: &str) -> Vec<u8> {
    format!("#flashcards\nq::{back}\n").into_bytes()
}

/// A zip as it should be.
pub fn vault() -> Vec<u8> {
    let settings = br##"{"settings": {"flashcardTags": ["#flashcards"]}}"##;
    stored(&[
        ("Vault/Birds.md", EVERY.as_bytes()),
        ("Vault/T.md", CARD),
        ("Vault/p.png", PNG),
        ("Vault/.obsidian/plugins/obsidian-spaced-repetition/data.json", settings),
    ])
}

pub fn files() -> Vec<File> {
    let mut files = zips();
    files.extend(folders());
    files.extend(texts());
    files
}

/// A folder as one file, with what it says of their lengths.
fn folder(files: &[(&str, &[u8])], said: u64) -> Vec<u8> {
    let mut bytes = head(files.iter().map(|(path, content)| (content.len() as u64 + said, *path))).into_bytes();
    files.iter().for_each(|(_, content)| bytes.extend_from_slice(content));
    bytes
}

fn folders() -> Vec<File> {
    vec![
        read("nothing, in a folder", FOLDER, 1, &[], || folder(&[("n.md", CARD), ("p.png", PNG)], 0)),
        refused("a folder that says more than it holds", FOLDER, ("", "damaged"), || folder(&[("n.md", CARD)], 1)),
        refused("a folder that says beyond all measure", FOLDER, ("", "damaged"), || {
            folder(&[("n.md", CARD)], u64::MAX / 2)
        }),
        refused("a folder without an end of its list", FOLDER, ("", "damaged"), || {
            [b"cairn-folder\n".as_slice(), &b"1 a.md\n".repeat(100_000)].concat()
        }),
        refused("a path that leads out of a folder", FOLDER, ("../n.md", "unsafe_path"), || {
            folder(&[("../n.md", CARD)], 0)
        }),
        refused("a folder of too many files", FOLDER, ("", "too_many_entries"), || {
            folder(&vec![("n.md", b"".as_slice()); 60_000], 0)
        }),
        refused("a folder without notes", FOLDER, ("", "no_notes"), || folder(&[("p.png", PNG)], 0)),
    ]
}

fn zips() -> Vec<File> {
    vec![
        read("nothing, in a zip", ZIP, 6, &[("", "schedule_left")], vault),
        refused("a path above the zip", ZIP, ("../n.md", "unsafe_path"), || zip(&[("ok.md", CARD), ("../n.md", CARD)])),
        refused("a path from the root", ZIP, ("/etc/cron.d/n.md", "unsafe_path"), || {
            zip(&[("ok.md", CARD), ("/etc/cron.d/n.md", CARD)])
        }),
        refused("a path that goes up with backslashes", ZIP, ("a/../../n.md", "unsafe_path"), || {
            zip(&[("ok.md", CARD), ("a\\..\\..\\n.md", CARD)])
        }),
        refused("half a zip", ZIP, ("", "damaged"), || cut(&vault(), 500)),
        refused("an encrypted note", ZIP, ("b.md", "unsupported_entry"), || {
            encrypted(zip(&[("a.md", CARD), ("b.md", CARD)]), "b.md")
        }),
        refused("a note that is a bomb", ZIP, ("b.md", "too_dense"), || {
            zip(&[("a.md", CARD), ("b.md", &vec![b' '; 20 << 20])])
        }),
        refused("a picture that is a bomb", ZIP, ("p.png", "too_dense"), || {
            zip(&[("a.md", b"#flashcards\nq::![[p.png]]"), ("p.png", &[PNG, &vec![0; 20 << 20]].concat())])
        }),
        refused("more notes than fit", ZIP, ("n64.md", "too_large"), || {
            let names: Vec<String> = (0..66).map(|at| format!("n{at:02}.md")).collect();
            let note: String = (0..60_000).map(|at| format!("{at} a line of words\n")).collect();
            let note = &note.as_bytes()[..1 << 20];
            let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), note)).collect();
            zip(&entries)
        }),
        refused("65,536 notes", ZIP, ("", "too_many_entries"), || {
            let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
            let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
            for number in 0..65_536 {
                zip.start_file(format!("{number}.md"), options).unwrap();
            }
            zip.finish().unwrap().into_inner()
        }),
        refused("two entries in one place", ZIP, ("", "damaged"), || {
            overlapping(zip(&[("a.md", CARD), ("b.md", CARD)]), "b.md", "a.md")
        }),
        read("a note that says it is long", ZIP, 1, &[("b.md", "damaged_entry")], || {
            lying(zip(&[("a.md", CARD), ("b.md", CARD)]), "b.md", 99_999)
        }),
        read("two notes of one name", ZIP, 1, &[("a.md", "duplicate_entry")], || {
            twice(zip(&[("a.md", CARD), ("b.md", b"#flashcards\nother::a\n")]), "a.md", "b.md")
        }),
        read("a link out of the folder", ZIP, 1, &[("passwd.png", "symlink"), ("a.md:2", "missing_file")], || {
            let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
            zip.start_file("a.md", SimpleFileOptions::default()).unwrap();
            zip.write_all(b"#flashcards\nq::a ![[passwd.png]]\n").unwrap();
            zip.add_symlink("passwd.png", "/etc/passwd", SimpleFileOptions::default()).unwrap();
            zip.finish().unwrap().into_inner()
        }),
        read(
            "settings that are none",
            ZIP,
            1,
            &[(".obsidian/plugins/obsidian-spaced-repetition/data.json", "bad_settings")],
            || zip(&[("a.md", CARD), (".obsidian/plugins/obsidian-spaced-repetition/data.json", b"{\"settings\":[[[")]),
        ),
        read("a picture with a script", ZIP, 1, &[("a.md:2", "not_shown")], || {
            zip(&[("a.md", b"#flashcards\nq::a ![[p.svg]]"), ("p.svg", SVG)])
        }),
        read("letters that are none in one of two notes", ZIP, 1, &[("b.md:1", "not_utf8")], || {
            zip(&[("a.md", CARD), ("b.md", b"\xff\xfe")])
        }),
    ]
}

fn texts() -> Vec<File> {
    vec![
        read("nothing, in a note", MD, 5, &[("n.md:16", "missing_file"), ("", "schedule_left")], || {
            EVERY.as_bytes().to_vec()
        }),
        read("a script", MD, 1, &[("n.md:2", "dropped")], || card("a<script>steal()</script>")),
        read("a frame", MD, 1, &[("n.md:2", "dropped")], || card("a<iframe src=\"https://x.invalid\"></iframe>")),
        read("a picture of elsewhere", MD, 1, &[("n.md:2", "remote_picture")], || {
            card("a ![x](https://x.invalid/a.png)")
        }),
        read("an address that runs", MD, 1, &[("n.md:2", "link_left")], || card("a [x](javascript:void)")),
        read("a picture with a script in its address", MD, 1, &[("n.md:2", "not_shown")], || {
            card(&format!("a ![x](data:image/svg+xml;base64,{})", base64(SVG)))
        }),
        refused("2.7 MB of base64 in one card", MD, ("", "unknown_format"), || {
            card(&format!("a ![x](data:image/png;base64,{})", base64(&[PNG, &vec![7; 2_000_000]].concat())))
        }),
        refused("front matter that never ends", MD, ("", "unknown_format"), || {
            format!("---\ntags: [flashcards]\n{}", "a: b\n".repeat(50_000)).into_bytes()
        }),
        read("code that never ends", MD, 1, &[("n.md:3", "unclosed_code"), ("n.md", "text_mended")], || {
            format!("#flashcards\nq::a\n```\n{}", "x::y\n".repeat(20_000)).into_bytes()
        }),
        read("lists and quotes in each other without end", MD, 1, &[], || {
            card(&format!("a {}", "> - ".repeat(20_000)))
        }),
        refused("tags of decks that make a small note large", MD, ("n.md:50", "too_dense"), || {
            let tags: String = (0..90).map(|at| format!(" #{}{at}", "t".repeat(300))).collect();
            let cards: String = (0..3_000).map(|at| format!("{at}::b\n")).collect();
            format!("#flashcards{tags}\n{cards}").into_bytes()
        }),
        refused("letters that are none", MD, ("", "unknown_format"), || b"#flashcards\nq::\xff\n".to_vec()),
    ]
}
