//! Help: each place in plain words. The menu of a place leads to the words about that place.

use crate::i18n::tr;
use crate::keys;
use crate::route::{Link, Route};
use crate::ui::{ButtonLink, Heading, Icon, Page, Row, Section, TopBar};
use leptos::prelude::*;

/// The topic with the list of keys.
const KEYS: &str = "keys";

/// A question or heading, and what is said about it.
type Part = (String, String);

/// The words about one place.
struct Topic {
    key: &'static str,
    icon: Icon,
    title: String,
    what: String,
    parts: Vec<Part>,
    to: Route,
}

/// All of the help, or one topic of it.
pub fn view(topic: Option<String>) -> AnyView {
    let key = topic.unwrap_or_default();
    match topics().into_iter().find(|known| known.key == key) {
        Some(topic) => one(topic),
        None => all(),
    }
}

/// The topic about a place; none where the whole of the help fits best.
pub fn topic_for(route: &Route) -> Option<String> {
    let key = match route {
        Route::Today => "today",
        Route::Goals | Route::GoalNew | Route::Goal(_) => "goals",
        Route::Library | Route::ResourceNew | Route::ResourceShared(_) | Route::Resource(_) | Route::Compare(_) => {
            "library"
        }
        Route::Items | Route::ItemNew(_) | Route::Item(_) | Route::Deck(_) => "items",
        Route::Practise(_) | Route::Confidence(_) | Route::Mistakes => "practise",
        Route::Schedule(_) => "schedule",
        Route::Fit => "fit",
        Route::Skills | Route::SkillNew | Route::Framework(_) | Route::Skill(_) | Route::EvidenceNew(_) => "skills",
        Route::Storage => "storage",
        Route::Import => "import",
        Route::Language => "language",
        Route::Profile => "profile",
        Route::Trash => "trash",
        Route::Returned | Route::WrongClock => "devices",
        Route::Changes => "changes",
        Route::Settings => "settings",
        Route::Search | Route::Help(_) | Route::About | Route::FirstRun | Route::NotFound => return None,
    };
    Some(key.to_owned())
}

fn all() -> AnyView {
    use tr::help as said;
    let row = |topic: Topic| {
        view! {
            <Row icon=topic.icon>
                <Link to=Route::Help(Some(topic.key.to_owned())) class="name">{topic.title}</Link>
                <p class="cap">{topic.what}</p>
            </Row>
        }
    };
    let start = vec![(said::start_1(), said::start_1_text()), (said::start_2(), said::start_2_text())];
    view! {
        <Page>
            <TopBar back=Route::Today back_name=tr::places::today()/>
            <Heading text=tr::places::help()/>
            {parts(start)}
            <Section title=said::topics() tight=true>
                <ul class="list">{topics().into_iter().map(row).collect_view()}</ul>
            </Section>
        </Page>
    }
    .into_any()
}

fn one(topic: Topic) -> AnyView {
    let place = place(&topic);
    view! {
        <Page>
            <TopBar back=Route::Help(None) back_name=tr::places::help()/>
            <div class="stack tight">
                <Heading text=topic.title.clone()/>
                <p class="muted">{topic.what}</p>
            </div>
            {parts(topic.parts)}
            {(topic.key == KEYS).then(|| view! { <Section title=tr::keys::title() tight=true>{keys::content()}</Section> })}
            <div class="line">
                <ButtonLink label=tr::help::here(&place) to=topic.to/>
                <ButtonLink label=tr::help::whole() to=Route::Help(None)/>
            </div>
        </Page>
    }
    .into_any()
}

/// The name of the place that a topic leads to.
fn place(topic: &Topic) -> String {
    if topic.key == KEYS { tr::places::settings() } else { topic.title.clone() }
}

fn parts(parts: Vec<Part>) -> AnyView {
    parts
        .into_iter()
        .map(|(title, text)| view! { <Section title tight=true><p>{text}</p></Section> })
        .collect_view()
        .into_any()
}

