//! Making a gap out of what is marked in a text. Places are counted in UTF-16 units, as fields count them. Pure.

use cairn_domain::item::gaps;

/// A text with a new gap, and where the word in it begins and ends.
#[derive(Debug, PartialEq, Eq)]
pub struct Made {
    pub text: String,
    pub from: usize,
    pub to: usize,
}

/// Makes a gap of what lies between `from` and `to`; where that is nothing, or holds a gap, one is put at `to` that
/// holds `word`, to be written over.
pub fn make(text: &str, from: usize, to: usize, word: &str) -> Made {
    let (start, end) = (byte(text, from), byte(text, to));
    let marked = &text[start.min(end)..end];
    let kept = marked.trim();
    let usable = !kept.is_empty() && !kept.contains("{{") && !kept.contains("}}");
    // White space beside the word stays outside.
    let (before, content, after) = if usable {
        let begin = end - marked.len() + (marked.len() - marked.trim_start().len());
        (&text[..begin], kept, &text[begin + kept.len()..])
    } else {
        (&text[..end], word, &text[end..])
    };
    let number = gaps::gaps(text).iter().map(|gap| gap.number).max().unwrap_or(0).saturating_add(1);
    let head = format!("{before}{{{{c{number}::");
    let from = length(&head);
    Made { from, to: from + length(content), text: [&head, content, "}}", after].concat() }
}

/// The byte at which the unit number `place` begins.
fn byte(text: &str, place: usize) -> usize {
    let mut units = 0;
    for (at, letter) in text.char_indices() {
        if units >= place {
            return at;
        }
        units += letter.len_utf16();
    }
    text.len()
}

fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::make;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn what_is_marked_becomes_a_gap() {
        let check = |text: &str, from: usize, to: usize, expected: &str, word: &str| {
            let made = make(text, from, to, "word");
            assert_eq!(made.text, expected);
            let units: Vec<u16> = made.text.encode_utf16().collect();
            assert_eq!(String::from_utf16_lossy(&units[made.from..made.to]), word);
        };
        check("a cell lives", 2, 6, "a {{c1::cell}} lives", "cell");
        check("a cell lives", 1, 7, "a {{c1::cell}} lives", "cell");
        check("", 0, 0, "{{c1::word}}", "word");
        check("x", 1, 1, "x{{c1::word}}", "word");
        check("{{c4::a}} b", 10, 11, "{{c4::a}} {{c5::b}}", "b");
        check("{{c1::a}} b", 0, 11, "{{c1::a}} b{{c2::word}}", "word");
        check("🙂 نواة", 3, 7, "🙂 {{c1::نواة}}", "نواة");
        check("ab", 9, 9, "ab{{c1::word}}", "word");
    }
}
