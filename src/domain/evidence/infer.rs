//! What was concluded of competencies without being seen, by a placement: inferred evidence, which adds no mass, no
//! success day and no diversity. It is kept as one step, and goes as one.

use super::{Evidence, EvidenceKind, Origin, command::derive_by, sources};
use crate::{
    change::{Op, Outcome},
    event::Event,
    id::{CompetencyId, EventId},
    kind::Kind,
    port::{Lookup, Range, Snapshot},
    record::Context,
};
use std::collections::BTreeSet;

/// What a placement concluded.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Conclusion {
    /// Competencies that are taken to be known, each with the probability of that, 0 to 1.
    pub known: Vec<(CompetencyId, f64)>,
    /// Those of which an earlier placement concluded something; that goes.
    pub before: Vec<CompetencyId>,
}

impl Conclusion {
    fn all(&self) -> Vec<CompetencyId> {
        let known = self.known.iter().map(|(id, _)| *id);
        known.chain(self.before.iter().copied()).collect::<BTreeSet<_>>().into_iter().collect()
    }
}

pub(super) fn needs(conclusion: &Conclusion, snapshot: &Snapshot) -> Vec<Lookup> {
    let all = conclusion.all();
    let nouns = all.iter().map(|id| Lookup::Record(Kind::COMPETENCY, id.0));
    sources::needs_of(&all, snapshot).into_iter().chain(nouns).collect()
}

pub(super) fn infer(conclusion: &Conclusion, snapshot: &Snapshot, context: &mut Context) -> Outcome {
    let mut outcome = Outcome::new(Op::AddEvidence);
    let read = sources::Read::of(snapshot);
    for competency in conclusion.all() {
        if snapshot.alive(Kind::COMPETENCY, competency.0).is_none() {
            continue;
        }
        for event in standing(competency, snapshot) {
            let id = EventId(context.new_id());
            outcome.add_void(
                Event::void(id, context.now, event, Kind::EVIDENCE, &competency.to_string()),
                Kind::EVIDENCE,
                event,
            );
        }
        if let Some((_, probability)) = conclusion.known.iter().find(|(id, _)| *id == competency) {
            let id = EventId(context.new_id());
            let blank = Evidence::read(&Event::new(Kind::EVIDENCE, id, context.now));
            let evidence = Evidence {
                competency: Some(competency),
                kind: EvidenceKind::Inferred,
                score: probability.clamp(0.0, 1.0),
                origin: Origin::Practised,
                ..blank
            };
            outcome.add_event(evidence.to_event(id, context.now));
        }
        derive_by(competency, &read, context, &mut outcome);
    }
    outcome
}

/// What placements before concluded and was not taken back. What she noted as concluded herself is hers.
fn standing(competency: CompetencyId, snapshot: &Snapshot) -> Vec<EventId> {
    let range = Range::all(Kind::EVIDENCE, format!("{competency}/"));
    let events = snapshot.events(&range);
    let is_it = |event: &&Event| {
        let evidence = Evidence::read(event);
        !event.erased && evidence.kind == EvidenceKind::Inferred && evidence.origin == Origin::Practised
    };
    events.filter(is_it).map(|event| event.id).filter(|id| !snapshot.is_voided(competency, *id)).collect()
}
