//! What speaks for or against a skill, as its page lists it: what was said of it, and answers to its items.

use super::read::What;
use cairn_domain::{
    event::Event,
    evidence::{Evidence, EvidenceKind, Origin, SelfAssessment, sources::Sources},
    id::{EventId, ItemId},
    kind::Kind,
    response::{Answer, answers},
};
use std::collections::BTreeMap;

/// Everything that counts, by its event; `titles` says what the items ask, `now_ms` is the present, UTC ms.
pub fn standing(sources: &Sources, titles: &BTreeMap<ItemId, String>, now_ms: i64) -> BTreeMap<EventId, (Kind, What)> {
    let said = sources.said.in_order(now_ms).into_iter().filter_map(told);
    let answered = answers(&sources.answered, now_ms);
    let answered = answered.iter().map(|answer| (answer.event.id, (Kind::RESPONSE, given(answer, titles))));
    said.chain(answered).collect()
}

fn told(event: &Event) -> Option<(EventId, (Kind, What))> {
    let what = match event.kind {
        Kind::EVIDENCE => What::Evidence(Evidence::read(event)),
        Kind::SELF_ASSESSMENT => What::Own(SelfAssessment::read(event)),
        _ => return None,
    };
    Some((event.id, (event.kind, what)))
}

/// An answer, as evidence is shown: her own button is a rating of hers.
fn given(answer: &Answer<'_>, titles: &BTreeMap<ItemId, String>) -> What {
    let response = &answer.response;
    let kind = match (response.is_self_graded(), answer.seen_before) {
        (true, _) => EvidenceKind::SelfRating,
        (false, true) => EvidenceKind::Review,
        (false, false) => EvidenceKind::QuizItem,
    };
    let title = response.item.and_then(|item| titles.get(&item));
    What::Evidence(Evidence {
        kind,
        score: response.score().unwrap_or_default(),
        aid: response.aid,
        origin: if response.is_self_graded() { Origin::Reported } else { Origin::Practised },
        note: title.cloned().unwrap_or_default(),
        ..Evidence::read(&Event::new(Kind::EVIDENCE, answer.event.id, answer.event.at))
    })
}
