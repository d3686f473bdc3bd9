//! A deck is put to a goal: by the skills that it belongs to, or else by one that is made of it, or of each deck in it. All
//! of that is said before it is done, and one step takes it back.

use super::model::Decks;
use super::stand::Stand;
use crate::i18n::{self, tr};
use crate::route::{self, Route};
use crate::screens::items::links;
use crate::session::{run_then, settle};
use crate::ui::{Button, ButtonKind, CheckField, TextField};
use cairn_domain::{
    change::Reply,
    command::Command,
    id::{CompetencyId, DeckId, GoalId},
    item::{
        command,
        place::{Placing, Where},
    },
};
use leptos::prelude::*;

/// The level that the goal asks for: proficient. She may ask for another on the goal's page.
const USUAL: u8 = 3;

/// The form; of a goal that is here, or of a new one.
pub fn form(deck: DeckId, decks: Decks, known: Option<(GoalId, String)>, open: RwSignal<bool>) -> AnyView {
    let Some(model) = decks.get_untracked() else { return ().into_any() };
    let name = model.title(deck);
    let gives = model.shelves.gives(deck).to_vec();
    let list = StoredValue::new(model.proposed(Some(deck)));
    let below = list.with_value(|list| list.iter().filter(|one| one.depth > 0 && one.is_open()).count());
    let title = RwSignal::new(name.clone());
    let each = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);
    let stand = gives.is_empty().then(|| Stand::new(tr::decks::own_framework()));
    let goal_name = known.as_ref().map(|(_, name)| name.clone());
    let label = if known.is_some() { tr::decks::put_there() } else { tr::decks::make_goal() };
    let (needed, id) = (gives.clone(), known.map(|(id, _)| id));
    let put = move |()| {
        let Some(model) = decks.get_untracked() else { return };
        let skills = match (needed.is_empty(), each.get_untracked()) {
            (false, _) => Vec::new(),
            (true, false) => model.as_one(deck),
            (true, true) => list.with_value(|list| {
                let wanted = list.iter().filter(|one| one.is_open()).map(|one| one.deck).collect();
                model.as_skills(list, &wanted)
            }),
        };
        let placing = Placing {
            skills,
            framework: stand.map(Stand::place),
            goal: Some(id.map_or_else(|| Where::New(title.get_untracked()), Where::Known)),
            needed: needed.clone(),
            level: USUAL,
            ..Placing::default()
        };
        run_then(
            Command::Item(command::Command::Place(Box::new(placing))),
            settle(error, move |commit| {
                let _ = open.try_set(false);
                if let (Reply::Created(made), None) = (&commit.reply, id) {
                    route::go(Route::Goal(made.to_string()));
                }
            }),
        );
    };
    view! {
        <div class="stack loose">
            {match goal_name {
                Some(name) => view! { <p class="strong" dir="auto">{name}</p> }.into_any(),
                None => view! {
                    <TextField label=tr::goals::wish() value=title error=error on_input=move |text: String| title.set(text)/>
                }
                .into_any(),
            }}
            {match stand {
                None => needs_known(gives),
                Some(stand) => view! {
                    <p>{tr::decks::goal_makes(&name)}</p>
                    {(below > 0).then(|| view! {
                        <CheckField
                            label=tr::decks::each()
                            hint=tr::decks::each_hint(below)
                            checked=each
                            on_change=move |on: bool| each.set(on)
                        />
                    })}
                    {stand.field(error)}
                }
                .into_any(),
            }}
            <Button label kind=ButtonKind::Main wide=true on_press=put/>
        </div>
    }
    .into_any()
}

/// "The goal will need: Cells and Plants."
fn needs_known(skills: Vec<CompetencyId>) -> AnyView {
    let names = links::names(Signal::stored(skills.into_iter().map(|id| (id, 0)).collect()));
    let said =
        |names: Vec<(CompetencyId, String)>| i18n::list(&names.into_iter().map(|(_, name)| name).collect::<Vec<_>>());
    (move || names.get().map(|names| view! { <p dir="auto">{tr::decks::goal_needs(&said(names))}</p> })).into_any()
}
