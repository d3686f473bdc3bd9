//! The form of a resource: adding one, and changing what is known of it. Link and file come first, because
//! they suggest the rest.

use super::{several, shared::Prefill, words};
use crate::attach::{self, Attachment};
use crate::browser::{clipboard, focus};
use crate::choose;
use crate::i18n::{self, tr};
use crate::route::{self, Route};
use crate::session::{self, AppError, words as said};
use crate::ui::{Button, ButtonKind, Disclosure, Icon, SelectField, TextField, TextKind};
use cairn_domain::{
    change::Reply,
    command::Command,
    error::{Place, Rejection},
    id::{CompetencyId, ResourceId},
    resource::{
        Difficulty, Format, Resource,
        command::{self, Edit},
        link,
    },
    tags::{self, Retag},
};
use leptos::prelude::*;

/// What stands in the fields.
#[derive(Clone, Copy)]
struct Fields {
    link: RwSignal<String>,
    title: RwSignal<String>,
    format: RwSignal<Format>,
    minutes: RwSignal<String>,
    language: RwSignal<String>,
    difficulty: RwSignal<Difficulty>,
    licence: RwSignal<String>,
    author: RwSignal<String>,
    tags: RwSignal<String>,
    opened_tags: StoredValue<Vec<String>>,
    file: Attachment,
    /// Only while adding what was shared with a text.
    notes: RwSignal<String>,
    /// Only while adding; one that is there links its skills at once.
    skills: RwSignal<Vec<CompetencyId>>,
    /// What the address may still suggest: title, form.
    free: RwSignal<(bool, bool)>,
    fault: RwSignal<Option<(Place, String)>>,
}

impl Fields {
    fn of(resource: Option<&Resource>) -> Self {
        let text = |read: fn(&Resource) -> &String| RwSignal::new(resource.map(read).cloned().unwrap_or_default());
        let minutes = resource.and_then(|resource| resource.minutes).map(|minutes| minutes.to_string());
        let tags: Vec<String> = resource.iter().flat_map(|one| &one.tags).map(|(tag, _)| tag.clone()).collect();
        Self {
            link: text(|resource| &resource.link),
            title: text(|resource| &resource.title),
            format: RwSignal::new(resource.map_or(Format::Article, |resource| resource.format)),
            minutes: RwSignal::new(minutes.unwrap_or_default()),
            language: text(|resource| &resource.language),
            difficulty: RwSignal::new(resource.map(|resource| resource.difficulty).unwrap_or_default()),
            licence: text(|resource| &resource.licence),
            author: text(|resource| &resource.author),
            tags: RwSignal::new(tags.join(", ")),
            opened_tags: StoredValue::new(tags),
            file: Attachment::new(resource.and_then(|resource| resource.file.clone())),
            notes: RwSignal::default(),
            skills: RwSignal::default(),
            free: RwSignal::new((resource.is_none(), resource.is_none())),
            fault: RwSignal::new(None),
        }
    }

    /// Takes what an address speaks for, where she has not said it herself.
    fn suggest(self) {
        let Ok(address) = self.link.with_untracked(|link| link::check(link)) else { return };
        let (title, format) = self.free.get_untracked();
        if title {
            self.title.set(link::suggested_title(&address));
        }
        if format && !address.is_empty() {
            self.format.set(link::suggested_format(&address));
        }
    }

    /// Takes what a file's name and type speak for, where neither she nor the address has said it.
    fn suggest_file(self) {
        let Some(name) = self.file.named.get() else { return };
        let Some(file) = self.file.file.get_untracked() else { return };
        let (title, format) = self.free.get_untracked();
        let bare = self.link.with_untracked(|link| link.trim().is_empty());
        if title && (bare || self.title.with_untracked(String::is_empty)) {
            self.title.set(link::title_of_file(&name));
        }
        if format && bare {
            self.format.set(words::format_of_file(attach::words::show(&file.media_type)));
        }
    }

    /// What the fields say; `None` with the fault shown if a number cannot be read.
    fn edits(self) -> Option<Vec<Edit>> {
        let minutes = self.minutes.get_untracked();
        let minutes = match (minutes.trim(), i18n::read_whole(&minutes)) {
            ("", _) => None,
            (_, Some(minutes)) => Some(minutes),
            (_, None) => {
                self.show(Place::Number, tr::library::number_error());
                return None;
            }
        };
        Some(vec![
            Edit::Link(self.link.get_untracked()),
            Edit::Minutes(minutes),
            Edit::Language(self.language.get_untracked()),
            Edit::Difficulty(self.difficulty.get_untracked()),
            Edit::Licence(self.licence.get_untracked()),
            Edit::Author(self.author.get_untracked()),
            Edit::Tags(Retag {
                opened: self.opened_tags.get_value(),
                now: self.tags.with_untracked(|tags| tags::split(tags)),
            }),
            Edit::File(self.file.file.get_untracked()),
        ])
    }

