//! A file under a passphrase: nothing of it can be seen until it is opened.

use super::{Screen, Stage};
use crate::browser::files::ChosenFile;
use crate::i18n::tr;
use crate::session::jobs::Unlocking;
use crate::ui::{Busy, ButtonKind, Heading, Unlock};
use leptos::prelude::*;

/// The stage between choosing and looking.
pub fn view(screen: Screen, file: &ChosenFile) -> AnyView {
    let Unlocking { typed, error } = screen.unlocking;
    let file = file.clone();
    let open = move || {
        if let Some(given) = screen.unlocking.given(file.clone()) {
            screen.preview(given);
        }
    };
    let leave = move || {
        screen.unlocking.forget();
        screen.to(Stage::Choose);
    };
    view! {
        <Heading text=tr::passphrase::asked()/>
        <Unlock typed error held=screen.work.is_running() on_open=open on_leave=leave kind=ButtonKind::Main/>
        <Busy task=screen.work.task()/>
    }
    .into_any()
}
