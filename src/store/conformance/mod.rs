//! What every store must do, checked the same way for all: natively for memory, in a browser for
//! IndexedDB. Each check opens databases of its own name on a [`Bench`].
//!
//! [`for_each_check`](crate::for_each_check) lists the checks for a test harness.

mod answers;
mod atomicity;
mod bulk;
mod desk;
mod media;
mod rows;
mod story;
mod undo;

pub use answers::answers_are_found_however_they_lie;
pub use atomicity::{a_failing_write_leaves_nothing, a_rejected_decision_leaves_nothing, two_writers_lose_nothing};
pub use bulk::{large_rows_come_back, twenty_thousand_writes_are_one_commit};
pub use desk::Raw;
pub use media::{
    a_failing_chunk_leaves_nothing_of_itself, a_file_is_there_whole_or_not_at_all, files_come_back_by_range,
};
pub use rows::{
    changes_come_in_pages, derived_rows_and_notes_are_kept, ids_outlive_a_connection, keys_follow_edits,
    ranges_are_read_in_key_order, rows_come_back_by_id, rows_with_equal_keys_page, totals_follow_life,
    unknown_kinds_are_kept,
};
pub use story::a_goal_goes_its_way;
pub use undo::{an_undo_gives_back_and_can_be_undone, the_undo_list_is_pruned};

use cairn_domain::port::Store;

/// A place that opens databases by name.
#[allow(async_fn_in_trait)] // one thread, as the port
pub trait Bench {
    /// The store under test.
    type Store: Store;

    /// Another connection to the database `name`; the first one of a check makes it.
    async fn open(&self, name: &str) -> Self::Store;

    /// Makes the next commit of this connection fail at row number `at`, from 0.
    fn fail_at_write(&self, store: &Self::Store, at: usize);

    /// Makes the next put of chunk number `at` of a file fail.
    fn fail_at_chunk(&self, store: &Self::Store, at: u32);
}

/// Calls a macro with the names of all checks, each a function of a [`Bench`].
#[macro_export]
macro_rules! for_each_check {
    ($tests:ident) => {
        $tests! {
            rows_come_back_by_id
            ranges_are_read_in_key_order
            rows_with_equal_keys_page
            answers_are_found_however_they_lie
            keys_follow_edits
            totals_follow_life
            derived_rows_and_notes_are_kept
            changes_come_in_pages
            unknown_kinds_are_kept
            ids_outlive_a_connection
            the_undo_list_is_pruned
            an_undo_gives_back_and_can_be_undone
            a_rejected_decision_leaves_nothing
            a_failing_write_leaves_nothing
            two_writers_lose_nothing
            a_goal_goes_its_way
            large_rows_come_back
            twenty_thousand_writes_are_one_commit
            files_come_back_by_range
            a_file_is_there_whole_or_not_at_all
            a_failing_chunk_leaves_nothing_of_itself
        }
    };
}
