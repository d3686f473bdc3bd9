//! The words of a map: what a node is called for those who hear it, and its connections as a list.

use super::super::words;
use super::model::{Model, Spot};
use crate::i18n::{list as joined, tr};
use crate::route::{Link, Route};
use crate::ui::{Disclosure, Own, Row};
use leptos::prelude::*;

/// So many names are said of each kind; the others are counted.
const SAID: usize = 6;

/// How far a skill or a group is.
pub fn level(spot: &Spot) -> String {
    words::standing(spot.badge, spot.group)
}

/// "Parallel circuits, Proficient. Needs Series circuits. Needed for Repair."
pub fn node(model: &Model, number: usize) -> String {
    let spot = &model.nodes[number];
    let mut said = vec![tr::map::node(&spot.name, &level(spot))];
    said.extend(sentences(model, number));
    said.join(" ")
}

fn sentences(model: &Model, number: usize) -> Vec<String> {
    let around = model.around(number);
    let say: [fn(&str) -> String; 4] =
        [|n| tr::map::needs(n), |n| tr::map::helped(n), |n| tr::map::opens(n), |n| tr::map::helps(n)];
    let sentence = |(names, say): (&Vec<String>, fn(&str) -> String)| (!names.is_empty()).then(|| say(&some(names)));
    around.iter().zip(say).filter_map(sentence).collect()
}

fn some(names: &[String]) -> String {
    let mut said: Vec<String> = names.iter().take(SAID).cloned().collect();
    let more = names.len().saturating_sub(SAID);
    said.extend((more > 0).then(|| tr::map::others(more)));
    joined(&said)
}

/// Every skill that is connected, with what it needs and opens.
pub fn list(model: &Model) -> Option<AnyView> {
    let row = |number: usize| {
        let said = sentences(model, number);
        (!said.is_empty()).then(|| {
            let spot = &model.nodes[number];
            let lead = words::sign(spot.badge, spot.group);
            let said = said.into_iter().map(|one| view! { <p class="cap" dir="auto">{one}</p> }).collect_view();
            let (trail, to, name) = (level(spot).into_any(), Route::Skill(spot.id.to_string()), spot.name.clone());
            view! {
                <Row lead trail>
                    <Link to class="name"><Own text=name/></Link>
                    {said}
                </Row>
            }
            .into_any()
        })
    };
    let rows: Vec<AnyView> = (0..model.nodes.len()).filter_map(row).collect();
    (!rows.is_empty()).then(|| {
        view! { <Disclosure summary=tr::map::list()><ul class="list lazy">{rows}</ul></Disclosure> }.into_any()
    })
}
