//! Assessing oneself: by the words of the scale, or by a rubric.

use super::read::Detail;
use super::{say_then, words};
use crate::i18n::tr;
use crate::ui::{Button, ButtonKind, Choice, RadioField, Segmented, TextField, TextKind};
use cairn_domain::{
    competency::{Rubric, Scale},
    evidence::{command::Command as Say, score::Judged},
};
use leptos::prelude::*;

/// The form in its sheet.
pub fn form(detail: &Detail, open: RwSignal<bool>) -> AnyView {
    let competency = detail.noun.id;
    let (scale, rubric) = (detail.scale.clone(), detail.rubric.clone());
    let (scale_id, rubric_id) = (scale.as_ref().map(|scale| scale.id), rubric.as_ref().map(|rubric| rubric.id));
    let level = RwSignal::new(String::new());
    let levels = RwSignal::new(unjudged(rubric.as_ref()));
    let by_rubric = RwSignal::new(rubric.is_some());
    let (note, link) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let error = RwSignal::new(None::<String>);
    let level_error = RwSignal::new(None::<String>);
    let save = move || {
        let judged = match rubric_id.filter(|_| by_rubric.get_untracked()) {
            Some(rubric) => match judged_levels(levels) {
                Some(levels) => Judged::Rubric(rubric, levels),
                None => return level_error.set(Some(tr::skills::level_needed())),
            },
            None => match level.with_untracked(|level| level.parse().ok()) {
                Some(level) => Judged::Scale(scale_id, level),
                None => return level_error.set(Some(tr::skills::level_needed())),
            },
        };
        let say = Say::AssessSelf { competency, judged, note: note.get_untracked(), link: link.get_untracked() };
        say_then(say, error, move || open.set(false));
    };
    let switch = rubric.is_some().then(|| {
        let value = Signal::derive(move || if by_rubric.get() { "rubric".to_owned() } else { "scale".to_owned() });
        let choices = vec![
            (Choice::new("rubric", tr::skills::by_rubric()), None),
            (Choice::new("scale", tr::skills::by_scale()), None),
        ];
        view! {
            <Segmented
                label=tr::skills::judged_by()
                choices
                value
                on_choose=move |choice: String| by_rubric.set(choice == "rubric")
            />
        }
    });
    let fields = move || match rubric.as_ref().filter(|_| by_rubric.get()) {
        Some(rubric) => rubric_fields(rubric, levels, level_error),
        None => scale_field(scale.as_ref(), level, level_error),
    };
    view! {
        <div class="stack loose">
            <p class="muted">{tr::skills::assess_text()}</p>
            {switch}
            {fields}
            <TextField label=tr::skills::note() kind=TextKind::Voice rows=3 value=note on_input=move |text: String| note.set(text)/>
            <TextField label=tr::skills::product() hint=tr::skills::product_hint() value=link error=error on_input=move |text: String| link.set(text)/>
            <Button label=tr::skills::save_assessment() kind=ButtonKind::Main wide=true on_press=move || save()/>
        </div>
    }
    .into_any()
}

fn scale_field(scale: Option<&Scale>, level: RwSignal<String>, error: RwSignal<Option<String>>) -> AnyView {
    view! {
        <RadioField
            legend=tr::skills::where_you_stand()
            choices=words::scale_choices(scale)
            value=level
            error=error
            on_change=move |value: String| {
                level.set(value);
                error.set(None);
            }
        />
    }
    .into_any()
}

/// The level chosen for each criterion, if one was.
pub type Levels = RwSignal<Vec<Option<u32>>>;

/// No criterion judged yet: none begins with a level that she has not chosen.
pub fn unjudged(rubric: Option<&Rubric>) -> Vec<Option<u32>> {
    vec![None; rubric.map_or(0, |rubric| rubric.criteria.len())]
}

/// The levels, if every criterion has one.
pub fn judged_levels(levels: Levels) -> Option<Vec<u32>> {
    levels.with_untracked(|levels| levels.iter().copied().collect())
}

/// One question for each criterion; `error` stands at those that have no answer.
pub fn rubric_fields(rubric: &Rubric, levels: Levels, error: RwSignal<Option<String>>) -> AnyView {
    let fields: Vec<AnyView> = rubric
        .criteria
        .iter()
        .enumerate()
        .map(|(at, criterion)| {
            let empty = Vec::new();
            let words = rubric.levels.get(at).unwrap_or(&empty);
            let meanings = rubric.descriptors.get(at).unwrap_or(&empty);
            let chosen = move || levels.with(|levels| levels.get(at).copied().flatten());
            let value = Signal::derive(move || chosen().map(|level| level.to_string()).unwrap_or_default());
            let error = Signal::derive(move || error.get().filter(|_| chosen().is_none()));
            let choose = move |level: String| {
                levels.update(|levels| {
                    if let (Some(slot), Ok(level)) = (levels.get_mut(at), level.parse()) {
                        *slot = Some(level);
                    }
                });
            };
            view! { <RadioField legend=criterion.clone() choices=super::words::choices(words, meanings) value error on_change=choose/> }
                .into_any()
        })
        .collect();
    view! { <div class="stack loose">{fields}</div> }.into_any()
}
