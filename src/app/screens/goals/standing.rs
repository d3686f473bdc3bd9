//! Where a goal stands and where it can go from there. A goal without a sign of success does not start:
//! it is said why, and the focus goes to where the sign is written.

use super::detail::{Shown, pick, pick_now};
use super::signs::NEW_SIGN;
use super::{edit, words};
use crate::browser::focus;
use crate::i18n::tr;
use crate::session::{self, AppError, settle};
use crate::ui::{Button, ButtonKind, RadioField, Sheet, TextField, TextKind};
use cairn_domain::{
    command::Command,
    error::Rejection,
    goal::{
        GoalStatus,
        command::{Command as Act, Edit, may_move},
    },
    id::GoalId,
};
use leptos::prelude::*;

/// Where one can go, in the order of the buttons.
const WAYS: [GoalStatus; 4] = [GoalStatus::Active, GoalStatus::Done, GoalStatus::Paused, GoalStatus::Released];

/// Kind, status and the day of it, with the reason that was given.
pub fn line(detail: Shown) -> AnyView {
    let words = move || {
        pick(detail, |detail| {
            let goal = &detail.goal;
            tr::goals::standing(&words::kind(goal.kind), &words::status_since(goal.status, goal.status_since))
        })
    };
    let reason = move || Some(pick(detail, |detail| detail.goal.status_reason.clone())).filter(|text| !text.is_empty());
    view! {
        <p class="muted">{words}</p>
        {move || reason().map(|text| view! { <p class="muted" dir="auto">{text}</p> })}
    }
    .into_any()
}

/// The buttons of the status, and the sheets that ask for a reason or for another title.
pub fn actions(id: GoalId, detail: Shown, refused: RwSignal<Option<String>>) -> AnyView {
    let status = Memo::new(move |_| pick(detail, |detail| Some(detail.goal.status)).unwrap_or(GoalStatus::Draft));
    let asked = RwSignal::new(None::<GoalStatus>);
    let asking = RwSignal::new(false);
    let editing = RwSignal::new(false);
    let press = move |to: GoalStatus| {
        if to == GoalStatus::Active {
            start(id, refused);
        } else {
            asked.set(Some(to));
            asking.set(true);
        }
    };
    let buttons = move || {
        let from = status.get();
        let button = |to: GoalStatus| {
            let kind = if from == GoalStatus::Draft && to == GoalStatus::Active {
                ButtonKind::Main
            } else {
                ButtonKind::Plain
            };
            view! { <Button label=way(from, to) kind on_press=move |()| press(to)/> }.into_any()
        };
        WAYS.into_iter().filter(|to| may_move(from, *to) && !is_odd(from, *to)).map(button).collect::<Vec<_>>()
    };
    view! {
        <div class="line">
            {buttons}
            <Button label=tr::goals::change_title() kind=ButtonKind::Quiet on_press=move |()| editing.set(true)/>
        </div>
        <Sheet open=asking title=Signal::derive(move || asked.get().map(asked_title).unwrap_or_default())>
            {move || reason_form(id, asked.get().unwrap_or(GoalStatus::Paused), asking, detail)}
        </Sheet>
        <Sheet open=editing title=tr::goals::change_title()>{move || title_form(id, editing, detail)}</Sheet>
    }
    .into_any()
}

/// Letting go of what is reached is possible, but no button for a usual day.
fn is_odd(from: GoalStatus, to: GoalStatus) -> bool {
    from == GoalStatus::Done && to == GoalStatus::Released
}

fn way(from: GoalStatus, to: GoalStatus) -> String {
    match (from, to) {
        (GoalStatus::Draft, GoalStatus::Active) => tr::goals::start(),
        (GoalStatus::Paused, GoalStatus::Active) => tr::goals::go_on(),
        (_, GoalStatus::Active) => tr::goals::take_up(),
        (_, GoalStatus::Done) => tr::goals::finish(),
        (_, GoalStatus::Released) => tr::goals::release(),
        _ => tr::goals::pause(),
    }
}

fn start(id: GoalId, refused: RwSignal<Option<String>>) {
    let command = Act::Move { goal: id, to: GoalStatus::Active, reason: String::new() };
    session::run_then(Command::Goal(command), move |result| {
        let unsigned = matches!(result, Err(AppError::Rule(Rejection::NoCriterion)));
        settle(refused, |_| {})(result);
        if unsigned {
            focus::go_to(NEW_SIGN);
        }
    });
}

fn asked_title(to: GoalStatus) -> String {
    match to {
        GoalStatus::Done => tr::goals::finish_title(),
        GoalStatus::Released => tr::goals::release_title(),
        _ => tr::goals::pause_title(),
    }
}

fn reason_form(id: GoalId, to: GoalStatus, open: RwSignal<bool>, detail: Shown) -> AnyView {
    let reason = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let hint = match to {
        GoalStatus::Done => tr::goals::finish_hint(),
        GoalStatus::Released => tr::goals::release_hint(),
        _ => tr::goals::pause_hint(),
    };
    let met = (to == GoalStatus::Done).then(|| {
        let (met, all) = pick_now(detail, |detail| {
            (detail.signs.iter().filter(|sign| sign.met_at.is_some()).count(), detail.signs.len())
        });
        view! { <p>{tr::goals::finish_signs(met, all)}</p> }
    });
    let save = move || {
        let command = Act::Move { goal: id, to, reason: reason.get_untracked() };
        session::run_then(Command::Goal(command), settle(error, move |_| open.set(false)));
    };
    view! {
        <div class="stack loose">
            {met}
            <TextField
                label=tr::goals::reason_label()
                hint=hint
                kind=TextKind::Voice
                value=reason
                error=error
                on_input=move |(text,)| reason.set(text)
            />
            <Button label=way(GoalStatus::Active, to) kind=ButtonKind::Main wide=true on_press=move |()| save()/>
        </div>
    }
    .into_any()
}

fn title_form(id: GoalId, open: RwSignal<bool>, detail: Shown) -> AnyView {
    let (title, kind) = pick_now(detail, |detail| (detail.goal.title.clone(), detail.goal.kind.name()));
    let (title, kind) = (RwSignal::new(title), RwSignal::new(kind.to_owned()));
    let error = RwSignal::new(None::<String>);
    let save = move || {
        let edits = vec![Edit::Title(title.get_untracked()), Edit::Kind(words::kind_named(&kind.get_untracked()))];
        edit(id, edits, error, move || open.set(false));
    };
    let choices = words::kind_choices();
    view! {
        <div class="stack loose">
            <TextField label=tr::goals::title() value=title error=error on_input=move |(text,)| title.set(text)/>
            <RadioField legend=tr::goals::kind() choices value=kind on_change=move |(name,)| kind.set(name)/>
            <Button label=tr::common::save() kind=ButtonKind::Main wide=true on_press=move |()| save()/>
        </div>
    }
    .into_any()
}
