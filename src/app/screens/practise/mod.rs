//! Practice, full-screen: one question after the other, the answer after each, and what a sitting changed. It goes on
//! where it stood after the app was closed, and ends by itself.
//!
//! Order of reading: [`start`] finds or plans a sitting, [`run`] is it in memory, [`desk`] on the screen; [`task`] is one
//! question with its [`forms`] and its [`feedback`]; [`end`] is what is said at the end.

mod answered;
mod asked;
mod desk;
mod end;
mod feedback;
mod forms;
mod given;
mod hints;
mod keys;
mod menu;
mod moved;
mod number;
mod place;
mod put;
mod rate;
mod read;
mod rubric;
mod run;
mod settings;
mod start;
mod sure;
mod task;
mod verdict;
mod written;
mod wrong;

use crate::attach;
use crate::browser::keyboard;
use crate::i18n::{self, tr};
use crate::mistakes;
use crate::practice::{self, beside};
use crate::route::Route;
use crate::session::{AppError, fault, words};
use crate::ui::{
    Button, ButtonKind, ButtonLink, EmptyState, Heading, Icon, IconButton, IconLink, Note, NoteKind, Page,
};
use asked::{Asked, Lost};
use cairn_domain::{id::ItemId, practice::Scope};
use desk::{Desk, Stage};
use keys::Key;
use leptos::prelude::*;
use menu::There;
use read::edited;
use task::Hands;

/// The screen; `part` says what is practised, as the address has it.
pub fn view(part: &str) -> AnyView {
    practice::wear();
    if let Some(about) = place::about(part) {
        return place::view(about);
    }
    let Some(scope) = start::scope(part) else { return missing() };
    let back = back(&scope);
    let desk = Desk::open(scope);
    attach::show_within(desk.settings.sounds.into());
    let hands = StoredValue::new(None::<Hands>);
    let asked = desk.asked();
    listen(desk, asked, hands);
    let menu = RwSignal::new(false);
    let there = Memo::new(move |_| match asked.get() {
        Some(Ok(asked)) if desk.stage.get() == Stage::Asking => {
            Some(There { id: edited(&asked), flagged: desk.is_flagged(&asked) })
        }
        _ => None,
    });
    let act = Callback::new(move |act| {
        if let Some(Ok(asked)) = asked.get_untracked() {
            desk.act(act, &asked);
        }
    });
    let content = {
        let back = back.clone();
        move || match desk.stage.get() {
            Stage::Opening => view! { <p class="muted" aria-busy="true"></p> }.into_any(),
            Stage::Failed(error) => failed(desk, &error),
            Stage::Behind => behind(desk, back.clone()),
            Stage::Nothing(next, any) => nothing(desk, next, any, back.clone()),
            Stage::Asking => questions(desk, asked, hands),
            Stage::Through => end::view(desk, back.clone()),
        }
    };
    view! {
        <Page full=true>
            {head(desk, menu, back)}
            {fault(desk.reading)}
            {move || desk.trouble.get().map(|words| view! { <Note kind=NoteKind::Danger spoken=true><p>{words}</p></Note> })}
            {moved::view(desk)}
            {content}
        </Page>
        {menu::sheet(menu, there, desk, act)}
        {desk.noting.sheet(Callback::new(move |edits| {
            if let Some(hands) = hands.get_value() {
                hands.keep.run(edits);
            }
        }))}
    }
    .into_any()
}

/// Where one comes from, and goes back to.
fn back(scope: &Scope) -> Route {
    match scope {
        Scope::Goal(id) => Route::Goal(id.to_string()),
        Scope::Competency(id) => Route::Skill(id.to_string()),
        Scope::Deck(Some(id)) => Route::Deck(id.to_string()),
        // One item alone is asked from its page, or for a mistake that was made with it.
        Scope::Items(_) => beside::back().filter(|from| matches!(from, Route::Item(_))).unwrap_or(Route::Mistakes),
        Scope::Everything | Scope::Deck(None) => Route::Today,
    }
}

fn head(desk: Desk, menu: RwSignal<bool>, back: Route) -> AnyView {
    let progress = Memo::new(move |_| desk.run.with(|run| run.as_ref().map(run::Run::progress)));
    let none = Signal::derive(move || desk.run.with(|run| run.as_ref().is_none_or(|run| run.answers().is_empty())));
    let asking = Memo::new(move |_| desk.stage.get() == Stage::Asking);
    let bar = move || {
        let (done, all) = progress.get().filter(|_| asking.get())?;
        Some(view! {
            <progress class="grow" value=done.to_string() max=all.max(1).to_string() aria-label=tr::practise::answered_of(done, all)></progress>
            <span class="cap num">{tr::practise::place(done, all)}</span>
        })
    };
    view! {
        <header class="top">
            <IconLink icon=Icon::Close to=back label=tr::practise::close()/>
            {move || match bar() {
                Some(bar) => bar.into_any(),
                None => view! { <span class="grow"></span> }.into_any(),
            }}
            <IconButton icon=Icon::Undo label=tr::practise::undo() held=none on_press=move || desk.undo()/>
            <IconButton icon=Icon::Menu label=tr::practise::menu() on_press=move || menu.set(true)/>
        </header>
    }
    .into_any()
}

