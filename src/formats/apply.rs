//! Bringing a parsed file into a store, as one decision: all or nothing.
//!
//! Written is only what changed at the source and what she has not edited: registers and elements that
//! only imports wrote, texts whose one version is an import's. What is no longer in the file stays; what
//! she put into the trash stays there unless asked for. What that would do, thing by thing, is told by
//! [`crate::differences`].

use crate::{
    comes_back::{answered, answers_of, is_beside, stays},
    source::{Source, SourceRecord},
};
use cairn_domain::{
    cbor::Cbor,
    change::{Op, Outcome},
    error::Rejection,
    event::Event,
    id::{DeckId, DeviceId, EventId, SpaceId},
    item::{Deck, Form, Item},
    kind::Kind,
    noun::{Noun, schema},
    port::{Decision, Lookup, Snapshot},
    record::{Cell, Context, Draft, Record, Tag},
    registry,
};
use std::collections::{BTreeMap, BTreeSet};

/// Applies a parsed file.
#[derive(Clone, Debug)]
pub struct ApplySource<'a> {
    /// The file.
    pub source: &'a Source,
    /// The group or pack that it is for, as in the ids of its records; `None` for her own.
    pub space: Option<SpaceId>,
    /// Whether records of the file that lie in the trash come back.
    pub restore: bool,
    /// Whether its answers are another's: then none comes, and those that came before to what comes back now are taken back.
    pub others: bool,
}

impl ApplySource<'_> {
    /// Each record of the file with what it becomes, without the new decks in which nothing would lie: their cards are in
    /// the trash, or she put them elsewhere.
    pub(crate) fn needed<'s>(&'s self, snapshot: &'s Snapshot, context: &Context) -> Vec<Met<'s>> {
        let with_draft = |(source, known)| Met { source, known, draft: self.draft(source, known, context) };
        let mut all: Vec<Met> = self.met(snapshot, context).into_iter().map(with_draft).collect();
        all.retain(|met| met.known.is_some() || !is_beside(met.source, snapshot));
        let drafts = || all.iter().filter_map(|met| met.draft.as_ref()).map(Draft::record);
        let mut used: BTreeSet<DeckId> =
            drafts().filter(|record| record.kind == Kind::ITEM).filter_map(|record| Item::read(record).deck).collect();
        let decks: BTreeMap<DeckId, Option<DeckId>> = drafts()
            .filter(|record| record.kind == Kind::DECK)
            .map(|record| (DeckId(record.id), Deck::read(record).parent))
            .collect();
        let mut inner: Vec<DeckId> = used.iter().copied().collect();
        while let Some(deck) = inner.pop() {
            let outer = decks.get(&deck).copied().flatten();
            inner.extend(outer.filter(|outer| used.insert(*outer)));
        }
        all.retain(|met| met.source.kind != Kind::DECK || met.known.is_some() || used.contains(&DeckId(met.source.id)));
        all
    }

    /// Each record of the file, with the one that is here. By another id only what says the same is meant, and only
    /// once: nothing is written there. It goes before one by its own id that would be written: that may be another's,
    /// which stood beside it in an earlier file and has gone from this one.
    fn met<'s>(&'s self, snapshot: &'s Snapshot, context: &Context) -> Vec<(&'s SourceRecord, Option<&'s Record>)> {
        let mut taken = BTreeSet::new();
        let mut other = |source: &SourceRecord| {
            let here = source.or.iter().filter_map(|id| snapshot.record(source.kind, *id));
            here.filter(|record| record.is_alive()).find(|record| {
                let is_same = is_told(source, record, self.source)
                    && self.draft(source, Some(record), context).and_then(Draft::finish).is_none();
                is_same && taken.insert((source.kind, record.id))
            })
        };
        let met = |source: &'s SourceRecord| {
            let known = snapshot.record(source.kind, source.id);
            // Without another id there is nothing to choose, and most have none.
            let stays = source.or.is_empty()
                || known.is_some_and(|record| {
                    !record.is_alive() || self.draft(source, Some(record), context).and_then(Draft::finish).is_none()
                });
            (source, if stays { known } else { other(source).or(known) })
        };
        self.source.records.iter().map(met).collect()
    }

    /// The record with what the source says; `None` if it is to stay in the trash.
    fn draft(&self, source: &SourceRecord, known: Option<&Record>, context: &Context) -> Option<Draft> {
        let mut draft = match known {
            Some(record) if !record.is_alive() && !self.restore => return None,
            Some(record) => Draft::edit(record.clone(), context),
            None => {
                let mut record = Record::new(source.kind, source.id);
                record.space = self.space;
                Draft::create(record, context)
            }
        };
        if known.is_some_and(|record| !record.is_alive()) {
            draft.restore();
        }
        if known.is_some_and(|record| stays(source, record)) {
            return Some(draft);
        }
        write(&mut draft, source, self.source);
        if known.is_none() {
            for (tag, value) in &source.once {
                draft.import_register(*tag, value.clone());
            }
        }
        Some(draft)
    }
}

