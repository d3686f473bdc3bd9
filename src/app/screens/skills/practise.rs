//! What practises a skill: decks and single cards and questions that are linked to it, read in pages, and the way to write
//! one.

use crate::choose;
use crate::i18n::tr;
use crate::practice;
use crate::route::{ItemFor, Link, Route};
use crate::session::{self, rows, watch};
use crate::ui::{Button, ButtonKind, ButtonLink, Icon, Own, Row, Section, letters_of_markdown};
use cairn_domain::{
    id::{CompetencyId, DeckId, ItemId},
    item::{Deck, Item, Shelves},
    kind::Kind,
    noun::Noun,
    port::Lookup,
    practice::Scope,
};
use leptos::prelude::*;

/// Rows at first; each "Show more" doubles what is shown.
const PAGE: u32 = 8;

/// The section.
pub fn section(id: CompetencyId) -> AnyView {
    let limit = RwSignal::new(PAGE);
    let range = move || Item::practising(id, limit.get().saturating_add(1));
    let reading = watch(&[Kind::ITEM], move |_| vec![Lookup::Range(range())]);
    let items = rows(reading, range, |snapshot, range| {
        let named = |item: Item| (item.id, letters_of_markdown(&item.title()));
        snapshot.records(range).map(|record| named(Item::read(record))).collect::<Vec<(ItemId, String)>>()
    });
    let most = move || usize::try_from(limit.get()).unwrap_or(usize::MAX);
    let found = move || items.with(|items| items.as_ref().map(|items| items.len()));
    let shown = move || {
        let items = items.get();
        items.iter().flat_map(|items| items.iter()).take(most()).map(row).collect::<Vec<_>>()
    };
    let linked = session::shown(watch(&[Kind::DECK], |_| vec![Lookup::Range(Deck::all())]), move |snapshot| {
        let decks = Shelves::of(snapshot);
        let own = decks.all().filter(|(_, shelf)| shelf.competencies.contains(&id));
        own.map(|(deck, _)| (deck, choose::deck_path(&decks, deck))).collect::<Vec<_>>()
    });
    let decks = move || {
        let rows: Vec<AnyView> = linked.get()?.into_iter().map(deck).collect();
        (!rows.is_empty()).then(|| view! { <ul class="list" aria-label=tr::items::decks()>{rows}</ul> })
    };
    let write = Route::ItemNew(Some((ItemFor::Skill, id.to_string())));
    view! {
        <Section title=tr::items::practise() tight=true>
            {practice::door(Scope::Competency(id), Route::practise("skill", &id.to_string()))}
            {decks}
            {move || (found() == Some(0) && linked.with(|linked| linked.as_ref().is_some_and(Vec::is_empty))).then(|| view! { <p class="muted">{tr::items::skill_empty()}</p> })}
            <ul class="list">{shown}</ul>
            {move || (found() > Some(most())).then(|| view! {
                <Button label=tr::library::more() kind=ButtonKind::Quiet on_press=move |()| limit.update(|limit| *limit = limit.saturating_mul(2))/>
            })}
            <div class="line"><ButtonLink label=tr::items::write_card() to=write icon=Icon::Card/>
                <ButtonLink label=tr::confidence::title() to=Route::Confidence(Some(id.to_string())) kind=ButtonKind::Quiet icon=Icon::Chart/>
            </div>
        </Section>
    }
    .into_any()
}

/// A deck, which practises it with all that lies in it.
fn deck((id, path): (DeckId, String)) -> AnyView {
    let to = Route::Deck(id.to_string());
    view! { <Row icon=Icon::Library><Link to class="name"><Own text=path/></Link><p class="cap">{tr::items::deck()}</p></Row> }
        .into_any()
}

fn row((id, title): &(ItemId, String)) -> AnyView {
    let name = if title.is_empty() { tr::trash::untitled() } else { title.clone() };
    let to = Route::Item(id.to_string());
    view! { <Row icon=Icon::Card><Link to class="name"><Own text=name/></Link></Row> }.into_any()
}
