//! Plain files for other programs.

use super::{World, amounts, collect::collect, given::spooled, media, troubles};
use crate::protocol::{Export, Failure, Files, Made, Phase};
use cairn_domain::{
    competency::Framework, error::Rejection, event::Event, id::FrameworkId, kind::Kind, noun::Noun, port::Store as _,
    practice::Weights, record::Record,
};
use cairn_formats::{anki, bookmarks, case, gift, items, notes, plain};
use cairn_sync::State;
use std::collections::BTreeMap;

/// Writes what was asked for.
pub async fn export<W: World>(what: &Export, world: &W) -> Result<(Made, W::Made), Failure> {
    world.begin(Phase::Collecting);
    let collected = collect(world.store().await?).await?;
    world.begin(Phase::Writing);
    let mut counts = collected.state.counts();
    let (mut left, mut passing) = (Vec::new(), None);
    let now_ms = world.now().ms;
    let bytes = match what {
        Export::Json => {
            let (records, events) = rows(collected.state);
            plain::json(&records, &events, now_ms).into_bytes()
        }
        Export::Csv => {
            let (records, events) = rows(collected.state);
            plain::csv_zip(&records, &events, now_ms)?
        }
        Export::Bookmarks => {
            let (text, links) = bookmarks::write(&rows(collected.state).0);
            counts = BTreeMap::from([(Kind::RESOURCE, links)]);
            text.into_bytes()
        }
        Export::Items => {
            let (bytes, found) = items::write(&rows(collected.state).0)?;
            counts = BTreeMap::from([(Kind::ITEM, found)]);
            bytes
        }
        Export::Anki => {
            let snapshot = world.store().await?.read(&[Weights::lookup()]).await?;
            let (records, events) = rows(collected.state);
            let items = anki::Leaving::all(&records, &events, now_ms, &Weights::in_use(&snapshot).fsrs);
            let files = media::known(anki::shown(&items), world).await?;
            world.begin(Phase::Writing);
            let decks = anki::decks(&records);
            let (written, rest) = anki::begin(&items, &decks, &files, world.now())?;
            passing = Some(rest);
            left = written.left;
            counts = BTreeMap::from([(Kind::ITEM, items.len() as u64), (Kind::DECK, decks.len() as u64)]);
            written.bytes
        }
        Export::Gift => {
            let written = gift::write(&rows(collected.state).0);
            counts = BTreeMap::from([(Kind::ITEM, written.count)]);
            left = written.all_left();
            written.bytes
        }
        Export::Notes => {
            let records = rows(collected.state).0;
            let files = media::known(notes::files(&records), world).await?;
            world.begin(Phase::Writing);
            let (written, rest) = notes::begin(&records, &files, now_ms)?;
            passing = Some(rest);
            counts = BTreeMap::from([(Kind::ITEM, written.items)]);
            left = written.left();
            written.bytes
        }
        Export::Case(framework) => framework_of(*framework, collected.state, now_ms)?,
    };
    let change = collected.summary.change;
    let holds = amounts(&counts);
    let (problems, left_out) = troubles(&left);
    let (hash, files) = (String::new(), Files::none());
    let made = match passing {
        Some(passing) => media::pass(&bytes, passing, world).await?,
        None => spooled(&bytes),
    };
    Ok((Made { holds, hash, change, sealed: false, problems, left_out, files }, made))
}

fn rows(state: State) -> (Vec<Record>, Vec<Event>) {
    (state.records.into_values().collect(), state.events.into_values().collect())
}

fn framework_of(id: FrameworkId, state: State, now_ms: i64) -> Result<Vec<u8>, Failure> {
    let found = state.records.get(&(Kind::FRAMEWORK, id.0)).filter(|record| record.is_alive());
    let framework = Framework::read(found.ok_or_else(|| Failure::Rejected(Rejection::Missing.to_string()))?);
    let records: Vec<_> = state.records.into_values().filter(Record::is_alive).collect();
    Ok(case::write(&framework, &records, now_ms).into_bytes())
}
