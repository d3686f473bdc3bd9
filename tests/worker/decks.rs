//! Decks that a table brings in: put to skills by one change, which holds for what a later table adds to them.

use super::{Device, table};
use cairn::domain::{
    change::Reply,
    command::Command,
    competency::Competency,
    id::{CompetencyId, DeckId},
    item::{
        Item, Shelves,
        command::Command as Items,
        place::{Placing, Where},
        proposal::{as_skills, proposed},
    },
    kind::Kind,
    port::{Lookup, gather},
    practice::{Queue, held},
};
use cairn::store::memory::ready;
use cairn_worker::jobs::World;
use std::collections::{BTreeMap, BTreeSet};

const FIRST: &str = "front,back,deck\ncell,unit,Biology::Cells\nwall,outside,Biology::Cells::Wall\nleaf,green,Biology::Plants\nohm,unit,Physics\n";
const LATER: &str = "front,back,deck\npump,through,Biology::Cells::Wall\nroot,below,Biology::Plants::Roots\n";

fn queue(device: &Device) -> Queue {
    let now = device.now().ms;
    Queue::make(now, &ready(gather(&device.store, |snapshot| Queue::needs(now, snapshot))).unwrap())
}

/// The skills of each item, by what it asks.
fn practised(device: &Device) -> BTreeMap<String, Vec<String>> {
    let queue = queue(device);
    let titles = |skill: CompetencyId| {
        let snapshot = device.store.look(&[Lookup::Record(Kind::COMPETENCY, skill.0)]);
        snapshot.noun::<Competency>(skill).unwrap().title
    };
    let prompts = device.store.look(&[Lookup::Range(Item::all())]);
    let of = |item: Item| {
        let entry = queue.entry(item.id).unwrap();
        (item.prompt, queue.competencies(entry).into_iter().map(|(skill, _)| titles(skill)).collect())
    };
    prompts.nouns::<Item>(&Item::all()).into_iter().map(of).collect()
}

fn expected(rows: &[(&str, &str)]) -> BTreeMap<String, Vec<String>> {
    let row = |(prompt, skill): &(&str, &str)| {
        let skills = [*skill].into_iter().filter(|skill| !skill.is_empty()).map(str::to_owned).collect();
        ((*prompt).to_owned(), skills)
    };
    rows.iter().map(row).collect()
}

fn called(decks: &Shelves, title: &str) -> DeckId {
    decks.all().find(|(_, shelf)| shelf.title == title).unwrap().0
}

#[test]
fn a_tree_of_decks_that_came_in_becomes_skills_and_what_comes_later_belongs_to_them() {
    let device = Device::of(1, 10);
    table::bring(&device, FIRST);
    let queue = queue(&device);
    let decks = queue.decks();
    let amounts = held(&queue, device.now().study_day());
    let biology = called(decks, "Biology");
    assert_eq!((amounts[&biology].own, amounts[&biology].all), (0, 3));
    let list = proposed(decks, Some(biology));
    assert_eq!(list.iter().map(|one| one.title.as_str()).collect::<Vec<_>>(), ["Biology", "Cells", "Wall", "Plants"]);
    let wanted: BTreeSet<DeckId> = list.iter().map(|one| one.deck).collect();
    let skills = as_skills(&list, &wanted, |deck| amounts[&deck].own > 0, |title| format!("{title}, in general"));
    let placing = Placing { skills, framework: Some(Where::New("My decks".to_owned())), ..Placing::default() };
    let place = Command::Item(Items::Place(Box::new(placing)));
    let done = device.store.apply(&place, device.now(), device.seed()).unwrap();
    assert!(matches!(done.reply, Reply::Created(_)));
    let first = [("cell", "Cells, in general"), ("wall", "Wall"), ("leaf", "Plants"), ("ohm", "")];
    assert_eq!(practised(&device), expected(&first));

    device.wait_days(1);
    table::bring(&device, LATER);
    let later = [("pump", "Wall"), ("root", "Plants")];
    assert_eq!(practised(&device), expected(&[&first[..], &later[..]].concat()));
    // The same table again leaves what she put where it is.
    table::bring(&device, FIRST);
    assert_eq!(practised(&device), expected(&[&first[..], &later[..]].concat()));
    device.store.apply(&Command::Undo(done.changes.change), device.now(), device.seed()).unwrap();
    let none = first.iter().chain(&later).map(|(prompt, _)| (*prompt, "")).collect::<Vec<_>>();
    assert_eq!(practised(&device), expected(&none));
}
