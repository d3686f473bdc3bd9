//! Rows, keys, totals, derived rows and notes.

use super::{
    Bench,
    desk::{Desk, Goals, event, id, numbered},
};
use cairn_domain::{
    cbor::Cbor,
    change::{Count, Write},
    command::Command,
    event::Event,
    goal::{Goal, GoalStatus, command as goal},
    id::{EventId, Id},
    kind::Kind,
    noun::Noun,
    port::{Lookup, Range, Row, Store, Table},
    record::{Cell, Record, Tag},
};

/// A row comes back as it was; an absent one is an answer too; several lookups are one snapshot.
pub async fn rows_come_back_by_id(bench: &impl Bench) {
    let desk = Desk::open(bench, "rows").await;
    let goal = desk.goal("Read Persian").await;
    let voided = event(Kind::VOID, 1).with(1, &EventId(goal.0)).with(3, &"owner".to_owned());
    let erased = Event { erased: true, ..event(Kind::EVIDENCE, 2).with(2, &1_u32) };
    desk.write(vec![Write::Event(voided.clone()), Write::Event(erased.clone())]).await;

    let lookups = [
        Lookup::Record(Kind::GOAL, goal.0),
        Lookup::Record(Kind::GOAL, numbered(9)),
        Lookup::Record(Kind::STEP, goal.0),
        Lookup::Event(Kind::VOID, voided.id),
        Lookup::Event(Kind::EVIDENCE, erased.id),
    ];
    let snapshot = desk.store.read(&lookups).await.expect("the read succeeds");
    assert!(lookups.iter().all(|lookup| snapshot.has(lookup)));
    assert_eq!(snapshot.noun::<Goal>(goal).map(|goal| goal.title).as_deref(), Some("Read Persian"));
    assert_eq!(snapshot.record(Kind::GOAL, numbered(9)), None);
    assert_eq!(snapshot.record(Kind::STEP, goal.0), None);
    assert_eq!(snapshot.event(Kind::VOID, voided.id), Some(&voided));
    let bare = snapshot.event(Kind::EVIDENCE, erased.id).expect("an erased event is still there");
    assert!(bare.erased && bare.fields.is_empty() && bare.kind == Kind::EVIDENCE);
}

/// Ranges select by prefix, in key order or backwards, from behind a key, up to a limit.
pub async fn ranges_are_read_in_key_order(bench: &impl Bench) {
    let desk = Desk::open(bench, "ranges").await;
    let mut goals = Vec::new();
    for priority in [3, 1, 2] {
        let goal = desk.goal("Goal").await;
        desk.edit(goal, goal::Edit::Priority(Some(priority))).await;
        goals.push(goal.0);
    }
    let [third, first, second] = goals[..] else { panic!("three goals") };
    let all = Range::all(Kind::GOAL, "status/draft/");
    let keys: Vec<String> = desk.hits(all.clone()).await.into_iter().map(|hit| hit.key).collect();
    assert!(keys.is_sorted() && keys[0].starts_with("status/draft/1/"), "{keys:?}");

    let check = async |range: Range, expected: &[Id]| assert_eq!(desk.ids(range.clone()).await, expected, "{range:?}");
    check(all.clone(), &[first, second, third]).await;
    check(Range { reverse: true, ..all.clone() }, &[third, second, first]).await;
    check(Range::first(Kind::GOAL, "status/draft/", 2), &[first, second]).await;
    check(Range::last(Kind::GOAL, "status/draft/", 2), &[third, second]).await;
    check(Range::first(Kind::GOAL, "status/draft/", 0), &[]).await;
    check(Range::all(Kind::GOAL, "status/draft/2"), &[second]).await;
    check(Range::all(Kind::GOAL, "status/active/"), &[]).await;
    check(Range::all(Kind::STEP, ""), &[]).await;
    check(Range { after: Some(keys[0].clone()), ..all.clone() }, &[second, third]).await;
    check(Range { after: Some(keys[0].clone()), limit: 1, ..all.clone() }, &[second]).await;
    check(Range { after: Some(keys[2].clone()), reverse: true, ..all.clone() }, &[second, first]).await;
    check(Range { after: Some(keys[2].clone()), reverse: true, limit: 1, ..all.clone() }, &[second]).await;
    check(Range { after: Some("status/draft/2".to_owned()), ..all.clone() }, &[second, third]).await;
    check(Range { after: Some("status/zzz".to_owned()), ..all }, &[]).await;
}

