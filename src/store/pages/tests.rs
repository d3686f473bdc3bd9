//! Any mix of writing, writing over, erasing and folding is found as a store in memory finds it: the pure part alone. The
//! same is held of the browser's store by the conformance suite.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use super::*;
use crate::{
    Memory,
    conformance::Raw,
    keys::{id as id_of, index_keys},
    memory::ready,
};
use cairn_domain::{
    change::Write,
    event::Event,
    id::{DeviceId, EventId, ProfileId},
    port::{Lookup, Store},
    response::{SURE, WRONG},
    time::Moment,
};
use proptest::prelude::*;

/// Single rows and pages as the browser's store keeps them.
#[derive(Default)]
struct Shelf {
    singles: BTreeMap<Id, Numbered>,
    pages: BTreeMap<String, Page>,
    change: u64,
}

impl Shelf {
    fn write(&mut self, events: &[Event], folded: bool) {
        let (mut new, mut gone) = (BTreeMap::new(), BTreeSet::new());
        for event in events {
            self.change += 1;
            let row = (event.clone(), self.change);
            new.remove(&event.id.0);
            if let Some(placed) = Placed::new(row.clone()).ok().filter(|_| folded) {
                new.insert(event.id.0, placed);
            } else {
                self.singles.insert(event.id.0, row);
                gone.extend(event.erased.then_some(event.id.0));
            }
        }
        for id in new.keys() {
            self.singles.remove(id);
            gone.remove(id);
        }
        self.weave(new.into_values().collect(), &gone);
    }

    fn fold(&mut self, until: u64) {
        let folds = |row: &Numbered| row.1 <= until && Placed::new(row.clone()).is_ok();
        let new: Vec<Placed> = self.singles.values().filter(|row| folds(row)).cloned().flat_map(Placed::new).collect();
        self.singles.retain(|_, row| !folds(row));
        self.weave(new, &BTreeSet::new());
    }

    fn weave(&mut self, new: Vec<Placed>, gone: &BTreeSet<Id>) {
        let directory: Vec<String> = self.pages.keys().cloned().collect();
        let ids: BTreeSet<Id> = new.iter().map(Placed::id).chain(gone.iter().copied()).collect();
        let targets: BTreeSet<&String> = new.iter().filter_map(|placed| target(&directory, &placed.key)).collect();
        let mut old = BTreeMap::new();
        for (name, page) in &self.pages {
            let rows = unpack_numbered(&page.body).unwrap();
            if targets.contains(name) || rows.iter().any(|(event, _)| ids.contains(&event.id.0)) {
                old.insert(name.clone(), rows);
            }
        }
        let woven = weave(old, &directory, new, gone);
        assert!(woven.left.is_empty());
        woven.gone.iter().for_each(|name| assert!(self.pages.remove(name).is_some()));
        woven.put.into_iter().for_each(|page| assert!(self.pages.insert(page.id.clone(), page).is_none()));
        self.check();
    }

    /// Pages follow one another, hold each id once, and say of themselves what is in them.
    fn check(&self) {
        let (mut ids, mut last) = (BTreeSet::new(), String::new());
        for (name, page) in &self.pages {
            let rows = unpack_numbered(&page.body).unwrap();
            let mut keys: Vec<String> = rows.iter().cloned().map(|row| Placed::new(row).unwrap().key).collect();
            keys.sort();
            assert!(rows.len() <= PAGE_EVENTS && *name == page.id && keys[0] == page.id && page.id > last);
            last = keys.pop().unwrap();
            assert!(rows.iter().all(|(event, _)| ids.insert(event.id)));
            assert_eq!(
                (rows.iter().map(|(_, change)| *change).max(), rows.len() as u64),
                (Some(page.change), page.count)
            );
            assert_eq!(rows.iter().map(|(event, _)| event.id.0).max(), Some(page.latest));
            let listed = page.keys.iter().all(|key| key.as_str() > END);
            assert!(listed && page.id.as_str() < END);
        }
    }

