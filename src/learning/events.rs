//! The one order of what happened: each id once, sorted by moment and id. Every estimate goes through its
//! events in this order, so that it does not matter which device saw what first. Knows no kind of event.

/// What places an event in the order.
pub trait Dated {
    /// Its id; compared by its bytes.
    fn id(&self) -> &[u8];
    /// Its canonical bytes; between two with one id the greater stays.
    fn canonical(&self) -> &[u8];
    /// When, UTC milliseconds since the epoch.
    fn t_ms(&self) -> i64;
}

/// `events` sorted by `(t_ms, id)` after keeping, of each id, the one with the greatest canonical bytes.
pub fn in_order<T: Dated + Clone>(events: &[T]) -> Vec<T> {
    let mut kept = events.to_vec();
    kept.sort_by(|x, y| (x.id(), y.canonical()).cmp(&(y.id(), x.canonical())));
    kept.dedup_by(|later, first| later.id() == first.id());
    kept.sort_by(|x, y| (x.t_ms(), x.id()).cmp(&(y.t_ms(), y.id())));
    kept
}
