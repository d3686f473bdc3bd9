//! What a sitting asks: by goal, skill, deck or choice; what is due, what is new, and what is left out.

use super::home::{Home, START};
use cairn_domain::{
    command::Command,
    competency::{RelationKind, command as competency},
    goal::{GoalKind, command as goal},
    id::{CompetencyId, DeckId, GoalId, ItemId},
    item::{Form, command as item},
    kind::Kind,
    practice::{
        Graded, Limits, Pace, Plan, Reach, Scope,
        ahead::{becomes_leech, forecast, leeches, ready_by},
    },
};
use cairn_learning::schedule::{Rating, TaskKind, Wish};

fn items(plan: &Plan) -> Vec<ItemId> {
    let mut items: Vec<ItemId> = plan.tasks.iter().map(|planned| planned.item).collect();
    items.sort();
    items
}

fn sorted(mut items: Vec<ItemId>) -> Vec<ItemId> {
    items.sort();
    items
}

impl Home {
    fn deck(&mut self, title: &str, parent: Option<DeckId>) -> DeckId {
        DeckId(self.made(&Command::Item(item::Command::AddDeck { title: title.to_owned(), parent })))
    }

    fn asks(&self, scope: &Scope) -> Vec<ItemId> {
        items(&self.plan(scope, Limits { reviews: 100, new: 100 }))
    }
}

#[test]
fn a_goal_takes_what_its_skills_require_along() {
    let mut home = Home::new(7);
    let [target, required, other] = ["Fractions", "Division", "Poems"].map(|title| home.skill(title));
    let relate = competency::Command::Relate { from: required, to: target, kind: RelationKind::Requires };
    home.run(&Command::Competency(relate));
    let [a, b, c] = [target, required, other].map(|skill| home.short("Item", Some(skill)));
    let loose = home.short("Loose", None);
    let create = goal::Command::Create { title: "Bake".to_owned(), kind: GoalKind::Learn };
    let goal = GoalId(home.made(&Command::Goal(create)));
    home.run(&Command::Goal(goal::Command::Edit(goal, vec![goal::Edit::Target(target, Some(3))])));
    assert_eq!(home.asks(&Scope::Goal(goal)), sorted(vec![a, b]));
    assert_eq!(home.asks(&Scope::Competency(target)), [a]);
    assert_eq!(home.asks(&Scope::Everything), sorted(vec![a, b, c, loose]));
    assert_eq!(home.asks(&Scope::Items(vec![c, loose])), sorted(vec![c, loose]));
    assert_eq!(home.asks(&Scope::Competency(CompetencyId(a.0))), []);
}

#[test]
fn a_deck_gives_its_skills_to_what_says_nothing_and_holds_what_is_below() {
    let mut home = Home::new(7);
    let skill = home.skill("Verbs");
    let deck = home.deck("Spanish", None);
    let inner = home.deck("Verbs", Some(deck));
    home.run(&Command::Item(item::Command::EditDeck(inner, vec![item::DeckEdit::Competency(skill, true)])));
    let card = home.card("ser", None, true);
    home.edit(card, item::Edit::Deck(Some(inner)));
    let loose = home.short("loose", None);
    let both = sorted(vec![card, card.twin()]);
    for scope in [Scope::Deck(Some(deck)), Scope::Deck(Some(inner)), Scope::Competency(skill), Scope::Items(vec![card])]
    {
        assert_eq!(home.asks(&scope), both, "{scope:?}");
    }
    assert_eq!(home.asks(&Scope::Deck(None)), [loose]);
    home.fold();
    assert_eq!(home.asks(&Scope::Competency(skill)), both);
    // Suspending the card leaves both directions out.
    home.edit(card, item::Edit::Suspended(true));
    assert_eq!(home.asks(&Scope::Deck(Some(deck))), []);
}

#[test]
fn a_twin_is_not_asked_once_its_card_is_none() {
    let mut home = Home::new(7);
    let card = home.card("ser", None, true);
    home.edit(card, item::Edit::Accepted(vec!["to be".to_owned()]));
    assert_eq!(home.asks(&Scope::Everything), sorted(vec![card, card.twin()]));
    for form in [Form::Short, Form::Card] {
        home.edit(card, item::Edit::Form(form));
        assert_eq!(home.asks(&Scope::Everything).contains(&card.twin()), form == Form::Card);
        assert!(home.asks(&Scope::Everything).contains(&card));
    }
}

