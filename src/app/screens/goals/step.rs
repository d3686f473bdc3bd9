//! One step in a sheet: what to do, its minutes, its day, what it uses and serves, notes.

use super::detail::{Shown, pick, pick_now};
use super::picker;
use crate::i18n::{self, tr};
use crate::session::{
    self, run_then, settle,
    texts::{At, begun},
};
use crate::ui::{Button, ButtonKind, TextField, TextKind};
use cairn_domain::{
    cbor::value::Day,
    command::Command,
    goal::{
        Step,
        command::{Command as Act, StepEdit},
    },
    id::StepId,
    kind::Kind,
};
use leptos::prelude::*;

/// The form for the step with this id.
pub fn form(id: StepId, open: RwSignal<bool>, detail: Shown) -> AnyView {
    let found = pick_now(detail, |detail| {
        detail.steps.iter().find(|step| step.id == id).map(|step| (step.clone(), detail.names(step)))
    });
    let Some((step, names)) = found else { return ().into_any() };
    // What is linked but not here now, such as in the trash, stays linked.
    let here = (names.0.is_some(), names.1.is_some());
    let title = RwSignal::new(step.title.clone());
    let estimate = RwSignal::new(written(step.estimate_min));
    let actual = RwSignal::new(written(step.actual_min));
    let due = RwSignal::new(step.due.map(Day::to_iso).unwrap_or_default());
    let resource = RwSignal::new(step.resource.zip(names.0));
    let skill = RwSignal::new(step.competency.zip(names.1));
    let notes = RwSignal::new(begun(&step.notes));
    // As they stand now: of several versions one is left while the form is open.
    let standing = Memo::new(move |_| {
        pick(detail, |detail| detail.steps.iter().find(|step| step.id == id).map(|step| step.notes.clone()))
            .unwrap_or_default()
    });
    let dots = StoredValue::new(step.notes.dots());
    Effect::new(move |before: Option<()>| {
        let text = standing.get();
        if before.is_some() && text.dots() != dots.get_value() {
            dots.set_value(text.dots());
            notes.set(begun(&text));
        }
    });
    let (error, estimate_error, actual_error) = (RwSignal::new(None), RwSignal::new(None), RwSignal::new(None));
    let kept = StoredValue::new(step);
    let said = move || {
        let estimated = minutes(estimate, estimate_error);
        let (estimate, actual) = (estimated?, minutes(actual, actual_error)?);
        Some(kept.with_value(|step: &Step| {
            vec![
                StepEdit::Title(title.get_untracked()),
                StepEdit::Estimate(estimate),
                StepEdit::Actual(actual),
                StepEdit::Due(Day::parse_iso(&due.get_untracked())),
                StepEdit::Resource(chosen(resource, step.resource.filter(|_| !here.0))),
                StepEdit::Competency(chosen(skill, step.competency.filter(|_| !here.1))),
                StepEdit::Notes { opened: dots.get_value(), text: notes.get_untracked().trim().to_owned() },
            ]
        }))
    };
    let opened = StoredValue::new(said().unwrap_or_default());
    let save = move || {
        let Some(edits) = said() else { return };
        let edits = opened.with_value(|opened| session::changed(opened, edits));
        run_then(Command::Goal(Act::EditStep(id, edits)), settle(error, move |_| open.set(false)));
    };
    let remove = move || {
        open.set(false);
        session::run(Command::Trash(Kind::STEP, id.0));
    };
    let number = move |label: String, value: RwSignal<String>, error: RwSignal<Option<String>>| {
        view! {
            <TextField
                label
                hint=tr::goals::minutes_hint()
                kind=TextKind::Number
                value=value
                error=error
                on_input=move |(text,)| value.set(text)
            />
        }
    };
    view! {
        <div class="stack loose">
            <TextField label=tr::goals::title() value=title error=error on_input=move |(text,)| title.set(text)/>
            {number(tr::goals::estimate(), estimate, estimate_error)}
            {number(tr::goals::actual(), actual, actual_error)}
            <TextField
                label=tr::goals::step_due()
                kind=TextKind::Date
                value=due
                on_input=move |(day,)| due.set(day)
            />
            {picker::resource(resource)}
            {picker::skill(skill)}
            {move || At::new(Kind::STEP, id, Step::NOTES).apart(&standing.get())}
            <TextField
                label=tr::goals::notes()
                kind=TextKind::Voice
                value=notes
                on_input=move |(text,)| notes.set(text)
            />
            <div class="line">
                <Button label=tr::common::save() kind=ButtonKind::Main on_press=move |()| save()/>
                <Button label=tr::goals::delete_step() kind=ButtonKind::Danger on_press=move |()| remove()/>
            </div>
        </div>
    }
    .into_any()
}

/// Minutes as a field begins with them.
pub fn written(minutes: Option<u32>) -> String {
    minutes.map(|minutes| minutes.to_string()).unwrap_or_default()
}

/// What a field of minutes holds: none, or a number in range; outside of it the field says so.
#[allow(clippy::option_option)] // no answer, no minutes, minutes
pub fn minutes(field: RwSignal<String>, error: RwSignal<Option<String>>) -> Option<Option<u32>> {
    let text = field.get_untracked();
    let read = i18n::read_whole(&text).filter(|minutes| (1..=10_080).contains(minutes));
    let wrong = read.is_none() && !text.trim().is_empty();
    error.set(wrong.then(tr::goals::not_minutes));
    (!wrong).then_some(read)
}

fn chosen<I: Copy + Send + Sync + 'static>(choice: RwSignal<Option<(I, String)>>, hidden: Option<I>) -> Option<I> {
    choice.with_untracked(|choice| choice.as_ref().map(|(id, _)| *id)).or(hidden)
}
