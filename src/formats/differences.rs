//! What applying a file would do, record by record: what is new, what changes and in which fields, and what stays
//! because she edited it. It goes by the same drafts as the decision ([`crate::apply`]), so it tells what would be
//! written; nothing is.

use crate::{
    apply::{ApplySource, Met, hers_together},
    source::SourceRecord,
};
use cairn_domain::{
    cbor::Cbor,
    change::Op,
    event::Event,
    id::{DeviceId, EventId},
    kind::Kind,
    noun::{TextField, schema},
    port::Snapshot,
    record::{Cell, Context, Draft, Join, Record, Tag},
    undo::UndoEntry,
};
use std::collections::{BTreeMap, BTreeSet};

/// What becomes of a record of a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Fate {
    /// It is made.
    New,
    /// It changes, because it changed at the source.
    Changed,
    /// It differs only where she edited it, and stays.
    Kept,
    /// It is in the trash, and left there.
    Trashed,
    /// It is here as it is.
    Same,
}

/// A record of a file with what becomes of it.
#[derive(Debug)]
pub struct Fated<'s> {
    /// What becomes of it.
    pub fate: Fate,
    /// What the file says.
    pub said: &'s SourceRecord,
    /// The one that is here.
    pub here: Option<&'s Record>,
    /// As it would be written, if it would.
    pub then: Option<Record>,
    /// Bytes of what would take the write back.
    pub back: u64,
}

/// What a field holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Content {
    /// Nothing.
    Nothing,
    /// A value, or a long text.
    One(Cbor),
    /// The elements of a set.
    Several(Vec<Cbor>),
}

/// A field in which a record and the file differ.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Differing {
    /// Which.
    pub tag: Tag,
    /// What it holds here.
    pub here: Content,
    /// What it would hold; of one that stays, what the file says.
    pub there: Content,
    /// Whether it stays as it is here, because she edited it.
    pub stays: bool,
}

/// What becomes of a file.
#[derive(Debug)]
pub struct Comparison<'s> {
    /// Of its records, in their order.
    pub records: Vec<Fated<'s>>,
    /// Of its answers, and whether each is new.
    pub events: Vec<(&'s Event, bool)>,
}

/// What applying would do, in records.
#[cfg(test)]
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Effect {
    /// Made.
    pub new: usize,
    /// Changed, because they changed at the source.
    pub changed: usize,
    /// As they are here already, or hers to keep.
    pub unchanged: usize,
    /// In the trash, and left there.
    pub trashed: usize,
}

impl ApplySource<'_> {
    /// What [`cairn_domain::port::Decision::decide`] would do, given an answer to what it needs.
    pub fn compare<'s>(&'s self, snapshot: &'s Snapshot, context: &Context) -> Comparison<'s> {
        let fated = |met: Met<'s>| {
            let Met { source, known, draft } = met;
            let written = draft.and_then(Draft::finish);
            let fate = match (known, &written) {
                (None, _) => Fate::New,
                (Some(_), Some(_)) => Fate::Changed,
                (Some(known), None) if !known.is_alive() => Fate::Trashed,
                (Some(known), None) if staying(source, known).is_empty() => Fate::Same,
                (Some(_), None) => Fate::Kept,
            };
            let (then, back) = match written {
                Some((record, _, inverse)) => {
                    let entry = UndoEntry { op: Op::Import, ms: context.now.ms, inverse };
                    (Some(record), entry.to_bytes().len() as u64)
                }
                None => (None, 0),
            };
            Fated { fate, said: source, here: known, then, back }
        };
        let records = self.needed(snapshot, context).into_iter().map(fated).collect();
        let new: BTreeSet<EventId> = self.new_events(snapshot).into_iter().map(|event| event.id).collect();
        let events = self.source.events.values().map(|event| (event, new.contains(&event.id))).collect();
        Comparison { records, events }
    }

    /// The same in numbers.
    #[cfg(test)]
    pub(crate) fn effect(&self, snapshot: &Snapshot, context: &Context) -> Effect {
        let mut effect = Effect::default();
        let comparison = self.compare(snapshot, context);
        for one in &comparison.records {
            match one.fate {
                Fate::New => effect.new += 1,
                Fate::Changed => effect.changed += 1,
                Fate::Kept | Fate::Same => effect.unchanged += 1,
                Fate::Trashed => effect.trashed += 1,
            }
        }
        for (_, new) in &comparison.events {
            *if *new { &mut effect.new } else { &mut effect.unchanged } += 1;
        }
        effect
    }
}

