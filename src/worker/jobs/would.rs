//! What a file of another tool would do here: how many things are new, change, stay or lie in the trash, the first of
//! them by name, in which fields they differ, and how many bytes the rows take.

use super::{World, amounts, cut, differing, room};
use crate::protocol::{Amount, Difference, Failure, Named, Shown};
use cairn_domain::{
    event::Event,
    item::Item,
    kind::Kind,
    noun::Noun,
    port::{Decision, Snapshot, Store},
    record::{Context, Record},
    registry,
};
use cairn_formats::{
    apply::ApplySource,
    comes_back::answered,
    differences::{Comparison, Fate, Fated},
    source::Source,
};
use std::collections::BTreeMap;

/// Things of each kind that are told by name, and so many in all with their fields.
pub const NAMED: usize = 100;
/// About so many bytes of fields are told; a file may be made so that each of them is long.
const FIELD_BYTES: usize = 1 << 20;

/// What applying a foreign file would do.
pub struct Would {
    /// Make.
    pub new: Vec<Amount>,
    /// Change.
    pub changed: Vec<Amount>,
    /// Leave, because she edited it.
    pub kept: Vec<Amount>,
    /// Leave in the trash.
    pub trashed: Vec<Amount>,
    /// Leave as it is.
    pub same: Vec<Amount>,
    /// The first of each by name.
    pub named: Vec<Named>,
    /// Bytes of the rows that would be written.
    pub rows: u64,
    /// Answers that would come.
    pub answers: u64,
    /// Whether she has answered something here, and items that it has answers to are here.
    pub met: bool,
    /// How many questions ask something else here under the same name, if these are most of what is known of it.
    pub other: Option<u64>,
}

/// Compares a foreign file with what is here.
pub async fn would(says: &Source, world: &impl World) -> Result<Would, Failure> {
    let store = world.store().await?;
    let summary = store.summary().await?;
    let apply = ApplySource { source: says, space: None, restore: false, others: false };
    let snapshot = store.read(&apply.needs(&Snapshot::default())).await?;
    let context = Context::new(world.now(), summary.device, world.seed());
    let comparison = apply.compare(&snapshot, &context);
    let of = |fate| amounts(&comparison.counts(fate));
    // Those to what lies in the trash come, or have come, with what she brings back.
    let comes =
        |(event, new): &&(&Event, bool)| *new || answered(event, &snapshot).is_some_and(|item| !item.is_alive());
    let answers: Vec<&Event> = comparison.events.iter().filter(comes).map(|(event, _)| *event).collect();
    let has_answered = summary.totals.get(&Kind::RESPONSE).is_some_and(|count| count.alive > 0);
    let new = comparison.counts(Fate::New);
    Ok(Would {
        answers: answers.len() as u64,
        met: has_answered && answers.iter().any(|event| answered(event, &snapshot).is_some()),
        other: other(&comparison),
        // Answers are told by themselves: whether they come is hers to say.
        new: amounts(&new.into_iter().filter(|(kind, _)| *kind != Kind::RESPONSE).collect()),
        changed: of(Fate::Changed),
        kept: of(Fate::Kept),
        trashed: of(Fate::Trashed),
        same: of(Fate::Same),
        rows: rows(&comparison),
        named: named(&comparison, says, world).await?,
    })
}

/// How many items ask something else than what is here under their names; `None` unless these are several, and more than half
/// of those that are here. A newer version of a bank changes some questions; another bank of the same name changes nearly all.
fn other(comparison: &Comparison) -> Option<u64> {
    let items = comparison.records.iter().filter(|one| one.said.kind == Kind::ITEM);
    let here: Vec<_> = items.filter_map(|one| Some((one, one.here.filter(|here| here.is_alive())?))).collect();
    let prompt = |record: &Record| Item::read(record).prompt;
    let asks_else = |(one, here): &&(&Fated, &Record)| {
        one.then.as_ref().is_some_and(|then| {
            let (here, then) = (prompt(here), prompt(then));
            !here.is_empty() && !then.is_empty() && here != then
        })
    };
    let others = here.iter().filter(asks_else).count();
    (others > 2 && others * 2 > here.len()).then_some(others as u64)
}

/// Rows of things in the trash count too: she may bring them back.
fn rows(comparison: &Comparison) -> u64 {
    let records = comparison.records.iter().map(|one| match (one.fate, &one.then, one.here) {
        (_, Some(then), _) => room::of_record(then, one.back),
        (Fate::Trashed, _, Some(here)) => room::of_record(here, 0),
        _ => 0,
    });
    let events = comparison.events.iter().filter(|(_, new)| *new).map(|(event, _)| room::of_event(event));
    records.chain(events).sum()
}

async fn named(comparison: &Comparison<'_>, says: &Source, world: &impl World) -> Result<Vec<Named>, Failure> {
    let fates = [
        (Fate::New, Difference::New),
        (Fate::Changed, Difference::Changed),
        (Fate::Kept, Difference::Kept),
        (Fate::Trashed, Difference::Trashed),
    ];
    let told: Vec<(Difference, Vec<&Fated>)> =
        fates.into_iter().map(|(fate, difference)| (difference, first(comparison, fate))).collect();
    let differ = || told.iter().filter(|(difference, _)| *difference != Difference::Trashed);
    let names = differing::Names::of(differ().flat_map(|(_, first)| first.iter().copied()), says, world).await?;
    let mut all = Vec::new();
    let mut room = FIELD_BYTES;
    for (difference, first) in told {
        let in_trash = difference == Difference::Trashed;
        let first: Vec<Shown> = first
            .into_iter()
            .enumerate()
            .map(|(at, one)| {
                let (mut differs, mut more) =
                    if in_trash || at >= NAMED { (Vec::new(), 0) } else { differing::fields(one, &names) };
                match room.checked_sub(differing::size(&differs)) {
                    Some(left) => room = left,
                    None => {
                        more += differs.len() as u64;
                        differs.clear();
                    }
                }
                Shown { kind: one.said.kind, title: title(one), differs, more }
            })
            .collect();
        if !first.is_empty() {
            all.push(Named { difference, first });
        }
    }
    Ok(all)
}

/// The first of each kind that have a name, by kind.
fn first<'c>(comparison: &'c Comparison<'_>, fate: Fate) -> Vec<&'c Fated<'c>> {
    let mut told: BTreeMap<Kind, Vec<&Fated>> = BTreeMap::new();
    for one in comparison.records.iter().filter(|one| one.fate == fate) {
        let of_kind = told.entry(one.said.kind).or_default();
        if of_kind.len() < NAMED && !title(one).is_empty() {
            of_kind.push(one);
        }
    }
    told.into_values().flatten().collect()
}

/// What is here is what she knows it by.
fn title(one: &Fated) -> String {
    let titles = [one.here, one.then.as_ref()].into_iter().flatten().map(registry::title);
    cut(&titles.into_iter().find(|title| !title.is_empty()).unwrap_or_default())
}
