//! A new skill: what she wants to be able to do, and in which framework. Without a framework the first
//! one is made for her.

use crate::i18n::tr;
use crate::route::{self, Route};
use crate::session::{run_then, settle, shown, watch};
use crate::ui::{Button, ButtonKind, Choice, Heading, Page, SelectField, TextField, TopBar};
use cairn_domain::{
    change::Reply,
    command::Command,
    competency::{Framework, command::Command as Act},
    id::FrameworkId,
    kind::Kind,
    port::Lookup,
};
use leptos::prelude::*;

/// The screen.
pub fn view() -> AnyView {
    let title = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let chosen = RwSignal::new(None::<String>);
    let choices = shown(watch(&[Kind::FRAMEWORK], |_| vec![Lookup::Range(Framework::all())]), |snapshot| {
        let frameworks = snapshot.nouns::<Framework>(&Framework::all()).into_iter();
        frameworks.map(|framework| Choice::new(framework.id.to_string(), framework.title)).collect::<Vec<_>>()
    });
    let list = Signal::derive(move || {
        let own = Choice::new("", tr::skills::own_framework());
        choices.get().unwrap_or_default().into_iter().chain([own]).collect::<Vec<_>>()
    });
    let value = Signal::derive(move || {
        chosen.get().unwrap_or_else(|| list.with(|list| list.first().map(|one| one.value.clone()).unwrap_or_default()))
    });
    let add = move |framework: FrameworkId| {
        let command = Act::Add { framework, parent: None, title: title.get_untracked() };
        run_then(
            Command::Competency(command),
            settle(error, |commit| {
                if let Reply::Created(id) = commit.reply {
                    route::replace(Route::Skill(id.to_string()));
                }
            }),
        );
    };
    let save = move || match FrameworkId::parse(&value.get_untracked()) {
        Some(framework) => add(framework),
        // A title that cannot be kept must not leave an empty framework behind.
        None if title.with_untracked(|title| title.trim().is_empty()) => error.set(Some(tr::skills::title_needed())),
        None => run_then(
            Command::Competency(Act::CreateFramework { title: tr::skills::own_framework() }),
            settle(error, move |commit| {
                if let Reply::Created(id) = commit.reply {
                    chosen.set(Some(id.to_string()));
                    add(FrameworkId(id));
                }
            }),
        ),
    };
    view! {
        <Page>
            <TopBar back=Route::Skills back_name=tr::places::skills()/>
            <Heading text=tr::skills::new_skill()/>
            <form
                class="stack loose"
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                <TextField
                    label=tr::skills::skill_title()
                    hint=tr::skills::skill_title_hint()
                    value=title
                    error=error
                    on_input=move |text: String| title.set(text)
                />
                <SelectField
                    label=tr::skills::framework()
                    choices=list
                    value=value
                    on_change=move |id: String| chosen.set(Some(id))
                />
                <Button label=tr::skills::add_skill() kind=ButtonKind::Main wide=true big=true on_press=move || save()/>
            </form>
        </Page>
    }
    .into_any()
}