impl Decision for ApplySource<'_> {
    fn needs(&self, _snapshot: &Snapshot) -> Vec<Lookup> {
        let ids = |record: &SourceRecord| {
            let kind = record.kind;
            [record.id].into_iter().chain(record.or.clone()).map(move |id| Lookup::Record(kind, id))
        };
        let events = self.source.events.values().map(|event| Lookup::Event(event.kind, event.id));
        let given = self.staying().into_iter().map(|item| Lookup::Range(answers_of(item)));
        self.source.records.iter().flat_map(ids).chain(events).chain(given).collect()
    }

    fn decide(&self, snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
        let mut outcome = Outcome::new(Op::Import);
        for draft in self.needed(snapshot, context).into_iter().filter_map(|met| met.draft) {
            outcome.put(draft);
        }
        for event in self.strangers(snapshot) {
            let owner = registry::owner(event);
            let void = Event::void(EventId(context.new_id()), context.now, event.id, event.kind, &owner);
            outcome.add_void(void, event.kind, event.id);
        }
        for event in self.new_events(snapshot) {
            // Answers to what came with them go to the trash with it, and come back with it; others are taken back by themselves.
            match answered(event, snapshot) {
                Some(_) => outcome.add_event(event.clone()),
                None => outcome.put_event(event.clone(), true),
            }
        }
        Ok(outcome)
    }
}

/// A record of the file, the one that is here, and what becomes of it; nothing, if it is to stay in the trash.
pub(crate) struct Met<'s> {
    pub(crate) source: &'s SourceRecord,
    pub(crate) known: Option<&'s Record>,
    pub(crate) draft: Option<Draft>,
}

/// Whether a record has the values by which a row is told apart from others of the same other id, whoever wrote them.
fn is_told(source: &SourceRecord, record: &Record, whole: &Source) -> bool {
    let nothing = [Cbor::null(), Cbor::of(&String::new()), Cbor::of(&Vec::<String>::new())];
    let value = |value: Option<&Cbor>| value.filter(|value| !nothing.contains(value)).cloned();
    let is_left = |tag: &Tag| source.leaves.contains(tag) || whole.leaves.contains(&(source.kind, *tag));
    source.apart.iter().filter(|tag| !is_left(tag)).all(|tag| {
        let said = source.registers.iter().find(|(field, _)| field == tag).map(|(_, value)| value);
        let kept = match record.fields.get(tag) {
            Some(Cell::Register(register)) => Some(&register.value),
            _ => None,
        };
        value(said) == value(kept)
    })
}

/// Fields of a question that say together what is asked and what is right: of two files, or of a file and of her, half of each is
/// neither. The sides of a card stand each for itself.
const KEY: [Tag; 17] = [
    Item::FORM.0,
    Item::PROMPT.0,
    Item::ANSWER.0,
    Item::OPTIONS.0,
    Item::RIGHT.0,
    Item::MATCHES.0,
    Item::FEEDBACK.0,
    Item::ACCEPTED.0,
    Item::REJECTED.0,
    Item::NUMBER.0,
    Item::UNIT.0,
    Item::TOLERANCE.0,
    Item::RELATIVE.0,
    Item::UNIT_REQUIRED.0,
    Item::MARKS.0,
    Item::EXACT_SPELLING.0,
    Item::SCORING.0,
];

