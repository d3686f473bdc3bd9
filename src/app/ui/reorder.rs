//! Changing the order of a list: Move up and Move down on every row, and a handle to drag it by.
//! The list itself is not changed here: the caller is told from where to where.

use super::{Icon, IconButton, Own, live};
use crate::browser::{drag, focus};
use crate::i18n::tr;
use leptos::html;
use leptos::prelude::*;

/// A row that can be moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReorderItem {
    /// Unique in the list.
    pub key: String,
    /// What a person called it.
    pub name: String,
}

/// The list; `on_move` is told the place before and after, counted from 0.
#[component]
pub fn Reorder(
    #[prop(into)] items: Signal<Vec<ReorderItem>>,
    #[prop(into)] label: String,
    #[prop(into)] on_move: Callback<(usize, usize)>,
    /// How what has a key is shown, where it is more than its name; its buttons have its name all the same.
    #[prop(optional_no_strip)]
    shown: Option<Callback<String, AnyView>>,
) -> impl IntoView {
    let list = NodeRef::<html::Ol>::new();
    let dragged = RwSignal::new(None::<(usize, usize)>);
    // The button that was pressed; the focus follows its row once the list has changed.
    let pressed = StoredValue::new(None::<String>);
    Effect::new(move |_| {
        items.track();
        if let Some(id) = pressed.try_update_value(Option::take).flatten() {
            focus::by_id(&id);
        }
    });
    let moved = move |from: usize, to: usize| {
        let Some((name, count)) =
            items.with_untracked(|items| items.get(from).map(|item| (item.name.clone(), items.len())))
        else {
            return;
        };
        if to < count && to != from {
            on_move.run((from, to));
            live::say(tr::common::moved(&name, to + 1, count));
        }
    };
    let row = move |at: usize, item: ReorderItem| {
        let end = items.with_untracked(Vec::len).saturating_sub(1);
        let up = ["up-", &item.key].concat();
        let down = ["down-", &item.key].concat();
        let (up_id, down_id) = (up.clone(), down.clone());
        let body = match shown {
            Some(shown) => shown.run(item.key.clone()),
            None => view! { <span class="name"><Own text=item.name.clone()/></span> }.into_any(),
        };
        view! {
            <li
                class="row order"
                class:dragged=move || dragged.get().is_some_and(|(from, _)| from == at)
                class:target=move || dragged.get().is_some_and(|(from, to)| to == at && from != at)
            >
                <span
                    class="handle"
                    aria-hidden="true"
                    on:pointerdown=move |event| {
                        event.prevent_default();
                        drag::hold(&event);
                        dragged.set(Some((at, at)));
                    }
                    on:pointermove=move |event| {
                        if dragged.get_untracked().is_some()
                            && let Some(over) = list.get_untracked().and_then(|list| drag::row_at(&list, &event))
                        {
                            dragged.set(Some((at, over)));
                        }
                    }
                    on:pointerup=move |_| {
                        if let Some((from, to)) = dragged.get_untracked() {
                            dragged.set(None);
                            moved(from, to);
                        }
                    }
                    on:pointercancel=move |_| dragged.set(None)
                >
                    {Icon::Drag.view()}
                </span>
                <div class="body">{body}</div>
                <div class="line tight">
                    <IconButton
                        icon=Icon::Up
                        id=up.clone()
                        label=tr::common::move_up(&item.name)
                        held=at == 0
                        on_press=move || {
                            pressed.set_value(Some(up_id.clone()));
                            moved(at, at.wrapping_sub(1));
                        }
                    />
                    <IconButton
                        icon=Icon::Fall
                        id=down.clone()
                        label=tr::common::move_down(&item.name)
                        held=at == end
                        on_press=move || {
                            pressed.set_value(Some(down_id.clone()));
                            moved(at, at + 1);
                        }
                    />
                </div>
            </li>
        }
        .into_any()
    };
    view! {
        <ol class="list" node_ref=list aria-label=label>
            {move || items.get().into_iter().enumerate().map(|(at, item)| row(at, item)).collect::<Vec<_>>()}
        </ol>
    }
    .into_any()
}
