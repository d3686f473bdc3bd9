//! Where items and decks are listed, what they are called, and what a search runs over.

use super::{Deck, Item, gaps};
use crate::{
    id::{CompetencyId, DeckId, Id, ItemId},
    kind::Kind,
    media::{MediaHash, reference},
    port::{Lookup, Range, Snapshot},
    registry::{part, sortable_ms},
};
use std::borrow::Cow;

impl ItemId {
    /// The id of the same card asked the other way round: the same on every device.
    pub fn twin(self) -> Self {
        let mut bytes = *self.0.bytes();
        bytes[15] ^= 1;
        Self(Id::from_bytes(bytes))
    }
}

impl Item {
    /// `all/<created>/<id>`, `deck/<deck>/<created>/<id>` (an empty deck for none), `competency/<id>/<created>/<id>` for
    /// each competency. A twin is listed with its card alone: `twin/<card>`.
    pub(crate) fn keys(&self) -> Vec<String> {
        if let Some(card) = self.twin {
            return vec![format!("twin/{card}")];
        }
        let added = format!("{}/{}", sortable_ms(self.created.map_or(0, |ms| ms.0)), self.id);
        let mut keys = vec![format!("all/{added}"), format!("deck/{}/{added}", part(self.deck))];
        keys.extend(self.competencies.iter().map(|(competency, _)| format!("competency/{competency}/{added}")));
        keys
    }

    /// A page of all items, newest first; `after` is the key of the last row of the page before.
    pub fn page(after: Option<String>, limit: u32) -> Range {
        Range { after, ..Range::last(Kind::ITEM, "all/", limit) }
    }

    /// All items, newest first.
    pub fn all() -> Range {
        Self::page(None, u32::MAX)
    }

    /// All that it says, for searches: its texts, with the words of what they show, and her tags.
    pub fn said(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let lists = [&self.options, &self.matches, &self.accepted].into_iter().flatten();
        let texts = [&self.prompt, &self.answer, &self.explanation].into_iter().chain(lists).map(String::as_str);
        texts.chain(self.tags.iter().map(|(tag, _)| tag.as_str())).map(reference::worded)
    }

    /// The items of a deck, newest first; of none with `None`.
    pub fn in_deck(deck: Option<DeckId>, limit: u32) -> Range {
        Range::last(Kind::ITEM, format!("deck/{}/", part(deck)), limit)
    }

    /// The items that practise a competency, newest first.
    pub fn practising(competency: CompetencyId, limit: u32) -> Range {
        Range::last(Kind::ITEM, format!("competency/{competency}/"), limit)
    }

    /// Its texts that are written in Markdown.
    pub fn marked(&self) -> impl Iterator<Item = &str> {
        let lists = [&self.options, &self.matches, &self.feedback, &self.hints].into_iter().flatten();
        [&self.prompt, &self.answer, &self.explanation].into_iter().chain(lists).map(String::as_str)
    }

    /// The pictures and sounds that its texts show, each with the words that stand for it.
    pub fn files(&self) -> Vec<(MediaHash, String)> {
        self.marked().flat_map(reference::references).collect()
    }

    /// The first words of what is asked, for lists: one line without the marks of a gap, and with words for pictures. A formula
    /// is not cut in two, of which no letters could be made.
    pub fn title(&self) -> String {
        let prompt = reference::worded(&self.prompt);
        let plain: String = gaps::pieces(&prompt)
            .iter()
            .map(|piece| match piece {
                gaps::Piece::Text(text) => *text,
                gaps::Piece::Gap(gap) => gap.filled(),
            })
            .collect();
        let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        let end = words.char_indices().nth(TITLE).map_or(words.len(), |(end, _)| end);
        words[..behind_formula(&words, end)].to_owned()
    }
}

/// Letters of a title, and of a formula that goes on behind them.
const TITLE: usize = 120;
const FORMULA: usize = 1_000;

/// The end of the formula in LaTeX within which a text would be cut at `end`, between signs of a dollar or two of them; `end`
/// itself where it lies in none.
fn behind_formula(text: &str, end: usize) -> usize {
    let mut open = None;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if at >= end && open.is_none() || at > end + FORMULA {
            break;
        }
        match letter {
            '\\' => {
                letters.next();
            }
            '$' => {
                let two = letters.next_if(|(_, next)| *next == '$').is_some();
                let behind = at + 1 + usize::from(two);
                match open {
                    None => open = Some(two),
                    Some(begun) if begun == two => {
                        if behind > end {
                            return behind;
                        }
                        open = None;
                    }
                    Some(_) => {}
                }
            }
            _ => {}
        }
    }
    end
}

/// What [`called`] reads.
pub fn called_needs(item: ItemId) -> [Lookup; 2] {
    [item, item.twin()].map(|item| Lookup::Record(Kind::ITEM, item.0))
}

/// What an item is called in a list: a card asked the other way round as its card; empty where it is not here.
pub fn called(item: ItemId, snapshot: &Snapshot) -> String {
    let found = snapshot.noun::<Item>(item);
    let named = found.as_ref().and_then(|item| item.twin).map_or(found, |card| snapshot.noun::<Item>(card));
    named.map(|item| item.title()).unwrap_or_default()
}

impl Deck {
    /// `deck/<created>/<id>`.
    pub(crate) fn keys(&self) -> Vec<String> {
        vec![format!("deck/{}/{}", sortable_ms(self.created.map_or(0, |ms| ms.0)), self.id)]
    }

    /// All decks, oldest first.
    pub fn all() -> Range {
        Range::all(Kind::DECK, "deck/")
    }
}
