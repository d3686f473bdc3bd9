//! A sitting from its begin to its end: it resumes where it was, answers are taken back, nothing is half written.

use super::home::{Home, Joins, START};
use cairn_domain::{
    change::{Reply, Write},
    command::Command,
    id::ItemId,
    item::command as item,
    kind::Kind,
    port::{CommitError, Decision, Lookup, Snapshot, StoreError},
    practice::{Begin, End, Graded, Limits, Plan, Resumed, Scope, Started, due, settle, sitting_lookup},
    record::Context,
    time::DAY_MS,
};
use cairn_learning::schedule::Rating;

/// Everything that there is, in a sitting.
fn begun(home: &mut Home) -> Plan {
    let plan = home.plan(&Scope::Everything, Limits::default());
    home.run(&Begin { scope: Scope::Everything, plan: plan.clone() });
    plan
}

/// As a new page finds it.
fn resumed(home: &Home) -> Option<Resumed> {
    let started = Started::read(&home.store.look(&[sitting_lookup()]))?;
    let snapshot = home.store.look(&started.needs());
    Some(started.resume(&home.queue(), home.today(), home.now_ms, &snapshot))
}

fn coming(home: &Home) -> Option<ItemId> {
    let resumed = resumed(home)?;
    Some(resumed.started.tasks[resumed.sitting.coming()?].item)
}

#[test]
fn it_resumes_at_the_same_item_whenever_it_was_broken_off() {
    let mut home = Home::new(7);
    for number in 0..8 {
        home.short(&format!("Item {number}"), None);
    }
    let plan = begun(&mut home);
    let mut sitting = plan.sitting();
    let ratings = [Rating::Again, Rating::Good, Rating::Again, Rating::Hard, Rating::Easy];
    for rating in ratings.iter().cycle().take(60) {
        let Some(task) = sitting.coming() else { break };
        assert_eq!(coming(&home), Some(plan.tasks[task].item));
        home.answers(plan.tasks[task].item, *rating);
        sitting.answer(task, rating.is_success());
        assert_eq!(resumed(&home).map(|resumed| resumed.sitting), Some(sitting.clone()));
        // The columns may be brought up to date in the middle of it.
        home.fold();
    }
    assert_eq!(sitting.remaining(), 0);
    let started = resumed(&home).expect("under way").started;
    home.run(&End(started.id));
    assert!(resumed(&home).is_none());
}

#[test]
fn what_was_fresh_before_the_app_ended_is_fresh_after_it() {
    let mut home = Home::new(7);
    let [seen, new, own] = ["Seen", "New", "Own"].map(|title| home.short(title, None));
    let right = Graded::App { score: 1.0, luck: Some((0.0, 0.05)) };
    home.gives(seen, right);
    home.wait_days(30);
    home.settle();
    begun(&mut home);
    home.gives(seen, right);
    home.gives(new, right);
    home.gives(new, right);
    home.gives(own, Graded::Own(Rating::Good));
    let fresh: Vec<bool> = resumed(&home).expect("under way").answers.iter().map(|answered| answered.fresh).collect();
    assert_eq!(fresh, [false, true, false, false]);
}

#[test]
fn any_number_of_answers_is_taken_back() {
    let mut home = Home::new(7);
    let items: Vec<ItemId> = (0..3).map(|number| home.short(&format!("Item {number}"), None)).collect();
    home.answers(items[0], Rating::Good);
    home.wait_days(30);
    home.settle();
    begun(&mut home);
    let before = home.queue();
    let mut given = Vec::new();
    for at in 0..20 {
        let item = items[at % 3];
        let rating = Rating::ALL[at % 4];
        given.push(home.answers(item, rating));
        if at % 7 == 0 {
            home.fold();
        }
    }
    assert_ne!(home.queue(), before);
    while let Some(answer) = given.pop() {
        home.run(&answer.take_back().expect("of an item"));
    }
    assert_eq!(home.queue(), before);
    assert_eq!(resumed(&home).expect("under way").answers, []);
    // And what was taken back is not answered: the sitting begins where it began.
    assert_eq!(coming(&home), resumed(&home).expect("under way").started.tasks.first().map(|first| first.item));
    assert_eq!(home.store.look(&[Lookup::UndoLatest(1)]).undo(&Lookup::UndoLatest(1)).len(), 1, "the last item added");
}

#[test]
fn the_end_of_one_tabs_sitting_leaves_that_of_another() {
    let mut home = Home::new(7);
    home.short("Item", None);
    let plan = home.plan(&Scope::Everything, Limits::default());
    let mut begun = || match home.run(&Begin { scope: Scope::Everything, plan: plan.clone() }).reply {
        Reply::Created(id) => id,
        other => panic!("{other:?}"),
    };
    let [first, second] = [begun(), begun()];
    home.run(&End(first));
    assert_eq!(resumed(&home).map(|resumed| resumed.started.id), Some(second));
    home.run(&End(second));
    assert!(resumed(&home).is_none());
}

