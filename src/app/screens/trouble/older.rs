//! A database of an older version: a copy of it is kept, then it is carried over. It begins by itself, and says what to
//! do where it cannot go on.

use crate::browser::{
    document,
    timers::{self, Later},
};
use crate::i18n::tr;
use crate::recover::{self, Instead, Saving};
use crate::session::{
    jobs::{Given, JobError, Work, words},
    profiles,
};
use crate::ui::{Busy, Button, ButtonKind, Heading, Note, NoteKind};
use cairn_worker::protocol::{Answer, Before, Failure, Request};
use leptos::prelude::*;
use std::cell::RefCell;

/// Where another tab is in the way, it is tried again after so long.
const AGAIN_MS: i32 = 2_000;

thread_local! {
    static AGAIN: RefCell<Option<Later>> = const { RefCell::new(None) };
}

/// Why it did not go on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Halt {
    /// It goes on.
    None,
    /// Another tab has it open.
    Blocked,
    /// There is no room for a copy.
    NoRoom,
    /// Anything else.
    Failed,
}

/// The page's content.
pub fn view() -> AnyView {
    let work = Work::new();
    let (error, running) = (work.error(), work.is_running());
    let halt = Memo::new(move |last: Option<&Halt>| match (error.get(), running.get()) {
        (Some(JobError::Failed(Failure::Blocked)), _) => Halt::Blocked,
        (Some(JobError::Failed(Failure::NoRoom | Failure::QuotaExceeded)), _) => Halt::NoRoom,
        (Some(_), _) => Halt::Failed,
        // While it is tried again, what to do stays to be read.
        (None, true) if last == Some(&Halt::Blocked) => Halt::Blocked,
        (None, _) => Halt::None,
    });
    Effect::new(move |_| {
        if matches!(error.get(), Some(JobError::Failed(Failure::Blocked))) {
            AGAIN.set(Some(timers::after(AGAIN_MS, move || start(work, Before::Copy))));
        }
    });
    start(work, Before::Copy);
    let title = move || {
        let going = halt.get() == Halt::None || halt.get() == Halt::Blocked;
        if going { tr::recovery::shape_title() } else { tr::recovery::shape_failed() }
    };
    view! {
        {move || view! { <Heading text=title()/> }}
        <p class="muted">{tr::recovery::shape_text()}</p>
        {move || match halt.get() {
            Halt::None => view! { <Busy task=work.task()/> }.into_any(),
            Halt::Blocked => blocked(),
            Halt::NoRoom => no_room(work),
            Halt::Failed => failed(work),
        }}
    }
    .into_any()
}

fn start(work: Work, before: Before) {
    work.run_in(profiles::here(), Request::Upgrade(before), Given::default(), |answer, _| {
        if matches!(answer, Answer::Upgraded) {
            document::reload();
        }
    });
}

fn blocked() -> AnyView {
    view! {
        <Note kind=NoteKind::Warn spoken=true>
            <p>{tr::recovery::shape_blocked()}</p>
            <p>{tr::recovery::shape_safe()}</p>
        </Note>
    }
    .into_any()
}

fn no_room(work: Work) -> AnyView {
    let saving = Saving::new();
    view! {
        <Note kind=NoteKind::Warn spoken=true>
            <p>{tr::recovery::shape_no_copy()}</p>
            <p>{tr::recovery::shape_safe()}</p>
        </Note>
        <div class="line">
            <Button
                label=tr::recovery::shape_save()
                kind=ButtonKind::Main
                held=saving.is_running()
                on_press=move || saving.start(profiles::here())
            />
            <Button label=tr::errors::try_again() on_press=move || start(work, Before::Copy)/>
            <Button label=tr::recovery::shape_go() on_press=move || start(work, Before::Nothing)/>
        </div>
        {saving.view()}
    }
    .into_any()
}

fn failed(work: Work) -> AnyView {
    let why = work.error().get_untracked().map(|error| words::error(&error));
    view! {
        <Note kind=NoteKind::Danger spoken=true>
            {why.map(|why| view! { <p>{why}</p> })}
            <p>{tr::recovery::shape_safe()}</p>
        </Note>
        <div class="line">
            <Button kind=ButtonKind::Main label=tr::errors::try_again() on_press=|()| document::reload()/>
        </div>
        {recover::save(profiles::here())}
        {recover::restore(Instead::Closed)}
        {recover::others()}
    }
    .into_any()
}
