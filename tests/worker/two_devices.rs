//! Two devices of one learner: what the preview of the other's backup says, what it doubts, what a join brings,
//! and that both end equal.

use super::{Device, ready};
use cairn::domain::{
    command::Command,
    competency,
    evidence::{
        EvidenceKind,
        command::{Command as Say, NewEvidence},
        score::Judged,
    },
    goal::{self, Goal, GoalKind},
    id::{CompetencyId, FrameworkId, GoalId, Id},
    kind::Kind,
    noun::Noun,
    port::Store,
    record::{Now, Record},
    time::DAY_MS,
};
use cairn_worker::{
    jobs::World,
    protocol::{Amount, Apart, Difference, Doubt, Join, Preview, Sizes},
};

fn at(device: &Device, days: i64, command: &Command) -> Id {
    let now = Now { ms: device.now().ms + days * DAY_MS, ..device.now() };
    match device.store.apply(command, now, device.seed() << 64).unwrap().reply {
        cairn::domain::change::Reply::Created(id) => id,
        _ => Id::new(0, 0),
    }
}

fn make(device: &Device, title: &str) -> GoalId {
    let create = goal::command::Command::Create { title: title.to_owned(), kind: GoalKind::Learn };
    GoalId(at(device, 0, &Command::Goal(create)))
}

fn edit(device: &Device, goal: GoalId, edit: goal::command::Edit) {
    at(device, 0, &Command::Goal(goal::command::Command::Edit(goal, vec![edit])));
}

fn rename(device: &Device, goal: GoalId, title: &str) {
    edit(device, goal, goal::command::Edit::Title(title.to_owned()));
}

fn read(device: &Device, id: GoalId) -> Record {
    let find = |record: &Record| (record.kind, record.id) == (Kind::GOAL, id.0);
    device.store.all().0.into_iter().find(find).unwrap()
}

/// A second device that holds what the first one does.
fn copy_of(device: &Device, id: u64) -> Device {
    let other = Device::of(9, id);
    other.import(&device.backup().1, Join::Plain).unwrap();
    other
}

/// Titles of what differs so.
fn named(preview: &Preview, difference: &Difference) -> Vec<String> {
    let found = preview.named.iter().filter(|named| named.difference == *difference);
    found.flat_map(|named| &named.first).map(|shown| shown.title.clone()).collect()
}

fn goals(count: u64) -> Vec<Amount> {
    vec![Amount { kind: Kind::GOAL, count }]
}

#[test]
fn the_preview_says_what_was_changed_where_and_both_end_equal() {
    let laptop = Device::of(1, 11);
    let titles = ["same", "here", "there", "both", "deleted there", "deleted here"];
    let [_, here, there, both, gone, back] = titles.map(|title| make(&laptop, title));
    let phone = copy_of(&laptop, 22);
    assert_eq!((phone.profile(), phone.hash()), (laptop.profile(), laptop.hash()));

    rename(&laptop, here, "here, changed");
    rename(&phone, there, "there, changed");
    rename(&laptop, both, "both, by the laptop");
    edit(&phone, both, goal::command::Edit::Question("Why?".to_owned()));
    edit(&laptop, both, goal::command::Edit::Why { opened: vec![], text: "For light.".to_owned() });
    edit(&phone, both, goal::command::Edit::Why { opened: vec![], text: "For her.".to_owned() });
    at(&phone, 0, &Command::Trash(Kind::GOAL, gone.0));
    at(&laptop, 0, &Command::Trash(Kind::GOAL, back.0));
    edit(&phone, back, goal::command::Edit::Question("Still?".to_owned()));
    make(&phone, "new there");
    make(&laptop, "only here");

    let (_, bytes) = phone.backup();
    let before = laptop.change();
    let preview = laptop.preview(&bytes).unwrap();
    assert_eq!(laptop.change(), before, "a preview writes nothing");
    assert_eq!(preview.only_here, goals(1));
    assert_eq!(preview.doubts, []);
    for (amounts, difference, titles) in [
        (&preview.new, Difference::New, "new there"),
        (&preview.changed, Difference::Changed, "there"),
        (&preview.kept, Difference::Kept, "here, changed"),
        (&preview.both, Difference::Both, "both, by the laptop"),
        (&preview.deleted, Difference::Deleted, "deleted there"),
        (&preview.revived, Difference::Revived, "deleted here"),
    ] {
        assert_eq!((amounts, named(&preview, &difference)), (&goals(1), vec![titles.to_owned()]), "{difference:?}");
    }

    let imported = laptop.import(&bytes, Join::Plain).unwrap();
    assert_eq!((imported.returned, imported.ahead), (1, 0));
    assert_eq!((imported.apart, imported.first_apart), (1, vec![Apart { kind: Kind::GOAL, id: both.0 }]));
    assert!(read(&laptop, back).is_revenant());
    phone.import(&laptop.backup().1, Join::Plain).unwrap();
    assert_eq!(phone.hash(), laptop.hash());
    let joined = Goal::read(&read(&phone, both));
    assert_eq!((joined.title.as_str(), joined.question.as_str()), ("both, by the laptop", "Why?"));

    // Kept on one device, it is kept on both.
    at(&laptop, 0, &Command::Restore(Kind::GOAL, back.0));
    phone.import(&laptop.backup().1, Join::Plain).unwrap();
    assert!(!read(&phone, back).is_revenant() && phone.hash() == laptop.hash());
}

