//! Hears keys wherever they are pressed and does what they mean.

use super::meaning::{Meaning, Shortcut, meaning};
use super::{list, practice};
use crate::browser::clock;
use crate::browser::keyboard::{self, Press};
use crate::browser::preferences::{self, Preference};
use crate::i18n::tr;
use crate::route::{self, ItemFor, Place, Route};
use crate::ui::live;
use leptos::prelude::untrack;
use std::cell::Cell;

/// After `g` the second key is waited for so long: as long as the hint is read.
const WAIT_MS: f64 = 10_000.0;

/// A field for searching in the place one is at.
const SEARCH: &str = "#main input[type=search]";

thread_local! {
    /// When `g` was pressed.
    static BEGUN: Cell<Option<f64>> = const { Cell::new(None) };
}

/// Whether single keys do something.
pub fn are_on() -> bool {
    preferences::read(Preference::Keys).is_none()
}

/// Switches them on or off, on this device.
pub fn set_on(on: bool) {
    preferences::write(Preference::Keys, (!on).then_some("off"));
}

/// Begins to hear. Call once.
pub fn watch() {
    list::mount();
    keyboard::on_press(heard);
}

/// True if the key was meant for us.
fn heard(press: &Press) -> bool {
    let begun = BEGUN.take().is_some_and(|at| clock::now() - at < WAIT_MS);
    let meaning = meaning(press, begun);
    let saves = meaning == Meaning::Whole(Shortcut::Save);
    // The first screens come before everything that keys lead to.
    let reach = saves || are_on() && untrack(route::current) != Route::FirstRun;
    // Nothing leads out of a sitting by one key beside those that answer.
    let stays = matches!(meaning, Meaning::Whole(Shortcut::Save | Shortcut::List));
    let reach = reach && (stays || !untrack(practice::is_here));
    match meaning {
        Meaning::Whole(shortcut) if reach => {
            if begun {
                live::clear();
            }
            act(shortcut)
        }
        Meaning::Begun if reach => {
            BEGUN.set(Some(clock::now()));
            live::toast(tr::keys::where_to(), None);
            true
        }
        _ => false,
    }
}

fn act(shortcut: Shortcut) -> bool {
    match shortcut {
        Shortcut::Search => {
            if !keyboard::focus_first(SEARCH) {
                route::go(Route::Search);
            }
        }
        Shortcut::List => list::open(),
        Shortcut::New => match new_of(&untrack(route::current)) {
            Some(route) => route::go(route),
            None => keyboard::press("button.add"),
        },
        Shortcut::Go(place) => route::go(match place {
            Place::Today => Route::Today,
            Place::Goals => Route::Goals,
            Place::Library => Route::Library,
            Place::Skills => Route::Skills,
        }),
        Shortcut::Save => return keyboard::save_here(),
    }
    true
}

/// What is made new at a place; elsewhere Add asks.
fn new_of(route: &Route) -> Option<Route> {
    match route {
        Route::Items | Route::ItemNew(_) | Route::Item(_) => return Some(Route::ItemNew(None)),
        Route::Deck(id) if !id.is_empty() => return Some(Route::ItemNew(Some((ItemFor::Deck, id.clone())))),
        _ => {}
    }
    match route.place()? {
        Place::Today => None,
        Place::Goals => Some(Route::GoalNew),
        Place::Library => Some(Route::ResourceNew),
        Place::Skills => Some(Route::SkillNew),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn new_is_of_the_place_one_is_at() {
        assert_eq!(new_of(&Route::Goal("x".into())), Some(Route::GoalNew));
        assert_eq!(new_of(&Route::Compare("x".into())), Some(Route::ResourceNew));
        assert_eq!(new_of(&Route::Items), Some(Route::ItemNew(None)));
        assert_eq!(new_of(&Route::Deck("x".into())), Some(Route::ItemNew(Some((ItemFor::Deck, "x".into())))));
        assert_eq!(new_of(&Route::Today), None);
        assert_eq!(new_of(&Route::Settings), None);
    }
}
