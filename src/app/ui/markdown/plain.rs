//! A formula as plain letters in one line, for names in lists and for what is read aloud: what is drawn above one another
//! stands side by side, as one writes it by hand. Pure.

use super::mathml::Part;

/// The letters.
pub fn plain(parts: &[Part]) -> String {
    // A sign that begins what it belongs to is close to it: minus three.
    let begins = |at: usize, part: &Part| match part {
        Part::Element { tag: "mo", inside, .. } if at == 0 && parts.len() > 1 => plain(inside),
        part => one(part),
    };
    parts.iter().enumerate().map(|(at, part)| begins(at, part)).collect()
}

fn one(part: &Part) -> String {
    let (tag, inside) = match part {
        Part::Letters(letters) => return letters.chars().filter_map(seen).collect(),
        Part::Element { tag, inside, .. } => (*tag, inside),
    };
    match (tag, &inside[..]) {
        ("mfrac", [over, under]) => [grouped(over), grouped(under)].join("/"),
        ("msup", [base, up]) => raised(base, up),
        ("msub" | "munder", [base, down]) => [one(base), "_".to_owned(), grouped(down)].concat(),
        ("msubsup" | "munderover", [base, down, up]) => {
            // A sum or an integral is not one word with what follows.
            let after = if matches!(base, Part::Element { tag: "mo", .. }) { " " } else { "" };
            [&one(base), "_", &grouped(down), "^", &grouped(up), after].concat()
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

/// With the small letters that there are for a number.
fn raised(base: &Part, up: &Part) -> String {
    match one(up).as_str() {
        "2" => [&one(base), "²"].concat(),
        "3" => [&one(base), "³"].concat(),
        _ => [one(base), "^".to_owned(), grouped(up)].concat(),
    }
}

/// One thing, in brackets where it is more than one.
fn grouped(part: &Part) -> String {
    within(one(part).trim().to_owned())
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

/// What joins signs and is not drawn: a function stands apart from what it is applied to.
fn seen(letter: char) -> Option<char> {
    match letter {
        '\u{2061}' => Some(' '),
        '\u{2062}'..='\u{2064}' => None,
        letter => Some(letter),
    }
}
