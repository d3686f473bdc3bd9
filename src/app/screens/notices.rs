//! What the browser lost, and what two devices left to be looked at, said quietly on Today and on Storage: a line and the way there,
//! and nothing at all while there is nothing. It comes at rest and reads a bounded number of rows.

use crate::browser::clock;
use crate::i18n::tr;
use crate::route::{self, Route};
use crate::session::{self, alarm, named, shown, unkept, watch};
use crate::ui::{Button, ButtonKind, ButtonLink, Icon, Note, NoteDoor, NoteKind};
use cairn_domain::{
    event::clock as wrong_clock,
    kind::Kind,
    port::{Lookup, Snapshot},
    registry,
};
use leptos::prelude::*;

/// Records of a kind that are counted.
const COUNTED: u32 = 50;

/// The notes.
#[allow(clippy::cast_possible_truncation)] // milliseconds since 1970
pub fn view() -> AnyView {
    let now = clock::now() as i64;
    let reading = watch(Kind::ALL, move |snapshot| {
        let lists = named::RECORDS.iter().map(|kind| Lookup::Range(registry::revenants(*kind, COUNTED)));
        lists.chain(wrong_clock::needs(now, snapshot)).collect()
    });
    let counts = shown(reading, move |snapshot| (returned(snapshot), wrong_clock::wrong(now, snapshot).0.len()));
    let behind = unkept::behind();
    let alarm = alarm::now();
    // On Storage it is said at length.
    let torn = Memo::new(move |_| alarm.with(|alarm| alarm.torn) && route::current() != Route::Storage);
    (move || {
        let (returned, ahead) = counts.get().unwrap_or_default();
        view! {
            {torn.get().then(|| view! { <NoteDoor icon=Icon::Shield said=tr::recovery::torn_note() label=tr::recovery::torn_door() to=Route::Storage/> })}
            {behind.get().then(unkept_note)}
            {session::is_read_only().then(|| view! { <Note kind=NoteKind::Warn><p>{tr::recovery::read_only()}</p></Note> })}
            {(returned > 0).then(|| view! { <NoteDoor icon=Icon::Trash said=tr::lists::returned_note(returned) label=tr::lists::returned() to=Route::Returned/> })}
            {(ahead > 0).then(|| view! { <NoteDoor icon=Icon::Clock said=tr::lists::clock_note(ahead) label=tr::lists::clock() to=Route::WrongClock/> })}
        }
    })
    .into_any()
}

/// What was stored and is not there any more. Nothing can be done here but to know it, and to look for a copy.
fn unkept_note() -> AnyView {
    view! {
        <Note kind=NoteKind::Warn>
            <p>{tr::unkept::note()}</p>
            <div class="line">
                <ButtonLink label=tr::unkept::restore() to=Route::Import/>
                <Button label=tr::unkept::seen() kind=ButtonKind::Quiet on_press=|()| unkept::seen()/>
            </div>
        </Note>
    }
    .into_any()
}

fn returned(snapshot: &Snapshot) -> usize {
    named::RECORDS.iter().map(|kind| snapshot.records(&registry::revenants(*kind, COUNTED)).count()).sum()
}
