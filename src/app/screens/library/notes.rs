//! Her notes on one resource: every version is shown, and an edit puts them together.

use crate::i18n::{self, DateStyle, tr};
use crate::session::{self, words as said};
use crate::ui::{Button, ButtonKind, Icon, Note, Section, TextField, TextKind, Voice};
use cairn_domain::{
    command::Command,
    noun::Text,
    resource::{
        Resource,
        command::{self, Edit},
    },
};
use leptos::prelude::*;

/// The part of the screen; `resource` is the one shown.
pub fn view(resource: Memo<Resource>) -> AnyView {
    let editing = RwSignal::new(false);
    let notes = Memo::new(move |_| resource.with(|resource| resource.notes.clone()));
    view! {
        <Section title=tr::library::notes()>
            {move || if editing.get() { editor(resource, editing) } else { shown(notes, editing) }}
        </Section>
    }
    .into_any()
}

fn shown(notes: Memo<Text>, editing: RwSignal<bool>) -> AnyView {
    let label =
        Signal::derive(
            move || {
                if notes.with(Text::is_empty) { tr::library::notes_write() } else { tr::library::notes_edit() }
            },
        );
    view! {
        {move || notes.with(versions)}
        <Button label icon=Icon::Edit on_press=move || editing.set(true)/>
    }
    .into_any()
}

#[allow(clippy::cast_precision_loss)] // moments are far below 2^53
fn versions(notes: &Text) -> AnyView {
    match notes.versions.len() {
        0 => view! { <p class="muted">{tr::library::notes_none()}</p> }.into_any(),
        1 => view! { <Voice text=notes.shown().to_owned()/> }.into_any(),
        several => {
            let each = notes.versions.values().map(|version| {
                let when = i18n::date(version.ms as f64, DateStyle::Long);
                view! { <div><Voice text=version.text.clone()/><p class="cap">{tr::library::version_of(&when)}</p></div> }
            });
            view! { <Note><p>{tr::library::versions(several)}</p></Note>{each.collect_view()} }.into_any()
        }
    }
}

fn editor(resource: Memo<Resource>, editing: RwSignal<bool>) -> AnyView {
    let id = resource.with_untracked(|resource| resource.id);
    let start = resource.with_untracked(|resource| resource.notes.clone());
    let opened = StoredValue::new(start.dots());
    let before = together(&start);
    let text = RwSignal::new(before.clone());
    let fault = RwSignal::new(None::<String>);
    let noted = move |opened, text| Command::Resource(command::Command::Edit(id, vec![Edit::Notes { opened, text }]));
    let dots = start.dots();
    let settled = session::save_on_leaving(text, before, move |written| noted(dots, written));
    let end = move || {
        settled.set(true);
        editing.set(false);
    };
    let save = move || {
        settled.set(true);
        session::run_then(noted(opened.get_value(), text.get_untracked()), move |result| match result {
            Ok(_) => end(),
            Err(error) => {
                let _ = settled.try_set(false);
                let _ = fault.try_set(Some(said::error(&error)));
            }
        });
    };
    Effect::new(|_| crate::browser::focus::by_id("resource-notes"));
    view! {
        <TextField
            label=tr::library::notes_field()
            kind=TextKind::Voice
            rows=6
            id="resource-notes".to_owned()
            value=text
            error=Signal::derive(move || fault.get())
            on_input=move |now: String| text.set(now)
        />
        <div class="line">
            <Button label=tr::common::save() kind=ButtonKind::Main on_press=save/>
            <Button label=tr::common::cancel() on_press=move || end()/>
        </div>
    }
    .into_any()
}

/// All versions as one text, the oldest first.
fn together(notes: &Text) -> String {
    let mut versions: Vec<_> = notes.versions.values().collect();
    versions.sort();
    versions.into_iter().map(|version| version.text.as_str()).collect::<Vec<_>>().join("\n\n")
}
