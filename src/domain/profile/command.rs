//! What a learner does to her profile.

use super::{Facet, Interest, PROFILE_RECORD, Profile, practice};
use crate::{
    cbor::value::Day,
    change::{Op, Outcome},
    edit::{after, created, done, line, new, open},
    error::{Place, Rejection},
    id::{InterestId, ProfileId},
    kind::Kind,
    port::{Lookup, Range, Snapshot},
    practice::{Fits, Fitted},
    record::{Context, Draft, Record},
    tags::Retag,
    text,
};

/// Something done to the profile.
#[derive(Clone, PartialEq, Debug)]
pub enum Command {
    /// Says what she wants to be called.
    Rename(String),
    /// Says that files of this profile are hers too.
    Adopt(ProfileId),
    /// Says how she wants to practise.
    Practice(Vec<practice::Edit>),
    /// Writes down an interest, a strength or a growth area.
    AddInterest {
        /// In her words.
        text: String,
        /// What it tells.
        facet: Facet,
    },
    /// Says that weights were fitted on a study day, and what was found if it predicts better.
    NoteFit(i64, Option<Box<Fitted>>),
    /// Lets the schedule go by the weights of this name; by the published ones if it is empty.
    UseWeights(String),
    /// Lets weights be fitted once a month without being asked for, or not.
    FitByItself(bool),
    /// Changes one.
    EditInterest(InterestId, Vec<Edit>),
}

/// A change of one field of an interest, a strength or a growth area.
#[derive(Clone, PartialEq, Debug)]
pub enum Edit {
    /// In her words.
    Text(String),
    /// What it tells.
    Facet(Facet),
    /// What sparked it.
    SparkedBy(String),
    /// Her tags.
    Tags(Retag),
}

impl Edit {
    fn write(&self, draft: &mut Draft) -> Result<(), Rejection> {
        match self {
            Self::Text(text) => {
                draft.set(&Interest::TEXT, &text::title(text).map_err(Rejection::text(Place::Text))?);
            }
            Self::Facet(facet) => draft.set(&Interest::FACET, facet),
            Self::SparkedBy(text) => draft.set(&Interest::SPARKED_BY, &line(text, Place::Text)?),
            Self::Tags(tags) => tags.write(draft, &Interest::TAGS)?,
        }
        Ok(())
    }
}

impl Interest {
    /// `facet/<facet>/<order>`.
    pub(crate) fn keys(&self) -> Vec<String> {
        vec![format!("facet/{}/{}", self.facet.name(), self.order)]
    }

    /// Every entry, by facet and order.
    pub fn all() -> Range {
        Range::all(Kind::INTEREST, "facet/")
    }

    /// Entries of one facet, in order.
    pub fn of(facet: Facet) -> Range {
        Range::all(Kind::INTEREST, format!("facet/{}/", facet.name()))
    }
}

impl Command {
    pub(crate) fn needs(&self, _snapshot: &Snapshot) -> Vec<Lookup> {
        match self {
            Command::Rename(_)
            | Command::Adopt(_)
            | Command::Practice(_)
            | Command::NoteFit(..)
            | Command::UseWeights(_)
            | Command::FitByItself(_) => vec![Lookup::Record(Kind::PROFILE, PROFILE_RECORD)],
            Command::AddInterest { facet, .. } => vec![Lookup::Range(Interest::of(*facet))],
            Command::EditInterest(id, _) => vec![Lookup::Record(Kind::INTEREST, id.0)],
        }
    }

    pub(crate) fn decide(&self, snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
        match self {
            Command::Rename(name) => {
                let name = line(name, Place::Title)?;
                let mut draft = profile(snapshot, context);
                draft.set(&Profile::NAME, &name);
                Ok(done(Op::EditProfile, draft))
            }
            Command::Adopt(id) => {
                let mut draft = profile(snapshot, context);
                draft.insert(&Profile::IDS, id, &true);
                Ok(done(Op::EditProfile, draft))
            }
            Command::Practice(edits) => {
                let mut draft = profile(snapshot, context);
                edits.iter().try_for_each(|edit| edit.write(&mut draft))?;
                Ok(done(Op::EditProfile, draft))
            }
            Command::NoteFit(day, found) => {
                let mut draft = profile(snapshot, context);
                draft.set(&Profile::WEIGHTS_TRIED, &Some(Day(*day)));
                if let Some(found) = found {
                    draft.insert(&Profile::WEIGHTS, &found.name(), found.as_ref());
                }
                Ok(done(Op::FitSchedule, draft))
            }
            Command::UseWeights(name) => {
                if !name.is_empty() && Fits::read(snapshot).sets.iter().all(|set| set.name() != *name) {
                    return Err(Rejection::Missing);
                }
                let mut draft = profile(snapshot, context);
                draft.set(&Profile::WEIGHTS_IN_USE, name);
                Ok(done(Op::FitSchedule, draft))
            }
            Command::FitByItself(on) => {
                let mut draft = profile(snapshot, context);
                draft.set(&Profile::WEIGHTS_BY_ITSELF, on);
                Ok(done(Op::FitSchedule, draft))
            }
            Command::AddInterest { text, facet } => {
                let last = snapshot.nouns::<Interest>(&Interest::of(*facet)).pop().map(|last| last.order);
                let mut draft = new(Kind::INTEREST, context);
                draft.set(&Interest::TEXT, &text::title(text).map_err(Rejection::text(Place::Text))?);
                draft.set(&Interest::FACET, facet);
                draft.set(&Interest::ORDER, &after(last.as_deref()));
                Ok(created(Op::AddInterest, draft))
            }
            Command::EditInterest(id, edits) => {
                let mut draft = open(Kind::INTEREST, id.0, snapshot, context)?;
                edits.iter().try_for_each(|edit| edit.write(&mut draft))?;
                Ok(done(Op::EditInterest, draft))
            }
        }
    }
}

/// The profile record, made on its first change.
fn profile(snapshot: &Snapshot, context: &Context) -> Draft {
    match snapshot.record(Kind::PROFILE, PROFILE_RECORD) {
        Some(record) => Draft::edit(record.clone(), context),
        None => Draft::create(Record::new(Kind::PROFILE, PROFILE_RECORD), context),
    }
}
