//! The columns are a function of the items and their answers: whatever was folded when, in whatever order rows came.

use super::home::{Home, Joins, START};
use cairn_domain::{
    change::Write,
    command::Command,
    event::Event,
    id::{EventId, Id, ItemId},
    item::command as item,
    kind::Kind,
    port::{Lookup, gather},
    practice::{Queue, TakeBack, Tempo},
    record::Record,
    response::{self, Source, card},
    time::{DAY_MS, Moment},
};
use cairn_learning::schedule::Rating;
use cairn_store::memory::ready;
use proptest::{collection::vec, prelude::*, sample::select};

/// What can happen to one of three items.
#[derive(Clone, Copy, Debug)]
enum Happens {
    Answered(usize, Rating),
    TakenBack,
    Suspended(usize, bool),
    Trashed(usize),
    Restored(usize),
    Undone,
    DaysPass(i64),
    Folded,
    Weighed(bool),
}

fn happens() -> impl Strategy<Value = Happens> {
    prop_oneof![
        6 => (0_usize..3, select(Rating::ALL.to_vec())).prop_map(|(item, rating)| Happens::Answered(item, rating)),
        2 => Just(Happens::TakenBack),
        1 => (0_usize..3, any::<bool>()).prop_map(|(item, out)| Happens::Suspended(item, out)),
        1 => (0_usize..3).prop_map(Happens::Trashed),
        2 => (0_usize..3).prop_map(Happens::Restored),
        1 => Just(Happens::Undone),
        2 => (-400_i64..400).prop_map(Happens::DaysPass),
        3 => Just(Happens::Folded),
        1 => any::<bool>().prop_map(Happens::Weighed),
    ]
}

fn live(story: &[Happens]) -> Home {
    let mut home = Home::new(7);
    let items = [home.short("one", None), home.card("two", None, true), home.card("three", None, false)];
    let mut answers: Vec<TakeBack> = Vec::new();
    let mut last = None;
    for happens in story {
        match *happens {
            Happens::Answered(item, rating) if home.queue().entry(items[item]).is_some() => {
                answers.extend(home.answers(items[item], rating).take_back());
            }
            Happens::TakenBack => {
                if let Some(answer) = answers.pop() {
                    home.run(&answer);
                }
            }
            Happens::Suspended(item, out) if home.queue().entry(items[item]).is_some() => {
                let edit = item::Command::Edit(items[item], vec![item::Edit::Suspended(out)]);
                last = Some(home.run(&Command::Item(edit)).changes.change);
            }
            Happens::Trashed(item) => {
                last = Some(home.run(&Command::Trash(Kind::ITEM, items[item].0)).changes.change);
            }
            Happens::Restored(item) => drop(home.run(&Command::Restore(Kind::ITEM, items[item].0))),
            Happens::Undone => {
                if let Some(change) = last.take() {
                    // What something newer stands upon, or was undone, stays.
                    let _ = home.store.apply(&Command::Undo(change), home.moment(), 99);
                }
            }
            // A clock may run ahead by a year, and be set back.
            Happens::DaysPass(days) => home.now_ms += days * DAY_MS,
            Happens::Folded => home.fold(),
            Happens::Weighed(own) => home.weighs(own),
            Happens::Answered(..) | Happens::Suspended(..) => {}
        }
    }
    home
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Whenever columns were folded, and if never: the queue is the same, and so is every byte at the end.
    #[test]
    fn folding_at_any_moment_gives_the_same_columns(story in vec(happens(), 1..40)) {
        let mut home = live(&story);
        let mut copy = home.copy(8);
        copy.now_ms = home.now_ms;
        prop_assert_eq!(home.queue(), copy.queue());
        home.fold();
        copy.fold();
        prop_assert_eq!(home.queue(), copy.queue());
        prop_assert_eq!(home.columns(), copy.columns());
        // And each stands where its answers leave it.
        let now = home.now_ms;
        for entry in home.queue().entries() {
            let lookups = [Kind::RESPONSE, Kind::VOID]
                .map(|kind| Lookup::Range(cairn_domain::port::Range::all(kind, format!("{}/", entry.id))));
            let events = home.store.look(&lookups);
            let events = lookups.iter().flat_map(|lookup| events.hits(lookup)).filter_map(|hit| hit.event()).cloned();
            let journal = cairn_domain::event::Journal::of(events);
            prop_assert_eq!(entry.learned.map(|learned| learned.card), card(&journal, now, &home.queue().weights().fsrs));
        }
    }

    /// The answers of two devices, in any order and however often each is delivered.
    #[test]
    fn the_answers_of_two_devices_give_the_same_columns_in_any_order(
        days in vec((0_i64..300, 0_usize..3, select(Rating::ALL.to_vec())), 1..20),
        order in any::<u64>(),
    ) {
        let mut first = Home::new(7);
        let items = [first.short("one", None), first.card("two", None, true), first.card("three", None, false)];
        let events: Vec<Event> = (1_u8..).zip(&days).map(|(number, (day, item, rating))| told(number, *day, items[*item], *rating)).collect();
        let mut second = first.copy(8);
        for home in [&mut first, &mut second] {
            home.now_ms = (START + 301) * DAY_MS;
        }
        let mut shuffled: Vec<&Event> = events.iter().chain(&events[..events.len() / 2]).collect();
        let mut random = cairn_learning::random::SplitMix64::new(order);
        shuffled.sort_by_cached_key(|_| random.next_u64());
        for event in &events {
            first.run(&Joins(vec![Write::Event(event.clone())]));
        }
        for (at, event) in shuffled.into_iter().enumerate() {
            second.run(&Joins(vec![Write::Event(event.clone())]));
            if at % 3 == 0 {
                second.fold();
            }
        }
        second.now_ms = first.now_ms;
        first.fold();
        second.fold();
        prop_assert_eq!(first.columns(), second.columns());
    }
}

