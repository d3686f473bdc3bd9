//! Search: one field over goals, steps, the library, cards and questions, and skills, answered while typing.
//! Everything is read once when the place is opened, and again when something changes.

mod found;

use crate::browser::focus;
use crate::i18n::tr;
use crate::route::{Link, Route};
use crate::session::{fault, shown, watch};
use crate::ui::{Eyebrow, Heading, Icon, Own, Page, Row, TextField, TextKind, TopBar, letters_of_markdown, live};
use found::{Group, Item};
use leptos::prelude::*;
use std::{cell::RefCell, sync::Arc};

const FIELD: &str = "search";

/// Rows of a group that are shown.
const SHOWN: usize = 30;

thread_local! {
    /// What was searched last: coming back from what was found, she finds it again.
    static KEPT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The screen.
pub fn view() -> AnyView {
    let query = RwSignal::new(KEPT.with_borrow(Clone::clone));
    Effect::new(move |_| KEPT.set(query.get()));
    let reading = watch(found::KINDS, |_| found::needs());
    let items = shown(reading, |snapshot| Arc::new(found::items(snapshot)));
    let result = Memo::new(move |_| {
        let items = items.get()?;
        Some(query.with(|query| found::matching(&items, query).into_iter().cloned().collect::<Vec<_>>()))
    });
    let asked = Memo::new(move |_| query.with(|query| !query.trim().is_empty()));
    let count = Memo::new(move |_| result.with(|result| result.as_ref().map(Vec::len)));
    Effect::new(move |before: Option<Option<usize>>| {
        let now = count.get();
        if let (Some(found), true) = (now, before.is_some_and(|before| before != now) && asked.get()) {
            live::say(tr::search::count(found));
        }
        now
    });
    focus::by_id(FIELD);
    view! {
        <Page>
            <TopBar back=Route::Today back_name=tr::places::today()/>
            <Heading text=tr::common::search()/>
            <TextField
                label=tr::common::search()
                placeholder=tr::search::hint()
                kind=TextKind::Search
                id=FIELD.to_owned()
                value=query
                on_input=move |text: String| query.set(text)
            />
            {fault(reading)}
            {move || match (asked.get(), count.get()) {
                (true, Some(0)) => view! { <div class="stack tight"><p>{tr::search::none()}</p><p class="muted">{tr::search::none_hint()}</p></div> }.into_any(),
                (true, Some(_)) => groups(&result.get().unwrap_or_default()),
                _ => view! { <p class="muted">{tr::search::what()}</p> }.into_any(),
            }}
        </Page>
    }
    .into_any()
}

fn groups(found: &[Item]) -> AnyView {
    let groups = [
        (Group::Goals, tr::places::goals(), Icon::Goals),
        (Group::Steps, tr::goals::steps(), Icon::Goals),
        (Group::Library, tr::places::library(), Icon::Library),
        (Group::Practice, tr::items::title(), Icon::Card),
        (Group::Skills, tr::places::skills(), Icon::Skills),
    ];
    let sections: Vec<AnyView> = groups
        .into_iter()
        .filter_map(|(group, title, icon)| {
            let items: Vec<&Item> = found.iter().filter(|item| item.group == group).collect();
            (!items.is_empty()).then(|| section(title, icon, &items))
        })
        .collect();
    view! { <div class="stack loose">{sections}</div> }.into_any()
}

fn section(title: String, icon: Icon, items: &[&Item]) -> AnyView {
    let rows: Vec<AnyView> = items.iter().take(SHOWN).map(|item| row(item, icon)).collect();
    let rest = items.len().saturating_sub(SHOWN);
    view! {
        <Eyebrow title>
            <ul class="list">{rows}</ul>
            {(rest > 0).then(|| view! { <p class="cap">{tr::search::more(rest)}</p> })}
        </Eyebrow>
    }
    .into_any()
}

fn row(item: &Item, icon: Icon) -> AnyView {
    let Item { group, title, of, to, .. } = item.clone();
    let title = if group == Group::Practice { letters_of_markdown(&title) } else { title };
    let of = (!of.is_empty()).then(|| view! { <p class="cap"><Own text=of/></p> });
    view! { <Row icon><Link to class="name"><Own text=title/></Link>{of}</Row> }.into_any()
}
