//! What fades and what is confirmed, as stories: time takes no level, a list knows it without reading evidence.

use super::{
    Evidence, EvidenceKind, Origin,
    estimate::{self, Account, Confirmation, Estimate, Freshness},
    kept::{Fades, Gauge},
    sources::Sources,
};
use crate::{
    cbor::{Cbor, Writer},
    event::{Event, Journal},
    id::{CompetencyId, EventId, Id},
    kind::Kind,
    time::{DAY_MS, Moment},
};
use cairn_learning::mastery::{self, MasteryConfig};

const USUAL: Gauge = Gauge { desired: 0.9, weights: None };
const LATER_MS: i64 = 30_000 * DAY_MS;

#[derive(Default)]
struct Skill(Vec<Event>);

impl Skill {
    fn has(mut self, day: i64, kind: EvidenceKind, score: f64, origin: Origin, contexts: &[&str]) -> Self {
        let id = EventId(Id::new(day, self.0.len() as u128));
        let at = Moment { ms: day * DAY_MS + DAY_MS / 2, tz_offset_min: 0 };
        let blank = Evidence::read(&Event::new(Kind::EVIDENCE, id, at));
        let contexts = contexts.iter().map(|tag| (*tag).to_owned()).collect();
        let competency = Some(CompetencyId(Id::new(1, 1)));
        self.0.push(Evidence { competency, kind, score, origin, contexts, ..blank }.to_event(id, at));
        self
    }

    /// The table of LEARNING.md 2.6: six typed right on three days, the last of them day 2.
    fn mastered() -> Self {
        (0..6).fold(Self::default(), |skill, n| skill.has(n / 2, EvidenceKind::QuizItem, 1.0, Origin::Practised, &[]))
    }

    fn account(&self) -> Account {
        let said = Journal::of(self.0.clone());
        estimate::account(None, &Sources { said, ..Sources::default() }, LATER_MS)
    }
}

#[test]
fn what_was_mastered_fades_and_stays_mastered() {
    use Freshness::{Fading, Fresh, RefreshDue};
    let account = Skill::mastered().account();
    let row = account.estimate;
    // Due after 11.99 days, fading after 39.76.
    assert_eq!((row.fades.refresh_from(&USUAL), row.fades.fading_from(&USUAL)), (Some(14), Some(42)));
    assert_eq!(USUAL, Gauge::default());
    let said: Vec<_> = [2, 13, 14, 41, 42, 9_999].iter().map(|day| row.fades.on(*day, &USUAL)).collect();
    assert_eq!(said, [Fresh, Fresh, RefreshDue, RefreshDue, Fading, Fading]);
    assert!((account.kept.retention(2 + 60) - 0.760_455).abs() < 1e-6);
    for day in 2..2_000 {
        assert!(account.kept.retention(day + 1) <= account.kept.retention(day), "{day}");
    }
    assert_eq!(row.shown.level, 4, "time alone lowers no level");
}

#[test]
fn a_row_tells_of_every_day_what_the_evidence_tells() {
    let failed = Skill::mastered().has(20, EvidenceKind::QuizItem, 0.0, Origin::Practised, &[]);
    let said = Skill::default().has(3, EvidenceKind::ArtefactPeer, 0.7, Origin::Reported, &[]);
    for skill in [Skill::mastered(), failed, said] {
        let account = skill.account();
        let row: Estimate = estimate::row(&account.estimate).unwrap().get().unwrap();
        assert_eq!(row, account.estimate);
        let last = account.kept.last_day().unwrap();
        for desired in [0.7, 0.8, 0.81, 0.9, 0.93, 0.97] {
            let gauge = Gauge { desired, ..USUAL };
            for day in last..last + 400 {
                let retention = account.kept.retention(day);
                let expected = mastery::freshness(retention, desired, &MasteryConfig::default());
                assert_eq!(row.fades.on(day, &gauge), expected, "{desired} {day} {retention}");
            }
        }
    }
}

#[test]
fn days_of_other_weights_and_days_that_no_row_can_hold_are_none() {
    let fades = Skill::mastered().account().estimate.fades;
    let other = Gauge { weights: Some(5), ..USUAL };
    assert_eq!((fades.refresh_from(&other), fades.fading_from(&other)), (None, None));
    assert_eq!(fades.on(99_999, &other), Freshness::Fresh);
    // What does not fall so low in a hundred years has no day, and what is above it still has.
    let high = Fades::new(Some(5), |retention| (retention > 0.85).then_some(20_000));
    assert_eq!((high.refresh_from(&other), high.fading_from(&other)), (Some(20_000), None));
    assert_eq!(Cbor::of(&high).get::<Fades>(), Some(high));
    assert_eq!(Cbor::of(&Fades::default()).get::<Fades>(), Some(Fades::default()));
    let long = [vec![None; 2], vec![Some(1_i64); 30]].concat();
    assert_eq!(Cbor::of(&long).get::<Fades>(), None);
    assert_eq!(Cbor::of(&vec![Some(1), Some(i64::MAX), Some(1_i64)]).get::<Fades>(), None);
}

