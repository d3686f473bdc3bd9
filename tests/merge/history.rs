//! A history: three to five devices with clocks up to a year off write, exchange whole states in any
//! order, twice or late, are copied, and are restored from old copies.

use super::{
    device::Device,
    oracle::{Known, Oracle, Write},
    random::Random,
};
use cairn::{
    domain::{
        event::Event,
        goal::Goal,
        id::{EventId, Id},
        kind::Kind,
        record::{Draft, Record},
        time::{DAY_MS, Moment},
    },
    sync::State,
};

const GOALS: usize = 3;
const STEPS: usize = 70;

/// Runs the history of `seed` with this join; an error says how a device differs from the oracle.
pub fn run(seed: u64, join: impl Fn(&mut State, &State)) -> Result<(), String> {
    let mut history = History::new(seed);
    for step in 0..STEPS {
        history.step(&join);
        if step % 10 == 9 {
            history.check()?;
        }
    }
    // In the end everything reaches everyone, in two different orders.
    let all: Vec<(State, Known)> =
        history.devices.iter().map(|device| (device.state.clone(), device.known.clone())).collect();
    for at in 0..history.devices.len() {
        for n in 0..all.len() {
            let from = if at % 2 == 0 { n } else { all.len() - 1 - n };
            history.receive(at, &all[from], &join);
        }
    }
    history.check()?;
    let hash = history.devices[0].state.hash();
    match history.devices.iter().position(|device| device.state.hash() != hash) {
        Some(at) => Err(format!("device {at} has another hash")),
        None => Ok(()),
    }
}

/// States that devices were in during the history of `seed`.
pub fn states(seed: u64) -> Vec<State> {
    let mut history = History::new(seed);
    for _ in 0..STEPS {
        history.step(&|ours: &mut State, theirs: &State| {
            ours.join(theirs.clone());
        });
    }
    let sent = history.sent.into_iter().map(|(state, _)| state);
    sent.chain(history.devices.into_iter().map(|device| device.state)).collect()
}

struct History {
    random: Random,
    oracle: Oracle,
    devices: Vec<Device>,
    /// States on their way; they may arrive late, twice or never, or be restored.
    sent: Vec<(State, Known)>,
    next_device: u64,
    now: i64,
}