impl Comparison<'_> {
    /// How many of each kind have this fate. An answer is new or the same.
    pub fn counts(&self, fate: Fate) -> BTreeMap<Kind, u64> {
        let mut counts = BTreeMap::new();
        let of_event = |new: bool| if new { Fate::New } else { Fate::Same };
        let records = self.records.iter().map(|one| (one.fate, one.said.kind));
        let events = self.events.iter().map(|(event, new)| (of_event(*new), event.kind));
        for (_, kind) in records.chain(events).filter(|(its, _)| *its == fate) {
            *counts.entry(kind).or_default() += 1;
        }
        counts
    }
}

impl Fated<'_> {
    /// The fields in which it differs, in the order in which its kind lists them; of one that is new, none. What only
    /// tells where it came from is left out.
    pub fn differing(&self) -> Vec<Differing> {
        let Some(here) = self.here else { return Vec::new() };
        let mut list = match &self.then {
            Some(then) => changing(here, then),
            None => Vec::new(),
        };
        list.extend(staying(self.said, here));
        let order = schema(self.said.kind).map_or(&[][..], |schema| schema.fields);
        let place = |tag: Tag| order.iter().position(|field| field.tag == tag);
        list.retain(|one| place(one.tag).is_some_and(|at| !OF_ORIGIN.contains(&order[at].name)));
        list.sort_by_key(|one| (place(one.tag), one.stays));
        list
    }
}

/// Names of fields that say nothing but where a thing came from, and when.
const OF_ORIGIN: [&str; 2] = ["source_id", "created"];

/// The fields that a write changes.
fn changing(here: &Record, then: &Record) -> Vec<Differing> {
    let tags = here.fields.keys().chain(then.fields.keys().filter(|tag| !here.fields.contains_key(tag)));
    let one = |tag: &Tag| {
        let (here, there) = (content(here, *tag), content(then, *tag));
        (here != there).then_some(Differing { tag: *tag, here, there, stays: false })
    };
    tags.filter(|tag| **tag != Tag::TRASHED_AT).filter_map(one).collect()
}

/// The fields of which the file says something else than she wrote. What she added beside it is no difference.
fn staying(said: &SourceRecord, here: &Record) -> Vec<Differing> {
    let (mut list, together) = (Vec::new(), hers_together(here));
    for (tag, value) in &said.registers {
        let is_edited = match here.fields.get(tag) {
            Some(Cell::Register(register)) => register.stamp.device != DeviceId::IMPORT,
            _ => false,
        };
        let is_edited = is_edited || together.contains(tag);
        let (here, there) = (content(here, *tag), one(value));
        if is_edited && here != there {
            list.push(Differing { tag: *tag, here, there, stays: true });
        }
    }
    let mut sets: Vec<Tag> = said.elements.iter().map(|(tag, ..)| *tag).collect();
    sets.dedup();
    for tag in sets {
        let Some(Cell::Set(known)) = here.fields.get(&tag) else { continue };
        let of_it = || said.elements.iter().filter(|(of, ..)| *of == tag);
        let is_edited = of_it().any(|(_, element, value)| {
            known.get(element).is_some_and(|its| its.stamp.device != DeviceId::IMPORT && its.value != *value)
        });
        if is_edited {
            let there = several(of_it().map(|(_, element, _)| element.clone()).collect());
            list.push(Differing { tag, here: content(here, tag), there, stays: true });
        }
    }
    for (tag, text) in &said.texts {
        let Some(Cell::Text(versions)) = here.fields.get(tag) else { continue };
        let (shown, there) = (content(here, *tag), one(&Cbor::of(text)));
        if versions.keys().any(|dot| dot.device != DeviceId::IMPORT) && shown != there {
            list.push(Differing { tag: *tag, here: shown, there, stays: true });
        }
    }
    list
}

/// What a field of a record holds, as she sees it.
pub fn content(record: &Record, tag: Tag) -> Content {
    let absent = Cbor::of(&false);
    match record.fields.get(&tag) {
        Some(Cell::Register(register)) => one(&register.value),
        Some(Cell::Set(elements)) => {
            let present = elements.iter().filter(|(_, its)| its.value != absent && !its.value.is_null());
            several(present.map(|(element, _)| element.clone()).collect())
        }
        Some(Cell::Text(_)) if tag.join() == Join::Text => {
            one(&Cbor::of(&record.text(TextField(tag)).shown().to_owned()))
        }
        _ => Content::Nothing,
    }
}

/// An empty value says as little as none.
fn one(value: &Cbor) -> Content {
    let nothing = [Cbor::null(), Cbor::of(&String::new()), Cbor::of(&Vec::<String>::new()), Cbor::of(&false)];
    if nothing.contains(value) { Content::Nothing } else { Content::One(value.clone()) }
}

