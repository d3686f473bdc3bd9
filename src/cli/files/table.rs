//! Tables on the command line: columns hold what their names say, and cards go into a deck of the file's name.

use cairn_domain::time::Moment;
use cairn_formats::{
    problem::Refusal,
    sheet::{self, Decks, Layout, Place},
    source::Source,
};
use std::path::Path;

/// Where what stands at `path` goes.
pub(super) fn place(path: &Path, now: Moment) -> Place {
    Place::of_file(&path.file_name().unwrap_or_default().to_string_lossy(), now.ms)
}

/// What the table at `path` says, with the decks that there are.
pub(super) fn source(path: &Path, bytes: &[u8], decks: Decks, now: Moment) -> Result<Source, Refusal> {
    let layout = Layout::Table(sheet::look(bytes, None, None)?.mapping);
    Ok(sheet::read(bytes, &layout, &place(path, now), decks)?.source)
}
