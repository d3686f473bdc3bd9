//! The links of a pasted text, and which of them are in the library already. Nothing is written, nothing is fetched.

use super::World;
use crate::protocol::{Failure, Known, LINKS_MAX, Link, Links, Phase};
use cairn_domain::{
    kind::Kind,
    noun::Noun,
    port::{Lookup, Range, Snapshot, Store},
    resource::{Resource, link},
    text::TITLE_MAX,
};
use cairn_formats::{bookmarks, problem::utf8};
use std::collections::BTreeMap;

/// So many numbers of lines without a link are told.
const LINES_TOLD: usize = 10;

/// Reads the text and compares its links with the library.
pub async fn links(bytes: &[u8], world: &impl World) -> Result<Links, Failure> {
    world.begin(Phase::Reading);
    let text = bookmarks::links_in_text(utf8(bytes)?);
    world.begin(Phase::Comparing);
    let known = known(world).await?;
    let link = |found: &bookmarks::Found| Link {
        title: title(found),
        known: known.get(&found.link).cloned().unwrap_or(Known::No),
        address: found.link.clone(),
        again: found.again,
    };
    Ok(Links {
        links: text.found.iter().take(LINKS_MAX).map(link).collect(),
        more: text.found.len().saturating_sub(LINKS_MAX) as u64,
        without: text.without.len() as u64,
        lines: text.without.into_iter().take(LINES_TOLD).collect(),
    })
}

/// What stands beside the address; a page is often listed under its address alone.
fn title(found: &bookmarks::Found) -> String {
    let suggested = link::suggested_title(&found.link);
    let said = [&found.title, &suggested].into_iter().find(|title| !title.is_empty());
    said.unwrap_or(&found.link).chars().take(TITLE_MAX).collect()
}

/// The addresses that resources have; one in use counts before one in the trash.
async fn known(world: &impl World) -> Result<BTreeMap<String, Known>, Failure> {
    let (used, trashed) = (Resource::all(), Range::all(Kind::RESOURCE, "trash/"));
    let lookups = [used.clone(), trashed.clone()].map(Lookup::Range);
    let snapshot: Snapshot = world.store().await?.read(&lookups).await?;
    let mut known = BTreeMap::new();
    for (range, state) in [(trashed, Known::Trashed as fn(String) -> Known), (used, Known::Here)] {
        for resource in snapshot.records(&range).map(Resource::read) {
            if !resource.link.is_empty() {
                known.insert(resource.link, state(super::cut(&resource.title)));
            }
        }
    }
    Ok(known)
}
