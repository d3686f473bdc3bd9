//! Mistakes: what is open, what she is through with, and the last answers that went wrong of which nothing is noted yet.

mod rows;

use crate::browser::clock;
use crate::i18n::tr;
use crate::mistakes::Noting;
use crate::practice;
use crate::route::Route;
use crate::session::{self, fault, shown, watch};
use crate::ui::{ButtonLink, Choice, EmptyState, Heading, Icon, Page, Segmented, TopBar};
use cairn_domain::{
    kind::Kind,
    mistake::log::{self, Log},
};
use leptos::prelude::*;

/// Kinds whose change may change the log.
const KINDS: &[Kind] = &[Kind::MISTAKE, Kind::RESPONSE, Kind::VOID, Kind::ITEM, Kind::RESOURCE];

/// The lists.
const OPEN: &str = "open";
const DONE: &str = "done";
const LAST: &str = "last";

/// The screen.
pub fn view() -> AnyView {
    practice::wear();
    let today = session::practice::today();
    #[allow(clippy::cast_possible_truncation)] // milliseconds since 1970
    let now_ms = clock::now() as i64;
    let reading = watch(KINDS, log::needs);
    let log = shown(reading, move |snapshot| log::read(now_ms, today, snapshot));
    let chosen = RwSignal::new(None::<String>);
    // What there is something in; she may choose another.
    let list = Memo::new(move |_| {
        let first = log.with(|log| match log {
            Some(log) if log.open.is_empty() && !log.unnoted.is_empty() => LAST,
            _ => OPEN,
        });
        chosen.get().unwrap_or_else(|| first.to_owned())
    });
    let noting = Noting::new();
    let tabs = [(OPEN, tr::mistakes::open()), (LAST, tr::mistakes::last()), (DONE, tr::mistakes::done())];
    let tabs = tabs.map(|(name, label)| (Choice::new(name, label), None)).to_vec();
    view! {
        <Page>
            <TopBar back=Route::Items back_name=tr::items::title()/>
            <div class="stack tight">
                <Heading text=tr::mistakes::title()/>
                <p class="muted">{tr::mistakes::what()}</p>
            </div>
            {fault(reading)}
            <Segmented label=tr::mistakes::title() choices=tabs value=list on_choose=move |name: String| chosen.set(Some(name))/>
            {move || log.get().map(|log| content(&log, &list.get(), noting, today))}
        </Page>
        {noting.sheet(Callback::new(|_| {}))}
    }
    .into_any()
}

fn content(log: &Log, list: &str, noting: Noting, today: i64) -> AnyView {
    let rows: Vec<AnyView> = match list {
        DONE => log.done.iter().map(|noted| rows::noted(noted, noting, today)).collect(),
        LAST => log.unnoted.iter().map(|unnoted| rows::unnoted(unnoted, noting)).collect(),
        _ => log.open.iter().map(|noted| rows::noted(noted, noting, today)).collect(),
    };
    if !rows.is_empty() {
        return view! { <ul class="list">{rows}</ul> }.into_any();
    }
    match list {
        DONE => view! { <p class="muted">{tr::mistakes::none_done()}</p> }.into_any(),
        LAST => view! { <p class="muted">{tr::mistakes::none_last()}</p> }.into_any(),
        _ => view! {
            <EmptyState what=tr::mistakes::none_what() why=tr::mistakes::none_why()>
                <ButtonLink label=tr::practise::main_button() to=Route::Practise(String::new()) icon=Icon::Card/>
            </EmptyState>
        }
        .into_any(),
    }
}
