//! What is read to ask a question: its item, the card that it turns, what it practises, where it lies, its rubric.

use super::asked::{Asked, Lost, face};
use cairn_domain::{
    competency::{Competency, Rubric},
    id::ItemId,
    item::{Deck, Item},
    kind::Kind,
    port::{Lookup, Snapshot},
};

/// A question without her mark and without when it is left out, which are none of it: to set them, or to take them back,
/// leaves what she has begun.
pub fn unmarked(asked: Asked) -> Asked {
    Asked { item: Item { flag: 0, suspended: false, buried_until: None, ..asked.item }, ..asked }
}

/// The item that is edited for another: the card, for one that asks it the other way round.
pub fn edited(asked: &Asked) -> ItemId {
    if asked.item.twin.is_some() { asked.id.twin() } else { asked.id }
}

/// An item's record.
pub fn record(item: ItemId) -> Lookup {
    Lookup::Record(Kind::ITEM, item.0)
}

/// What [`asked`] reads for these items, in rounds.
pub fn needs(items: &[ItemId], snapshot: &Snapshot) -> Vec<Lookup> {
    let mut lookups: Vec<Lookup> = items.iter().map(|item| record(*item)).collect();
    for id in items {
        let Some(item) = snapshot.noun::<Item>(*id) else { continue };
        // What the other way round asks is said by its card.
        let said = if item.twin.is_some() { snapshot.noun::<Item>(id.twin()) } else { Some(item.clone()) };
        lookups.extend(item.twin.map(record));
        let Some(said) = said else { continue };
        lookups.extend(said.competencies.iter().map(|(id, _)| Lookup::Record(Kind::COMPETENCY, id.0)));
        lookups.extend(said.deck.map(|deck| Lookup::Record(Kind::DECK, deck.0)));
        lookups.extend(said.rubric.map(|rubric| Lookup::Record(Kind::RUBRIC, rubric.0)));
    }
    lookups
}

/// The question of an item that was `answered` so often; else what it cannot be asked without.
pub fn asked(id: ItemId, answered: u32, snapshot: &Snapshot) -> Result<Asked, (ItemId, Lost)> {
    let item = snapshot.noun::<Item>(id);
    let card = item.as_ref().and_then(|item| item.twin).and_then(|card| snapshot.noun::<Item>(card));
    let item = face(item.as_ref(), card.as_ref()).map_err(|lost| (id, lost))?;
    let skill = item.competencies.iter().find_map(|(id, _)| snapshot.noun::<Competency>(*id));
    if skill.is_none() && !item.competencies.is_empty() {
        return Err((id, Lost::Skill));
    }
    let deck = item.deck.and_then(|deck| snapshot.noun::<Deck>(deck));
    let about = skill.map(|skill| skill.title).or(deck.map(|deck| deck.title)).unwrap_or_default();
    let rubric = item.rubric.and_then(|rubric| snapshot.noun::<Rubric>(rubric));
    Ok(Asked { id, item, about, rubric, answered })
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_domain::{cbor::value::Day, id::Id, noun::Noun, record::Record};
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_question_stays_the_same_whatever_her_marks_are() {
        let asked = |item| Asked { id: ItemId(Id::new(1, 2)), item, about: String::new(), rubric: None, answered: 0 };
        let plain = Item { prompt: "2 + 2".to_owned(), ..Item::read(&Record::new(Kind::ITEM, Id::new(1, 2))) };
        let marked = Item { flag: 1, suspended: true, buried_until: Some(Day(20_000)), ..plain.clone() };
        assert_eq!(unmarked(asked(marked.clone())), unmarked(asked(plain)));
        let other = Item { prompt: "2 + 3".to_owned(), ..marked.clone() };
        assert_ne!(unmarked(asked(marked)), unmarked(asked(other)));
    }
}
