//! About: what Cairn is, whose the data is, under which licences it stands.

use crate::browser::task;
use crate::i18n::tr;
use crate::route::{Link, Route};
use crate::ui::{Button, Heading, Page, Section, TopBar, live};
use crate::update;
use leptos::prelude::*;

/// The screen.
pub fn view() -> AnyView {
    let look = |()| {
        task::start(async {
            // What is found is shown by the dot of the menu when it is ready.
            let words = match update::look().await {
                Some(true) if update::ready().get_untracked() => tr::update::ready(),
                Some(true) => tr::update::coming(),
                Some(false) => tr::update::none(),
                None => tr::update::failed(),
            };
            live::toast(words, None);
        });
    };
    view! {
        <Page>
            <TopBar back=Route::Today back_name=tr::places::today()/>
            <div class="stack">
                <svg class="mark" viewBox="0 0 48 48" aria-hidden="true"><use href="#mark"></use></svg>
                <Heading text=tr::places::about()/>
                <p>{tr::about::what()}</p>
                <p class="cap">{tr::about::version(env!("CARGO_PKG_VERSION"))}</p>
                <div class="line"><Button label=tr::update::look() on_press=look/></div>
            </div>
            <Section title=tr::about::name()><p>{tr::about::name_text()}</p></Section>
            <Section title=tr::about::yours()>
                <p>{tr::about::yours_text()}</p>
                <Link to=Route::Storage class="btn">{tr::about::yours_link()}</Link>
            </Section>
            <Section title=tr::about::free()><p>{tr::about::free_text()}</p></Section>
        </Page>
    }
    .into_any()
}
