//! A store with a clock: what the checks write and ask with.

use super::Bench;
use cairn_domain::{
    change::{Op, Outcome, Reply, Write},
    command::Command,
    error::Rejection,
    event::Event,
    goal::{GoalKind, command as goal},
    id::{EventId, GoalId, Id},
    kind::Kind,
    port::{Commit, CommitError, Decision, Hit, Lookup, Range, Row, Snapshot, Store, Summary},
    record::{Context, Draft, Record},
    time::Moment,
};
use std::cell::Cell;

/// The moment at which every check begins.
pub(super) const BEGIN: i64 = 1_700_000_000_000;

pub(super) struct Desk<S> {
    pub store: S,
    /// Milliseconds since [`BEGIN`]; every commit takes one.
    pub clock: Cell<i64>,
    seed: Cell<u128>,
}

impl<S: Store> Desk<S> {
    pub async fn open<B: Bench<Store = S>>(bench: &B, name: &str) -> Self {
        Self { store: bench.open(name).await, clock: Cell::new(0), seed: Cell::new(name.len() as u128) }
    }

    /// A second connection, whose ids differ from the first one's.
    pub async fn again<B: Bench<Store = S>>(&self, bench: &B, name: &str) -> Self {
        Self { store: bench.open(name).await, clock: self.clock.clone(), seed: Cell::new(1 << 100) }
    }

    pub async fn attempt(&self, decision: &dyn Decision) -> Result<Commit, CommitError> {
        let now = Moment { ms: BEGIN + self.clock.replace(self.clock.get() + 1), tz_offset_min: 0 };
        let seed = self.seed.replace(self.seed.get() + (1 << 64));
        self.store.commit(decision, now, seed).await
    }

    pub async fn run(&self, decision: &dyn Decision) -> Commit {
        self.attempt(decision).await.expect("the commit succeeds")
    }

    pub async fn write(&self, writes: Vec<Write>) -> Commit {
        self.run(&Writes(writes)).await
    }

    pub async fn goal(&self, title: &str) -> GoalId {
        match self.run(&create(title)).await.reply {
            Reply::Created(id) => GoalId(id),
            reply => panic!("{reply:?}"),
        }
    }

    pub async fn edit(&self, goal: GoalId, edit: goal::Edit) -> Commit {
        self.run(&Command::Goal(goal::Command::Edit(goal, vec![edit]))).await
    }

    pub async fn ask(&self, lookup: Lookup) -> Snapshot {
        let snapshot = self.store.read(std::slice::from_ref(&lookup)).await.expect("the read succeeds");
        assert!(snapshot.has(&lookup), "every lookup is answered: {lookup:?}");
        snapshot
    }

    pub async fn ask_all(&self, lookups: &[Lookup]) -> Snapshot {
        self.store.read(lookups).await.expect("the read succeeds")
    }

    pub async fn record(&self, kind: Kind, id: Id) -> Option<Record> {
        self.ask(Lookup::Record(kind, id)).await.record(kind, id).cloned()
    }

    pub async fn hits(&self, range: Range) -> Vec<Hit> {
        let lookup = Lookup::Range(range);
        self.ask(lookup.clone()).await.hits(&lookup).to_vec()
    }

    /// The ids of a range's rows, in its order.
    pub async fn ids(&self, range: Range) -> Vec<Id> {
        self.hits(range).await.iter().map(|hit| id(&hit.row)).collect()
    }

    pub async fn summary(&self) -> Summary {
        self.store.summary().await.expect("the summary is readable")
    }
}

pub(super) fn id(row: &Row) -> Id {
    match row {
        Row::Record(record) => record.id,
        Row::Event(event) => event.id.0,
    }
}

pub(super) fn create(title: &str) -> Command {
    Command::Goal(goal::Command::Create { title: title.to_owned(), kind: GoalKind::Learn })
}

/// The id with number `n`, in the order of the numbers.
pub(super) fn numbered(n: u32) -> Id {
    Id::new(BEGIN, u128::from(n))
}

pub(super) fn event(kind: Kind, n: u32) -> Event {
    Event::new(kind, EventId(numbered(n)), Moment { ms: BEGIN + i64::from(n), tz_offset_min: 60 })
}

/// Stores what it was given; records count as new.
pub(super) struct Writes(pub Vec<Write>);

impl Decision for Writes {
    fn needs(&self, _: &Snapshot) -> Vec<Lookup> {
        Vec::new()
    }

    fn decide(&self, _: &Snapshot, _: &mut Context) -> Result<Outcome, Rejection> {
        let mut outcome = Outcome::new(Op::Import);
        for write in self.0.clone() {
            match write {
                Write::Record(record) => outcome.put_joined(record, None),
                Write::Event(event) => outcome.put_event(event, true),
                other => outcome.writes.push(other),
            }
        }
        Ok(outcome)
    }
}

/// Stores just what it was given: nothing is counted, and there is no way back.
pub struct Raw(pub Vec<Write>);

impl Decision for Raw {
    fn needs(&self, _: &Snapshot) -> Vec<Lookup> {
        Vec::new()
    }

    fn decide(&self, _: &Snapshot, _: &mut Context) -> Result<Outcome, Rejection> {
        let mut outcome = Outcome::new(Op::Import);
        outcome.writes.clone_from(&self.0);
        Ok(outcome)
    }
}

/// Makes `count` new goals, numbered from `first`, each with a way back.
pub(super) struct Goals {
    pub first: u32,
    pub count: u32,
}

impl Decision for Goals {
    fn needs(&self, _: &Snapshot) -> Vec<Lookup> {
        Vec::new()
    }

    fn decide(&self, _: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
        let mut outcome = Outcome::new(Op::Import);
        for n in self.first..self.first + self.count {
            let mut draft = Draft::create(Record::new(Kind::GOAL, numbered(n)), context);
            draft.set(&cairn_domain::goal::Goal::TITLE, &format!("Goal {n}"));
            outcome.put(draft);
        }
        Ok(outcome)
    }
}
