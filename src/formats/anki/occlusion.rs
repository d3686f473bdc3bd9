//! Cards that ask what is under a covered part of a picture. A card asks the parts of its number: its front shows the picture
//! with these marked, its back the same with them open. Parts of other numbers stay covered on both sides if the note hides
//! all, and are seen if it hides one. What else its template shows, such as a header, stands on the front, and what the back
//! alone shows is said behind the answer.

use super::{
    collection::{Card, Template},
    room::Room,
    shapes::{self, Part, Parts},
    sides::{Faces, Making, Told},
    template::{Sides, names},
};
use cairn_domain::{
    item::Form,
    media::{
        covers::{self, Cover, Covers, Role},
        reference,
    },
};
use std::collections::BTreeSet;

/// What is said of a card whose picture or parts cannot be read.
const UNREAD: &str = "image_occlusion";

/// What a note says of a picture, for all of its cards.
pub(super) struct Covered<'n> {
    /// The name of the field that says what is covered.
    field: &'n str,
    /// What that says.
    said: &'n str,
    /// The field with the picture.
    image: Option<&'n str>,
}

impl<'n> Covered<'n> {
    /// Of a note's fields in the order in which they stand, each with its name; nothing if none says what is covered. The picture
    /// stands in the field of the name that it has from the beginning, else in the first that shows one.
    pub fn of(named: impl Iterator<Item = (&'n str, &'n str)> + Clone) -> Option<Self> {
        let (field, said) = named.clone().find(|(_, value)| shapes::is_in(value))?;
        let shown = named.filter(|(name, value)| *name != field && value.to_ascii_lowercase().contains("<img"));
        let mut image = None;
        for (name, value) in shown {
            if name == "Image" {
                image = Some(value);
                break;
            }
            image.get_or_insert(value);
        }
        Some(Self { field, said, image })
    }

    /// The texts of a card; `known` is what Anki knows of it besides its fields. Else the code of why it has none.
    pub fn faces(
        &self,
        told: &Told,
        known: &[(&str, &str)],
        card: &Card,
        template: &Template,
        made: &mut Making,
        room: &mut Room,
    ) -> Result<Faces, &'static str> {
        let image = self.image.ok_or(UNREAD)?;
        room.pass(self.said.len() + image.len())?;
        let (hash, words) = {
            let shown = made.text(image);
            reference::references(&shown).into_iter().next().ok_or(UNREAD)?
        };
        let parts = shapes::parts(self.said, made.tall(hash));
        let number = u32::try_from(card.ord).ok().and_then(|ord| ord.checked_add(1)).ok_or(UNREAD)?;
        let (asked, open) = (drawn(&parts, number, Role::Asked), drawn(&parts, number, Role::Open));
        if parts.too_many || asked.count(Role::Asked) == 0 {
            return Err(UNREAD);
        }

        let (front, back) = (without_own(&template.front), without_own(&template.back));
        let mut blank = BTreeSet::from([self.field]);
        let sides = Sides { fields: &told.fields, card: known, blank: &blank, gap: Some(number), shows_gaps: true };
        let shown = sides.render(&front);
        let seen = made.text(&shown.html);
        // A template may show the picture by means of its own.
        let prompt = covers::put(&seen, hash, &asked)
            .unwrap_or_else(|| [covers::written(&words, hash, &asked), seen.clone()].join("\n\n").trim().to_owned());
        // What the front shows is still seen beside the answer.
        blank.extend(names(&front));
        let sides = Sides { fields: &told.fields, card: known, blank: &blank, gap: Some(number), shows_gaps: false };
        let behind = sides.render(&back);
        room.pass(shown.work + behind.work)?;
        let explanation = made.behind(&behind.html, &seen);
        let hints = shown.hints.iter().map(|hint| made.text(hint)).filter(|hint| !hint.is_empty()).collect();
        let mut lost = made.lost(shown.is_cut || behind.is_cut);
        if parts.unread > 0 {
            lost.push("cover_left_out");
        }
        let answer = covers::written(&words, hash, &open);
        Ok(Faces { form: Form::Card, prompt, answer, explanation, hints, lost })
    }
}

/// What is drawn on the picture of a card that asks the parts of a number, which have this role.
fn drawn(parts: &Parts, number: u32, asked: Role) -> Covers {
    let role = |part: &Part| match () {
        () if part.numbers.contains(&number) => Some(asked),
        () if part.stays || part.numbers.contains(&0) => Some(Role::Covered),
        () => None,
    };
    let covers = parts.covered.iter().filter_map(|part| Some(Cover { role: role(part)?, shape: part.shape.clone() }));
    Covers { covers: covers.collect(), labels: parts.labels.clone() }
}

/// A template without the script that draws the parts there, what it draws them on, and the button that belongs to it.
fn without_own(template: &str) -> String {
    const OWN: [(&str, &str); 3] = [("<script", "</script>"), ("<canvas", "</canvas>"), ("<button", "</button>")];
    let lower = template.to_ascii_lowercase();
    let is_own = |element: &str| {
        ["imageocclusion", "setupimagecloze", "image-occlusion-canvas", "id=\"toggle\""]
            .iter()
            .any(|says| element.contains(says))
    };
    let (mut out, mut from) = (String::with_capacity(template.len()), 0);
    let mut at = 0;
    while let Some(step) = lower[at..].find('<') {
        at += step;
        let here = &lower[at..];
        let Some((_, ends)) = OWN.iter().find(|(begins, _)| here.starts_with(begins)) else {
            at += 1;
            continue;
        };
        // What never ends is told as any other; what ends is gone through once.
        let Some(end) = here.find(ends).map(|end| end + ends.len()) else { break };
        if is_own(&here[..end]) {
            out.push_str(&template[from..at]);
            from = at + end;
        }
        at += end;
    }
    out.push_str(&template[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_draws_there_is_no_part_of_a_card() {
        let own =
            "a<SCRIPT>anki.imageOcclusion.setup()</SCRIPT>b<div><button id=\"toggle\">Toggle Masks</button></div>c";
        assert_eq!(without_own(own), "ab<div></div>c");
        for other in
            ["<script>alert(1)</script>", "<script>occlusion", "<button>x</button> < é <", "<canvas></canvas>", ""]
        {
            assert_eq!(without_own(other), other);
        }
    }

    #[test]
    fn a_card_covers_what_its_note_says() {
        let rect = |number, more: &str| {
            format!("{{{{c{number}::image-occlusion:rect:left=.1:top=.1:width=.1:height=.1{more}}}}}")
        };
        let roles = |text: &str, number| {
            let covers = drawn(&shapes::parts(text, 1.0), number, Role::Asked);
            covers.covers.iter().map(|cover| cover.role).collect::<Vec<_>>()
        };
        let all = [rect("1", ":oi=1"), rect("2", ":oi=1"), rect("0", "")].concat();
        assert_eq!(roles(&all, 1), [Role::Asked, Role::Covered, Role::Covered]);
        let one = [rect("1", ""), rect("1,2", ""), rect("3", ":oi=0")].concat();
        assert_eq!(roles(&one, 1), [Role::Asked, Role::Asked]);
        assert_eq!(roles(&one, 2), [Role::Asked]);
        assert_eq!(roles(&one, 9), []);
    }
}
