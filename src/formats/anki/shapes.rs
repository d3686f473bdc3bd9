//! The parts of a picture that a note covers, as its field says them: `{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.1:oi=1}}`,
//! one gap for each. Places are fractions of the picture's width and height. What is no number, lies outside, takes nothing or
//! has more corners than may be is no part, and counted.

use super::cloze::begin;
use crate::entities::resolved;
use cairn_domain::media::covers::{CORNERS_MAX, LABEL_MAX, Label, PARTS_MAX, Shape, WHOLE};
use core::f64::consts::TAU;

/// What a covered part begins with, within its gap.
const BEGINS: &str = "image-occlusion:";
/// Bytes of a field that are looked at: every card of a note looks at them anew.
const FIELD_MAX: usize = 1 << 18;
/// Corners of what was an ellipse.
const ROUND: u32 = 32;
/// How high letters are of which nothing is said, as a share of the picture.
const LETTERS: f64 = 0.05;

/// Whether a field says anything of covered parts.
pub(super) fn is_in(field: &str) -> bool {
    field.contains("::image-occlusion:")
}

/// A part that is covered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Part {
    /// The cards that ask it; 0 for one that stays covered.
    pub numbers: Vec<u32>,
    pub shape: Shape,
    /// Whether it is covered too while another is asked.
    pub stays: bool,
}

/// What a field says.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Parts {
    pub covered: Vec<Part>,
    pub labels: Vec<Label>,
    /// How many could not be read.
    pub unread: usize,
    /// Whether there are more than may be, or the field is longer.
    pub too_many: bool,
}

/// Reads a field. `tall` is the height of the picture as a share of its width, for what is turned.
pub(super) fn parts(field: &str, tall: f64) -> Parts {
    let mut found = Parts::default();
    let mut rest = &field[..field.floor_char_boundary(FIELD_MAX)];
    found.too_many = rest.len() < field.len();
    while let Some(at) = rest.find("{{c") {
        rest = &rest[at..];
        let Some((numbers, after)) = begin(rest) else {
            rest = &rest[3..];
            continue;
        };
        // What lies within another gap is found as the inner one.
        rest = after;
        let Some(body) = after.trim_start().strip_prefix(BEGINS) else { continue };
        if found.covered.len() + found.labels.len() + found.unread >= PARTS_MAX {
            found.too_many = true;
            break;
        }
        let end = body.find("}}").filter(|end| !body[..*end].contains("{{"));
        match end.and_then(|end| part(&body[..end], tall)) {
            Some(Found::Shape(shape, stays)) => {
                let numbers = numbers.split(',').take(PARTS_MAX).filter_map(|one| one.parse().ok()).collect();
                found.covered.push(Part { numbers, shape, stays });
            }
            Some(Found::Label(label)) => found.labels.push(label),
            None => found.unread += 1,
        }
    }
    found
}

enum Found {
    Shape(Shape, bool),
    Label(Label),
}

/// What stands in a gap behind its beginning.
fn part(body: &str, tall: f64) -> Option<Found> {
    let mut said = Said { words: split(body) };
    let form = core::mem::take(said.words.first_mut()?);
    let stays = said.word("oi").is_some_and(|word| word == "1");
    let at = || Some([said.number("left")?, said.number("top")?]);
    let angle = said.number("angle").unwrap_or_default() / 10_000.0 * TAU;
    let is_turned = angle.rem_euclid(TAU) != 0.0;
    let turn = |corners: Vec<[f64; 2]>, around| polygon(turned(corners, around, angle, tall));
    let shape = match form.as_str() {
        "rect" => {
            let ([left, top], width, height) = (at()?, said.number("width")?, said.number("height")?);
            if is_turned {
                let (right, below) = (left + width, top + height);
                turn(vec![[left, top], [right, top], [right, below], [left, below]], [left, top])?
            } else {
                Shape::Rectangle(frame([left, top], [width, height])?)
            }
        }
        "ellipse" => {
            let ([left, top], rx, ry) = (at()?, said.number("rx")?, said.number("ry")?);
            if rx <= 0.0 || ry <= 0.0 {
                return None;
            }
            let is_within = left >= 0.0 && top >= 0.0 && left + 2.0 * rx <= 1.0 && top + 2.0 * ry <= 1.0;
            if is_within && !is_turned {
                Shape::Ellipse(frame([left, top], [2.0 * rx, 2.0 * ry])?)
            } else {
                let corner = |at: u32| {
                    let (sin, cos) = (f64::from(at) / f64::from(ROUND) * TAU).sin_cos();
                    [left + rx + rx * cos, top + ry + ry * sin]
                };
                turn((0..ROUND).map(corner).collect(), [left, top])?
            }
        }
        "polygon" => {
            let mut corners = Vec::new();
            for corner in said.word("points")?.split_whitespace() {
                let (x, y) = corner.split_once(',')?;
                corners.push([number(x)?, number(y)?]);
                if corners.len() > CORNERS_MAX {
                    return None;
                }
            }
            let least = |along: usize| corners.iter().map(|corner| corner[along]).fold(f64::INFINITY, f64::min);
            let own = [least(0), least(1)];
            // Where it was moved to, its corners do not say.
            let at = at().filter(|_| !corners.is_empty()).unwrap_or(own);
            let moved = corners.iter().map(|[x, y]| [x + at[0] - own[0], y + at[1] - own[1]]).collect();
            turn(moved, at)?
        }
        "text" => return label(&said, at()?).map(Found::Label),
        _ => return None,
    };
    shape.is_sound().then_some(Found::Shape(shape, stays))
}

