//! A level as a small cairn: one stone laid for each level, always beside its word.

use leptos::prelude::*;

/// On what a level stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LevelKind {
    /// Shown by evidence: filled stones.
    #[default]
    Shown,
    /// Only said: dotted stones, as many as were said, one at least.
    Said,
}

/// The stones alone, for a row whose word stands at its end. `level` is 0 to 4.
#[component]
pub fn Stones(level: u8, #[prop(optional)] kind: LevelKind, #[prop(optional)] large: bool) -> impl IntoView {
    let symbol = match (kind, level) {
        (LevelKind::Said, 0 | 1) => "#said1",
        (LevelKind::Said, 2) => "#said2",
        (LevelKind::Said, 3) => "#said3",
        (LevelKind::Said, _) => "#said4",
        (LevelKind::Shown, 0) => "#lv0",
        (LevelKind::Shown, 1) => "#lv1",
        (LevelKind::Shown, 2) => "#lv2",
        (LevelKind::Shown, 3) => "#lv3",
        (LevelKind::Shown, _) => "#lv4",
    };
    let class = match (kind, large) {
        (LevelKind::Said, false) => "stones said",
        (LevelKind::Said, true) => "stones said lg",
        (_, true) => "stones lg",
        (_, false) => "stones",
    };
    view! { <svg class=class viewBox="0 0 24 24" aria-hidden="true"><use href=symbol></use></svg> }.into_any()
}

/// The stones with their word.
#[component]
pub fn Level(level: u8, #[prop(optional)] kind: LevelKind, #[prop(into)] word: String) -> impl IntoView {
    view! { <span class="level"><Stones level kind/>{word}</span> }.into_any()
}
