//! What is still there of a skill today: how much of it can be recalled, when to refresh it and the way there, and
//! whether being mastered was confirmed in another context. It takes no level; that stands above.

use super::detail::Shown;
use super::read::{Detail, What};
use super::words;
use crate::i18n::{self, tr};
use crate::practice;
use crate::route::Route;
use crate::ui::{ButtonLink, Icon, Row, Section, Tone};
use cairn_domain::{
    evidence::estimate::{Confirmation, Freshness},
    id::CompetencyId,
    practice::Scope,
};
use leptos::prelude::*;

/// A success from here on; as the model has it.
const SUCCESS: f64 = 0.6;

/// What the section says.
#[derive(Clone, PartialEq, Debug)]
struct There {
    /// Share that is retained, what she would manage today, what she would manage fresh.
    retention: f64,
    ready: f64,
    mean: f64,
    fresh: Freshness,
    /// The day from which on it is to be refreshed, and the one from which on it fades.
    days: (Option<i64>, Option<i64>),
    /// The retention below which it is to be refreshed.
    below: f64,
    /// Study days since it was last used.
    age: i64,
    confirmation: Confirmation,
    /// Situations in which it went well.
    shown_in: Vec<String>,
}

/// The section; nothing for a group, or where there is nothing that could fade.
pub fn section(id: CompetencyId, detail: Shown) -> AnyView {
    let today = Memo::new(move |_| detail.with(|detail| today(detail.as_ref()?.as_ref()?)));
    let due = Memo::new(move |_| today.with(|today| today.as_ref().is_some_and(|one| one.fresh != Freshness::Fresh)));
    let there = Memo::new(move |_| today.with(Option::is_some));
    let rows = move || today.get().map(|today| said(&today));
    (move || {
        there.get().then(|| {
            view! {
                <Section title=tr::fading::title() tight=true>
                    <ul class="list">{rows}</ul>
                    {move || due.get().then(|| door(id))}
                </Section>
            }
        })
    })
    .into_any()
}

fn today(detail: &Detail) -> Option<There> {
    if detail.group.is_some() {
        return None;
    }
    let (kept, estimate) = (&detail.account.kept, &detail.account.estimate);
    let (last_day, retention, mean) = (kept.last_day()?, kept.retention(detail.today), estimate.stated().mean);
    Some(There {
        retention,
        mean,
        ready: mean * retention,
        fresh: estimate.fades.on(detail.today, &detail.gauge),
        days: (estimate.fades.refresh_from(&detail.gauge), estimate.fades.fading_from(&detail.gauge)),
        below: detail.gauge.refresh_below(),
        age: detail.today - last_day,
        confirmation: detail.account.confirmation,
        shown_in: shown_in(detail),
    })
}

/// The situations of what went well, as she wrote them; what the app asked is one.
fn shown_in(detail: &Detail) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut practised = false;
    for piece in detail.pieces.iter().rev() {
        let What::Evidence(evidence) = &piece.what else { continue };
        if evidence.score >= SUCCESS && piece.effect.weight > 0.0 {
            practised |= piece.kind == cairn_domain::kind::Kind::RESPONSE;
            let new = evidence.contexts.iter().filter(|tag| !names.contains(tag)).cloned().collect::<Vec<_>>();
            names.extend(new);
        }
    }
    names.into_iter().chain(practised.then(tr::fading::in_practice)).collect()
}

fn said(today: &There) -> AnyView {
    let age = words::ago(today.age);
    let [share, below] = [today.retention, today.below].map(i18n::percent);
    let [ready, mean] = [today.ready, today.mean].map(words::hundred);
    let (icon, tone, when) = match (today.fresh, today.days) {
        (Freshness::Fading, (_, Some(day))) => (Icon::Fall, Tone::Warn, Some(tr::fading::since(&words::day(day)))),
        (Freshness::RefreshDue, (Some(due), Some(fades))) => {
            (Icon::Clock, Tone::Info, Some(tr::fading::due(&words::day(due), &words::day(fades))))
        }
        (_, (Some(due), _)) => (Icon::Check, Tone::Ok, Some(tr::fading::fresh(&words::day(due)))),
        _ => (Icon::Check, Tone::Ok, None),
    };
    view! {
        <Row icon tone>
            <p>{when}</p>
            <p class="cap">{tr::fading::retained(&share, &age)}" "{tr::fading::below(&below)}</p>
        </Row>
        <Row icon=Icon::Chart><p>{tr::fading::ready(ready, mean)}</p></Row>
        {confirmed(today)}
    }
    .into_any()
}

fn confirmed(today: &There) -> AnyView {
    match today.confirmation {
        Confirmation::NotMastered => ().into_any(),
        Confirmation::Given { day } => {
            view! { <Row icon=Icon::Shield tone=Tone::Ok><p>{tr::fading::confirmed(&words::day(day))}</p></Row> }
                .into_any()
        }
        Confirmation::Wanted { from_day } => {
            let other = if today.shown_in.is_empty() {
                tr::fading::confirm_any()
            } else {
                tr::fading::confirm_other(&i18n::list(&today.shown_in))
            };
            view! {
                <Row icon=Icon::Shield>
                    <p><b>{tr::fading::confirm()}</b></p>
                    <p class="cap">{tr::fading::confirm_text(&words::day(from_day))}" "{other}</p>
                </Row>
            }
            .into_any()
        }
    }
}

/// The way to refresh it: practice where something can be asked, else evidence of her own.
fn door(id: CompetencyId) -> AnyView {
    let otherwise = move || {
        view! {
            <p class="cap">{tr::fading::by_evidence()}</p>
            <ButtonLink label=tr::fading::show_again() to=Route::EvidenceNew(id.to_string()) icon=Icon::Add/>
        }
        .into_any()
    };
    let door = practice::refresh(Scope::Competency(id), Route::practise("skill", &id.to_string()), otherwise);
    view! { <div class="line">{door}</div> }.into_any()
}
