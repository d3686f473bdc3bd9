//! The days ahead: how many reviews each of the next thirty days is expected to bring, what lighter days do to it, and after
//! an absence how what waits is spread. Expected numbers; nothing here is owed.

use crate::browser::clock;
use crate::i18n::{self, DateStyle, tr};
use crate::practice::KINDS;
use crate::route::{Link, Route};
use crate::session::{fault, practice, shown, watch};
use crate::ui::{Bar, Bars, ButtonLink, EmptyState, Heading, Icon, Note, NoteKind, Page, Row, TopBar};
use cairn_domain::practice::{
    Pace, Queue, Reach, Tempo,
    ahead::{self, Spread},
};
use leptos::prelude::*;

/// What lies ahead.
#[derive(Clone, Debug, PartialEq)]
struct Ahead {
    today: i64,
    spread: Spread,
    /// Which of the days are lighter.
    easy: Vec<bool>,
    /// Reviews a day, at most.
    cap: usize,
    /// Whether anything was practised yet.
    any: bool,
    /// How long an answer takes her.
    tempo: Tempo,
}

/// The screen.
#[allow(clippy::cast_possible_truncation)] // milliseconds since 1970
pub fn view() -> AnyView {
    let now_ms = clock::now() as i64;
    let reading = watch(KINDS, move |snapshot| {
        let read = Queue::needs(now_ms, snapshot).into_iter().chain(Pace::needs(snapshot));
        read.chain(Tempo::needs(snapshot)).collect()
    });
    let ahead = shown(reading, move |snapshot| {
        let (queue, pace) = (Queue::make(now_ms, snapshot), Pace::make(snapshot));
        let today = practice::today();
        let expected = ahead::forecast(&Reach::Everything, &queue, today, &pace);
        let limits = pace.preferences.limits;
        Ahead {
            today,
            easy: (today..).take(expected.len()).map(|day| pace.preferences.is_easy(day)).collect(),
            spread: ahead::spread(&expected, &queue, today, limits),
            cap: limits.reviews,
            tempo: Tempo::make(snapshot),
            any: queue.entries().iter().any(|entry| entry.learned.is_some()),
        }
    });
    view! {
        <Page>
            <TopBar back=Route::Today back_name=tr::places::today()/>
            <Heading text=tr::schedule::ahead()/>
            {fault(reading)}
            {move || ahead.get().map(|ahead| shown_days(&ahead))}
            <ul class="list">{doors()}</ul>
        </Page>
    }
    .into_any()
}

/// The other pages of the schedule.
fn doors() -> AnyView {
    let door = |page: &str, icon: Icon, name: String, hint: String| {
        let to = Route::Schedule(page.to_owned());
        view! { <Row icon><Link to class="name">{name}</Link><p class="cap">{hint}</p></Row> }.into_any()
    };
    view! {
        {door("often", Icon::Hint, tr::schedule::often(), tr::schedule::often_hint())}
        {door("ready", Icon::Goals, tr::schedule::ready(), tr::schedule::ready_hint())}
        {door("settings", Icon::Settings, tr::schedule::settings(), tr::schedule::settings_hint())}
    }
    .into_any()
}

fn shown_days(ahead: &Ahead) -> AnyView {
    if !ahead.any {
        return view! {
            <EmptyState what=tr::schedule::ahead_none() why=tr::schedule::ahead_none_why()>
                <ButtonLink label=tr::items::title() to=Route::Items/>
            </EmptyState>
        }
        .into_any();
    }
    let summary = [sum(ahead)].into_iter().chain(most(ahead)).collect::<Vec<_>>().join(" ");
    let bars = ahead
        .spread
        .days
        .iter()
        .zip(&ahead.easy)
        .enumerate()
        .map(|(at, (amount, easy))| bar(ahead.today, at, *amount, *easy));
    view! {
        {catch_up(ahead).map(|words| view! { <Note kind=NoteKind::Info><p>{words}</p></Note> })}
        <div class="stack">
            <p>{summary.clone()}</p>
            <Bars bars=bars.collect() head=[tr::schedule::ahead_day(), tr::schedule::ahead_reviews()] summary/>
            {easy(ahead).map(|words| view! { <p>{words}</p> })}
            <p class="cap">{tr::schedule::ahead_if()}</p>
        </div>
    }
    .into_any()
}

fn bar(today: i64, at: usize, amount: f64, easy: bool) -> Bar {
    let day = day(today, at);
    let name = i18n::weekday_date(day);
    Bar {
        amount,
        when: if at == 0 { tr::schedule::ahead_today() } else { i18n::day(day, DateStyle::Short) },
        row: if easy { tr::schedule::ahead_light(&name) } else { name },
        pale: easy,
    }
}

/// "About 84 reviews in the next 30 days, 2 min on an average day."
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // reviews of thirty days
fn sum(ahead: &Ahead) -> String {
    let sum: f64 = ahead.spread.days.iter().sum();
    let minutes = (ahead.tempo.minutes(sum) / 30.0).ceil() as u32;
    tr::schedule::ahead_sum(sum.round() as u32, &i18n::minutes(minutes))
}

/// The day on which most comes, if one stands out at all.
fn most(ahead: &Ahead) -> Option<String> {
    let (at, amount) = ahead.spread.days.iter().enumerate().max_by(|x, y| x.1.total_cmp(y.1).then(y.0.cmp(&x.0)))?;
    let name = if at == 0 { tr::schedule::ahead_today() } else { i18n::weekday_date(day(ahead.today, at)) };
    (amount.round() >= 2.0).then(|| tr::schedule::ahead_most(&name, amount.round()))
}

/// What lighter days do to it: what one of them brings, and another day.
#[allow(clippy::cast_precision_loss)] // thirty days
fn easy(ahead: &Ahead) -> Option<String> {
    let mean = |wanted: bool| {
        let days: Vec<f64> = ahead
            .spread
            .days
            .iter()
            .zip(&ahead.easy)
            .filter(|(_, easy)| **easy == wanted)
            .map(|(day, _)| *day)
            .collect();
        (!days.is_empty()).then(|| (days.iter().sum::<f64>() / days.len() as f64 * 10.0).round() / 10.0)
    };
    Some(tr::schedule::ahead_easy(mean(true)?, mean(false)?))
}

/// After an absence: how what waits is spread over the days.
fn catch_up(ahead: &Ahead) -> Option<String> {
    let waiting = ahead.spread.waiting.round();
    match ahead.spread.through {
        Some(0) => None,
        Some(day) => Some(tr::schedule::catch_up(waiting, ahead.cap, day + 1)),
        None => Some(tr::schedule::catch_up_long(waiting, ahead.cap)),
    }
}

fn day(today: i64, at: usize) -> i32 {
    i64::try_from(at).ok().and_then(|at| i32::try_from(today + at).ok()).unwrap_or(i32::MAX)
}
