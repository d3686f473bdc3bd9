//! Parts of a picture that are covered, so that a card can ask what is under one of them. They stand behind a
//! [reference](mod@super::reference) as its title: `![words](cairn:<hash> "covers ar1000,2000,3000,500 ce5000,0,900,900")`. Whoever
//! does not know of them shows the picture alone, and so does this version where a title is not exactly of this form.
//!
//! Places are counted in ten-thousandths of the picture's width and height, from its upper left corner, whatever size it is
//! drawn in. Each word is one part: what becomes of it (`a` it is asked, `c` it stays covered, `o` it was asked and is open),
//! its form (`r` rectangle and `e` ellipse: left, top, width, height; `p` polygon: its corners), and its numbers. A word that
//! begins with `t` is a label that is drawn on the picture: left, top, height of its letters, and the letters, of which all
//! but letters and figures are written as `%` and two digits for each byte.

use super::{MediaHash, reference};
use core::fmt::Write as _;

/// The whole width, and the whole height.
pub const WHOLE: u16 = 10_000;
/// Parts of a picture, labels included.
pub const PARTS_MAX: usize = 400;
/// Corners of a polygon.
pub const CORNERS_MAX: usize = 100;
/// Letters of a label.
pub const LABEL_MAX: usize = 100;
/// Bytes of a title.
const TITLE_MAX: usize = 24_000;

/// What a title begins with.
const BEGINS: &str = "covers";

/// What becomes of a part.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Role {
    /// It is covered, and asked.
    Asked,
    /// It is covered.
    Covered,
    /// It was asked, and is seen; its edge shows where it is.
    Open,
}

/// Where a part is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Shape {
    /// A rectangle: left, top, width, height.
    Rectangle([u16; 4]),
    /// The ellipse within a rectangle.
    Ellipse([u16; 4]),
    /// Corners, each from the left and from the top; at least three.
    Polygon(Vec<[u16; 2]>),
}

/// A part of a picture.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cover {
    /// What becomes of it.
    pub role: Role,
    /// Where it is.
    pub shape: Shape,
}

/// Letters that are drawn on a picture.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// Left and top.
    pub at: [u16; 2],
    /// How high its letters are.
    pub height: u16,
    /// One line of letters.
    pub letters: String,
}

/// All that is drawn on a picture. Of this module's making it is within its bounds, and has at least one part.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Covers {
    /// Parts, in the order in which they are drawn.
    pub covers: Vec<Cover>,
    /// Labels, which are drawn above them.
    pub labels: Vec<Label>,
}

impl Shape {
    /// Left, top, width and height of what it takes.
    pub fn frame(&self) -> [u16; 4] {
        match self {
            Shape::Rectangle(frame) | Shape::Ellipse(frame) => *frame,
            Shape::Polygon(corners) => {
                let all = |along: usize| corners.iter().map(move |corner| corner[along]);
                let least = |along| all(along).min().unwrap_or_default();
                let most = |along| all(along).max().unwrap_or_default();
                [least(0), least(1), most(0) - least(0), most(1) - least(1)]
            }
        }
    }

    /// Whether it lies on the picture, takes any of it, and has no more corners than it may.
    pub fn is_sound(&self) -> bool {
        let [left, top, width, height] = self.frame();
        let ends = |from: u16, length: u16| length > 0 && from.checked_add(length).is_some_and(|end| end <= WHOLE);
        let has_corners = match self {
            Shape::Polygon(corners) => (3..=CORNERS_MAX).contains(&corners.len()),
            _ => true,
        };
        has_corners && ends(left, width) && ends(top, height)
    }
}

impl Covers {
    /// How many parts have a role.
    pub fn count(&self, role: Role) -> usize {
        self.covers.iter().filter(|cover| cover.role == role).count()
    }

    /// Reads a title; `None` unless it is exactly what [`title`](Self::title) writes.
    pub fn parse(title: &str) -> Option<Self> {
        let words = title.strip_prefix(BEGINS).filter(|_| title.len() <= TITLE_MAX)?.strip_prefix(' ')?;
        let mut covers = Self::default();
        for word in words.split(' ') {
            match word.strip_prefix('t') {
                Some(label) => covers.labels.push(label_of(label)?),
                None => covers.covers.push(cover_of(word)?),
            }
            if covers.covers.len() + covers.labels.len() > PARTS_MAX {
                return None;
            }
        }
        (!covers.covers.is_empty()).then_some(covers)
    }

