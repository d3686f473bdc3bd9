//! What a key that was pressed means. By the letter where the layout writes Latin letters, wherever they lie; by the place
//! of the key (`KeyboardEvent.code`) where it writes others, so that `g` is the same key under Arabic, Cyrillic and
//! Hangul. Pure.

use crate::browser::keyboard::Press;
use crate::route::Place;

/// What a shortcut does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// Goes to a search field.
    Search,
    /// Shows the list of keys.
    List,
    /// Makes something new of the place one is at.
    New,
    /// Goes to a place of the bar.
    Go(Place),
    /// Saves what is being written.
    Save,
}

/// What a press means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Nothing of ours.
    Nothing,
    /// The first of two keys.
    Begun,
    /// All of a shortcut.
    Whole(Shortcut),
}

/// The meaning of a press; `begun` says that `g` was pressed before it.
pub fn meaning(press: &Press, begun: bool) -> Meaning {
    if press.composing || press.repeat || press.other {
        return Meaning::Nothing;
    }
    if press.control {
        let save = press.key == "Enter" && !press.shift;
        return if save { Meaning::Whole(Shortcut::Save) } else { Meaning::Nothing };
    }
    if press.typing || press.modal {
        return Meaning::Nothing;
    }
    let shortcut = match (sign(press), begun) {
        (Some('t'), true) => Shortcut::Go(Place::Today),
        (Some('g'), true) => Shortcut::Go(Place::Goals),
        (Some('l'), true) => Shortcut::Go(Place::Library),
        (Some('s'), true) => Shortcut::Go(Place::Skills),
        (Some('g'), false) => return Meaning::Begun,
        (Some('/'), _) => Shortcut::Search,
        (Some('?'), _) => Shortcut::List,
        (Some('n'), _) => Shortcut::New,
        _ => return Meaning::Nothing,
    };
    Meaning::Whole(shortcut)
}

/// The sign that a press stands for: by the letter on Latin layouts, by place on others.
pub fn sign(press: &Press) -> Option<char> {
    let mut signs = press.key.chars();
    let (first, alone) = (signs.next()?, signs.next().is_none());
    if first.is_ascii() || is_latin(first) {
        return match first {
            // A sign is where the layout has it, with Shift or without.
            '/' | '?' => Some(first),
            // With Shift it would be another key; a capital without Shift is Caps Lock.
            letter if alone && !press.shift => Some(letter.to_ascii_lowercase()),
            // What an input method keeps to itself outside of any field.
            _ if press.key == "Process" => placed(press),
            _ => None,
        };
    }
    if first == '؟' && alone { Some('?') } else { placed(press) }
}

/// What an American keyboard has in this place.
fn placed(press: &Press) -> Option<char> {
    match (press.code.as_str(), press.shift) {
        ("Slash", false) => Some('/'),
        ("Slash", true) => Some('?'),
        (code, false) => code.strip_prefix("Key")?.chars().next().map(|letter| letter.to_ascii_lowercase()),
        _ => None,
    }
}

