//! The doors of the pieces: what each of them gives. Everything that only one door reaches comes with it.

use super::{AtRest, Missing, Screen, TroubleView, Writer};
use crate::route::Route;
use crate::{keys, screens, session, update};
use cairn_store::indexed_db::pages;
use leptos::prelude::*;

/// `door!(piece, name, Type, value)`: an async function that fetches the piece and gives the value in it. Behind any of
/// them answers and items may be read, which lie in pages; what reads those is no part of the main module.
macro_rules! door {
    ($piece:ident, $name:ident, $type:ty, $value:expr) => {
        #[cfg(feature = "split")]
        #[wasm_split_helpers::wasm_split($piece, fallible)]
        pub(super) fn $name() -> Result<$type, Missing> {
            pages::install();
            Ok($value)
        }

        #[cfg(not(feature = "split"))]
        #[allow(clippy::unused_async)] // as its twin above
        pub(super) async fn $name() -> Result<$type, Missing> {
            pages::install();
            Ok($value)
        }
    };
}

door!(goals, open_goals, Screen, goals);
door!(library, open_library, Screen, library);
door!(skills, open_skills, Screen, skills);
door!(practice, open_practice, Screen, practice);
door!(more, open_more, Screen, more);
door!(writing, open_writing, Writer, session::writing::commit);
door!(rest, open_rest, AtRest, at_rest);
door!(trouble, open_trouble, TroubleView, screens::trouble::view);

/// What goes on beside the views, once she has what she came for.
fn at_rest() {
    update::watch();
    keys::watch();
    if !session::is_read_only() {
        session::unkept::look();
        session::estimates::rebuild_due();
        session::practice::settle_due();
        screens::fitting::by_itself();
        session::trash::empty_old_later();
        session::generations::keep_later();
    }
    super::bring_view(&super::NOTICES, notices);
    super::bring_view(&super::PRACTICE, crate::practice::today);
    leptos::mount::mount_to_body(screens::alarm::view);
}

fn notices() -> AnyView {
    view! { {screens::notices::view()}{screens::room::view()} }.into_any()
}

fn goals(route: Route) -> AnyView {
    match route {
        Route::GoalNew => screens::goals::new_view(),
        Route::Goal(id) => screens::goals::view(Some(id)),
        _ => screens::goals::view(None),
    }
}

fn library(route: Route) -> AnyView {
    match route {
        Route::ResourceNew => screens::library::new_view(None),
        Route::ResourceShared(id) => screens::library::new_view(Some(id)),
        Route::Resource(id) => screens::library::view(Some(id)),
        Route::Compare(id) => screens::library::compare_view(id),
        _ => screens::library::view(None),
    }
}

fn skills(route: Route) -> AnyView {
    match route {
        Route::SkillNew => screens::skills::new_view(),
        Route::Framework(id) => screens::skills::framework_view(id),
        Route::Skill(id) => screens::skills::view(Some(id)),
        Route::EvidenceNew(id) => screens::skills::evidence_view(id),
        _ => screens::skills::view(None),
    }
}

fn practice(route: Route) -> AnyView {
    match route {
        Route::ItemNew(wanted) => screens::items::new_view(wanted),
        Route::Item(id) => screens::items::item_view(&id),
        Route::Deck(id) => screens::items::deck_view(&id),
        Route::Mistakes => screens::mistakes::view(),
        Route::Fit => screens::fitting::view(),
        Route::Confidence(skill) => screens::confidence::view(skill.as_deref()),
        Route::Practise(part) => screens::practise::view(&part),
        Route::Schedule(page) => screens::schedule::view(&page),
        _ => screens::items::view(),
    }
}

fn more(route: Route) -> AnyView {
    match route {
        Route::Search => screens::search::view(),
        Route::Help(topic) => screens::help::view(topic),
        Route::Language => screens::language::view(),
        Route::Storage => screens::storage::view(),
        Route::Settings => screens::settings::view(),
        Route::About => screens::about::view(),
        Route::Trash => screens::trash::view(),
        Route::Returned => screens::returned::view(),
        Route::WrongClock => screens::wrong_clock::view(),
        Route::Changes => screens::changes::view(),
        Route::Profile => screens::profile::view(),
        Route::Import => screens::import::view(),
        _ => screens::not_found::view(),
    }
}