/// Her phone answered two of the items last week and today, and its copy comes in while the sitting is broken off.
#[test]
fn answers_of_another_device_are_none_of_the_sitting() {
    let mut home = Home::new(7);
    let items: Vec<ItemId> = (0..4).map(|number| home.short(&format!("Item {number}"), None)).collect();
    let mut phone = home.copy(8);
    home.wait_days(9);
    begun(&mut home);
    home.answers(items[0], Rating::Good);
    phone.answers(items[1], Rating::Again);
    phone.wait_days(9);
    phone.answers(items[2], Rating::Easy);
    let events = phone.responses().into_iter().map(Write::Event).collect();
    home.now_ms = home.now_ms.max(phone.now_ms);
    home.run(&due::Noting(&Joins(events)));
    let found = resumed(&home).expect("under way");
    let answered: Vec<ItemId> = found.answers.iter().map(|answered| answered.answer.item).collect();
    assert_eq!(answered, [items[0]]);
    // What the phone put off beyond today is not asked, what it left due is.
    assert_eq!(found.sitting.remaining(), 2);
    home.answers(items[1], Rating::Good);
    let again = resumed(&home).expect("under way");
    assert_eq!((again.answers.len(), again.sitting.remaining()), (2, 1));
}

#[test]
fn what_went_meanwhile_is_not_asked() {
    let mut home = Home::new(7);
    let items: Vec<ItemId> = (0..4).map(|number| home.short(&format!("Item {number}"), None)).collect();
    begun(&mut home);
    let left = |home: &Home| resumed(home).expect("under way").sitting.remaining();
    assert_eq!(left(&home), 4);
    home.edit(items[0], item::Edit::Suspended(true));
    home.edit(items[1], item::Edit::BuriedUntil(Some(START + 2)));
    home.edit(items[2], item::Edit::Accepted(vec![]));
    home.run(&Command::Trash(Kind::ITEM, items[3].0));
    assert_eq!(left(&home), 0);
    home.edit(items[0], item::Edit::Suspended(false));
    home.run(&Command::Restore(Kind::ITEM, items[3].0));
    assert_eq!(left(&home), 2);
}

#[test]
fn an_answer_is_one_row_and_nothing_is_half_written() {
    let mut home = Home::new(7);
    let item = home.short("Item", None);
    home.fold();
    let answer = home.answer(item, Graded::App { score: 1.0, luck: Some((0.0, 0.05)) });
    assert_eq!(answer.needs(&Snapshot::default()), []);
    let outcome =
        answer.decide(&Snapshot::default(), &mut Context::new(home.moment(), cairn_domain::id::DeviceId(7), 1));
    let outcome = outcome.expect("decided");
    let [Write::Event(event)] = &outcome.writes[..] else { panic!("{:?}", outcome.writes) };
    assert!(event.to_bytes().len() < 512, "{} bytes", event.to_bytes().len());
    assert_eq!(outcome.undo_entry(1), None);
    let taken = answer.take_back().expect("of an item");
    assert_eq!(taken.needs(&Snapshot::default()), []);

    // Killed before the commit: the item stands where it stood.
    let before = (home.queue(), home.columns(), home.store.all());
    home.store.fail_at_write(0);
    let failed = home.store.apply(&answer, home.moment(), 5);
    assert_eq!(failed, Err(CommitError::Store(StoreError::QuotaExceeded)));
    assert_eq!((home.queue(), home.columns(), home.store.all()), before);
    // And killed after it: once, however often it is folded.
    home.run(&answer);
    let learned = home.queue().entry(item).and_then(|entry| entry.learned);
    assert_eq!(learned, Some(answer.after));
    home.settle();
    home.settle();
    assert_eq!(home.queue().entry(item).and_then(|entry| entry.learned), learned);
    let snapshot = home.store.look(&settle::needs(home.now_ms, &Snapshot::default()));
    let snapshot = home.store.look(&settle::needs(home.now_ms, &snapshot));
    assert!(!settle::is_due(home.now_ms, &snapshot), "nothing is left to be settled");
}

#[test]
fn a_clock_that_jumps_back_a_year_loses_no_answer_and_asks_none_twice() {
    let mut home = Home::new(7);
    let items: Vec<ItemId> = (0..3).map(|number| home.short(&format!("Item {number}"), None)).collect();
    let plan = begun(&mut home);
    let first = plan.tasks[0].item;
    home.answers(first, Rating::Good);
    home.fold();
    home.now_ms -= 366 * DAY_MS;
    home.answers(first, Rating::Good);
    for item in &items {
        if *item != first {
            home.answers(*item, Rating::Good);
        }
    }
    assert_eq!(resumed(&home).expect("under way").sitting.remaining(), 0);
    home.now_ms += 366 * DAY_MS;
    let card = home.queue().entry(first).and_then(|entry| entry.learned).expect("answered").card;
    assert_eq!((card.reps, card.last_day), (2, START));
    let queue = home.queue();
    home.fold();
    assert_eq!(home.queue(), queue);
}
