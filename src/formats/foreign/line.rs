//! The words of a paragraph on their way into Markdown.

use super::{
    escape::{self, Around},
    marks::{Marked, Marks, sound},
};

/// A part of a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Piece {
    /// Letters without room between them, as they are.
    Word(String),
    /// Room between words: a space, or one that does not break.
    Room(char),
    /// A line ends.
    Break,
    /// Something that is written already.
    Whole(String, Whole),
}

/// What is written already.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Whole {
    /// A picture or a sound.
    Shown,
    /// A link.
    Link,
    /// Code, a formula.
    Sealed,
    /// A gap: what it will be is not known here.
    Gap,
}

impl Piece {
    /// The letter at its beginning, as marks before it see it.
    pub fn first(&self) -> Option<char> {
        match self {
            Self::Word(word) => word.chars().next(),
            Self::Room(_) => Some(' '),
            Self::Break => None,
            Self::Whole(_, Whole::Gap) => Some('\u{fffc}'),
            Self::Whole(text, _) => text.chars().next(),
        }
    }

    /// The letter at its end.
    pub fn last(&self) -> Option<char> {
        match self {
            Self::Word(word) => word.chars().next_back(),
            Self::Whole(text, whole) if *whole != Whole::Gap => text.chars().next_back(),
            other => other.first(),
        }
    }
}

/// Pieces as they come.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Line {
    pieces: Vec<Marked>,
    /// Whether the next letters are a piece of their own.
    apart: bool,
}

impl Line {
    /// How many pieces there are; what follows is none of them.
    pub fn part(&mut self) -> usize {
        self.apart = true;
        self.pieces.len()
    }

    /// Whether nothing is there that anyone would see.
    pub fn is_empty(&self) -> bool {
        self.pieces.iter().all(|(piece, _)| matches!(piece, Piece::Room(_) | Piece::Break))
    }

    /// Letters with room between them; room is folded.
    pub fn letters(&mut self, letters: &str, marks: Marks) {
        let mut rest = letters;
        while let Some(first) = rest.chars().next() {
            let is_room = first.is_whitespace();
            let end = rest.find(|c: char| c.is_whitespace() != is_room).unwrap_or(rest.len());
            let (head, tail) = rest.split_at(end);
            if is_room {
                self.room(head);
            } else {
                self.word(head, marks);
            }
            rest = tail;
        }
    }

    fn room(&mut self, room: &str) {
        let mut letters = room.chars();
        let one = match (letters.next(), letters.next()) {
            (Some(one @ ('\u{a0}' | '\u{202f}' | '\u{3000}')), None) => one,
            _ => ' ',
        };
        match self.pieces.last_mut() {
            Some((Piece::Room(before), _)) => *before = ' ',
            Some((Piece::Break, _)) | None => {}
            Some(_) => self.pieces.push((Piece::Room(one), Marks::default())),
        }
    }

    fn word(&mut self, letters: &str, marks: Marks) {
        let apart = core::mem::take(&mut self.apart);
        match self.pieces.last_mut() {
            Some((Piece::Word(word), before)) if *before == marks && !apart => word.push_str(letters),
            _ => self.pieces.push((Piece::Word(letters.to_owned()), marks)),
        }
    }

    /// Something that is written already.
    pub fn whole(&mut self, text: String, whole: Whole, marks: Marks) {
        self.pieces.push((Piece::Whole(text, whole), marks));
    }

    /// Ends the line.
    pub fn end_line(&mut self) {
        if let Some((Piece::Room(_), _)) = self.pieces.last() {
            self.pieces.pop();
        }
        self.pieces.push((Piece::Break, Marks::default()));
    }

    /// The letter before a piece.
    pub fn last_before(&self, count: usize) -> Option<char> {
        self.pieces[..count.min(self.pieces.len())].last().and_then(|(piece, _)| piece.last())
    }

    /// Takes off all that came since there were so many pieces.
    pub fn since(&mut self, count: usize) -> Vec<Marked> {
        self.pieces.split_off(count.min(self.pieces.len()))
    }

