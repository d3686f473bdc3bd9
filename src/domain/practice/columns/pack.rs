//! Entries as one row and back: a column for each thing that is known, numbers as differences, the two of a memory to
//! the bit. Deterministic: sorted by item; decks and lists of competencies are named once.

use super::{Entry, Learned};
use crate::{
    cbor::{Cbor, Reader, Writer},
    event::page::varint::{differences, sums},
    id::{CompetencyId, DeckId, Id, ItemId},
    item::Form,
};
use cairn_learning::schedule::{Card, Memory, Stage};
use std::{collections::BTreeMap, sync::Arc};

/// The shape of a row; one of another version counts as none.
const VERSION: u8 = 1;
/// Version, decks, lists of competencies, items, columns, memories.
const PARTS: usize = 6;
/// Columns of every item, then columns of those that were answered.
const COLUMNS: usize = 5;
const ANSWERED_COLUMNS: usize = 6;

const TWIN: i64 = 1 << 8;
const KEY: i64 = 1 << 9;
const SUSPENDED: i64 = 1 << 10;
const ANSWERED: i64 = 1 << 11;
const FLAG_AT: u32 = 12;
const STAGE_AT: u32 = 16;
const STAGES: [Stage; 3] = [Stage::Learning, Stage::Review, Stage::Relearning];

/// A day that there is not.
const NEVER: i64 = i64::MIN;

type Links = Arc<[(CompetencyId, u8)]>;

/// The row of entries that are sorted by item.
pub(crate) fn pack(entries: &[&Entry]) -> Cbor {
    let decks = numbered(entries.iter().filter_map(|entry| entry.deck));
    let links = numbered(entries.iter().map(|entry| entry.competencies.clone()));
    let deck = |entry: &Entry| entry.deck.and_then(|deck| decks.get(&deck)).map_or(0, |at| at + 1);
    let list = |entry: &Entry| links.get(&entry.competencies).copied().unwrap_or_default();
    let learned: Vec<Learned> = entries.iter().filter_map(|entry| entry.learned).collect();
    let of_all = |number: &dyn Fn(&Entry) -> i64| differences(entries.iter().map(|entry| number(entry)));
    let of_answered = |number: &dyn Fn(&Learned) -> i64| differences(learned.iter().map(number));
    let columns: [Vec<u8>; COLUMNS + ANSWERED_COLUMNS] = [
        of_all(&bits),
        of_all(&deck),
        of_all(&list),
        of_all(&|entry| entry.created_ms),
        of_all(&|entry| entry.buried_until.unwrap_or(NEVER)),
        of_answered(&|learned| learned.due_day),
        of_answered(&|learned| learned.first_day),
        of_answered(&|learned| learned.card.last_day),
        of_answered(&|learned| learned.last_ms),
        of_answered(&|learned| learned.card.reps.into()),
        of_answered(&|learned| learned.card.lapses.into()),
    ];
    let ids: Vec<u8> = entries.iter().flat_map(|entry| *entry.id.0.bytes()).collect();
    let memories: Vec<u8> = learned.iter().flat_map(|learned| of_memory(learned.card.memory)).collect();

    let mut writer = Writer::new();
    writer.array(PARTS).uint(VERSION.into());
    writer.bytes(&decks.keys().flat_map(|deck| *deck.0.bytes()).collect::<Vec<u8>>());
    writer.array(links.len());
    for list in links.keys() {
        let linked = list.iter().flat_map(|(competency, demand)| competency.0.bytes().iter().copied().chain([*demand]));
        writer.bytes(&linked.collect::<Vec<u8>>());
    }
    writer.bytes(&ids).array(columns.len());
    columns.iter().for_each(|column| {
        writer.bytes(column);
    });
    writer.bytes(&memories);
    Cbor::from_writer(writer)
}

/// Whether a row is one of this version.
pub(crate) fn is_known(row: &Cbor) -> bool {
    let mut reader = Reader::new(row.bytes());
    matches!(reader.array(), Ok(Some(length)) if length == PARTS as u64) && matches!(reader.u8(), Ok(VERSION))
}

/// The entries of a row; `None` if it is none of this version.
pub(crate) fn unpack(row: &Cbor) -> Option<Vec<Entry>> {
    let mut reader = Reader::new(row.bytes());
    (reader.array().ok()?? == PARTS as u64 && reader.u8().ok()? == VERSION).then_some(())?;
    let decks: Vec<DeckId> = ids(reader.bytes().ok()?)?.map(DeckId).collect();
    let count = reader.array().ok()??;
    let links: Vec<Links> = (0..count).map(|_| linked(reader.bytes().ok()?)).collect::<Option<_>>()?;
    let items: Vec<ItemId> = ids(reader.bytes().ok()?)?.map(ItemId).collect();
    (reader.array().ok()?? == (COLUMNS + ANSWERED_COLUMNS) as u64).then_some(())?;
    let mut column = |count: usize| sums(reader.bytes().ok()?, count);
    let (bits, deck, list) = (column(items.len())?, column(items.len())?, column(items.len())?);
    let (created, buried) = (column(items.len())?, column(items.len())?);
    let answered = bits.iter().filter(|bits| *bits & ANSWERED != 0).count();
    let days: Vec<Vec<i64>> = (0..ANSWERED_COLUMNS).map(|_| column(answered)).collect::<Option<_>>()?;
    let memories = reader.bytes().ok()?;
    let mut at = 0;
    let mut learned = |bits: i64| {
        let day = |column: usize| days.get(column)?.get(at).copied();
        let memory = to_memory(memories.get(at * 16..at * 16 + 16)?)?;
        let card = Card {
            memory,
            last_day: day(2)?,
            stage: *STAGES.get(usize::try_from(bits >> STAGE_AT & 3).ok()?)?,
            reps: u32::try_from(day(4)?).ok()?,
            lapses: u32::try_from(day(5)?).ok()?,
        };
        let learned = Learned { card, due_day: day(0)?, first_day: day(1)?, last_ms: day(3)? };
        at += 1;
        Some(learned)
    };
    let place = |number: i64| usize::try_from(number).ok();
    let entry = |(at, id): (usize, &ItemId)| {
        let bits = bits[at];
        Some(Entry {
            id: *id,
            form: *Form::ALL.iter().find(|form| i64::from(form.code()) == bits & 0xff)?,
            twin: bits & TWIN != 0,
            has_key: bits & KEY != 0,
            suspended: bits & SUSPENDED != 0,
            flag: u8::try_from(bits >> FLAG_AT & 7).ok()?,
            buried_until: Some(buried[at]).filter(|day| *day != NEVER),
            deck: if deck[at] == 0 { None } else { Some(*decks.get(place(deck[at] - 1)?)?) },
            competencies: links.get(place(list[at])?)?.clone(),
            created_ms: created[at],
            learned: if bits & ANSWERED == 0 { None } else { Some(learned(bits)?) },
        })
    };
    items.iter().enumerate().map(entry).collect()
}

