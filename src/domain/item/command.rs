//! What a learner does to items and decks.

pub use super::deck::DeckEdit;
use super::{Deck, Form, Item, MarksRule, Scoring, deck, example, place, split};
use crate::{
    cbor::value::{Day, Ms},
    change::{Op, Outcome, Reply},
    edit::{created, done, line, new, open},
    error::{Place, Rejection},
    id::{CompetencyId, DeckId, ItemId, ResourceId, RubricId},
    kind::Kind,
    port::{Lookup, Snapshot},
    record::{Context, Draft, Record},
    tags::Retag,
    text,
};

/// Something done to items or decks.
#[derive(Clone, PartialEq, Debug)]
pub enum Command {
    /// Writes an item.
    Add {
        /// What kind of task.
        form: Form,
        /// What is asked, or the front.
        prompt: String,
        /// What else is known of it.
        more: Vec<Edit>,
        /// Whether it is asked the other way round too; of a card alone.
        both_ways: bool,
    },
    /// Changes fields of an item.
    Edit(ItemId, Vec<Edit>),
    /// Asks a card the other way round too, or no more.
    BothWays(ItemId, bool),
    /// Makes a second item with the same texts, to be shortened with the first.
    Split(ItemId),
    /// Does one thing to many items; one step to take back. At most [`BULK_MAX`].
    Each(Vec<ItemId>, Bulk),
    /// Makes a deck.
    AddDeck {
        /// Its name.
        title: String,
        /// The deck that it lies in.
        parent: Option<DeckId>,
    },
    /// Changes fields of a deck.
    EditDeck(DeckId, Vec<DeckEdit>),
    /// Puts decks to skills, and these to a goal, making those that are new; one step to take back.
    Place(Box<place::Placing>),
    /// Shows the example items; at most [`example::COUNT`].
    ShowExample(Vec<example::Example>),
    /// Takes the example items away.
    RemoveExample,
}

/// A change of one field of an item.
#[derive(Clone, PartialEq, Debug)]
pub enum Edit {
    /// What kind of task.
    Form(Form),
    /// Its deck.
    Deck(Option<DeckId>),
    /// What is asked, or the front.
    Prompt(String),
    /// The back, or what a good answer holds.
    Answer(String),
    /// Options, things in order, or the left of each pair; at most [`OPTIONS_MAX`].
    Options(Vec<String>),
    /// Places of the right options.
    Right(Vec<u32>),
    /// What belongs to each option.
    Matches(Vec<String>),
    /// What to say about each option.
    Feedback(Vec<String>),
    /// Right short answers.
    Accepted(Vec<String>),
    /// Wrong short answers.
    Rejected(Vec<String>),
    /// How marks count.
    Marks(MarksRule),
    /// Whether a typing error counts.
    ExactSpelling(bool),
    /// The right number.
    Number(Option<f64>),
    /// Its unit.
    Unit(String),
    /// Tolerance in that unit.
    Tolerance(Option<f64>),
    /// Tolerance as a share.
    Relative(Option<f64>),
    /// Whether a missing unit costs something.
    UnitRequired(bool),
    /// How a partial answer is scored.
    Scoring(Scoring),
    /// Why the answer is right.
    Explanation(String),
    /// Hints, from the least telling to the most.
    Hints(Vec<String>),
    /// BCP 47 tag of its language.
    Language(String),
    /// The rubric of an open task.
    Rubric(Option<RubricId>),
    /// Whether it practises a competency, and with which demand: 0 for the competency's own, else 1 to 6.
    Competency(CompetencyId, Option<u8>),
    /// Her tags.
    Tags(Retag),
    /// The resource from which it was made.
    Resource(Option<ResourceId>),
    /// Left out of practice.
    Suspended(bool),
    /// Her mark, 0 to 7.
    Flag(u8),
    /// Not asked before this study day.
    BuriedUntil(Option<i64>),
}

/// One thing done to many items.
#[derive(Clone, PartialEq, Debug)]
pub enum Bulk {
    /// Puts them into a deck.
    Move(Option<DeckId>),
    /// Leaves them out of practice, or takes them up again.
    Suspend(bool),
    /// Gives them a mark.
    Flag(u8),
    /// Adds a tag, or takes it away.
    Tag(String, bool),
    /// Links them to a competency, or not.
    Competency(CompetencyId, bool),
    /// Puts them into the trash.
    Trash,
}

/// Options of one item.
pub const OPTIONS_MAX: usize = 64;
/// Short answers or hints of one item.
pub const ANSWERS_MAX: usize = 64;
/// Items of one bulk change.
pub const BULK_MAX: usize = 5_000;
const FLAG_MAX: u8 = 7;
const DEMAND_MAX: u8 = 6;
const LANGUAGE_MAX: usize = 35;

