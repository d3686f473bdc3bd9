//! Things to be put in order, with Move up and Move down and a handle.

use super::QUESTION;
use crate::i18n::tr;
use crate::screens::practise::{
    asked::{Asked, Giving},
    written,
};
use crate::ui::{Reorder, ReorderItem};
use cairn_domain::item::Given;
use leptos::prelude::*;

/// The things, in the order that she gave them.
pub fn view(asked: &Asked, giving: Giving) -> AnyView {
    let names: Vec<String> = asked.item.options.iter().map(|text| written::plain(text)).collect();
    let items = Signal::derive(move || {
        giving.given.with(|given| {
            let Given::Placed(places) = given else { return Vec::new() };
            let row = |place: &usize| Some(ReorderItem { key: place.to_string(), name: names.get(*place)?.clone() });
            places.iter().filter_map(row).collect()
        })
    });
    let on_move = move |from: usize, to: usize| {
        giving.give(|given| {
            if let Given::Placed(places) = given
                && from < places.len()
            {
                let moved = places.remove(from);
                places.insert(to.min(places.len()), moved);
            }
        });
    };

    // What shows something kept is seen; its words are in the names of its buttons.
    let item = StoredValue::new(asked.item.clone());
    let shown = asked.item.options.iter().any(|text| written::shows(text)).then(|| {
        Callback::new(move |key: String| {
            item.with_value(|item| {
                let text = key.parse().ok().and_then(|place: usize| item.options.get(place));
                written::text(text.map_or("", String::as_str), item)
            })
        })
    });
    view! {
        <div class="field" role="group" aria-describedby=QUESTION>
            <p class="cap">{tr::practise::order_hint()}</p>
            <Reorder items label=tr::practise::your_order() on_move=on_move shown/>
        </div>
    }
    .into_any()
}
