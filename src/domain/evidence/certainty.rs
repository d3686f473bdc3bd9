//! How sure she said she was, beside how it turned out: of all that she answered, or of what practises one skill; of each
//! item the first attempt of a study day alone ([`Answer::confidence`]). Made anew from the answers that count whenever it is shown, and kept nowhere (LEARNING.md 4).
//!
//! Not here: the figures, which are [`cairn_learning::calibration`]'s, and what they do to an estimate ([`super::sources`]).

use super::sources::{self, Sources};
use crate::{
    event::{Event, Journal},
    id::{CompetencyId, EventId, ItemId},
    item::{called, called_needs},
    kind::Kind,
    port::{Lookup, Range, Snapshot},
    response::{self, Answer, SURE},
};
use cairn_learning::calibration::{
    Bin, Calibration, CalibrationConfig, Judgement, calibrate, headline, surprises as surprising,
};

/// Surprises that are listed, the last first.
pub const LISTED: usize = 50;

/// An answer before which she said how sure she was.
#[derive(Clone, PartialEq, Debug)]
pub struct Judged {
    /// The answer.
    pub answer: EventId,
    /// What was asked.
    pub item: ItemId,
    /// When it counts, UTC ms.
    pub ms: i64,
    /// How sure she said she was, 0 to 1: the nearest step of the scale.
    pub confidence: f64,
    /// How it turned out, 0 to 1: the app's score, or by her own button.
    pub outcome: f64,
    /// Whether the app graded it.
    pub by_app: bool,
    /// What she answered, where it went wrong and that was kept.
    pub given: Option<String>,
    /// What the item asks, in a few words; empty where it is not here.
    pub title: String,
}

/// What there is to be seen.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Certainty {
    /// The figures, with one dot for each step of the scale that was chosen; nothing without an answer.
    pub figures: Option<Calibration>,
    /// The step that the one sentence speaks of.
    pub headline: Option<Bin>,
    /// What she was sure of and was wholly wrong, the last first, at most [`LISTED`].
    pub surprises: Vec<Judged>,
    /// How many there are in all.
    pub surprised: usize,
    /// Those that the app graded: only these count for the trust.
    pub by_app: usize,
    /// Of one skill: the trust in her own ratings of it, 0.25 to 1.
    pub trust: Option<f64>,
}

/// What [`read`] asks for, in rounds: `skill` is the one whose items count, none for everything; `now_ms` is the present,
/// UTC ms, by which an answer of a wrong clock has its place.
pub fn needs(skill: Option<CompetencyId>, now_ms: i64, snapshot: &Snapshot) -> Vec<Lookup> {
    let mut lookups = match skill {
        Some(skill) => sources::needs(skill, snapshot),
        None => everything().to_vec(),
    };
    let judged = judged(&response::answers(&answered(skill, snapshot), now_ms));
    let surprises = surprises(&judged);
    lookups.extend(listed(&judged, &surprises).flat_map(|judged| called_needs(judged.item)));
    lookups
}

/// What a snapshot of [`needs`] says.
pub fn read(skill: Option<CompetencyId>, now_ms: i64, snapshot: &Snapshot) -> Certainty {
    let config = CalibrationConfig::default();
    let journal = answered(skill, snapshot);
    let answers = response::answers(&journal, now_ms);
    let judged = judged(&answers);
    let (figures, surprises) = (calibrate(&judgements(&judged), &config), surprises(&judged));
    let named = |judged: &Judged| Judged { title: called(judged.item, snapshot), ..judged.clone() };
    Certainty {
        headline: figures.as_ref().and_then(|figures| headline(figures, &config).copied()),
        figures,
        surprised: surprises.len(),
        surprises: listed(&judged, &surprises).map(named).collect(),
        by_app: judged.iter().filter(|judged| judged.by_app).count(),
        trust: skill.map(|_| sources::trusted(&answers)),
    }
}

/// Every answer with a word of how sure she was, and all that took something back.
fn everything() -> [Lookup; 2] {
    [Lookup::Range(Range::all(Kind::RESPONSE, SURE)), Event::all_voids()]
}

fn answered(skill: Option<CompetencyId>, snapshot: &Snapshot) -> Journal {
    match skill {
        Some(skill) => {
            let Sources { answered, .. } = sources::read(skill, snapshot);
            answered
        }
        None => {
            let hits = everything();
            let events = hits.iter().flat_map(|lookup| snapshot.hits(lookup)).filter_map(|hit| hit.event());
            Journal::of(events.cloned().collect::<Vec<Event>>())
        }
    }
}

