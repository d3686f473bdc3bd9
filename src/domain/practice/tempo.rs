//! How long an answer takes her: by her own last answers once there is a handful, else by a usual one. One rule for
//! whatever says how long practice takes. An expectation; nothing hangs on it.

use super::{columns, due, tail, weights::Weights};
use crate::{
    event::Event,
    kind::Kind,
    port::{Lookup, Snapshot},
    response::{Response, Source},
};
use std::collections::BTreeMap;

/// Seconds for an answer while her own pace is not known.
const USUAL_S: f64 = 20.0;

/// Answers from which on it goes by her own pace.
const LEAST: usize = 5;

/// Changes before the columns were folded among which her last answers are looked for, and the most that are read.
const CHANGES: u64 = 100;
const ANSWERS: u32 = 60;

/// Seconds for one answer.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Tempo(f64);

impl Default for Tempo {
    fn default() -> Self {
        Self(USUAL_S)
    }
}

impl Tempo {
    /// What [`Tempo::make`] reads, in rounds; with the [`Queue`](super::Queue) at most sixty rows more than that.
    pub fn needs(snapshot: &Snapshot) -> Vec<Lookup> {
        let mut lookups = vec![columns::lookup(), due::lookup(), Weights::lookup()];
        if lookups.iter().all(|lookup| snapshot.has(lookup)) {
            lookups.extend(answers(snapshot));
        }
        lookups
    }

    /// Her tempo, by a snapshot: the median of her last answers, as far as their time counts.
    pub fn make(snapshot: &Snapshot) -> Self {
        let events = answers(snapshot).into_iter().flat_map(|lookup| snapshot.hits(&lookup).to_vec());
        let by_id: BTreeMap<_, Event> =
            events.filter_map(|hit| hit.event().map(|event| (event.id, event.clone()))).collect();
        let seconds = by_id.values().filter_map(|event| {
            let response = Response::read(event).held(event.at);
            // Another program's clock may count something else.
            let own = !event.erased && response.source != Source::Import;
            response.duration_ms.filter(|ms| own && *ms > 0).map(|ms| f64::from(ms) / 1000.0)
        });
        let mut seconds: Vec<f64> = seconds.collect();
        if seconds.len() < LEAST {
            return Self::default();
        }
        seconds.sort_unstable_by(f64::total_cmp);
        let at = seconds.len() / 2;
        Self(if seconds.len() % 2 == 1 { seconds[at] } else { f64::midpoint(seconds[at - 1], seconds[at]) })
    }

    /// Minutes for so many answers.
    pub fn minutes(self, answers: f64) -> f64 {
        answers * self.0 / 60.0
    }
}

/// The answers before the columns were folded, and those since.
fn answers(snapshot: &Snapshot) -> [Lookup; 2] {
    let since = tail::since(snapshot);
    let written = |change: u64, limit: u32| Lookup::ChangedSince { kind: Kind::RESPONSE, change, after: None, limit };
    [written(since.saturating_sub(CHANGES), ANSWERS), written(since, u32::MAX)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        desk::Desk,
        id::{EventId, Id},
        time::Moment,
    };

    fn tempo(answers: &[(u32, Source)]) -> Tempo {
        let mut desk = Desk::default();
        for (number, (ms, source)) in (1_u128..).zip(answers) {
            let (id, at) = (EventId(Id::new(0, number)), Moment { ms: 1_700_000_000_000, tz_offset_min: 0 });
            let blank = Response::read(&Event::new(Kind::RESPONSE, id, at));
            let told = Response { duration_ms: Some(*ms), source: *source, rating: 3, ..blank };
            desk.events.insert((Kind::RESPONSE, id), told.to_event(id, at));
        }
        Tempo::make(&desk.gather(Tempo::needs))
    }

    #[test]
    fn it_goes_by_her_own_answers_once_there_is_a_handful() {
        let own = |ms: &[u32]| tempo(&ms.iter().map(|ms| (*ms, Source::Review)).collect::<Vec<_>>());
        assert!((own(&[1_000; 4]).minutes(3.0) - 1.0).abs() < 1e-12);
        assert_eq!(own(&[4_000, 60_000, 6_000, 8_000, 5_000]), Tempo(6.0));
        assert_eq!(own(&[4_000, 60_000, 6_000, 8_000, 5_000, 7_000]), Tempo(6.5));
        // What was not timed, and what another program timed, tells nothing.
        assert_eq!(own(&[0; 9]), Tempo::default());
        assert_eq!(tempo(&[(1_000, Source::Import); 9]), Tempo::default());
    }
}
