//! Mistakes: what she makes of an answer that went wrong. Why it went wrong, what she wants to do about it, and whether
//! that is done: her own words about one answer, by which it is found again.
//!
//! There is at most one for an answer, and its id is the answer's, so two devices that note the same one end with one.
//! Not here: the answer ([`crate::response`]), and when the item is asked again ([`crate::practice`]).

pub mod command;
pub mod log;
#[cfg(test)]
mod tests;

use crate::{
    cbor::value::{Day, Ms},
    codes,
    id::{EventId, ItemId, MistakeId, ResourceId},
    kind::Kind,
    noun,
    port::Range,
    registry::{part, sortable_ms},
};

codes! {
    /// Why an answer went wrong, as she sees it.
    pub enum Cause {
        /// She has not said.
        Unsaid = 0 "unsaid",
        /// She did not know it.
        NotKnown = 1 "not_known",
        /// She took it for something else.
        MixedUp = 2 "mixed_up",
        /// She read the question wrongly.
        Misread = 3 "misread",
        /// She knew it, and it slipped.
        Slip = 4 "slip",
        /// She used the right rule wrongly, or a rule where it does not hold.
        RuleMisapplied = 5 "rule_misapplied",
        /// Something else, in her words.
        Other = 6 "other",
    }
}

codes! {
    /// What she wants to do about it.
    pub enum Repair {
        /// Nothing in particular.
        None = 0 "none",
        /// Read or watch something again.
        Reread = 1 "reread",
        /// Write the item anew, so that it asks better.
        Rewrite = 2 "rewrite",
        /// Ask somebody.
        Ask = 3 "ask",
        /// Practise it again on a day.
        Practise = 4 "practise",
    }
}

noun! {
    /// What she makes of an answer that went wrong.
    pub struct Mistake(MistakeId): MISTAKE {
        registers {
            /// What was asked.
            item ITEM: Option<ItemId> = 1,
            /// The answer.
            answer ANSWER: Option<EventId> = 2,
            /// When it was given.
            answered ANSWERED: Option<Ms> = 3,
            /// Why it went wrong.
            cause CAUSE: Cause = 4,
            /// Why, in her words; may be empty.
            text TEXT: String = 5,
            /// What to do about it.
            repair REPAIR: Repair = 6,
            /// What to read or watch again.
            resource RESOURCE: Option<ResourceId> = 7,
            /// The study day before which it need not be looked at.
            day DAY: Option<Day> = 8,
            /// When she was through with it; none while it is open.
            done_at DONE_AT: Option<Ms> = 9,
            /// When it was noted.
            created CREATED: Option<Ms> = 10,
        }
        sets {}
        texts {}
    }
}

impl MistakeId {
    /// The note on an answer: the same on every device.
    pub const fn of(answer: EventId) -> Self {
        Self(answer.0)
    }
}

impl Mistake {
    /// `open/<answered>/<id>` or `done/<when>/<id>`, and `item/<item>/<answered>` for what it is about.
    pub(crate) fn keys(&self) -> Vec<String> {
        let answered = sortable_ms(self.answered.or(self.created).map_or(0, |ms| ms.0));
        let state = match self.done_at {
            None => format!("open/{answered}/{}", self.id),
            Some(done) => format!("done/{}/{}", sortable_ms(done.0), self.id),
        };
        vec![state, format!("item/{}/{answered}", part(self.item))]
    }

    /// Open ones, the last answered first.
    pub fn open(limit: u32) -> Range {
        Range::last(Kind::MISTAKE, "open/", limit)
    }

    /// Those she is through with, the last first.
    pub fn done(limit: u32) -> Range {
        Range::last(Kind::MISTAKE, "done/", limit)
    }

    /// All of them, by item.
    pub fn all() -> Range {
        Range::all(Kind::MISTAKE, "item/")
    }

    /// Whether it is to be looked at on study day `today`.
    pub fn is_due(&self, today: i64) -> bool {
        self.done_at.is_none() && self.day.is_none_or(|Day(day)| day <= today)
    }
}
