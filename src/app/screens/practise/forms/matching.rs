//! Things to be matched: for each of them a list of what may belong to it.

use super::QUESTION;
use crate::i18n::tr;
use crate::screens::practise::{
    asked::{Asked, Giving},
    written,
};
use crate::ui::{Choice, SelectField};
use cairn_domain::item::Given;
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
    view! { <div class="pairs" role="group" aria-describedby=QUESTION>{fields}</div> }.into_any()
}
