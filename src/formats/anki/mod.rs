//! Packages of Anki, `.apkg` and `.colpkg`, in all three layouts: notes become items, one for each card, with their decks,
//! tags, pictures, sounds and answers. Facts of the format were read off files that Anki 26.9 wrote.
//!
//! A card of a template is a card; what is to be typed is a short answer; a text with gaps asks the gaps of one number each
//! time, as there. A picture with covered parts asks those of one number (`covers`). The answers make the schedule what it was, and the last of each card says for which day it was put off.
//!
//! Codes of problems: `card_without_note`, `note_without_kind`, `card_without_template`, `empty_front`, `gap_missing`,
//! `image_occlusion`, `cover_left_out`, `latex_as_text`, `script_left_out`, `frame_left_out`, `remote_left_out`, `file_missing`,
//! `side_cut`, `unknown_file`, `no_file`, `file_too_large`, `many_tags`, `too_many`, `schedule_without_answers` with how many. Codes of refusals besides those of an archive,
//! of which `too_large` and `too_dense` are said of what lies within too: `no_collection`, `newer_collection`, `only_a_stub`,
//! `not_sqlite`, `damaged_collection`, `unknown_schema`, `no_table`, `bad_models`, `bad_decks`, `bad_media_list`,
//! `too_many_rows`. Codes of what is left when items are written: `covers_left`,
//! `missing_media`.

mod back;
mod cloze;
mod collection;
mod files;
mod html;
mod items;
mod leaving;
mod legacy;
mod notes;
mod occluded;
mod occlusion;
mod outline;
mod package;
mod protobuf;
mod reviews;
mod room;
mod shapes;
mod sides;
mod template;
#[cfg(test)]
mod tests;
mod twins;
mod write;

use crate::{
    cairn::Input,
    problem::{Location, Problem, Refusal},
    source::Source,
};
use collection::Collection;
use files::Files;
pub use leaving::{Leaving, decks};
pub use package::is_package;
use package::{Layout, Package};
use std::collections::BTreeSet;
pub use write::{Package as Leave, Written, begin, shown, write};

/// The name of the format in reports and in ids; never changed.
pub const FORMAT: &str = "anki";

/// What is in a package, as Anki counts it.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Counts {
    /// Notes.
    pub notes: u64,
    /// Cards.
    pub cards: u64,
    /// Rows of the review log, also those that are no answers.
    pub responses: u64,
    /// Files.
    pub media: u64,
    /// Decks that hold cards, and those in which they lie, without the default one.
    pub decks: u64,
    /// Tags of notes.
    pub tags: u64,
}

/// A package that was read.
#[derive(Clone, PartialEq, Debug)]
pub struct Read {
    /// What it says.
    pub source: Source,
    /// What is in it.
    pub counts: Counts,
}

/// Reads a package. `tz_offset_min` is the difference of her time from UTC, for what the package does not say of its own.
pub fn read(input: impl Input, tz_offset_min: i16) -> Result<Read, Refusal> {
    let mut package = Package::open(input)?;
    let bytes = package.collection()?;
    let collection = Collection::read(&bytes, package.collection_name())?;
    if package.layout() == Layout::First && is_stub(&collection) {
        return Err(Refusal::new(Location::Whole, "only_a_stub", ""));
    }
    let entries = package.media()?;
    let mut read = |entry: &str| package.file(entry);
    let mut files = Files::new(entries, &mut read);
    let mut source = items::source(&collection, bytes.len() as u64, &mut files, tz_offset_min)?;
    let counts = counts(&collection, files.count());
    let lost = files.lost.into_values().map(|Refusal { location, code, detail }| Problem { location, code, detail });
    source.problems.extend(lost);
    source.files = files.shown;
    Ok(Read { source, counts })
}

/// The files of a package, one after the other.
pub struct Media<R>(Package<R>);

impl<R: Input> Media<R> {
    /// Opens a package; refused like [`read`].
    pub fn of(input: R) -> Result<Self, Refusal> {
        Package::open(input).map(Self)
    }

    /// The content of the file that an [entry](crate::source::Content::Entry) holds; `None` if it is not there.
    pub fn file(&mut self, entry: &str) -> Result<Option<Vec<u8>>, Refusal> {
        self.0.file(entry)
    }
}

fn counts(collection: &Collection, media: usize) -> Counts {
    let tags: BTreeSet<&String> = collection.notes.iter().flat_map(|note| &note.tags).collect();
    // The default deck is there in every collection: an import brings none.
    let used = collection.cards.iter().filter(|card| card.deck != collection::DEFAULT_DECK);
    let used = used.filter_map(|card| collection.decks.get(&card.deck));
    let decks: BTreeSet<&[String]> = used.flat_map(|path| (1..=path.len()).map(|depth| &path[..depth])).collect();
    Counts {
        notes: collection.notes.len() as u64,
        cards: collection.cards.len() as u64,
        responses: collection.reviews.len() as u64,
        media: media as u64,
        decks: decks.len() as u64,
        tags: tags.len() as u64,
    }
}

/// Whether this is what newer layouts put beside the collection for versions that cannot read it: one note that asks for a newer
/// version.
fn is_stub(collection: &Collection) -> bool {
    let [note] = collection.notes.as_slice() else { return false };
    collection.cards.len() == 1
        && note.fields.first().is_some_and(|field| field.starts_with("Please update to the latest Anki"))
}
