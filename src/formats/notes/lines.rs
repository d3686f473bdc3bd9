//! The lines of a note, without comments; code and formulas of several lines are marked, for no syntax counts in them.
//!
//! A line of nothing but a comment is no line at all, so a schedule beneath a card does not end it. What is opened and
//! never closed is a text, but for code, which goes on to the end as in every other program.

use super::spans::{Kind, spans};
use std::borrow::Cow;

/// A line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Line<'t> {
    /// Its number, from 1.
    pub no: u64,
    /// What stands in it.
    pub text: Cow<'t, str>,
    /// Whether it is code or a formula as a whole.
    pub raw: bool,
}

impl Line<'_> {
    pub fn is_blank(&self) -> bool {
        !self.raw && self.text.trim().is_empty()
    }
}

/// What has begun and not ended.
enum Within {
    Nothing,
    /// Code, which as many of this sign close.
    Code(char, usize),
    Math,
    /// `<!--`
    Comment,
    /// `%%`
    Percent,
}

/// The lines of a text, one after the other.
pub(super) struct Lines<'t> {
    rest: Option<&'t str>,
    no: u64,
    /// Where the line that comes next begins.
    at: usize,
    within: Within,
    last_comment: Option<usize>,
    last_percent: Option<usize>,
    last_math: Option<usize>,
    /// Comments that hold a schedule.
    pub schedules: u64,
    /// The line in which code began that never ended.
    pub unclosed: Option<u64>,
}

impl<'t> Lines<'t> {
    /// The lines of a text whose first line has this number.
    pub fn of(text: &'t str, no: u64) -> Self {
        Self {
            rest: Some(text),
            no,
            at: 0,
            within: Within::Nothing,
            last_comment: text.rfind("-->"),
            last_percent: text.rfind("%%"),
            last_math: text.rfind("$$"),
            schedules: 0,
            unclosed: None,
        }
    }

    /// What is left of a line without its comments; whether any was taken out.
    fn without_comments(&mut self, line: &'t str, start: usize, at: usize) -> (Cow<'t, str>, bool) {
        if !line.contains("<!--") && !line.contains("%%") {
            return (Cow::Borrowed(&line[start..]), start > 0);
        }
        let later = |last: Option<usize>| last.is_some_and(|last| last >= at + line.len());
        let (mut out, mut from) = (String::new(), start);
        for span in spans(line) {
            let end = span.at + span.text.len();
            if end <= from {
                continue;
            }
            let text = &line[span.at.max(from)..end];
            match span.kind {
                Kind::Comment(inner) if span.at >= from => {
                    self.schedules += u64::from(inner.starts_with("SR:"));
                    if span.text.starts_with('%') {
                        from = end;
                        continue;
                    }
                    match comment_end(line, span.at + 4) {
                        Some(end) => from = end,
                        None if later(self.last_comment) => {
                            self.within = Within::Comment;
                            return (Cow::Owned(out), true);
                        }
                        None => from = end,
                    }
                }
                Kind::Text if text.contains("<!--") && later(self.last_comment) => {
                    let open = text.find("<!--").unwrap_or(text.len());
                    out.push_str(&text[..open]);
                    self.within = Within::Comment;
                    return (Cow::Owned(out), true);
                }
                Kind::Text
                    if line.trim_start().starts_with("%%")
                        && line[..span.at.max(from)].trim().is_empty()
                        && text.trim_start().starts_with("%%")
                        && later(self.last_percent) =>
                {
                    self.within = Within::Percent;
                    return (Cow::Owned(out), true);
                }
                _ => out.push_str(text),
            }
        }
        (Cow::Owned(out), from > 0)
    }

