//! The steps of a goal in order: ticked, added, changed, and moved by buttons or by drag.

use super::detail::{Shown, pick, pick_now};
use super::{act, step, words};
use crate::browser::focus;
use crate::i18n::{self, DateStyle, tr};
use crate::session::{run_then, settle};
use crate::ui::{
    Button, ButtonKind, Disclosure, Icon, IconButton, Meta, MetaPart, Reorder, ReorderItem, Row, Section, Sheet,
    TextField, Tick,
};
use cairn_domain::{
    command::Command,
    goal::{Step, command::Command as Act},
    id::{GoalId, StepId},
};
use leptos::prelude::*;

const NEW_STEP: &str = "new-step";

/// Done steps that stay in the list; the others are folded away.
const DONE_SHOWN: usize = 1;

/// A step as its row shows it.
#[derive(Clone, PartialEq)]
struct Shape {
    id: StepId,
    title: String,
    done: bool,
    facts: Vec<(Option<Icon>, String)>,
}

/// The section.
pub fn section(id: GoalId, detail: Shown) -> AnyView {
    let shapes = Memo::new(move |_| pick(detail, shapes));
    let ordering = RwSignal::new(false);
    let edited = RwSignal::new(None::<StepId>);
    let editing = RwSignal::new(false);
    let several = Memo::new(move |_| shapes.with(Vec::len) > 1);
    let action = move || {
        several.get().then(|| {
            let label = if ordering.get() { tr::goals::order_ready() } else { tr::goals::change_order() };
            view! { <Button label kind=ButtonKind::Quiet on_press=move |()| ordering.update(|on| *on = !*on)/> }
        })
    };
    let open = move |id: StepId| {
        edited.set(Some(id));
        editing.set(true);
    };
    let content = move || if ordering.get() && several.get() { order(id, detail) } else { list(shapes, open) };
    view! {
        <Section title=tr::goals::steps() tight=true action=action.into_any()>
            <p class="cap">{tr::goals::steps_hint()}</p>
            {content}
            {new_form(id)}
        </Section>
        <Sheet open=editing title=tr::goals::step()>{move || edited.get().map(|id| step::form(id, editing, detail))}</Sheet>
    }
    .into_any()
}

fn shapes(detail: &super::read::Detail) -> Vec<Shape> {
    let next = detail.steps.iter().find(|step| step.done_at.is_none()).map(|step| step.id);
    let facts = |step: &Step| {
        let minutes = match (step.estimate_min, step.actual_min) {
            (Some(estimate), Some(actual)) => {
                Some(tr::goals::usually(&i18n::minutes(estimate), &i18n::minutes(actual)))
            }
            (estimate, actual) => estimate.or(actual).map(i18n::minutes),
        };
        let due =
            step.due.filter(|_| step.done_at.is_none()).map(|day| tr::goals::due(&words::day(day, DateStyle::Short)));
        let (resource, skill) = detail.names(step);
        let mut facts: Vec<(Option<Icon>, String)> = Vec::new();
        facts.extend(minutes.map(|words| (Some(Icon::Clock), words)));
        facts.extend(due.map(|words| (None, words)));
        facts.extend(resource.map(|name| (Some(Icon::Library), name)));
        facts.extend(skill.map(|name| (Some(Icon::Skills), name)));
        facts.extend((next == Some(step.id)).then(|| (None, tr::goals::is_next())));
        facts
    };
    let shape = |step: &Step| Shape {
        id: step.id,
        title: step.title.clone(),
        done: step.done_at.is_some(),
        facts: facts(step),
    };
    detail.steps.iter().map(shape).collect()
}

fn list(shapes: Memo<Vec<Shape>>, open: impl Fn(StepId) + Copy + Send + Sync + 'static) -> AnyView {
    let (todo, done): (Vec<Shape>, Vec<Shape>) = shapes.get().into_iter().partition(|shape| !shape.done);
    let folded = done.len().saturating_sub(DONE_SHOWN);
    let row = move |shape: Shape| row(shape, open);
    let (hidden, seen): (Vec<_>, Vec<_>) = done.into_iter().enumerate().partition(|(at, _)| *at < folded);
    let seen: Vec<AnyView> = todo.into_iter().chain(seen.into_iter().map(|(_, shape)| shape)).map(row).collect();
    let hidden: Vec<AnyView> = hidden.into_iter().map(|(_, shape)| row(shape)).collect();
    view! {
        <ol class="list">{seen}</ol>
        {(folded > 0)
            .then(|| view! { <Disclosure summary=tr::goals::steps_done(folded)><ol class="list">{hidden}</ol></Disclosure> })}
    }
    .into_any()
}

fn row(shape: Shape, open: impl Fn(StepId) + Send + Sync + 'static) -> AnyView {
    let Shape { id, title, done, facts } = shape;
    let label = tr::goals::tick(&title);
    let lead = view! {
        <Tick label checked=Signal::stored(done) on_toggle=move |(done,)| act(Act::TickStep(id, done))/>
    };
    let label = tr::goals::edit_named(&title);
    let trail = view! { <IconButton icon=Icon::Edit label on_press=move |()| open(id)/> };
    let parts: Vec<MetaPart> = facts.into_iter().map(|(icon, text)| MetaPart { icon, text }).collect();
    let facts = (!parts.is_empty()).then(|| view! { <Meta parts/> });
    view! {
        <Row lead=lead.into_any() trail=trail.into_any() done=Signal::stored(done)>
            <span class="name" dir="auto">{title}</span>
            {facts}
        </Row>
    }
    .into_any()
}

fn order(goal: GoalId, detail: Shown) -> AnyView {
    let items = Signal::derive(move || {
        pick(detail, |detail| {
            let item = |step: &Step| ReorderItem { key: step.id.to_string(), name: step.title.clone() };
            detail.steps.iter().map(item).collect::<Vec<_>>()
        })
    });
    let moved = move |(from, to): (usize, usize)| {
        let mut ids = pick_now(detail, |detail| detail.steps.iter().map(|step| step.id).collect::<Vec<_>>());
        if from < ids.len() {
            let step = ids.remove(from);
            act(Act::MoveStep { goal, step, before: ids.get(to).copied() });
        }
    };
    view! { <Reorder items label=tr::goals::order_label() on_move=move |from, to| moved((from, to))/> }.into_any()
}

fn new_form(goal: GoalId) -> AnyView {
    let title = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let save = move || {
        let command = Act::AddStep { goal, title: title.get_untracked() };
        let added = move |_: &_| {
            title.set(String::new());
            focus::by_id(NEW_STEP);
        };
        run_then(Command::Goal(command), settle(error, added));
    };
    view! {
        <form
            class="stack wide"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <TextField
                label=tr::goals::new_step()
                id=NEW_STEP
                value=title
                error=error
                on_input=move |(text,)| title.set(text)
            />
            <Button label=tr::goals::add_step() on_press=move |()| save()/>
        </form>
    }
    .into_any()
}
