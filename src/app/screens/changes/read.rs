//! What the list of changes reads and what it makes of it: a bounded part of each entry.

use super::words;
use crate::session::{named, words as said};
use cairn_domain::{
    brought::Brought,
    id::Id,
    kind::Kind,
    port::{Lookup, Snapshot},
    record::Record,
    undo::{self, CHAIN, Effect, Inverse, UndoEntry},
};

/// Rows of one entry that are looked at; of an import there are thousands.
const LOOKED_AT: usize = 24;

/// One entry in words.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Change {
    /// Its number.
    pub number: u64,
    /// What was done.
    pub done: String,
    /// To what; empty if there is no name, or many.
    pub subject: String,
    /// When.
    pub when: String,
    /// What undoing would do, line by line.
    pub effects: Vec<String>,
    /// Whether anything can be taken back.
    pub open: bool,
    /// Whether a part cannot.
    pub partly: bool,
    /// Whether it is a file that came in whose report is kept.
    pub has_report: bool,
}

/// The entries, then the rows of those that are shown, then what names them.
pub fn needs(most: usize, snapshot: &Snapshot) -> Vec<Lookup> {
    let mut lookups = vec![CHAIN, Brought::lookup()];
    for (_, entry) in snapshot.undo(&CHAIN).iter().take(most) {
        lookups.extend(undo::needs(&part(entry)));
        lookups.extend(owners(entry).map(|(kind, id)| Lookup::Record(kind, id)));
        lookups.extend(touched(entry).filter_map(|(kind, id)| snapshot.record(kind, id)).flat_map(named::needs));
    }
    lookups
}

/// The latest first, as far as their rows were read, and whether there are more.
pub fn changes(snapshot: &Snapshot) -> (Vec<Change>, bool) {
    let all = snapshot.undo(&CHAIN);
    let is_read = |(_, entry): &&(u64, UndoEntry)| undo::needs(&part(entry)).iter().all(|row| snapshot.has(row));
    let reports = Brought::read(snapshot);
    let has_report = |number: u64| reports.iter().any(|report| report.change == number);
    let shown = all
        .iter()
        .take_while(is_read)
        .map(|(number, entry)| Change { has_report: has_report(*number), ..change(*number, entry, snapshot) });
    let shown: Vec<Change> = shown.collect();
    let more = shown.len() < all.len();
    (shown, more)
}

fn change(number: u64, entry: &UndoEntry, snapshot: &Snapshot) -> Change {
    let outlook = undo::outlook(&part(entry), snapshot);
    let effects = undo::effects(entry);
    Change {
        number,
        done: said::done(entry.op),
        subject: subject(entry, &effects, snapshot),
        when: words::when(entry.ms),
        effects: words::effects(&effects, &|kind, id| title(kind, id, snapshot)),
        open: outlook.open > 0,
        partly: outlook.closed > 0,
        has_report: false,
    }
}

/// The one thing that the entry is about: its only record, or what its events belong to.
fn subject(entry: &UndoEntry, effects: &[Effect], snapshot: &Snapshot) -> String {
    let one = match effects {
        [Effect::Out(kind, ids) | Effect::Back(kind, ids)] if ids.len() == 1 => Some((*kind, ids[0])),
        _ => None,
    };
    let mut about: Vec<(Kind, Id)> = touched(entry).take(2).collect();
    about.dedup();
    let records = one.or(if about.len() == 1 { Some(about[0]) } else { None });
    records.or_else(|| owners(entry).next()).map(|(kind, id)| title(kind, id, snapshot)).unwrap_or_default()
}

fn title(kind: Kind, id: Id, snapshot: &Snapshot) -> String {
    snapshot.record(kind, id).map(|record: &Record| named::title(record, snapshot)).unwrap_or_default()
}

/// The head of an entry.
fn part(entry: &UndoEntry) -> UndoEntry {
    UndoEntry { inverse: entry.inverse.iter().take(LOOKED_AT).cloned().collect(), ..*entry }
}

/// The records that the head of an entry wrote.
fn touched(entry: &UndoEntry) -> impl Iterator<Item = (Kind, Id)> + '_ {
    entry.inverse.iter().take(LOOKED_AT).filter_map(|inverse| match inverse {
        Inverse::Register { kind, id, .. }
        | Inverse::Text { kind, id, .. }
        | Inverse::Created { kind, id }
        | Inverse::Trashed { kind, id } => Some((*kind, *id)),
        Inverse::Added { .. } | Inverse::Voided { .. } => None,
    })
}

/// What the events of an entry belong to. A voided one does not say; its void, read with it, would.
fn owners(entry: &UndoEntry) -> impl Iterator<Item = (Kind, Id)> + '_ {
    entry.inverse.iter().take(LOOKED_AT).filter_map(|inverse| match inverse {
        Inverse::Added { kind, owner, .. } => {
            let of = if *kind == Kind::TRANSITION { Kind::GOAL } else { Kind::COMPETENCY };
            Id::parse(owner).map(|id| (of, id))
        }
        _ => None,
    })
}
