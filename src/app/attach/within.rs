//! Pictures and sounds that a text shows: drawn for `ui`'s Markdown from what is kept under the hash that the text names.
//! What they are is told by their content, whatever file they came in. Their addresses live as long as they are seen. What
//! is not here, or cannot be shown, says so with its words. Over a picture lies what its title says ([`super::covered`]).

use super::{covered::covered, shown::KINDS, sounds::Sounds};
use crate::browser::{download::Made, object_url::ObjectUrl, sound, task};
use crate::i18n::tr;
use crate::session::{self, query};
use crate::ui::{Button, ButtonKind, Icon, Kept, KeptDrawn};
use cairn_domain::{
    media::{
        MediaHash,
        content::{Content, HEAD, Sort},
        covers::Covers,
        reference,
    },
    port::Lookup,
};
use leptos::{html, prelude::*};

/// Has texts show what they name, in everything that the caller draws. Sounds begin `by_themselves` only if she said so.
pub fn show_within(by_themselves: Signal<bool>) -> Sounds {
    let sounds = Sounds::new(by_themselves);
    provide_context(sounds);
    let draw = move |Kept { address, title, words }: Kept| {
        reference::named(&address).map(|hash| one(hash, words, Covers::parse(&title), sounds))
    };
    provide_context(KeptDrawn(Callback::new(draw)));
    sounds
}

/// What is known of it.
enum State {
    /// It is being read.
    Coming,
    /// It is not here.
    Gone,
    /// It is nothing that is shown in a text, or is damaged.
    Unknown,
    /// It is here.
    Here(ObjectUrl, Content),
}

fn one(hash: MediaHash, words: String, covers: Option<Covers>, sounds: Sounds) -> AnyView {
    let reading = session::watch(KINDS, move |_| vec![Lookup::Media(hash)]);
    let here = session::shown(reading, move |snapshot| snapshot.kept(hash).is_some());
    let state = RwSignal::new_local(State::Coming);
    Effect::new(move |_| match here.get() {
        Some(true) => task::start(async move {
            let read = read(hash).await;
            let _ = state.try_set(read);
        }),
        Some(false) => state.set(State::Gone),
        None => {}
    });
    let (words, covers) = (StoredValue::new(words), StoredValue::new(covers));
    (move || {
        state.with(|state| match state {
            State::Coming => view! { <span class="kept" aria-busy="true"></span> }.into_any(),
            State::Gone => missing(&words.with_value(|words| tr::pictures::gone(words))),
            State::Unknown => missing(&words.with_value(|words| tr::pictures::unknown_here(words))),
            State::Here(url, content) => match content.sort {
                Sort::Picture => picture(url.address().to_owned(), *content, words, covers),
                Sort::Sound => heard(url.address().to_owned(), words, sounds),
            },
        })
    })
    .into_any()
}

async fn read(hash: MediaHash) -> State {
    let chunks = match query::content(hash).await {
        Ok(Some(chunks)) => chunks,
        Ok(None) => return State::Gone,
        Err(_) => return State::Unknown,
    };
    let first = chunks.first().map(Vec::as_slice).unwrap_or_default();
    let Some(content) = Content::of(&first[..first.len().min(HEAD)]) else { return State::Unknown };
    let url = Made::of_parts(&chunks, content.media_type).and_then(|made| ObjectUrl::of(&made));
    url.map_or(State::Unknown, |url| State::Here(url, content))
}

fn missing(words: &str) -> AnyView {
    view! { <span class="kept missing">{Icon::Info.small()}<span>{words.to_owned()}</span></span> }.into_any()
}

/// Its size is said beforehand, so that nothing moves once it is drawn.
fn picture(
    address: String,
    content: Content,
    words: StoredValue<String>,
    covers: StoredValue<Option<Covers>>,
) -> AnyView {
    let failed = RwSignal::new(false);
    let (width, height) = content.size.map(|(width, height)| (width.to_string(), height.to_string())).unzip();
    (move || {
        if failed.get() {
            return missing(&words.with_value(|words| tr::pictures::unknown_here(words)));
        }
        let picture = view! {
            <img
                class="kept"
                src=address.clone()
                alt=words.get_value()
                width=width.clone()
                height=height.clone()
                on:error=move |_| failed.set(true)
            />
        }
        .into_any();
        covers.with_value(|covers| match covers {
            Some(covers) => covered(picture, covers, content.size),
            None => picture,
        })
    })
    .into_any()
}

fn heard(address: String, words: StoredValue<String>, sounds: Sounds) -> AnyView {
    let (node, failed) = (NodeRef::<html::Audio>::new(), RwSignal::new(false));
    let begin = Callback::new(move |()| {
        let Some(element) = node.get_untracked() else { return };
        task::start(async move {
            if !sound::play(element).await {
                sounds.silence();
            }
        });
    });
    let end = Callback::new(move |()| {
        if let Some(Some(element)) = node.try_get_untracked() {
            sound::stop(&element);
        }
    });
    let player = sounds.add(begin, end);
    let playing = move || sounds.is_playing(player);
    let label = Signal::derive(move || {
        words.with_value(|words| if playing() { tr::pictures::stop(words) } else { tr::pictures::play(words) })
    });
    let fail = move || {
        failed.set(true);
        sounds.ended(player);
    };
    (move || {
        if failed.get() {
            return missing(&words.with_value(|words| tr::pictures::unknown_here(words)));
        }
        view! {
            <span class="kept">
                <audio node_ref=node src=address.clone() preload="auto" on:ended=move |_| sounds.ended(player) on:error=move |_| fail()></audio>
                <Button label kind=ButtonKind::Plain icon=Icon::Audio on_press=move || sounds.press(player)/>
            </span>
        }
        .into_any()
    })
    .into_any()
}
