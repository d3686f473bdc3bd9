//! How a goal came to stand where it stands, with the reasons that were given.

use super::detail::{Shown, pick};
use super::words;
use crate::i18n::tr;
use crate::ui::Disclosure;
use leptos::prelude::*;

/// The section; closed, for it is looked up and not read.
pub fn section(detail: Shown) -> AnyView {
    let past = Memo::new(move |_| pick(detail, |detail| detail.past.clone()));
    let created = Memo::new(move |_| pick(detail, |detail| detail.goal.created));
    let rows = move || {
        let row = |past: cairn_domain::goal::history::Past| {
            let day = words::date(past.at.ms);
            let reason = past.transition.reason;
            view! {
                <li class="row bare">
                    <div class="body">
                        <span class="name">{words::status(past.transition.to)}</span>
                        <p class="cap">{day}</p>
                        {(!reason.is_empty()).then(|| view! { <p dir="auto">{reason}</p> })}
                    </div>
                </li>
            }
            .into_any()
        };
        past.get().into_iter().map(row).collect::<Vec<_>>()
    };
    let set = move || created.get().map(|at| view! { <p class="cap">{tr::goals::set_on(&words::date(at.0))}</p> });
    view! {
        <Disclosure summary=tr::goals::history()>
            <ul class="list">{rows}</ul>
            {set}
        </Disclosure>
    }
    .into_any()
}
