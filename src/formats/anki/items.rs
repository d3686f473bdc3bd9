//! What a collection becomes: an item for each card, the decks in which they lie, and the answers that were given.

use super::{
    collection::{Card, Collection, Note, NoteKind},
    files::Files,
    reviews,
    room::{DENSE, Room, TOO_DENSE},
    sides::{Faces, LATEX_LEFT, Told, faces},
    twins,
};
use crate::{
    problem::{Location, Problem, Problems, Refusal},
    sheet::reversed,
    source::{Source, SourceRecord, imported_id},
    tidy_text,
};
use cairn_domain::{
    cbor::{Cbor, value::Ms},
    id::{DeckId, Id, ItemId},
    item::{Deck, Form, Item},
    kind::Kind,
    media::reference,
};
use std::collections::{BTreeMap, BTreeSet};

/// How deep decks may lie in each other; what lies deeper lies in the last of them.
const DEPTH_MAX: usize = 16;

/// Tags of an item.
const TAGS_MAX: usize = 100;
/// Bytes of a note's name that a problem tells.
const PLACE_MAX: usize = 100;
/// The last moment that a note may say it was made, UTC ms: the end of the year 9999.
const LATEST_MS: i64 = 253_402_300_799_999;

/// Everything that becomes something here; `length` is that of the collection. Refused (`too_dense`, with its note) if its cards
/// show beyond measure what it holds.
pub(super) fn source(
    collection: &Collection,
    length: u64,
    files: &mut Files,
    tz_offset_min: i16,
) -> Result<Source, Refusal> {
    let mut room = Room::of(length);
    let mut made: BTreeMap<Id, ItemId> = BTreeMap::new();
    let (mut source, mut problems) = (Source::default(), Problems::default());
    let notes: BTreeMap<i64, &Note> = collection.notes.iter().map(|note| (note.id, note)).collect();
    let mut decks = Decks::default();
    let mut items = BTreeMap::new();
    let mut rendered = Vec::new();
    let twins = twins::kinds(collection);
    // The first card of a note with its deck, and what the note says: its cards follow each other.
    let mut first: Option<(i64, i64)> = None;
    let mut told: Option<(i64, Told)> = None;
    let mut told_latex = false;
    let mut cards: Vec<&Card> = collection.cards.iter().collect();
    cards.sort_by_key(|card| (card.note, card.ord));
    for card in cards {
        let place =
            |note: &str| Location::Path(format!("{}[{}]", &note[..note.floor_char_boundary(PLACE_MAX)], card.ord));
        let Some(note) = notes.get(&card.note) else {
            problems.push(place(""), "card_without_note", &card.id.to_string());
            continue;
        };
        let Some(kind) = collection.kinds.get(&note.kind) else {
            problems.push(place(&note.guid), "note_without_kind", &note.kind.to_string());
            continue;
        };
        let path = collection.decks.get(&card.deck).map(Vec::as_slice).unwrap_or_default();
        // Two cards of one place are one, and so are two notes of one name.
        let own = item_id(note, card.ord);
        if let Some(id) = made.get(&own) {
            items.entry(card.id).or_insert(*id);
            continue;
        }
        let said = match told.take().filter(|(of, _)| *of == note.id) {
            Some((_, said)) => Ok(said),
            None => Told::of(note, kind, &mut room),
        };
        let made_of = said.and_then(|said| {
            let (_, said) = told.insert((note.id, said));
            faces(said, kind, card, path, files, &mut room)
        });
        match made_of {
            Err(TOO_DENSE) => return Err(Refusal::new(place(&note.guid), TOO_DENSE, DENSE.to_string())),
            Ok(faces) => {
                // Where one has it, many may.
                for code in
                    faces.lost.iter().filter(|code| **code != LATEX_LEFT || !core::mem::replace(&mut told_latex, true))
                {
                    problems.push(place(&note.guid), code, &reference::worded(&faces.prompt));
                }
                let turns = (card.ord == 1 && twins.contains(&note.kind)).then(|| ItemId(item_id(note, 0)));
                let id = turns.map_or(ItemId(own), ItemId::twin);
                // Without its first card, or in another deck, it has texts of its own.
                let twin_of = turns.filter(|_| first == Some((note.id, card.deck)));
                items.insert(card.id, id);
                made.insert(own, id);
                if note.tags.len() > TAGS_MAX {
                    problems.push(place(&note.guid), "many_tags", "");
                }
                if card.ord == 0 {
                    first = Some((note.id, card.deck));
                }
                let mut item = match twin_of {
                    Some(twin_of) => twin(twin_of, note, card),
                    None => record(id.0, note, kind, card, faces, decks.place(path)),
                };
                item.stays = own_id(note);
                rendered.push(item);
            }
            Err(code) => problems.push(place(&note.guid), code, &kind.name),
        }
    }
    source.records = decks.made;
    source.records.extend(rendered);
    // How a card stands in practice is hers once it is here, also where a newer package says nothing of it any more.
    source.leaves = [Item::CREATED.0, Item::SUSPENDED.0, Item::FLAG.0].map(|tag| (Kind::ITEM, tag)).into();
    let answered = reviews::events(collection, &items, tz_offset_min);
    source.events = answered.events;
    // It is of the whole package, so it comes first.
    let without = Some(answered.without).filter(|count| *count > 0).map(|count| count.to_string());
    let told = without.map(|count| Problem::new(Location::Whole, "schedule_without_answers", count));
    source.problems = told.into_iter().chain(problems.told).collect();
    source.more_problems = problems.more;
    Ok(source)
}

