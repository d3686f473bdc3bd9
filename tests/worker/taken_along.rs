//! What goes to other programs with its pictures: a file passes piece by piece, one that is not whole stays out, and all that is
//! not in it is counted.

use super::{
    Device,
    media::{film, keep, kept},
};
use cairn::domain::{
    command::Command,
    item::{
        Form,
        command::{Command as ItemCommand, Edit},
    },
    media::{CHUNK, MediaHash, reference},
    port::MediaStore,
};
use cairn::store::memory::ready;
use cairn_worker::{
    jobs::World,
    protocol::{Answer, Export, Join, Made, Phase, Request},
};

/// A picture, as its first bytes say, that is stored in three pieces.
fn picture() -> Vec<u8> {
    [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x08\0\0\0\x08"[..], &film(2 * CHUNK)].concat()
}

fn add(device: &Device, form: Form, prompt: String, more: Vec<Edit>) {
    let add = ItemCommand::Add { form, prompt, more, both_ways: false };
    device.store.apply(&Command::Item(add), device.now(), device.seed()).unwrap();
}

fn card(device: &Device, shown: MediaHash) {
    let prompt = ["What is this?\n", &reference::written("a drawing", shown)].concat();
    add(device, Form::Card, prompt, vec![Edit::Answer("The heart".to_owned())]);
}

fn exported(device: &Device, what: Export) -> (Made, Vec<u8>) {
    match device.run(&Request::Export(what), &[]).unwrap() {
        (Answer::Made(made), Some(bytes)) => (made, bytes),
        other => panic!("{other:?}"),
    }
}

/// What another device has of files once it brought this in.
fn brought(bytes: &[u8]) -> Vec<(MediaHash, u64)> {
    let other = Device::of(2, 20);
    other.import(bytes, Join::Plain).unwrap();
    kept(&other).iter().map(|kept| (kept.hash, kept.bytes)).collect()
}

#[test]
fn a_large_picture_passes_piece_by_piece() {
    let device = Device::of(1, 10);
    let bytes = picture();
    let hash = keep(&device, &bytes).hash;
    card(&device, hash);
    for what in [Export::Anki, Export::Notes] {
        device.phases();
        let (made, file) = exported(&device, what.clone());
        assert_eq!((made.problems, made.left_out), (Vec::new(), 0), "{what:?}");
        // Twice at the beginning, then at each piece.
        let writing = device.phases().into_iter().filter(|phase| *phase == Phase::Writing).count();
        assert_eq!(writing, 5, "{what:?}");
        assert_eq!(brought(&file), [(hash, bytes.len() as u64)], "{what:?}");
    }
}

#[test]
fn a_picture_that_is_not_whole_stays_out_and_is_told() {
    let bytes = picture();
    let hash = keep(&Device::of(9, 90), &bytes).hash;
    let device = Device::of(1, 10);
    // Of three pieces the one in the middle is missing.
    for (at, piece) in [(0, &bytes[..CHUNK]), (2, &bytes[2 * CHUNK..])] {
        ready(device.store.put_chunk(hash, at, piece, device.now().ms)).unwrap();
    }
    ready(device.store.finish_media(hash, (bytes.len() - CHUNK) as u64, device.now().ms)).unwrap();
    card(&device, hash);
    for what in [Export::Anki, Export::Notes] {
        let (made, file) = exported(&device, what.clone());
        let told: Vec<_> = made.problems.iter().map(|one| (one.code.as_str(), one.text.as_str())).collect();
        assert_eq!((told, made.left_out), (vec![("missing_media", "1")], 1), "{what:?}");
        assert_eq!(brought(&file), [], "{what:?}");
    }
}

#[test]
fn what_is_not_in_it_is_counted_beyond_the_first() {
    let device = Device::of(1, 10);
    for number in 0..1_060 {
        let options = Edit::Options(["one", "two"].map(str::to_owned).to_vec());
        add(&device, Form::Ordering, format!("Put in order, {number}"), vec![options]);
    }
    let (made, _) = exported(&device, Export::Gift);
    assert_eq!((made.problems.len(), made.left_out), (50, 1_060));
}
