//! Answers that stand in a text: `{1:SHORTANSWER:=Berlin#Yes~%50%Bonn~wrong}`, as gaps.

use super::{
    Draft,
    question::{is_whole, percent},
    read::tell,
    text::{Format, Texts},
    typed::{number, without_stars},
    xml::Node,
};
use crate::{entities, foreign, problem::Problems};
use std::collections::BTreeSet;

/// Gaps of one text.
const GAPS_MAX: usize = 500;

/// What kind of gap it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Words,
    Number,
    /// What to choose from, one or several.
    Choice,
    Several,
}

const KINDS: [(&str, Kind); 28] = [
    ("SHORTANSWER", Kind::Words),
    ("SA", Kind::Words),
    ("MW", Kind::Words),
    ("SHORTANSWER_C", Kind::Words),
    ("SAC", Kind::Words),
    ("MWC", Kind::Words),
    ("NUMERICAL", Kind::Number),
    ("NM", Kind::Number),
    ("MULTICHOICE", Kind::Choice),
    ("MC", Kind::Choice),
    ("MULTICHOICE_V", Kind::Choice),
    ("MCV", Kind::Choice),
    ("MULTICHOICE_H", Kind::Choice),
    ("MCH", Kind::Choice),
    ("MULTICHOICE_S", Kind::Choice),
    ("MCS", Kind::Choice),
    ("MULTICHOICE_VS", Kind::Choice),
    ("MCVS", Kind::Choice),
    ("MULTICHOICE_HS", Kind::Choice),
    ("MCHS", Kind::Choice),
    ("MULTIRESPONSE", Kind::Several),
    ("MR", Kind::Several),
    ("MULTIRESPONSE_H", Kind::Several),
    ("MRH", Kind::Several),
    ("MULTIRESPONSE_S", Kind::Several),
    ("MRS", Kind::Several),
    ("MULTIRESPONSE_HS", Kind::Several),
    ("MRHS", Kind::Several),
];

/// Right parts of one gap that are accepted in any order ([`turned`]).
const TURNED_MAX: usize = 3;

/// A text with gaps from one with answers in it.
pub(super) fn draft(root: Node, draft: &mut Draft, texts: &mut Texts, problems: &mut Problems) {
    let Some(node) = root.one("questiontext") else { return };
    let text = node.said();
    let is_html = matches!(texts.format(node), Format::Html | Format::Auto);
    let mut gapped = String::with_capacity(text.len());
    let (mut rest, mut count) = (text, 0);
    let mut said = BTreeSet::new();
    while let Some(found) = next(rest) {
        gapped.push_str(&rest[..found.from]);
        rest = &rest[found.to..];
        match gap(&found, draft, &mut said, texts, problems).filter(|_| count < GAPS_MAX) {
            Some(content) => {
                count += 1;
                let gap = format!("{{{{c{count}::{content}}}}}");
                gapped.push_str(&if is_html { entities::escaped(&gap) } else { gap });
            }
            None => {
                tell(problems, draft, "bad_gap", found.answers);
                gapped.push_str(" … ");
            }
        }
    }
    gapped.push_str(rest);
    draft.prompt = texts.written(node, &gapped, true);
}

/// An answer in a text.
struct Found<'t> {
    /// Where it begins and ends.
    from: usize,
    to: usize,
    kind: Kind,
    /// What stands behind its kind.
    answers: &'t str,
}

/// The first answer of a text. No letter is looked at twice: what opens none is gone over.
fn next(text: &str) -> Option<Found<'_>> {
    let mut at = 0;
    loop {
        let from = at + text[at..].find('{')?;
        at = from + 1;
        let rest = &text[at..];
        let digits = rest.bytes().take(5).take_while(u8::is_ascii_digit).count();
        let Some(rest) = rest[digits..].strip_prefix(':') else { continue };
        let name = rest.bytes().take(20).take_while(|byte| byte.is_ascii_alphabetic() || *byte == b'_').count();
        let kind = KINDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(&rest[..name]));
        let (Some((_, kind)), Some(answers)) = (kind, rest[name..].strip_prefix(':')) else { continue };
        let end = unescaped(answers, '}').next()?;
        let to = text.len() - answers.len() + end + 1;
        return Some(Found { from, to, kind: *kind, answers: &answers[..end] });
    }
}

/// Where a sign stands that no stroke takes the meaning of.
fn unescaped(text: &str, sign: char) -> impl Iterator<Item = usize> {
    let mut is_escaped = false;
    text.char_indices().filter_map(move |(at, letter)| {
        let counts = letter == sign && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped;
        counts.then_some(at)
    })
}

/// The parts between signs.
fn parts(text: &str, sign: char) -> Vec<&str> {
    let mut from = 0;
    let mut parts = Vec::new();
    for at in unescaped(text, sign) {
        parts.push(&text[from..at]);
        from = at + sign.len_utf8();
    }
    parts.push(&text[from..]);
    parts
}

