//! What is found in a note: its cards as they are written, and what else counts for them.

use super::lines::Line;
use std::{collections::BTreeSet, rc::Rc};

/// Levels of headings.
pub(super) const LEVELS: usize = 6;
/// Tags of one note or one card.
pub(super) const TAGS_MAX: usize = 100;

/// What kind of card it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    Card,
    /// A card that is asked the other way round too.
    Both,
    Cloze,
}

/// Tags that hold for several cards.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Section {
    /// Those that name decks.
    pub decks: Vec<String>,
    /// The others.
    pub tags: Vec<String>,
}

/// A card as it is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Found<'t> {
    /// The line in which it begins.
    pub line: u64,
    pub form: Form,
    /// The front, or the text with gaps.
    pub front: Vec<Line<'t>>,
    pub back: Vec<Line<'t>>,
    /// Its `^name`.
    pub name: String,
    /// What holds for it where it stands.
    pub section: Option<Rc<Section>>,
    /// Tags that stand in it.
    pub tags: Vec<String>,
    /// The headings above it.
    pub context: Rc<str>,
}

/// What a note holds.
#[derive(Default)]
pub(super) struct Blocks<'t> {
    pub cards: Vec<Found<'t>>,
    /// The deck tags that stand first in it.
    pub first: Option<Rc<Section>>,
    /// Tags outside cards.
    pub tags: BTreeSet<String>,
    /// Lines that look like a card and are none, with why.
    pub faults: Vec<(u64, &'static str, String)>,
    /// Comments that hold a schedule.
    pub schedules: u64,
}
