//! One skill: its badge and how sure it is, why, its evidence, what is planned, what comes before it.
//! The sections take the one model and change by themselves.

use super::framework::missing;
use super::read::{self, Detail};
use super::view_model::{Badge, badge, certainty};
use super::{assess, edit, evidence, inside, keeps, over_time, practise, ties, uses, why, words};
use crate::browser::clock;
use crate::i18n::{self, tr};
use crate::route::{self, Route};
use crate::session::{self, fault, practice, shown, texts::At, watch};
use crate::ui::{Button, ButtonKind, ButtonLink, Heading, Icon, IconButton, Section, Sheet, Stones, TopBar};
use cairn_domain::{
    command::Command,
    competency::{Competency, RelationKind},
    evidence::estimate::Freshness,
    id::CompetencyId,
    kind::Kind,
};
use leptos::prelude::*;

/// The skill as it was read last: nothing yet, not here, or there.
pub type Shown = Memo<Option<Option<Detail>>>;

/// The skill with this id; an address that names none says so.
pub fn view(id: Option<CompetencyId>) -> AnyView {
    let Some(id) = id else { return missing() };
    let reading = watch(read::DETAIL_KINDS, move |snapshot| read::detail_needs(id, snapshot));
    let detail = shown(reading, move |snapshot| read::detail(id, snapshot, now(), practice::today()));
    let there = Memo::new(move |_| detail.with(|detail| detail.as_ref().map(Option::is_some)));
    let editing = RwSignal::new(false);
    view! {
        <TopBar back=Route::Skills back_name=tr::places::skills()>
            <IconButton icon=Icon::Edit label=tr::skills::edit_skill() on_press=move || editing.set(true)/>
        </TopBar>
        {fault(reading)}
        {move || match there.get() {
            None => ().into_any(),
            Some(false) => missing(),
            Some(true) => sections(id, detail, editing),
        }}
    }
    .into_any()
}

/// The present, UTC ms.
#[allow(clippy::cast_possible_truncation)] // milliseconds since 1970
pub fn now() -> i64 {
    clock::now() as i64
}

fn sections(id: CompetencyId, detail: Shown, editing: RwSignal<bool>) -> AnyView {
    let title = Signal::derive(move || pick(detail, |detail| detail.noun.title.clone()));
    let statement = Memo::new(move |_| pick(detail, |detail| detail.noun.statement.clone()));
    let path = Memo::new(move |_| pick(detail, path));
    let language = Signal::derive(move || {
        let own = pick(detail, |detail| detail.noun.language.clone());
        let listed =
            || pick(detail, |detail| detail.framework.as_ref().map(|f| f.language.clone()).unwrap_or_default());
        Some(Some(own).filter(|tag| !tag.is_empty()).unwrap_or_else(listed)).filter(|tag| !tag.is_empty())
    });
    let inside = Signal::derive(move || pick(detail, |detail| detail.inside.clone()));
    let framework = pick_now(detail, |detail| detail.noun.framework);
    let assessing = RwSignal::new(false);
    let remove = move || {
        session::run_then(Command::Trash(Kind::COMPETENCY, id.0), |result| {
            if result.is_ok() {
                route::replace(Route::Skills);
            }
        });
    };
    view! {
        <section class="stack loose">
            <div class="stack tight">
                <p class="cap" dir="auto">{path}</p>
                <Heading text=title own=true lang=language/>
                {move || (!statement.with(String::is_empty)).then(|| view! { <p class="muted" dir="auto" lang=language.get()>{statement.get()}</p> })}
            </div>
            {standing(detail)}
            <div class="line">
                <ButtonLink
                    label=tr::skills::add_evidence()
                    to=Route::EvidenceNew(id.to_string())
                    kind=ButtonKind::Main
                    icon=Icon::Add
                />
                <Button label=tr::skills::assess_self() on_press=move || assessing.set(true)/>
            </div>
        </section>
        {keeps::section(id, detail)}
        {practise::section(id)}
        {place(id, detail)}
        {why::section(id, detail)}
        {evidence::sections(detail)}
        {notes(id, detail)}
        {uses::planned(detail)}
        {over_time::section(detail)}
        {ties::section(id, detail)}
        {framework.map(|framework| inside::section(framework, Some(id), inside))}
        {uses::resources(id, detail)}
        <div class="line">
            <Button label=tr::skills::delete_skill() kind=ButtonKind::Danger icon=Icon::Trash on_press=move || remove()/>
        </div>
        <Sheet open=assessing title=tr::skills::assess_self()>
            {move || detail.get_untracked().flatten().map(|detail| assess::form(&detail, assessing))}
        </Sheet>
        <Sheet open=editing title=tr::skills::edit_skill()>
            {move || detail.get_untracked().flatten().map(|detail| edit::form(detail, editing))}
        </Sheet>
    }
    .into_any()
}

