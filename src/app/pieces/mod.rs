//! The parts of the app that come when they are needed, each a module of its own: the screens of an
//! area, and what writes. The page and Today are in the main module and show before any of them.
//!
//! In a release each door in [`doors`] is a split point of `wasm-split`. Built without the feature
//! `split`, as Trunk does while developing, everything is in one module and a door opens at once.

mod area;
mod doors;
mod screen;

pub use area::Area;
pub use screen::view;

use crate::{
    i18n::{self, Language},
    route::Route,
    session::{AppError, Decided},
};
use cairn_domain::{
    port::{Commit, CommitError},
    record::Now,
};
use cairn_store::indexed_db::IndexedDb;
use leptos::prelude::*;
use std::{
    cell::{Cell, RefCell},
    future::Future,
    pin::Pin,
    rc::Rc,
    thread::LocalKey,
};

/// Draws the places of an area.
pub type Screen = fn(Route) -> AnyView;

/// Decides with a random seed and writes, in one transaction.
pub type Writer = fn(Rc<IndexedDb>, Decided, Now, u128) -> Writing;

/// Begins what goes on beside the views.
pub type AtRest = fn();

/// What is shown in place of everything when the records cannot be opened.
pub type TroubleView = fn(AppError) -> AnyView;

/// A write under way.
pub type Writing = Pin<Box<dyn Future<Output = Result<Commit, CommitError>>>>;

/// What draws the notices, once it is here.
type NoticeView = ArcRwSignal<Option<fn() -> AnyView>>;

/// Where it is kept.
type Slot = LocalKey<RefCell<Option<NoticeView>>>;

/// A piece did not arrive: no connection, and not yet kept for offline use. Asking again tries again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for Missing {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

thread_local! {
    static SCREENS: [Cell<Option<Screen>>; Area::COUNT] = const { [const { Cell::new(None) }; Area::COUNT] };
    static NOTICES: RefCell<Option<NoticeView>> = const { RefCell::new(None) };
    static PRACTICE: RefCell<Option<NoticeView>> = const { RefCell::new(None) };
    static WRITER: Cell<Option<Writer>> = const { Cell::new(None) };
}

/// The screens of an area, if they and their words are here already.
pub fn here(area: Area) -> Option<Screen> {
    SCREENS.with(|screens| screens[area as usize].get()).filter(|_| i18n::is_whole())
}

/// Fetches the screens of an area, and what they say in this language, if need be.
pub async fn bring(area: Area, language: Language) -> Result<(), Missing> {
    let open = async {
        if let Some(screen) = SCREENS.with(|screens| screens[area as usize].get()) {
            return Ok(screen);
        }
        match area {
            Area::Goals => doors::open_goals().await,
            Area::Library => doors::open_library().await,
            Area::Skills => doors::open_skills().await,
            Area::Practice => doors::open_practice().await,
            Area::More => doors::open_more().await,
        }
    };
    let (screen, words) = futures_util::join!(open, i18n::load_later(language));
    let screen = screen?;
    SCREENS.with(|screens| screens[area as usize].set(Some(screen)));
    words.map_err(|_| Missing)
}

/// What goes on beside the views; to be begun once. It may have something to say.
pub async fn at_rest() -> Result<AtRest, Missing> {
    let (begin, words) = futures_util::join!(doors::open_rest(), i18n::load_later(i18n::current()));
    words.map_err(|_| Missing).and(begin)
}

/// What is shown when the records cannot be opened.
pub async fn trouble() -> Result<TroubleView, Missing> {
    let (view, words) = futures_util::join!(doors::open_trouble(), i18n::load_later(i18n::current()));
    words.map_err(|_| Missing).and(view)
}

/// What there is to be looked at, said by a view that comes at rest; nothing until then.
pub fn notices() -> AnyView {
    shown(&NOTICES)
}

/// What there is to practise, said by a view that comes at rest; nothing until then.
pub fn practice() -> AnyView {
    shown(&PRACTICE)
}

fn shown(slot: &'static Slot) -> AnyView {
    let view = in_slot(slot);
    (move || view.get().map(|view| view())).into_any()
}

/// The view of a slot.
fn bring_view(slot: &'static Slot, view: fn() -> AnyView) {
    in_slot(slot).set(Some(view));
}

fn in_slot(slot: &'static Slot) -> NoticeView {
    slot.with_borrow_mut(|signal| signal.get_or_insert_with(|| ArcRwSignal::new(None)).clone())
}

/// Whether what writes is here already.
pub fn can_write() -> bool {
    WRITER.get().is_some()
}

/// What writes, fetched if need be.
pub async fn writer() -> Result<Writer, Missing> {
    if let Some(writer) = WRITER.get() {
        return Ok(writer);
    }
    let writer = doors::open_writing().await?;
    WRITER.set(Some(writer));
    Ok(writer)
}
