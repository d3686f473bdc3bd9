//! What a decision leaves behind: writes, their opposite, what changed, and an answer.

use crate::{
    cbor::Cbor,
    codes,
    event::Event,
    id::{EventId, Id},
    kind::Kind,
    port::Table,
    record::{Draft, Life, Record},
    undo::{Inverse, UndoEntry},
};
use std::collections::{BTreeMap, BTreeSet};

codes! {
    /// Every operation that a learner can take back, named for the toast and the undo list.
    pub enum Op {
        /// An operation of a newer version.
        Other = 0 "other",
        /// Took an earlier operation back.
        Undo = 1 "undo",
        /// Put something into the trash.
        Trash = 2 "trash",
        /// Took something out of the trash.
        Restore = 3 "restore",
        /// Brought records in from a file.
        Import = 4 "import",
        /// Kept what came back from the trash by itself.
        Keep = 5 "keep",
        /// Settled which of several versions of a text stays.
        SettleText = 6 "settle_text",
        /// Gave events of a wrong clock the present date.
        CorrectDate = 7 "correct_date",
        /// Changed the profile.
        EditProfile = 10 "edit_profile",
        /// Wrote down an interest, a strength or a growth area.
        AddInterest = 11 "add_interest",
        /// Changed an interest, a strength or a growth area.
        EditInterest = 12 "edit_interest",
        /// Changed by which weights the schedule goes, or looked for better ones.
        FitSchedule = 13 "fit_schedule",
        /// Set a new goal.
        CreateGoal = 20 "create_goal",
        /// Changed a goal.
        EditGoal = 21 "edit_goal",
        /// Changed a goal's status.
        MoveGoal = 22 "move_goal",
        /// Added a success criterion.
        AddCriterion = 23 "add_criterion",
        /// Changed a success criterion.
        EditCriterion = 24 "edit_criterion",
        /// Added a step.
        AddStep = 25 "add_step",
        /// Changed a step.
        EditStep = 26 "edit_step",
        /// Ticked a step.
        TickStep = 27 "tick_step",
        /// Opened a ticked step again.
        UntickStep = 28 "untick_step",
        /// Moved a step.
        MoveStep = 29 "move_step",
        /// Put a resource into the library.
        AddResource = 40 "add_resource",
        /// Changed a resource.
        EditResource = 41 "edit_resource",
        /// Noted how far she is in a resource.
        NoteProgress = 42 "note_progress",
        /// Made a framework.
        CreateFramework = 60 "create_framework",
        /// Changed a framework.
        EditFramework = 61 "edit_framework",
        /// Wrote a competency.
        AddCompetency = 62 "add_competency",
        /// Changed a competency.
        EditCompetency = 63 "edit_competency",
        /// Moved a competency in its tree.
        MoveCompetency = 64 "move_competency",
        /// Related two competencies.
        AddRelation = 65 "add_relation",
        /// Took a relation away.
        RemoveRelation = 66 "remove_relation",
        /// Wrote or changed a scale or a rubric.
        EditRubric = 67 "edit_rubric",
        /// Recorded evidence.
        AddEvidence = 80 "add_evidence",
        /// Took evidence back.
        VoidEvidence = 81 "void_evidence",
        /// Assessed herself.
        AssessSelf = 82 "assess_self",
        /// Contested an estimate.
        Contest = 83 "contest",
        /// Took a contest back.
        VoidContest = 84 "void_contest",
        /// Wrote an item.
        AddItem = 100 "add_item",
        /// Changed items.
        EditItem = 101 "edit_item",
        /// Made a deck.
        AddDeck = 102 "add_deck",
        /// Changed a deck.
        EditDeck = 103 "edit_deck",
        /// Noted an answer that went wrong.
        NoteMistake = 120 "note_mistake",
        /// Changed what was noted of one.
        EditMistake = 121 "edit_mistake",
        /// Is through with one.
        RepairMistake = 122 "repair_mistake",
    }
}

