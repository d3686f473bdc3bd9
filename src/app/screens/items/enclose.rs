//! Putting a picture or a sound into a text: chosen, taken with the camera, recorded, pasted or dropped. It is kept first,
//! then she says it in words, then the text names it. One sheet for all fields of a form, which says to which it belongs.

use super::fit::{self, Fit};
use crate::attach::{
    refusal,
    ways::{self, Way},
    words,
};
use crate::browser::{
    clipboard,
    download::Made,
    files::{self, ChosenFile},
    focus,
    object_url::ObjectUrl,
    picture::{self, Shrunk},
    selection, storage,
};
use crate::i18n::{self, tr};
use crate::session::{AppError, jobs::Work, words as said};
use crate::ui::{Busy, Button, ButtonKind, Icon, IconButton, Note, NoteKind, Sheet, TextField, TextKind, live};
use cairn_domain::{
    error::{Place, Rejection},
    media::{
        MediaHash,
        bare::{Bare, bare},
        content::{Content, HEAD, Sort},
        reference,
    },
    text::{self, TextFault},
};
use cairn_worker::protocol::{Answer, Request};
use leptos::prelude::*;

/// What a file chooser offers; what is taken is told by content.
const PICTURES: &str = "image/png,image/jpeg,image/webp,image/gif,image/avif";
const SOUNDS: &str = "audio/*,.mp3,.ogg,.oga,.opus,.wav,.m4a,.weba,.webm";

/// The id of the field for the words.
const WORDS: &str = "kept-words";

/// The sheet, as fields of the form open it.
#[derive(Clone, Copy)]
pub struct Enclosing {
    open: RwSignal<bool>,
    /// The field's id and its name.
    into: RwSignal<(String, String)>,
    fault: RwSignal<Option<String>>,
    taken: RwSignal<Option<Taken>, LocalStorage>,
    said: RwSignal<String>,
    /// Why the words will not do.
    lacking: RwSignal<Option<String>>,
    work: Work,
    /// Whether one is being looked at; later ones wait for another time.
    busy: RwSignal<bool>,
    /// Fields that take one: their ids and names.
    fields: StoredValue<Vec<(String, Signal<String>)>>,
}

/// What is kept, and not yet in the text.
struct Taken {
    hash: MediaHash,
    sort: Sort,
    /// To show it by.
    url: Option<ObjectUrl>,
    about: String,
}

/// The sheet of a form, for the fields in it; what is pasted or dropped anywhere else goes into the field `first`.
pub fn sheet(first: &'static str, first_name: Signal<String>) -> AnyView {
    let enclosing = Enclosing {
        open: RwSignal::new(false),
        into: RwSignal::default(),
        fault: RwSignal::new(None),
        taken: RwSignal::new_local(None),
        said: RwSignal::default(),
        lacking: RwSignal::new(None),
        work: Work::new(),
        busy: RwSignal::new(false),
        fields: StoredValue::default(),
    };
    provide_context(enclosing);
    let came = move |files: Vec<ChosenFile>| {
        if !enclosing.open.get_untracked() {
            let here = focus::current_id();
            let known =
                enclosing.fields.with_value(|fields| fields.iter().find(|(id, _)| Some(id) == here.as_ref()).cloned());
            let (id, name) = known.unwrap_or_else(|| (first.to_owned(), first_name));
            enclosing.begin(id, name.get_untracked());
        }
        enclosing.take(files);
    };
    StoredValue::new_local(clipboard::on_paste_without_text(came));
    StoredValue::new_local(files::on_drop(came));
    view! { <Sheet open=enclosing.open title=tr::pictures::title()>{enclosing.inside()}</Sheet> }.into_any()
}

/// The button of a field of the form.
pub fn button(id: String, name: Signal<String>) -> Option<AnyView> {
    let enclosing = use_context::<Enclosing>()?;
    enclosing.know(id.clone(), name);
    let described = Signal::derive(move || tr::pictures::add_to(&name.get()));
    let press = move || enclosing.begin(id.clone(), name.get_untracked());
    Some(
        view! { <div class="line"><Button label=tr::pictures::title() described kind=ButtonKind::Quiet icon=Icon::Photo on_press=press/></div> }
            .into_any(),
    )
}

