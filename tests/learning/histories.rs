//! Random histories of evidence for the invariants: mixed ones, and strong ones in which the high levels and
//! the floor are met.

use cairn::learning::mastery::{Aid, Evidence, EvidenceKind};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::Config;

/// A piece of evidence that owns its bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    pub id: String,
    pub t_ms: i64,
    pub day: i64,
    pub kind: EvidenceKind,
    pub score: f64,
    pub guess: f64,
    pub aid: Aid,
    pub demand: Option<u8>,
    pub item: Option<String>,
    pub canonical: Vec<u8>,
}

impl Piece {
    /// Gives it another score, as a later correction does.
    pub fn rescored(mut self, score: f64) -> Self {
        self.score = score;
        self.canonical = score.to_string().into_bytes();
        self
    }
}

/// The evidence as the models take it.
pub fn views(pieces: &[Piece]) -> Vec<Evidence<'_>> {
    pieces
        .iter()
        .map(|piece| Evidence {
            id: piece.id.as_bytes(),
            canonical: &piece.canonical,
            t_ms: piece.t_ms,
            day: piece.day,
            kind: piece.kind,
            score: piece.score,
            guess: piece.guess,
            slip: None,
            aid: piece.aid,
            demand: piece.demand,
            item: piece.item.as_deref().map(str::as_bytes),
        })
        .collect()
}

/// `PROPTEST_CASES` cases per invariant, 2,000 if it is not set.
pub fn cases() -> Config {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok());
    Config { cases: asked.unwrap_or(2_000), failure_persistence: None, ..Config::default() }
}

/// A mixed or a strong history of at most `longest` pieces, at least one.
pub fn any_history(longest: usize) -> impl Strategy<Value = Vec<Piece>> {
    prop_oneof![mixed(longest), strong(longest)]
}

/// Every kind, aid and guess floor, any scores.
pub fn mixed(longest: usize) -> impl Strategy<Value = Vec<Piece>> {
    vec(mixed_piece(), 1..=longest).prop_map(numbered)
}

/// Mostly right answers on three a day, some products, some inferred.
pub fn strong(longest: usize) -> impl Strategy<Value = Vec<Piece>> {
    let rate = select(vec![0.7, 0.9, 0.98]);
    rate.prop_flat_map(move |rate| vec(strong_piece(rate), 1..=longest)).prop_map(|mut pieces| {
        for (i, piece) in (0_i64..).zip(&mut pieces) {
            piece.t_ms = i * 1000;
            piece.day = i / 3;
        }
        numbered(pieces)
    })
}

fn numbered(mut pieces: Vec<Piece>) -> Vec<Piece> {
    for (i, piece) in (0_i64..).zip(&mut pieces) {
        piece.id = format!("e{i:03}");
        piece.t_ms += i;
    }
    pieces
}

fn mixed_piece() -> impl Strategy<Value = Piece> {
    let score = prop_oneof![select(vec![0.0, 0.25, 0.5, 0.75, 1.0]), 0.0..=1.0];
    let guess = select(vec![0.0, 0.2, 0.25, 1.0 / 3.0, 0.5]);
    let aid = select(vec![Aid::None, Aid::Hint, Aid::OpenBook, Aid::WorkedExample]);
    let demand = select(vec![None, Some(1), Some(2), Some(3)]);
    let item = select(vec![None, Some("a"), Some("b"), Some("c"), Some("d")]);
    let kind = select(EvidenceKind::ALL.to_vec());
    (0_i64..=50, kind, score, guess, aid, demand, item).prop_map(|(day, kind, score, guess, aid, demand, item)| {
        let answer = kind.is_answer();
        Piece {
            id: String::new(),
            t_ms: day * 1000,
            day,
            kind,
            score,
            guess: if answer { guess } else { 0.0 },
            aid,
            demand,
            item: item.filter(|_| answer).map(str::to_owned),
            canonical: Vec::new(),
        }
    })
}

fn strong_piece(rate: f64) -> impl Strategy<Value = Piece> {
    use EvidenceKind::{ArtefactMentor, ArtefactSelf, Inferred, QuizItem, Review};
    let kind = select(vec![QuizItem, QuizItem, Review, Inferred, ArtefactSelf, ArtefactMentor]);
    let low = select(vec![0.0, 0.5, 0.59, 0.6]);
    let demand = select(vec![None, Some(2), Some(3), Some(4)]);
    (kind, 0.0..1.0, low, demand, 0_u8..60).prop_map(move |(kind, luck, low, demand, item)| Piece {
        id: String::new(),
        t_ms: 0,
        day: 0,
        kind,
        score: if luck < rate { 1.0 } else { low },
        guess: 0.0,
        aid: Aid::None,
        demand,
        item: Some(format!("i{item}")),
        canonical: Vec::new(),
    })
}
