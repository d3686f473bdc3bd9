//! By which weights of FSRS-6 the schedule goes: the published ones, or a set that was fitted to her own answers. Sets
//! are kept in the [profile](crate::profile), so they merge and go with her; which of them is in use is a field beside
//! them. Everything that the schedule tells follows from the answers and the set in use, on every device alike.
//!
//! The fitting is a job of the worker; when and on what is [`cairn_learning::schedule::what_to_fit`]'s.

use crate::{
    cbor::{Reader, Shape, Value, Writer},
    kind::Kind,
    port::{Lookup, Snapshot},
    profile::{PROFILE_RECORD, Profile},
};
use cairn_learning::{
    random::fnv1a64,
    schedule::{Fsrs, Parameters, ScheduleConfig},
};

/// How many weights stand first in a set as it is written.
const COUNT: usize = 21;

/// Numbers of a set as it is written: weights, day, answers, those that judged it, losses, and what was fitted.
const NUMBERS: usize = COUNT + 6;

/// Weights that were fitted to her answers and predicted better than those in use then.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Fitted {
    /// The weights.
    pub weights: Parameters,
    /// The study day of the fit.
    pub day: i64,
    /// Answers on a later day than those before, in the whole log.
    pub reviews: u32,
    /// Those of them that the fit had not seen, on which it was judged.
    pub judged: u32,
    /// Mean log-loss on these of the weights that were in use.
    pub before: f64,
    /// The same of these weights.
    pub after: f64,
    /// Whether all weights were fitted, or the first four.
    pub all: bool,
}

impl Value for Fitted {
    /// `w0` to `w20`, study day, answers, judged, loss before, loss after, 1 where all weights were fitted.
    const SHAPE: Shape = Shape::List(&Shape::Float);

    fn write(&self, writer: &mut Writer) {
        writer.array(NUMBERS);
        self.weights.weights().iter().for_each(|weight| {
            writer.float(*weight);
        });
        // A study day is a whole number far below 2^53.
        #[allow(clippy::cast_precision_loss)]
        writer.float(self.day as f64);
        writer.float(f64::from(self.reviews)).float(f64::from(self.judged));
        writer.float(self.before).float(self.after).float(f64::from(u8::from(self.all)));
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        let numbers = Vec::<f64>::read(reader)?;
        let (weights, rest) = numbers.split_at_checked(COUNT)?;
        let [day, reviews, judged, before, after, all, ..] = *rest else { return None };
        let weights = Parameters::new(weights).ok()?;
        Some(Self {
            weights,
            day: whole(day)?,
            reviews: u32::try_from(whole(reviews)?).ok()?,
            judged: u32::try_from(whole(judged)?).ok()?,
            before: Some(before).filter(|loss| *loss >= 0.0)?,
            after: Some(after).filter(|loss| *loss >= 0.0)?,
            all: all > 0.0,
        })
    }
}

#[allow(clippy::cast_possible_truncation)] // as it was written
fn whole(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() < 4e9).then_some(number as i64)
}

impl Fitted {
    /// What answers call these weights: the same on every device.
    pub fn name(&self) -> String {
        name(&self.weights)
    }

    /// By which share the loss is less than it was, 0 to 1.
    pub fn gain(&self) -> f64 {
        if self.before > 0.0 { ((self.before - self.after) / self.before).max(0.0) } else { 0.0 }
    }
}

fn name(weights: &Parameters) -> String {
    let bytes: Vec<u8> = weights.weights().iter().flat_map(|weight| weight.to_bits().to_be_bytes()).collect();
    format!("{:016x}", fnv1a64(&bytes))
}

/// The weights by which the schedule goes.
#[derive(Clone, PartialEq, Debug)]
pub struct Weights {
    /// What answers call them; empty for the published ones.
    pub name: String,
    /// The algorithm with them.
    pub fsrs: Box<Fsrs>,
}

impl Default for Weights {
    /// The published ones.
    fn default() -> Self {
        Self { name: String::new(), fsrs: Box::default() }
    }
}

impl Weights {
    /// By which a derived row says that it was computed by them; `None` for the published ones.
    pub fn mark(&self) -> Option<i64> {
        u64::from_str_radix(&self.name, 16).ok().map(u64::cast_signed)
    }

    /// What [`Weights::in_use`] reads.
    pub fn lookup() -> Lookup {
        Lookup::Record(Kind::PROFILE, PROFILE_RECORD)
    }