fn bits(entry: &Entry) -> i64 {
    let when = |holds: bool, bit: i64| if holds { bit } else { 0 };
    let stage = entry.learned.map_or(0, |learned| match learned.card.stage {
        Stage::Learning => 0,
        Stage::Review => 1,
        Stage::Relearning => 2,
    });
    i64::from(entry.form.code())
        | when(entry.twin, TWIN)
        | when(entry.has_key, KEY)
        | when(entry.suspended, SUSPENDED)
        | when(entry.learned.is_some(), ANSWERED)
        | i64::from(entry.flag & 7) << FLAG_AT
        | stage << STAGE_AT
}

/// Each once, with its place in their order.
fn numbered<T: Ord>(all: impl Iterator<Item = T>) -> BTreeMap<T, i64> {
    let mut places: BTreeMap<T, i64> = all.map(|one| (one, 0)).collect();
    places.values_mut().zip(0..).for_each(|(place, at)| *place = at);
    places
}

fn ids(bytes: &[u8]) -> Option<impl Iterator<Item = Id>> {
    let (ids, rest) = bytes.as_chunks::<16>();
    rest.is_empty().then(|| ids.iter().map(|id| Id::from_bytes(*id)))
}

fn linked(bytes: &[u8]) -> Option<Links> {
    let (links, rest) = bytes.as_chunks::<17>();
    let link = |link: &[u8; 17]| {
        let (id, demand) = link.split_first_chunk::<16>()?;
        Some((CompetencyId(Id::from_bytes(*id)), *demand.first()?))
    };
    rest.is_empty().then(|| links.iter().map(link).collect::<Option<Vec<_>>>())?.map(Into::into)
}

fn of_memory(memory: Memory) -> [u8; 16] {
    (u128::from(memory.stability.to_bits()) << 64 | u128::from(memory.difficulty.to_bits())).to_be_bytes()
}

fn to_memory(bytes: &[u8]) -> Option<Memory> {
    let (stability, difficulty) = bytes.split_first_chunk::<8>()?;
    let number = |bytes: [u8; 8]| f64::from_bits(u64::from_be_bytes(bytes));
    Some(Memory { stability: number(*stability), difficulty: number(difficulty.try_into().ok()?) })
}

#[cfg(test)]
mod tests {
    use super::{Entry, Learned, is_known, pack, unpack};
    use crate::{
        cbor::Cbor,
        id::{CompetencyId, DeckId, Id, ItemId},
        item::Form,
    };
    use cairn_learning::schedule::{Card, Memory, Stage};

    fn entries() -> Vec<Entry> {
        let id = |number: u8| Id::from_bytes([number; 16]);
        let memory = Memory { stability: 1.0 / 3.0, difficulty: f64::from_bits(0x4015_5555_5555_5555) };
        let card = Card { memory, last_day: 20_003, stage: Stage::Relearning, reps: 9, lapses: u32::MAX };
        let learned = Learned { card, due_day: -7, first_day: 19_000, last_ms: i64::MAX };
        let entry = |number: u8, learned| Entry {
            id: ItemId(id(number)),
            form: Form::Open,
            twin: number == 2,
            has_key: number != 2,
            suspended: number == 3,
            flag: number,
            buried_until: (number == 3).then_some(20_009),
            deck: (number > 1).then(|| DeckId(id(9))),
            competencies: (0..number).map(|at| (CompetencyId(id(40 + at)), at)).collect(),
            created_ms: -1 - i64::from(number),
            learned,
        };
        vec![entry(1, None), entry(2, Some(learned)), entry(3, None), entry(7, Some(learned))]
    }

    #[test]
    fn entries_come_back_to_the_bit() {
        for some in [&entries()[..], &[]] {
            let row = pack(&some.iter().collect::<Vec<_>>());
            assert_eq!(Cbor::from_canonical(row.bytes()).as_ref(), Ok(&row));
            assert_eq!(unpack(&row).as_deref(), Some(some));
            assert!(is_known(&row));
        }
    }

    #[test]
    fn a_row_of_another_shape_is_none() {
        for row in [Cbor::null(), Cbor::of(&vec![1_u32, 2, 3, 4, 5, 6]), Cbor::of(&vec![9_u32; 6])] {
            assert_eq!(unpack(&row), None);
        }
        assert!(!is_known(&Cbor::of(&vec![9_u32; 6])));
    }
}
