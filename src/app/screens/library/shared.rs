//! What came by the share sheet of the device: it waits, is listed over the library, and is filled into the form of
//! a new resource. It goes only when it was saved or thrown away.

use super::form;
use crate::browser::{
    files::ChosenFile,
    shared::{self, Shared, Waiting},
};
use crate::i18n::tr;
use crate::route::{self, Link, Route};
use crate::session::jobs;
use crate::ui::{Button, ButtonKind, Icon, Note, NoteKind, Row, Section, live};
use cairn_domain::resource::link;
use leptos::prelude::*;

/// What a form begins with.
pub struct Prefill {
    /// Under which it waits.
    pub id: String,
    /// The address in it.
    pub link: String,
    /// Its title.
    pub title: String,
    /// What else it says.
    pub notes: String,
    /// The file.
    pub file: Option<ChosenFile>,
}

/// The form of a new resource with what waits under `id`; a text with several links is handed on.
pub fn form(id: String, several: RwSignal<Option<String>>) -> AnyView {
    let found = RwSignal::new_local(None::<Option<Shared>>);
    let asked = id.clone();
    leptos::task::spawn_local(async move {
        let read = shared::read(&asked).await;
        let _ = found.try_set(Some(read));
    });
    let filled = move |shared: Shared| {
        let import = shared.file.clone().filter(|file| is_brought_in(&file.name())).map(|file| {
            let id = id.clone();
            move || {
                jobs::hand_over_shared(file.clone(), id.clone());
                route::replace(Route::Import);
            }
        });
        let (dropped, discarded) = (shared.dropped, id.clone());
        let discard = move || {
            forget(discarded.clone(), || route::replace(Route::Library));
        };
        view! {
            <Note kind=NoteKind::Info>
                <p>{tr::media::shared_filled()}</p>
                {(dropped > 0).then(|| view! { <p>{tr::media::shared_dropped(dropped)}</p> })}
                {import.map(|import| view! { <Button label=tr::media::shared_import() kind=ButtonKind::Main icon=Icon::In on_press=import/> })}
                <Button label=tr::media::shared_discard() kind=ButtonKind::Quiet on_press=discard/>
            </Note>
            {form::add(Some(prefill(id.clone(), shared)), several)}
        }
        .into_any()
    };
    let gone = move || {
        view! { <Note spoken=true><p>{tr::media::shared_gone()}</p></Note> {form::add(None, several)} }.into_any()
    };
    (move || {
        found.get().map(|read| match read {
            Some(shared) => filled(shared),
            None => gone(),
        })
    })
    .into_any()
}

/// What waits to be saved, over the list.
pub fn waiting() -> AnyView {
    let waiting = RwSignal::new(Vec::<Waiting>::new());
    leptos::task::spawn_local(async move {
        let _ = waiting.try_set(shared::waiting().await);
    });
    let row = move |one: Waiting| {
        let name = if one.name.is_empty() { tr::media::shared_nameless() } else { one.name };
        let (described, id) = (tr::media::shared_discard_named(&name), one.id.clone());
        let discard = move || {
            let gone = id.clone();
            forget(id.clone(), move || {
                let _ = waiting.try_update(|list| list.retain(|one| one.id != gone));
            });
        };
        view! {
            <Row icon=Icon::In>
                <Link to=Route::ResourceShared(one.id) class="name"><bdi dir="auto">{name}</bdi></Link>
                <div class="line"><Button label=tr::media::shared_discard() described kind=ButtonKind::Quiet on_press=discard/></div>
            </Row>
        }
    };
    (move || {
        let list = waiting.get();
        (!list.is_empty()).then(|| {
            view! {
                <Section title=tr::media::shared_waiting() tight=true>
                    <ul class="list">{list.into_iter().map(row).collect_view()}</ul>
                </Section>
            }
        })
    })
    .into_any()
}

/// Endings of files that the import screen reads.
const ENDINGS: [&str; 13] =
    ["apkg", "colpkg", "cairn", "gift", "xml", "csv", "tsv", "txt", "md", "zip", "json", "html", "htm"];

/// Whether a file of this name may be one that is brought in rather than kept.
fn is_brought_in(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.iter().any(|one| ending.eq_ignore_ascii_case(one)))
}

/// What was saved need not wait any longer.
pub fn saved(waiting: Option<String>) {
    if let Some(id) = waiting {
        leptos::task::spawn_local(async move { shared::forget(&id).await });
    }
}

fn forget(id: String, then: impl FnOnce() + 'static) {
    leptos::task::spawn_local(async move {
        shared::forget(&id).await;
        live::toast(tr::media::shared_discarded(), None);
        then();
    });
}

/// Many apps put the address into the text.
fn prefill(id: String, shared: Shared) -> Prefill {
    let Shared { title, text, url, file, .. } = shared;
    let link = if url.is_empty() { link::within(&text).unwrap_or_default() } else { url };
    let notes = if text.trim() == link { String::new() } else { text };
    Prefill { id, link, title, notes, file }
}
