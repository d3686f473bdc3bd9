//! One framework: what it is for, what lies at its top, its scale, and its rubrics.

use super::read::{Frame, Node};
use super::{act_then, grown, inside, list, map, rubric, scale};
use crate::i18n::tr;
use crate::route::{self, Route};
use crate::session::{
    self, changed, fault,
    jobs::{self, Work},
    texts::{At, begun},
};
use crate::ui::{
    Busy, Button, ButtonKind, ButtonLink, EmptyState, Heading, Icon, IconButton, Section, Sheet, TextField, TextKind,
    TopBar,
};
use cairn_domain::{
    command::Command,
    competency::{Framework, command::Command as Act, edits::FrameworkEdit},
    id::FrameworkId,
    kind::Kind,
};
use leptos::prelude::*;

/// The framework with this id; an address that names none says so.
pub fn view(id: Option<FrameworkId>) -> AnyView {
    let Some(id) = id else { return missing() };
    let (reading, frame) = grown::tree(id);
    let there = Memo::new(move |_| frame.with(|frame| frame.as_ref().map(Option::is_some)));
    let editing = RwSignal::new(false);
    view! {
        <TopBar back=Route::Skills back_name=tr::places::skills()>
            <IconButton icon=Icon::Edit label=tr::skills::edit_framework() on_press=move || editing.set(true)/>
        </TopBar>
        {fault(reading)}
        {move || match there.get() {
            None => ().into_any(),
            Some(false) => missing(),
            Some(true) => sections(id, frame, editing),
        }}
    }
    .into_any()
}

/// What is shown where a skill or a framework is not here.
pub fn missing() -> AnyView {
    view! {
        <Heading text=tr::skills::missing()/>
        <EmptyState what=tr::skills::missing() why=tr::skills::missing_text()>
            <ButtonLink label=tr::places::skills() to=Route::Skills kind=ButtonKind::Main/>
            <ButtonLink label=tr::places::trash() to=Route::Trash/>
        </EmptyState>
    }
    .into_any()
}

fn sections(id: FrameworkId, frame: grown::Shown, editing: RwSignal<bool>) -> AnyView {
    let frame = Memo::new(move |_| frame.get().flatten());
    let title =
        Signal::derive(move || frame.with(|frame| frame.as_ref().map(|f| f.noun.title.clone()).unwrap_or_default()));
    let nodes = Signal::derive(move || frame.with(|frame| frame.as_ref().map(|f| f.nodes.clone()).unwrap_or_default()));
    let about =
        Memo::new(move |_| frame.with(|frame| frame.as_ref().map(|f| f.noun.description.clone()).unwrap_or_default()));
    let source = Memo::new(move |_| {
        frame.with(|frame| frame.as_ref().map(|f| [f.noun.creator.clone(), f.noun.licence.clone()]).unwrap_or_default())
    });
    let summary = Memo::new(move |_| frame.with(|frame| frame.as_ref().map(|f| (f.reached, f.next.clone()))));
    let export = Work::new();
    let remove = move || {
        session::run_then(Command::Trash(Kind::FRAMEWORK, id.0), |result| {
            if result.is_ok() {
                route::replace(Route::Skills);
            }
        });
    };
    let language = Signal::derive(move || frame.with(|frame| frame.as_ref().map(|f| f.noun.language.clone())));
    view! {
        <section class="stack loose">
            <div class="stack tight">
                <Heading text=title own=true lang=language/>
                {move || summary.get().map(|(reached, next)| list::summary(reached, next))}
            </div>
            {move || At::new(Kind::FRAMEWORK, id, Framework::DESCRIPTION).shown(&about.get(), language.get())}
            {move || {
                let [creator, licence] = source.get();
                [(creator.is_empty(), tr::skills::made_by(&creator)), (licence.is_empty(), tr::skills::licence_of(&licence))]
                    .into_iter()
                    .filter(|(empty, _)| !empty)
                    .map(|(_, text)| view! { <p class="cap">{text}</p> })
                    .collect::<Vec<_>>()
            }}
        </section>
        {move || {
            let several = summary.get().is_some_and(|((_, required), _)| required > 1);
            several.then(|| crate::practice::place(Route::practise("place-framework", &id.to_string())))
        }}
        {skills(id, frame, nodes)}
        {scale::section(id, Signal::derive(move || frame.with(|frame| frame.as_ref().and_then(|f| f.noun.scale))))}
        {rubric::section(id)}
        <div class="line">
            <Button
                label=tr::import::export_case()
                icon=Icon::Out
                held=export.is_running()
                on_press=move || jobs::export_case(export, id, title.get_untracked())
            />
            <Button label=tr::skills::delete_framework() kind=ButtonKind::Danger icon=Icon::Trash on_press=move || remove()/>
        </div>
        <Busy task=export.task()/>
        <Sheet open=editing title=tr::skills::edit_framework()>
            {move || frame.get_untracked().map(|frame| form(&frame, editing))}
        </Sheet>
    }
    .into_any()
}

/// What is in it, as a list to write and arrange, or as a map to look at.
fn skills(id: FrameworkId, frame: Memo<Option<Frame>>, nodes: Signal<Vec<Node>>) -> AnyView {
    let look = RwSignal::new(map::Look::chosen());
    let filled = Memo::new(move |_| nodes.with(|nodes| !nodes.is_empty()));
    let content = move || {
        if filled.get() && look.get() == map::Look::Map {
            let map = move || frame.get().map(|frame| map::view(&frame));
            return view! { <Section title=tr::places::skills() tight=true>{map}</Section> }.into_any();
        }
        inside::section(id, None, nodes)
    };
    view! {
        {move || filled.get().then(|| map::switch(look))}
        {content}
    }
    .into_any()
}

fn form(frame: &Frame, open: RwSignal<bool>) -> AnyView {
    let noun = frame.noun.clone();
    let (id, opened) = (noun.id, noun.description.dots());
    let field = |text: &str| RwSignal::new(text.to_owned());
    let (title, about) = (field(&noun.title), field(&begun(&noun.description)));
    let (creator, licence) = (field(&noun.creator), field(&noun.licence));
    let error = RwSignal::new(None::<String>);
    let said = move || {
        vec![
            FrameworkEdit::Title(title.get_untracked()),
            FrameworkEdit::Description { opened: opened.clone(), text: about.get_untracked() },
            FrameworkEdit::Creator(creator.get_untracked()),
            FrameworkEdit::Licence(licence.get_untracked()),
        ]
    };
    let before = said();
    let save = move || {
        let edits = changed(&before, said());
        act_then(Act::EditFramework(id, edits), error, move || open.set(false));
    };
    view! {
        <div class="stack loose">
            <TextField label=tr::skills::framework_title() value=title error=error on_input=move |text: String| title.set(text)/>
            <TextField label=tr::skills::about() kind=TextKind::Voice value=about on_input=move |text: String| about.set(text)/>
            <TextField label=tr::skills::creator() value=creator on_input=move |text: String| creator.set(text)/>
            <TextField label=tr::skills::licence() value=licence on_input=move |text: String| licence.set(text)/>
            <Button label=tr::common::save() kind=ButtonKind::Main on_press=move || save()/>
        </div>
    }
    .into_any()
}
