//! Events of a wrong clock: dated after tomorrow, so that they replay as of now. What reads them without
//! reading everything, and what gives them the present date.
//!
//! An id begins with the moment at which it was made, so nearly all of them are the last by id. Those whose date
//! is a day and more beyond that of their id, such as a copy that an undo made, are listed by [`AHEAD`].

use super::{Event, Journal, is_ahead};
use crate::{
    change::{Op, Outcome},
    error::Rejection,
    evidence::command::{derive, derive_needs},
    id::{CompetencyId, EventId, Id},
    kind::Kind,
    port::{Lookup, Range, Snapshot},
    record::Context,
    registry, response,
    time::{DAY_MS, Moment},
};
use std::collections::BTreeSet;

/// The index key of events whose date is beyond that of their id, in the order of their date.
pub const AHEAD: &str = "ahead/";

/// At most so many of a kind are listed, in each of the two ways.
pub const LISTED: u32 = 200;

/// The index keys that an event has for its date: none, but where its id is of an earlier day.
pub(crate) fn keys(event: &Event) -> Option<String> {
    (event.at.ms > event.id.0.ms().saturating_add(DAY_MS))
        .then(|| [AHEAD, &registry::sortable_ms(event.at.ms)].concat())
}

/// What [`wrong`] reads: first the events, then what may have taken them back.
pub fn needs(now_ms: i64, snapshot: &Snapshot) -> Vec<Lookup> {
    let events = kinds().flat_map(|kind| listed(kind, now_ms));
    let owners: BTreeSet<String> = ahead(now_ms, snapshot).map(registry::owner).collect();
    events.chain(owners.iter().map(|owner| Lookup::Range(Event::voids(owner)))).collect()
}

/// What counts and is dated after tomorrow, by the date that it claims, and whether there is more.
pub fn wrong(now_ms: i64, snapshot: &Snapshot) -> (Vec<Event>, bool) {
    let owners: BTreeSet<String> = ahead(now_ms, snapshot).map(registry::owner).collect();
    let taken_back = owners.iter().flat_map(|owner| snapshot.events(&Event::voids(owner)).cloned().collect::<Vec<_>>());
    let journal = Journal::of(ahead(now_ms, snapshot).cloned().chain(taken_back));
    let mut found: Vec<Event> = journal.wrong_clock(now_ms).cloned().collect();
    found.sort_by_key(|event| (event.at.ms, event.id));
    let lookups = kinds().flat_map(|kind| listed(kind, now_ms));
    let cut = lookups.into_iter().any(|lookup| snapshot.hits(&lookup).len() >= LISTED as usize);
    (found, cut)
}

/// What giving these events the present date reads.
pub(crate) fn correct_needs(list: &[(Kind, EventId)], snapshot: &Snapshot) -> Vec<Lookup> {
    let mut lookups: Vec<Lookup> = list.iter().map(|(kind, id)| Lookup::Event(*kind, *id)).collect();
    for event in list.iter().filter_map(|(kind, id)| snapshot.event(*kind, *id)) {
        lookups.push(Lookup::Range(Event::voids(registry::owner(event))));
        lookups.extend(registry::competency(event).into_iter().flat_map(|id| derive_needs(id, snapshot)));
    }
    lookups
}

/// Takes each of them back and tells it again, dated now; their order stays.
pub(crate) fn correct(
    list: &[(Kind, EventId)],
    snapshot: &Snapshot,
    context: &mut Context,
) -> Result<Outcome, Rejection> {
    let now = context.now;
    let mut events: Vec<&Event> = Vec::new();
    for (kind, id) in list {
        let event = snapshot.event(*kind, *id).filter(|event| !event.erased && *kind != Kind::VOID);
        let event = event.ok_or(Rejection::Missing)?;
        if snapshot.is_voided(registry::owner(event), *id) || !is_ahead(event, now.ms) {
            return Err(Rejection::Missing);
        }
        events.push(event);
    }
    events.sort_by_key(|event| (event.at.ms, event.id));
    events.dedup_by_key(|event| event.id);
    let mut outcome = Outcome::new(Op::CorrectDate);
    let count = i64::try_from(events.len()).unwrap_or(i64::MAX);
    for (at, event) in (1..).zip(&events) {
        let owner = registry::owner(event);
        let void = Event::void(EventId(context.new_id()), now, event.id, event.kind, &owner);
        outcome.add_void(void, event.kind, event.id);
        // A millisecond apart, so that replays keep the order.
        let at = Moment { ms: now.ms - (count - at), ..now };
        let mut copy = response::tell_again(event, EventId(context.new_id()));
        if copy.kind == Kind::RESPONSE {
            response::redate(&mut copy, at);
        }
        copy.at = at;
        outcome.add_event(copy);
    }
    let competencies: BTreeSet<CompetencyId> = events.iter().filter_map(|event| registry::competency(event)).collect();
    competencies.into_iter().for_each(|id| derive(id, snapshot, context, &mut outcome));
    Ok(outcome)
}