    /// Fills in what was shared; all of it may be changed.
    fn fill(self, prefill: Prefill) {
        self.link.set(prefill.link);
        self.suggest();
        if !prefill.title.is_empty() {
            self.title.set(prefill.title);
            self.free.update(|free| free.0 = false);
        }
        self.notes.set(prefill.notes);
        if let Some(file) = prefill.file {
            self.file.take(vec![file]);
        }
    }

    fn refuse(self, error: &AppError) {
        let place = match error {
            AppError::Rule(Rejection::Text { place, .. } | Rejection::Number { place, .. }) => *place,
            AppError::Rule(Rejection::Link) => Place::Link,
            _ => Place::Title,
        };
        self.show(place, said::error(error));
    }

    fn show(self, place: Place, words: String) {
        self.fault.set(Some((place, words)));
        focus::by_id(field_id(place));
    }

    fn fault_of(self, place: Place) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.fault.with(|fault| fault.as_ref().filter(|fault| fault.0 == place).map(|fault| fault.1.clone()))
        })
    }
}

fn field_id(place: Place) -> &'static str {
    match place {
        Place::Link => "resource-link",
        Place::Number => "resource-minutes",
        Place::Licence => "resource-licence",
        Place::Author => "resource-author",
        Place::Tag => "resource-tags",
        _ => "resource-title",
    }
}

/// Adding a resource, perhaps with what was shared; then it is shown. A text with several links is handed on.
pub fn add(prefill: Option<Prefill>, several: RwSignal<Option<String>>) -> AnyView {
    let fields = Fields::of(None);
    let waiting = prefill.as_ref().map(|prefill| prefill.id.clone());
    let notes = prefill.as_ref().is_some_and(|prefill| !prefill.notes.is_empty());
    if let Some(prefill) = prefill {
        fields.fill(prefill);
    }
    let chosen = fields.skills;
    let toggle = move |id: CompetencyId, on: bool| {
        chosen.update(|chosen| {
            chosen.retain(|known| *known != id);
            chosen.extend(on.then_some(id));
        });
    };
    let save = move || {
        let Some(mut more) = fields.edits() else { return };
        more.extend(chosen.get_untracked().into_iter().map(|id| Edit::Competency(id, true)));
        let notes = fields.notes.get_untracked();
        more.extend((!notes.trim().is_empty()).then(|| Edit::Notes { opened: vec![], text: notes }));
        let waiting = waiting.clone();
        let add =
            command::Command::Add { title: fields.title.get_untracked(), format: fields.format.get_untracked(), more };
        session::run_then(Command::Resource(add), move |result| {
            match result.map(|commit| {
                super::shared::saved(waiting);
                commit.reply
            }) {
                Ok(Reply::Created(id)) => route::replace(Route::Resource(id.to_string())),
                Ok(_) => route::replace(Route::Library),
                Err(error) => fields.refuse(&error),
            }
        });
    };
    view! {
        <div class="stack" on:paste=move |event| take_several(&event, several)>
            {common(fields, Some(several))}
            {notes.then(|| notes_field(fields.notes))}
            <Disclosure summary=tr::library::more_fields()>
                <div class="stack">{further(fields)}</div>
            </Disclosure>
            <Disclosure summary=tr::library::helps()>
                {choose::skills(chosen.into(), Callback::new(move |(id, on)| toggle(id, on)))}
            </Disclosure>
            <Button label=tr::library::save() kind=ButtonKind::Main wide=true big=true icon=Icon::Check held=fields.file.is_running() on_press=save/>
        </div>
    }
    .into_any()
}

/// A list of links that is pasted into the field for one would lose its lines there.
fn take_several(event: &leptos::ev::Event, several: RwSignal<Option<String>>) {
    let text = clipboard::pasted_text(event);
    if focus::current_id().as_deref() == Some(field_id(Place::Link)) && several::are_several(&text) {
        event.prevent_default();
        several.set(Some(text));
    }
}

