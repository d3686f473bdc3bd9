//! The SMART mirror as five sentences. It shows no score and gates nothing; while the skills that the
//! goal needs are new to her, it suggests finding out and asks for neither measure nor time.

use super::detail::{Shown, pick};
use super::read::Detail;
use crate::browser::clock;
use crate::i18n::{self, tr};
use crate::ui::{Disclosure, Icon};
use cairn_domain::goal::mirror;
use cairn_learning::smart::Mark;
use leptos::prelude::*;

/// The section.
pub fn section(detail: Shown) -> AnyView {
    let lines = Memo::new(move |_| pick(detail, sentences));
    let rows = move || {
        let row = |(met, words): (bool, String)| {
            let icon = if met { Icon::Check } else { Icon::Hint };
            view! { <li class="row">{icon.view()}<div class="body"><p>{words}</p></div></li> }.into_any()
        };
        lines.get().into_iter().map(row).collect::<Vec<_>>()
    };
    view! {
        <Disclosure summary=tr::goals::mirror()>
            <p class="cap">{tr::goals::mirror_hint()}</p>
            <ul class="list">{rows}</ul>
        </Disclosure>
    }
    .into_any()
}

fn sentences(detail: &Detail) -> Vec<(bool, String)> {
    let means: Vec<f64> = detail.targets.iter().map(|target| target.mean).collect();
    let seen = mirror::look(&detail.goal, &detail.signs, &means);
    let novice = seen.suggest_learning_goal;
    let said = |mark: Mark, met: String, open: String| (mark == Mark::Met, if mark == Mark::Met { met } else { open });
    let mut lines = vec![
        said(seen.specific, tr::goals::specific(), tr::goals::specific_open()),
        said(
            seen.measurable,
            tr::goals::measured(detail.signs.len()),
            if novice { tr::goals::measured_later() } else { tr::goals::measured_open() },
        ),
        (seen.achievable == Mark::Met, reachable(detail)),
        said(seen.relevant, tr::goals::relevant(), tr::goals::relevant_open()),
        said(
            seen.time_bound,
            tr::goals::timed(),
            if novice { tr::goals::timed_later() } else { tr::goals::timed_open() },
        ),
    ];
    if novice {
        lines.push((false, tr::goals::find_out()));
    }
    lines
}

/// Whether there is time enough is hers to judge; the numbers for it are said.
fn reachable(detail: &Detail) -> String {
    let Some(deadline) = detail.goal.deadline else { return tr::goals::reachable() };
    let days = deadline.0 - i64::from(clock::local_day(clock::now()));
    if days < 0 {
        return tr::goals::reachable_past();
    }
    let open = || detail.steps.iter().filter(|step| step.done_at.is_none());
    match open().filter_map(|step| step.estimate_min).sum::<u32>() {
        0 => tr::goals::reachable_open(days),
        minutes => tr::goals::reachable_steps(days, &i18n::minutes(minutes)),
    }
}
