//! What stands between braces: which kind of task it is, and its answers.

use super::{
    escape::{bare, decoded, find_row, split},
    numbers,
    parse::{Broken, blank, has},
    question::{Answer, NumericAnswer, Pair, Task},
    words::{Format, Words},
};

/// Answers of one question that are read; far more than an item holds.
const ANSWERS_MAX: usize = 1_000;

/// The task, and what is said to everybody.
pub(super) fn task(content: &str, format: Format) -> Result<(Task, Option<Words>), Broken> {
    let (answers, general) = match last_row(content, "####") {
        Some(at) => (&content[..at], Words::said(&content[at + 4..], format)),
        None => (content, None),
    };
    let start = blank(answers);
    let answers = &answers[start..];
    let task = if answers.trim().is_empty() {
        Ok(Task::Essay)
    } else if let Some(numbers) = answers.strip_prefix('#') {
        numeric(numbers, format).map_err(|broken| Broken { at: broken.at + 1, ..broken })
    } else if has(answers, b'~') {
        collected(parts(answers).map(|part| Ok(part.answer(format)))).map(Task::Choice)
    } else if let Some(task) = true_false(answers, format) {
        Ok(task)
    } else if is_matching(answers) {
        matching(answers, format)
    } else {
        collected(parts(answers).map(|part| Ok(Answer { is_right: true, ..part.answer(format) }))).map(Task::Short)
    };
    task.map(|task| (task, general)).map_err(|broken| Broken { at: start + broken.at, ..broken })
}

/// An answer with the sign before it.
struct Part<'t> {
    /// The byte at which it begins.
    at: usize,
    /// `=` or `~`; none before the first of them.
    sign: Option<u8>,
    text: &'t str,
}

/// The answers, each from its sign to the next one. What stands before the first sign is one if it says anything.
fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let mut signs = bare(text).filter(|(_, sign)| matches!(sign, b'=' | b'~'));
    let mut next = Some((0, None));
    core::iter::from_fn(move || {
        loop {
            let (start, sign) = next?;
            let found = signs.next();
            let end = found.map_or(text.len(), |(at, _)| at);
            next = found.map(|(at, sign)| (at + 1, Some(sign)));
            let part = Part { at: start, sign, text: &text[start..end] };
            if sign.is_some() || !part.text.trim().is_empty() {
                return Some(part);
            }
        }
    })
}

impl Part<'_> {
    fn answer(&self, format: Format) -> Answer {
        let text = self.text.trim_start();
        let (weight, text) = numbers::weight(text).map_or((None, text), |(weight, rest)| (Some(weight), rest));
        let (text, feedback) = split(text, b'#').map_or((text, None), |(text, said)| (text, Words::said(said, format)));
        Answer { is_right: self.sign == Some(b'='), weight, words: Words::of(text, format), feedback }
    }
}

/// All answers that say anything; broken if they are beyond measure.
fn collected<T: Said>(all: impl Iterator<Item = Result<T, Broken>>) -> Result<Vec<T>, Broken> {
    let mut kept = Vec::new();
    for one in all {
        let one = one?;
        if kept.len() == ANSWERS_MAX {
            return Err(Broken::new(0, "many_options", ""));
        }
        kept.extend(Some(one).filter(Said::is_said));
    }
    Ok(kept)
}

/// Something that may say nothing.
trait Said {
    fn is_said(&self) -> bool;
}

impl Said for Answer {
    /// Some write `~=` before a right one.
    fn is_said(&self) -> bool {
        !self.words.text.is_empty() || self.feedback.is_some() || self.weight.is_some()
    }
}

impl Said for NumericAnswer {
    fn is_said(&self) -> bool {
        self.number.is_some() || self.feedback.is_some() || self.weight.is_some()
    }
}

impl Said for Pair {
    fn is_said(&self) -> bool {
        !self.left.text.is_empty() || !self.right.is_empty()
    }
}

