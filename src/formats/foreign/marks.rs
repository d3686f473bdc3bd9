//! Emphasis in a line, so that it is read as such: marks of Markdown begin and end a stretch only where letters and punctuation
//! around them allow it. Where they do not, a sign at the edge is left outside; a stretch that then has nothing in it has no marks.

use super::line::Piece;

/// What a stretch is emphasised by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mark {
    Strong,
    Emphasis,
    Struck,
}

/// Several of them.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Marks(u8);

impl Mark {
    fn bit(self) -> u8 {
        match self {
            Self::Strong => 1,
            Self::Emphasis => 2,
            Self::Struck => 4,
        }
    }
}

impl Marks {
    pub fn with(self, mark: Mark) -> Self {
        Self(self.0 | mark.bit())
    }

    fn is_none(self) -> bool {
        self.0 == 0
    }

    fn is_several(self) -> bool {
        self.0.count_ones() > 1
    }

    /// What remains of several where there is room for one.
    fn first(self) -> Self {
        Self(self.0 & self.0.wrapping_neg())
    }

    /// The signs before a stretch; behind it they stand the other way round.
    pub fn signs(self) -> &'static str {
        match self.0 {
            0 => "",
            1 => "**",
            2 => "*",
            3 => "***",
            4 => "~~",
            5 => "~~**",
            6 => "~~*",
            _ => "~~***",
        }
    }
}

/// How a letter counts for the marks beside it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Class {
    Room,
    Letter,
    Sign,
    /// Either of the two before.
    Unknown,
}

fn class(letter: char) -> Class {
    let joins = matches!(letter, '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}');
    if letter.is_whitespace() {
        Class::Room
    } else if letter.is_alphanumeric() || joins || unicode_normalization::char::is_combining_mark(letter) {
        Class::Letter
    } else if letter.is_ascii_punctuation() {
        Class::Sign
    } else {
        Class::Unknown
    }
}

/// A piece of a line with what emphasises it.
pub(super) type Marked = (Piece, Marks);

/// The pieces with marks that are read as such.
pub(super) fn sound(pieces: Vec<Marked>) -> Vec<Marked> {
    let mut pieces = pieces;
    for (piece, marks) in &mut pieces {
        if matches!(piece, Piece::Room(_) | Piece::Break) {
            *marks = Marks::default();
        }
    }
    single(&mut pieces);
    join_over_room(&mut pieces);
    part_stars(&mut pieces);
    shrink(pieces)
}

fn is_room(piece: Option<&Marked>) -> bool {
    piece.is_none_or(|(piece, _)| matches!(piece, Piece::Room(_) | Piece::Break))
}

/// The end of the stretch of the same marks that begins at a place.
fn stretch(pieces: &[Marked], from: usize) -> usize {
    let marks = pieces[from].1;
    from + pieces[from..].iter().take_while(|(_, other)| *other == marks).count()
}

/// Several marks stay where there is room around them; else one of them does.
fn single(pieces: &mut [Marked]) {
    let mut from = 0;
    while from < pieces.len() {
        let to = stretch(pieces, from);
        let marks = pieces[from].1;
        let is_free = is_room(from.checked_sub(1).and_then(|at| pieces.get(at))) && is_room(pieces.get(to));
        if marks.is_several() && !is_free {
            pieces[from..to].iter_mut().for_each(|(_, one)| *one = marks.first());
        }
        from = to;
    }
}

/// Room between two words of the same marks has them too.
fn join_over_room(pieces: &mut [Marked]) {
    for at in 1..pieces.len().saturating_sub(1) {
        if matches!(pieces[at].0, Piece::Room(_)) && pieces[at - 1].1 == pieces[at + 1].1 {
            pieces[at].1 = pieces[at - 1].1;
        }
    }
}

/// Stars that end one stretch and begin the next are told apart between letters only.
fn part_stars(pieces: &mut [Marked]) {
    let (strong, emphasis) = (Marks(Mark::Strong.bit()), Marks(Mark::Emphasis.bit()));
    let mut from = 0;
    while from < pieces.len() {
        let to = stretch(pieces, from);
        let Some((next, after)) = pieces.get(to) else { break };
        let is_letter = |letter: Option<char>| letter.is_some_and(|letter| class(letter) == Class::Letter);
        let is_plain = is_letter(pieces[to - 1].0.last()) && is_letter(next.first());
        let before = pieces[from].1;
        if (before, *after) == (strong, emphasis) && !is_plain {
            let end = stretch(pieces, to);
            pieces[to..end].iter_mut().for_each(|(_, one)| *one = Marks::default());
        } else if (before, *after) == (emphasis, strong) && !is_plain {
            pieces[from..to].iter_mut().for_each(|(_, one)| *one = Marks::default());
        }
        from = to;
    }
}

/// Leaves signs outside where marks between them and a letter would be none.
fn shrink(pieces: Vec<Marked>) -> Vec<Marked> {
    let mut out: Vec<Marked> = Vec::with_capacity(pieces.len());
    let mut pieces = pieces.into_iter().peekable();
    while let Some(first) = pieces.next() {
        let marks = first.1;
        if marks.is_none() {
            out.push(first);
            continue;
        }
        let mut inside = std::collections::VecDeque::from([first]);
        while let Some(next) = pieces.next_if(|(_, other)| *other == marks) {
            inside.push_back(next);
        }
        let outer = |piece: Option<&Marked>, letter: fn(&Piece) -> Option<char>| match piece {
            Some((_, marks)) if !marks.is_none() => Class::Sign,
            Some((piece, _)) => letter(piece).map_or(Class::Room, class),
            None => Class::Room,
        };
        let mut before = outer(out.last(), Piece::last);
        while let Some(edge) = inside.front().and_then(|(piece, _)| piece.first()).map(class) {
            if !clash(edge, before) {
                break;
            }
            let left = take_first(&mut inside);
            before = left.last().map_or(Class::Unknown, class);
            out.push((left, Marks::default()));
        }
        let mut tail = Vec::new();
        let mut after = outer(pieces.peek(), Piece::first);
        while let Some(edge) = inside.back().and_then(|(piece, _)| piece.last()).map(class) {
            if !clash(edge, after) {
                break;
            }
            let left = take_last(&mut inside);
            after = left.first().map_or(Class::Unknown, class);
            tail.push((left, Marks::default()));
        }
        out.extend(inside);
        out.extend(tail.into_iter().rev());
    }
    out
}

/// Whether marks between these two would be letters, or may be.
fn clash(inside: Class, outside: Class) -> bool {
    inside == Class::Room
        || matches!(inside, Class::Sign | Class::Unknown) && matches!(outside, Class::Letter | Class::Unknown)
}

/// The first letter of a stretch, or its first piece if that is one thing.
fn take_first(inside: &mut std::collections::VecDeque<Marked>) -> Piece {
    let Some((piece, marks)) = inside.pop_front() else { return Piece::Break };
    match piece {
        Piece::Word(word) => {
            let (head, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
            if !rest.is_empty() {
                inside.push_front((Piece::Word(rest.to_owned()), marks));
            }
            Piece::Word(head.to_owned())
        }
        other => other,
    }
}

fn take_last(inside: &mut std::collections::VecDeque<Marked>) -> Piece {
    let Some((piece, marks)) = inside.pop_back() else { return Piece::Break };
    match piece {
        Piece::Word(mut word) => {
            let last = word.pop();
            if !word.is_empty() {
                inside.push_back((Piece::Word(word), marks));
            }
            Piece::Word(last.map(String::from).unwrap_or_default())
        }
        other => other,
    }
}
