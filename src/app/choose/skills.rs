//! Choosing skills that a resource helps with, or that an item practises, out of all that there are.

use crate::i18n::tr;
use crate::session;
use crate::ui::{CheckField, TextField, TextKind};
use cairn_domain::{
    competency::{Competency, present},
    fold,
    id::CompetencyId,
    kind::Kind,
};
use leptos::prelude::*;

/// More would be a list to read through, not to choose from.
const SHOWN: usize = 30;

#[derive(Clone, PartialEq)]
struct Skill {
    id: CompetencyId,
    title: String,
    folded: String,
}

/// A search over the skills with a tick for each; `on_toggle` gets the skill and whether it is chosen.
pub fn picker(chosen: Signal<Vec<CompetencyId>>, on_toggle: Callback<(CompetencyId, bool)>) -> AnyView {
    let reading = session::watch(&[Kind::FRAMEWORK, Kind::COMPETENCY], |_| present::all_needs());
    let skills = Memo::new(move |_| {
        reading.with(|reading| {
            let snapshot = reading.as_ref()?.as_ref().ok()?;
            let skill = |Competency { id, title, code, .. }| Skill {
                id,
                folded: fold::fold(&[code.as_str(), " ", &title].concat()),
                title,
            };
            Some(present::all(snapshot).into_iter().map(skill).collect::<Vec<_>>())
        })
    });
    let query = RwSignal::new(String::new());
    // Those chosen when the list opened stand first, and stay where they are while it is open.
    let first = chosen.get_untracked();
    let fitting = Memo::new(move |_| {
        let words = query.with(|query| fold::words(query));
        skills.with(|skills| {
            let mut found: Vec<Skill> =
                skills.iter().flatten().filter(|skill| fold::matches(&skill.folded, &words)).cloned().collect();
            found.sort_by_key(|skill| !first.contains(&skill.id));
            found
        })
    });
    let rows = move || {
        let mut rows = fitting.get();
        rows.truncate(SHOWN);
        rows
    };
    let none = Memo::new(move |_| skills.with(|skills| skills.as_ref().is_some_and(Vec::is_empty)));
    view! {
        <div class="stack">
            {move || if none.get() {
                view! { <p class="muted">{tr::library::helps_no_skills()}</p> }.into_any()
            } else {
                view! {
                    <TextField
                        label=tr::library::helps_search()
                        placeholder=tr::library::helps_search()
                        kind=TextKind::Search
                        value=query
                        on_input=move |text: String| query.set(text)
                    />
                }
                .into_any()
            }}
            <div class="list">
                <For each=rows key=|skill| skill.id let:skill>
                    <CheckField
                        label=skill.title
                        checked=Signal::derive(move || chosen.with(|chosen| chosen.contains(&skill.id)))
                        on_change=move |on: bool| on_toggle.run((skill.id, on))
                    />
                </For>
            </div>
            {move || (fitting.with(Vec::len) > SHOWN).then(|| view! { <p class="cap">{tr::library::helps_more()}</p> })}
        </div>
    }
    .into_any()
}
