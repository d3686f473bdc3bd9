//! Reckons estimates that a restore left to be reckoned, because its worker ended before it was through.

use super::{dispatch, query};
use crate::browser::task;
use cairn_domain::{
    change::ChangeSet,
    evidence::{command::Rebuild, due},
    id::CompetencyId,
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
        let competencies = due::competencies(&snapshot);
        let mut left = competencies.chunks(due::TOGETHER).map(<[_]>::to_vec).collect::<Vec<_>>();
        left.reverse();
        rebuild(left);
    });
}

/// One transaction after another. If one fails the note stays, and it is done on another visit.
fn rebuild(mut left: Vec<Vec<CompetencyId>>) {
    match left.pop() {
        Some(some) => dispatch::decide(Box::new(Rebuild(some)), move |rebuilt| {
            if rebuilt.is_ok() {
                rebuild(left);
            }
        }),
        None => dispatch::decide(Box::new(due::Settled), |settled| {
            if let Ok(commit) = settled {
                dispatch::changed(&ChangeSet { kinds: [Kind::EVIDENCE].into(), change: commit.changes.change });
            }
        }),
    }
}
