//! Where she is with one resource: place, shelf and rating.

use super::words;
use crate::browser::clock;
use crate::i18n::{self, DateStyle, percent, tr};
use crate::session::{self, words as said};
use crate::ui::{
    Button, ButtonKind, ChipRadio, Choice, Icon, Progress, Section, SelectField, Sheet, TextField, TextKind,
};
use cairn_domain::{
    command::Command,
    resource::{
        Resource, Shelf, Unit,
        command::{self, Edit},
    },
};
use leptos::prelude::*;

const RATINGS: u8 = 5;

/// The part of the screen; `resource` is the one shown.
pub fn view(resource: Memo<Resource>) -> AnyView {
    let id = resource.with_untracked(|resource| resource.id);
    let noting = RwSignal::new(false);
    let share = Memo::new(move |_| resource.with(Resource::progress));
    let place = Memo::new(move |_| resource.with(words::place));
    let used = Memo::new(move |_| resource.with(|resource| resource.used_at.map(|used| used_words(used.0))));
    view! {
        <Section title=tr::library::progress()>
            {move || match (share.get(), place.get()) {
                (Some(share), Some(place)) => {
                    let label = [place.as_str(), ", ", &percent(share)].concat();
                    view! { <p>{place}</p><Progress value=share max=1.0 label shown=percent(share)/> }.into_any()
                }
                (_, Some(place)) => view! { <p>{place}</p> }.into_any(),
                _ => view! { <p class="muted">{tr::library::progress_none()}</p> }.into_any(),
            }}
            {move || used.get().map(|used| view! { <p class="cap">{used}</p> })}
            <Button label=tr::library::note_place() icon=Icon::Pin on_press=move || noting.set(true)/>
            <ChipRadio
                label=tr::library::shelf()
                shown=true
                choices=words::shelves()
                value=Signal::derive(move || resource.with(|resource| resource.shelf.name().to_owned()))
                on_choose=move |name: String| {
                    if let Some(to) = Shelf::from_name(&name) {
                        session::run(Command::Resource(command::Command::Shelve(id, to)));
                    }
                }
            />
            <ChipRadio
                label=tr::library::rating()
                shown=true
                choices=ratings()
                value=Signal::derive(move || resource.with(|resource| resource.rating.map(|n| n.to_string()).unwrap_or_default()))
                on_choose=move |chosen: String| {
                    let edit = Edit::Rating(chosen.parse().ok());
                    session::run(Command::Resource(command::Command::Edit(id, vec![edit])));
                }
            />
        </Section>
        <Sheet open=noting title=tr::library::note_place()>{move || place_form(resource, noting)}</Sheet>
    }
    .into_any()
}

fn ratings() -> Vec<Choice> {
    let given = (1..=RATINGS).map(|n| Choice::new(n.to_string(), tr::library::rating_of(n, RATINGS)));
    [Choice::new("", tr::library::rating_none())].into_iter().chain(given).collect()
}

#[allow(clippy::cast_precision_loss)] // moments are far below 2^53
fn used_words(ms: i64) -> String {
    let moment = ms as f64;
    let days = clock::local_day(moment) - clock::local_day(clock::now());
    let when = if days > -7 { i18n::relative_days(days) } else { i18n::date(moment, DateStyle::Long) };
    tr::library::used(&when)
}

fn place_form(resource: Memo<Resource>, open: RwSignal<bool>) -> AnyView {
    let start = resource.get_untracked();
    let number = |value: Option<u32>| value.map(|value| value.to_string()).unwrap_or_default();
    let position = RwSignal::new(number(start.position));
    let extent = RwSignal::new(number(start.extent));
    let unit = RwSignal::new(start.unit);
    let faults = RwSignal::new((None::<String>, None::<String>));
    let save = move || {
        let (read_position, read_extent) = (read(&position.get_untracked()), read(&extent.get_untracked()));
        let fault = |found: &Result<Option<u32>, ()>| found.is_err().then(tr::library::number_error);
        faults.set((fault(&read_position), fault(&read_extent)));
        let (Ok(position), Ok(extent)) = (read_position, read_extent) else { return };
        let unit = unit.get_untracked();
        let note = command::Command::NoteProgress { resource: start.id, position, extent, unit };
        session::run_then(Command::Resource(note), move |result| match result {
            Ok(_) => open.set(false),
            Err(error) => faults.set((Some(said::error(&error)), None)),
        });
    };
    view! {
        <div class="stack">
            <TextField
                label=tr::library::position()
                kind=TextKind::Number
                value=position
                error=Signal::derive(move || faults.with(|faults| faults.0.clone()))
                on_input=move |text: String| position.set(text)
            />
            {move || (unit.get() != Unit::Percent).then(|| view! {
                <TextField
                    label=tr::library::extent()
                    kind=TextKind::Number
                    value=extent
                    error=Signal::derive(move || faults.with(|faults| faults.1.clone()))
                    on_input=move |text: String| extent.set(text)
                />
            })}
            <SelectField
                label=tr::library::unit()
                choices=words::units()
                value=Signal::derive(move || unit.get().name().to_owned())
                on_change=move |name: String| unit.set(Unit::from_name(&name).unwrap_or_default())
            />
            <Button label=tr::library::save() kind=ButtonKind::Main wide=true on_press=save/>
        </div>
    }
    .into_any()
}

/// A number, or none for an empty field.
fn read(text: &str) -> Result<Option<u32>, ()> {
    if text.trim().is_empty() { Ok(None) } else { i18n::read_whole(text).map(Some).ok_or(()) }
}
