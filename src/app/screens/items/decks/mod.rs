//! Decks: the tree of all of them with a search, making one, and the page on which all of them are put to goals and skills.

mod alike;
mod belong;
mod goal;
mod model;
mod put;
mod review;
mod stand;
mod tree;

pub use belong::section as belongs;
pub use model::{Decks, read};
pub use tree::inside;

use crate::i18n::tr;
use crate::route::{self, Route};
use crate::session::{fault, run_then, settle};
use crate::ui::{Button, ButtonKind, ButtonLink, Heading, Icon, Page, Section, Sheet, TextField, TopBar};
use cairn_domain::{change::Reply, command::Command, item::command};
use leptos::prelude::*;

/// The tree, the way to put decks to goals and skills, and a field for a new one.
pub fn list() -> AnyView {
    let (reading, decks) = read();
    let any = Memo::new(move |_| decks.with(|decks| decks.as_ref().is_some_and(|decks| !decks.shelves.is_empty())));
    view! {
        <section class="stack loose" aria-label=tr::items::decks()>
            {fault(reading)}
            {move || any.get().then(|| view! {
                <div class="line">
                    <ButtonLink label=tr::decks::door() to=Route::Deck(String::new()) icon=Icon::Skills/>
                </div>
            })}
            {tree::view(decks)}
            {new()}
        </section>
    }
    .into_any()
}

/// All decks beside the goals and skills that there are.
pub fn page() -> AnyView {
    let (reading, decks) = read();
    let any = Memo::new(move |_| decks.with(|decks| decks.as_ref().map(|decks| !decks.shelves.is_empty())));
    let making = RwSignal::new(false);
    let belonging = move || {
        let decks = decks.get()?;
        let all = decks.shelves.len();
        let belonging = decks.shelves.all().filter(|(id, _)| decks.shelves.giver(*id).is_some()).count();
        (all > 0).then(|| tr::decks::belong_count(belonging, all))
    };
    view! {
        <Page>
            <TopBar back=Route::Items back_name=tr::items::title()/>
            <div class="stack tight">
                <Heading text=tr::decks::title()/>
                <p>{tr::decks::about()}</p>
                <p class="cap num">{belonging}</p>
            </div>
            {fault(reading)}
            {move || any.get().map(|any| if any {
                view! {
                    {alike::section(decks)}
                    <Section title=tr::decks::new_skills() tight=true>
                        <p class="muted">{tr::decks::skills_hint()}</p>
                        <div class="line"><Button label=tr::decks::make_all() icon=Icon::Tree on_press=move |()| making.set(true)/></div>
                    </Section>
                    <Section title=tr::decks::tree() tight=true>{tree::view(decks)}</Section>
                    <Sheet open=making title=tr::decks::make_all()>{move || review::view(None, decks, making)}</Sheet>
                }
                .into_any()
            } else {
                view! { <p class="muted">{tr::decks::no_decks()}</p> }.into_any()
            })}
        </Page>
    }
    .into_any()
}

fn new() -> AnyView {
    let title = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let save = move || {
        let add = command::Command::AddDeck { title: title.get_untracked(), parent: None };
        run_then(
            Command::Item(add),
            settle(error, |commit| {
                if let Reply::Created(id) = commit.reply {
                    route::go(Route::Deck(id.to_string()));
                }
            }),
        );
    };
    view! {
        <form
            class="stack"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <TextField label=tr::items::new_deck() value=title error=error on_input=move |text: String| title.set(text)/>
            <Button label=tr::items::add_deck() kind=ButtonKind::Plain on_press=move |()| save()/>
        </form>
    }
    .into_any()
}
