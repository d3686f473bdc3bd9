//! Deleting everything of this learner on this device: asked plainly, with a backup offered first.

use crate::browser::focus;
use crate::i18n::tr;
use crate::session::{AppError, profiles, words};
use crate::ui::{Button, ButtonKind, CheckField, Dialog, Note, NoteKind, Section};
use cairn_domain::port::StoreError;
use leptos::prelude::*;

/// The part.
pub fn section() -> AnyView {
    let open = RwSignal::new(false);
    let sure = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let ask = move || {
        sure.set(false);
        failed.set(None);
        open.set(true);
    };
    let erase = move || {
        leptos::task::spawn_local(async move {
            // Loads the app anew if it succeeds.
            if let Err(error) = profiles::erase().await {
                failed.set(Some(match error {
                    AppError::Machine(StoreError::Blocked) => tr::storage::erase_blocked(),
                    other => [words::error(&other), tr::storage::erase_failed()].join(" "),
                }));
            }
        });
    };
    let back_up = move || {
        open.set(false);
        focus::main_heading();
    };
    view! {
        <Section title=tr::storage::erase()>
            <p class="muted">{tr::storage::erase_text()}</p>
            <Button label=tr::storage::erase() kind=ButtonKind::Danger on_press=ask/>
            <Dialog open title=tr::storage::erase_title()>
                <p>{tr::storage::erase_what()}</p>
                <Button label=tr::storage::erase_backup() on_press=back_up/>
                <CheckField label=tr::storage::erase_sure() checked=sure on_change=move |on: bool| sure.set(on)/>
                {move || failed.get().map(|text| view! { <Note kind=NoteKind::Danger spoken=true><p>{text}</p></Note> })}
                <Button
                    label=tr::storage::erase_do()
                    kind=ButtonKind::Danger
                    held=Signal::derive(move || !sure.get())
                    on_press=erase
                />
            </Dialog>
        </Section>
    }
    .into_any()
}
