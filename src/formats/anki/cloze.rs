//! Texts with gaps as Anki has them: `{{c1::content::hint}}`, within each other too, and with several numbers. A card asks
//! the gaps of one number; the others are filled.

/// A gap that is open.
struct Open {
    /// Whether it is asked.
    is_asked: bool,
    /// Where its hint begins in what was written.
    hint: Option<usize>,
}

/// Gaps within each other; what is deeper stays as it is written.
const DEPTH_MAX: usize = 8;

/// The text with the gaps of one number as they are written, and all others filled. Within a gap that is asked, others are
/// filled too: a gap has no gaps.
pub(super) fn only(text: &str, number: u32) -> String {
    let (mut out, mut open, mut rest) = (String::with_capacity(text.len()), Vec::<Open>::new(), text);
    while let Some(at) = next(rest) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((numbers, after)) = begin(rest).filter(|_| open.len() < DEPTH_MAX) {
            let within = open.iter().any(|open| open.is_asked);
            let is_asked = !within && numbers.split(',').any(|one| one.parse() == Ok(number));
            if is_asked {
                out.extend(["{{c", &number.to_string(), "::"]);
            }
            open.push(Open { is_asked, hint: None });
            rest = after;
        } else if rest.starts_with("}}") && !open.is_empty() {
            match open.pop() {
                Some(Open { is_asked: true, .. }) => out.push_str("}}"),
                Some(Open { hint: Some(hint), .. }) => out.truncate(hint),
                _ => {}
            }
            rest = &rest[2..];
        } else {
            if let Some(open) = open.last_mut().filter(|_| rest.starts_with("::")) {
                open.hint.get_or_insert(out.len());
            }
            // Of braces that are none, the second may be the first of a gap's: `{{{c1::x}}}` is a gap in braces of a set.
            let taken = if rest.starts_with("{{") { 1 } else { 2 };
            out.push_str(&rest[..taken]);
            rest = &rest[taken..];
        }
    }
    out.push_str(rest);
    out
}

/// What belongs into the gaps of one number, one after the other.
pub(super) fn contents(text: &str, number: u32) -> String {
    let one = only(text, number);
    let head = format!("{{{{c{number}::");
    let gaps = one.split(head.as_str()).skip(1).map(|gap| gap.split("}}").next().unwrap_or_default());
    gaps.map(|gap| gap.split("::").next().unwrap_or_default()).collect::<Vec<_>>().join(", ")
}

/// A piece of a text of which the gaps of one number are asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part<'t> {
    /// What stands between gaps.
    Text(&'t str),
    /// A gap; without a hint that is empty.
    Gap {
        /// What belongs into it.
        content: &'t str,
        /// What stands in its place.
        hint: &'t str,
    },
}

/// The pieces of what [`only`] made, in their order; without a gap a single text.
pub(super) fn parts(text: &str, number: u32) -> Vec<Part<'_>> {
    let head = format!("{{{{c{number}::");
    let (mut parts, mut rest) = (Vec::new(), text);
    while let Some((before, after)) = rest.split_once(head.as_str()) {
        let Some((gap, more)) = after.split_once("}}") else { break };
        let (content, hint) = gap.split_once("::").unwrap_or((gap, ""));
        parts.extend((!before.is_empty()).then_some(Part::Text(before)));
        parts.push(Part::Gap { content, hint });
        rest = more;
    }
    parts.extend((!rest.is_empty() || parts.is_empty()).then_some(Part::Text(rest)));
    parts
}

/// Whether a gap lies within a formula, which can only be shown as a whole.
pub(super) fn cuts_formula(parts: &[Part]) -> bool {
    let mut within = false;
    for part in parts {
        match part {
            Part::Gap { .. } if within => return true,
            Part::Gap { .. } => {}
            Part::Text(text) => {
                let last = |signs: [&str; 6]| signs.iter().filter_map(|sign| text.rfind(sign)).max();
                let opened = last(["\\(", "\\[", "<anki-mathjax", "[latex]", "[$]", "[$$]"]);
                let closed = last(["\\)", "\\]", "</anki-mathjax", "[/latex]", "[/$]", "[/$$]"]);
                within = if opened == closed { within } else { opened > closed };
            }
        }
    }
    false
}

/// Where two signs stand that may begin or end a gap, or part its hint from it.
fn next(text: &str) -> Option<usize> {
    text.as_bytes().windows(2).position(|two| [b"{{", b"}}", b"::"].iter().any(|signs| two == *signs))
}

/// The numbers of a gap that begins here, and what follows them.
pub(super) fn begin(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("{{c")?;
    let length = rest.bytes().position(|byte| !byte.is_ascii_digit() && byte != b',').filter(|length| *length > 0)?;
    Some((&rest[..length], rest[length..].strip_prefix("::")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_of_one_number_stay_and_others_are_filled() {
        let text = "The {{c1::cell}} has {{c2::a {{c3::small}} nucleus::what?}} and {{c1,2::walls}}}}";
        for (number, expected) in [
            (1, "The {{c1::cell}} has a small nucleus and {{c1::walls}}}}"),
            (2, "The cell has {{c2::a small nucleus::what?}} and {{c2::walls}}}}"),
            (3, "The cell has a {{c3::small}} nucleus and walls}}"),
        ] {
            assert_eq!(only(text, number), expected, "{number}");
        }
        assert_eq!(contents(text, 2), "a small nucleus, walls");
        for (braces, expected) in [
            ("{{{c1::x}}}", "{{{c1::x}}}"),
            ("\\(\\{{{c1::x}}, {{c2::y}}\\}\\)", "\\(\\{{{c1::x}}, y\\}\\)"),
            ("{{{{c1::x}}}}", "{{{{c1::x}}}}"),
            ("{{ a }} {{{c2::b}}}", "{{ a }} {b}"),
        ] {
            assert_eq!(only(braces, 1), expected, "{braces}");
        }
        for same in ["{{c1::open", "{{word}}", "}} {{", "{{c::x}}", ""] {
            assert_eq!(only(same, 2).replace("{{c1::", ""), same.replace("{{c1::", ""), "{same}");
        }
        for deep in ["{{c1::".repeat(100_000), "{{c".repeat(300_000), "{{c1,".repeat(200_000)] {
            assert!(only(&deep, 2).len() <= deep.len());
        }
        assert_eq!(only("{{c99999999999::a}}", 2), "a");
    }

    #[test]
    fn a_text_may_be_one_gap_and_a_gap_stand_in_braces() {
        let gap = |content| Part::Gap { content, hint: "" };
        assert_eq!(parts("{{c1::x}}", 1), [gap("x")]);
        assert_eq!(parts("{{{c1::x}}}", 1), [Part::Text("{"), gap("x"), Part::Text("}")]);
        for none in ["", "x", "{{c2::x}}", "{{c1::x"] {
            assert_eq!(parts(none, 1), [Part::Text(none)], "{none}");
        }
    }
}
