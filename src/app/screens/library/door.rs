//! The way from the library to cards and questions, with how many there are.

use crate::browser::task;
use crate::i18n::tr;
use crate::route::{Link, Route};
use crate::session::{query, shown, watch};
use crate::ui::{Icon, Row};
use cairn_domain::{
    item::Item,
    kind::Kind,
    port::{Lookup, Range},
};
use leptos::prelude::*;

/// So many are counted one by one; beyond that the kept total answers, which counts a card that is asked both ways twice.
const COUNTED: u32 = 64;

/// The row.
pub fn view() -> AnyView {
    let reading = watch(&[Kind::ITEM], |_| vec![Lookup::Range(range())]);
    let few = shown(reading, |snapshot| snapshot.records(&range()).count());
    let total = RwSignal::new(None::<usize>);
    Effect::new(move |_| {
        if few.get().is_some_and(|few| few >= COUNTED as usize) {
            task::start(async move {
                let all = query::summary().await.ok().and_then(|summary| summary.totals.get(&Kind::ITEM).copied());
                let all = all.and_then(|count| usize::try_from(count.alive).ok());
                let _ = total.try_set(all);
            });
        }
    });
    let count = move || {
        let few = few.get()?;
        let all = if few < COUNTED as usize { few } else { total.get()? };
        (all > 0).then(|| view! { <p class="cap">{tr::items::count(all)}</p> })
    };
    view! {
        <ul class="list">
            <Row icon=Icon::Card>
                <Link to=Route::Items class="name">{tr::items::title()}</Link>
                <p class="cap">{tr::items::door()}</p>
                {count}
            </Row>
        </ul>
    }
    .into_any()
}

fn range() -> Range {
    Item::page(None, COUNTED)
}
