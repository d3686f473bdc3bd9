//! The closed list of what a learner can do. Every command names what it reads, decides purely, and
//! leaves an opposite behind.
//!
//! Commands of a noun live in its folder; here are those that hold for every noun.

use crate::{
    change::{Op, Outcome},
    competency,
    edit::done,
    error::{Place, Rejection},
    event::clock,
    evidence, goal,
    id::{EventId, Id},
    item,
    kind::Kind,
    mistake, parts,
    port::{Decision, Lookup, Snapshot},
    profile,
    record::{Cell, Context, Dot, Draft, Record, Tag},
    resource, text, undo,
};
use std::collections::BTreeSet;

/// Something that a learner does.
#[derive(Clone, PartialEq, Debug)]
pub enum Command {
    /// To her profile.
    Profile(profile::command::Command),
    /// To goals, criteria and steps.
    Goal(goal::command::Command),
    /// To resources.
    Resource(resource::command::Command),
    /// To frameworks, competencies, relations, scales and rubrics.
    Competency(competency::command::Command),
    /// To evidence and self-assessment.
    Evidence(evidence::command::Command),
    /// To items and decks.
    Item(item::command::Command),
    /// To mistakes.
    Mistake(mistake::command::Command),
    /// Puts a record into the trash.
    Trash(Kind, Id),
    /// Takes a record out of the trash, or settles that it came back by itself.
    Restore(Kind, Id),
    /// Empties the trash of what has lain there for [`crate::time::TRASH_DAYS`] and more, and of its parts.
    Purge(Vec<(Kind, Id)>),
    /// Takes back the change with this number.
    Undo(u64),
    /// Settles a text of several versions: those in `opened` leave, `text` stays in their place.
    SettleText {
        /// The record's kind.
        kind: Kind,
        /// The record.
        id: Id,
        /// The long text.
        field: Tag,
        /// The versions that leave.
        opened: Vec<Dot>,
        /// What stays instead of them; empty for nothing.
        text: String,
    },
    /// Gives events of a wrong clock the present moment: each is taken back and told again.
    CorrectDates(Vec<(Kind, EventId)>),
}

impl Decision for Command {
    fn needs(&self, snapshot: &Snapshot) -> Vec<Lookup> {
        match self {
            Command::Profile(command) => command.needs(snapshot),
            Command::Goal(command) => command.needs(snapshot),
            Command::Resource(command) => command.needs(snapshot),
            Command::Competency(command) => command.needs(snapshot),
            Command::Evidence(command) => command.needs(snapshot),
            Command::Item(command) => command.needs(snapshot),
            Command::Mistake(command) => command.needs(snapshot),
            Command::Trash(kind, id) if *kind == Kind::COMPETENCY => competency::tree::subtree_needs(*id, snapshot),
            Command::Restore(kind, id) => {
                let own = if *kind == Kind::COMPETENCY {
                    competency::tree::restore_needs(*id, snapshot)
                } else {
                    vec![Lookup::Record(*kind, *id)]
                };
                own.into_iter().chain(parts::restore_needs(*kind, *id, snapshot)).collect()
            }
            Command::Trash(kind, id) | Command::SettleText { kind, id, .. } => vec![Lookup::Record(*kind, *id)],
            Command::Purge(list) => {
                list.iter().flat_map(|(kind, id)| parts::purge_needs(*kind, *id, snapshot)).collect()
            }
            Command::Undo(change) => {
                let entry = Lookup::Undo(*change);
                match snapshot.undo(&entry) {
                    [(_, found)] => undo::all_needs(found, snapshot)
                        .into_iter()
                        .chain(evidence::command::undo_needs(found, snapshot))
                        .chain([entry])
                        .collect(),
                    _ => vec![entry],
                }
            }
            Command::CorrectDates(list) => clock::correct_needs(list, snapshot),
        }
    }

