//! "Fit the schedule to my memory": what it needs and how much of that there is, what was found in plain words, the choice
//! whether the schedule goes by it, and every fit so far. Nothing is used that she did not choose, but where she asked
//! for that: see [`by_itself`].
//!
//! The fitting is a job of the worker ([`cairn_worker::protocol::Fitting`]); [`model`] says where one stands.

mod by_itself;
mod model;
mod sets;

pub use by_itself::by_itself;

use crate::i18n::{self, tr};
use crate::practice::{self, beside};
use crate::route::Route;
use crate::session::jobs::Work;
use crate::session::{self, fault, shown};
use crate::ui::{
    Busy, Button, ButtonKind, CheckField, Disclosure, Heading, Note, NoteKind, Page, Panel, Section, TopBar, live,
};
use cairn_domain::{
    command::Command,
    kind::Kind,
    practice::{Fits, Fitted, Weights},
    profile::command as profile,
};
use cairn_learning::schedule::ScheduleConfig;
use cairn_worker::protocol::{Answer, Fitting, Request};
use leptos::prelude::*;
use model::{Result, Stand, result, stand};

/// The screen.
pub fn view() -> AnyView {
    practice::wear();
    let reading = session::watch(&[Kind::PROFILE], |_| vec![Weights::lookup()]);
    let fits = shown(reading, Fits::read);
    settle(fits);
    let (counting, fitting) = (Work::new(), Work::new());
    let reviews = RwSignal::new(None::<usize>);
    counting.run(Request::Fit(Fitting::Count), None, move |answer, _| {
        if let Answer::Fitted(found) = answer {
            let _ = reviews.try_set(usize::try_from(found.reviews).ok());
        }
    });
    let found = RwSignal::new(None::<Result>);
    let stand = Memo::new(move |_| {
        let tried = fits.with(|fits| fits.as_ref().map(|fits| fits.tried))?;
        Some(stand(reviews.get()?, tried, session::practice::today()))
    });
    let fit = move || {
        found.set(None);
        fitting.run(Request::Fit(Fitting::Fit), None, move |answer, _| {
            if let Answer::Fitted(fits) = answer {
                let result = result(&fits);
                note(&result);
                let _ = found.try_set(Some(result));
            }
        });
    };
    let busy = fitting.is_running();
    let back = beside::back().unwrap_or_else(|| Route::Schedule("settings".to_owned()));
    let panel = move || match found.get() {
        Some(result) => said(result, found),
        None => {
            stand.get().filter(|_| !busy.get()).map(|stand| there_is(stand, Callback::new(move |()| fit()))).into_any()
        }
    };
    view! {
        <Page busy=true>
            <TopBar back_name=beside::back_name(&back) back/>
            <Heading text=tr::fit::title()/>
            <p class="muted">{tr::fit::what()}</p>
            {fault(reading)}
            <Busy task=counting.task()/>
            <Busy task=fitting.task()/>
            {panel}
            {sets::section(fits)}
            {move || stand.get().map(|stand| automatic(stand, fits))}
            <Disclosure summary=tr::fit::how()>
                <p>{tr::fit::how_text()}</p>
                <p>{tr::fit::how_loss()}</p>
                <p>{tr::fit::how_due()}</p>
            </Disclosure>
        </Page>
    }
    .into_any()
}

/// Where everything stands is reckoned anew while she reads on: when other weights are chosen, and when that is taken back.
fn settle(fits: Memo<Option<Fits>>) {
    let in_use = Memo::new(move |_| fits.with(|fits| fits.as_ref().map(|fits| fits.in_use.clone())));
    Effect::new(move |before: Option<Option<String>>| {
        let (before, now) = (before.flatten(), in_use.get());
        if before.is_some() && now.is_some() && before != now {
            session::practice::settle_due();
        }
        now.or(before)
    });
}

