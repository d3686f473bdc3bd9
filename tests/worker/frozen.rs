//! Files that a released version wrote: every later one reads them, with the same counts and the same state hash.
//! They are never made anew; see `tests/fixtures/frozen/README.md`.

use super::Device;
use cairn_worker::protocol::{Answer, Checked, Join, Request};
use serde_json::Value;
use std::{fs, path::PathBuf};

const WORDS: &str = "seven quiet stones";

const ENTRIES: u64 = 13;
const HASH: &str = "5ab74ff67e854f22cfd5f6a7bb1656971bb693a14a719a9e56054c318b371200";
const HASH_WITH_FILES: &str = "3adabc9708953d28c7f0a691a4606003ecf2df9a9c391f11c678d4248547073d";

fn fixture(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/frozen").join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn check(name: &str, entries: u64, files: u64, hash: &str) {
    let bytes = fixture(name);
    let device = Device::of(9, 99);
    let Answer::Checked(Checked { whole, holds, hash: found, files: found_files, problems, .. }) =
        device.run_with(WORDS, &Request::Check, &bytes).unwrap().0
    else {
        panic!("{name}")
    };
    assert!(whole && problems.is_empty(), "{name}: {problems:?}");
    assert_eq!(holds.iter().map(|amount| amount.count).sum::<u64>(), entries, "{name}");
    assert_eq!((found_files.count, found.as_str()), (files, hash), "{name}");
    let Answer::Imported(imported) = device.run_with(WORDS, &Request::Import(Join::Plain), &bytes).unwrap().0 else {
        panic!("{name}")
    };
    assert_eq!((imported.hash.as_str(), imported.files.count), (hash, files), "{name}");
    // And what is written of it now holds the same.
    assert_eq!(device.backup().0.hash, hash, "{name}");
}

#[test]
fn backups_of_the_first_release_are_read() {
    check("plain-1.cairn", ENTRIES, 0, HASH);
    check("sealed-1.cairn", ENTRIES, 0, HASH);
    check("files-1.cairn", ENTRIES + 2, 2, HASH_WITH_FILES);
}

/// A database of each shape, as the page of self-repair would save it. One whose rows were renamed or packed holds the
/// same as ever.
#[test]
fn databases_of_every_shape_come_out_of_a_raw_file() {
    for version in 1..=5 {
        let frozen: Value = serde_json::from_slice(&fixture(&format!("database-{version}.json"))).unwrap();
        assert_eq!(frozen["version"], version);
        let stores = frozen["stores"].as_object().unwrap().iter().filter(|(name, _)| !name.starts_with("media"));
        let stores: Vec<String> = stores
            .map(|(name, store)| {
                let rows = store["rows"].as_array().unwrap().iter().map(|row| row["value"].to_string());
                // Bytes stand under another word there.
                let rows = rows.map(|row| row.replace(r#""base64":"#, r#""bytes":"#));
                format!(r#""{name}":[{}]"#, rows.collect::<Vec<_>>().join(","))
            })
            .collect();
        let raw = format!(
            r#"{{"format":"cairn-raw","version":1,"databases":[{{"name":{},"version":{version},"stores":{{{}}}}}]}}"#,
            frozen["name"],
            stores.join(",")
        );
        let device = Device::of(9, 99);
        assert!(device.preview(raw.as_bytes()).unwrap().problems.is_empty(), "{version}");
        device.import(raw.as_bytes(), Join::Plain).unwrap();
        assert_eq!(device.backup().0.hash, frozen["hash"].as_str().unwrap(), "{version}");
    }
}
