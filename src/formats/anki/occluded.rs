//! Items that ask a covered part of a picture, as notes of the kind that Anki has for them. Items that cover the same parts of
//! one picture, and say the same besides, are cards of one note there; the number that an item had in Anki stays its own.

use super::{
    html::{Named, html},
    leaving::Leaving,
};
use crate::entities::escaped;
use cairn_domain::{
    id::{DeckId, ItemId},
    item::{Form, Item},
    media::covers::{self, Covers, Label, Role, Shape, WHOLE},
};
use std::collections::{BTreeMap, BTreeSet};

/// A note to be.
pub(super) struct Note {
    /// HTML, in the order of the kind's fields.
    pub fields: Vec<String>,
    /// The numbers of its cards from 0, each with the place of its item in the list.
    pub cards: Vec<(i64, usize)>,
}

/// The notes of a package.
#[derive(Default)]
pub(super) struct Occluded {
    /// By the first item of each.
    notes: BTreeMap<ItemId, Note>,
    /// The others.
    more: BTreeSet<ItemId>,
}

/// What items of one note have in common.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Common<'i> {
    image: String,
    header: String,
    extra: String,
    deck: Option<DeckId>,
    tags: BTreeSet<&'i str>,
    /// All parts that are covered on their fronts.
    parts: BTreeSet<Shape>,
    /// What else is drawn.
    labels: String,
}

/// An item of a note.
struct Asks {
    place: usize,
    parts: BTreeSet<Shape>,
}

impl Occluded {
    /// The notes of these items; `is_both` says which are asked the other way round too, and stay what they are.
    pub fn of(items: &[Leaving], is_both: &dyn Fn(&Item) -> bool, named: &Named) -> Self {
        let mut groups: BTreeMap<Common, Vec<Vec<Asks>>> = BTreeMap::new();
        for (place, one) in items.iter().enumerate().filter(|(_, one)| !is_both(&one.item)) {
            let Some((common, parts)) = common(&one.item, named) else { continue };
            let notes = groups.entry(common).or_default();
            // What is asked twice is asked in two notes: a part has one number.
            let free = notes.iter().position(|note| note.iter().all(|other| other.parts.is_disjoint(&parts)));
            match free {
                Some(at) => notes[at].push(Asks { place, parts }),
                None => notes.push(vec![Asks { place, parts }]),
            }
        }
        let mut all = Self::default();
        for (common, notes) in groups {
            for asks in notes {
                let mut ids = asks.iter().map(|one| items[one.place].item.id);
                let Some(first) = ids.next() else { continue };
                all.more.extend(ids);
                all.notes.insert(first, note(&common, &asks, items));
            }
        }
        all
    }

    /// The note whose first item this is.
    pub fn note(&self, item: ItemId) -> Option<&Note> {
        self.notes.get(&item)
    }

    /// Whether an item is a card of another's note.
    pub fn is_more(&self, item: ItemId) -> bool {
        self.more.contains(&item)
    }
}

/// What an item has in common with others, and which parts it asks; `None` if it asks no part of a picture that goes along.
fn common<'i>(item: &'i Item, named: &Named) -> Option<(Common<'i>, BTreeSet<Shape>)> {
    if item.form != Form::Card || item.twin.is_some() {
        return None;
    }
    let front = covers::only(&item.prompt)?;
    let (name, _) = named(front.hash).filter(|(_, is_sound)| !is_sound)?;
    let of = |role| front.covers.covers.iter().filter(move |cover| cover.role == role).map(|cover| cover.shape.clone());
    let asked: BTreeSet<Shape> = of(Role::Asked).collect();
    if asked.is_empty() || front.covers.count(Role::Open) > 0 {
        return None;
    }
    let back = covers::only(&item.answer).filter(|back| back.hash == front.hash);
    let answer = back.map_or(item.answer.clone(), |back| joined(&[back.before, back.after]));
    let common = Common {
        image: format!("<img src=\"{name}\">"),
        header: html(&joined(&[front.before, front.after]), named),
        extra: html(&joined(&[&answer, &item.explanation]), named),
        deck: item.deck,
        tags: item.tags.iter().map(|(tag, _)| tag.as_str()).collect(),
        parts: asked.iter().cloned().chain(of(Role::Covered)).collect(),
        labels: labels(&front.covers),
    };
    Some((common, asked))
}

