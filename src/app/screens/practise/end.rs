//! The end of a sitting: how much, how long, what changed and why, and what is due tomorrow. Then it is over: nothing here
//! asks for more.

use super::back_link;
use super::desk::Desk;
use super::run::{Did, Run};
use super::wrong;
use crate::browser::{focus, timers};
use crate::i18n::{self, tr};
use crate::mistakes;
use crate::route::{Link, Route};
use crate::session::practice;
use crate::ui::{EvidenceEffect, Heading, Icon, LevelKind, Note, NoteKind, Row, Section, Stones};
use cairn_domain::{
    evidence::estimate::Freshness,
    id::CompetencyId,
    practice::{Scope, settle::Standing},
};
use leptos::prelude::*;

/// A skill that moved.
#[derive(Clone, Debug, PartialEq)]
struct Moved {
    id: CompetencyId,
    title: String,
    /// Levels before and after.
    level: (u8, u8),
    /// Whether what it stands on was shown, not only said.
    shown: bool,
    /// By how many points of a hundred the estimate moved.
    points: f64,
    /// Whether it was to be refreshed and is fresh now.
    refreshed: bool,
    /// Fresh tasks of the sitting: right, and all.
    fresh: (usize, usize),
    /// Whether it is a group: what was answered for it itself moves it nowhere.
    group: bool,
}

/// Least that counts as a change, in points of a hundred.
const LEAST: f64 = 0.5;

/// The end.
pub fn view(desk: Desk, back: Route) -> AnyView {
    let moved = RwSignal::new(None::<Vec<Moved>>);
    settle(desk, moved);
    // The question has gone, and the focus is not to go with it.
    timers::next_frame(|| {
        focus::main_heading();
    });
    let changes = move || match moved.get() {
        None => view! { <p class="muted" aria-busy="true">{tr::practise::settling()}</p> }.into_any(),
        Some(moved) => changes(moved),
    };
    let title = desk.scope.with_value(|scope| {
        if *scope == Scope::Everything { tr::practise::done_today() } else { tr::practise::done() }
    });
    view! {
        <div class="ask end">
            <div class="stack tight">
                <Heading text=title/>
                <p class="muted">{desk.run.with_untracked(|run| run.as_ref().map(summary))}</p>
            </div>
            <div aria-live="off" class="stack wide">{changes}</div>
            {wrong::section(desk)}
            <ul class="list">{tomorrow(desk)}{confidence(desk)}</ul>
            {mistakes::door()}
            {besides(desk)}
        </div>
        <div class="dock">{back_link(back)}</div>
    }
    .into_any()
}

/// "12 answers in 4 min, 10 of them right".
fn summary(run: &Run) -> String {
    let answers = run.answers();
    let right = answers.iter().filter(|did| did.rating.is_success() && !did.partly).count();
    let ms: u64 = answers.iter().map(|did| u64::from(did.duration_ms)).sum();
    let time = match u32::try_from((ms + 30_000) / 60_000).unwrap_or(u32::MAX) {
        0 => tr::practise::done_short(),
        minutes => i18n::minutes(minutes),
    };
    match (answers.len(), right) {
        (1, 0) if answers[0].partly => tr::practise::done_one_partly(&time),
        (1, 0) => tr::practise::done_one_not_yet(&time),
        (1, _) => tr::practise::done_one_right(&time),
        (all, right) => tr::practise::done_text(all, &time, right),
    }
}

/// Has the answers counted, and says what they changed.
fn settle(desk: Desk, moved: RwSignal<Option<Vec<Moved>>>) {
    let Some(run) = desk.run.get_untracked() else { return };
    practice::end(drop);
    practice::settle(move |settled| {
        // What could not be counted now is counted at rest; here it changed nothing yet.
        let settled = settled.unwrap_or_default();
        let mut all: Vec<Moved> = settled.iter().filter_map(|one| difference(&run, &one.before, &one.after)).collect();
        all.sort_by_key(|moved| moved.level.0 == moved.level.1);
        // Whoever has gone elsewhere is told nothing more.
        if moved.try_set(Some(all)).is_none() {
            desk.count_later();
        }
    });
}