/// The question that comes next, and its place as the heading of the page.
fn questions(
    desk: Desk,
    asked: Memo<Option<Result<Asked, (ItemId, Lost)>>>,
    hands: StoredValue<Option<Hands>>,
) -> AnyView {
    let heading = Signal::derive(move || {
        desk.run.with(|run| {
            let (done, all) = run.as_ref().map_or((0, 0), run::Run::progress);
            tr::practise::at((done + 1).min(all), all)
        })
    });
    let question = move || {
        desk.turn.track();
        hands.set_value(None);
        match asked.get() {
            None => ().into_any(),
            Some(Ok(asked)) => task::view(desk, asked, hands),
            Some(Err((item, lost))) => lost_view(desk, item, lost),
        }
    };
    view! { <Heading text=heading class="sr"/>{question} }.into_any()
}

/// What cannot be asked says why and is left out.
fn lost_view(desk: Desk, item: ItemId, lost: Lost) -> AnyView {
    let why = match lost {
        Lost::Item => tr::practise::lost_item(),
        Lost::Card => tr::practise::lost_card(),
        Lost::Key => tr::practise::lost_key(),
        Lost::Skill => tr::practise::lost_skill(),
    };
    view! {
        <div class="ask">
            <Note kind=NoteKind::Warn spoken=true>
                <p>{why}" "{tr::practise::skipped()}</p>
                <div class="line">
                    <Button label=tr::practise::go_on() kind=ButtonKind::Main on_press=move || desk.leave_out(item)/>
                </div>
            </Note>
        </div>
    }
    .into_any()
}

/// Keys, while single keys do something.
fn listen(desk: Desk, asked: Memo<Option<Result<Asked, (ItemId, Lost)>>>, hands: StoredValue<Option<Hands>>) {
    let listener = keyboard::listen(move |press| {
        let four = desk.settings.four.try_get_untracked().unwrap_or_default();
        let Some(key) = keys::meaning(press, four).filter(|_| crate::keys::are_on()) else { return false };
        let hands = hands.try_get_value().flatten();
        match (key, hands) {
            (Key::Undo, _) => desk.undo(),
            (Key::Main, Some(hands)) => hands.main.run(()),
            (Key::Rate(rating), Some(hands)) => hands.rate.run(rating),
            (Key::Read, Some(hands)) => hands.read.run(()),
            (Key::Edit, Some(_)) => {
                if let Some(Ok(asked)) = asked.get_untracked() {
                    beside::go(Route::Item(edited(&asked).to_string()));
                }
            }
            _ => return false,
        }
        true
    });
    StoredValue::new_local(listener);
}

fn failed(desk: Desk, error: &AppError) -> AnyView {
    let words = words::error(error);
    view! {
        <Heading text=tr::practise::title() class="sr"/>
        <Note kind=NoteKind::Danger spoken=true>
            <p>{words}</p>
            <div class="line"><Button label=tr::errors::try_again() kind=ButtonKind::Main on_press=move || desk.begin_again(false)/></div>
        </Note>
    }
    .into_any()
}

/// There is nothing to be asked now.
#[allow(clippy::cast_precision_loss)] // days
fn nothing(desk: Desk, next: Option<i64>, any: bool, back: Route) -> AnyView {
    let why = match next {
        Some(days) => tr::practise::nothing_due(&i18n::relative(days as f64)),
        None if any => tr::practise::nothing_why(),
        None => tr::practise::nothing_here(),
    };
    let write = (!any).then(|| view! { <ButtonLink label=tr::items::write_card() to=Route::ItemNew(None)/> });
    view! {
        <Heading text=tr::practise::title() class="sr"/>
        <div class="ask">
            <EmptyState what=tr::practise::nothing() why>
                {back_link(back)}
                {write}
            </EmptyState>
            {move || end::new_later(desk).map(|row| view! { <ul class="list">{row}</ul> })}
            {end::besides(desk)}
            {mistakes::door()}
        </div>
    }
    .into_any()
}

/// A clock that is behind: what is due cannot be told, and an answer would stand before those that were given.
fn behind(desk: Desk, back: Route) -> AnyView {
    let days = desk.behind.get_untracked();
    view! {
        <Heading text=tr::practise::title() class="sr"/>
        <div class="ask">
            <EmptyState what=tr::practise::clock() why=tr::practise::clock_back(days)>
                {back_link(back)}
                <Button label=tr::practise::anyway() on_press=move || desk.begin_again(true)/>
            </EmptyState>
        </div>
    }
    .into_any()
}

/// The way back, which is the main thing once nothing is asked.
fn back_link(back: Route) -> AnyView {
    let label = if back == Route::Today { tr::practise::back() } else { tr::practise::to_place() };
    view! { <ButtonLink label to=back kind=ButtonKind::Main big=true wide=true/> }.into_any()
}

fn missing() -> AnyView {
    view! {
        <Page full=true>
            <Heading text=tr::common::not_found()/>
            <p>{tr::practise::missing()}</p>
            <div class="line"><ButtonLink label=tr::practise::back() to=Route::Today kind=ButtonKind::Main/></div>
        </Page>
    }
    .into_any()
}
