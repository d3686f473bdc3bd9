//! Every fit that was found, the latest first, and the standard: which of them the schedule goes by, and the way to
//! another.

use super::{gain, losses, use_set};
use crate::i18n::{self, DateStyle, tr};
use crate::ui::{Button, Icon, Row, Section, Tone};
use cairn_domain::practice::{Fits, Fitted};
use leptos::prelude::*;

/// The part; nothing before anything was found.
pub fn section(fits: Memo<Option<Fits>>) -> AnyView {
    (move || {
        let fits = fits.get().filter(|fits| !fits.sets.is_empty())?;
        let rows: Vec<AnyView> = fits.sets.iter().map(|set| found(set, set.name() == fits.in_use)).collect();
        Some(view! {
            <Section title=tr::fit::sets() tight=true>
                <ul class="list">{rows}{standard(fits.in_use.is_empty())}</ul>
            </Section>
        })
    })
    .into_any()
}

fn found(set: &Fitted, in_use: bool) -> AnyView {
    let day = i32::try_from(set.day).unwrap_or(0);
    let name = tr::fit::set(&i18n::day(day, DateStyle::Long));
    let what = if set.all { tr::fit::set_whole(set.reviews) } else { tr::fit::set_first(set.reviews) };
    let facts = [what, tr::fit::set_gain(&gain(set))].join(" ");
    let id = set.name();
    row(name.clone(), facts, Some(losses(set)), in_use, tr::fit::use_it(), tr::fit::use_of(&name), id)
}

fn standard(in_use: bool) -> AnyView {
    let (name, facts) = (tr::fit::standard(), tr::fit::standard_hint());
    row(name, facts, None, in_use, tr::fit::back(), tr::fit::back(), String::new())
}

fn row(
    name: String,
    facts: String,
    more: Option<String>,
    in_use: bool,
    press: String,
    spoken: String,
    id: String,
) -> AnyView {
    let (icon, tone) = if in_use { (Icon::Check, Tone::Ok) } else { (Icon::Clock, Tone::default()) };
    let button = (!in_use).then(|| {
        view! { <div class="line"><Button label=press described=spoken on_press=move || use_set(id.clone())/></div> }
    });
    view! {
        <Row icon tone current=in_use>
            <span class="name">{name}</span>
            {in_use.then(|| view! { <p class="cap"><b>{tr::fit::in_use()}</b></p> })}
            <p class="cap">{facts}</p>
            {more.map(|more| view! { <p class="cap">{more}</p> })}
            {button}
        </Row>
    }
    .into_any()
}
