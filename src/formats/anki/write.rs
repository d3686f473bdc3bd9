//! Items out, as a package that Anki imports: the second layout, which every version of it reads. A card, one with its other
//! way round, a text with gaps, a short answer and covered parts of a picture become notes of their own kinds; what Anki cannot ask becomes a card that
//! shows question and answer. Answers go along, and for which day each card was put off.

use super::{
    collection::DEFAULT_DECK,
    html::{Named, html},
    leaving::Leaving,
    notes::{Noted, noted},
    occluded::Occluded,
    outline::{Kind, TABLES, conf_json, decks_json, models_json, settings_json},
};
use crate::{
    cairn::{Medium, tail::Tail},
    passing::{self, Known, Passing, too_large},
    problem::{Location, Problem, Problems, Refusal, all},
    sqlite::{Builder, Value},
};
use cairn_domain::{
    fold::fold,
    id::{DeckId, ItemId},
    item::{Deck, Item},
    media::{MediaHash, content::Sort, covers, reference},
    time::Moment,
};
use cairn_learning::schedule::Stage;
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Write as _},
};
use zip::{
    CompressionMethod::{self, Deflated, Stored},
    ZipWriter,
    write::SimpleFileOptions,
};

/// What a package is made of.
pub struct Package<'p> {
    /// Items, in the order in which they are listed there.
    pub items: &'p [Leaving],
    /// Decks.
    pub decks: &'p BTreeMap<DeckId, Deck>,
    /// The content of a file that a text shows; `None` if it is gone.
    pub file: &'p dyn Fn(MediaHash) -> Option<Vec<u8>>,
    /// When it is made.
    pub now: Moment,
}

/// How deep decks may lie in each other.
const DEPTH_MAX: usize = 16;

/// The kind of a review there: in learning, reviewing, or learning again.
const LEARNING: i64 = 0;
const REVIEW: i64 = 1;
const RELEARNING: i64 = 2;

/// The files that the texts of items show.
pub fn shown(items: &[Leaving]) -> BTreeSet<MediaHash> {
    let texts = items.iter().flat_map(|one| {
        let item = &one.item;
        let lists = [&item.options, &item.matches].into_iter().flatten();
        [&item.prompt, &item.answer, &item.explanation].into_iter().chain(lists)
    });
    texts.flat_map(|text| reference::references(text)).map(|(hash, _)| hash).collect()
}

/// What was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// The package.
    pub bytes: Vec<u8>,
    /// How many cards are in it.
    pub cards: u64,
    /// What is not in it: `missing_media` with how many, `covers_left`.
    pub left: Vec<Problem>,
}

/// Writes a package.
pub fn write(package: &Package) -> Result<Written, Refusal> {
    let known = |hash| Some((hash, Known::of(&(package.file)(hash)?)));
    let files = shown(package.items).into_iter().filter_map(known).collect();
    let (mut written, passing) = begin(package.items, package.decks, &files, package.now)?;
    written.bytes = passing.whole(written.bytes, package.file)?;
    Ok(written)
}

/// Writes all of a package but its files, which pass by afterwards: of those [`shown`], these are there.
pub fn begin(
    items: &[Leaving],
    decks: &BTreeMap<DeckId, Deck>,
    files: &passing::Files,
    now: Moment,
) -> Result<(Written, Passing), Refusal> {
    let files = Files::of(items, files);
    let called: &Named = &|hash| files.named.get(&hash).map(|file| (file.name.clone(), file.is_sound));
    let decks = Decks::of(decks);
    // Days are counted from the first one of all.
    let first = items.iter().flat_map(|one| &one.answers).map(|(at, _)| at.study_day()).min();
    let first = first.unwrap_or_else(|| now.study_day());
    let created = Moment::beginning_ms(first, now.tz_offset_min) / 1_000;
    let seconds = now.ms / 1_000;
    let by_id: BTreeMap<ItemId, &Leaving> = items.iter().map(|one| (one.item.id, one)).collect();
    let turned = |item: &Item| by_id.get(&item.id.twin()).copied().filter(|turned| turned.item.twin == Some(item.id));
    let occluded = Occluded::of(items, &|item| turned(item).is_some(), called);
    let [mut note_ids, mut card_ids, mut review_ids] = [const { Taken::new() }; 3];
    let mut left = Problems::default();
    let (mut notes, mut cards, mut reviews) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
    for (place, one) in
        (1_i64..).zip(items.iter().filter(|one| one.item.twin.is_none_or(|card| !by_id.contains_key(&card))))
    {
        if occluded.is_more(one.item.id) {
            continue;
        }
        let (kind, fields, asked) = match occluded.note(one.item.id) {
            Some(note) => {
                let asked = note.cards.iter().map(|(number, place)| (*number, Some(&items[*place])));
                (Kind::Occlusion, note.fields.clone(), asked.collect())
            }
            None => {
                if one.item.marked().any(covers::any) {
                    left.push(Location::Path(one.item.id.to_string()), "covers_left", &one.item.title());
                }
                let turned = turned(&one.item);
                let Noted { kind, fields, gaps } = noted(&one.item, turned.is_some());
                (kind, fields.iter().map(|text| html(text, called)).collect(), asked(one, turned, gaps))
            }
        };
        let note = free(&mut note_ids, one.item.created.map_or(now.ms, |created| created.0));
        let deck = one.item.deck.and_then(|deck| decks.ids.get(&deck).copied()).unwrap_or(DEFAULT_DECK);
        for (ord, leaving) in asked {
            let card = free(&mut card_ids, note);
            cards.insert(card, row_of_card(note, deck, ord, place, leaving, &one.item, (first, seconds)));
            for row in rows_of_answers(leaving, card) {
                let id = free(&mut review_ids, row.0);
                reviews.insert(id, row.1);
            }
        }
        notes.push((note, row_of_note(&one.item, kind.id(), &fields, seconds)));
    }
    notes.sort_by_key(|(id, _)| *id);
    let count = cards.len() as u64;
    let col = vec![
        Value::Null,
        Value::Int(created),
        Value::Int(now.ms),
        Value::Int(now.ms),
        Value::Int(11),
        Value::Int(0),
        Value::Int(0),
        Value::Int(0),
        Value::Text(conf_json(now.tz_offset_min).into()),
        Value::Text(models_json(seconds).into()),
        Value::Text(decks_json(&decks.names, seconds).into()),
        Value::Text(settings_json(seconds).into()),
        Value::Text("{}".into()),
    ];
    let mut builder = Builder::new();
    let mut rows =
        [vec![(1, col)], notes, cards.into_iter().collect(), reviews.into_iter().collect(), Vec::new()].into_iter();
    for (name, statement) in TABLES {
        builder.table(name, statement, rows.next().unwrap_or_default());
    }
    let collection = builder.finish().ok_or_else(too_large)?;
    let (bytes, passing) = files.packed(&collection).ok_or_else(too_large)?;
    let mut left = all(&left.told, left.more);
    if files.missing > 0 {
        left.insert(0, Problem::new(Location::Whole, "missing_media", files.missing.to_string()));
    }
    Ok((Written { bytes, cards: count, left }, passing))
}

