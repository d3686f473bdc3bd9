//! Bringing back: restore from a file, check a file, the trash.

use crate::browser::files::ChosenFile;
use crate::i18n::{self, DateStyle, tr};
use crate::route::{self, Link, Route};
use crate::session::jobs::{self, Work, words};
use crate::ui::{Busy, FileButton, Icon, Note, NoteKind, Row, Section};
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
    let check = UnsyncCallback::new(move |files: Vec<ChosenFile>| {
        found.set(None);
        work.run(Request::Check, files.into_iter().next(), move |answer, _| {
            if let Answer::Checked(checked) = answer {
                found.set(Some(checked));
            }
        });
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
            <Busy task=work.task()/>
            {move || found.with(|found| found.as_ref().map(verdict))}
            <ul class="list">
                <Row icon=Icon::Trash>
                    <Link to=Route::Trash class="name">{tr::places::trash()}</Link>
                    <p class="cap">{tr::storage::trash_text()}</p>
                </Row>
            </ul>
        </Section>
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
