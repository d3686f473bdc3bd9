//! An import that is ended while its files come, or whose device has no room: nothing of it stays, and nothing else goes.

use super::{Device, banks::of, media::keep, media::kept};
use cairn::domain::{
    command::Command,
    item::{
        Form, Item,
        command::{Command as ItemCommand, Edit},
    },
    media::{MediaHash, reference},
};
use cairn_worker::{
    jobs::World,
    protocol::{Answer, Export, Failure, Join, Request, Room, Why},
};
use std::panic::{AssertUnwindSafe, catch_unwind};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x08\0\0\0\x08";
const OGG: &[u8] = b"OggS\0\x02";

/// A package of Anki with a card that shows a picture and has a sound.
fn package() -> Vec<u8> {
    let device = Device::of(1, 11);
    let [picture, sound] = [PNG, OGG].map(|bytes| keep(&device, bytes).hash);
    let more = vec![Edit::Answer(["It beats:\n", &reference::written("a beat", sound)].concat())];
    let prompt = ["What is this?\n", &reference::written("a drawing", picture)].concat();
    let add = ItemCommand::Add { form: Form::Card, prompt, more, both_ways: false };
    device.store.apply(&Command::Item(add), device.now(), device.seed()).unwrap();
    match device.run(&Request::Export(Export::Anki), &[]).unwrap() {
        (Answer::Made(_), Some(bytes)) => bytes,
        other => panic!("{other:?}"),
    }
}

fn hashes(device: &Device) -> Vec<MediaHash> {
    kept(device).iter().map(|kept| kept.hash).collect()
}

/// Begins an import, whose worker is ended at its step of storing with this number.
fn end_at(device: &Device, step: usize, bytes: &[u8]) {
    device.ends.set(Some(step));
    let ended = catch_unwind(AssertUnwindSafe(|| drop(device.import(bytes, Join::Plain))));
    assert!(ended.is_err() && device.ends.take().is_none(), "it came to its end before step {step}");
}

#[test]
fn what_came_before_the_end_goes() {
    let bytes = package();
    // Before the first file, between both, before the rows.
    for (step, came) in [(0, 0), (1, 1), (2, 2)] {
        let device = Device::of(2, 22);
        let before = device.hash();
        let letter = keep(&device, b"a letter");
        end_at(&device, step, &bytes);
        assert_eq!(kept(&device).iter().filter(|kept| kept.whole).count(), 1 + came, "step {step}");
        assert_eq!(device.run(&Request::Tidy, &[]).unwrap().0, Answer::Removed);
        assert_eq!((hashes(&device), device.hash(), device.change()), (vec![letter.hash], before, 0), "step {step}");
        // A second time there is nothing to do.
        device.run(&Request::Tidy, &[]).unwrap();
        let done = device.import(&bytes, Join::Plain).unwrap();
        assert_eq!((done.files.count, hashes(&device).len(), of::<Item>(&device).len()), (2, 3, 1));
        device.run(&Request::Tidy, &[]).unwrap();
        assert_eq!(hashes(&device).len(), 3, "what came with its rows stays");
    }
}

#[test]
fn the_next_import_and_the_daily_copy_see_to_it_too() {
    let bytes = package();
    let device = Device::of(2, 22);
    end_at(&device, 2, &bytes);
    device.import(b"What is 2 + 2?\nA. Three\nB. Four\nANSWER: B\n", Join::Plain).unwrap();
    assert_eq!(hashes(&device), []);
    end_at(&device, 2, &bytes);
    device.run(&Request::Generation(Why::Daily), &[]).unwrap();
    assert_eq!(hashes(&device), []);
}

#[test]
fn a_file_that_she_attached_meanwhile_stays() {
    let device = Device::of(2, 22);
    end_at(&device, 2, &package());
    let hers = keep(&device, PNG);
    device.run(&Request::Tidy, &[]).unwrap();
    assert_eq!(hashes(&device), [hers.hash]);
}

#[test]
fn a_file_that_cannot_be_stored_leaves_nothing() {
    let device = Device::of(2, 22);
    device.store.fail_at_chunk(0);
    assert_eq!(device.import(&package(), Join::Plain), Err(Failure::QuotaExceeded));
    assert_eq!((hashes(&device), of::<Item>(&device).len(), device.change()), (vec![], 0, 0));
}

#[test]
fn whether_it_fits_is_said_before() {
    let bytes = package();
    let device = Device::of(2, 22);
    assert_eq!(device.preview(&bytes).unwrap().room, None, "the device does not say");
    device.free.set(Some(3_000_000));
    let Some(Room { needed, free: 3_000_000, fits: false }) = device.preview(&bytes).unwrap().room else {
        panic!("{:?}", device.preview(&bytes).unwrap().room)
    };
    device.free.set(Some(3_000_000 + needed));
    assert_eq!(device.preview(&bytes).unwrap().room.map(|room| room.fits), Some(true));
    // More is asked for than is taken: files and rows.
    device.import(&bytes, Join::Plain).unwrap();
    let (records, events) = device.store.all();
    let rows: usize = records.iter().map(|record| record.to_bytes().len()).sum();
    let answers: usize = events.iter().map(|event| event.to_bytes().len()).sum();
    assert!(needed > (rows + answers + PNG.len() + OGG.len()) as u64, "{needed}");
    // The same again takes nothing, so it fits anywhere.
    device.free.set(Some(0));
    assert_eq!(device.preview(&bytes).unwrap().room, Some(Room { needed: 0, free: 0, fits: true }));
    // A copy of one's own counts its files and what is not here yet.
    let other = Device::of(1, 33);
    other.free.set(Some(2_000_000));
    let (_, backup) = device.backup();
    let room = other.preview(&backup).unwrap().room.unwrap();
    assert!(room.needed > (PNG.len() + OGG.len()) as u64 && !room.fits, "{room:?}");
}