impl Command {
    pub(crate) fn needs(&self, snapshot: &Snapshot) -> Vec<Lookup> {
        let item = |id: &ItemId| Lookup::Record(Kind::ITEM, id.0);
        match self {
            Command::Add { .. } | Command::AddDeck { .. } => vec![],
            Command::Edit(id, _) | Command::Split(id) => vec![item(id)],
            Command::BothWays(id, _) => vec![item(id), item(&id.twin())],
            Command::Each(list, _) => list.iter().take(BULK_MAX).map(item).collect(),
            Command::EditDeck(id, edits) => deck::edit_needs(*id, edits, snapshot),
            Command::Place(placing) => placing.needs(),
            Command::ShowExample(_) | Command::RemoveExample => crate::example::needs(example::members()),
        }
    }

    pub(crate) fn decide(&self, snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
        match self {
            Command::Add { form, prompt, more, both_ways } => add(*form, prompt, more, *both_ways, context),
            Command::Edit(id, edits) => {
                let mut draft = open(Kind::ITEM, id.0, snapshot, context)?;
                edits.iter().try_for_each(|edit| edit.apply(&mut draft))?;
                Ok(done(Op::EditItem, draft))
            }
            Command::BothWays(id, wanted) => {
                let card = snapshot.alive(Kind::ITEM, id.0).ok_or(Rejection::Missing)?;
                if *wanted && (card.value(&Item::FORM) != Form::Card || card.value(&Item::TWIN).is_some()) {
                    return Err(Rejection::Missing);
                }
                let mut outcome = Outcome::new(Op::EditItem);
                match (snapshot.record(Kind::ITEM, id.twin().0), wanted) {
                    (None, true) => outcome.put(twin(*id, context)),
                    (Some(record), true) if !record.is_alive() => {
                        let mut draft = Draft::edit(record.clone(), context);
                        draft.restore();
                        // It may have left the trash for good: nothing is then known of it but its id.
                        if record.value(&Item::TWIN).is_none() {
                            draft.set(&Item::FORM, &Form::Card);
                            draft.set(&Item::TWIN, &Some(*id));
                            draft.set(&Item::CREATED, &Some(Ms(context.now.ms)));
                        }
                        outcome.put(draft);
                    }
                    (Some(record), false) if record.is_alive() => change(record, context, &mut outcome, Draft::trash),
                    _ => {}
                }
                Ok(outcome)
            }
            Command::Split(id) => split::split(*id, snapshot, context),
            Command::Each(list, bulk) => {
                let mut outcome = Outcome::new(bulk.op());
                for id in list.iter().take(BULK_MAX) {
                    // What went to the trash meanwhile is left alone: the others are not refused for it.
                    let Some(record) = snapshot.alive(Kind::ITEM, id.0) else { continue };
                    let mut draft = Draft::edit(record.clone(), context);
                    bulk.apply(&mut draft)?;
                    outcome.put(draft);
                }
                Ok(outcome)
            }
            Command::AddDeck { title, parent } => {
                let mut draft = new(Kind::DECK, context);
                DeckEdit::Title(title.clone()).apply(&mut draft)?;
                draft.set(&Deck::PARENT, parent);
                draft.set(&Deck::CREATED, &Some(Ms(context.now.ms)));
                Ok(created(Op::AddDeck, draft))
            }
            Command::EditDeck(id, edits) => deck::edit(*id, edits, snapshot, context),
            Command::Place(placing) => placing.decide(snapshot, context),
            Command::ShowExample(examples) => example::show(examples, snapshot, context),
            Command::RemoveExample => Ok(crate::example::remove(example::members(), snapshot, context)),
        }
    }
}

fn add(form: Form, prompt: &str, more: &[Edit], both_ways: bool, context: &mut Context) -> Result<Outcome, Rejection> {
    let mut draft = new(Kind::ITEM, context);
    draft.set(&Item::FORM, &form);
    Edit::Prompt(prompt.to_owned()).apply(&mut draft)?;
    draft.set(&Item::CREATED, &Some(Ms(context.now.ms)));
    more.iter().try_for_each(|edit| edit.apply(&mut draft))?;
    let id = ItemId(draft.record().id);
    let mut outcome = Outcome::new(Op::AddItem);
    outcome.reply = Reply::Created(id.0);
    outcome.put(draft);
    if both_ways && form == Form::Card {
        outcome.put(twin(id, context));
    }
    Ok(outcome)
}

fn twin(card: ItemId, context: &mut Context) -> Draft {
    let mut draft = Draft::create(Record::new(Kind::ITEM, card.twin().0), context);
    draft.set(&Item::FORM, &Form::Card);
    draft.set(&Item::TWIN, &Some(card));
    draft.set(&Item::CREATED, &Some(Ms(context.now.ms)));
    draft
}

fn change(record: &Record, context: &Context, outcome: &mut Outcome, act: fn(&mut Draft)) {
    crate::edit::change(record, context, outcome, act);
}

