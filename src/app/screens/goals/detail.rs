//! One goal: where it stands, why, its signs of success, its steps, the skills it needs, its plan, the
//! mirror and its history. The sections take the one model and change by themselves.

use super::read::{self, Detail};
use super::{history, mirror, plan, signs, standing, steps, targets, why};
use crate::browser::clock;
use crate::i18n::tr;
use crate::practice;
use crate::route::{self, Route};
use crate::session::{self, fault, shown, watch};
use crate::ui::{Button, ButtonKind, ButtonLink, EmptyState, Heading, Icon, Ring, TopBar};
use cairn_domain::{command::Command, id::GoalId, kind::Kind, practice::Scope};
use leptos::prelude::*;

/// The goal as it was read last: nothing yet, not here, or there.
pub type Shown = Memo<Option<Option<Detail>>>;

/// The goal with this id; an address that names none says so.
pub fn view(id: Option<GoalId>) -> AnyView {
    let Some(id) = id else { return missing() };
    let reading = watch(read::DETAIL_KINDS, move |snapshot| read::detail_needs(id, snapshot));
    #[allow(clippy::cast_possible_truncation)] // milliseconds since 1970
    let detail = shown(reading, move |snapshot| read::detail(id, snapshot, clock::now() as i64));
    // Nothing, missing or there: only a change among these builds the sections anew.
    let there = Memo::new(move |_| detail.with(|detail| detail.as_ref().map(Option::is_some)));
    view! {
        <TopBar back=Route::Goals back_name=tr::places::goals()/>
        {fault(reading)}
        {move || match there.get() {
            None => ().into_any(),
            Some(false) => missing(),
            Some(true) => sections(id, detail),
        }}
    }
    .into_any()
}

fn missing() -> AnyView {
    view! {
        <Heading text=tr::goals::missing()/>
        <EmptyState what=tr::goals::missing() why=tr::goals::missing_text()>
            <ButtonLink label=tr::places::goals() to=Route::Goals kind=ButtonKind::Main/>
            <ButtonLink label=tr::places::trash() to=Route::Trash/>
        </EmptyState>
    }
    .into_any()
}

fn sections(id: GoalId, detail: Shown) -> AnyView {
    // Why the goal does not start is said where the missing sign is written.
    let refused = RwSignal::new(None::<String>);
    let title = Signal::derive(move || pick(detail, |detail| detail.goal.title.clone()));
    let remove = move || {
        session::run_then(Command::Trash(Kind::GOAL, id.0), |result| {
            if result.is_ok() {
                route::replace(Route::Goals);
            }
        });
    };
    view! {
        <section class="stack loose">
            <div class="stack tight">
                <Heading text=title own=true/>
                {standing::line(detail)}
            </div>
            {progress(detail)}
            {standing::actions(id, detail, refused)}
            {practice::door(Scope::Goal(id), Route::practise("goal", &id.to_string()))}
            {place(id, detail)}
        </section>
        {why::section(id, detail)}
        {signs::section(id, detail, refused)}
        {steps::section(id, detail)}
        {targets::section(id, detail)}
        {plan::section(id, detail)}
        {mirror::section(detail)}
        {history::section(detail)}
        <div class="line">
            <Button label=tr::goals::delete_goal() kind=ButtonKind::Danger icon=Icon::Trash on_press=move |()| remove()/>
        </div>
    }
    .into_any()
}

/// The way to find out where to begin, where the goal needs skills.
fn place(id: GoalId, detail: Shown) -> AnyView {
    let any = Memo::new(move |_| pick(detail, |detail| !detail.targets.is_empty()));
    (move || any.get().then(|| practice::place(Route::practise("place-goal", &id.to_string())))).into_any()
}

#[allow(clippy::cast_precision_loss)] // a goal has a few steps
fn progress(detail: Shown) -> AnyView {
    let counts = Memo::new(move |_| pick(detail, |detail| (detail.done(), detail.steps.len())));
    let any = Memo::new(move |_| counts.get().1 > 0);
    (move || {
        any.get().then(|| {
            view! {
                <div class="beside">
                    <Ring
                        share=Signal::derive(move || counts.get().0 as f64 / counts.get().1.max(1) as f64)
                        label=Signal::derive(move || tr::goals::progress(counts.get().0, counts.get().1))
                        shown=Signal::derive(move || tr::goals::progress_short(counts.get().0, counts.get().1))
                    />
                    <p>{move || tr::goals::progress(counts.get().0, counts.get().1)}</p>
                </div>
            }
        })
    })
    .into_any()
}

/// A part of the goal; its type's default while there is none.
pub fn pick<T: Default>(detail: Shown, part: impl Fn(&Detail) -> T) -> T {
    detail.with(|detail| detail.as_ref().and_then(Option::as_ref).map(part).unwrap_or_default())
}

/// The same without waiting for changes.
pub fn pick_now<T: Default>(detail: Shown, part: impl Fn(&Detail) -> T) -> T {
    detail.with_untracked(|detail| detail.as_ref().and_then(Option::as_ref).map(part).unwrap_or_default())
}
