//! A placement with items: what is asked, the answer that is one like others, and taking it back.

use super::home::Home;
use cairn_domain::{
    change::Reply,
    evidence::AidUsed,
    id::{EventId, Id},
    item::command as item,
    placement::{About, Begin, Begun, Course, Ground, Heard, Said, TakeBack, Tell, lookup},
    port::{Snapshot, gather},
    practice::{Answer, Given, Graded, Pacing},
    response::Source,
};
use cairn_store::memory::ready;

fn ground(home: &Home, about: About) -> Ground {
    let snapshot = ready(gather(&home.store, |snapshot: &Snapshot| about.needs(snapshot))).expect("read");
    Ground::of(&about, &home.queue(), home.today(), &snapshot)
}

fn begun(home: &Home) -> Begun {
    Begun::read(&home.store.look(&[lookup()])).expect("under way")
}

#[test]
fn what_the_app_grades_and_she_has_not_seen_is_asked_first() {
    let mut home = Home::new(7);
    let skill = home.skill("Fractions");
    let asked = |home: &Home| ground(home, About::Skill(skill)).skills[0].item;
    assert_eq!(asked(&home), None, "she is asked whether she can do it");
    let card = home.card("Half of a half", Some(skill), true);
    assert_eq!(asked(&home), Some(card));
    let seen = home.short("A third of three", Some(skill));
    let new = home.short("A fifth of ten", Some(skill));
    home.gives(seen, Graded::App { score: 1.0, luck: Some((0.0, 0.05)) });
    assert_eq!(asked(&home), Some(new));
    home.settle();
    assert_eq!(asked(&home), Some(new), "from the columns too");
    home.edit(new, item::Edit::Suspended(true));
    assert_eq!(asked(&home), Some(seen));
}

#[test]
fn an_answer_is_written_with_what_was_heard_and_taken_back_with_it() {
    let mut home = Home::new(7);
    let skill = home.skill("Fractions");
    let item = home.short("A third of three", Some(skill));
    let Reply::Created(id) = home.run(&Begin(About::Skill(skill))).reply else { panic!("no name") };
    let given = Given {
        graded: Graded::App { score: 1.0, luck: Some((0.0, 0.05)) },
        confidence: None,
        duration_ms: 1_000,
        aid: AidUsed::None,
        source: Source::Placement,
    };
    let tell = |home: &Home| {
        let entry = home.queue().entry(item).cloned().expect("in use");
        let event = EventId(Id::new(home.now_ms, 77));
        let answer = Answer::new(event, home.moment(), &entry, &given, &Pacing::default());
        let said = Said { skill, heard: Heard::Right, guess: 0.0, answer: Some((answer.id, item)) };
        Tell { id, said, answer: Some(answer) }
    };
    let told = tell(&home);
    home.run(&told);
    assert_eq!(home.responses().len(), 1);
    assert_eq!(begun(&home).said, std::slice::from_ref(&told.said));
    let course = Course::new(ground(&home, About::Skill(skill)), &begun(&home).said).expect("no circle");
    assert!(course.next().is_none());
    assert!(course.conclusion().known.is_empty(), "what was shown is no conclusion");
    assert!(course.starts().is_empty(), "all of it is known");
    home.settle();
    let estimate = home.estimate(skill).expect("evidence");
    assert!((estimate.shown.mass - 1.0).abs() < 1e-12 && estimate.inferred.is_none());

    home.run(&TakeBack(id));
    home.settle();
    assert_eq!(begun(&home).said, []);
    assert!(home.estimate(skill).is_none_or(|estimate| estimate.shown.mass <= 0.0));
}
