//! One resource: what it is, opening it, where she is in it, her notes, the skills it helps with.

use super::{form, notes, progress, words};
use crate::attach;
use crate::choose;
use crate::i18n::{self, DateStyle, tr};
use crate::route::{self, ItemFor, Link, Route};
use crate::session::{self, dispatch};
use crate::ui::{
    Button, ButtonKind, ButtonLink, Heading, Icon, IconButton, Meta, MetaPart, Note, NoteKind, Own, Row, Section,
    Sheet, TopBar,
};
use cairn_domain::{
    command::Command,
    competency::present,
    example::is_example,
    id::{CompetencyId, ResourceId},
    kind::Kind,
    noun::Noun,
    port::{Lookup, Range, Snapshot},
    record::Record,
    resource::{
        Difficulty, Resource,
        command::{self, Edit},
        link,
    },
};
use leptos::prelude::*;

/// A skill that the resource helps with.
#[derive(Clone, PartialEq)]
struct Helped {
    id: CompetencyId,
    title: Option<String>,
    /// Other resources for it.
    others: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Reading,
    Missing,
    There,
}

/// The screen of one resource.
pub fn view(id: ResourceId) -> AnyView {
    let reading =
        session::watch(&[Kind::RESOURCE, Kind::FRAMEWORK, Kind::COMPETENCY], move |snapshot| needs(id, snapshot));
    let snapshot = move |reading: &session::Reading| reading.as_ref().and_then(|read| read.as_ref().ok().cloned());
    let found =
        Memo::new(move |_| reading.with(|reading| snapshot(reading).and_then(|read| read.noun::<Resource>(id))));
    let state = Memo::new(move |_| match (reading.with(Option::is_some), found.with(Option::is_some)) {
        (_, true) => State::There,
        (true, false) => State::Missing,
        (false, false) => State::Reading,
    });
    // The last one read stays while its record goes to the trash.
    let resource = Memo::new(move |before: Option<&Resource>| {
        found.get().or_else(|| before.cloned()).unwrap_or_else(|| Resource::read(&Record::new(Kind::RESOURCE, id.0)))
    });
    let helped =
        Memo::new(move |_| reading.with(|reading| snapshot(reading).map(|read| helped(id, &read)).unwrap_or_default()));
    let editing = RwSignal::new(false);
    let there = move || state.get() == State::There;
    view! {
        <TopBar back=Route::Library back_name=tr::places::library()>
            {move || (there() && !editing.get())
                .then(|| view! { <IconButton icon=Icon::Edit label=tr::common::edit() on_press=move || editing.set(true)/> })}
        </TopBar>
        {move || match state.get() {
            State::Reading => ().into_any(),
            State::Missing => missing(),
            State::There => view! {
                {move || if editing.get() {
                    view! {
                        <Heading text=tr::library::edit_title()/>
                        {form::edit(&resource.get_untracked(), editing)}
                    }
                    .into_any()
                } else {
                    body(resource, helped)
                }}
            }
            .into_any(),
        }}
    }
    .into_any()
}

/// What stands where a resource is not here.
pub fn missing() -> AnyView {
    view! {
        <Heading text=tr::common::not_found()/>
        <p>{tr::library::missing()}</p>
        <div class="line">
            <ButtonLink label=tr::library::to_trash() to=Route::Trash/>
            <ButtonLink label=tr::places::library() to=Route::Library/>
        </div>
    }
    .into_any()
}

fn needs(id: ResourceId, snapshot: &Snapshot) -> Vec<Lookup> {
    let mut lookups = vec![Lookup::Record(Kind::RESOURCE, id.0)];
    if let Some(resource) = snapshot.noun::<Resource>(id) {
        for (competency, _) in resource.competencies {
            lookups.extend(present::needs(competency, snapshot));
            lookups.push(Lookup::Range(others(competency)));
        }
    }
    lookups
}

/// Enough of a skill's resources to say whether there is something to compare with.
fn others(competency: CompetencyId) -> Range {
    Range { limit: 20, ..Resource::helping(competency) }
}

fn helped(id: ResourceId, snapshot: &Snapshot) -> Vec<Helped> {
    let Some(resource) = snapshot.noun::<Resource>(id) else { return Vec::new() };
    let one = |(competency, _): (CompetencyId, bool)| Helped {
        id: competency,
        title: present::present(competency, snapshot).map(|competency| competency.title),
        others: snapshot.records(&others(competency)).filter(|record| record.id != id.0).count(),
    };
    resource.competencies.into_iter().map(one).collect()
}

fn body(resource: Memo<Resource>, helped: Memo<Vec<Helped>>) -> AnyView {
    let id = resource.with_untracked(|resource| resource.id);
    let title = Signal::derive(move || resource.with(|resource| resource.title.clone()));
    let file = Memo::new(move |_| resource.with(|resource| resource.file.clone()));
    view! {
        <section class="stack loose">
            <div class="stack tight">
                <Heading text=title own=true lang=Signal::derive(move || Some(resource.with(|resource| resource.language.clone())))/>
                {move || resource.with(|resource| view! { <Meta parts=facts(resource)/> })}
            </div>
            {is_example(id).then(example)}
            {move || resource.with(|resource| open(id, &resource.link, resource.file.is_none()))}
            {move || file.get().map(|file| attach::view(&file, true, move || using(id)))}
        </section>
        {progress::view(resource)}
        {notes::view(resource)}
        {helps(resource, helped)}
        {about(resource)}
        <div class="line">
            <ButtonLink label=tr::items::write_card() to=Route::ItemNew(Some((ItemFor::Resource, id.to_string()))) icon=Icon::Card/>
            <Button
                label=tr::common::delete()
                icon=Icon::Trash
                on_press=move || {
                    session::run_then(Command::Trash(Kind::RESOURCE, id.0), |result| {
                        if result.is_ok() {
                            route::replace(Route::Library);
                        }
                    });
                }
            />
        </div>
    }
    .into_any()
}

