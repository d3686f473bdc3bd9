//! Gaps: `==words==`, in bold or in braces if the vault wants it, with what may stand behind them: a hint `^[…]`, a number
//! `[^2]`, or a row of letters `[^ash]` that says for each card whether the words are asked, hidden or shown.

use super::{
    lines::Line,
    settings::{Gaps, Settings},
    spans::{Kind, Span, spans},
};
/// What a gap is in its text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Gap {
    /// Where it begins, with its signs.
    pub start: usize,
    /// Bytes of what stands in it.
    pub inner: core::ops::Range<usize>,
    /// Where its signs end.
    pub close: usize,
    /// Where what belongs to it ends.
    pub end: usize,
    /// Its number; none if it is never asked.
    pub number: Option<u32>,
    /// Empty for none.
    pub hint: String,
    /// Whether it stands in braces, where its notation is ours.
    pub braces: bool,
    /// Whether a row of letters says when it is asked, of which only the first time is kept.
    pub row: bool,
}

/// What stands behind the words of a gap.
#[derive(Default)]
struct Rest {
    hint: String,
    order: Option<Order>,
}

/// When a gap is asked.
#[derive(Clone, Copy)]
enum Order {
    Number(u32),
    /// Letters were read; the place of the first `a`, from 1, if there is one.
    Letters(Option<u32>),
}

/// Whether there is a gap in these lines.
pub(super) fn has_gap(lines: &[Line], settings: &Settings) -> bool {
    let marks: Vec<&str> = marks(settings).map(|mark| mark.0).collect();
    lines.iter().filter(|line| !line.raw).any(|line| {
        marks.iter().any(|mark| line.text.contains(mark))
            && found(&line.text, &spans(&line.text), settings).iter().any(|gap| gap.number.is_some())
    })
}

fn marks(settings: &Settings) -> impl Iterator<Item = (&'static str, bool)> {
    [("==", settings.gaps.highlights), ("**", settings.gaps.bold), ("{{", settings.gaps.braces)]
        .into_iter()
        .filter(|(_, wanted)| *wanted)
}

/// The gaps of a text whose pieces are these, in their order. `taken` is the greatest number so far.
pub(super) fn gaps(text: &str, spans: &[Span], settings: &Settings, taken: &mut u32) -> Vec<Gap> {
    let mut list = found(text, spans, settings);
    // Numbers that are said count before those that follow from the order.
    let said = list.iter().filter_map(|gap| gap.number).filter(|number| *number < UNSAID).max();
    *taken = (*taken).max(said.unwrap_or(0));
    for gap in list.iter_mut().filter(|gap| gap.number == Some(UNSAID)) {
        *taken += 1;
        gap.number = Some(*taken);
    }
    list
}

/// What is highlighted in a text, with its signs: two before the words and two behind.
pub(super) fn highlights(text: &str, spans: &[Span]) -> Vec<core::ops::Range<usize>> {
    let gaps = Gaps { highlights: true, bold: false, braces: false };
    let list = found(text, spans, &Settings { gaps, ..Settings::default() });
    list.into_iter().map(|gap| gap.start..gap.close).collect()
}

/// Characters of a hint.
const HINT_MAX: usize = 300;

/// A number that no one said.
const UNSAID: u32 = 1_000_000;

