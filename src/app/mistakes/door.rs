//! The way to open mistakes, where practice begins and ends: how many are to be looked at, and what about. Nothing while
//! there is none; never a demand.

use crate::i18n::{self, tr};
use crate::route::{Link, Route};
use crate::session::{practice, shown, watch};
use crate::ui::{Icon, Row, letters_of_markdown};
use cairn_domain::{
    item::{called, called_needs},
    kind::Kind,
    mistake::Mistake,
    port::{Lookup, Snapshot},
};
use leptos::prelude::*;

/// So many are counted; beyond that the list says how many.
const COUNTED: u32 = 100;
/// So many are named.
const NAMED: usize = 2;

/// The row.
pub fn door() -> AnyView {
    let today = practice::today();
    let reading = watch(&[Kind::MISTAKE, Kind::ITEM], move |snapshot| {
        let items = due(today, snapshot).into_iter().take(NAMED).filter_map(|mistake| mistake.item);
        [Lookup::Range(Mistake::open(COUNTED))].into_iter().chain(items.flat_map(called_needs)).collect()
    });
    let found = shown(reading, move |snapshot| {
        let due = due(today, snapshot);
        let names = due
            .iter()
            .take(NAMED)
            .filter_map(|mistake| mistake.item)
            .map(|item| letters_of_markdown(&called(item, snapshot)));
        (due.len(), names.filter(|name| !name.is_empty()).collect::<Vec<_>>())
    });
    (move || {
        let (count, names) = found.get().filter(|(count, _)| *count > 0)?;
        Some(view! {
            <ul class="list">
                <Row icon=Icon::Reflect>
                    <Link to=Route::Mistakes class="name">{tr::mistakes::open_count(count)}</Link>
                    <p class="cap"><bdi>{i18n::list(&names)}</bdi></p>
                </Row>
            </ul>
        })
    })
    .into_any()
}

fn due(today: i64, snapshot: &Snapshot) -> Vec<Mistake> {
    let open = snapshot.nouns::<Mistake>(&Mistake::open(COUNTED)).into_iter();
    open.filter(|mistake| mistake.is_due(today)).collect()
}
