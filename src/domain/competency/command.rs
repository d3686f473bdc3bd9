//! What a learner does to frameworks, competencies and relations: the list, and how each is looked up.
//!
//! The tree is changed in [`super::tree`], relations in [`super::relate`], single fields in
//! [`super::edits`], scales and rubrics in [`super::scale`].

use super::{
    Competency, Framework, Relation, RelationKind, Rubric, Scale,
    edits::{Edit, FrameworkEdit},
    example::{self, Example},
    relate,
    scale::{NewRubric, NewScale},
    tree,
};
use crate::{
    cbor::value::Ms,
    change::{Op, Outcome},
    edit::{after, created, done, new, open},
    error::{Place, Rejection},
    evidence,
    id::{CompetencyId, FrameworkId, RelationId, RubricId, ScaleId},
    kind::Kind,
    port::{Lookup, Range, Snapshot},
    record::Context,
    registry::part,
    text,
};

/// Something done to a framework or what is in it.
#[derive(Clone, PartialEq, Debug)]
pub enum Command {
    /// Makes a framework at the end of the list.
    CreateFramework {
        /// Its name.
        title: String,
    },
    /// Shows the example framework, or brings it back.
    ShowExample(Example),
    /// Takes the example framework away.
    RemoveExample,
    /// Changes fields of a framework.
    EditFramework(FrameworkId, Vec<FrameworkEdit>),
    /// Writes a competency at the end of its parent, or of the top.
    Add {
        /// Its framework.
        framework: FrameworkId,
        /// What it lies below; none for the top.
        parent: Option<CompetencyId>,
        /// Its short name.
        title: String,
    },
    /// Changes fields of a competency.
    Edit(CompetencyId, Vec<Edit>),
    /// Moves a competency with everything below it.
    Move {
        /// The competency.
        competency: CompetencyId,
        /// What it shall lie below; none for the top.
        parent: Option<CompetencyId>,
        /// The sibling that shall follow it; none for the end.
        before: Option<CompetencyId>,
    },
    /// Says how one competency bears on another. `Requires` and `Helps` together stay free of cycles.
    Relate {
        /// The one that comes before, or helps.
        from: CompetencyId,
        /// The one that needs it, or is helped.
        to: CompetencyId,
        /// How.
        kind: RelationKind,
    },
    /// Takes a relation away.
    Unrelate(RelationId),
    /// Writes a scale; an id changes the one that is there.
    SaveScale(Option<ScaleId>, NewScale),
    /// Writes a rubric; an id changes the one that is there.
    SaveRubric(Option<RubricId>, NewRubric),
}

impl Framework {
    /// `all/<order>`.
    pub(crate) fn keys(&self) -> Vec<String> {
        vec![format!("all/{}", self.order)]
    }

    /// Every framework in use, in the order of the list.
    pub fn all() -> Range {
        Range::all(Kind::FRAMEWORK, "all/")
    }
}

impl Competency {
    /// `framework/<framework>/<parent>/<order>`.
    pub(crate) fn keys(&self) -> Vec<String> {
        vec![format!("framework/{}/{}/{}", part(self.framework), part(self.parent), self.order)]
    }

    /// Every competency of a framework: by parent, then in order.
    pub fn of(framework: FrameworkId) -> Range {
        Range::all(Kind::COMPETENCY, format!("framework/{framework}/"))
    }

    /// Every competency in use, also of frameworks in the trash; see [`super::present`].
    pub fn all() -> Range {
        Range::all(Kind::COMPETENCY, "framework/")
    }

    /// What lies directly below `parent`, in order.
    pub fn below(framework: Option<FrameworkId>, parent: Option<CompetencyId>) -> Range {
        Range::all(Kind::COMPETENCY, format!("framework/{}/{}/", part(framework), part(parent)))
    }
}

impl Relation {
    /// `framework/<framework>`, and `end/<competency>` for each end in this database.
    pub(crate) fn keys(&self) -> Vec<String> {
        let mut keys = vec![format!("framework/{}", part(self.framework))];
        keys.extend([self.from, self.to].into_iter().flatten().map(|end| format!("end/{end}")));
        keys
    }

    /// The relations that a framework lists.
    pub fn of(framework: FrameworkId) -> Range {
        Range::all(Kind::RELATION, format!("framework/{framework}"))
    }

