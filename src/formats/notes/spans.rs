//! The pieces of a line or a paragraph: letters, and what is no letters for the syntax of flashcards: code, formulas,
//! comments, links. One pass; whatever is looked for ahead is looked for once.

use std::collections::BTreeMap;

/// A piece of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Span<'t> {
    /// Where it begins, in bytes.
    pub at: usize,
    /// As it is written.
    pub text: &'t str,
    pub kind: Kind<'t>,
}

/// What a piece is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind<'t> {
    /// Letters.
    Text,
    /// A sign behind a backslash.
    Escape,
    /// Code in a line.
    Code,
    /// A formula.
    Math,
    /// `<!-- -->` or `%% %%`, with what stands in it.
    Comment(&'t str),
    /// `[[Note#Part|words]]`, with what stands in it; shown in place if `embedded`.
    Wiki { inner: &'t str, embedded: bool },
    /// `[words](address)`; a picture or a sound if `embedded`.
    Link { words: &'t str, address: &'t str, embedded: bool },
    /// `<https://example.org>`
    Address(&'t str),
    /// `{{text}}`, with what stands in it.
    Curly(&'t str),
    /// `<b>`, with what stands in it.
    Tag(&'t str),
}

/// The pieces of `text`, in their order; put together they are the text.
pub(super) fn spans(text: &str) -> Vec<Span<'_>> {
    let mut scan = Scan { text, ahead: Ahead::of(text), ticks: None, no_math: false };
    let (mut spans, mut at, mut plain) = (Vec::new(), 0, 0);
    while let Some(more) = text[at..].find(['\\', '`', '$', '<', '[', '!', '{', '%']) {
        at += more;
        match scan.special(at) {
            Some((length, kind)) => {
                if plain < at {
                    spans.push(Span { at: plain, text: &text[plain..at], kind: Kind::Text });
                }
                spans.push(Span { at, text: &text[at..at + length], kind });
                at += length;
                plain = at;
            }
            // A run of backticks that nothing closes is no shorter run either.
            None => at += text[at..].bytes().take_while(|byte| *byte == b'`').count().max(1),
        }
    }
    if plain < text.len() {
        spans.push(Span { at: plain, text: &text[plain..], kind: Kind::Text });
    }
    spans
}

struct Scan<'t> {
    text: &'t str,
    ahead: Ahead<'t>,
    /// Where runs of backticks begin, by their length.
    ticks: Option<BTreeMap<usize, Vec<usize>>>,
    /// Whether no formula ends from here on.
    no_math: bool,
}

impl<'t> Scan<'t> {
    /// What begins here other than letters, with its length.
    fn special(&mut self, at: usize) -> Option<(usize, Kind<'t>)> {
        let rest = &self.text[at..];
        match rest.as_bytes() {
            [b'\\', next, ..] => next.is_ascii_punctuation().then_some((2, Kind::Escape)),
            [b'`', ..] => self.code(at),
            [b'$', ..] => self.math(at),
            [b'<', b'!', b'-', b'-', ..] => {
                let end = self.ahead.next(Mark::Comment, at + 4)?;
                Some((end + 3 - at, Kind::Comment(&self.text[at + 4..end])))
            }
            [b'<', ..] => self.tag(at),
            [b'%', b'%', ..] => {
                let end = self.ahead.next(Mark::Percent, at + 2).filter(|end| self.same_line(at, *end))?;
                Some((end + 2 - at, Kind::Comment(&self.text[at + 2..end])))
            }
            [b'!', b'[', b'[', ..] => self.wiki(at, 1),
            [b'[', b'[', ..] => self.wiki(at, 0),
            [b'!', b'[', ..] => self.link(at, 1),
            [b'[', ..] => self.link(at, 0),
            [b'{', b'{', ..] => self.curly(at),
            _ => None,
        }
    }

    fn code(&mut self, at: usize) -> Option<(usize, Kind<'t>)> {
        let run = |from: usize| self.text[from..].bytes().take_while(|byte| *byte == b'`').count();
        let length = run(at);
        let ticks = self.ticks.get_or_insert_with(|| {
            let mut ticks: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            let mut from = 0;
            while let Some(more) = self.text[from..].find('`') {
                let length = run(from + more);
                ticks.entry(length).or_default().push(from + more);
                from += more + length;
            }
            // The next one is taken from the end.
            ticks.values_mut().for_each(|places| places.reverse());
            ticks
        });
        let places = ticks.get_mut(&length)?;
        while places.last().is_some_and(|place| *place < at + length) {
            places.pop();
        }
        let end = places.pop()? + length;
        Some((end - at, Kind::Code))
    }

    /// As our Markdown reads formulas: no white space within the dollars, no digit behind them.
    fn math(&mut self, at: usize) -> Option<(usize, Kind<'t>)> {
        if self.text[at..].starts_with("$$") {
            let end = self.ahead.next(Mark::Dollars, at + 2).filter(|end| *end > at + 2)?;
            return Some((end + 2 - at, Kind::Math));
        }
        if self.no_math || self.text[at + 1..].starts_with(|c: char| c.is_whitespace()) {
            return None;
        }
        let mut from = at + 1;
        while let Some(more) = self.text[from..].find('$') {
            let end = from + more;
            let before = self.text[at + 1..end].chars().next_back();
            let after = self.text[end + 1..].chars().next();
            if before.is_some_and(|c| !c.is_whitespace() && c != '\\') && !after.is_some_and(|c| c.is_ascii_digit()) {
                return Some((end + 1 - at, Kind::Math));
            }
            from = end + 1;
        }
        self.no_math = true;
        None
    }

    fn tag(&mut self, at: usize) -> Option<(usize, Kind<'t>)> {
        let end = self.ahead.next(Mark::Greater, at + 1)?;
        if self.ahead.next(Mark::Less, at + 1).is_some_and(|next| next < end) {
            return None;
        }
        let inner = &self.text[at + 1..end];
        let name = inner.strip_prefix('/').unwrap_or(inner);
        let is_address = ["https://", "http://", "mailto:"].iter().any(|scheme| inner.starts_with(scheme));
        if is_address && !inner.contains(char::is_whitespace) {
            return Some((end + 1 - at, Kind::Address(inner)));
        }
        name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some((end + 1 - at, Kind::Tag(inner)))
    }

    fn wiki(&mut self, at: usize, bang: usize) -> Option<(usize, Kind<'t>)> {
        let from = at + bang + 2;
        let end = self.ahead.next(Mark::Wiki, from).filter(|end| self.same_line(at, *end))?;
        let inner = &self.text[from..end];
        let is_sound = !inner.trim().is_empty() && !inner.contains("[[");
        is_sound.then_some((end + 2 - at, Kind::Wiki { inner, embedded: bang == 1 }))
    }

    fn link(&mut self, at: usize, bang: usize) -> Option<(usize, Kind<'t>)> {
        let from = at + bang + 1;
        let close = self.ahead.next(Mark::Bracket, from)?;
        // The inner one of two.
        if self.ahead.next(Mark::Open, from).is_some_and(|next| next < close) {
            return None;
        }
        let words = &self.text[from..close];
        let target = self.text[close + 1..].strip_prefix('(')?;
        let (address, length) = address(target)?;
        let end = close + 2 + length;
        (!words.contains("\n\n")).then_some((end - at, Kind::Link { words, address, embedded: bang == 1 }))
    }

    fn curly(&mut self, at: usize) -> Option<(usize, Kind<'t>)> {
        let end = self.ahead.next(Mark::Curly, at + 2).filter(|end| self.same_line(at, *end))?;
        if self.ahead.next(Mark::OpenCurly, at + 2).is_some_and(|next| next < end) {
            return None;
        }
        let inner = &self.text[at + 2..end];
        (!inner.trim().is_empty()).then_some((end + 2 - at, Kind::Curly(inner)))
    }

    fn same_line(&mut self, at: usize, end: usize) -> bool {
        self.ahead.next(Mark::Line, at).is_none_or(|line| line > end)
    }
}

/// The address behind `(`, and how long all of it is up to and with `)`. It ends before another bracket, so that no stretch
/// is gone through twice.
fn address(target: &str) -> Option<(&str, usize)> {
    let pointed = target.strip_prefix('<');
    let (address, mut at) = match pointed {
        Some(inner) => {
            let end = inner.find(['>', '\n', '['])?;
            (&inner[..end], end + 1)
        }
        None => {
            let mut depth = 0_u32;
            let end = target.find(|c: char| {
                match c {
                    '(' => depth += 1,
                    ')' if depth == 0 => return true,
                    ')' => depth -= 1,
                    _ => {}
                }
                c.is_whitespace() || matches!(c, '[' | '<')
            })?;
            (&target[..end], end)
        }
    };
    if pointed.is_some() {
        at += usize::from(target[at..].starts_with('>'));
    }
    // A title may stand behind it.
    let rest = &target[at..];
    let end = rest.find([')', '\n', '['])?;
    let title = rest[..end].trim();
    let is_title = title.is_empty() || rest.starts_with(' ') && title.starts_with(['"', '\'']);
    (rest[end..].starts_with(')') && is_title && !address.is_empty()).then_some((address, at + end + 1))
}

/// What is looked for ahead.
#[derive(Clone, Copy)]
enum Mark {
    Comment,
    Percent,
    Dollars,
    Greater,
    Less,
    Wiki,
    Bracket,
    Open,
    Curly,
    OpenCurly,
    Line,
}

const MARKS: [&str; 11] = ["-->", "%%", "$$", ">", "<", "]]", "]", "[", "}}", "{{", "\n"];

/// The next place of each mark, kept until it is passed.
struct Ahead<'t> {
    text: &'t str,
    /// From where on the place is the next one, and the place.
    known: [Option<(usize, Option<usize>)>; 11],
}

impl<'t> Ahead<'t> {
    fn of(text: &'t str) -> Self {
        Self { text, known: [None; 11] }
    }

    fn next(&mut self, mark: Mark, from: usize) -> Option<usize> {
        let at = mark as usize;
        match self.known[at] {
            Some((since, place)) if since <= from && place.is_none_or(|place| place >= from) => place,
            _ => {
                let place = self.text.get(from..)?.find(MARKS[at]).map(|more| from + more);
                self.known[at] = Some((from, place));
                place
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[(&str, Kind)]) {
        let found: Vec<(&str, Kind)> =
            spans(text).into_iter().filter(|span| span.kind != Kind::Text).map(|span| (span.text, span.kind)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn what_is_no_letters_is_told_apart() {
        check("a `b::c` ``d`e`` f", &[("`b::c`", Kind::Code), ("``d`e``", Kind::Code)]);
        check("`open ``x`` y", &[("``x``", Kind::Code)]);
        check("$x::y$ costs $5 or $6", &[("$x::y$", Kind::Math)]);
        check("$$a\n==b==$$", &[("$$a\n==b==$$", Kind::Math)]);
        check("a \\== b \\n", &[("\\=", Kind::Escape)]);
        check("<!--SR:!2024-01-01,3,250-->", &[("<!--SR:!2024-01-01,3,250-->", Kind::Comment("SR:!2024-01-01,3,250"))]);
        check("100%% of %%hidden%%", &[("%% of %%", Kind::Comment(" of "))]);
        check(
            "[[A#b|c]] ![[d.png|300]]",
            &[
                ("[[A#b|c]]", Kind::Wiki { inner: "A#b|c", embedded: false }),
                ("![[d.png|300]]", Kind::Wiki { inner: "d.png|300", embedded: true }),
            ],
        );
        let link = |words, address, embedded| Kind::Link { words, address, embedded };
        check(
            "[w](https://x.org/a_(b)) ![](<a b.png> \"t\")",
            &[
                ("[w](https://x.org/a_(b))", link("w", "https://x.org/a_(b)", false)),
                ("![](<a b.png> \"t\")", link("", "a b.png", true)),
            ],
        );
        check("[![i](p.png)](q)", &[("![i](p.png)", link("i", "p.png", true))]);
        check("[a] (b) [c](d e) [f]()", &[]);
        check(
            "<https://x.org> <br/> a < b > c Vec<T>",
            &[
                ("<https://x.org>", Kind::Address("https://x.org")),
                ("<br/>", Kind::Tag("br/")),
                ("<T>", Kind::Tag("T")),
            ],
        );
        check("{{ {{a}} }} {{b::c}}", &[("{{a}}", Kind::Curly("a")), ("{{b::c}}", Kind::Curly("b::c"))]);
    }

    #[test]
    fn a_long_text_is_gone_through_once() {
        for unit in [
            "[", "![[", "[](", "[](a(", "`", "` ``", "$a ", "{{", "<a ", "<!--", "%%", "\\", "[a](b \"", "]", "(<",
            "[](<",
        ] {
            let text = unit.repeat(200_000 / unit.len());
            assert_eq!(spans(&text).iter().map(|span| span.text.len()).sum::<usize>(), text.len());
        }
        let growing: String = (1..800).map(|length| ["`".repeat(length), "x".to_owned()].concat()).collect();
        assert_eq!(spans(&growing).len(), 1);
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "[\\\\`$<>!\\[\\](){}%|=: \n#a-cقé\"'-]{0,60}") {
            let whole: String = spans(&text).iter().map(|span| span.text).collect();
            prop_assert_eq!(whole, text);
        }
    }
}
