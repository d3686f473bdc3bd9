//! An opened file: a picture, a player with the browser's own controls, or a text. Its address lives as long as
//! it is seen. Nothing that could run is given to an element that runs it.

use super::words::Show;
use crate::browser::{download::Made, object_url::ObjectUrl};
use crate::i18n::tr;
use crate::ui::{Button, Note};
use cairn_domain::media::Attached;
use leptos::prelude::*;
use std::rc::Rc;

/// Bytes of a text that are shown.
const TEXT_MAX: f64 = 200_000.0;

/// What is open.
#[derive(Clone)]
pub struct Open {
    made: Made,
    show: Show,
    /// Given back when the last view of it goes.
    url: Rc<ObjectUrl>,
}

impl Open {
    /// Opens it; nothing where the browser makes no address.
    pub fn of(made: &Made, show: Show) -> Option<Self> {
        let url = Rc::new(ObjectUrl::of(made)?);
        Some(Self { made: made.clone(), show, url })
    }

    /// Under the media type that elements need to know it by; SVG is known by nothing else.
    fn typed(&self, media_type: &str) -> Self {
        let typed = if self.show == Show::Text { None } else { Self::of(&self.made.typed(media_type), self.show) };
        typed.unwrap_or_else(|| self.clone())
    }
}

/// The view of it, with a way to close it.
pub fn view(open: &Open, file: Attached, opened: RwSignal<Option<Open>, LocalStorage>) -> AnyView {
    let open = open.typed(&file.media_type);
    let failed = RwSignal::new(false);
    let address = open.url.address().to_owned();
    let name = file.name;
    let shown = match open.show {
        Show::Picture => {
            view! { <img class="shown" src=address alt=name on:error=move |_| failed.set(true)/> }.into_any()
        }
        Show::Sound => {
            view! { <audio class="shown" controls=true src=address aria-label=name on:error=move |_| failed.set(true)></audio> }
                .into_any()
        }
        Show::Film => {
            view! {
                <video class="shown" controls=true playsinline=true src=address aria-label=name on:error=move |_| failed.set(true)></video>
            }
            .into_any()
        }
        Show::Text | Show::Outside => text(open.made.clone()),
    };
    // The address is given back with the view.
    StoredValue::new_local(open);
    view! {
        <div class="stack tight">
            {move || failed.get().then(|| view! { <Note spoken=true><p>{tr::media::cannot_show()}</p></Note> })}
            <div class="viewer" class:gone=move || failed.get()>{shown}</div>
            <div class="line"><Button label=tr::media::close() on_press=move || opened.set(None)/></div>
        </div>
    }
    .into_any()
}

fn text(made: Made) -> AnyView {
    let text = RwSignal::new(String::new());
    let cut = made.size() > TEXT_MAX;
    leptos::task::spawn_local(async move {
        let _ = text.try_set(made.text(TEXT_MAX).await.unwrap_or_default());
    });
    view! {
        <div class="own-text" dir="auto" tabindex="0">{move || text.get()}</div>
        {cut.then(|| view! { <p class="cap">{tr::media::cut()}</p> })}
    }
    .into_any()
}
