//! Files that someone damaged, forged or made to harm.

use super::{
    container::pack_with,
    tests::{about, filled, hash},
    *,
};
use crate::problem::Location;
use cairn_domain::kind::Kind;
use std::io::{Cursor, Read, Write};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

fn good() -> Vec<u8> {
    write(&filled(), &about(), hash).unwrap()
}

fn entries(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut entry = zip.by_index(at).unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            (entry.name().unwrap().into_owned(), content)
        })
        .collect()
}

fn packed(entries: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let entries = entries.iter().map(|(name, content)| (name.as_str(), content.as_slice()));
    pack_with(entries, 0, |_| true).unwrap()
}

/// A file whose entries `change` altered, with a manifest that lists them as they are now.
fn forged(change: impl FnOnce(&mut BTreeMap<String, Vec<u8>>, &mut serde_json::Value)) -> Vec<u8> {
    let mut entries = entries(&good());
    let mut manifest = serde_json::from_slice(&entries["manifest.json"]).unwrap();
    change(&mut entries, &mut manifest);
    for (name, content) in &entries {
        manifest["entries"][name] =
            serde_json::json!({"bytes": content.len(), "blake3": blake3::hash(content).to_hex().to_string()});
    }
    manifest["entries"].as_object_mut().unwrap().remove("manifest.json");
    entries.insert("manifest.json".to_owned(), serde_json::to_vec(&manifest).unwrap());
    packed(&entries)
}

fn refused(bytes: &[u8]) -> (String, &'static str) {
    let refusal = verify(bytes, Limits::FOREIGN, hash).map(|file| file.problems).expect_err("refused");
    (refusal.location.to_string(), refusal.code)
}

fn problems(bytes: &[u8]) -> Vec<(String, &'static str, String)> {
    let file = verify(bytes, Limits::FOREIGN, hash).unwrap();
    file.problems.into_iter().map(|problem| (problem.location.to_string(), problem.code, problem.detail)).collect()
}

#[test]
fn every_altered_byte_is_noticed() {
    let good = good();
    let mut bad = good.clone();
    for at in (0..good.len()).step_by(23) {
        bad[at] ^= 0x20;
        let whole = verify(&bad, Limits::FOREIGN, hash).is_ok_and(|file| file.problems.is_empty());
        assert!(!whole, "byte {at} of {}", good.len());
        bad[at] = good[at];
    }
}

#[test]
fn an_altered_entry_is_named_and_left_out_and_the_rest_is_read() {
    let mut entries = entries(&good());
    entries.get_mut("records/goal.ndjson").unwrap()[40] ^= 1;
    let bytes = packed(&entries);
    assert_eq!(problems(&bytes), [("records/goal.ndjson".to_owned(), "altered", String::new())]);
    let whole = verify(&good(), Limits::FOREIGN, hash).unwrap().contents;
    let rest = verify(&bytes, Limits::FOREIGN, hash).unwrap();
    let others: Vec<_> = whole.records.into_iter().filter(|record| record.kind != Kind::GOAL).collect();
    assert!(!others.is_empty() && rest.contents.records == others && rest.contents.events == whole.events);
    assert_eq!(rest.whole().expect_err("altered").code, "altered");
}

/// Whatever a flipped bit makes of deflated rows, longer, shorter or nonsense: they are left out, and the rest is read.
#[test]
fn no_flipped_bit_of_an_entry_takes_the_others_along() {
    let good = good();
    let name = b"records/goal.ndjson";
    let from = good.windows(name.len()).position(|part| part == name).unwrap() + name.len();
    let packed = u32::from_le_bytes(good[from - name.len() - 12..from - name.len() - 8].try_into().unwrap()) as usize;
    let mut left_out = 0;
    for bit in 0..packed * 8 {
        let mut bad = good.clone();
        bad[from + bit / 8] ^= 1 << (bit % 8);
        match verify(&bad, Limits::FOREIGN, hash) {
            Ok(file) => {
                assert_eq!(file.problems.len(), 1, "bit {bit}: {:?}", file.problems);
                assert!(file.altered().is_some() && !file.contents.records.is_empty());
                left_out += 1;
            }
            // A few bits mean nothing to what is unpacked: then the seal of the whole alone tells.
            Err(refusal) => assert_eq!((refusal.location, refusal.code), (Location::Whole, "altered"), "bit {bit}"),
        }
    }
    assert!(left_out > packed * 7, "{left_out} of {packed} bytes");
}