fn found(text: &str, spans: &[Span], settings: &Settings) -> Vec<Gap> {
    let mut list: Vec<Gap> = Vec::new();
    let mut opens: [Option<usize>; 2] = [None, None];
    let wanted = [("==", settings.gaps.highlights), ("**", settings.gaps.bold)];
    let mut done = 0;
    for span in spans {
        match span.kind {
            Kind::Curly(inner) if settings.gaps.braces && span.at >= done => {
                let at = span.at + 2;
                list.push(braces(inner, at));
                done = at + inner.len() + 2;
                opens = [None, None];
            }
            Kind::Text => {
                let mut from = span.at.max(done);
                let end = span.at + span.text.len();
                while from < end {
                    let Some(more) = text[from..end].find(['=', '*', '\n']) else { break };
                    let at = from + more;
                    let sign = text.as_bytes()[at];
                    if sign == b'\n' {
                        opens = [None, None];
                        from = at + 1;
                        continue;
                    }
                    let run = text[at..end].bytes().take_while(|byte| *byte == sign).count();
                    from = at + run;
                    let which = usize::from(sign == b'*');
                    if run != 2 || !wanted[which].1 {
                        continue;
                    }
                    let before = text[..at].chars().next_back();
                    let after = text[from..].chars().next();
                    let closes = before.is_some_and(|c| !c.is_whitespace());
                    match opens[which] {
                        Some(open) if closes && at > open => {
                            let (rest, end) = behind(text, from);
                            list.push(highlight(text, open..at, end, rest));
                            opens = [None, None];
                            (done, from) = (end, end);
                        }
                        _ => {
                            let begins = after.is_some_and(|c| !c.is_whitespace());
                            opens[which] = begins.then_some(from);
                        }
                    }
                }
            }
            _ => {}
        }
    }
    list
}

fn highlight(text: &str, inner: core::ops::Range<usize>, end: usize, rest: Rest) -> Gap {
    let Rest { mut hint, mut order } = rest;
    let (mut from, mut to) = (inner.start, inner.end);
    // `==2;;words;;hint==`
    if let Some((head, _)) = text[from..to].split_once(";;").filter(|_| order.is_none())
        && let Some(said) = order_of(head)
    {
        order = Some(said);
        from += head.len() + 2;
    }
    if let Some((words, said)) =
        text[from..to].rsplit_once(";;").filter(|(words, _)| !words.is_empty() && hint.is_empty())
    {
        said.trim().clone_into(&mut hint);
        to = from + words.len();
    }
    let row = matches!(order, Some(Order::Letters(_)));
    let (start, close) = (inner.start - 2, inner.end + 2);
    Gap { start, inner: from..to, close, end, number: number(order), hint, braces: false, row }
}

/// What stands between braces: `words`, `words::hint`, `c1::words`, `1::words`.
fn braces(inner: &str, at: usize) -> Gap {
    let end = at + inner.len() + 2;
    let (mut from, mut order) = (0, None);
    if let Some((head, _)) = inner.split_once("::") {
        let bare = head.trim();
        order = order_of(bare.strip_prefix('c').filter(|digits| !digits.is_empty()).unwrap_or(bare));
        from = if order.is_some() { head.len() + 2 } else { 0 };
    }
    let (words, hint) = inner[from..].split_once("::").unwrap_or((&inner[from..], ""));
    let inner = at + from..at + from + words.len();
    let row = matches!(order, Some(Order::Letters(_)));
    Gap {
        start: at - 2,
        inner,
        close: end,
        end,
        number: number(order),
        hint: hint.trim().to_owned(),
        braces: true,
        row,
    }
}

fn number(order: Option<Order>) -> Option<u32> {
    match order {
        None => Some(UNSAID),
        Some(Order::Number(number)) => Some(number),
        Some(Order::Letters(first)) => first,
    }
}

fn order_of(text: &str) -> Option<Order> {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().filter(|number| (1..UNSAID).contains(number)).map(Order::Number);
    }
    let is_row = !text.is_empty() && text.len() <= 1_000 && text.bytes().all(|byte| matches!(byte, b'a' | b'h' | b's'));
    let first = || text.find('a').and_then(|at| u32::try_from(at + 1).ok());
    is_row.then(|| Order::Letters(first()))
}