    /// A line in `Within::Nothing`; `None` if it was a comment alone.
    fn plain(&mut self, line: &'t str, start: usize, at: usize) -> Option<Cow<'t, str>> {
        let body = &line[start..];
        if let Some((sign, length)) = fence(body) {
            self.within = Within::Code(sign, length);
            self.unclosed = Some(self.no);
            return Some(Cow::Borrowed(body));
        }
        let begins = body.trim_start();
        let is_math = begins.starts_with("$$") && !begins[2..].contains("$$");
        if is_math && self.last_math.is_some_and(|last| last >= at + line.len()) {
            self.within = Within::Math;
            return Some(Cow::Borrowed(body));
        }
        let (text, cleaned) = self.without_comments(line, start, at);
        (!cleaned || !text.trim().is_empty()).then_some(text)
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = Line<'t>;

    fn next(&mut self) -> Option<Line<'t>> {
        loop {
            let rest = self.rest?;
            let (line, after) = match rest.split_once('\n') {
                Some((line, after)) => (line, Some(after)),
                None => (rest, None),
            };
            let at = self.at;
            (self.rest, self.at) = (after, at + line.len() + 1);
            let no = self.no;
            let line = line.strip_suffix('\r').unwrap_or(line);
            let found = match self.within {
                Within::Nothing => {
                    let text = self.plain(line, 0, at);
                    let raw = matches!(self.within, Within::Code(..) | Within::Math);
                    text.map(|text| Line { no, text, raw })
                }
                Within::Code(sign, length) => {
                    let inner = line.trim().trim_start_matches(['>', ' ']);
                    if inner.chars().count() >= length && inner.chars().all(|c| c == sign) {
                        (self.within, self.unclosed) = (Within::Nothing, None);
                    }
                    Some(Line { no, text: Cow::Borrowed(line), raw: true })
                }
                Within::Math => {
                    if line.contains("$$") {
                        self.within = Within::Nothing;
                    }
                    Some(Line { no, text: Cow::Borrowed(line), raw: true })
                }
                Within::Comment | Within::Percent => {
                    let end = match self.within {
                        Within::Comment => comment_end(line, 0),
                        _ => line.find("%%").map(|end| end + 2),
                    };
                    end.and_then(|end| {
                        self.within = Within::Nothing;
                        self.plain(line, end, at).filter(|text| !text.trim().is_empty())
                    })
                    .map(|text| Line { no, text, raw: false })
                }
            };
            self.no += 1;
            if found.is_some() {
                return found;
            }
        }
    }
}

/// Where a comment ends whose content begins at `from`. A schedule within it has an end of its own: that is how a card is
/// put aside.
fn comment_end(line: &str, mut from: usize) -> Option<usize> {
    loop {
        let end = from + line.get(from..)?.find("-->")?;
        let is_own = !line[from..end].contains("<!--SR:");
        from = end + 3;
        if is_own {
            return Some(from);
        }
    }
}

/// The sign and length of the fence that opens code here; it may stand in a quote or behind the mark of a list.
fn fence(line: &str) -> Option<(char, usize)> {
    let inner = strip_quote(line.trim_start());
    let inner = list_mark(inner).map_or(inner, |length| inner[length..].trim_start());
    let sign = inner.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let length = inner.chars().take_while(|c| *c == sign).count();
    (length >= 3 && (sign == '~' || !inner[length..].contains('`'))).then_some((sign, length))
}

/// A line without the signs of the quotes in which it stands.
pub(super) fn strip_quote(line: &str) -> &str {
    line.trim_start_matches(['>', ' '])
}

/// How long the mark of a list item is that begins here: `- `, `2. `, with the box of a task.
pub(super) fn list_mark(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let sign = if digits > 0 { line[digits..].starts_with(['.', ')']) } else { line.starts_with(['-', '*', '+']) };
    let length = digits + 1;
    let rest = line.get(length..).filter(|rest| sign && digits < 10 && rest.starts_with([' ', '\t']))?;
    let inner = rest.trim_start();
    let box_length = match inner.as_bytes() {
        [b'[', mark, b']', b' ', ..] if mark.is_ascii() => 4,
        _ => 0,
    };
    Some(length + rest.len() - inner.len() + box_length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(u64, &str, bool)]) {
        let found: Vec<(u64, String, bool)> =
            Lines::of(text, 1).map(|line| (line.no, line.text.into_owned(), line.raw)).collect();
        let expected: Vec<_> = expected.iter().map(|(no, text, raw)| (*no, (*text).to_owned(), *raw)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn comments_leave_no_lines() {
        check("a <!--SR:!2024-01-01,3,250-->\r\n<!--x-->\nb", &[(1, "a ", false), (3, "b", false)]);
        check("a\n<!-- b\n\nc --> d\ne", &[(1, "a", false), (4, " d", false), (5, "e", false)]);
        check("<!--q::a <!--SR:!2024-01-01,3,250--> -->\nx", &[(2, "x", false)]);
        check("<!--\nq::a\n<!--SR:!2024-01-01,3,250-->\n-->\nx", &[(5, "x", false)]);
        check("%%\nhidden\n%%\nx %%y%% z", &[(4, "x  z", false)]);
        check("open <!-- here\nx", &[(1, "open <!-- here", false), (2, "x", false)]);
        check("`<!-- code -->` x", &[(1, "`<!-- code -->` x", false)]);
        check("a\n\nb", &[(1, "a", false), (2, "", false), (3, "b", false)]);
        check("a <!--b--> c <!-- d\n e --> f", &[(1, "a  c ", false), (2, " f", false)]);
        let mut lines = Lines::of("a <!--SR:!2024-01-01,3,250-->\n<!--SR:!x-->", 1);
        assert_eq!((lines.by_ref().count(), lines.schedules), (1, 2));
    }

    #[test]
    fn code_and_formulas_are_marked() {
        check(
            "```js\na::b\n\n```\nc",
            &[(1, "```js", true), (2, "a::b", true), (3, "", true), (4, "```", true), (5, "c", false)],
        );
        check("~~~~\n```\n~~~~\nx", &[(1, "~~~~", true), (2, "```", true), (3, "~~~~", true), (4, "x", false)]);
        check("$$\na ? b\n$$\nx", &[(1, "$$", true), (2, "a ? b", true), (3, "$$", true), (4, "x", false)]);
        check("$$ open\nx", &[(1, "$$ open", false), (2, "x", false)]);
        check("$$x$$\ny", &[(1, "$$x$$", false), (2, "y", false)]);
        let mut lines = Lines::of("x\n```\na", 1);
        assert_eq!((lines.by_ref().count(), lines.unclosed), (3, Some(2)));
    }

    #[test]
    fn marks_of_lists_are_measured() {
        for (line, length) in [
            ("- a", Some(2)),
            ("12.  a", Some(5)),
            ("- [ ] a", Some(6)),
            ("* [x] a", Some(6)),
            ("-a", None),
            ("1a", None),
            ("", None),
            ("-", None),
        ] {
            assert_eq!(list_mark(line), length, "{line}");
        }
    }
}
