//! Copies that are kept apart from the database: when one is made, what is read back, which remain, and that a
//! torn database gives what can be read.

use super::Device;
use cairn::domain::{
    command::Command,
    generation::{Cause, Generation},
    item::{Form, command as item},
    kind::Kind,
    practice::settle::Fold,
};
use cairn::formats::report::hex;
use cairn_worker::jobs::World;
use cairn_worker::protocol::{Amount, Answer, Before, Copied, Failure, Join, Request, Salvaged, Why};

fn held(device: &Device) -> Vec<Generation> {
    let mut held: Vec<_> = device.kept.borrow().keys().filter_map(|name| Generation::parse(name)).collect();
    held.sort_by_key(|one| std::cmp::Reverse(one.made_ms));
    held
}

fn keep(device: &Device, why: Why) -> Result<Copied, Failure> {
    match device.run(&Request::Generation(why), &[])?.0 {
        Answer::Generation(copied) => Ok(copied),
        other => panic!("{other:?}"),
    }
}

fn add_card(device: &Device, prompt: &str) {
    let more = vec![item::Edit::Answer("a knot".into())];
    let add = item::Command::Add { form: Form::Card, prompt: prompt.into(), more, both_ways: false };
    device.store.apply(&Command::Item(add), device.now(), device.seed() << 64 | device.seed()).unwrap();
}

#[test]
fn a_copy_is_kept_once_a_day_when_something_changed() {
    let device = Device::of(1, 1);
    assert_eq!(keep(&device, Why::Daily), Ok(Copied::NotNeeded), "of nothing no copy is made");
    let device = device.with_goals(&["Sail"]);
    assert_eq!(keep(&device, Why::Daily), Ok(Copied::Made));
    device.wait_days(3);
    assert_eq!(keep(&device, Why::Daily), Ok(Copied::NotNeeded), "nothing changed");
    let device = device.with_goals(&["Tie knots"]);
    assert_eq!(keep(&device, Why::Daily), Ok(Copied::Made));
    let device = device.with_goals(&["Row"]);
    assert_eq!(keep(&device, Why::Daily), Ok(Copied::NotNeeded), "a day has not passed");
    assert_eq!(keep(&device, Why::Asked), Ok(Copied::Made));
    assert_eq!(keep(&device, Why::Asked), Ok(Copied::NotNeeded), "it holds everything");
    let changes: Vec<_> = held(&device).iter().map(|one| one.change).collect();
    assert_eq!(changes.len(), 2);
    assert_eq!(changes.iter().max(), Some(&device.change()));
}

#[test]
fn a_copy_brings_everything_back() {
    let device = Device::of(1, 1).with_goals(&["Sail", "Tie knots"]);
    keep(&device, Why::Asked).unwrap();
    let [one] = held(&device)[..] else { panic!() };
    let bytes = device.kept.borrow()[&one.name()].clone();
    assert_eq!(one.entries, device.check(&bytes).unwrap().holds.iter().map(|amount| amount.count).sum::<u64>());
    let empty = Device::of(2, 2);
    empty.import(&bytes, Join::Plain).unwrap();
    assert_eq!((empty.hash(), empty.profile()), (device.hash(), device.profile()));
}

#[test]
fn one_that_fails_leaves_the_older_ones() {
    let device = Device::of(1, 1).with_goals(&["Sail"]);
    keep(&device, Why::Asked).unwrap();
    let before = device.kept.borrow().clone();
    let device = device.with_goals(&["Tie knots"]);
    device.wait_days(1);
    device.spoils.set(true);
    assert_eq!(keep(&device, Why::Daily), Err(Failure::NotVerified));
    device.spoils.set(false);
    device.free.set(Some(1 << 20));
    assert_eq!(keep(&device, Why::Daily), Err(Failure::NoRoom));
    assert_eq!(*device.kept.borrow(), before);
    device.free.set(Some(1 << 30));
    assert_eq!(keep(&device, Why::Daily), Ok(Copied::Made));
}

#[test]
fn at_rest_answers_are_packed_whatever_became_of_the_copy() {
    let device = Device::of(1, 1).with_goals(&["Sail"]);
    let runs = |why| (keep(&device, why), device.folded.take().len());
    device.free.set(Some(1 << 20));
    assert_eq!(runs(Why::Daily), (Err(Failure::NoRoom), 1));
    device.free.set(None);
    device.spoils.set(true);
    assert_eq!(runs(Why::Daily), (Err(Failure::NotVerified), 1));
    device.spoils.set(false);
    assert_eq!(runs(Why::Daily), (Ok(Copied::Made), 1));
    assert_eq!(runs(Why::Daily), (Ok(Copied::NotNeeded), 1));
    assert_eq!(runs(Why::Asked), (Ok(Copied::NotNeeded), 0), "she waits for it");
}

