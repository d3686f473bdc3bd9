//! Raised and lowered figures as letters: `x²`, `H₂O`; what has no such letters stands behind `^` or `_`.

const UP: [(char, char); 18] = [
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('+', '⁺'),
    ('-', '⁻'),
    ('−', '⁻'),
    ('–', '⁻'),
    ('(', '⁽'),
    (')', '⁾'),
    ('n', 'ⁿ'),
    ('i', 'ⁱ'),
];

const DOWN: [(char, char); 18] = [
    ('0', '₀'),
    ('1', '₁'),
    ('2', '₂'),
    ('3', '₃'),
    ('4', '₄'),
    ('5', '₅'),
    ('6', '₆'),
    ('7', '₇'),
    ('8', '₈'),
    ('9', '₉'),
    ('+', '₊'),
    ('-', '₋'),
    ('−', '₋'),
    ('–', '₋'),
    ('(', '₍'),
    (')', '₎'),
    ('n', 'ₙ'),
    ('i', 'ᵢ'),
];

/// Endings that are raised by custom alone: 1st, 2e, 3º.
const ENDINGS: [&str; 13] = ["st", "nd", "rd", "th", "er", "re", "ère", "e", "ème", "o", "a", "os", "as"];

/// Letters of a figure; what is longer is a text that someone raised.
const LONGEST: usize = 40;

/// The figure behind what stands `before` it.
pub(super) fn figure(letters: &str, up: bool, before: Option<char>) -> String {
    let table = if up { &UP } else { &DOWN };
    let small = |letter: char| table.iter().find(|(from, _)| *from == letter).map(|(_, to)| *to);
    if letters.is_empty() || letters.chars().count() > LONGEST {
        return letters.to_owned();
    }
    if let Some(figure) = letters.chars().map(small).collect::<Option<String>>() {
        return figure;
    }
    let lower = letters.to_lowercase();
    let is_ending = ENDINGS.contains(&lower.as_str()) && before.is_some_and(|before| before.is_ascii_digit());
    let is_sign = ["tm", "*", "°", "º", "ª", "†", "‡", "′", "″", "™", "®"].contains(&lower.as_str());
    if up && (is_ending || is_sign) {
        return letters.to_owned();
    }
    let sign = if up { '^' } else { '_' };
    if letters.chars().all(char::is_alphanumeric) { format!("{sign}{letters}") } else { format!("{sign}({letters})") }
}
