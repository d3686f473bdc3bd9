//! Two resources for the same skill side by side, as a table that a screen reader can walk through.

use super::words;
use crate::choose;
use crate::i18n::{minutes, percent, tr};
use crate::route::Route;
use crate::session;
use crate::ui::{ButtonLink, Choice, Own, SelectField, Table};
use cairn_domain::{
    competency::present,
    id::CompetencyId,
    kind::Kind,
    noun::Noun,
    port::Lookup,
    resource::{Difficulty, Resource},
};
use leptos::prelude::*;

/// The screen's content for one skill.
pub fn view(competency: CompetencyId) -> AnyView {
    let range = Resource::helping(competency);
    let helping = Lookup::Range(range.clone());
    let reading = session::watch(&[Kind::RESOURCE, Kind::FRAMEWORK, Kind::COMPETENCY], move |snapshot| {
        present::needs(competency, snapshot).into_iter().chain([helping.clone()]).collect()
    });
    let skill = Memo::new(move |_| {
        reading.with(|reading| present::present(competency, reading.as_ref()?.as_ref().ok()?).map(|skill| skill.title))
    });
    let resources = Memo::new(move |_| {
        reading.with(|reading| {
            let snapshot = reading.as_ref()?.as_ref().ok()?;
            Some(snapshot.records(&range).map(Resource::read).collect::<Vec<_>>())
        })
    });
    let chosen = RwSignal::new([0_usize, 1]);
    let choices = Signal::derive(move || {
        let title = |(at, one): (usize, &Resource)| Choice::new(at.to_string(), one.title.clone());
        resources.with(|resources| resources.iter().flatten().enumerate().map(title).collect::<Vec<_>>())
    });
    let select = move |side: usize, label: String| {
        view! {
            <SelectField
                label
                choices
                value=Signal::derive(move || chosen.get()[side].to_string())
                on_change=move |at: String| chosen.update(|chosen| chosen[side] = at.parse().unwrap_or(side))
            />
        }
        .into_any()
    };
    let enough =
        Memo::new(move |_| resources.with(|resources| resources.as_ref().map(|resources| resources.len() >= 2)));
    view! {
        {move || skill.get().map(|title| view! { <p class="muted"><Own text=tr::library::compare_for(&title)/></p> })}
        {move || match enough.get() {
            None => ().into_any(),
            Some(false) => view! { <p>{tr::library::compare_few()}</p> }.into_any(),
            Some(true) => view! {
                {select(0, tr::library::compare_first())}
                {select(1, tr::library::compare_second())}
                {move || resources.with(|resources| {
                    let resources = resources.as_deref().unwrap_or_default();
                    let [one, other] = chosen.get().map(|at| resources.get(at));
                    Some(table(one?, other?))
                })}
            }
            .into_any(),
        }}
    }
    .into_any()
}

fn table(one: &Resource, other: &Resource) -> AnyView {
    // What is said of neither is no row.
    let row = |label: String, read: fn(&Resource) -> Option<String>| {
        let cells = [one, other].map(|resource| read(resource).filter(|text| !text.is_empty()));
        let said = cells.iter().any(Option::is_some);
        said.then(|| [label].into_iter().chain(cells.map(|cell| cell.unwrap_or_else(tr::library::not_said))).collect())
    };
    let rows = [
        row(tr::library::form(), |one| Some(words::format(one.format))),
        row(tr::library::minutes(), |one| one.minutes.map(minutes)),
        row(tr::library::language(), |one| (!one.language.is_empty()).then(|| choose::language(&one.language))),
        row(tr::library::difficulty(), |one| {
            (one.difficulty != Difficulty::Unsaid).then(|| words::difficulty(one.difficulty))
        }),
        row(tr::library::progress(), |one| words::place(one).or_else(|| one.progress().map(percent))),
        row(tr::library::shelf(), |one| Some(words::shelf(one.shelf))),
        row(tr::library::rating(), |one| one.rating.map(|rating| tr::library::rating_of(rating, 5))),
        row(tr::library::author(), |one| Some(one.author.clone())),
        row(tr::library::licence(), |one| Some(one.licence.clone())),
        row(tr::library::tags(), |one| {
            Some(crate::i18n::list(&one.tags.iter().map(|(tag, _)| tag.clone()).collect::<Vec<_>>()))
        }),
        row(tr::library::notes(), |one| Some(one.notes.shown().to_owned())),
    ];
    let rows: Vec<Vec<String>> = rows.into_iter().flatten().collect();
    let open = |resource: &Resource| {
        view! { <ButtonLink label=resource.title.clone() to=Route::Resource(resource.id.to_string())/> }
    };
    view! {
        <Table caption=tr::library::compare_table() head=vec![tr::library::compare(), one.title.clone(), other.title.clone()] rows/>
        <div class="line">{open(one)}{open(other)}</div>
    }
    .into_any()
}