fn note(common: &Common, asks: &[Asks], items: &[Leaving]) -> Note {
    let mut numbers = Vec::with_capacity(asks.len());
    let mut taken = BTreeSet::new();
    for one in asks {
        // `guid 3`, where it came from Anki.
        let own = items[one.place].item.source_id.rsplit(' ').next().and_then(|number| number.parse().ok());
        let number = own
            .filter(|number| (1..=999).contains(number) && taken.insert(*number))
            .unwrap_or_else(|| next(&mut taken));
        numbers.push(number);
    }
    // What is covered and asked by none has a number too, without a card.
    let others = next(&mut taken);
    let stays = common.parts.len() > asks.iter().map(|one| one.parts.len()).min().unwrap_or_default();
    let gap = |shape: &Shape| {
        let number =
            asks.iter().zip(&numbers).find(|(one, _)| one.parts.contains(shape)).map_or(others, |(_, number)| *number);
        format!("{{{{c{number}::image-occlusion:{}{}}}}}", said(shape), if stays { ":oi=1" } else { "" })
    };
    let mut occlusion: Vec<String> = common.parts.iter().map(gap).collect();
    occlusion.extend((!common.labels.is_empty()).then(|| common.labels.clone()));
    let fields =
        vec![occlusion.join("<br>"), common.image.clone(), common.header.clone(), common.extra.clone(), String::new()];
    let cards = asks.iter().zip(numbers).map(|(one, number)| (number - 1, one.place)).collect();
    Note { fields, cards }
}

/// The number behind all that are taken.
fn next(taken: &mut BTreeSet<i64>) -> i64 {
    let number = taken.last().map_or(1, |last| last + 1);
    taken.insert(number);
    number
}

fn joined(texts: &[&str]) -> String {
    let texts = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join("\n\n")
}

fn said(shape: &Shape) -> String {
    let place = |at: [u16; 2]| format!("left={}:top={}", share(at[0]), share(at[1]));
    match shape {
        Shape::Rectangle([left, top, width, height]) => {
            format!("rect:{}:width={}:height={}", place([*left, *top]), share(*width), share(*height))
        }
        Shape::Ellipse([left, top, width, height]) => {
            let half = |length: u16| decimal(u32::from(length) * 5, 100_000);
            format!("ellipse:{}:rx={}:ry={}", place([*left, *top]), half(*width), half(*height))
        }
        Shape::Polygon(corners) => {
            let [left, top, ..] = shape.frame();
            let points: Vec<String> = corners.iter().map(|[x, y]| format!("{},{}", share(*x), share(*y))).collect();
            format!("polygon:{}:points={}", place([left, top]), points.join(" "))
        }
    }
}

fn labels(covers: &Covers) -> String {
    let said = |Label { at, height, letters }: &Label| {
        let letters =
            escaped(letters).replace('\\', "\\\\").replace(':', "\\:").replace("}}", "} }").replace("{{", "{ {");
        let [left, top] = at.map(share);
        format!("{{{{c0::image-occlusion:text:left={left}:top={top}:text={letters}:scale=1:fs={}}}}}", share(*height))
    };
    covers.labels.iter().map(said).collect::<Vec<_>>().join("<br>")
}

fn share(number: u16) -> String {
    decimal(number.into(), WHOLE.into())
}

/// A share of a power of ten as it is written there: without a nought before the point, and without any at the end.
fn decimal(number: u32, whole: u32) -> String {
    if number >= whole {
        return "1".to_owned();
    }
    let digits = (whole + number).to_string();
    let digits = digits[1..].trim_end_matches('0');
    if digits.is_empty() { "0".to_owned() } else { [".", digits].concat() }
}

#[cfg(test)]
mod tests {
    use super::{super::shapes, *};
    use cairn_domain::{
        id::Id,
        kind::Kind,
        media::{MediaHash, covers::Cover},
        noun::Noun,
        record::Record,
    };