fn told(number: u8, day: i64, item: ItemId, rating: Rating) -> Event {
    let at = Moment { ms: (START + day) * DAY_MS + DAY_MS / 2, tz_offset_min: 0 };
    let bare = Event::new(Kind::RESPONSE, EventId(Id::from_bytes([number; 16])), at);
    let response = response::Response::read(&bare);
    let response = response::Response { item: Some(item), rating: rating.as_u8(), ..response };
    response.to_event(bare.id, at)
}

/// How long an answer takes her is told by the last sixty of them, whatever was folded, and nothing is read for it but
/// what the queue reads.
#[test]
fn her_tempo_is_that_of_her_last_answers() {
    let mut home = Home::new(7);
    let item = home.short("one", None);
    let timed = |n: i64, ms: u32| {
        let at = Moment { ms: (START + n) * DAY_MS, tz_offset_min: 0 };
        let id = EventId(Id::new(at.ms, 1));
        let blank = response::Response::read(&Event::new(Kind::RESPONSE, id, at));
        let response = response::Response { item: Some(item), rating: 3, duration_ms: Some(ms), ..blank };
        Write::Event(response::Response { source: Source::Review, ..response }.to_event(id, at))
    };
    let seconds = |home: &Home| {
        let snapshot = ready(gather(&home.store, |snapshot| Queue::needs(home.now_ms, snapshot))).expect("read");
        let lacking = Tempo::needs(&snapshot).into_iter().filter(|lookup| !snapshot.has(lookup));
        assert_eq!(lacking.collect::<Vec<Lookup>>(), [], "the queue reads it all");
        (Tempo::make(&snapshot).minutes(1.0) * 60.0).round()
    };
    home.run(&Joins((0..100).map(|n| timed(n, 60_000)).collect()));
    home.now_ms = (START + 200) * DAY_MS;
    home.fold();
    assert!((seconds(&home) - 60.0).abs() < 0.1);
    home.run(&Joins((100..131).map(|n| timed(n, 3_000)).collect()));
    assert!((seconds(&home) - 3.0).abs() < 0.1);
    home.fold();
    assert!((seconds(&home) - 3.0).abs() < 0.1);
    home.run(&Joins((131..160).map(|n| timed(n, 1_000)).collect()));
    assert!((seconds(&home) - 3.0).abs() < 0.1, "29 of sixty are shorter, 31 are not");
}

/// The rows that are read to begin do not grow with what there is.
#[test]
fn beginning_reads_as_many_rows_with_a_hundred_items_as_with_ten_thousand() {
    let rows = |count: usize| {
        let mut home = Home::new(7);
        let first = home.short("first", None);
        // Others like it, spread as ids are that were made at random.
        let card = ItemId(home.card("Card", None, false).0);
        let like = home.store.all().0.into_iter().find(|record| record.id == card.0).expect("written");
        let id = |number: u128| Id::new(home.now_ms, (number << 40).wrapping_add(number * 0x9e37_79b9));
        let more = (2..count as u128).map(|number| Write::Record(Record { id: id(number), ..like.clone() }));
        let more = Joins(more.collect());
        home.run(&more);
        home.answers(first, Rating::Good);
        home.fold();
        home.answers(first, Rating::Good);
        let needs = |snapshot: &cairn_domain::port::Snapshot| Queue::needs(home.now_ms, snapshot);
        let snapshot = ready(gather(&home.store, needs)).expect("read");
        let lookups = needs(&snapshot);
        let found = |lookup: &Lookup| match lookup {
            Lookup::DerivedRange(table, prefix) => snapshot.derived_range(*table, prefix).len(),
            lookup => snapshot.hits(lookup).len(),
        };
        assert_eq!(Queue::make(home.now_ms, &snapshot).entries().len(), count);
        (lookups.len(), lookups.iter().map(found).sum::<usize>())
    };
    // Sixteen shards, the change up to which they hold, and one answer.
    let many = if std::env::var_os("CAIRN_FULL").is_some() { 100_000 } else { 10_000 };
    assert_eq!(rows(100), rows(many));
    assert_eq!(rows(100), (8, 18));
}
