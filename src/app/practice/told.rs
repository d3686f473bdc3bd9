//! Commands whose toast names the one thing that was done, where the word for the change as a whole would say less.

use crate::session::{self, AppError, words};
use crate::ui::live;
use cairn_domain::command::Command;
use leptos::prelude::*;

/// Runs a command; the toast says `done`, with Undo, or why it was not done.
pub fn run(command: Command, done: String) {
    session::run_then(command, move |result| match result {
        Ok(commit) if !commit.changes.kinds.is_empty() => {
            let change = commit.changes.change;
            let undo = commit.undoable.then(|| Callback::new(move |()| session::undo(change)));
            live::toast(done, undo);
        }
        Err(error @ AppError::Rule(_)) => live::toast(words::error(&error), None),
        Ok(_) | Err(_) => {}
    });
}
