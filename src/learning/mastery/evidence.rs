//! One piece of evidence as the model sees it: numbers and two opaque keys. Who gave it, the note and the
//! link stay with the record.

/// One piece of evidence on one competency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence<'a> {
    /// The record's id; compared by its bytes.
    pub id: &'a [u8],
    /// The record's canonical bytes; between two with one id the greater stays.
    pub canonical: &'a [u8],
    /// When, UTC milliseconds since the epoch.
    pub t_ms: i64,
    /// The study day, see [`crate::calendar::study_day`].
    pub day: i64,
    /// What kind of evidence.
    pub kind: EvidenceKind,
    /// How well it went, in `[0, 1]`.
    pub score: f64,
    /// Expected score of a blind guess, in `[0, 1)`.
    pub guess: f64,
    /// Probability that a known answer goes wrong; `None` takes the kind's own.
    pub slip: Option<f64>,
    /// The help that was used.
    pub aid: Aid,
    /// Demand shown, 1 remember to 6 create; `None` when not tagged.
    pub demand: Option<u8>,
    /// The item that was answered, if one was.
    pub item: Option<&'a [u8]>,
}

/// The kinds of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EvidenceKind {
    /// An item answered, graded by the app.
    QuizItem,
    /// A review of an item seen before, graded by the app.
    Review,
    /// A product rated against a rubric by the learner.
    ArtefactSelf,
    /// A product rated against a rubric by a peer.
    ArtefactPeer,
    /// A product rated against a rubric by a mentor.
    ArtefactMentor,
    /// A peer's statement without a rubric.
    AttestationPeer,
    /// A mentor's statement without a rubric.
    AttestationMentor,
    /// The learner's rating of herself.
    SelfRating,
    /// Concluded by placement, not observed.
    Inferred,
    /// An item answered, new or not, graded by the learner: a card on which she pressed the button.
    SelfGraded,
}

impl EvidenceKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::QuizItem,
        Self::Review,
        Self::ArtefactSelf,
        Self::ArtefactPeer,
        Self::ArtefactMentor,
        Self::AttestationPeer,
        Self::AttestationMentor,
        Self::SelfRating,
        Self::Inferred,
        Self::SelfGraded,
    ];

    /// Graded by the app: such answers can slip, and show the demand of their item.
    pub fn is_auto_graded(self) -> bool {
        matches!(self, Self::QuizItem | Self::Review)
    }

    /// An answer to an item, whoever graded it: the second to one item on one day is a repeat.
    pub fn is_answer(self) -> bool {
        self.is_auto_graded() || self == Self::SelfGraded
    }

    /// The learner's own judgement: its weight is multiplied by trust.
    pub fn is_own_judgement(self) -> bool {
        matches!(self, Self::SelfRating | Self::ArtefactSelf | Self::SelfGraded)
    }

    /// A product or a statement about real work: shows any demand.
    pub fn is_product_or_statement(self) -> bool {
        matches!(
            self,
            Self::ArtefactSelf
                | Self::ArtefactPeer
                | Self::ArtefactMentor
                | Self::AttestationPeer
                | Self::AttestationMentor
        )
    }
}

/// The help that was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Aid {
    /// No help.
    #[default]
    None,
    /// A hint.
    Hint,
    /// Notes or the source were open.
    OpenBook,
    /// A worked example was in sight.
    WorkedExample,
}
