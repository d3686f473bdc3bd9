//! Questions of a bank, gathered: their names, their decks, and what becomes of them as a whole. For every format in which one
//! question stands below the other.
//!
//! A question is called by its key in the file, if it has one, and where several have that, by its category too; else by what it
//! asks, and where several ask the same, by its title too. What no such name tells apart is called by all that it says. So the same
//! file again adds nothing, and no order of questions exchanges two of them. What else it may have been called, when other
//! questions stood beside it, is told with it: what says the same there is known again.

use super::draft::Draft;
use crate::{
    problem::{Location, Problems, Refusal},
    sheet::{Decks, Place, deck_leaves, joined, other_fields},
    source::{Source, SourceFile, SourceRecord, dated, imported_id},
};
use cairn_domain::{id::Id, item::Item, kind::Kind, media::MediaHash, record::Tag};
use std::collections::{BTreeMap, BTreeSet};

/// Questions of one file.
pub const QUESTIONS_MAX: usize = 100_000;

/// Questions so far.
pub(crate) struct Gather<'p> {
    format: &'static str,
    place: &'p Place,
    drafts: Vec<(Draft, Names)>,
    /// How many questions each name would fit.
    fits: BTreeMap<Id, u32>,
    taken: BTreeSet<Id>,
    /// What was left out or mended.
    pub problems: Problems,
}

/// What a question may be called, the shortest first, the last by all of it; each once.
struct Names(Vec<Id>);

impl<'p> Gather<'p> {
    pub fn new(format: &'static str, place: &'p Place) -> Self {
        Self {
            format,
            place,
            drafts: Vec::new(),
            fits: BTreeMap::new(),
            taken: BTreeSet::new(),
            problems: Problems::default(),
        }
    }

    /// Takes a question, unless it makes no item or stands here already; whether it did.
    pub fn take(&mut self, mut draft: Draft) -> Result<bool, Refusal> {
        if !draft.is_sound(&mut self.problems) {
            return Ok(false);
        }
        if self.drafts.len() == QUESTIONS_MAX {
            return Err(Refusal::new(Location::Line(draft.line), "too_many_questions", QUESTIONS_MAX.to_string()));
        }
        let id = |part: &str, said: &[u8]| {
            let name = joined(&[self.place.name.as_bytes(), part.as_bytes(), said]);
            imported_id(None, self.format, Kind::ITEM, &name)
        };
        let all = draft.record(Id::from_bytes([0; 16]), None).content_bytes();
        let deck: Vec<&[u8]> = draft.deck.iter().map(String::as_bytes).collect();
        let whole = id("question", &joined(&[&[&all[..]], &deck[..]].concat()));
        let names = match (draft.key.as_str(), self.place.name.as_str()) {
            ("", "") => vec![whole],
            ("", _) => {
                let titled = joined(&[draft.prompt.as_bytes(), draft.name.as_bytes()]);
                vec![id("text", draft.prompt.as_bytes()), id("titled", &titled), whole]
            }
            (key, _) => {
                let placed = joined(&[&[key.as_bytes()], &deck[..]].concat());
                vec![id("key", key.as_bytes()), id("placed", &placed), whole]
            }
        };
        let is_new = self.taken.insert(whole);
        if is_new {
            names.iter().for_each(|name| *self.fits.entry(*name).or_default() += 1);
            self.drafts.push((draft, Names(names)));
        } else {
            self.problems.push(Location::Line(draft.line), "repeated_question", &draft.name);
        }
        Ok(is_new)
    }

    /// All of it. Refused if there is no question (`no_questions`).
    pub fn finish(self, mut decks: Decks, files: BTreeMap<MediaHash, SourceFile>) -> Result<Source, Refusal> {
        let Self { place, drafts, fits, problems, .. } = self;
        if drafts.is_empty() && problems.told.is_empty() {
            return Err(Refusal::new(Location::Whole, "no_questions", ""));
        }
        let mut items = Vec::with_capacity(drafts.len());
        for (draft, Names(names)) in drafts {
            let deck = if draft.deck.is_empty() { decks.usual(&place.deck) } else { decks.place(&draft.deck) };
            // No other says all of it too.
            let is_own = |name: &&Id| fits.get(name) == Some(&1);
            let own = names.iter().find(is_own).or(names.last()).copied().unwrap_or(Id::from_bytes([0; 16]));
            let mut record = draft.record(own, deck);
            // Where others stood beside it, or did not, it was perhaps called otherwise.
            record.or = names.into_iter().filter(|name| *name != own).collect();
            if !record.or.is_empty() {
                record.apart = Draft::SPOKEN.into_iter().filter(|tag| !PLACED.contains(tag)).collect();
            }
            items.push(record);
        }
        let mut records: Vec<SourceRecord> = decks.into_records();
        records.append(&mut items);
        dated(&mut records, place.now_ms);
        let leaves = other_fields(Kind::ITEM, &Draft::SPOKEN).chain(deck_leaves()).collect();
        let Problems { told: problems, more: more_problems } = problems;
        Ok(Source { records, problems, more_problems, leaves, files, ..Source::default() })
    }
}

/// Fields that do not tell two questions apart: she may have put them elsewhere.
const PLACED: [Tag; 3] = [Item::DECK.0, Item::TAGS.0, Item::SOURCE_ID.0];