    /// Those in use; the published ones if the set is not here, or not what its name says.
    pub fn in_use(snapshot: &Snapshot) -> Self {
        let profile = snapshot.record(Kind::PROFILE, PROFILE_RECORD).filter(|record| record.is_alive());
        let found = profile.and_then(|record| {
            let wanted = record.value(&Profile::WEIGHTS_IN_USE);
            let sets = record.elements(&Profile::WEIGHTS);
            sets.into_iter().find(|(name, set)| *name == wanted && set.name() == wanted)
        });
        found.map_or_else(Self::default, |(name, set)| Self { name, fsrs: set.fsrs() })
    }
}

impl Fitted {
    fn fsrs(&self) -> Box<Fsrs> {
        Box::new(Fsrs::new(&self.weights, &ScheduleConfig::default()))
    }
}

/// What the profile says of fitting.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Fits {
    /// Every set that was found, the latest first; those that are not what their name says are left out.
    pub sets: Vec<Fitted>,
    /// The name of the one in use; empty for the published weights.
    pub in_use: String,
    /// The study day of the last attempt.
    pub tried: Option<i64>,
    /// Whether it is tried once a month without being asked for, and taken if it is better.
    pub by_itself: bool,
}

impl Fits {
    /// As a snapshot of [`Weights::lookup`] has it.
    pub fn read(snapshot: &Snapshot) -> Self {
        let Some(record) = snapshot.record(Kind::PROFILE, PROFILE_RECORD) else { return Self::default() };
        let named = record.elements(&Profile::WEIGHTS).into_iter();
        let mut sets: Vec<Fitted> = named.filter(|(name, set)| set.name() == *name).map(|(_, set)| set).collect();
        sets.sort_by_key(|set| (std::cmp::Reverse(set.day), set.name()));
        Self {
            sets,
            in_use: Weights::in_use(snapshot).name,
            tried: record.value(&Profile::WEIGHTS_TRIED).map(|day| day.0),
            by_itself: record.value(&Profile::WEIGHTS_BY_ITSELF),
        }
    }

    /// The weights in use.
    pub fn weights(&self) -> Parameters {
        let set = self.sets.iter().find(|set| set.name() == self.in_use);
        set.map(|set| set.weights).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Fitted;
    use crate::cbor::Cbor;
    use cairn_learning::schedule::Parameters;

    pub(crate) fn fitted(day: i64) -> Fitted {
        let mut weights = *Parameters::default().weights();
        weights[2] = 1.25;
        let weights = Parameters::new(&weights).expect("within the bounds");
        Fitted { weights, day, reviews: 600, judged: 120, before: 0.35, after: 0.343, all: true }
    }

    #[test]
    fn a_set_comes_back_as_it_was_written() {
        let set = fitted(20_000);
        assert_eq!(Cbor::of(&set).get::<Fitted>(), Some(set));
        assert!((set.gain() - 0.02).abs() < 1e-9);
    }

    #[test]
    fn what_a_newer_version_adds_is_passed_over_and_what_is_no_set_is_none() {
        let numbers = Cbor::of(&fitted(20_000)).get::<Vec<f64>>().expect("numbers");
        let longer = [&numbers[..], &[7.0]].concat();
        assert_eq!(Cbor::of(&longer).get::<Fitted>(), Some(fitted(20_000)));
        let with = |at: usize, number: f64| {
            let mut list = numbers.clone();
            list[at] = number;
            Cbor::of(&list).get::<Fitted>()
        };
        let cases = [(0, -1.0), (20, 0.9), (21, 0.5), (22, -1.0), (23, 1e12), (24, -0.1)];
        for (at, number) in cases {
            assert_eq!(with(at, number), None, "{at}: {number}");
        }
        assert_eq!(Cbor::of(&numbers[..26].to_vec()).get::<Fitted>(), None);
        assert_eq!(Cbor::of(&"0.2".to_owned()).get::<Fitted>(), None);
    }

    #[test]
    fn a_name_is_that_of_its_weights_alone() {
        assert_eq!(fitted(1).name(), fitted(2).name());
        let usual = Fitted { weights: Parameters::default(), ..fitted(1) };
        assert_ne!(usual.name(), fitted(1).name());
        assert_eq!(usual.name().len(), 16);
    }
}
