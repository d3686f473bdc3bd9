//! Selecting several items and doing one thing to all of them, in one step that Undo takes back.

use super::filter::Entry;
use super::row::name;
use crate::browser::focus;
use crate::choose;
use crate::i18n::tr;
use crate::session::{AppError, run_then, settle, words as said};
use crate::ui::{Button, ButtonKind, CheckField, Icon, Sheet, TextField};
use cairn_domain::{
    command::Command,
    error::{Place, Rejection},
    id::{CompetencyId, DeckId, ItemId},
    item::command::{self, BULK_MAX, Bulk},
    text,
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What is selected, while several are.
#[derive(Clone, Copy, Default)]
pub struct Selection {
    /// Whether she is selecting.
    pub on: RwSignal<bool>,
    chosen: RwSignal<BTreeSet<ItemId>>,
}

impl Selection {
    fn end(self) {
        self.on.set(false);
        self.chosen.set(BTreeSet::new());
    }
}

/// What is done to the selection.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Choosing,
    Deck,
    Tag,
    Skill,
}

/// Begins selecting, and says and changes what is selected; `found` is what the list lets through.
pub fn bar(selection: Selection, found: Signal<Vec<ItemId>>) -> AnyView {
    let changing = RwSignal::new(false);
    let count = Memo::new(move |_| selection.chosen.with(BTreeSet::len));
    let none = Signal::derive(move || count.get() == 0);
    (move || {
        if !selection.on.get() {
            return view! {
                <div class="line">
                    <Button label=tr::items::select() kind=ButtonKind::Quiet icon=Icon::Check on_press=move |()| selection.on.set(true)/>
                </div>
            }
            .into_any();
        }
        view! {
            <div class="selecting stack tight" role="group" aria-label=tr::items::select()>
                <p class="strong">{move || tr::items::selected(count.get())}</p>
                <div class="line">
                    <Button label=tr::items::change() kind=ButtonKind::Main held=none on_press=move |()| changing.set(true)/>
                    <Button
                        label=tr::items::select_all()
                        on_press=move |()| selection.chosen.set(found.get_untracked().into_iter().collect())
                    />
                    <Button label=tr::items::selecting_done() on_press=move |()| selection.end()/>
                </div>
            </div>
            <Sheet open=changing title=Signal::derive(move || tr::items::selected(count.get()))>
                {move || sheet(selection, changing)}
            </Sheet>
        }
        .into_any()
    })
    .into_any()
}

/// A row while she is selecting.
pub fn pick(selection: Selection, entry: &Entry) -> AnyView {
    let id = entry.id;
    let checked = move || selection.chosen.with(|chosen| chosen.contains(&id));
    let toggle = move |on: bool| {
        selection.chosen.update(|chosen| {
            if on {
                chosen.insert(id);
            } else {
                chosen.remove(&id);
            }
        });
    };
    view! { <li class="row bare"><div class="body"><CheckField label=name(entry) checked=Signal::derive(checked) on_change=toggle/></div></li> }
        .into_any()
}

fn sheet(selection: Selection, open: RwSignal<bool>) -> AnyView {
    let step = RwSignal::new(Step::Choosing);
    let too_many = selection.chosen.with_untracked(|chosen| chosen.len() > BULK_MAX);
    view! {
        {too_many.then(|| view! { <p class="cap">{tr::items::bulk_max(BULK_MAX)}</p> })}
        {move || match step.get() {
            Step::Choosing => acts(selection, open, step),
            Step::Deck => decks(selection, open),
            Step::Tag => tag(selection, open),
            Step::Skill => skill(selection, open),
        }}
    }
    .into_any()
}

/// Does it and leaves the selection.
fn run(selection: Selection, open: RwSignal<bool>, bulk: Bulk) {
    run_or(selection, open, bulk, RwSignal::new(None));
}

fn run_or(selection: Selection, open: RwSignal<bool>, bulk: Bulk, error: RwSignal<Option<String>>) {
    let list = selection.chosen.with_untracked(|chosen| chosen.iter().copied().collect());
    let each = Command::Item(command::Command::Each(list, bulk));
    run_then(
        each,
        settle(error, move |_| {
            open.set(false);
            selection.end();
            focus::main_heading();
        }),
    );
}

fn acts(selection: Selection, open: RwSignal<bool>, step: RwSignal<Step>) -> AnyView {
    let to = move |icon: Icon, label: String, next: Step| act(icon, label, move || step.set(next));
    let now = move |icon: Icon, label: String, bulk: Bulk| act(icon, label, move || run(selection, open, bulk.clone()));
    view! {
        <ul class="list">
            {to(Icon::Card, tr::items::move_deck(), Step::Deck)}
            {to(Icon::Edit, tr::items::add_tag(), Step::Tag)}
            {to(Icon::Skills, tr::items::link_skill(), Step::Skill)}
            {now(Icon::Pin, tr::items::flag(), Bulk::Flag(1))}
            {now(Icon::Close, tr::items::unflag(), Bulk::Flag(0))}
            {now(Icon::Out, tr::items::suspend(), Bulk::Suspend(true))}
            {now(Icon::In, tr::items::take_up(), Bulk::Suspend(false))}
            {now(Icon::Trash, tr::common::delete(), Bulk::Trash)}
        </ul>
    }
    .into_any()
}

fn act(icon: Icon, label: String, run: impl Fn() + Send + Sync + 'static) -> AnyView {
    view! { <li><Button label icon kind=ButtonKind::Quiet on_press=move |()| run()/></li> }.into_any()
}

fn decks(selection: Selection, open: RwSignal<bool>) -> AnyView {
    let put = Callback::new(move |deck: Option<DeckId>| run(selection, open, Bulk::Move(deck)));
    choose::decks(None, tr::items::no_deck(), put)
}

fn tag(selection: Selection, open: RwSignal<bool>) -> AnyView {
    let tag = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let save = move || {
        let named = tag.get_untracked();
        match text::title(&named).map_err(Rejection::text(Place::Tag)) {
            Ok(named) => run_or(selection, open, Bulk::Tag(named, true), error),
            Err(rule) => error.set(Some(said::error(&AppError::Rule(rule)))),
        }
    };
    view! {
        <form
            class="stack"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <TextField label=tr::items::tag() value=tag error=error on_input=move |text: String| tag.set(text)/>
            <Button label=tr::items::add_tag() kind=ButtonKind::Main on_press=move |()| save()/>
        </form>
    }
    .into_any()
}

fn skill(selection: Selection, open: RwSignal<bool>) -> AnyView {
    let link = Callback::new(move |(id, _): (CompetencyId, bool)| run(selection, open, Bulk::Competency(id, true)));
    choose::skills(Signal::stored(Vec::new()), link)
}
