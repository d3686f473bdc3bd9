//! What a skill is for and what it is learned with: goals that need it (planned, not shown), and
//! resources.

use super::detail::{Shown, pick};
use super::words;
use crate::i18n::tr;
use crate::route::{Link, Route};
use crate::ui::{ButtonLink, Icon, Own, Row, Section};
use cairn_domain::id::CompetencyId;
use leptos::prelude::*;

/// The levels that goals ask for; apart from evidence, for a plan shows nothing.
pub fn planned(detail: Shown) -> AnyView {
    let goals = Memo::new(move |_| pick(detail, |detail| detail.goals.clone()));
    (move || {
        let rows: Vec<AnyView> = goals
            .get()
            .into_iter()
            .map(|planned| {
                view! {
                    <Row icon=Icon::Goals>
                        <Link to=Route::Goal(planned.goal.to_string()) class="name"><Own text=planned.title/></Link>
                        <p class="cap">{tr::skills::planned_level(&words::level(planned.level))}</p>
                    </Row>
                }
                .into_any()
            })
            .collect();
        (!rows.is_empty())
            .then(|| view! { <Section title=tr::skills::planned() tight=true><ul class="list">{rows}</ul></Section> })
    })
    .into_any()
}

/// Resources for the skill.
pub fn resources(id: CompetencyId, detail: Shown) -> AnyView {
    let resources = Memo::new(move |_| pick(detail, |detail| detail.resources.clone()));
    (move || {
        let list = resources.get();
        let several = list.len() > 1;
        let rows: Vec<AnyView> = list
            .into_iter()
            .map(|(id, title)| {
                view! {
                    <Row icon=Icon::Library>
                        <Link to=Route::Resource(id.to_string()) class="name"><Own text=title/></Link>
                    </Row>
                }
                .into_any()
            })
            .collect();
        let compare = several.then(|| {
            view! {
                <div class="line">
                    <ButtonLink label=tr::skills::compare() to=Route::Compare(id.to_string()) icon=Icon::Compare/>
                </div>
            }
        });
        (!rows.is_empty()).then(|| {
            view! {
                <Section title=tr::skills::in_library() tight=true>
                    <ul class="list">{rows}</ul>
                    {compare}
                </Section>
            }
        })
    })
    .into_any()
}
