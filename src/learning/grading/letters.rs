//! What Unicode says of a character, as far as grading asks. The tables are newer than Unicode 14, in which the vectors
//! are written; they agree on every character of them (LEARNING.md 0.1).

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};
use unicode_script::{Script, UnicodeScript};

/// Punctuation and the like that a strict form keeps: they tell `C#` from `C` and `-5` from `5`.
const KEPT: [char; 6] = ['#', '&', '@', '+', '-', '%'];

/// Becomes a space in the strict form: separators, controls, punctuation, modifier symbols, other symbols.
pub(super) fn is_spacing(letter: char) -> bool {
    !KEPT.contains(&letter)
        && (matches!(
            letter.general_category_group(),
            GeneralCategoryGroup::Separator | GeneralCategoryGroup::Punctuation
        ) || matches!(
            letter.general_category(),
            GeneralCategory::Control | GeneralCategory::ModifierSymbol | GeneralCategory::OtherSymbol
        ))
}

/// Trimmed from a text of which nothing else is left: separators and controls.
pub(super) fn is_blank(letter: char) -> bool {
    letter.general_category_group() == GeneralCategoryGroup::Separator
        || letter.general_category() == GeneralCategory::Control
}

/// A mathematical or currency sign: another one is another answer.
pub(super) fn is_sign(letter: char) -> bool {
    matches!(letter.general_category(), GeneralCategory::MathSymbol | GeneralCategory::CurrencySymbol)
}

/// A mark that is not a letter of its own and takes no room.
pub(super) fn is_mark(letter: char) -> bool {
    letter.general_category() == GeneralCategory::NonspacingMark
}

/// The line that stretches Arabic words; Unicode counts it to no script, but it carries Arabic vowel signs.
const TATWEEL: char = '\u{640}';

/// A letter whose marks are set aside by the lenient form.
pub(super) fn drops_marks(letter: char) -> bool {
    letter == TATWEEL
        || is_letter(letter)
            && matches!(letter.script(), Script::Latin | Script::Greek | Script::Arabic | Script::Hebrew)
}

/// A letter of any script.
pub(super) fn is_letter(letter: char) -> bool {
    letter.general_category_group() == GeneralCategoryGroup::Letter
}

/// A decimal digit of any script.
pub(super) fn is_digit(letter: char) -> bool {
    letter.general_category() == GeneralCategory::DecimalNumber
}

/// The value of a decimal digit of any script: their runs have ten each, in order (a promise of Unicode), and begin
/// where no digit stands before.
pub(super) fn digit(letter: char) -> Option<u32> {
    is_digit(letter).then(|| {
        let code = u32::from(letter);
        let before = (1..=code).take_while(|back| char::from_u32(code - back).is_some_and(is_digit)).count();
        u32::try_from(before % 10).unwrap_or(0)
    })
}
