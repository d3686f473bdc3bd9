//! What grading gives: a score and the reason as a code. Words for a code are the catalogue's.

/// A graded answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grade {
    /// How well it went, in `[0, 1]`.
    pub score: f64,
    /// Why.
    pub code: Code,
}

/// The reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// Nothing was answered.
    Empty,
    /// An answer, but for case, spaces and punctuation.
    Exact,
    /// An answer but for marks on its letters.
    Accent,
    /// An answer but for a typing error.
    Typo,
    /// One of the wrong answers that the item lists.
    KnownWrong,
    /// Right.
    Ok,
    /// Right but for the unit that was required.
    OkUnitMissing,
    /// No number in this notation: to be asked, not guessed.
    Unparsable,
    /// A unit of something else, or of nothing known.
    UnitMismatch,
    /// Right in part.
    Partial,
    /// Wrong.
    Wrong,
}

impl Grade {
    /// A grade of this score and code.
    pub fn new(score: f64, code: Code) -> Self {
        Self { score, code }
    }

    /// The grade of a score that needs no other reason.
    pub fn of_score(score: f64) -> Self {
        let code = if score >= 1.0 {
            Code::Ok
        } else if score > 0.0 {
            Code::Partial
        } else {
            Code::Wrong
        };
        Self { score, code }
    }
}

impl Code {
    /// The stable word of files and vectors.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Exact => "exact",
            Self::Accent => "accent",
            Self::Typo => "typo",
            Self::KnownWrong => "known_wrong",
            Self::Ok => "ok",
            Self::OkUnitMissing => "ok_unit_missing",
            Self::Unparsable => "unparsable",
            Self::UnitMismatch => "unit_mismatch",
            Self::Partial => "partial",
            Self::Wrong => "wrong",
        }
    }
}
