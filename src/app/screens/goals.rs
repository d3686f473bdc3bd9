//! The place Goals.

use crate::i18n::tr;
use crate::ui::{Page, TopBar};
use leptos::prelude::*;

/// The list, and beside it or instead of it the one with this id.
pub fn view(id: Option<String>) -> AnyView {
    drop(id);
    view! { <Page><TopBar title=tr::places::goals()/></Page> }.into_any()
}

/// Making a new one.
pub fn new_view() -> AnyView {
    view(None)
}
