//! The panel of the backup: how old the last copy outside is, and a new one.

use super::protect::Protect;
use crate::browser::{clock, download::Made};
use crate::i18n::{self, DateStyle, tr};
use crate::session::{
    self,
    jobs::{self, Given, Left, Work, words},
};
use crate::ui::{Busy, Button, ButtonKind, Icon, Note, NoteKind, Tone, live};
use cairn_domain::{backup::LastBackup, kind::Kind};
use cairn_worker::protocol::{Answer, Request, Usage};
use leptos::prelude::*;

const MEDIA_TYPE: &str = "application/x-cairn";

/// A copy that was made and read back.
#[derive(Clone)]
struct Ready {
    name: String,
    made: Made,
    what: String,
    /// A sentence for the files in it, and one for those that are not.
    files: Vec<String>,
    change: u64,
    sealed: bool,
    /// Where it went.
    left: Left,
}

/// The panel.
pub fn panel(usage: RwSignal<Option<Usage>>) -> AnyView {
    let work = Work::new();
    let protect = Protect::new();
    let ready = RwSignal::new_local(None::<Ready>);
    let note = session::watch(&[Kind::PROFILE], |_| vec![LastBackup::lookup()]);
    let last = Signal::derive(move || match note.get() {
        Some(Ok(snapshot)) => LastBackup::read(&snapshot),
        _ => None,
    });
    let stored = move || usage.with(|usage| usage.as_ref().map(|usage| usage.kinds.iter().map(|one| one.count).sum()));
    let since = move || usage.with(|usage| usage.as_ref().map_or(0, |usage| usage.since_backup));
    let title = move || match (last.get(), stored()) {
        (None, Some(0_u64)) => tr::storage::nothing(),
        (None, _) => tr::storage::never(),
        (Some(last), _) if since() > 0 => tr::storage::since(&date(last.ms)),
        (Some(last), _) => tr::storage::backed_up(&date(last.ms)),
    };
    let text = move || match (last.get(), stored(), since()) {
        (None, None | Some(0), _) => tr::storage::what(),
        (None, Some(_), entries) => [tr::storage::entries_here(entries), tr::storage::what()].join(" "),
        (Some(_), _, 0) => [tr::storage::all_in(), tr::storage::what()].join(" "),
        (Some(_), _, changes) => [tr::storage::changes(changes), tr::storage::what()].join(" "),
    };
    let back_up = Callback::new(move |()| {
        let Ok(passphrase) = protect.passphrase() else { return };
        ready.set(None);
        work.run_with(Request::Backup, Given { file: None, passphrase }, move |answer, made| {
            let (Answer::Made(told), Some(made)) = (answer, made) else { return };
            protect.forget();
            let new = Ready {
                name: ["cairn-", &clock::date_stem(clock::now()), ".cairn"].concat(),
                made,
                what: words::amounts(&told.holds),
                files: words::files(&told.files),
                change: told.change,
                sealed: told.sealed,
                left: Left::Not,
            };
            ready.set(Some(new.clone()));
            hand_out(new, ready, usage, false);
        });
    });
    view! {
        <section class="panel stack loose" aria-labelledby="backup">
            <div class="beside topped">
                {move || Icon::Shield.toned(if since() > 0 { Tone::Warn } else { Tone::Ok })}
                <div class="stack tight">
                    <h2 id="backup">{title}</h2>
                    <p class="muted">{text}</p>
                </div>
            </div>
            {protect.view(back_up)}
            <Button label=tr::storage::back_up() kind=ButtonKind::Main wide=true big=true held=work.is_running() on_press=back_up/>
            <Busy task=work.task()/>
            {move || ready.get().map(|one| made_note(one, ready, usage))}
        </section>
    }
    .into_any()
}

fn made_note(one: Ready, ready: RwSignal<Option<Ready>, LocalStorage>, usage: RwSignal<Option<Usage>>) -> AnyView {
    let kind = if one.left == Left::Not { NoteKind::Warn } else { NoteKind::Ok };
    let (shared, saved) = (one.clone(), one.clone());
    let place = words::left(one.left, &one.name).unwrap_or_else(tr::storage::not_out);
    view! {
        <Note kind>
            <p><b>{tr::storage::ready()}</b></p>
            <p>{tr::storage::ready_text(&one.what, &i18n::file_size(one.made.size()))}</p>
            {one.sealed.then(|| view! { <p>{tr::passphrase::made()}</p> })}
            {one.files.iter().map(|said| view! { <p dir="auto">{said.clone()}</p> }).collect_view()}
            <p>{place}</p>
            <div class="line">
                {(one.left == Left::Not)
                    .then(|| view! { <Button label=tr::storage::share_again() on_press=move || hand_out(shared.clone(), ready, usage, false)/> })}
                <Button label=tr::storage::save_copy() on_press=move || hand_out(saved.clone(), ready, usage, true)/>
            </div>
        </Note>
    }
    .into_any()
}

/// Hands a copy out; only then does it count as the last backup.
fn hand_out(
    mut one: Ready,
    ready: RwSignal<Option<Ready>, LocalStorage>,
    usage: RwSignal<Option<Usage>>,
    as_download: bool,
) {
    leptos::task::spawn_local(async move {
        let left = if as_download {
            jobs::save(&one.name, &one.made)
        } else {
            jobs::hand_out(&one.name, MEDIA_TYPE, &one.made).await
        };
        let Some(said) = words::left(left, &one.name) else { return };
        jobs::note_backup(one.change);
        live::say(said);
        one.left = left;
        let _ = ready.try_set(Some(one));
        let _ = usage.try_update(|usage| {
            if let Some(usage) = usage {
                usage.since_backup = 0;
            }
        });
    });
}

#[allow(clippy::cast_precision_loss)] // milliseconds since 1970
fn date(ms: i64) -> String {
    i18n::date(ms as f64, DateStyle::Short)
}
