//! The buttons by which an answer is rated, each with when the item would come again, in words.

use crate::browser::events;
use crate::i18n::{self, tr};
use cairn_learning::schedule::{Choice, Rating};
use leptos::prelude::*;

/// The id of the button that Space and Enter mean; the focus goes there once the answer is shown.
pub const MAIN: &str = "main-answer";

/// When an item would come again, by rating.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Coming {
    /// What each rating makes of it.
    pub choices: [Choice; 4],
    /// Whether it comes again in this sitting where it was not known.
    pub soon: bool,
}

/// Two buttons, or four.
pub fn buttons(coming: Coming, four: bool, proposed: Rating, rate: Callback<Rating>) -> AnyView {
    let Coming { choices, soon } = coming;
    let shown = choices.into_iter().filter(|choice| four || matches!(choice.rating, Rating::Again | Rating::Good));
    let main = main(proposed, four);
    let all: Vec<AnyView> =
        shown.map(|choice| button(name(choice.rating), choice, soon, choice.rating == main, rate)).collect();
    view! { <div class="dock"><div class="two" class:four=four role="group" aria-label=tr::practise::how_well()>{all}</div></div> }.into_any()
}

/// One button that takes what the app found.
pub fn next(coming: Coming, proposed: Rating, rate: Callback<Rating>) -> AnyView {
    let choice = coming.choices.into_iter().find(|choice| choice.rating == proposed);
    view! { <div class="dock">{choice.map(|choice| button(tr::practise::next(), choice, coming.soon, true, rate))}</div> }.into_any()
}

/// Of two buttons the one that stands for a rating.
fn main(proposed: Rating, four: bool) -> Rating {
    match proposed {
        _ if four => proposed,
        Rating::Again => Rating::Again,
        Rating::Hard | Rating::Good | Rating::Easy => Rating::Good,
    }
}

fn button(name: String, choice: Choice, soon: bool, main: bool, rate: Callback<Rating>) -> AnyView {
    let Choice { rating, interval, .. } = choice;
    pressed(name, Some(when(rating, interval, soon)), main, Callback::new(move |()| rate.run(rating)))
}

/// A button of an answer that is shown, with what stands below its name; the main one has the focus then.
pub fn pressed(name: String, below: Option<String>, main: bool, press: Callback<()>) -> AnyView {
    view! {
        <button
            id=main.then_some(MAIN)
            type="button"
            class=if main { "btn big wide main" } else { "btn big wide" }
            on:click=move |event| {
                // The second tap of a double tap on what shows the answer falls on this one.
                if !events::is_second(&event) {
                    press.run(());
                }
            }
        >
            <span>{name}</span>
            {below.map(|below| view! { <small>{below}</small> })}
        </button>
    }
    .into_any()
}

/// When the item comes again: what was not known, in this sitting as often as that brings something back.
fn when(rating: Rating, interval: i64, soon: bool) -> String {
    if rating == Rating::Again && soon { tr::practise::again_soon() } else { i18n::relative(days(interval)) }
}

#[allow(clippy::cast_precision_loss)] // a hundred years at most
fn days(interval: i64) -> f64 {
    interval as f64
}

/// What a rating is called.
fn name(rating: Rating) -> String {
    match rating {
        Rating::Again => tr::practise::not_yet_button(),
        Rating::Hard => tr::practise::hard(),
        Rating::Good => tr::practise::got_it(),
        Rating::Easy => tr::practise::easy(),
    }
}
