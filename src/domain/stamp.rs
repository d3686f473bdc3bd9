//! Stamps order writes to one register across devices (DATA.md, merge rules).
//!
//! A stamp is the writer's wall clock, a counter and the device. A new stamp always exceeds the one
//! it replaces; receiving never moves a clock, so a phone with a wrong clock spoils only the
//! registers that it wrote.

use crate::id::DeviceId;

/// The largest physical part: 48 bits.
pub const MAX_MS: u64 = (1 << 48) - 1;

/// Below this is every stamp that a stranger's file may bring: far enough below [`MAX_MS`] that edits above
/// such a stamp have room.
pub const BROUGHT_MS: u64 = 1 << 47;

/// When and where a register was written, compared field by field in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Stamp {
    /// UTC milliseconds since 1970, below [`MAX_MS`].
    pub ms: u64,
    /// Counts writes that the clock could not tell apart.
    pub counter: u32,
    /// The database that wrote.
    pub device: DeviceId,
}

impl Stamp {
    /// The stamp for writing at `now_ms` over a register that carries `current`:
    /// `max(now, successor(current))`.
    pub fn next(current: Option<Stamp>, now_ms: i64, device: DeviceId) -> Stamp {
        let ms = u64::try_from(now_ms).unwrap_or(0).min(MAX_MS - 1);
        let now = Stamp { ms, counter: 0, device };
        match current {
            Some(current) if (now.ms, now.counter) <= (current.ms, current.counter) => current.successor(device),
            _ => now,
        }
    }

    /// The smallest stamp of `device` with a greater (ms, counter); at the very end, the last one again.
    fn successor(self, device: DeviceId) -> Stamp {
        match self.counter.checked_add(1) {
            Some(counter) => Stamp { ms: self.ms, counter, device },
            None if self.ms < MAX_MS - 1 => Stamp { ms: self.ms + 1, counter: 0, device },
            // Readers refuse stamps at MAX_MS: a row that cannot be read is worse than one that ties.
            None => Stamp { ms: MAX_MS - 1, counter: u32::MAX, device },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: DeviceId = DeviceId(1);
    const B: DeviceId = DeviceId(2);

    fn check(current: Option<(u64, u32, DeviceId)>, now: i64, expected: (u64, u32)) {
        let current = current.map(|(ms, counter, device)| Stamp { ms, counter, device });
        let next = Stamp::next(current, now, A);
        assert_eq!((next.ms, next.counter, next.device), (expected.0, expected.1, A));
        assert!(current.is_none_or(|current| next > current));
    }

    #[test]
    fn a_new_stamp_exceeds_the_one_it_replaces() {
        check(None, 50, (50, 0));
        check(Some((40, 9, B)), 50, (50, 0));
        check(Some((50, 0, B)), 50, (50, 1));
        check(Some((90, 3, B)), 50, (90, 4));
        check(Some((90, u32::MAX, B)), 50, (91, 0));
        check(Some((0, 0, B)), -5, (0, 1));
    }

    #[test]
    fn no_stamp_reaches_what_readers_refuse() {
        let last = Stamp { ms: MAX_MS - 1, counter: u32::MAX, device: B };
        assert_eq!(Stamp::next(Some(last), 0, A), Stamp { device: A, ..last });
        assert_eq!(Stamp::next(None, i64::MAX, A).ms, MAX_MS - 1);
    }
}
