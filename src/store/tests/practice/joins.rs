//! What comes in by a join is tail like any other, whatever came first; and a clock that ran ahead, or stands behind,
//! leaves nothing for good.

use super::home::{Home, Joins};
use cairn_domain::{
    change::Write,
    command::Command,
    event::Event,
    id::{EventId, Id, ItemId},
    kind::Kind,
    port::{Lookup, Snapshot},
    practice::{Histories, Learned, Queue, due, settle},
    time::DAY_MS,
};
use cairn_learning::schedule::Rating;

impl Home {
    /// What another device wrote comes in with its copy.
    fn takes(&mut self, writes: Vec<Write>) {
        self.run(&due::Noting(&Joins(writes)));
    }

    fn is_whole_due(&self) -> bool {
        due::is_due(&self.store.look(&[due::lookup()]))
    }

    fn learned(&self, item: ItemId) -> Option<Learned> {
        self.queue().entry(item)?.learned
    }

    /// As on a device that never folded anything, before it is folded and after.
    fn is_as_if_never_folded(&mut self) {
        let mut copy = self.copy(99);
        assert_eq!(self.queue(), copy.queue());
        self.fold();
        copy.fold();
        assert_eq!(self.queue(), copy.queue());
        assert_eq!(self.columns(), copy.columns());
    }

    fn item_row(&self, item: ItemId) -> Write {
        let record = self.store.all().0.into_iter().find(|record| record.id == item.0);
        Write::Record(record.expect("there"))
    }
}

fn void(home: &Home, number: u8, target: EventId, of: Kind, item: ItemId) -> Write {
    let id = EventId(Id::from_bytes([number; 16]));
    Write::Event(Event::void(id, home.moment(), target, of, &item.to_string()))
}

/// A device with an item, and another with the same that answered it so often, some days apart.
fn two(times: usize) -> (Home, Home, ItemId) {
    let mut home = Home::new(7);
    let item = home.short("Item", None);
    let mut phone = home.copy(8);
    for _ in 0..times {
        phone.answers(item, Rating::Good);
        phone.wait_days(5);
    }
    home.now_ms = phone.now_ms;
    (home, phone, item)
}

#[test]
fn what_a_join_adds_is_tail_and_nothing_is_folded_as_a_whole() {
    let (mut home, phone, item) = two(3);
    home.answers(item, Rating::Hard);
    home.settle();
    home.takes(phone.responses().into_iter().map(Write::Event).collect());
    assert!(!home.is_whole_due());
    let first = home.store.look(&Queue::needs(home.now_ms, &Snapshot::default()));
    let whole = |lookup: &Lookup| matches!(lookup, Lookup::ChangedSince { change: 0, .. });
    assert!(!Queue::needs(home.now_ms, &first).iter().any(whole));
    assert_eq!(home.learned(item).expect("answered").card.reps, 4);
    home.is_as_if_never_folded();
}

#[test]
fn what_a_join_erases_is_folded_anew() {
    let (mut home, phone, item) = two(2);
    home.takes(phone.responses().into_iter().map(Write::Event).collect());
    home.settle();
    let mut erased = home.responses()[0].clone();
    erased.erase();
    home.takes(vec![Write::Event(erased)]);
    assert!(home.is_whole_due());
    assert_eq!(home.learned(item).expect("answered").card.reps, 1);
    home.is_as_if_never_folded();
    assert!(!home.is_whole_due());
}

#[test]
fn an_item_that_comes_after_its_answers_has_them() {
    let (_, mut phone, item) = two(2);
    let mut home = Home::new(9);
    home.now_ms = phone.now_ms;
    home.short("Other", None);
    home.takes(phone.responses().into_iter().map(Write::Event).collect());
    home.fold();
    phone.answers(item, Rating::Good);
    home.now_ms = phone.now_ms;
    home.takes(phone.responses().into_iter().skip(2).map(Write::Event).collect());
    home.takes(vec![phone.item_row(item)]);
    assert_eq!(home.learned(item).expect("answered").card.reps, 3);
    home.is_as_if_never_folded();
}

#[test]
fn an_answer_that_was_taken_back_before_it_came_does_not_count() {
    let (home, phone, item) = two(1);
    let answer = phone.responses()[0].clone();
    for (number, of) in [(1, Kind::RESPONSE), (2, Kind::EVIDENCE)] {
        let mut home = home.copy(u64::from(number) + 20);
        home.fold();
        home.takes(vec![void(&home, number, answer.id, of, item)]);
        home.fold();
        home.takes(vec![Write::Event(answer.clone())]);
        assert_eq!(home.learned(item), None);
        home.is_as_if_never_folded();
        assert_eq!(home.learned(item), None);
    }
}

