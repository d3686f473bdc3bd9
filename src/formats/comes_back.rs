//! What went out of here and comes back, and answers that were given elsewhere: which of them are to be written.

use crate::{apply::ApplySource, source::SourceRecord};
use cairn_domain::{
    event::Event,
    id::{Id, ItemId},
    item::Item,
    kind::Kind,
    port::{Range, Snapshot},
    record::Record,
    response,
};
use std::collections::BTreeSet;

impl ApplySource<'_> {
    /// Items of hers that come back, with answers.
    pub(crate) fn staying(&self) -> BTreeSet<ItemId> {
        let stays: BTreeSet<Id> =
            self.source.records.iter().filter(|record| record.stays.is_some()).map(|record| record.id).collect();
        let answered = self.source.events.values().filter(|_| !stays.is_empty());
        answered.filter_map(response::item).filter(|item| stays.contains(&item.0)).collect()
    }

    /// Answers of another that came before, to what lies in the trash and comes back.
    pub(crate) fn strangers<'s>(&'s self, snapshot: &'s Snapshot) -> Vec<&'s Event> {
        if !self.others || !self.restore {
            return Vec::new();
        }
        let here = self.source.events.values().filter_map(|event| snapshot.event(event.kind, event.id));
        here.filter(|event| !event.erased && answered(event, snapshot).is_some_and(|item| !item.is_alive())).collect()
    }

    /// The answers that are not here. One that was taken back or erased is: it is told once. To items of hers that come back it
    /// is one of the same moment too, whatever it is called. What stays in the trash gets none.
    pub(crate) fn new_events<'s>(&'s self, snapshot: &Snapshot) -> Vec<&'s Event> {
        if self.others {
            return Vec::new();
        }
        let moments =
            |item: ItemId| snapshot.events(&answers_of(item)).map(move |event| (item, event.at.ms)).collect::<Vec<_>>();
        let given: BTreeSet<(ItemId, i64)> = self.staying().into_iter().flat_map(moments).collect();
        let beside = self.source.records.iter().filter(|record| is_beside(record, snapshot)).map(|record| record.id);
        let beside: BTreeSet<Id> = beside.filter(|id| snapshot.record(Kind::ITEM, *id).is_none()).collect();
        let is_new = |event: &&Event| {
            let is_left = |item: &Record| !self.restore && !item.is_alive();
            let comes = response::item(event).is_none_or(|item| {
                !given.contains(&(item, event.at.ms))
                    && !beside.contains(&item.0)
                    && !snapshot.record(Kind::ITEM, item.0).is_some_and(is_left)
            });
            comes && snapshot.event(event.kind, event.id).is_none()
        };
        self.source.events.values().filter(is_new).collect()
    }
}

/// The item that an answer is to, if it is here.
pub fn answered<'s>(event: &Event, snapshot: &'s Snapshot) -> Option<&'s Record> {
    response::item(event).and_then(|item| snapshot.record(Kind::ITEM, item.0))
}

/// Whether a record that is here stays as it is, because the source has it from here: what came from such a source itself, as
/// on another device, is the source's to write.
pub(crate) fn stays(source: &SourceRecord, here: &Record) -> bool {
    let came = |own: Id| here.value(&Item::SOURCE_ID).starts_with(&own.to_text());
    source.stays.is_some_and(|own| !came(own))
}

/// Whether the one is here, and stays, with which a record comes back.
pub(crate) fn is_beside(source: &SourceRecord, snapshot: &Snapshot) -> bool {
    let own = source.stays.and_then(|own| snapshot.record(source.kind, own));
    own.is_some_and(|own| stays(source, own))
}

/// The answers to an item.
pub(crate) fn answers_of(item: ItemId) -> Range {
    Range::all(Kind::RESPONSE, format!("{item}/"))
}
