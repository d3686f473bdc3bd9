//! Bringing a copy back where the records cannot be read: into a new database of hers. What cannot be read is kept
//! aside.

use super::{holds, when};
use crate::browser::{files::ChosenFile, focus};
use crate::i18n::tr;
use crate::session::{
    generations::{self, Kept},
    jobs::{Given, Unlocking, Work},
    profiles,
};
use crate::ui::{Busy, Button, ButtonKind, FileButton, Icon, Note, NoteKind, Row, Section, UNLOCK_FIELD, Unlock, live};
use cairn_domain::generation::Generation;
use cairn_worker::protocol::{Answer, Join, Request};
use leptos::prelude::*;

const ACCEPT: &str = ".cairn,.txt,.zip";

/// What the part knows.
#[derive(Clone, Copy)]
struct Restoring {
    work: Work,
    unlocking: Unlocking,
    locked: RwSignal<Option<ChosenFile>, LocalStorage>,
    /// A file that is damaged in so many places, until she says whether what is whole will do.
    torn: RwSignal<Option<(Given, u64)>, LocalStorage>,
}

/// The part, for the database whose turn it is. `gone`: there is nothing left of it.
pub fn section(gone: bool) -> AnyView {
    let restoring = Restoring {
        work: Work::new(),
        unlocking: Unlocking::new(),
        locked: RwSignal::new_local(None),
        torn: RwSignal::new_local(None),
    };
    let (kept, set_kept) = signal(None::<Vec<(String, Kept)>>);
    leptos::task::spawn_local(async move {
        let _ = set_kept.try_set(Some(all_kept().await));
    });
    let rows = move || {
        kept.get().map(|kept| {
            if kept.is_empty() {
                return view! { <p class="muted">{tr::recovery::back_none()}</p> }.into_any();
            }
            let rows: Vec<AnyView> = kept.iter().map(|(of, one)| row(restoring, of, one)).collect();
            view! { <ul class="list">{rows}</ul> }.into_any()
        })
    };
    let take = UnsyncCallback::new(move |files: Vec<ChosenFile>| {
        restoring.locked.set(None);
        restoring.torn.set(None);
        restoring.unlocking.forget();
        if let Some(file) = files.into_iter().next() {
            restoring.start(Some(file).into());
        }
    });
    let text = if gone { tr::recovery::back_text_gone() } else { tr::recovery::back_text() };
    view! {
        <Section title=tr::recovery::back_title()>
            <p class="muted">{text}</p>
            {rows}
            <div><FileButton label=tr::recovery::back_file() on_files=take accept=ACCEPT icon=Icon::In/></div>
            {move || restoring.locked.get().map(|file| restoring.unlock(file))}
            {move || restoring.torn.get().map(|(given, places)| restoring.ask(given, places))}
            <Busy task=restoring.work.task()/>
        </Section>
    }
    .into_any()
}

/// The copies of the database whose turn it is, then those of what is kept aside: it may be all that is left.
async fn all_kept() -> Vec<(String, Kept)> {
    let mut all = Vec::new();
    let aside = profiles::aside().await.unwrap_or_default();
    for database in std::iter::once(profiles::here()).chain(aside) {
        let kept = generations::list(&database).await.unwrap_or_default();
        all.extend(kept.into_iter().map(|one| (database.clone(), one)));
    }
    all
}

fn row(restoring: Restoring, database: &str, kept: &Kept) -> AnyView {
    let when = when(kept);
    let (name, holds) = (tr::generations::of(&when), holds(kept));
    let (database, one) = (database.to_owned(), kept.generation);
    let trail = view! {
        <Button
            label=tr::generations::restore()
            described=tr::generations::restore_of(&when)
            held=restoring.work.is_running()
            on_press=move || restoring.start_with(database.clone(), one)
        />
    }
    .into_any();
    view! { <Row icon=Icon::Shield trail><span class="name">{name}</span><p class="cap">{holds}</p></Row> }.into_any()
}

impl Restoring {
    fn start_with(self, database: String, one: Generation) {
        leptos::task::spawn_local(async move {
            match generations::file(&database, one).await {
                Some(file) => self.start(Some(file).into()),
                None => live::toast(tr::generations::unsaved(), None),
            }
        });
    }

    /// Looks whether the file is a backup at all, which needs no database; then brings it in.
    fn start(self, given: Given) {
        self.work.run_in(profiles::here(), Request::Check, given.clone(), move |answer, _| match answer {
            Answer::Checked(checked) if checked.wrong > 0 => drop(self.torn.try_set(Some((given, checked.wrong)))),
            Answer::Checked(_) => self.bring(given),
            Answer::Sealed(sealed) => {
                self.unlocking.heard(&sealed);
                if self.locked.with_untracked(Option::is_none) {
                    let _ = self.locked.try_set(given.file);
                    focus::go_to(UNLOCK_FIELD);
                }
            }
            _ => {}
        });
    }

    /// Into a database of another name: broken off, it is not taken for hers at the next start.
    fn bring(self, given: Given) {
        let target = profiles::another();
        let database = target.clone();
        self.work.run_in(target, Request::Import(Join::Plain), given, move |answer, _| {
            if matches!(answer, Answer::Imported(_)) {
                profiles::replace_by(&database);
            }
        });
    }

    /// Says that a file is damaged before anything of it is taken for everything.
    fn ask(self, given: Given, places: u64) -> AnyView {
        let bring = move || {
            self.torn.set(None);
            self.bring(given.clone());
        };
        view! {
            <Note kind=NoteKind::Warn spoken=true><p>{tr::recovery::back_torn(places)}</p></Note>
            <div class="line">
                <Button label=tr::recovery::back_whole() held=self.work.is_running() on_press=bring/>
                <Button label=tr::common::cancel() kind=ButtonKind::Quiet on_press=move || self.torn.set(None)/>
            </div>
        }
        .into_any()
    }

    fn unlock(self, file: ChosenFile) -> AnyView {
        let Unlocking { typed, error } = self.unlocking;
        let open = move || {
            if let Some(given) = self.unlocking.given(file.clone()) {
                self.start(given);
            }
        };
        let leave = move || {
            self.locked.set(None);
            self.unlocking.forget();
        };
        view! {
            <p><b>{tr::passphrase::asked()}</b></p>
            <Unlock typed error held=self.work.is_running() on_open=open on_leave=leave/>
        }
        .into_any()
    }
}
