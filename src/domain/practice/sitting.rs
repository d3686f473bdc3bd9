//! A sitting that survives the end of the app: what it asks is noted on the device when it begins; what was answered
//! since tells the rest. Nothing is written for an answer but the answer.

use super::{
    answer::TakeBack,
    columns::Entry,
    plan::{Plan, Planned, sitting},
    queue::Queue,
    scope::Scope,
};
use crate::{
    cbor::{Cbor, Reader, Shape, Value, Writer},
    change::{Op, Outcome, Reply, Write},
    error::Rejection,
    event::{Event, Journal},
    id::{CompetencyId, DeckId, EventId, GoalId, Id, ItemId},
    kind::Kind,
    port::{Decision, Lookup, Snapshot},
    record::Context,
    response::{StateBefore, answers},
};
use cairn_learning::schedule::{Rating, Sitting, Task, TaskKind};
use std::collections::BTreeSet;

const KEY: &str = "sitting";

/// A sitting as it was begun.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Started {
    /// What it is about.
    pub scope: Scope,
    /// What it asks, best first.
    pub tasks: Vec<Planned>,
    /// When it was begun, UTC ms.
    pub at_ms: i64,
    /// The number of the change behind which its answers are.
    pub change: u64,
    /// Its name.
    pub id: Id,
    /// Answers of other devices that came in meanwhile: they are none of it.
    pub others: BTreeSet<EventId>,
}

/// Notes that a sitting begins; one that was under way before counts as given up. The reply is its name.
#[derive(Clone, PartialEq, Debug)]
pub struct Begin {
    /// What it is about.
    pub scope: Scope,
    /// What it asks.
    pub plan: Plan,
}

/// Notes that the sitting of this [name](Started::id) is over, through or given up. One that was begun elsewhere
/// meanwhile, in another tab, goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct End(pub Id);

/// An answer of the sitting that stands.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Answered {
    /// What takes it back.
    pub answer: TakeBack,
    /// The place of its task.
    pub task: usize,
    /// How it was rated.
    pub rating: Rating,
    /// The score as evidence, 0 to 1.
    pub score: f64,
    /// Whether the app graded it, and its item had not been seen before.
    pub fresh: bool,
    /// Whether it was right in part.
    pub partly: bool,
    /// How long it took, in milliseconds.
    pub duration_ms: u32,
}

/// A sitting under way.
#[derive(Clone, PartialEq, Debug)]
pub struct Resumed {
    /// As it was begun.
    pub started: Started,
    /// Its answers, in their order.
    pub answers: Vec<Answered>,
    /// Where it stands: what comes next, and what is still to come.
    pub sitting: Sitting<CompetencyId>,
}

impl Resumed {
    /// How many of its tasks still ask something; 0 where it is through.
    pub fn left(&self) -> usize {
        if self.sitting.coming().is_some() { self.sitting.remaining() } else { 0 }
    }
}

impl Decision for Begin {
    fn needs(&self, _snapshot: &Snapshot) -> Vec<Lookup> {
        Vec::new()
    }

    fn decide(&self, _snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
        let started = Started {
            scope: self.scope.clone(),
            tasks: self.plan.tasks.clone(),
            at_ms: context.now.ms,
            change: context.change,
            id: context.new_id(),
            others: BTreeSet::new(),
        };
        let mut outcome = noted(Some(Cbor::of(&started)));
        outcome.reply = Reply::Created(started.id);
        Ok(outcome)
    }
}

impl Decision for End {
    fn needs(&self, _snapshot: &Snapshot) -> Vec<Lookup> {
        vec![lookup()]
    }

    fn decide(&self, snapshot: &Snapshot, _context: &mut Context) -> Result<Outcome, Rejection> {
        let is_it = Started::read(snapshot).is_some_and(|started| started.id == self.0);
        Ok(if is_it { noted(None) } else { Outcome::new(Op::Other) })
    }
}

fn noted(body: Option<Cbor>) -> Outcome {
    let mut outcome = Outcome::new(Op::Other);
    outcome.writes.push(note(body));
    outcome
}

fn note(body: Option<Cbor>) -> Write {
    Write::Device { key: KEY.to_owned(), body }
}

/// The note of the sitting under way with the answers to its items that a join brings: they are none of it. `None` if
/// there is no sitting, or nothing of that kind.
pub(super) fn noted_others(outcome: &Outcome, snapshot: &Snapshot) -> Option<Write> {
    let mut started = Started::read(snapshot)?;
    let items: BTreeSet<ItemId> = started.tasks.iter().map(|planned| planned.item).collect();
    let before = started.others.len();
    let events = outcome.writes.iter().filter_map(|write| match write {
        Write::Event(event) if event.kind == Kind::RESPONSE => Some(event),
        _ => None,
    });
    let of_these = events.filter(|event| event.get::<ItemId>(1).is_some_and(|item| items.contains(&item)));
    started.others.extend(of_these.map(|event| event.id));
    (started.others.len() > before).then(|| note(Some(Cbor::of(&started))))
}

/// What to ask a store for, to learn whether a sitting is under way.
pub fn lookup() -> Lookup {
    Lookup::Device(KEY.to_owned())
}

impl Started {
    /// The sitting under way, if there is one.
    pub fn read(snapshot: &Snapshot) -> Option<Self> {
        snapshot.device(KEY)?.get()
    }

    /// What [`Started::resume`] reads besides the [`Queue`].
    pub fn needs(&self) -> Vec<Lookup> {
        [Kind::RESPONSE, Kind::VOID].map(|kind| self.since(kind)).to_vec()
    }