    /// The title of a reference; `None` if these are more, or of another kind, than may stand there.
    pub fn title(&self) -> Option<String> {
        let mut title = BEGINS.to_owned();
        for Cover { role, shape } in &self.covers {
            title.extend([
                ' ',
                match role {
                    Role::Asked => 'a',
                    Role::Covered => 'c',
                    Role::Open => 'o',
                },
            ]);
            match shape {
                Shape::Rectangle(frame) => numbers(&mut title, 'r', frame.iter()),
                Shape::Ellipse(frame) => numbers(&mut title, 'e', frame.iter()),
                Shape::Polygon(corners) => numbers(&mut title, 'p', corners.iter().flatten()),
            }
        }
        for Label { at, height, letters } in &self.labels {
            title.push(' ');
            numbers(&mut title, 't', at.iter().chain([height]));
            title.push(',');
            for letter in letters.chars() {
                if letter.is_alphanumeric() {
                    title.push(letter);
                } else {
                    for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
                        let _ = write!(title, "%{byte:02x}");
                    }
                }
            }
        }
        // What could not be read again is not written.
        (Self::parse(&title).as_ref() == Some(self)).then_some(title)
    }
}

/// A reference to a picture with what is drawn on it; without it where that cannot be written.
pub fn written(words: &str, hash: MediaHash, covers: &Covers) -> String {
    let mut written = reference::written(words, hash);
    if let Some(title) = covers.title() {
        written.truncate(written.len() - 1);
        written.extend([" \"", &title, "\")"]);
    }
    written
}

/// Whether anything is drawn on a picture of a text.
pub fn any(text: &str) -> bool {
    reference::found(text).any(|found| Covers::parse(found.title).is_some())
}

/// The only reference of a text that has covers, with the text around it; `None` if there is none, or more than one.
pub fn only(text: &str) -> Option<Only<'_>> {
    let mut all = reference::found(text).filter_map(|found| Some((Covers::parse(found.title)?, found)));
    let (covers, found) = all.next()?;
    let (before, after) = (&text[..found.place.start], &text[found.place.end..]);
    all.next().is_none().then_some(Only { before, hash: found.hash, covers, after })
}

/// A text with one picture of which parts are covered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Only<'t> {
    /// What stands before the picture.
    pub before: &'t str,
    /// The picture.
    pub hash: MediaHash,
    /// What is drawn on it.
    pub covers: Covers,
    /// What stands behind the picture.
    pub after: &'t str,
}

/// The text with what is drawn on a picture put to the first place that shows it; `None` if no place does.
pub fn put(text: &str, hash: MediaHash, covers: &Covers) -> Option<String> {
    let found = reference::found(text).find(|found| found.hash == hash)?;
    let title = covers.title()?;
    let (before, after) = (&text[..found.place.start], &text[found.place.end..]);
    Some(format!("{before}![{}]({}{hash} \"{title}\"){after}", found.words, reference::SCHEME))
}

fn numbers<'n>(title: &mut String, form: char, all: impl Iterator<Item = &'n u16>) {
    title.push(form);
    for (at, number) in all.enumerate() {
        let _ = if at == 0 { write!(title, "{number}") } else { write!(title, ",{number}") };
    }
}

