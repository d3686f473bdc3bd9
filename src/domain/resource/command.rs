//! What a learner does to the resources in her library.

use super::{Difficulty, Format, Resource, Shelf, Unit, example, link};
use crate::{
    cbor::value::Ms,
    change::{Op, Outcome},
    edit::{created, done, line, new, open, within},
    error::{Place, Rejection},
    id::{CompetencyId, ResourceId},
    kind::Kind,
    media::Attached,
    port::{Lookup, Range, Snapshot},
    record::{Context, Dot, Draft},
    registry::sortable_ms,
    tags::Retag,
    text,
};

/// Something done to a resource.
#[derive(Clone, PartialEq, Debug)]
pub enum Command {
    /// Puts a resource into the library.
    Add {
        /// Its name.
        title: String,
        /// Its form.
        format: Format,
        /// What else is known of it.
        more: Vec<Edit>,
    },
    /// Puts several links into the library, in their order; one step to take back.
    AddLinks(Vec<Pasted>),
    /// Changes fields of a resource.
    Edit(ResourceId, Vec<Edit>),
    /// Notes how far she is; that is also using it now. At its end it is finished.
    NoteProgress {
        /// The resource.
        resource: ResourceId,
        /// How far she is, in `unit`.
        position: Option<u32>,
        /// How long it is, in `unit`; for [`Unit::Percent`] it is always 100.
        extent: Option<u32>,
        /// What the two count.
        unit: Unit,
    },
    /// Puts a resource on another shelf; taking it up is also using it now.
    Shelve(ResourceId, Shelf),
    /// Uses a resource now: what was for later is taken up.
    Use(ResourceId),
    /// Shows the example resources; at most [`example::COUNT`].
    ShowExample(Vec<example::Example>),
    /// Takes the example resources away.
    RemoveExample,
}

/// A link with its name; the form follows from the address.
#[derive(Clone, PartialEq, Debug)]
pub struct Pasted {
    /// Its name.
    pub title: String,
    /// Where it is; see [`link::check`].
    pub link: String,
}

/// A change of one field of a resource.
#[derive(Clone, PartialEq, Debug)]
pub enum Edit {
    /// Its name.
    Title(String),
    /// Where it is; see [`link::check`].
    Link(String),
    /// Its form.
    Format(Format),
    /// Minutes that it takes, 1 to 100,000.
    Minutes(Option<u32>),
    /// BCP 47 tag of its language; empty if unknown.
    Language(String),
    /// How hard it is for her.
    Difficulty(Difficulty),
    /// Licence, in words or as an SPDX name.
    Licence(String),
    /// Who made it.
    Author(String),
    /// Her rating, 1 to 5.
    Rating(Option<u8>),
    /// Whether it helps with a competency.
    Competency(CompetencyId, bool),
    /// Her tags.
    Tags(Retag),
    /// The file that is kept for it; none leaves it without one.
    File(Option<Attached>),
    /// Her notes; replaces the versions that the edit was opened from.
    Notes {
        /// What was shown when the edit began.
        opened: Vec<Dot>,
        /// The new text.
        text: String,
    },
}

const MINUTES_MAX: u32 = 100_000;
const PLACE_MAX: u32 = 1_000_000;
const LANGUAGE_MAX: usize = 35;

impl Resource {
    /// `all/<created>/<id>`, `format/<name>/<created>/<id>`, `competency/<id>/<created>/<id>` for each
    /// competency, `file/<created>/<id>` if it has a file, and `reading/<used>/<id>` while it is in use. The id keeps keys of one import apart,
    /// so that pages end between rows.
    pub(crate) fn keys(&self) -> Vec<String> {
        let added = format!("{}/{}", sortable_ms(self.created.map_or(0, |ms| ms.0)), self.id);
        let mut keys = vec![format!("all/{added}"), format!("format/{}/{added}", self.format.name())];
        keys.extend(self.competencies.iter().map(|(competency, _)| format!("competency/{competency}/{added}")));
        keys.extend(self.file.as_ref().map(|_| format!("file/{added}")));
        if self.shelf == Shelf::Reading {
            let used = self.used_at.or(self.created).map_or(0, |ms| ms.0);
            keys.push(format!("reading/{}/{}", sortable_ms(used), self.id));
        }
        keys
    }

