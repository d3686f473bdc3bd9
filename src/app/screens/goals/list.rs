//! All goals by where they stand, each with its next step, and the way to a new one.

use super::read::{self, Line};
use super::words;
use crate::i18n::{self, DateStyle, tr};
use crate::route::{Link, Route};
use crate::session::{example, fault, shown, watch};
use crate::ui::{Button, ButtonKind, ButtonLink, EmptyState, Eyebrow, Icon, Own, Progress, Row};
use cairn_domain::{goal::GoalStatus, id::GoalId};
use leptos::prelude::*;

/// The list; `current` is the goal that is shown beside it.
pub fn view(current: Option<GoalId>) -> AnyView {
    let reading = watch(read::LIST_KINDS, read::list_needs);
    let lines = shown(reading, read::list);
    let content = move || lines.get().map(|lines| if lines.is_empty() { empty() } else { groups(&lines, current) });
    view! { {fault(reading)} {content} }.into_any()
}

fn groups(lines: &[Line], current: Option<GoalId>) -> AnyView {
    let group = |title: String, wanted: &[GoalStatus]| {
        let of = |status: GoalStatus| lines.iter().filter(move |line| line.status == status);
        let rows: Vec<AnyView> = wanted.iter().flat_map(|status| of(*status)).map(|line| row(line, current)).collect();
        (!rows.is_empty()).then(|| view! { <Eyebrow title><ul class="list">{rows}</ul></Eyebrow> })
    };
    let shown = lines.iter().any(|line| line.example);
    view! {
        {group(tr::goals::list_active(), &[GoalStatus::Active])}
        {group(tr::goals::list_other(), &[GoalStatus::Draft, GoalStatus::Paused])}
        {group(tr::goals::list_past(), &[GoalStatus::Done, GoalStatus::Released])}
        <div class="line">
            <ButtonLink label=tr::goals::new() to=Route::GoalNew kind=ButtonKind::Main icon=Icon::Add/>
            {shown.then(|| view! { <Button label=tr::goals::remove_example() on_press=|()| example::remove_goal()/> })}
        </div>
    }
    .into_any()
}

fn row(line: &Line, current: Option<GoalId>) -> AnyView {
    let to = Route::Goal(line.id.to_string());
    let title = line.title.clone();
    let mark = line.example.then(|| view! { <span class="cap">{tr::goals::example()}</span> });
    let detail = match line.status {
        GoalStatus::Active => active(line),
        GoalStatus::Draft => {
            let words = if line.signed { tr::goals::ready() } else { tr::goals::needs_sign() };
            view! { <p class="cap">{words}</p> }.into_any()
        }
        status => {
            let standing = words::status_since(status, line.since);
            let words = if line.reason.is_empty() { standing } else { tr::goals::reason(&standing, &line.reason) };
            view! { <p class="cap">{words}</p> }.into_any()
        }
    };
    view! {
        <Row large=true current=Signal::stored(current == Some(line.id))>
            <Link to class="name"><Own text=title/></Link>
            {mark}
            {detail}
        </Row>
    }
    .into_any()
}

#[allow(clippy::cast_precision_loss)] // a goal has a few steps
fn active(line: &Line) -> AnyView {
    let next = match &line.next {
        Some((step, Some(minutes))) => tr::goals::next_minutes(step, &i18n::minutes(*minutes)),
        Some((step, None)) => tr::goals::next(step),
        None => tr::goals::no_step(),
    };
    let (done, all) = (line.done, line.steps);
    let progress = (all > 0).then(|| {
        view! {
            <Progress
                value=done as f64
                max=all as f64
                label=tr::goals::progress(done, all)
                shown=tr::goals::progress_short(done, all)
            />
        }
    });
    let due = line.deadline.map(|day| view! { <p class="cap">{tr::goals::due(&words::day(day, DateStyle::Long))}</p> });
    view! { <p>{next}</p>{progress}{due} }.into_any()
}

fn empty() -> AnyView {
    view! {
        <EmptyState what=tr::goals::empty_what() why=tr::goals::empty_why()>
            <ButtonLink label=tr::goals::new() to=Route::GoalNew kind=ButtonKind::Main icon=Icon::Add/>
            <Button
                label=tr::goals::show_example()
                kind=ButtonKind::Quiet
                on_press=|()| example::show_goal()
            />
        </EmptyState>
    }
    .into_any()
}
