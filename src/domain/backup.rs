//! When everything was last taken out of this device: a note of the device, never synced.
//!
//! The note says up to which change number a copy outside reaches, so Today can tell that one is due.

use crate::{
    cbor::Cbor,
    change::{Op, Outcome, Write},
    error::Rejection,
    port::{Decision, Lookup, Snapshot},
    record::Context,
    time::DAY_MS,
};

/// The last copy that left this device. As a [`Decision`] it writes itself down.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LastBackup {
    /// When, UTC ms.
    pub ms: i64,
    /// Every row up to this change number is in it.
    pub change: u64,
}

impl LastBackup {
    const KEY: &'static str = "backup.last";

    /// What to ask a store for.
    pub fn lookup() -> Lookup {
        Lookup::Device(Self::KEY.to_owned())
    }

    /// The note, if a copy was ever made.
    pub fn read(snapshot: &Snapshot) -> Option<Self> {
        match snapshot.device(Self::KEY)?.get::<Vec<i64>>()?[..] {
            [ms, change] => Some(Self { ms, change: u64::try_from(change).ok()? }),
            _ => None,
        }
    }
}

/// Why a backup is due.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Due {
    /// There is none, and there is something to lose.
    Never,
    /// Something changed since the last one, which is old: when it was made, UTC ms.
    Since(i64),
}

/// Changes without any backup after which one is due.
const FIRST: u64 = 20;
/// How old a backup may grow once something has changed, in ms.
const OLD_MS: i64 = 7 * DAY_MS;

/// Whether a backup is due. `change` is the number of the last write of this device, `now_ms` UTC ms.
pub fn due(last: Option<LastBackup>, change: u64, now_ms: i64) -> Option<Due> {
    match last {
        None => (change >= FIRST).then_some(Due::Never),
        Some(last) => (change > last.change && now_ms - last.ms > OLD_MS).then_some(Due::Since(last.ms)),
    }
}

/// Whether a state of `now` rows is so much smaller than one of `before` rows that it must not take its
/// place without a question: less than half.
pub fn much_smaller(before: u64, now: u64) -> bool {
    now.saturating_mul(2) < before
}

impl Decision for LastBackup {
    fn needs(&self, _snapshot: &Snapshot) -> Vec<Lookup> {
        Vec::new()
    }

    fn decide(&self, _snapshot: &Snapshot, _context: &mut Context) -> Result<Outcome, Rejection> {
        let mut outcome = Outcome::new(Op::Other);
        let change = i64::try_from(self.change).unwrap_or(i64::MAX);
        outcome.writes.push(Write::Device { key: Self::KEY.to_owned(), body: Some(Cbor::of(&vec![self.ms, change])) });
        Ok(outcome)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{id::DeviceId, time::Moment};

    #[test]
    fn the_note_comes_back() {
        let note = LastBackup { ms: 1_763_000_000_000, change: 214 };
        let mut context = Context::new(Moment { ms: 0, tz_offset_min: 0 }, DeviceId(1), 1);
        let outcome = note.decide(&Snapshot::default(), &mut context).unwrap();
        let [Write::Device { key, body: Some(body) }] = &outcome.writes[..] else { panic!("{outcome:?}") };
        let mut snapshot = Snapshot::default();
        snapshot.put_derived(LastBackup::lookup(), vec![(key.clone(), body.clone())]);
        assert_eq!(LastBackup::read(&snapshot), Some(note));
        assert_eq!(LastBackup::read(&Snapshot::default()), None);
    }

    #[test]
    fn a_backup_is_due_when_there_is_something_to_lose() {
        const NOW: i64 = 1_800_000_000_000;
        let made = |days: i64, change| Some(LastBackup { ms: NOW - days * DAY_MS - 1, change });
        for (last, change, expected) in [
            (None, 19, None),
            (None, 20, Some(Due::Never)),
            (made(6, 10), 500, None),
            (made(7, 10), 10, None),
            (made(7, 10), 11, Some(Due::Since(NOW - 7 * DAY_MS - 1))),
        ] {
            assert_eq!(due(last, change, NOW), expected, "{last:?} {change}");
        }
    }
}
