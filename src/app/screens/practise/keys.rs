//! Anki's keys: Space or Enter shows the answer and then means Good, 1 to 4 rate, u takes back, e edits, r reads aloud.
//! What they do is listed in [`keys::of_practice`].
//! What a key that was pressed means here. Pure; they are off where single keys are.

use crate::browser::keyboard::Press;
use crate::keys;
use cairn_learning::schedule::Rating;

/// What a key does in practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The main thing: show, Good, Next.
    Main,
    /// One of the rating buttons.
    Rate(Rating),
    /// Takes the last answer back.
    Undo,
    /// Opens the item to be changed.
    Edit,
    /// Reads aloud, or again.
    Read,
}

/// The meaning of a press; `four` says that there are four buttons.
pub fn meaning(press: &Press, four: bool) -> Option<Key> {
    if press.composing || press.repeat || press.other || press.control || press.typing || press.modal {
        return None;
    }
    if matches!(press.key.as_str(), " " | "Enter") {
        // A button that has the focus is pressed by it, and by nothing else.
        return (!press.working && !press.shift).then_some(Key::Main);
    }
    if let Some(number) = number(press) {
        return rating(number, four).map(Key::Rate);
    }
    match keys::sign(press)? {
        'u' => Some(Key::Undo),
        'e' => Some(Key::Edit),
        'r' => Some(Key::Read),
        _ => None,
    }
}

/// Of two buttons 1 is the first; 2, and 3 and 4 for hands that know them from Anki, the second.
fn rating(number: u8, four: bool) -> Option<Rating> {
    match (number, four) {
        (1, _) => Some(Rating::Again),
        (2, true) => Some(Rating::Hard),
        (2 | 4, false) | (3, _) => Some(Rating::Good),
        (4, true) => Some(Rating::Easy),
        _ => None,
    }
}

/// The number of a key by its place, since some layouts have other signs there, and other numerals.
fn number(press: &Press) -> Option<u8> {
    if press.shift {
        return None;
    }
    let place = press.code.strip_prefix("Digit").or_else(|| press.code.strip_prefix("Numpad"));
    place.unwrap_or(&press.key).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn press(key: &str, code: &str) -> Press {
        Press { key: key.to_owned(), code: code.to_owned(), ..Press::default() }
    }

    #[test]
    fn keys_mean_what_they_mean_in_anki() {
        use Rating::{Again, Easy, Good, Hard};
        for (key, code, two, four) in [
            (" ", "Space", Some(Key::Main), Some(Key::Main)),
            ("Enter", "Enter", Some(Key::Main), Some(Key::Main)),
            ("1", "Digit1", Some(Key::Rate(Again)), Some(Key::Rate(Again))),
            ("2", "Digit2", Some(Key::Rate(Good)), Some(Key::Rate(Hard))),
            ("3", "Numpad3", Some(Key::Rate(Good)), Some(Key::Rate(Good))),
            ("4", "Digit4", Some(Key::Rate(Good)), Some(Key::Rate(Easy))),
            ("5", "Digit5", None, None),
            ("&", "Digit1", Some(Key::Rate(Again)), Some(Key::Rate(Again))),
            ("١", "Digit1", Some(Key::Rate(Again)), Some(Key::Rate(Again))),
            ("u", "KeyU", Some(Key::Undo), Some(Key::Undo)),
            ("ع", "KeyU", Some(Key::Undo), Some(Key::Undo)),
            ("e", "KeyE", Some(Key::Edit), Some(Key::Edit)),
            ("r", "KeyR", Some(Key::Read), Some(Key::Read)),
            ("x", "KeyX", None, None),
        ] {
            assert_eq!(meaning(&press(key, code), false), two, "{key}, two buttons");
            assert_eq!(meaning(&press(key, code), true), four, "{key}, four buttons");
        }
    }

    #[test]
    fn nothing_is_taken_from_a_field_a_sheet_or_a_button() {
        let one = || press("1", "Digit1");
        for press in [
            Press { typing: true, ..one() },
            Press { modal: true, ..one() },
            Press { control: true, ..one() },
            Press { shift: true, ..one() },
            Press { repeat: true, ..one() },
            Press { working: true, ..self::press(" ", "Space") },
            Press { working: true, ..self::press("Enter", "Enter") },
        ] {
            assert_eq!(meaning(&press, true), None, "{press:?}");
        }
        // On a button a number still rates.
        assert_eq!(meaning(&Press { working: true, ..one() }, true), Some(Key::Rate(Rating::Again)));
    }
}
