//! Bad luck that no format knows of: more entries than a zip's first directory can count, a whole database copied with
//! the name of its device, a clock that was a year off and is right again, a file of gigabytes.

use super::own_process::{within, within_256_mib};
use crate::worker::Device;
use cairn::domain::{
    change::Reply,
    command::Command,
    goal::{Goal, GoalKind, command::Command as Act, command::Edit},
    id::GoalId,
    kind::Kind,
    noun::Noun,
    record::{Now, Record},
    time::DAY_MS,
};
use cairn_worker::{
    jobs::{Given, Input, World},
    protocol::{Failure, Join, Request},
};
use std::{
    io::{Cursor, Read, Seek, SeekFrom, Write},
    time::Duration,
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

fn did(device: &Device, days: i64, act: Act) -> Option<GoalId> {
    let now = Now { ms: device.now().ms + days * DAY_MS, ..device.now() };
    match device.store.apply(&Command::Goal(act), now, device.seed() << 64).unwrap().reply {
        Reply::Created(id) => Some(GoalId(id)),
        _ => None,
    }
}

fn make(device: &Device, title: &str) -> GoalId {
    did(device, 0, Act::Create { title: title.to_owned(), kind: GoalKind::Learn }).unwrap()
}

fn read(device: &Device, id: GoalId) -> Goal {
    let find = |record: &&Record| (record.kind, record.id) == (Kind::GOAL, id.0);
    Goal::read(device.store.all().0.iter().find(find).unwrap())
}

fn exchange(a: &Device, b: &Device) {
    let (from_a, from_b) = (a.backup().1, b.backup().1);
    a.import(&from_b, Join::Plain).unwrap();
    b.import(&from_a, Join::Plain).unwrap();
    assert_eq!(a.hash(), b.hash());
}

#[test]
fn an_archive_of_65_536_entries_is_refused_at_once() {
    let device = Device::of(1, 11).with_goals(&["Sail alone"]);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for number in 0..65_536 {
        zip.start_file(format!("records/{number}.ndjson"), options).unwrap();
    }
    zip.start_file("manifest.json", options).unwrap();
    zip.write_all(b"{}").unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    let before = device.hash();
    for request in [Request::Preview, Request::Import(Join::Plain), Request::Check] {
        let (told, _) = within(Duration::from_secs(2), &request, || device.run(&request, &bytes));
        let Err(Failure::File(trouble)) = told else { panic!("{request:?} took it") };
        assert_eq!(trouble.code, "too_many_entries", "{request:?}");
    }
    assert_eq!(device.hash(), before);
}

/// A file of so many bytes, whose first are these and all others 0, that remembers how far it was read.
struct Gigabytes {
    head: &'static [u8],
    length: u64,
}

#[derive(Clone)]
struct Sparse {
    head: &'static [u8],
    length: u64,
    at: u64,
}

impl Read for Sparse {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let count = usize::try_from(self.length.saturating_sub(self.at)).unwrap_or(usize::MAX).min(into.len());
        for byte in &mut into[..count] {
            *byte = usize::try_from(self.at).ok().and_then(|at| self.head.get(at)).copied().unwrap_or(0);
            self.at += 1;
        }
        Ok(count)
    }
}