    fn decide(&self, snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
        match self {
            Command::Profile(command) => command.decide(snapshot, context),
            Command::Goal(command) => command.decide(snapshot, context),
            Command::Resource(command) => command.decide(snapshot, context),
            Command::Competency(command) => command.decide(snapshot, context),
            Command::Evidence(command) => command.decide(snapshot, context),
            Command::Item(command) => command.decide(snapshot, context),
            Command::Mistake(command) => command.decide(snapshot, context),
            Command::Trash(kind, id) if *kind == Kind::COMPETENCY => {
                competency::tree::trash_subtree(*id, snapshot, context)
            }
            Command::Trash(kind, id) => change(Op::Trash, *kind, *id, snapshot, context, Draft::trash),
            Command::Restore(kind, id) => {
                let mut outcome = if *kind == Kind::COMPETENCY {
                    competency::tree::restore_subtree(*id, snapshot, context)?
                } else {
                    let kept = snapshot.record(*kind, *id).is_some_and(Record::is_revenant);
                    let op = if kept { Op::Keep } else { Op::Restore };
                    change(op, *kind, *id, snapshot, context, Draft::restore)?
                };
                parts::restore_whole(*kind, *id, snapshot, context, &mut outcome);
                Ok(outcome)
            }
            Command::Purge(list) => Ok(purge(list, snapshot, context)),
            Command::Undo(change) => {
                let lookup = Lookup::Undo(*change);
                let [(number, entry)] = snapshot.undo(&lookup) else { return Err(Rejection::NothingToUndo) };
                let mut outcome = undo::decide(entry, snapshot, context)?;
                if !outcome.is_empty() {
                    // Of which nothing could be taken back stays in the list, and says so there.
                    outcome.writes.push(crate::change::Write::DropUndo(*number));
                    evidence::command::after_undo(entry, snapshot, context, &mut outcome);
                }
                Ok(outcome)
            }
            Command::SettleText { kind, id, field, opened, text } => {
                settle(*kind, *id, *field, opened, text, snapshot, context)
            }
            Command::CorrectDates(list) => clock::correct(list, snapshot, context),
        }
    }
}

/// Changes one record that must be there, alive or in the trash.
fn change(
    op: Op,
    kind: Kind,
    id: Id,
    snapshot: &Snapshot,
    context: &Context,
    act: fn(&mut Draft),
) -> Result<Outcome, Rejection> {
    let record = snapshot.record(kind, id).ok_or(Rejection::Missing)?;
    let mut draft = Draft::edit(record.clone(), context);
    act(&mut draft);
    Ok(done(op, draft))
}

fn settle(
    kind: Kind,
    id: Id,
    field: Tag,
    opened: &[Dot],
    text: &str,
    snapshot: &Snapshot,
    context: &Context,
) -> Result<Outcome, Rejection> {
    let record = snapshot.alive(kind, id).ok_or(Rejection::Missing)?;
    // Settled already, here or elsewhere: what was shown is no longer what stands.
    let Some(Cell::Text(versions)) = record.fields.get(&field) else { return Err(Rejection::Missing) };
    if opened.is_empty() || !opened.iter().all(|dot| versions.contains_key(dot)) {
        return Err(Rejection::Missing);
    }
    let text = text::note(text).map_err(Rejection::text(Place::Text))?;
    let mut draft = Draft::edit(record.clone(), context);
    draft.set_text(field, opened, &text);
    Ok(done(Op::SettleText, draft))
}

fn purge(list: &[(Kind, Id)], snapshot: &Snapshot, context: &Context) -> Outcome {
    let mut outcome = Outcome::new(Op::Trash);
    let before = context.now.ms - crate::time::TRASH_DAYS * crate::time::DAY_MS;
    // A part may be in the list itself, or belong to two.
    let mut gone = BTreeSet::new();
    for (kind, id) in list {
        parts::purge(*kind, *id, before, snapshot, context, &mut gone, &mut outcome);
    }
    // It was not asked for, and there is no way back from it.
    outcome.inverse.clear();
    outcome
}
