//! The place Goals: all goals, a new one, and one goal with all that belongs to it.

mod detail;
mod history;
mod list;
mod mirror;
mod new;
mod picker;
mod plan;
mod read;
mod signs;
mod standing;
mod step;
mod steps;
mod targets;
mod why;
mod words;

pub use new::view as new_view;

use crate::i18n::tr;
use crate::session;
use crate::ui::{Page, Panes, TopBar};
use cairn_domain::{
    command::Command,
    goal::command::{Command as Act, Edit},
    id::GoalId,
};
use leptos::prelude::*;

/// The list, and beside it or instead of it the one with this id.
pub fn view(id: Option<String>) -> AnyView {
    match id {
        None => view! {
            <Page>
                <TopBar title=tr::places::goals() search=true/>
                {list::view(None)}
            </Page>
        }
        .into_any(),
        Some(id) => {
            let goal = GoalId::parse(&id);
            let list = view! {
                <TopBar title=tr::places::goals() beside=true/>
                {list::view(goal)}
            };
            view! { <Panes list=list.into_any() detail=Some(detail::view(goal))/> }.into_any()
        }
    }
}

/// Does something to goals, with a toast and Undo.
fn act(act: Act) {
    session::run(Command::Goal(act));
}

/// Changes one field of a goal in a form: a broken rule is shown by `error`, success calls `saved`.
fn edit(goal: GoalId, edits: Vec<Edit>, error: RwSignal<Option<String>>, saved: impl FnOnce() + 'static) {
    session::run_then(Command::Goal(Act::Edit(goal, edits)), session::settle(error, move |_| saved()));
}
