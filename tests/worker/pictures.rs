//! Pictures and sounds that the texts of items show: they are held, counted, carried and missed like every other file.

use super::{
    Device,
    backups::usage,
    media::{keep, kept},
};
use cairn::domain::{
    change::Reply,
    command::Command,
    id::ItemId,
    item::{
        Form, Item,
        command::{Command as ItemCommand, Edit},
    },
    kind::Kind,
    media::{GRACE_MS, MediaHash, reference},
    port::{Lookup, MediaStore},
};
use cairn::store::memory::ready;
use cairn_worker::{
    jobs::World,
    protocol::{Export, Files, Join, Request},
};

/// The beginning of a picture of 8 by 8 pixels.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x08\0\0\0\x08";
const OGG: &[u8] = b"OggS\0\x02";

fn run(device: &Device, command: ItemCommand) -> Reply {
    device.store.apply(&Command::Item(command), device.now(), device.seed()).unwrap().reply
}

/// A card whose front shows a picture, and whose first hint is a sound.
fn card(device: &Device) -> (ItemId, [MediaHash; 2]) {
    let [picture, sound] = [PNG, OGG].map(|bytes| keep(device, bytes).hash);
    let more = vec![
        Edit::Answer("The heart".to_owned()),
        Edit::Hints(vec![["Listen: ", &reference::written("a beat", sound)].concat()]),
    ];
    let prompt = ["What is this?\n", &reference::written("a drawing", picture)].concat();
    match run(device, ItemCommand::Add { form: Form::Card, prompt, more, both_ways: true }) {
        Reply::Created(id) => (ItemId(id), [picture, sound]),
        other => panic!("{other:?}"),
    }
}

fn age(device: &Device, hashes: &[MediaHash]) {
    for (hash, bytes) in hashes.iter().zip([PNG, OGG]) {
        let long_ago = device.now().ms - GRACE_MS - 1;
        ready(device.store.finish_media(*hash, bytes.len() as u64, long_ago)).unwrap();
    }
}

fn hashes(device: &Device) -> Vec<MediaHash> {
    kept(device).iter().map(|kept| kept.hash).collect()
}

#[test]
fn what_a_text_shows_is_kept_while_it_shows_it_and_while_that_can_be_taken_back() {
    let device = Device::of(1, 11);
    let (id, files) = card(&device);
    let mut all = files.to_vec();
    all.sort();
    age(&device, &files);
    let used = usage(&device).files;
    assert_eq!(hashes(&device), all);
    let mut said: Vec<_> = used.iter().map(|file| (file.name.as_str(), file.media_type.as_str())).collect();
    said.sort_unstable();
    assert_eq!(said, [("a beat", "audio/ogg"), ("a drawing", "image/png")]);
    assert!(used.iter().all(|file| file.holders.len() == 1
        && file.holders[0].kind == Kind::ITEM
        && file.holders[0].title == "What is this? a drawing"));

    // A text that no longer shows it: the step back still names it.
    run(&device, ItemCommand::Edit(id, vec![Edit::Prompt("What beats?".to_owned())]));
    age(&device, &files);
    usage(&device);
    assert_eq!(hashes(&device), all);
}

#[test]
fn it_goes_along_in_a_copy_and_is_missed_by_its_words() {
    let (old, new) = (Device::of(1, 11), Device::of(1, 22));
    let (id, [picture, sound]) = card(&old);
    let (made, backup) = old.backup();
    let bytes = (PNG.len() + OGG.len()) as u64;
    let both = Files { count: 2, bytes, absent: 0, names: vec![] };
    assert_eq!(made.files, both);
    assert!(old.check(&backup).is_ok_and(|checked| checked.whole && checked.files == both));
    assert_eq!(new.import(&backup, Join::Plain).unwrap().files, both);
    assert_eq!(new.hash(), old.hash());
    assert!(new.run(&Request::Open(picture), &[]).unwrap().1.unwrap() == PNG);
    let item = new.store.look(&[Lookup::Record(Kind::ITEM, id.0)]).noun::<Item>(id).unwrap();
    assert_eq!(item.files(), [(picture, "a drawing".to_owned()), (sound, "a beat".to_owned())]);

    new.run(&Request::Remove(picture), &[]).unwrap();
    let (made, without) = new.backup();
    assert_eq!((made.files.count, made.files.absent, made.files.names), (1, 1, vec!["a drawing".to_owned()]));
    let third = Device::of(1, 33);
    assert_eq!(third.import(&without, Join::Plain).unwrap().files.absent, 1);
    // The words and the reference are there all the same, so a copy that holds it brings it back.
    third.import(&backup, Join::Plain).unwrap();
    assert!(hashes(&third).contains(&picture));
}

#[test]
fn a_table_of_items_says_where_they_are_shown() {
    let device = Device::of(1, 11);
    let (_, [picture, _]) = card(&device);
    let (_, table) = device.run(&Request::Export(Export::Items), &[]).unwrap();
    let table = String::from_utf8(table.unwrap()).unwrap();
    assert!(table.contains(&reference::written("a drawing", picture)), "{table}");
}
