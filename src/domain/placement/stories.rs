//! Placements as a learner goes through them: few questions, passing over, taking back, going on after an end, and what
//! is kept of them.

use super::{About, Begin, Begun, Course, End, Ground, Heard, Said, TakeBack, Tell, lookup};
use crate::{
    cbor::Cbor,
    change::{Reply, Write},
    command::Command,
    competency::{RelationKind, command::Command as Act},
    desk::Desk,
    evidence::{
        Evidence, EvidenceKind,
        command::{Command as Say, NewEvidence, row_key},
        estimate::Estimate,
        score::Judged,
    },
    id::{CompetencyId, DeviceId, FrameworkId, Id},
    port::{Decision, Snapshot, Table},
    practice::Queue,
    record::Context,
    time::Moment,
};
use cairn_learning::placement::Class;

const TODAY: i64 = 19_700;
const NOW: Moment = Moment { ms: 1_700_000_000_000, tz_offset_min: 0 };

impl Desk {
    /// A framework whose skills each require the one before.
    fn chain(&mut self, length: usize) -> (FrameworkId, Vec<CompetencyId>) {
        let framework = self.framework("Lamps");
        let skills: Vec<CompetencyId> =
            (0..length).map(|n| self.skill(framework, None, &format!("Skill {n}"))).collect();
        skills.windows(2).for_each(|pair| self.requires(pair[1], pair[0]));
        (framework, skills)
    }

    fn requires(&mut self, skill: CompetencyId, before: CompetencyId) {
        self.did(&Command::Competency(Act::Relate { from: before, to: skill, kind: RelationKind::Requires }));
    }

    fn ground(&self, about: About) -> Ground {
        let needs =
            |snapshot: &Snapshot| Queue::needs(NOW.ms, snapshot).into_iter().chain(about.needs(snapshot)).collect();
        let snapshot = self.gather(needs);
        Ground::of(&about, &Queue::make(NOW.ms, &snapshot), TODAY, &snapshot)
    }

    fn row_of(&self, skill: CompetencyId) -> Option<Estimate> {
        let noun = self.noun(skill.0)?;
        self.derived.get(&(Table::Estimate, row_key(&noun)))?.get()
    }
}

fn said(skill: CompetencyId, heard: Heard) -> Said {
    Said { skill, heard, guess: 0.1, answer: None }
}

/// Goes through a placement of someone who can do the first `known` of `skills`; what was asked.
fn goes(ground: &Ground, skills: &[CompetencyId], known: usize) -> (Course, Vec<Said>) {
    let mut heard: Vec<Said> = Vec::new();
    loop {
        let course = Course::new(ground.clone(), &heard).unwrap();
        let Some(ask) = course.next() else { return (course, heard) };
        let place = skills.iter().position(|id| *id == ask.id).unwrap();
        heard.push(said(ask.id, if place < known { Heard::Right } else { Heard::NotYet }));
    }
}

#[test]
fn a_chain_is_halved_and_the_result_says_where_to_begin() {
    let mut desk = Desk::default();
    let (framework, skills) = desk.chain(15);
    let ground = desk.ground(About::Framework(framework));
    assert_eq!((ground.skills.len(), ground.targets.len()), (15, 15));
    for known in 0..=15 {
        let (course, heard) = goes(&ground, &skills, known);
        assert!(heard.len() <= 7, "{known}: {} questions", heard.len());
        let found = course.found();
        // Her word may be wrong, so a skill beside the border may stay unsure; no more than that.
        let sure = found.iter().filter(|found| found.class == Class::Known).count();
        assert!(sure <= known && known - sure <= 2, "{known}: {sure} known");
        assert!(found[known..].iter().all(|found| found.class == Class::Unknown), "{known}");
        let starts = course.starts();
        assert_eq!(starts.first().map(|start| start.id), skills.get(sure).copied());
        if let Some(start) = starts.first() {
            assert_eq!(start.opens, 14 - sure);
            assert_eq!(
                start.after,
                found[..sure].last().map(|found| found.title.clone()).into_iter().collect::<Vec<_>>()
            );
        }
        assert_eq!(course.conclusion().known.len(), sure, "said ones are concluded too: nothing was shown");
    }
}

#[test]
fn any_question_can_be_passed_over_and_nothing_is_held_against_it() {
    let mut desk = Desk::default();
    let (framework, skills) = desk.chain(7);
    let ground = desk.ground(About::Framework(framework));
    let mut heard: Vec<Said> = Vec::new();
    while let Some(ask) = Course::new(ground.clone(), &heard).unwrap().next() {
        assert!(heard.iter().all(|said| said.skill != ask.id), "asked twice");
        heard.push(said(ask.id, Heard::Nothing));
    }
    let course = Course::new(ground.clone(), &heard).unwrap();
    assert_eq!(course.asked(), heard.len());
    assert!(course.found().iter().all(|found| found.class != Class::Known || found.probability >= 0.85));
    // One passed over may be concluded from another.
    let course = Course::new(ground, &[said(skills[0], Heard::Nothing), said(skills[6], Heard::Right)]).unwrap();
    let first = &course.found()[0];
    assert_eq!((first.class, first.heard), (Class::Known, Some(Heard::Nothing)));
    assert!(course.conclusion().known.iter().any(|(id, _)| *id == skills[0]));
}

