//! Texts of any form: their words stay the same, and their gaps are found again.

use super::{gapped, md};
use crate::foreign::{Dropped, escaped, letters};
use cairn_domain::item::gaps;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser};

/// Pieces of which texts are made.
const PARTS: [&str; 60] = [
    "a",
    "b ",
    " ",
    "word",
    "*",
    "_",
    "`",
    "$",
    "~",
    "[",
    "]",
    "(",
    ")",
    "!",
    "#",
    "-",
    "+",
    "1.",
    ">",
    "|",
    "\\",
    "&amp;",
    "&lt;",
    "=",
    ".",
    "“",
    "é",
    "قلب",
    "中",
    "\u{a0}",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<s>",
    "</s>",
    "<br>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<ul>",
    "</ul>",
    "<ol>",
    "</ol>",
    "<li>",
    "</li>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "</td>",
    "<blockquote>",
    "</blockquote>",
    "<h2>",
    "</h2>",
    "<a href='https://x.y'>",
    "</a>",
    "{{",
    "}}",
];

fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

proptest! {
    #[test]
    fn words_stay_the_same(parts in proptest::collection::vec(0..PARTS.len(), 0..40)) {
        let html: String = parts.into_iter().map(|at| PARTS[at]).collect();
        let text = md(&html);
        let shown: String = {
            let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH;
            let letters = |event| match event {
                Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => Some(text.into_string()),
                Event::Code(code) => Some(format!("`{code}`")),
                Event::InlineMath(tex) => Some(format!("${tex}$")),
                Event::DisplayMath(tex) => Some(format!("$${tex}$$")),
                _ => None,
            };
            Parser::new_ext(&text, options).filter_map(letters).collect()
        };
        let expected = letters(&html, &mut Dropped::default());
        // Words between the cells of a table stand before it, as in a browser.
        let sorted = |text: &str| {
            let mut letters: Vec<char> = solid(text).chars().collect();
            letters.sort_unstable();
            letters
        };
        prop_assert_eq!(sorted(&shown), sorted(&expected), "{} -> {}", html, text);
    }

    #[test]
    fn any_letters_are_shown(text in "\\PC{0,60}") {
        let html = text.replace('&', "&amp;").replace('<', "&lt;");
        let shown: String = Parser::new_ext(&escaped(&text), Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH)
            .filter_map(|event| match event {
                Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => Some(text.into_string()),
                _ => None,
            })
            .collect();
        prop_assert_eq!(solid(&shown), solid(&text));
        let _ = md(&html);
    }

    #[test]
    fn gaps_are_found_again(parts in proptest::collection::vec(0..PARTS.len(), 0..20), at in 0_usize..20) {
        let mut parts: Vec<&str> = parts.into_iter().map(|at| PARTS[at]).filter(|part| !part.contains(['{', '}'])).collect();
        parts.insert(at.min(parts.len()), "{{c3::it}}");
        let html = parts.concat();
        let text = gapped(&html).text;
        let found = gaps::gaps(&text);
        prop_assert_eq!(found.len(), 1, "{} -> {}", html, text);
        prop_assert_eq!((found[0].number, found[0].content), (3, "it"));
    }

    #[test]
    fn any_text_is_read(html in "\\PC{0,200}", bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = (md(&html), gapped(&html), letters(&html, &mut Dropped::default()));
        let _ = gapped(&String::from_utf8_lossy(&bytes));
    }
}
