//! Backups under a passphrase: out and back, asked for, wrong and damaged told apart, nothing written meanwhile.

use super::{
    Device,
    media::{add, film, keep, kept},
};
use cairn::{
    domain::{media::CHUNK, port::read_media},
    formats::{cairn::Limits, sealed},
    store::memory::ready,
};
use cairn_worker::protocol::{Answer, Failure, Files, Join, Made, Phase, Request, Sealed};

const WORDS: &str = "seven quiet stones";

fn backup(device: &Device) -> (Made, Vec<u8>) {
    match device.run_with(WORDS, &Request::Backup, &[]).unwrap() {
        (Answer::Made(made), Some(bytes)) => (made, bytes),
        other => panic!("{other:?}"),
    }
}

fn readers() -> [Request; 3] {
    [Request::Preview, Request::Import(Join::Plain), Request::Check]
}

#[test]
fn a_sealed_backup_restores_to_the_same_hash() {
    let old = Device::of(1, 11).with_goals(&["Solder", "اقرأ"]);
    let (made, bytes) = backup(&old);
    assert_eq!(old.phases(), [Phase::Collecting, Phase::Writing, Phase::Sealing, Phase::Verifying]);
    assert!(made.sealed && sealed::is_sealed(&bytes));
    let plain = sealed::open(&bytes, WORDS).unwrap();
    assert!(cairn::formats::cairn::read(&plain, Limits::OWN).unwrap().problems.is_empty());
    assert!(!bytes.windows(6).any(|window| window == b"Solder"), "nothing can be read without it");

    let new = Device::of(2, 22);
    let Answer::Checked(checked) = new.run_with(WORDS, &Request::Check, &bytes).unwrap().0 else { panic!("checked") };
    assert!(checked.whole && checked.hash == made.hash);
    let Answer::Preview(preview) = new.run_with(WORDS, &Request::Preview, &bytes).unwrap().0 else { panic!("preview") };
    assert_eq!((&preview.holds, &preview.hash, new.change()), (&made.holds, &made.hash, 0));
    let import = new.run_with(WORDS, &Request::Import(Join::Plain), &bytes).unwrap().0;
    assert!(matches!(import, Answer::Imported(imported) if imported.hash == made.hash));
    assert_eq!(new.hash(), old.hash());
}

/// What is sealed is the whole archive: the files in it too, which are read out of it by their hash.
#[test]
fn files_are_sealed_with_the_rows_and_come_out_with_them() {
    let (old, new) = (Device::of(1, 11), Device::of(2, 22));
    let bytes = film(CHUNK + 77);
    let file = keep(&old, &bytes);
    add(&old, "How to solder", &file);
    let (made, backup) = backup(&old);
    let going = Files { count: 1, bytes: bytes.len() as u64, absent: 0, names: vec![] };
    assert_eq!((&made.files, made.sealed), (&going, true));
    assert!(!backup.windows(64).any(|window| window == &bytes[..64]), "a file cannot be read without it");
    let plain = sealed::open(&backup, WORDS).unwrap();
    assert_eq!(cairn::formats::cairn::read(&plain, Limits::OWN).unwrap().media[&file.hash], going.bytes);

    for request in readers() {
        assert_eq!(new.run(&request, &backup).unwrap().0, Answer::Sealed(Sealed::Asks));
    }
    let mut bad = backup.clone();
    let middle = bad.len() / 2;
    bad[middle] ^= 1;
    let refused = new.run_with(WORDS, &Request::Import(Join::Plain), &bad);
    assert!(matches!(refused, Err(Failure::File(trouble)) if trouble.code == "broken_seal"));
    assert_eq!((kept(&new).len(), new.change()), (0, 0), "nothing is half here");

    let Answer::Checked(checked) = new.run_with(WORDS, &Request::Check, &backup).unwrap().0 else { panic!("checked") };
    assert_eq!((checked.whole, &checked.files), (true, &going));
    let Answer::Preview(preview) = new.run_with(WORDS, &Request::Preview, &backup).unwrap().0 else {
        panic!("preview")
    };
    assert_eq!((&preview.files, kept(&new).len()), (&going, 0));
    let import = new.run_with(WORDS, &Request::Import(Join::Plain), &backup).unwrap().0;
    assert!(matches!(import, Answer::Imported(imported) if imported.files == going && imported.hash == made.hash));
    assert!(ready(read_media(&new.store, file.hash, 0..u64::MAX)).unwrap() == bytes);
}

