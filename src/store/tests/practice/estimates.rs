//! What answers say of a skill: as evidence, the same on every device, and nothing of what is not linked.

use super::home::{Home, Joins};
use cairn_domain::{
    change::Write,
    command::Command,
    event::{Event, Journal},
    evidence::{
        EvidenceKind,
        command::{Command as Say, NewEvidence},
        estimate::Freshness,
        kept::Gauge,
        score::Judged,
        sources,
    },
    id::{CompetencyId, ItemId},
    item::command as item,
    kind::Kind,
    port::{Lookup, Snapshot, gather},
    practice::{Graded, due},
};
use cairn_learning::schedule::Rating;
use cairn_store::memory::ready;
use proptest::prelude::*;

const RIGHT: Graded = Graded::App { score: 1.0, luck: Some((0.0, 0.05)) };

/// Six items of a skill, each answered right on one of two days.
fn six(home: &mut Home, skill: CompetencyId) -> Vec<ItemId> {
    let items: Vec<ItemId> = (0..6).map(|number| home.short(&format!("Item {number}"), Some(skill))).collect();
    for (at, item) in items.iter().enumerate() {
        home.gives(*item, RIGHT);
        if at == 2 {
            home.wait_days(1);
        }
    }
    items
}

#[test]
fn a_skill_fades_by_its_row_alone_and_a_sitting_refreshes_it() {
    let mut home = Home::new(7);
    let usual = Gauge::default();
    let skill = home.skill("Fractions");
    let items = six(&mut home, skill);
    home.settle();
    let practised = home.estimate(skill).expect("evidence");
    assert_eq!(practised.fades.on(home.today(), &usual), Freshness::Fresh);
    let fading = practised.fades.fading_from(&usual).expect("it fades some day");
    assert!(practised.fades.refresh_from(&usual) < Some(fading));
    home.wait_days(fading - home.today());
    assert_eq!(practised.fades.on(home.today(), &usual), Freshness::Fading);
    assert_eq!(practised.shown.level, 4, "and stays mastered");
    items.iter().for_each(|item| drop(home.gives(*item, RIGHT)));
    home.settle();
    let refreshed = home.estimate(skill).expect("evidence");
    assert_eq!(refreshed.fades.on(home.today(), &usual), Freshness::Fresh);
    assert!(refreshed.fades.fading_from(&usual) > Some(fading), "for longer than before");
}

#[test]
fn six_fresh_tasks_demonstrate_and_taking_one_back_moves_it() {
    let mut home = Home::new(7);
    let skill = home.skill("Fractions");
    let items = six(&mut home, skill);
    assert_eq!(home.estimate(skill), None, "before it is settled");
    home.settle();
    let estimate = home.estimate(skill).expect("evidence");
    // The table of LEARNING.md 2.4: six typed right on more than one day.
    assert_eq!((estimate.shown.level, estimate.count), (4, 6));
    assert!((estimate.shown.mean - 0.875).abs() < 1e-12 && (estimate.shown.mass - 6.0).abs() < 1e-12);

    let answer = home.gives(items[0], Graded::App { score: 0.0, luck: Some((0.0, 0.05)) });
    home.settle();
    let fallen = home.estimate(skill).expect("evidence");
    assert!(fallen.shown.mean < estimate.shown.mean);
    home.run(&answer.take_back().expect("of an item"));
    home.settle();
    assert_eq!(home.estimate(skill), Some(estimate));

    // What is no longer linked, or in the trash, says nothing.
    home.edit(items[1], item::Edit::Competency(skill, None));
    home.run(&Command::Trash(Kind::ITEM, items[2].0));
    home.settle();
    assert_eq!(home.estimate(skill).expect("evidence").count, 4);
    home.run(&Command::Restore(Kind::ITEM, items[2].0));
    home.edit(items[1], item::Edit::Competency(skill, Some(0)));
    home.settle();
    assert_eq!(home.estimate(skill), Some(estimate));
}

#[test]
fn what_luck_alone_solves_leaves_a_skill_as_it_was() {
    let mut home = Home::new(7);
    let skill = home.skill("Fractions");
    let item = home.short("One option is left", Some(skill));
    home.gives(item, Graded::App { score: 1.0, luck: None });
    home.wait_days(1);
    home.gives(item, Graded::App { score: 0.0, luck: None });
    home.settle();
    assert_eq!(home.estimate(skill), None);
}

/// The item lies in the deck only while she assesses herself: her estimate counts its answer, and loses it again.
#[test]
fn what_left_a_deck_between_two_settlings_leaves_its_estimate() {
    let mut home = Home::new(7);
    let skill = home.skill("Verbs");
    let mut deck = |title: &str| {
        let add = item::Command::AddDeck { title: title.to_owned(), parent: None };
        cairn_domain::id::DeckId(home.made(&Command::Item(add)))
    };
    let [linked, loose] = [deck("Spanish"), deck("French")];
    home.run(&Command::Item(item::Command::EditDeck(linked, vec![item::DeckEdit::Competency(skill, true)])));
    let short = home.short("ser", None);
    home.gives(short, RIGHT);
    home.settle();
    home.edit(short, item::Edit::Deck(Some(linked)));
    let new = NewEvidence::plain(skill, EvidenceKind::ArtefactPeer, Judged::Score(0.8));
    home.run(&Command::Evidence(Say::Add(Box::new(new))));
    assert_eq!(home.estimate(skill).expect("evidence").count, 2);
    home.edit(short, item::Edit::Deck(Some(loose)));
    home.settle();
    assert_eq!(home.estimate(skill).expect("evidence").count, 1);
}

