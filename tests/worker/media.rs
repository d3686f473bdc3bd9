//! Files beside the rows: kept once, in a backup and out of it, removed while their description stays.

use super::{Device, backups::usage};
use cairn::domain::{
    change::Reply,
    command::Command,
    competency, evidence,
    id::ResourceId,
    media::{Attached, CHUNK, GRACE_MS, Kept, MediaHash},
    noun::Noun,
    port::{Lookup, MediaStore, read_media},
    resource::{self, Format, Resource},
};
use cairn::formats::cairn::{Limits, Media, read};
use cairn::store::memory::ready;
use cairn_worker::{
    jobs::World,
    protocol::{Answer, Failure, Files, Join, Request},
};
use std::io::{Cursor, Read};

/// A film of `length` bytes, more than a chunk if wished.
pub(super) fn film(length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from((at / 7 + at) % 253).unwrap()).collect()
}

pub(super) fn keep(device: &Device, bytes: &[u8]) -> Attached {
    match device.run(&Request::Keep, bytes).unwrap().0 {
        Answer::Kept(kept) => Attached::new(kept.hash, kept.bytes, "video/webm", "solder.webm"),
        other => panic!("{other:?}"),
    }
}

pub(super) fn add(device: &Device, title: &str, file: &Attached) -> ResourceId {
    let more = vec![resource::command::Edit::File(Some(file.clone()))];
    let add = resource::command::Command::Add { title: title.to_owned(), format: Format::Video, more };
    match device.store.apply(&Command::Resource(add), device.now(), device.seed()).unwrap().reply {
        Reply::Created(id) => ResourceId(id),
        other => panic!("{other:?}"),
    }
}

/// A backup of a record with a file, for the command line; the file was removed unless it is `whole`.
pub fn backup_with_a_file(whole: bool) -> Vec<u8> {
    let device = Device::of(1, 11);
    let file = keep(&device, b"a letter");
    add(&device, "Letter", &file);
    if !whole {
        device.run(&Request::Remove(file.hash), &[]).unwrap();
    }
    device.backup().1
}

pub(super) fn kept(device: &Device) -> Vec<Kept> {
    device.store.look(&[Lookup::MediaAll]).media().to_vec()
}

#[test]
fn a_file_goes_to_another_device_in_a_backup() {
    let (old, new) = (Device::of(1, 11), Device::of(2, 22));
    let bytes = film(CHUNK * 2 + 77);
    let file = keep(&old, &bytes);
    assert_eq!(keep(&old, &bytes).hash, file.hash);
    assert_eq!(kept(&old).len(), 1, "kept once");
    let id = add(&old, "How to solder", &file);
    add(&old, "The same again", &file);
    let before = old.hash();
    let (made, backup) = old.backup();
    let going = Files { count: 1, bytes: bytes.len() as u64, absent: 0, names: vec![] };
    assert_eq!((&made.files, old.hash()), (&going, before), "the state hash is that of the rows");
    assert!(old.check(&backup).is_ok_and(|checked| checked.whole && checked.files == going));

    let preview = new.preview(&backup).unwrap();
    assert_eq!((preview.files, kept(&new).len()), (going.clone(), 0));
    let imported = new.import(&backup, Join::Plain).unwrap();
    assert_eq!((imported.files, new.hash()), (going, before));
    let found = ready(read_media(&new.store, file.hash, 0..u64::MAX)).unwrap();
    assert!(found == bytes);
    let record = new.store.look(&[Lookup::Record(Resource::KIND, id.0)]);
    assert_eq!(record.noun::<Resource>(id).unwrap().file.as_ref(), Some(&file));
    // Given out it is the same, and a second restore brings nothing twice.
    assert!(new.run(&Request::Open(file.hash), &[]).unwrap().1.unwrap() == bytes);
    assert_eq!(new.import(&backup, Join::Plain).unwrap().files, Files::none());
    assert_eq!(kept(&new).len(), 1);
}

#[test]
fn what_is_removed_stays_described_and_comes_back_with_a_backup() {
    let device = Device::of(1, 11);
    let file = keep(&device, b"a letter");
    let id = add(&device, "Letter", &file);
    let (_, full) = device.backup();
    let before = device.hash();
    device.run(&Request::Remove(file.hash), &[]).unwrap();
    assert_eq!((kept(&device).len(), device.hash()), (0, before));
    assert!(matches!(device.run(&Request::Open(file.hash), &[]), Err(Failure::Rejected(_))));
    assert!(device.store.look(&[Lookup::Record(Resource::KIND, id.0)]).noun::<Resource>(id).unwrap().file.is_some());

    let (made, without) = device.backup();
    assert_eq!((made.files.count, made.files.absent, made.files.names), (0, 1, vec!["solder.webm".to_owned()]));
    let said = read(&without, Limits::OWN).unwrap().manifest.media.unwrap();
    assert_eq!((said.count, said.missing), (0, vec![file.hash.to_text()]));
    let other = Device::of(1, 33);
    assert_eq!(other.import(&without, Join::Plain).unwrap().files.absent, 1);
    assert_eq!(other.hash(), before);
    device.import(&full, Join::Plain).unwrap();
    assert_eq!(kept(&device).len(), 1);
}

