//! What was brought in, with a way to take it back where there is one.

use super::{Done, Screen, Stage};
use crate::i18n::tr;
use crate::route::Route;
use crate::session::{self, jobs::words, profiles};
use crate::ui::{Button, ButtonKind, ButtonLink, Heading, Icon, Note, NoteDoor, NoteKind};
use cairn_worker::protocol::Source;
use leptos::prelude::*;

/// The last stage.
pub fn view(screen: Screen, done: &Done) -> AnyView {
    let imported = &done.imported;
    let title = match done.source {
        Source::Cairn => tr::import::done_restore(),
        _ => tr::import::done_import(),
    };
    let change = imported.change;
    let undone = RwSignal::new(false);
    let undo = move || {
        undone.set(true);
        session::undo(change);
    };
    let next = match (&done.elsewhere, &done.source) {
        (Some(database), _) => {
            let database = database.clone();
            view! { <Button label=tr::import::open_learner() kind=ButtonKind::Main on_press=move || profiles::switch(&database)/> }
                .into_any()
        }
        (None, Source::Cairn) => {
            view! { <ButtonLink label=tr::import::to_today() to=Route::Today kind=ButtonKind::Main/> }.into_any()
        }
        (None, Source::Items | Source::Table) => {
            view! { <ButtonLink label=tr::sheet::to_items() to=Route::Items kind=ButtonKind::Main/> }.into_any()
        }
        (None, Source::Bookmarks | Source::Pocket) => {
            view! { <ButtonLink label=tr::import::to_library() to=Route::Library kind=ButtonKind::Main/> }.into_any()
        }
        (None, _) => {
            view! { <ButtonLink label=tr::import::to_skills() to=Route::Skills kind=ButtonKind::Main/> }.into_any()
        }
    };
    let undoable = imported.undoable && done.elsewhere.is_none();
    let here = done.elsewhere.is_none();
    let nothing = imported.new.is_empty() && imported.changed.is_empty();
    let new = (!imported.new.is_empty()).then(|| tr::import::done_new(&words::amounts(&imported.new)));
    let changed = (!imported.changed.is_empty()).then(|| tr::import::done_changed(&words::amounts(&imported.changed)));
    let nothing = nothing && imported.files.count == 0;
    let files = words::files(&imported.files);
    let hash = imported.hash.clone();
    view! {
        <Heading text=title/>
        <Note kind=NoteKind::Ok>
            {new.map(|new| view! { <p>{new}</p> })}
            {changed.map(|changed| view! { <p>{changed}</p> })}
            {nothing.then(|| view! { <p>{tr::import::done_nothing()}</p> })}
            {files.into_iter().map(|said| view! { <p dir="auto">{said}</p> }).collect_view()}
            <p class="cap">{tr::storage::fingerprint()}" "<bdi class="hash" dir="ltr">{hash}</bdi></p>
        </Note>
        {(here && imported.returned > 0).then(|| view! { <NoteDoor icon=Icon::Trash said=tr::lists::returned_note(imported.returned) label=tr::lists::returned() to=Route::Returned/> })}
        {(here && imported.ahead > 0).then(|| view! { <NoteDoor icon=Icon::Clock said=tr::lists::clock_note(imported.ahead) label=tr::lists::clock() to=Route::WrongClock/> })}
        <div class="line">
            {next}
            {undoable.then(|| view! { <Button label=tr::import::undo_this() held=undone on_press=undo/> })}
            <Button label=tr::import::another_file() on_press=move || screen.to(Stage::Choose)/>
        </div>
    }
    .into_any()
}
