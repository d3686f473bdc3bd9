//! Fits the weights of the schedule to all of her answers. Nothing is written: what becomes of the result is hers to say,
//! and the page's to write. The log is read some answers at a time, and kept as numbers alone.

use super::World;
use crate::protocol::{Failure, Fits, Fittable, Fitting, Found, Phase, Progress};
use cairn_domain::{
    cbor::Cbor,
    event::Event,
    id::Id,
    kind::Kind,
    port::{Lookup, Range, Row, Store},
    practice::{self, Fitted, Histories, Weights},
    response,
};
use cairn_fitting::{Ground, fit, ground};
use cairn_learning::schedule::{Fit, History, ScheduleConfig};
use std::collections::BTreeSet;

/// Answers from one word about the progress to the next.
const STEP: u64 = 2_000;

/// Counts what there is to fit on, and fits if that is asked for.
pub async fn fitting(how: &Fitting, world: &impl World) -> Result<Fits, Failure> {
    let (config, today) = (ScheduleConfig::default(), world.now().study_day());
    let said = practice::Fits::read(&world.store().await?.read(&[Weights::lookup()]).await?);
    let log = log(world).await?;
    let histories: Vec<&History> = log.iter().map(Vec::as_slice).collect();
    let Ground { reviews, what } = ground(&histories, said.tried, today, &config.fitting);
    let found = match how {
        Fitting::Count => None,
        Fitting::Fit => {
            world.begin(Phase::Fitting);
            let found = fit(&histories, what, &said.weights(), &config);
            found.map_err(|error| Failure::Unfitted(super::cut(&error.to_string())))?
        }
    };
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let found = found.map(|found| Found {
        set: Cbor::of(&Fitted {
            weights: found.weights,
            day: today,
            reviews: count(reviews),
            judged: count(found.after.n),
            before: found.before.mean,
            after: found.after.mean,
            all: what == Fit::All,
        }),
        is_better: found.is_better,
    });
    let fittable = match what {
        Fit::Nothing => Fittable::Nothing,
        Fit::FirstFour => Fittable::FirstFour,
        Fit::All => Fittable::All,
    };
    Ok(Fits { reviews: reviews as u64, fittable, found })
}

/// Each item's answers in their order.
async fn log(world: &impl World) -> Result<Vec<Vec<(i64, cairn_learning::schedule::Rating)>>, Failure> {
    let (store, now_ms) = (world.store().await?, world.now().ms);
    let totals = store.summary().await?.totals;
    let kinds = [Kind::RESPONSE, Kind::VOID];
    let total = kinds.iter().filter_map(|kind| totals.get(kind)).map(|count| count.alive.unsigned_abs()).sum();
    let (mut log, mut done) = (Histories::default(), 0);
    let tell = |done| world.progress(Progress { phase: Phase::Collecting, done, total });
    tell(done);
    let trash = Lookup::Range(Range::all(Kind::ITEM, "trash/"));
    let found = store.read(std::slice::from_ref(&trash)).await?;
    let trashed: BTreeSet<Id> = found
        .hits(&trash)
        .iter()
        .filter_map(|hit| match &hit.row {
            Row::Record(record) => Some(record.id),
            Row::Event(_) => None,
        })
        .collect();
    // Those to a card in the trash may be another's, who brought it and went with it.
    let counts =
        |event: &Event| trashed.is_empty() || response::item(event).is_none_or(|item| !trashed.contains(&item.0));
    let mut add = |row: &Row| {
        if let Row::Event(event) = row
            && (event.kind != Kind::RESPONSE || counts(event))
        {
            log.add(event, now_ms);
            done += 1;
            if done % STEP == 0 {
                tell(done);
            }
        }
    };
    world.answers(&mut add).await?;
    // What takes one back is rare.
    let voids = Lookup::ChangedSince { kind: Kind::VOID, change: 0, after: None, limit: u32::MAX };
    store.read(std::slice::from_ref(&voids)).await?.hits(&voids).iter().for_each(|hit| add(&hit.row));
    Ok(log.in_order())
}
