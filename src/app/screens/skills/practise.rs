//! What practises a skill: cards and questions that are linked to it, read in pages, and the way to write one.

use crate::i18n::tr;
use crate::practice;
use crate::route::{ItemFor, Link, Route};
use crate::session::{rows, watch};
use crate::ui::{Button, ButtonKind, ButtonLink, Icon, Own, Row, Section, letters_of_markdown};
use cairn_domain::{
    id::{CompetencyId, ItemId},
    item::Item,
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
    let write = Route::ItemNew(Some((ItemFor::Skill, id.to_string())));
    view! {
        <Section title=tr::items::practise() tight=true>
            {practice::door(Scope::Competency(id), Route::practise("skill", &id.to_string()))}
            {move || (found() == Some(0)).then(|| view! { <p class="muted">{tr::items::skill_empty()}</p> })}
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

fn row((id, title): &(ItemId, String)) -> AnyView {
    let name = if title.is_empty() { tr::trash::untitled() } else { title.clone() };
    let to = Route::Item(id.to_string());
    view! { <Row icon=Icon::Card><Link to class="name"><Own text=name/></Link></Row> }.into_any()
}
