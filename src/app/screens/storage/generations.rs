//! The copies that Cairn keeps by itself: when, how much is in each, and the ways to use one.

use crate::i18n::tr;
use crate::recover::{holds, when};
use crate::route::{self, Route};
use crate::session::{
    AppError,
    generations::{self, Kept},
    jobs::{self, Left, Work, words},
    profiles,
};
use crate::ui::{Busy, Button, Icon, Row, Section, live};
use cairn_domain::generation::{Cause, Generation};
use cairn_worker::protocol::{Answer, Copied, Request, Why};
use leptos::prelude::*;

type Listed = Option<Result<Vec<Kept>, AppError>>;

/// The part.
pub fn section() -> AnyView {
    let (listed, set_listed) = signal::<Listed>(None);
    let turn = generations::turn();
    Effect::new(move |_| {
        turn.track();
        leptos::task::spawn_local(async move {
            let _ = set_listed.try_set(Some(generations::list(&profiles::here()).await));
        });
    });
    let (left, set_left) = signal(Vec::<(String, Kept)>::new());
    leptos::task::spawn_local(async move {
        let _ = set_left.try_set(generations::left().await.unwrap_or_default());
    });
    let of_gone = move || {
        left.with(|left| {
            (!left.is_empty()).then(|| {
                let rows: Vec<AnyView> = left.iter().map(|(database, kept)| row(database, kept)).collect();
                view! { <p>{tr::generations::gone()}</p><ul class="list">{rows}</ul> }
            })
        })
    };
    let work = Work::new();
    let keep = move || {
        work.run(Request::Generation(Why::Asked), None, |answer, _| match answer {
            Answer::Generation(Copied::Made) => {
                generations::note();
                live::toast(tr::generations::kept(), None);
            }
            Answer::Generation(Copied::NotNeeded) => live::toast(tr::generations::not_needed(), None),
            _ => {}
        });
    };
    view! {
        <Section title=tr::generations::title()>
            <p class="muted">{tr::generations::what()}" "{tr::generations::restore_text()}</p>
            {move || list(listed)}
            {of_gone}
            <div class="line"><Button label=tr::generations::keep() held=work.is_running() on_press=keep/></div>
            <Busy task=work.task()/>
        </Section>
    }
    .into_any()
}

fn list(listed: ReadSignal<Listed>) -> Option<AnyView> {
    listed.with(|listed| {
        Some(match listed.as_ref()? {
            Err(_) => view! { <p>{tr::generations::unlisted()}</p> }.into_any(),
            Ok(kept) if kept.is_empty() => view! { <p>{tr::generations::none()}</p> }.into_any(),
            Ok(kept) => {
                view! { <ul class="list">{kept.iter().map(|one| row(&profiles::here(), one)).collect_view()}</ul> }
                    .into_any()
            }
        })
    })
}

fn row(database: &str, kept: &Kept) -> AnyView {
    let (restored, saved) = (database.to_owned(), database.to_owned());
    let (when, holds) = (when(kept), holds(kept));
    let one = kept.generation;
    let why = (one.cause == Cause::Shape).then(tr::generations::before_update);
    view! {
        <Row icon=Icon::Shield>
            <span class="name">{tr::generations::of(&when)}</span>
            <p class="cap">{holds}</p>
            {why.map(|why| view! { <p class="cap">{why}</p> })}
            <div class="line">
                <Button
                    label=tr::generations::restore()
                    described=tr::generations::restore_of(&when)
                    on_press=move || restore(restored.clone(), one)
                />
                <Button label=tr::generations::save() described=tr::generations::save_of(&when) on_press=move || save(saved.clone(), one)/>
            </div>
        </Row>
    }
    .into_any()
}

/// By the screen that says what would change.
fn restore(database: String, one: Generation) {
    leptos::task::spawn_local(async move {
        match generations::file(&database, one).await {
            Some(file) => {
                jobs::hand_over(file);
                route::go(Route::Import);
            }
            None => live::toast(tr::generations::unsaved(), None),
        }
    });
}

fn save(database: String, one: Generation) {
    leptos::task::spawn_local(async move {
        let name = ["cairn-", &one.name()].concat();
        let left = match generations::made(&database, one).await {
            Some(made) => jobs::save(&name, &made),
            None => Left::Not,
        };
        live::toast(words::left(left, &name).unwrap_or_else(tr::generations::unsaved), None);
    });
}
