//! The SMART mirror: five marks on a goal, shown as a mirror and never as a grade. Takes counts and
//! flags, not the goal; whoever calls it counts the words. It gates nothing.

use crate::threshold::reaches;

/// Words a title needs to be called specific.
pub const TITLE_WORDS: usize = 3;
/// Words the reason needs to be called relevant.
pub const WHY_WORDS: usize = 5;
/// Probability of finishing on time from which the goal counts as achievable.
pub const ON_TIME: f64 = 0.5;
/// Mean mastery of the target competencies below which a learning goal serves better than a target.
pub const NOVICE_MEAN: f64 = 0.5;

/// What the mirror looks at.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct GoalFacts {
    /// Words in the title.
    pub title_words: usize,
    /// Whether the kind (learn, make, do) is set.
    pub kind_set: bool,
    /// Success criteria that say how they are checked.
    pub checked_criteria: usize,
    /// Words in the reason.
    pub why_words: usize,
    /// Whether there is a deadline.
    pub has_deadline: bool,
    /// Whether minutes per week are set.
    pub has_weekly_minutes: bool,
    /// Probability in `[0, 1]` of finishing by the deadline; `None` while no forecast exists.
    pub on_time: Option<f64>,
    /// Mean in `[0, 1]` of the mastery estimates of the target competencies; `None` without targets.
    pub target_mean: Option<f64>,
}

/// One mark of the mirror.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The goal has it.
    Met,
    /// The goal does not have it yet.
    Open,
    /// The numbers needed to say so do not exist yet.
    Unknown,
}

impl Mark {
    fn of(met: bool) -> Self {
        if met { Self::Met } else { Self::Open }
    }
}

/// The five marks, and whether to suggest a learning goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mirror {
    /// S: a title of at least [`TITLE_WORDS`] words, and a kind.
    pub specific: Mark,
    /// M: at least one criterion with a way of checking it.
    pub measurable: Mark,
    /// A: no deadline, or finishing on time is at least as likely as not.
    pub achievable: Mark,
    /// R: a reason of at least [`WHY_WORDS`] words.
    pub relevant: Mark,
    /// T: a deadline or minutes per week.
    pub time_bound: Mark,
    /// The targets are still mostly unknown to the learner (mean below [`NOVICE_MEAN`]): suggest a
    /// learning-goal phrasing and do not ask for M and T.
    pub suggest_learning_goal: bool,
}

impl Mirror {
    /// The marks in the order S, M, A, R, T.
    pub fn marks(&self) -> [Mark; 5] {
        [self.specific, self.measurable, self.achievable, self.relevant, self.time_bound]
    }

    /// How many marks are met, 0 to 5.
    pub fn score(&self) -> usize {
        self.marks().iter().filter(|mark| **mark == Mark::Met).count()
    }

    /// Whether an open M is worth asking about.
    pub fn asks_for_measure(&self) -> bool {
        self.measurable == Mark::Open && !self.suggest_learning_goal
    }

    /// Whether an open T is worth asking about.
    pub fn asks_for_time(&self) -> bool {
        self.time_bound == Mark::Open && !self.suggest_learning_goal
    }
}

/// Holds the mirror up to a goal.
pub fn mirror(goal: &GoalFacts) -> Mirror {
    let achievable = match (goal.has_deadline, goal.on_time) {
        (false, _) => Mark::Met,
        (true, Some(probability)) => Mark::of(reaches(probability, ON_TIME)),
        (true, None) => Mark::Unknown,
    };
    Mirror {
        specific: Mark::of(goal.title_words >= TITLE_WORDS && goal.kind_set),
        measurable: Mark::of(goal.checked_criteria >= 1),
        achievable,
        relevant: Mark::of(goal.why_words >= WHY_WORDS),
        time_bound: Mark::of(goal.has_deadline || goal.has_weekly_minutes),
        suggest_learning_goal: goal.target_mean.is_some_and(|mean| !reaches(mean, NOVICE_MEAN)),
    }
}

#[cfg(test)]
mod tests {
    use super::{GoalFacts, Mark, mirror};

    fn full() -> GoalFacts {
        GoalFacts {
            title_words: 3,
            kind_set: true,
            checked_criteria: 1,
            why_words: 5,
            has_deadline: true,
            has_weekly_minutes: false,
            on_time: Some(0.5),
            target_mean: Some(0.5),
        }
    }

    #[test]
    fn every_mark_is_met_exactly_at_its_threshold() {
        let seen = mirror(&full());
        assert_eq!(seen.marks(), [Mark::Met; 5]);
        assert_eq!(seen.score(), 5);
        assert!(!seen.suggest_learning_goal);
    }

    #[test]
    fn an_empty_goal_meets_only_achievable_because_nothing_is_due() {
        let seen = mirror(&GoalFacts::default());
        assert_eq!(seen.achievable, Mark::Met);
        assert_eq!(seen.score(), 1);
    }

    #[test]
    fn each_mark_opens_on_its_own() {
        let cases: [(GoalFacts, usize); 6] = [
            (GoalFacts { title_words: 2, ..full() }, 0),
            (GoalFacts { kind_set: false, ..full() }, 0),
            (GoalFacts { checked_criteria: 0, ..full() }, 1),
            (GoalFacts { on_time: Some(0.499), ..full() }, 2),
            (GoalFacts { why_words: 4, ..full() }, 3),
            (GoalFacts { has_deadline: false, ..full() }, 4),
        ];
        for (goal, place) in cases {
            let marks = mirror(&goal).marks();
            for (i, mark) in marks.iter().enumerate() {
                let expected = if i == place { Mark::Open } else { Mark::Met };
                assert_eq!(*mark, expected, "{goal:?} mark {i}");
            }
        }
    }

    #[test]
    fn a_deadline_without_a_forecast_leaves_achievable_unknown() {
        let seen = mirror(&GoalFacts { on_time: None, ..full() });
        assert_eq!(seen.achievable, Mark::Unknown);
        assert_eq!(seen.score(), 4);
    }

    #[test]
    fn a_novice_is_offered_a_learning_goal_and_not_asked_for_m_and_t() {
        let goal = GoalFacts { checked_criteria: 0, has_deadline: false, target_mean: Some(0.49), ..full() };
        let seen = mirror(&goal);
        assert!(seen.suggest_learning_goal);
        assert!(!seen.asks_for_measure() && !seen.asks_for_time());
        let known = mirror(&GoalFacts { target_mean: None, ..goal });
        assert!(known.asks_for_measure() && known.asks_for_time());
    }
}
