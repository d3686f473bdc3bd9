//! Files of other tools: looked at, brought in once, taken back, refused with a reason and a place.

use super::Device;
use cairn::domain::{command::Command, kind::Kind, noun::Noun, port::Store, resource::Resource};
use cairn::store::memory::ready;
use cairn_worker::protocol::{Amount, Answer, Export, Failure, Join, Request, Source, Whose};
use std::fs;

const SOLAR: &[u8] = include_bytes!("../fixtures/case/solar.json");
const LINKS: &[u8] = include_bytes!("../fixtures/bookmarks/browser.html");
const POCKET: &[u8] = include_bytes!("../fixtures/bookmarks/pocket.csv");
const LAMPS: &[u8] = include_bytes!("../fixtures/moodle/lamps.csv");

#[test]
fn a_second_import_of_the_same_file_adds_nothing() {
    let files = [(SOLAR, Source::Case), (LAMPS, Source::Moodle), (LINKS, Source::Bookmarks), (POCKET, Source::Pocket)];
    for (bytes, source) in files {
        let device = Device::of(1, 11);
        let preview = device.preview(bytes).unwrap();
        assert_eq!((&preview.source, &preview.whose), (&source, &Whose::Nobody));
        assert_eq!(preview.title.is_empty(), matches!(source, Source::Bookmarks | Source::Pocket));
        assert_eq!((&preview.new, device.change()), (&preview.holds, 0));

        let first = device.import(bytes, Join::Plain).unwrap();
        assert_eq!((&first.new, &first.hash), (&preview.holds, &preview.hash));
        let change = device.change();
        let second = device.import(bytes, Join::Plain).unwrap();
        assert!(second.new.is_empty() && second.changed.is_empty() && !second.undoable);
        assert_eq!((second.hash, device.change()), (first.hash, change));
        assert_eq!(device.preview(bytes).unwrap().same, preview.holds);
    }
}

#[test]
fn an_import_is_taken_back_as_one_step() {
    let device = Device::of(1, 11);
    let imported = device.import(SOLAR, Join::Plain).unwrap();
    assert!(imported.undoable);
    let now = jobs_now(&device);
    device.store.apply(&Command::Undo(imported.change), now, 7).unwrap();
    let totals = ready(device.store.summary()).unwrap().totals;
    assert!(totals.values().all(|count| count.alive == 0), "{totals:?}");
    // Taken back is not asked for again: it stays in the trash, and the preview says so.
    let preview = device.preview(SOLAR).unwrap();
    assert!(preview.new.is_empty() && !preview.trashed.is_empty());
}

fn jobs_now(device: &Device) -> cairn::domain::record::Now {
    cairn_worker::jobs::World::now(device)
}

#[test]
fn a_framework_goes_out_as_case_and_is_the_same_skills() {
    let device = Device::of(1, 11);
    device.import(SOLAR, Join::Plain).unwrap();
    let framework = device.store.all().0.into_iter().find(|record| record.kind == Kind::FRAMEWORK).unwrap();
    let (_, bytes) = device.run(&Request::Export(Export::Case(framework.id.into())), &[]).unwrap();
    let elsewhere = Device::of(2, 22);
    let competencies =
        |device: &Device| device.store.all().0.iter().filter(|record| record.kind == Kind::COMPETENCY).count();
    elsewhere.import(&bytes.unwrap(), Join::Plain).unwrap();
    assert_eq!(competencies(&elsewhere), competencies(&device));
}

#[test]
fn links_go_out_as_bookmarks_and_are_the_same_elsewhere() {
    let device = Device::of(1, 11);
    device.import(LINKS, Join::Plain).unwrap();
    let told = |device: &Device| {
        let all = device.store.all().0;
        let resources = all.iter().filter(|record| record.kind == Kind::RESOURCE).map(Resource::read);
        let mut told: Vec<_> = resources.map(|one| (one.link, one.title, one.tags)).collect();
        told.sort();
        told
    };
    let (answer, bytes) = device.run(&Request::Export(Export::Bookmarks), &[]).unwrap();
    let Answer::Made(made) = answer else { panic!("{answer:?}") };
    assert_eq!(made.holds, [Amount { kind: Kind::RESOURCE, count: 3 }]);
    let elsewhere = Device::of(2, 22);
    elsewhere.import(&bytes.unwrap(), Join::Plain).unwrap();
    assert_eq!(told(&elsewhere), told(&device));
}

#[test]
fn bad_files_are_refused_with_a_reason_and_nothing_is_written() {
    let windows: &[u8] = b"\"Parent ID number\";\"ID number\";a;b;c;d;e;f;g;h;i;j;k;l\n;x;Pr\xfcfen;;;;;;;;;;1;\n";
    let deep = ["{\"a\":".repeat(5_000), "1".to_owned(), "}".repeat(5_000)].concat();
    let cases: &[(&[u8], &str)] = &[
        (b"", "empty"),
        (b"{\"CFDocument\": {", "not_json"),
        (b"{\"a\": 1}", "not_case"),
        (b"just a line", "unknown_format"),
        (b"\x89PNG\r\n\x1a\n", "unknown_format"),
        (b"PK\x03\x04 cut off", "damaged"),
        (windows, "not_utf8"),
        (deep.as_bytes(), "too_deep"),
    ];
    for (bytes, code) in cases {
        let device = Device::of(1, 11);
        for result in [device.preview(bytes).map(|_| ()), device.import(bytes, Join::Plain).map(|_| ())] {
            let Err(Failure::File(trouble)) = result else { panic!("{code}: {result:?}") };
            assert_eq!(trouble.code, *code, "{trouble:?}");
        }
        assert_eq!(device.change(), 0, "{code}");
    }
}

#[test]
fn real_files_come_in_with_the_counts_and_hash_of_the_command_line() {
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/samples");
    let files = [
        "case/opensalt-framework.json",
        "case/Ordering.json",
        "moodle-competency-csv/arabic-bom.csv",
        "moodle-competency-csv/german-header-semicolon.csv",
        "moodle-competency-csv/large-5000.csv",
    ];
    for file in files {
        let path = std::path::Path::new(samples).join(file);
        let Ok(bytes) = fs::read(&path) else {
            println!("skipped: no {file}");
            continue;
        };
        let told = cairn_cli::files::inspect(&path, None).report;
        let device = Device::of(1, 11);
        let preview = device.preview(&bytes).unwrap();
        let counts = preview.holds.iter().map(|one| (one.kind, one.count)).collect();
        assert_eq!(
            (told.counts, told.hash.map(|hash| cairn::formats::report::hex(&hash))),
            (counts, Some(preview.hash.clone())),
            "{file}"
        );
        assert_eq!(device.import(&bytes, Join::Plain).unwrap().hash, preview.hash, "{file}");
    }
}

#[test]
fn everything_goes_out_as_plain_files() {
    let device = Device::of(1, 11).with_goals(&["Solder"]);
    let (_, json) = device.run(&Request::Export(Export::Json), &[]).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json.unwrap()).unwrap();
    assert_eq!(json["data"]["goal"][0]["title"], "Solder");
    let (_, zip) = device.run(&Request::Export(Export::Csv), &[]).unwrap();
    assert!(zip.unwrap().starts_with(b"PK"));
}
