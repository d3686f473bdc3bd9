//! Evidence as a learner gives it: each test is one story, told in commands.

use super::{
    Contest, Evidence, EvidenceKind, Origin,
    command::{Command as Act, NewEvidence, Rebuild, row_key},
    estimate::{self, Estimate},
    score::Judged,
    sources,
};
use crate::{
    cbor::Cbor,
    change::{Op, Outcome, Write},
    command::Command,
    competency::{
        Competency, command as competency,
        edits::Edit,
        scale::{NewCriterion, NewRubric},
    },
    desk::Desk,
    error::{Place, Rejection},
    event::Journal,
    id::{CompetencyId, DeviceId, EventId, Id, RubricId},
    kind::Kind,
    port::{Decision, Table},
    record::Context,
    time::{DAY_MS, Moment},
};

fn act(act: Act) -> Command {
    Command::Evidence(act)
}

impl Desk {
    fn solder(&mut self) -> CompetencyId {
        let lamps = self.framework("Lamps");
        self.skill(lamps, None, "Solder a clean joint")
    }

    fn says(&mut self, competency: CompetencyId, kind: EvidenceKind, score: f64) -> EventId {
        let new = NewEvidence::plain(competency, kind, Judged::Score(score));
        EventId(self.made(&act(Act::Add(Box::new(new)))))
    }

    /// What the app or someone else put there.
    fn practised(&mut self, competency: CompetencyId, day: i64, score: f64) {
        let blank = Evidence::read(&crate::event::Event::new(Kind::EVIDENCE, EventId(Id::new(0, 0)), at(0)));
        let kind = EvidenceKind::QuizItem;
        let evidence = Evidence { competency: Some(competency), kind, score, origin: Origin::Practised, ..blank };
        let id = EventId(Id::new(day, u128::try_from(self.events.len()).unwrap()));
        self.events.insert((Kind::EVIDENCE, id), evidence.to_event(id, at(day)));
    }

    fn row(&self, competency: CompetencyId) -> Option<Estimate> {
        let noun: Competency = self.noun(competency.0).unwrap();
        self.derived.get(&(Table::Estimate, row_key(&noun))).map(|row| row.get().unwrap())
    }

    fn account(&self, competency: CompetencyId) -> estimate::Account {
        let noun: Competency = self.noun(competency.0).unwrap();
        let snapshot = self.gather(|snapshot| sources::needs(competency, snapshot));
        estimate::account(noun.demand, &sources::read(competency, &snapshot), 1_800_000_000_000)
    }

    fn rebuild(&mut self, competency: CompetencyId) -> Outcome {
        let decision = Rebuild(vec![competency]);
        let snapshot = self.snapshot(&decision);
        let mut context = Context::new(at(20_000), DeviceId(7), 1);
        let outcome = decision.decide(&snapshot, &mut context).unwrap();
        for write in &outcome.writes {
            if let Write::Derived { table, key, body } = write {
                self.derived.remove(&(*table, key.clone()));
                self.derived.extend(body.clone().map(|body| ((*table, key.clone()), body)));
            }
        }
        outcome
    }
}

fn at(day: i64) -> Moment {
    Moment { ms: day * DAY_MS + DAY_MS / 2, tz_offset_min: 0 }
}

#[test]
fn evidence_moves_the_estimate_and_taking_it_back_restores_it() {
    let mut desk = Desk::default();
    let skill = desk.solder();
    assert_eq!(desk.row(skill), None);
    desk.says(skill, EvidenceKind::ArtefactPeer, 0.8);
    let before = desk.row(skill).unwrap();
    assert!((before.full.mass - 1.5).abs() < 1e-12 && before.count == 1);
    let second = desk.says(skill, EvidenceKind::ArtefactMentor, 0.9);
    let after = desk.row(skill).unwrap();
    assert!(after.full.mean > before.full.mean && after.count == 2);
    desk.undo();
    assert_eq!(desk.row(skill), Some(before));
    assert_eq!(desk.run(&act(Act::Void(Kind::EVIDENCE, second))), Err(Rejection::Missing));
    desk.undo();
    assert_eq!(desk.row(skill), Some(after), "undo of the undo");
    let third = desk.says(skill, EvidenceKind::Review, 0.0);
    desk.did(&act(Act::Void(Kind::EVIDENCE, third)));
    assert_eq!(desk.row(skill), Some(after));
    desk.undo();
    assert_eq!(desk.row(skill).unwrap().count, 3);
}

