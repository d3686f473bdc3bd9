//! Banks that are damaged or meant to do harm: nothing panics, nothing takes long, and what is sound among it is read.

use super::{ALL, place};
use crate::{
    gift::{looks_like, read},
    problem::Refusal,
    sheet::Decks,
    source::Source,
};
use proptest::prelude::*;

fn looked_at(bytes: &[u8]) -> Result<Source, Refusal> {
    looks_like(bytes);
    read(bytes, &place(), Decks::default())
}

/// Texts with a measure that grows, each with how many items it makes.
fn cases() -> Vec<(&'static str, String, usize)> {
    let many = |text: &str, times: usize| text.repeat(times);
    vec![
        ("braces that open", format!("Q{}", many("{", 500_000)), 0),
        ("braces that close", many("}", 500_000), 0),
        ("backslashes", format!("Q{}{{T}}", many("\\", 500_001)), 0),
        ("a title without end", format!("::{}", many(": ", 300_000)), 0),
        ("colons", many(":", 500_000), 0),
        ("signs of feedback", format!("Q{{=a{}}}", many("#", 500_000)), 0),
        ("general feedback in general feedback", format!("Q{{=a{}}}", many("####b", 100_000)), 0),
        ("options without measure", format!("Q{{{}}}", many("~a", 300_000)), 0),
        ("options of nothing", format!("Q{{{}=a ~b}}", many("~", 500_000)), 1),
        ("answers without measure", format!("Q{{{}}}", many("=a ", 300_000)), 0),
        ("pairs without measure", format!("Q{{{}}}", many("=a->b ", 200_000)), 0),
        ("arrows", format!("Q{{={}}}", many("->", 300_000)), 0),
        ("per cent", format!("Q{{~{}a =b}}", many("%", 50_000)), 1),
        ("a number without end", format!("Q{{#{}}}", many("9", 500_000)), 0),
        ("ranges of ranges", format!("Q{{#{}}}", many("1..", 200_000)), 0),
        ("a number of nothing", "Q{#NaN}\n\nQ{#-inf}\n\nQ{#1e400}\n\nQ{#1:inf}".to_owned(), 0),
        ("the greatest range", "Q{#-1.7e308..1.7e308}".to_owned(), 1),
        ("comments", many("// [tag:", 100_000), 0),
        ("tags without end", format!("//{}\nQ{{T}}", many(" [tag:", 100_000)), 1),
        ("tags without measure", format!("//{}\nQ{{T}}", many(" [tag:a]", 100_000)), 1),
        ("brackets in an id", format!("// [id:{}\nQ{{T}}", many("\\]", 300_000)), 1),
        ("comments within", format!("Q\n{}{{T}}", many("// x\n", 100_000)), 1),
        ("comments behind the title", format!("::t:://{}\nQ{{T}}", many("x", 500_000)), 1),
        ("categories", many("$CATEGORY: a/b\n\n", 30_000), 0),
        ("categories in each other", format!("$CATEGORY: {}\n\nQ{{T}}", many("a/", 200_000)), 17),
        ("a category below a category", format!("{}Q{{T}}", many("$CATEGORY: a\n", 50_000)), 2),
        ("formats of formats", format!("{}Q{{T}}", many("[html]", 10_000)), 1),
        ("markup without end", format!("[html]Q{}{{T}}", many("<b>", 20_000)), 1),
        ("stars", format!("Q{{={}}}", many("*", 500_000)), 0),
        ("a text of a megabyte", format!("{}{{T}}", many("word ", 200_000)), 0),
        ("lines without measure", format!("Q{}{{T}}", many("\na", 150_000)), 0),
        ("white space", format!("Q{}{{T}}", many(" \t", 300_000)), 1),
        ("blank lines", format!("{}Q{{T}}{}", many("\n", 500_000), many("\r\n", 500_000)), 1),
        ("letters that are none", "Q\u{0}\u{7}{=a\u{1b} ~b\u{0}}".to_owned(), 1),
        ("a script", "[html]<script>alert(1)</script>Q<img src=x onerror\\=alert(2)>{T}".to_owned(), 1),
        ("marks of other ways of writing", "\u{202e}Q{T}\n\n\u{feff}{T}".to_owned(), 2),
        ("a formula", "=cmd|'/C calc'!A0{=1+1}".to_owned(), 1),
    ]
}

#[test]
fn no_text_without_measure_takes_long_or_panics() {
    for (name, text, made) in cases() {
        let found = looked_at(text.as_bytes()).map_or(0, |source| source.records.len());
        assert_eq!(found, made, "{name}");
    }
}

#[test]
fn problems_beyond_measure_are_counted() {
    let source = looked_at("Q{\n\n".repeat(50_000).as_bytes()).unwrap();
    assert_eq!((source.problems.len(), source.more_problems), (1_000, 49_000));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        looks_like(&bytes);
        let _ = read(&bytes, &place(), Decks::default());
    }

    #[test]
    fn any_signs_are_read(text in "[\\\\:#={}~n%.>\\-/\\[\\]$a0 \n\rق]{0,200}") {
        looks_like(text.as_bytes());
        let _ = read(text.as_bytes(), &place(), Decks::default());
    }

    #[test]
    fn a_damaged_bank_is_read_as_far_as_it_goes(
        at in any::<prop::sample::Index>(),
        end in any::<prop::sample::Index>(),
        put in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b"\\:#={}~%\n".to_vec())], 0..6),
    ) {
        let mut bytes = ALL.as_bytes().to_vec();
        let at = at.index(bytes.len());
        let end = at + end.index(40).min(bytes.len() - at);
        bytes.splice(at..end, put);
        looks_like(&bytes);
        let _ = read(&bytes, &place(), Decks::default());
    }
}
