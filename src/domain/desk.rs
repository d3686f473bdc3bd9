//! A desk for the stories of the commands' tests: rows in maps, one change after another. It answers
//! lookups as stores do, but keeps nothing and knows no transaction; the stores have their own suite.

use crate::{
    cbor::Cbor,
    change::{Outcome, Reply, Write},
    command::Command,
    error::Rejection,
    event::Event,
    id::{DeviceId, EventId, Id},
    kind::Kind,
    noun::Noun,
    port::{Decision, Hit, Lookup, Range, Row, Snapshot, Table},
    record::{Context, Record},
    registry,
    time::{DAY_MS, Moment},
    undo::UndoEntry,
};
use std::collections::BTreeMap;

/// One device with what was done on it.
#[derive(Default)]
pub(crate) struct Desk {
    pub(crate) records: BTreeMap<(Kind, Id), Record>,
    pub(crate) events: BTreeMap<(Kind, EventId), Event>,
    pub(crate) derived: BTreeMap<(Table, String), Cbor>,
    undo: BTreeMap<u64, UndoEntry>,
    change: u64,
    waited_ms: i64,
    /// Where it stands: 0 is the usual device.
    place: u64,
}

impl Desk {
    /// The same records on another device.
    pub(crate) fn elsewhere(&self) -> Self {
        Self { records: self.records.clone(), place: self.place + 1, waited_ms: self.waited_ms, ..Self::default() }
    }

    /// Lets time pass.
    pub(crate) fn wait_days(&mut self, days: i64) {
        self.waited_ms += days * DAY_MS;
    }

    /// Does it, one second after what was done before; the outcome is kept.
    pub(crate) fn run(&mut self, command: &Command) -> Result<Outcome, Rejection> {
        let snapshot = self.snapshot(command);
        let now = Moment { ms: self.now_ms(), tz_offset_min: 180 };
        let mut context =
            Context::new(now, DeviceId(7 + self.place), u128::from(self.change + 1) << 64 | u128::from(self.place));
        let outcome = command.decide(&snapshot, &mut context)?;
        self.change += 1;
        for write in &outcome.writes {
            match write.clone() {
                Write::Record(record) => {
                    self.records.insert((record.kind, record.id), record);
                }
                Write::Event(event) => {
                    self.events.insert((event.kind, event.id), event);
                }
                Write::Derived { table, key, body } => {
                    self.derived.remove(&(table, key.clone()));
                    self.derived.extend(body.map(|body| ((table, key), body)));
                }
                Write::Device { .. } => {}
                Write::DropUndo(number) => {
                    self.undo.remove(&number);
                }
            }
        }
        self.undo.extend(outcome.undo_entry(now.ms).map(|entry| (self.change, entry)));
        Ok(outcome)
    }

    /// Does what must succeed.
    pub(crate) fn did(&mut self, command: &Command) -> Outcome {
        self.run(command).unwrap()
    }

    /// Makes something; its id.
    pub(crate) fn made(&mut self, command: &Command) -> Id {
        match self.did(command).reply {
            Reply::Created(id) => id,
            other => panic!("{command:?} answered {other:?}"),
        }
    }

    /// Takes the last change back.
    pub(crate) fn undo(&mut self) -> Reply {
        let last = *self.undo.keys().last().unwrap();
        self.did(&Command::Undo(last)).reply
    }

    /// What can be taken back, the latest first.
    pub(crate) fn entries(&self) -> Vec<(u64, UndoEntry)> {
        self.undo.iter().rev().map(|(number, entry)| (*number, entry.clone())).collect()
    }

    /// The moment of the next change, UTC ms.
    pub(crate) fn now_ms(&self) -> i64 {
        1_700_000_000_000 + i64::try_from(self.change).unwrap() * 1000 + self.waited_ms
    }

    /// A noun in use.
    pub(crate) fn noun<N: Noun>(&self, id: Id) -> Option<N> {
        self.records.get(&(N::KIND, id)).filter(|record| record.is_alive()).map(N::read)
    }

    /// Nouns of a range, in its order.
    pub(crate) fn nouns<N: Noun>(&self, range: &Range) -> Vec<N> {
        self.look(&[Lookup::Range(range.clone())]).nouns(range)
    }

    /// Answers lookups.
    pub(crate) fn look(&self, lookups: &[Lookup]) -> Snapshot {
        let mut snapshot = Snapshot::default();
        lookups.iter().for_each(|lookup| self.answer(lookup, &mut snapshot));
        snapshot
    }

