//! Which kinds of notes ask one card both ways round. Their templates say so, not what a note's texts happen to be, so that a
//! card keeps its name when its texts change.

use super::{
    back::parted,
    collection::{Collection, NoteKind, Template},
    template::plain,
};
use std::collections::BTreeSet;

/// The kinds of which the second card asks the first the other way round. It is called so wherever it lies and whether or not the
/// first came with it: what it is called hangs on no other note, and on no place.
pub(super) fn kinds(collection: &Collection) -> BTreeSet<i64> {
    collection.kinds.iter().filter(|(_, kind)| is_turned(kind)).map(|(id, _)| *id).collect()
}

/// Whether there are two templates, each of which asks what the other answers, and nothing besides.
fn is_turned(kind: &NoteKind) -> bool {
    let [first, second] = kind.templates.as_slice() else { return false };
    let fields: BTreeSet<&str> = kind.fields.iter().map(String::as_str).collect();
    let asked = |template: &Template| sides(template, &fields);
    let (false, Some(first), Some(second)) = (kind.is_cloze, asked(first), asked(second)) else { return false };
    first.front == second.answer && second.front == first.answer
}

/// What a template asks and answers.
struct Sides {
    front: String,
    answer: String,
}

/// The sides of a template; nothing if they show more than fields as they are, or more than the answer on the back.
fn sides(template: &Template, fields: &BTreeSet<&str>) -> Option<Sides> {
    let front = plain(&template.front, fields)?;
    let (above, below) = parted(&template.back);
    let (above, answer) = (plain(above, fields)?, plain(below, fields)?);
    let repeats = above.is_empty() || above == front;
    (repeats && front.contains("{{") && answer.contains("{{")).then_some(Sides { front, answer })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_say_whether_a_card_is_turned() {
        let kind = |sides: &[(&str, &str)]| NoteKind {
            fields: ["A", "B", "C"].map(str::to_owned).into(),
            templates: sides
                .iter()
                .map(|(front, back)| Template {
                    front: (*front).to_owned(),
                    back: (*back).to_owned(),
                    ..Template::default()
                })
                .collect(),
            ..NoteKind::default()
        };
        let turned = ("{{B}}", "{{FrontSide}}<hr id=answer>{{A}}");
        for (first, second, expected) in [
            (("{{A}}", "{{FrontSide}}\n\n<hr id=answer>\n\n{{B}}"), turned, true),
            (("{{ A }}\n", "{{A}}<hr id=\"answer\">{{B}}"), ("{{B}}", "{{A}}"), true),
            (("{{A}} {{C}}", "{{B}}"), ("{{B}}", "{{A}}\n{{C}}"), true),
            (("{{A}}", "{{FrontSide}}<hr id=answer>{{B}} {{C}}"), turned, false),
            (("{{A}}", "{{C}}<hr id=answer>{{B}}"), turned, false),
            (("{{A}}", "{{type:B}}"), ("{{type:B}}", "{{A}}"), false),
            (("{{A}}{{hint:C}}", "{{B}}"), ("{{B}}", "{{A}}{{hint:C}}"), false),
            (("{{#A}}{{A}}{{/A}}", "{{B}}"), ("{{B}}", "{{#A}}{{A}}{{/A}}"), false),
            (("{{Card}}", "{{B}}"), ("{{B}}", "{{Card}}"), false),
            (("x", "y"), ("y", "x"), false),
        ] {
            assert_eq!(is_turned(&kind(&[first, second])), expected, "{first:?}");
        }
        let three = kind(&[("{{A}}", "{{B}}"), ("{{B}}", "{{A}}"), ("{{C}}", "{{A}}")]);
        assert!(!is_turned(&three));
        assert!(!is_turned(&NoteKind { is_cloze: true, ..kind(&[("{{A}}", "{{B}}"), ("{{B}}", "{{A}}")]) }));
    }
}