#[test]
fn the_first_hundred_of_a_kind_are_named_and_all_are_counted() {
    let laptop = Device::of(1, 11);
    let phone = copy_of(&laptop, 22);
    for n in 0..130 {
        make(&phone, &format!("Goal {n}"));
    }
    let preview = laptop.preview(&phone.backup().1).unwrap();
    assert_eq!((preview.new.clone(), named(&preview, &Difference::New).len()), (goals(130), 100));
}

#[test]
fn a_small_or_an_old_copy_is_doubted_and_loses_nothing() {
    let device = Device::of(1, 11);
    make(&device, "Goal 0");
    let (_, old) = device.backup();
    for n in 1..8 {
        make(&device, &format!("Goal {n}"));
    }
    assert_eq!(device.preview(&old).unwrap().doubts, [], "few are few");
    for n in 8..40 {
        make(&device, &format!("Goal {n}"));
    }
    assert_eq!(device.preview(&old).unwrap().doubts, [Doubt::Smaller(Sizes { here: 40, there: 1 })]);

    // Ten days on: the copy of today has become an old one, too. A clock that runs ahead makes nothing old.
    let (_, whole) = device.backup();
    let late = Command::Goal(goal::command::Command::Create { title: "Late".to_owned(), kind: GoalKind::Learn });
    at(&device, 10, &late);
    assert_eq!(device.preview(&whole).unwrap().doubts, [], "that is still to come");
    let later = Device::of(1, 11);
    later.wait_days(10);
    later.import(&device.backup().1, Join::Plain).unwrap();
    let latest = device.now().ms + 10 * DAY_MS;
    assert_eq!(later.preview(&whole).unwrap().doubts, [Doubt::Older(latest)]);
    let before = later.hash();
    later.import(&whole, Join::Plain).unwrap();
    assert_eq!(later.hash(), before, "joining an old copy loses nothing");
}

#[test]
fn what_a_wrong_clock_dated_is_counted_when_it_comes() {
    let laptop = Device::of(1, 11);
    let framework = competency::command::Command::CreateFramework { title: "Lamps".to_owned() };
    let framework = FrameworkId(at(&laptop, 0, &Command::Competency(framework)));
    let skill = competency::command::Command::Add { framework, parent: None, title: "Solder".to_owned() };
    let skill = CompetencyId(at(&laptop, 0, &Command::Competency(skill)));
    let phone = copy_of(&laptop, 22);
    let says = |device: &Device, days: i64| {
        let new = NewEvidence::plain(skill, EvidenceKind::ArtefactMentor, Judged::Score(0.9));
        at(device, days, &Command::Evidence(Say::Add(Box::new(new))));
    };
    says(&phone, 1);
    says(&phone, 400);
    assert_eq!(laptop.import(&phone.backup().1, Join::Plain).unwrap().ahead, 1);
    assert_eq!(laptop.import(&phone.backup().1, Join::Plain).unwrap().ahead, 0, "it is here already");
    phone.import(&laptop.backup().1, Join::Plain).unwrap();
    assert_eq!(phone.hash(), laptop.hash());
}

/// A profile that was copied to another browser as it stands: both write under one name until they meet.
#[test]
fn a_copied_database_that_meets_the_other_goes_on_as_a_device_of_its_own() {
    let device = |of: &Device| ready(of.store.summary()).unwrap().device;
    let laptop = Device::of(1, 11).with_goals(&["Solder"]);
    // The same device id, as a copied folder has it.
    let copy = Device::of(1, 11);
    copy.import(&laptop.backup().1, Join::Plain).unwrap();
    copy.store.set_device(device(&laptop));
    laptop.import(&copy.backup().1, Join::Plain).unwrap();
    assert_eq!(device(&laptop), device(&copy), "nothing was written since: there is nothing to tell");

    let goal = make(&copy, "Sail");
    let (_, bytes) = copy.backup();
    laptop.import(&bytes, Join::Plain).unwrap();
    assert_ne!(device(&laptop), device(&copy));
    assert_eq!(laptop.hash(), copy.hash());
    // From now on neither overwrites the other unseen.
    let renewed = device(&laptop);
    rename(&laptop, goal, "Sail alone");
    copy.import(&laptop.backup().1, Join::Plain).unwrap();
    laptop.import(&copy.backup().1, Join::Plain).unwrap();
    assert_eq!((laptop.hash(), device(&laptop)), (copy.hash(), renewed));
}

/// A clock that is a year off, either way: what was written by it merges, and can be written over by a right one.
#[test]
fn writes_of_a_clock_a_year_off_merge_and_give_way() {
    for days in [365, -365] {
        let right = Device::of(1, 11);
        let goal = make(&right, "Solder");
        let wrong = copy_of(&right, 22);
        let well = goal::command::Edit::Title("Solder well".to_owned());
        at(&wrong, days, &Command::Goal(goal::command::Command::Edit(goal, vec![well])));
        right.import(&wrong.backup().1, Join::Plain).unwrap();
        assert_eq!(Goal::read(&read(&right, goal)).title, "Solder well", "{days}");
        rename(&right, goal, "Solder very well");
        wrong.import(&right.backup().1, Join::Plain).unwrap();
        right.import(&wrong.backup().1, Join::Plain).unwrap();
        assert_eq!(right.hash(), wrong.hash(), "{days}");
        assert_eq!(Goal::read(&read(&wrong, goal)).title, "Solder very well", "{days}");
    }
}
