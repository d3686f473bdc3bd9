//! A tree as nested lists: each branch has a button that opens it and a link that leads to it, so that
//! it needs no keys of its own. What is closed is not in the page.

use super::{Button, ButtonKind, Icon, LevelKind, Stones, id};
use crate::i18n::tr;
use crate::route::{Link, Route};
use leptos::prelude::*;
use std::{cell::RefCell, collections::BTreeMap};

thread_local! {
    /// Branches that she opened or closed, by key: they stay so when the tree is drawn anew.
    static CHOSEN: RefCell<BTreeMap<String, bool>> = const { RefCell::new(BTreeMap::new()) };
}

/// A node of a tree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TreeItem {
    /// Unique in the tree.
    pub key: String,
    /// What a person called it.
    pub name: String,
    /// Where it leads, if it has a page.
    pub to: Option<Route>,
    /// Its stones, if it has a level.
    pub stones: Option<(u8, LevelKind)>,
    /// The word of its level, or how many of its parts are reached.
    pub detail: String,
    /// Whether it is the one shown beside the tree.
    pub current: bool,
    /// What is in it.
    pub children: Vec<TreeItem>,
}

/// A tree. Branches down to `open_depth` begin open; the first level is depth 0. Of a branch so many as a `page` has are
/// shown at first, if it is given; a button called `more` doubles them.
#[component]
pub fn Tree(
    #[prop(into)] items: Signal<Vec<TreeItem>>,
    #[prop(into)] label: String,
    #[prop(default = 2)] open_depth: usize,
    #[prop(default = usize::MAX)] page: usize,
    #[prop(optional, into)] more: String,
    /// The language of the names, if known.
    #[prop(optional, into)]
    lang: Option<String>,
) -> impl IntoView {
    let look = Look { open_depth, page, more, lang: lang.filter(|tag| !tag.is_empty()) };
    view! { <ul class="tree wide" aria-label=label>{move || level(items.get(), 0, look.clone())}</ul> }.into_any()
}

/// How all branches of a tree are shown.
#[derive(Clone)]
struct Look {
    open_depth: usize,
    page: usize,
    more: String,
    lang: Option<String>,
}

fn level(items: Vec<TreeItem>, depth: usize, look: Look) -> AnyView {
    let (all, page, label) = (items.len(), look.page, look.more.clone());
    if all <= page {
        return items.into_iter().map(|item| node(item, depth, look.clone())).collect::<Vec<_>>().into_any();
    }
    let limit = RwSignal::new(page);
    let shown = move || items.iter().take(limit.get()).cloned().collect::<Vec<_>>();
    let more = move || limit.update(|limit| *limit = limit.saturating_mul(2));
    // What is shown already stays as it is, with the focus, when more comes.
    view! {
        <For each=shown key=|item| item.key.clone() let:item>{node(item, depth, look.clone())}</For>
        {move || (limit.get() < all).then(|| view! { <li><Button label=label.clone() kind=ButtonKind::Quiet on_press=move |()| more()/></li> })}
    }
    .into_any()
}

fn node(item: TreeItem, depth: usize, look: Look) -> AnyView {
    let lang = look.lang.clone();
    let TreeItem { key, name, to, stones, detail, current, children } = item;
    let stones = stones.map(|(level, kind)| view! { <Stones level kind/> });
    let words = view! { <bdi dir="auto" lang=lang>{name.clone()}</bdi> };
    let title = match to {
        Some(to) => view! { <Link to class="leaf" current=Signal::stored(current)>{stones}{words}<span class="cap num">{detail}</span></Link> }.into_any(),
        None => view! { <span class="leaf">{stones}{words}<span class="cap num">{detail}</span></span> }.into_any(),
    };
    if children.is_empty() {
        return view! { <li>{title}</li> }.into_any();
    }
    let kept = CHOSEN.with_borrow(|chosen| chosen.get(&key).copied());
    let open = RwSignal::new(kept.unwrap_or(depth < look.open_depth));
    let toggle = move |_| {
        open.update(|open| *open = !*open);
        CHOSEN.with_borrow_mut(|chosen| chosen.insert(key.clone(), open.get_untracked()));
    };
    let inside = id::next();
    let controls = inside.clone();
    view! {
        <li>
            <div class="branch">
                <button
                    class="ib"
                    type="button"
                    aria-label=tr::common::inside(&name)
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    aria-controls=controls
                    on:click=toggle
                >
                    {Icon::Down.small()}
                </button>
                {title}
            </div>
            <ul id=inside hidden=move || !open.get()>
                {move || open.get().then(|| level(children.clone(), depth + 1, look.clone()))}
            </ul>
        </li>
    }
    .into_any()
}
