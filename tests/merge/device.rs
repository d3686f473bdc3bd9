//! A device of a history: the real state, written through the real drafts, and what it knows of.

use super::oracle::{Known, Shown};
use cairn::{
    domain::{
        event::Journal,
        goal::Goal,
        id::{DeviceId, Id},
        kind::Kind,
        noun::Noun,
        record::{Context, Draft, Record},
        time::Moment,
    },
    sync::State,
};
use std::collections::BTreeSet;

/// One database.
#[derive(Clone)]
pub struct Device {
    pub id: u64,
    /// How far its clock is off, ms.
    pub skew: i64,
    pub state: State,
    pub known: Known,
}

pub fn goal_id(goal: usize) -> Id {
    Id::new(0, goal as u128 + 1)
}

impl Device {
    pub fn clock(&self, now: i64) -> i64 {
        now + self.skew
    }

    pub fn record(&self, goal: usize) -> Option<&Record> {
        self.state.records.get(&(Kind::GOAL, goal_id(goal)))
    }

    /// Changes a goal as a command would; a goal that is not there is made.
    pub fn draft(&mut self, goal: usize, now: i64, change: impl FnOnce(&mut Draft)) {
        let context = Context::new(Moment { ms: self.clock(now), tz_offset_min: 0 }, DeviceId(self.id), 1);
        let mut draft = match self.record(goal) {
            Some(record) => Draft::edit(record.clone(), &context),
            None => Draft::create(Record::new(Kind::GOAL, goal_id(goal)), &context),
        };
        change(&mut draft);
        let (record, ..) = draft.finish().expect("every write of a history changes something");
        self.state.records.insert((Kind::GOAL, record.id), record);
    }

    /// What a person sees of a goal.
    pub fn shown(&self, goal: usize) -> Option<Shown> {
        let record = self.record(goal)?;
        let read = Goal::read(record);
        Some(Shown {
            alive: record.is_alive(),
            title: read.title,
            tags: read.tags.iter().map(|(tag, _)| tag.parse().unwrap()).collect(),
            texts: read.why.versions.values().map(|version| version.text.clone()).collect(),
        })
    }

    /// The events that count, by number.
    pub fn events(&self) -> BTreeSet<u64> {
        let journal = Journal::of(self.state.events.values().cloned());
        let numbers = journal.in_order(i64::MAX / 4).into_iter().map(|event| u64::from(event.get::<u32>(99).unwrap()));
        numbers.collect()
    }
}
