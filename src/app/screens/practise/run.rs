//! A sitting as it runs in memory: what is asked, what was answered, where everything stands. It goes on before an answer
//! is written, and back if it could not be written or is taken back. Pure.

use cairn_domain::{
    id::{CompetencyId, ItemId},
    practice::{Answer, Answered, Entry, Learned, Pace, Pacing, Planned, Queue, Resumed, TakeBack},
};
use cairn_learning::schedule::{Rating, ScheduleConfig, Sitting, Task};

/// An answer of the sitting that stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Did {
    /// What takes it back.
    pub back: TakeBack,
    /// The place of its task.
    pub task: usize,
    /// How it was rated.
    pub rating: Rating,
    /// Whether the app graded it, and the item had not been seen before.
    pub fresh: bool,
    /// Whether the app found it right in part.
    pub partly: bool,
    /// How long it took, in milliseconds.
    pub duration_ms: u32,
    /// Where its item stood before; not known of an answer from before the app was opened.
    pub before: Before,
}

/// Where an item stood before an answer.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Before {
    /// There.
    Known(Option<Learned>),
    /// To be read again.
    Unknown,
}

/// A task that is not asked any more.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Left {
    task: usize,
    /// Whether it comes again tomorrow, for she left it for today.
    tomorrow: bool,
    /// Whether its item was seen as it is since: what she does about an item is written behind what is shown.
    seen: bool,
}

/// A sitting under way.
#[derive(Clone, PartialEq, Debug)]
pub struct Run {
    /// Everything as it stands.
    pub queue: Queue,
    tasks: Vec<Planned>,
    answers: Vec<Did>,
    left: Vec<Left>,
    /// The study day for which the load was counted, and the load.
    loads: Option<(i64, Vec<u32>)>,
}

impl Run {
    /// A sitting at its beginning.
    pub fn begin(queue: Queue, tasks: Vec<Planned>) -> Self {
        Self { queue, tasks, answers: Vec::new(), left: Vec::new(), loads: None }
    }

    /// A sitting that goes on; what can no longer be asked on study day `today` is left out.
    pub fn go_on(resumed: Resumed, queue: Queue, today: i64) -> Self {
        let Resumed { started, answers, .. } = resumed;
        let did = |answered: &Answered| Did {
            back: answered.answer,
            task: answered.task,
            rating: answered.rating,
            fresh: answered.fresh,
            partly: answered.partly,
            duration_ms: answered.duration_ms,
            before: Before::Unknown,
        };
        let gone = |planned: &Planned| queue.entry(planned.item).is_none_or(|entry| queue.is_left_out(entry, today));
        let put_off = |planned: &Planned| {
            let entry = queue.entry(planned.item);
            entry.and_then(|entry| queue.asked_from(entry, today)) == Some(today + 1)
        };
        let tasks = || started.tasks.iter().enumerate();
        let left = tasks().filter(|(_, planned)| gone(planned));
        let left = left.map(|(task, planned)| Left { task, tomorrow: put_off(planned), seen: false }).collect();
        let answers = answers.iter().map(did).collect();
        Self { answers, tasks: started.tasks, left, queue, loads: None }
    }

    /// Every item of it.
    pub fn items(&self) -> impl Iterator<Item = ItemId> {
        self.tasks.iter().map(|planned| planned.item)
    }

    /// The item that comes next; nothing when the sitting is through.
    pub fn coming(&self) -> Option<ItemId> {
        Some(self.tasks.get(self.sitting().coming()?)?.item)
    }

    /// Whether an item comes again in this sitting if its next answer fails.
    pub fn comes_back(&self, item: ItemId) -> bool {
        let task = self.tasks.iter().position(|planned| planned.item == item);
        task.is_some_and(|task| self.sitting().comes_back(task))
    }

    /// How often an item was missed in this sitting.
    pub fn missed(&self, item: ItemId) -> usize {
        let missed = |did: &&Did| did.back.item == item && did.rating == Rating::Again;
        self.answers.iter().filter(missed).count()
    }

    /// How many items come again tomorrow, for she left them for today.
    pub fn left_for_tomorrow(&self) -> usize {
        self.left.iter().filter(|left| left.tomorrow).count()
    }

    /// How many items are due the day after `today`, with those that she left for it.
    pub fn due_tomorrow(&self, today: i64) -> usize {
        let loads = self.queue.loads(today);
        let is_counted = |left: &&Left| {
            let entry = self.tasks.get(left.task).and_then(|planned| self.queue.entry(planned.item));
            left.tomorrow && entry.and_then(|entry| entry.learned).is_some_and(|learned| learned.due_day == today + 1)
        };
        let others = loads.get(1).map_or(0, |load| *load as usize);
        others.saturating_sub(self.left.iter().filter(is_counted).count()) + self.left_for_tomorrow()
    }

    /// Where an item stands.
    pub fn entry(&self, item: ItemId) -> Option<&Entry> {
        self.queue.entry(item)
    }

    /// By what an answer on study day `today` puts an item off.
    pub fn pacing(&mut self, item: ItemId, today: i64, pace: &Pace) -> Pacing {
        let loads = match self.loads.take() {
            Some((day, loads)) if day == today => loads,
            _ => self.queue.loads(today),
        };
        let entry = self.queue.entry(item);
        let pacing = entry.map_or_else(Pacing::default, |entry| pace.pacing(entry, &self.queue, &loads));
        self.loads = Some((today, loads));
        pacing
    }

