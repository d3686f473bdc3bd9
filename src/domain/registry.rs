//! What each kind is listed under and called: the one table that knows every noun.
//!
//! Index keys are texts; a [`Range`] reads rows whose key starts with a prefix, in
//! key order. Parts are joined by `/`. A record in the trash is listed only under `trash/` (under
//! `purged/` if another device has emptied it already), one that came back from it also under `revenant/`.

use crate::{
    competency::{Competency, Framework, Relation, Rubric, Scale},
    event::{Event, clock},
    evidence,
    goal::{Criterion, Goal, Step, Transition},
    id::{CompetencyId, GoalId, Id, ItemId},
    item::{Deck, Item},
    kind::Kind,
    media::{Attached, MediaHash},
    mistake::Mistake,
    noun::{EventSchema, Noun, Schema},
    port::Range,
    profile::{Interest, Profile},
    record::Record,
    resource::Resource,
    response::{self, Response},
};
use std::collections::BTreeSet;

/// What the store and the files need to know of a record kind.
pub struct RecordEntry {
    /// Its fields.
    pub schema: Schema,
    /// Index keys of a record in use.
    pub keys: fn(&Record) -> Vec<String>,
    /// What to call it in a list such as the trash.
    pub title: fn(&Record) -> String,
}

/// Every record kind.
pub const RECORDS: &[RecordEntry] = &[
    RecordEntry { schema: Profile::SCHEMA, keys: |_| vec![], title: |r| Profile::read(r).name },
    RecordEntry { schema: Interest::SCHEMA, keys: |r| Interest::read(r).keys(), title: |r| Interest::read(r).text },
    RecordEntry { schema: Goal::SCHEMA, keys: |r| Goal::read(r).keys(), title: |r| Goal::read(r).title },
    RecordEntry { schema: Criterion::SCHEMA, keys: |r| Criterion::read(r).keys(), title: |r| Criterion::read(r).text },
    RecordEntry { schema: Step::SCHEMA, keys: |r| Step::read(r).keys(), title: |r| Step::read(r).title },
    RecordEntry { schema: Resource::SCHEMA, keys: |r| Resource::read(r).keys(), title: |r| Resource::read(r).title },
    RecordEntry { schema: Framework::SCHEMA, keys: |r| Framework::read(r).keys(), title: |r| Framework::read(r).title },
    RecordEntry {
        schema: Competency::SCHEMA,
        keys: |r| Competency::read(r).keys(),
        title: |r| Competency::read(r).title,
    },
    RecordEntry { schema: Relation::SCHEMA, keys: |r| Relation::read(r).keys(), title: |_| String::new() },
    RecordEntry { schema: Scale::SCHEMA, keys: |_| vec!["scale".to_owned()], title: |r| Scale::read(r).title },
    RecordEntry { schema: Rubric::SCHEMA, keys: |_| vec!["rubric".to_owned()], title: |r| Rubric::read(r).title },
    RecordEntry { schema: Item::SCHEMA, keys: |r| Item::read(r).keys(), title: |r| Item::read(r).title() },
    RecordEntry { schema: Deck::SCHEMA, keys: |r| Deck::read(r).keys(), title: |r| Deck::read(r).title },
    // It is called as its item: see `session::named`.
    RecordEntry { schema: Mistake::SCHEMA, keys: |r| Mistake::read(r).keys(), title: |_| String::new() },
];

/// Every event kind.
pub const EVENTS: &[EventSchema] = &[
    evidence::Evidence::SCHEMA,
    evidence::SelfAssessment::SCHEMA,
    evidence::Contest::SCHEMA,
    Transition::SCHEMA,
    Response::SCHEMA,
    EventSchema {
        kind: Kind::VOID,
        fields: &[
            (1, "target", crate::cbor::Shape::Id),
            (2, "target_kind", crate::cbor::Shape::Int),
            (3, "owner", crate::cbor::Shape::Text),
        ],
    },
];

/// The index keys of a record.
pub fn record_keys(record: &Record) -> Vec<String> {
    if !record.is_alive() {
        return match record.trashed_at() {
            Some(ms) => vec![format!("trash/{}", sortable_ms(ms))],
            // Emptied elsewhere and joined: it can be emptied here, or comes back with its whole.
            None if !record.is_purged() => vec!["purged/".to_owned()],
            None => vec![],
        };
    }
    let mut keys = entry(record.kind).map(|entry| (entry.keys)(record)).unwrap_or_default();
    if record.is_revenant() {
        keys.push(REVENANT.to_owned());
    }
    keys
}

/// What to call a record in a list.
pub fn title(record: &Record) -> String {
    entry(record.kind).map(|entry| (entry.title)(record)).unwrap_or_default()
}

