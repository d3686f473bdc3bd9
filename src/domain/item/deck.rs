//! Changes of one deck: its name, the deck in which it lies, what its items practise, what it is for.

use super::{Deck, shelves};
use crate::{
    change::{Op, Outcome},
    edit::{done, open},
    error::{Place, Rejection},
    id::{CompetencyId, DeckId},
    kind::Kind,
    port::{Lookup, Snapshot},
    record::{Context, Dot, Draft},
    text,
};

/// A change of one field of a deck.
#[derive(Clone, PartialEq, Debug)]
pub enum DeckEdit {
    /// Its name.
    Title(String),
    /// The deck in which it lies; none for the top. Not one that lies in it.
    Parent(Option<DeckId>),
    /// What its items practise.
    Competency(CompetencyId, bool),
    /// What it is for.
    Description {
        /// What was shown when the edit began.
        opened: Vec<Dot>,
        /// The new text.
        text: String,
    },
}

/// What [`edit`] reads, in rounds: a deck that is moved does not come to lie in itself.
pub(super) fn edit_needs(id: DeckId, edits: &[DeckEdit], snapshot: &Snapshot) -> Vec<Lookup> {
    let parents = edits.iter().filter_map(DeckEdit::parent);
    let above = parents.flat_map(|parent| shelves::gives_needs(parent, snapshot));
    [Lookup::Record(Kind::DECK, id.0)].into_iter().chain(above).collect()
}

pub(super) fn edit(
    id: DeckId,
    edits: &[DeckEdit],
    snapshot: &Snapshot,
    context: &Context,
) -> Result<Outcome, Rejection> {
    let mut draft = open(Kind::DECK, id.0, snapshot, context)?;
    for parent in edits.iter().filter_map(DeckEdit::parent) {
        snapshot.alive(Kind::DECK, parent.0).ok_or(Rejection::Missing)?;
        if shelves::above(parent, snapshot).contains(&id) {
            return Err(Rejection::BelowItself);
        }
    }
    edits.iter().try_for_each(|edit| edit.apply(&mut draft))?;
    Ok(done(Op::EditDeck, draft))
}

impl DeckEdit {
    /// The deck into which it puts one.
    fn parent(&self) -> Option<DeckId> {
        match self {
            DeckEdit::Parent(parent) => *parent,
            _ => None,
        }
    }

    pub(super) fn apply(&self, draft: &mut Draft) -> Result<(), Rejection> {
        match self {
            DeckEdit::Title(title) => {
                draft.set(&Deck::TITLE, &text::title(title).map_err(Rejection::text(Place::Title))?);
            }
            DeckEdit::Parent(parent) => draft.set(&Deck::PARENT, parent),
            DeckEdit::Competency(competency, true) => draft.insert(&Deck::COMPETENCIES, competency, &true),
            DeckEdit::Competency(competency, false) => draft.remove(&Deck::COMPETENCIES, competency),
            DeckEdit::Description { opened, text } => {
                draft.write(Deck::DESCRIPTION, opened, &text::note(text).map_err(Rejection::text(Place::Description))?);
            }
        }
        Ok(())
    }
}
