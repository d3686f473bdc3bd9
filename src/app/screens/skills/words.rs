//! The words for levels, kinds of evidence, demands, conditions and effects.

use super::read::{Piece, What};
use super::view_model::{Badge, Certainty};
use crate::i18n::{self, DateStyle, tr};
use crate::ui::{Choice, Icon, LevelKind, Stones};
use cairn_domain::{
    competency::Scale,
    evidence::{
        AidUsed, EvidenceKind,
        estimate::{Condition, Freshness},
    },
};
use leptos::prelude::*;

/// The word of a level, 0 to 4.
pub fn level(level: u8) -> String {
    match level {
        0 => tr::skills::level_0(),
        1 => tr::skills::level_1(),
        2 => tr::skills::level_2(),
        3 => tr::skills::level_3(),
        _ => tr::skills::level_4(),
    }
}

pub fn badge(badge: Badge) -> String {
    match badge {
        Badge::Open => tr::skills::level_0(),
        Badge::Inferred => tr::fading::inferred(),
        Badge::Said(1.., Freshness::Fading) => tr::fading::fades(&tr::skills::said()),
        Badge::Said(..) => tr::skills::said(),
        Badge::Shown(shown @ 1.., Freshness::Fading) => tr::fading::fades(&level(shown)),
        Badge::Shown(shown, _) => level(shown),
    }
}

/// The level of a skill, or how many of a group's skills are at their target, and of how many.
pub fn standing(badge: Badge, group: Option<(usize, usize)>) -> String {
    match group {
        Some((reached, required)) => tr::skills::of(reached, required),
        None => self::badge(badge),
    }
}

/// What is drawn before a name: the stones of a skill, or the sign of a group.
pub fn sign(badge: Badge, group: Option<(usize, usize)>) -> AnyView {
    if group.is_some() {
        return Icon::Tree.view();
    }
    let (level, kind) = stones(badge);
    view! { <Stones level kind/> }.into_any()
}

/// The stones of a badge.
pub fn stones(badge: Badge) -> (u8, LevelKind) {
    match badge {
        Badge::Open | Badge::Inferred => (0, LevelKind::Shown),
        Badge::Said(level, fresh) => (level.max(1), LevelKind::of(true, fresh == Freshness::Fading)),
        Badge::Shown(level, fresh) => (level, LevelKind::of(false, fresh == Freshness::Fading)),
    }
}

pub fn level_choices() -> Vec<Choice> {
    (1..=4).map(|one: u8| Choice::new(one.to_string(), level(one))).collect()
}

pub fn certainty(certainty: Certainty) -> String {
    match certainty {
        Certainty::Sure => tr::skills::sure(),
        Certainty::Fairly => tr::skills::fairly_sure(),
        Certainty::Unsure => tr::skills::unsure(),
    }
}

/// The words of a scale as choices, the default scale if there is none.
pub fn scale_choices(scale: Option<&Scale>) -> Vec<Choice> {
    let Some(scale) = scale else {
        let meaning = [
            tr::skills::scale_0(),
            tr::skills::scale_1(),
            tr::skills::scale_2(),
            tr::skills::scale_3(),
            tr::skills::scale_4(),
        ];
        let word = |at: u8| if at == 0 { tr::skills::not_yet() } else { level(at) };
        return (0..).zip(meaning).map(|(at, meaning)| Choice::new(at.to_string(), word(at)).hint(meaning)).collect();
    };
    choices(&scale.labels, &scale.descriptors)
}

/// Words with their meanings as choices, counted from 0.
pub fn choices(words: &[String], meanings: &[String]) -> Vec<Choice> {
    let choice = |(at, word): (usize, &String)| Choice {
        hint: meanings.get(at).filter(|meaning| !meaning.is_empty()).cloned(),
        ..Choice::new(at.to_string(), word.clone())
    };
    words.iter().enumerate().map(choice).collect()
}

/// The kinds of evidence as choices, what weighs most first.
pub fn kind_choices() -> Vec<Choice> {
    KINDS.into_iter().map(|one| Choice::new(one.name(), kind(one))).collect()
}

const KINDS: [EvidenceKind; 9] = [
    EvidenceKind::ArtefactMentor,
    EvidenceKind::ArtefactPeer,
    EvidenceKind::ArtefactSelf,
    EvidenceKind::AttestationMentor,
    EvidenceKind::AttestationPeer,
    EvidenceKind::QuizItem,
    EvidenceKind::Review,
    EvidenceKind::SelfRating,
    EvidenceKind::Inferred,
];

/// The kind with this name.
pub fn kind_named(name: &str) -> EvidenceKind {
    KINDS.into_iter().find(|kind| kind.name() == name).unwrap_or(EvidenceKind::ArtefactSelf)
}

pub fn kind(kind: EvidenceKind) -> String {
    match kind {
        EvidenceKind::SelfRating => tr::skills::kind_self_rating(),
        EvidenceKind::QuizItem => tr::skills::kind_quiz_item(),
        EvidenceKind::Review => tr::skills::kind_review(),
        EvidenceKind::ArtefactSelf => tr::skills::kind_artefact_self(),
        EvidenceKind::ArtefactPeer => tr::skills::kind_artefact_peer(),
        EvidenceKind::ArtefactMentor => tr::skills::kind_artefact_mentor(),
        EvidenceKind::AttestationPeer => tr::skills::kind_attestation_peer(),
        EvidenceKind::AttestationMentor => tr::skills::kind_attestation_mentor(),
        EvidenceKind::Inferred => tr::skills::kind_inferred(),
    }
}