/// The items that the cards of a note ask, each with its place.
fn asked<'l>(one: &'l Leaving, turned: Option<&'l Leaving>, gaps: Vec<i64>) -> Vec<(i64, Option<&'l Leaving>)> {
    if gaps.is_empty() {
        return [Some((0, Some(one))), turned.map(|turned| (1, Some(turned)))].into_iter().flatten().collect();
    }
    // Gaps of several numbers are asked together here, and one by one there: the first goes on, the others are new.
    gaps.into_iter().enumerate().map(|(at, gap)| (gap, (at == 0).then_some(one))).collect()
}

fn row_of_note<'v>(item: &Item, kind: i64, fields: &[String], seconds: i64) -> Vec<Value<'v>> {
    let tags: Vec<String> =
        item.tags.iter().map(|(tag, _)| tag.split_whitespace().collect::<Vec<_>>().join("_")).collect();
    let tags = if tags.is_empty() { String::new() } else { format!(" {} ", tags.join(" ")) };
    let first = fields.first().cloned().unwrap_or_default();
    vec![
        Value::Null,
        Value::Text(item.id.to_string().into()),
        Value::Int(kind),
        Value::Int(seconds),
        Value::Int(-1),
        Value::Text(tags.into()),
        Value::Text(fields.join("\u{1f}").into()),
        Value::Text(fold(&first).into()),
        // Anki reckons it anew for what it imports.
        Value::Int(0),
        Value::Int(0),
        Value::Text("".into()),
    ]
}

fn row_of_card<'v>(
    note: i64,
    deck: i64,
    ord: i64,
    place: i64,
    leaving: Option<&Leaving>,
    item: &Item,
    (first, seconds): (i64, i64),
) -> Vec<Value<'v>> {
    let item = leaving.map_or(item, |leaving| &leaving.item);
    let known = leaving.and_then(|leaving| Some((leaving.card?, leaving)));
    let (mut state, mut queue, mut due, mut interval, mut reps, mut lapses) = (0, 0, place, 0, 0, 0);
    let mut data = "{}".to_owned();
    if let Some((card, leaving)) = known {
        let due_day = leaving.due_day.unwrap_or(card.last_day + 1);
        (state, queue) = match card.stage {
            Stage::Review => (2, 2),
            // In learning over days.
            Stage::Learning => (1, 3),
            Stage::Relearning => (3, 3),
        };
        due = (due_day - first).max(0);
        interval = if card.stage == Stage::Review { (due_day - card.last_day).max(1) } else { 0 };
        (reps, lapses) = (i64::from(card.reps), i64::from(card.lapses));
        let last = leaving.answers.last().map_or(seconds, |(at, _)| at.ms / 1_000);
        data = serde_json::json!({"s": card.memory.stability, "d": card.memory.difficulty, "lrt": last}).to_string();
    }
    if item.suspended {
        queue = -1;
    }
    let numbers =
        [note, deck, ord, seconds, -1, state, queue, due, interval, if reps > 0 { 2_500 } else { 0 }, reps, lapses];
    let rest = [0, 0, 0, i64::from(item.flag)];
    [Value::Null]
        .into_iter()
        .chain(numbers.into_iter().chain(rest).map(Value::Int))
        .chain([Value::Text(data.into())])
        .collect()
}