fn several(mut elements: Vec<Cbor>) -> Content {
    elements.sort();
    if elements.is_empty() { Content::Nothing } else { Content::Several(elements) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, imported_id};
    use cairn_domain::{
        competency::Competency,
        noun::Noun,
        port::{Decision, Hit, Row},
        time::Moment,
    };

    fn file(title: &str, code: &str, notes: &str, keywords: &[&str]) -> Source {
        let mut record = SourceRecord::new(Kind::COMPETENCY, imported_id(None, "case", Kind::COMPETENCY, "c1"));
        record.set(&Competency::TITLE, &title.to_owned());
        record.say(&Competency::CODE, code);
        record.write(Competency::NOTES, notes);
        for word in keywords {
            record.insert(&Competency::KEYWORDS, &(*word).to_owned(), &true);
        }
        Source { records: vec![record], ..Source::default() }
    }

    fn context(ms: i64) -> Context {
        Context::new(Moment { ms, tz_offset_min: 0 }, DeviceId(7), 1)
    }

    fn snapshot(apply: &ApplySource, known: Option<&Record>) -> Snapshot {
        let mut snapshot = Snapshot::default();
        for lookup in apply.needs(&snapshot) {
            let hits = known.iter().map(|record| Hit { key: String::new(), row: Row::Record((*record).clone()) });
            snapshot.put_rows(lookup, hits.collect());
        }
        snapshot
    }

    fn told(source: &Source, known: Option<&Record>) -> (Fate, Vec<(Tag, bool)>, Option<Record>) {
        let apply = ApplySource { source, space: None, restore: false, others: false };
        let snapshot = snapshot(&apply, known);
        let comparison = apply.compare(&snapshot, &context(20));
        let [one] = &comparison.records[..] else { panic!("{comparison:?}") };
        assert_eq!(comparison.counts(one.fate), BTreeMap::from([(Kind::COMPETENCY, 1)]));
        let fields = one.differing().into_iter().map(|field| (field.tag, field.stays)).collect();
        (one.fate, fields, one.then.clone())
    }

    fn edited(record: &Record, edit: impl FnOnce(&mut Draft)) -> Record {
        let mut draft = Draft::edit(record.clone(), &context(10));
        edit(&mut draft);
        draft.finish().unwrap().0
    }

    #[test]
    fn each_record_has_one_fate_and_its_fields() {
        let first = file("Solder", "S1", "Leaded first.", &["tools", "lead"]);
        let (fate, fields, then) = told(&first, None);
        assert_eq!((fate, fields), (Fate::New, vec![]));
        let then = then.unwrap();
        assert_eq!(told(&first, Some(&then)), (Fate::Same, vec![], None));

        let newer = file("Soldering", "S1", "Leaded or not.", &["tools"]);
        let (fate, fields, _) = told(&newer, Some(&then));
        let changed = [Competency::TITLE.0, Competency::KEYWORDS.0, Competency::NOTES.0].map(|tag| (tag, false));
        let mut expected = changed.to_vec();
        let order = Competency::SCHEMA.fields;
        expected.sort_by_key(|(tag, _)| order.iter().position(|field| field.tag == *tag));
        assert_eq!((fate, fields), (Fate::Changed, expected));

        let trashed = edited(&then, Draft::trash);
        assert_eq!(told(&newer, Some(&trashed)).0, Fate::Trashed);
    }

    #[test]
    fn what_she_edited_stays_and_what_she_added_is_no_difference() {
        let first = file("Solder", "S1", "Leaded first.", &["tools", "lead"]);
        let then = told(&first, None).2.unwrap();
        let hers = edited(&then, |draft| {
            draft.set(&Competency::TITLE, &"My soldering".to_owned());
            draft.remove(&Competency::KEYWORDS, &"lead".to_owned());
            draft.insert(&Competency::KEYWORDS, &"flux".to_owned(), &true);
        });
        let (fate, fields, then) = told(&first, Some(&hers));
        assert_eq!((fate, then), (Fate::Kept, None));
        assert_eq!(fields.iter().map(|(_, stays)| *stays).collect::<Vec<_>>(), [true, true]);
        // What the file says anew is taken over beside what stays.
        let newer = file("Brazing", "S2", "Leaded first.", &["tools"]);
        let (fate, fields, _) = told(&newer, Some(&hers));
        assert_eq!(fate, Fate::Changed);
        assert!(fields.contains(&(Competency::TITLE.0, true)) && fields.contains(&(Competency::CODE.0, false)));
        assert!(fields.iter().all(|(tag, _)| *tag != Competency::KEYWORDS.0), "a tag of hers is no difference");

        let added = edited(&told(&first, None).2.unwrap(), |draft| {
            draft.insert(&Competency::KEYWORDS, &"flux".to_owned(), &true);
        });
        assert_eq!(told(&first, Some(&added)).0, Fate::Same);
    }
}
