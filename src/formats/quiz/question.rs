//! A question of each type, as a draft.

use super::{
    Draft, embedded,
    read::tell,
    text::{Format, Texts},
    typed, whole,
    xml::Node,
};
use crate::{foreign, problem::Problems, tidy_text};
use cairn_domain::{
    item::{Form, Scoring},
    text::NOTE_MAX,
};

/// An answer of a question.
pub(super) struct Answer<'q> {
    pub node: Node<'q>,
    /// What it is worth, 100 for all.
    pub percent: f64,
}

/// What a question becomes. One of a type that is not practised is kept whole, and put aside.
pub(super) fn draft(root: Node, start: Draft, texts: &mut Texts, problems: &mut Problems) -> Draft {
    let mut draft = start;
    let kind = root.attribute("type").trim();
    draft.form = match kind {
        "multichoice" => choice(root),
        "truefalse" => Form::TrueFalse,
        "shortanswer" => Form::Short,
        "numerical" => Form::Numeric,
        "matching" | "match" => Form::Matching,
        "ordering" => Form::Ordering,
        "essay" => Form::Open,
        "cloze" | "multianswer" => Form::Cloze,
        _ => {
            draft.is_suspended = true;
            Form::Open
        }
    };
    let general = texts.one(root, "generalfeedback");
    draft.explain(&general);
    if draft.form == Form::Cloze {
        embedded::draft(root, &mut draft, texts, problems);
    } else {
        draft.prompt = texts.one(root, "questiontext");
    }
    old_picture(root, &mut draft, texts);
    let answers: Vec<Answer> =
        root.all("answer").map(|node| Answer { node, percent: percent(node.attribute("fraction")) }).collect();
    match draft.form {
        Form::Single | Form::Multiple => choices(&answers, &mut draft, texts, problems),
        Form::TrueFalse => truth(&answers, &mut draft, texts),
        Form::Short => typed::short(root, &answers, &mut draft, texts, problems),
        Form::Numeric => typed::numeric(root, &answers, &mut draft, texts, problems),
        Form::Matching => pairs(root, &mut draft, texts, problems),
        Form::Ordering => {
            draft.options = answers.iter().map(|answer| texts.of(answer.node)).collect();
            if root.value("gradingtype") == "-1" {
                draft.scoring = Scoring::Whole;
            }
        }
        Form::Open if draft.is_suspended => aside(root, kind, &mut draft, problems),
        Form::Open => {
            draft.answer = texts.one(root, "graderinfo");
            let begun = texts.one(root, "responsetemplate");
            if !begun.trim().is_empty() {
                draft.prompt = [draft.prompt.trim_end(), begun.trim()].join("\n\n");
            }
        }
        Form::Cloze | Form::Card => {}
    }
    draft.hints = root.all("hint").map(|hint| texts.of(hint)).filter(|hint| !hint.trim().is_empty()).collect();
    let tags = root.one("tags").into_iter().flat_map(|tags| tags.all("tag"));
    draft.tags = tags.map(|tag| tidy_text::line(tag.said()).text).filter(|tag| !tag.is_empty()).collect();
    draft.tags.sort();
    draft.tags.dedup();
    draft.key = tidy_text::line(root.value("idnumber")).text;
    draft
}

/// What is kept and not practised: a text between questions, or a question of another type with all that the file says of it.
fn aside(root: Node, kind: &str, draft: &mut Draft, problems: &mut Problems) {
    tell(problems, draft, "not_practised", kind);
    if draft.prompt.trim().is_empty() {
        draft.prompt = foreign::escaped(if draft.name.is_empty() { kind } else { &draft.name });
    }
    if kind == "description" {
        return;
    }
    let before = draft.explanation.clone();
    let code = whole::code(root);
    code.iter().for_each(|code| draft.explain(code));
    if code.is_none() || tidy_text::is_longer(&draft.explanation, NOTE_MAX) {
        draft.explanation = before;
        tell(problems, draft, "source_left", "");
    }
}

fn choice(root: Node) -> Form {
    let single = root.value("single");
    if single.eq_ignore_ascii_case("false") || single == "0" { Form::Multiple } else { Form::Single }
}

/// A share in percent; 0 if it is none.
pub(super) fn percent(fraction: &str) -> f64 {
    fraction.trim().replace(',', ".").parse().ok().filter(|share: &f64| share.is_finite()).unwrap_or(0.0)
}

