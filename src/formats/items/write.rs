//! Items out: one row each, the oldest first, a card that is asked the other way round behind the one that it turns.

use super::{DECK, DECK_IDS, MARK, list::joined};
use crate::{
    cairn::names::{Field, Fields},
    plain::{neutral::neutral, shown},
    problem::{Location, Refusal},
};
use cairn_domain::{
    id::DeckId,
    item::{Deck, Item},
    kind::Kind,
    noun::Noun,
    record::{Record, Tag},
};
use serde_json::Value;
use std::collections::BTreeMap;

/// Decks in each other that are named; as many as [`crate::sheet`] makes.
pub(super) const DEPTH_MAX: usize = 16;

/// The table of the items in use, UTF-8 with a byte order mark, and how many there are. Refused (`too_large`) only beyond
/// what memory holds.
pub fn write(records: &[Record]) -> Result<(Vec<u8>, u64), Refusal> {
    let too_large = |fault: csv::Error| Refusal::new(Location::Whole, "too_large", fault.to_string());
    let fields = fields();
    let (items, decks) = in_order(records);
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(b"\xef\xbb\xbf".to_vec());
    let names = fields.iter().map(|(name, _)| name.as_str());
    writer.write_record([MARK, DECK, DECK_IDS].into_iter().chain(names)).map_err(too_large)?;
    for (record, item) in &items {
        let (titles, ids) = way(item.deck, &decks);
        let first = [record.id.to_text(), neutral(&joined(&titles)), joined(&ids)];
        let cells = fields.iter().map(|(_, field)| {
            let value = record.fields.get(&Tag(field.tag)).and_then(|cell| shown(record, cell, field));
            value.map(|value| cell(&value)).unwrap_or_default()
        });
        writer.write_record(first.into_iter().chain(cells)).map_err(too_large)?;
    }
    let bytes = writer.into_inner().map_err(|fault| Refusal::new(Location::Whole, "too_large", fault.to_string()))?;
    Ok((bytes, items.len() as u64))
}

/// The items in use, in the order in which they go out, and the decks by their ids.
pub(crate) fn in_order(records: &[Record]) -> (Vec<(&Record, Item)>, BTreeMap<DeckId, Deck>) {
    let alive = |kind| records.iter().filter(move |record| record.kind == kind && record.is_alive());
    let decks: BTreeMap<DeckId, Deck> = alive(Kind::DECK).map(Deck::read).map(|deck| (deck.id, deck)).collect();
    let mut items: Vec<(&Record, Item)> = alive(Kind::ITEM).map(|record| (record, Item::read(record))).collect();
    let created: BTreeMap<_, _> = items.iter().map(|(_, item)| (item.id, item.created.map_or(0, |ms| ms.0))).collect();
    items.sort_by_key(|(_, item)| {
        let card = item.twin.unwrap_or(item.id);
        (created.get(&card).copied().unwrap_or_default(), card, item.twin.is_some(), item.id)
    });
    (items, decks)
}

/// The fields of an item in the order of their numbers, but for the deck, which has columns of its own.
pub(super) fn fields() -> Vec<(String, Field)> {
    let mut fields: Vec<(String, Field)> = Fields::of(Kind::ITEM).fields.into_iter().collect();
    fields.retain(|(_, field)| ![Tag::TRASHED_AT.0, Item::DECK.0.0].contains(&field.tag));
    fields.sort_by_key(|(_, field)| (field.tag & 3, field.tag));
    fields
}

/// The names and ids of a deck and those around it, from the top down.
pub(crate) fn way(deck: Option<DeckId>, decks: &BTreeMap<DeckId, Deck>) -> (Vec<String>, Vec<String>) {
    let (mut titles, mut ids) = (Vec::new(), Vec::new());
    let mut next = deck;
    while let Some(id) = next.filter(|_| ids.len() < DEPTH_MAX) {
        ids.push(id.to_string());
        let Some(deck) = decks.get(&id) else { break };
        titles.push(deck.title.clone());
        next = deck.parent.filter(|parent| decks.contains_key(parent));
    }
    titles.reverse();
    ids.reverse();
    (titles, ids)
}

/// A value as a cell. Numbers are data, also below zero.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => neutral(text),
        Value::Array(list) => neutral(&joined(&list.iter().map(plain).collect::<Vec<_>>())),
        Value::Object(map) => {
            let pairs: Vec<String> = map.iter().map(|(name, value)| [name, "=", &plain(value)].concat()).collect();
            neutral(&joined(&pairs))
        }
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
