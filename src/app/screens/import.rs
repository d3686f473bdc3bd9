//! Bringing files in: choose, open if it is under a passphrase, say of a table what its columns hold, look at what would
//! change, accept. Nothing is written before that.

mod accept;
mod answers;
mod choose;
mod differs;
mod done;
mod locked;
mod look;
mod paste;
mod report;
mod room;
mod summary;
mod table;

use crate::browser::{files::ChosenFile, focus, history, launched, shared, timers};
use crate::i18n::tr;
use crate::route::Route;
use crate::session::jobs::{self, Given, Handed, Unlocking, Work};
use crate::ui::{Busy, Page, TopBar, live};
use cairn_worker::protocol::{
    Answer, Imported, Preview, Request, Sealed, Source,
    table::{Look, Table},
};
use leptos::prelude::*;

/// Where the screen is.
#[derive(Clone)]
enum Stage {
    /// No file yet.
    Choose,
    /// A file that waits for its passphrase.
    Locked(ChosenFile),
    /// A file was read; what it would do.
    Look(Given, Box<Preview>),
    /// A text to paste.
    Paste,
    /// A table, or terms and definitions; whether they were pasted.
    Table(Given, Box<Table>, bool),
    /// It was brought in.
    Done(Done),
}

/// What was brought in.
#[derive(Clone)]
struct Done {
    source: Source,
    imported: Imported,
    /// Another learner's database, if it went there.
    elsewhere: Option<String>,
    /// What was told of it before.
    told: report::Told,
}

/// What the parts of this screen share.
#[derive(Clone, Copy)]
struct Screen {
    stage: RwSignal<Stage, LocalStorage>,
    work: Work,
    unlocking: Unlocking,
    /// What was pasted on the way to cards.
    pasted: RwSignal<String>,
    /// Under which the file waits, if it was shared.
    waiting: StoredValue<Option<String>>,
}

/// The screen.
pub fn view() -> AnyView {
    let stage = RwSignal::new_local(Stage::Choose);
    let pasted = RwSignal::new(String::new());
    let screen =
        Screen { stage, work: Work::new(), unlocking: Unlocking::new(), pasted, waiting: StoredValue::new(None) };
    if let Some(Handed { file, waiting }) = jobs::take_handed() {
        screen.read(file);
        screen.waiting.set_value(waiting);
    }
    // The job goes with the screen, and is not to go without a word.
    on_cleanup(move || {
        if screen.work.is_at_work() {
            screen.work.cancel();
            live::toast(tr::import::left(), None);
        }
    });
    // Goes with the screen.
    StoredValue::new_local(launched::first(move |file, others| {
        screen.read(file);
        choose::without(others > 0);
    }));
    view! {
        <Page busy=true>
            <TopBar back=Route::Today back_name=tr::places::today()/>
            {move || match screen.stage.get() {
                Stage::Choose => choose::view(screen),
                Stage::Locked(file) => locked::view(screen, &file),
                Stage::Look(given, preview) => look::view(screen, &given, &preview),
                Stage::Paste => paste::view(screen),
                Stage::Table(given, table, pasted) => table::view(screen, &given, &table, pasted),
                Stage::Done(done) => done::view(screen, &done),
            }}
        </Page>
    }
    .into_any()
}

impl Screen {
    /// Reads a file and shows what it would do.
    fn read(self, file: ChosenFile) {
        self.waiting.set_value(None);
        self.to(Stage::Choose);
        self.preview(Some(file).into());
    }

    /// The same with what may open it.
    fn preview(self, given: Given) {
        self.work.run_with(Request::Preview, given.clone(), move |answer, _| match answer {
            Answer::Preview(preview) => {
                self.unlocking.forget();
                self.to(Stage::Look(given, preview));
            }
            Answer::Sealed(sealed) => self.locked(given, &sealed),
            Answer::IsTable => self.columns(given, false),
            _ => {}
        });
    }

    /// Asks what the columns of a table seem to hold.
    fn columns(self, given: Given, pasted: bool) {
        let name = given.name();
        self.ask(given, Request::Look(Look { name, separator: None, heading: None }), pasted);
    }

    /// Asks what a text would bring, and shows it.
    fn ask(self, given: Given, request: Request, pasted: bool) {
        self.work.run_with(request, given.clone(), move |answer, _| {
            if let Answer::Table(table) = answer {
                self.to(Stage::Table(given, table, pasted));
            }
        });
    }

    /// Asks for the passphrase of a file, or for another one.
    fn locked(self, given: Given, sealed: &Sealed) {
        let asked = self.stage.with_untracked(|stage| matches!(stage, Stage::Locked(_)));
        if let (Some(file), false) = (given.file, asked) {
            self.to(Stage::Locked(file));
        }
        self.unlocking.heard(sealed);
    }

    /// Shows what was brought in, and keeps its report. A file that was shared need not wait any longer.
    fn done(self, done: Done) {
        if let Some(waiting) = self.waiting.try_update_value(Option::take).flatten() {
            leptos::task::spawn_local(async move { shared::forget(&waiting).await });
        }
        report::keep(&done);
        self.to(Stage::Done(done));
    }

    /// What is being done, and that it ends when the page is left.
    fn at_work(self) -> AnyView {
        view! {
            <Busy task=self.work.task()/>
            {move || self.work.is_running().get().then(|| view! { <p class="cap">{tr::import::leaving()}</p> })}
        }
        .into_any()
    }

    /// Goes to another stage; a person who listens hears its heading.
    fn to(self, stage: Stage) {
        if self.stage.try_set(stage).is_none() {
            timers::next_frame(|| {
                let _ = focus::main_heading();
                // What was pressed may have stood far below.
                history::scroll_to(0.0);
            });
        }
    }
}
