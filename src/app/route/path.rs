//! Places and their addresses. Pure: parse and print are each other's inverse for every place that
//! has an address.

/// A place of the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The next step, and what to go on with.
    Today,
    /// All goals.
    Goals,
    /// Writing a new goal.
    GoalNew,
    /// One goal, by id.
    Goal(String),
    /// All resources.
    Library,
    /// Keeping a new resource.
    ResourceNew,
    /// Keeping what was shared with the app, by the id under which it waits.
    ResourceShared(String),
    /// One resource, by id.
    Resource(String),
    /// Resources for one competency side by side, by the competency's id.
    Compare(String),
    /// All items and decks.
    Items,
    /// Writing a new item, perhaps for something: what that is, and its id.
    ItemNew(Option<(ItemFor, String)>),
    /// One item, by id.
    Item(String),
    /// One deck, by id; all of them for none.
    Deck(String),
    /// Answers that went wrong, and what she makes of them.
    Mistakes,
    /// Practice: of everything that is due, or of a part of it, as [`Route::practise`] writes it.
    Practise(String),
    /// Fitting the schedule to her own answers.
    Fit,
    /// How sure she was beside how it turned out: of everything, or of one competency, by its id.
    Confidence(Option<String>),
    /// The schedule of practice: the days ahead, or another page of it by its name.
    Schedule(String),
    /// All competencies.
    Skills,
    /// Writing a new competency.
    SkillNew,
    /// One framework, by id.
    Framework(String),
    /// One competency, by id.
    Skill(String),
    /// Adding evidence for one competency, by its id.
    EvidenceNew(String),
    /// Search through everything.
    Search,
    /// Help: all of it, or one topic.
    Help(Option<String>),
    /// Language and text.
    Language,
    /// Storage and backup.
    Storage,
    /// Settings.
    Settings,
    /// About.
    About,
    /// What was deleted in the last 30 days.
    Trash,
    /// What came back from the trash because another device had changed it.
    Returned,
    /// What a wrong clock dated after tomorrow.
    WrongClock,
    /// The last changes, each with Undo.
    Changes,
    /// The learner's own page, and the other learners of the device.
    Profile,
    /// The first three screens.
    FirstRun,
    /// Bringing files in.
    Import,
    /// An address that leads nowhere.
    NotFound,
}

/// What a new item is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemFor {
    /// To lie in a deck.
    Deck,
    /// To practise a competency.
    Skill,
    /// Made from a resource.
    Resource,
}

impl ItemFor {
    const ALL: [(Self, &str); 3] = [(Self::Deck, "deck"), (Self::Skill, "skill"), (Self::Resource, "resource")];
}

/// The four places of the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// `/`
    Today,
    /// `/goals`
    Goals,
    /// `/library`
    Library,
    /// `/skills`
    Skills,
}

impl Route {
    /// Reads a path under the base folder. A closing slash and `index.html` make no difference.
    pub fn parse(base: &str, path: &str) -> Self {
        let rest = path.strip_prefix(base).or_else(|| path.strip_prefix(base.trim_end_matches('/'))).unwrap_or(path);
        let rest = rest.strip_suffix("index.html").unwrap_or(rest);
        let parts: Vec<&str> = rest.split('/').filter(|part| !part.is_empty()).collect();
        match parts[..] {
            [] => Self::Today,
            ["goals"] => Self::Goals,
            ["goals", "new"] => Self::GoalNew,
            ["goals", id] => Self::Goal(id.into()),
            ["library"] => Self::Library,
            ["library", "new"] => Self::ResourceNew,
            ["library", "new", id] => Self::ResourceShared(id.into()),
            ["library", id] => Self::Resource(id.into()),
            ["library", "compare", id] => Self::Compare(id.into()),
            ["items"] => Self::Items,
            ["items", "new"] => Self::ItemNew(None),
            ["items", "new", what, id] => match ItemFor::ALL.iter().find(|(_, name)| *name == what) {
                Some((what, _)) => Self::ItemNew(Some((*what, id.into()))),
                None => Self::NotFound,
            },
            ["items", id] => Self::Item(id.into()),
            ["decks"] => Self::Deck(String::new()),
            ["decks", id] => Self::Deck(id.into()),
            ["mistakes"] => Self::Mistakes,
            ["practise"] => Self::Practise(String::new()),
            ["practise", "fit"] => Self::Fit,
            ["practise", of, id] => Self::practise(of, id),
            ["confidence"] => Self::Confidence(None),
            ["confidence", id] => Self::Confidence(Some(id.into())),
            ["schedule", ref page @ ..] => Self::Schedule(page.join("/")),
            ["skills"] => Self::Skills,
            ["skills", "new"] => Self::SkillNew,
            ["skills", "framework", id] => Self::Framework(id.into()),
            ["skills", id] => Self::Skill(id.into()),
            ["skills", id, "evidence"] => Self::EvidenceNew(id.into()),
            ["search"] => Self::Search,
            ["help"] => Self::Help(None),
            ["help", topic] => Self::Help(Some(topic.into())),
            ["language"] => Self::Language,
            ["storage"] => Self::Storage,
            ["settings"] => Self::Settings,
            ["about"] => Self::About,
            ["trash"] => Self::Trash,
            ["returned"] => Self::Returned,
            ["clock"] => Self::WrongClock,
            ["changes"] => Self::Changes,
            ["profile"] => Self::Profile,
            ["welcome"] => Self::FirstRun,
            ["import"] => Self::Import,
            _ => Self::NotFound,
        }
    }