fn true_false(text: &str, format: Format) -> Option<Task> {
    let (word, mut rest) = split(text, b'#').map_or((text, None), |(word, rest)| (word, Some(rest)));
    // A comment may follow the word.
    let word = word.split_once("//").map_or(word, |(word, _)| word).trim();
    let is_true = match word {
        "T" | "TRUE" => true,
        "F" | "FALSE" => false,
        _ => return None,
    };
    let mut said = || {
        let (one, more) = split(rest?, b'#').map_or((rest?, None), |(one, more)| (one, Some(more)));
        rest = more;
        Words::said(one, format)
    };
    let (of_true, of_false) = (said(), said());
    Some(Task::TrueFalse { is_true, of_true, of_false })
}

/// Whether these are pairs: the first of them is one, or all are.
fn is_matching(text: &str) -> bool {
    let first = parts(text).next();
    first.is_some_and(|part| part.sign.is_some() && find_row(part.text, "->").is_some())
}

fn matching(text: &str, format: Format) -> Result<Task, Broken> {
    let pair = |part: Part| {
        let Some(at) = find_row(part.text, "->") else { return Err(Broken::new(part.at, "unpaired", part.text)) };
        let left = Words::of(&part.text[..at], format);
        Ok(Pair { left, right: Words::in_format(&part.text[at + 2..], Format::Plain).text })
    };
    collected(parts(text).map(pair)).map(Task::Matching)
}

fn numeric(text: &str, format: Format) -> Result<Task, Broken> {
    let answer = |part: Part| {
        let Answer { is_right, weight, feedback, .. } = part.answer(format);
        let text = part.text.trim_start();
        let text = numbers::weight(text).map_or(text, |(_, rest)| rest);
        let text = split(text, b'#').map_or(text, |(text, _)| text).trim();
        let number = match decoded(text).trim() {
            "" | "*" => None,
            _ => Some(numbers::number(text).ok_or_else(|| Broken::new(part.at, "bad_number", text))?),
        };
        Ok(NumericAnswer { is_right: is_right || part.sign.is_none(), weight, number, feedback })
    };
    collected(parts(text).map(answer)).map(Task::Numeric)
}

/// Where this row of signs begins last.
fn last_row(text: &str, row: &str) -> Option<usize> {
    let begins = |at: &usize| text.as_bytes()[*at..].starts_with(row.as_bytes());
    bare(text).map(|(at, _)| at).filter(begins).last()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(content: &str) -> &'static str {
        match task(content, Format::Moodle) {
            Ok((Task::Choice(_), _)) => "choice",
            Ok((Task::TrueFalse { .. }, _)) => "true or false",
            Ok((Task::Short(_), _)) => "short",
            Ok((Task::Numeric(_), _)) => "numeric",
            Ok((Task::Matching(_), _)) => "matching",
            Ok((Task::Essay, _)) => "essay",
            Ok((Task::Description, _)) => "description",
            Err(broken) => broken.code,
        }
    }

    #[test]
    fn the_signs_tell_the_kind() {
        for (content, expected) in [
            ("", "essay"),
            (" \n####general", "essay"),
            ("// a comment\n", "essay"),
            ("~a =b", "choice"),
            ("~a -> b =c -> d", "choice"),
            ("=a =b", "short"),
            ("One", "short"),
            ("T", "true or false"),
            (" FALSE // no\n", "true or false"),
            ("T#no#yes####all", "true or false"),
            ("true", "short"),
            ("=T", "short"),
            ("=a -> b =c -> d", "matching"),
            ("=a -> b =c", "unpaired"),
            ("=a =b -> c", "short"),
            ("#1822", "numeric"),
            ("#=1822:0 =%50%1822:2 ~#other", "numeric"),
            ("#about 3", "bad_number"),
        ] {
            assert_eq!(kind(content), expected, "{content}");
        }
    }

    #[test]
    fn answers_have_weights_and_feedback() {
        let (Task::Choice(all), general) = task("~%50%[plain]a # b#c ~= d ####[html]e", Format::Markdown).unwrap()
        else {
            unreachable!()
        };
        let [first, second] = &all[..] else { panic!("{all:?}") };
        assert_eq!((first.weight, first.words.format, first.is_right), (Some(50.0), Format::Plain, false));
        let said = first.feedback.as_ref().unwrap();
        assert_eq!((said.text.as_str(), said.format), ("b#c", Format::Markdown));
        assert_eq!((second.words.text.as_str(), second.is_right), ("d", true));
        assert_eq!(general.unwrap().format, Format::Html);
    }
}