fn label(said: &Said, at: [f64; 2]) -> Option<Label> {
    let height = said.number("fs").filter(|height| *height > 0.0).unwrap_or(LETTERS);
    let height = height * said.number("scale").filter(|scale| *scale > 0.0).unwrap_or(1.0);
    let letters = resolved(said.word("text")?);
    let words = letters.split(|letter: char| letter.is_whitespace() || letter.is_control());
    let letters = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let letters: String = letters.chars().take(LABEL_MAX).collect();
    let label = Label { at: at.map(units), height: units(height.clamp(0.01, 0.3)), letters };
    (!label.letters.is_empty()).then_some(label)
}

/// What a gap says: its form first, then words by name.
struct Said {
    words: Vec<String>,
}

impl Said {
    fn word(&self, name: &str) -> Option<&str> {
        self.words.iter().find_map(|word| word.strip_prefix(name)?.strip_prefix('='))
    }

    fn number(&self, name: &str) -> Option<f64> {
        number(self.word(name)?)
    }
}

/// Parts between colons; a stroke before one takes its meaning.
fn split(body: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut letters = body.chars().peekable();
    while let Some(letter) = letters.next() {
        let last = words.len() - 1;
        match letter {
            '\\' if matches!(letters.peek(), Some(':' | '\\')) => words[last].extend(letters.next()),
            ':' if last < 24 => words.push(String::new()),
            letter => words[last].push(letter),
        }
    }
    words
}

/// A number as it is written there, and no other that a machine knows.
fn number(word: &str) -> Option<f64> {
    let word = word.trim();
    let is_plain = word.len() <= 24 && word.bytes().all(|byte| byte.is_ascii_digit() || b".-".contains(&byte));
    word.parse().ok().filter(|number: &f64| is_plain && number.is_finite())
}

/// Ten-thousandths of a share, no less than none and no more than all.
fn units(share: f64) -> u16 {
    let units = (share * f64::from(WHOLE)).round().clamp(0.0, f64::from(WHOLE));
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // it lies between both
    let units = units as u16;
    units
}

/// What of a rectangle lies on the picture; `None` if nothing does.
fn frame(at: [f64; 2], size: [f64; 2]) -> Option<[u16; 4]> {
    if size.iter().any(|length| *length <= 0.0) {
        return None;
    }
    let ([left, top], [right, below]) = (at.map(units), [units(at[0] + size[0]), units(at[1] + size[1])]);
    Some([left, top, right - left, below - top])
}

fn polygon(corners: Vec<[f64; 2]>) -> Option<Shape> {
    let shape = Shape::Polygon(corners.into_iter().map(|corner| corner.map(units)).collect());
    shape.is_sound().then_some(shape)
}

