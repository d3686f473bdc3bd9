//! What is said of the last answer besides: where its day was moved for the sake of an easy day, and what is forgotten again
//! and again.

use super::desk::Desk;
use crate::i18n::{self, tr};
use crate::practice::often::Help;
use crate::ui::{Button, Note, NoteKind};
use cairn_domain::practice::Put;
use cairn_learning::schedule::Moved;
use leptos::prelude::*;

/// Days within which a weekday alone says which day it is.
const WEEK: i64 = 6;

/// "Moved from Sat to Fri: Saturday is an easy day"; nothing where it was not moved, or for the load alone.
pub fn words(today: i64, put: Put) -> Option<String> {
    if put.moved != Some(Moved::EasyDay) {
        return None;
    }
    let day = |days: i64| i32::try_from(today.saturating_add(days)).unwrap_or(i32::MAX);
    let (from, to) = (day(put.interval), day(put.days));
    let near = put.interval.max(put.days) <= WEEK;
    let name = |day: i32| if near { i18n::weekday(day, true) } else { i18n::weekday_date(day) };
    Some(tr::schedule::moved(&name(from), &name(to), &i18n::weekday(from, false)))
}

/// Both, above the next question; what can help is a sheet, from which she comes back to the same place.
pub fn view(desk: Desk) -> AnyView {
    let help = Help::new(Callback::new(move |item| {
        desk.often.set(None);
        desk.leave_out(item);
    }));
    let often = move || {
        let (item, name, lapses) = desk.often.get()?;
        Some(view! {
            <Note kind=NoteKind::Info spoken=true>
                <p>{tr::schedule::often_now(lapses, &name)}</p>
                <div class="line"><Button label=tr::schedule::can_help() on_press=move |()| help.about(item)/></div>
            </Note>
        })
    };
    view! {
        {move || desk.said.get().map(|words| view! { <p class="cap">{words}</p> })}
        {often}
        {help.sheet()}
    }
    .into_any()
}
