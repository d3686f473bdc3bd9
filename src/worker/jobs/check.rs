//! Whether a `.cairn` file is whole: every entry, every row, the state hash. Needs no database, but knows by one
//! whether the file is hers.

use super::{
    World, amounts, cut,
    file::{self, Hers},
    given::Given,
    media::Named,
    troubles,
};
use crate::protocol::{Checked, Failure, Phase};
use cairn_domain::{
    kind::Kind,
    noun::Noun,
    profile::{PROFILE_RECORD, Profile},
};
use cairn_formats::{
    cairn,
    problem::{Location, Refusal},
    report::hex,
};
use cairn_sync::State;
use std::collections::BTreeMap;

/// Reads everything in the file and holds it against what the file says of itself.
pub async fn check(given: &(impl Given + ?Sized), world: &impl World) -> Result<Checked, Failure> {
    world.begin(Phase::Verifying);
    if !cairn::is_cairn(&given.head(4)?) {
        return Err(Refusal::new(Location::Whole, "not_cairn", "").into());
    }
    // Without a database that can be read a backup is held to what anyone's may hold, and checked all the same.
    let hers = Hers::read(world).await.ok();
    let file = file::verify(given, |manifest| hers.is_some_and(|hers| hers.wrote(manifest)))?.0;
    let (problems, wrong) = troubles(&file.problems);
    let (state, _) = State::of(file.contents.records, file.contents.events);
    let name = state.records.get(&(Kind::PROFILE, PROFILE_RECORD)).map(|record| Profile::read(record).name);
    Ok(Checked {
        whole: wrong == 0,
        title: cut(&name.unwrap_or_default()),
        made_ms: file.manifest.made_ms().unwrap_or(0),
        files: Named::of(&state).files(&file.media, &BTreeMap::new()),
        holds: amounts(&state.counts()),
        hash: hex(&state.hash()),
        problems,
        wrong,
    })
}
