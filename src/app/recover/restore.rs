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
use crate::ui::{
    Busy, Button, ButtonKind, Confirm, FileButton, Icon, Note, NoteKind, Row, Section, UNLOCK_FIELD, Unlock, live,
};
use cairn_domain::generation::Generation;
use cairn_worker::protocol::{Answer, Join, Request};
use leptos::prelude::*;

const ACCEPT: &str = ".cairn,.txt,.zip";

/// What a copy takes the place of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Instead {
    /// There is nothing left.
    Nothing,
    /// It cannot be opened.
    Closed,
    /// It is open and in use, and a part of it cannot be read: she is asked first.
    Torn,
}

/// What the part knows.
#[derive(Clone, Copy)]
struct Restoring {
    instead: Instead,
    work: Work,
    unlocking: Unlocking,
    locked: RwSignal<Option<ChosenFile>, LocalStorage>,
    /// A file that is damaged in so many places, until she says whether what is whole will do.
    torn: RwSignal<Option<(Given, u64)>, LocalStorage>,
    /// What takes the place of records in use as soon as she says so.
    wanted: RwSignal<Option<Given>, LocalStorage>,
    asking: RwSignal<bool>,
}

/// The part, for the database whose turn it is.
pub fn section(instead: Instead) -> AnyView {
    let restoring = Restoring {
        instead,
        work: Work::new(),
        unlocking: Unlocking::new(),
        locked: RwSignal::new_local(None),
        torn: RwSignal::new_local(None),
        wanted: RwSignal::new_local(None),
        asking: RwSignal::new(false),
    };
    let database = profiles::here();
    let (kept, set_kept) = signal(None::<Vec<Kept>>);
    let of = database.clone();
    // Not those of what is kept aside: it may be another learner's.
    leptos::task::spawn_local(async move {
        let _ = set_kept.try_set(Some(generations::list(&of).await.unwrap_or_default()));
    });
    let rows = move || {
        kept.get().map(|kept| {
            if kept.is_empty() {
                return view! { <p class="muted">{tr::recovery::back_none()}</p> }.into_any();
            }
            let rows: Vec<AnyView> = kept.iter().map(|one| row(restoring, &database, one)).collect();
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
    let (title, text, file) = match instead {
        Instead::Nothing => (tr::recovery::back_title(), tr::recovery::back_text_gone(), tr::recovery::back_file()),
        Instead::Closed => (tr::recovery::back_title(), tr::recovery::back_text(), tr::recovery::back_file()),
        Instead::Torn => (tr::recovery::again_title(), tr::recovery::again_text(), tr::recovery::again_file()),
    };
    let sure = move || {
        if let Some(given) = restoring.wanted.try_update(Option::take).flatten() {
            restoring.replace(given);
        }
    };
    view! {
        <Section title>
            <p class="muted">{text}</p>
            {rows}
            <div><FileButton label=file on_files=take accept=ACCEPT icon=Icon::In/></div>
            {move || restoring.locked.get().map(|file| restoring.unlock(file))}
            {move || restoring.torn.get().map(|(given, places)| restoring.ask(given, places))}
            <Busy task=restoring.work.task()/>
        </Section>
        <Confirm
            open=restoring.asking
            title=tr::recovery::again_sure()
            text=tr::recovery::again_sure_text()
            action=tr::recovery::again_yes()
            on_confirm=sure
        />
    }
    .into_any()
}

fn row(restoring: Restoring, database: &str, kept: &Kept) -> AnyView {
    let when = when(kept);
    let (name, holds) = (tr::generations::of(&when), holds(kept));
    let (database, one) = (database.to_owned(), kept.generation);
    let (label, described) = match restoring.instead {
        Instead::Torn => (tr::recovery::again(), tr::recovery::again_of(&when)),
        _ => (tr::generations::restore(), tr::generations::restore_of(&when)),
    };
    view! {
        <Row icon=Icon::Shield>
            <span class="name">{name}</span>
            <p class="cap">{holds}</p>
            <div class="line">
                <Button
                    label
                    described
                    held=restoring.work.is_running()
                    on_press=move || restoring.start_with(database.clone(), one)
                />
            </div>
        </Row>
    }
    .into_any()
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

    /// Asks first where records are in use.
    fn bring(self, given: Given) {
        if self.instead == Instead::Torn {
            let _ = self.wanted.try_set(Some(given));
            let _ = self.asking.try_set(true);
        } else {
            self.replace(given);
        }
    }

    /// Into a database of another name: broken off, it is not taken for hers at the next start.
    fn replace(self, given: Given) {
        let _ = self.torn.try_set(None);
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
        let bring = move || self.bring(given.clone());
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