/// Changing a resource; `editing` ends when it is saved or left.
pub fn edit(resource: &Resource, editing: RwSignal<bool>) -> AnyView {
    let id: ResourceId = resource.id;
    let fields = Fields::of(Some(resource));
    let said = move || {
        let mut edits = fields.edits()?;
        edits.insert(0, Edit::Title(fields.title.get_untracked()));
        edits.push(Edit::Format(fields.format.get_untracked()));
        Some(edits)
    };
    let opened = StoredValue::new(said().unwrap_or_default());
    let save = move || {
        let Some(edits) = said() else { return };
        let edits = opened.with_value(|opened| session::changed(opened, edits));
        session::run_then(Command::Resource(command::Command::Edit(id, edits)), move |result| match result {
            Ok(_) => editing.set(false),
            Err(error) => fields.refuse(&error),
        });
    };
    view! {
        <div class="stack">
            {common(fields, None)}
            {further(fields)}
            <div class="line">
                <Button label=tr::common::save() kind=ButtonKind::Main held=fields.file.is_running() on_press=save/>
                <Button label=tr::common::cancel() on_press=move || editing.set(false)/>
            </div>
        </div>
    }
    .into_any()
}

/// What is asked of every resource. Only what is new can be one of several.
fn common(fields: Fields, several: Option<RwSignal<Option<String>>>) -> AnyView {
    let new = several.is_some();
    Effect::new(move |_| fields.suggest_file());
    let suggested = Signal::derive(move || {
        let taken = fields.free.get().0 && !fields.title.with(String::is_empty);
        (new && taken).then(tr::library::suggested)
    });
    view! {
        <TextField
            label=tr::library::link_field()
            hint=tr::library::link_hint()
            kind=TextKind::Address
            id=field_id(Place::Link).to_owned()
            value=fields.link
            error=fields.fault_of(Place::Link)
            on_input=move |text: String| {
                fields.link.set(text);
                fields.suggest();
            }
        />
        {several.map(|several| {
            let open = move || several.set(Some(String::new()));
            view! { <Button label=tr::several::open() kind=ButtonKind::Quiet icon=Icon::Link on_press=open/> }
        })}
        {fields.file.field()}
        <TextField
            label=tr::library::title_field()
            hint=suggested
            id=field_id(Place::Title).to_owned()
            value=fields.title
            error=fields.fault_of(Place::Title)
            on_input=move |text: String| {
                fields.free.update(|free| free.0 = text.is_empty());
                fields.title.set(text);
            }
        />
        <SelectField
            label=tr::library::form()
            choices=words::formats()
            value=Signal::derive(move || fields.format.get().name().to_owned())
            on_change=move |name: String| {
                fields.free.update(|free| free.1 = false);
                fields.format.set(Format::from_name(&name).unwrap_or_default());
            }
        />
        <TextField
            label=tr::library::minutes_field()
            kind=TextKind::Number
            id=field_id(Place::Number).to_owned()
            value=fields.minutes
            error=fields.fault_of(Place::Number)
            on_input=move |text: String| fields.minutes.set(text)
        />
        <SelectField
            label=tr::library::language()
            choices=fields.language.with_untracked(|kept| choose::languages(kept))
            value=fields.language
            on_change=move |tag: String| fields.language.set(tag)
        />
    }
    .into_any()
}

fn notes_field(notes: RwSignal<String>) -> AnyView {
    view! {
        <TextField
            label=tr::library::notes_field()
            kind=TextKind::Voice
            value=notes
            on_input=move |text: String| notes.set(text)
        />
    }
    .into_any()
}

fn further(fields: Fields) -> AnyView {
    let line = move |label: String, hint: Option<String>, value: RwSignal<String>, place: Place| {
        view! {
            <TextField
                label
                hint=Signal::stored(hint)
                id=field_id(place).to_owned()
                value
                error=fields.fault_of(place)
                on_input=move |text: String| value.set(text)
            />
        }
        .into_any()
    };
    view! {
        <SelectField
            label=tr::library::difficulty()
            choices=words::difficulties()
            value=Signal::derive(move || fields.difficulty.get().name().to_owned())
            on_change=move |name: String| fields.difficulty.set(Difficulty::from_name(&name).unwrap_or_default())
        />
        {line(tr::library::author(), None, fields.author, Place::Author)}
        {line(tr::library::licence(), Some(tr::library::licence_hint()), fields.licence, Place::Licence)}
        {line(tr::library::tags_field(), Some(tr::library::tags_hint()), fields.tags, Place::Tag)}
    }
    .into_any()
}