/// The hint and the order behind a gap, and where they end.
fn behind(text: &str, from: usize) -> (Rest, usize) {
    let (mut rest, mut end) = (Rest::default(), from);
    if let Some(inner) = text[end..].strip_prefix("^[")
        && let Some(close) = close(inner)
    {
        inner[..close].trim().clone_into(&mut rest.hint);
        end += close + 3;
    }
    if let Some(inner) = text[end..].strip_prefix("[^")
        && let Some(close) = close(inner)
        && let Some(order) = order_of(&inner[..close])
    {
        rest.order = Some(order);
        end += close + 3;
    }
    (rest, end)
}

/// Where a bracket is closed, if that is soon.
fn close(inner: &str) -> Option<usize> {
    let mut letters = inner.char_indices().take(HINT_MAX);
    letters.find(|(_, letter)| matches!(letter, ']' | '\n')).filter(|(_, letter)| *letter == ']').map(|(at, _)| at)
}

/// Letters as they stand in a text with gaps: braces and bars that would mean something there are their wide forms, which
/// are compared as the plain ones.
pub(super) fn plain(letters: &str, in_gap: bool) -> String {
    let mut out = letters.replace("{{", "｛｛").replace("}}", "｝｝");
    if in_gap {
        out = out.replace('|', "｜").replace("::", "：：");
    }
    out
}

/// A formula as it stands in a text with gaps.
pub(super) fn formula(tex: &str, in_gap: bool) -> String {
    let mut out = parted(tex, '{');
    out = parted(&out, '}');
    if in_gap {
        out = parted(&out, ':').replace('|', "\\vert ");
    }
    out
}

/// A space between two of one sign.
fn parted(tex: &str, sign: char) -> String {
    let mut out = String::with_capacity(tex.len());
    let mut last = None;
    for letter in tex.chars() {
        if letter == sign && last == Some(sign) {
            out.push(' ');
        }
        out.push(letter);
        last = Some(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, Option<u32>, &str)]) {
        let settings = Settings { gaps: Gaps { highlights: true, bold: true, braces: true }, ..Settings::default() };
        let found = gaps(text, &spans(text), &settings, &mut 0);
        let found: Vec<(&str, Option<u32>, &str)> =
            found.iter().map(|gap| (&text[gap.inner.clone()], gap.number, gap.hint.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn gaps_have_words_numbers_and_hints() {
        check("a ==b== c ==d e==^[hint] f", &[("b", Some(1), ""), ("d e", Some(2), "hint")]);
        check("==a==^[h][^1] ==b==[^2] ==c==[^1]", &[("a", Some(1), "h"), ("b", Some(2), ""), ("c", Some(1), "")]);
        check("==a==[^2] ==b==", &[("a", Some(2), ""), ("b", Some(3), "")]);
        check("==x==[^hshs] ==a==[^ashh] ==b==[^hash]", &[("x", None, ""), ("a", Some(1), ""), ("b", Some(2), "")]);
        check("==1;;a;;h== ==2;;b==", &[("a", Some(1), "h"), ("b", Some(2), "")]);
        check(
            "**a** {{b}} {{c1::c::h}} {{2::d}}",
            &[("a", Some(3), ""), ("b", Some(4), ""), ("c", Some(1), "h"), ("d", Some(2), "")],
        );
        check("==العربية== لغة", &[("العربية", Some(1), "")]);
        check("==a $x==y$ b==", &[("a $x==y$ b", Some(1), "")]);
    }

    #[test]
    fn what_is_no_gap_stays() {
        for text in [
            "a == b and c == d",
            "a ==b\nc==",
            "===a===",
            "====",
            "`==a==`",
            "$==a==$",
            "\\==a\\==",
            "==a",
            "a==b",
            "{{}}",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn signs_that_mean_something_in_gaps_are_changed() {
        assert_eq!(plain("P(A|B) std::x }}", true), "P(A｜B) std：：x ｝｝");
        assert_eq!(plain("a|b {{", false), "a|b ｛｛");
        assert_eq!(formula("$\\frac{{a}}{{{b}}}|c|$", true), "$\\frac{ {a} }{ { {b} } }\\vert c\\vert $");
    }
}
