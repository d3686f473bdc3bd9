//! Questions whose answer is typed: words and numbers.

use super::{
    Draft,
    question::{Answer, is_whole, letters},
    read::tell,
    text::Texts,
    xml::Node,
};
use crate::{foreign, problem::Problems};

/// A short answer. A star, which stands for any letters, is one of none at best.
pub(super) fn short(root: Node, answers: &[Answer], draft: &mut Draft, texts: &mut Texts, problems: &mut Problems) {
    for answer in answers {
        let written = letters(answer.node, texts);
        said_of(answer, &written, draft, texts, problems);
        let (word, has_star) = without_stars(&written);
        if word.is_empty() {
            continue;
        }
        if is_whole(answer.percent) {
            if has_star {
                tell(problems, draft, "wildcard", &written);
            }
            draft.accepted.push(word);
        } else if answer.percent > 0.0 {
            tell(problems, draft, "partial_credit", &written);
        } else if !has_star {
            draft.rejected.push(word);
        }
    }
    draft.rejected.retain(|word| !draft.accepted.contains(word));
    if root.value("usecase") == "1" {
        draft.exact_spelling = true;
        tell(problems, draft, "case_lost", "");
    }
}

/// A number. The first that is wholly right counts.
pub(super) fn numeric(root: Node, answers: &[Answer], draft: &mut Draft, texts: &mut Texts, problems: &mut Problems) {
    let mut more = Vec::new();
    for answer in answers {
        let written = letters(answer.node, texts);
        said_of(answer, &written, draft, texts, problems);
        if written == "*" || answer.percent <= 0.0 {
            continue;
        }
        if !is_whole(answer.percent) {
            tell(problems, draft, "partial_credit", &written);
            continue;
        }
        let Some(number) = number(&written) else {
            tell(problems, draft, "bad_number", &written);
            continue;
        };
        if draft.number.is_some() {
            more.push(written);
            continue;
        }
        let tolerance = Some(answer.node.value("tolerance")).filter(|text| !text.is_empty()).and_then(self::number);
        draft.number = Some(number);
        // Before it had one kind alone, Moodle said which: 1 is a share of the number.
        if answer.node.value("tolerancetype") == "1" {
            draft.relative = tolerance.map(f64::abs);
        } else {
            draft.tolerance = tolerance.map(f64::abs);
        }
    }
    if !more.is_empty() {
        tell(problems, draft, "more_numbers", &more.join(" · "));
    }
    let units = root.one("units").into_iter().flat_map(|units| units.all("unit"));
    let is_base = |unit: &Node| number(unit.value("multiplier")) == Some(1.0);
    if let Some(unit) = units.into_iter().find(is_base) {
        draft.unit = crate::tidy_text::line(unit.value("unit_name")).text;
        draft.unit_required = !draft.unit.is_empty() && matches!(root.value("unitgradingtype"), "1" | "2");
    }
}

/// What is said about an answer stands where all is explained; not so what is said to who gave none that is known, for there
/// everybody reads it.
fn said_of(answer: &Answer, written: &str, draft: &mut Draft, texts: &mut Texts, problems: &mut Problems) {
    let said = texts.one(answer.node, "feedback");
    let said = said.trim();
    if said.is_empty() {
        return;
    }
    if is_whole(answer.percent) {
        draft.explain(said);
    } else if written == "*" {
        tell(problems, draft, "feedback_left", said);
    } else {
        draft.explain(&[&foreign::escaped(written), ": ", said].concat());
    }
}

/// A word without the stars that stand for any letters, and whether there were some.
pub(super) fn without_stars(written: &str) -> (String, bool) {
    let plain = written.replace("\\*", "\0");
    let word = plain.replace('*', "").replace('\0', "*");
    (word.split_whitespace().collect::<Vec<_>>().join(" "), plain.contains('*'))
}

/// A number as Moodle writes it, also with a comma.
pub(super) fn number(written: &str) -> Option<f64> {
    let plain: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    plain.replace(',', ".").parse().ok().filter(|number: &f64| number.is_finite())
}