    /// The relations with `competency` at an end, of any framework.
    pub fn at(competency: CompetencyId) -> Range {
        Range::all(Kind::RELATION, format!("end/{competency}"))
    }
}

impl Scale {
    /// Every scale in use.
    pub fn all() -> Range {
        Range::all(Kind::SCALE, "scale")
    }
}

impl Rubric {
    /// Every rubric in use.
    pub fn all() -> Range {
        Range::all(Kind::RUBRIC, "rubric")
    }
}

impl Command {
    pub(crate) fn needs(&self, snapshot: &Snapshot) -> Vec<Lookup> {
        match self {
            Command::CreateFramework { .. } => vec![Lookup::Range(Framework::all())],
            Command::ShowExample(_) | Command::RemoveExample => crate::example::needs(example::members()),
            Command::EditFramework(id, _) => vec![Lookup::Record(Kind::FRAMEWORK, id.0)],
            Command::Add { framework, parent, .. } => {
                let mut lookups = vec![
                    Lookup::Record(Kind::FRAMEWORK, framework.0),
                    Lookup::Range(Competency::below(Some(*framework), *parent)),
                ];
                lookups.extend(parent.map(|parent| Lookup::Record(Kind::COMPETENCY, parent.0)));
                lookups
            }
            Command::Edit(id, edits) => {
                let mut lookups = vec![Lookup::Record(Kind::COMPETENCY, id.0)];
                if edits.iter().any(Edit::moves_estimate) {
                    lookups.extend(evidence::sources::needs(*id, snapshot));
                }
                lookups
            }
            Command::Move { competency, parent, .. } => tree::move_needs(*competency, *parent, snapshot),
            Command::Relate { from, to, .. } => relate::needs(*from, *to, snapshot),
            Command::Unrelate(id) => vec![Lookup::Record(Kind::RELATION, id.0)],
            Command::SaveScale(id, _) => id.iter().map(|id| Lookup::Record(Kind::SCALE, id.0)).collect(),
            Command::SaveRubric(id, _) => id.iter().map(|id| Lookup::Record(Kind::RUBRIC, id.0)).collect(),
        }
    }

    pub(crate) fn decide(&self, snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
        match self {
            Command::CreateFramework { title } => create_framework(title, snapshot, context),
            Command::ShowExample(example) => example::show(example, snapshot, context),
            Command::RemoveExample => Ok(crate::example::remove(example::members(), snapshot, context)),
            Command::EditFramework(id, edits) => {
                let mut draft = open(Kind::FRAMEWORK, id.0, snapshot, context)?;
                for edit in edits {
                    edit.apply(&mut draft)?;
                }
                Ok(done(Op::EditFramework, draft))
            }
            Command::Add { framework, parent, title } => tree::add(*framework, *parent, title, snapshot, context),
            Command::Edit(id, edits) => {
                let mut draft = open(Kind::COMPETENCY, id.0, snapshot, context)?;
                for edit in edits {
                    edit.apply(&mut draft)?;
                }
                let mut outcome = done(Op::EditCompetency, draft);
                if edits.iter().any(Edit::moves_estimate) {
                    evidence::command::derive(*id, snapshot, context, &mut outcome);
                }
                Ok(outcome)
            }
            Command::Move { competency, parent, before } => {
                tree::move_to(*competency, *parent, *before, snapshot, context)
            }
            Command::Relate { from, to, kind } => relate::relate(*from, *to, *kind, snapshot, context),
            Command::Unrelate(id) => {
                let mut draft = open(Kind::RELATION, id.0, snapshot, context)?;
                draft.trash();
                Ok(done(Op::RemoveRelation, draft))
            }
            Command::SaveScale(id, scale) => scale.save(*id, snapshot, context),
            Command::SaveRubric(id, rubric) => rubric.save(*id, snapshot, context),
        }
    }
}

fn create_framework(title: &str, snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
    let last = snapshot.nouns::<Framework>(&Framework::all()).pop().map(|last| last.order);
    let mut draft = new(Kind::FRAMEWORK, context);
    draft.set(&Framework::TITLE, &text::title(title).map_err(Rejection::text(Place::Title))?);
    draft.set(&Framework::ORDER, &after(last.as_deref()));
    draft.set(&Framework::CHANGED, &Some(Ms(context.now.ms)));
    Ok(created(Op::CreateFramework, draft))
}
