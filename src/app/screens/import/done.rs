//! What was brought in, with a way to take it back where there is one.

use super::{Done, Screen, Stage, report};
use crate::i18n::tr;
use crate::route::{Link, Route};
use crate::session::{jobs::words, named, profiles, run_told, shown, watch};
use crate::ui::{Button, ButtonKind, ButtonLink, Disclosure, Heading, Icon, Note, NoteDoor, NoteKind, Own};
use cairn_domain::{
    command::Command,
    kind::Kind,
    port::{Lookup, Snapshot},
};
use cairn_worker::protocol::{Apart, Source};
use leptos::prelude::*;

/// The last stage.
pub fn view(screen: Screen, done: &Done) -> AnyView {
    let imported = &done.imported;
    let title = match done.source {
        Source::Cairn => tr::import::done_restore(),
        _ => tr::import::done_import(),
    };
    let change = imported.change;
    let (undoing, undone) = (RwSignal::new(false), RwSignal::new(false));
    let undo = move || {
        undoing.set(true);
        run_told(Command::Undo(change), move |done| {
            let _ = undone.try_set(done);
            let _ = undoing.try_set(done);
        });
    };
    let heading = Signal::derive(move || if undone.get() { tr::done::undone(&title) } else { title.clone() });
    let next = match (&done.elsewhere, &done.source) {
        (Some(database), _) => {
            let database = database.clone();
            view! { <Button label=tr::import::open_learner() kind=ButtonKind::Main on_press=move || profiles::switch(&database)/> }
                .into_any()
        }
        (None, Source::Cairn) => {
            view! { <ButtonLink label=tr::import::to_today() to=Route::Today kind=ButtonKind::Main/> }.into_any()
        }
        (None, Source::Items | Source::Table | Source::Anki | Source::Gift | Source::Quiz | Source::Aiken) => {
            to_items()
        }
        // Notes without a card came as resources.
        (None, Source::Notes) if imported.touched.contains(&Kind::ITEM) => to_items(),
        (None, Source::Bookmarks | Source::Pocket | Source::Notes) => {
            view! { <ButtonLink label=tr::import::to_library() to=Route::Library kind=ButtonKind::Main/> }.into_any()
        }
        (None, _) => {
            view! { <ButtonLink label=tr::import::to_skills() to=Route::Skills kind=ButtonKind::Main/> }.into_any()
        }
    };
    let undoable = imported.undoable && done.elsewhere.is_none();
    let here = done.elsewhere.is_none();
    // A collection comes with its decks: they can count for what she wants to learn.
    let decks = here && !matches!(done.source, Source::Cairn) && imported.touched.contains(&Kind::DECK);
    let nothing = imported.new.is_empty() && imported.changed.is_empty();
    let new = (!imported.new.is_empty()).then(|| tr::import::done_new(&words::amounts(&imported.new)));
    let changed = (!imported.changed.is_empty()).then(|| tr::import::done_changed(&words::amounts(&imported.changed)));
    let nothing = nothing && imported.files.count == 0;
    let files = words::files(&imported.files);
    let hash = imported.hash.clone();
    view! {
        <Heading text=heading/>
        <div hidden=move || undone.get()>
            <Note kind=NoteKind::Ok>
                {new.map(|new| view! { <p>{new}</p> })}
                {changed.map(|changed| view! { <p>{changed}</p> })}
                {nothing.then(|| view! { <p>{tr::import::done_nothing()}</p> })}
                {files.into_iter().map(|said| view! { <p dir="auto">{said}</p> }).collect_view()}
            </Note>
        </div>
        {(here && imported.returned > 0).then(|| view! { <NoteDoor icon=Icon::Trash said=tr::lists::returned_note(imported.returned) label=tr::lists::returned() to=Route::Returned/> })}
        {(here && imported.ahead > 0).then(|| view! { <NoteDoor icon=Icon::Clock said=tr::lists::clock_note(imported.ahead) label=tr::lists::clock() to=Route::WrongClock/> })}
        {decks.then(|| view! { <NoteDoor icon=Icon::Skills said=tr::decks::door_text() label=tr::decks::door() to=Route::Deck(String::new())/> })}
        {here.then(|| apart(&imported.first_apart, imported.apart)).flatten()}
        <div class="line">
            <div hidden=move || undone.get()>{next}</div>
            {undoable.then(|| view! { <Button label=tr::import::undo_this() held=undoing on_press=undo/> })}
            <Button label=tr::import::another_file() on_press=move || screen.to(Stage::Choose)/>
        </div>
        {report::later(done)}
        <Disclosure summary=tr::import::details()>
            <p class="cap">{tr::storage::fingerprint()}" "<bdi class="hash" dir="ltr">{hash}</bdi></p>
        </Disclosure>
    }
    .into_any()
}

fn to_items() -> AnyView {
    view! { <ButtonLink label=tr::sheet::to_items() to=Route::Items kind=ButtonKind::Main/> }.into_any()
}

/// Where texts stand in two versions since this; `total` of them, the first by name.
fn apart(first: &[Apart], total: u64) -> Option<AnyView> {
    if total == 0 {
        return None;
    }
    let (asked, told) = (first.to_vec(), first.to_vec());
    let needs = move |snapshot: &Snapshot| {
        let own = asked.iter().map(|one| Lookup::Record(one.kind, one.id));
        let records = asked.iter().filter_map(|one| snapshot.record(one.kind, one.id));
        own.chain(records.flat_map(named::needs)).collect::<Vec<_>>()
    };
    let read = shown(watch(named::RECORDS, needs), move |snapshot| {
        let records = told.iter().filter_map(|one| snapshot.record(one.kind, one.id));
        records.map(|record| (named::title(record, snapshot), named::place(record))).collect::<Vec<_>>()
    });
    let row = |(text, place): (String, Option<Route>)| match place {
        Some(to) => view! { <li><Link to><Own text/></Link></li> }.into_any(),
        None => view! { <li><Own text/></li> }.into_any(),
    };
    let rows = move || read.get().unwrap_or_default().into_iter().map(row).collect_view();
    let more = total.saturating_sub(first.len() as u64);
    Some(
        view! {
            <Note icon=Icon::Compare>
                <p>{tr::import::apart(total)}</p>
                <ul class="stack tight">{rows}</ul>
                {(more > 0).then(|| view! { <p class="cap">{tr::import::problems_more(more)}</p> })}
            </Note>
        }
        .into_any(),
    )
}
