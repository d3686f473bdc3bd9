//! Addresses in a pasted text, line by line, with the title that stands before or after each.

use crate::tidy_text;
use cairn_domain::resource::link;
use std::collections::BTreeMap;
use std::ops::Range;

/// An address in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// Its line, from 1.
    pub line: u64,
    /// The address as a resource keeps it.
    pub link: String,
    /// What stands beside it on its line; may be empty.
    pub title: String,
    /// How often it stands in the text once more.
    pub again: u64,
}

/// What a text holds.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Links {
    /// Its addresses, each once, in their order.
    pub found: Vec<Found>,
    /// Lines, from 1, that hold words but no address that a resource may have.
    pub without: Vec<u64>,
}

/// How an address in the middle of a text begins.
const BEGINNINGS: [&str; 6] = ["https://", "http://", "mailto:", "tel:", "geo:", "www."];

/// The addresses of a text that a resource may have. Without a scheme an address counts if it begins with `www.` or is
/// all that its line holds. Titles stand before their address, unless the line begins with an address.
pub fn links_in_text(text: &str) -> Links {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut links = Links::default();
    for (number, line) in (1..).zip(text.lines()) {
        let here = links_in_line(line);
        if here.is_empty() && !line.trim().is_empty() {
            links.without.push(number);
        }
        for (link, title) in here {
            let place = *known.entry(link.clone()).or_insert(links.found.len());
            match links.found.get_mut(place) {
                Some(first) => {
                    first.again += 1;
                    if first.title.is_empty() {
                        first.title = title;
                    }
                }
                None => links.found.push(Found { line: number, link, title, again: 0 }),
            }
        }
    }
    links
}

fn links_in_line(line: &str) -> Vec<(String, String)> {
    let places = addresses(line);
    if places.is_empty() {
        let alone = bare(line);
        let is_one = alone.contains('.') && !alone.contains(char::is_whitespace);
        let only = Some(alone).filter(|_| is_one).and_then(|alone| link::check(alone).ok());
        return only.map(|only| (only, String::new())).into_iter().collect();
    }
    // What stands before the first address, between each two, and after the last.
    let starts = std::iter::once(0).chain(places.iter().map(|(place, _)| place.end));
    let ends = places.iter().map(|(place, _)| place.start).chain([line.len()]);
    let texts: Vec<String> = starts.zip(ends).map(|(start, end)| title(&line[start..end])).collect();
    let after = usize::from(texts[0].is_empty());
    places.into_iter().zip(texts.into_iter().skip(after)).map(|((_, link), title)| (link, title)).collect()
}

/// Where addresses stand, and what each is kept as.
fn addresses(line: &str) -> Vec<(Range<usize>, String)> {
    let mut list = Vec::new();
    let mut from = 0;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        let begins = at >= from && !before.is_alphanumeric() && begins(&line[at..]);
        before = c;
        if !begins {
            continue;
        }
        let address = address(&line[at..]);
        // What was looked at is not looked at again, whether it is an address or not.
        from = at + address.len();
        if let Ok(link) = link::check(address) {
            list.push((at..from, link));
        }
    }
    list
}

fn begins(rest: &str) -> bool {
    BEGINNINGS.iter().any(|known| rest.get(..known.len()).is_some_and(|start| start.eq_ignore_ascii_case(known)))
}

/// An address up to white space, a quote, or a bracket that it did not open, without the full stop or comma
/// of the sentence around it.
fn address(rest: &str) -> &str {
    let mut open = [0_u32; 2];
    let mut end = rest.len();
    for (at, c) in rest.char_indices() {
        let ends = match c {
            '(' | '[' => {
                open[usize::from(c == '[')] += 1;
                false
            }
            ')' | ']' => {
                let open = &mut open[usize::from(c == ']')];
                let left = open.checked_sub(1);
                *open = left.unwrap_or(0);
                left.is_none()
            }
            c => c.is_whitespace() || "<>\"|«»“”".contains(c),
        };
        if ends {
            end = at;
            break;
        }
    }
    rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '،', '؛', '؟', '。'])
}

/// A text without the marks of lists and links around it.
fn title(text: &str) -> String {
    tidy_text::line(bare(text).trim_matches(|c: char| "[]()<>\"|*-–—:•·,;«»“”".contains(c) || c.is_whitespace())).text
}

/// A line without what makes it an item of a list.
fn bare(line: &str) -> &str {
    let line = line.trim().trim_start_matches(['-', '*', '+', '•', '>', '<']).trim_start();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let item = line[digits..].strip_prefix(['.', ')']).filter(|rest| digits > 0 && rest.starts_with(' '));
    item.unwrap_or(line).trim().trim_end_matches('>')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let found: Vec<(String, String)> =
            links_in_text(text).found.into_iter().map(|found| (found.link, found.title)).collect();
        let expected: Vec<(String, String)> =
            expected.iter().map(|(link, title)| ((*link).to_owned(), (*title).to_owned())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_title_stands_before_or_after() {
        check("https://example.org/a", &[("https://example.org/a", "")]);
        check("Why cells swell: https://example.org/a.", &[("https://example.org/a", "Why cells swell")]);
        check("https://example.org/a - Why cells swell", &[("https://example.org/a", "Why cells swell")]);
        check("- [Cells](https://example.org/a_(b))", &[("https://example.org/a_(b)", "Cells")]);
        check("2. <https://example.org/a>", &[("https://example.org/a", "")]);
        check("خلايا — HTTPS://example.org/a،", &[("https://example.org/a", "خلايا")]);
        check("(see www.example.org)", &[("https://www.example.org", "see")]);
        check("Ask mailto:baraka@example.org", &[("mailto:baraka@example.org", "Ask")]);
    }

    #[test]
    fn several_lines_and_several_on_one() {
        check(
            "One https://a.example/1 Two https://a.example/2\r\n\r\nhttps://a.example/1 again\nwords only.\n* b.example/x",
            &[("https://a.example/1", "One"), ("https://a.example/2", "Two"), ("https://b.example/x", "")],
        );
        check(
            "https://a.example/1 One https://a.example/2 Two",
            &[("https://a.example/1", "One"), ("https://a.example/2", "Two")],
        );
        let lines: Vec<u64> =
            links_in_text("\nhttp://a.example\nx\nhttp://b.example").found.iter().map(|found| found.line).collect();
        assert_eq!(lines, [2, 4]);
    }

    #[test]
    fn doubles_and_lines_without_a_link_are_counted() {
        let links = links_in_text("https://a.example\n\nbuy milk\nA https://a.example\njavascript:x\nb.example");
        let told: Vec<_> = links.found.iter().map(|found| (found.title.as_str(), found.again)).collect();
        assert_eq!((told, links.without), (vec![("A", 1), ("", 0)], vec![3, 5]));
    }

    #[test]
    fn what_does_not_open_is_no_link() {
        check("javascript:alert(1)\ndata:text/html,x\nfile:///etc/passwd\nhttps://\nend.Next one\n", &[]);
        check(&format!("https://a.example/{}", "x".repeat(10_000)), &[]);
        check(&"https://".repeat(100_000), &[]);
        check("\u{0}https://a.example/\u{0}", &[]);
    }
}
