//! The list of decks, and making one.

use super::list::names;
use crate::i18n::tr;
use crate::route::{self, Link, Route};
use crate::session::{run_then, settle};
use crate::ui::{Button, ButtonKind, Icon, Own, Row, TextField};
use cairn_domain::{change::Reply, command::Command, id::DeckId, item::command};
use leptos::prelude::*;

/// The list, with a field for a new one.
pub fn list() -> AnyView {
    let names = names();
    let row = |(id, name): (DeckId, String)| {
        view! { <Row icon=Icon::Card><Link to=Route::Deck(id.to_string()) class="name"><Own text=name/></Link></Row> }
            .into_any()
    };
    let rows = move || names.get().into_iter().flatten().map(row).collect::<Vec<_>>();
    view! {
        <section class="stack loose" aria-label=tr::items::decks()>
            <ul class="list">{rows}</ul>
            {new()}
        </section>
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