/// A file that she keeps may itself be sealed: it is hers to open, and kept as it is.
#[test]
fn a_sealed_file_is_kept_as_it_is() {
    let device = Device::of(1, 11).with_goals(&["Solder"]);
    let (_, sealed) = backup(&device);
    let file = keep(&device, &sealed);
    assert!(device.run(&Request::Open(file.hash), &[]).unwrap().1.unwrap() == sealed);
}

#[test]
fn two_backups_of_one_state_have_nothing_in_common() {
    let device = Device::of(1, 11).with_goals(&["Solder"]);
    let (one, two) = (backup(&device).1, backup(&device).1);
    assert_ne!(one[20..55], two[20..55], "salt and nonce prefix");
    let same = one[87..].iter().zip(&two[87..]).filter(|(a, b)| a == b).count();
    assert!(same < one.len() / 20, "{same} of {} bytes", one.len());
}

#[test]
fn a_sealed_file_is_asked_about_and_nothing_is_done_until_it_opens() {
    let (_, bytes) = backup(&Device::of(1, 11).with_goals(&["Solder"]));
    let here = Device::of(2, 22);
    for request in readers() {
        let asked = here.run(&request, &bytes).unwrap();
        assert_eq!(asked, (Answer::Sealed(Sealed::Asks), None), "{request:?}");
        let wrong = here.run_with("seven quiet stone", &request, &bytes).unwrap();
        assert_eq!(wrong, (Answer::Sealed(Sealed::Wrong), None), "{request:?}");
    }
    assert_eq!(here.change(), 0);
    assert!(here.run_with(&format!(" {WORDS}\n"), &Request::Preview, &bytes).is_ok());
}

#[test]
fn damage_is_not_called_a_wrong_passphrase() {
    let (_, bytes) = backup(&Device::of(1, 11).with_goals(&["Solder"]));
    let here = Device::of(2, 22);
    let mut body = bytes.clone();
    body[200] ^= 1;
    let mut header = bytes.clone();
    header[25] ^= 1;
    // A damaged header is told before anyone is asked for a passphrase.
    let cases = [(&body, true, "byte 87"), (&header, true, ""), (&header, false, "")];
    for request in readers() {
        for (bad, asked, place) in &cases {
            let told = if *asked { here.run_with(WORDS, &request, bad) } else { here.run(&request, bad) };
            let Err(Failure::File(trouble)) = told else { panic!("{request:?}: {told:?}") };
            assert_eq!((trouble.code.as_str(), trouble.place.as_str()), ("broken_seal", *place));
        }
        let cut = here.run_with(WORDS, &request, &bytes[..bytes.len() - 1]);
        assert!(matches!(cut, Err(Failure::File(trouble)) if trouble.code == "broken_seal"));
    }
    assert_eq!(here.change(), 0);
}

#[test]
fn a_passphrase_for_a_file_that_needs_none_is_no_matter() {
    let (_, plain) = Device::of(1, 11).with_goals(&["Solder"]).backup();
    let here = Device::of(2, 22);
    assert!(matches!(here.run_with(WORDS, &Request::Check, &plain).unwrap().0, Answer::Checked(one) if one.whole));
}

#[test]
fn only_a_small_phone_takes_little_memory() {
    let device = Device::of(1, 11).with_goals(&["Solder"]);
    let memory = |bytes: &[u8]| u32::from_be_bytes(bytes[12..16].try_into().unwrap());
    assert_eq!(memory(&backup(&device).1), 19 << 10);
    assert_eq!(memory(&backup(&Device { small: false, ..device }).1), 64 << 10);
}
