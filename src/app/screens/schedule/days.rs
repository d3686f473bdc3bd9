//! The days of the week: which of them are lighter, and whether days are evened out.

use super::preferences::{Preferred, set};
use crate::i18n::{self, tr};
use crate::ui::{CheckField, Choice, Section, SelectField};
use cairn_domain::profile::{Ease, practice::Edit};
use leptos::prelude::*;

/// A Monday, by which weekdays are named.
const MONDAY: i32 = 4;

/// The section.
pub fn section(preferred: Preferred) -> AnyView {
    let fields: Vec<AnyView> = (0..7).map(|day| field(preferred, day)).collect();
    view! {
        <Section title=tr::schedule::days() tight=true>
            <p class="muted">{tr::schedule::days_hint()}</p>
            <div class="weekdays">{fields}</div>
            <CheckField
                label=tr::schedule::even()
                hint=tr::schedule::even_hint()
                checked=Signal::derive(move || preferred.get().even)
                on_change=move |on: bool| set(Edit::Even(on))
            />
        </Section>
    }
    .into_any()
}

fn field(preferred: Preferred, day: u8) -> AnyView {
    let choices = [
        (Ease::Normal, tr::schedule::day_normal()),
        (Ease::Reduced, tr::schedule::day_reduced()),
        (Ease::Minimum, tr::schedule::day_minimum()),
    ];
    let choices: Vec<Choice> = choices.into_iter().map(|(ease, label)| Choice::new(ease.name(), label)).collect();
    let value = Signal::derive(move || preferred.get().days[usize::from(day)].name().to_owned());
    view! {
        <SelectField
            label=i18n::weekday(MONDAY + i32::from(day), false)
            choices=Signal::stored(choices)
            value
            on_change=move |chosen: String| set(Edit::Day(day, Ease::from_name(&chosen).unwrap_or_default()))
        />
    }
    .into_any()
}