impl Edit {
    pub(crate) fn apply(&self, draft: &mut Draft) -> Result<(), Rejection> {
        match self {
            Edit::Form(form) => draft.set(&Item::FORM, form),
            Edit::Deck(deck) => draft.set(&Item::DECK, deck),
            Edit::Prompt(prompt) => {
                let prompt = long(prompt)?;
                if prompt.trim().is_empty() {
                    return Err(Rejection::Text { place: Place::Text, fault: text::TextFault::Empty });
                }
                draft.set(&Item::PROMPT, &prompt);
            }
            Edit::Answer(answer) => draft.set(&Item::ANSWER, &long(answer)?),
            Edit::Options(options) => draft.set(&Item::OPTIONS, &texts(options, OPTIONS_MAX)?),
            Edit::Right(right) => draft.set(&Item::RIGHT, right),
            Edit::Matches(matches) => draft.set(&Item::MATCHES, &texts(matches, OPTIONS_MAX)?),
            Edit::Feedback(feedback) => draft.set(&Item::FEEDBACK, &texts(feedback, OPTIONS_MAX)?),
            Edit::Accepted(accepted) => draft.set(&Item::ACCEPTED, &texts(accepted, ANSWERS_MAX)?),
            Edit::Rejected(rejected) => draft.set(&Item::REJECTED, &texts(rejected, ANSWERS_MAX)?),
            Edit::Marks(marks) => draft.set(&Item::MARKS, marks),
            Edit::ExactSpelling(exact) => draft.set(&Item::EXACT_SPELLING, exact),
            Edit::Number(number) => draft.set(&Item::NUMBER, &finite(*number)?),
            Edit::Unit(unit) => draft.set(&Item::UNIT, &line(unit, Place::Text)?),
            Edit::Tolerance(tolerance) => draft.set(&Item::TOLERANCE, &positive(*tolerance)?),
            Edit::Relative(relative) => draft.set(&Item::RELATIVE, &positive(*relative)?),
            Edit::UnitRequired(required) => draft.set(&Item::UNIT_REQUIRED, required),
            Edit::Scoring(scoring) => draft.set(&Item::SCORING, scoring),
            Edit::Explanation(explanation) => draft.set(&Item::EXPLANATION, &long(explanation)?),
            Edit::Hints(hints) => draft.set(&Item::HINTS, &texts(hints, ANSWERS_MAX)?),
            Edit::Language(tag) => {
                let tag = text::line(tag, LANGUAGE_MAX).map_err(Rejection::text(Place::Language))?;
                draft.set(&Item::LANGUAGE, &tag);
            }
            Edit::Rubric(rubric) => draft.set(&Item::RUBRIC, rubric),
            Edit::Competency(competency, Some(demand)) => {
                draft.insert(&Item::COMPETENCIES, competency, &within(*demand, DEMAND_MAX)?);
            }
            Edit::Competency(competency, None) => draft.remove(&Item::COMPETENCIES, competency),
            Edit::Tags(tags) => tags.write(draft, &Item::TAGS)?,
            Edit::Resource(resource) => draft.set(&Item::RESOURCE, resource),
            Edit::Suspended(suspended) => draft.set(&Item::SUSPENDED, suspended),
            Edit::Flag(flag) => draft.set(&Item::FLAG, &within(*flag, FLAG_MAX)?),
            Edit::BuriedUntil(day) => draft.set(&Item::BURIED_UNTIL, &day.map(Day)),
        }
        Ok(())
    }
}

impl Bulk {
    fn op(&self) -> Op {
        if *self == Bulk::Trash { Op::Trash } else { Op::EditItem }
    }

    fn apply(&self, draft: &mut Draft) -> Result<(), Rejection> {
        match self {
            Bulk::Move(deck) => Edit::Deck(*deck).apply(draft),
            Bulk::Suspend(suspended) => Edit::Suspended(*suspended).apply(draft),
            Bulk::Flag(flag) => Edit::Flag(*flag).apply(draft),
            Bulk::Tag(tag, true) => Edit::Tags(Retag::new(vec![tag.clone()])).apply(draft),
            Bulk::Tag(tag, false) => Edit::Tags(Retag { opened: vec![tag.clone()], now: vec![] }).apply(draft),
            Bulk::Competency(competency, linked) => Edit::Competency(*competency, linked.then_some(0)).apply(draft),
            Bulk::Trash => {
                draft.trash();
                Ok(())
            }
        }
    }
}

/// A text of several lines.
fn long(text: &str) -> Result<String, Rejection> {
    text::note(text).map_err(Rejection::text(Place::Text))
}

fn texts(list: &[String], max: usize) -> Result<Vec<String>, Rejection> {
    if list.len() > max {
        let max = i64::try_from(max).unwrap_or(i64::MAX);
        return Err(Rejection::Number { place: Place::Number, min: 0, max });
    }
    list.iter().map(|text| long(text)).collect()
}

fn within(number: u8, max: u8) -> Result<u8, Rejection> {
    Ok(crate::edit::within(Some(number), 0, max)?.unwrap_or_default())
}

fn finite(number: Option<f64>) -> Result<Option<f64>, Rejection> {
    match number {
        Some(number) if !number.is_finite() => {
            Err(Rejection::Number { place: Place::Number, min: i64::MIN, max: i64::MAX })
        }
        number => Ok(number),
    }
}

fn positive(number: Option<f64>) -> Result<Option<f64>, Rejection> {
    match finite(number)? {
        Some(number) if number < 0.0 => Err(Rejection::Number { place: Place::Number, min: 0, max: i64::MAX }),
        number => Ok(number),
    }
}