    /// A page of the library, newest first; `after` is the key of the last row of the page before.
    pub fn page(after: Option<String>, limit: u32) -> Range {
        Range { after, ..Range::last(Kind::RESOURCE, "all/", limit) }
    }

    /// The whole library, newest first.
    pub fn all() -> Range {
        Range::last(Kind::RESOURCE, "all/", u32::MAX)
    }

    /// What has a file, newest first.
    pub fn with_file() -> Range {
        Range::last(Kind::RESOURCE, "file/", u32::MAX)
    }

    /// What she is using, the last used first.
    pub fn reading(limit: u32) -> Range {
        Range::last(Kind::RESOURCE, "reading/", limit)
    }

    /// What helps with a competency, newest first.
    pub fn helping(competency: CompetencyId) -> Range {
        Range::last(Kind::RESOURCE, format!("competency/{competency}/"), u32::MAX)
    }

    /// Resources of one form, newest first.
    pub fn with_format(format: Format, limit: u32) -> Range {
        Range::last(Kind::RESOURCE, format!("format/{}/", format.name()), limit)
    }

    /// How much of it is done, 0 to 1; none if place or length is not known.
    pub fn progress(&self) -> Option<f64> {
        match (self.position, self.extent) {
            (Some(position), Some(extent)) if extent > 0 => Some((f64::from(position) / f64::from(extent)).min(1.0)),
            (Some(position), None) if self.unit == Unit::Percent => Some((f64::from(position) / 100.0).min(1.0)),
            _ => None,
        }
    }
}

impl Command {
    pub(crate) fn needs(&self, _snapshot: &Snapshot) -> Vec<Lookup> {
        match self {
            Command::Add { .. } | Command::AddLinks(_) => vec![],
            Command::ShowExample(_) | Command::RemoveExample => crate::example::needs(example::members()),
            Command::Edit(id, _)
            | Command::NoteProgress { resource: id, .. }
            | Command::Shelve(id, _)
            | Command::Use(id) => vec![Lookup::Record(Kind::RESOURCE, id.0)],
        }
    }

    pub(crate) fn decide(&self, snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
        let now = Some(Ms(context.now.ms));
        let edit = |id: &ResourceId| open(Kind::RESOURCE, id.0, snapshot, context);
        match self {
            Command::Add { title, format, more } => {
                let mut draft = new(Kind::RESOURCE, context);
                Edit::Title(title.clone()).apply(&mut draft)?;
                draft.set(&Resource::FORMAT, format);
                draft.set(&Resource::CREATED, &now);
                more.iter().try_for_each(|edit| edit.apply(&mut draft))?;
                Ok(created(Op::AddResource, draft))
            }
            Command::AddLinks(links) => add_links(links, context),
            Command::Edit(id, edits) => {
                let mut draft = edit(id)?;
                edits.iter().try_for_each(|edit| edit.apply(&mut draft))?;
                Ok(done(Op::EditResource, draft))
            }
            Command::NoteProgress { resource, position, extent, unit } => {
                let mut draft = edit(resource)?;
                note_progress(&mut draft, *position, *extent, *unit)?;
                draft.set(&Resource::USED_AT, &now);
                Ok(done(Op::NoteProgress, draft))
            }
            Command::Shelve(id, to) => {
                let mut draft = edit(id)?;
                draft.set(&Resource::SHELF, to);
                if *to == Shelf::Reading {
                    draft.set(&Resource::USED_AT, &now);
                }
                Ok(done(Op::EditResource, draft))
            }
            Command::Use(id) => {
                let mut draft = edit(id)?;
                if draft.record().value(&Resource::SHELF) == Shelf::Later {
                    draft.set(&Resource::SHELF, &Shelf::Reading);
                }
                draft.set(&Resource::USED_AT, &now);
                Ok(done(Op::NoteProgress, draft))
            }
            Command::ShowExample(examples) => example::show(examples, snapshot, context),
            Command::RemoveExample => Ok(crate::example::remove(example::members(), snapshot, context)),
        }
    }
}

