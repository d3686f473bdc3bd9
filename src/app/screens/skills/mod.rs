//! The place Skills: frameworks as trees, one framework, one skill with its evidence, and the forms.

mod add;
mod assess;
mod detail;
mod edit;
mod evidence;
#[cfg(test)]
mod faded;
mod framework;
mod grown;
mod inside;
mod keeps;
mod list;
mod map;
mod new;
mod opens;
mod over_time;
mod pieces;
mod practise;
mod read;
mod rubric;
mod scale;
mod tied;
mod ties;
mod uses;
mod view_model;
mod why;
mod words;

pub use new::view as new_view;

use crate::i18n::tr;
use crate::session;
use crate::ui::{Page, Panes, TopBar};
use cairn_domain::{
    command::Command,
    competency::command::Command as Act,
    evidence::command::Command as Say,
    id::{CompetencyId, FrameworkId},
};
use leptos::prelude::*;

/// The trees, and beside them or instead of them the skill with this id.
pub fn view(id: Option<String>) -> AnyView {
    match id {
        None => view! {
            <Page>
                <TopBar title=tr::places::skills() search=true/>
                {list::view(None)}
            </Page>
        }
        .into_any(),
        Some(id) => {
            let skill = CompetencyId::parse(&id);
            beside(skill, detail::view(skill))
        }
    }
}

/// One framework.
#[allow(clippy::needless_pass_by_value)] // as the route hands it over
pub fn framework_view(id: String) -> AnyView {
    beside(None, framework::view(FrameworkId::parse(&id)))
}

/// Adding evidence for a competency.
pub fn evidence_view(id: String) -> AnyView {
    view! { <Page>{add::view(CompetencyId::parse(&id))}</Page> }.into_any()
}

fn beside(current: Option<CompetencyId>, detail: AnyView) -> AnyView {
    let list = view! {
        <TopBar title=tr::places::skills() beside=true/>
        {list::view(current)}
    };
    view! { <Panes list=list.into_any() detail=Some(detail)/> }.into_any()
}

/// Does something to frameworks, with a toast and Undo.
fn act(act: Act) {
    session::run(Command::Competency(act));
}

/// Does something from a form: a broken rule is shown by `error`, success calls `then`.
fn act_then(act: Act, error: RwSignal<Option<String>>, then: impl FnOnce() + 'static) {
    session::run_then(Command::Competency(act), session::settle(error, move |_| then()));
}

/// Does something with evidence from a form.
fn say_then(say: Say, error: RwSignal<Option<String>>, then: impl FnOnce() + 'static) {
    session::run_then(Command::Evidence(say), session::settle(error, move |_| then()));
}