#[test]
fn a_truncated_file_is_refused() {
    let good = good();
    for length in [0, 3, 100, good.len() / 2, good.len() - 1] {
        assert_eq!(refused(&good[..length]), ("file".to_owned(), "damaged"), "{length}");
    }
}

#[test]
fn a_missing_entry_is_named_and_an_added_one_left_out() {
    let mut entries = entries(&good());
    entries.insert("records/step.ndjson.bak".to_owned(), b"x".to_vec());
    assert_eq!(problems(&packed(&entries)), [("records/step.ndjson.bak".to_owned(), "unlisted_entry", String::new())]);
    entries.remove("events/void.ndjson");
    assert_eq!(refused(&packed(&entries)), ("events/void.ndjson".to_owned(), "missing_entry"));
}

#[test]
fn paths_out_of_the_archive_refuse_the_file() {
    for path in ["../evil.txt", "records/../../evil", "/etc/evil", "C:evil", "a\\..\\evil", "a//b", "nul\0", "./a"] {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(path, SimpleFileOptions::default()).unwrap();
        zip.write_all(b"x").unwrap();
        let bytes = zip.finish().unwrap().into_inner();
        let refusal = verify(&bytes, Limits::FOREIGN, hash).expect_err(path);
        assert_eq!((refusal.location.to_string().as_str(), refusal.code), (path, "unsafe_path"));
    }
}

#[test]
fn a_bomb_is_refused_before_it_unfolds() {
    let bytes = forged(|entries, _| {
        entries.insert("media/zeros".to_owned(), vec![0; 30 << 20]);
    });
    assert_eq!(refused(&bytes), ("media/zeros".to_owned(), "too_dense"));
    let small = Limits { unpacked: 1 << 20, ..Limits::FOREIGN };
    assert_eq!(verify(&bytes, small, hash).expect_err("large").code, "too_large");
    let few = Limits { entries: 3, ..Limits::FOREIGN };
    assert_eq!(verify(&good(), few, hash).expect_err("many").code, "too_many_entries");
}

/// Anyone can call a file a backup, and know whose: only rows may be dense then, and all has an end.
#[test]
fn a_bomb_that_calls_itself_a_backup_is_refused() {
    let limits = |bytes: &[u8]| Limits::of(look(bytes).unwrap().purpose, bytes.len() as u64, true);
    let zeros = |path: &str| forged(|entries, _| drop(entries.insert(path.to_owned(), vec![0; 30 << 20])));
    for path in ["media/zeros", "records.ndjson", "records/zeros", "names.json"] {
        let bytes = zeros(path);
        assert_eq!(verify(&bytes, limits(&bytes), hash).expect_err(path).code, "too_dense", "{path}");
    }
    // Rows of nothing are read, and are problems; so much of them that it is too much is not even unpacked.
    let bytes = zeros("records/goal.ndjson");
    assert!(!verify(&bytes, limits(&bytes), hash).unwrap().problems.is_empty());
    let small = Limits { unpacked: 20 << 20, ..limits(&bytes) };
    assert_eq!(verify(&bytes, small, hash).expect_err("large").code, "too_large");
}