/// One thing to store.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Write {
    /// A record as a whole.
    Record(Record),
    /// An event.
    Event(Event),
    /// A derived row; `None` removes it.
    Derived {
        /// Which derived values.
        table: Table,
        /// Its key.
        key: String,
        /// Its content.
        body: Option<Cbor>,
    },
    /// A note of this device, such as when the last backup was made; `None` removes it.
    Device {
        /// Its key.
        key: String,
        /// Its content.
        body: Option<Cbor>,
    },
    /// Forgets an undo entry.
    DropUndo(u64),
}

/// How many records of a kind there are.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Count {
    /// In use. Events: all that were added.
    pub alive: i64,
    /// In the trash.
    pub trashed: i64,
}

/// What a decision wants to happen, all or nothing.
#[derive(Clone, PartialEq, Debug)]
pub struct Outcome {
    /// What was done.
    pub op: Op,
    /// What to store.
    pub writes: Vec<Write>,
    /// The opposite of each write.
    pub inverse: Vec<Inverse>,
    /// Changes of the kept totals.
    pub totals: BTreeMap<Kind, Count>,
    /// The answer to the caller.
    pub reply: Reply,
}

/// What a command answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reply {
    /// It was done.
    Done,
    /// This was made.
    Created(Id),
    /// An operation was taken back; so many of its writes were not, because something newer stands there.
    Undone {
        /// The operation.
        op: Op,
        /// Writes left alone.
        skipped: usize,
    },
}

/// The kinds that a commit touched, for views that show them.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct ChangeSet {
    /// Kinds of the written records and events.
    pub kinds: BTreeSet<Kind>,
    /// The number of the commit's last write.
    pub change: u64,
}

impl Outcome {
    /// Nothing yet.
    pub fn new(op: Op) -> Self {
        Self { op, writes: Vec::new(), inverse: Vec::new(), totals: BTreeMap::new(), reply: Reply::Done }
    }

    /// Stores a draft, if it changed anything.
    pub fn put(&mut self, draft: Draft) {
        let Some((record, was, inverse)) = draft.finish() else { return };
        self.inverse.extend(inverse);
        self.put_joined(record, was);
    }

    /// Stores a record that was joined with a copy from outside; there is no opposite of a join.
    pub fn put_joined(&mut self, record: Record, was: Option<Life>) {
        let count = self.totals.entry(record.kind).or_default();
        let mut shift = |life: Life, by: i64| match life {
            Life::Alive => count.alive += by,
            Life::Trashed => count.trashed += by,
        };
        if let Some(was) = was {
            shift(was, -1);
        }
        shift(record.life(), 1);
        self.writes.push(Write::Record(record));
    }

    /// Adds an event that `owner` (such as its competency's id) lists.
    pub fn add_owned_event(&mut self, event: Event, owner: &str) {
        self.inverse.push(Inverse::Added { kind: event.kind, id: event.id, owner: owner.to_owned() });
        self.put_event(event, true);
    }

    /// Adds an event.
    pub fn add_event(&mut self, event: Event) {
        let owner = crate::registry::owner(&event);
        self.add_owned_event(event, &owner);
    }

    /// Takes an event back.
    pub fn add_void(&mut self, void: Event, kind: Kind, target: EventId) {
        self.inverse.push(Inverse::Voided { kind, id: target });
        self.put_event(void, true);
    }

    /// Stores an event from outside; `new` unless its id was known.
    pub fn put_event(&mut self, event: Event, new: bool) {
        if new {
            self.totals.entry(event.kind).or_default().alive += 1;
        }
        self.writes.push(Write::Event(event));
    }

    /// Stores or removes a derived row.
    pub fn derive(&mut self, table: Table, key: String, body: Option<Cbor>) {
        self.writes.push(Write::Derived { table, key, body });
    }

    /// Whether nothing needs to be stored.
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty()
    }

    /// Kinds of the written records and events.
    pub fn kinds(&self) -> BTreeSet<Kind> {
        self.writes
            .iter()
            .filter_map(|write| match write {
                Write::Record(record) => Some(record.kind),
                Write::Event(event) => Some(event.kind),
                _ => None,
            })
            .collect()
    }

    /// The entry for the undo list; `None` if there is nothing to take back.
    pub fn undo_entry(&self, ms: i64) -> Option<UndoEntry> {
        (!self.inverse.is_empty()).then(|| UndoEntry { op: self.op, ms, inverse: self.inverse.clone() })
    }
}
