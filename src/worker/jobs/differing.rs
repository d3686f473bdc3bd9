//! In which fields a thing here and a file differ, in a few words of each: what is long begins near the first letter
//! that differs, and what names another thing is told by the name of that.

use super::{World, cut};
use crate::protocol::{Differing, Failure, Said};
use cairn_domain::{
    cbor::{Cbor, Shape},
    id::{DeviceId, Id},
    item::{Form, Item, gaps},
    kind::Kind,
    noun::{FieldSpec, Noun, schema},
    port::{Lookup, Store},
    record::{Cell, Record, Register, Tag},
    registry,
    stamp::Stamp,
};
use cairn_formats::{
    differences::{Content, Fated},
    source::{Source, SourceRecord},
};
use std::collections::{BTreeMap, BTreeSet};

/// Fields of one thing that are told.
const FIELDS: usize = 12;
/// Characters of a text that are told.
const SHOWN_CHARS: usize = 300;
/// Of what both texts begin with, so much is told before the first letter that differs.
const BEFORE: usize = 40;
/// Things of a list that are told, and characters of each.
const LISTED: usize = 12;
const LISTED_CHARS: usize = 120;

/// What the things are called that fields name.
pub struct Names(BTreeMap<(Kind, Id), String>);

impl Names {
    /// Of what these differ in: as it is called here, else in the file.
    pub async fn of<'c, 's: 'c>(
        told: impl Iterator<Item = &'c Fated<'s>>,
        says: &Source,
        world: &impl World,
    ) -> Result<Self, Failure> {
        let mut meant: BTreeSet<(Kind, Id)> = BTreeSet::new();
        for one in told {
            for field in one.differing() {
                let Some(kind) = named_by(one.said.kind, field.tag) else { continue };
                for content in [&field.here, &field.there] {
                    let values = match content {
                        Content::Nothing => &[][..],
                        Content::One(value) => std::slice::from_ref(value),
                        Content::Several(values) => values,
                    };
                    meant.extend(values.iter().filter_map(Cbor::get::<Id>).map(|id| (kind, id)));
                }
            }
        }
        let lookups: Vec<Lookup> = meant.iter().map(|(kind, id)| Lookup::Record(*kind, *id)).collect();
        let snapshot = world.store().await?.read(&lookups).await?;
        let mut names = BTreeMap::new();
        for said in says.records.iter().filter(|said| meant.contains(&(said.kind, said.id))) {
            names.insert((said.kind, said.id), cut(&title(said)));
        }
        for (kind, id) in meant {
            let here = snapshot.record(kind, id).map(registry::title).filter(|title| !title.is_empty());
            names.extend(here.map(|title| ((kind, id), cut(&title))));
        }
        Ok(Self(names))
    }
}

/// The fields of one thing, the first of them, and how many more there are.
pub fn fields(one: &Fated, names: &Names) -> (Vec<Differing>, u64) {
    let all = one.differing();
    let more = all.len().saturating_sub(FIELDS) as u64;
    let (here, there, file) = (Side::here(one), Side::there(one), Side::file(one));
    let told = all.into_iter().take(FIELDS).filter_map(|field| {
        let spec = schema(one.said.kind)?.by_tag(field.tag)?;
        let said = |side: &Side, content: &Content| side.said(one.said.kind, spec, content, names);
        // What stays is told beside what the file says of it.
        let beside = if field.stays { &file } else { &there };
        let (here, there) = shortened(said(&here, &field.here), said(beside, &field.there));
        Some(Differing { field: spec.name.to_owned(), here, there, stays: field.stays })
    });
    (told.collect(), more)
}

/// What a value is told by that alone says little: places of options, gaps of a text.
struct Side {
    form: Form,
    options: Vec<String>,
}

impl Side {
    fn here(one: &Fated) -> Self {
        one.here.map_or_else(|| Self::of(&Record::new(one.said.kind, one.said.id)), Self::of)
    }

    fn there(one: &Fated) -> Self {
        one.then.as_ref().map_or_else(|| Self::here(one), Self::of)
    }