#[test]
fn a_failed_day_never_makes_it_fresh_and_her_own_success_does() {
    let before = Skill::mastered().account();
    let failed = Skill::mastered().has(60, EvidenceKind::QuizItem, 0.0, Origin::Practised, &[]).account();
    assert!(failed.kept.retention(60) <= before.kept.retention(60));
    assert_eq!(failed.estimate.fades.on(60, &USUAL), Freshness::Fading);
    let told = Skill::mastered().has(60, EvidenceKind::AttestationMentor, 1.0, Origin::Reported, &[]).account();
    assert_eq!(told.estimate.fades.on(60, &USUAL), Freshness::Fresh);
    assert_eq!(told.estimate.shown, before.estimate.shown, "what is only said moves no filled stone");
}

#[test]
fn what_was_concluded_passes_no_gate_and_keeps_nothing_fresh() {
    let skill = Skill::default().has(3, EvidenceKind::Inferred, 0.97, Origin::Practised, &[]);
    let account = skill.account();
    assert_eq!((account.estimate.full.mass, account.estimate.full.level, account.estimate.shown.level), (0.0, 0, 0));
    assert_eq!(account.estimate.inferred, Some(0.97));
    assert_eq!(account.kept.last_day(), None);
    let old = Skill::mastered().has(60, EvidenceKind::Inferred, 1.0, Origin::Practised, &[]).account();
    assert_eq!(old.estimate.fades, Skill::mastered().account().estimate.fades);
    assert_eq!(old.estimate.shown, Skill::mastered().account().estimate.shown);
}

#[test]
fn another_context_after_some_days_confirms() {
    let reached = 2; // The sixth answer is on day 2, and with it mastered.
    let wanted = Confirmation::Wanted { from_day: reached + 7 };
    assert_eq!(Skill::mastered().account().confirmation, wanted);
    let told = |day, kind, contexts: &[&str]| {
        Skill::mastered().has(day, kind, 0.9, Origin::Reported, contexts).account().confirmation
    };
    let mentor = EvidenceKind::ArtefactMentor;
    assert_eq!(told(9, mentor, &["Workshop"]), Confirmation::Given { day: 9 });
    assert_eq!(told(8, mentor, &["Workshop"]), wanted, "too early");
    assert_eq!(told(9, mentor, &[]), wanted, "no situation noted");
    assert_eq!(told(9, EvidenceKind::SelfRating, &["Workshop"]), wanted, "her rating shows nothing");
    let again = Skill::mastered().has(9, EvidenceKind::QuizItem, 1.0, Origin::Practised, &[]);
    assert_eq!(again.account().confirmation, wanted, "practice is one situation");
    let before = Skill::default().has(0, EvidenceKind::ArtefactPeer, 1.0, Origin::Reported, &["At HOME"]);
    let before = (0..6).fold(before, |s, n| s.has(n / 2, EvidenceKind::QuizItem, 1.0, Origin::Practised, &[]));
    let home = before.has(20, mentor, 1.0, Origin::Reported, &["at home"]).account();
    assert_eq!(home.confirmation, wanted, "the same situation, written otherwise");
}

#[test]
fn a_row_of_a_model_before_is_read_until_it_is_computed_again() {
    let estimate = Skill::mastered().account().estimate;
    let row = estimate::row(&estimate).unwrap();
    assert!(estimate::is_current(&row, None));
    assert!(!estimate::is_current(&row, Some(5)), "other weights are in use");
    for (parts, model) in [(6, 1), (8, 2)] {
        let mut writer = Writer::new();
        writer.array(parts).uint(model);
        for figure in [&estimate.full, &estimate.shown] {
            writer.array(6);
            [figure.a, figure.b, figure.mean, figure.sd, figure.mass].iter().for_each(|number| {
                writer.float(*number);
            });
            writer.uint(figure.level.into());
        }
        writer.uint(6).int(2).null();
        if model == 2 {
            writer.float(0.5).array(2).int(14).int(42);
        }
        let before = Cbor::from_writer(writer);
        assert!(!estimate::is_current(&before, None));
        let read: Estimate = before.get().unwrap();
        let inferred = (model == 2).then_some(0.5);
        assert_eq!(read, Estimate { inferred, fades: Fades::default(), ..estimate });
    }
    assert_eq!(Cbor::of(&vec![99_u32]).get::<Estimate>(), None);
}