#[test]
fn what_she_enters_as_a_mentors_judgement_is_never_shown() {
    let mut desk = Desk::default();
    let skill = desk.solder();
    (0..20).for_each(|_| {
        desk.says(skill, EvidenceKind::ArtefactMentor, 1.0);
    });
    let row = desk.row(skill).unwrap();
    assert!(row.full.level >= 3, "{row:?}");
    assert_eq!((row.shown.level, row.shown.mass), (0, 0.0));
    assert_eq!(row.stated(), &row.full);
}

#[test]
fn what_was_practised_is_shown_and_apart_from_what_was_said() {
    let mut desk = Desk::default();
    let skill = desk.solder();
    // The table of LEARNING.md 2.4: six typed right on three days.
    (0..6).for_each(|n| desk.practised(skill, 19_000 + n / 2, 1.0));
    desk.says(skill, EvidenceKind::SelfRating, 0.2);
    let row = desk.row(skill).unwrap();
    assert_eq!(row.shown.level, 4);
    assert!((row.shown.mean - 0.875).abs() < 1e-12 && (row.shown.mass - 6.0).abs() < 1e-12);
    assert!(row.full.mean < row.shown.mean);
    assert_eq!(row.self_score, Some(0.2));
    let account = desk.account(skill);
    assert_eq!(account.estimate, row);
    assert_eq!(account.effects.iter().filter(|effect| effect.demonstrates).count(), 6);
    let sum: f64 = account.effects.iter().filter(|e| e.demonstrates).map(|e| e.delta_mean).sum();
    assert!((sum - 0.375).abs() < 1e-12);
    assert!((account.effects[5].after.mean - 0.875).abs() < 1e-12);
    assert!(account.effects[6].delta_mean < 0.0 && !account.effects[6].demonstrates);
}

#[test]
fn a_self_assessment_scores_by_scale_or_rubric_and_a_product_weighs_more() {
    let mut desk = Desk::default();
    let skill = desk.solder();
    let assess = |judged: Judged, link: &str| {
        act(Act::AssessSelf { competency: skill, judged, note: String::new(), link: link.to_owned() })
    };
    desk.did(&assess(Judged::Scale(None, 3), ""));
    let row = desk.row(skill).unwrap();
    assert_eq!((row.self_score, row.shown.level), (Some(0.75), 0));
    assert!((row.full.mass - 0.3 * 0.7).abs() < 1e-12);
    let wrong = Err(Rejection::Number { place: Place::Level, min: 0, max: 4 });
    assert_eq!(desk.run(&assess(Judged::Scale(None, 5), "")).map(|_| ()), wrong);

    let levels = |words: &[&str]| words.iter().map(|word| ((*word).to_owned(), String::new())).collect();
    let criteria = vec![
        NewCriterion { title: "Joint".into(), weight: 2.0, levels: levels(&["cold", "dull", "clean"]) },
        NewCriterion { title: "Safety".into(), weight: 1.0, levels: levels(&["no", "yes"]) },
    ];
    let rubric = NewRubric { title: "Soldering".into(), framework: None, criteria };
    let rubric = RubricId(desk.made(&Command::Competency(competency::Command::SaveRubric(None, rubric))));
    desk.did(&assess(Judged::Rubric(rubric, vec![1, 1]), "https://example.org/photo"));
    let row = desk.row(skill).unwrap();
    assert!((row.self_score.unwrap() - 2.0 / 3.0).abs() < 1e-12);
    assert!((row.full.mass - (0.3 + 0.6) * 0.7).abs() < 1e-12);
    assert_eq!(desk.run(&assess(Judged::Rubric(rubric, vec![1]), "")).map(|_| ()), Err(Rejection::Missing));
}

