//! What was told of the last files that came in: a note of the device, never synced, so that it can be read again later.
//!
//! A report is kept in the words in which it was told; it is a text and no record.

use crate::{
    cbor::Cbor,
    change::{Op, Outcome, Write},
    error::Rejection,
    port::{Decision, Lookup, Snapshot},
    record::Context,
};

/// So many reports are kept.
pub const KEPT: usize = 5;

/// Characters of one; who writes a longer one says what is cut, here it only ends.
pub const CHARS: usize = 30_000;

/// One report. As a [`Decision`] it puts itself before the others; the oldest goes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Brought {
    /// When the file came in, UTC ms.
    pub ms: i64,
    /// The number of the change by which it did, under which it can be taken back; 0 if there is none.
    pub change: u64,
    /// What the file is called.
    pub name: String,
    /// The report.
    pub text: String,
}

impl Brought {
    const KEY: &'static str = "import.reports";

    /// What to ask a store for.
    pub fn lookup() -> Lookup {
        Lookup::Device(Self::KEY.to_owned())
    }

    /// The reports that are kept, the latest first.
    pub fn read(snapshot: &Snapshot) -> Vec<Self> {
        let flat = snapshot.device(Self::KEY).and_then(Cbor::get::<Vec<String>>).unwrap_or_default();
        let one = |part: &[String]| match part {
            [ms, change, name, text] => Some(Self {
                ms: ms.parse().ok()?,
                change: change.parse().ok()?,
                name: name.clone(),
                text: text.clone(),
            }),
            _ => None,
        };
        flat.chunks(4).filter_map(one).collect()
    }
}

impl Decision for Brought {
    fn needs(&self, _snapshot: &Snapshot) -> Vec<Lookup> {
        vec![Self::lookup()]
    }

    fn decide(&self, snapshot: &Snapshot, _context: &mut Context) -> Result<Outcome, Rejection> {
        let short = Self { text: self.text.chars().take(CHARS).collect(), ..self.clone() };
        let all = [short].into_iter().chain(Self::read(snapshot)).take(KEPT);
        let flat: Vec<String> =
            all.flat_map(|one| [one.ms.to_string(), one.change.to_string(), one.name, one.text]).collect();
        let mut outcome = Outcome::new(Op::Other);
        outcome.writes.push(Write::Device { key: Self::KEY.to_owned(), body: Some(Cbor::of(&flat)) });
        Ok(outcome)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{id::DeviceId, time::Moment};

    #[test]
    fn the_latest_come_first_and_the_oldest_goes() {
        let mut snapshot = Snapshot::default();
        for ms in 0..7 {
            let text = if ms == 6 { "x".repeat(CHARS + 5) } else { format!("said {ms}") };
            let report = Brought { ms, change: 9, name: "deck.apkg".to_owned(), text };
            let mut context = Context::new(Moment { ms: 0, tz_offset_min: 0 }, DeviceId(1), 1);
            let outcome = report.decide(&snapshot, &mut context).unwrap();
            let [Write::Device { key, body: Some(body) }] = &outcome.writes[..] else { panic!("{outcome:?}") };
            snapshot = Snapshot::default();
            snapshot.put_derived(Brought::lookup(), vec![(key.clone(), body.clone())]);
        }
        let kept = Brought::read(&snapshot);
        assert_eq!(kept.iter().map(|one| one.ms).collect::<Vec<_>>(), [6, 5, 4, 3, 2]);
        assert_eq!((kept[0].text.len(), kept[1].text.as_str()), (CHARS, "said 5"));
        assert_eq!(Brought::read(&Snapshot::default()), []);
    }
}
