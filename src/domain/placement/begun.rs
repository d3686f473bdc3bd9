//! A placement that survives the end of the app: a note of the device with what it is about and what was heard. An answer
//! to an item is written with it, in one step, as an answer like any other.

use super::About;
use crate::{
    cbor::{Cbor, Reader, Shape, Value, Writer},
    change::{Op, Outcome, Reply, Write},
    error::Rejection,
    event::Event,
    id::{CompetencyId, EventId, FrameworkId, GoalId, Id, ItemId},
    kind::Kind,
    port::{Decision, Lookup, Snapshot},
    practice,
    record::Context,
};

const KEY: &str = "placement";

/// What was heard of a skill.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Heard {
    /// The item went right, or she can do it.
    Right,
    /// The item went wrong.
    Wrong,
    /// She does not know it, or cannot do it yet.
    NotYet,
    /// She passed it over, or is not sure.
    Nothing,
}

impl Heard {
    const ALL: [Self; 4] = [Self::Right, Self::Wrong, Self::NotYet, Self::Nothing];
}

/// What was heard, and by which question.
#[derive(Clone, PartialEq, Debug)]
pub struct Said {
    /// The skill.
    pub skill: CompetencyId,
    /// What was heard.
    pub heard: Heard,
    /// The expected score of a blind guess at what was asked, 0 to 1.
    pub guess: f64,
    /// The answer to an item.
    pub answer: Option<(EventId, ItemId)>,
}

/// A placement under way.
#[derive(Clone, PartialEq, Debug)]
pub struct Begun {
    /// What it is about.
    pub about: About,
    /// When it was begun, UTC ms.
    pub at_ms: i64,
    /// Its name.
    pub id: Id,
    /// What was heard, in its order.
    pub said: Vec<Said>,
}

/// Notes that a placement begins; one that was under way before counts as given up. The reply is its name.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Begin(pub About);

/// Takes down what was heard in the placement of this name, with the answer if an item was asked.
#[derive(Clone, PartialEq, Debug)]
pub struct Tell {
    /// The name of the placement.
    pub id: Id,
    /// What was heard.
    pub said: Said,
    /// The answer to the item.
    pub answer: Option<practice::Answer>,
}

/// Takes the last that was heard in the placement of this name back, an answer with it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct TakeBack(pub Id);

/// The placement of this name is over, kept or given up.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct End(pub Id);

/// What to ask a store for, to learn whether a placement is under way.
pub fn lookup() -> Lookup {
    Lookup::Device(KEY.to_owned())
}

impl Begun {
    /// The placement under way, if there is one.
    pub fn read(snapshot: &Snapshot) -> Option<Self> {
        snapshot.device(KEY)?.get()
    }

    /// The placement of this name, if it is still under way: another tab may have begun one of its own.
    fn named(id: Id, snapshot: &Snapshot) -> Result<Self, Rejection> {
        Self::read(snapshot).filter(|begun| begun.id == id).ok_or(Rejection::Missing)
    }
}

fn noted(begun: Option<&Begun>) -> Outcome {
    let mut outcome = Outcome::new(Op::Other);
    outcome.writes.push(Write::Device { key: KEY.to_owned(), body: begun.map(Cbor::of) });
    outcome
}

impl Decision for Begin {
    fn needs(&self, _snapshot: &Snapshot) -> Vec<Lookup> {
        Vec::new()
    }

    fn decide(&self, _snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
        let begun = Begun { about: self.0, at_ms: context.now.ms, id: context.new_id(), said: Vec::new() };
        let mut outcome = noted(Some(&begun));
        outcome.reply = Reply::Created(begun.id);
        Ok(outcome)
    }
}

impl Decision for Tell {
    fn needs(&self, _snapshot: &Snapshot) -> Vec<Lookup> {
        vec![lookup()]
    }

    fn decide(&self, snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
        let mut begun = Begun::named(self.id, snapshot)?;
        begun.said.push(self.said.clone());
        let mut outcome = noted(Some(&begun));
        if let Some(answer) = &self.answer {
            let answered = answer.decide(snapshot, context)?;
            outcome.writes.extend(answered.writes);
            outcome.totals.extend(answered.totals);
        }
        Ok(outcome)
    }
}

impl Decision for TakeBack {
    fn needs(&self, _snapshot: &Snapshot) -> Vec<Lookup> {
        vec![lookup()]
    }

    fn decide(&self, snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
        let mut begun = Begun::named(self.0, snapshot)?;
        let last = begun.said.pop().ok_or(Rejection::NothingToUndo)?;
        let mut outcome = noted(Some(&begun));
        if let Some((answer, item)) = last.answer {
            let id = EventId(context.new_id());
            let void = Event::void(id, context.now, answer, Kind::RESPONSE, &item.to_string());
            outcome.put_event(void, true);
        }
        Ok(outcome)
    }
}

impl Decision for End {
    fn needs(&self, _snapshot: &Snapshot) -> Vec<Lookup> {
        vec![lookup()]
    }

    fn decide(&self, snapshot: &Snapshot, _context: &mut Context) -> Result<Outcome, Rejection> {
        Ok(Begun::named(self.0, snapshot).map_or_else(|_| Outcome::new(Op::Other), |_| noted(None)))
    }
}

/// The version of the note; another one counts as none.
const VERSION: u8 = 1;

impl Value for Begun {
    const SHAPE: Shape = Shape::List(&Shape::Int);

    fn write(&self, writer: &mut Writer) {
        let (code, of): (u8, Id) = match self.about {
            About::Framework(id) => (0, id.0),
            About::Goal(id) => (1, id.0),
            About::Skill(id) => (2, id.0),
        };
        writer.array(6).uint(VERSION.into()).uint(code.into());
        of.write(writer);
        writer.int(self.at_ms);
        self.id.write(writer);
        writer.array(self.said.len());
        for said in &self.said {
            writer.array(5);
            said.skill.0.write(writer);
            writer.uint(Heard::ALL.iter().position(|heard| *heard == said.heard).unwrap_or_default() as u64);
            writer.float(said.guess);
            said.answer.map(|(answer, _)| answer.0).write(writer);
            said.answer.map(|(_, item)| item.0).write(writer);
        }
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        (reader.array().ok()?? == 6 && reader.u8().ok()? == VERSION).then_some(())?;
        let (code, of) = (reader.u8().ok()?, Id::read(reader)?);
        let about = match code {
            0 => About::Framework(FrameworkId(of)),
            1 => About::Goal(GoalId(of)),
            2 => About::Skill(CompetencyId(of)),
            _ => return None,
        };
        let (at_ms, id) = (reader.i64().ok()?, Id::read(reader)?);
        let count = reader.array().ok()??;
        let mut one = || {
            (reader.array().ok()?? == 5).then_some(())?;
            let skill = CompetencyId(Id::read(reader)?);
            let heard = *Heard::ALL.get(usize::from(reader.u8().ok()?))?;
            let guess = f64::read(reader)?;
            let (answer, item) = (Option::<Id>::read(reader)?, Option::<Id>::read(reader)?);
            Some(Said { skill, heard, guess, answer: answer.map(EventId).zip(item.map(ItemId)) })
        };
        let said = (0..count).map(|_| one()).collect::<Option<_>>()?;
        Some(Self { about, at_ms, id, said })
    }
}
