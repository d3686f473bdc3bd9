//! Bringing back: restore from a file, check a file, the trash.

use crate::browser::{files::ChosenFile, focus};
use crate::i18n::{self, DateStyle, tr};
use crate::route::{self, Link, Route};
use crate::session::jobs::{self, Given, Unlocking, Work, words};
use crate::ui::{Busy, FileButton, Icon, Note, NoteKind, Row, Section, UNLOCK_FIELD, Unlock};
use cairn_worker::protocol::{Answer, Checked, Request};
use leptos::prelude::*;

const ACCEPT: &str = ".cairn,.txt,.zip";

/// The part.
pub fn section() -> AnyView {
    let work = Work::new();
    let found = RwSignal::new(None::<Checked>);
    let restore = UnsyncCallback::new(|files: Vec<ChosenFile>| {
        if let Some(file) = files.into_iter().next() {
            jobs::hand_over(file);
            route::go(Route::Import);
        }
    });
    let asked = Asked { file: RwSignal::new_local(None), unlocking: Unlocking::new() };
    let check = UnsyncCallback::new(move |files: Vec<ChosenFile>| {
        asked.leave();
        check(work, found, asked, files.into_iter().next().into());
    });
    view! {
        <Section title=tr::storage::bring_back()>
            <div class="stack tight">
                <FileButton label=tr::storage::restore() on_files=restore accept=ACCEPT icon=Icon::In/>
                <p class="cap">{tr::storage::restore_text()}</p>
            </div>
            <div class="stack tight">
                <FileButton label=tr::storage::check() on_files=check accept=ACCEPT icon=Icon::Check/>
                <p class="cap">{tr::storage::check_text()}</p>
            </div>
            {move || asked.file.get().map(|file| unlock(work, found, asked, file))}
            <Busy task=work.task()/>
            {move || found.with(|found| found.as_ref().map(verdict))}
            <ul class="list">
                <Row icon=Icon::Trash>
                    <Link to=Route::Trash class="name">{tr::places::trash()}</Link>
                    <p class="cap">{tr::storage::trash_text()}</p>
                </Row>
                <Row icon=Icon::Clock>
                    <Link to=Route::WrongClock class="name">{tr::lists::clock()}</Link>
                    <p class="cap">{tr::lists::clock_hint()}</p>
                </Row>
            </ul>
        </Section>
    }
    .into_any()
}

/// A file whose check waits for its passphrase.
#[derive(Clone, Copy)]
struct Asked {
    file: RwSignal<Option<ChosenFile>, LocalStorage>,
    unlocking: Unlocking,
}

impl Asked {
    fn leave(self) {
        let _ = self.file.try_set(None);
        self.unlocking.forget();
    }
}

fn check(work: Work, found: RwSignal<Option<Checked>>, asked: Asked, given: Given) {
    found.set(None);
    work.run_with(Request::Check, given.clone(), move |answer, _| match answer {
        Answer::Checked(checked) => {
            asked.leave();
            found.set(Some(checked));
        }
        Answer::Sealed(sealed) => {
            asked.unlocking.heard(&sealed);
            if asked.file.with_untracked(Option::is_none) {
                asked.file.set(given.file);
                focus::go_to(UNLOCK_FIELD);
            }
        }
        _ => {}
    });
}

fn unlock(work: Work, found: RwSignal<Option<Checked>>, asked: Asked, file: ChosenFile) -> AnyView {
    let Unlocking { typed, error } = asked.unlocking;
    let open = move || {
        if let Some(given) = asked.unlocking.given(file.clone()) {
            check(work, found, asked, given);
        }
    };
    view! {
        <p><b>{tr::passphrase::asked()}</b></p>
        <Unlock typed error held=work.is_running() on_open=open on_leave=move || asked.leave()/>
    }
    .into_any()
}

fn verdict(checked: &Checked) -> AnyView {
    let (kind, title, text) = if checked.whole {
        (NoteKind::Ok, tr::storage::check_whole(), tr::storage::check_whole_text())
    } else {
        (NoteKind::Danger, tr::storage::check_broken(), tr::storage::check_broken_text(checked.wrong))
    };
    let problems: Vec<AnyView> =
        checked.problems.iter().map(|one| view! { <li dir="auto">{words::trouble(one)}</li> }.into_any()).collect();
    #[allow(clippy::cast_precision_loss)] // milliseconds since 1970
    let made = (checked.made_ms > 0).then(|| i18n::date(checked.made_ms as f64, DateStyle::Long));
    let name = (!checked.title.is_empty()).then(|| tr::storage::check_of(&checked.title));
    let files = words::files(&checked.files);
    let (holds, hash) = (tr::storage::holds(&words::amounts(&checked.holds)), checked.hash.clone());
    view! {
        <Note kind spoken=true>
            <p><b>{title}</b></p>
            <p>{text}</p>
            {name.map(|name| view! { <p>{name}</p> })}
            {made.map(|made| view! { <p>{tr::storage::made(&made)}</p> })}
            <p>{holds}</p>
            {files.into_iter().map(|said| view! { <p dir="auto">{said}</p> }).collect_view()}
            {(!problems.is_empty()).then(|| view! { <ul class="cap stack tight">{problems}</ul> })}
            <p class="cap">{tr::storage::fingerprint()}" "<bdi class="hash" dir="ltr">{hash}</bdi></p>
        </Note>
    }
    .into_any()
}
