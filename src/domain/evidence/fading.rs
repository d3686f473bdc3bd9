//! What fades and what is confirmed, as stories: time takes no level, a list knows it without reading evidence.

use super::{
    Evidence, EvidenceKind, Origin,
    estimate::{self, Account, Confirmation, Estimate, Freshness},
    kept::Fades,
    sources::Sources,
};
use crate::{
    cbor::{Cbor, Writer},
    event::{Event, Journal},
    id::{CompetencyId, EventId, Id},
    kind::Kind,
    time::{DAY_MS, Moment},
};

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
    assert_eq!(row.fades, Fades { refresh_from: Some(14), fading_from: Some(42) });
    let said: Vec<_> = [2, 13, 14, 41, 42, 9_999].iter().map(|day| row.fades.on(*day)).collect();
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
        for day in last..last + 400 {
            let retention = account.kept.retention(day);
            let expected = match row.fades.on(day) {
                Freshness::Fresh => retention >= 0.9 - 1e-9,
                Freshness::RefreshDue => (0.8 - 1e-9..0.9).contains(&retention),
                Freshness::Fading => retention < 0.8,
            };
            assert!(expected, "{day} {retention}");
        }
    }
}

#[test]
fn a_failed_day_never_makes_it_fresh_and_her_own_success_does() {
    let before = Skill::mastered().account();
    let failed = Skill::mastered().has(60, EvidenceKind::QuizItem, 0.0, Origin::Practised, &[]).account();
    assert!(failed.kept.retention(60) <= before.kept.retention(60));
    assert_eq!(failed.estimate.fades.on(60), Freshness::Fading);
    let told = Skill::mastered().has(60, EvidenceKind::AttestationMentor, 1.0, Origin::Reported, &[]).account();
    assert_eq!(told.estimate.fades.on(60), Freshness::Fresh);
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
fn a_row_of_the_model_before_is_read_until_it_is_computed_again() {
    let estimate = Skill::mastered().account().estimate;
    let row = estimate::row(&estimate).unwrap();
    assert!(estimate::is_current(&row));
    let mut writer = Writer::new();
    writer.array(6).uint(1);
    for figure in [&estimate.full, &estimate.shown] {
        writer.array(6);
        [figure.a, figure.b, figure.mean, figure.sd, figure.mass].iter().for_each(|number| {
            writer.float(*number);
        });
        writer.uint(figure.level.into());
    }
    writer.uint(6).int(2).null();
    let before = Cbor::from_writer(writer);
    assert!(!estimate::is_current(&before));
    let read: Estimate = before.get().unwrap();
    assert_eq!(read, Estimate { inferred: None, fades: Fades::default(), ..estimate });
    assert_eq!(Cbor::of(&vec![99_u32]).get::<Estimate>(), None);
}