/// What a kind of evidence weighs.
pub fn kind_hint(kind: EvidenceKind) -> String {
    match kind {
        EvidenceKind::ArtefactMentor => tr::skills::weighs_most(),
        EvidenceKind::ArtefactPeer | EvidenceKind::AttestationMentor => tr::skills::weighs_much(),
        EvidenceKind::QuizItem | EvidenceKind::AttestationPeer => tr::skills::weighs_some(),
        EvidenceKind::Review | EvidenceKind::ArtefactSelf => tr::skills::weighs_half(),
        EvidenceKind::SelfRating => tr::skills::weighs_little(),
        EvidenceKind::Inferred => tr::skills::weighs_nothing(),
    }
}

/// The icon of a piece of evidence.
pub fn icon(piece: &Piece) -> Icon {
    match &piece.what {
        What::Own(_) => Icon::Reflect,
        What::Evidence(evidence) => match evidence.kind {
            EvidenceKind::ArtefactMentor | EvidenceKind::AttestationMentor => Icon::Mentor,
            EvidenceKind::ArtefactPeer | EvidenceKind::AttestationPeer => Icon::Person,
            EvidenceKind::ArtefactSelf | EvidenceKind::SelfRating => Icon::Reflect,
            EvidenceKind::Inferred => Icon::Hint,
            EvidenceKind::QuizItem | EvidenceKind::Review if evidence.score < 0.6 => Icon::Close,
            EvidenceKind::QuizItem | EvidenceKind::Review => Icon::Check,
        },
    }
}

/// What a piece of evidence is called: who, what, how well.
pub fn piece(piece: &Piece) -> String {
    match &piece.what {
        What::Own(own) => tr::skills::rated_self(hundred(own.score)),
        What::Evidence(evidence) if evidence.by.is_empty() => {
            tr::skills::piece(&kind(evidence.kind), hundred(evidence.score))
        }
        What::Evidence(evidence) => tr::skills::piece_by(&evidence.by, &kind(evidence.kind), hundred(evidence.score)),
    }
}

/// When, with which help, and how much it counts.
pub fn piece_facts(piece: &Piece) -> Vec<String> {
    let mut facts = vec![date(piece.effect.ms, DateStyle::Long)];
    if let What::Evidence(evidence) = &piece.what {
        facts.extend((evidence.aid != AidUsed::None).then(|| aid(evidence.aid)));
    }
    facts.push(if piece.effect.weight > 0.0 {
        tr::skills::counts(piece.effect.weight)
    } else {
        tr::skills::counts_nothing()
    });
    facts
}

/// "raised it by 6".
pub fn effect(delta_mean: f64) -> String {
    let points = hundred(delta_mean.abs());
    if points < 0.5 {
        tr::skills::no_effect()
    } else if delta_mean > 0.0 {
        tr::skills::raised(points)
    } else {
        tr::skills::lowered(points)
    }
}

pub fn aid(aid: AidUsed) -> String {
    match aid {
        AidUsed::None => tr::skills::aid_none(),
        AidUsed::Hint => tr::skills::aid_hint(),
        AidUsed::OpenBook => tr::skills::aid_open_book(),
        AidUsed::WorkedExample => tr::skills::aid_worked_example(),
    }
}

const AIDS: [AidUsed; 4] = [AidUsed::None, AidUsed::Hint, AidUsed::OpenBook, AidUsed::WorkedExample];

pub fn aid_choices() -> Vec<Choice> {
    AIDS.into_iter().map(|one| Choice::new(one.name(), aid(one))).collect()
}

pub fn aid_named(name: &str) -> AidUsed {
    AIDS.into_iter().find(|aid| aid.name() == name).unwrap_or(AidUsed::None)
}

/// The word of a demand, 1 to 6 (Bloom).
pub fn demand(demand: u8) -> String {
    match demand {
        0 | 1 => tr::skills::demand_1(),
        2 => tr::skills::demand_2(),
        3 => tr::skills::demand_3(),
        4 => tr::skills::demand_4(),
        5 => tr::skills::demand_5(),
        _ => tr::skills::demand_6(),
    }
}

/// Every demand, and none.
pub fn demand_choices() -> Vec<Choice> {
    let none = Choice::new("", tr::skills::demand_none());
    [none].into_iter().chain((1..=6).map(|one: u8| Choice::new(one.to_string(), demand(one)))).collect()
}

/// A condition of a level as a sentence.
pub fn condition(condition: &Condition, wanted: u8) -> String {
    let name = level(wanted);
    match *condition {
        Condition::Mass { have, need } => tr::skills::need_mass(have, need, &name),
        Condition::Mean { have, need } => tr::skills::need_mean(hundred(have), &name, hundred(need)),
        Condition::ConfidenceAbove { tau, have, need } => {
            tr::skills::need_sure(&i18n::percent(have), hundred(tau), &name, &i18n::percent(need))
        }
        Condition::SuccessDays { have, need } => tr::skills::need_days(have, &name, need),
        Condition::Demand { target, shown: true } => tr::skills::demand_shown(&demand(target)),
        Condition::Demand { target, shown: false } => tr::skills::need_demand(&name, &demand(target)),
    }
}

/// A share as points of 100.
pub fn hundred(share: f64) -> f64 {
    (share * 100.0).round()
}

/// So many study days ago, in words.
#[allow(clippy::cast_precision_loss)] // days
pub fn ago(days: i64) -> String {
    i18n::relative(-(days.max(0) as f64))
}

/// A study day as a date.
pub fn day(day: i64) -> String {
    i18n::day(i32::try_from(day).unwrap_or(i32::MAX), DateStyle::Long)
}

/// A moment as a day.
#[allow(clippy::cast_precision_loss)] // milliseconds since 1970 are exact in an f64
pub fn date(ms: i64, style: DateStyle) -> String {
    i18n::date(ms as f64, style)
}
