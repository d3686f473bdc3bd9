//! How sure she said she was, beside how it turned out: one sentence, the dots, what surprised her, and what it changes.
//! It says what answers say, never what she is like.

mod words;

use crate::browser::clock;
use crate::i18n::{self, DateStyle, tr};
use crate::practice;
use crate::route::{Link, Route};
use crate::session::{fault, shown, watch};
use crate::ui::{
    ButtonLink, DiagonalChart, DiagonalDot, DiagonalNames, EmptyState, Heading, Icon, Meta, MetaPart, Own, Page, Row,
    Section, TopBar,
};
use cairn_domain::{
    competency::Competency,
    evidence::certainty::{self, Certainty, Judged},
    id::CompetencyId,
    kind::Kind,
    port::Lookup,
};
use cairn_learning::calibration::{Calibration, CalibrationConfig};
use leptos::prelude::*;

/// Kinds whose change may change what is said.
const KINDS: &[Kind] = &[Kind::RESPONSE, Kind::VOID, Kind::ITEM, Kind::DECK, Kind::COMPETENCY];

/// What is shown.
#[derive(Clone, PartialEq)]
struct Model {
    certainty: Certainty,
    /// The skill whose answers count: its id, and its name if it is here.
    skill: Option<(CompetencyId, Option<String>)>,
}

/// The screen: of one skill with `skill`, else of everything.
pub fn view(skill: Option<&str>) -> AnyView {
    practice::wear();
    let Some(skill) = skill.map_or(Some(None), |id| CompetencyId::parse(id).map(Some)) else { return missing() };
    #[allow(clippy::cast_possible_truncation)] // milliseconds since 1970
    let now_ms = clock::now() as i64;
    let reading = watch(KINDS, move |snapshot| {
        let named = skill.map(|skill| Lookup::Record(Kind::COMPETENCY, skill.0));
        certainty::needs(skill, now_ms, snapshot).into_iter().chain(named).collect()
    });
    let model = shown(reading, move |snapshot| Model {
        certainty: certainty::read(skill, now_ms, snapshot),
        skill: skill.map(|id| (id, snapshot.noun::<Competency>(id).map(|noun| noun.title))),
    });
    let (back, back_name) = match skill {
        Some(id) => (Route::Skill(id.to_string()), tr::confidence::the_skill()),
        None => (Route::Skills, tr::places::skills()),
    };
    view! {
        <Page>
            <TopBar back back_name/>
            <div class="stack tight">
                <Heading text=tr::confidence::title()/>
                <p class="muted">{tr::confidence::what()}</p>
                {move || model.get().and_then(|model| model.skill).map(of_skill)}
            </div>
            {fault(reading)}
            {move || model.get().map(content)}
        </Page>
    }
    .into_any()
}

fn missing() -> AnyView {
    view! {
        <Page>
            <TopBar back=Route::Skills back_name=tr::places::skills()/>
            <Heading text=tr::common::not_found()/>
            <div class="line"><ButtonLink label=tr::confidence::all() to=Route::Confidence(None)/></div>
        </Page>
    }
    .into_any()
}

fn of_skill((id, name): (CompetencyId, Option<String>)) -> AnyView {
    let named = name.map(|name| view! { <Link to=Route::Skill(id.to_string())><Own text=name/></Link>" · " });
    view! { <p>{named}<Link to=Route::Confidence(None)>{tr::confidence::all()}</Link></p> }.into_any()
}

fn content(model: Model) -> AnyView {
    let Model { certainty, skill } = model;
    let Some(figures) = certainty.figures.clone() else {
        return view! {
            <EmptyState what=tr::confidence::none_what() why=tr::confidence::none_why()>
                <ButtonLink label=tr::practise::main_button() to=Route::Practise(String::new()) icon=Icon::Card/>
            </EmptyState>
        }
        .into_any();
    };
    view! {
        {sentence(&certainty, &figures)}
        {drawn(&figures)}
        {surprises(&certainty)}
        {weight(&certainty, skill.is_some())}
    }
    .into_any()
}