impl Edit {
    pub(super) fn apply(&self, draft: &mut Draft) -> Result<(), Rejection> {
        match self {
            Edit::Title(title) => {
                draft.set(&Resource::TITLE, &text::title(title).map_err(Rejection::text(Place::Title))?);
            }
            Edit::Link(link) => draft.set(&Resource::LINK, &link::check(link)?),
            Edit::Format(format) => draft.set(&Resource::FORMAT, format),
            Edit::Minutes(minutes) => draft.set(&Resource::MINUTES, &within(*minutes, 1, MINUTES_MAX)?),
            Edit::Language(tag) => {
                let tag = text::line(tag, LANGUAGE_MAX).map_err(Rejection::text(Place::Language))?;
                draft.set(&Resource::LANGUAGE, &tag);
            }
            Edit::Difficulty(difficulty) => draft.set(&Resource::DIFFICULTY, difficulty),
            Edit::Licence(licence) => draft.set(&Resource::LICENCE, &line(licence, Place::Licence)?),
            Edit::Author(author) => draft.set(&Resource::AUTHOR, &line(author, Place::Author)?),
            Edit::Rating(rating) => draft.set(&Resource::RATING, &within(*rating, 1, 5)?),
            Edit::Competency(competency, true) => draft.insert(&Resource::COMPETENCIES, competency, &true),
            Edit::Competency(competency, false) => draft.remove(&Resource::COMPETENCIES, competency),
            Edit::Tags(tags) => tags.write(draft, &Resource::TAGS)?,
            Edit::File(file) => draft.set(&Resource::FILE, file),
            Edit::Notes { opened, text } => {
                draft.write(Resource::NOTES, opened, &text::note(text).map_err(Rejection::text(Place::Note))?);
            }
        }
        Ok(())
    }
}

/// The first stands on top of the library, as it does in what was pasted.
fn add_links(links: &[Pasted], context: &mut Context) -> Result<Outcome, Rejection> {
    let mut outcome = Outcome::new(Op::AddResource);
    for (number, Pasted { title, link }) in (0..).zip(links) {
        let mut draft = new(Kind::RESOURCE, context);
        Edit::Title(title.clone()).apply(&mut draft)?;
        Edit::Link(link.clone()).apply(&mut draft)?;
        draft.set(&Resource::FORMAT, &link::suggested_format(&draft.record().value(&Resource::LINK)));
        draft.set(&Resource::CREATED, &Some(Ms(context.now.ms - number)));
        outcome.put(draft);
    }
    Ok(outcome)
}

fn note_progress(draft: &mut Draft, position: Option<u32>, extent: Option<u32>, unit: Unit) -> Result<(), Rejection> {
    let extent = if unit == Unit::Percent { Some(100) } else { extent };
    let outside = |max: u32| Rejection::Number { place: Place::Position, min: 0, max: max.into() };
    if extent.is_some_and(|extent| !(1..=PLACE_MAX).contains(&extent)) {
        return Err(Rejection::Number { place: Place::Position, min: 1, max: PLACE_MAX.into() });
    }
    let end = extent.unwrap_or(PLACE_MAX);
    if position.is_some_and(|position| position > end) {
        return Err(outside(end));
    }
    let shelf = if position.is_some() && position == extent { Shelf::Finished } else { Shelf::Reading };
    draft.set(&Resource::POSITION, &position);
    draft.set(&Resource::EXTENT, &extent);
    draft.set(&Resource::UNIT, &unit);
    draft.set(&Resource::SHELF, &shelf);
    Ok(())
}
