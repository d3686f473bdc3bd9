//! The list of keys: a dialog of its own, and the same list for Settings and Help.

use super::practice;
use crate::i18n::tr;
use crate::ui::{Dialog, KeyLine, Keys};
use leptos::prelude::*;
use std::cell::RefCell;

thread_local! {
    static OPEN: RefCell<Option<RwSignal<bool>>> = const { RefCell::new(None) };
}

/// Puts the dialog into the page, closed. It stands beside the views, which are made anew with the language.
pub(super) fn mount() {
    leptos::mount::mount_to_body(|| {
        let open = RwSignal::new(false);
        OPEN.set(Some(open));
        dialog(open)
    });
}

/// Opens it.
pub(super) fn open() {
    if let Some(open) = OPEN.with_borrow(|open| *open) {
        open.set(true);
    }
}

/// The list in a dialog.
pub fn dialog(open: RwSignal<bool>) -> AnyView {
    view! { <Dialog open title=Signal::derive(tr::keys::title)>{content}</Dialog> }.into_any()
}

/// The list.
pub fn content() -> AnyView {
    use tr::keys as said;
    let go = |key: &str, place: String| KeyLine::after(&["g", key], place);
    let list = KeyLine::any(&["?"], said::list());
    let mut lines = if practice::is_here() {
        // Those that lead to a place do nothing while one practises.
        [practice::lines_here(), vec![list]].concat()
    } else {
        vec![
            KeyLine::any(&["/"], said::search()),
            KeyLine::any(&["n"], said::new()),
            list,
            go("t", tr::places::today()),
            go("g", tr::places::goals()),
            go("l", tr::places::library()),
            go("s", tr::places::skills()),
        ]
    };
    // What acts without these keys stands last.
    lines.push(KeyLine::together(&[said::control(), said::enter()], said::save()));
    lines.push(KeyLine::any(&[said::escape()], said::close()));
    let off = (!super::are_on()).then(|| view! { <p class="muted">{said::are_off()}</p> });
    view! {
        <div class="stack">
            {off}
            <Keys lines/>
            <p class="cap">{said::where_not()}</p>
        </div>
    }
    .into_any()
}
