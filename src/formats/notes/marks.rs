//! What single lines of a note say: headings, lines across, the sign between two sides, the name at an end.

use super::{
    found::LEVELS,
    lines::{Line, list_mark, strip_quote},
    settings::Settings,
    spans::{Kind, spans},
    tags,
};
use std::borrow::Cow;

/// Blank lines at both ends go, and so does white space before all lines.
pub(super) fn trim(side: &mut Vec<Line>) {
    while side.last().is_some_and(Line::is_blank) {
        side.pop();
    }
    let blank = side.iter().take_while(|line| line.is_blank()).count();
    side.drain(..blank);
    let indent = |line: &Line| line.text.len() - line.text.trim_start_matches([' ', '\t']).len();
    let least = side.iter().filter(|line| !line.text.trim().is_empty()).map(indent).min().unwrap_or(0);
    for line in side.iter_mut().filter(|_| least > 0) {
        let cut = least.min(indent(line));
        line.text = Cow::Owned(line.text[cut..].to_owned());
    }
}

/// The level of a heading and its words.
pub(super) fn heading(line: &str) -> Option<(usize, &str)> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let words = line[level..].strip_prefix([' ', '\t'])?.trim().trim_end_matches('#').trim_end();
    ((1..=LEVELS).contains(&level) && !words.is_empty()).then_some((level, words))
}

/// A line across.
pub(super) fn is_rule(line: &str) -> bool {
    let sign = line.chars().next().filter(|sign| matches!(sign, '-' | '*' | '_'));
    let is_same = |sign: char| line.chars().all(|c| c == sign || c == ' ');
    sign.is_some_and(|sign| is_same(sign) && line.matches(sign).count() >= 3)
}

/// A line without the signs of a quote, a list or a heading before its words.
pub(super) fn bare(line: &str) -> &str {
    let inner = strip_quote(line.trim());
    let inner = list_mark(inner).map_or(inner, |length| inner[length..].trim_start());
    heading(inner).map_or(inner, |(_, words)| words)
}

/// The sign that parts the sides of a card in one line: where, how long, and whether it is asked both ways. The first that
/// stands among letters; of two at one place the longer one. A longer run of its signs is none.
pub(super) fn separator(line: &str, settings: &Settings) -> Option<(usize, usize, bool)> {
    let signs = [(settings.between_both.as_str(), true), (settings.between.as_str(), false)];
    if !signs.iter().any(|(sign, _)| line.contains(sign)) {
        return None;
    }
    spans(line).into_iter().filter(|span| span.kind == Kind::Text).find_map(|span| {
        let mut from = 0;
        loop {
            let rest = &span.text[from..];
            let found = signs.iter().filter_map(|(sign, both)| Some((rest.find(sign)?, sign.len(), *both)));
            let (at, length, both) = found.min_by_key(|(at, length, _)| (*at, usize::MAX - length))?;
            let last = rest[at..].chars().next()?;
            let run = rest[at..].chars().take_while(|c| *c == last).map(char::len_utf8).sum::<usize>();
            if run <= length {
                return Some((span.at + from + at, length, both));
            }
            from += at + run;
        }
    })
}

/// The name of a line that holds nothing else.
pub(super) fn own_name(line: &str) -> Option<&str> {
    line.strip_prefix('^').filter(|name| is_name(name))
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.len() <= 100 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// A line without the name at its end, and the name; empty for none.
pub(super) fn without_name(line: &str) -> (&str, &str) {
    let line = line.trim_end();
    match line.rsplit_once(" ^") {
        Some((rest, name)) if is_name(name) => (rest.trim_end(), name),
        _ => (line, ""),
    }
}

pub(super) fn take_name(side: &mut [Line]) -> String {
    let Some(last) = side.last_mut().filter(|line| !line.raw) else { return String::new() };
    let (rest, name) = without_name(&last.text);
    let (rest, name) = (rest.to_owned(), name.to_owned());
    if !name.is_empty() {
        last.text = Cow::Owned(rest);
    }
    name
}

/// A line without the tags at its end, and those.
pub(super) fn trailing(line: &str) -> (&str, Vec<&str>) {
    let (mut rest, mut tags) = (line.trim_end(), Vec::new());
    loop {
        let space = rest.char_indices().rfind(|(_, letter)| letter.is_whitespace());
        let at = space.map_or(0, |(at, letter)| at + letter.len_utf8());
        let (before, word) = rest.split_at(at);
        if !tags::are_all(word) {
            break;
        }
        tags.push(&word[1..]);
        rest = before.trim_end();
    }
    tags.reverse();
    (rest, tags)
}
