//! Help: what each screen is for.

use crate::i18n::tr;
use crate::ui::{Page, TopBar};
use leptos::prelude::*;

/// All of the help, or one topic of it.
pub fn view(topic: Option<String>) -> AnyView {
    drop(topic);
    view! { <Page><TopBar title=tr::places::help()/></Page> }.into_any()
}
