//! Several texts in one cell: ` | ` between them; a backslash before a bar, a backslash, or white space at an end that
//! belongs to the text; `\e` for an empty one.

/// One cell of several texts; empty for none.
pub(super) fn joined<T: AsRef<str>>(texts: &[T]) -> String {
    texts.iter().map(|text| escaped(text.as_ref())).collect::<Vec<_>>().join(" | ")
}

/// The texts of a cell.
pub(super) fn parted(cell: &str) -> Vec<String> {
    if cell.trim().is_empty() {
        return Vec::new();
    }
    let (mut texts, mut start, mut after_mark) = (Vec::new(), 0, false);
    for (at, letter) in cell.char_indices() {
        if letter == '|' && !after_mark {
            texts.push(resolved(&cell[start..at]));
            start = at + 1;
        }
        after_mark = letter == '\\' && !after_mark;
    }
    texts.push(resolved(&cell[start..]));
    texts
}

/// A text without its marks, and without the white space around it that has none.
fn resolved(part: &str) -> String {
    let (mut text, mut kept) = (String::new(), 0);
    let mut letters = part.trim_start().chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            text.push(letter);
            continue;
        }
        match letters.next() {
            Some('e') => {}
            marked => text.push(marked.unwrap_or('\\')),
        }
        kept = text.len();
    }
    let end = kept + text[kept..].trim_end().len();
    text.truncate(end);
    text
}

fn escaped(text: &str) -> String {
    if text.is_empty() {
        return "\\e".to_owned();
    }
    let last = text.char_indices().next_back().map_or(0, |(at, _)| at);
    let mut out = String::with_capacity(text.len() + 2);
    for (at, letter) in text.char_indices() {
        let is_edge = (at == 0 || at == last) && letter.is_whitespace();
        if is_edge || matches!(letter, '|' | '\\') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_stand_readably_in_one_cell() {
        assert_eq!(joined(&["red", "a|b", ""]), "red | a\\|b | \\e");
        assert_eq!(parted("red|green |  blue"), ["red", "green", "blue"]);
        assert_eq!(parted(" "), Vec::<String>::new());
        assert_eq!(parted("a |"), ["a", ""]);
        assert_eq!(parted("\\"), ["\\"]);
    }

    proptest! {
        #[test]
        fn every_list_comes_back(texts in prop::collection::vec("[|\\\\ \n\ta-ce]{0,6}", 0..5)) {
            prop_assert_eq!(parted(&joined(&texts)), texts);
        }

        #[test]
        fn any_cell_is_read(cell in "[|\\\\ \na-ce]{0,20}") {
            parted(&cell);
        }
    }
}