/// The places of what she was sure of and was wholly wrong.
fn surprises(judged: &[Judged]) -> Vec<usize> {
    surprising(&judgements(judged), &CalibrationConfig::default())
}

/// Those of them that are listed, the last first.
fn listed<'j>(judged: &'j [Judged], places: &[usize]) -> impl Iterator<Item = &'j Judged> {
    places.iter().rev().take(LISTED).filter_map(|place| judged.get(*place))
}

fn judgements(judged: &[Judged]) -> Vec<Judgement> {
    judged.iter().filter_map(|judged| Judgement::new(judged.confidence, judged.outcome)).collect()
}

fn judged(answers: &[Answer<'_>]) -> Vec<Judged> {
    let one = |answer: &Answer<'_>| {
        let response = &answer.response;
        Some(Judged {
            answer: answer.event.id,
            item: response.item?,
            ms: answer.ms,
            confidence: step(answer.confidence()?),
            outcome: response.score()?,
            by_app: !response.is_self_graded(),
            given: response.given.clone(),
            title: String::new(),
        })
    };
    answers.iter().filter_map(one).collect()
}

/// The nearest step of the scale: another program may have asked on another one.
fn step(confidence: f64) -> f64 {
    let scale = CalibrationConfig::default().scale;
    let nearer = |a: &&f64, b: &&f64| (**a - confidence).abs().total_cmp(&(**b - confidence).abs());
    scale.iter().min_by(nearer).copied().unwrap_or(confidence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::Command,
        desk::Desk,
        id::Id,
        item::{
            Form,
            command::{Command as Act, Edit},
        },
        port::{Hit, Row},
        registry,
        response::Response,
        time::{DAY_MS, Moment},
    };

    const NOW: i64 = 1_800_000_000_000;

    /// An answer by its number: how sure, and the app's score; hers without one.
    fn answer(number: u8, confidence: Option<f64>, score: Option<f64>) -> Event {
        let blank = Response::read(&Event::new(Kind::RESPONSE, event(number), at(number)));
        let item = Some(ItemId(Id::from_bytes([number; 16])));
        let rating = if score.unwrap_or(0.0) >= 0.5 { 3 } else { 1 };
        let given = Some(number.to_string());
        Response { item, rating, raw_score: score, confidence, given, ..blank }.to_event(event(number), at(number))
    }

    fn event(number: u8) -> EventId {
        EventId(Id::from_bytes([number; 16]))
    }

    /// Each number is another day.
    fn at(number: u8) -> Moment {
        Moment { ms: NOW - (100 - i64::from(number)) * DAY_MS, tz_offset_min: 0 }
    }

    fn void(number: u8, of: &Event) -> Event {
        Event::void(event(number), at(number), of.id, of.kind, &registry::owner(of))
    }

    /// What a store holds of these.
    fn snapshot(events: &[Event]) -> Snapshot {
        let hits = |of: &dyn Fn(&Event) -> bool| -> Vec<Hit> {
            let hit = |event: &Event| Hit { key: String::new(), row: Row::Event(event.clone()) };
            events.iter().filter(|event| of(event)).map(hit).collect()
        };
        let [sure, voids] = everything();
        let mut snapshot = Snapshot::default();
        snapshot.put_rows(sure, hits(&|event| response::keys(event).any(|key| key.starts_with(SURE))));
        snapshot.put_rows(voids, hits(&|event| event.kind == Kind::VOID));
        snapshot
    }

    #[test]
    fn the_sentence_counts_each_answer_once_and_none_that_was_taken_back() {
        // LEARNING.md 4's own twelve, and two that were taken back, of which one would have changed the sentence.
        let pairs = [
            (1.0, 1.0),
            (1.0, 0.0),
            (1.0, 1.0),
            (0.8, 1.0),
            (0.8, 0.0),
            (0.8, 0.0),
            (0.8, 1.0),
            (0.6, 0.0),
            (0.6, 1.0),
            (0.4, 0.0),
            (0.2, 0.0),
            (1.0, 0.0),
        ];
        let mut events: Vec<Event> =
            (1..).zip(pairs).map(|(number, (sure, score))| answer(number, Some(sure), Some(score))).collect();
        let expected = read(None, NOW, &snapshot(&events));
        let figures = expected.figures.clone().unwrap();
        assert_eq!((figures.n, figures.bins.len()), (12, 5));
        assert!((figures.bias - 1.0 / 3.0).abs() < 1e-12);
        let said = expected.headline.unwrap();
        assert_eq!((said.n, (said.confidence * 100.0).round(), (said.accuracy * 100.0).round()), (4, 100.0, 50.0));
        let order: Vec<_> = expected.surprises.iter().filter_map(|one| one.given.clone()).collect();
        assert_eq!((order, expected.surprised), (["12", "6", "5", "2"].map(str::to_owned).to_vec(), 4));

        let gone = [answer(20, Some(0.0), Some(1.0)), answer(21, Some(1.0), Some(0.0))];
        events.extend([void(30, &gone[0]), void(31, &gone[1])]);
        events.extend(gone);
        events.extend(events.clone());
        events.reverse();
        assert_eq!(read(None, NOW, &snapshot(&events)), expected);
    }

    #[test]
    fn of_an_item_only_the_first_attempt_of_a_day_tells() {
        // Asked seven times in a sitting until it was right, each time 80 % sure; and once more the day after.
        let first = answer(1, Some(0.8), Some(0.0));
        let again = |number: u8, ms: i64, score: f64, elapsed_days| {
            let told = Response::read(&answer(number, Some(0.8), Some(score)));
            let at = Moment { ms: first.at.ms + ms, ..first.at };
            Response { item: Response::read(&first).item, elapsed_days, ..told }.to_event(event(number), at)
        };
        let mut events = vec![first.clone()];
        events
            .extend((2..=7).map(|number| again(number, i64::from(number), if number == 7 { 1.0 } else { 0.0 }, None)));
        events.push(again(8, DAY_MS, 1.0, Some(1)));
        let certainty = read(None, NOW, &snapshot(&events));
        let figures = certainty.figures.unwrap();
        assert_eq!((figures.n, figures.bins[0].n, figures.bins[0].accuracy), (2, 2, 0.5));
        assert_eq!((certainty.surprised, certainty.by_app, certainty.headline), (1, 2, None));
        assert_eq!(certainty.surprises[0].answer, first.id);
        // One before which nothing was said is not among these; an answer tells itself that it came after it.
        let alone = read(None, NOW, &snapshot(&[again(9, 60_000, 0.0, Some(0))]));
        assert_eq!(alone, Certainty::default());
    }

    #[test]
    fn not_knowing_takes_back_how_sure_she_was() {
        let sure = |number: u8, given: Option<&str>, slip| {
            let told = Response::read(&answer(number, Some(0.8), Some(0.0)));
            Response { given: given.map(str::to_owned), slip: Some(slip), ..told }.to_event(event(number), at(number))
        };
        let [unknown, wrong] = [sure(1, None, 0.0), sure(2, Some("12 V"), 0.05)];
        let certainty = read(None, NOW, &snapshot(&[unknown, wrong]));
        assert_eq!((certainty.figures.map(|figures| figures.n), certainty.surprised), (Some(1), 1));
        assert_eq!(certainty.surprises[0].answer, event(2));
    }

    #[test]
    fn her_own_button_is_an_outcome_and_no_word_is_no_judgement() {
        let events = [
            answer(1, Some(0.79), None),
            answer(2, None, Some(0.0)),
            answer(3, Some(0.5), Some(0.4)),
            answer(4, None, None),
        ];
        let certainty = read(None, NOW, &snapshot(&events));
        let figures = certainty.figures.unwrap();
        let steps: Vec<_> = figures.bins.iter().map(|bin| ((bin.confidence * 100.0).round(), bin.accuracy)).collect();
        assert_eq!(steps, [(40.0, 0.4), (80.0, 0.0)]);
        assert_eq!((certainty.by_app, certainty.headline, certainty.trust), (1, None, None));
        assert_eq!(certainty.surprises.iter().map(|one| one.answer).collect::<Vec<_>>(), [event(1)]);
        assert_eq!(read(None, NOW, &snapshot(&[])), Certainty::default());
    }

    #[test]
    fn of_a_skill_only_its_items_count_and_its_trust_is_that_of_the_estimate() {
        let mut desk = Desk::default();
        let lamps = desk.framework("Lamps");
        let [skill, other] = ["Solder", "Measure"].map(|title| desk.skill(lamps, None, title));
        let mut item = |of: CompetencyId| {
            let more = vec![Edit::Competency(of, Some(0))];
            let add = Act::Add { form: Form::Short, prompt: "ohm?".to_owned(), more, both_ways: false };
            ItemId(desk.made(&Command::Item(add)))
        };
        let [own, foreign] = [skill, other].map(&mut item);
        // Ten of its own, half of them right though she was sure of each; five of the other, all right.
        for (number, of) in (1..=15).map(|number| (number, if number <= 10 { own } else { foreign })) {
            let score = if number > 10 || number % 2 == 0 { 1.0 } else { 0.0 };
            let told = answer(number, Some(1.0), Some(score));
            let told = Response { item: Some(of), ..Response::read(&told) }.to_event(told.id, told.at);
            desk.events.insert((Kind::RESPONSE, told.id), told);
        }
        let look = |desk: &Desk, of| read(of, NOW, &desk.gather(|snapshot| needs(of, NOW, snapshot)));
        let of_skill = look(&desk, Some(skill));
        assert_eq!(of_skill.figures.clone().map(|figures| (figures.n, figures.bins.len())), Some((10, 1)));
        assert_eq!((of_skill.surprises.len(), of_skill.surprised, of_skill.by_app), (5, 5, 10));
        assert_eq!(of_skill.surprises[0].title, "ohm?");
        // Repeated on the same days, all wrong, they change nothing.
        for number in 1..=10 {
            let told = Response { item: Some(own), ..Response::read(&answer(number, Some(1.0), Some(0.0))) };
            let later = Moment { ms: at(number).ms + 60_000, ..at(number) };
            let told = told.to_event(event(number + 100), later);
            desk.events.insert((Kind::RESPONSE, told.id), told);
        }
        assert_eq!(look(&desk, Some(skill)), of_skill);
        // 1 - 2 |bias|, held at 0.25; of the other there are too few.
        assert_eq!((of_skill.trust, look(&desk, Some(other)).trust), (Some(0.25), Some(0.7)));
        assert_eq!(look(&desk, None).figures.map(|figures| figures.n), Some(15));
    }

    /// Answers of a wrong clock all count as of now, whichever claims to be the last.
    #[test]
    fn what_is_listed_has_its_title_whatever_a_clock_said() {
        let mut desk = Desk::default();
        let add = |number: usize| Act::Add {
            form: Form::Short,
            prompt: number.to_string(),
            more: vec![Edit::Accepted(vec!["ohm".to_owned()])],
            both_ways: false,
        };
        for number in 0..=LISTED {
            let item = ItemId(desk.made(&Command::Item(add(number))));
            let days = 400 - i64::try_from(number).unwrap();
            let at = Moment { ms: NOW + days * DAY_MS, tz_offset_min: 0 };
            let id = EventId(Id::new(NOW, number as u128));
            let told = Response { item: Some(item), ..Response::read(&answer(1, Some(1.0), Some(0.0))) };
            desk.events.insert((Kind::RESPONSE, id), told.to_event(id, at));
        }
        let certainty = read(None, NOW, &desk.gather(|snapshot| needs(None, NOW, snapshot)));
        assert_eq!((certainty.surprises.len(), certainty.surprised), (LISTED, LISTED + 1));
        assert!(certainty.surprises.iter().all(|one| !one.title.is_empty()));
    }

    #[test]
    fn an_answer_is_listed_by_how_sure_she_was_and_by_having_gone_wrong() {
        let heads = |event: &Event| {
            let known = |key: String| [SURE, response::WRONG].into_iter().find(|head| key.starts_with(head));
            registry::event_keys(event).into_iter().filter_map(known).collect::<Vec<_>>()
        };
        assert_eq!(heads(&answer(1, Some(0.8), Some(0.0))), [SURE, response::WRONG]);
        assert_eq!(heads(&answer(1, Some(0.8), Some(1.0))), [SURE]);
        assert_eq!(heads(&answer(1, None, None)), [response::WRONG]);
        assert_eq!(heads(&void(2, &answer(1, Some(0.8), Some(0.0)))), [""; 0]);
        let long = Response { given: Some("a \n".repeat(900)), ..Response::read(&answer(1, None, None)) };
        assert_eq!(long.held(at(1)).given.map(|given| given.chars().count()), Some(response::GIVEN_MAX));
    }
}