/// Whether two shares are the same: files have them with five digits and with seven.
fn is_like(one: f64, other: f64) -> bool {
    (one - other).abs() < 0.01
}

pub(super) fn is_whole(percent: f64) -> bool {
    is_like(percent, 100.0)
}

/// What an option is worth says whether it is right. One of several can be worth a part only if all right ones are worth the same.
fn choices(answers: &[Answer], draft: &mut Draft, texts: &mut Texts, problems: &mut Problems) {
    draft.options = answers.iter().map(|answer| texts.of(answer.node)).collect();
    feedback(answers, draft, texts);
    let worth: Vec<(u32, f64)> =
        (0..).zip(answers.iter().map(|answer| answer.percent)).filter(|(_, p)| *p > 0.0).collect();
    let most = worth.iter().map(|(_, percent)| *percent).fold(0.0, f64::max);
    let is_uneven = worth.iter().any(|(_, percent)| !is_like(*percent, most));
    if draft.form == Form::Multiple {
        draft.right = worth.iter().map(|(at, _)| *at).collect();
        if is_uneven {
            tell(problems, draft, "partial_credit", "");
        }
        return;
    }
    draft.right = worth.iter().filter(|(_, percent)| is_like(*percent, most)).map(|(at, _)| *at).collect();
    if draft.right.len() > 1 {
        // An item knows no "one of these": all of them are asked for.
        draft.form = Form::Multiple;
        tell(problems, draft, "several_right", "");
    }
    if is_uneven || !draft.right.is_empty() && !is_whole(most) {
        tell(problems, draft, "partial_credit", "");
    }
}

/// What is said about each answer.
fn feedback(answers: &[Answer], draft: &mut Draft, texts: &mut Texts) {
    draft.feedback = answers.iter().map(|answer| texts.one(answer.node, "feedback").trim().to_owned()).collect();
    if draft.feedback.iter().all(String::is_empty) {
        draft.feedback.clear();
    }
}

fn truth(answers: &[Answer], draft: &mut Draft, texts: &mut Texts) {
    let is = |answer: &Answer, word: &str| answer.node.said().trim().eq_ignore_ascii_case(word);
    let of = |word: &str| answers.iter().find(|answer| is(answer, word));
    let worth = |word: &str| of(word).map_or(0.0, |answer| answer.percent);
    if worth("true") > worth("false") {
        draft.right = vec![0];
    } else if worth("false") > worth("true") {
        draft.right = vec![1];
    }
    let mut said = |word: &str| of(word).map(|answer| texts.one(answer.node, "feedback")).unwrap_or_default();
    draft.feedback = vec![said("true").trim().to_owned(), said("false").trim().to_owned()];
}

fn pairs(root: Node, draft: &mut Draft, texts: &mut Texts, problems: &mut Problems) {
    for pair in root.all("subquestion") {
        let left = texts.of(pair).trim().to_owned();
        let right = pair.one("answer").map(|answer| foreign::escaped(answer.said())).unwrap_or_default();
        if !left.is_empty() && !right.is_empty() {
            draft.options.push(left);
            draft.matches.push(right);
        } else if !right.is_empty() {
            tell(problems, draft, "extra_match", &right);
        }
    }
}

/// The picture of a question as Moodle wrote it before it had files.
fn old_picture(root: Node, draft: &mut Draft, texts: &mut Texts) {
    let content = root.value("image_base64");
    if content.is_empty() {
        return;
    }
    let name = root.value("image").rsplit('/').next().unwrap_or_default();
    match texts.files.keep(name, content) {
        Ok(hash) => {
            texts.shown.insert(hash);
            let shown =
                cairn_domain::media::reference::written(name.rsplit_once('.').map_or(name, |(stem, _)| stem), hash);
            draft.prompt = [draft.prompt.trim_end(), &shown].join("\n\n");
        }
        Err(fault) => {
            texts.lost.insert((fault, name.to_owned()));
        }
    }
}

/// An answer that is typed, as letters: Moodle writes it without marks, but tools do not always.
pub(super) fn letters(node: Node, texts: &mut Texts) -> String {
    let said = node.said();
    let letters = match Format::of(node.attribute("format")) {
        Some(Format::Html) => foreign::letters(said, &mut texts.dropped),
        _ => said.to_owned(),
    };
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}
