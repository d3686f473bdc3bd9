//! Bringing files in: choose, open if it is under a passphrase, look at what would change, accept. Nothing is written
//! before that.

mod choose;
mod done;
mod locked;
mod look;

use crate::browser::{files::ChosenFile, focus, timers};
use crate::i18n::tr;
use crate::route::Route;
use crate::session::jobs::{self, Given, Unlocking, Work};
use crate::ui::{Page, TopBar};
use cairn_worker::protocol::{Answer, Imported, Preview, Request, Sealed, Source};
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
}

/// What the parts of this screen share.
#[derive(Clone, Copy)]
struct Screen {
    stage: RwSignal<Stage, LocalStorage>,
    work: Work,
    unlocking: Unlocking,
}

/// The screen.
pub fn view() -> AnyView {
    let stage = RwSignal::new_local(Stage::Choose);
    let screen = Screen { stage, work: Work::new(), unlocking: Unlocking::new() };
    if let Some(file) = jobs::take_handed() {
        screen.read(file);
    }
    view! {
        <Page busy=true>
            <TopBar back=Route::Today back_name=tr::places::today()/>
            {move || match screen.stage.get() {
                Stage::Choose => choose::view(screen),
                Stage::Locked(file) => locked::view(screen, &file),
                Stage::Look(given, preview) => look::view(screen, &given, &preview),
                Stage::Done(done) => done::view(screen, &done),
            }}
        </Page>
    }
    .into_any()
}

impl Screen {
    /// Reads a file and shows what it would do.
    fn read(self, file: ChosenFile) {
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
            _ => {}
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

    /// Goes to another stage; a person who listens hears its heading.
    fn to(self, stage: Stage) {
        if self.stage.try_set(stage).is_none() {
            timers::next_frame(|| {
                let _ = focus::main_heading();
            });
        }
    }
}
