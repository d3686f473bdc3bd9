//! What a reckoning of a date came to: ready or not yet, how surely, and what could be traded. An expectation, said as one.

use super::ready::Asking;
use crate::i18n::{self, DateStyle, tr};
use crate::session;
use crate::ui::{Button, Icon, Meta, Panel, Row, Section, live};
use cairn_domain::{cbor::value::Day, command::Command, goal::command as goal};
use cairn_learning::schedule::{Prospect, Wish};
use leptos::prelude::*;

/// What was asked, and what it came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    /// What was asked.
    pub wish: Wish,
    /// How many items it is about.
    pub items: usize,
    /// What it came to; `None` without items.
    pub prospect: Option<Prospect>,
}

/// What it says, and what can be done.
pub fn view(asking: Asking, answer: Answer) -> AnyView {
    let Some(prospect) = answer.prospect else {
        return view! { <p>{tr::schedule::ready_nothing()}</p> }.into_any();
    };
    let date = day(answer.wish.date);
    let share = i18n::percent(prospect.arrival.recall);
    let title = if prospect.feasible { tr::schedule::ready_yes(&date) } else { tr::schedule::ready_not(&date) };
    live::say(title.clone());
    let facts = vec![
        (Icon::Clock, tr::schedule::ready_uses(&i18n::minutes(whole(prospect.arrival.minutes)))).into(),
        (Icon::Info, tr::schedule::ready_untouched(&i18n::percent(prospect.untouched))).into(),
    ];
    let unmet = unmet(answer.items, prospect.arrival.unmet);
    view! {
            <Panel title soft=prospect.feasible>
                <p>{tr::schedule::ready_recall(answer.items, &share)}</p>
                {(unmet > 0).then(|| view! { <p>{tr::schedule::ready_unmet(unmet)}</p> })}
                <Meta parts=facts/>
                {deadline(asking, answer.wish.date)}
            </Panel>
        {(!prospect.feasible).then(|| trades(asking, answer, &prospect))}
    }
    .into_any()
}

/// What would make it so: each with the way to try it.
fn trades(asking: Asking, answer: Answer, prospect: &Prospect) -> AnyView {
    let row = |icon: Icon, words: String, press: Option<Callback<()>>| {
        let described = words.clone();
        let press = press.map(|press| {
            let described = [tr::schedule::ready_try(), described].join(": ");
            view! { <div class="line"><Button label=tr::schedule::ready_try() described on_press=press/></div> }
        });
        view! { <Row icon><p>{words}</p>{press}</Row> }.into_any()
    };
    let minutes = prospect.more_minutes.map(|minutes| {
        let minutes = whole(minutes);
        let press = Callback::new(move |()| {
            asking.minutes.set(minutes.to_string());
            asking.work_out();
        });
        row(Icon::Clock, tr::schedule::ready_more(&i18n::minutes(minutes)), Some(press))
    });
    let later = prospect.later_date.map(|date| {
        let press = Callback::new(move |()| {
            asking.date.set(Day(date).to_iso());
            asking.work_out();
        });
        row(Icon::Next, tr::schedule::ready_later(&day(date)), Some(press))
    });
    let fewer = prospect.fewer_items.map(|items| row(Icon::Card, tr::schedule::ready_fewer(items, answer.items), None));
    let rows: Vec<AnyView> = [minutes, later, fewer].into_iter().flatten().collect();
    let none = rows.is_empty();
    view! {
        <Section title=tr::schedule::ready_trade() tight=true>
            {if none {
                view! { <p>{tr::schedule::ready_none()}</p> }.into_any()
            } else {
                view! { <ul class="list">{rows}</ul> }.into_any()
            }}
        </Section>
    }
    .into_any()
}

/// For a goal: makes the date its deadline.
fn deadline(asking: Asking, date: i64) -> Option<AnyView> {
    let goal = asking.goal()?;
    let press = move |()| {
        let edit = goal::Edit::Deadline(Some(Day(date)));
        session::run(Command::Goal(goal::Command::Edit(goal, vec![edit])));
    };
    Some(view! { <div class="line"><Button label=tr::schedule::ready_deadline() on_press=press/></div> }.into_any())
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // minutes of a day
fn whole(minutes: f64) -> u32 {
    minutes.ceil() as u32
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)] // items
fn unmet(items: usize, share: f64) -> usize {
    (items as f64 * share).round() as usize
}

/// A day; one beyond the calendar of the browser is written as its number.
fn day(day: i64) -> String {
    i32::try_from(day).map_or_else(|_| Day(day).to_iso(), |day| i18n::day(day, DateStyle::Long))
}
