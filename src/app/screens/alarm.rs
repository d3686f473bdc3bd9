//! What stands in the way of saving, said over whatever she is at, which stays as it is: no room, a text that could
//! not be saved where she left it, another window that keeps the storage busy. It comes at rest.

use crate::browser::clipboard;
use crate::i18n::tr;
use crate::route::{self, Route};
use crate::session::alarm::{self, Alarm};
use crate::ui::{Button, Sheet, live};
use leptos::prelude::*;

/// The sheet, and the line for what only lasts.
pub fn view() -> AnyView {
    let alarm = alarm::now();
    let open = RwSignal::new(false);
    let now = alarm.clone();
    Effect::new(move |_| {
        if now.with(|alarm| alarm.full || !alarm.unsaved.is_empty()) {
            open.set(true);
        }
    });
    Effect::new(move |was: Option<bool>| {
        let is = open.get();
        if was == Some(true) && !is {
            alarm::settled();
        }
        is
    });
    alarm::set_heard(true);
    on_cleanup(|| alarm::set_heard(false));
    let (named, told, waits) = (alarm.clone(), alarm.clone(), alarm);
    let told = Signal::derive(move || told.get());
    let title = Signal::derive(move || {
        open.track();
        if named.with(|alarm| alarm.full) { tr::room::full_title() } else { tr::room::unsaved_title() }
    });
    view! {
        <Sheet open title>{move || told.with(content)}</Sheet>
        {move || {
            waits.with(|alarm| alarm.waiting)
                .then(|| view! { <div class="toast" role="alert"><span>{tr::room::waiting()}</span></div> })
        }}
    }
    .into_any()
}

fn content(alarm: &Alarm) -> AnyView {
    let full = alarm.full.then(|| {
        view! {
            <p>{tr::room::full()}</p>
            <p>{tr::room::full_do()}</p>
            // In a window of its own: what she typed here stays.
            <a class="btn main" href=route::href(&Route::Storage) target="_blank">{tr::room::open()}</a>
        }
    });
    let unsaved = (!alarm.unsaved.is_empty()).then(|| {
        let text = alarm.unsaved.join("\n\n");
        let copied = text.clone();
        let copy = move || {
            let text = copied.clone();
            leptos::task::spawn_local(async move {
                let done = clipboard::write(&text).await;
                live::toast(if done { tr::room::copied() } else { tr::room::not_copied() }, None);
            });
        };
        view! {
            <p>{tr::room::unsaved()}</p>
            <blockquote class="voice" dir="auto">{text}</blockquote>
            <div class="line"><Button label=tr::room::copy() on_press=copy/></div>
        }
    });
    view! { {full}{unsaved} }.into_any()
}
