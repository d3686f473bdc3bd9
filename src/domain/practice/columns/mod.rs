//! The scheduling columns: what practice asks of every item, without its texts, in a few packed rows. Derived from the
//! items and the responses to them, never synced, and the same bytes for the same set.
//!
//! Sixteen shards, by a nibble of the item's id, so that a card and its twin lie in one; and one row that says up to
//! which change they hold ([`folded_at`]). What was written since is the [`super::tail`]. So an edit or an answer writes
//! no column, and reading them costs the same number of rows whatever their length.

mod pack;

use crate::{
    cbor::{Cbor, Reader, Value, Writer},
    event::is_ahead,
    id::{CompetencyId, DeckId, Id, ItemId},
    item::{Form, Item},
    noun::Noun,
    port::{Lookup, Snapshot, Table},
    record::{Cell, Record},
    response::{Answer, due_day},
};
use cairn_learning::schedule::{Card, Fsrs, ScheduleConfig};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

pub(crate) use pack::{pack, unpack};

/// The key of the row that says up to which change the shards hold.
pub(crate) const FOLDED: &str = "folded";

/// What practice knows of an item that is in use.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// The item.
    pub id: ItemId,
    /// What kind of task.
    pub form: Form,
    /// Whether it is a card asked the other way round: deck, competencies and texts are those of its
    /// [card](ItemId::twin).
    pub twin: bool,
    /// Whether there is something to grade by.
    pub has_key: bool,
    /// Left out of practice until she takes it up again.
    pub suspended: bool,
    /// Her mark, 0 (none) to 7.
    pub flag: u8,
    /// Study day before which it is not asked.
    pub buried_until: Option<i64>,
    /// Its deck.
    pub deck: Option<DeckId>,
    /// What it says itself that it practises, each with its demand (0 for the competency's own).
    pub competencies: Arc<[(CompetencyId, u8)]>,
    /// When it was made, UTC ms.
    pub created_ms: i64,
    /// Where it stands; `None` if it was never answered.
    pub learned: Option<Learned>,
}

/// Where an item that was answered stands.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Learned {
    /// Memory, stage, last day, answers and lapses.
    pub card: Card,
    /// The study day for which the last answer put it off.
    pub due_day: i64,
    /// The study day of its first answer.
    pub first_day: i64,
    /// The latest date that an answer claims, UTC ms.
    pub last_ms: i64,
}

impl Entry {
    /// The entry of a record in use.
    pub(crate) fn of(record: &Record, learned: Option<Learned>) -> Self {
        let item = Item::read(record);
        // A form of a later version reads as a card; it is not asked as one.
        let is_known = match record.fields.get(&Item::FORM.0) {
            Some(Cell::Register(form)) => form.value == Cbor::null() || form.value.get::<Form>().is_some(),
            _ => true,
        };
        Self {
            id: item.id,
            form: item.form,
            twin: item.twin.is_some(),
            has_key: is_known && item.has_key(),
            suspended: item.suspended,
            flag: item.flag.min(7),
            buried_until: item.buried_until.map(|day| day.0),
            deck: item.deck,
            competencies: item.competencies.into(),
            created_ms: item.created.map_or(0, |ms| ms.0),
            learned,
        }
    }

    /// The card of which this is the other way round, or the item itself.
    pub fn card(&self) -> ItemId {
        if self.twin { self.id.twin() } else { self.id }
    }
}

impl Learned {
    /// The load of the day on which it is due, in `loads` from study day `today` on, where what is overdue counts; `None`
    /// beyond their end.
    pub fn load_of<'l>(&self, today: i64, loads: &'l mut [u32]) -> Option<&'l mut u32> {
        loads.get_mut(usize::try_from(self.due_day.saturating_sub(today).max(0)).ok()?)
    }

    /// After one more answer in the order of all; what is no rating changes nothing.
    pub(crate) fn after(before: Option<Self>, answer: &Answer<'_>, now_ms: i64, fsrs: &Fsrs) -> Option<Self> {
        let Some(rating) = answer.response.rated() else { return before };
        let card = Card::after(before.map(|before| before.card), answer.day, rating, fsrs);
        let usual = || answer.day + fsrs.interval(card.memory.stability, ScheduleConfig::default().retention.normal);
        Some(Self {
            card,
            due_day: match (is_ahead(answer.event, now_ms), before) {
                // Nobody knows when it was given: it puts nothing off, or it would do so again every day.
                (true, Some(before)) => before.due_day,
                (true, None) => answer.day,
                (false, _) => due_day(answer.event, now_ms).unwrap_or_else(usual),
            },
            first_day: before.map_or(answer.day, |before| before.first_day),
            last_ms: before.map_or(answer.event.at.ms, |before| before.last_ms.max(answer.event.at.ms)),
        })
    }
}

