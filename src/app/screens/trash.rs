//! What was deleted in the last 30 days.

use crate::i18n::tr;
use crate::ui::{Page, TopBar};
use leptos::prelude::*;

/// The screen.
pub fn view() -> AnyView {
    view! { <Page><TopBar title=tr::places::trash()/></Page> }.into_any()
}
