//! A framework's tree as it is read: what it needs is watched, and estimates of another model or of other weights than
//! those in use are computed anew where they are seen.

use super::read::{self, Frame};
use crate::session::{Reading, dispatch, practice, shown, watch};
use cairn_domain::{
    change::ChangeSet,
    evidence::{command::Rebuild, due},
    id::FrameworkId,
    kind::Kind,
};
use leptos::prelude::*;

/// The framework as it was read last: nothing yet, not here, or there.
pub type Shown = Memo<Option<Option<Frame>>>;

/// The tree, nothing if it is not here, and how its reading went.
pub fn tree(id: FrameworkId) -> (ReadSignal<Reading>, Shown) {
    let reading = watch(read::TREE_KINDS, move |snapshot| read::frame_needs(id, snapshot));
    let frame = shown(reading, move |snapshot| read::frame(id, snapshot, practice::today()));
    Effect::new(move |_| {
        // Some at a time: once they are written the tree is read again, and what is left comes next.
        let stale: Vec<_> = frame.with(|frame| {
            frame.iter().flatten().flat_map(|frame| frame.stale.iter().copied()).take(due::TOGETHER).collect()
        });
        if !stale.is_empty() {
            let kinds = [Kind::EVIDENCE].into();
            dispatch::decide(Box::new(Rebuild(stale)), |result| {
                if let Ok(commit) = result {
                    dispatch::changed(&ChangeSet { kinds, change: commit.changes.change });
                }
            });
        }
    });
    (reading, frame)
}
