//! What a search runs over: goals, steps, resources, items, decks, mistakes, frameworks and skills by title, code, tag
//! and note, folded once. Pure.

use crate::choose;
use crate::route::Route;
use cairn_domain::{
    competency::{Competency, Framework},
    fold,
    goal::{Goal, Step},
    item::{Deck, Item as Exercise, Shelves},
    kind::Kind,
    mistake::Mistake,
    port::{Lookup, Range, Snapshot},
    resource::Resource,
};
use std::collections::BTreeMap;

/// Kinds that are searched.
pub const KINDS: &[Kind] =
    &[Kind::GOAL, Kind::STEP, Kind::RESOURCE, Kind::ITEM, Kind::DECK, Kind::MISTAKE, Kind::FRAMEWORK, Kind::COMPETENCY];

/// What was found, in the order in which it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    Goals,
    Steps,
    Library,
    Practice,
    Skills,
}

/// Something that can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Where it is listed.
    pub group: Group,
    /// Its name.
    pub title: String,
    /// What it belongs to; empty if that says nothing.
    pub of: String,
    /// Where it is.
    pub to: Route,
    folded: String,
}

impl Item {
    fn new(group: Group, title: &str, of: &str, to: Route, more: &[&str]) -> Self {
        let folded = fold::lines([title].into_iter().chain(more.iter().copied()));
        Self { group, title: title.to_owned(), of: of.to_owned(), to, folded }
    }
}

/// Every record that is searched.
pub fn needs() -> Vec<Lookup> {
    let steps = Range::all(Kind::STEP, "all/");
    let practice = [Exercise::all(), Deck::all(), Mistake::all()];
    [Goal::all(), steps, Resource::all(), Framework::all(), Competency::all()]
        .into_iter()
        .chain(practice)
        .map(Lookup::Range)
        .collect()
}

/// All that can be found. Parts of what is in the trash cannot.
pub fn items(snapshot: &Snapshot) -> Vec<Item> {
    let goals = snapshot.nouns::<Goal>(&Goal::all());
    let frameworks = snapshot.nouns::<Framework>(&Framework::all());
    let goal_titles: BTreeMap<_, _> = goals.iter().map(|goal| (goal.id, goal.title.as_str())).collect();
    let framework_titles: BTreeMap<_, _> = frameworks.iter().map(|one| (one.id, one.title.as_str())).collect();
    let mut items = Vec::new();
    for goal in &goals {
        let why: Vec<&str> = versions(&goal.why).collect();
        items.push(Item::new(Group::Goals, &goal.title, "", Route::Goal(goal.id.to_string()), &why));
    }
    for step in snapshot.nouns::<Step>(&Range::all(Kind::STEP, "all/")) {
        let Some((goal, title)) = step.goal.and_then(|goal| goal_titles.get_key_value(&goal)) else { continue };
        items.push(Item::new(Group::Steps, &step.title, title, Route::Goal(goal.to_string()), &[]));
    }
    for resource in snapshot.nouns::<Resource>(&Resource::all()) {
        let tags = resource.tags.iter().map(|(tag, _)| tag.as_str());
        let more: Vec<&str> = tags.chain(versions(&resource.notes)).chain([resource.author.as_str()]).collect();
        let to = Route::Resource(resource.id.to_string());
        items.push(Item::new(Group::Library, &resource.title, "", to, &more));
    }
    items.extend(practice(snapshot));
    for framework in &frameworks {
        let to = Route::Framework(framework.id.to_string());
        items.push(Item::new(Group::Skills, &framework.title, "", to, &[]));
    }
    for skill in snapshot.nouns::<Competency>(&Competency::all()) {
        let Some(of) = skill.framework.and_then(|id| framework_titles.get(&id)) else { continue };
        let to = Route::Skill(skill.id.to_string());
        items.push(Item::new(Group::Skills, &skill.title, of, to, &[&skill.code]));
    }
    items
}

/// Decks, items by all that they say, and mistakes by what she wrote of them.
fn practice(snapshot: &Snapshot) -> Vec<Item> {
    let decks = snapshot.nouns::<Deck>(&Deck::all());
    let names: BTreeMap<_, _> = decks.iter().map(|deck| (deck.id, deck.title.as_str())).collect();
    let shelves = Shelves::of(snapshot);
    let deck = |deck: &Deck| {
        let more: Vec<&str> = versions(&deck.description).collect();
        let way = choose::deck_way(&shelves, deck.id);
        Item::new(Group::Practice, &deck.title, &way, Route::Deck(deck.id.to_string()), &more)
    };
    let exercises = snapshot.nouns::<Exercise>(&Exercise::all());
    let titles: BTreeMap<_, _> = exercises.iter().map(|one| (one.id, one.title())).collect();
    let exercise = |one: &Exercise| {
        let of = one.deck.and_then(|id| names.get(&id)).copied().unwrap_or_default();
        let said: Vec<_> = one.said().collect();
        let said: Vec<&str> = said.iter().map(AsRef::as_ref).collect();
        Item::new(Group::Practice, &one.title(), of, Route::Item(one.id.to_string()), &said)
    };
    let written = snapshot.nouns::<Mistake>(&Mistake::all()).into_iter().filter(|one| !one.text.is_empty());
    let mistakes = written.map(|one| {
        let of = one.item.and_then(|id| titles.get(&id)).map_or("", String::as_str);
        Item::new(Group::Practice, &one.text, of, Route::Mistakes, &[])
    });
    decks.iter().map(deck).chain(exercises.iter().map(exercise)).chain(mistakes).collect()
}

fn versions(text: &cairn_domain::noun::Text) -> impl Iterator<Item = &str> {
    text.versions.values().map(|version| version.text.as_str())
}

/// The items that hold every word of the query, those whose title begins with it first; nothing for no words.
pub fn matching<'a>(items: &'a [Item], query: &str) -> Vec<&'a Item> {
    let words = fold::words(query);
    if words.is_empty() {
        return Vec::new();
    }
    let whole = words.join(" ");
    let mut found: Vec<&Item> = items.iter().filter(|item| fold::matches(&item.folded, &words)).collect();
    found.sort_by_key(|item| (item.group, !item.folded.starts_with(&whole)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn words_are_found_anywhere_and_titles_that_begin_with_them_come_first() {
        let item = |group, title, more: &[&str]| Item::new(group, title, "", Route::Goals, more);
        let items = [
            item(Group::Skills, "Fractions", &["M.2"]),
            item(Group::Goals, "Learn Élan", &[]),
            item(Group::Goals, "Elan first", &["why: fractions"]),
        ];
        let titles = |query| matching(&items, query).into_iter().map(|item| item.title.as_str()).collect::<Vec<_>>();
        assert_eq!(titles("elan"), ["Elan first", "Learn Élan"]);
        assert_eq!(titles("fractions"), ["Elan first", "Fractions"]);
        assert_eq!(titles("m.2"), ["Fractions"]);
        assert!(titles(" ").is_empty());
    }
}