    /// As the file says it, whatever stays of it.
    fn file(one: &Fated) -> Self {
        let mut side = Self::there(one);
        let said = |tag: Tag| one.said.registers.iter().find(|(its, _)| *its == tag).map(|(_, value)| value);
        if one.said.kind == Kind::ITEM {
            side.form = said(Item::FORM.0).and_then(Cbor::get).unwrap_or(side.form);
            side.options = said(Item::OPTIONS.0).and_then(Cbor::get).unwrap_or(side.options);
        }
        side
    }

    fn of(record: &Record) -> Self {
        if record.kind != Kind::ITEM {
            return Self { form: Form::default(), options: Vec::new() };
        }
        let item = Item::read(record);
        Self { form: item.form, options: item.options }
    }

    fn said(&self, kind: Kind, spec: &FieldSpec, content: &Content, names: &Names) -> Said {
        let one = |value: &Cbor| text(spec, value, named_by(kind, spec.tag), names);
        match content {
            Content::Nothing => match spec.shape {
                // An absent code is the first one.
                Shape::Code([(_, first), ..]) => Said::Word((*first).to_owned()),
                _ => Said::Nothing,
            },
            Content::Several(values) => Said::List(values.iter().map(one).collect()),
            Content::One(value) if kind == Kind::ITEM && spec.tag == Item::RIGHT.0 => self.right(value),
            Content::One(value) if kind == Kind::ITEM && spec.tag == Item::PROMPT.0 => {
                Said::Text(self.prompt(&value.get::<String>().unwrap_or_default()))
            }
            Content::One(value) => match spec.shape {
                Shape::Bool => Said::Truth(value.get().unwrap_or_default()),
                Shape::Code(_) => Said::Word(one(value)),
                Shape::List(_) => Said::List(list(value)),
                _ => Said::Text(one(value)),
            },
        }
    }

    /// The options that are right; of true or false which of the two.
    fn right(&self, value: &Cbor) -> Said {
        let places = value.get::<Vec<u32>>().unwrap_or_default();
        if self.form == Form::TrueFalse {
            return Said::Truth(places.contains(&0));
        }
        let option = |place: &u32| {
            let option = usize::try_from(*place).ok().and_then(|at| self.options.get(at));
            option.cloned().unwrap_or_else(|| (u64::from(*place) + 1).to_string())
        };
        Said::List(places.iter().map(option).collect())
    }

    fn prompt(&self, text: &str) -> String {
        if self.form == Form::Cloze { filled(text) } else { text.to_owned() }
    }
}

/// A text with its gaps filled, each in brackets.
pub fn filled(text: &str) -> String {
    let pieces = gaps::pieces(text).into_iter().map(|piece| match piece {
        gaps::Piece::Text(text) => text.to_owned(),
        gaps::Piece::Gap(gap) => ["[", gap.filled(), "]"].concat(),
    });
    pieces.collect()
}

/// The kind of the thing that a field names by its id.
fn named_by(kind: Kind, tag: Tag) -> Option<Kind> {
    let name = schema(kind)?.by_tag(tag).filter(|spec| spec.shape == Shape::Id)?.name;
    Some(match name {
        "deck" => Kind::DECK,
        "parent" if kind == Kind::DECK => Kind::DECK,
        "parent" | "from" | "to" | "competencies" | "covers" => Kind::COMPETENCY,
        "framework" => Kind::FRAMEWORK,
        "scale" => Kind::SCALE,
        "rubric" => Kind::RUBRIC,
        "resource" => Kind::RESOURCE,
        "twin" => Kind::ITEM,
        _ => return None,
    })
}

/// What a thing of the file is called there.
fn title(said: &SourceRecord) -> String {
    let mut record = Record::new(said.kind, said.id);
    for (tag, value) in &said.registers {
        let stamp = Stamp::next(None, 0, DeviceId::IMPORT);
        record.fields.insert(*tag, Cell::Register(Register { stamp, value: value.clone() }));
    }
    registry::title(&record)
}

fn text(spec: &FieldSpec, value: &Cbor, of: Option<Kind>, names: &Names) -> String {
    match spec.shape {
        Shape::Text => value.get().unwrap_or_default(),
        Shape::Int | Shape::Time | Shape::Day => {
            value.get::<i64>().map(|number| number.to_string()).unwrap_or_default()
        }
        Shape::Float => value.get::<f64>().map(|number| number.to_string()).unwrap_or_default(),
        Shape::Code(all) => {
            let code = value.get::<i64>().and_then(|code| u16::try_from(code).ok());
            let word = all.iter().find(|(its, _)| Some(*its) == code).map(|(_, name)| (*name).to_owned());
            word.unwrap_or_default()
        }
        Shape::Id => {
            let name = of.zip(value.get::<Id>()).and_then(|thing| names.0.get(&thing));
            name.cloned().unwrap_or_default()
        }
        Shape::Bool | Shape::List(_) => String::new(),
    }
}

