//! Storage and backup: the last copy outside and a new one, what is kept here, bringing back, taking
//! along, deleting everything. The work itself is done by jobs in the background.

mod backup;
mod bring_back;
mod erase;
mod export;
mod files;
mod kept;
mod protect;

use crate::i18n::tr;
use crate::pieces;
use crate::route::Route;
use crate::session::jobs::Work;
use crate::ui::{Heading, Page, TopBar};
use cairn_worker::protocol::{Answer, Request, Usage};
use leptos::prelude::*;

/// The screen.
pub fn view() -> AnyView {
    let usage = RwSignal::new(None::<Usage>);
    let counting = Work::new();
    let count = move || {
        counting.run(Request::Usage, None, move |answer, _| {
            if let Answer::Usage(found) = answer {
                let _ = usage.try_set(Some(found));
            }
        });
    };
    count();
    view! {
        <Page>
            <TopBar back=Route::Today back_name=tr::places::today()/>
            <Heading text=tr::places::storage()/>
            {backup::panel(usage)}
            {pieces::notices()}
            {kept::section(usage, counting.error())}
            {files::section(usage, Callback::new(move |()| count()))}
            {bring_back::section()}
            {export::section()}
            {erase::section()}
        </Page>
    }
    .into_any()
}
