//! Things to be matched: for each of them a list of what may belong to it.

use super::QUESTION;
use crate::i18n::tr;
use crate::screens::practise::{
    asked::{Asked, Giving},
    written,
};
use crate::ui::{Choice, SelectField};
use cairn_domain::item::{Given, Item};
use leptos::prelude::*;

/// A list for each thing.
pub fn view(asked: &Asked, giving: Giving) -> AnyView {
    let order = giving.order.get_value();
    let rights = order.iter().filter_map(|place| {
        let text = asked.item.matches.get(*place)?;
        Some(Choice::new(place.to_string(), written::plain(text)))
    });
    let choices: Vec<Choice> = [Choice::new("", tr::practise::choose())].into_iter().chain(rights).collect();
    let lefts = asked.item.options.iter().take(asked.item.pairs()).enumerate();
    let fields: Vec<AnyView> = lefts
        .map(|(at, left)| {
            let value = Signal::derive(move || {
                giving.given.with(|given| match given {
                    Given::Paired(pairs) => {
                        pairs.get(at).copied().flatten().map_or(String::new(), |place| place.to_string())
                    }
                    _ => String::new(),
                })
            });
            let on_change = move |chosen: String| {
                giving.give(|given| {
                    if let Given::Paired(pairs) = given
                        && let Some(pair) = pairs.get_mut(at)
                    {
                        *pair = chosen.parse().ok();
                    }
                });
            };
            let choices = choices.clone();
            view! {
                {seen(left, &asked.item)}
                <SelectField
                    label=written::plain(left)
                    choices=Signal::stored(choices)
                    value
                    on_change=on_change
                />
            }
            .into_any()
        })
        .collect();
    let offered = offered(&asked.item, &order);
    view! { <div class="pairs" role="group" aria-describedby=QUESTION>{fields}{offered}</div> }.into_any()
}

/// What shows something kept, above its field, whose name is its words.
fn seen(text: &str, item: &Item) -> Option<AnyView> {
    written::shows(text).then(|| written::text(text, item))
}

/// What may belong to each, where some of it is to be seen: a list to choose from has words alone.
fn offered(item: &Item, order: &[usize]) -> Option<AnyView> {
    let texts = || order.iter().filter_map(|place| item.matches.get(*place));
    if !texts().any(|text| written::shows(text)) {
        return None;
    }
    let row = |text: &String| {
        let words =
            written::shows(text).then(|| view! { <p class="cap"><bdi dir="auto">{written::plain(text)}</bdi></p> });
        view! { <li class="row bare"><div class="body">{written::text(text, item)}{words}</div></li> }.into_any()
    };
    let rows: Vec<AnyView> = texts().map(row).collect();
    Some(view! { <ul class="list" aria-label=tr::practise::offered()>{rows}</ul> }.into_any())
}