    /// The sitting where it stands, without what can no longer be asked on study day `today`.
    pub fn resume(self, queue: &Queue, today: i64, now_ms: i64, snapshot: &Snapshot) -> Resumed {
        let events = self.needs();
        let events = events.iter().flat_map(|lookup| snapshot.hits(lookup)).filter_map(|hit| hit.event());
        let journal = Journal::of(events.cloned().collect::<Vec<Event>>());
        let in_order = answers(&journal, now_ms);
        let (others, own): (Vec<_>, Vec<_>) =
            in_order.into_iter().partition(|answer| self.others.contains(&answer.event.id));
        let elsewhere: BTreeSet<ItemId> = others.into_iter().filter_map(|answer| answer.response.item).collect();
        let answered = own.into_iter().filter_map(|answer| {
            let item = answer.response.item?;
            let task = self.tasks.iter().position(|planned| planned.item == item)?;
            let (rating, score) = (answer.response.rated()?, answer.response.score()?);
            let (duration_ms, partly) = (answer.response.duration_ms.unwrap_or(0), answer.response.is_partly());
            // Of what was answered before the sitting, only the answer itself tells here.
            let new = answer.response.state_before == Some(StateBefore::New) && !answer.seen_before;
            let (fresh, answer) =
                (new && !answer.response.is_self_graded(), TakeBack { answer: answer.event.id, item });
            Some(Answered { answer, task, rating, score, fresh, partly, duration_ms })
        });
        let answers: Vec<Answered> = answered.collect();
        let mut sitting = sitting(&self.tasks);
        for answered in &answers {
            sitting.answer(answered.task, answered.rating.is_success());
        }
        for (task, planned) in self.tasks.iter().enumerate() {
            // Answered on another device meanwhile, it is not due any more.
            let is_done = |entry: &Entry| {
                elsewhere.contains(&entry.id)
                    && answers.iter().all(|answered| answered.task != task)
                    && entry.learned.is_some_and(|learned| learned.due_day > today)
            };
            if queue.entry(planned.item).is_none_or(|entry| queue.is_left_out(entry, today) || is_done(entry)) {
                sitting.leave_out(task);
            }
        }
        Resumed { started: self, answers, sitting }
    }

    fn since(&self, kind: Kind) -> Lookup {
        Lookup::ChangedSince { kind, change: self.change, after: None, limit: u32::MAX }
    }
}

/// The version of the note; another one counts as none.
const VERSION: u8 = 2;
const KINDS: [TaskKind; 4] = [TaskKind::Review, TaskKind::New, TaskKind::NewConcept, TaskKind::Prose];

impl Value for Started {
    const SHAPE: Shape = Shape::List(&Shape::Int);

    fn write(&self, writer: &mut Writer) {
        writer.array(7).uint(VERSION.into());
        self.scope.write(writer);
        writer.int(self.at_ms).uint(self.change).array(self.tasks.len());
        for Planned { item, task } in &self.tasks {
            writer.array(4);
            item.0.write(writer);
            [task.competency, task.parent].iter().for_each(|id| id.map(Id::from).write(writer));
            writer.uint(KINDS.iter().position(|kind| *kind == task.kind).unwrap_or_default() as u64);
        }
        self.id.write(writer);
        self.others.iter().map(|id| id.0).collect::<Vec<Id>>().write(writer);
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        (reader.array().ok()?? == 7 && reader.u8().ok()? == VERSION).then_some(())?;
        let (scope, at_ms, change) = (Scope::read(reader)?, reader.i64().ok()?, reader.u64().ok()?);
        let count = reader.array().ok()??;
        let mut task = || {
            (reader.array().ok()?? == 4).then_some(())?;
            let item = ItemId(Id::read(reader)?);
            let mut competency = || Some(Option::<Id>::read(reader)?.map(CompetencyId));
            let (competency, parent) = (competency()?, competency()?);
            let kind = *KINDS.get(usize::from(reader.u8().ok()?))?;
            Some(Planned { item, task: Task { competency, parent, kind } })
        };
        let tasks = (0..count).map(|_| task()).collect::<Option<_>>()?;
        let id = Id::read(reader)?;
        let others = Vec::<Id>::read(reader)?.into_iter().map(EventId).collect();
        Some(Self { scope, tasks, at_ms, change, id, others })
    }
}

impl Value for Scope {
    const SHAPE: Shape = Shape::List(&Shape::Id);

    fn write(&self, writer: &mut Writer) {
        let (code, ids): (u64, Vec<Id>) = match self {
            Scope::Everything => (0, vec![]),
            Scope::Goal(goal) => (1, vec![goal.0]),
            Scope::Competency(competency) => (2, vec![competency.0]),
            Scope::Deck(deck) => (3, deck.iter().map(|deck| deck.0).collect()),
            Scope::Items(items) => (4, items.iter().map(|item| item.0).collect()),
        };
        writer.array(2).uint(code);
        ids.write(writer);
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        (reader.array().ok()?? == 2).then_some(())?;
        let (code, ids) = (reader.u8().ok()?, Vec::<Id>::read(reader)?);
        let first = ids.first().copied();
        Some(match code {
            0 => Scope::Everything,
            1 => Scope::Goal(GoalId(first?)),
            2 => Scope::Competency(CompetencyId(first?)),
            3 => Scope::Deck(first.map(DeckId)),
            4 => Scope::Items(ids.into_iter().map(ItemId).collect()),
            _ => return None,
        })
    }
}