/// Letters that Latin layouts add to the alphabet, and their signs.
fn is_latin(sign: char) -> bool {
    matches!(sign, '\u{80}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | '\u{2000}'..='\u{20CF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn press(key: &str, code: &str) -> Press {
        let shift = code.starts_with('+');
        Press { key: key.to_owned(), code: code.trim_start_matches('+').to_owned(), shift, ..Press::default() }
    }

    #[test]
    fn a_key_means_the_same_on_every_layout() {
        use Shortcut::{List, New, Search};
        // Layout, key, code (+ with Shift), meaning.
        for (layout, key, code, expected) in [
            ("us", "n", "KeyN", Some(New)),
            ("us", "N", "KeyN", Some(New)),
            ("us", "N", "+KeyN", None),
            ("us", "/", "Slash", Some(Search)),
            ("us", "?", "+Slash", Some(List)),
            ("us numbers", "/", "NumpadDivide", Some(Search)),
            ("german", "/", "+Digit7", Some(Search)),
            ("german", "?", "+Minus", Some(List)),
            ("german", "-", "Slash", None),
            ("spanish", "/", "+Digit7", Some(Search)),
            ("spanish", "?", "+Minus", Some(List)),
            ("spanish", "ñ", "Semicolon", None),
            ("french", "/", "+Period", Some(Search)),
            ("french", "?", "+KeyM", Some(List)),
            ("french", "!", "Slash", None),
            ("french", "é", "Digit2", None),
            ("dvorak", "n", "KeyL", Some(New)),
            ("dvorak", "b", "KeyN", None),
            ("turkish", "ş", "KeyN", None),
            ("vietnamese", "đ", "KeyN", None),
            ("arabic", "ى", "KeyN", Some(New)),
            ("arabic", "ظ", "Slash", Some(Search)),
            ("arabic", "؟", "+Slash", Some(List)),
            ("arabic", "لا", "KeyB", None),
            ("persian", "د", "KeyN", Some(New)),
            ("persian", "؟", "+Slash", Some(List)),
            ("russian", "т", "KeyN", Some(New)),
            ("russian", "Т", "KeyN", Some(New)),
            ("russian", "Т", "+KeyN", None),
            ("russian", "/", "+Backslash", Some(Search)),
            ("russian", "?", "+Digit7", Some(List)),
            ("russian", ".", "Slash", None),
            ("greek", "ν", "KeyN", Some(New)),
            ("hebrew", "מ", "KeyN", Some(New)),
            ("hebrew", "/", "KeyQ", Some(Search)),
            ("hangul", "ㅜ", "KeyN", Some(New)),
            ("hangul", "/", "Slash", Some(Search)),
            ("hangul, kept by the input method", "Process", "KeyN", Some(New)),
            ("hindi", "ल", "KeyN", Some(New)),
            ("a dead key", "Dead", "KeyN", None),
            ("a phone", "Unidentified", "", None),
            ("no name", "", "", None),
            ("tab", "Tab", "Tab", None),
        ] {
            let expected = expected.map_or(Meaning::Nothing, Meaning::Whole);
            assert_eq!(meaning(&press(key, code), false), expected, "{layout}: {key} at {code}");
        }
    }

    #[test]
    fn two_keys_go_to_a_place() {
        for (layout, first, second, place) in [
            ("us", ("g", "KeyG"), ("t", "KeyT"), Place::Today),
            ("us", ("g", "KeyG"), ("g", "KeyG"), Place::Goals),
            ("arabic", ("ل", "KeyG"), ("م", "KeyL"), Place::Library),
            ("russian", ("п", "KeyG"), ("ы", "KeyS"), Place::Skills),
            ("hangul", ("ㅎ", "KeyG"), ("ㅅ", "KeyT"), Place::Today),
            ("dvorak", ("g", "KeyU"), ("s", "Semicolon"), Place::Skills),
        ] {
            assert_eq!(meaning(&press(first.0, first.1), false), Meaning::Begun, "{layout}");
            let whole = Meaning::Whole(Shortcut::Go(place));
            assert_eq!(meaning(&press(second.0, second.1), true), whole, "{layout}");
        }
        // What practice brings, and what no place begins with.
        for key in ["o", "x", "1", " "] {
            assert_eq!(meaning(&press(key, ""), true), Meaning::Nothing);
        }
        assert_eq!(meaning(&press("t", "KeyT"), false), Meaning::Nothing);
        assert_eq!(meaning(&press("/", "Slash"), true), Meaning::Whole(Shortcut::Search));
    }

    #[test]
    fn nothing_is_taken_from_a_field_a_dialog_or_the_browser() {
        let n = || press("n", "KeyN");
        for (why, press) in [
            ("typing", Press { typing: true, ..n() }),
            ("a dialog", Press { modal: true, ..n() }),
            ("control", Press { control: true, ..n() }),
            ("alt or meta", Press { other: true, ..n() }),
            ("held down", Press { repeat: true, ..n() }),
            ("composing", Press { composing: true, ..n() }),
            ("typing in Arabic", Press { typing: true, ..self::press("ى", "KeyN") }),
        ] {
            assert_eq!(meaning(&press, false), Meaning::Nothing, "{why}");
            assert_eq!(meaning(&press, true), Meaning::Nothing, "{why}");
        }
    }

    #[test]
    fn saving_works_while_typing_and_in_a_dialog() {
        let enter = || Press { control: true, typing: true, modal: true, ..press("Enter", "Enter") };
        assert_eq!(meaning(&enter(), false), Meaning::Whole(Shortcut::Save));
        for press in [
            Press { composing: true, ..enter() },
            Press { shift: true, ..enter() },
            Press { repeat: true, ..enter() },
            Press { control: false, ..enter() },
        ] {
            assert_eq!(meaning(&press, false), Meaning::Nothing);
        }
    }
}
