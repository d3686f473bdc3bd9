//! Texts of foreign files made fit for our fields: control characters out, length bounded, markup to
//! plain lines. Each mending is reported by the caller.

use crate::entities;
use cairn_domain::text::{NOTE_MAX, TITLE_MAX};

/// A text of a foreign file, fit for a field.
pub(crate) struct Fitted {
    /// The text.
    pub text: String,
    /// Whether something was taken out or cut.
    pub mended: bool,
    /// Whether markup was taken out that says more than how a text looks: a picture, a link, a raised number.
    pub lost: bool,
}

/// Whether a text has more characters than this; bytes are a cheap bound for the usual case.
pub(crate) fn is_longer(text: &str, most: usize) -> bool {
    text.len() > most && text.chars().count() > most
}

/// One line: white space folded, control characters out, at most a title's length.
pub(crate) fn line(text: &str) -> Fitted {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let clean: String = folded.chars().filter(|c| !c.is_control()).collect();
    let cut = cut(&clean, TITLE_MAX);
    Fitted { mended: clean.len() != folded.len() || cut.len() != clean.len(), lost: false, text: cut }
}

/// Several lines: control characters out, at most a note's length.
pub(crate) fn lines(text: &str) -> Fitted {
    let unix = text.replace("\r\n", "\n").replace('\r', "\n");
    let clean: String = unix.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let cut = cut(clean.trim(), NOTE_MAX);
    Fitted { mended: clean.len() != unix.len() || cut.len() < clean.trim().len(), lost: false, text: cut }
}

/// HTML as plain lines: tags out, blocks on lines of their own, the contents of scripts and styles out,
/// entities resolved.
pub(crate) fn html(text: &str) -> Fitted {
    let mut plain = String::with_capacity(text.len());
    let (mut rest, mut lost) = (text, false);
    while let Some(open) = rest.find('<') {
        plain.push_str(&rest[..open]);
        let tag = &rest[open..];
        let Some(close) = tag.find('>') else {
            plain.push_str(tag);
            rest = "";
            break;
        };
        let name: String = tag[1..close]
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        rest = &tag[close + 1..];
        match name.as_str() {
            "" if !tag.starts_with("<!") => {
                // Not a tag: `a < b > c`.
                plain.push_str(&tag[..=close]);
            }
            "script" | "style" if !tag.starts_with("</") => rest = after_element(rest, &name),
            "br" | "p" | "div" | "li" | "tr" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "table" => {
                plain.push('\n');
            }
            name => lost |= !LOOKS.contains(&name) && !tag.starts_with("<!"),
        }
    }
    plain.push_str(rest);
    let resolved = entities::resolved(&plain);
    let folded: Vec<&str> = resolved.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    Fitted { lost, ..lines(&folded.join("\n")) }
}

/// Elements that only say how a text looks.
const LOOKS: [&str; 20] = [
    "span", "b", "i", "u", "strong", "em", "small", "big", "font", "center", "code", "pre", "tt", "bdi", "td", "th",
    "tbody", "thead", "style", "script",
];

/// What follows the closing tag of an element; nothing if it is never closed.
fn after_element<'a>(rest: &'a str, name: &str) -> &'a str {
    let closes = |at: usize| rest.get(at + 2..at + 2 + name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name));
    let Some((at, _)) = rest.match_indices("</").find(|(at, _)| closes(*at)) else { return "" };
    rest[at..].find('>').map_or("", |close| &rest[at + close + 1..])
}

/// At most `max` characters; a longer text ends in an ellipsis.
fn cut(text: &str, max: usize) -> String {
    if text.len() <= max || text.chars().count() <= max {
        return text.to_owned();
    }
    text.chars().take(max - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_lines() {
        let check = |html_text: &str, expected: &str| assert_eq!(html(html_text).text, expected, "{html_text}");
        check("<p dir=\"rtl\">يقرأ</p><p>b &amp; c</p>", "يقرأ\nb & c");
        check("a<script>alert(1)</script>b", "ab");
        check("1 < 2 and 3 > 2", "1 < 2 and 3 > 2");
        check("x<br/>y&#x41;&#65;&bad;", "x\nyAA&bad;");
        check("open <b", "open <b");
        check("<!-- note -->kept", "kept");
        check("<SCRIPT>never closed", "");
        for (text, lost) in [
            ("a <img src=x> b", true),
            ("x<sup>2</sup>", true),
            ("<a href=x>y</a>", true),
            ("<b>x</b><br>1 < 2", false),
        ] {
            assert_eq!(html(text).lost, lost, "{text}");
        }
    }

    #[test]
    fn a_line_is_folded_and_bounded() {
        let long = line(&"x".repeat(10_000));
        assert!(long.mended && long.text.chars().count() == TITLE_MAX && long.text.ends_with('…'));
        let nul = line("a\0b\n c");
        assert!(nul.mended);
        assert_eq!(nul.text, "ab c");
    }
}