#[test]
fn a_disk_that_is_full_leaves_everything_as_it_was() {
    let device = Device::of(1, 11);
    let file = keep(&device, b"a letter");
    add(&device, "Letter", &file);
    let before = (device.hash(), kept(&device));
    device.store.fail_at_chunk(1);
    let large = film(CHUNK + 9);
    assert_eq!(device.run(&Request::Keep, &large).map(drop), Err(Failure::QuotaExceeded));
    assert_eq!((device.hash(), kept(&device)), before);

    let other = Device::of(2, 22);
    let second = keep(&other, &large);
    add(&other, "Film", &second);
    let (_, backup) = other.backup();
    device.store.fail_at_chunk(1);
    assert_eq!(device.import(&backup, Join::SamePerson), Err(Failure::QuotaExceeded));
    assert_eq!((device.hash(), kept(&device)), before);
    device.import(&backup, Join::SamePerson).unwrap();
    assert_eq!(kept(&device).len(), 2);
}

#[test]
fn a_damaged_file_is_not_handed_out_and_the_backup_says_so() {
    let device = Device::of(1, 11);
    let file = keep(&device, b"a letter");
    add(&device, "Letter", &file);
    ready(device.store.put_chunk(file.hash, 0, b"a litter", 0)).unwrap();
    let Err(Failure::File(trouble)) = device.run(&Request::Open(file.hash), &[]) else { panic!("not refused") };
    assert_eq!(trouble.code, "altered");
    assert_eq!(device.backup().0.files.absent, 1);
}

#[test]
fn what_nothing_names_goes_after_a_day_and_what_a_step_back_names_stays() {
    let device = Device::of(1, 11);
    let [held, undone, loose] = [&b"held"[..], b"undone", b"loose"].map(|bytes| keep(&device, bytes));
    let id = add(&device, "Held", &undone);
    let edit = resource::command::Command::Edit(id, vec![resource::command::Edit::File(Some(held.clone()))]);
    device.store.apply(&Command::Resource(edit), device.now(), device.seed()).unwrap();
    assert_eq!(usage(&device).files.len(), 3, "an import may be about to name it");

    for file in [&held, &undone, &loose] {
        let long_ago = device.now().ms - GRACE_MS - 1;
        ready(device.store.finish_media(file.hash, file.bytes, long_ago)).unwrap();
    }
    let files = usage(&device).files;
    let mut hashes: Vec<MediaHash> = files.iter().map(|file| file.hash).collect();
    hashes.sort();
    let mut stay = vec![held.hash, undone.hash];
    stay.sort();
    assert_eq!(hashes, stay);
    let holders: Vec<_> = files.iter().flat_map(|file| &file.holders).map(|holder| holder.title.as_str()).collect();
    assert_eq!(holders, ["Held"]);
}

#[test]
fn evidence_carries_a_file_and_the_same_bytes_as_before_without_one() {
    let device = Device::of(1, 11);
    let run = |command: Command| device.store.apply(&command, device.now(), device.seed()).unwrap().reply;
    let framework = competency::command::Command::CreateFramework { title: "Repair".to_owned() };
    let Reply::Created(framework) = run(Command::Competency(framework)) else { panic!("no framework") };
    let create =
        competency::command::Command::Add { framework: framework.into(), parent: None, title: "Solders".to_owned() };
    let Reply::Created(skill) = run(Command::Competency(create)) else { panic!("no skill") };
    let file = keep(&device, b"photo of the joint");
    let new = evidence::command::NewEvidence {
        file: Some(file.clone()),
        ..evidence::command::NewEvidence::plain(
            skill.into(),
            evidence::EvidenceKind::ArtefactSelf,
            evidence::score::Judged::Score(0.8),
        )
    };
    run(Command::Evidence(evidence::command::Command::Add(Box::new(new))));
    let (_, backup) = device.backup();
    assert_eq!(usage(&device).files[0].holders[0].title, "Solders");
    let mut media = Media::of(Cursor::new(&backup[..]), Limits::OWN).unwrap();
    let mut content = String::new();
    media.open(file.hash).unwrap().unwrap().read_to_string(&mut content).unwrap();
    assert_eq!(content, "photo of the joint");
    let event = device.store.all().1.into_iter().find(|event| event.get::<Attached>(16).is_some()).unwrap();
    let mut plain = event.clone();
    plain.fields.remove(&16);
    assert_eq!(evidence::Evidence::read(&plain).to_event(plain.id, plain.at).to_bytes(), plain.to_bytes());
}

#[test]
fn too_large_a_file_is_refused_before_it_is_read() {
    struct Endless;
    impl cairn_worker::jobs::Given for Endless {
        fn length(&self) -> u64 {
            cairn::domain::media::FILE_MAX + 1
        }
        fn reader(&self) -> impl cairn_worker::jobs::Input {
            panic!("it is read");
            #[allow(unreachable_code)]
            Cursor::new(Vec::new())
        }
    }
    let device = Device::of(1, 11);
    let refused = ready(cairn_worker::jobs::run(&Request::Keep, &Endless, None, &device));
    let Err(Failure::File(trouble)) = refused else { panic!("not refused") };
    assert_eq!(trouble.code, "too_large");
}
