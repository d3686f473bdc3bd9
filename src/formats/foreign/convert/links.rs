//! Links, raised figures, and stretches that a style emphasises.

use super::{Converter, OPEN_MAX};
use crate::foreign::{
    addresses::{Address, address, linked},
    escape::{self, Around},
    line::{Piece, Whole},
    marks::{Mark, Marks},
    raised, shown,
};
use cairn_domain::media::reference;

impl Converter<'_, '_> {
    pub(super) fn open_span(&mut self, style: &str) {
        if self.spans.len() >= OPEN_MAX {
            self.more_spans += 1;
            return;
        }
        let style: String = style.to_ascii_lowercase().split_whitespace().collect();
        let has = |what: &[&str]| what.iter().any(|what| style.contains(what));
        let marks = [
            (Mark::Strong, has(&["font-weight:bold", "font-weight:700", "font-weight:600", "font-weight:800"])),
            (
                Mark::Emphasis,
                has(&["font-style:italic", "text-decoration:underline", "text-decoration-line:underline"]),
            ),
            (Mark::Struck, has(&["line-through"])),
        ];
        self.spans.push(marks.into_iter().filter(|(_, has)| *has).map(|(mark, _)| mark).collect());
    }

    pub(super) fn open_link(&mut self, href: &str) {
        self.end_link();
        if self.gap.is_some() || self.formula.is_some() || self.code.is_some() {
            return;
        }
        match address(href) {
            Address::Away(_) | Address::Beside(_) => self.link = Some((href.to_owned(), self.line.part())),
            Address::Script => self.dropped.scripts += 1,
            Address::Nowhere => {}
        }
    }

    pub(super) fn end_link(&mut self) {
        let Some((href, from)) = self.link.take() else { return };
        self.end_code();
        let pieces = self.line.since(from);
        let is_whole = |piece: &Piece| matches!(piece, Piece::Break | Piece::Whole(_, Whole::Gap));
        let (mut text, mut plain) = (String::new(), String::new());
        for (piece, _) in &pieces {
            match piece {
                Piece::Word(word) => {
                    // As in a cell, for it may stand in one.
                    escape::word(&mut text, word, Around::Cell);
                    plain.push_str(word);
                }
                Piece::Room(room) => [&mut text, &mut plain].into_iter().for_each(|text| text.push(*room)),
                Piece::Whole(whole, _) => text.push_str(whole),
                Piece::Break => {}
            }
        }
        let around = (text.starts_with(' '), text.ends_with(' '));
        let marks =
            pieces.iter().find(|(piece, _)| !matches!(piece, Piece::Room(_))).map_or(Marks::default(), |one| one.1);
        let whole = match address(&href) {
            _ if text.trim().is_empty() || pieces.iter().any(|(piece, _)| is_whole(piece)) => None,
            Address::Away(to) => Some((format!("[{}]({})", text.trim(), linked(&to)), Whole::Link)),
            Address::Beside(beside) => {
                let shown = |hash| (reference::written(&plain, hash), Whole::Shown);
                shown::kept_at(&beside, self.kept).map(shown)
            }
            _ => None,
        };
        match whole {
            Some((text, whole)) => {
                if around.0 {
                    self.line.letters(" ", Marks::default());
                }
                self.line.whole(text, whole, marks);
                if around.1 {
                    self.line.letters(" ", Marks::default());
                }
            }
            None => self.line.put_back(pieces),
        }
    }

    pub(super) fn lower(&mut self) {
        let ordinals = self.ordinals.get_or_insert_with(|| raised::ordinals(self.html));
        let is_ordinal = ordinals.contains(&self.tokens.at());
        if let Some(gap) = &mut self.gap {
            return gap.lower(is_ordinal);
        }
        let Some((up, from)) = self.raised.pop() else { return };
        let before = self.line.last_before(from);
        let pieces = self.line.since(from);
        let mut letters = String::new();
        for (piece, _) in &pieces {
            match piece {
                Piece::Word(word) => letters.push_str(word),
                Piece::Room(room) => letters.push(*room),
                Piece::Break | Piece::Whole(..) => return self.line.put_back(pieces),
            }
        }
        let marks = pieces.first().map_or(Marks::default(), |one| one.1);
        self.line.letters(&raised::figure(letters.trim(), up, before, is_ordinal), marks);
    }
}
