//! The last changes of this device, the latest first: what was done to what, when, what undoing it would do,
//! and Undo. Where something newer stands the entry says so and stays.

mod read;
mod words;

use crate::browser::focus;
use crate::i18n::tr;
use crate::route::Route;
use crate::session::{fault, run_then, shown, watch};
use crate::ui::{Button, ButtonLink, EmptyState, Heading, Icon, Meta, MetaPart, Own, Page, Row, TopBar};
use cairn_domain::{command::Command, kind::Kind};
use leptos::prelude::*;
use read::Change;

/// Entries that are shown at first, and so many more each time.
const PAGE: usize = 20;

/// The screen.
pub fn view() -> AnyView {
    let most = RwSignal::new(PAGE);
    // The first round of a reading follows the signal.
    let reading = watch(Kind::ALL, move |snapshot| read::needs(most.get(), snapshot));
    let latest = shown(reading, read::changes);
    let none = Memo::new(move |_| latest.with(|latest| latest.as_ref().map(|(list, _)| list.is_empty())));
    let more = Memo::new(move |_| latest.with(|latest| latest.as_ref().is_some_and(|(_, more)| *more)));
    let rows = move || latest.get().map(|(list, _)| list).unwrap_or_default();
    view! {
        <Page busy=true>
            <TopBar back=Route::Settings back_name=tr::places::settings()/>
            <Heading text=tr::changes::title()/>
            {fault(reading)}
            {move || match none.get() {
                None => ().into_any(),
                Some(true) => view! {
                    <EmptyState what=tr::changes::empty_what() why=tr::changes::empty_why()>
                        <ButtonLink label=tr::common::to_today() to=Route::Today/>
                    </EmptyState>
                }
                .into_any(),
                Some(false) => view! {
                    <section class="stack" aria-label=tr::changes::title()>
                        <p class="muted">{tr::changes::what()}</p>
                        <ul class="list"><For each=rows key=Clone::clone let:change>{row(change)}</For></ul>
                        {move || more.get().then(|| view! {
                            <Button label=tr::changes::show_more() on_press=move |()| most.update(|most| *most += PAGE)/>
                        })}
                    </section>
                }
                .into_any(),
            }}
        </Page>
    }
    .into_any()
}

fn row(change: Change) -> AnyView {
    let Change { number, done, subject, when, effects, open, partly, has_report } = change;
    let described =
        tr::changes::undo_named(&if subject.is_empty() { done.clone() } else { tr::changes::named(&done, &subject) });
    let parts: Vec<MetaPart> = vec![(Icon::Clock, when).into()];
    let about = (!subject.is_empty()).then(|| view! { <p><Own text=subject/></p> });
    let effects: Vec<AnyView> =
        effects.into_iter().map(|effect| view! { <li dir="auto">{effect}</li> }.into_any()).collect();
    let undo = move |()| {
        run_then(Command::Undo(number), |undone| {
            // The row goes, and the focus with it.
            if undone.is_ok_and(|commit| !commit.changes.kinds.is_empty()) {
                focus::main_heading();
            }
        });
    };
    let foot = if open {
        view! {
            <p class="cap">{tr::changes::would()}</p>
            <ul class="cap stack tight">{effects}</ul>
            {partly.then(|| view! { <p class="cap">{tr::changes::partly()}</p> })}
            <div class="line"><Button label=tr::common::undo() described icon=Icon::Undo on_press=undo/></div>
        }
        .into_any()
    } else {
        view! { <p class="cap">{tr::changes::closed()}</p> }.into_any()
    };
    view! {
        <Row>
            <span class="name">{done}</span>
            {about}
            <Meta parts/>
            {has_report.then(|| view! {
                <div class="line"><ButtonLink label=tr::differences::see_report() to=Route::Import/></div>
            })}
            {foot}
        </Row>
    }
    .into_any()
}