/// What reading the columns asks for.
pub(crate) fn lookup() -> Lookup {
    Lookup::DerivedRange(Table::Schedule, String::new())
}

/// The shard in which an item lies: `0` to `f`.
pub(crate) fn shard(item: ItemId) -> String {
    format!("{:x}", item.0.bytes()[14] & 15)
}

/// What is known of all items together when they are folded, for the next time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Told {
    /// The items with an answer that was dated after tomorrow then: such an answer counts as today, so where they stand
    /// is told anew every time.
    pub ahead: BTreeSet<ItemId>,
    /// The latest date that any answer claims, UTC ms: a clock that stands before it makes others of the entries.
    pub latest_ms: i64,
    /// What is not here as a whole: answers without their item, something taken back that is not there. With the next
    /// of it, all of it is gone through.
    pub waiting: BTreeSet<ItemId>,
    /// Her last answers that tell of her [tempo](super::Tempo).
    pub timed: Vec<Timed>,
}

/// When an answer was given, UTC ms, and how long it took, ms.
pub(crate) type Timed = (i64, u32);

impl Default for Told {
    fn default() -> Self {
        Self { ahead: BTreeSet::new(), latest_ms: i64::MIN, waiting: BTreeSet::new(), timed: Vec::new() }
    }
}

/// The number of the change up to which the columns hold; `None` if there are none, or of another version, or they were
/// reckoned by other weights than those of this name.
pub(crate) fn folded_at(snapshot: &Snapshot, weights: &str) -> Option<u64> {
    let rows = snapshot.derived_range(Table::Schedule, "");
    let whole = rows.iter().all(|(key, row)| key == FOLDED || pack::is_known(row));
    Some(row_of_folded(snapshot)?).filter(|row| whole && row.weights == weights).map(|row| row.change)
}

/// What was known of all items when they were folded.
pub(crate) fn told(snapshot: &Snapshot) -> Option<Told> {
    row_of_folded(snapshot).map(|row| row.told)
}

/// The row of [`FOLDED`]; `weights` is the name of those by which the shards were reckoned.
pub(crate) fn folded(change: u64, told: &Told, weights: &str) -> Cbor {
    let mut writer = Writer::new();
    writer.array(6).uint(change);
    let ids = |items: &BTreeSet<ItemId>| items.iter().map(|item| item.0).collect::<Vec<Id>>();
    ids(&told.ahead).write(&mut writer);
    writer.int(told.latest_ms);
    ids(&told.waiting).write(&mut writer);
    writer.text(weights);
    told.timed.iter().flat_map(|(ms, took)| [*ms, i64::from(*took)]).collect::<Vec<i64>>().write(&mut writer);
    Cbor::from_writer(writer)
}

struct Folded {
    change: u64,
    told: Told,
    weights: String,
}

fn row_of_folded(snapshot: &Snapshot) -> Option<Folded> {
    let rows = snapshot.derived_range(Table::Schedule, "");
    let mut reader = Reader::new(rows.iter().find(|(key, _)| key == FOLDED)?.1.bytes());
    // Rows of before her tempo was noted have no sixth part.
    let parts = reader.array().ok()?.filter(|parts| (5..=6).contains(parts))?;
    let change = reader.u64().ok()?;
    let ids = |reader: &mut Reader<'_>| Some(Vec::<Id>::read(reader)?.into_iter().map(ItemId).collect());
    let ahead = ids(&mut reader)?;
    let (latest_ms, waiting, weights) = (reader.i64().ok()?, ids(&mut reader)?, String::read(&mut reader)?);
    let numbers = if parts == 6 { Vec::<i64>::read(&mut reader)? } else { Vec::new() };
    let timed = |pair: &[i64; 2]| Some((pair[0], u32::try_from(pair[1]).ok()?));
    let timed = numbers.as_chunks().0.iter().filter_map(timed).collect();
    Some(Folded { change, told: Told { ahead, latest_ms, waiting, timed }, weights })
}

/// Every entry by item, as the rows have it.
pub(crate) fn entries(snapshot: &Snapshot) -> Vec<Entry> {
    let rows = snapshot.derived_range(Table::Schedule, "");
    let mut all: Vec<Entry> =
        rows.iter().filter(|(key, _)| key != FOLDED).filter_map(|(_, row)| unpack(row)).flatten().collect();
    all.sort_unstable_by_key(|entry| entry.id);
    all
}

/// The entries of these shards alone.
pub(crate) fn of_shards<'k>(snapshot: &Snapshot, keys: impl Iterator<Item = &'k String>) -> BTreeMap<ItemId, Entry> {
    let rows = snapshot.derived_range(Table::Schedule, "");
    let row = |wanted: &String| rows.iter().find(|(key, _)| key == wanted).and_then(|(_, row)| unpack(row));
    keys.filter_map(row).flatten().map(|entry| (entry.id, entry)).collect()
}
