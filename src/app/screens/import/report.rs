//! The report of a file that came in: what was told before, on the last page, as a text file, and among the last ones.

use super::{
    Done, look,
    summary::{self, Part},
};
use crate::browser::{clock, timers};
use crate::i18n::{self, DateStyle, tr};
use crate::session::jobs::{reports, words};
use crate::ui::{Button, Disclosure, Section};
use cairn_domain::brought::{Brought, CHARS};
use cairn_worker::protocol::Trouble;
use leptos::prelude::*;

/// What was told of a file before it came in.
#[derive(Clone)]
pub struct Told {
    /// What the file is called.
    pub name: String,
    /// What it is, in sentences.
    pub about: String,
    /// How it differed.
    pub parts: Vec<Part>,
    /// What was left out or mended, the first of it.
    pub problems: Vec<Trouble>,
    /// How much of it there is.
    pub left_out: u64,
}

/// The part of the last page, a frame behind it: it may be long, and what came in is seen first.
pub fn later(done: &Done) -> AnyView {
    let (done, is_time) = (done.clone(), RwSignal::new(false));
    let begin = move || {
        let _ = is_time.try_set(true);
    };
    timers::next_frame(move || timers::next_frame(begin));
    (move || is_time.get().then(|| view(&done))).into_any()
}

fn view(done: &Done) -> AnyView {
    let told = &done.told;
    let text = text(done, usize::MAX);
    let (parts, problems) = (summary::view(&told.parts), look::problems(told.left_out, &told.problems));
    view! {
        <Section title=tr::differences::report() tight=true>
            {parts}
            {problems}
            <div class="line"><Button label=tr::differences::save_report() on_press=move |()| reports::save(&text)/></div>
        </Section>
    }
    .into_any()
}

/// Keeps it among the last ones; what went to another learner's place is not hers to keep.
pub fn keep(done: &Done) {
    if done.elsewhere.is_none() {
        let change = if done.imported.undoable { done.imported.change } else { 0 };
        reports::keep(change, name(&done.told), text(done, CHARS));
    }
}

fn name(told: &Told) -> String {
    if told.name.is_empty() { tr::differences::pasted() } else { told.name.clone() }
}

/// The report, line by line, in so many characters. What was left out comes before the things by name, of which there may be more
/// than there is room for.
fn text(done: &Done, room: usize) -> String {
    let (told, imported) = (&done.told, &done.imported);
    let mut lines = vec![[name(told), moment(clock::now())].join(", "), told.about.clone(), String::new()];
    let new = (!imported.new.is_empty()).then(|| tr::import::done_new(&words::amounts(&imported.new)));
    let changed = (!imported.changed.is_empty()).then(|| tr::import::done_changed(&words::amounts(&imported.changed)));
    let nothing = (new.is_none() && changed.is_none()).then(tr::import::done_nothing);
    lines.extend(new.into_iter().chain(changed).chain(nothing).chain(words::files(&imported.files)));
    if told.left_out > 0 {
        lines.extend([String::new(), tr::import::problems(told.left_out)]);
        lines.extend(words::troubles(&told.problems).into_iter().map(|one| ["– ", &one].concat()));
        let more = told.left_out.saturating_sub(told.problems.len() as u64);
        lines.extend((more > 0).then(|| ["– ", &tr::import::problems_more(more)].concat()));
    }
    let last = [String::new(), [tr::storage::fingerprint(), imported.hash.clone()].join(" "), String::new()];
    let room = room.saturating_sub(summary::length(&lines) + summary::length(&last));
    lines.extend(summary::lines(&told.parts, room));
    lines.extend(last);
    lines.join("\n")
}

fn moment(ms: f64) -> String {
    tr::generations::when(&i18n::date(ms, DateStyle::Long), &i18n::time(ms))
}

/// The last reports, to be read again; nothing if there is none.
pub fn last() -> AnyView {
    let kept = reports::kept();
    (move || {
        let kept = kept.get().filter(|kept| !kept.is_empty())?;
        let all: Vec<AnyView> = kept.into_iter().map(one).collect();
        Some(view! { <Disclosure summary=tr::differences::reports()><div class="stack">{all}</div></Disclosure> })
    })
    .into_any()
}

#[allow(clippy::cast_precision_loss)] // milliseconds since 1970
fn one(report: Brought) -> AnyView {
    let Brought { ms, name, text, .. } = report;
    let summary = tr::differences::report_of(&super::differs::isolated(&name), &moment(ms as f64));
    let lines: Vec<AnyView> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let line = line.trim().to_owned();
            view! { <p dir="auto">{line}</p> }.into_any()
        })
        .collect();
    view! {
        <Disclosure summary>
            <div class="stack tight">
                {lines}
                <div class="line"><Button label=tr::differences::save_report() on_press=move |()| reports::save(&text)/></div>
            </div>
        </Disclosure>
    }
    .into_any()
}
