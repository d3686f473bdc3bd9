//! The root view: the frame around every place, the menu and Add, and one arm for each route.
//! It is mounted anew when the language changes; it knows no record.

use crate::browser::preferences::{self, Preference};
use crate::browser::{
    document, history, install, task,
    timers::{self, Later},
};
use crate::i18n::{self, LANGUAGES, Language, tr};
use crate::languages::LanguageInUse;
use crate::pieces::{self, Area};
use crate::route::{self, Link, Place, Route};
use crate::session::Opened;
use crate::ui::{Frame, Icon, MenuDoor, NavItem, Row, Sheet, ToastHost, live};
use crate::{screens, session, theme, update};
use leptos::prelude::*;
use std::cell::RefCell;

/// Loads the language and opens the records, then mounts the views; says so plainly if no language can
/// be loaded.
pub fn start() {
    task::report_panics();
    theme::apply();
    install::keep_offer();
    task::start(async {
        // All at once: none waits for another.
        let wished = first_language();
        let (loaded, opened, ()) = futures_util::join!(load_language(wished), session::open(), bring_place(wished));
        if loaded.is_err() {
            document::show_plain(NO_WORDS);
            return;
        }
        document::remove_shell();
        match opened {
            Ok(opened) => leptos::mount::mount_to_body(move || view! { <Root opened/> }),
            Err(error) => return show_trouble(error).await,
        }
        // Not needed for what is seen; here before she has done something. If not, it is asked for again.
        let _ = pieces::writer().await;
        come_to_rest();
    });
}

/// In place of everything: why the records cannot be opened, and what to do.
async fn show_trouble(error: session::AppError) {
    match pieces::trouble().await {
        Ok(view) => leptos::mount::mount_to_body(move || view(error.clone())),
        Err(_) => document::show_plain(&[session::words::error(&error), tr::errors::open_safe()].join(" ")),
    }
}

/// Without a connection it may take a while.
const REST_AGAIN_MS: i32 = 60_000;

thread_local! {
    static REST_AGAIN: RefCell<Option<Later>> = const { RefCell::new(None) };
}

/// Begins what goes on beside the views; if it does not come, it is asked for again.
fn come_to_rest() {
    task::start(async {
        match pieces::at_rest().await {
            Ok(begin) => begin(),
            Err(_) => REST_AGAIN.set(Some(timers::after(REST_AGAIN_MS, || timers::next_frame(come_to_rest)))),
        }
    });
}

/// The screens of the place that the address names. If they do not come, the place says so itself.
async fn bring_place(wished: Language) {
    if let Some(area) = Area::of(&route::asked()) {
        let _ = pieces::bring(area, wished).await;
    }
}

async fn load_language(wished: Language) -> Result<(), i18n::LoadError> {
    match i18n::load(wished).await {
        Err(_) if wished != LANGUAGES[0] => i18n::load(LANGUAGES[0]).await,
        other => other,
    }
}

/// The one sentence that cannot be in a catalogue: it is shown when no catalogue arrives.
const NO_WORDS: &str =
    "Cairn could not load its texts. What you have saved is safe. Check the connection and open this page again.";

/// The address (`?lang=`), then what was chosen on this device, then what the browser asks for.
fn first_language() -> Language {
    let wishes = history::query("lang")
        .into_iter()
        .chain(preferences::read(Preference::Language))
        .chain(preferences::wished_languages());
    i18n::choose(wishes.collect::<Vec<_>>().iter().map(String::as_str))
}

#[component]
fn Root(opened: Opened) -> impl IntoView {
    let here = route::start();
    // Who is here for the first time is asked what she wants to learn, unless a link led elsewhere.
    if opened == Opened::New && here.get_untracked() == Route::Today {
        route::replace(Route::FirstRun);
    }
    let language = RwSignal::new(i18n::current());
    provide_context(LanguageInUse(language));
    live::provide();
    move || {
        language.track();
        view! { <Shell here/> }.into_any()
    }
}