/// The same as a drawing alone, for lines of a list.
pub fn small_button(id: String, name: Signal<String>) -> Option<AnyView> {
    let enclosing = use_context::<Enclosing>()?;
    enclosing.know(id.clone(), name);
    let press = move || enclosing.begin(id.clone(), name.get_untracked());
    let label = Signal::derive(move || tr::pictures::add_to(&name.get()));
    Some(view! { <IconButton icon=Icon::Photo label on_press=press/> }.into_any())
}

impl Enclosing {
    /// A field that takes one, as long as its button is there.
    fn know(self, id: String, name: Signal<String>) {
        self.fields.update_value(|fields| fields.push((id.clone(), name)));
        on_cleanup(move || {
            let _ = self.fields.try_update_value(|fields| fields.retain(|(known, _)| *known != id));
        });
    }

    fn begin(self, id: String, name: String) {
        self.into.set((id, name));
        self.clear();
        self.open.set(true);
    }

    fn clear(self) {
        self.fault.set(None);
        self.taken.set(None);
        self.said.set(String::new());
        self.lacking.set(None);
    }

    fn inside(self) -> AnyView {
        let name = self.into.with(|(_, name)| name.clone());
        view! {
            <div class="stack">
                <p class="muted">{tr::pictures::into(&name)}</p>
                {move || self.fault.get().map(|fault| view! { <Note kind=NoteKind::Danger spoken=true><p dir="auto">{fault}</p></Note> })}
                <Busy task=self.work.task()/>
                {move || self.taken.with(|taken| match taken {
                    Some(taken) => self.named(taken),
                    None => self.ways(),
                })}
            </div>
        }
        .into_any()
    }

    fn ways(self) -> AnyView {
        let ways = vec![
            Way::choose(tr::pictures::add_picture(), Icon::Photo, PICTURES),
            Way::choose(tr::pictures::add_sound(), Icon::Audio, SOUNDS),
            Way::make(tr::media::photo(), Icon::Photo, "image/*", "environment"),
            Way::make(tr::pictures::record(), Icon::Audio, "audio/*", "user"),
        ];
        let [picture, sound] = [fit::PICTURE_MAX, fit::SOUND_MAX].map(i18n::file_size);
        view! {
            {ways::row(ways, move |files| self.take(files))}
            <p class="cap">{tr::pictures::kinds()}</p>
            <p class="cap">{tr::pictures::limits(&picture, &sound)}</p>
        }
        .into_any()
    }

    /// It is kept: its words, and into the text.
    fn named(self, taken: &Taken) -> AnyView {
        let address = taken.url.as_ref().map(|url| url.address().to_owned()).unwrap_or_default();
        let (shown, label) = match taken.sort {
            Sort::Picture => {
                (view! { <img class="kept" src=address alt=""/> }.into_any(), tr::pictures::picture_words())
            }
            Sort::Sound => {
                let name = taken.about.clone();
                let player = view! { <audio class="shown" controls=true src=address aria-label=name></audio> };
                (player.into_any(), tr::pictures::sound_words())
            }
        };
        view! {
            <div class="stack tight wide">
                {shown}
                <p class="cap"><bdi dir="auto">{taken.about.clone()}</bdi></p>
            </div>
            <TextField
                label
                hint=tr::pictures::words_hint()
                kind=TextKind::Line
                id=WORDS
                value=self.said
                error=self.lacking
                on_input=move |text: String| self.said.set(text)
            />
            <div class="line">
                <Button label=tr::pictures::put() kind=ButtonKind::Main icon=Icon::Check on_press=move || self.put()/>
                <Button label=tr::pictures::other() on_press=move || self.clear()/>
            </div>
        }
        .into_any()
    }

    fn put(self) {
        let words = self.said.get_untracked();
        if let Err(fault) = text::title(&words) {
            let rule = AppError::Rule(Rejection::Text { place: Place::Text, fault });
            self.lacking.set(Some(if fault == TextFault::Empty {
                tr::pictures::need_words()
            } else {
                said::error(&rule)
            }));
            return focus::go_to(WORDS);
        }
        let Some(hash) = self.taken.with_untracked(|taken| taken.as_ref().map(|taken| taken.hash)) else { return };
        let id = self.into.with_untracked(|(id, _)| id.clone());
        self.open.set(false);
        if selection::put_on_a_line(&id, &reference::written(&words, hash)) {
            live::say(tr::pictures::is_in());
        }
        self.clear();
    }

