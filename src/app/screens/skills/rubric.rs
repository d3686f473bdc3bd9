//! Rubrics: criteria, each with its levels and what they mean.

use super::view_model::{level_lines, levels, paired};
use super::{act_then, words};
use crate::i18n::{self, tr};
use crate::session::{self, shown, texts::At, watch};
use crate::ui::{Button, ButtonKind, Icon, IconButton, Own, Row, Section, Sheet, TextField, TextKind};
use cairn_domain::{
    command::Command,
    competency::{
        Rubric,
        command::Command as Act,
        scale::{NewCriterion, NewRubric},
    },
    id::FrameworkId,
    kind::Kind,
    port::Lookup,
};
use leptos::prelude::*;

/// A criterion while it is written.
#[derive(Clone, Copy)]
struct Draft {
    title: RwSignal<String>,
    weight: RwSignal<String>,
    lines: RwSignal<String>,
    given: StoredValue<Given>,
}

/// What the fields of a criterion were filled from. A file may say more than a field can hold, such as a weight
/// with decimals or a colon within a word: untouched, it stays.
#[derive(Clone, PartialEq)]
struct Given {
    weight: (String, f64),
    levels: (String, Vec<(String, String)>),
}

/// The rubrics of a framework and her own.
pub fn section(framework: FrameworkId) -> AnyView {
    let rubrics = shown(watch(&[Kind::RUBRIC], |_| vec![Lookup::Range(Rubric::all())]), move |snapshot| {
        let here = |rubric: &Rubric| rubric.framework.is_none_or(|listed| listed == framework);
        snapshot.nouns::<Rubric>(&Rubric::all()).into_iter().filter(here).collect::<Vec<_>>()
    });
    let edited = RwSignal::new(None::<Rubric>);
    let writing = RwSignal::new(false);
    let row = move |rubric: Rubric| {
        let (title, count) = (rubric.title.clone(), rubric.criteria.len());
        let label = tr::skills::edit_named(&title);
        let edit = move || {
            edited.set(Some(rubric.clone()));
            writing.set(true);
        };
        let trail = view! { <IconButton icon=Icon::Edit label on_press=edit/> };
        view! {
            <Row trail=trail.into_any()>
                <span class="name"><Own text=title/></span>
                <p class="cap">{tr::skills::criteria_count(count)}</p>
            </Row>
        }
        .into_any()
    };
    let title =
        Signal::derive(
            move || {
                if edited.with(Option::is_some) { tr::skills::edit_rubric() } else { tr::skills::new_rubric() }
            },
        );
    view! {
        <Section title=tr::skills::rubrics() tight=true>
            <p class="cap">{tr::skills::rubrics_text()}</p>
            <ul class="list">{move || rubrics.get().unwrap_or_default().into_iter().map(row).collect::<Vec<_>>()}</ul>
            <div class="line">
                <Button
                    label=tr::skills::new_rubric()
                    on_press=move || {
                        edited.set(None);
                        writing.set(true);
                    }
                />
            </div>
        </Section>
        <Sheet open=writing title>{move || form(edited.get_untracked(), framework, writing)}</Sheet>
    }
    .into_any()
}