fn number(word: &str) -> Option<u16> {
    let is_plain = (1..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    let leads = word.len() > 1 && word.starts_with('0');
    word.parse().ok().filter(|number| is_plain && !leads && *number <= WHOLE)
}

fn cover_of(word: &str) -> Option<Cover> {
    let role = match word.as_bytes().first()? {
        b'a' => Role::Asked,
        b'c' => Role::Covered,
        b'o' => Role::Open,
        _ => return None,
    };
    let form = *word.as_bytes().get(1)?;
    // One more than may be, so that what has too many is seen to have.
    let most = 2 * CORNERS_MAX + 1;
    let all: Vec<u16> = word.get(2..)?.split(',').take(most).map(number).collect::<Option<_>>()?;
    let frame = || all.as_slice().try_into().ok();
    let shape = match form {
        b'r' => Shape::Rectangle(frame()?),
        b'e' => Shape::Ellipse(frame()?),
        b'p' if all.len().is_multiple_of(2) => {
            Shape::Polygon(all.chunks_exact(2).map(|two| [two[0], two[1]]).collect())
        }
        _ => return None,
    };
    shape.is_sound().then_some(Cover { role, shape })
}

fn label_of(word: &str) -> Option<Label> {
    let mut parts = word.splitn(4, ',');
    let mut next = || number(parts.next()?);
    let (at, height) = ([next()?, next()?], next()?);
    let (mut bytes, mut rest) = (Vec::new(), parts.next()?);
    while let Some(letter) = rest.chars().next() {
        if letter == '%' {
            let digits =
                rest.get(1..3).filter(|digits| digits.bytes().all(|byte| b"0123456789abcdef".contains(&byte)))?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &rest[3..];
        } else if letter.is_alphanumeric() {
            bytes.extend(&rest.as_bytes()[..letter.len_utf8()]);
            rest = &rest[letter.len_utf8()..];
        } else {
            return None;
        }
    }
    let letters = String::from_utf8(bytes).ok()?;
    let count = letters.chars().count();
    let is_line = (1..=LABEL_MAX).contains(&count) && !letters.chars().any(char::is_control);
    (is_line && height > 0).then_some(Label { at, height, letters })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some() -> Covers {
        let cover = |role, shape| Cover { role, shape };
        Covers {
            covers: vec![
                cover(Role::Asked, Shape::Rectangle([1000, 2000, 3000, 500])),
                cover(Role::Covered, Shape::Ellipse([0, 0, WHOLE, WHOLE])),
                cover(Role::Open, Shape::Polygon(vec![[0, 0], [WHOLE, 0], [5, WHOLE]])),
            ],
            labels: vec![Label { at: [1, 2], height: 500, letters: "A \"b\" (قلب) % ü".to_owned() }],
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let title = some().title().expect("within bounds");
        let begins = "covers ar1000,2000,3000,500 ce0,0,10000,10000 op0,0,10000,0,5,10000 t1,2,500,A%20%22b%22%20%28";
        assert!(title.starts_with(begins), "{title}");
        assert!(!title.contains(['"', '(', ')', '|', '{', '\\', '\n']), "{title}");
        assert_eq!(Covers::parse(&title), Some(some()));
        let counts = [Role::Asked, Role::Covered, Role::Open].map(|role| some().count(role));
        assert_eq!(counts, [1, 1, 1]);
    }

    #[test]
    fn what_is_of_another_form_is_nothing() {
        let many = |count: usize| ["covers".to_owned(), " cr0,0,1,1".repeat(count)].concat();
        let corners = |count: usize| format!("covers cp0,0,9,0{}", ",9,9".repeat(count - 2));
        assert!(Covers::parse(&many(PARTS_MAX)).is_some() && Covers::parse(&corners(CORNERS_MAX)).is_some());
        let hostile = [
            many(PARTS_MAX + 1),
            many(100_000),
            corners(CORNERS_MAX + 1),
            corners(50_000),
            format!("covers t1,1,1,{}", "a".repeat(LABEL_MAX + 1)),
            format!("covers cr{},0,1,1", "9".repeat(10_000)),
        ];
        let plain = [
            "",
            "covers",
            "covers ",
            "A title",
            "covers  cr0,0,1,1",
            "covers cr0,0,1,1 ",
            "Covers cr0,0,1,1",
            "covers cr0,0,1",
            "covers cr0,0,1,1,1",
            "covers cr0,0,0,1",
            "covers cr9999,0,2,1",
            "covers cr0,0,10001,1",
            "covers cr00,0,1,1",
            "covers cr-1,0,1,1",
            "covers cr+1,0,1,1",
            "covers crNaN,0,1,1",
            "covers cr1e3,0,1,1",
            "covers cr.5,0,1,1",
            "covers xr0,0,1,1",
            "covers cx0,0,1,1",
            "covers c",
            "covers cp0,0,1,1",
            "covers cp0,0,1,1,2",
            "covers cp5,5,5,5,5,5",
            "covers t1,1,1,a",
            "covers cr0,0,1,1 t1,1,0,a",
            "covers cr0,0,1,1 t1,1,1,",
            "covers cr0,0,1,1 t1,1,1,a b",
            "covers cr0,0,1,1 t1,1,1,%ff",
            "covers cr0,0,1,1 t1,1,1,%4",
            "covers cr0,0,1,1 t1,1,1,%0a",
            "covers cr0,0,1,1 t1,1,1,<",
            "covers cré",
            "covers é",
        ];
        for title in hostile.iter().map(String::as_str).chain(plain) {
            assert_eq!(Covers::parse(title), None, "{}", title.chars().take(60).collect::<String>());
        }
        let mut out = some();
        out.covers[0].shape = Shape::Rectangle([9_999, 0, 2, 1]);
        assert_eq!(out.title(), None);
        assert_eq!(Covers::default().title(), None);
    }

    #[test]
    fn a_text_has_them_behind_its_reference() {
        let hash = MediaHash([7; 32]);
        let text = format!("Name it:\n\n{} Which?", written("a [heart]", hash, &some()));
        assert_eq!(reference::references(&text), [(hash, "a [heart]".to_owned())]);
        assert_eq!(reference::worded(&text), "Name it:\n\na \\[heart\\] Which?");
        let found = only(&text).expect("one");
        assert_eq!((found.before, found.hash, found.after), ("Name it:\n\n", hash, " Which?"));
        assert_eq!(found.covers, some());
        assert!(any(&text) && !any(&reference::written("x", hash)));
        assert_eq!(only(&[text.as_str(), &text].concat()), None);
        let bare = format!("a {} b", reference::written("x", hash));
        assert_eq!(only(&bare), None);
        let put = put(&bare, hash, &some()).expect("it is there");
        assert_eq!(put, format!("a {} b", written("x", hash, &some())));
        assert_eq!(super::put(&put, hash, &some()).as_ref(), Some(&put));
        assert_eq!(super::put(&bare, MediaHash([8; 32]), &some()), None);
        // What may not stand there leaves the picture.
        assert_eq!(written("x", hash, &Covers::default()), reference::written("x", hash));
    }
}
