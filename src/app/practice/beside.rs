//! Pages beside practice: the form of an item that she changes, the fitting of the schedule. They lead back to where she came from, a
//! sitting or a page of the schedule, which their address says behind its path; so it is known after a reload too. A
//! sitting goes on at the same item by itself. The page of an item leads to practising it alone, and back, in the same way.

use crate::browser::history;
use crate::i18n::tr;
use crate::route::{self, Route, follow};
use leptos::prelude::*;

/// The name of the part of an address that says where one came from.
const FROM: &str = "from";

/// The name of the part that says that an item is to be changed at once.
const EDIT: &str = "edit";

/// A link to a page beside the one that is on the screen.
#[component]
pub fn Beside(
    to: Route,
    class: &'static str,
    #[prop(optional, into)] before: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let address = address(&to, &untrack(route::current));
    let kept = address.clone();
    view! {
        <a
            href=address
            class=class
            on:click=move |event| {
                follow(&event, &to);
                if event.default_prevented() {
                    history::replace(&kept);
                    before.iter().for_each(|before| before.run(()));
                }
            }
        >
            {children()}
        </a>
    }
    .into_any()
}

/// Goes to a page beside the one that is on the screen.
pub fn go(to: Route) {
    let address = address(&to, &untrack(route::current));
    route::go(to);
    history::replace(&address);
}

/// Where she came from, of a page beside practice; none where it was opened by itself.
pub fn back() -> Option<Route> {
    came_from(&history::query(FROM)?)
}

/// Whether she came to change the item that is shown: then its form is there at once, and leads back when it is left.
pub fn edits() -> bool {
    history::query(EDIT).is_some() && back().is_some()
}

/// What the way back is called.
pub fn back_name(back: &Route) -> String {
    match back {
        Route::Schedule(page) if page == "often" => tr::schedule::often(),
        Route::Schedule(page) if page == "settings" => tr::schedule::settings(),
        Route::Schedule(_) => tr::schedule::ahead(),
        Route::Item(_) => tr::items::title(),
        _ => tr::practise::title(),
    }
}

fn address(to: &Route, from: &Route) -> String {
    // One goes to an item only to change it.
    let edit = if matches!(to, Route::Item(_)) { ["&", EDIT, "=1"].concat() } else { String::new() };
    [route::href(to).as_str(), "?", FROM, "=", &from.print(""), &edit].concat()
}

/// The place that an address names, if it is one that leads beside practice: an address may come from anywhere.
fn came_from(path: &str) -> Option<Route> {
    let route = Route::parse("", path);
    matches!(route, Route::Practise(_) | Route::Schedule(_) | Route::Item(_)).then_some(route)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_page_beside_practice_says_where_one_came_from() {
        for from in [Route::Practise(String::new()), Route::practise("deck", "01hz"), Route::Schedule("often".into())] {
            let address = address(&Route::Item("01hz".into()), &from);
            let said = address.split_once("?from=").map(|(_, from)| from).unwrap_or_default();
            let (said, edit) = said.split_once('&').unwrap_or_default();
            assert_eq!((came_from(said), edit), (Some(from), "edit=1"), "{address}");
        }
        let fit = address(&Route::Fit, &Route::Practise(String::new()));
        assert!(!fit.contains(EDIT), "{fit}");
    }

    #[test]
    fn what_is_no_place_of_practice_is_no_way_back() {
        for other in ["", "goals", "storage", "https://example.org/practise", "javascript:alert(1)", "practise/fit"] {
            assert_eq!(came_from(other), None, "{other}");
        }
    }
}
