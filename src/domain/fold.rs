//! Folding: what a search compares. Case, accents, vowel signs and the shapes of one letter are set
//! aside, so that "elan" finds "Élan" and "احمد" finds "أَحْمَد". Not a collation: nothing is sorted by it.
//!
//! The tables give each accented Latin letter its base letter; they come from the Unicode decompositions.

/// Base letters of U+00C0 to U+024F; a point keeps the letter as it is.
const LATIN: &[u8] = b"\
    aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.yaaaaaaccccccccddddeeeeeeeeeegggg\
    gggghhhhiiiiiiiiii..jjkkkllllllllllnnnnnnnnnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs\
    .b.......dd...ee.ff....ikk......oo.............uu..yy........................aaiioouuuuuuuuuueaa\
    aa....ggkkoooo..j...gg..nnaa..ooaaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............\
    ................";
/// Base letters of U+1E00 to U+1EFF.
const LATIN_ADDITIONAL: &[u8] = b"\
    aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrr\
    ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
    eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

/// A text as searches compare it: folded, with one space between words.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_whitespace() {
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        } else if letter.is_ascii() {
            folded.push(letter.to_ascii_lowercase());
        } else {
            fold_letter(letter, &mut folded);
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Several texts as searches compare them, each on a line of its own, so that no word runs across two.
pub fn lines<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    texts.into_iter().map(|text| fold(text.as_ref())).collect::<Vec<_>>().join("\n")
}

/// The folded words of a query.
pub fn words(query: &str) -> Vec<String> {
    fold(query).split_whitespace().map(str::to_owned).collect()
}

/// Whether a folded text holds every word of a query, each also inside a longer word.
pub fn matches(folded: &str, words: &[String]) -> bool {
    words.iter().all(|word| folded.contains(word.as_str()))
}

fn fold_letter(letter: char, folded: &mut String) {
    match letter {
        // Combining accents; Hebrew points; Arabic vowel signs, the small alef, Quranic marks and the
        // stretching line; joiners and direction marks.
        '\u{300}'..='\u{36f}'
        | '\u{591}'..='\u{5bd}'
        | '\u{5bf}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}'
        | '\u{640}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e8}'
        | '\u{6ea}'..='\u{6ed}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => {}
        'ß' | 'ẞ' => folded.push_str("ss"),
        'æ' | 'Æ' => folded.push_str("ae"),
        'œ' | 'Œ' => folded.push_str("oe"),
        'þ' | 'Þ' => folded.push_str("th"),
        // Alef with hamza, madda or wasla; alef maqsura and Persian yeh; hamza on its seats; teh marbuta;
        // Persian kaf.
        'آ' | 'أ' | 'إ' | 'ٱ' => folded.push('ا'),
        'ى' | 'ی' | 'ئ' => folded.push('ي'),
        'ؤ' => folded.push('و'),
        'ة' | 'ە' => folded.push('ه'),
        'ک' => folded.push('ك'),
        '٠'..='٩' => push_digit(letter, '٠', folded),
        '۰'..='۹' => push_digit(letter, '۰', folded),
        '\u{c0}'..='\u{24f}' => push_base(letter, LATIN, 0xc0, folded),
        '\u{1e00}'..='\u{1eff}' => push_base(letter, LATIN_ADDITIONAL, 0x1e00, folded),
        _ => letter.to_lowercase().for_each(|lower| folded.push(plain_greek_or_cyrillic(lower))),
    }
}

fn push_digit(digit: char, zero: char, folded: &mut String) {
    folded.extend(char::from_digit(u32::from(digit) - u32::from(zero), 10));
}

fn push_base(letter: char, table: &[u8], first: usize, folded: &mut String) {
    match table.get(letter as usize - first) {
        Some(b'.') | None => folded.extend(letter.to_lowercase()),
        Some(base) => folded.push(char::from(*base)),
    }
}

fn plain_greek_or_cyrillic(letter: char) -> char {
    match letter {
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        'ё' => 'е',
        letter => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(fold(text), expected, "{text}");
    }

    #[test]
    fn case_and_accents_are_set_aside() {
        check("  Élan VITAL\n— Ça ", "elan vital — ca");
        check("Straße Łódź Ærø Þór", "strasse lodz aero thor");
        check("Tiếng Việt Đà Nẵng", "tieng viet da nang");
        check("e\u{301}tude", "etude");
        check("Άλφας ОТЁЛ", "αλφασ отел");
        check("İstanbul", "istanbul");
        check("हिन्दी", "हिन्दी");
    }

    #[test]
    fn arabic_letters_meet_whatever_their_shape() {
        check("أَحْمَد", "احمد");
        check("إلى المدرسة", "الي المدرسه");
        check("مـــؤلّف ٱلكتاب", "مولف الكتاب");
        check("صفحة ١٤ ۱۴", "صفحه 14 14");
        check("کتاب فارسی", "كتاب فارسي");
    }

    #[test]
    fn every_word_must_be_there() {
        let text = fold("Électronique pour réparateurs");
        assert!(matches(&text, &words("repara ELECT")));
        assert!(!matches(&text, &words("repara chimie")));
        assert!(matches(&text, &words("  ")));
    }

    #[test]
    fn tables_cover_their_blocks() {
        assert_eq!((LATIN.len(), LATIN_ADDITIONAL.len()), (0x250 - 0xc0, 0x100));
    }
}
