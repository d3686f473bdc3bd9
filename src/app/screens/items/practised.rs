//! How an item stands in practice, on its page: when it comes next, how often it was answered and how that went the last
//! time, and the way to practise it now. A card that is asked both ways says so of each.

use crate::browser::clock;
use crate::i18n::{self, DateStyle, tr};
use crate::practice::{KINDS, beside::Beside};
use crate::route::Route;
use crate::session::{practice, shown, watch};
use crate::ui::{Icon, Row, Section};
use cairn_domain::{
    id::ItemId,
    practice::{Next, OfItem, Queue, Went},
};
use cairn_learning::schedule::Rating;
use leptos::prelude::*;

/// The section; nothing of an item that is not here.
#[allow(clippy::cast_possible_truncation)] // milliseconds since 1970
pub fn section(id: ItemId) -> AnyView {
    let now_ms = clock::now() as i64;
    let both = [id, id.twin()];
    let reading = watch(KINDS, move |snapshot| [Queue::needs(now_ms, snapshot), OfItem::needs(&both)].concat());
    let standing = shown(reading, move |snapshot| {
        // Made once for both; of a twin that there is not nothing more is looked at.
        let queue = Queue::make(now_ms, snapshot);
        both.map(|item| OfItem::read(item, &queue, practice::today(), now_ms, snapshot))
    });
    (move || {
        let [item, twin] = standing.get()?;
        let item = item?;
        let rows = [(item, None)].into_iter().chain(twin.map(|twin| (twin, Some(tr::items::other_way()))));
        let rows: Vec<AnyView> = rows.map(|(item, name)| row(&item, name)).collect();
        let asked = item.asked || twin.is_some_and(|twin| twin.asked);
        let now = asked.then(|| {
            let to = Route::practise("item", &id.to_string());
            view! { <div class="line"><Beside to class="btn">{tr::mistakes::practise_now()}</Beside></div> }
        });
        Some(view! {
            <Section title=tr::practise::title() tight=true>
                <ul class="list">{rows}</ul>
                {now}
            </Section>
        })
    })
    .into_any()
}

fn row(item: &OfItem, name: Option<String>) -> AnyView {
    let name = name.map(|name| view! { <p class="cap">{name}</p> });
    let times = (item.times > 0).then(|| {
        let last = item.last.map(|(ms, how)| last(ms, how)).unwrap_or_default();
        view! { <p class="cap">{[tr::items::times(item.times), last].join(" ").trim_end().to_owned()}</p> }
    });
    let next = next(item.next);
    view! { <Row icon=Icon::Card>{name}<p>{next}</p>{times}</Row> }.into_any()
}

#[allow(clippy::cast_precision_loss)] // a hundred years at most
fn next(next: Next) -> String {
    match next {
        Next::New => tr::items::is_new(),
        Next::Due => tr::items::is_due(),
        Next::In(days) => tr::items::comes(&i18n::relative(days as f64)),
        Next::LeftOut => tr::items::suspended(),
    }
}

/// "The last time, on 3 May: Partly right."
#[allow(clippy::cast_precision_loss)] // milliseconds since 1970 are exact
fn last(ms: i64, how: Went) -> String {
    let how = match how {
        Went::Right => tr::practise::right(),
        Went::Partly => tr::practise::partly().trim_end_matches('.').to_owned(),
        Went::Wrong | Went::Own(Rating::Again) => tr::practise::not_yet(),
        Went::Unknown => tr::practise::dont_know(),
        Went::Own(Rating::Hard) => tr::practise::hard(),
        Went::Own(Rating::Good) => tr::practise::got_it(),
        Went::Own(Rating::Easy) => tr::practise::easy(),
    };
    tr::items::last_time(&i18n::date(ms as f64, DateStyle::Long), &how)
}
