//! What stands between `[latex]` and `[/latex]` in Anki: a text in LaTeX, in which formulas stand between signs of their own;
//! most often there is nothing else, or there are no signs at all. What typesets more than words and formulas is not read.

/// A piece of a text in LaTeX.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Piece<'l> {
    /// Words, without what LaTeX writes before signs.
    Words(String),
    /// A formula, and whether it stands on a line of its own.
    Formula(&'l str, bool),
}

/// Signs that begin a formula, those that end it, and whether it stands on a line of its own.
const FORMULAS: [(&str, &str, bool); 8] = [
    ("$$", "$$", true),
    ("$", "$", false),
    ("\\[", "\\]", true),
    ("\\(", "\\)", false),
    ("\\begin{math}", "\\end{math}", false),
    ("\\begin{displaymath}", "\\end{displaymath}", true),
    ("\\begin{equation}", "\\end{equation}", true),
    ("\\begin{equation*}", "\\end{equation*}", true),
];

/// What is a formula with the lines that stand in it.
const LINES: [&str; 4] = ["align", "align*", "gather", "gather*"];

/// What is typeset, and neither a word nor a formula.
const OTHERS: [&str; 9] = [
    "\\includegraphics",
    "\\usepackage",
    "\\input",
    "\\def",
    "\\newcommand",
    "tikz",
    "\\chemfig",
    "\\begin{tabular",
    "\\item",
];

/// The pieces of a text; `None` if it holds more than words and formulas.
pub(super) fn pieces(text: &str) -> Option<Vec<Piece<'_>>> {
    let text = text.trim();
    if OTHERS.iter().any(|other| text.contains(other)) {
        return None;
    }
    if is_lines(text) {
        return Some(vec![Piece::Formula(text, true)]);
    }
    let (mut pieces, mut from, mut at) = (Vec::new(), 0, 0);
    while let Some(step) = text[at..].find(['\\', '$']) {
        at += step;
        let here = &text[at..];
        let Some((opens, ends, block)) = FORMULAS.iter().find(|(opens, ..)| here.starts_with(opens)) else {
            at += stroke(here);
            continue;
        };
        let inside = &here[opens.len()..];
        let end = end(inside, ends)?;
        if from < at {
            pieces.push(Piece::Words(words(&text[from..at])?));
        }
        pieces.push(Piece::Formula(&inside[..end], *block));
        at += opens.len() + end + ends.len();
        from = at;
    }
    match (&text[from..], pieces.is_empty()) {
        ("", _) => {}
        (rest, true) if !is_prose(rest) => pieces.push(Piece::Formula(rest, false)),
        (rest, _) => pieces.push(Piece::Words(words(rest)?)),
    }
    Some(pieces)
}

/// Whether all of a text is one of the formulas that have lines.
fn is_lines(text: &str) -> bool {
    LINES.iter().any(|name| {
        let inside = text.strip_prefix(&format!("\\begin{{{name}}}"));
        let end = format!("\\end{{{name}}}");
        inside.and_then(|inside| inside.strip_suffix(&end)).is_some_and(|inside| !inside.contains(&end))
    })
}

/// Where the sign that ends a formula begins.
fn end(inside: &str, ends: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(step) = inside[at..].find(['\\', '$']) {
        at += step;
        if inside[at..].starts_with(ends) {
            return Some(at);
        }
        at += stroke(&inside[at..]);
    }
    None
}

/// How far a stroke and the sign whose meaning it takes go, or a sign alone.
fn stroke(here: &str) -> usize {
    let mut letters = here.chars();
    let first = letters.next().map_or(0, char::len_utf8);
    if here.starts_with('\\') { first + letters.next().map_or(0, char::len_utf8) } else { first }
}

/// Whether this is no formula that lacks its signs, but words.
fn is_prose(text: &str) -> bool {
    let long = text.split_whitespace().filter(|word| word.chars().filter(|letter| letter.is_alphabetic()).count() > 2);
    !text.contains(['\\', '^', '_', '=']) && long.count() > 1
}

/// Words as they are read; `None` if there is a command among them.
fn words(latex: &str) -> Option<String> {
    let (mut plain, mut letters) = (String::new(), latex.chars());
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next()? {
                '\\' => plain.push(' '),
                sign @ ('%' | '&' | '_' | '#' | '$' | '{' | '}' | ' ') => plain.push(sign),
                _ => return None,
            },
            '{' | '}' => {}
            '~' => plain.push('\u{a0}'),
            letter => plain.push(letter),
        }
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::{Piece::Formula, *};

    #[test]
    fn words_and_formulas_are_told_apart() {
        let said = |words: &str| Piece::Words(words.to_owned());
        for (text, expected) in [
            (" x^2 ", vec![Formula("x^2", false)]),
            ("\\sum_{i=0}^n i = n(n+1)/2", vec![Formula("\\sum_{i=0}^n i = n(n+1)/2", false)]),
            ("$x$", vec![Formula("x", false)]),
            ("$$x$$", vec![Formula("x", true)]),
            ("\\[ x \\]", vec![Formula(" x ", true)]),
            ("\\begin{displaymath}x\\end{displaymath}", vec![Formula("x", true)]),
            ("\\begin{equation*}x\\end{equation*}", vec![Formula("x", true)]),
            (
                "\\begin{align*}x&=1\\\\y&=2\\end{align*}",
                vec![Formula("\\begin{align*}x&=1\\\\y&=2\\end{align*}", true)],
            ),
            (
                "Let $x$ be \\(y\\).",
                vec![said("Let "), Formula("x", false), said(" be "), Formula("y", false), said(".")],
            ),
            ("costs \\$5 \\& more", vec![Formula("costs \\$5 \\& more", false)]),
            ("5\\% of $a\\$b$", vec![said("5% of "), Formula("a\\$b", false)]),
            ("The mean value", vec![said("The mean value")]),
            ("", vec![]),
        ] {
            assert_eq!(pieces(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_more_than_that_is_not_read() {
        for text in [
            "\\begin{tikzpicture}\\draw (0,0);\\end{tikzpicture}",
            "\\includegraphics{x.png}",
            "\\textbf{Note:} $x$",
            "$x",
            "a \\( b",
            "$x$ \\",
        ] {
            assert_eq!(pieces(text), None, "{text}");
        }
        for hostile in ["$".repeat(3_999), "\\".repeat(3_999), "\\begin{math}".repeat(300), "$ä\\".repeat(900)] {
            let _ = pieces(&hostile);
        }
    }
}
