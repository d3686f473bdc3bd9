//! A formula as plain letters in one line, for names in lists and for what is read aloud: what is drawn above one another
//! stands side by side, as one writes it by hand. Pure.

use super::mathml::Part;

/// The letters.
pub fn plain(parts: &[Part]) -> String {
    parts.iter().map(one).collect()
}

fn one(part: &Part) -> String {
    let (tag, inside) = match part {
        Part::Letters(letters) => return letters.chars().filter(|letter| !is_unseen(*letter)).collect(),
        Part::Element { tag, inside, .. } => (*tag, inside),
    };
    match (tag, &inside[..]) {
        ("mfrac", [over, under]) => [grouped(over), grouped(under)].join("/"),
        ("msup" | "mover", [base, up]) => raised(base, up),
        ("msub" | "munder", [base, down]) => [one(base), "_".to_owned(), grouped(down)].concat(),
        ("msubsup" | "munderover", [base, down, up]) => {
            [one(base), "_".to_owned(), grouped(down), "^".to_owned(), grouped(up)].concat()
        }
        ("msqrt", _) => ["√", &within(plain(inside))].concat(),
        ("mroot", [of, root]) => [one(root), "√".to_owned(), grouped(of)].concat(),
        ("mtr", cells) => cells.iter().map(one).collect::<Vec<_>>().join(" "),
        ("mtable", rows) => rows.iter().map(one).collect::<Vec<_>>().join("; "),
        ("mspace", _) => " ".to_owned(),
        // A sign between two things has room around it, as it is drawn.
        ("mo", _) => spaced(plain(inside)),
        _ => plain(inside),
    }
}

/// With the small letters that there are for a number; a mark above a letter stands after it.
fn raised(base: &Part, up: &Part) -> String {
    match one(up).as_str() {
        "2" => [&one(base), "²"].concat(),
        "3" => [&one(base), "³"].concat(),
        _ => [one(base), "^".to_owned(), grouped(up)].concat(),
    }
}

/// One thing, in brackets where it is more than one.
fn grouped(part: &Part) -> String {
    within(one(part))
}

fn within(letters: String) -> String {
    if letters.chars().all(char::is_alphanumeric) { letters } else { ["(", &letters, ")"].concat() }
}

fn spaced(sign: String) -> String {
    if matches!(sign.as_str(), "=" | "+" | "−" | "<" | ">" | "≤" | "≥" | "≠" | "≈" | "→" | "⇒" | "⋅" | "·" | "×")
    {
        [" ", &sign, " "].concat()
    } else {
        sign
    }
}

/// What joins signs and is not drawn: applied to, times, and the like.
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{2061}'..='\u{2064}')
}