#[test]
fn groups_stand_for_what_lies_in_them_and_circles_are_not_followed() {
    let mut desk = Desk::default();
    let lamps = desk.framework("Lamps");
    let [first, second] = ["First", "Second"].map(|title| desk.skill(lamps, None, title));
    let [a, b] = ["A", "B"].map(|title| desk.skill(lamps, Some(first), title));
    let [c, d] = ["C", "D"].map(|title| desk.skill(lamps, Some(second), title));
    desk.requires(second, first);
    // Their relations close no circle, what lies in them would.
    desk.requires(a, c);
    let ground = desk.ground(About::Framework(lamps));
    let place = |id| ground.skills.iter().position(|ask| ask.id == id).unwrap();
    assert_eq!(ground.skills.len(), 4, "groups are not asked about");
    let needs = |id| ground.skills[place(id)].requires.clone();
    assert_eq!(needs(d), [place(a), place(b)]);
    assert!(Course::new(ground.clone(), &[]).is_ok(), "no circle");
    let _ = (b, c);

    // Behind a skill lies what it requires, also of other groups; nothing of what follows it.
    let ground = desk.ground(About::Skill(d));
    let mut names: Vec<&str> = ground.skills.iter().map(|ask| ask.title.as_str()).collect();
    names.sort_unstable();
    assert!(names.contains(&"D"));
    assert_eq!(ground.targets, [ground.skills.iter().position(|ask| ask.id == d).unwrap()]);
}

#[test]
fn it_is_noted_and_goes_on_where_it_was() {
    let mut context = Context::new(NOW, DeviceId(7), 42);
    let mut snapshot = Snapshot::default();
    let mut note = |decision: &dyn Decision, snapshot: &mut Snapshot| {
        let outcome = decision.decide(snapshot, &mut context)?;
        for write in &outcome.writes {
            if let Write::Device { body, .. } = write {
                let rows: Vec<(String, Cbor)> =
                    body.iter().map(|body| ("placement".to_owned(), body.clone())).collect();
                *snapshot = Snapshot::default();
                snapshot.put_derived(lookup(), rows);
            }
        }
        Ok::<_, crate::error::Rejection>(outcome)
    };
    let about = About::Skill(CompetencyId(Id::new(5, 5)));
    let Reply::Created(id) = note(&Begin(about), &mut snapshot).unwrap().reply else { panic!("no name") };
    let heard: Vec<Said> = (0..4)
        .map(|n| {
            said(
                CompetencyId(Id::new(n, 1)),
                [Heard::Right, Heard::Wrong, Heard::NotYet, Heard::Nothing][usize::try_from(n).unwrap()],
            )
        })
        .collect();
    for said in &heard {
        note(&Tell { id, said: said.clone(), answer: None }, &mut snapshot).unwrap();
    }
    let begun = Begun::read(&snapshot).unwrap();
    assert_eq!((begun.about, begun.id, &begun.said), (about, id, &heard));
    note(&TakeBack(id), &mut snapshot).unwrap();
    assert_eq!(Begun::read(&snapshot).unwrap().said, heard[..3]);
    // Another tab began one of its own: this one is over, and ends nothing of that.
    let Reply::Created(other) = note(&Begin(about), &mut snapshot).unwrap().reply else { panic!("no name") };
    assert!(note(&Tell { id, said: heard[0].clone(), answer: None }, &mut snapshot).is_err());
    assert!(note(&End(id), &mut snapshot).unwrap().writes.is_empty());
    assert!(note(&TakeBack(other), &mut snapshot).is_err(), "nothing was heard yet");
    note(&End(other), &mut snapshot).unwrap();
    assert_eq!(Begun::read(&snapshot), None);
}

#[test]
fn what_is_concluded_gives_no_level_goes_by_one_undo_and_is_replaced_by_the_next() {
    let mut desk = Desk::default();
    let (framework, skills) = desk.chain(7);
    let ground = desk.ground(About::Framework(framework));
    let keep = |course: &Course| Command::Evidence(Say::Infer(course.conclusion()));
    let (course, _) = goes(&ground, &skills, 4);
    desk.did(&keep(&course));
    let inferred = |desk: &Desk| -> Vec<bool> {
        skills.iter().map(|id| desk.row_of(*id).is_some_and(|row| row.inferred.is_some())).collect()
    };
    assert_eq!(inferred(&desk), [true, true, true, true, false, false, false]);
    for skill in &skills[..4] {
        let row = desk.row_of(*skill).unwrap();
        assert_eq!((row.full.level, row.shown.level, row.full.mass), (0, 0, 0.0));
        assert_eq!(row.fades, crate::evidence::kept::Fades::default());
    }
    let kinds: Vec<EvidenceKind> = desk.events.values().map(|event| Evidence::read(event).kind).collect();
    assert_eq!(kinds, [EvidenceKind::Inferred; 4]);
    desk.undo();
    assert_eq!(inferred(&desk), [false; 7], "all of it by one undo");
    desk.undo();
    assert_eq!(inferred(&desk), [true, true, true, true, false, false, false], "and back");

    // Another time she knows less: what was concluded before goes, what she noted herself stays.
    let own = NewEvidence::plain(skills[3], EvidenceKind::Inferred, Judged::Score(0.5));
    desk.did(&Command::Evidence(Say::Add(Box::new(own))));
    let ground = desk.ground(About::Framework(framework));
    assert_eq!(ground.skills.iter().filter(|ask| ask.concluded).count(), 4);
    let (course, _) = goes(&ground, &skills, 2);
    assert!(course.conclusion().known.iter().all(|(id, _)| skills[..2].contains(id)));
    desk.did(&keep(&course));
    assert_eq!(inferred(&desk)[2..], [false, true, false, false, false]);
    assert_eq!(desk.row_of(skills[3]).unwrap().inferred, Some(0.5));
    assert_eq!(desk.row_of(skills[0]).unwrap().count, 1, "replaced, not added");
    desk.undo();
    assert_eq!(inferred(&desk), [true, true, true, true, false, false, false]);
}
