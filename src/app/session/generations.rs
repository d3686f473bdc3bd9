//! The copies that are kept on the device apart from a database: listed here, made by the worker.
//!
//! One is made at rest, once a day at most, when something changed. Nobody waits for it; one that fails is made
//! another time, and the older ones stay.

use super::{AppError, jobs::Work, open, query};
use crate::browser::{
    download::Made,
    files::ChosenFile,
    task,
    timers::{self, Later},
};
use cairn_domain::generation::{Generation, due};
use cairn_store::{Generations, IndexedDb};
use cairn_worker::protocol::{Answer, Copied, Request, Why};
use leptos::prelude::*;
use std::cell::RefCell;

/// Not in the way of what she came for.
const REST_MS: i32 = 10_000;
/// A page that stays open looks again.
const AGAIN_MS: i32 = 3_600_000;

thread_local! {
    static WAITING: RefCell<Option<Later>> = const { RefCell::new(None) };
    // Not owned by a view: it outlives a change of the language.
    static MADE: RefCell<Option<ArcRwSignal<u32>>> = const { RefCell::new(None) };
}

/// A copy that is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Kept {
    /// What it is called says when, why, and how much is in it.
    pub generation: Generation,
    /// Its length.
    pub bytes: u64,
}

/// Those of a database, the newest first.
pub async fn list(database: &str) -> Result<Vec<Kept>, AppError> {
    let kept = Generations::of(database).list().await?;
    Ok(kept.into_iter().map(|(generation, bytes)| Kept { generation, bytes }).collect())
}

/// Those of databases that are not there any more, each with the name of its database.
pub async fn left() -> Result<Vec<(String, Kept)>, AppError> {
    let there = IndexedDb::names().await?;
    let mut found = Vec::new();
    for database in Generations::databases().await? {
        if !there.contains(&database) {
            found.extend(list(&database).await?.into_iter().map(|kept| (database.clone(), kept)));
        }
    }
    Ok(found)
}

/// One of them as a file that was chosen: to be restored.
pub async fn file(database: &str, one: Generation) -> Option<ChosenFile> {
    let blob = Generations::of(database).open(&one).await.ok()?;
    ChosenFile::of_blob(&blob, &one.name(), "")
}

/// One of them as a file that was made: to be saved elsewhere.
pub async fn made(database: &str, one: Generation) -> Option<Made> {
    Generations::of(database).open(&one).await.ok().map(Made::of)
}

/// How many were made since the page was opened, for lists of them.
pub fn turn() -> ArcRwSignal<u32> {
    MADE.with_borrow_mut(|signal| signal.get_or_insert_with(|| ArcRwSignal::new(0)).clone())
}

/// Says that one was made.
pub fn note() {
    turn().update(|turn| *turn = turn.wrapping_add(1));
}

/// Makes one a little later, if one is due then; and looks again from time to time.
pub fn keep_later() {
    look_after(REST_MS);
}

fn look_after(ms: i32) {
    WAITING.set(Some(timers::after(ms, || {
        task::start(async {
            // What cannot be read now is copied another time. Where no copies can lie, the job still has the database put
            // itself in order.
            if is_due().await.unwrap_or(false) {
                Work::new().run(Request::Generation(Why::Daily), None, |answer, _| {
                    if matches!(answer, Answer::Generation(Copied::Made)) {
                        note();
                    }
                });
            }
            look_after(AGAIN_MS);
        });
    })));
}

async fn is_due() -> Result<bool, AppError> {
    let held = list(&open::database()).await.unwrap_or_default();
    let held: Vec<Generation> = held.into_iter().map(|kept| kept.generation).collect();
    Ok(due(&held, query::summary().await?.change, open::now().ms))
}