/// Pages that end among rows with the same key lose none and repeat none, in both directions.
pub async fn rows_with_equal_keys_page(bench: &impl Bench) {
    let desk = Desk::open(bench, "equal").await;
    desk.run(&Goals { first: 0, count: 7 }).await;
    for reverse in [false, true] {
        let mut found = Vec::new();
        let mut range = Range { reverse, ..Range::first(Kind::GOAL, "status/", 3) };
        loop {
            let hits = desk.hits(range.clone()).await;
            let Some(last) = hits.last() else { break };
            range.after = Some(last.key.clone());
            found.extend(hits.iter().map(|hit| id(&hit.row)));
        }
        if reverse {
            found.reverse();
        }
        assert_eq!(found, (0..7).map(numbered).collect::<Vec<_>>());
    }
}

/// An edit moves a row in the index; a row in the trash is listed there alone; restoring lists it again.
pub async fn keys_follow_edits(bench: &impl Bench) {
    let desk = Desk::open(bench, "keys").await;
    let goal = desk.goal("Bake bread").await;
    let released = goal::Command::Move { goal, to: GoalStatus::Released, reason: "Not now".to_owned() };
    let check = async |draft: usize, released: usize, trash: usize| {
        let found = [
            desk.ids(Range::all(Kind::GOAL, "status/draft/")).await.len(),
            desk.ids(Range::all(Kind::GOAL, "status/released/")).await.len(),
            desk.ids(Range::all(Kind::GOAL, "trash/")).await.len(),
        ];
        assert_eq!(found, [draft, released, trash]);
    };
    check(1, 0, 0).await;
    desk.run(&Command::Goal(released)).await;
    check(0, 1, 0).await;
    desk.run(&Command::Trash(Kind::GOAL, goal.0)).await;
    check(0, 0, 1).await;
    assert_eq!(desk.hits(Range::all(Kind::GOAL, "")).await.len(), 1);
    desk.run(&Command::Restore(Kind::GOAL, goal.0)).await;
    check(0, 1, 0).await;
    let history = desk.hits(Range::all(Kind::TRANSITION, format!("{goal}/"))).await;
    assert!(matches!(&history[..], [hit] if matches!(hit.row, Row::Event(_))), "{history:?}");
}

/// Totals count what is in use and what is in the trash, by kind; the change number counts writes.
pub async fn totals_follow_life(bench: &impl Bench) {
    let desk = Desk::open(bench, "totals").await;
    assert_eq!((desk.summary().await.change, desk.summary().await.totals.len()), (0, 0));
    desk.run(&Goals { first: 0, count: 3 }).await;
    let commit = desk.run(&Command::Trash(Kind::GOAL, numbered(0))).await;
    desk.write(vec![Write::Event(event(Kind::EVIDENCE, 1))]).await;
    let summary = desk.summary().await;
    assert_eq!((commit.changes.change, summary.change), (4, 5));
    assert_eq!(summary.totals[&Kind::GOAL], Count { alive: 2, trashed: 1 });
    assert_eq!(summary.totals[&Kind::EVIDENCE], Count { alive: 1, trashed: 0 });
}

/// Derived rows and notes are put, replaced, listed by prefix and removed; they are no changes of records.
pub async fn derived_rows_and_notes_are_kept(bench: &impl Bench) {
    let desk = Desk::open(bench, "derived").await;
    let derive = |key: &str, body: Option<i64>| Write::Derived {
        table: Table::Estimate,
        key: key.to_owned(),
        body: body.map(|number| Cbor::of(&number)),
    };
    let note = |body: Option<i64>| Write::Device { key: "backup".to_owned(), body: body.map(|n| Cbor::of(&n)) };
    desk.write(vec![derive("a/1", Some(1)), derive("a/2", Some(2)), derive("b/1", Some(3)), note(Some(7))]).await;
    desk.write(vec![derive("a/2", Some(4)), derive("a/9", None)]).await;
    let check = async |prefix: &str, expected: &[(&str, i64)]| {
        let lookup = Lookup::DerivedRange(Table::Estimate, prefix.to_owned());
        let snapshot = desk.ask(lookup).await;
        let rows = snapshot.derived_range(Table::Estimate, prefix).iter();
        let rows: Vec<(&str, i64)> = rows.map(|(key, body)| (key.as_str(), body.get().unwrap_or_default())).collect();
        assert_eq!(rows, expected);
    };
    check("a/", &[("a/1", 1), ("a/2", 4)]).await;
    check("", &[("a/1", 1), ("a/2", 4), ("b/1", 3)]).await;
    desk.write(vec![derive("a/1", None)]).await;
    check("a/", &[("a/2", 4)]).await;

    let one = desk.ask(Lookup::Derived(Table::Estimate, "b/1".to_owned())).await;
    assert_eq!(one.derived(Table::Estimate, "b/1").and_then(Cbor::get), Some(3_i64));
    let device = Lookup::Device("backup".to_owned());
    assert_eq!(desk.ask(device.clone()).await.device("backup").and_then(Cbor::get), Some(7_i64));
    desk.write(vec![note(None)]).await;
    assert_eq!(desk.ask(device).await.device("backup"), None);
    assert_eq!(desk.summary().await.change, 0);
}