    /// Practice of a part: of a `goal`, a `skill` or a `deck`, by its id.
    pub fn practise(of: &str, id: &str) -> Self {
        Self::Practise([of, "/", id].concat())
    }

    /// The path under the base folder, which ends with a slash.
    pub fn print(&self, base: &str) -> String {
        let parts: [&str; 3] = match self {
            Self::Today | Self::NotFound => ["", "", ""],
            Self::Goals => ["goals", "", ""],
            Self::GoalNew => ["goals", "/new", ""],
            Self::Goal(id) => ["goals/", id, ""],
            Self::Library => ["library", "", ""],
            Self::ResourceNew => ["library", "/new", ""],
            Self::ResourceShared(id) => ["library/new/", id, ""],
            Self::Resource(id) => ["library/", id, ""],
            Self::Compare(id) => ["library/compare/", id, ""],
            Self::Items => ["items", "", ""],
            Self::ItemNew(None) => ["items", "/new", ""],
            Self::ItemNew(Some((ItemFor::Deck, id))) => ["items/new/deck/", id, ""],
            Self::ItemNew(Some((ItemFor::Skill, id))) => ["items/new/skill/", id, ""],
            Self::ItemNew(Some((ItemFor::Resource, id))) => ["items/new/resource/", id, ""],
            Self::Item(id) => ["items/", id, ""],
            Self::Deck(id) if id.is_empty() => ["decks", "", ""],
            Self::Deck(id) => ["decks/", id, ""],
            Self::Mistakes => ["mistakes", "", ""],
            Self::Fit => ["practise", "/fit", ""],
            Self::Practise(part) if part.is_empty() => ["practise", "", ""],
            Self::Practise(part) => ["practise/", part, ""],
            Self::Confidence(None) => ["confidence", "", ""],
            Self::Confidence(Some(id)) => ["confidence/", id, ""],
            Self::Schedule(page) if page.is_empty() => ["schedule", "", ""],
            Self::Schedule(page) => ["schedule/", page, ""],
            Self::Skills => ["skills", "", ""],
            Self::SkillNew => ["skills", "/new", ""],
            Self::Framework(id) => ["skills/framework/", id, ""],
            Self::Skill(id) => ["skills/", id, ""],
            Self::EvidenceNew(id) => ["skills/", id, "/evidence"],
            Self::Search => ["search", "", ""],
            Self::Help(None) => ["help", "", ""],
            Self::Help(Some(topic)) => ["help/", topic, ""],
            Self::Language => ["language", "", ""],
            Self::Storage => ["storage", "", ""],
            Self::Settings => ["settings", "", ""],
            Self::About => ["about", "", ""],
            Self::Trash => ["trash", "", ""],
            Self::Returned => ["returned", "", ""],
            Self::WrongClock => ["clock", "", ""],
            Self::Changes => ["changes", "", ""],
            Self::Profile => ["profile", "", ""],
            Self::FirstRun => ["welcome", "", ""],
            Self::Import => ["import", "", ""],
        };
        [base, parts[0], parts[1], parts[2]].concat()
    }

