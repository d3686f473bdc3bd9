//! What a learner does with evidence, and the derived rows that follow from it.
//!
//! Whatever adds or takes back evidence, undo among it, writes the estimate of its competency in the
//! same outcome. [`Rebuild`] computes rows again after evidence came in by other ways.

use super::{
    AidUsed, Contest, Evidence, EvidenceKind, Origin, SelfAssessment, estimate, estimate::Estimate, infer,
    infer::Conclusion, score::Judged, sources,
};
use crate::{
    change::{Op, Outcome, Reply, Write},
    competency::Competency,
    edit::{line, within},
    error::{Place, Rejection},
    event::Event,
    id::{CompetencyId, EventId},
    kind::Kind,
    media::Attached,
    noun::Noun,
    port::{Decision, Lookup, Range, Snapshot, Table},
    record::Context,
    registry, tags, text,
    undo::{Inverse, UndoEntry},
};

/// Something done with evidence.
#[derive(Clone, PartialEq, Debug)]
pub enum Command {
    /// Records evidence that she reports.
    Add(Box<NewEvidence>),
    /// Assesses herself.
    AssessSelf {
        /// The competency.
        competency: CompetencyId,
        /// Her judgement by a scale or a rubric.
        judged: Judged,
        /// Her note.
        note: String,
        /// Where the product can be seen, if she judges one.
        link: String,
    },
    /// Takes back evidence, a self-assessment or a contest.
    Void(Kind, EventId),
    /// Keeps what was concluded of several competencies without being seen; one step to take back.
    Infer(Conclusion),
    /// Says that she sees a level differently.
    Contest {
        /// The competency.
        competency: CompetencyId,
        /// The level that she sees, 1 to 4.
        level: u8,
        /// Why.
        reason: String,
    },
}

/// Evidence as a form gives it.
#[derive(Clone, PartialEq, Debug)]
pub struct NewEvidence {
    /// The competency.
    pub competency: CompetencyId,
    /// What it is.
    pub kind: EvidenceKind,
    /// How it was judged.
    pub judged: Judged,
    /// Probability of being right by guessing, 0 to 0.9.
    pub guess: f64,
    /// What helped.
    pub aid: AidUsed,
    /// Bloom index of what was asked, 1 to 6.
    pub demand: Option<u8>,
    /// Her note.
    pub note: String,
    /// Where it can be seen.
    pub link: String,
    /// Who judged, in her words.
    pub by: String,
    /// In which situation.
    pub contexts: Vec<String>,
    /// The file that shows it.
    pub file: Option<Attached>,
}

impl NewEvidence {
    /// Evidence without aid, note or link.
    pub fn plain(competency: CompetencyId, kind: EvidenceKind, judged: Judged) -> Self {
        Self {
            competency,
            kind,
            judged,
            guess: 0.0,
            aid: AidUsed::None,
            demand: None,
            note: String::new(),
            link: String::new(),
            by: String::new(),
            contexts: Vec::new(),
            file: None,
        }
    }
}

/// Computes the derived rows of these competencies again: after an import or a restore, or where a row
/// is missing or of another [`estimate::MODEL`].
#[derive(Clone, PartialEq, Debug)]
pub struct Rebuild(pub Vec<CompetencyId>);

/// The kinds of events in which something is said of a competency, with the voids among them.
pub(super) const COUNTED: [Kind; 3] = [Kind::EVIDENCE, Kind::SELF_ASSESSMENT, Kind::VOID];

/// What was said of a competency; its estimate is made of that and of answers, see [`sources`].
pub fn events_of(competency: CompetencyId) -> Vec<Lookup> {
    COUNTED.iter().map(|kind| Lookup::Range(Range::all(*kind, format!("{competency}/")))).collect()
}

/// What was said of any competency.
pub(super) fn events_of_all() -> Vec<Lookup> {
    COUNTED.iter().map(|kind| Lookup::Range(Range::all(*kind, ""))).collect()
}

/// The contests of a competency; voids of them are among [`events_of`].
pub fn contests_of(competency: CompetencyId) -> Range {
    Range::all(Kind::CONTEST, format!("{competency}/"))
}

/// The key of a competency's derived row.
pub fn row_key(competency: &Competency) -> String {
    format!("{}/{}", registry::part(competency.framework), competency.id)
}

