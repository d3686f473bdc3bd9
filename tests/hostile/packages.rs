//! Packages of Anki whose archive is broken, lies, or holds what it should not.

use super::{
    File,
    anki::{MEDIA, NOTES, SOUND, first, list, new, old, second, third, third_of},
    make::{
        PNG, SVG, cut, encrypted, field, lying, overlapping, stored, strangely_packed, twice, zip, zstd, zstd_bomb,
        zstd_that_says, zstd_that_wants_all,
    },
    read, refused,
};
use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

const APKG: &str = "deck.apkg";

/// What is told of a card, and of the other way round, whose picture is not shown.
const NO_PICTURE: (&str, &str) = ("g1[0]", "file_missing");
const NO_PICTURE_TURNED: (&str, &str) = ("g1[1]", "file_missing");

pub fn files() -> Vec<File> {
    let mut files = archives();
    files.extend(parts());
    files.extend(media());
    files.extend(packed());
    files
}

/// The archive itself.
fn archives() -> Vec<File> {
    vec![
        read("nothing, in the first layout", APKG, 5, &[], || first(&old(NOTES))),
        read("nothing, in the second layout", APKG, 5, &[], || second(&old(NOTES))),
        read("nothing, in the third layout", "all.colpkg", 5, &[], || third(&new(NOTES))),
        refused("no bytes", APKG, ("", "empty"), Vec::new),
        refused("the first half of an archive", APKG, ("", "damaged"), || cut(&first(&old(NOTES)), 500)),
        refused("an archive without its last bytes", APKG, ("", "damaged"), || cut(&first(&old(NOTES)), 995)),
        refused("a head and nothing", APKG, ("", "damaged"), || b"PK\x03\x04 and nothing".to_vec()),
        refused("65,536 media files", APKG, ("", "too_many_entries"), || many_files(65_536)),
        refused("a path above the archive", APKG, ("../collection.anki2", "unsafe_path"), || {
            zip(&[("media", b"{}"), ("../collection.anki2", &old(NOTES))])
        }),
        refused("a path from the root", APKG, ("/etc/passwd", "unsafe_path"), || {
            zip(&[("collection.anki2", &old(NOTES)), ("/etc/passwd", b"x")])
        }),
        refused("a path on a drive", APKG, ("C:/x", "unsafe_path"), || {
            zip(&[("collection.anki2", &old(NOTES)), ("C:/x", b"x")])
        }),
        refused("a path that goes up with backslashes", APKG, ("media\\..\\..\\x", "unsafe_path"), || {
            zip(&[("collection.anki2", &old(NOTES)), ("media\\..\\..\\x", b"x")])
        }),
        refused("an encrypted collection", APKG, ("collection.anki2", "unsupported_entry"), || {
            encrypted(first(&old(NOTES)), "collection.anki2")
        }),
        refused("a collection packed in an unknown way", APKG, ("collection.anki2", "unsupported_entry"), || {
            strangely_packed(first(&old(NOTES)), "collection.anki2")
        }),
        refused("a collection that says it is short", APKG, ("collection.anki2", "altered"), || {
            lying(zip(&[("collection.anki2", &old(NOTES)), ("media", MEDIA)]), "collection.anki2", 100)
        }),
        refused("a collection that says it is long", APKG, ("collection.anki2", "size_mismatch"), || {
            lying(zip(&[("collection.anki2", &old(NOTES)), ("media", MEDIA)]), "collection.anki2", 99_999_999)
        }),
        refused("a collection that says it is four gigabytes", APKG, ("", "too_large"), || {
            lying(zip(&[("collection.anki2", &old(NOTES)), ("media", MEDIA)]), "collection.anki2", u32::MAX - 1)
        }),
        refused("a bomb in place of the collection", APKG, ("collection.anki21", "too_dense"), || {
            zip(&[("collection.anki21", &vec![0; 20 << 20]), ("media", MEDIA)])
        }),
        refused("two collections of one name", APKG, ("collection.anki2", "duplicate_entry"), || {
            let both = zip(&[("collection.anki2", &old(NOTES)), ("collection.ankiX", &old("")), ("media", b"{}")]);
            twice(both, "collection.anki2", "collection.ankiX")
        }),
        refused("two entries in one place", APKG, ("", "damaged"), || {
            overlapping(zip(&[("collection.anki2", &old(NOTES)), ("media", MEDIA), ("0", PNG)]), "0", "media")
        }),
    ]
}