impl History {
    fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let count = 3 + random.below(3);
        let mut history = Self {
            devices: Vec::new(),
            oracle: Oracle::default(),
            sent: Vec::new(),
            next_device: 1,
            now: 1_800_000_000_000,
            random,
        };
        (0..count).for_each(|_| history.add_device(State::default(), Known::new()));
        history
    }

    /// A database, empty or from a copy: always a device of its own.
    fn add_device(&mut self, state: State, known: Known) {
        let skew = if self.random.below(2) == 0 { 0 } else { self.random.within(-365 * DAY_MS, 365 * DAY_MS) };
        self.devices.push(Device { id: self.next_device, skew, state, known });
        self.next_device += 1;
    }

    fn receive(&mut self, at: usize, sent: &(State, Known), join: &impl Fn(&mut State, &State)) {
        join(&mut self.devices[at].state, &sent.0);
        self.devices[at].known.extend(&sent.1);
    }

    fn step(&mut self, join: &impl Fn(&mut State, &State)) {
        // Often the same millisecond twice.
        self.now += self.random.within(0, 3);
        let at = self.random.below(self.devices.len());
        match self.random.below(20) {
            0..=3 => self.sent.push((self.devices[at].state.clone(), self.devices[at].known.clone())),
            4..=8 if !self.sent.is_empty() => {
                let from = self.random.below(self.sent.len());
                let sent = self.sent[from].clone();
                self.receive(at, &sent, join);
            }
            9 if !self.sent.is_empty() && self.next_device < 9 => {
                let (state, known) = self.sent[self.random.below(self.sent.len())].clone();
                if self.random.below(2) == 0 {
                    self.devices.remove(at); // A device restored from an old copy forgets what it was.
                }
                self.add_device(state, known);
            }
            _ => self.write(at),
        }
    }

    fn write(&mut self, at: usize) {
        let goal = self.random.below(GOALS);
        let index = self.oracle.writes.len();
        let kind = self.random.below(12);
        let now = self.now;
        let device = &mut self.devices[at];
        let clock = device.clock(now);
        let write = match (kind, device.record(goal).map(Record::is_alive)) {
            (9..=11, _) => Some(Self::write_event(kind, &mut self.random, &self.oracle, device, clock)),
            (_, None) => {
                device.draft(goal, now, |_| {});
                Some(Write::Create { goal })
            }
            (_, Some(false)) => (kind < 3).then(|| {
                device.draft(goal, now, Draft::restore);
                Write::Restore { goal }
            }),
            (0..=1, _) => {
                device.draft(goal, now, Draft::trash);
                let mut covers = self.oracle.of_goal(&device.known, goal);
                covers.insert(index);
                Some(Write::Trash { goal, covers })
            }
            (2..=4, _) => {
                let value = format!("title {index}");
                device.draft(goal, now, |draft| draft.set(&Goal::TITLE, &value));
                let latest = self.oracle.title(&device.known, goal).map(|(when, _)| when);
                Some(Write::Title { goal, when: Oracle::when(latest, clock, device.id), value })
            }
            (5..=6, _) => {
                let tag = self.random.below(3);
                let latest = self.oracle.tag(&device.known, (goal, tag));
                let present = !latest.is_some_and(|(_, present)| present);
                device.draft(goal, now, |draft| {
                    if present {
                        draft.insert(&Goal::TAGS, &tag.to_string(), &true);
                    } else {
                        draft.remove(&Goal::TAGS, &tag.to_string());
                    }
                });
                let when = Oracle::when(latest.map(|(when, _)| when), clock, device.id);
                Some(Write::Tag { goal, tag, when, present })
            }
            _ => Some(Self::write_text(&mut self.random, &self.oracle, device, (goal, index), now)),
        };
        if let Some(write) = write {
            self.oracle.writes.push(write);
            self.devices[at].known.insert(index);
        }
    }

    /// Puts a word into one version, or into all of them, combined.
    fn write_text(
        random: &mut Random,
        oracle: &Oracle,
        device: &mut Device,
        (goal, index): (usize, usize),
        now: i64,
    ) -> Write {
        let mut opened = oracle.texts(&device.known, goal);
        if opened.len() > 1 && random.below(2) == 0 {
            let one = *opened.keys().nth(random.below(opened.len())).unwrap();
            opened.retain(|at, _| *at == one);
        }
        let word = format!("word{index}");
        let body = opened.values().copied().chain([word.as_str()]).collect::<Vec<_>>().join(" ");
        let texts: Vec<String> = opened.values().map(|text| (*text).to_owned()).collect();
        let replaces = opened.into_keys().collect();
        device.draft(goal, now, |draft| {
            let versions = draft.record().text(Goal::WHY).versions;
            let of_opened = versions.iter().filter(|(_, version)| texts.contains(&version.text));
            let dots: Vec<_> = of_opened.map(|(dot, _)| *dot).collect();
            draft.write(Goal::WHY, &dots, &body);
        });
        Write::Text { goal, body, word, replaces }
    }

    fn write_event(kind: usize, random: &mut Random, oracle: &Oracle, device: &mut Device, clock: i64) -> Write {
        let moment = Moment { ms: clock, tz_offset_min: 0 };
        let number = oracle.writes.len() as u64;
        let id = |number: u64| EventId(Id::new(1, u128::from(number)));
        let counting = oracle.events(&device.known);
        let target = (!counting.is_empty()).then(|| *counting.iter().nth(random.below(counting.len())).unwrap());
        let (event, write) = match (kind, target) {
            (10, Some(target)) if random.below(2) == 0 => {
                (Event::void(id(number), moment, id(target), Kind::EVIDENCE, ""), Write::Void { event: target })
            }
            (10, Some(target)) => {
                let mut event = Event::new(Kind::EVIDENCE, id(target), moment);
                event.erase();
                (event, Write::Erase { event: target })
            }
            _ => {
                let event = Event::new(Kind::EVIDENCE, id(number), moment).with(99, &u32::try_from(number).unwrap());
                (event, Write::Add { event: number })
            }
        };
        device.state.events.insert(event.id, event);
        write
    }

    fn check(&self) -> Result<(), String> {
        for (at, device) in self.devices.iter().enumerate() {
            for goal in 0..GOALS {
                let (expected, found) = (self.oracle.shown(&device.known, goal), device.shown(goal));
                if expected != found {
                    return Err(format!("device {at}, goal {goal}: expected {expected:?}, found {found:?}"));
                }
                let texts = found.map(|shown| shown.texts).unwrap_or_default();
                for word in self.oracle.words(&device.known, goal) {
                    if !texts.iter().any(|text| text.split(' ').any(|part| part == word)) {
                        return Err(format!("device {at}, goal {goal}: {word} is lost"));
                    }
                }
            }
            let (expected, found) = (self.oracle.events(&device.known), device.events());
            if expected != found {
                return Err(format!("device {at}: expected events {expected:?}, found {found:?}"));
            }
        }
        Ok(())
    }
}