#[test]
fn every_kind_can_be_recorded_with_note_and_link() {
    let mut desk = Desk::default();
    let skill = desk.solder();
    for kind in EvidenceKind::ALL {
        let mut new = NewEvidence::plain(skill, *kind, Judged::Score(0.7));
        new.note = "Two lamps, one panel\nLabels next time".into();
        new.link = "https://example.org/lamps".into();
        new.by = "Baraka".into();
        let id = EventId(desk.made(&act(Act::Add(Box::new(new)))));
        let read = Evidence::read(&desk.events[&(Kind::EVIDENCE, id)]);
        assert_eq!((read.kind, read.origin, read.by.as_str()), (*kind, Origin::Reported, "Baraka"));
    }
    assert_eq!(desk.row(skill).unwrap().count, 9);
    let mut new = NewEvidence::plain(skill, EvidenceKind::QuizItem, Judged::Score(1.5));
    assert!(matches!(desk.run(&act(Act::Add(Box::new(new.clone())))), Err(Rejection::Number { .. })));
    new.judged = Judged::Score(f64::NAN);
    assert!(matches!(desk.run(&act(Act::Add(Box::new(new)))), Err(Rejection::Number { .. })));
}

#[test]
fn a_contest_keeps_both_values_and_moves_nothing() {
    let mut desk = Desk::default();
    let skill = desk.solder();
    desk.says(skill, EvidenceKind::ArtefactPeer, 0.5);
    let row = desk.row(skill).unwrap();
    let contest = |level: u8, reason: &str| act(Act::Contest { competency: skill, level, reason: reason.into() });
    assert!(matches!(desk.run(&contest(4, " ")), Err(Rejection::Text { place: Place::Reason, .. })));
    assert!(matches!(desk.run(&contest(5, "why")), Err(Rejection::Number { .. })));
    let id = EventId(desk.made(&contest(4, "I teach this every week")));
    let kept = Contest::read(&desk.events[&(Kind::CONTEST, id)]);
    assert_eq!((kept.level, kept.estimated_level), (4, row.full.level));
    assert!((kept.estimated_mean - row.full.mean).abs() < 1e-12);
    assert_eq!(desk.row(skill), Some(row));
    assert_eq!(desk.did(&act(Act::Void(Kind::CONTEST, id))).op, Op::VoidContest);
    let journal = Journal::of(desk.events.values().cloned());
    assert!(journal.in_order(i64::MAX / 2).iter().all(|event| event.kind != Kind::CONTEST));
    assert_eq!(desk.row(skill), Some(row));
}

#[test]
fn the_demand_of_a_competency_moves_its_estimate_there_and_back() {
    let mut desk = Desk::default();
    let skill = desk.solder();
    let mut new = NewEvidence::plain(skill, EvidenceKind::ArtefactPeer, Judged::Score(0.9));
    new.demand = Some(1);
    desk.did(&act(Act::Add(Box::new(new))));
    let before = desk.row(skill).unwrap();
    desk.did(&Command::Competency(competency::Command::Edit(skill, vec![Edit::Demand(Some(4))])));
    let after = desk.row(skill).unwrap();
    assert!((after.full.mass - 0.4 * before.full.mass).abs() < 1e-12);
    desk.undo();
    assert_eq!(desk.row(skill), Some(before));
}

#[test]
fn rows_are_rebuilt_from_the_events_alone() {
    let mut desk = Desk::default();
    let skill = desk.solder();
    desk.says(skill, EvidenceKind::ArtefactPeer, 0.8);
    let row = desk.row(skill);
    let noun: Competency = desk.noun(skill.0).unwrap();
    desk.derived.insert((Table::Estimate, row_key(&noun)), Cbor::of(&vec![99_u32]));
    let outcome = desk.rebuild(skill);
    assert_eq!(desk.row(skill), row);
    assert!(outcome.inverse.is_empty() && outcome.kinds().is_empty());
    assert_eq!(Cbor::of(&row.unwrap()).get::<Estimate>(), row);
}