fn topics() -> Vec<Topic> {
    let mut topics = places();
    topics.extend(keeping());
    topics.extend(doors());
    topics
}

fn topic(key: &'static str, icon: Icon, title: String, what: String, to: Route, parts: Vec<Part>) -> Topic {
    Topic { key, icon, title, what, parts, to }
}

/// The places of the bar.
fn places() -> Vec<Topic> {
    use tr::{help as said, places};
    let mut topics = vec![
        topic(
            "today",
            Icon::Today,
            places::today(),
            said::today(),
            Route::Today,
            vec![
                (said::today_1(), said::today_1_text()),
                (said::today_2(), said::today_2_text()),
                (said::today_3(), said::today_3_text()),
            ],
        ),
        topic(
            "goals",
            Icon::Goals,
            places::goals(),
            said::goals(),
            Route::Goals,
            vec![
                (said::goals_1(), said::goals_1_text()),
                (said::goals_2(), said::goals_2_text()),
                (said::goals_3(), said::goals_3_text()),
                (said::goals_4(), said::goals_4_text()),
            ],
        ),
        topic(
            "library",
            Icon::Library,
            places::library(),
            said::library(),
            Route::Library,
            vec![
                (said::library_1(), said::library_1_text()),
                (said::library_2(), said::library_2_text()),
                (said::library_3(), said::library_3_text()),
                (said::library_4(), said::library_4_text()),
                (said::library_5(), said::library_5_text()),
                (tr::several::help(), tr::several::help_text()),
                (said::library_6(), said::library_6_text()),
                (said::library_7(), said::library_7_text()),
            ],
        ),
    ];
    topics.extend(of_practice());
    topics.push(topic(
        "skills",
        Icon::Skills,
        places::skills(),
        said::skills(),
        Route::Skills,
        vec![
            (said::skills_1(), said::skills_1_text()),
            (said::skills_2(), said::skills_2_text()),
            (said::skills_3(), said::skills_3_text()),
            (said::skills_4(), said::skills_4_text()),
            (tr::map::help(), tr::map::help_text()),
        ],
    ));
    topics
}

/// What is practised, and when it comes.
fn of_practice() -> Vec<Topic> {
    vec![
        topic(
            "items",
            Icon::Card,
            tr::items::title(),
            tr::items::help(),
            Route::Items,
            vec![
                (tr::items::help_1(), tr::items::help_1_text()),
                (tr::items::help_2(), tr::items::help_2_text()),
                (tr::pictures::help(), tr::pictures::help_text()),
                (tr::items::help_3(), tr::items::help_3_text()),
                (tr::items::help_4(), tr::items::help_4_text()),
                (tr::decks::help(), tr::decks::help_text()),
            ],
        ),
        topic(
            "practise",
            Icon::Reflect,
            tr::practise::title(),
            tr::practise::help(),
            Route::Practise(String::new()),
            practising(),
        ),
        topic(
            "schedule",
            Icon::Clock,
            tr::schedule::title(),
            tr::schedule::help(),
            Route::Schedule(String::new()),
            vec![
                (tr::schedule::help_1(), tr::schedule::help_1_text()),
                (tr::schedule::help_2(), tr::schedule::help_2_text()),
                (tr::schedule::help_3(), tr::schedule::help_3_text()),
                (tr::schedule::help_4(), tr::schedule::help_4_text()),
                (tr::schedule::help_5(), tr::schedule::help_5_text()),
            ],
        ),
        topic(
            "fit",
            Icon::Chart,
            tr::fit::title(),
            tr::fit::hint(),
            Route::Fit,
            vec![
                (tr::fit::help_1(), tr::fit::what()),
                (tr::fit::how(), tr::fit::how_text()),
                (tr::fit::help_2(), tr::fit::how_loss()),
                (tr::fit::help_3(), tr::fit::how_due()),
            ],
        ),
    ]
}

