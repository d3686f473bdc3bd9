//! The place Library.

use crate::i18n::tr;
use crate::ui::{Page, TopBar};
use leptos::prelude::*;

/// The list, and beside it or instead of it the one with this id.
pub fn view(id: Option<String>) -> AnyView {
    drop(id);
    view! { <Page><TopBar title=tr::places::library()/></Page> }.into_any()
}

/// Making a new one.
pub fn new_view() -> AnyView {
    view(None)
}

/// Resources for one competency side by side.
pub fn compare_view(competency: String) -> AnyView {
    view(Some(competency))
}