    /// How many are through, and of how many.
    pub fn progress(&self) -> (usize, usize) {
        let all = self.tasks.len() - self.left.iter().filter(|left| !self.was_answered(left.task)).count();
        (all.saturating_sub(self.sitting().remaining()), all)
    }

    /// Its answers, the first one first.
    pub fn answers(&self) -> &[Did] {
        &self.answers
    }

    /// What a task practises.
    pub fn practises(&self, did: &Did) -> Vec<CompetencyId> {
        let entry = self.tasks.get(did.task).and_then(|planned| self.queue.entry(planned.item));
        entry.map(|entry| self.queue.competencies(entry).into_iter().map(|(id, _)| id).collect()).unwrap_or_default()
    }

    /// Goes on behind an answer.
    pub fn answer(&mut self, answer: &Answer) {
        let Some(back) = answer.take_back() else { return };
        let Some(task) = self.tasks.iter().position(|planned| planned.item == back.item) else { return };
        let Some(rating) = answer.response.rated() else { return };
        let before = self.queue.entry(back.item).and_then(|entry| entry.learned);
        let fresh = before.is_none() && !answer.response.is_self_graded();
        let (partly, duration_ms) = (answer.response.is_partly(), answer.response.duration_ms.unwrap_or(0));
        self.weigh(before, Some(answer.after));
        self.queue.answered(answer);
        self.answers.push(Did { back, task, rating, fresh, partly, duration_ms, before: Before::Known(before) });
    }

    /// Goes back behind the last answer, and gives it with whether its item had been left for today: it is asked again.
    pub fn take_back(&mut self) -> Option<(Did, bool)> {
        let did = self.answers.pop()?;
        self.restore(&did);
        let was_left = self.take_up(did.task);
        Some((did, was_left))
    }

    /// Forgets the last answer to an item, which was not written; whether the item had been left for today: it is asked
    /// again.
    pub fn forget(&mut self, item: ItemId) -> bool {
        let Some(at) = self.answers.iter().rposition(|did| did.back.item == item) else { return false };
        let did = self.answers.remove(at);
        self.restore(&did);
        self.take_up(did.task)
    }

    /// Asks what was left, once it is seen to be asked again; whether anything is.
    pub fn see(&mut self, is_left: impl Fn(ItemId) -> bool) -> bool {
        let before = self.left.len();
        let tasks = &self.tasks;
        self.left.retain_mut(|left| {
            let now = tasks.get(left.task).is_some_and(|planned| is_left(planned.item));
            let stays = now || !left.seen;
            left.seen |= now;
            stays
        });
        self.left.len() < before
    }

    /// Goes on with everything as it was read again.
    pub fn reread(&mut self, queue: Queue) {
        self.queue = queue;
        self.loads = None;
    }

    /// Takes an item out of the sitting.
    pub fn leave_out(&mut self, item: ItemId) {
        self.leave(item, false);
    }

    /// Takes an item out of the sitting until tomorrow.
    pub fn leave_for_today(&mut self, item: ItemId) {
        self.leave(item, true);
    }

    fn leave(&mut self, item: ItemId, tomorrow: bool) {
        if let Some(task) = self.tasks.iter().position(|planned| planned.item == item) {
            self.left.retain(|left| left.task != task);
            self.left.push(Left { task, tomorrow, seen: false });
        }
    }

    /// Asks a task again that was left for today; whether it was.
    fn take_up(&mut self, task: usize) -> bool {
        let before = self.left.len();
        self.left.retain(|left| left.task != task || !left.tomorrow);
        self.left.len() < before
    }

    fn restore(&mut self, did: &Did) {
        if let Before::Known(before) = did.before {
            let after = self.queue.entry(did.back.item).and_then(|entry| entry.learned);
            self.weigh(after, before);
            self.queue.put(did.back.item, before);
        }
    }

    /// Counts an item on the day it is due on now, no longer on the one before.
    fn weigh(&mut self, before: Option<Learned>, after: Option<Learned>) {
        let Some((today, loads)) = &mut self.loads else { return };
        if let Some(load) = before.and_then(|before| before.load_of(*today, loads)) {
            *load = load.saturating_sub(1);
        }
        if let Some(load) = after.and_then(|after| after.load_of(*today, loads)) {
            *load += 1;
        }
    }

    fn was_answered(&self, task: usize) -> bool {
        self.answers.iter().any(|did| did.task == task)
    }

    fn sitting(&self) -> Sitting<CompetencyId> {
        let tasks: Vec<Task<CompetencyId>> = self.tasks.iter().map(|planned| planned.task.clone()).collect();
        let answers: Vec<(usize, bool)> = self.answers.iter().map(|did| (did.task, did.rating.is_success())).collect();
        let mut sitting = Sitting::resumed(tasks, &answers, ScheduleConfig::default().sitting);
        self.left.iter().for_each(|left| sitting.leave_out(left.task));
        sitting
    }
}

#[cfg(test)]
mod tests;
