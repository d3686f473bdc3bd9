//! The learners of this device: their names, read when they are listed; giving the turn to one of them.

use crate::i18n::tr;
use crate::session::{
    AppError,
    profiles::{self, Learner},
};
use crate::ui::{Button, ButtonKind, Confirm, Icon, Note, NoteKind, Own, Row, Section};
use leptos::prelude::*;

type Listed = Option<Result<Vec<Learner>, AppError>>;

/// The part of her page.
pub fn view() -> AnyView {
    let listed = list();
    let asking = RwSignal::new(false);
    view! {
        <Section title=tr::profile::learners()>
            <p class="muted">{tr::profile::learners_hint()}</p>
            {move || listed.with(|listed| match listed {
                None => view! { <p class="muted">{tr::profile::loading()}</p> }.into_any(),
                Some(Err(_)) => view! { <Note kind=NoteKind::Danger><p>{tr::profile::failed()}</p></Note> }.into_any(),
                Some(Ok(learners)) => view! { <ul class="list">{learners.iter().map(row).collect_view()}</ul> }.into_any(),
            })}
            <Button label=tr::profile::add() icon=Icon::Add on_press=move || asking.set(true)/>
        </Section>
        <Confirm
            open=asking
            title=tr::profile::add_title()
            text=tr::profile::add_text()
            action=tr::profile::add_go()
            on_confirm=profiles::add
        />
    }
    .into_any()
}

/// The rows of the menu: everyone but the one whose turn it is; none while they are looked for.
pub fn others() -> AnyView {
    let listed = list();
    (move || {
        listed.with(|listed| {
            let learners = listed.as_ref().and_then(|listed| listed.as_ref().ok());
            learners.map(|learners| learners.iter().filter(|learner| !learner.current).map(row).collect_view())
        })
    })
    .into_any()
}

fn list() -> ReadSignal<Listed> {
    let (listed, set_listed) = signal(None);
    leptos::task::spawn_local(async move {
        let found = profiles::list().await;
        // Where the list is gone by now, nobody waits for it.
        let _ = set_listed.try_set(Some(found));
    });
    listed
}

fn row(learner: &Learner) -> AnyView {
    let name = if learner.name.is_empty() { tr::profile::no_name() } else { learner.name.clone() };
    let database = learner.database.clone();
    let trail = if learner.current {
        view! { <span>{tr::profile::current()}</span> }.into_any()
    } else {
        view! {
            <Button
                label=tr::profile::switch()
                described=tr::profile::switch_to(&name)
                kind=ButtonKind::Quiet
                on_press=move || profiles::switch(&database)
            />
        }
        .into_any()
    };
    view! { <Row icon=Icon::Person trail=trail><span class="name"><Own text=name/></span></Row> }.into_any()
}
