//! Numbers as people write them, by the grammar of LEARNING.md 9.1. What the grammar does not allow is not guessed:
//! `1,23` with a decimal point is no number, and [`read`] says that it would be one with a comma.

use super::letters::{digit, is_letter};

/// The mark before the fraction; the other one groups thousands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DecimalMark {
    /// `1,234.5`
    Point,
    /// `1.234,5`
    Comma,
}

/// A number with the unit that followed it.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The number; finite.
    pub value: f64,
    /// The unit as written, empty if none was.
    pub unit: String,
}

/// What a text is as a number.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// A number in the notation asked for.
    Number(Quantity),
    /// A number only with the other decimal mark: ask whether that is meant.
    OtherMark(Quantity),
    /// No number.
    Nothing,
}

const SPACES: [char; 5] = [' ', '\u{a0}', '\u{2007}', '\u{2009}', '\u{202f}'];
const APOSTROPHES: [char; 2] = ['\'', '\u{2019}'];

impl DecimalMark {
    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Point => Self::Comma,
            Self::Comma => Self::Point,
        }
    }

    fn as_char(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }
}

/// Reads `text` with this decimal mark, and if that is no number with the other one.
pub fn read(text: &str, mark: DecimalMark) -> Reading {
    match parse_number(text, mark) {
        Some(quantity) => Reading::Number(quantity),
        None => parse_number(text, mark.other()).map_or(Reading::Nothing, Reading::OtherMark),
    }
}

/// The number and the unit in `text`; `None` for anything that the grammar does not allow.
///
/// `[sign] ( whole SPACE fraction | number / number | number [e[sign]digits] ) [unit]`.
pub fn parse_number(text: &str, mark: DecimalMark) -> Option<Quantity> {
    let letters: Vec<char> = text.trim().chars().map(|letter| normal(letter, mark)).collect();
    let scan = Scan { letters: &letters, mark };
    let signed = matches!(letters.first(), Some('+' | '-'));
    let start = scan.spaces(usize::from(signed));
    let (value, end) = match scan.fraction(start) {
        Some((whole, above, below, end)) => (scan.divided(whole, above, below)?, end),
        None => scan.decimal(start)?,
    };
    if !value.is_finite() {
        return None;
    }
    let unit: String = letters[end..].iter().collect();
    let unit = unit.trim();
    let unit = if unit.chars().count() > 1 { unit.strip_suffix('.').unwrap_or(unit) } else { unit };
    if unit.chars().next().is_some_and(|first| !is_letter(first) && first != '%') {
        return None;
    }
    let negative = letters.first() == Some(&'-');
    Some(Quantity { value: if negative { -value } else { value }, unit: unit.to_owned() })
}

/// Digits of any script as ASCII, the minus sign as hyphen, the Arabic marks as those of the notation.
fn normal(letter: char, mark: DecimalMark) -> char {
    match letter {
        '\u{2212}' => '-',
        '\u{66b}' => mark.as_char(),
        '\u{66c}' => mark.other().as_char(),
        _ => digit(letter).and_then(|value| char::from_digit(value, 10)).unwrap_or(letter),
    }
}

/// Positions in the letters of one text. Every function takes where to begin and gives where it ended.
struct Scan<'a> {
    letters: &'a [char],
    mark: DecimalMark,
}

/// A part of the text.
type Span = (usize, usize);

