//! Weights of her own: the schedule goes by those in use, wherever they were chosen, and goes back when they are.

use super::home::{Home, Joins};
use cairn_domain::{
    change::Write, command::Command, error::Rejection, port::CommitError, practice::Fits, profile::command as profile,
};
use cairn_learning::schedule::Rating;

fn fits(home: &Home) -> Fits {
    Fits::read(&home.store.look(&[cairn_domain::practice::Weights::lookup()]))
}

#[test]
fn the_schedule_goes_by_the_weights_in_use_and_answers_say_which() {
    let mut home = Home::new(7);
    let item = home.short("one", None);
    assert_eq!(home.answers(item, Rating::Good).response.param_set, "");
    home.settle();
    let usual = home.queue();

    home.weighs(true);
    let own = fits(&home);
    assert_eq!((own.sets.len(), own.tried, own.by_itself), (1, Some(home.today()), false));
    assert_eq!(own.in_use, own.sets[0].name());
    let stability =
        |home: &Home| home.queue().entry(item).and_then(|entry| entry.learned).map(|l| l.card.memory.stability);
    assert_eq!(stability(&home), Some(0.7), "before anything is folded");
    home.settle();
    assert_eq!(stability(&home), Some(0.7));
    let told = home.answers(item, Rating::Good).response;
    assert_eq!(told.param_set, own.in_use);
    home.settle();

    // Back to the published ones, and all is as if they had always been in use.
    home.weighs(false);
    assert_eq!(fits(&home).in_use, "");
    assert_eq!(fits(&home).sets.len(), 1, "it can be chosen again");
    home.settle();
    assert_eq!(home.queue().entries(), home.copy(8).queue().entries());
    assert_ne!(home.queue().entries(), usual.entries(), "there is one more answer");
}

#[test]
fn choosing_can_be_taken_back_and_what_is_not_there_cannot_be_chosen() {
    let mut home = Home::new(7);
    let unknown = Command::Profile(profile::Command::UseWeights("00".repeat(8)));
    let refused = home.store.apply(&unknown, home.moment(), 1);
    assert!(matches!(refused, Err(CommitError::Rejected(Rejection::Missing))), "{refused:?}");
    home.weighs(true);
    let chosen = fits(&home).in_use;
    let back = home.run(&Command::Profile(profile::Command::UseWeights(String::new()))).changes.change;
    assert_eq!(fits(&home).in_use, "");
    home.run(&Command::Undo(back));
    assert_eq!(fits(&home).in_use, chosen);
    home.run(&Command::Profile(profile::Command::FitByItself(true)));
    assert!(fits(&home).by_itself);
}

#[test]
fn weights_that_were_chosen_on_another_device_make_the_schedule_here_too() {
    let mut phone = Home::new(7);
    let item = phone.short("one", None);
    phone.answers(item, Rating::Good);
    let mut laptop = phone.copy(8);
    laptop.fold();
    phone.weighs(true);
    let records = phone.store.all().0;
    laptop.run(&Joins(records.into_iter().map(Write::Record).collect()));
    assert_eq!(laptop.queue(), phone.queue());
    laptop.fold();
    phone.fold();
    assert_eq!(laptop.columns(), phone.columns());
}