#[test]
fn limits_go_by_purpose_length_and_owner() {
    const MIB: u64 = 1 << 20;
    let of = |purpose, length, hers| Limits::of(purpose, length, hers).unpacked >> 20;
    for (length, hers, expected) in
        [(MIB, true, 512), (10 * MIB, true, 1_000), (10 * MIB, false, 512), (900 * MIB, true, 2_048)]
    {
        assert_eq!(of(Use::Backup, length, hers), expected, "{length} {hers}");
    }
    assert_eq!(Limits::of(Use::Pack, 900 * MIB, true), Limits::FOREIGN);
}

/// To choose limits by the manifest, the manifest itself has some.
#[test]
fn a_manifest_without_end_is_not_looked_at() {
    let noise: Vec<String> = (0..2_200_000_u32).map(|n| format!("{:08x}", n.wrapping_mul(0x9e37_79b9))).collect();
    let long = forged(|_, manifest| manifest["app"] = noise.concat().into());
    assert_eq!(look(&long).expect_err("long").code, "too_large");
    let dense = forged(|_, manifest| manifest["app"] = " ".repeat(17 << 20).into());
    assert_eq!(look(&dense).expect_err("dense").code, "too_dense");
}

/// The sizes of the directory at the end are halved, so that the entry would seem within the limits.
#[test]
fn lying_sizes_are_refused() {
    let bytes = forged(|entries, _| {
        entries.insert("media/noise".to_owned(), (0..90_000_u32).flat_map(u32::to_le_bytes).collect());
    });
    let mut lying = bytes.clone();
    let name = b"media/noise";
    let at = (0..lying.len() - name.len()).rev().find(|at| lying[*at..].starts_with(name)).unwrap() - 46;
    lying[at + 24..at + 28].copy_from_slice(&180_000_u32.to_le_bytes());
    let file = verify(&lying, Limits::FOREIGN, hash);
    assert!(file.is_err() || file.is_ok_and(|file| file.contents.others.is_empty() && file.altered().is_some()));
}

#[test]
fn a_doubled_entry_is_named() {
    // Two entries of the same length, one renamed in the finished bytes.
    let entries = BTreeMap::from([("media/aa".to_owned(), b"1".to_vec()), ("media/bb".to_owned(), b"2".to_vec())]);
    let mut bytes = packed(&entries);
    for at in 0..bytes.len() - 8 {
        if bytes[at..].starts_with(b"media/bb") {
            bytes[at..at + 8].copy_from_slice(b"media/aa");
        }
    }
    assert_eq!(refused(&bytes), ("media/aa".to_owned(), "duplicate_entry"));
}

#[test]
fn a_newer_file_is_refused_or_read_as_it_says() {
    let newer = forged(|_, manifest| {
        manifest["version"] = 9.into();
        manifest["min_reader"] = 9.into();
    });
    let refusal = verify(&newer, Limits::FOREIGN, hash).expect_err("newer");
    assert_eq!((refusal.code, refusal.detail.as_str()), ("newer_version", "9"));

    let tolerant = forged(|entries, manifest| {
        manifest["version"] = 9.into();
        manifest["mood"] = "calm".into();
        entries.insert("dreams/1.bin".to_owned(), vec![0, 159, 146, 150]);
        entries.insert("records/dream.ndjson".to_owned(), b"{\"id\":1}\n".to_vec());
    });
    assert_eq!(problems(&tolerant), [("records/dream.ndjson".to_owned(), "unknown_kind", String::new())]);
    let kept = read(&tolerant, Limits::FOREIGN).unwrap().contents;
    assert_eq!(kept.others["dreams/1.bin"], [0, 159, 146, 150]);
    let again = read(&write(&kept, &about(), hash).unwrap(), Limits::FOREIGN).unwrap().contents;
    assert_eq!(again, kept);
}

