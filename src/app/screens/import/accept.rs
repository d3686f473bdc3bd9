//! The answers to what a file would change: bring it in, with what lies in the trash or without, or leave everything.

use super::{Done, Screen, Stage, answers::Answers, look, report::Told, room, summary};
use crate::i18n::{self, DateStyle, tr};
use crate::session::{
    jobs::{Given, words},
    profiles,
};
use crate::ui::{Button, ButtonKind, Confirm, Note, NoteKind};
use cairn_domain::id::ProfileId;
use cairn_worker::protocol::{Answer, Doubt, Join, Preview, Request, Source};
use leptos::prelude::*;

pub const SAME: &str = "same";
pub const ANOTHER: &str = "another";

/// What she is asked beside.
#[derive(Clone, Copy)]
pub struct Asked {
    /// Whose a backup of another profile is.
    pub whose: RwSignal<String>,
    /// That she has not said so.
    pub unanswered: RwSignal<Option<String>>,
    /// Whose the answers in it are.
    pub answers: Answers,
}

/// What is brought in: the file, what kind it is, what was told of it, and the other profile that it may be of.
#[derive(Clone)]
struct Chosen {
    given: Given,
    source: Source,
    told: Told,
    other: Option<ProfileId>,
}

/// How much of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Much {
    Plain,
    WithTrash,
}

impl Asked {
    /// Nothing was answered yet.
    pub fn of(preview: &Preview) -> Self {
        let (whose, unanswered) = (RwSignal::new(String::new()), RwSignal::new(None));
        Self { whose, unanswered, answers: Answers::of(preview) }
    }

    /// How a file is to be joined; `None` if something must be answered first, which she is told then.
    fn join(self, chosen: &Chosen, much: Much) -> Option<Join> {
        if chosen.other.is_some() && self.whose.with_untracked(String::is_empty) {
            self.unanswered.set(Some(tr::import::answer_first()));
            return None;
        }
        if matches!(chosen.source, Source::Cairn) {
            return Some(Join::Plain);
        }
        self.answers.taken(much == Much::WithTrash).map(Join::Parts)
    }
}

/// The buttons, and what is asked when one is pressed although the file may be another one than she means.
pub fn view(screen: Screen, given: &Given, preview: &Preview, asked: Asked) -> AnyView {
    let (count, other) = (look::count(preview), look::other(preview));
    let lying = words::total(&preview.trashed);
    let action = match (count, &preview.source) {
        (0, _) if preview.answers > 0 => tr::import::do_import(preview.answers),
        (0, _) => tr::import::all_here(),
        (count, Source::Cairn) => tr::import::do_restore(count),
        (count, _) if preview.files.count > 0 => tr::import::do_import(count),
        _ => tr::import::do_import_what(&words::amounts(&words::together(look::parts(preview)))),
    };
    let short = room::is_short(preview.room.as_ref());
    let held = Signal::derive(move || short || screen.work.is_running().get());
    let chosen =
        Chosen { given: given.clone(), source: preview.source.clone(), told: look::told(given, preview), other };
    let doubts = doubts(preview);
    let doubtful = !doubts.is_empty();
    let (asking, much) = (RwSignal::new(false), RwSignal::new(Much::Plain));
    let sure = chosen.clone();
    let go = move || bring(screen, &sure, asked, much.get_untracked());
    let press = move |how: Much| {
        much.set(how);
        // What may be another file than she means is asked about before anything is written.
        match (asked.join(&chosen, how), doubtful) {
            (None, _) => {}
            (Some(_), true) => asking.set(true),
            (Some(_), false) => bring(screen, &chosen, asked, how),
        }
    };
    let with_trash = press.clone();
    let accept = (count + preview.answers > 0 || other.is_some()).then(|| {
        view! { <Button label=action kind=ButtonKind::Main wide=true big=true held=held on_press=move |()| press(Much::Plain)/> }
    });
    let back = (lying > 0).then(|| {
        let label = tr::import::bring_back(lying);
        view! { <Button label wide=true big=true held=held on_press=move |()| with_trash(Much::WithTrash)/> }
    });
    view! {
        {doubtful.then(|| doubted(matches!(preview.source, Source::Cairn), &doubts, asking, go))}
        <div class="stack">
            {accept}
            {back}
            <Button label=tr::import::leave() wide=true big=true on_press=move || screen.to(Stage::Choose)/>
        </div>
    }
    .into_any()
}

fn bring(screen: Screen, chosen: &Chosen, asked: Asked, much: Much) {
    let Some(join) = asked.join(chosen, much) else { return };
    let Chosen { given, source, mut told, other } = chosen.clone();
    if much == Much::WithTrash {
        told.parts = summary::with_trash_back(told.parts);
    }
    let whose = asked.whose.get_untracked();
    let elsewhere = other.filter(|_| whose == ANOTHER).map(profiles::database_of);
    let join = if other.is_some() && whose == SAME { Join::SamePerson } else { join };
    let open = elsewhere.clone();
    let again = given.clone();
    let then = move |answer, _| match answer {
        Answer::Imported(imported) => screen.done(Done { source, imported, elsewhere, told }),
        // The file is another one since it was looked at.
        Answer::Sealed(sealed) => screen.locked(again, &sealed),
        _ => {}
    };
    match open {
        Some(database) => screen.work.run_in(database, Request::Import(Join::Plain), given, then),
        None => screen.work.run_with(Request::Import(join), given, then),
    }
}

/// Why this may not be the file that she means, each in a sentence, and of a backup what comes of it all the same.
#[allow(clippy::cast_precision_loss)] // milliseconds since 1970
fn doubts(preview: &Preview) -> Vec<String> {
    let day = |ms: i64| i18n::date(ms as f64, DateStyle::Long);
    let one = |doubt: &Doubt| match doubt {
        Doubt::Smaller(sizes) => tr::preview::smaller(sizes.there, sizes.here),
        Doubt::Older(latest) => tr::preview::older(&day(preview.made_ms), &day(*latest)),
        Doubt::Other(count) => tr::differences::other_bank(*count),
    };
    let mut said: Vec<String> = preview.doubts.iter().map(one).collect();
    if !said.is_empty() && matches!(preview.source, Source::Cairn) {
        said.push(tr::preview::loses_nothing());
    }
    said
}

/// The doubts, and the question when it is joined all the same; `own` of a backup.
fn doubted(own: bool, doubts: &[String], asking: RwSignal<bool>, sure: impl Fn() + Send + Sync + 'static) -> AnyView {
    let (title, action) = if own {
        (tr::preview::doubt_title(), tr::preview::join_anyway())
    } else {
        (tr::differences::other_bank_title(), tr::differences::other_bank_anyway())
    };
    let text = doubts.join(" ");
    let said: Vec<AnyView> = doubts.iter().map(|said| view! { <p>{said.clone()}</p> }.into_any()).collect();
    view! {
        <Note kind=NoteKind::Warn>{said}</Note>
        <Confirm open=asking title text action on_confirm=sure/>
    }
    .into_any()
}