    /// What `decision` reads.
    pub(crate) fn snapshot(&self, decision: &dyn Decision) -> Snapshot {
        self.gather(|snapshot| decision.needs(snapshot))
    }

    /// What `needs` asks for, round after round.
    pub(crate) fn gather(&self, needs: impl Fn(&Snapshot) -> Vec<Lookup>) -> Snapshot {
        let mut snapshot = Snapshot::default();
        loop {
            let open: Vec<Lookup> = needs(&snapshot).into_iter().filter(|lookup| !snapshot.has(lookup)).collect();
            if open.is_empty() {
                return snapshot;
            }
            open.iter().for_each(|lookup| self.answer(lookup, &mut snapshot));
        }
    }

    fn answer(&self, lookup: &Lookup, snapshot: &mut Snapshot) {
        let by_id = |row: Option<Row>| row.map(|row| Hit { key: String::new(), row }).into_iter().collect();
        match lookup {
            Lookup::Record(kind, id) => {
                let row = self.records.get(&(*kind, *id)).cloned().map(Row::Record);
                snapshot.put_rows(lookup.clone(), by_id(row));
            }
            Lookup::Event(kind, id) => {
                let row = self.events.get(&(*kind, *id)).cloned().map(Row::Event);
                snapshot.put_rows(lookup.clone(), by_id(row));
            }
            Lookup::Range(range) => snapshot.put_rows(lookup.clone(), self.hits(range)),
            Lookup::Derived(table, key) => {
                let body = self.derived.get(&(*table, key.clone())).cloned();
                snapshot.put_derived(lookup.clone(), body.map(|body| (key.clone(), body)).into_iter().collect());
            }
            Lookup::DerivedRange(table, prefix) => {
                let rows = self.derived.iter().filter(|((of, key), _)| of == table && key.starts_with(prefix));
                snapshot
                    .put_derived(lookup.clone(), rows.map(|((_, key), body)| (key.clone(), body.clone())).collect());
            }
            Lookup::Device(_) => snapshot.put_derived(lookup.clone(), vec![]),
            Lookup::Undo(number) => {
                let entry = self.undo.get(number).cloned();
                snapshot.put_undo(lookup.clone(), entry.map(|entry| (*number, entry)).into_iter().collect());
            }
            Lookup::UndoLatest(most) => {
                let latest = self.undo.iter().rev().take(*most as usize);
                snapshot.put_undo(lookup.clone(), latest.map(|(number, entry)| (*number, entry.clone())).collect());
            }
            // A desk keeps no files.
            Lookup::Media(_) | Lookup::MediaAll => snapshot.put_media(lookup.clone(), vec![]),
            Lookup::ChangedSince { kind, after, .. } => {
                let later = self.events.values().filter(|event| event.kind == *kind && Some(event.id.0) > *after);
                let events = later.map(|event| Row::Event(event.clone()));
                let of_kind = self.records.values().filter(|record| record.kind == *kind && Some(record.id) > *after);
                let rows = events.chain(of_kind.map(|record| Row::Record(record.clone())));
                snapshot.put_rows(lookup.clone(), rows.map(|row| Hit { key: String::new(), row }).collect());
            }
        }
    }

    fn hits(&self, range: &Range) -> Vec<Hit> {
        let records = self.records.values().filter(|record| record.kind == range.kind);
        let events = self.events.values().filter(|event| event.kind == range.kind);
        let mut found: Vec<(String, Id, Row)> = records
            .flat_map(|record| registry::record_keys(record).into_iter().map(move |key| (key, record.id, record)))
            .map(|(key, id, record)| (key, id, Row::Record(record.clone())))
            .chain(
                events
                    .flat_map(|event| registry::event_keys(event).into_iter().map(move |key| (key, event.id.0, event)))
                    .map(|(key, id, event)| (key, id, Row::Event(event.clone()))),
            )
            .filter(|(key, _, _)| key.starts_with(&range.prefix))
            .collect();
        found.sort_by(|left, right| (&left.0, left.1).cmp(&(&right.0, right.1)));
        if range.reverse {
            found.reverse();
        }
        let limit = usize::try_from(range.limit).unwrap_or(usize::MAX);
        found
            .into_iter()
            .filter(|(key, _, _)| {
                range.after.as_ref().is_none_or(|after| if range.reverse { key < after } else { key > after })
            })
            .take(limit)
            .map(|(key, _, row)| Hit { key, row })
            .collect()
    }
}
