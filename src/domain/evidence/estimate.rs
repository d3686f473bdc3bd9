//! The estimate of a competency: a pure function of its evidence, in two views, and its derived row.
//!
//! `full` counts everything that was said; `shown` only what she did not enter herself, for only that
//! demonstrates. The numbers are those of [`cairn_learning::mastery`]; nothing here is stored except as
//! a derived row that can always be computed again.

use super::{
    Evidence, EvidenceKind, Origin, SelfAssessment, confirmed,
    kept::{Fades, Kept},
    sources::{Sources, trusted},
};
use crate::{
    cbor::{Cbor, Reader, Shape, Value, Writer},
    event::{Event, effective_ms},
    id::EventId,
    kind::Kind,
    practice::Weights,
    response::Answer,
    time::Moment,
};
use cairn_learning::mastery::{self, Interval, MasteryConfig, Setting, Standing, View};

pub use cairn_learning::mastery::{Condition, Confirmation, Freshness, Outlook};

/// Version of the model in derived rows; a row of another version is computed again.
pub const MODEL: u32 = 4;
/// The versions before, the first of which did not know what fades, the second not by which weights, and the third trusted
/// her by repeated attempts too: they are read without what fades until they are computed again.
const BEFORE: [(u64, u32); 3] = [(6, 1), (8, 2), (8, 3)];

/// The field of evidence that names an item.
const ITEM: u32 = 8;

/// One view of a competency.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Figure {
    /// Pseudo-count of success.
    pub a: f64,
    /// Pseudo-count of failure.
    pub b: f64,
    /// Mean, 0 to 1: the share of fresh, unaided tasks that she would manage.
    pub mean: f64,
    /// Standard deviation of the mean.
    pub sd: f64,
    /// Sum of the weights that count.
    pub mass: f64,
    /// 0 (not assessed) to 4 (mastered).
    pub level: u8,
}

/// How a competency stands.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Estimate {
    /// From everything that was said and shown.
    pub full: Figure,
    /// From what was demonstrated alone.
    pub shown: Figure,
    /// Pieces of evidence, self-assessments and answers that stand.
    pub count: u32,
    /// Study day of the latest of them.
    pub last_day: Option<i64>,
    /// Her latest self-assessment, 0 to 1.
    pub self_score: Option<f64>,
    /// The latest of what was concluded without being seen, 0 to 1: it gives no level.
    pub inferred: Option<f64>,
    /// From when on it is to be refreshed, and fades.
    pub fades: Fades,
}

/// One piece of evidence and what it did.
#[derive(Clone, PartialEq, Debug)]
pub struct Effect {
    /// The event.
    pub event: EventId,
    /// When it counts, UTC ms: a date after tomorrow counts as today.
    pub ms: i64,
    /// Whether it demonstrates; else it was said.
    pub demonstrates: bool,
    /// The weight that it had, 0 and more.
    pub weight: f64,
    /// By how much it moved the mean of its view, -1 to 1.
    pub delta_mean: f64,
    /// The belief after it, for the chart.
    pub after: Figure,
    /// A second attempt at one item on one study day, which counts for nothing.
    pub repeat: bool,
}

/// An estimate with its reasons.
#[derive(Clone, PartialEq, Debug)]
pub struct Account {
    /// The estimate.
    pub estimate: Estimate,
    /// Every piece in the order of the replay: what demonstrates with its effect on `shown`, what was
    /// said with its effect on `full`.
    pub effects: Vec<Effect>,
    /// What the next level asks of `full`.
    pub full_outlook: Outlook,
    /// What the next level asks of `shown`.
    pub shown_outlook: Outlook,
    /// What is still kept of it.
    pub kept: Kept,
    /// Whether being mastered was confirmed in another context.
    pub confirmation: Confirmation,
}

impl Figure {
    /// Before any evidence.
    pub fn unassessed() -> Self {
        Estimate::of(None, &Sources::default(), 0).full
    }

