//! Buttons, and links that look like buttons. One filled button on a screen.

use super::Icon;
use crate::route::{Link, Route};
use leptos::prelude::*;

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// With a border.
    #[default]
    Plain,
    /// Filled: the one main thing to do here.
    Main,
    /// Words alone.
    Quiet,
    /// What cannot be taken back at once.
    Danger,
}

fn class(kind: ButtonKind, wide: bool, big: bool) -> String {
    let mut class = String::from(match kind {
        ButtonKind::Plain => "btn",
        ButtonKind::Main => "btn main",
        ButtonKind::Quiet => "btn quiet",
        ButtonKind::Danger => "btn danger",
    });
    if wide {
        class.push_str(" wide");
    }
    if big {
        class.push_str(" big");
    }
    class
}

/// A button. While `held` it stays in reach, says so (`aria-disabled`), and calls nothing.
#[component]
pub fn Button(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] on_press: Callback<()>,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional, into)] icon: Option<Icon>,
    #[prop(optional)] wide: bool,
    #[prop(optional)] big: bool,
    #[prop(optional, into)] held: Signal<bool>,
    /// What a screen reader hears instead of the label, where several buttons have the same label.
    #[prop(optional, into)]
    described: MaybeProp<String>,
    #[prop(optional, into)] id: MaybeProp<String>,
) -> impl IntoView {
    view! {
        <button
            id=move || id.get()
            class=class(kind, wide, big)
            type="button"
            aria-label=move || described.get()
            aria-disabled=move || held.get().then_some("true")
            on:click=move |_| {
                if !held.get_untracked() {
                    on_press.run(());
                }
            }
        >
            {icon.map(Icon::small)}
            <span>{move || label.get()}</span>
        </button>
    }
    .into_any()
}

/// A link to a place that looks like a button.
#[component]
pub fn ButtonLink(
    #[prop(into)] label: Signal<String>,
    to: Route,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional, into)] icon: Option<Icon>,
    #[prop(optional)] wide: bool,
    #[prop(optional)] big: bool,
) -> impl IntoView {
    view! { <Link to class=class(kind, wide, big)>{icon.map(Icon::small)}<span>{move || label.get()}</span></Link> }
        .into_any()
}

/// A round button with a drawing alone; the label is for those who do not see it.
#[component]
pub fn IconButton(
    icon: Icon,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] on_press: Callback<()>,
    #[prop(optional, into)] id: MaybeProp<String>,
    #[prop(optional, into)] held: Signal<bool>,
) -> impl IntoView {
    view! {
        <button
            id=move || id.get()
            class="ib"
            type="button"
            aria-label=move || label.get()
            aria-disabled=move || held.get().then_some("true")
            on:click=move |_| {
                if !held.get_untracked() {
                    on_press.run(());
                }
            }
        >
            {icon.view()}
        </button>
    }
    .into_any()
}

/// A round link with a drawing alone, turned round where one reads from right to left.
#[component]
pub fn IconLink(
    icon: Icon,
    to: Route,
    #[prop(into)] label: String,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let class = ["ib ", class].concat();
    let drawn = if icon == Icon::Back || icon == Icon::Next { icon.turned() } else { icon.view() };
    view! { <Link to class label>{drawn}</Link> }.into_any()
}