impl Scan<'_> {
    fn at(&self, place: usize) -> Option<char> {
        self.letters.get(place).copied()
    }

    fn run(&self, from: usize, holds: impl Fn(char) -> bool) -> usize {
        from + self.letters[from.min(self.letters.len())..].iter().take_while(|letter| holds(**letter)).count()
    }

    fn spaces(&self, from: usize) -> usize {
        self.run(from, |letter| SPACES.contains(&letter))
    }

    fn digits(&self, from: usize) -> usize {
        self.run(from, |letter| letter.is_ascii_digit())
    }

    /// `fraction`, or a whole part and one: the whole part, what stands above and below, and the end.
    fn fraction(&self, from: usize) -> Option<(Option<Span>, Span, Span, usize)> {
        let whole = self.digits(from);
        let gap = self.spaces(whole);
        if whole > from
            && gap > whole
            && let Some((above, below)) = self.ratio(gap, Self::flat)
        {
            return Some((Some((from, whole)), above, below, below.1));
        }
        let plain = self.ratio(from, Self::flat).or_else(|| self.ratio(from, Self::number));
        plain.map(|(above, below)| (None, above, below, below.1))
    }

    fn ratio(&self, from: usize, part: impl Fn(&Self, usize) -> Option<usize>) -> Option<(Span, Span)> {
        let above = (from, part(self, from)?);
        let slash = self.spaces(above.1);
        if self.at(slash) != Some('/') {
            return None;
        }
        let below = self.spaces(slash + 1);
        Some((above, (below, part(self, below)?)))
    }

    /// The value of a fraction: with a whole part it is proper and in plain digits; without one a space in it does
    /// not group. `None` if it is neither, or divides by 0.
    fn divided(&self, whole: Option<Span>, above: Span, below: Span) -> Option<f64> {
        let (top, bottom) = (self.value(above)?, self.value(below)?);
        if bottom <= 0.0 {
            return None;
        }
        match whole {
            Some(whole) => {
                let plain = |span: Span| self.letters[span.0..span.1].iter().all(char::is_ascii_digit);
                (plain(above) && plain(below) && top < bottom).then_some(self.value(whole)? + top / bottom)
            }
            None => {
                let grouped = self.letters[above.0..above.1].iter().any(|letter| SPACES.contains(letter));
                (!grouped).then_some(top / bottom)
            }
        }
    }

    /// A number with its power of ten.
    fn decimal(&self, from: usize) -> Option<(f64, usize)> {
        let end = self.number(from)?;
        let power = self.power(end);
        let mut text = self.text((from, end));
        text.extend(&self.letters[end..power]);
        text.parse().ok().map(|value| (value, power))
    }

    fn power(&self, from: usize) -> usize {
        if !matches!(self.at(from), Some('e' | 'E')) {
            return from;
        }
        let start = from + 1 + usize::from(matches!(self.at(from + 1), Some('+' | '-')));
        let end = self.digits(start);
        if end > start { end } else { from }
    }

    /// Digits with a fraction; no groups.
    fn flat(&self, from: usize) -> Option<usize> {
        self.tail(from, self.digits(from))
    }

    /// Digits, in groups or not, with a fraction.
    fn number(&self, from: usize) -> Option<usize> {
        self.tail(from, self.grouped(from).unwrap_or_else(|| self.digits(from)))
    }

    /// Goes on with the mark and the digits after it; there is a digit before or after the mark.
    fn tail(&self, from: usize, whole: usize) -> Option<usize> {
        let marked = self.at(whole) == Some(self.mark.as_char());
        let end = if marked { self.digits(whole + 1) } else { whole };
        let digits = (whole - from) + if marked { end - whole - 1 } else { 0 };
        (digits > 0).then_some(end)
    }

    /// One to three digits, the first not 0, and groups of exactly three after separators of one kind.
    fn grouped(&self, from: usize) -> Option<usize> {
        let lead = self.digits(from);
        if !(1..=3).contains(&(lead - from)) || self.at(from) == Some('0') {
            return None;
        }
        let kind = self.at(lead).and_then(|letter| self.separator(letter))?;
        let mut ends = vec![lead];
        let mut end = lead;
        while self.at(end).and_then(|letter| self.separator(letter)) == Some(kind)
            && (1..=3).all(|offset| self.at(end + offset).is_some_and(|letter| letter.is_ascii_digit()))
        {
            end += 4;
            ends.push(end);
        }
        // A group is not followed by a digit; the last one that is not counts.
        let closed = ends.iter().skip(1).rev().find(|end| !self.at(**end).is_some_and(|l| l.is_ascii_digit()));
        closed.copied()
    }

    /// Which of the three kinds of separator a letter is.
    fn separator(&self, letter: char) -> Option<u8> {
        if SPACES.contains(&letter) {
            Some(0)
        } else if letter == self.mark.other().as_char() {
            Some(1)
        } else if APOSTROPHES.contains(&letter) {
            Some(2)
        } else {
            None
        }
    }

    fn value(&self, span: Span) -> Option<f64> {
        self.text(span).parse().ok()
    }

    /// The number as a program writes it.
    fn text(&self, span: Span) -> String {
        let letters = self.letters[span.0..span.1].iter().filter(|letter| self.separator(**letter).is_none());
        letters.map(|letter| if *letter == self.mark.as_char() { '.' } else { *letter }).collect()
    }
}