/// What happened; a void takes something back whenever it is dated.
fn kinds() -> impl Iterator<Item = Kind> {
    registry::EVENTS.iter().map(|schema| schema.kind).filter(|kind| *kind != Kind::VOID)
}

fn listed(kind: Kind, now_ms: i64) -> [Lookup; 2] {
    let dated = Range::last(kind, AHEAD, LISTED);
    // Made at the end of this instant: whatever was dated after tomorrow when it was made has a later id.
    let after = Some(Id::new(now_ms, u128::MAX));
    [Lookup::Range(dated), Lookup::ChangedSince { kind, change: 0, after, limit: LISTED }]
}

fn ahead(now_ms: i64, snapshot: &Snapshot) -> impl Iterator<Item = &Event> {
    kinds().flat_map(move |kind| listed(kind, now_ms)).flat_map(move |lookup| {
        let hits: Vec<&Event> = snapshot.hits(&lookup).iter().filter_map(|hit| hit.event()).collect();
        hits.into_iter().filter(move |event| is_ahead(event, now_ms))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        change::Reply,
        command::Command,
        desk::Desk,
        evidence::{
            EvidenceKind,
            command::{Command as Say, NewEvidence},
            score::Judged,
        },
        port::Table,
    };

    /// Evidence for a new skill, given `days` ahead of the clock.
    fn said_ahead(desk: &mut Desk, days: i64) -> EventId {
        let lamps = desk.framework("Lamps");
        let skill = desk.skill(lamps, None, "Solder a clean joint");
        desk.wait_days(days);
        let new = NewEvidence::plain(skill, EvidenceKind::ArtefactMentor, Judged::Score(0.9));
        let id = EventId(desk.made(&Command::Evidence(Say::Add(Box::new(new)))));
        desk.wait_days(-days);
        id
    }

    fn listed(desk: &Desk) -> Vec<Event> {
        let now = desk.now_ms();
        wrong(now, &desk.gather(|snapshot| needs(now, snapshot))).0
    }

    #[test]
    fn a_day_ahead_is_no_wrong_clock() {
        let mut desk = Desk::default();
        said_ahead(&mut desk, 1);
        assert_eq!(listed(&desk), []);
    }

    #[test]
    fn the_present_date_takes_the_place_of_the_wrong_one_and_undo_brings_it_back() {
        let mut desk = Desk::default();
        let id = said_ahead(&mut desk, 400);
        let [event] = &listed(&desk)[..] else { panic!("one is ahead") };
        assert_eq!((event.id, registry::event_keys(event).len()), (id, 1), "its id tells");
        let claimed = event.at.ms;

        let now = desk.now_ms();
        desk.did(&Command::CorrectDates(vec![(Kind::EVIDENCE, id)]));
        assert_eq!(listed(&desk), []);
        let journal = Journal::of(desk.events.values().cloned());
        assert_eq!(journal.in_order(now).iter().map(|event| event.at.ms).collect::<Vec<_>>(), [now]);
        assert_eq!(desk.derived.keys().next().map(|(table, _)| *table), Some(Table::Estimate));
        assert!(desk.run(&Command::CorrectDates(vec![(Kind::EVIDENCE, id)])).is_err(), "it was taken back");

        assert!(matches!(desk.undo(), Reply::Undone { op: Op::CorrectDate, skipped: 0 }));
        let [event] = &listed(&desk)[..] else { panic!("one is ahead") };
        assert_eq!(event.at.ms, claimed);
        assert_ne!(event.id, id, "told again under a new id");
        assert_eq!(registry::event_keys(event).len(), 2, "its id no longer tells, so its key does");
    }

    #[test]
    fn several_keep_their_order_and_what_was_taken_back_is_not_listed() {
        let mut desk = Desk::default();
        let [late, early, gone] = [500, 400, 450].map(|days| said_ahead(&mut desk, days));
        desk.did(&Command::Evidence(Say::Void(Kind::EVIDENCE, gone)));
        assert_eq!(listed(&desk).iter().map(|event| event.id).collect::<Vec<_>>(), [early, late]);
        let skill = |desk: &Desk, at: usize| {
            let journal = Journal::of(desk.events.values().cloned());
            registry::owner(journal.in_order(desk.now_ms())[at])
        };
        let order = listed(&desk).iter().map(registry::owner).collect::<Vec<_>>();
        desk.did(&Command::CorrectDates(vec![(Kind::EVIDENCE, late), (Kind::EVIDENCE, early)]));
        assert_eq!([skill(&desk, 0), skill(&desk, 1)].to_vec(), order);
    }
}