    /// Looks at the first of these files, makes it small enough, and keeps it.
    fn take(self, files: Vec<ChosenFile>) {
        if self.busy.get_untracked() || self.work.is_running().get_untracked() {
            return;
        }
        let more = files.len() > 1;
        let Some(given) = files.into_iter().next() else { return };
        self.clear();
        self.busy.set(true);
        leptos::task::spawn_local(async move {
            let fitted = fitted(given).await;
            let room = storage::estimate().await;
            if self.busy.try_set(false).is_some() {
                return;
            }
            let fitted = fitted.and_then(|(file, content)| match refusal(&file, room) {
                Some(fault) => Err(fault),
                None => Ok((file, content)),
            });
            match fitted {
                Err(fault) => self.fault.set(Some(fault)),
                Ok((file, content)) => {
                    if more {
                        live::toast(tr::media::one_only(), None);
                    }
                    self.keep(file, content);
                }
            }
        });
    }

    fn keep(self, file: ChosenFile, content: Content) {
        let made: Made = file.made(content.media_type);
        let about = [words::kind(content.media_type), i18n::file_size(file.size())].join(" · ");
        self.work.run(Request::Keep, Some(file), move |answer, _| {
            // The sheet may be closed by now; what nothing names goes after a day.
            if let Answer::Kept(kept) = answer
                && self.open.try_get_untracked() == Some(true)
            {
                let taken = Taken { hash: kept.hash, sort: content.sort, url: ObjectUrl::of(&made), about };
                let _ = self.taken.try_set(Some(taken));
                focus::go_to(WORDS);
            }
        });
    }
}

/// A picture without what its camera wrote beside it, such as the place: if nobody knows where that stands, as it is drawn
/// anew. Nothing if it cannot be read, or not be drawn.
async fn undescribed(file: ChosenFile, content: &Content) -> Option<ChosenFile> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // bytes of a picture that is kept
    let bytes = file.head(file.size() as usize).await?;
    match bare(&bytes) {
        Bare::AsItIs => Some(file),
        Bare::Made(bytes) => file.with_bytes(&bytes),
        Bare::Unknown => match picture::shrunk(&file, fit::EDGE, fit::written(content)).await {
            Shrunk::Made(made) => Some(made),
            Shrunk::Unreadable | Shrunk::Unable => None,
        },
    }
}

/// The file as it is to be kept, or why it is not, in words.
async fn fitted(file: ChosenFile) -> Result<(ChosenFile, Content), String> {
    let (name, size) = (file.name(), file.size());
    let unknown = || tr::pictures::unknown(&name);
    let content = |head: Option<Vec<u8>>| head.and_then(|head| Content::of(&head)).ok_or_else(unknown);
    let found = content(file.head(HEAD).await)?;
    let too_large = |size: f64| match found.sort {
        Sort::Picture => tr::pictures::too_large_picture(&name, &i18n::file_size(size)),
        Sort::Sound => tr::media::too_large(&name, &i18n::file_size(size), &i18n::file_size(fit::SOUND_MAX)),
    };
    let kept = match fit::fit(&found, size) {
        Fit::TooLarge => return Err(too_large(size)),
        Fit::AsItIs => file,
        Fit::Smaller(media_type) => match picture::shrunk(&file, fit::EDGE, media_type).await {
            Shrunk::Unreadable => return Err(unknown()),
            Shrunk::Made(made) if fit::is_better(&found, size, made.size()) => made,
            Shrunk::Made(_) | Shrunk::Unable => file,
        },
    };
    if found.sort == Sort::Sound {
        return Ok((kept, found));
    }
    let within = |kept: ChosenFile| match kept.size() {
        size if size > fit::PICTURE_MAX => Err(too_large(size)),
        _ => Ok(kept),
    };
    let kept = undescribed(within(kept)?, &found).await.ok_or_else(unknown)?;
    let content = content(kept.head(HEAD).await)?;
    Ok((within(kept)?, content))
}
