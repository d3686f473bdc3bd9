//! What a file of another tool would do here: how many things are new, change, stay or lie in the trash, the first of
//! them by name, in which fields they differ, and how many bytes the rows take.

use super::{World, amounts, cut, differing, room};
use crate::protocol::{Amount, Difference, Failure, Named, Shown};
use cairn_domain::{
    kind::Kind,
    port::{Decision, Snapshot, Store},
    record::Context,
    registry,
};
use cairn_formats::{
    apply::ApplySource,
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
}

/// Compares a foreign file with what is here.
pub async fn would(says: &Source, world: &impl World) -> Result<Would, Failure> {
    let store = world.store().await?;
    let summary = store.summary().await?;
    let apply = ApplySource { source: says, space: None, restore: false };
    let snapshot = store.read(&apply.needs(&Snapshot::default())).await?;
    let context = Context::new(world.now(), summary.device, world.seed());
    let comparison = apply.compare(&snapshot, &context);
    let of = |fate| amounts(&comparison.counts(fate));
    Ok(Would {
        new: of(Fate::New),
        changed: of(Fate::Changed),
        kept: of(Fate::Kept),
        trashed: of(Fate::Trashed),
        same: of(Fate::Same),
        rows: rows(&comparison),
        named: named(&comparison, says, world).await?,
    })
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