fn form(rubric: Option<Rubric>, framework: FrameworkId, open: RwSignal<bool>) -> AnyView {
    let id = rubric.as_ref().map(|rubric| rubric.id);
    let listed = rubric.as_ref().map_or(Some(framework), |rubric| rubric.framework);
    let title = RwSignal::new(rubric.as_ref().map(|rubric| rubric.title.clone()).unwrap_or_default());
    let drafts = RwSignal::new(rubric.map_or_else(|| vec![blank()], |rubric| drafts(&rubric)));
    let error = RwSignal::new(None::<String>);
    let save = move || {
        let Some(criteria) = drafts.with_untracked(|drafts| drafts.iter().map(new_criterion).collect::<Option<_>>())
        else {
            return error.set(Some(tr::skills::weight_needed()));
        };
        let rubric = NewRubric { title: title.get_untracked(), framework: listed, criteria };
        act_then(Act::SaveRubric(id, rubric), error, move || open.set(false));
    };
    // As it stands now: of several versions one is left while the form is open.
    let about = id.map(|id| {
        let rubrics = shown(watch(&[Kind::RUBRIC], |_| vec![Lookup::Range(Rubric::all())]), move |snapshot| {
            let rubrics = snapshot.nouns::<Rubric>(&Rubric::all());
            rubrics.into_iter().find(|rubric| rubric.id == id).map(|rubric| rubric.description)
        });
        move || {
            let text = rubrics.get().flatten().unwrap_or_default();
            At::new(Kind::RUBRIC, id, Rubric::DESCRIPTION).shown(&text, None)
        }
    });
    let fields = move || {
        let one = |(at, draft): (usize, Draft)| criterion(at, draft);
        drafts.get().into_iter().enumerate().map(one).collect::<Vec<_>>()
    };
    let remove = id.map(|id| {
        view! {
            <Button
                label=tr::common::delete()
                kind=ButtonKind::Danger
                on_press=move || {
                    open.set(false);
                    session::run(Command::Trash(Kind::RUBRIC, id.0));
                }
            />
        }
    });
    view! {
        <div class="stack loose">
            <TextField label=tr::skills::rubric_title() value=title error=error on_input=move |text: String| title.set(text)/>
            {about}
            {fields}
            <div class="line">
                <Button label=tr::skills::add_criterion() icon=Icon::Add on_press=move || drafts.update(|drafts| drafts.push(blank()))/>
            </div>
            <div class="line">
                <Button label=tr::common::save() kind=ButtonKind::Main on_press=move || save()/>
                {remove}
            </div>
        </div>
    }
    .into_any()
}

fn criterion(at: usize, draft: Draft) -> AnyView {
    let legend = tr::skills::criterion_number(at + 1);
    view! {
        <fieldset class="field">
            <legend>{legend}</legend>
            <TextField label=tr::skills::criterion() value=draft.title on_input=move |text: String| draft.title.set(text)/>
            <TextField
                label=tr::skills::levels()
                hint=tr::skills::levels_hint()
                kind=TextKind::Voice
                value=draft.lines
                on_input=move |text: String| draft.lines.set(text)
            />
            <TextField
                label=tr::skills::weight()
                kind=TextKind::Number
                value=draft.weight
                on_input=move |text: String| draft.weight.set(text)
            />
        </fieldset>
    }
    .into_any()
}

/// What a draft says; nothing if its weight is no number.
fn new_criterion(draft: &Draft) -> Option<NewCriterion> {
    let (weight, lines) = (draft.weight.get_untracked(), draft.lines.get_untracked());
    let given = draft.given.get_value();
    let weight = if weight == given.weight.0 {
        given.weight.1
    } else {
        f64::from(i18n::read_whole(&weight).filter(|weight| (1..=1000).contains(weight))?)
    };
    let levels = if lines == given.levels.0 { given.levels.1 } else { levels(&lines) };
    Some(NewCriterion { title: draft.title.get_untracked(), weight, levels })
}

fn blank() -> Draft {
    draft(String::new(), 1.0, (1..=4).map(|level| (words::level(level), String::new())).collect())
}

fn drafts(rubric: &Rubric) -> Vec<Draft> {
    let empty = Vec::new();
    let one = |(at, title): (usize, &String)| {
        let words = rubric.levels.get(at).unwrap_or(&empty);
        let meanings = rubric.descriptors.get(at).unwrap_or(&empty);
        let weight = rubric.weights.get(at).copied().unwrap_or(1.0);
        draft(title.clone(), weight, paired(words, meanings))
    };
    rubric.criteria.iter().enumerate().map(one).collect()
}

fn draft(title: String, weight: f64, levels: Vec<(String, String)>) -> Draft {
    let given = Given { weight: (weight.to_string(), weight), levels: (level_lines(&levels), levels) };
    Draft {
        title: RwSignal::new(title),
        weight: RwSignal::new(given.weight.0.clone()),
        lines: RwSignal::new(given.levels.0.clone()),
        given: StoredValue::new(given),
    }
}