impl Seek for Sparse {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        let to = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = to.ok_or(std::io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

impl Given for Gigabytes {
    fn length(&self) -> u64 {
        self.length
    }

    fn reader(&self) -> impl Input {
        Sparse { head: self.head, length: self.length, at: 0 }
    }
}

#[test]
fn a_file_of_two_gigabytes_is_refused_without_being_held_in_memory() {
    within_256_mib("storm::bad_luck::a_file_of_two_gigabytes_is_refused_without_being_held_in_memory", || {
        let device = Device::of(1, 11).with_goals(&["Sail alone"]);
        let before = device.hash();
        let heads: [&[u8]; 9] = [
            b"",
            b"PK\x03\x04",
            b"{\"CFDocument\":",
            b"<!DOCTYPE NETSCAPE-Bookmark-file-1>",
            b"CAIRNSEAL",
            b"<?xml version=\"1.0\"?><quiz>",
            b"::Ada::Who?{=Ada ~Grace}\n\n",
            b"#separator:tab\n",
            b"#flashcards\nq::a\n",
        ];
        for head in heads {
            let file = Gigabytes { head, length: 2 << 30 };
            inspected(head);
            for request in [Request::Preview, Request::Import(Join::Plain), Request::Check, Request::Keep] {
                let (told, _) = within(Duration::from_secs(5), &(&request, head), || {
                    cairn::store::memory::ready(cairn_worker::jobs::run(&request, &file, None, &device))
                });
                assert!(matches!(told, Err(Failure::File(_))), "{request:?} took {head:?}");
            }
        }
        assert_eq!(device.hash(), before);
    });
}

/// The same on the command line; the file is as sparse as the disk makes it.
fn inspected(head: &[u8]) {
    if head.starts_with(b"PK") || head.starts_with(b"CAIRN") {
        // Those may be hers, and as long as that.
        return;
    }
    let path = std::env::temp_dir().join(format!("cairn-gigabytes-{}", std::process::id()));
    std::fs::write(&path, head).unwrap();
    std::fs::File::options().write(true).open(&path).and_then(|file| file.set_len(2 << 30)).unwrap();
    let told = cairn_cli::files::inspect(&path, None);
    std::fs::remove_file(&path).unwrap();
    assert_eq!((told.refused, told.report.problems[0].code), (true, "too_large"), "{head:?}");
}

/// Nobody can see that a folder of a browser was copied: both go on under one name. Their writes may be counted alike;
/// what they change apart stays, and both end equal.
#[test]
fn a_database_that_was_copied_with_its_name_still_joins() {
    let laptop = Device::of(1, 11);
    let (first, second) = (make(&laptop, "Sail alone"), make(&laptop, "Keep bees"));
    let copied = Device::of(1, 11);
    copied.import(&laptop.backup().1, Join::Plain).unwrap();
    let edit = |device: &Device, days, goal, edit| assert_eq!(did(device, days, Act::Edit(goal, vec![edit])), None);
    edit(&laptop, 1, first, Edit::Title("Sail with two".to_owned()));
    edit(&copied, 1, first, Edit::Question("Where to?".to_owned()));
    edit(&copied, 2, second, Edit::Title("Keep three bees".to_owned()));
    exchange(&laptop, &copied);
    let goal = read(&laptop, first);
    assert_eq!((goal.title.as_str(), goal.question.as_str()), ("Sail with two", "Where to?"));
    assert_eq!(read(&laptop, second).title, "Keep three bees");
    exchange(&laptop, &copied);
}

/// A clock a year ahead spoils no later write of the same device, and no write elsewhere that was seen.
#[test]
fn a_clock_a_year_off_spoils_nothing_that_is_written_after() {
    for days in [365, -365] {
        let laptop = Device::of(1, 11);
        let goal = make(&laptop, "Sail alone");
        let phone = Device::of(9, 22);
        phone.import(&laptop.backup().1, Join::Plain).unwrap();
        did(&phone, days, Act::Edit(goal, vec![Edit::Title("Wrong clock".to_owned())]));
        exchange(&laptop, &phone);
        assert_eq!(read(&laptop, goal).title, "Wrong clock", "she wrote it after what she saw");
        did(&laptop, 0, Act::Edit(goal, vec![Edit::Title("Right again".to_owned())]));
        did(&phone, 0, Act::Edit(goal, vec![Edit::Question("And now?".to_owned())]));
        exchange(&laptop, &phone);
        let read = read(&phone, goal);
        assert_eq!((read.title.as_str(), read.question.as_str()), ("Right again", "And now?"), "{days}");
    }
}

/// The database goes back to an older copy of itself, as when a phone is set back: what another device has comes again,
/// and what is written from then on is not taken for what was written before.
#[test]
fn a_device_that_was_set_back_gets_everything_again() {
    let (phone, laptop) = (Device::of(1, 11), Device::of(9, 22));
    let goal = make(&phone, "Sail alone");
    let old = phone.backup().1;
    did(&phone, 1, Act::Edit(goal, vec![Edit::Question("Lost on the phone".to_owned())]));
    let lost = make(&phone, "Keep bees");
    laptop.import(&phone.backup().1, Join::Plain).unwrap();

    // The same profile under a new device name, as every restore gives one.
    let back = Device::of(1, 33);
    back.import(&old, Join::Plain).unwrap();
    did(&back, 2, Act::Edit(goal, vec![Edit::Audience("Written after".to_owned())]));
    exchange(&back, &laptop);
    let goal = read(&back, goal);
    assert_eq!((goal.question.as_str(), goal.audience.as_str()), ("Lost on the phone", "Written after"));
    assert_eq!(read(&back, lost).title, "Keep bees");
}
