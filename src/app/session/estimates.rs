//! Reckons estimates that a restore left to be reckoned, because its worker ended before it was through.

use super::{dispatch, query};
use crate::browser::task;
use cairn_domain::{
    change::ChangeSet,
    evidence::{command::Rebuild, due},
    kind::Kind,
};

/// Does so if the note of the device says that it is due.
pub fn rebuild_due() {
    task::start(async {
        let Ok(note) = query::once(|_| vec![due::lookup()]).await else { return };
        if !due::is_due(&note) {
            return;
        }
        let Ok(snapshot) = query::once(|_| due::needs()).await else { return };
        for some in due::competencies(&snapshot).chunks(due::TOGETHER) {
            dispatch::decide(Box::new(Rebuild(some.to_vec())), |_| {});
        }
        // One after another: this is written when all of them are.
        dispatch::decide(Box::new(due::Settled), |settled| {
            if let Ok(commit) = settled {
                dispatch::changed(&ChangeSet { kinds: [Kind::EVIDENCE].into(), change: commit.changes.change });
            }
        });
    });
}