#[test]
fn bad_rows_are_named_by_line_and_the_rest_is_read() {
    let bytes = forged(|entries, _| {
        let rows = entries.get_mut("records/goal.ndjson").unwrap();
        let first: Vec<u8> = rows.split(|byte| *byte == b'\n').next().unwrap().to_vec();
        rows.extend_from_slice(b"{broken\n");
        rows.extend_from_slice(b"{\"id\":\"x\"}\n");
        rows.extend_from_slice(&first);
        let deep = format!("\n{}{}\n", "[".repeat(1_000), "]".repeat(1_000));
        rows.extend_from_slice(deep.as_bytes());
        let step = entries.get_mut("records/step.ndjson").unwrap();
        *step = String::from_utf8(step.clone()).unwrap().replace("\"title\"", "\"tilte\"").into_bytes();
    });
    let found: Vec<(String, &str)> = problems(&bytes).into_iter().map(|(place, code, _)| (place, code)).collect();
    let goal = |line: u32| format!("records/goal.ndjson:{line}");
    let expected = [
        (goal(3), "bad_row"),
        (goal(4), "bad_row"),
        (goal(5), "duplicate_id"),
        (goal(6), "bad_row"),
        ("records/step.ndjson:1".to_owned(), "unknown_name"),
        ("file".to_owned(), "hash_mismatch"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn counts_and_hash_are_held_against_the_manifest() {
    let bytes = forged(|_, manifest| {
        manifest["counts"]["goal"] = 7.into();
        manifest["state"] = "00".repeat(32).into();
    });
    let codes: Vec<&str> = problems(&bytes).into_iter().map(|(_, code, _)| code).collect();
    assert_eq!(codes, ["count_mismatch", "hash_mismatch"]);
}

#[test]
fn what_is_no_cairn_file_is_refused() {
    assert_eq!(refused(b"PK\x03\x04"), ("file".to_owned(), "damaged"));
    let other = BTreeMap::from([("word/document.xml".to_owned(), b"<x/>".to_vec())]);
    assert_eq!(refused(&packed(&other)), ("manifest.json".to_owned(), "missing_entry"));
    let other = BTreeMap::from([("manifest.json".to_owned(), b"{\"name\":\"x\"}".to_vec())]);
    assert_eq!(refused(&packed(&other)), ("manifest.json".to_owned(), "bad_manifest"));
}

#[test]
fn a_file_says_whose_it_is_or_of_which_space() {
    let brings = |purpose, profile: bool, space| {
        let about = About { purpose, profile: about().profile.filter(|_| profile), space, ..about() };
        look(&write(&filled(), &about, hash).unwrap()).unwrap().brings().map_err(|refusal| refusal.detail)
    };
    let space = Some(cairn_domain::id::SpaceId(cairn_domain::id::Id::new(4, 4)));
    assert_eq!(brings(Use::Backup, true, None), Ok(None));
    assert_eq!(brings(Use::Backup, false, space), Err("profile".to_owned()));
    assert_eq!(brings(Use::Pack, true, space), Ok(space));
    assert_eq!(brings(Use::Exchange, true, None), Err("space".to_owned()));
}

#[test]
fn rows_that_others_made_leave_room_for_her_writes() {
    use cairn_domain::stamp::BROUGHT_MS;
    let far = |ms: u64| {
        let mut contents = filled();
        for cell in contents.records.iter_mut().flat_map(|record| record.fields.values_mut()) {
            if let cairn_domain::record::Cell::Register(register) = cell {
                register.stamp.ms = ms;
            }
        }
        contents
    };
    let read_as = |purpose, ms| {
        let about = About { purpose, ..about() };
        let bytes = write(&far(ms), &about, hash).unwrap();
        verify(&bytes, Limits::FOREIGN, hash).unwrap()
    };
    assert_eq!(read_as(Use::Pack, BROUGHT_MS - 1).problems, []);
    assert_eq!(read_as(Use::Backup, BROUGHT_MS).problems, []);
    let beyond = read_as(Use::Pack, BROUGHT_MS);
    assert!(beyond.contents.records.is_empty());
    assert!(beyond.problems.iter().any(|problem| problem.code == "bad_row"), "{:?}", beyond.problems);
}
