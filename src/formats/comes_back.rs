//! What went out of here and comes back, and answers that were given elsewhere: which of them are to be written.

use crate::{apply::ApplySource, source::SourceRecord};
use cairn_domain::{
    event::Event,
    id::{Id, ItemId},
    item::Item,
    kind::Kind,
    noun::Noun,
    port::{Range, Snapshot},
    record::Record,
    response::Response,
};
use std::collections::BTreeSet;

impl ApplySource<'_> {
    /// Items of hers that come back, with answers.
    pub(crate) fn staying(&self) -> BTreeSet<ItemId> {
        let stays: BTreeSet<Id> =
            self.source.records.iter().filter(|record| record.stays.is_some()).map(|record| record.id).collect();
        let answered = self.source.events.values().filter(|_| !stays.is_empty());
        answered.filter_map(|event| Response::read(event).item).filter(|item| stays.contains(&item.0)).collect()
    }

    /// Answers of another that came before, to what lies in the trash and comes back.
    pub(crate) fn strangers<'s>(&'s self, snapshot: &'s Snapshot) -> Vec<&'s Event> {
        let comes_back = |event: &Event| {
            let item = Response::read(event).item.and_then(|item| snapshot.record(Kind::ITEM, item.0));
            item.is_some_and(|item| !item.is_alive())
        };
        let here = self.source.events.values().filter_map(|event| snapshot.event(event.kind, event.id));
        here.filter(|event| self.others && self.restore && !event.erased && comes_back(event)).collect()
    }

    /// The answers that are not here. One that was taken back or erased is: it is told once. To items of hers that come back it
    /// is one of the same moment too, whatever it is called.
    pub(crate) fn new_events<'s>(&'s self, snapshot: &Snapshot) -> Vec<&'s Event> {
        let moments =
            |item: ItemId| snapshot.events(&answers_of(item)).map(move |event| (item, event.at.ms)).collect::<Vec<_>>();
        let given: BTreeSet<(ItemId, i64)> = self.staying().into_iter().flat_map(moments).collect();
        let is_given = |event: &Event| {
            !given.is_empty() && Response::read(event).item.is_some_and(|item| given.contains(&(item, event.at.ms)))
        };
        let beside = self.source.records.iter().filter(|record| is_beside(record, snapshot)).map(|record| record.id);
        let beside: BTreeSet<Id> = beside.filter(|id| snapshot.record(Kind::ITEM, *id).is_none()).collect();
        let is_beside = |event: &Event| {
            !beside.is_empty() && Response::read(event).item.is_some_and(|item| beside.contains(&item.0))
        };
        let is_here = |event: &Event| snapshot.event(event.kind, event.id).is_some();
        // What stays in the trash gets no answers.
        let is_left = |event: &Event| {
            let item = Response::read(event).item.and_then(|item| snapshot.record(Kind::ITEM, item.0));
            !self.restore && item.is_some_and(|item| !item.is_alive())
        };
        let is_new = |event: &&Event| !is_here(event) && !is_given(event) && !is_beside(event) && !is_left(event);
        self.source.events.values().filter(|_| !self.others).filter(is_new).collect()
    }
}

/// Whether a record that is here stays as it is, because the source has it from here: what came from such a source itself, as
/// on another device, is the source's to write.
pub(crate) fn stays(source: &SourceRecord, here: &Record) -> bool {
    source.stays.is_some_and(|own| !Item::read(here).source_id.starts_with(&own.to_text()))
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
