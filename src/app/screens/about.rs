//! About: what Cairn is, whose the data is, under which licences it stands.

use crate::i18n::tr;
use crate::route::{Link, Route};
use crate::ui::{Heading, Page, Section, TopBar};
use leptos::prelude::*;

/// The screen.
pub fn view() -> AnyView {
    view! {
        <Page>
            <TopBar back=Route::Today back_name=tr::places::today()/>
            <div class="stack">
                <svg class="mark" viewBox="0 0 48 48" aria-hidden="true"><use href="#mark"></use></svg>
                <Heading text=tr::places::about()/>
                <p>{tr::about::what()}</p>
                <p class="cap">{tr::about::version(env!("CARGO_PKG_VERSION"))}</p>
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
