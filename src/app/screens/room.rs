//! Room on this device, said quietly among the notices: little is left, before it is none; and, once there is
//! something of her own, whether the browser shall keep it for good. Nothing is asked at the start.

use crate::browser::{
    preferences::{self, Preference},
    storage,
};
use crate::i18n::{self, tr};
use crate::route::{self, Route};
use crate::session::{alarm, shown, watch};
use crate::ui::{Button, ButtonKind, ButtonLink, Icon, Note, NoteKind, live};
use cairn_domain::{
    example::is_example,
    kind::Kind,
    port::{Hit, Lookup, Snapshot},
};
use leptos::prelude::*;

/// Bytes below which little room is left: enough for all that is written in years, not for films.
const LITTLE: f64 = 20e6;

/// Kinds with which her own records begin.
const FIRST: &[Kind] = &[Kind::GOAL, Kind::RESOURCE, Kind::FRAMEWORK];

/// The notes.
pub fn view() -> AnyView {
    // Storage says by itself what the browser promised.
    let asks = route::current() != Route::Storage;
    view! { {little()}{asks.then(lasting)} }.into_any()
}

fn little() -> AnyView {
    let free = RwSignal::new(None::<f64>);
    let alarm = alarm::now();
    // Looked at anew after every write that found none.
    Effect::new(move |_| {
        alarm.track();
        leptos::task::spawn_local(async move {
            let estimate = storage::estimate().await;
            let _ = free.try_set(estimate.map(|estimate| (estimate.quota - estimate.used).max(0.0)));
        });
    });
    let little = Memo::new(move |_| free.get().filter(|free| *free < LITTLE));
    (move || {
        little.get().map(|free| {
            let door = (route::current() != Route::Storage)
                .then(|| view! { <div class="line"><ButtonLink label=tr::room::see() to=Route::Storage/></div> });
            view! {
                <Note kind=NoteKind::Warn>
                    <p><b>{tr::room::little(&i18n::file_size(free))}</b> " " {tr::room::little_text()}</p>
                    {door}
                </Note>
            }
        })
    })
    .into_any()
}

/// Where the question stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asking {
    /// Nothing to ask: it is granted, cannot be, or was asked.
    Not,
    /// To be asked.
    Open,
    /// The browser did not agree.
    Refused,
}

fn lasting() -> AnyView {
    let asking = RwSignal::new(Asking::Not);
    if preferences::read(Preference::Lasting).is_none() {
        leptos::task::spawn_local(async move {
            if storage::is_lasting().await == Some(false) {
                let _ = asking.try_set(Asking::Open);
            }
        });
    }
    let own = shown(watch(FIRST, |_| FIRST.iter().map(|kind| first(*kind)).collect()), has_own);
    let keep = move |()| {
        preferences::write(Preference::Lasting, Some("asked"));
        leptos::task::spawn_local(async move {
            let granted = storage::ask_lasting().await == Some(true);
            if granted {
                live::toast(tr::storage::kept(), None);
            }
            let _ = asking.try_set(if granted { Asking::Not } else { Asking::Refused });
        });
    };
    let not_now = move |()| {
        preferences::write(Preference::Lasting, Some("later"));
        asking.set(Asking::Not);
    };
    let state = Memo::new(move |_| if own.get() == Some(true) { asking.get() } else { Asking::Not });
    (move || match state.get() {
        Asking::Not => ().into_any(),
        Asking::Open => view! {
            <Note icon=Icon::Lock>
                <p><b>{tr::room::ask()}</b> " " {tr::storage::lasting_off_text()}</p>
                <div class="line">
                    <Button label=tr::storage::keep() on_press=keep/>
                    <Button label=tr::room::not_now() kind=ButtonKind::Quiet on_press=not_now/>
                </div>
            </Note>
        }
        .into_any(),
        Asking::Refused => {
            view! { <Note kind=NoteKind::Warn icon=Icon::Lock spoken=true><p>{tr::storage::keep_refused()}</p></Note> }
                .into_any()
        }
    })
    .into_any()
}

/// Her own come before the examples, whose ids are later than any moment.
fn first(kind: Kind) -> Lookup {
    Lookup::ChangedSince { kind, change: 0, after: None, limit: 1 }
}

fn has_own(snapshot: &Snapshot) -> bool {
    let hits = FIRST.iter().flat_map(|kind| snapshot.hits(&first(*kind)));
    hits.filter_map(Hit::record).any(|record| record.is_alive() && !is_example(record.id))
}