    /// The range that holds the success rate with 80 % probability.
    pub fn interval(&self) -> Interval {
        mastery::interval(&mastery::Belief { a: self.a, b: self.b }, &MasteryConfig::default())
    }

    fn of(standing: &Standing<'_>) -> Self {
        let estimate = &standing.estimate;
        Self {
            a: estimate.belief.a,
            b: estimate.belief.b,
            mean: estimate.mean,
            sd: estimate.sd,
            mass: estimate.mass,
            level: standing.level.as_u8(),
        }
    }
}

impl Estimate {
    /// The estimate of a competency that asks for `demand` (Bloom index) from its sources; `now_ms` only
    /// mends the dates of devices with a wrong clock.
    pub fn of(demand: Option<u8>, sources: &Sources, now_ms: i64) -> Self {
        let answers = sources.answers(now_ms);
        let pieces = pieces(demand, sources, &answers, now_ms);
        let setting = Setting { target_demand: demand, trust: trusted(&answers) };
        let (full, shown) = standings(&setting, &pieces);
        Self::from(&full, &shown, &pieces, &kept(&setting, &pieces, &answers, &sources.weights))
    }

    /// The figure that the badge speaks of: the demonstrated one, or, while nothing was demonstrated,
    /// what she said.
    pub fn stated(&self) -> &Figure {
        if self.shown.mass > 0.0 { &self.shown } else { &self.full }
    }

    fn from(full: &Standing<'_>, shown: &Standing<'_>, pieces: &[Piece<'_>], kept: &Kept) -> Self {
        let inferred = |piece: &&Piece<'_>| piece.seen.kind == mastery::EvidenceKind::Inferred;
        Self {
            full: Figure::of(full),
            shown: Figure::of(shown),
            count: u32::try_from(pieces.len()).unwrap_or(u32::MAX),
            last_day: pieces.last().map(|piece| piece.day),
            self_score: pieces.iter().rev().find(|piece| piece.by_self).map(|piece| piece.seen.score),
            inferred: pieces.iter().rev().find(inferred).map(|piece| piece.seen.score),
            fades: kept.fades(),
        }
    }
}

/// The estimate with the effect of each piece of evidence and what the next level asks for.
pub fn account(demand: Option<u8>, sources: &Sources, now_ms: i64) -> Account {
    let answers = sources.answers(now_ms);
    let pieces = pieces(demand, sources, &answers, now_ms);
    let setting = Setting { target_demand: demand, trust: trusted(&answers) };
    let (full, shown) = standings(&setting, &pieces);
    let kept = kept(&setting, &pieces, &answers, &sources.weights);
    let mut demonstrated = shown.steps.iter().zip(curve(&shown));
    let mut effects = Vec::with_capacity(pieces.len());
    for (piece, said) in pieces.iter().zip(full.steps.iter().zip(curve(&full))) {
        let step = if piece.demonstrates { demonstrated.next() } else { Some(said) };
        let Some((step, after)) = step else { continue };
        effects.push(Effect {
            event: piece.event,
            ms: piece.ms,
            demonstrates: piece.demonstrates,
            weight: step.weight,
            delta_mean: step.delta_mean,
            after,
            repeat: step.repeat,
        });
    }
    let config = MasteryConfig::default();
    Account {
        estimate: Estimate::from(&full, &shown, &pieces, &kept),
        effects,
        full_outlook: mastery::outlook(&full, &config),
        shown_outlook: mastery::outlook(&shown, &config),
        kept,
        confirmation: confirmed::confirmation(&full, &shown, &pieces, &config),
    }
}

/// One event as the model sees it.
pub(super) struct Piece<'s> {
    event: EventId,
    ms: i64,
    day: i64,
    pub(super) demonstrates: bool,
    by_self: bool,
    /// In which situations.
    pub(super) contexts: Vec<String>,
    pub(super) seen: mastery::Evidence<'s>,
}