/// The file that a record carries.
pub fn file(record: &Record) -> Option<Attached> {
    (record.kind == Kind::RESOURCE).then(|| record.value(&Resource::FILE)).flatten()
}

/// Every file that a record names, with what to call it: the one that it carries, and those that its texts show.
pub fn files(record: &Record) -> Vec<(MediaHash, String)> {
    match record.kind {
        Kind::ITEM => Item::read(record).files(),
        _ => file(record).map(|file| (file.hash, file.name)).into_iter().collect(),
    }
}

/// The file that an event carries.
pub fn event_file(event: &Event) -> Option<Attached> {
    (event.kind == Kind::EVIDENCE).then(|| evidence::Evidence::read(event).file).flatten()
}

/// The files of all these rows.
pub fn hashes<'r>(
    records: impl IntoIterator<Item = &'r Record>,
    events: impl IntoIterator<Item = &'r Event>,
) -> BTreeSet<MediaHash> {
    let records = records.into_iter().flat_map(files).map(|(hash, _)| hash);
    records.chain(events.into_iter().filter_map(event_file).map(|file| file.hash)).collect()
}

/// What lists an event, and its voids: the id of its competency, goal or item; empty for other kinds.
pub fn owner(event: &Event) -> String {
    match event.kind {
        Kind::EVIDENCE | Kind::SELF_ASSESSMENT | Kind::CONTEST => {
            event.get::<CompetencyId>(1).map(|id| id.to_string()).unwrap_or_default()
        }
        Kind::TRANSITION => event.get::<GoalId>(1).map(|id| id.to_string()).unwrap_or_default(),
        Kind::RESPONSE => event.get::<ItemId>(1).map(|id| id.to_string()).unwrap_or_default(),
        Kind::VOID => event.get(3).unwrap_or_default(),
        _ => String::new(),
    }
}

/// The competency whose estimate an event, or the void of one, is told of; none for what belongs to a goal or an item,
/// whose ids look the same.
pub fn competency(event: &Event) -> Option<CompetencyId> {
    let of = match event.kind {
        Kind::VOID => Kind(u16::try_from(event.get::<u32>(2)?).ok()?),
        kind => kind,
    };
    let told = matches!(of, Kind::EVIDENCE | Kind::SELF_ASSESSMENT | Kind::CONTEST);
    told.then(|| CompetencyId::parse(&owner(event))).flatten()
}

/// The index keys of an event: `owner/moment` for what has an owner, what an answer is listed by besides
/// ([`response`]), and one more where its date is beyond that of its id ([`clock`]).
pub fn event_keys(event: &Event) -> Vec<String> {
    if event.erased {
        return Vec::new();
    }
    let owner = owner(event);
    let listed = (!owner.is_empty()).then(|| format!("{owner}/{}", sortable_ms(event.at.ms)));
    listed.into_iter().chain(response::keys(event)).chain(clock::keys(event)).collect()
}

/// Records that came back from the trash by themselves: another device wrote to them after the deletion.
pub fn revenants(kind: Kind, limit: u32) -> Range {
    Range::first(kind, REVENANT, limit)
}

const REVENANT: &str = "revenant/";

/// A moment as text that sorts like the number, for -2^48 to 2^48.
pub fn sortable_ms(ms: i64) -> String {
    format!("{:015}", ms.saturating_add(1 << 48).max(0))
}

/// An id as part of a key; empty for none.
pub(crate) fn part<I: Into<Id>>(id: Option<I>) -> String {
    id.map(|id| id.into().to_text()).unwrap_or_default()
}

fn entry(kind: Kind) -> Option<&'static RecordEntry> {
    RECORDS.iter().find(|entry| entry.schema.kind == kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{id::EventId, time::Moment};

    #[test]
    fn an_item_or_a_goal_is_no_competency() {
        let at = Moment { ms: 0, tz_offset_min: 0 };
        let [id, void] = [1, 2].map(|n| EventId(Id::new(0, n)));
        let owned = Id::new(0, 7);
        let cases = [
            (Kind::EVIDENCE, true),
            (Kind::SELF_ASSESSMENT, true),
            (Kind::CONTEST, true),
            (Kind::TRANSITION, false),
            (Kind::RESPONSE, false),
            (Kind(1_999), false),
        ];
        for (kind, told) in cases {
            let event = Event::new(kind, id, at).with(1, &owned);
            let expected = told.then_some(CompetencyId(owned));
            assert_eq!(competency(&event), expected, "{kind:?}");
            let taken_back = Event::void(void, at, id, kind, &owned.to_text());
            assert_eq!(competency(&taken_back), expected, "the void of {kind:?}");
        }
    }
}