    fn range(&self, range: &Range) -> Vec<Hit> {
        let Some(bounds) = Bounds::of(range) else { return vec![] };
        let directory: Vec<String> = self.pages.keys().cloned().collect();
        let hidden: BTreeSet<Id> = self.singles.keys().copied().collect();
        let met = meeting(&directory, &bounds).iter().filter(|_| bounds.lower.as_str() < END);
        let mut names: BTreeSet<&String> = met.collect();
        let listed = |page: &&Page| page.keys.iter().any(|key| bounds.holds(key));
        names.extend(self.pages.values().filter(listed).map(|page| &page.id));
        let leaves: Vec<Unfolded> = names.iter().map(|name| Unfolded::of(&self.pages[*name].body).unwrap()).collect();
        let mut paged: Vec<Hit> = leaves.iter().flat_map(|leaf| leaf.within(&bounds)).collect();
        paged.retain(|hit| !hidden.contains(&id_of(&hit.row)));
        let mut singles = Vec::new();
        for (event, _) in self.singles.values() {
            let row = Row::Event(event.clone());
            singles.extend(
                index_keys(&row).into_iter().filter(|key| bounds.holds(key)).map(|key| Hit { key, row: row.clone() }),
            );
        }
        by_key(by_key(singles, vec![], range), paged, range)
    }

    fn by_id(&self, change: u64, limit: u32) -> Vec<Hit> {
        let hit = |event: &Event| Hit { key: String::new(), row: Row::Event(event.clone()) };
        let singles = self.singles.values().filter(|row| row.1 > change).take(limit as usize);
        let paged = self.pages.values().flat_map(|page| unpack_numbered(&page.body).unwrap());
        let paged = paged.filter(|row| row.1 > change).map(|row| Row::Event(row.0));
        by_id(singles.map(|row| hit(&row.0)).collect(), paged, limit)
    }
}

fn item(number: u8) -> Id {
    Id::new(40, u128::from(number) << 60)
}

fn event() -> impl Strategy<Value = Event> {
    (0..60_u8, 0..5_u8, 0..30_i64, 1..5_u8, any::<bool>(), 0..12_u8).prop_map(|(id, of, ms, rating, sure, odd)| {
        let at = Moment { ms: ms * 100, tz_offset_min: 0 };
        let mut event = Event::new(Kind::RESPONSE, EventId(Id::new(50, u128::from(id) << 50)), at).with(3, &rating);
        if odd > 0 {
            event = event.with(1, &item(of));
        }
        if sure {
            event = event.with(5, &0.5_f64);
        }
        match odd {
            1 => event.erase(),
            2 => event = event.with(70, &"of a later version".to_owned()),
            3 => event = event.with(19, &"a".repeat(LONGEST)),
            _ => {}
        }
        event
    })
}

#[derive(Clone, Debug)]
enum Step {
    Write(Vec<Event>),
    Bring(Vec<Event>),
    Fold(u64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        prop::collection::vec(event(), 1..6).prop_map(Step::Write),
        prop::collection::vec(event(), 1..40).prop_map(Step::Bring),
        (0..60_u64).prop_map(Step::Fold),
    ]
}