/// What counts, in the order of (moment, id).
fn pieces<'s>(demand: Option<u8>, sources: &'s Sources, answers: &'s [Answer<'s>], now_ms: i64) -> Vec<Piece<'s>> {
    let answered = answers.iter().filter_map(|answer| {
        let seen = answer.as_evidence(sources.demand(answer.response.item, demand))?;
        // Only what the app graded demonstrates.
        let demonstrates = !answer.response.is_self_graded();
        let (ms, day, contexts) = (answer.ms, answer.day, confirmed::of_an_answer());
        Some(Piece { event: answer.event.id, ms, day, demonstrates, by_self: false, contexts, seen })
    });
    let said = sources.said.in_order(now_ms).into_iter().filter_map(|event| said(event, now_ms));
    let mut pieces: Vec<Piece<'s>> = said.chain(answered).collect();
    pieces.sort_by_key(|piece| (piece.ms, piece.event));
    pieces
}

fn said(event: &Event, now_ms: i64) -> Option<Piece<'_>> {
    let (kind, by_self, evidence) = match event.kind {
        Kind::EVIDENCE => {
            let evidence = Evidence::read(event);
            (evidence.kind, evidence.kind == EvidenceKind::SelfRating, evidence)
        }
        Kind::SELF_ASSESSMENT => {
            let own = SelfAssessment::read(event);
            let kind = if own.link.is_empty() { EvidenceKind::SelfRating } else { EvidenceKind::ArtefactSelf };
            (kind, true, Evidence { score: own.score, ..Evidence::read(&Event::new(event.kind, event.id, event.at)) })
        }
        _ => return None,
    };
    let ms = effective_ms(event, now_ms);
    let day = Moment { ms, ..event.at }.study_day();
    // Ranges that a file could break are closed here: a merge refuses nothing.
    let seen = mastery::Evidence {
        id: event.id.0.bytes(),
        canonical: &[], // The journal has joined doubles already.
        t_ms: ms,
        day,
        kind: model_kind(kind),
        score: evidence.score.clamp(0.0, 1.0),
        guess: evidence.guess.clamp(0.0, 0.9),
        slip: evidence.slip.map(|slip| slip.clamp(0.0, 0.1)),
        aid: evidence.aid.of_model(),
        demand: evidence.demand,
        item: item_of(event),
    };
    let demonstrates = event.kind == Kind::EVIDENCE && evidence.origin != Origin::Reported;
    let contexts = confirmed::contexts(&evidence, by_self);
    Some(Piece { event: event.id, ms, day, demonstrates, by_self, contexts, seen })
}

/// The bytes of the text by which evidence names its item.
fn item_of(event: &Event) -> Option<&[u8]> {
    let item = event.fields.get(&ITEM).filter(|_| event.kind == Kind::EVIDENCE)?;
    item.text().map(str::as_bytes).filter(|item| !item.is_empty())
}

/// What is kept of all that was said and shown: what she used is refreshed, whoever saw it.
fn kept(setting: &Setting, pieces: &[Piece<'_>], answers: &[Answer<'_>], weights: &Weights) -> Kept {
    let seen: Vec<_> = pieces.iter().map(|piece| piece.seen).collect();
    Kept::of(&seen, answers, setting, weights)
}

fn standings<'s>(setting: &Setting, pieces: &[Piece<'s>]) -> (Standing<'s>, Standing<'s>) {
    let config = MasteryConfig::default();
    let run = |all: bool| {
        let list: Vec<_> = pieces.iter().filter(|piece| all || piece.demonstrates).map(|piece| piece.seen).collect();
        mastery::replay(&list, setting, View::Neutral, &config)
    };
    (run(true), run(false))
}

