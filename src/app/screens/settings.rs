//! Settings.

use crate::i18n::tr;
use crate::ui::{Page, TopBar};
use leptos::prelude::*;

/// The screen.
pub fn view() -> AnyView {
    view! { <Page><TopBar title=tr::places::settings()/></Page> }.into_any()
}