    /// The place of the bar that this belongs to, if any.
    pub fn place(&self) -> Option<Place> {
        match self {
            Self::Today => Some(Place::Today),
            Self::Goals | Self::GoalNew | Self::Goal(_) => Some(Place::Goals),
            Self::Library | Self::ResourceNew | Self::ResourceShared(_) | Self::Resource(_) | Self::Compare(_) => {
                Some(Place::Library)
            }
            Self::Mistakes | Self::Items | Self::ItemNew(_) | Self::Item(_) | Self::Deck(_) => Some(Place::Library),
            Self::Confidence(_)
            | Self::Skills
            | Self::SkillNew
            | Self::Framework(_)
            | Self::Skill(_)
            | Self::EvidenceNew(_) => Some(Place::Skills),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn check(path: &str, expected: &Route) {
        for base in ["/", "/cairn/"] {
            let whole = [base, path].concat();
            assert_eq!(Route::parse(base, &whole), *expected, "{whole}");
            assert_eq!(expected.print(base), whole);
        }
    }

    #[test]
    fn every_place_has_its_address() {
        check("", &Route::Today);
        check("goals", &Route::Goals);
        check("goals/new", &Route::GoalNew);
        check("goals/01hz", &Route::Goal("01hz".into()));
        check("library", &Route::Library);
        check("library/new", &Route::ResourceNew);
        check("library/new/01hz", &Route::ResourceShared("01hz".into()));
        check("library/01hz", &Route::Resource("01hz".into()));
        check("library/compare/01hz", &Route::Compare("01hz".into()));
        check("items", &Route::Items);
        check("items/new", &Route::ItemNew(None));
        for (what, name) in ItemFor::ALL {
            check(&["items/new/", name, "/01hz"].concat(), &Route::ItemNew(Some((what, "01hz".into()))));
        }
        check("items/01hz", &Route::Item("01hz".into()));
        check("decks", &Route::Deck(String::new()));
        check("decks/01hz", &Route::Deck("01hz".into()));
        check("mistakes", &Route::Mistakes);
        check("practise", &Route::Practise(String::new()));
        check("practise/fit", &Route::Fit);
        check("practise/deck/01hz", &Route::practise("deck", "01hz"));
        check("confidence", &Route::Confidence(None));
        check("confidence/01hz", &Route::Confidence(Some("01hz".into())));
        check("schedule", &Route::Schedule(String::new()));
        check("schedule/ready/goal/01hz", &Route::Schedule("ready/goal/01hz".into()));
        check("skills", &Route::Skills);
        check("skills/new", &Route::SkillNew);
        check("skills/01hz", &Route::Skill("01hz".into()));
        check("skills/01hz/evidence", &Route::EvidenceNew("01hz".into()));
        check("skills/framework/01hz", &Route::Framework("01hz".into()));
        check("search", &Route::Search);
        check("help", &Route::Help(None));
        check("help/backup", &Route::Help(Some("backup".into())));
        for (path, route) in [
            ("language", Route::Language),
            ("storage", Route::Storage),
            ("settings", Route::Settings),
            ("about", Route::About),
            ("trash", Route::Trash),
            ("returned", Route::Returned),
            ("clock", Route::WrongClock),
            ("changes", Route::Changes),
            ("profile", Route::Profile),
            ("welcome", Route::FirstRun),
            ("import", Route::Import),
        ] {
            check(path, &route);
        }
    }

    #[test]
    fn other_spellings_lead_there_too() {
        assert_eq!(Route::parse("/cairn/", "/cairn"), Route::Today);
        assert_eq!(Route::parse("/", "/index.html"), Route::Today);
        assert_eq!(Route::parse("/", "/goals/"), Route::Goals);
        assert_eq!(Route::parse("/", "/nowhere"), Route::NotFound);
        assert_eq!(Route::parse("/", "/goals/a/b"), Route::NotFound);
        assert_eq!(Route::parse("/", "/items/new/planet/x"), Route::NotFound);
    }

    #[test]
    fn a_place_inside_belongs_to_its_place() {
        assert_eq!(Route::Skill("x".into()).place(), Some(Place::Skills));
        assert_eq!(Route::About.place(), None);
    }
}
