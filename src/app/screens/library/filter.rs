//! What the list shows: a resource as a row, and which rows a search and the chips let through. Pure.

use super::words;
use crate::choose;
use crate::i18n::minutes;
use cairn_domain::{
    example::is_example,
    fold,
    id::ResourceId,
    media::MediaHash,
    resource::{Format, Resource, Shelf},
};
use std::collections::BTreeSet;

/// The times of the chips, in minutes.
pub const TIMES: [u32; 3] = [10, 30, 60];

/// A row of the list; equal rows look the same.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Entry {
    /// The resource.
    pub id: ResourceId,
    /// Its name.
    pub title: String,
    /// Its form.
    pub format: Format,
    /// Place or minutes, language.
    pub facts: Vec<String>,
    /// Whether she has finished it.
    pub finished: bool,
    /// Whether it is an example.
    pub example: bool,
    /// The length of its file in bytes, if that is kept here.
    pub kept: Option<u64>,
}

/// A resource with what the filter compares.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// How it looks.
    pub entry: Entry,
    minutes: Option<u32>,
    language: String,
    /// Title, tags, notes and the file's name, folded.
    folded: String,
}

impl Item {
    /// Of a resource; `kept` are the files that are here.
    pub fn of(resource: &Resource, kept: &BTreeSet<MediaHash>) -> Self {
        let time = || resource.minutes.map(minutes);
        let language = Some(&resource.language).filter(|tag| !tag.is_empty()).map(|tag| choose::language(tag));
        let entry = Entry {
            id: resource.id,
            title: resource.title.clone(),
            format: resource.format,
            facts: words::place(resource).or_else(time).into_iter().chain(language).collect(),
            finished: resource.shelf == Shelf::Finished,
            example: is_example(resource.id),
            kept: resource.file.as_ref().filter(|file| kept.contains(&file.hash)).map(|file| file.bytes),
        };
        Self { entry, minutes: resource.minutes, language: resource.language.clone(), folded: folded(resource) }
    }
}

fn folded(resource: &Resource) -> String {
    let tags = resource.tags.iter().map(|(tag, _)| tag.as_str());
    let file = resource.file.iter().map(|file| file.name.as_str());
    let notes = resource.notes.versions.values().map(|version| version.text.as_str());
    fold::lines([resource.title.as_str()].into_iter().chain(tags).chain(notes).chain(file))
}

/// What is searched and chosen.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Filter {
    /// What was typed.
    pub query: String,
    /// At most so many minutes.
    pub time: Option<u32>,
    /// One form.
    pub format: Option<Format>,
    /// One language, by its tag.
    pub language: Option<String>,
    /// Only what has a file that is kept here.
    pub offline: bool,
}

impl Filter {
    /// Whether it lets everything through.
    pub fn is_open(&self) -> bool {
        self.query.trim().is_empty() && !self.has_chips()
    }

    /// Whether a chip other than All is chosen.
    pub fn has_chips(&self) -> bool {
        self.time.is_some() || self.format.is_some() || self.language.is_some() || self.offline
    }

    /// The items that fit, in their order.
    pub fn of<'a>(&self, items: &'a [Item]) -> Vec<&'a Item> {
        let words = fold::words(&self.query);
        items
            .iter()
            .filter(|item| self.time.is_none_or(|time| item.minutes.is_some_and(|minutes| minutes <= time)))
            .filter(|item| self.format.is_none_or(|format| item.entry.format == format))
            .filter(|item| self.language.as_ref().is_none_or(|language| item.language == *language))
            .filter(|item| !self.offline || item.entry.kept.is_some())
            .filter(|item| fold::matches(&item.folded, &words))
            .collect()
    }
}

/// The forms that occur, in the order of their codes.
pub fn formats(items: &[Item]) -> BTreeSet<Format> {
    items.iter().map(|item| item.entry.format).collect()
}

/// The languages that occur.
pub fn languages(items: &[Item]) -> BTreeSet<String> {
    items.iter().filter(|item| !item.language.is_empty()).map(|item| item.language.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_domain::id::Id;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn item(title: &str, format: Format, minutes: Option<u32>, language: &str) -> Item {
        let entry = Entry {
            id: ResourceId(Id::new(1, 1)),
            title: title.to_owned(),
            format,
            facts: vec![],
            finished: false,
            example: false,
            kept: minutes.filter(|minutes| *minutes == 30).map(u64::from),
        };
        Item { entry, minutes, language: language.to_owned(), folded: fold::fold(title) }
    }

    fn check(filter: &Filter, expected: &[&str]) {
        let items = [
            item("Élan solaire", Format::Article, Some(8), "fr"),
            item("كهرباء المنزل", Format::Video, Some(30), "ar"),
            item("Electronics", Format::Book, None, "en"),
        ];
        let found: Vec<&str> = filter.of(&items).into_iter().map(|item| item.entry.title.as_str()).collect();
        assert_eq!(found, expected, "{filter:?}");
    }

    #[test]
    fn a_filter_lets_through_what_fits_all_of_it() {
        let open = Filter::default();
        assert!(open.is_open());
        check(&open, &["Élan solaire", "كهرباء المنزل", "Electronics"]);
        check(&Filter { query: "elan".to_owned(), ..Filter::default() }, &["Élan solaire"]);
        check(&Filter { query: "كَهرباء".to_owned(), ..Filter::default() }, &["كهرباء المنزل"]);
        check(&Filter { time: Some(10), ..Filter::default() }, &["Élan solaire"]);
        check(&Filter { time: Some(30), format: Some(Format::Video), ..Filter::default() }, &["كهرباء المنزل"]);
        check(&Filter { offline: true, ..Filter::default() }, &["كهرباء المنزل"]);
        check(&Filter { language: Some("en".to_owned()), query: "xy".to_owned(), ..Filter::default() }, &[]);
    }
}
