//! Options to choose from: one of them, or any number.

use super::QUESTION;
use crate::i18n::tr;
use crate::screens::practise::{
    asked::{Asked, Giving},
    written,
};
use cairn_domain::item::{Form, Given, Item};
use leptos::prelude::*;

/// The options, in the order in which they are shown.
pub fn view(asked: &Asked, giving: Giving, many: bool) -> AnyView {
    let places = giving.order.get_value();
    let picks: Vec<AnyView> = places.into_iter().map(|place| pick(asked, giving, place, many)).collect();
    let legend = if many { tr::practise::choose_any() } else { tr::practise::choose_one() };
    view! {
        <fieldset class="field" aria-describedby=QUESTION>
            <legend class="cap">{legend}</legend>
            <div class="list picks">{picks}</div>
        </fieldset>
    }
    .into_any()
}

fn pick(asked: &Asked, giving: Giving, place: usize, many: bool) -> AnyView {
    let chosen = Memo::new(move |_| giving.given.with(|given| is_chosen(given, place)));
    let choose = move |on: bool| {
        giving.give(|given| {
            let Given::Chosen(places) = given else { return };
            if !many {
                places.clear();
            }
            places.retain(|chosen| *chosen != place);
            if on {
                places.push(place);
            }
        });
    };
    view! {
        <label class="pick line-top">
            <input
                type=if many { "checkbox" } else { "radio" }
                name="option"
                prop:checked=move || chosen.get()
                on:change:target=move |event| choose(event.target().checked())
            />
            {option(&asked.item, place)}
        </label>
    }
    .into_any()
}

/// The words of an option.
pub fn option(item: &Item, place: usize) -> AnyView {
    match (item.form, place) {
        (Form::TrueFalse, 0) => view! { <span>{tr::practise::yes()}</span> }.into_any(),
        (Form::TrueFalse, _) => view! { <span>{tr::practise::no()}</span> }.into_any(),
        _ => written::text(item.options.get(place).map_or("", String::as_str), item),
    }
}

/// Whether an option is part of an answer.
pub fn is_chosen(given: &Given, place: usize) -> bool {
    matches!(given, Given::Chosen(places) if places.contains(&place))
}