/// Fields that stay as they are because she edited one of them.
pub(crate) fn hers_together(record: &Record) -> &'static [Tag] {
    let is_hers = |tag: &Tag| match record.fields.get(tag) {
        Some(Cell::Register(register)) => register.stamp.device != DeviceId::IMPORT,
        _ => false,
    };
    let is_question = || record.value(&Item::FORM) != Form::Card;
    if record.kind == Kind::ITEM && KEY.iter().any(is_hers) && is_question() { &KEY } else { &[] }
}

fn write(draft: &mut Draft, source: &SourceRecord, whole: &Source) {
    let hers = hers_together(draft.record());
    // What an import wrote once and the source no longer says is taken out again.
    let before = if whole.adds_only { Vec::new() } else { imported_fields(draft.record()) };
    let schema = schema(source.kind);
    let is_known = |tag: &Tag| {
        *tag == Tag::TRASHED_AT || schema.is_some_and(|schema| schema.fields.iter().any(|field| field.tag == *tag))
    };
    let is_left = |tag: &Tag| {
        whole.leaves.contains(&(source.kind, *tag))
            || source.leaves.contains(tag)
            || hers.contains(tag)
            || source.once.iter().any(|(once, _)| once == tag)
            // Of a field that this version does not know it cannot tell that the source no longer says it.
            || !is_known(tag)
    };
    for (tag, element) in before.into_iter().filter(|(tag, _)| !is_left(tag)) {
        match element {
            None if source.registers.iter().all(|(said, _)| *said != tag) => {
                draft.import_register(tag, Cbor::null());
            }
            Some(element) if source.elements.iter().all(|(said, name, _)| (*said, name) != (tag, &element)) => {
                draft.import_element(tag, element, Cbor::of(&false));
            }
            _ => {}
        }
    }
    for (tag, value) in source.registers.iter().filter(|(tag, _)| !hers.contains(tag)) {
        draft.import_register(*tag, value.clone());
    }
    for (tag, element, value) in &source.elements {
        draft.import_element(*tag, element.clone(), value.clone());
    }
    for (tag, text) in &source.texts {
        draft.import_text(*tag, text);
    }
}

