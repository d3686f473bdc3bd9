//! The schedule of practice: the days ahead, what is forgotten often, ready by a date, and how much and when, as she wants it. What is asked now is [`super::practise`]'s.

mod ahead;
mod days;
mod often;
mod preferences;
mod ready;
mod result;
mod surely;

use crate::i18n::tr;
use crate::practice;
use crate::route::Route;
use crate::ui::{ButtonLink, Heading, Page, TopBar};
use leptos::prelude::*;

/// The page that the address names.
pub fn view(page: &str) -> AnyView {
    practice::wear();
    match page {
        "" => ahead::view(),
        "often" => often::view(),
        "settings" => preferences::view(),
        "ready" => ready::view(""),
        _ => page.strip_prefix("ready/").map_or_else(missing, ready::view),
    }
}

fn missing() -> AnyView {
    view! {
        <Page>
            <TopBar back=Route::Today back_name=tr::places::today()/>
            <Heading text=tr::common::not_found()/>
            <div class="line"><ButtonLink label=tr::schedule::ahead() to=Route::Schedule(String::new())/></div>
        </Page>
    }
    .into_any()
}