/// What is said about practice.
fn practising() -> Vec<Part> {
    vec![
        (tr::practise::help_1(), tr::practise::help_1_text()),
        (tr::practise::help_2(), tr::practise::help_2_text()),
        (tr::practise::help_3(), tr::practise::help_3_text()),
        (tr::mistakes::help(), tr::mistakes::help_text()),
        (tr::placement::help(), tr::placement::help_text()),
        (tr::confidence::help(), tr::confidence::help_text()),
        (tr::practise::help_4(), tr::practise::help_4_text()),
    ]
}

/// How what she has is kept, comes in, and comes back.
fn keeping() -> Vec<Topic> {
    use tr::{help as said, places, two};
    vec![
        topic(
            "storage",
            Icon::Shield,
            places::storage(),
            said::storage(),
            Route::Storage,
            vec![
                (said::storage_1(), said::storage_1_text()),
                (said::storage_2(), said::storage_2_text()),
                (said::storage_5(), said::storage_5_text()),
                (said::storage_7(), said::storage_7_text()),
                (said::storage_3(), said::storage_3_text()),
                (said::storage_4(), said::storage_4_text()),
                (said::storage_6(), said::storage_6_text()),
            ],
        ),
        topic(
            "import",
            Icon::In,
            places::import(),
            said::import(),
            Route::Import,
            vec![
                (said::import_1(), said::import_1_text()),
                (tr::sheet::help(), tr::sheet::help_text()),
                (tr::banks::help(), tr::banks::help_text()),
                (said::import_2(), said::import_2_text()),
                (said::import_3(), said::import_3_text()),
            ],
        ),
        topic(
            "trash",
            Icon::Trash,
            places::trash(),
            said::trash(),
            Route::Trash,
            vec![
                (said::trash_1(), said::trash_1_text()),
                (said::trash_2(), said::trash_2_text()),
                (said::trash_3(), said::trash_3_text()),
            ],
        ),
        topic(
            "devices",
            Icon::Compare,
            two::devices_topic(),
            two::devices(),
            Route::Storage,
            vec![
                (two::devices_1(), two::devices_1_text()),
                (two::devices_2(), two::devices_2_text()),
                (two::devices_3(), two::devices_3_text()),
                (two::devices_4(), two::devices_4_text()),
            ],
        ),
        topic(
            "changes",
            Icon::Undo,
            tr::changes::title(),
            two::changes(),
            Route::Changes,
            vec![(two::changes_1(), two::changes_1_text()), (two::changes_2(), two::changes_2_text())],
        ),
    ]
}

/// What else the menu leads to.
fn doors() -> Vec<Topic> {
    use tr::{help as said, places};
    vec![
        topic(
            "language",
            Icon::Text,
            places::language(),
            said::language(),
            Route::Language,
            vec![(said::language_1(), said::language_1_text()), (said::language_2(), said::language_2_text())],
        ),
        topic(
            "profile",
            Icon::Person,
            places::profile(),
            said::profile(),
            Route::Profile,
            vec![(said::profile_1(), said::profile_1_text()), (said::profile_2(), said::profile_2_text())],
        ),
        topic(
            "settings",
            Icon::Settings,
            places::settings(),
            said::settings(),
            Route::Settings,
            vec![(said::settings_1(), said::settings_1_text())],
        ),
        topic(
            KEYS,
            Icon::Tool,
            tr::keys::title(),
            tr::keys::help(),
            Route::Settings,
            vec![
                (tr::keys::help_1(), tr::keys::help_1_text()),
                (tr::keys::help_2(), tr::keys::help_2_text()),
                (tr::keys::help_3(), tr::keys::help_3_text()),
            ],
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_place_inside_has_the_help_of_its_place() {
        assert_eq!(topic_for(&Route::Skill("x".into())).as_deref(), Some("skills"));
        assert_eq!(topic_for(&Route::Compare("x".into())).as_deref(), Some("library"));
        assert_eq!(topic_for(&Route::About), None);
    }
}