impl Command {
    pub(crate) fn needs(&self, snapshot: &Snapshot) -> Vec<Lookup> {
        match self {
            Command::Add(new) => derive_needs(new.competency, snapshot).into_iter().chain(new.judged.needs()).collect(),
            Command::AssessSelf { competency, judged, .. } => {
                derive_needs(*competency, snapshot).into_iter().chain(judged.needs()).collect()
            }
            Command::Infer(conclusion) => infer::needs(conclusion, snapshot),
            Command::Contest { competency, .. } => derive_needs(*competency, snapshot),
            Command::Void(kind, id) => {
                let event = Lookup::Event(*kind, *id);
                let owner = snapshot.event(*kind, *id).and_then(registry::competency);
                owner.map(|owner| derive_needs(owner, snapshot)).into_iter().flatten().chain([event]).collect()
            }
        }
    }

    pub(crate) fn decide(&self, snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
        match self {
            Command::Add(new) => add(new, snapshot, context),
            Command::AssessSelf { competency, judged, note, link } => {
                assess(*competency, judged, note, link, snapshot, context)
            }
            Command::Infer(conclusion) => Ok(infer::infer(conclusion, snapshot, context)),
            Command::Void(kind, id) => void(*kind, *id, snapshot, context),
            Command::Contest { competency, level, reason } => contest(*competency, *level, reason, snapshot, context),
        }
    }
}

impl Decision for Rebuild {
    fn needs(&self, snapshot: &Snapshot) -> Vec<Lookup> {
        let nouns = self.0.iter().map(|id| Lookup::Record(Kind::COMPETENCY, id.0));
        sources::needs_of(&self.0, snapshot).into_iter().chain(nouns).collect()
    }

    fn decide(&self, snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
        let mut outcome = Outcome::new(Op::Import);
        let read = sources::Read::of(snapshot);
        self.0.iter().for_each(|id| derive_by(*id, &read, context, &mut outcome));
        Ok(outcome)
    }
}

/// What [`derive()`] reads, in rounds.
pub fn derive_needs(competency: CompetencyId, snapshot: &Snapshot) -> Vec<Lookup> {
    let mut lookups = sources::needs(competency, snapshot);
    lookups.push(Lookup::Record(Kind::COMPETENCY, competency.0));
    lookups
}

/// Writes the derived row of a competency as it stands after `outcome`.
pub fn derive(competency: CompetencyId, snapshot: &Snapshot, context: &Context, outcome: &mut Outcome) {
    derive_by(competency, &sources::Read::of(snapshot), context, outcome);
}

pub(super) fn derive_by(competency: CompetencyId, read: &sources::Read<'_>, context: &Context, outcome: &mut Outcome) {
    let written = outcome.writes.iter().rev().find_map(|write| match write {
        Write::Record(record) if (record.kind, record.id) == (Kind::COMPETENCY, competency.0) => Some(record),
        _ => None,
    });
    let Some(record) = written.or_else(|| read.snapshot.record(Kind::COMPETENCY, competency.0)) else { return };
    let noun = Competency::read(record);
    let mut sources = sources::read_by(competency, read);
    for write in &outcome.writes {
        if let Write::Event(event) = write {
            sources.add(event, competency);
        }
    }
    let estimate = Estimate::of(noun.demand, &sources, context.now.ms);
    outcome.derive(Table::Estimate, row_key(&noun), estimate::row(&estimate));
}

fn add(new: &NewEvidence, snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
    snapshot.alive(Kind::COMPETENCY, new.competency.0).ok_or(Rejection::Missing)?;
    if !(0.0..=0.9).contains(&new.guess) {
        return Err(Rejection::Number { place: Place::Number, min: 0, max: 1 });
    }
    let (rubric, levels) = rubric_of(&new.judged);
    let evidence = Evidence {
        competency: Some(new.competency),
        kind: new.kind,
        score: new.judged.score(snapshot)?,
        guess: new.guess,
        slip: None,
        aid: new.aid,
        demand: within(new.demand, 1, 6)?,
        item: String::new(),
        origin: Origin::Reported,
        rubric,
        levels,
        note: text::note(new.note.trim()).map_err(Rejection::text(Place::Note))?,
        link: link(&new.link)?,
        by: line(&new.by, Place::Author)?,
        contexts: tags::clean(&new.contexts)?,
        file: new.file.clone(),
    };
    let id = EventId(context.new_id());
    Ok(added(Op::AddEvidence, evidence.to_event(id, context.now), new.competency, snapshot, context))
}