#[component]
fn Shell(here: RwSignal<Route>) -> impl IntoView {
    let menu = RwSignal::new(false);
    let add = RwSignal::new(false);
    let ready = update::ready();
    let news = Signal::derive(move || ready.get().then(tr::update::ready));
    provide_context(MenuDoor { open: menu, news });
    // Leaving by the browser's own buttons must not leave a sheet standing.
    Effect::new(move |_| {
        here.track();
        menu.set(false);
        add.set(false);
    });
    let framed = Memo::new(move |_| !matches!(here.get(), Route::FirstRun | Route::Practise(_)));
    let place = Signal::derive(move || here.get().place());
    let item = move |wanted: Place, to: Route, icon: Icon, label: String| NavItem {
        to,
        icon,
        label,
        current: Signal::derive(move || place.get() == Some(wanted)),
    };
    let content = move || screen(here.get());
    view! {
        {move || {
            if framed.get() {
                let items = vec![
                    item(Place::Today, Route::Today, Icon::Today, tr::places::today()),
                    item(Place::Goals, Route::Goals, Icon::Goals, tr::places::goals()),
                    item(Place::Library, Route::Library, Icon::Library, tr::places::library()),
                    item(Place::Skills, Route::Skills, Icon::Skills, tr::places::skills()),
                ];
                view! {
                    <Frame
                        items
                        places_label=tr::places::places()
                        home_label=tr::common::cairn()
                        add_label=tr::places::add()
                        skip_label=tr::places::skip()
                        on_add=move || add.set(true)
                    >
                        {content}
                    </Frame>
                }
                .into_any()
            } else {
                view! { <main id="main">{content}</main> }.into_any()
            }
        }}
        <MenuSheet open=menu/>
        <AddSheet open=add/>
        <ToastHost/>
        {screens::outdated::view()}
    }
    .into_any()
}

fn screen(route: Route) -> AnyView {
    match Area::of(&route) {
        Some(area) => pieces::view(area, route),
        None if route == Route::FirstRun => screens::first_run::view(),
        None => screens::today::view(),
    }
}

#[component]
fn MenuSheet(open: RwSignal<bool>) -> impl IntoView {
    let entry = move |to: Route, icon: Icon, label: String| {
        view! { <Row icon><Link to class="name" before=move || open.set(false)>{label}</Link></Row> }.into_any()
    };
    view! {
        <Sheet open title=tr::places::menu()>
            <ul class="list">
                {entry(Route::Help(screens::help::topic_for(&route::current())), Icon::Question, tr::places::help())}
                {entry(Route::Language, Icon::Text, tr::places::language())}
                {entry(Route::Storage, Icon::Shield, tr::places::storage())}
                {entry(Route::Settings, Icon::Settings, tr::places::settings())}
                {entry(Route::About, Icon::Info, tr::places::about())}
            </ul>
            {screens::update::menu_part(open)}
            {screens::profile::menu_part(open)}
        </Sheet>
    }
    .into_any()
}

#[component]
fn AddSheet(open: RwSignal<bool>) -> impl IntoView {
    let entry = move |to: Route, icon: Icon, label: String, hint: String| {
        view! {
            <Row icon>
                <Link to class="name" before=move || open.set(false)>{label}</Link>
                <p class="cap">{hint}</p>
            </Row>
        }
        .into_any()
    };
    view! {
        <Sheet open title=tr::places::add()>
            <ul class="list">
                {entry(Route::GoalNew, Icon::Goals, tr::places::add_goal(), tr::places::add_goal_hint())}
                {entry(Route::ResourceNew, Icon::File, tr::places::add_link(), tr::places::add_link_hint())}
                {entry(Route::ItemNew(None), Icon::Card, tr::places::add_card(), tr::places::add_card_hint())}
                {entry(Route::SkillNew, Icon::Skills, tr::places::add_skill(), tr::places::add_skill_hint())}
                {entry(Route::Import, Icon::In, tr::places::add_import(), tr::places::add_import_hint())}
            </ul>
        </Sheet>
    }
    .into_any()
}
