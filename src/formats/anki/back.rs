//! The back of a card: what stands above the line for the answer, and the answer below it. The front is seen beside it here, so
//! what only repeats it is left out above.

use crate::foreign::Attributes;
use std::collections::BTreeSet;

/// What stands above the line for the answer, and what stands below it; without a line all is the answer.
pub(super) fn parted(html: &str) -> (&str, &str) {
    let mut from = 0;
    while let Some(at) = html[from..].find('<').map(|at| from + at) {
        from = at + 1;
        let rest = &html[from..];
        if !rest.get(..2).is_some_and(|name| name.eq_ignore_ascii_case("hr")) {
            continue;
        }
        let Some(end) = rest.find('>') else { break };
        let attributes = &rest[2..end];
        let is_hr = attributes.is_empty() || attributes.starts_with(|c: char| c.is_whitespace() || c == '/');
        let id = Attributes::of(attributes.trim_end_matches('/'), "id").unwrap_or_default();
        if is_hr && id.trim().eq_ignore_ascii_case("answer") {
            return (&html[..at], &rest[end + 1..]);
        }
        from += end;
    }
    ("", html)
}

/// What stands above the line, without the lines that the front has too; both are Markdown.
pub(super) fn without_repeats(above: &str, front: &str) -> String {
    let seen: BTreeSet<&str> = front.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let repeats = |line: &&str| seen.contains(line.trim());
    // Lines of code and of tables mean something only together.
    if above.contains("```") {
        return if front.contains(above) { String::new() } else { above.to_owned() };
    }
    let block = |block: &str| {
        let is_table = block.lines().any(|line| line.trim_start().starts_with('|'));
        if is_table && !block.lines().all(|line| repeats(&line)) {
            return block.to_owned();
        }
        block.lines().filter(|line| !repeats(line)).collect::<Vec<_>>().join("\n")
    };
    above.split("\n\n").map(block).filter(|block| !block.trim().is_empty()).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_parts_the_answer_from_what_stands_above() {
        for line in ["<hr id=answer>", "<HR class=\"x\" id = 'answer' />", "<hr id=\"answer\"/>", "<hr\nid=Answer>"] {
            assert_eq!(parted(&format!("a<hr>b{line}c<hr id=answer>d")), ("a<hr>b", "c<hr id=answer>d"), "{line}");
        }
        for none in ["", "a", "a<hr>b", "<hrid=answer>", "<hr id=question>", "< hr id=answer", "<hr id=answer"] {
            assert_eq!(parted(none), ("", none), "{none}");
        }
        let long = "<hr ".repeat(100_000);
        assert_eq!(parted(&long), ("", long.as_str()));
    }

    #[test]
    fn what_repeats_the_front_is_left_out_above() {
        for (above, front, expected) in [
            ("犬\nいぬ", "犬", "いぬ"),
            ("犬\n\nいぬ (n)", "What is\n\n犬", "いぬ (n)"),
            ("犬", " 犬 ", ""),
            ("| a |\n| --- |\n| b |", "| a |\n| --- |\n| c |", "| a |\n| --- |\n| b |"),
            ("| a |\n| --- |", "x\n\n| a |\n| --- |", ""),
            ("```\na\n\nb\n```", "a", "```\na\n\nb\n```"),
            ("", "a", ""),
        ] {
            assert_eq!(without_repeats(above, front), expected, "{above}");
        }
    }
}
