//! An open task's rubric: she chooses the level that what she wrote reaches in each criterion, and the app proposes the
//! rating that they come to. She has the last word.

use super::asked::{Asked, Giving};
use super::written;
use crate::i18n::tr;
use crate::ui::{Choice, SelectField};
use cairn_domain::competency::Rubric;
use cairn_learning::{
    grading::{self, Criterion},
    schedule::{Rating, ScheduleConfig, rating_of},
};
use leptos::prelude::*;

/// A list of levels for each criterion; nothing without a rubric.
pub fn view(asked: &Asked, giving: Giving) -> AnyView {
    let Some(rubric) = &asked.rubric else { return ().into_any() };
    let fields: Vec<AnyView> = (0..rubric.criteria.len()).map(|at| field(rubric, at, giving)).collect();
    view! {
        <section class="stack" aria-label=tr::practise::rubric()>
            <h2 class="eyebrow">{tr::practise::rubric()}</h2>
            {fields}
        </section>
    }
    .into_any()
}

fn field(rubric: &Rubric, at: usize, giving: Giving) -> AnyView {
    let levels = rubric.levels.get(at).map_or(&[][..], Vec::as_slice);
    let named = levels.iter().enumerate().map(|(level, name)| Choice::new(level.to_string(), name.clone()));
    let choices: Vec<Choice> = [Choice::new("", tr::practise::choose())].into_iter().chain(named).collect();
    let chosen = move || giving.levels.with(|levels| levels.get(at).copied().flatten());
    let means = rubric.descriptors.get(at).cloned().unwrap_or_default();
    let hint = Signal::derive(move || {
        let level = usize::try_from(chosen()?).ok()?;
        means.get(level).filter(|meaning| !meaning.is_empty()).cloned()
    });
    view! {
        <SelectField
            label=written::plain(&rubric.criteria[at])
            hint
            choices=Signal::stored(choices)
            value=Signal::derive(move || chosen().map(|level| level.to_string()).unwrap_or_default())
            on_change=move |level: String| {
                giving.levels.update(|levels| {
                    if let Some(chosen) = levels.get_mut(at) {
                        *chosen = level.parse().ok();
                    }
                });
            }
        />
    }
    .into_any()
}

/// What the chosen levels come to; `None` while one is missing, or if the rubric does not weigh.
pub fn proposed(rubric: &Rubric, chosen: &[Option<u32>]) -> Option<Rating> {
    let criterion = |(at, level): (usize, &Option<u32>)| {
        let levels = u32::try_from(rubric.levels.get(at)?.len()).ok()?;
        Some(Criterion { weight: rubric.weights.get(at).copied().unwrap_or(1.0), level: (*level)?, levels })
    };
    let criteria: Option<Vec<Criterion>> = chosen.iter().enumerate().map(criterion).collect();
    let grade = grading::rubric(&criteria?)?;
    Some(rating_of(grade.score, None, &ScheduleConfig::default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_domain::{id::Id, kind::Kind, noun::Noun, record::Record};
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_rating_is_proposed_once_every_criterion_has_its_level() {
        let levels = || vec!["no".to_owned(), "partly".to_owned(), "yes".to_owned()];
        let rubric = Rubric {
            criteria: vec!["clear".to_owned(), "true".to_owned()],
            weights: vec![1.0, 1.0],
            levels: vec![levels(), levels()],
            ..Rubric::read(&Record::new(Kind::RUBRIC, Id::new(1, 2)))
        };
        for (chosen, expected) in [
            ([Some(2), Some(2)], Some(Rating::Good)),
            ([Some(2), Some(1)], Some(Rating::Hard)),
            ([Some(1), Some(0)], Some(Rating::Again)),
            ([Some(2), None], None),
            ([Some(2), Some(7)], None),
        ] {
            assert_eq!(proposed(&rubric, &chosen), expected, "{chosen:?}");
        }
    }
}
