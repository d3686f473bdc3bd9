//! Texts with gaps: `The {{c1::mitochondrion::organelle}} makes ATP.` A gap has a number, what belongs into it, and
//! perhaps a hint; the notation is that of Anki, so that its texts need no change. `{{word}}` alone is a gap too.
//! What is no gap stays text, to the letter.

/// A piece of a text with gaps.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece<'t> {
    /// Text between gaps.
    Text(&'t str),
    /// A gap.
    Gap(Gap<'t>),
}

/// A gap.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Gap<'t> {
    /// Its number, from 1; gaps of one number belong together.
    pub number: u32,
    /// What belongs into it; several right answers stand between `|`.
    pub content: &'t str,
    /// A hint; empty for none.
    pub hint: &'t str,
}

impl<'t> Gap<'t> {
    /// The right answers, the first of them shown.
    pub fn answers(&self) -> Vec<&'t str> {
        self.content.split('|').map(str::trim).filter(|answer| !answer.is_empty()).collect()
    }

    /// What stands in the gap once it is filled.
    pub fn filled(&self) -> &'t str {
        self.answers().first().copied().unwrap_or(self.content)
    }
}

/// The pieces of `text`, in their order. A gap within a gap is text of the outer one; one that is not closed is text.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, gap, after)) = next_gap(rest) {
        if !before.is_empty() {
            pieces.push(Piece::Text(before));
        }
        pieces.push(Piece::Gap(gap));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// The gaps of `text`, in their order.
pub fn gaps(text: &str) -> Vec<Gap<'_>> {
    let gap = |piece| match piece {
        Piece::Gap(gap) => Some(gap),
        Piece::Text(_) => None,
    };
    pieces(text).into_iter().filter_map(gap).collect()
}

/// The text before the first gap, the gap, and the text behind it.
fn next_gap(text: &str) -> Option<(&str, Gap<'_>, &str)> {
    let mut from = 0;
    loop {
        let open = from + text[from..].find("{{")?;
        let close = open + 2 + text[open + 2..].find("}}")?;
        // The innermost opening before the closing mark, so that a stray one takes nothing along.
        let open = open + text[open..close].rfind("{{").unwrap_or(0);
        if let Some(gap) = text.get(open + 2..close).and_then(gap) {
            return Some((&text[..open], gap, &text[close + 2..]));
        }
        from = close;
    }
}

fn gap(inner: &str) -> Option<Gap<'_>> {
    let (number, rest) = match inner.split_once("::") {
        Some((head, rest)) => match head.trim().strip_prefix('c').and_then(|digits| digits.parse().ok()) {
            Some(number) => (number, rest),
            None => (1, inner),
        },
        None => (1, inner),
    };
    let (content, hint) = rest.split_once("::").unwrap_or((rest, ""));
    (!content.trim().is_empty() && !content.contains("{{")).then_some(Gap { number, content, hint: hint.trim() })
}

#[cfg(test)]
mod tests {
    use super::{Gap, Piece, gaps, pieces};

    #[test]
    fn gaps_have_number_content_and_hint() {
        let found = pieces("The {{c1::mitochondrion::organelle}} makes {{c2::ATP|adenosine triphosphate}}.");
        let expected = [
            Piece::Text("The "),
            Piece::Gap(Gap { number: 1, content: "mitochondrion", hint: "organelle" }),
            Piece::Text(" makes "),
            Piece::Gap(Gap { number: 2, content: "ATP|adenosine triphosphate", hint: "" }),
            Piece::Text("."),
        ];
        assert_eq!(found, expected);
        assert_eq!(gaps("{{c2:: ATP | x }}")[0].answers(), ["ATP", "x"]);
        assert_eq!(gaps("ما هي {{c3::الخلية}}؟")[0], Gap { number: 3, content: "الخلية", hint: "" });
        assert_eq!(gaps("{{plain}} and {{of::std}}").len(), 2);
        assert_eq!(gaps("{{of::std}}")[0], Gap { number: 1, content: "of", hint: "std" });
    }

    #[test]
    fn a_text_of_braces_is_gone_through_once() {
        let text = format!("{{{{c1::x}}}}{}{}", "{".repeat(50_000), "}".repeat(50_000));
        assert_eq!(gaps(&text).len(), 1);
    }

    #[test]
    fn what_is_no_gap_stays_as_it_is() {
        for text in ["", "{{", "}}", "{{}}", "{{c1::}}", "{{c1:: ::hint}}", "a { b } {{ open", "{{{{"] {
            assert_eq!(gaps(text), [], "{text}");
            let whole: String = pieces(text)
                .iter()
                .map(|piece| match piece {
                    Piece::Text(text) => *text,
                    Piece::Gap(_) => "?",
                })
                .collect();
            assert_eq!(whole, text);
        }
        assert_eq!(gaps("{{ {{c1::a}} }}")[0].content, "a", "the inner one");
        assert_eq!(gaps("{{{c1::a}}}")[0].content, "a", "of three the inner two");
        assert_eq!(gaps("{{}} {{c1::b}}")[0].content, "b");
    }
}
