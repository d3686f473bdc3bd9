//! How long an answer takes her: by her own last answers once there is a handful, else by a usual one. One rule for
//! whatever says how long practice takes. An expectation; nothing hangs on it.

use super::{
    columns::{self, Timed},
    tail,
};
use crate::{
    event::Event,
    kind::Kind,
    port::{Lookup, Snapshot},
    response::{Response, Source},
};

/// Seconds for an answer while her own pace is not known.
const USUAL_S: f64 = 20.0;

/// Answers from which on it goes by her own pace.
const LEAST: usize = 5;

/// So many of her last answers are her pace.
const LAST: usize = 60;

/// Seconds for one answer.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Tempo(f64);

impl Default for Tempo {
    fn default() -> Self {
        Self(USUAL_S)
    }
}

impl Tempo {
    /// What [`Tempo::make`] reads, in rounds: nothing that the [`Queue`](super::Queue) does not read too, since her last
    /// answers are noted with the columns.
    pub fn needs(snapshot: &Snapshot) -> Vec<Lookup> {
        let mut lookups = tail::settled_lookups().to_vec();
        if lookups.iter().all(|lookup| snapshot.has(lookup)) {
            lookups.push(new(snapshot));
        }
        lookups
    }

    /// Her tempo, by a snapshot: the median of her last answers, as far as their time counts.
    pub fn make(snapshot: &Snapshot) -> Self {
        let last = last(snapshot);
        if last.len() < LEAST {
            return Self::default();
        }
        let mut seconds: Vec<f64> = last.into_iter().map(|(_, ms)| f64::from(ms) / 1000.0).collect();
        seconds.sort_unstable_by(f64::total_cmp);
        let at = seconds.len() / 2;
        Self(if seconds.len() % 2 == 1 { seconds[at] } else { f64::midpoint(seconds[at - 1], seconds[at]) })
    }

    /// Minutes for so many answers.
    pub fn minutes(self, answers: f64) -> f64 {
        answers * self.0 / 60.0
    }
}

/// The answers since the columns were folded.
fn new(snapshot: &Snapshot) -> Lookup {
    tail::written(Kind::RESPONSE, tail::since(snapshot))
}

/// Her last answers that tell of it, by their moments: those that were noted when the columns were folded, and those since.
pub(super) fn last(snapshot: &Snapshot) -> Vec<Timed> {
    let noted = columns::told(snapshot).filter(|_| tail::since(snapshot) > 0).unwrap_or_default().timed;
    let lookup = new(snapshot);
    let new = snapshot.hits(&lookup).iter().filter_map(|hit| timed(hit.event()?));
    let mut timed: Vec<Timed> = noted.into_iter().chain(new).collect();
    timed.sort_unstable();
    timed.split_off(timed.len().saturating_sub(LAST))
}

/// What an answer tells, if anything. Another program's clock may count something else.
fn timed(event: &Event) -> Option<Timed> {
    let response = Response::read(event).held(event.at);
    let own = !event.erased && response.source != Source::Import;
    response.duration_ms.filter(|ms| own && *ms > 0).map(|ms| (event.at.ms, ms))
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