/// An answer, and what is said about it. A `#` right behind `&` is part of a letter: `&#39;`.
fn halves(part: &str) -> (&str, &str) {
    let is_letter = |at: usize| part[..at].ends_with('&') || part[..at].ends_with("&amp;");
    let end = unescaped(part, '#').find(|at| !is_letter(*at));
    end.map_or((part, ""), |end| (&part[..end], &part[end + 1..]))
}

/// All that belongs into one gap, in each order in which it may be given; what is too much for that in its own.
fn turned(right: &[String]) -> Vec<String> {
    let orders: Vec<Vec<&String>> = match right {
        [a, b] => vec![vec![a, b], vec![b, a]],
        [a, b, c] => [[a, b, c], [a, c, b], [b, a, c], [b, c, a], [c, a, b], [c, b, a]]
            .iter()
            .map(|order| order.to_vec())
            .collect(),
        all => vec![all.iter().collect()],
    };
    let said = |order: &Vec<&String>| order.iter().map(|word| word.as_str()).collect::<Vec<_>>().join(", ");
    orders.iter().map(said).collect()
}

/// What stands in a gap: right answers, and what to choose from as a hint.
fn gap(
    found: &Found,
    draft: &mut Draft,
    all_said: &mut BTreeSet<String>,
    texts: &mut Texts,
    problems: &mut Problems,
) -> Option<String> {
    let (mut right, mut all) = (Vec::new(), Vec::new());
    for part in parts(found.answers, '~') {
        let part = part.trim();
        let (share, part) = match (part.strip_prefix('='), part.strip_prefix('%').and_then(|rest| rest.split_once('%')))
        {
            (Some(part), _) => (100.0, part),
            (None, Some((share, part))) => (percent(share), part.strip_prefix('=').unwrap_or(part)),
            (None, None) => (0.0, part),
        };
        let (answer, feedback) = halves(part);
        let (answer, feedback) = (plain(answer, texts), plain(feedback, texts));
        if answer == "*" && !feedback.is_empty() && !is_whole(share) {
            tell(problems, draft, "feedback_left", &feedback);
        } else if !feedback.is_empty() {
            let about = if answer == "*" { "" } else { &answer };
            let said = [about, if about.is_empty() { "" } else { ": " }, &feedback].concat();
            // The same of the same in several gaps is said once.
            if all_said.insert(said.clone()) {
                draft.explain(&foreign::escaped(&said));
            }
        }
        let worth = if found.kind == Kind::Several { share > 0.0 } else { is_whole(share) };
        if share > 0.0 && !worth {
            tell(problems, draft, "partial_credit", &answer);
        }
        let word = match found.kind {
            Kind::Words => {
                let (word, has_star) = without_stars(&answer);
                if has_star && worth {
                    tell(problems, draft, "wildcard", &answer);
                }
                word
            }
            Kind::Number => number_of(&answer, worth, draft, problems),
            Kind::Choice | Kind::Several => answer,
        };
        if !word.is_empty() {
            if worth && !right.contains(&word) {
                right.push(word.clone());
            }
            all.push(word);
        }
    }
    if right.is_empty() {
        return None;
    }
    right.iter_mut().for_each(|word| *word = word.replace('|', "/"));
    let answers = if found.kind == Kind::Several {
        if right.len() > TURNED_MAX {
            tell(problems, draft, "gap_order", &right.join(", "));
        }
        turned(&right).join("|")
    } else {
        right.join("|")
    };
    let hint = if matches!(found.kind, Kind::Choice | Kind::Several) {
        // In an order that does not give the right one away.
        all.sort();
        all.dedup();
        ["::", &all.join(" / ").replace("::", ": :")].concat()
    } else {
        String::new()
    };
    let closed = |text: &str| text.replace("{{", "{ {").replace("}}", "} }").replace("}}", "} }");
    Some([closed(&answers.replace("::", ": :")), closed(&hint)].concat())
}

/// A number as it is typed: how far off it may be is not kept in a gap.
fn number_of(answer: &str, worth: bool, draft: &Draft, problems: &mut Problems) -> String {
    let (value, tolerance) = answer.split_once(':').unwrap_or((answer, ""));
    if worth && number(tolerance).is_some_and(|tolerance| tolerance > 0.0) {
        tell(problems, draft, "tolerance_lost", answer);
    }
    if number(value).is_some() { value.trim().to_owned() } else { String::new() }
}

/// The letters of an answer: without strokes, and without marks where the text around it has some.
fn plain(written: &str, texts: &mut Texts) -> String {
    let mut out = String::with_capacity(written.len());
    let mut letters = written.chars().peekable();
    while let Some(letter) = letters.next() {
        match letters.peek() {
            Some('}' | '#' | '~' | '/' | '"' | '\\' | '=' | '{' | ':') if letter == '\\' => out.extend(letters.next()),
            _ => out.push(letter),
        }
    }
    // What editors make of the sign of a letter that is written by its number.
    let letters = foreign::letters(&out.replace("&amp;#", "&#"), &mut texts.dropped);
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}
