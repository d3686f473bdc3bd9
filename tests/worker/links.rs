//! Links of a pasted text: found, named, told apart from what is in the library.

use super::Device;
use cairn::domain::{
    command::Command,
    kind::Kind,
    resource::{self, Format, command::Edit},
};
use cairn_worker::{
    jobs::World,
    protocol::{Answer, Failure, Known, LINKS_MAX, Links, Request},
};

fn read(device: &Device, text: &str) -> Result<Links, Failure> {
    match device.run(&Request::Links, text.as_bytes())?.0 {
        Answer::Links(links) => Ok(links),
        other => panic!("{other:?}"),
    }
}

fn keep(device: &Device, title: &str, link: &str) -> cairn::domain::id::Id {
    let add = resource::command::Command::Add {
        title: title.to_owned(),
        format: Format::Article,
        more: vec![Edit::Link(link.to_owned())],
    };
    device.store.apply(&Command::Resource(add), device.now(), device.seed()).unwrap();
    device.store.all().0.into_iter().find(|record| cairn::domain::registry::title(record) == title).unwrap().id
}

#[test]
fn links_are_named_and_told_apart_from_what_is_here() {
    let device = Device::of(1, 11);
    keep(&device, "Cells", "https://example.org/cells");
    let gone = keep(&device, "Old lamps", "https://example.org/old");
    device.store.apply(&Command::Trash(Kind::RESOURCE, gone), device.now(), device.seed()).unwrap();
    let change = device.change();
    let text = "Why cells swell https://example.org/cells\nhttps://example.org/old\n\nwords\n\
                https://example.org/why-lamps-fail.html\nexample.org/why-lamps-fail.html";
    let links = read(&device, text).unwrap();
    let told: Vec<_> = links.links.iter().map(|link| (link.title.as_str(), link.again, &link.known)).collect();
    let (here, trashed) = (Known::Here("Cells".into()), Known::Trashed("Old lamps".into()));
    assert_eq!(told, [("Why cells swell", 0, &here), ("Old", 0, &trashed), ("Why lamps fail", 1, &Known::No)]);
    assert_eq!((links.more, links.without, links.lines), (0, 1, vec![4]));
    assert_eq!(device.change(), change, "looking writes nothing");
}

#[test]
fn what_is_no_text_is_refused_and_what_is_too_much_is_counted() {
    let device = Device::of(1, 11);
    assert!(matches!(device.run(&Request::Links, &[0xff, 0xfe, 0]), Err(Failure::File(_))));
    let pasted: Vec<String> = (0..LINKS_MAX + 7).map(|n| format!("https://example.org/{n}\nwords")).collect();
    let links = read(&device, &pasted.join("\n")).unwrap();
    assert_eq!((links.links.len(), links.more), (LINKS_MAX, 7));
    assert_eq!((links.without, links.lines.len()), (LINKS_MAX as u64 + 7, 10));
    assert!(read(&device, "").unwrap().links.is_empty());
}
