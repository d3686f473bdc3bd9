//! Grading an answer to an item: which rule of [`cairn_learning::grading`] its form asks for. Cards and open tasks are
//! hers to judge and have no grade here.

use super::{Form, Item, MarksRule, Scoring, gaps};
use crate::response::NEARLY;
use cairn_learning::{
    grading::{
        self, Code, DecimalMark, Grade, GradingConfig, Marks, MultipleMode, NumericKey, Observation, OrderMode, Shape,
        ShortKey,
    },
    threshold::reaches,
};

/// What she answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Given {
    /// The places of the chosen options.
    Chosen(Vec<usize>),
    /// What she typed.
    Typed(String),
    /// What she typed into each gap.
    Filled(Vec<String>),
    /// The places of the things in the order that she gave them.
    Placed(Vec<usize>),
    /// For each thing, the place of what she put to it.
    Paired(Vec<Option<usize>>),
    /// She does not know.
    Unknown,
}

/// An answer with its grade.
#[derive(Clone, PartialEq, Debug)]
pub struct Graded {
    /// How well it went, and why.
    pub grade: Grade,
    /// The grade of each part, where there are parts: gaps.
    pub parts: Vec<Grade>,
    /// What it says as evidence; `None` if luck alone is as good as knowing.
    pub observation: Option<Observation>,
}

impl Graded {
    /// Whether a part of it is right, and a part not. What is right but for how it is written is right.
    pub fn is_partly(&self) -> bool {
        let is_wrong = |part: &Grade| !reaches(part.score, NEARLY);
        // One gap has the reason of its grade; what has several parts and tells none of them lacks some of its score.
        let lacks =
            if self.parts.len() > 1 { self.parts.iter().any(is_wrong) } else { self.grade.code == Code::Partial };
        self.grade.score > 0.0 && lacks
    }
}

impl Item {
    /// Whether the app grades it; else she does.
    pub fn is_graded_by_the_app(&self) -> bool {
        self.form.is_graded_by_the_app()
    }

    /// Grades an answer; a number is read with this decimal mark. `None` where nothing can be graded: a form that she
    /// judges herself, an item whose key is gone, or an answer of another form.
    pub fn grade(&self, given: &Given, mark: DecimalMark) -> Option<Graded> {
        let config = GradingConfig::default();
        if *given == Given::Unknown {
            let grade = Grade::new(0.0, Code::Empty);
            return self.has_key().then(|| Graded {
                grade,
                parts: vec![],
                observation: self.with_shape(|shape| grading::not_known(shape, &config)),
            });
        }
        let mut parts = Vec::new();
        let grade = match (self.form, given) {
            (Form::Single | Form::TrueFalse, Given::Chosen(chosen)) => {
                let right = usize::try_from(*self.right.first()?).ok()?;
                (right < self.choices()).then(|| grading::single(chosen.first().copied(), right))
            }
            (Form::Multiple, Given::Chosen(chosen)) => {
                grading::multiple(chosen, &self.right_places(), self.options.len(), self.multiple_mode())
            }
            (Form::Short, Given::Typed(text)) => self.has_key().then(|| self.short(text, &self.accepted, &config)),
            (Form::Numeric, Given::Typed(text)) => {
                self.numeric_key().map(|key| grading::numeric(text, &key, mark, &config))
            }
            (Form::Cloze, Given::Filled(filled)) => {
                let gaps = gaps::gaps(&self.prompt);
                let typed = |at: usize| filled.get(at).map_or("", String::as_str);
                parts =
                    gaps.iter().enumerate().map(|(at, gap)| self.short(typed(at), &gap.answers(), &config)).collect();
                grading::cloze(&parts)
            }
            (Form::Ordering, Given::Placed(placed)) if placed.len() == self.options.len() => {
                (!placed.is_empty()).then(|| grading::ordering(placed, self.order_mode())).flatten()
            }
            (Form::Matching, Given::Paired(paired)) => {
                let key: Vec<usize> = (0..self.pairs()).collect();
                grading::matching(&self.same_text(paired), &key)
            }
            _ => None,
        }?;
        let observation = self.with_shape(|shape| grading::observation(&grade, shape, &config));
        Some(Graded { grade, parts, observation })
    }

