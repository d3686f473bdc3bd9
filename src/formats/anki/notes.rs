//! Which note an item becomes, and what stands in its fields. What Anki has no question for is a card: what is asked with all
//! that there is to choose from, and what is right.

use super::outline::Kind;
use cairn_domain::item::{Form, Item, gaps};
use std::collections::BTreeSet;

/// A note to be.
pub(super) struct Noted {
    pub kind: Kind,
    /// Texts in the order of the kind's fields.
    pub fields: Vec<String>,
    /// Of a text with gaps their numbers from 0, each of which is a card.
    pub gaps: Vec<i64>,
}

/// The note of an item; `both` says that its card is asked the other way round too.
pub(super) fn noted(item: &Item, both: bool) -> Noted {
    let why = item.explanation.clone();
    let card = |front: String, back: String| Noted {
        kind: Kind::Card,
        fields: vec![front, back, why.clone()],
        gaps: Vec::new(),
    };
    match item.form {
        Form::Cloze => {
            let numbers: BTreeSet<i64> =
                gaps::gaps(&item.prompt).iter().map(|gap| i64::from(gap.number.max(1)) - 1).collect();
            if numbers.is_empty() {
                return card(item.prompt.clone(), item.answer.clone());
            }
            Noted { kind: Kind::Cloze, fields: vec![numbered(&item.prompt), why], gaps: numbers.into_iter().collect() }
        }
        Form::Short => match item.accepted.first() {
            Some(answer) => Noted { kind: Kind::Typed, ..card(item.prompt.clone(), answer.clone()) },
            None => card(item.prompt.clone(), item.answer.clone()),
        },
        Form::Card if both => Noted { kind: Kind::Both, ..card(item.prompt.clone(), item.answer.clone()) },
        Form::Card | Form::Open => card(item.prompt.clone(), item.answer.clone()),
        Form::Numeric => card(item.prompt.clone(), number(item)),
        Form::TrueFalse => {
            let is_true = item.right.first() == Some(&0);
            card(item.prompt.clone(), if is_true { "✓" } else { "✗" }.to_owned())
        }
        Form::Single | Form::Multiple => {
            let right = item.right.iter().filter_map(|at| item.options.get(usize::try_from(*at).ok()?)).cloned();
            card(with_list(&item.prompt, &item.options, "- "), listed(&right.collect::<Vec<_>>(), "- "))
        }
        Form::Ordering => {
            let mut mixed = item.options.clone();
            mixed.sort();
            card(with_list(&item.prompt, &mixed, "- "), listed(&item.options, "1. "))
        }
        Form::Matching => {
            let pairs: Vec<String> =
                item.options.iter().zip(&item.matches).map(|(left, right)| format!("{left} → {right}")).collect();
            let mut offered = item.matches.clone();
            offered.sort();
            let front = with_list(&with_list(&item.prompt, &item.options, "- "), &offered, "* ");
            card(front, listed(&pairs, "- "))
        }
    }
}

/// Every gap with its number, as Anki wants it: `{{word}}` alone is a field there. Of several right answers the first.
fn numbered(text: &str) -> String {
    gaps::pieces(text)
        .into_iter()
        .map(|piece| match piece {
            gaps::Piece::Text(text) => text.to_owned(),
            gaps::Piece::Gap(gap) => {
                let hint = if gap.hint.is_empty() { String::new() } else { ["::", gap.hint].concat() };
                format!("{{{{c{}::{}{hint}}}}}", gap.number.max(1), gap.filled())
            }
        })
        .collect()
}

fn number(item: &Item) -> String {
    let number = item.number.map(|number| number.to_string()).unwrap_or_default();
    [number, item.unit.clone()].join(" ").trim().to_owned()
}

fn with_list(text: &str, list: &[String], sign: &str) -> String {
    if list.is_empty() { text.to_owned() } else { [text, &listed(list, sign)].join("\n\n") }
}

fn listed(list: &[String], sign: &str) -> String {
    let one_line = |text: &String| [sign, &text.split_whitespace().collect::<Vec<_>>().join(" ")].concat();
    list.iter().map(one_line).collect::<Vec<_>>().join("\n")
}