/// What there is to fit on, and the button where there is enough.
fn there_is(stand: Stand, fit: Callback<()>) -> AnyView {
    let rule = ScheduleConfig::default().fitting;
    let needs = tr::fit::needs(rule.first_four_from, rule.all_from);
    let ready = matches!(stand, Stand::First(_) | Stand::Whole(_));
    let (have, why) = match stand {
        Stand::Few { have, more } => (have, tr::fit::too_few(more)),
        Stand::Recent { have, next_in } => (have, tr::fit::recent(&i18n::relative(days(next_in)))),
        Stand::First(have) => (have, tr::fit::enough_first()),
        Stand::Whole(have) => (have, tr::fit::enough_whole()),
    };
    let button = ready.then(|| {
        view! { <div class="line"><Button label=tr::fit::run() kind=ButtonKind::Main on_press=move || fit.run(())/></div> }
    });
    view! {
        <Panel title=tr::fit::have(have)>
            <p>{why}</p>
            {button}
            <p class="cap">{needs}</p>
        </Panel>
    }
    .into_any()
}

/// What was found, and whether it is to be used.
fn said(result: Result, found: RwSignal<Option<Result>>) -> AnyView {
    match result {
        Result::Better(set) => {
            let take = move || {
                use_set(set.name());
                found.set(None);
            };
            let keep = move || {
                live::say(tr::fit::kept());
                found.set(None);
            };
            view! {
                <Panel title=tr::fit::better(&gain(&set)) soft=true>
                    <p role="status">{losses(&set)}</p>
                    <div class="line">
                        <Button label=tr::fit::take() kind=ButtonKind::Main on_press=take/>
                        <Button label=tr::fit::keep() on_press=keep/>
                    </div>
                    <p class="cap">{tr::fit::again_below()}</p>
                </Panel>
            }
            .into_any()
        }
        Result::NotBetter(set) => view! {
            <Note kind=NoteKind::Ok>
                <p role="status">{tr::fit::not_better()}</p>
                <p class="cap">{losses(&set)}</p>
            </Note>
        }
        .into_any(),
        Result::Nothing => view! { <Note><p role="status">{tr::fit::nothing()}</p></Note> }.into_any(),
    }
}

/// Whether it is tried without being asked for.
fn automatic(stand: Stand, fits: Memo<Option<Fits>>) -> AnyView {
    // What cannot be done yet is not offered; what is on can be put off at any time.
    let on = Memo::new(move |_| fits.with(|fits| fits.as_ref().is_some_and(|fits| fits.by_itself)));
    if matches!(stand, Stand::Few { .. }) && !on.get_untracked() {
        return ().into_any();
    }
    view! {
        <Section title=tr::fit::settings() tight=true>
            <CheckField
                label=tr::fit::by_itself()
                hint=tr::fit::by_itself_hint()
                checked=on
                on_change=move |on: bool| session::run(Command::Profile(profile::Command::FitByItself(on)))
            />
        </Section>
    }
    .into_any()
}

/// Writes down that a fit was made, and what was found if it is worth choosing.
fn note(result: &Result) {
    let today = session::practice::today();
    let set = match result {
        Result::Better(set) => Some(Box::new(*set)),
        Result::NotBetter(_) => None,
        Result::Nothing => return,
    };
    session::dispatch::run_quietly(Command::Profile(profile::Command::NoteFit(today, set)));
}

/// Lets the schedule go by a set; by the published weights for an empty name.
fn use_set(name: String) {
    session::run(Command::Profile(profile::Command::UseWeights(name)));
}

/// "4.2 %".
fn gain(set: &Fitted) -> String {
    i18n::percent_exact((set.gain() * 1_000.0).round() / 1_000.0)
}

/// How far off both were, in a sentence.
fn losses(set: &Fitted) -> String {
    let loss = |loss: f64| i18n::number((loss * 1_000.0).round() / 1_000.0);
    tr::fit::losses(set.judged, &loss(set.before), &loss(set.after))
}

#[allow(clippy::cast_precision_loss)] // days of a month
fn days(days: i64) -> f64 {
    days as f64
}