    /// Puts pieces back.
    pub fn put_back(&mut self, pieces: Vec<Marked>) {
        self.pieces.extend(pieces);
    }

    /// All of its lines as Markdown; between two of them may be an empty one.
    pub fn written(self, around: Around, gapped: bool) -> String {
        let pieces = joined(sound(trimmed(self.pieces, around)));
        let mut out = String::new();
        let mut line = String::new();
        let mut open = Marks::default();
        let mut after_whole = false;
        for (piece, marks) in &pieces {
            if *marks != open {
                end_marks(&mut line, open);
                line.push_str(marks.signs());
                open = *marks;
            }
            match piece {
                Piece::Word(word) if gapped => self::gapped(&mut line, word, around),
                Piece::Word(word) => escape::word(&mut line, word, around),
                Piece::Room(room) => line.push(*room),
                Piece::Whole(text, whole) => {
                    if *whole == Whole::Link && line.ends_with('!') {
                        line.insert(line.len() - 1, '\\');
                    }
                    // Two signs that would be one.
                    if after_whole && ['$', '`'].iter().any(|sign| line.ends_with(*sign) && text.starts_with(*sign)) {
                        line.push(' ');
                    }
                    if *whole == Whole::Sealed && around == Around::Cell {
                        line.push_str(&text.replace('|', "\\|"));
                    } else {
                        line.push_str(text);
                    }
                }
                Piece::Break => {
                    escape::begin(&mut line);
                    out.push_str(&line);
                    out.push('\n');
                    line.clear();
                }
            }
            after_whole = matches!(piece, Piece::Whole(..));
        }
        end_marks(&mut line, open);
        escape::begin(&mut line);
        out.push_str(&line);
        out
    }
}

fn end_marks(line: &mut String, marks: Marks) {
    line.extend(marks.signs().chars().rev());
}

/// A word of a text with gaps: two braces in it are none.
fn gapped(line: &mut String, word: &str, around: Around) {
    let mut from = 0;
    for (at, _) in word.match_indices('{') {
        escape::word(line, &word[from..at], around);
        let is_double = word[..at].ends_with('{') || word[at + 1..].starts_with('{');
        line.push_str(if is_double { "\\{" } else { "{" });
        from = at + 1;
    }
    escape::word(line, &word[from..], around);
}

/// Words that are parted by nothing any more, as one.
fn joined(pieces: Vec<Marked>) -> Vec<Marked> {
    let mut out: Vec<Marked> = Vec::with_capacity(pieces.len());
    for (piece, marks) in pieces {
        match (out.last_mut(), piece) {
            (Some((Piece::Word(before), known)), Piece::Word(word)) if *known == marks => before.push_str(&word),
            (_, piece) => out.push((piece, marks)),
        }
    }
    out
}

/// Without empty lines at the edges, and with one empty line at most between two; in a heading and a cell all is one line.
fn trimmed(pieces: Vec<Marked>, around: Around) -> Vec<Marked> {
    let mut out: Vec<Marked> = Vec::with_capacity(pieces.len());
    for (piece, marks) in pieces {
        let piece = if piece == Piece::Break && around != Around::Line { Piece::Room(' ') } else { piece };
        let before = |back: usize| out.len().checked_sub(back).and_then(|at| out.get(at)).map(|(piece, _)| piece);
        let is_left = match piece {
            Piece::Room(_) => matches!(before(1), None | Some(Piece::Room(_) | Piece::Break)),
            Piece::Break => {
                before(1).is_none() || matches!((before(1), before(2)), (Some(Piece::Break), Some(Piece::Break)))
            }
            _ => false,
        };
        if !is_left {
            if piece == Piece::Break && matches!(before(1), Some(Piece::Room(_))) {
                out.pop();
            }
            out.push((piece, marks));
        }
    }
    while matches!(out.last(), Some((Piece::Room(_) | Piece::Break, _))) {
        out.pop();
    }
    out
}
