//! Index keys as rows carry them, and the bounds of a range over them. Shared by every store.
//!
//! A row's key is what [`cairn_domain::registry`] lists it under, a NUL and its id: so rows with equal
//! keys have an order, and a page can end between them. Keys hold no NUL of their own.

use cairn_domain::{
    event::Event,
    id::Id,
    port::{Range, Row},
    registry::{event_keys, record_keys},
    sorting,
};
use core::cmp::Ordering;

/// Sorts behind every character that a key holds.
const LAST: char = '\u{ffff}';

/// The id that a row is stored under.
pub(crate) fn id(row: &Row) -> Id {
    match row {
        Row::Record(record) => record.id,
        Row::Event(event) => event.id.0,
    }
}

/// The keys of a row, each once, in order.
pub(crate) fn index_keys(row: &Row) -> Vec<String> {
    match row {
        Row::Record(record) => whole(record_keys(record), record.id),
        Row::Event(event) => index_keys_of(event),
    }
}

/// The same of an event.
pub(crate) fn index_keys_of(event: &Event) -> Vec<String> {
    whole(event_keys(event), event.id.0)
}

fn whole(plain: Vec<String>, id: Id) -> Vec<String> {
    let id = id.to_text();
    let mut keys: Vec<String> = plain.into_iter().map(|key| format!("{key}\0{id}")).collect();
    sorting::sort_by(&mut keys, |a, b| order(a, b));
    keys.dedup();
    keys
}

/// The order of keys: UTF-16 units, as the browser's database compares. It differs from that of bytes for
/// characters beyond U+FFFF, which a file may bring.
pub(crate) fn order(a: &str, b: &str) -> Ordering {
    a.encode_utf16().cmp(b.encode_utf16())
}

/// A key as an ordered map holds it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Ordered(pub String);

impl Ord for Ordered {
    fn cmp(&self, other: &Self) -> Ordering {
        order(&self.0, &other.0)
    }
}

impl PartialOrd for Ordered {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Keys from `lower` to `upper`, without `upper`, and without `lower` if `lower_open`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Bounds {
    pub lower: String,
    pub lower_open: bool,
    pub upper: String,
}

impl Bounds {
    /// Every key that starts with `prefix`.
    pub fn prefix(prefix: &str) -> Self {
        Self { lower: prefix.to_owned(), lower_open: false, upper: format!("{prefix}{LAST}") }
    }

    /// The keys of a range; `None` if there can be none.
    pub fn of(range: &Range) -> Option<Self> {
        let mut bounds = Self::prefix(&range.prefix);
        match (&range.after, range.reverse) {
            (None, _) => {}
            // A whole row key, as a hit gave it.
            (Some(after), false) if after.contains('\0') => bounds.raise(after.clone(), true),
            (Some(after), true) if after.contains('\0') => bounds.cut(after.clone()),
            // A key without an id: beyond every row that has it.
            (Some(after), false) => bounds.raise(format!("{after}\u{1}"), false),
            (Some(after), true) => bounds.cut(format!("{after}\0")),
        }
        (order(&bounds.lower, &bounds.upper).is_lt() && range.limit > 0).then_some(bounds)
    }

    /// Whether a key lies within.
    #[cfg_attr(not(target_arch = "wasm32"), allow(dead_code, reason = "an index answers without keys only there"))]
    pub fn holds(&self, key: &str) -> bool {
        let lower = order(key, &self.lower);
        let behind = if self.lower_open { lower.is_gt() } else { lower.is_ge() };
        behind && order(key, &self.upper).is_lt()
    }

    fn raise(&mut self, lower: String, open: bool) {
        if order(&lower, &self.lower).is_ge() {
            (self.lower, self.lower_open) = (lower, open);
        }
    }

    fn cut(&mut self, upper: String) {
        if order(&upper, &self.upper).is_lt() {
            self.upper = upper;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_domain::kind::Kind;

    fn held(range: &Range) -> String {
        let keys = ["a", "a/1\0i", "a/1\0j", "a/1/x\0i", "a/2\0i", "b\0i"];
        let bounds = Bounds::of(range);
        keys.iter().map(|key| if bounds.as_ref().is_some_and(|bounds| bounds.holds(key)) { '1' } else { '0' }).collect()
    }

    #[test]
    fn a_prefix_holds_characters_of_every_plane() {
        let bounds = Bounds::of(&Range::all(Kind::GOAL, "a/")).unwrap();
        assert!(["a/🌱\0i", "a/\u{fffd}\0i", "a/1🌱\0i"].iter().all(|key| bounds.holds(key)));
        assert!(!bounds.holds("a🌱\0i") && !bounds.holds("b\0i"));
        let page = Range { after: Some("a/🌱\0i".to_owned()), reverse: true, ..Range::all(Kind::GOAL, "a/") };
        let before = Bounds::of(&page).unwrap();
        assert!(before.holds("a/1\0i") && !before.holds("a/🌱\0i") && !before.holds("a/\u{fffd}\0i"));
    }

    #[test]
    fn a_range_holds_its_prefix_and_what_lies_beyond_after() {
        let check = |prefix: &str, after: Option<&str>, reverse: bool, expected: &str| {
            let range = Range { after: after.map(str::to_owned), reverse, ..Range::all(Kind::GOAL, prefix) };
            assert_eq!(held(&range), expected, "{range:?}");
        };
        check("", None, false, "111111");
        check("a/", None, false, "011110");
        check("a/1", None, false, "011100");
        check("a/", Some("a/1\0i"), false, "001110");
        check("a/", Some("a/1"), false, "000110");
        check("a/", Some("a/2\0i"), true, "011100");
        check("a/", Some("a/1/x"), true, "011000");
        check("a/", Some("b"), false, "000000");
        check("a/", Some("A"), true, "000000");
    }
}