/// What the sitting did to a skill; nothing where that is not to be seen.
fn difference(run: &Run, before: &Standing, after: &Standing) -> Option<Moved> {
    if after.group {
        let (id, title) = (after.competency, after.title.clone());
        let (level, points, fresh) = ((0, 0), 0.0, (0, 0));
        let group = Moved { id, title, level, points, fresh, shown: false, refreshed: false, group: true };
        return (before.estimate != after.estimate).then_some(group);
    }
    let mean = |standing: &Standing| standing.estimate.as_ref().map(|estimate| estimate.stated().mean * 100.0);
    let level = |standing: &Standing| standing.estimate.as_ref().map_or(0, |estimate| estimate.stated().level);
    let (was, is) = (level(before), level(after));
    let points = mean(after)? - mean(before).unwrap_or(0.0);
    let today = practice::today();
    let is_fresh = |standing: &Standing| {
        standing.estimate.as_ref().is_none_or(|estimate| estimate.fades.on(today, &standing.gauge) == Freshness::Fresh)
    };
    let refreshed = !is_fresh(before) && is_fresh(after);
    let of_it = |did: &&Did| did.fresh && run.practises(did).contains(&after.competency);
    let fresh: Vec<&Did> = run.answers().iter().filter(of_it).collect();
    let moved = Moved {
        id: after.competency,
        title: after.title.clone(),
        level: (was, is),
        shown: after.estimate.as_ref().is_some_and(|estimate| estimate.shown.mass > 0.0),
        refreshed,
        points: if mean(before).is_none() { 0.0 } else { points },
        fresh: (fresh.iter().filter(|did| did.rating.is_success()).count(), fresh.len()),
        group: false,
    };
    (was != is || refreshed || points.abs() >= LEAST).then_some(moved)
}

/// A new level is what is seen first; what moved without one is a row.
fn changes(moved: Vec<Moved>) -> AnyView {
    let (levels, others): (Vec<Moved>, Vec<Moved>) =
        moved.into_iter().partition(|moved| moved.level.0 != moved.level.1);
    let levels: Vec<AnyView> = levels.iter().map(new_level).collect();
    let rows: Vec<AnyView> = others.iter().map(row).collect();
    view! {
        {levels}
        {(!rows.is_empty()).then(|| view! { <Section title=tr::practise::changed() tight=true><ul class="list">{rows}</ul></Section> })}
    }
    .into_any()
}

fn new_level(moved: &Moved) -> AnyView {
    let kind = if moved.shown { LevelKind::Shown } else { LevelKind::Said };
    let (was, is) = moved.level;
    let (fresh, title) = (fresh(moved), moved.title.clone());
    view! {
        <section class="empty wide">
            <div class="line center">
                <Stones level=was kind large=true/>
                <span class="muted">{Icon::Next.turned()}</span>
                <Stones level=is kind large=true/>
            </div>
            <h2>
                <Link to=Route::Skill(moved.id.to_string())><bdi dir="auto">{title}</bdi></Link>
                {": "}{level(is)}
            </h2>
            <p class="muted">{[tr::practise::level_was(&level(was)), fresh].join(". ").trim_end_matches(". ").to_owned()}</p>
        </section>
    }
    .into_any()
}

fn row(moved: &Moved) -> AnyView {
    if moved.group {
        let (to, title) = (Route::Skill(moved.id.to_string()), moved.title.clone());
        return view! {
            <Row icon=Icon::Tree>
                <Link to class="name"><bdi dir="auto">{title}</bdi></Link>
                <p class="cap">{tr::skills::group_why()}</p>
            </Row>
        }
        .into_any();
    }
    let kind = if moved.shown { LevelKind::Shown } else { LevelKind::Said };
    let up = moved.points >= 0.0;
    let label = if up {
        tr::skills::raised(moved.points.abs().round())
    } else {
        tr::skills::lowered(moved.points.abs().round())
    };
    let lead = view! { <Stones level=moved.level.1 kind/> }.into_any();
    let trail = (moved.points.abs() >= LEAST).then(|| view! { <EvidenceEffect points=moved.points label/> }.into_any());
    let (fresh, title) = (fresh(moved), moved.title.clone());
    view! {
        <li class="row">
            {lead}
            <div class="body">
                <Link to=Route::Skill(moved.id.to_string()) class="name"><bdi dir="auto">{title}</bdi></Link>
                <p class="cap">{[level(moved.level.1), fresh].join(" · ").trim_end_matches(" · ").to_owned()}</p>
            </div>
            {trail.map(|trail| view! { <div class="trail num">{trail}</div> })}
        </li>
    }
    .into_any()
}

