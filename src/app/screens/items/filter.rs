//! What the list shows: an item as a row, and which rows a search and the chips let through. Pure.

use cairn_domain::{
    fold,
    id::{DeckId, ItemId},
    item::{Form, Item, Shelves},
};
use std::collections::{BTreeMap, BTreeSet};

/// Chips of one sort that are offered.
const OFFERED: usize = 16;

/// A row of the list; equal rows look the same.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Entry {
    pub id: ItemId,
    /// The first words of what is asked, in Markdown: its letters are made of the rows that are shown alone.
    pub title: String,
    pub language: String,
    pub form: Form,
    pub deck: Option<DeckId>,
    pub flagged: bool,
    pub suspended: bool,
}

/// An item with what the filter compares.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct One {
    pub entry: Entry,
    tags: Vec<String>,
    folded: String,
}

impl One {
    pub fn of(item: &Item) -> Self {
        let entry = Entry {
            id: item.id,
            title: item.title(),
            language: item.language.clone(),
            form: item.form,
            deck: item.deck,
            flagged: item.flag > 0,
            suspended: item.suspended,
        };
        let tags = item.tags.iter().map(|(tag, _)| tag.clone()).collect();
        Self { entry, tags, folded: fold::lines(item.said()) }
    }
}

/// What is searched and chosen.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Filter {
    /// What was typed.
    pub query: String,
    pub form: Option<Form>,
    pub deck: Option<DeckId>,
    pub tag: Option<String>,
    /// Only what is flagged.
    pub flagged: bool,
    /// Only what is left out of practice.
    pub suspended: bool,
}

impl Filter {
    /// Whether it lets everything through.
    pub fn is_open(&self) -> bool {
        self.query.trim().is_empty() && !self.has_chips()
    }

    /// Whether a chip other than All is chosen.
    pub fn has_chips(&self) -> bool {
        self.form.is_some() || self.deck.is_some() || self.tag.is_some() || self.flagged || self.suspended
    }

    /// The items that fit, in their order; of a deck also what lies below it among `decks`.
    pub fn of<'a>(&self, items: &'a [One], decks: &Shelves) -> Vec<&'a One> {
        let lies_in = |one: &One, deck| one.entry.deck.is_some_and(|own| own == deck || decks.is_below(own, deck));
        let words = fold::words(&self.query);
        items
            .iter()
            .filter(|one| self.form.is_none_or(|form| one.entry.form == form))
            .filter(|one| self.deck.is_none_or(|deck| lies_in(one, deck)))
            .filter(|one| self.tag.as_ref().is_none_or(|tag| one.tags.contains(tag)))
            .filter(|one| !self.flagged || one.entry.flagged)
            .filter(|one| !self.suspended || one.entry.suspended)
            .filter(|one| fold::matches(&one.folded, &words))
            .collect()
    }
}

/// What chips are offered for: what occurs.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Facets {
    pub forms: BTreeSet<Form>,
    pub flagged: bool,
    pub suspended: bool,
    /// The tags that occur most, in their order.
    pub tags: BTreeSet<String>,
}

/// The facets of a list.
pub fn facets(items: &[One]) -> Facets {
    let mut often: BTreeMap<&str, usize> = BTreeMap::new();
    for tag in items.iter().flat_map(|one| &one.tags) {
        *often.entry(tag).or_default() += 1;
    }
    let mut tags: Vec<(&str, usize)> = often.into_iter().collect();
    tags.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Facets {
        forms: items.iter().map(|one| one.entry.form).collect(),
        flagged: items.iter().any(|one| one.entry.flagged),
        suspended: items.iter().any(|one| one.entry.suspended),
        tags: tags.into_iter().take(OFFERED).map(|(tag, _)| tag.to_owned()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::draft::blank;
    use super::*;
    use cairn_domain::{id::Id, item::Deck, kind::Kind, noun::Noun, record::Record};
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn items() -> Vec<One> {
        let item = |prompt: &str, answer: &str, form: Form, tag: &str| Item {
            prompt: prompt.to_owned(),
            answer: answer.to_owned(),
            form,
            tags: vec![(tag.to_owned(), true)],
            deck: (form == Form::Cloze).then_some(DeckId(Id::new(0, 1))),
            flag: u8::from(form == Form::Cloze),
            suspended: form == Form::Short,
            ..blank()
        };
        [
            item("**Élan**", "vital", Form::Card, "bio"),
            item("{{c1::الخَلية}}", "", Form::Cloze, "bio"),
            item("Capital?", "", Form::Short, "geo"),
        ]
        .iter()
        .map(One::of)
        .collect()
    }

    /// The first lies in the second.
    fn decks() -> Shelves {
        let deck = |number: u128, parent: Option<u128>| Deck {
            parent: parent.map(|number| DeckId(Id::new(0, number))),
            ..Deck::read(&Record::new(Kind::DECK, Id::new(0, number)))
        };
        Shelves::made([deck(1, Some(2)), deck(2, None), deck(3, None)])
    }

    fn check(filter: &Filter, expected: &[&str]) {
        let items = items();
        let found: Vec<&str> = filter.of(&items, &decks()).into_iter().map(|one| one.entry.title.as_str()).collect();
        assert_eq!(found, expected, "{filter:?}");
    }

    #[test]
    fn a_filter_lets_through_what_fits_all_of_it() {
        let open = Filter::default();
        assert!(open.is_open());
        check(&open, &["**Élan**", "الخَلية", "Capital?"]);
        check(&Filter { query: "elan VIT".to_owned(), ..Filter::default() }, &["**Élan**"]);
        check(&Filter { query: "الخلية".to_owned(), ..Filter::default() }, &["الخَلية"]);
        check(&Filter { query: "geo".to_owned(), ..Filter::default() }, &["Capital?"]);
        check(&Filter { form: Some(Form::Cloze), ..Filter::default() }, &["الخَلية"]);
        check(&Filter { deck: Some(DeckId(Id::new(0, 1))), ..Filter::default() }, &["الخَلية"]);
        check(&Filter { deck: Some(DeckId(Id::new(0, 2))), ..Filter::default() }, &["الخَلية"]);
        check(&Filter { deck: Some(DeckId(Id::new(0, 3))), ..Filter::default() }, &[]);
        check(&Filter { tag: Some("bio".to_owned()), ..Filter::default() }, &["**Élan**", "الخَلية"]);
        check(&Filter { flagged: true, ..Filter::default() }, &["الخَلية"]);
        check(&Filter { suspended: true, flagged: true, ..Filter::default() }, &[]);
    }

    #[test]
    fn chips_are_offered_for_what_occurs() {
        let found = facets(&items());
        assert!(found.flagged && found.suspended && found.forms.len() == 3);
        assert_eq!(found.tags.into_iter().collect::<Vec<_>>(), ["bio", "geo"]);
        assert_eq!(facets(&[]), Facets::default());
    }
}