/// A list of texts, or of numbers.
fn list(value: &Cbor) -> Vec<String> {
    value.get::<Vec<String>>().unwrap_or_else(|| {
        let numbers = value.get::<Vec<u32>>().unwrap_or_default();
        numbers.iter().map(u32::to_string).collect()
    })
}

/// Both, short enough to be told, and never cut so that they look the same.
fn shortened(here: Said, there: Said) -> (Said, Said) {
    match (here, there) {
        (Said::Text(here), Said::Text(there)) => {
            let (here, there) = pair(&here, &there);
            (Said::Text(here), Said::Text(there))
        }
        (Said::List(here), Said::List(there)) => {
            let first = Said::List(few(&here, &there));
            (first, Said::List(few(&there, &here)))
        }
        (Said::Truth(here), Said::Nothing) => (Said::Truth(here), Said::Truth(false)),
        (Said::Nothing, Said::Truth(there)) => (Said::Truth(false), Said::Truth(there)),
        (here, there) => (alone(here), alone(there)),
    }
}

/// What stands beside nothing is only cut.
fn alone(said: Said) -> Said {
    match said {
        Said::Text(text) => Said::Text(short(&text)),
        Said::List(all) => Said::List(few(&all, &[])),
        said => said,
    }
}

fn pair(here: &str, there: &str) -> (String, String) {
    let same = here.chars().zip(there.chars()).take_while(|(here, there)| here == there).count();
    let from = same.saturating_sub(BEFORE);
    let longest = here.chars().count().max(there.chars().count());
    if longest <= SHOWN_CHARS || from == 0 {
        return (short(here), short(there));
    }
    let tail = |text: &str| ["…", &short(&text.chars().skip(from).collect::<String>())].concat();
    (tail(here), tail(there))
}

/// Of many things those first that the other has not.
fn few(all: &[String], other: &[String]) -> Vec<String> {
    let mut few: Vec<&String> = all.iter().collect();
    let cut_off = few.len() > LISTED;
    if cut_off {
        few.sort_by_key(|one| other.contains(one));
        few.truncate(LISTED);
    }
    let end = cut_off.then(|| "…".to_owned());
    few.into_iter().map(|one| clipped(one, LISTED_CHARS)).chain(end).collect()
}

/// The beginning of a text.
pub fn short(text: &str) -> String {
    clipped(text, SHOWN_CHARS)
}

fn clipped(text: &str, most: usize) -> String {
    let mut letters = text.chars();
    let mut short: String = letters.by_ref().take(most).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}

/// About how many bytes these fields are told in.
pub fn size(fields: &[Differing]) -> usize {
    let of = |said: &Said| match said {
        Said::Text(text) | Said::Word(text) => text.len(),
        Said::List(all) => all.iter().map(String::len).sum(),
        Said::Nothing | Said::Truth(_) => 1,
    };
    fields.iter().map(|field| of(&field.here) + of(&field.there)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_told_where_they_differ() {
        let long = "x".repeat(400);
        let (here, there) = pair(&[&long, " one"].concat(), &[&long, " two"].concat());
        assert!(here.starts_with('…') && here.ends_with(" one") && there.ends_with(" two"), "{here} {there}");
        assert_eq!(pair("one", "two"), ("one".to_owned(), "two".to_owned()));
        let (here, _) = pair(&["a", &long].concat(), "b");
        assert_eq!((here.chars().count(), here.ends_with('…')), (SHOWN_CHARS + 1, true));
    }

    #[test]
    fn of_many_things_those_are_told_that_the_other_has_not() {
        let all: Vec<String> = (0..40).map(|number| number.to_string()).collect();
        let other = &all[..39];
        let told = few(&all, other);
        assert_eq!((told.len(), told[0].as_str(), told[LISTED].as_str()), (LISTED + 1, "39", "…"));
        assert_eq!(few(&all[..2], other), ["0", "1"]);
    }
}
