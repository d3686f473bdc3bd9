//! Decks that are moved, and put to skills and goals: as commands do it, and as it is taken back.

use super::{
    Deck,
    command::{Command, DeckEdit},
    place::{NewSkill, PLACES_MAX, Placing, Where},
};
use crate::{
    change::Op,
    command::Command as Any,
    competency::{Competency, Framework, command::Command as Skills},
    desk::Desk,
    error::Rejection,
    goal::{Goal, GoalKind, command as goal},
    id::{CompetencyId, DeckId, FrameworkId, GoalId, Id},
};

fn deck(desk: &mut Desk, title: &str, parent: Option<DeckId>) -> DeckId {
    DeckId(desk.made(&Any::Item(Command::AddDeck { title: title.to_owned(), parent })))
}

fn skill(desk: &mut Desk, title: &str) -> CompetencyId {
    let framework = FrameworkId(desk.made(&Any::Competency(Skills::CreateFramework { title: "Mine".to_owned() })));
    let add = Skills::Add { framework, parent: None, title: title.to_owned() };
    CompetencyId(desk.made(&Any::Competency(add)))
}

fn place(what: Placing) -> Any {
    Any::Item(Command::Place(Box::new(what)))
}

fn made(title: &str, inside: Option<usize>, deck: Option<DeckId>) -> NewSkill {
    NewSkill { title: title.to_owned(), inside, deck }
}

fn linked(desk: &Desk, of: DeckId) -> Vec<CompetencyId> {
    desk.noun::<Deck>(of.0).unwrap().competencies.into_iter().map(|(competency, _)| competency).collect()
}

#[test]
fn a_deck_is_put_into_another_but_into_none_that_lies_in_it() {
    let mut desk = Desk::default();
    let biology = deck(&mut desk, "Biology", None);
    let cells = deck(&mut desk, "Cells", Some(biology));
    let membrane = deck(&mut desk, "Membrane", Some(cells));
    let put = |deck, parent| Any::Item(Command::EditDeck(deck, vec![DeckEdit::Parent(parent)]));
    for inner in [biology, cells, membrane] {
        assert_eq!(desk.run(&put(biology, Some(inner))), Err(Rejection::BelowItself));
    }
    assert_eq!(desk.run(&put(membrane, Some(DeckId(Id::new(1, 9))))), Err(Rejection::Missing));
    assert_eq!(desk.did(&put(membrane, Some(biology))).op, Op::EditDeck);
    assert_eq!(desk.noun::<Deck>(membrane.0).unwrap().parent, Some(biology));
    desk.did(&put(cells, None));
    desk.did(&put(biology, Some(cells)));
    assert_eq!(desk.noun::<Deck>(biology.0).unwrap().parent, Some(cells));
    desk.undo();
    assert_eq!(desk.noun::<Deck>(biology.0).unwrap().parent, None);
}

#[test]
fn decks_are_put_to_skills_that_are_here_in_one_step() {
    let mut desk = Desk::default();
    let (cells, art) = (deck(&mut desk, "Cells", None), deck(&mut desk, "Art", None));
    let (one, other) = (skill(&mut desk, "Cells"), skill(&mut desk, "Draw"));
    let links = vec![(cells, one), (art, other), (cells, other)];
    let done = desk.did(&place(Placing { links, ..Placing::default() }));
    assert_eq!(done.op, Op::EditDeck);
    let mut both = linked(&desk, cells);
    both.sort();
    assert_eq!((both, linked(&desk, art)), (vec![one, other], vec![other]));
    desk.undo();
    assert!(linked(&desk, cells).is_empty() && linked(&desk, art).is_empty());
    // One that is gone refuses all of it.
    let links = vec![(cells, one), (DeckId(Id::new(1, 9)), one)];
    assert_eq!(desk.run(&place(Placing { links, ..Placing::default() })), Err(Rejection::Missing));
    let many = vec![(cells, one); PLACES_MAX + 1];
    assert!(matches!(desk.run(&place(Placing { links: many, ..Placing::default() })), Err(Rejection::Number { .. })));
    assert!(linked(&desk, cells).is_empty());
}