/// "6 of 6 fresh tasks right", and that it was refreshed; empty without either.
fn fresh(moved: &Moved) -> String {
    let (right, all) = moved.fresh;
    let tasks = (all > 0).then(|| tr::practise::fresh(right, all));
    let refreshed = moved.refreshed.then(tr::fading::refreshed);
    tasks.into_iter().chain(refreshed).collect::<Vec<_>>().join(" · ")
}

/// The word of a level, 0 to 4.
fn level(level: u8) -> String {
    match level {
        0 => tr::skills::level_0(),
        1 => tr::skills::level_1(),
        2 => tr::skills::level_2(),
        3 => tr::skills::level_3(),
        _ => tr::skills::level_4(),
    }
}

/// What is due tomorrow, and what waits for another day.
fn tomorrow(desk: Desk) -> AnyView {
    let today = practice::today();
    let due = desk.run.with_untracked(|run| run.as_ref().map_or(0, |run| run.due_tomorrow(today)));
    let left = desk.run.with_untracked(|run| run.as_ref().map_or(0, Run::left_for_tomorrow));
    view! {
        <Row icon=Icon::Clock>
            <Link to=Route::Schedule(String::new()) class="name">{tr::practise::tomorrow(due)}</Link>
            <p class="cap">{tr::schedule::ahead()}</p>
        </Row>
        {(left > 0).then(|| view! { <Row icon=Icon::Info><p>{tr::practise::left_today(left)}</p></Row> })}
        {move || due_later(desk)}
        {move || new_later(desk)}
    }
    .into_any()
}

/// How many more are due and wait because a day takes no more.
fn due_later(desk: Desk) -> Option<AnyView> {
    let due = desk.later.get().due;
    (due > 0).then(|| view! { <Row icon=Icon::Info><p>{tr::practise::rest_later(due)}</p></Row> }.into_any())
}

/// How many new ones wait because a day takes no more, and the way to where she says how many it takes.
pub fn new_later(desk: Desk) -> Option<AnyView> {
    let new = desk.later.get().new;
    let row = || {
        view! {
            <Row icon=Icon::Settings>
                <Link to=Route::Schedule("settings".to_owned()) class="name">{tr::schedule::new_wait(new)}</Link>
                <p class="cap">{tr::schedule::settings()}</p>
            </Row>
        }
    };
    (new > 0).then(|| row().into_any())
}

/// The way to how sure she was and how it turned out, where she is asked.
fn confidence(desk: Desk) -> AnyView {
    let door = || {
        view! {
            <Row icon=Icon::Chart>
                <Link to=Route::Confidence(None) class="name">{tr::confidence::door()}</Link>
                <p class="cap">{tr::confidence::door_hint()}</p>
            </Row>
        }
    };
    desk.settings.sure.get_untracked().then(door).into_any()
}

/// What else is to be known: what cannot be asked.
pub fn besides(desk: Desk) -> AnyView {
    let lost = move || {
        let lost = desk.lost.get();
        let first = lost.first()?.to_string();
        let to = if lost.len() == 1 { Route::Item(first) } else { Route::Items };
        Some(view! {
            <Note kind=NoteKind::Info>
                <p>{tr::practise::lost_note(lost.len())}</p>
                <div class="line"><Link to class="btn">{tr::items::title()}</Link></div>
            </Note>
        })
    };
    lost.into_any()
}
