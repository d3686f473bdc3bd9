//! A sitting as it runs in memory: what is asked, what was answered, where everything stands. It goes on before an answer
//! is written, and back if it could not be written or is taken back. Pure.

use cairn_domain::{
    id::{CompetencyId, ItemId},
    practice::{Answer, Answered, Entry, Learned, Planned, Queue, Resumed, TakeBack},
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

/// A sitting under way.
#[derive(Clone, PartialEq, Debug)]
pub struct Run {
    /// Everything as it stands.
    pub queue: Queue,
    tasks: Vec<Planned>,
    answers: Vec<Did>,
    left_out: Vec<usize>,
}

impl Run {
    /// A sitting at its beginning.
    pub fn begin(queue: Queue, tasks: Vec<Planned>) -> Self {
        Self { queue, tasks, answers: Vec::new(), left_out: Vec::new() }
    }

    /// A sitting that goes on; what can no longer be asked on study day `today` is left out.
    pub fn go_on(resumed: Resumed, queue: Queue, today: i64) -> Self {
        let Resumed { started, answers, .. } = resumed;
        let did = |answered: &Answered| Did {
            back: answered.answer,
            task: answered.task,
            rating: answered.rating,
            fresh: false,
            duration_ms: answered.duration_ms,
            before: Before::Unknown,
        };
        let gone = |planned: &Planned| queue.entry(planned.item).is_none_or(|entry| queue.is_left_out(entry, today));
        let left_out = (0..started.tasks.len()).filter(|task| gone(&started.tasks[*task])).collect();
        Self { answers: answers.iter().map(did).collect(), tasks: started.tasks, left_out, queue }
    }

    /// Every item of it.
    pub fn items(&self) -> impl Iterator<Item = ItemId> {
        self.tasks.iter().map(|planned| planned.item)
    }

    /// The item that comes next; nothing when the sitting is through.
    pub fn coming(&self) -> Option<ItemId> {
        Some(self.tasks.get(self.sitting().coming()?)?.item)
    }

    /// Where an item stands.
    pub fn entry(&self, item: ItemId) -> Option<&Entry> {
        self.queue.entry(item)
    }

    /// How many are through, and of how many.
    pub fn progress(&self) -> (usize, usize) {
        let all = self.tasks.len() - self.left_out.iter().filter(|task| !self.was_answered(**task)).count();
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
        let duration_ms = answer.response.duration_ms.unwrap_or(0);
        self.queue.answered(answer);
        self.answers.push(Did { back, task, rating, fresh, duration_ms, before: Before::Known(before) });
    }

    /// Goes back behind the last answer, and gives it.
    pub fn take_back(&mut self) -> Option<Did> {
        let did = self.answers.pop()?;
        self.restore(&did);
        Some(did)
    }

    /// Forgets the last answer to an item, which was not written.
    pub fn forget(&mut self, item: ItemId) {
        if let Some(at) = self.answers.iter().rposition(|did| did.back.item == item) {
            let did = self.answers.remove(at);
            self.restore(&did);
        }
    }

    /// Goes on with everything as it was read again.
    pub fn reread(&mut self, queue: Queue) {
        self.queue = queue;
    }

    /// Takes an item out of the sitting.
    pub fn leave_out(&mut self, item: ItemId) {
        if let Some(task) = self.tasks.iter().position(|planned| planned.item == item) {
            self.left_out.push(task);
        }
    }

    fn restore(&mut self, did: &Did) {
        if let Before::Known(before) = did.before {
            self.queue.put(did.back.item, before);
        }
    }

    fn was_answered(&self, task: usize) -> bool {
        self.answers.iter().any(|did| did.task == task)
    }

    fn sitting(&self) -> Sitting<CompetencyId> {
        let tasks: Vec<Task<CompetencyId>> = self.tasks.iter().map(|planned| planned.task.clone()).collect();
        let answers: Vec<(usize, bool)> = self.answers.iter().map(|did| (did.task, did.rating.is_success())).collect();
        let mut sitting = Sitting::resumed(tasks, &answers, ScheduleConfig::default().sitting);
        self.left_out.iter().for_each(|task| sitting.leave_out(*task));
        sitting
    }
}