#[test]
fn what_is_packed_is_what_the_schedule_took_in_and_the_more_there_is_the_more_of_it() {
    let device = Device::of(1, 1).with_goals(&["Sail"]);
    let asked = || {
        keep(&device, Why::Daily).unwrap();
        device.folded.take()
    };
    assert_eq!(asked(), [(0, 1_024)], "nothing was taken in");
    add_card(&device, "Bowline");
    device.store.apply(&Fold { now_ms: device.now().ms }, device.now(), device.seed()).unwrap();
    let taken_in = device.change();
    device.pages.set(64);
    assert_eq!(asked(), [(taken_in, 1_024)]);
    let device = device.with_goals(&["Row"]);
    device.pages.set(100);
    keep(&device, Why::Daily).unwrap();
    assert_eq!(device.folded.take(), [(taken_in, 1_600)]);
}

#[test]
fn a_small_state_pushes_no_large_one_out() {
    let full = Device::of(1, 1).with_goals(&["A", "B", "C", "D", "E", "F"]);
    keep(&full, Why::Asked).unwrap();
    let large = held(&full)[0];
    // The same place, and a database that lost nearly all.
    let mut poor = Device::of(1, 3).with_goals(&["Only"]);
    poor.kept = full.kept;
    for day in 1..5 {
        poor.wait_days(1);
        poor = poor.with_goals(&["One more"][..usize::from(day < 2)]);
        keep(&poor, Why::Daily).unwrap();
        assert!(held(&poor).contains(&large) && held(&poor).len() == 2, "day {day}: {:?}", held(&poor));
    }
}

#[test]
fn the_shape_changes_behind_a_copy_or_by_her_word() {
    let device = Device::of(1, 1).with_goals(&["Sail"]);
    let upgrade = |before| device.run(&Request::Upgrade(before), &[]).map(|(answer, _)| answer);
    device.free.set(Some(1 << 20));
    assert_eq!(upgrade(Before::Copy), Err(Failure::NoRoom));
    device.free.set(None);
    device.spoils.set(true);
    assert_eq!(upgrade(Before::Copy), Err(Failure::NotVerified));
    assert!(!device.upgraded.get() && device.kept.borrow().is_empty());
    device.spoils.set(false);
    assert_eq!(upgrade(Before::Copy), Ok(Answer::Upgraded));
    assert_eq!(held(&device).iter().map(|one| one.cause).collect::<Vec<_>>(), [Cause::Shape]);
    // Killed behind the copy, it goes on with the same one.
    assert_eq!(upgrade(Before::Copy), Ok(Answer::Upgraded));
    assert_eq!(held(&device).len(), 1);
    device.kept.borrow_mut().values_mut().for_each(|bytes| bytes.truncate(40));
    device.free.set(Some(1 << 20));
    assert_eq!(upgrade(Before::Copy), Err(Failure::NoRoom), "a copy that is not whole is none");
    assert_eq!(upgrade(Before::Nothing), Ok(Answer::Upgraded));
}

#[test]
fn what_can_be_read_of_a_torn_database_goes_out() {
    let device = Device::of(1, 1).with_goals(&["Sail", "Tie knots"]);
    device.torn.set(3);
    let (Answer::Salvaged(Salvaged { made, torn, .. }), Some(bytes)) = device.run(&Request::Salvage, &[]).unwrap()
    else {
        panic!()
    };
    assert_eq!((torn, made.hash.len()), (3, 64));
    let other = Device::of(2, 2);
    other.import(&bytes, Join::Plain).unwrap();
    assert_eq!((other.hash(), other.profile()), (device.hash(), device.profile()));
}

/// Comparing goes by what can be read, and what is brought in is in, though nothing can be reckoned; a backup is refused.
#[test]
fn her_own_copy_comes_in_where_something_is_torn() {
    let laptop = Device::of(1, 11);
    add_card(&laptop, "Bowline");
    let bytes = laptop.backup().1;
    let phone = Device::of(1, 22);
    add_card(&phone, "Sheet bend");
    phone.store.tear(Some(Kind::ITEM));
    let cards = |amounts: &[Amount]| amounts.iter().find(|amount| amount.kind == Kind::ITEM).map(|amount| amount.count);
    assert_eq!(cards(&phone.preview(&bytes).unwrap().new), Some(1));
    let imported = phone.import(&bytes, Join::Plain).unwrap();
    assert_eq!((cards(&imported.new), imported.hash), (Some(1), hex(&phone.hash())));
    assert!(matches!(phone.run(&Request::Backup, &[]), Err(Failure::Damaged(_))));
    phone.store.tear(None);
    laptop.import(&phone.backup().1, Join::Plain).unwrap();
    assert_eq!(laptop.hash(), phone.hash());
}