    fn id(number: u8) -> ItemId {
        ItemId(Id::from_bytes([number; 16]))
    }

    fn item(number: u8, source_id: &str, asked: &[u16], covered: &[u16]) -> Leaving {
        let hash = MediaHash([7; 32]);
        let at = |left: &u16| Shape::Rectangle([*left, 0, 100, 100]);
        let covers = |role, more: bool| {
            let asked = asked.iter().map(|left| Cover { role, shape: at(left) });
            let covered = covered.iter().map(|left| Cover { role: Role::Covered, shape: at(left) });
            Covers { covers: asked.chain(covered.filter(|_| more)).collect(), labels: Vec::new() }
        };
        let item = Item {
            form: Form::Card,
            prompt: format!("The heart\n\n{}", covers::written("heart", hash, &covers(Role::Asked, true))),
            answer: covers::written("heart", hash, &covers(Role::Open, true)),
            explanation: "*Atria*".to_owned(),
            source_id: source_id.to_owned(),
            ..Item::read(&Record::new(Kind::ITEM, id(number).0))
        };
        Leaving { item, card: None, due_day: None, answers: Vec::new() }
    }

    fn named(hash: MediaHash) -> Option<(String, bool)> {
        (hash == MediaHash([7; 32])).then(|| ("a.png".to_owned(), false))
    }

    #[test]
    fn items_that_cover_the_same_are_one_note() {
        let items = [
            item(1, "g 2", &[0], &[500, 900]),
            item(2, "g 1", &[500], &[0, 900]),
            item(3, "", &[0], &[500, 900]),
            item(4, "", &[0, 7], &[]),
        ];
        let all = Occluded::of(&items, &|_| false, &named);
        let first = all.note(id(1)).expect("a note");
        assert_eq!(first.cards, [(1, 0), (0, 1)]);
        assert!(all.is_more(id(2)) && !all.is_more(id(3)));
        let rect = |number: u32, left: &str, more: &str| {
            format!("{{{{c{number}::image-occlusion:rect:left={left}:top=0:width=.01:height=.01{more}}}}}")
        };
        let occlusion = [rect(2, "0", ":oi=1"), rect(1, ".05", ":oi=1"), rect(3, ".09", ":oi=1")].join("<br>");
        assert_eq!(first.fields, [occlusion.as_str(), "<img src=\"a.png\">", "The heart", "<i>Atria</i>", ""]);
        // What is asked already is asked in a note of its own, and what hides nothing else says so.
        assert_eq!(all.note(id(3)).map(|note| note.cards.clone()), Some(vec![(0, 2)]));
        let last = all.note(id(4)).expect("a note");
        assert_eq!(last.fields[0], [rect(1, "0", ""), rect(1, ".0007", "")].join("<br>"));
        assert!(Occluded::of(&items, &|_| true, &named).notes.is_empty());
        assert!(Occluded::of(&items, &|_| false, &|_| None).notes.is_empty());
    }

    #[test]
    fn what_is_written_is_read_again() {
        let shapes = [
            Shape::Rectangle([0, 1, WHOLE, 9_999]),
            Shape::Ellipse([1, 2, 333, 45]),
            Shape::Polygon(vec![[10, 10], [WHOLE, 20], [5_000, 9_000]]),
        ];
        for shape in shapes {
            let found = shapes::parts(&format!("{{{{c1::image-occlusion:{}:oi=1}}}}", said(&shape)), 0.7);
            assert_eq!(found.covered.iter().map(|part| &part.shape).collect::<Vec<_>>(), [&shape]);
        }
        let label = Label { at: [1, 2], height: 500, letters: "a:b & {{c1::x}}".to_owned() };
        let written = labels(&Covers { covers: Vec::new(), labels: vec![label] });
        let found = shapes::parts(&written, 1.0).labels;
        assert_eq!(found.iter().map(|label| label.letters.as_str()).collect::<Vec<_>>(), ["a:b & { {c1::x} }"]);
    }
}
