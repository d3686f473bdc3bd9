//! The other learners of this device: what happened to one database is not theirs.

use crate::i18n::tr;
use crate::session::profiles::{self, Learner};
use crate::ui::{Button, Icon, Own, Row, Section};
use leptos::prelude::*;

/// The part; nothing while there is nobody else, or while that cannot be known.
pub fn section() -> AnyView {
    let (listed, set_listed) = signal(Vec::<Learner>::new());
    leptos::task::spawn_local(async move {
        let mut learners = profiles::list().await.unwrap_or_default();
        learners.retain(|learner| !learner.current);
        let _ = set_listed.try_set(learners);
    });
    (move || {
        listed.with(|learners| {
            (!learners.is_empty()).then(|| {
                let rows: Vec<AnyView> = learners.iter().map(row).collect();
                view! {
                    <Section title=tr::recovery::others_title()>
                        <p class="muted">{tr::recovery::others_text()}</p>
                        <ul class="list">{rows}</ul>
                    </Section>
                }
            })
        })
    })
    .into_any()
}

fn row(learner: &Learner) -> AnyView {
    let name = if learner.name.is_empty() { tr::profile::no_name() } else { learner.name.clone() };
    let database = learner.database.clone();
    let trail = view! {
        <Button
            label=tr::recovery::open()
            described=tr::recovery::open_other(&name)
            on_press=move || profiles::switch(&database)
        />
    }
    .into_any();
    view! { <Row icon=Icon::Person trail><span class="name"><Own text=name/></span></Row> }.into_any()
}