    /// Whether there is something to grade by. An item that came from elsewhere, or was edited on two devices, may have
    /// lost it.
    pub fn has_key(&self) -> bool {
        match self.form {
            Form::Card | Form::Open => true,
            Form::Single | Form::TrueFalse => {
                self.right.first().and_then(|at| usize::try_from(*at).ok()).is_some_and(|at| at < self.choices())
            }
            Form::Multiple => !self.right_places().is_empty(),
            Form::Short => self.accepted.iter().any(|answer| !answer.trim().is_empty()),
            Form::Numeric => self.right_number().is_some(),
            Form::Cloze => !gaps::gaps(&self.prompt).is_empty(),
            Form::Ordering => self.options.len() >= 2,
            Form::Matching => self.pairs() >= 1,
        }
    }

    /// How many pairs there are to match.
    pub fn pairs(&self) -> usize {
        self.options.len().min(self.matches.len())
    }

    fn choices(&self) -> usize {
        if self.form == Form::TrueFalse { 2 } else { self.options.len() }
    }

    fn right_places(&self) -> Vec<usize> {
        let places = self.right.iter().filter_map(|at| usize::try_from(*at).ok());
        places.filter(|at| *at < self.options.len()).collect()
    }

    /// Two pairs may have one text on the right: either of them fits.
    fn same_text(&self, paired: &[Option<usize>]) -> Vec<Option<usize>> {
        let fits = |at: usize, chosen: usize| self.matches.get(at) == self.matches.get(chosen);
        paired
            .iter()
            .enumerate()
            .map(|(at, chosen)| chosen.map(|chosen| if fits(at, chosen) { at } else { chosen }))
            .collect()
    }

    fn multiple_mode(&self) -> MultipleMode {
        if self.scoring == Scoring::Whole { MultipleMode::All } else { MultipleMode::Balanced }
    }

    fn order_mode(&self) -> OrderMode {
        if self.scoring == Scoring::Whole { OrderMode::Exact } else { OrderMode::LongestRun }
    }

    fn short<T: AsRef<str>>(&self, text: &str, answers: &[T], config: &GradingConfig) -> Grade {
        let answers: Vec<&str> = answers.iter().map(AsRef::as_ref).collect();
        let wrong: Vec<&str> = self.rejected.iter().map(String::as_str).collect();
        let marks = match self.marks {
            MarksRule::Lenient => Marks::Lenient,
            MarksRule::Warn => Marks::Warn,
            MarksRule::Strict => Marks::Strict,
        };
        let key = ShortKey { answers: &answers, wrong: &wrong, marks, typos: !self.exact_spelling };
        grading::short(text, &key, config)
    }

    /// A file may say that it is infinite: then every number would be right.
    fn right_number(&self) -> Option<f64> {
        self.number.filter(|number| number.is_finite())
    }

    fn numeric_key(&self) -> Option<NumericKey<'_>> {
        let slack = |tolerance: Option<f64>| tolerance.filter(|t| t.is_finite()).unwrap_or(0.0).max(0.0);
        Some(NumericKey {
            value: self.right_number()?,
            unit: &self.unit,
            absolute: slack(self.tolerance),
            relative: slack(self.relative),
            unit_required: self.unit_required,
        })
    }

    /// What luck depends on, as this item has it.
    fn with_shape<T>(&self, use_it: impl FnOnce(&Shape<'_>) -> T) -> T {
        let floors = vec![0.0; gaps::gaps(&self.prompt).len()];
        use_it(&match self.form {
            Form::Single | Form::TrueFalse => Shape::Single { options: self.choices() },
            Form::Multiple => Shape::Multiple {
                right: self.right_places().len(),
                options: self.options.len(),
                mode: self.multiple_mode(),
            },
            Form::Short | Form::Numeric => Shape::Typed,
            Form::Cloze => Shape::Cloze { floors: &floors },
            Form::Ordering => Shape::Ordering { things: self.options.len(), mode: self.order_mode() },
            Form::Matching => Shape::Matching { options: self.pairs() },
            Form::Card | Form::Open => Shape::Rubric,
        })
    }
}