/// Corners turned around a place, as they are seen: on a picture that is not square a share along is not one down.
fn turned(corners: Vec<[f64; 2]>, [x, y]: [f64; 2], angle: f64, tall: f64) -> Vec<[f64; 2]> {
    let (sin, cos) = angle.sin_cos();
    let turn = |[across, down]: [f64; 2]| {
        let (dx, dy) = (across - x, (down - y) * tall);
        [x + dx * cos - dy * sin, y + (dx * sin + dy * cos) / tall]
    };
    corners.into_iter().map(turn).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(body: &str) -> Option<Shape> {
        match part(body, 0.5) {
            Some(Found::Shape(shape, _)) => Some(shape),
            _ => None,
        }
    }

    #[test]
    fn forms_are_read() {
        for (body, expected) in [
            ("rect:left=.1:top=.2:width=.3:height=.1:oi=1", Shape::Rectangle([1000, 2000, 3000, 1000])),
            ("rect:left=-.1:top=0:width=.3:height=2:fill=#ff0000", Shape::Rectangle([0, 0, 2000, WHOLE])),
            ("ellipse:left=.5:top=.5:rx=.1:ry=.05", Shape::Ellipse([5000, 5000, 2000, 1000])),
            ("polygon:points=.1,.1 .3,.1 .2,.4", Shape::Polygon(vec![[1000, 1000], [3000, 1000], [2000, 4000]])),
            (
                "polygon:left=.2:top=.2:points=.1,.1 .3,.1 .2,.4:oi=1",
                Shape::Polygon(vec![[2000, 2000], [4000, 2000], [3000, 5000]]),
            ),
            // A quarter to the right, on a picture that is twice as wide as it is high.
            (
                "rect:left=.5:top=.5:width=.1:height=.2:angle=2500",
                Shape::Polygon(vec![[5000, 5000], [5000, 7000], [4000, 7000], [4000, 5000]]),
            ),
        ] {
            assert_eq!(one(body), Some(expected), "{body}");
        }
        let Some(Shape::Polygon(corners)) = one("ellipse:left=.9:top=.5:rx=.1:ry=.05") else { panic!("it is cut") };
        assert!(corners.len() == ROUND as usize && corners.iter().all(|[x, _]| *x <= WHOLE));
        let Some(Found::Label(label)) = part("text:left=.1:top=.9:text=A\\:b&lt;c:scale=2:fs=.04", 1.0) else {
            panic!("a label")
        };
        assert_eq!((label.at, label.height, label.letters.as_str()), ([1000, 9000], 800, "A:b<c"));
    }

    #[test]
    fn what_is_no_part_is_counted() {
        for body in [
            "",
            "rect",
            "rect:left=.1",
            "rect:left=NaN:top=0:width=1:height=1",
            "rect:left=inf:top=0:width=1:height=1",
            "rect:left=1e400:top=0:width=1:height=1",
            "rect:left=0:top=0:width=1e-9:height=1",
            "rect:left=0:top=0:width=0:height=1",
            "rect:left=0:top=0:width=-1:height=1",
            "rect:left=5:top=0:width=1:height=1",
            "rect:left=10.0:top=20:width=30:height=10",
            "ellipse:left=0:top=0:rx=0:ry=1",
            "ellipse:left=0:top=0:rx=99999999999999999999:ry=-1",
            "polygon:points=",
            "polygon:points=1,1",
            "polygon:points=.1,.1 .2",
            "polygon:points=.1,.1 .1,.1 .1,.1",
            "star:left=0:top=0:width=1:height=1",
            "text:left=0:top=0:text=",
            "text:text=a",
            "rect:left=0x1:top=0:width=1:height=1",
        ] {
            assert!(part(body, 1.0).is_none(), "{body}");
        }
        let long = format!("polygon:points={}", "0,0 1,0 1,1 ".repeat(50_000));
        assert!(part(&long, 1.0).is_none());
        // Numbers beyond all measure are held at the edge.
        assert_eq!(
            one("rect:left=0:top=0:width=999999999999999999:height=1"),
            Some(Shape::Rectangle([0, 0, WHOLE, WHOLE]))
        );
    }

    #[test]
    fn a_field_has_its_parts_in_order_and_within_bounds() {
        let rect = "image-occlusion:rect:left=0:top=0:width=.1:height=.1";
        let found = parts(
            &format!(
                "{{{{c1::{rect}:oi=1}}}}<br>{{{{c2,3::{rect}}}}}<br>{{{{c4::image-occlusion:x}}}}{{{{c1::word}}}}"
            ),
            1.0,
        );
        let told: Vec<_> = found.covered.iter().map(|part| (part.numbers.clone(), part.stays)).collect();
        assert_eq!(told, [(vec![1], true), (vec![2, 3], false)]);
        assert_eq!((found.unread, found.too_many), (1, false));
        // In each other, the inner one counts.
        let nested =
            parts(&format!("{{{{c1::{{{{c2::{rect}}}}}}}}} {{{{c3::image-occlusion:rect:{{{{c4::{rect}}}}}}}}}"), 1.0);
        assert_eq!(nested.covered.iter().map(|part| part.numbers[0]).collect::<Vec<_>>(), [2, 4]);
        assert_eq!(nested.unread, 1);
        let many = parts(&format!("{{{{c1::{rect}}}}}").repeat(10_000), 1.0);
        assert!(many.too_many && many.covered.len() <= PARTS_MAX);
        for hostile in ["{{c1::".repeat(200_000), "{{c1::image-occlusion:".repeat(100_000), "{{c".repeat(300_000)] {
            assert!(parts(&hostile, 1.0).covered.is_empty());
        }
    }
}