/// Whatever a void says of its target's kind: the target decides, by whichever way it is read.
#[test]
fn a_void_is_read_in_one_way() {
    let (mut home, phone, item) = two(2);
    home.takes(phone.responses().into_iter().map(Write::Event).collect());
    home.fold();
    home.takes(vec![void(&home, 3, phone.responses()[0].id, Kind::EVIDENCE, item)]);
    assert_eq!(home.learned(item).expect("answered").card.reps, 1);
    home.is_as_if_never_folded();
}

#[test]
fn what_was_folded_by_a_clock_that_ran_ahead_is_told_anew() {
    let mut home = Home::new(7);
    let items = [home.short("one", None), home.short("two", None)];
    let other = home.short("other", None);
    home.answers(other, Rating::Good);
    home.now_ms += 366 * DAY_MS;
    items.iter().for_each(|item| drop(home.answers(*item, Rating::Good)));
    home.settle();
    home.now_ms -= 366 * DAY_MS;
    home.is_as_if_never_folded();
    let today = home.today();
    for item in items {
        assert_eq!(home.learned(item).expect("answered").due_day, today, "she is asked again");
    }
    // Settled once a day, not at every start.
    let needs = |snapshot: &Snapshot| settle::needs(home.now_ms, snapshot);
    let snapshot = cairn_store::memory::ready(cairn_domain::port::gather(&home.store, needs)).expect("read");
    assert!(!settle::is_due(home.now_ms, &snapshot));
    home.now_ms += 366 * DAY_MS;
    home.is_as_if_never_folded();
}

/// Each of two devices gives an answer the present date before they meet: it is one answer all the same.
#[test]
fn an_answer_whose_date_was_set_right_on_two_devices_counts_once() {
    let mut phone = Home::new(7);
    let item = phone.short("one", None);
    phone.answers(item, Rating::Good);
    phone.wait_days(3);
    phone.now_ms += 400 * DAY_MS;
    let ahead = phone.answers(item, Rating::Good).id;
    phone.now_ms -= 400 * DAY_MS;
    let mut laptop = phone.copy(8);
    for (home, seconds) in [(&mut phone, 0), (&mut laptop, 90)] {
        home.now_ms += seconds * 1000;
        home.run(&Command::CorrectDates(vec![(Kind::RESPONSE, ahead)]));
    }
    let events = |of: &Home| of.store.all().1.into_iter().map(Write::Event).collect::<Vec<_>>();
    let (of_phone, of_laptop) = (events(&phone), events(&laptop));
    for is_folded in [false, true] {
        for (one, of_other) in [(&phone, &of_laptop), (&laptop, &of_phone)] {
            let mut home = one.copy(20);
            home.now_ms = laptop.now_ms + 1000;
            if is_folded {
                home.fold();
            }
            home.takes(of_other.clone());
            assert_eq!(home.learned(item).expect("answered").card.reps, 2, "{is_folded}");
            home.is_as_if_never_folded();
            assert_eq!(home.learned(item).expect("answered").card.reps, 2, "{is_folded}");
            let mut log = Histories::default();
            home.store.all().1.iter().for_each(|event| log.add(event, home.now_ms));
            assert_eq!(log.in_order().iter().map(Vec::len).collect::<Vec<_>>(), [2]);
        }
    }
}

/// Else it would never be due until the date comes that the wrong clock gave.
#[test]
fn an_answer_that_is_dated_ahead_puts_nothing_off() {
    let mut home = Home::new(7);
    let item = home.short("one", None);
    home.now_ms += 366 * DAY_MS;
    home.answers(item, Rating::Easy);
    home.now_ms -= 366 * DAY_MS;
    home.fold();
    home.wait_days(3);
    assert_eq!(home.learned(item).expect("answered").due_day, home.today());
    let answer = home.answers(item, Rating::Good);
    home.fold();
    let due = home.learned(item).expect("answered").due_day;
    assert_eq!(due, answer.after.due_day);
    home.wait_days(due - home.today() + 1);
    assert_eq!(home.learned(item).expect("answered").due_day, due, "the day comes");
    home.is_as_if_never_folded();
    // And it takes nothing of what a day takes.
    let new = home.short("new", None);
    let limits = cairn_domain::practice::Limits { reviews: 1, new: 1 };
    let plan = home.plan(&cairn_domain::practice::Scope::Everything, limits);
    let mut asked: Vec<ItemId> = plan.tasks.iter().map(|planned| planned.item).collect();
    asked.sort();
    let mut both = vec![item, new];
    both.sort();
    assert_eq!(asked, both);
}
