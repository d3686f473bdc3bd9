//! The plan of a goal: priority, minutes a week, deadline, the question behind it, for whom, tags.

use super::detail::{Shown, pick, pick_now};
use super::step::{minutes, written};
use super::{edit, words};
use crate::i18n::{self, DateStyle, tr};
use crate::session;
use crate::ui::{Button, ButtonKind, Choice, Section, SelectField, Sheet, TextField, TextKind};
use cairn_domain::{
    cbor::value::Day,
    goal::{Goal, command::Edit},
    id::GoalId,
    tags::Retag,
};
use leptos::prelude::*;

/// The section.
pub fn section(id: GoalId, detail: Shown) -> AnyView {
    let lines = Memo::new(move |_| pick(detail, |detail| lines(&detail.goal)));
    let editing = RwSignal::new(false);
    let content = move || {
        let lines = lines.get();
        if lines.is_empty() {
            return view! { <p class="cap">{tr::goals::plan_empty()}</p> }.into_any();
        }
        let line = |(name, words): (String, String)| {
            view! { <div class="row bare"><div class="body"><dt class="cap">{name}</dt><dd dir="auto">{words}</dd></div></div> }
                .into_any()
        };
        view! { <dl class="list">{lines.into_iter().map(line).collect::<Vec<_>>()}</dl> }.into_any()
    };
    view! {
        <Section title=tr::goals::plan() tight=true>
            {content}
            <div class="line">
                <Button label=tr::goals::edit_plan() on_press=move |()| editing.set(true)/>
            </div>
        </Section>
        <Sheet open=editing title=tr::goals::plan()>{move || form(id, editing, detail)}</Sheet>
    }
    .into_any()
}

fn lines(goal: &Goal) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    let mut add = |name: String, words: Option<String>| {
        lines.extend(words.filter(|words| !words.is_empty()).map(|words| (name, words)));
    };
    add(tr::goals::priority(), goal.priority.map(words::priority));
    add(tr::goals::weekly(), goal.weekly_minutes.map(|minutes| tr::goals::weekly_is(&i18n::minutes(minutes))));
    add(tr::goals::deadline(), goal.deadline.map(|day| words::day(day, DateStyle::Full)));
    add(tr::goals::question(), Some(goal.question.clone()));
    add(tr::goals::audience(), Some(goal.audience.clone()));
    add(tr::goals::tags(), Some(i18n::list(&tags(goal))));
    lines
}

fn tags(goal: &Goal) -> Vec<String> {
    goal.tags.iter().map(|(tag, _)| tag.clone()).collect()
}

fn form(id: GoalId, open: RwSignal<bool>, detail: Shown) -> AnyView {
    let Some(goal) = pick_now(detail, |detail| Some(detail.goal.clone())) else { return ().into_any() };
    let priority = RwSignal::new(goal.priority.map(|priority| priority.to_string()).unwrap_or_default());
    let weekly = RwSignal::new(written(goal.weekly_minutes));
    let deadline = RwSignal::new(goal.deadline.map(Day::to_iso).unwrap_or_default());
    let question = RwSignal::new(goal.question.clone());
    let audience = RwSignal::new(goal.audience.clone());
    let tagged = RwSignal::new(tags(&goal).join(", "));
    let before = StoredValue::new(tags(&goal));
    let (error, weekly_error) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let said = move || {
        let weekly = minutes(weekly, weekly_error)?;
        Some(vec![
            Edit::Priority(priority.get_untracked().parse().ok()),
            Edit::WeeklyMinutes(weekly),
            Edit::Deadline(Day::parse_iso(&deadline.get_untracked())),
            Edit::Question(question.get_untracked()),
            Edit::Audience(audience.get_untracked()),
            Edit::Tags(Retag {
                opened: before.get_value(),
                now: tagged.get_untracked().split([',', '،', ';', '؛']).map(str::to_owned).collect(),
            }),
        ])
    };
    let opened = StoredValue::new(said().unwrap_or_default());
    let save = move || {
        let Some(edits) = said() else { return };
        let edits = opened.with_value(|opened| session::changed(opened, edits));
        edit(id, edits, error, move || open.set(false));
    };
    let mut choices = vec![Choice::new("", tr::goals::none())];
    choices.extend((1..=3).map(|one: u8| Choice::new(one.to_string(), words::priority(one))));
    let line = move |label: String, value: RwSignal<String>, hint: Option<String>| {
        view! { <TextField label hint=MaybeProp::derive(move || hint.clone()) value=value on_input=move |(text,)| value.set(text)/> }
    };
    view! {
        <div class="stack loose">
            <SelectField
                label=tr::goals::priority()
                choices=Signal::stored(choices)
                value=priority
                on_change=move |(chosen,)| priority.set(chosen)
            />
            <TextField
                label=tr::goals::weekly()
                hint=tr::goals::minutes_hint()
                kind=TextKind::Number
                value=weekly
                error=weekly_error
                on_input=move |(text,)| weekly.set(text)
            />
            <TextField
                label=tr::goals::deadline()
                kind=TextKind::Date
                value=deadline
                on_input=move |(day,)| deadline.set(day)
            />
            {line(tr::goals::question(), question, None)}
            {line(tr::goals::audience(), audience, None)}
            {line(tr::goals::tags(), tagged, Some(tr::goals::tags_hint()))}
            {move || error.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
            <Button label=tr::common::save() kind=ButtonKind::Main wide=true on_press=move |()| save()/>
        </div>
    }
    .into_any()
}