/// What changed since a number comes by id, in pages, whatever the order of the changes.
pub async fn changes_come_in_pages(bench: &impl Bench) {
    let desk = Desk::open(bench, "changes").await;
    desk.run(&Goals { first: 10, count: 6 }).await;
    let since = desk.run(&Goals { first: 0, count: 4 }).await.changes.change - 4;
    desk.edit(cairn_domain::id::GoalId(numbered(12)), goal::Edit::Priority(Some(1))).await;
    let check = async |change: u64, expected: &[u32]| {
        for limit in [1, 2, 100] {
            let mut found: Vec<Id> = Vec::new();
            loop {
                let after = found.last().copied();
                let lookup = Lookup::ChangedSince { kind: Kind::GOAL, change, after, limit };
                let snapshot = desk.ask(lookup.clone()).await;
                let page: Vec<Id> = snapshot.hits(&lookup).iter().map(|hit| id(&hit.row)).collect();
                if page.is_empty() {
                    break;
                }
                assert!(page.len() <= limit as usize);
                found.extend(page);
            }
            assert_eq!(found, expected.iter().copied().map(numbered).collect::<Vec<_>>());
        }
    };
    check(0, &[0, 1, 2, 3, 10, 11, 12, 13, 14, 15]).await;
    check(since, &[0, 1, 2, 3, 12]).await;
    check(since + 4, &[12]).await;
    check(since + 5, &[]).await;
}

/// Records and events of kinds that this build does not know are kept, found, counted and sent on.
pub async fn unknown_kinds_are_kept(bench: &impl Bench) {
    let desk = Desk::open(bench, "unknown").await;
    let (thing, other, happening) = (Kind(77), Kind(78), Kind(1777));
    let record = |kind: Kind, n: u32| {
        let mut record = Record::new(kind, numbered(n));
        record.seen.raise(cairn_domain::id::DeviceId(5), 1);
        let unknown = Cell::Unknown([Cbor::of(&7_i64)].into_iter().collect());
        record.fields.insert(Tag::new(9, cairn_domain::record::Join::Unknown), unknown);
        record
    };
    let event = event(happening, 4).with(300, &"later".to_owned());
    desk.write([record(thing, 1), record(thing, 2), record(other, 1)].map(Write::Record).to_vec()).await;
    desk.write(vec![Write::Event(event.clone())]).await;
    assert_eq!(desk.record(thing, numbered(1)).await, Some(record(thing, 1)));
    assert_eq!(desk.record(other, numbered(1)).await, Some(record(other, 1)));
    assert_eq!(desk.record(other, numbered(2)).await, None);
    assert_eq!(desk.ask(Lookup::Event(happening, event.id)).await.event(happening, event.id), Some(&event));

    desk.run(&Command::Trash(thing, numbered(2))).await;
    assert_eq!(desk.ids(Range::all(thing, "trash/")).await, [numbered(2)]);
    assert_eq!(desk.ids(Range::all(other, "")).await, []);
    let totals = desk.summary().await.totals;
    assert_eq!((totals[&thing], totals[&happening].alive), (Count { alive: 1, trashed: 1 }, 1));

    let check = async |kind: Kind, change: u64, after: Option<Id>, expected: &[Id]| {
        let lookup = Lookup::ChangedSince { kind, change, after, limit: 10 };
        let snapshot = desk.ask(lookup.clone()).await;
        assert_eq!(snapshot.hits(&lookup).iter().map(|hit| id(&hit.row)).collect::<Vec<_>>(), expected);
    };
    check(thing, 0, None, &[numbered(1), numbered(2)]).await;
    check(thing, 0, Some(numbered(1)), &[numbered(2)]).await;
    check(thing, 4, None, &[numbered(2)]).await;
    check(other, 0, None, &[numbered(1)]).await;
    check(happening, 3, None, &[numbered(4)]).await;
}

/// Another connection finds the same profile, device and rows.
pub async fn ids_outlive_a_connection(bench: &impl Bench) {
    let desk = Desk::open(bench, "ids").await;
    let goal = desk.goal("Sing").await;
    let before = desk.summary().await;
    let again = desk.again(bench, "ids").await;
    assert_eq!(again.summary().await, before);
    let record = again.record(Kind::GOAL, goal.0).await.expect("the goal is there");
    assert_eq!(Goal::read(&record).title, "Sing");
    assert_eq!(record.seen.count(before.device), 1);
}
