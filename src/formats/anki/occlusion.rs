//! Cards that ask what is under a covered part of a picture. A card asks the parts of its number: its front shows the picture
//! with these marked, its back the same with them open. Parts of other numbers stay covered on both sides if the note hides
//! all, and are seen if it hides one. What else its template shows, such as a header, stands on the front, and what the back
//! alone shows is said behind the answer.

use super::{
    collection::{Card, NoteKind, Template},
    shapes::{self, Part, Parts},
    sides::{Faces, Making},
    template::{Sides, names},
};
use cairn_domain::{
    item::Form,
    media::{
        covers::{self, Cover, Covers, Role},
        reference,
    },
};
use std::collections::BTreeMap;

/// What is said of a card whose picture or parts cannot be read.
const UNREAD: &str = "image_occlusion";

/// Which field of a note says what is covered, if its cards ask that; each field with its name.
pub(super) fn field<'n>(kind: &NoteKind, mut named: impl Iterator<Item = (&'n str, &'n str)>) -> Option<&'n str> {
    named.find(|(_, value)| kind.is_cloze && shapes::is_in(value)).map(|(name, _)| name)
}

/// Fields in the order in which they stand, each with its name.
fn in_order<'n>(kind: &NoteKind, fields: &BTreeMap<&'n str, &'n str>) -> impl Iterator<Item = (&'n str, &'n str)> {
    kind.fields.iter().filter_map(|name| fields.get_key_value(name.as_str())).map(|(name, value)| (*name, *value))
}

/// The texts of a card; `field` is the one that says what is covered, and `known` what Anki knows of a card besides its fields.
/// Else the code of why it has none.
pub(super) fn faces<'n>(
    kind: &NoteKind,
    card: &Card,
    template: &Template,
    field: &'n str,
    (mut fields, known): (BTreeMap<&'n str, &'n str>, &[(&str, &str)]),
    made: &mut Making,
) -> Result<Faces, &'static str> {
    let said = fields.insert(field, "").unwrap_or_default();
    let image = image(kind, &fields).ok_or(UNREAD)?;
    let (hash, words) = {
        let shown = made.text(image);
        reference::references(&shown).into_iter().next().ok_or(UNREAD)?
    };
    let parts = shapes::parts(said, made.tall(hash));
    let number = u32::try_from(card.ord).ok().and_then(|ord| ord.checked_add(1)).ok_or(UNREAD)?;
    let (asked, open) = (drawn(&parts, number, Role::Asked), drawn(&parts, number, Role::Open));
    if parts.too_many || asked.count(Role::Asked) == 0 {
        return Err(UNREAD);
    }

    let template_front = without_own(&template.front);
    let front = Sides { fields: &fields, card: known, gap: Some(number), shows_gaps: true }.render(&template_front);
    let seen = made.text(&front.html);
    // A template may show the picture by means of its own.
    let prompt = covers::put(&seen, hash, &asked)
        .unwrap_or_else(|| [covers::written(&words, hash, &asked), seen.clone()].join("\n\n").trim().to_owned());
    // What the front shows is still seen beside the answer.
    names(&template_front).into_iter().for_each(|name| {
        if let Some(value) = fields.get_mut(name) {
            *value = "";
        }
    });
    let back = Sides { fields: &fields, card: known, gap: Some(number), shows_gaps: false };
    let back = back.render(&without_own(&template.back));
    let explanation = made.behind(&back.html, &seen);
    let hints = front.hints.iter().map(|hint| made.text(hint)).filter(|hint| !hint.is_empty()).collect();
    let mut lost = made.lost(front.is_cut || back.is_cut);
    if parts.unread > 0 {
        lost.push("cover_left_out");
    }
    let answer = covers::written(&words, hash, &open);
    Ok(Faces { form: Form::Card, prompt, answer, explanation, hints, lost })
}

/// The field with the picture: by the name that it has from the beginning, else the first that shows one.
fn image<'n>(kind: &NoteKind, fields: &BTreeMap<&'n str, &'n str>) -> Option<&'n str> {
    let shows = |value: &str| value.to_ascii_lowercase().contains("<img");
    let named = fields.get("Image").copied().filter(|value| shows(value));
    named.or_else(|| in_order(kind, fields).map(|(_, value)| value).find(|value| shows(value)))
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
