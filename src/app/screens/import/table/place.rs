//! Where the cards go: into a deck that is here, a new one, or none.

use super::Sheet;
use crate::choose;
use crate::i18n::tr;
use crate::session::{shown, watch};
use crate::ui::{Choice, Section, SelectField, TextField};
use cairn_domain::{
    id::DeckId,
    item::{Deck, Shelves},
    kind::Kind,
    port::Lookup,
};
use cairn_worker::protocol::table::{Into, Mapping};
use leptos::prelude::*;

const NONE: &str = "none";
const NEW: &str = "new";

/// The part.
pub fn view(sheet: Sheet) -> AnyView {
    let decks = shown(watch(&[Kind::DECK], |_| vec![Lookup::Range(Deck::all())]), Shelves::of);
    let name = RwSignal::new(sheet.mapping.with_untracked(|mapping| match &mapping.deck {
        Into::Named(name) => name.clone(),
        _ => String::new(),
    }));
    let choices = Memo::new(move |_| {
        let first = [Choice::new(NONE, tr::items::no_deck()), Choice::new(NEW, tr::sheet::into_other())];
        decks.with(|decks| {
            let known = decks.iter().flat_map(choose::decks_named);
            first.into_iter().chain(known.map(|(id, name)| Choice::new(id.to_string(), name))).collect::<Vec<_>>()
        })
    });
    let new = Memo::new(move |_| sheet.mapping.with(|mapping| matches!(mapping.deck, Into::Named(_))));
    let value = Memo::new(move |_| {
        sheet.mapping.with(|mapping| match &mapping.deck {
            Into::Nowhere => NONE.to_owned(),
            Into::Named(_) => NEW.to_owned(),
            Into::Known(id) => id.to_string(),
        })
    });
    let put = move |deck: Into| {
        let title = match &deck {
            Into::Nowhere => String::new(),
            Into::Named(name) => name.clone(),
            Into::Known(id) => decks
                .with_untracked(|decks| decks.as_ref().map_or_else(String::new, |decks| choose::deck_path(decks, *id))),
        };
        sheet.change(|mapping| place(mapping, deck, &title, sheet.pasted));
    };
    let choose = move |chosen: String| match chosen.as_str() {
        NONE => put(Into::Nowhere),
        NEW => put(Into::Named(name.get_untracked())),
        id => put(DeckId::parse(id).map_or(Into::Nowhere, Into::Known)),
    };
    let commit = move |typed: String| {
        if sheet.mapping.with_untracked(|mapping| mapping.deck != Into::Named(typed.clone())) {
            put(Into::Named(typed));
        }
    };
    view! {
        <Section title=tr::items::deck()>
            <SelectField label=tr::sheet::into() hint=tr::sheet::into_hint() choices value on_change=choose/>
            {move || new.get().then(|| view! {
                <TextField label=tr::items::deck_name() value=name on_input=move |typed: String| name.set(typed) on_commit=commit/>
            })}
        </Section>
    }
    .into_any()
}

/// A text that was pasted has no name of its own: it is called by its deck, so that the same words in two decks are two
/// cards.
fn place(mapping: &mut Mapping, deck: Into, title: &str, pasted: bool) {
    mapping.deck = deck;
    if pasted {
        title.clone_into(&mut mapping.name);
    }
}
