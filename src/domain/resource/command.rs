//! What a learner does to the resources in her library.

use super::Resource;
use crate::{
    change::Outcome,
    error::Rejection,
    port::{Lookup, Snapshot},
    record::Context,
};

/// Something done to a resource.
#[derive(Clone, PartialEq, Debug)]
pub enum Command {}

impl Resource {
    pub(crate) fn keys(&self) -> Vec<String> {
        vec![format!("all/{}", crate::registry::sortable_ms(self.created.map_or(0, |ms| ms.0)))]
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
