//! The learner's own page, and the other learners of this device.

use crate::i18n::tr;
use crate::ui::{Page, TopBar};
use leptos::prelude::*;

/// The screen.
pub fn view() -> AnyView {
    view! { <Page><TopBar title=tr::places::profile()/></Page> }.into_any()
}

/// What stands under the menu's lines: the learners of this device. `menu` closes the menu.
pub fn menu_part(menu: RwSignal<bool>) -> AnyView {
    let _ = menu;
    ().into_any()
}