/// The way to find out where to begin, where something comes before the skill or lies in it.
fn place(id: CompetencyId, detail: Shown) -> AnyView {
    let any = Memo::new(move |_| {
        let before = |tie: &super::tied::Tie| tie.before && tie.kind == RelationKind::Requires;
        pick(detail, |detail| detail.group.is_some() || detail.ties.iter().any(before))
    });
    (move || any.get().then(|| crate::practice::place(Route::practise("place-skill", &id.to_string())))).into_any()
}

/// What is noted about the skill; it is written in the form of the skill.
fn notes(id: CompetencyId, detail: Shown) -> AnyView {
    let text = Memo::new(move |_| pick(detail, |detail| detail.noun.notes.clone()));
    (move || {
        let text = text.get();
        (!text.is_empty()).then(|| {
            let at = At::new(Kind::COMPETENCY, id, Competency::NOTES);
            view! { <Section title=tr::skills::notes() tight=true>{at.shown(&text, None)}</Section> }
        })
    })
    .into_any()
}

/// "Basic electricity, Circuits".
fn path(detail: &Detail) -> String {
    let framework = detail.framework.as_ref().map(|framework| framework.title.clone());
    let names: Vec<String> = framework.into_iter().chain(detail.path.iter().map(|(_, title)| title.clone())).collect();
    names.join(" › ")
}

/// The badge with its word and how sure it is; for a group what lies in it, drawn together.
fn standing(detail: Shown) -> AnyView {
    (move || {
        let (estimate, group, target, retention, badge) = detail.with(|detail| {
            let d = detail.as_ref().and_then(Option::as_ref)?;
            let badge = badge(Some(&d.account.estimate), d.today, &d.gauge);
            Some((d.account.estimate, d.group, d.target(), d.account.kept.retention(d.today), badge))
        })?;
        let fresh = Freshness::Fresh;
        let badge = match group {
            Some(group) if group.shown.level.as_u8() > 0 => Badge::Shown(group.shown.level.as_u8(), fresh),
            Some(group) if group.full.level.as_u8() > 0 => Badge::Said(group.full.level.as_u8(), fresh),
            Some(_) => Badge::Open,
            None => badge,
        };
        let (level, kind) = words::stones(badge);
        let faded = |word: &str| tr::fading::fades_to(word, &i18n::percent(retention));
        let word = match badge {
            Badge::Said(level @ 1.., fresh) => {
                let word = tr::skills::said_level(&words::level(level));
                if fresh == Freshness::Fading { faded(&word) } else { word }
            }
            Badge::Shown(level @ 1.., Freshness::Fading) => faded(&words::level(level)),
            badge => words::badge(badge),
        };
        let sentence = match group {
            Some(group) => tr::skills::group_reached(group.reached, group.required),
            None if estimate.count == 0 => tr::skills::no_evidence_yet(),
            None if badge == Badge::Inferred => tr::fading::inferred_text(),
            None => {
                let figure = estimate.stated();
                let range = figure.interval();
                let sure = words::certainty(certainty(range.low, range.high));
                let [mean, low, high] = [figure.mean, range.low, range.high].map(words::hundred);
                if matches!(badge, Badge::Said(..)) {
                    tr::skills::likely_said(&sure, mean, low, high)
                } else {
                    tr::skills::likely(&sure, mean, low, high)
                }
            }
        };
        let target = target.map(|target| {
            if matches!(badge, Badge::Shown(level, _) if level >= target) {
                tr::skills::target_reached()
            } else {
                tr::skills::target(&words::level(target))
            }
        });
        Some(view! {
            <div class="beside">
                <Stones level kind large=true/>
                <div><p class="xl"><b>{word}</b></p><p class="muted">{sentence}" "{target}</p></div>
            </div>
        })
    })
    .into_any()
}

/// A part of the skill; its type's default while there is none.
pub fn pick<T: Default>(detail: Shown, part: impl Fn(&Detail) -> T) -> T {
    detail.with(|detail| detail.as_ref().and_then(Option::as_ref).map(part).unwrap_or_default())
}

/// The same without waiting for changes.
pub fn pick_now<T: Default>(detail: Shown, part: impl Fn(&Detail) -> T) -> T {
    detail.with_untracked(|detail| detail.as_ref().and_then(Option::as_ref).map(part).unwrap_or_default())
}
