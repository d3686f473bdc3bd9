//! What a learner does to frameworks, competencies and relations.

use super::{Competency, Framework, Relation};
use crate::{
    change::Outcome,
    error::Rejection,
    id::Id,
    port::{Lookup, Snapshot},
    record::Context,
    registry::part,
};

/// Something done to a framework or what is in it.
#[derive(Clone, PartialEq, Debug)]
pub enum Command {}

impl Framework {
    /// `all/<order>`.
    pub(crate) fn keys(&self) -> Vec<String> {
        vec![format!("all/{}", self.order)]
    }
}

impl Competency {
    /// `framework/<framework>/<parent>/<order>`.
    pub(crate) fn keys(&self) -> Vec<String> {
        vec![format!("framework/{}/{}/{}", part(self.framework), part(self.parent), self.order)]
    }
}

impl Relation {
    /// `framework/<framework>`, and `end/<competency>` for each end in this database.
    pub(crate) fn keys(&self) -> Vec<String> {
        let mut keys = vec![format!("framework/{}", part(self.framework))];
        keys.extend([self.from, self.to].into_iter().flatten().map(|end| format!("end/{end}")));
        keys
    }
}

impl Command {
    pub(crate) fn needs(&self, _snapshot: &Snapshot) -> Vec<Lookup> {
        match *self {}
    }

    pub(crate) fn decide(&self, _snapshot: &Snapshot, _context: &mut Context) -> Result<Outcome, Rejection> {
        match *self {}
    }
}

pub(crate) fn subtree_needs(_id: Id, _snapshot: &Snapshot) -> Vec<Lookup> {
    Vec::new()
}

pub(crate) fn trash_subtree(_id: Id, _snapshot: &Snapshot, _context: &Context) -> Result<Outcome, Rejection> {
    Err(Rejection::Missing)
}
