//! The order of a sitting: which item comes next, and which comes back. A value that the answers so far make, so
//! that a sitting resumes at the same item after a kill and an answer is taken back by leaving it out.
//!
//! Rules of LEARNING.md 3.3: competencies are mixed, never more than three items of one in a row while others
//! wait; a concept that is new stays until it succeeds once; confusable siblings come after one another; prose is
//! not mixed. What is in the sitting at all, best first, is decided before.

use super::SittingRule;

/// One item of a sitting; `C` tells competencies apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task<C> {
    /// What it practises, if anything.
    pub competency: Option<C>,
    /// What that competency is a part of: its other parts are easily confused with it.
    pub parent: Option<C>,
    /// What kind of task.
    pub kind: TaskKind,
}

/// The kinds of task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskKind {
    /// An item that was recalled before.
    Review,
    /// An item that was never recalled, of a concept that was.
    New,
    /// An item that was never recalled, of a concept in which nothing was.
    NewConcept,
    /// Reading and writing of connected text.
    Prose,
}

/// A sitting under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitting<C> {
    rule: SittingRule,
    tasks: Vec<Task<C>>,
    waiting: Vec<Waiting>,
    asked: Vec<usize>,
    /// Competencies in which something succeeded in this sitting.
    succeeded: Vec<C>,
    /// The concept that stays until it succeeds.
    block: Option<C>,
}

/// A task that is still to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Waiting {
    task: usize,
    retries: u32,
    /// Number of answers from which on it may come.
    from: usize,
}

impl<C: Clone + Eq> Sitting<C> {
    /// A sitting with these tasks, best first.
    pub fn new(tasks: Vec<Task<C>>, rule: SittingRule) -> Self {
        let waiting = (0..tasks.len()).map(|task| Waiting { task, retries: 0, from: 0 }).collect();
        Self { rule, tasks, waiting, asked: Vec::new(), succeeded: Vec::new(), block: None }
    }

    /// The sitting after these answers, each the place of a task and whether it succeeded.
    pub fn resumed(tasks: Vec<Task<C>>, answers: &[(usize, bool)], rule: SittingRule) -> Self {
        let mut sitting = Self::new(tasks, rule);
        for (task, success) in answers {
            sitting.answer(*task, *success);
        }
        sitting
    }

    /// The place of the task that comes next; `None` when the sitting is through.
    pub fn coming(&self) -> Option<usize> {
        self.of_the_block().or_else(|| self.mixed()).map(|waiting| waiting.task)
    }

    /// Takes an answer to any task that waits; of another it changes nothing and says false.
    ///
    /// A new item comes back until it is recalled, a review as often as the rule says, prose never.
    pub fn answer(&mut self, task: usize, success: bool) -> bool {
        let Some(place) = self.waiting.iter().position(|waiting| waiting.task == task) else { return false };
        let waiting = self.waiting.remove(place);
        self.asked.push(task);
        let Task { competency, kind, .. } = &self.tasks[task];
        if !success && self.returns(waiting) {
            let from = self.asked.len() + self.rule.retry_gap;
            self.waiting.push(Waiting { task, retries: waiting.retries + 1, from });
        }
        if let Some(competency) = competency {
            if success {
                if !self.succeeded.contains(competency) {
                    self.succeeded.push(competency.clone());
                }
                self.block.take_if(|block| block == competency);
            } else if *kind == TaskKind::NewConcept && !self.succeeded.contains(competency) {
                self.block = Some(competency.clone());
            }
        }
        true
    }

    /// Whether a task that waits comes again in this sitting if its next answer fails.
    pub fn comes_back(&self, task: usize) -> bool {
        self.waiting.iter().any(|waiting| waiting.task == task && self.returns(*waiting))
    }

    /// Takes a task out of the sitting without an answer: buried, suspended or deleted.
    pub fn leave_out(&mut self, task: usize) {
        self.waiting.retain(|waiting| waiting.task != task);
    }

    /// How many tasks are still to come.
    pub fn remaining(&self) -> usize {
        self.waiting.len()
    }

    fn returns(&self, waiting: Waiting) -> bool {
        match self.tasks[waiting.task].kind {
            TaskKind::New | TaskKind::NewConcept => true,
            TaskKind::Review => waiting.retries < self.rule.review_retries,
            TaskKind::Prose => false,
        }
    }

    /// The next item of the concept that stays; none if only the one just asked is left of it.
    fn of_the_block(&self) -> Option<&Waiting> {
        let block = self.block.as_ref()?;
        let in_block = |waiting: &&Waiting| {
            self.tasks[waiting.task].competency.as_ref() == Some(block) && self.asked.last() != Some(&waiting.task)
        };
        self.waiting.iter().filter(in_block).min_by_key(|waiting| waiting.from)
    }

    fn mixed(&self) -> Option<&Waiting> {
        let ready: Vec<&Waiting> = self.waiting.iter().filter(|waiting| waiting.from <= self.asked.len()).collect();
        let soonest = |waiting: &&Waiting| waiting.from;
        let best = self.best(&ready).or_else(|| self.waiting.iter().min_by_key(soonest))?;
        let enough = self.row() >= self.rule.in_a_row && self.same_as_last(best.task);
        if enough && !self.follows_as_prose(best.task) {
            // Whatever is of something else, also beyond what was looked at and what would rest a little longer.
            let other = |waiting: &&Waiting| !self.same_as_last(waiting.task);
            return self.waiting.iter().filter(other).min_by_key(soonest).or(Some(best));
        }
        Some(best)
    }

    /// The best of what may come now: something else than the last, rather its sibling, then in the given order.
    fn best<'w>(&self, ready: &[&'w Waiting]) -> Option<&'w Waiting> {
        let key = |waiting: &&&Waiting| {
            let task = waiting.task;
            let other_block = self.block.is_some() && self.tasks[task].kind == TaskKind::NewConcept;
            let prose = self.follows_as_prose(task);
            (other_block, !prose, self.same_as_last(task) && !prose, !self.sibling_of_last(task))
        };
        ready.iter().take(self.rule.look_ahead).min_by_key(key).copied()
    }

    fn last(&self) -> Option<&Task<C>> {
        self.asked.last().map(|task| &self.tasks[*task])
    }

    fn same_as_last(&self, task: usize) -> bool {
        let competency = &self.tasks[task].competency;
        competency.is_some() && self.last().is_some_and(|last| &last.competency == competency)
    }

    fn sibling_of_last(&self, task: usize) -> bool {
        let parent = &self.tasks[task].parent;
        parent.is_some() && !self.same_as_last(task) && self.last().is_some_and(|last| &last.parent == parent)
    }

    /// Whether the task goes on with the prose just worked on.
    fn follows_as_prose(&self, task: usize) -> bool {
        let prose = |task: &Task<C>| task.kind == TaskKind::Prose;
        prose(&self.tasks[task]) && self.same_as_last(task) && self.last().is_some_and(prose)
    }

    /// How many of the last answers were to one competency.
    fn row(&self) -> usize {
        let Some(competency) = self.last().and_then(|last| last.competency.as_ref()) else { return 0 };
        self.asked.iter().rev().take_while(|task| self.tasks[**task].competency.as_ref() == Some(competency)).count()
    }
}