/// The one sentence, or that it is too early for one.
fn sentence(certainty: &Certainty, figures: &Calibration) -> AnyView {
    let least = CalibrationConfig::default().least_judgements;
    if figures.n < least {
        return view! { <p class="says">{tr::confidence::few(figures.n, least)}</p> }.into_any();
    }
    let on_the_whole = words::on_the_whole(figures.verdict);
    match certainty.headline {
        Some(bin) => view! {
            <div class="stack tight">
                <p class="says">{tr::confidence::headline(&i18n::percent(bin.confidence), &i18n::percent(bin.accuracy))}</p>
                <p class="muted">{[tr::confidence::from_answers(bin.n), on_the_whole].join(" ")}</p>
            </div>
        }
        .into_any(),
        None => view! { <p class="says">{tr::confidence::no_step()}</p> }.into_any(),
    }
}

fn drawn(figures: &Calibration) -> AnyView {
    let least = CalibrationConfig::default().headline_least;
    let dots: Vec<DiagonalDot> = figures
        .bins
        .iter()
        .map(|bin| DiagonalDot { said: bin.confidence, came: bin.accuracy, times: bin.n, few: bin.n < least })
        .collect();
    let steps: Vec<String> = figures
        .bins
        .iter()
        .map(|bin| tr::confidence::step(bin.n, &i18n::percent(bin.confidence), &i18n::percent(bin.accuracy)))
        .collect();
    let names =
        DiagonalNames { said: tr::confidence::said(), came: tr::confidence::came(), times: tr::confidence::times() };
    view! {
        <Section title=tr::confidence::steps() tight=true>
            <DiagonalChart dots names summary=tr::confidence::seen(&i18n::list(&steps))/>
            <p class="cap">{tr::confidence::steps_key()}</p>
        </Section>
    }
    .into_any()
}

fn surprises(certainty: &Certainty) -> AnyView {
    let share = i18n::percent(CalibrationConfig::default().surprise);
    let (listed, all) = (certainty.surprises.len(), certainty.surprised);
    let cut = (all > listed).then(|| view! { <p class="cap">{tr::confidence::last_of(listed, all)}</p> });
    let rows: Vec<AnyView> = certainty.surprises.iter().map(surprise).collect();
    let content = if rows.is_empty() {
        view! { <p class="muted">{tr::confidence::no_surprise(&share)}</p> }.into_any()
    } else {
        view! { <p class="muted">{tr::confidence::surprises_text(&share)}</p><ul class="list">{rows}</ul>{cut} }
            .into_any()
    };
    view! { <Section title=tr::confidence::surprises() tight=true>{content}</Section> }.into_any()
}

#[allow(clippy::cast_precision_loss)] // milliseconds since 1970
fn surprise(judged: &Judged) -> AnyView {
    let name = if judged.title.is_empty() { tr::trash::untitled() } else { judged.title.clone() };
    let given = match &judged.given {
        Some(given) => {
            let given = given.clone();
            view! { <p>{tr::confidence::answered()}" "<Own text=given/></p> }.into_any()
        }
        None if judged.by_app => ().into_any(),
        None => view! { <p class="cap">{tr::confidence::own_button()}</p> }.into_any(),
    };
    let to = Route::Item(judged.item.to_string());
    let parts: Vec<MetaPart> = vec![
        tr::confidence::sure(&i18n::percent(judged.confidence)).into(),
        (Icon::Clock, i18n::date(judged.ms as f64, DateStyle::Long)).into(),
    ];
    view! {
        <Row icon=Icon::Card>
            <Link to class="name"><Own text=name/></Link>
            {given}
            <Meta parts/>
        </Row>
    }
    .into_any()
}

/// What it does to her estimates.
fn weight(certainty: &Certainty, one_skill: bool) -> AnyView {
    let config = CalibrationConfig::default();
    let least = config.least_judgements;
    let rule = tr::confidence::weight_text(least, &i18n::percent(config.trust_unknown));
    let now = certainty.trust.filter(|_| one_skill).map(|trust| {
        let share = i18n::percent(trust);
        view! { <p>{tr::confidence::weight_now(certainty.by_app, &share)}</p> }
    });
    view! {
        <Section title=tr::confidence::weight() tight=true>
            {now}
            <p class="muted">{rule}</p>
        </Section>
    }
    .into_any()
}