fn assess(
    competency: CompetencyId,
    judged: &Judged,
    note: &str,
    product: &str,
    snapshot: &Snapshot,
    context: &mut Context,
) -> Result<Outcome, Rejection> {
    snapshot.alive(Kind::COMPETENCY, competency.0).ok_or(Rejection::Missing)?;
    let (rubric, levels) = rubric_of(judged);
    let (scale, level) = match judged {
        Judged::Scale(scale, level) => (*scale, Some(*level)),
        _ => (None, None),
    };
    let own = SelfAssessment {
        competency: Some(competency),
        score: judged.score(snapshot)?,
        scale,
        level,
        rubric,
        levels,
        note: text::note(note.trim()).map_err(Rejection::text(Place::Note))?,
        link: link(product)?,
    };
    let id = EventId(context.new_id());
    Ok(added(Op::AssessSelf, own.to_event(id, context.now), competency, snapshot, context))
}

fn contest(
    competency: CompetencyId,
    level: u8,
    reason: &str,
    snapshot: &Snapshot,
    context: &mut Context,
) -> Result<Outcome, Rejection> {
    let record = snapshot.alive(Kind::COMPETENCY, competency.0).ok_or(Rejection::Missing)?;
    within(Some(level), 1, 4)?;
    let reason = text::note(reason.trim()).map_err(Rejection::text(Place::Reason))?;
    if reason.is_empty() {
        return Err(Rejection::Text { place: Place::Reason, fault: text::TextFault::Empty });
    }
    let demand = record.value(&Competency::DEMAND);
    let estimate = Estimate::of(demand, &sources::read(competency, snapshot), context.now.ms);
    let stated = estimate.stated();
    let said = Contest {
        competency: Some(competency),
        level,
        reason,
        estimated_level: stated.level,
        estimated_mean: stated.mean,
    };
    let mut outcome = Outcome::new(Op::Contest);
    let event = said.to_event(EventId(context.new_id()), context.now);
    outcome.reply = Reply::Created(event.id.0);
    outcome.add_event(event);
    Ok(outcome)
}

fn void(kind: Kind, id: EventId, snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
    let event = snapshot.event(kind, id).ok_or(Rejection::Missing)?;
    let competency = registry::competency(event).ok_or(Rejection::Missing)?;
    if event.erased || snapshot.is_voided(competency, id) {
        return Err(Rejection::Missing);
    }
    let mut outcome = Outcome::new(if kind == Kind::CONTEST { Op::VoidContest } else { Op::VoidEvidence });
    let void = Event::void(EventId(context.new_id()), context.now, id, kind, &competency.to_string());
    outcome.add_void(void, kind, id);
    derive(competency, snapshot, context, &mut outcome);
    Ok(outcome)
}

fn added(op: Op, event: Event, competency: CompetencyId, snapshot: &Snapshot, context: &Context) -> Outcome {
    let mut outcome = Outcome::new(op);
    outcome.reply = Reply::Created(event.id.0);
    outcome.add_event(event);
    derive(competency, snapshot, context, &mut outcome);
    outcome
}

fn rubric_of(judged: &Judged) -> (Option<crate::id::RubricId>, Vec<u32>) {
    match judged {
        Judged::Rubric(id, levels) => (Some(*id), levels.clone()),
        _ => (None, Vec::new()),
    }
}

/// Where something can be seen: an address, or words such as "on the wall of the workshop".
fn link(text: &str) -> Result<String, Rejection> {
    text::line(text, text::LINK_MAX).map_err(Rejection::text(Place::Link))
}

/// The competencies whose estimate an undo of `entry` may change.
fn touched(entry: &UndoEntry, snapshot: &Snapshot) -> Vec<CompetencyId> {
    let mut list: Vec<CompetencyId> = entry
        .inverse
        .iter()
        .filter_map(|inverse| match inverse {
            Inverse::Added { kind, owner, .. } if COUNTED.contains(kind) => CompetencyId::parse(owner),
            Inverse::Voided { kind, id } if COUNTED.contains(kind) => {
                snapshot.event(*kind, *id).and_then(registry::competency)
            }
            Inverse::Register { kind: Kind::COMPETENCY, id, tag, .. } if *tag == Competency::DEMAND.0 => {
                Some(CompetencyId(*id))
            }
            _ => None,
        })
        .collect();
    list.sort();
    list.dedup();
    list
}

/// What [`after_undo`] reads beyond what the undo itself does.
pub(crate) fn undo_needs(entry: &UndoEntry, snapshot: &Snapshot) -> Vec<Lookup> {
    touched(entry, snapshot).into_iter().flat_map(|id| derive_needs(id, snapshot)).collect()
}

/// Writes the estimates that an undo changed.
pub(crate) fn after_undo(entry: &UndoEntry, snapshot: &Snapshot, context: &Context, outcome: &mut Outcome) {
    touched(entry, snapshot).into_iter().for_each(|id| derive(id, snapshot, context, outcome));
}