#[test]
fn the_log_as_a_whole_says_the_same_as_item_by_item() {
    let mut home = Home::new(7);
    let [skill, other] = ["Fractions", "Poems"].map(|title| home.skill(title));
    let items = six(&mut home, skill);
    let elsewhere = home.short("Elsewhere", Some(other));
    home.gives(elsewhere, RIGHT);
    let taken = home.gives(items[3], RIGHT).take_back().expect("of an item");
    home.run(&taken);
    let of = |more: &[Lookup]| {
        let needs = |snapshot: &Snapshot| sources::needs(skill, snapshot).into_iter().chain(more.to_vec()).collect();
        sources::read(skill, &ready(gather(&home.store, needs)).expect("read"))
    };
    let (by_item, by_log) = (of(&[]), of(&sources::log()));
    let ids = |journal: &Journal| journal.in_order(i64::MAX / 2).iter().map(|event| event.id).collect::<Vec<_>>();
    assert_eq!((ids(&by_log.answered), ids(&by_log.said)), (ids(&by_item.answered), ids(&by_item.said)));
    assert_eq!(by_log.answered.in_order(0).len(), 6);
}

#[test]
fn her_own_button_is_said_and_not_shown() {
    let mut home = Home::new(7);
    let skill = home.skill("Verbs");
    let card = home.card("ser", Some(skill), true);
    for _ in 0..5 {
        home.answers(card, Rating::Good);
        home.answers(card.twin(), Rating::Good);
        home.wait_days(3);
    }
    home.settle();
    let estimate = home.estimate(skill).expect("evidence");
    assert_eq!((estimate.count, estimate.shown.level, estimate.shown.mass.to_bits()), (10, 0, 0.0_f64.to_bits()));
    // Each weighs half of a review, times the trust in her judgement until that is known.
    assert!((estimate.full.mass - 10.0 * 0.5 * 0.7).abs() < 1e-9, "{}", estimate.full.mass);
}

#[test]
fn what_she_says_and_what_was_practised_make_one_estimate() {
    let mut home = Home::new(7);
    let skill = home.skill("Fractions");
    six(&mut home, skill);
    let new = NewEvidence::plain(skill, EvidenceKind::ArtefactPeer, Judged::Score(0.8));
    // Whoever adds evidence counts the answers too, settled or not.
    home.run(&Command::Evidence(Say::Add(Box::new(new))));
    let estimate = home.estimate(skill).expect("evidence");
    assert_eq!((estimate.count, estimate.shown.level), (7, 4));
    home.settle();
    assert_eq!(home.estimate(skill), Some(estimate));
}

#[test]
fn a_skill_of_a_deck_is_reckoned_when_the_deck_is_linked() {
    let mut home = Home::new(7);
    let skill = home.skill("Verbs");
    let deck = item::Command::AddDeck { title: "Spanish".to_owned(), parent: None };
    let deck = cairn_domain::id::DeckId(home.made(&Command::Item(deck)));
    let short = home.short("ser", None);
    home.edit(short, item::Edit::Deck(Some(deck)));
    home.gives(short, RIGHT);
    home.settle();
    assert_eq!(home.estimate(skill), None);
    for linked in [true, false] {
        let edit = item::DeckEdit::Competency(skill, linked);
        home.run(&Command::Item(item::Command::EditDeck(deck, vec![edit])));
        home.settle();
        assert_eq!(home.estimate(skill).map(|estimate| estimate.count), linked.then_some(1));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// The answers of two devices, whichever came first, and however often each.
    #[test]
    fn the_answers_of_two_devices_give_the_same_estimate_in_any_order(order in any::<u64>(), wrong in 0_usize..6) {
        let mut first = Home::new(7);
        let skill = first.skill("Fractions");
        let items = six(&mut first, skill);
        first.gives(items[wrong], Graded::App { score: 0.0, luck: Some((0.25, 0.05)) });
        let (records, events) = first.store.all();
        let mut rows: Vec<Write> = records.into_iter().map(Write::Record).collect();
        rows.extend(events.iter().chain(&events[wrong..]).cloned().map(Write::Event));
        let mut random = cairn_learning::random::SplitMix64::new(order);
        rows.sort_by_cached_key(|_| random.next_u64());
        let mut second = Home::new(8);
        second.now_ms = first.now_ms;
        for (at, row) in rows.into_iter().enumerate() {
            second.run(&due::Noting(&Joins(vec![row])));
            if at % 5 == 0 {
                second.settle();
            }
        }
        first.settle();
        second.settle();
        prop_assert_eq!(first.estimate(skill), second.estimate(skill));
        prop_assert!(first.estimate(skill).is_some());
        let answered = |home: &Home| home.responses().iter().map(Event::to_bytes).collect::<Vec<_>>();
        prop_assert_eq!(answered(&first), answered(&second));
    }
}
