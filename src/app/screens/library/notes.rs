//! Her notes on one resource. Versions that were written apart stand side by side; an edit puts them together.

use crate::i18n::tr;
use crate::session::{
    self,
    texts::{At, begun},
    words as said,
};
use crate::ui::{Button, ButtonKind, Icon, Section, TextField, TextKind};
use cairn_domain::{
    command::Command,
    kind::Kind,
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
            {move || if editing.get() { editor(resource, editing) } else { shown(resource, notes, editing) }}
        </Section>
    }
    .into_any()
}

fn shown(resource: Memo<Resource>, notes: Memo<Text>, editing: RwSignal<bool>) -> AnyView {
    let label =
        Signal::derive(
            move || {
                if notes.with(Text::is_empty) { tr::library::notes_write() } else { tr::library::notes_edit() }
            },
        );
    let at = resource.with_untracked(|resource| At::new(Kind::RESOURCE, resource.id, Resource::NOTES));
    view! {
        {move || notes.with(Text::is_empty).then(|| view! { <p class="muted">{tr::library::notes_none()}</p> })}
        {move || notes.with(|notes| at.shown(notes, None))}
        <Button label icon=Icon::Edit on_press=move || editing.set(true)/>
    }
    .into_any()
}

fn editor(resource: Memo<Resource>, editing: RwSignal<bool>) -> AnyView {
    let id = resource.with_untracked(|resource| resource.id);
    let start = resource.with_untracked(|resource| resource.notes.clone());
    let opened = StoredValue::new(start.dots());
    let before = begun(&start);
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
