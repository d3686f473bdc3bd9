//! What was kept aside because it could not be read: it stays until she deletes it.

use super::{Saving, copies};
use crate::i18n::tr;
use crate::session::{
    AppError,
    profiles::{self, Aside},
    words,
};
use crate::ui::{Button, ButtonKind, Confirm, Icon, Note, NoteKind, Row, Section, live};
use cairn_domain::port::StoreError;
use leptos::prelude::*;

/// The part; nothing while nothing is kept aside.
pub fn section() -> AnyView {
    let names = RwSignal::new(Vec::<Aside>::new());
    let saving = Saving::new();
    let asking = RwSignal::new(false);
    let asked = RwSignal::new(String::new());
    let failed = RwSignal::new(None::<String>);
    let look = move || {
        leptos::task::spawn_local(async move {
            let _ = names.try_set(profiles::aside().await.unwrap_or_default());
        });
    };
    look();
    let delete = move || {
        failed.set(None);
        leptos::task::spawn_local(async move {
            match profiles::delete_aside(&asked.get_untracked()).await {
                Ok(()) => live::toast(tr::recovery::aside_deleted(), None),
                Err(AppError::Machine(StoreError::Blocked)) => {
                    let _ = failed.try_set(Some(tr::recovery::aside_blocked()));
                }
                Err(error) => {
                    let _ = failed.try_set(Some(words::error(&error)));
                }
            }
            look();
        });
    };
    let ask = move |name: String| {
        asked.set(name);
        asking.set(true);
    };
    let rows = move || names.get().into_iter().map(|one| row(one, saving, ask)).collect_view();
    let shown = Memo::new(move |_| names.with(|names| !names.is_empty()));
    let part = move || {
        view! {
            <Section title=tr::recovery::aside_title()>
                <p class="muted">{tr::recovery::aside_text()}</p>
                <ul class="list">{rows}</ul>
                {saving.view()}
                {move || failed.get().map(|said| view! { <Note kind=NoteKind::Danger spoken=true><p>{said}</p></Note> })}
            </Section>
        }
    };
    view! {
        {move || shown.get().then(part)}
        <Confirm
            open=asking
            title=tr::recovery::aside_sure()
            text=tr::recovery::aside_sure_text()
            action=tr::recovery::aside_delete()
            on_confirm=delete
        />
    }
    .into_any()
}

fn row(one: Aside, saving: Saving, ask: impl Fn(String) + Copy + Send + Sync + 'static) -> AnyView {
    let Aside { database, since } = one;
    let name = since.map_or_else(tr::recovery::aside_one, |since| tr::recovery::aside_since(&copies::at(since)));
    let (save, delete) = (tr::recovery::aside_save(&name), tr::recovery::aside_delete_of(&name));
    let saved = database.clone();
    view! {
        <Row icon=Icon::Lock>
            <span class="name">{name}</span>
            <div class="line">
                <Button
                    label=tr::recovery::save()
                    described=save
                    held=saving.is_running()
                    on_press=move || saving.start(saved.clone())
                />
                <Button
                    label=tr::recovery::aside_delete()
                    described=delete
                    kind=ButtonKind::Danger
                    on_press=move || ask(database.clone())
                />
            </div>
        </Row>
    }
    .into_any()
}