/// The id of a card's item: of the note's name in every collection, and the card's place. A note that went out of here is called
/// as the item that its first card asks.
pub(super) fn item_id(note: &Note, ord: i64) -> Id {
    if let (Some(own), 0) = (own_id(note), ord) {
        return own;
    }
    imported_id(None, super::FORMAT, Kind::ITEM, &format!("{}\u{1f}{ord}", note.guid))
}

/// The item of hers that a note is called by.
fn own_id(note: &Note) -> Option<Id> {
    Id::parse(&note.guid)
}

fn record(id: Id, note: &Note, kind: &NoteKind, card: &Card, faces: Faces, deck: Option<DeckId>) -> SourceRecord {
    let mut record = SourceRecord::new(Kind::ITEM, id);
    record.set(&Item::FORM, &faces.form);
    record.say(&Item::PROMPT, &faces.prompt);
    if faces.form == Form::Short {
        record.set(&Item::ACCEPTED, &vec![faces.answer]);
    } else {
        record.say(&Item::ANSWER, &faces.answer);
    }
    record.say(&Item::EXPLANATION, &faces.explanation);
    if !faces.hints.is_empty() {
        record.set(&Item::HINTS, &faces.hints);
    }
    record.set_some(&Item::DECK, &deck);
    let tags = note.tags.iter().take(TAGS_MAX).map(|tag| tidy_text::line(tag).text).filter(|tag| !tag.is_empty());
    let tags: BTreeSet<String> = tags.collect();
    tags.iter().for_each(|tag| record.insert(&Item::TAGS, tag, &true));
    let template = usize::try_from(card.ord).ok().and_then(|ord| kind.templates.get(ord));
    let part = match template.filter(|_| !kind.is_cloze && kind.templates.len() > 1) {
        Some(template) => template.name.clone(),
        None => card.ord.saturating_add(1).to_string(),
    };
    record.say(&Item::SOURCE_ID, &tidy_text::line(&format!("{} {part}", note.guid)).text);
    stands(&mut record, note, card);
    record
}

/// What asks a card the other way round: an item without texts of its own.
fn twin(of: ItemId, note: &Note, card: &Card) -> SourceRecord {
    let mut record = reversed(of.0);
    stands(&mut record, note, card);
    record
}

/// How it stands in practice, which is hers from here on.
fn stands(record: &mut SourceRecord, note: &Note, card: &Card) {
    record.once.push((Item::CREATED.0, Cbor::of(&Some(Ms(note.id.clamp(0, LATEST_MS))))));
    if card.suspended {
        record.once.push((Item::SUSPENDED.0, Cbor::of(&true)));
    }
    if card.flag > 0 {
        record.once.push((Item::FLAG.0, Cbor::of(&card.flag)));
    }
}

/// What stands for the name of a deck that has none.
const NAMELESS: &str = "–";

/// The decks that hold any card, with those in which they lie.
#[derive(Default)]
struct Decks {
    known: BTreeMap<Vec<String>, DeckId>,
    /// Outer before inner.
    made: Vec<SourceRecord>,
}

impl Decks {
    /// The deck of a path, from the outermost name on.
    fn place(&mut self, path: &[String]) -> Option<DeckId> {
        let mut parent = None;
        for depth in 1..=path.len().min(DEPTH_MAX) {
            let names = &path[..depth];
            if let Some(id) = self.known.get(names) {
                parent = Some(*id);
                continue;
            }
            let id = imported_id(None, super::FORMAT, Kind::DECK, &names.join("\u{1f}"));
            let title = tidy_text::line(&names[depth - 1]).text;
            let mut record = SourceRecord::deck(id, if title.is_empty() { NAMELESS } else { &title }, parent);
            record.say(&Deck::SOURCE_ID, &tidy_text::line(&names.join("::")).text);
            self.made.push(record);
            self.known.insert(names.to_vec(), DeckId(id));
            parent = Some(DeckId(id));
        }
        parent
    }
}
