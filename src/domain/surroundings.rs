//! Where a database lives, in the words of its store's browser: a note of the device, never synced. If it is another than the
//! note says, the database was copied there, and the copy goes on as another device.

use crate::{
    cbor::Cbor,
    change::{Op, Outcome, Write},
    error::Rejection,
    port::{Decision, Lookup, Snapshot},
    record::Context,
};

/// The surroundings. As a [`Decision`] it writes itself down.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Surroundings(pub String);

impl Surroundings {
    const KEY: &'static str = "surroundings";

    /// What to ask a store for.
    pub fn lookup() -> Lookup {
        Lookup::Device(Self::KEY.to_owned())
    }

    /// The note, if there is one.
    pub fn read(snapshot: &Snapshot) -> Option<Self> {
        snapshot.device(Self::KEY)?.get::<String>().map(Self)
    }
}

impl Decision for Surroundings {
    fn needs(&self, _snapshot: &Snapshot) -> Vec<Lookup> {
        vec![Self::lookup()]
    }

    /// Writes nothing if the note says so already.
    fn decide(&self, snapshot: &Snapshot, _context: &mut Context) -> Result<Outcome, Rejection> {
        let mut outcome = Outcome::new(Op::Other);
        if Self::read(snapshot).as_ref() != Some(self) {
            outcome.writes.push(Write::Device { key: Self::KEY.to_owned(), body: Some(Cbor::of(&self.0)) });
        }
        Ok(outcome)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{id::DeviceId, time::Moment};

    #[test]
    fn the_note_comes_back() {
        let note = Surroundings("a phone".into());
        let mut context = Context::new(Moment { ms: 0, tz_offset_min: 0 }, DeviceId(1), 1);
        let outcome = note.decide(&Snapshot::default(), &mut context).unwrap();
        let [Write::Device { key, body: Some(body) }] = &outcome.writes[..] else { panic!("{outcome:?}") };
        let mut snapshot = Snapshot::default();
        snapshot.put_derived(Surroundings::lookup(), vec![(key.clone(), body.clone())]);
        assert!(note.decide(&snapshot, &mut context).unwrap().writes.is_empty(), "it stands there already");
        assert_eq!(Surroundings::read(&snapshot), Some(note));
        assert_eq!(Surroundings::read(&Snapshot::default()), None);
    }
}