#[test]
fn what_lay_in_a_deck_that_is_gone_lies_in_none() {
    let mut home = Home::new(7);
    let deck = home.deck("Spanish", None);
    let short = home.short("ser", None);
    home.edit(short, item::Edit::Deck(Some(deck)));
    assert_eq!((home.asks(&Scope::Deck(Some(deck))), home.asks(&Scope::Deck(None))), (vec![short], vec![]));
    home.run(&Command::Trash(Kind::DECK, deck.0));
    assert_eq!((home.asks(&Scope::Deck(Some(deck))), home.asks(&Scope::Deck(None))), (vec![], vec![short]));
    home.run(&Command::Restore(Kind::DECK, deck.0));
    assert_eq!((home.asks(&Scope::Deck(Some(deck))), home.asks(&Scope::Deck(None))), (vec![short], vec![]));
}

#[test]
fn what_is_due_comes_before_what_is_new_and_so_much_a_day() {
    let mut home = Home::new(7);
    let skill = home.skill("Fractions");
    let old: Vec<ItemId> = (0..5).map(|number| home.short(&format!("Old {number}"), Some(skill))).collect();
    let plan = home.plan(&Scope::Everything, Limits::default());
    assert!(plan.tasks.iter().all(|planned| planned.task.kind == TaskKind::NewConcept));
    assert_eq!((plan.due, plan.new, plan.later), (0, 5, 0));
    for item in &old {
        home.answers(*item, Rating::Good);
    }
    // Today they are done, and the new ones of a day with them.
    assert_eq!(home.plan(&Scope::Everything, Limits::default()).tasks, []);
    let new: Vec<ItemId> = (0..3).map(|number| home.short(&format!("New {number}"), Some(skill))).collect();
    assert_eq!(home.plan(&Scope::Everything, Limits { reviews: 9, new: 7 }).new, 2);

    home.wait_days(60);
    let plan = home.plan(&Scope::Everything, Limits { reviews: 3, new: 2 });
    assert_eq!((plan.due, plan.new, plan.later, plan.new_later, plan.tasks.len()), (3, 2, 2, 1, 5));
    let kinds: Vec<TaskKind> = plan.tasks.iter().map(|planned| planned.task.kind).collect();
    assert_eq!(kinds[..3], [TaskKind::Review; 3]);
    assert_eq!(kinds[3..], [TaskKind::New; 2], "its concept is known");
    assert_eq!(plan.tasks[3].item, new[0], "the oldest first");
    assert_eq!(plan.tasks[0].task.competency, Some(skill));
    home.answers(plan.tasks[0].item, Rating::Good);
    assert_eq!(home.plan(&Scope::Everything, Limits { reviews: 3, new: 2 }).due, 2);
}

#[test]
fn days_to_come_and_what_is_forgotten_again_and_again() {
    let mut home = Home::new(7);
    let item = home.short("Item", None);
    let other = home.short("Other", None);
    home.answers(other, Rating::Good);
    home.answers(item, Rating::Good);
    let mut named = 0;
    for _ in 0..8 {
        home.wait_days(3);
        let before = home.queue().entry(item).and_then(|entry| entry.learned);
        let answer = home.gives(item, Graded::Own(Rating::Again));
        named += usize::from(becomes_leech(before.as_ref(), &answer.after));
        home.wait_days(1);
        home.answers(item, Rating::Good);
    }
    let (queue, today) = (home.queue(), home.today());
    assert_eq!((leeches(&Reach::Everything, &queue, today), named), (vec![(item, 8)], 1));
    let load = forecast(&Reach::Everything, &queue, today, &Pace::default());
    assert_eq!(load.len(), 30);
    assert!(load[0] >= 1.0, "the other is long due: {load:?}");
    assert_eq!(queue.loads(today)[0], 1);
    let wish = Wish { today, date: today + 20, minutes: 5.0, target: 0.5 };
    let prospect = ready_by(&Reach::Everything, &queue, &wish).expect("items");
    assert!(prospect.feasible && prospect.arrival.recall > prospect.untouched);
    assert_eq!(ready_by(&Reach::Deck(Some(DeckId(item.0))), &queue, &wish), None);
    assert!(today > START);
}
