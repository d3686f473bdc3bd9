//! Bringing files in: choose, look at what would change, accept. Nothing is written before that.

mod choose;
mod done;
mod look;

use crate::browser::{files::ChosenFile, focus, timers};
use crate::i18n::tr;
use crate::route::Route;
use crate::session::jobs::{self, Work};
use crate::ui::{Page, TopBar};
use cairn_worker::protocol::{Answer, Imported, Preview, Request, Source};
use leptos::prelude::*;

/// Where the screen is.
#[derive(Clone)]
enum Stage {
    /// No file yet.
    Choose,
    /// A file was read; what it would do.
    Look(ChosenFile, Box<Preview>),
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
}

/// The screen.
pub fn view() -> AnyView {
    let screen = Screen { stage: RwSignal::new_local(Stage::Choose), work: Work::new() };
    if let Some(file) = jobs::take_handed() {
        screen.read(file);
    }
    view! {
        <Page>
            <TopBar back=Route::Today back_name=tr::places::today()/>
            {move || match screen.stage.get() {
                Stage::Choose => choose::view(screen),
                Stage::Look(file, preview) => look::view(screen, file, &preview),
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
        self.work.run(Request::Preview, Some(file.clone()), move |answer, _| {
            if let Answer::Preview(preview) = answer {
                self.to(Stage::Look(file, preview));
            }
        });
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