/// Rows of the review log: the moment, and what stands behind it.
fn rows_of_answers<'v>(leaving: Option<&Leaving>, card: i64) -> Vec<(i64, Vec<Value<'v>>)> {
    let mut before = 0;
    let (mut recalled, mut rows) = (false, Vec::new());
    for (at, response) in leaving.into_iter().flat_map(|leaving| &leaving.answers) {
        let Some(rating) = response.rated() else { continue };
        let interval = response.planned_due_day.map_or(0, |day| (day.0 - at.study_day()).max(0));
        let kind = match (recalled, rating.is_success()) {
            (false, _) => LEARNING,
            (true, true) => REVIEW,
            (true, false) => RELEARNING,
        };
        recalled |= rating.is_success();
        let numbers = [
            card,
            -1,
            i64::from(response.rating),
            interval,
            before,
            2_500,
            i64::from(response.duration_ms.unwrap_or(0)),
            kind,
        ];
        rows.push((at.ms, [Value::Null].into_iter().chain(numbers.map(Value::Int)).collect()));
        before = interval;
    }
    rows
}

/// Ids that are taken: runs of numbers, each with the first one behind it.
type Taken = BTreeMap<i64, i64>;

/// The first number from here on that is not taken. Ids are moments, and an import gives its items moments that follow each
/// other.
fn free(taken: &mut Taken, from: i64) -> i64 {
    let from = from.max(1);
    let run = taken.range(..=from).next_back().filter(|(_, end)| **end >= from);
    let (start, number) = run.map_or((from, from), |(start, end)| (*start, *end));
    let end = taken.remove(&(number + 1)).unwrap_or(number + 1);
    taken.insert(start, end);
    number
}

/// Decks by their ids there.
struct Decks {
    ids: BTreeMap<DeckId, i64>,
    names: BTreeMap<i64, String>,
}

impl Decks {
    fn of(decks: &BTreeMap<DeckId, Deck>) -> Self {
        let (mut ids, mut by_name, mut taken) = (BTreeMap::new(), BTreeMap::new(), Taken::new());
        for deck in decks.values() {
            let mut path = vec![part(&deck.title)];
            let mut at = deck;
            while let Some(parent) = at.parent.and_then(|id| decks.get(&id)).filter(|_| path.len() < DEPTH_MAX) {
                path.push(part(&parent.title));
                at = parent;
            }
            path.reverse();
            // Ids are moments there too; two decks of one name are one.
            let id = by_name
                .entry(path.join("::"))
                .or_insert_with(|| free(&mut taken, deck.created.map_or(2, |created| created.0)));
            ids.insert(deck.id, *id);
        }
        Self { ids, names: by_name.into_iter().map(|(name, id)| (id, name)).collect() }
    }
}

/// A deck's name without what parts names there.
fn part(title: &str) -> String {
    let part = title.replace("::", ":");
    if part.trim().is_empty() { "–".to_owned() } else { part.trim().to_owned() }
}

/// A file that goes along.
struct Going {
    name: String,
    is_sound: bool,
    medium: Medium,
}

struct Files {
    named: BTreeMap<MediaHash, Going>,
    /// How many are not there.
    missing: usize,
}

impl Files {
    fn of(items: &[Leaving], files: &passing::Files) -> Self {
        let shown = shown(items);
        let going = |hash: &MediaHash| {
            let Known { medium, content } = *files.get(hash)?;
            let kind = content?;
            let end = kind.media_type.rsplit('/').next().unwrap_or_default();
            let name = format!("cairn-{}.{}", &hash.to_text()[..32], if end == "mpeg" { "mp3" } else { end });
            Some((*hash, Going { name, is_sound: kind.sort == Sort::Sound, medium }))
        };
        let named: BTreeMap<_, _> = shown.iter().filter_map(going).collect();
        Self { missing: shown.len() - named.len(), named }
    }

    /// What stands before the files, and what is to come.
    fn packed(&self, collection: &[u8]) -> Option<(Vec<u8>, Passing)> {
        let numbered = || (0..).zip(self.named.values()).map(|(at, file): (u32, &Going)| (at.to_string(), file));
        let list: BTreeMap<String, &str> = numbered().map(|(at, file)| (at, file.name.as_str())).collect();
        let list = serde_json::to_vec(&list).ok()?;
        // The second layout, as a message: field 1 is 2.
        let first = zipped(&[("meta", &[8, 2], Stored), ("collection.anki21", collection, Deflated)])?;
        let (tail, first) = Tail::unsealed(first)?;
        let media = numbered().map(|(at, file)| (at, file.medium)).collect();
        Some((first, Passing::new(tail, media, Some(zipped(&[("media", &list, Deflated)])?))))
    }
}

fn zipped(entries: &[(&str, &[u8], CompressionMethod)]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes, method) in entries {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(*method)).ok()?;
        zip.write_all(bytes).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}
