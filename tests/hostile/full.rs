//! A phone with less space than a deck needs: nothing of the deck is left there, and where there is room again it comes whole.

use super::{
    anki::{self, NOTES},
    make::{PNG, base64, stored},
    quiz,
    way::{asked, files},
};
use crate::worker::{Called, Device};
use cairn::domain::{item::Item, noun::Noun};
use cairn_worker::protocol::{Answer, Failure, Join, Request};

/// Files that bring two pictures each.
fn with_pictures() -> [(&'static str, Vec<u8>, usize); 3] {
    let other = [PNG, b"other"].concat();
    let picture = |name: &str, bytes: &[u8]| {
        format!("<file name=\"{name}\" path=\"/\" encoding=\"base64\">{}</file>", base64(bytes))
    };
    let both = "a<img src=\"@@PLUGINFILE@@/a.png\"><img src=\"@@PLUGINFILE@@/b.png\">";
    let note = b"#flashcards\nq::![[a.png]] ![[b.png]]\n";
    [
        ("deck.apkg", anki::first(&anki::old(NOTES)), 5),
        ("bank.xml", quiz::bank(&quiz::asks(both, &[picture("a.png", PNG), picture("b.png", &other)].concat())), 1),
        ("vault.zip", stored(&[("n.md", note), ("a.png", PNG), ("b.png", &other)]), 1),
    ]
}

fn items(device: &Device) -> usize {
    let (records, _) = device.store.all();
    records.iter().filter(|record| record.kind == Item::KIND && record.is_alive()).count()
}

#[test]
fn a_deck_without_room_for_its_pictures_leaves_nothing() {
    for (name, bytes, expected) in with_pictures() {
        let device = Device::of(1, 10).with_goals(&["Sail alone"]);
        let before = (device.hash(), device.change());
        let called = Called(name, &bytes);
        let import = || asked(&device, &called, &Request::Import(Join::Plain));
        // The first file finds none, then the second of two.
        for room in [0, PNG.len()] {
            device.store.leave_room(Some(room));
            assert_eq!(import().map(drop), Err(Failure::QuotaExceeded), "{name}");
            assert_eq!((device.hash(), device.change(), files(&device)), (before.0, before.1, 0), "{name}");
        }
        device.store.leave_room(None);
        // Files fit, and rows do not.
        device.store.fail_at_write(0);
        assert_eq!(import().map(drop), Err(Failure::QuotaExceeded), "{name}");
        assert_eq!((device.hash(), device.change(), files(&device)), (before.0, before.1, 0), "{name}");
        let Ok(Answer::Imported(imported)) = import() else { panic!("{name}: there is room") };
        assert_eq!((items(&device), files(&device), imported.files.count), (expected, 2, 2), "{name}");
    }
}
