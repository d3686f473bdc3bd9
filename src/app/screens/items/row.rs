//! An item as a row of a list.

use super::filter::Entry;
use super::list::Names;
use super::words;
use crate::i18n::tr;
use crate::route::{Link, Route};
use crate::ui::{Icon, Meta, MetaPart, Own, Row, letters_of_markdown};
use cairn_domain::example::is_example;
use leptos::prelude::*;

/// The row, which leads to the item.
pub fn link(entry: &Entry, names: Names, current: bool) -> AnyView {
    let id = entry.id.to_string();
    let (title, language) = (name(entry), entry.language.clone());
    let entry = entry.clone();
    let meta = move || view! { <Meta parts=parts(&entry, names)/> };
    view! {
        <Row icon=Icon::Card current=current>
            <Link to=Route::Item(id) class="name" current=current><Own text=title lang=language/></Link>
            {meta}
        </Row>
    }
    .into_any()
}

/// What it is called, also if it says nothing but marks.
pub fn name(entry: &Entry) -> String {
    let letters = letters_of_markdown(&entry.title);
    if letters.is_empty() { tr::trash::untitled() } else { letters }
}

/// Its kind, its deck, and how she marked it.
fn parts(entry: &Entry, names: Names) -> Vec<MetaPart> {
    let deck = entry.deck.and_then(|deck| {
        names.with(|names| names.as_ref()?.iter().find(|(id, _)| *id == deck).map(|(_, name)| name.clone()))
    });
    let mut parts: Vec<MetaPart> = vec![words::form(entry.form).into()];
    parts.extend(deck.map(MetaPart::from));
    parts.extend(entry.flagged.then(|| (Icon::Pin, tr::items::flagged()).into()));
    parts.extend(entry.suspended.then(|| tr::items::suspended().into()));
    parts.extend(is_example(entry.id).then(|| tr::library::example().into()));
    parts
}

#[cfg(test)]
mod tests {
    use super::super::{draft::blank, filter::One};
    use super::*;
    use cairn_domain::item::Item;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_row_is_named_by_letters_also_of_a_formula_at_its_end() {
        let named = |prompt: String| name(&One::of(&Item { prompt, ..blank() }).entry);
        assert_eq!(named("**Élan**".to_owned()), "Élan");
        let long = named(["word ".repeat(23), "$\\sqrt{x + y}$ and more".to_owned()].concat());
        assert!(long.contains('√') && !long.contains('$'), "{long}");
    }
}