fn model_kind(kind: EvidenceKind) -> mastery::EvidenceKind {
    match kind {
        EvidenceKind::SelfRating => mastery::EvidenceKind::SelfRating,
        EvidenceKind::QuizItem => mastery::EvidenceKind::QuizItem,
        EvidenceKind::Review => mastery::EvidenceKind::Review,
        EvidenceKind::ArtefactSelf => mastery::EvidenceKind::ArtefactSelf,
        EvidenceKind::ArtefactPeer => mastery::EvidenceKind::ArtefactPeer,
        EvidenceKind::ArtefactMentor => mastery::EvidenceKind::ArtefactMentor,
        EvidenceKind::AttestationPeer => mastery::EvidenceKind::AttestationPeer,
        EvidenceKind::AttestationMentor => mastery::EvidenceKind::AttestationMentor,
        EvidenceKind::Inferred => mastery::EvidenceKind::Inferred,
    }
}

/// The figure after each step of a replay, without going through it again for every prefix.
fn curve(standing: &Standing<'_>) -> Vec<Figure> {
    let config = MasteryConfig::default();
    let mut belief = View::Neutral.prior(&config);
    let mut mass = 0.0;
    let after = |step: &mastery::Step<'_>| {
        if step.weight > 0.0 {
            let piece = &step.evidence;
            let slip = piece.slip.unwrap_or(if piece.kind.is_auto_graded() { config.slip_auto } else { 0.0 });
            belief = belief.update(piece.score, step.weight, piece.guess, slip, &config).belief;
            mass += step.weight;
        }
        Figure { a: belief.a, b: belief.b, mean: belief.mean(), sd: belief.sd(), mass, level: step.level.as_u8() }
    };
    standing.steps.iter().map(after).collect()
}

impl Value for Estimate {
    const SHAPE: Shape = Shape::List(&Shape::Float);

    fn write(&self, writer: &mut Writer) {
        writer.array(8).uint(u64::from(MODEL));
        for figure in [&self.full, &self.shown] {
            writer.array(6);
            [figure.a, figure.b, figure.mean, figure.sd, figure.mass].iter().for_each(|number| {
                writer.float(*number);
            });
            writer.uint(u64::from(figure.level));
        }
        writer.uint(u64::from(self.count));
        self.last_day.write(writer);
        self.self_score.write(writer);
        self.inferred.write(writer);
        self.fades.write(writer);
    }

    /// `None` for a row of another model version than this and those before.
    fn read(reader: &mut Reader) -> Option<Self> {
        let parts = (reader.array().ok()??, reader.u32().ok()?);
        if parts != (8, MODEL) && !BEFORE.contains(&parts) {
            return None;
        }
        let mut figure = || {
            reader.array().ok()??;
            let mut next = || f64::read(reader);
            let (a, b, mean, sd, mass) = (next()?, next()?, next()?, next()?, next()?);
            Some(Figure { a, b, mean, sd, mass, level: reader.u8().ok()? })
        };
        let (full, shown) = (figure()?, figure()?);
        let count = reader.u32().ok()?;
        let (last_day, self_score) = (Option::read(reader)?, Option::read(reader)?);
        let inferred = if parts.0 == 8 { Option::read(reader)? } else { None };
        let fades = if parts.1 == MODEL { Fades::read(reader)? } else { Fades::default() };
        if parts.1 != MODEL && parts.0 == 8 {
            Vec::<Option<i64>>::read(reader)?;
        }
        Some(Self { full, shown, count, last_day, self_score, inferred, fades })
    }
}

/// Whether a row is of this [`MODEL`], and of the weights of this [mark](Weights::mark); else it is to be computed again,
/// also where it can be read.
pub fn is_current(row: &Cbor, weights: Option<i64>) -> bool {
    let mut reader = Reader::new(row.bytes());
    matches!(reader.array(), Ok(Some(8)))
        && matches!(reader.u32(), Ok(MODEL))
        && row.get::<Estimate>().is_some_and(|estimate| estimate.fades.are_by(weights))
}

/// The derived row of an estimate; none while there is no evidence.
pub fn row(estimate: &Estimate) -> Option<Cbor> {
    (estimate.count > 0).then(|| Cbor::of(estimate))
}