fn facts(resource: &Resource) -> Vec<MetaPart> {
    let mut parts = vec![MetaPart::from((words::icon(resource.format), words::format(resource.format)))];
    parts.extend(resource.minutes.map(|minutes| i18n::minutes(minutes).into()));
    parts.extend(Some(&resource.language).filter(|tag| !tag.is_empty()).map(|tag| choose::language(tag).into()));
    parts
}

fn example() -> AnyView {
    view! {
        <Note kind=NoteKind::Info>
            <p>{tr::library::example()}</p>
            <Button
                label=tr::library::remove_example()
                on_press=|| session::run_then(Command::Resource(command::Command::RemoveExample), |_| route::replace(Route::Library))
            />
        </Note>
    }
    .into_any()
}

/// Opening it is using it now.
fn using(id: ResourceId) {
    dispatch::run_quietly(Command::Resource(command::Command::Use(id)));
}

/// The way to where it lies. A link that came from elsewhere is checked again before it is one.
fn open(id: ResourceId, kept: &str, main: bool) -> Option<AnyView> {
    let address = link::check(kept).ok().filter(|address| !address.is_empty())?;
    let (label, icon) = match address.split(':').next() {
        Some("mailto") => (tr::library::write(), Icon::Note),
        Some("tel") => (tr::library::call(), Icon::Person),
        Some("geo") => (tr::library::map(), Icon::Place),
        _ => (tr::library::open(), Icon::Out),
    };
    let shown = match link::host(&address) {
        "" => address.split_once(':').map(|(_, rest)| rest.to_owned()).unwrap_or_default(),
        host => host.to_owned(),
    };
    let class = if main { "btn main" } else { "btn" };
    Some(
        view! {
            <div class="stack tight">
                <a class=class href=address target="_blank" rel="noopener noreferrer" on:click=move |_| using(id)>
                    {icon.small()}
                    <span>{label}</span>
                </a>
                <p class="cap"><bdi dir="ltr">{shown}</bdi>" · "{tr::library::open_hint()}</p>
            </div>
        }
        .into_any(),
    )
}

fn helps(resource: Memo<Resource>, helped: Memo<Vec<Helped>>) -> AnyView {
    let id = resource.with_untracked(|resource| resource.id);
    let choosing = RwSignal::new(false);
    let chosen = Signal::derive(move || {
        resource.with(|resource| resource.competencies.iter().map(|(id, _)| *id).collect::<Vec<_>>())
    });
    let toggle = Callback::new(move |(competency, on): (CompetencyId, bool)| {
        let edit = Edit::Competency(competency, on);
        session::run(Command::Resource(command::Command::Edit(id, vec![edit])));
    });
    let row = |one: Helped| {
        let compare = (one.others > 0).then(|| {
            view! { <div class="line"><ButtonLink label=tr::library::compare_with(one.others) to=Route::Compare(one.id.to_string()) icon=Icon::Compare kind=ButtonKind::Quiet/></div> }
        });
        view! {
            <Row icon=Icon::Skills>
                {match one.title {
                    Some(title) => view! { <Link to=Route::Skill(one.id.to_string()) class="name"><Own text=title/></Link> }.into_any(),
                    None => view! { <span class="muted">{tr::library::untitled_skill()}</span> }.into_any(),
                }}
                {compare}
            </Row>
        }
    };
    view! {
        <Section title=tr::library::helps()>
            {move || match helped.get() {
                none if none.is_empty() => view! { <p class="muted">{tr::library::helps_none()}</p> }.into_any(),
                some => view! { <ul class="list">{some.into_iter().map(row).collect_view()}</ul> }.into_any(),
            }}
            <Button label=tr::library::helps_choose() icon=Icon::Skills on_press=move || choosing.set(true)/>
        </Section>
        <Sheet open=choosing title=tr::library::helps_choose()>{move || choose::skills(chosen, toggle)}</Sheet>
    }
    .into_any()
}

#[allow(clippy::cast_precision_loss)] // moments are far below 2^53
fn about(resource: Memo<Resource>) -> AnyView {
    let facts = Memo::new(move |_| {
        resource.with(|resource| {
            let own =
                |label: String, value: &String| Some((label, value.clone())).filter(|(_, value)| !value.is_empty());
            let tags: Vec<String> = resource.tags.iter().map(|(tag, _)| tag.clone()).collect();
            let hard = resource.difficulty != Difficulty::Unsaid;
            [
                own(tr::library::author(), &resource.author),
                own(tr::library::licence(), &resource.licence),
                hard.then(|| (tr::library::difficulty(), words::difficulty(resource.difficulty))),
                (!tags.is_empty()).then(|| (tr::library::tags(), i18n::list(&tags))),
                resource.created.map(|created| (tr::library::added(), i18n::date(created.0 as f64, DateStyle::Long))),
            ]
        })
    });
    let row = |(label, value): (String, String)| {
        view! { <li class="row bare"><div class="body"><span class="muted">{label}</span></div><div><Own text=value/></div></li> }
    };
    view! {
        <Section title=tr::library::about()>
            <ul class="list">{move || facts.get().into_iter().flatten().map(row).collect_view()}</ul>
        </Section>
    }
    .into_any()
}
