//! Records that are asked for by id, many at once, as a file asks for all that it names: most of them are new, and to ask for a
//! row that is not there takes as long as for one that is. So the names of all rows are read first.

use crate::indexed_db::{error::store_error, keys::Place, reading::Reading};
use cairn_domain::port::{Lookup, StoreError};
use std::collections::BTreeMap;

/// So many records of a store are asked for one by one.
const FEW: usize = 1_000;

/// Of each lookup, whether it is for a record that is not there; nothing if there are few.
pub(super) async fn of(reading: &Reading<'_, '_>, lookups: &[Lookup]) -> Result<Vec<bool>, StoreError> {
    let record = |lookup: &Lookup| match lookup {
        Lookup::Record(kind, id) => Some((Place::of(*kind, reading.version), *id)),
        _ => None,
    };
    if lookups.len() <= FEW {
        return Ok(Vec::new());
    }
    let mut many: BTreeMap<&'static str, (usize, Vec<String>)> = BTreeMap::new();
    for (place, _) in lookups.iter().filter_map(record) {
        many.entry(place.store).or_default().0 += 1;
    }
    many.retain(|_, (count, _)| *count > FEW);
    for (name, (_, names)) in &mut many {
        let store = reading.transaction.object_store(name).map_err(|error| store_error(&error))?;
        *names = super::keys(&store, reading.counters).await?;
        // In the browser's order, which is another one for letters that no id has.
        names.sort_unstable();
    }
    let is_absent = |lookup: &Lookup| {
        let Some((place, id)) = record(lookup) else { return false };
        many.get(place.store).is_some_and(|(_, names)| names.binary_search(&place.key(id)).is_err())
    };
    Ok(lookups.iter().map(is_absent).collect())
}
