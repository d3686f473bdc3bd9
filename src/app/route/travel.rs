//! Changing place: the one signal that says where the learner is, kept in step with the address.
//! A place is new until its heading has taken the focus ([`take_arrival`]).

use super::Route;
use crate::browser::{document, events, history};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};

thread_local! {
    static WHERE: RefCell<Option<(String, RwSignal<Route>)>> = const { RefCell::new(None) };
    static ARRIVAL: Cell<Option<f64>> = const { Cell::new(None) };
}

/// Reads the address and follows it from now on. Call once, under an owner that lives as long as the
/// page.
pub fn start() -> RwSignal<Route> {
    let base = document::base_path();
    let here = RwSignal::new(asked());
    WHERE.set(Some((base.clone(), here)));
    history::take_over_scrolling();
    history::on_travel(move |scrolled| {
        ARRIVAL.set(Some(scrolled));
        here.set(Route::parse(&base, &history::path()));
    });
    if let Some(listener) = events::on_window("pagehide", |_| history::remember_scroll()) {
        listener.forever();
    }
    here
}

/// The place that the address names.
pub fn asked() -> Route {
    Route::parse(&document::base_path(), &history::path())
}

/// Where the learner is; following it makes a view follow.
pub fn current() -> Route {
    signal().map_or(Route::Today, |here| here.get())
}

/// Goes to a place.
pub fn go(route: Route) {
    let Some(here) = signal() else { return };
    history::push(&href(&route));
    ARRIVAL.set(Some(0.0));
    here.set(route);
}

/// Puts a place where this one was: the way back leads past it.
pub fn replace(route: Route) {
    let Some(here) = signal() else { return };
    history::replace(&href(&route));
    ARRIVAL.set(Some(0.0));
    here.set(route);
}

/// One step back if that stays in the app; else to this place.
pub fn back(otherwise: Route) {
    if history::came_from_here() {
        history::back();
    } else {
        replace(otherwise);
    }
}

/// The address of a place, for a link.
pub fn href(route: &Route) -> String {
    WHERE.with_borrow(|at| route.print(at.as_ref().map_or("/", |(base, _)| base)))
}

/// How far to scroll the place just arrived at; nothing if it was taken before, or if the page was
/// opened here and the browser has placed the focus.
pub fn take_arrival() -> Option<f64> {
    ARRIVAL.take()
}

fn signal() -> Option<RwSignal<Route>> {
    WHERE.with_borrow(|at| at.as_ref().map(|(_, here)| *here))
}
