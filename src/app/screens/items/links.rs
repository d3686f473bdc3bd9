//! The skills that an item practises, each with what it demands.

use super::words;
use crate::choose;
use crate::i18n::tr;
use crate::session::{shown, watch};
use crate::ui::{Button, Icon, IconButton, Own, SelectField, Sheet};
use cairn_domain::{competency::present, id::CompetencyId, kind::Kind};
use leptos::prelude::*;

/// What an item is linked to.
type Linked = RwSignal<Vec<(CompetencyId, u8)>>;

/// The skills as a part of a form.
pub fn field(linked: Linked) -> AnyView {
    let choosing = RwSignal::new(false);
    let names = names(linked.into());
    let chosen = Signal::derive(move || linked.with(|linked| linked.iter().map(|(id, _)| *id).collect::<Vec<_>>()));
    let toggle = Callback::new(move |(id, on): (CompetencyId, bool)| {
        linked.update(|linked| {
            linked.retain(|(known, _)| *known != id);
            linked.extend(on.then_some((id, 0)));
        });
    });
    view! {
        <fieldset class="field">
            <legend>{tr::items::skills()}</legend>
            <ul class="list">
                <For each=move || chosen.get() key=|id| *id let:id>{row(linked, names, id)}</For>
            </ul>
            <div class="line">
                <Button label=tr::library::helps_choose() icon=Icon::Skills on_press=move |()| choosing.set(true)/>
            </div>
        </fieldset>
        <Sheet open=choosing title=tr::library::helps_choose()>{move || choose::skills(chosen, toggle)}</Sheet>
    }
    .into_any()
}

/// The names of the skills that are linked, as far as they are there.
pub fn names(linked: Signal<Vec<(CompetencyId, u8)>>) -> Memo<Option<Vec<(CompetencyId, String)>>> {
    let reading = watch(&[Kind::COMPETENCY, Kind::FRAMEWORK], move |snapshot| {
        linked.with(|linked| linked.iter().flat_map(|(id, _)| present::needs(*id, snapshot)).collect())
    });
    shown(reading, move |snapshot| {
        let name = |(id, _): &(CompetencyId, u8)| present::present(*id, snapshot).map(|skill| (*id, skill.title));
        linked.with(|linked| linked.iter().filter_map(name).collect())
    })
}

fn row(linked: Linked, names: Memo<Option<Vec<(CompetencyId, String)>>>, id: CompetencyId) -> AnyView {
    let name = Signal::derive(move || {
        let known = names.with(|names| {
            names.as_ref().and_then(|names| names.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone()))
        });
        known.unwrap_or_else(tr::library::untitled_skill)
    });
    let demand = move || {
        linked.with(|linked| linked.iter().find(|(known, _)| *known == id).map_or(0, |(_, demand)| *demand)).to_string()
    };
    let set = move |value: String| {
        let wanted = value.parse().unwrap_or(0);
        linked.update(|linked| {
            linked.iter_mut().filter(|(known, _)| *known == id).for_each(|(_, demand)| *demand = wanted);
        });
    };
    view! {
        <li class="row bare">
            <div class="body">
                <div class="line ends">
                    <span class="name"><Own text=name/></span>
                    <IconButton
                        icon=Icon::Close
                        label=Signal::derive(move || tr::items::remove_line(&name.get()))
                        on_press=move |()| linked.update(|linked| linked.retain(|(known, _)| *known != id))
                    />
                </div>
                <SelectField
                    label=Signal::derive(move || tr::items::demand_of(&name.get()))
                    choices=Signal::stored(words::demands())
                    value=Signal::derive(demand)
                    on_change=set
                />
            </div>
        </li>
    }
    .into_any()
}
