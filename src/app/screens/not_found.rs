//! An address that leads nowhere.

use crate::i18n::tr;
use crate::route::Route;
use crate::ui::{ButtonKind, ButtonLink, Page, TopBar};
use leptos::prelude::*;

/// The screen.
pub fn view() -> AnyView {
    view! {
        <Page>
            <TopBar title=tr::common::not_found()/>
            <section class="stack loose">
                <p>{tr::common::not_found_text()}</p>
                <ButtonLink label=tr::common::to_today() to=Route::Today kind=ButtonKind::Main/>
            </section>
        </Page>
    }
    .into_any()
}
