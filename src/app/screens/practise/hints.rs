//! Hints, from the least telling to the most: each by a press of its own, after the one before.

use super::asked::{Asked, Giving};
use super::written;
use crate::i18n::tr;
use crate::ui::{Button, ButtonKind, Icon, live};
use leptos::prelude::*;

/// The hints seen so far, and the button for the next one.
pub fn view(asked: &Asked, giving: Giving) -> AnyView {
    let count = asked.item.hints.len();
    if count == 0 {
        return ().into_any();
    }
    let item = StoredValue::new(asked.item.clone());
    let seen = move || {
        let shown = item.with_value(|item| {
            let row = |text: &String| view! { <li class="line-top">{written::text(text, item)}</li> }.into_any();
            item.hints.iter().take(giving.hints.get()).map(row).collect::<Vec<_>>()
        });
        (!shown.is_empty()).then(|| view! { <ol class="list hints" aria-label=tr::practise::hints()>{shown}</ol> })
    };
    let next = move || {
        giving.hints.update(|seen| *seen = (*seen + 1).min(count));
        let at = giving.hints.get_untracked();
        if let Some(hint) = item.with_value(|item| item.hints.get(at - 1).map(|hint| written::plain(hint))) {
            live::say(hint);
        }
    };
    let label = Signal::derive(move || tr::practise::hint_of(count, (giving.hints.get() + 1).min(count)));
    let more = Memo::new(move |_| giving.hints.get() < count);
    view! {
        <div class="stack tight wide">
            {seen}
            {move || more.get().then(|| view! { <Button label kind=ButtonKind::Quiet icon=Icon::Hint on_press=move || next()/> })}
        </div>
    }
    .into_any()
}