fn many_files(count: usize) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    zip.start_file("collection.anki2", options).unwrap();
    zip.write_all(&old(NOTES)).unwrap();
    for number in 0..count {
        zip.start_file(number.to_string(), options).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The collection in the archive, and its list of files.
fn parts() -> Vec<File> {
    vec![
        refused("no collection", APKG, ("", "no_collection"), || zip(&[("media", MEDIA), ("0", PNG)])),
        refused("an empty collection", APKG, ("collection.anki2", "not_sqlite"), || first(b"")),
        refused("a newer layout", APKG, ("meta", "newer_collection"), || {
            zip(&[("meta", b"\x08\x04"), ("collection.anki2", &old(NOTES))])
        }),
        refused("a layout whose collection is not there", APKG, ("", "no_collection"), || {
            zip(&[("meta", b"\x08\x03"), ("collection.anki2", &old(NOTES))])
        }),
        refused("only the card that asks for a newer Anki", APKG, ("", "only_a_stub"), || {
            first(&old("INSERT INTO notes VALUES (1, 'x', 1, '', 'Please update to the latest Anki version.|');
                 INSERT INTO cards VALUES (1, 1, 1, 0, 0, 0, 0, 0, 0, 0)"))
        }),
        refused("a list of files that is none", APKG, ("media", "bad_media_list"), || {
            stored(&[("collection.anki2", &old(NOTES)), ("media", b"[1, 2")])
        }),
        refused("a list of files as deep as it is long", APKG, ("media", "bad_media_list"), || {
            stored(&[("collection.anki2", &old(NOTES)), ("media", "{\"0\":".repeat(100_000).as_bytes())])
        }),
        refused("a list of files beyond measure", APKG, ("media", "too_large"), || {
            stored(&[("collection.anki2", &old(NOTES)), ("media", &vec![b' '; 9 << 20])])
        }),
    ]
}

/// The pictures and sounds in it.
fn media() -> Vec<File> {
    vec![
        read(
            "files that are listed and not there",
            APKG,
            5,
            &[NO_PICTURE, NO_PICTURE_TURNED, ("g3[0]", "file_missing"), ("0.png", "no_file"), ("a.mp3", "no_file")],
            || stored(&[("collection.anki2", &old(NOTES)), ("media", MEDIA)]),
        ),
        read(
            "files that are there and not listed",
            APKG,
            5,
            &[NO_PICTURE, NO_PICTURE_TURNED, ("g3[0]", "file_missing")],
            || stored(&[("collection.anki2", &old(NOTES)), ("media", b"{}"), ("0", PNG), ("1", SOUND)]),
        ),
        read("a picture with a script", APKG, 5, &[NO_PICTURE, NO_PICTURE_TURNED, ("0.png", "unknown_file")], || {
            stored(&[("collection.anki2", &old(NOTES)), ("media", MEDIA), ("0", SVG), ("1", SOUND)])
        }),
        read(
            "a page in place of a picture",
            APKG,
            5,
            &[NO_PICTURE, NO_PICTURE_TURNED, ("0.png", "unknown_file")],
            || {
                let page = b"<!DOCTYPE html><script>steal()</script>";
                stored(&[("collection.anki2", &old(NOTES)), ("media", MEDIA), ("0", page), ("1", SOUND)])
            },
        ),
        read(
            "the collection in place of a picture",
            APKG,
            5,
            &[NO_PICTURE, NO_PICTURE_TURNED, ("0.png", "unknown_file")],
            || {
                let list = br#"{"collection.anki2":"0.png","1":"a.mp3"}"#;
                stored(&[("collection.anki2", &old(NOTES)), ("media", list), ("1", SOUND)])
            },
        ),
        read("a film of 300 MB", APKG, 5, &[NO_PICTURE, NO_PICTURE_TURNED, ("0.png", "file_too_large")], || {
            lying(first(&old(NOTES)), "0", 300 << 20)
        }),
        read(
            "a film that says within that it has 300 MB",
            "all.colpkg",
            5,
            &[NO_PICTURE, NO_PICTURE_TURNED, ("0.png", "file_too_large")],
            || {
                let (collection, media) = (zstd(&new(NOTES)), zstd(&list(&["0.png", "a.mp3"])));
                let entries: [(&str, &[u8]); 5] = [
                    ("meta", b"\x08\x03"),
                    ("collection.anki21b", &collection),
                    ("media", &media),
                    ("0", &zstd_that_says(300 << 20, PNG)),
                    ("1", &zstd(SOUND)),
                ];
                stored(&entries)
            },
        ),
        read("a picture that is a bomb", APKG, 5, &[NO_PICTURE, NO_PICTURE_TURNED, ("0", "too_dense")], || {
            let picture = [PNG, &vec![0; 20 << 20]].concat();
            zip(&[("collection.anki2", &old(NOTES)), ("media", MEDIA), ("0", &picture), ("1", SOUND)])
        }),
        read("a picture that was changed", APKG, 5, &[NO_PICTURE, NO_PICTURE_TURNED, ("0", "altered")], || {
            let mut bytes = first(&old(NOTES));
            let at = bytes.windows(PNG.len()).position(|part| part == PNG).unwrap();
            bytes[at + 20] ^= 1;
            bytes
        }),
        read(
            "one file twice in the list",
            APKG,
            5,
            &[NO_PICTURE, NO_PICTURE_TURNED, ("g3[0]", "file_missing")],
            || stored(&[("collection.anki2", &old(NOTES)), ("media", br#"{"0":"0.png","0":"b.png"}"#), ("0", PNG)]),
        ),
        read(
            "names of files that mean places",
            APKG,
            5,
            &[NO_PICTURE, NO_PICTURE_TURNED, ("g3[0]", "file_missing")],
            || {
                let list = br#"{"0":"../../0.png","1":"C:\\a.mp3"}"#;
                stored(&[("collection.anki2", &old(NOTES)), ("media", list), ("0", PNG), ("1", SOUND)])
            },
        ),
    ]
}

/// What the third layout packs by itself.
fn packed() -> Vec<File> {
    vec![
        refused("a collection that is no zstd", APKG, ("collection.anki21b", "altered"), || {
            third_of(&new(NOTES), &zstd(&list(&["0.png"])))
        }),
        refused("half a frame of zstd", APKG, ("collection.anki21b", "altered"), || {
            third_of(&cut(&zstd(&new(NOTES)), 500), &zstd(b""))
        }),
        refused("a frame of zstd with something behind it", APKG, ("collection.anki21b", "altered"), || {
            third_of(&[zstd(&new(NOTES)), b"rest".to_vec()].concat(), &zstd(b""))
        }),
        refused("a bomb in a frame of zstd", APKG, ("collection.anki21b", "too_dense"), || {
            third_of(&zstd_bomb(4_000), &zstd(b""))
        }),
        refused("a thousand bombs one after the other", APKG, ("collection.anki21b", "too_dense"), || {
            third_of(&zstd_bomb(16).repeat(1_000), &zstd(b""))
        }),
        refused("a frame of zstd that wants a terabyte", APKG, ("collection.anki21b", "altered"), || {
            third_of(&zstd_that_wants_all(), &zstd(b""))
        }),
        refused("a list of files that is no message", APKG, ("media", "bad_media_list"), || {
            third_of(&zstd(&new(NOTES)), &zstd(b"\x0a\x7f"))
        }),
        refused("a list of files that is a bomb", APKG, ("media", "too_dense"), || {
            third_of(&zstd(&new(NOTES)), &zstd_bomb(800))
        }),
        read("a list of files with other things in it", "all.colpkg", 5, &[("g3[0]", "file_missing")], || {
            let list = [list(&["0.png"]), field(2, b"?"), b"\x20\x01".to_vec()].concat();
            let message = [list.as_slice(), &field(1, b"")].concat();
            third_of(&zstd(&new(NOTES)), &zstd(&message[..message.len() - 4]))
        }),
        refused("the schema of the third layout in the first", APKG, ("collection.anki2", "no_table"), || {
            first(&old("UPDATE col SET ver = 18"))
        }),
    ]
}
