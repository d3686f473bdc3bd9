//! Tables on the command line: columns hold what their names say, and cards go into a deck of the file's name.

use cairn_domain::time::Moment;
use cairn_formats::{
    problem::Refusal,
    sheet::{self, Decks, Into, Layout, Place},
    source::Source,
};
use std::path::Path;

/// What the table at `path` says, with the decks that there are.
pub(super) fn source(path: &Path, bytes: &[u8], decks: Decks, now: Moment) -> Result<Source, Refusal> {
    let name = sheet::name_of_file(&path.file_name().unwrap_or_default().to_string_lossy());
    let deck = if name.is_empty() { Into::Nowhere } else { Into::Named(name.clone()) };
    let layout = Layout::Table(sheet::look(bytes, None, None)?.mapping);
    let place = Place { name, deck, now_ms: now.ms };
    Ok(sheet::read(bytes, &layout, &place, decks)?.source)
}