fn same(shelf: &Shelf, memory: &Memory) {
    let heads = (0..6).map(|number| format!("{}/", item(number).to_text()));
    for head in heads.chain([SURE, WRONG, ""].map(str::to_owned)) {
        for (limit, reverse) in [(u32::MAX, false), (u32::MAX, true), (3, false), (3, true)] {
            let mut range = Range { limit, reverse, ..Range::all(Kind::RESPONSE, head.clone()) };
            for _ in 0..2 {
                let lookup = Lookup::Range(range.clone());
                let snapshot = memory.look(std::slice::from_ref(&lookup));
                assert_eq!(shelf.range(&range), snapshot.hits(&lookup), "{range:?}");
                range.after = snapshot.hits(&lookup).get(1).map(|hit| hit.key.clone());
            }
        }
    }
    for change in [0, shelf.change / 2, shelf.change] {
        for limit in [1, 4, u32::MAX] {
            let lookup = Lookup::ChangedSince { kind: Kind::RESPONSE, change, after: None, limit };
            let snapshot = memory.look(std::slice::from_ref(&lookup));
            assert_eq!(shelf.by_id(change, limit), snapshot.hits(&lookup), "{lookup:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn a_log_is_the_same_however_it_lies(steps in prop::collection::vec(step(), 1..12)) {
        let memory = Memory::new(ProfileId(Id::new(1, 1)), DeviceId(1));
        let mut shelf = Shelf::default();
        for step in &steps {
            match step {
                Step::Write(events) | Step::Bring(events) => {
                    let now = Moment { ms: 1, tz_offset_min: 0 };
                    memory.apply(&Raw(events.iter().cloned().map(Write::Event).collect()), now, 1).unwrap();
                    shelf.write(events, matches!(step, Step::Bring(_)));
                }
                Step::Fold(until) => shelf.fold(*until),
            }
            prop_assert_eq!(shelf.change, ready(memory.summary()).unwrap().change);
            same(&shelf, &memory);
        }
    }
}

#[test]
fn pages_split_in_halves_and_an_import_fills_them() {
    let answer = |n: u32| {
        let at = Moment { ms: i64::from(n), tz_offset_min: 0 };
        let event = Event::new(Kind::RESPONSE, EventId(Id::new(0, u128::from(n) << 30)), at);
        event.with(1, &item(u8::try_from(n % 3).unwrap()))
    };
    let sizes = |shelf: &Shelf| -> Vec<usize> {
        shelf.pages.values().map(|page| unpack_numbered(&page.body).unwrap().len()).collect()
    };
    let mut shelf = Shelf::default();
    shelf.write(&(0..2000).map(answer).collect::<Vec<_>>(), true);
    assert_eq!(sizes(&shelf), [256, 256, 256, 256, 256, 256, 256, 208]);
    shelf.write(&(2000..2060).map(answer).collect::<Vec<_>>(), true);
    assert!(sizes(&shelf).iter().all(|size| *size > 100), "{:?}", sizes(&shelf));
    assert_eq!(sizes(&shelf).iter().sum::<usize>(), 2060);
    let all = shelf.range(&Range::all(Kind::RESPONSE, ""));
    assert_eq!(all.iter().map(|hit| id_of(&hit.row)).collect::<BTreeSet<_>>().len(), 2060);
}

#[test]
fn what_a_page_does_not_give_back_lies_by_itself() {
    let row = |n: u128, at: i64, change: u64| {
        let event = Event::new(Kind::RESPONSE, EventId(Id::new(0, n)), Moment { ms: at, tz_offset_min: 0 });
        (event.with(1, &item(1)).with(3, &1_u8), change)
    };
    let placed = |row: &Numbered| Placed::new(row.clone()).unwrap();
    let good = [row(1, 10, 1), row(2, 20, 2)];
    let woven = weave(BTreeMap::new(), &[], good.iter().map(placed).collect(), &BTreeSet::new());
    assert_eq!((woven.put.len(), woven.left.len()), (1, 0));
    // One id twice is no page: neither is lost, nor what was there before.
    let bad = [row(3, 30, 3), row(3, 30, 4)];
    let before = BTreeMap::from([(woven.put[0].id.clone(), good.to_vec())]);
    let directory = [woven.put[0].id.clone()];
    let woven = weave(before, &directory, bad.iter().map(placed).collect(), &BTreeSet::new());
    assert_eq!((woven.put.len(), woven.gone.len()), (0, 1));
    assert_eq!(woven.left, [&good[..], &bad[..]].concat());
    // What was laid by another rule once, as one with a field beyond 63, leaves a page that is written anew, and no other.
    let odd = (row(4, 40, 5).0.with(70, &1_u8), 5);
    assert!(Placed::new(odd.clone()).is_err());
    let before = || BTreeMap::from([(directory[0].clone(), [&good[..], std::slice::from_ref(&odd)].concat())]);
    let woven = weave(before(), &directory, vec![placed(&row(5, 50, 6))], &BTreeSet::new());
    assert_eq!((woven.put[0].count, woven.gone.len(), woven.left), (3, 1, vec![odd.clone()]));
    let woven = weave(before(), &directory, Vec::new(), &BTreeSet::from([Id::new(0, 9)]));
    assert_eq!((woven.put.len(), woven.gone.len(), woven.left.len()), (0, 0, 0));
}
