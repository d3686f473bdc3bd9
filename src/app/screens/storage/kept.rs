//! What is kept on this device: by size, by what, and whether the browser promises to keep it.

use crate::browser::storage::{self, Estimate};
use crate::i18n::{self, tr};
use crate::session::jobs::{JobError, words};
use crate::ui::{Button, Icon, Row, Section, ShareBar, SharePart, Tone, live};
use cairn_domain::kind::Kind;
use cairn_worker::protocol::{Amount, Usage};
use leptos::prelude::*;

/// Kinds that are shown as one line, and its name.
type Group = (&'static [Kind], fn() -> String);

const GROUPS: [Group; 6] = [
    (&[Kind::GOAL, Kind::CRITERION, Kind::STEP, Kind::TRANSITION], tr::places::goals),
    (&[Kind::RESOURCE], tr::places::library),
    (&[Kind::ITEM, Kind::DECK, Kind::RESPONSE, Kind::MISTAKE], tr::items::title),
    (&[Kind::FRAMEWORK, Kind::COMPETENCY, Kind::RELATION, Kind::SCALE, Kind::RUBRIC], tr::places::skills),
    (&[Kind::EVIDENCE, Kind::SELF_ASSESSMENT, Kind::CONTEST, Kind::VOID], tr::storage::evidence),
    (&[Kind::PROFILE, Kind::INTEREST], tr::places::profile),
];

/// The part.
pub fn section(usage: RwSignal<Option<Usage>>, failed: Signal<Option<JobError>>) -> AnyView {
    let estimate = RwSignal::new(None::<Estimate>);
    let lasting = RwSignal::new(None::<bool>);
    leptos::task::spawn_local(async move {
        let _ = estimate.try_set(storage::estimate().await);
        let _ = lasting.try_set(storage::is_lasting().await);
    });
    let used = move || {
        estimate.get().map(|Estimate { used, quota }| {
            let free = i18n::file_size((quota - used).max(0.0));
            view! { <p>{tr::storage::used_free(&i18n::file_size(used), &free)}</p> }
        })
    };
    view! {
        <Section title=tr::storage::here() tight=true>
            {used}
            {move || usage.with(|usage| usage.as_ref().map(by_what))}
            {move || failed.get().map(|_| view! { <p class="muted">{tr::storage::count_failed()}</p> })}
            <ul class="list">{move || lasting.get().map(|on| promise(on, lasting))}</ul>
        </Section>
    }
    .into_any()
}

struct Line {
    name: String,
    what: String,
    bytes: f64,
}

#[allow(clippy::cast_precision_loss)] // sizes to show
fn lines(usage: &Usage) -> Vec<Line> {
    let known = |kind: Kind| GROUPS.iter().any(|(kinds, _)| kinds.contains(&kind));
    let line = |name: String, holds: &dyn Fn(Kind) -> bool| {
        let of: Vec<_> = usage.kinds.iter().filter(|one| holds(one.kind)).collect();
        let amounts: Vec<Amount> = of.iter().map(|one| Amount { kind: one.kind, count: one.count }).collect();
        let bytes = of.iter().map(|one| one.bytes).sum::<u64>() as f64;
        (!of.is_empty()).then(|| Line { name, what: words::amounts(&amounts), bytes })
    };
    let mut lines: Vec<Line> =
        GROUPS.iter().filter_map(|(kinds, name)| line(name(), &|kind| kinds.contains(&kind))).collect();
    lines.extend(line(tr::storage::newer(), &|kind| !known(kind)));
    let files = super::files::total(usage).map(|(what, bytes)| Line { name: tr::media::files(), what, bytes });
    lines.extend(files);
    lines.sort_by(|a, b| b.bytes.total_cmp(&a.bytes));
    lines
}

fn by_what(usage: &Usage) -> AnyView {
    let lines = lines(usage);
    if lines.is_empty() {
        return view! { <p class="muted">{tr::storage::empty()}</p> }.into_any();
    }
    let said = lines.iter().map(|line| tr::storage::kind_size(&line.name, &i18n::file_size(line.bytes)));
    let summary = tr::storage::bar(&i18n::list(&said.collect::<Vec<_>>()));
    let parts = lines.iter().map(|line| SharePart { amount: line.bytes }).collect();
    let rows: Vec<AnyView> = lines
        .into_iter()
        .map(|line| {
            let trail = view! { {i18n::file_size(line.bytes)} }.into_any();
            view! { <Row trail><span class="name">{line.name}</span><p class="cap">{line.what}</p></Row> }.into_any()
        })
        .collect();
    view! { <ShareBar parts summary/><ul class="list">{rows}</ul> }.into_any()
}

fn promise(on: bool, lasting: RwSignal<Option<bool>>) -> AnyView {
    if on {
        return view! {
            <Row icon=Icon::Lock tone=Tone::Ok>
                <span class="name">{tr::storage::lasting_on()}</span>
                <p class="cap">{tr::storage::lasting_on_text()}</p>
            </Row>
        }
        .into_any();
    }
    let ask = move || {
        leptos::task::spawn_local(async move {
            let granted = storage::ask_lasting().await == Some(true);
            live::toast(if granted { tr::storage::kept() } else { tr::storage::keep_refused() }, None);
            let _ = lasting.try_set(Some(granted));
        });
    };
    view! {
        <Row icon=Icon::Lock tone=Tone::Warn>
            <span class="name">{tr::storage::lasting_off()}</span>
            <p class="cap">{tr::storage::lasting_off_text()}</p>
            <div class="line"><Button label=tr::storage::keep() on_press=ask/></div>
        </Row>
    }
    .into_any()
}