/// Registers and elements that an import wrote last.
fn imported_fields(record: &Record) -> Vec<(Tag, Option<Cbor>)> {
    let mut list = Vec::new();
    for (tag, cell) in &record.fields {
        match cell {
            Cell::Register(register) if register.stamp.device == DeviceId::IMPORT => list.push((*tag, None)),
            Cell::Set(elements) => list.extend(
                elements
                    .iter()
                    .filter(|(_, register)| register.stamp.device == DeviceId::IMPORT)
                    .map(|(element, _)| (*tag, Some(element.clone()))),
            ),
            _ => {}
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::imported_id;
    use cairn_domain::{
        competency::Competency,
        port::{Hit, Row},
        time::Moment,
    };

    fn file(title: &str, notes: &str, keywords: &[&str]) -> Source {
        let mut record = SourceRecord::new(Kind::COMPETENCY, imported_id(None, "case", Kind::COMPETENCY, "c1"));
        record.set(&Competency::TITLE, &title.to_owned());
        record.write(Competency::NOTES, notes);
        for word in keywords {
            record.insert(&Competency::KEYWORDS, &(*word).to_owned(), &true);
        }
        Source { records: vec![record], ..Source::default() }
    }

    fn context(ms: i64) -> Context {
        Context::new(Moment { ms, tz_offset_min: 0 }, DeviceId(7), 1)
    }

    fn run(source: &Source, known: Option<&Record>, ms: i64) -> Option<Record> {
        let apply = ApplySource { source, space: None, restore: false, others: false };
        let mut snapshot = Snapshot::default();
        for lookup in apply.needs(&snapshot) {
            let hits = known.iter().map(|record| Hit { key: String::new(), row: Row::Record((*record).clone()) });
            snapshot.put_rows(lookup, hits.collect());
        }
        let outcome = apply.decide(&snapshot, &mut context(ms)).unwrap();
        outcome.writes.into_iter().find_map(|write| match write {
            cairn_domain::change::Write::Record(record) => Some(record),
            _ => None,
        })
    }

    #[test]
    fn the_same_file_twice_writes_nothing() {
        let source = file("Solder", "Leaded first.", &["tools"]);
        let first = run(&source, None, 10).unwrap();
        assert_eq!(Competency::read(&first).title, "Solder");
        assert_eq!(run(&source, Some(&first), 20), None);
    }

    #[test]
    fn what_changed_at_the_source_changes_and_what_she_edited_stays() {
        let first = run(&file("Solder", "Leaded first.", &["tools", "lead"]), None, 10).unwrap();
        let second = run(&file("Soldering", "Leaded or not.", &["tools"]), Some(&first), 20).unwrap();
        let shown = Competency::read(&second);
        assert_eq!((shown.title.as_str(), shown.notes.shown()), ("Soldering", "Leaded or not."));
        assert_eq!(shown.keywords, [("tools".to_owned(), true)]);

        let mut hers = Draft::edit(second, &context(30));
        hers.set(&Competency::TITLE, &"My soldering".to_owned());
        let dots = Competency::read(hers.record()).notes.dots();
        hers.write(Competency::NOTES, &dots, "With flux.");
        let hers = hers.finish().unwrap().0;
        assert_eq!(run(&file("Brazing", "Hotter.", &["tools"]), Some(&hers), 40), None);
    }

    #[test]
    fn of_several_sources_none_takes_out_what_another_said() {
        let first = run(&file("Solder", "Leaded first.", &["tools", "lead"]), None, 10).unwrap();
        let other = Source { adds_only: true, ..file("Soldering", "", &["tools", "flux"]) };
        let second = run(&other, Some(&first), 20).unwrap();
        let mut words: Vec<String> = Competency::read(&second).keywords.into_iter().map(|(word, _)| word).collect();
        words.sort();
        assert_eq!(words, ["flux", "lead", "tools"]);
    }

    #[test]
    fn what_is_written_once_stays_and_what_is_not_spoken_of_too() {
        let mut source = file("Solder", "", &["tools"]);
        source.records[0].once.push((Competency::CODE.0, Cbor::of(&"first".to_owned())));
        let first = run(&source, None, 10).unwrap();
        source.records[0].once[0].1 = Cbor::of(&"second".to_owned());
        assert_eq!(run(&source, Some(&first), 20), None);
        source.leaves.insert((Kind::COMPETENCY, Competency::KEYWORDS.0));
        source.records[0].elements.clear();
        assert_eq!(run(&source, Some(&first), 30), None);
        source.leaves.clear();
        assert_eq!(Competency::read(&run(&source, Some(&first), 40).unwrap()).keywords, []);
    }

    #[test]
    fn two_devices_that_import_the_same_file_end_with_one_text() {
        let source = file("Solder", "Leaded first.", &[]);
        let mut ours = run(&source, None, 10).unwrap();
        let apply = ApplySource { source: &source, space: None, restore: false, others: false };
        let other = Context::new(Moment { ms: 50, tz_offset_min: 0 }, DeviceId(8), 2);
        let theirs = apply.draft(&source.records[0], None, &other).unwrap().finish().unwrap().0;
        ours.join(theirs);
        assert_eq!(Competency::read(&ours).notes.versions.len(), 1);
    }

    #[test]
    fn a_trashed_record_stays_in_the_trash() {
        let first = run(&file("Solder", "", &[]), None, 10).unwrap();
        let mut draft = Draft::edit(first, &context(20));
        draft.trash();
        let trashed = draft.finish().unwrap().0;
        assert_eq!(run(&file("Soldering", "", &[]), Some(&trashed), 30), None);
    }
}
