//! The entries of one facet: what draws her, what she is good at, where she wants to grow.

use crate::browser::focus;
use crate::i18n::tr;
use crate::session::{self, words as said};
use crate::ui::{Button, ButtonKind, Choice, Icon, IconButton, Own, Row, Section, SelectField, Sheet, TextField};
use cairn_domain::{
    command::Command,
    kind::Kind,
    port::Lookup,
    profile::{
        Facet, Interest,
        command::{self, Edit},
    },
    tags::Retag,
};
use leptos::prelude::*;

/// The part of the screen for one facet.
pub fn view(facet: Facet) -> AnyView {
    let (title, hint, add) = words(facet);
    let range = Interest::of(facet);
    let lookup = Lookup::Range(range.clone());
    let reading = session::watch(&[Kind::INTEREST], move |_| vec![lookup.clone()]);
    let entries = Memo::new(move |_| {
        reading.with(|reading| {
            reading
                .as_ref()
                .and_then(|read| read.as_ref().ok())
                .map(|read| read.nouns::<Interest>(&range))
                .unwrap_or_default()
        })
    });
    let edited = RwSignal::new(None::<Interest>);
    let open = RwSignal::new(false);
    let edit = Callback::new(move |(entry,): (Interest,)| {
        edited.set(Some(entry));
        open.set(true);
    });
    view! {
        <Section title>
            <p class="muted">{hint}</p>
            <ul class="list">{move || entries.get().into_iter().map(|entry| row(entry, edit)).collect_view()}</ul>
            {new_entry(facet, add)}
        </Section>
        <Sheet open title=tr::profile::edit_entry()>{move || edited.get().map(|entry| editor(entry, open))}</Sheet>
    }
    .into_any()
}

fn words(facet: Facet) -> (String, String, String) {
    use tr::profile as said;
    match facet {
        Facet::Interest => (said::interests(), said::interests_hint(), said::add_interest()),
        Facet::Strength => (said::strengths(), said::strengths_hint(), said::add_strength()),
        Facet::Growth => (said::growth(), said::growth_hint(), said::add_growth()),
    }
}

fn facet_name(facet: Facet) -> String {
    match facet {
        Facet::Interest => tr::profile::interest(),
        Facet::Strength => tr::profile::strength(),
        Facet::Growth => tr::profile::growth_area(),
    }
}

fn facets() -> Vec<Choice> {
    Facet::ALL.iter().map(|one| Choice::new(one.name(), facet_name(*one))).collect()
}

fn row(entry: Interest, edit: Callback<(Interest,)>) -> AnyView {
    let id = entry.id;
    let tags: Vec<String> = entry.tags.iter().map(|(tag, _)| tag.clone()).collect();
    let sparked = Some(&entry.sparked_by).filter(|text| !text.is_empty()).map(|text| tr::profile::sparked(text));
    let (edit_label, delete_label) = (tr::profile::edit_named(&entry.text), tr::profile::delete_named(&entry.text));
    let name = entry.text.clone();
    let trail = view! {
        <div class="line tight">
            <IconButton icon=Icon::Edit label=edit_label on_press=move || edit.run((entry.clone(),))/>
            <IconButton icon=Icon::Trash label=delete_label on_press=move || session::run(Command::Trash(Kind::INTEREST, id.0))/>
        </div>
    };
    view! {
        <Row trail=trail.into_any()>
            <span class="name"><Own text=name/></span>
            {sparked.map(|text| view! { <p class="cap"><Own text/></p> })}
            {(!tags.is_empty()).then(|| view! { <p class="cap"><Own text=crate::i18n::list(&tags)/></p> })}
        </Row>
    }
    .into_any()
}

fn new_entry(facet: Facet, add: String) -> AnyView {
    let id = ["entry-", facet.name()].concat();
    let writing = RwSignal::new(false);
    let text = RwSignal::new(String::new());
    let fault = RwSignal::new(None::<String>);
    let save = move || {
        let words = text.get_untracked();
        session::run_then(Command::Profile(command::Command::AddInterest { text: words, facet }), move |result| {
            match result {
                Ok(_) => {
                    text.set(String::new());
                    fault.set(None);
                    writing.set(false);
                }
                Err(error) => fault.set(Some(said::error(&error))),
            }
        });
    };
    let field = id.clone();
    (move || {
        let id = field.clone();
        if writing.get() {
            view! {
                <TextField
                    label=tr::profile::entry()
                    id
                    value=text
                    error=Signal::derive(move || fault.get())
                    on_input=move |now: String| text.set(now)
                />
                <div class="line">
                    <Button label=tr::common::save() kind=ButtonKind::Main on_press=save/>
                    <Button label=tr::common::cancel() on_press=move || writing.set(false)/>
                </div>
            }
            .into_any()
        } else {
            let label = add.clone();
            let write = move || {
                writing.set(true);
                focus::by_id(&id);
            };
            view! { <Button label icon=Icon::Add on_press=write/> }.into_any()
        }
    })
    .into_any()
}

fn editor(entry: Interest, open: RwSignal<bool>) -> AnyView {
    let id = entry.id;
    let tags: Vec<String> = entry.tags.into_iter().map(|(tag, _)| tag).collect();
    let before = StoredValue::new(tags.clone());
    let (text, sparked_by) = (RwSignal::new(entry.text), RwSignal::new(entry.sparked_by));
    let (tags, facet) = (RwSignal::new(tags.join(", ")), RwSignal::new(entry.facet));
    let fault = RwSignal::new(None::<String>);
    let now_said = move || {
        let now = tags.with_untracked(|tags| tags.split([',', '،', ';', '؛']).map(str::to_owned).collect());
        vec![
            Edit::Text(text.get_untracked()),
            Edit::Facet(facet.get_untracked()),
            Edit::SparkedBy(sparked_by.get_untracked()),
            Edit::Tags(Retag { opened: before.get_value(), now }),
        ]
    };
    let opened = StoredValue::new(now_said());
    let save = move || {
        let edits = opened.with_value(|opened| session::changed(opened, now_said()));
        session::run_then(Command::Profile(command::Command::EditInterest(id, edits)), move |result| match result {
            Ok(_) => open.set(false),
            Err(error) => fault.set(Some(said::error(&error))),
        });
    };
    view! {
        <div class="stack">
            <TextField
                label=tr::profile::entry()
                value=text
                error=Signal::derive(move || fault.get())
                on_input=move |now: String| text.set(now)
            />
            <SelectField
                label=tr::profile::facet()
                choices=facets()
                value=Signal::derive(move || facet.get().name().to_owned())
                on_change=move |name: String| facet.set(Facet::from_name(&name).unwrap_or_default())
            />
            <TextField label=tr::profile::spark() value=sparked_by on_input=move |now: String| sparked_by.set(now)/>
            <TextField label=tr::profile::tags() hint=tr::profile::tags_hint() value=tags on_input=move |now: String| tags.set(now)/>
            <Button label=tr::common::save() kind=ButtonKind::Main wide=true on_press=save/>
        </div>
    }
    .into_any()
}
