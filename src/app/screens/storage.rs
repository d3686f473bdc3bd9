//! Storage and backup: the last copy outside and a new one, what is kept here, bringing back, taking
//! along, deleting everything. The work itself is done by jobs in the background.

mod backup;
mod bring_back;
mod erase;
mod export;
mod files;
mod generations;
mod kept;
mod protect;
mod torn;

use crate::i18n::tr;
use crate::pieces;
use crate::recover;
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
    let torn = torn::is_so(counting.error());
    view! {
        <Page busy=true>
            <TopBar back=Route::Today back_name=tr::places::today()/>
            <Heading text=tr::places::storage()/>
            {backup::panel(usage)}
            {pieces::notices()}
            {torn::section(torn)}
            // The same copies stand in that part, and do something else there.
            {move || (!torn.get()).then(generations::section)}
            {kept::section(usage, counting.error())}
            {files::section(usage, Callback::new(move |()| count()))}
            {bring_back::section()}
            {recover::aside()}
            {export::section()}
            {erase::section()}
        </Page>
    }
    .into_any()
}
