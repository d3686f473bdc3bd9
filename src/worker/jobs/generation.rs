//! Copies of all rows that are kept on the device, apart from the database: made at rest, when she asks, and
//! before the database changes its shape. What is kept was read back from where it lies.
//!
//! One that fails leaves the older ones as they are, and none is made where it would fill the device.

use super::{World, backup, coming, file, given::Spool};
use crate::protocol::{Before, Copied, Failure, Phase, Why};
use cairn_domain::{
    generation::{Cause, Generation, due, has_room, leaving},
    port::{Store, Summary},
    practice::{settled, settled_lookups},
};
use cairn_formats::report::hex;

/// Single answers from which on they are worth packing: four full pages, some weeks of practice. Below it a run would
/// write pages anew for a handful of answers each.
const WORTH_PACKING: usize = 1_024;

/// And so many for each page that is there: a run may write every page anew, so the work for an answer would grow with
/// their number if runs came as often as ever. With this each answer pays for a sixteenth of a page, whatever there is.
const WORTH_A_PAGE: usize = 16;

/// Keeps a copy, if there is a reason for one. What is done at rest has the database put itself in order too, whatever
/// became of the copy: a device without room is in need of it most.
pub async fn keep(why: &Why, world: &impl World) -> Result<Copied, Failure> {
    let copied = copy(why, world).await;
    if matches!(why, Why::Daily) {
        coming::tidy(world).await;
        // What could not be packed now is packed another time.
        let _ = fold(world).await;
    }
    copied
}

/// Packs the answers that the schedule has taken in; those beyond are what a sitting begins with, and stay as they are.
async fn fold(world: &impl World) -> Result<(), Failure> {
    let snapshot = world.store().await?.read(&settled_lookups()).await?;
    let least = WORTH_PACKING.max(WORTH_A_PAGE * world.pages().await?);
    world.fold(settled(&snapshot), least).await?;
    Ok(())
}

async fn copy(why: &Why, world: &impl World) -> Result<Copied, Failure> {
    let summary = world.store().await?.summary().await?;
    let held = world.generations().await?;
    let (needed, cause) = match why {
        Why::Daily => (due(&held, summary.change, world.now().ms), Cause::Daily),
        Why::Asked => (newest(&held).is_none_or(|one| one.change != summary.change), Cause::Asked),
    };
    if !needed || is_empty(&summary) {
        return Ok(Copied::NotNeeded);
    }
    make(cause, &held, world).await?;
    Ok(Copied::Made)
}

/// Brings the database to this build's schema version, behind a copy of it as it is.
pub async fn upgrade(before: &Before, world: &impl World) -> Result<(), Failure> {
    if *before == Before::Copy {
        let summary = world.store().await?.summary().await?;
        let held = world.generations().await?;
        // Made by an upgrade that did not come to its end, or today: one of the same state is enough, if it is whole.
        let same = held.iter().filter(|one| one.change == summary.change);
        let mut has_one = false;
        for one in same {
            has_one = has_one || is_whole(one, world).await.is_ok();
        }
        if !has_one && !is_empty(&summary) {
            make(Cause::Shape, &held, world).await?;
        }
    }
    world.begin(Phase::Storing);
    Ok(world.upgrade().await?)
}

async fn make<W: World>(cause: Cause, held: &[Generation], world: &W) -> Result<(), Failure> {
    let (told, made) = backup::rows_alone(world).await?;
    if world.free().await.is_some_and(|free| !has_room(made.length(), free)) {
        return Err(Failure::NoRoom);
    }
    let entries = told.holds.iter().map(|amount| amount.count).sum();
    let one = Generation { made_ms: world.now().ms, change: told.change, entries, cause };
    world.begin(Phase::Writing);
    world.keep_generation(&one, &made).await?;
    world.begin(Phase::Verifying);
    if is_whole(&one, world).await != Ok(told.hash) {
        // The older ones are still there.
        world.remove_generation(&one).await?;
        return Err(Failure::NotVerified);
    }
    for old in leaving(&[held, &[one]].concat()) {
        world.remove_generation(&old).await?;
    }
    Ok(())
}

/// The state hash of one that is whole, read from where it lies.
async fn is_whole(one: &Generation, world: &impl World) -> Result<String, Failure> {
    let lies = world.generation(one).await?;
    let back = file::verify(&lies, |_| true)?.0;
    if !back.problems.is_empty() {
        return Err(Failure::NotVerified);
    }
    Ok(hex(&backup::hash_of(&back.contents.records, &back.contents.events)))
}

fn newest(held: &[Generation]) -> Option<&Generation> {
    held.iter().max_by_key(|one| one.made_ms)
}

/// Of nothing no copy is made.
fn is_empty(summary: &Summary) -> bool {
    summary.totals.values().all(|count| count.alive == 0 && count.trashed == 0)
}