#[test]
fn a_tree_of_decks_becomes_one_of_skills_and_goes_back_whole() {
    let mut desk = Desk::default();
    let biology = deck(&mut desk, "Biology", None);
    let [cells, plants] = ["Cells", "Plants"].map(|title| deck(&mut desk, title, Some(biology)));
    let skills =
        vec![made("Biology", None, None), made("Cells", Some(0), Some(cells)), made("Plants", Some(0), Some(plants))];
    let framework = Some(Where::New("My decks".to_owned()));
    let done = desk.did(&place(Placing { skills: skills.clone(), framework, ..Placing::default() }));
    assert_eq!(done.op, Op::CreateFramework);
    let first = desk.entries()[0].0;
    let frameworks = desk.nouns::<Framework>(&Framework::all());
    let [framework] = &frameworks[..] else { panic!("one framework") };
    assert_eq!(framework.title, "My decks");
    let tops = desk.nouns::<Competency>(&Competency::below(Some(framework.id), None));
    let inside = desk.nouns::<Competency>(&Competency::below(Some(framework.id), Some(tops[0].id)));
    assert_eq!(inside.iter().map(|skill| skill.title.as_str()).collect::<Vec<_>>(), ["Cells", "Plants"]);
    assert_eq!((linked(&desk, cells), linked(&desk, biology)), (vec![inside[0].id], vec![]));

    // Behind what is there already, in the same framework.
    let more = Placing {
        skills: vec![made("Zoo", None, None), made("Animals", Some(0), None), made("Area", None, None)],
        framework: Some(Where::Known(framework.id)),
        ..Placing::default()
    };
    assert_eq!(desk.did(&place(more)).op, Op::AddCompetency);
    let tops = desk.nouns::<Competency>(&Competency::below(Some(framework.id), None));
    assert_eq!(tops.iter().map(|skill| skill.title.as_str()).collect::<Vec<_>>(), ["Biology", "Zoo", "Area"]);
    desk.undo();
    desk.did(&Any::Undo(first));
    assert!(desk.nouns::<Framework>(&Framework::all()).is_empty());
    assert!(desk.nouns::<Competency>(&Competency::all()).is_empty());
    assert!(linked(&desk, cells).is_empty());

    for wrong in [vec![made("In itself", Some(0), None)], vec![made("Ahead", Some(1), None), made("Later", None, None)]]
    {
        let framework = Some(Where::New("Mine".to_owned()));
        let placing = Placing { skills: wrong, framework, ..Placing::default() };
        assert_eq!(desk.run(&place(placing)), Err(Rejection::BelowItself));
    }
    assert_eq!(desk.run(&place(Placing { skills, ..Placing::default() })), Err(Rejection::Missing));
}

#[test]
fn a_goal_is_made_of_a_deck_or_takes_it_in() {
    let mut desk = Desk::default();
    let cells = deck(&mut desk, "Cells", None);
    let draw = skill(&mut desk, "Draw");
    let placing = Placing {
        skills: vec![made("Cells", None, Some(cells))],
        framework: Some(Where::New("My decks".to_owned())),
        goal: Some(Where::New("Pass the exam".to_owned())),
        needed: vec![draw],
        level: 3,
        ..Placing::default()
    };
    assert_eq!(desk.did(&place(placing.clone())).op, Op::CreateGoal);
    let goals = desk.nouns::<Goal>(&Goal::all());
    let [goal] = &goals[..] else { panic!("one goal") };
    let mut targets = goal.targets.clone();
    targets.sort();
    let mut expected = vec![(linked(&desk, cells)[0], 3), (draw, 3)];
    expected.sort();
    assert_eq!((goal.title.as_str(), goal.kind, targets), ("Pass the exam", GoalKind::Learn, expected));
    desk.undo();
    assert!(desk.nouns::<Goal>(&Goal::all()).is_empty() && linked(&desk, cells).is_empty());

    // A level that she set stays.
    let create = goal::Command::Create { title: "Draw well".to_owned(), kind: GoalKind::Do };
    let known = GoalId(desk.made(&Any::Goal(create)));
    desk.did(&Any::Goal(goal::Command::Edit(known, vec![goal::Edit::Target(draw, Some(4))])));
    let needed = Placing { goal: Some(Where::Known(known)), needed: vec![draw], level: 2, ..Placing::default() };
    assert!(desk.did(&place(needed)).is_empty());
    assert_eq!(desk.noun::<Goal>(known.0).unwrap().targets, [(draw, 4)]);
    let untitled = Placing { goal: Some(Where::New(" ".to_owned())), ..placing };
    assert!(matches!(desk.run(&place(untitled)), Err(Rejection::Text { .. })));
}
