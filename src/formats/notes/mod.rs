//! Markdown notes with the flashcards of Obsidian's spaced-repetition notes: a folder, a zip of one, or a single note.
//!
//! A note holds cards if a tag says so, `#flashcards` or one below it, in its front matter or in the text; from a line of tags
//! on it holds for what follows, before a card for that card alone. `front::back` is a card, with `:::` one that is asked both
//! ways (two items: a card and its twin); `?` and `??` on a line of their own part a card of several lines, up to a blank line;
//! `==words==` are gaps, of one text one item. In code, formulas and comments no syntax counts (`spans`, `lines`).
//! A vault's own settings hold if they are in the folder ([`Settings`]).
//!
//! Decks are the tags, as they lie in each other; a second deck tag of a card and all other tags are tags of the item. Headings
//! above a card are its hint. An item is named by the path of its note and its front, of a text with gaps without what stands in
//! them, or by its `^name`, so that an edited back changes the item (`names`). A note that holds cards is a resource, from
//! which its items were made, and so are the notes and pages to which it links; where there is no card at all, every note is.
//! Pictures and sounds of the folder that cards show are kept. When a card was to be asked by the plugin is left out, and told.
//!
//! What goes out ([`write()`]) is a note for each deck, with names of items by which it comes back as the same items.
//!
//! Codes of problems: `not_utf8`, `bad_name`, `duplicate_entry`, `symlink`, `damaged_entry`, `bad_settings`, `bad_front_matter`,
//! `bad_language`, `unclosed_code`, `untagged` with how many, `no_cards`, `empty_front`, `empty_back`, `no_gap`, `card_too_long`,
//! `text_mended`, `card_tags`, `duplicate_name`, `repeated_card`, `overlap_lost`, `schedule_left` with how many, `remote_picture`,
//! `missing_file`, `not_shown`, `file_left`, `note_left`, `link_left`, `dropped`, `markup_left`. Codes of refusals: `not_utf8` of
//! a single note, `no_notes`, `too_many_cards`, `too_dense`, and of a zip `damaged`, `too_many_entries`, `unsafe_path`,
//! `unsupported_entry`, `too_large`. Codes of what is left when items are written: `only_readable`, `missing_media`.

mod archive;
mod blocks;
mod cloze;
mod context;
mod decks;
mod draft;
mod files;
mod found;
mod front;
mod gather;
#[cfg(test)]
mod hostile;
mod html;
mod lines;
mod links;
mod marks;
mod names;
mod resources;
mod settings;
mod spans;
mod tags;
#[cfg(test)]
mod tests;
mod text;
mod vault;
mod write;

pub use settings::{Gaps, Settings};
pub use write::{Written, begin, files, write};

use crate::{
    cairn::Input,
    problem::{Location, Problems, Refusal, utf8},
    source::Source,
};
use archive::Archive;
use cairn_domain::folder;
use gather::Gather;
use vault::Vault;

/// The name of the format in reports and in ids; never changed.
pub const FORMAT: &str = "notes";

/// Cards of one import.
pub const CARDS_MAX: usize = 200_000;
/// Bytes of all notes of one import.
pub const TEXT_MAX: u64 = 64 << 20;

/// A note.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Note<'a> {
    /// Its path in the folder, with forward slashes.
    pub path: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// Whether a text is a note with cards.
pub fn looks_like(bytes: &[u8]) -> bool {
    utf8(bytes).is_ok_and(gather::has_cards)
}

/// Whether this is a folder as one file.
pub fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(folder::MAGIC.as_bytes())
}

/// Whether a zip is a folder with notes in it.
pub fn is_folder(input: impl Input) -> bool {
    archive::has_notes(input)
}

/// Reads a zip of notes, a folder of them as one file ([`folder`]), or a single one of this file name; `now_ms` is when it comes in, UTC ms.
pub fn read(bytes: &[u8], name: &str, now_ms: i64) -> Result<Source, Refusal> {
    if is_packed(bytes) {
        let damaged = || Refusal::new(Location::Whole, "damaged", "");
        let files: Vec<Note> =
            folder::files(bytes).ok_or_else(damaged)?.into_iter().map(|(path, bytes)| Note { path, bytes }).collect();
        return read_folder(&files, now_ms);
    }
    if !archive::is_zip(bytes) {
        utf8(bytes)?;
        let note = Note { path: name.rsplit(['/', '\\']).next().unwrap_or_default(), bytes };
        return read_notes(&[note], &[], &Settings::default(), now_ms);
    }
    let mut problems = Problems::default();
    let mut archive = Archive::open(bytes, &mut problems)?;
    let settings = archive.settings(&mut problems)?.unwrap_or_default();
    let contents = archive.notes(&mut problems)?;
    let notes: Vec<Note> = contents.iter().map(|(path, bytes)| Note { path, bytes }).collect();
    let paths = archive.files();
    let mut open = |at: usize| archive.open_file(at);
    Gather::of(&notes, paths.iter().map(String::as_str).collect(), &settings, problems).read(&mut open, now_ms)
}

/// Reads the files of a folder, each by its path in it: notes, what lies beside them, and how the vault wants them read. Within
/// the limits of a zip.
pub fn read_folder(files: &[Note], now_ms: i64) -> Result<Source, Refusal> {
    archive::unless_beyond(files)?;
    let entries = files.iter().enumerate().map(|(at, file)| (file.path.trim_start_matches('/').to_owned(), at));
    let vault = Vault::of(entries.collect());
    let (notes, beside) = (vault.notes, vault.files);
    let mut problems = Problems::default();
    let said = vault.settings.map(|at| Settings::of(files[at].bytes));
    if said == Some(None) {
        problems.push(Location::Entry(settings::PATH.to_owned(), None), "bad_settings", "");
    }
    let settings = said.flatten().unwrap_or_default();
    let notes: Vec<Note> = notes.iter().map(|(path, at)| Note { path, bytes: files[*at].bytes }).collect();
    let paths = beside.iter().map(|(path, _)| path.as_str()).collect();
    let mut open = |at: usize| Ok(beside.get(at).map(|(_, at)| files[*at].bytes.to_vec()));
    Gather::of(&notes, paths, &settings, problems).read(&mut open, now_ms)
}

/// Reads notes with the files beside them, each by its path, as these settings want it.
pub fn read_notes(notes: &[Note], beside: &[Note], settings: &Settings, now_ms: i64) -> Result<Source, Refusal> {
    let mut open = |at: usize| Ok(beside.get(at).map(|file: &Note| file.bytes.to_vec()));
    let paths = beside.iter().map(|file| file.path).collect();
    Gather::of(notes, paths, settings, Problems::default()).read(&mut open, now_ms)
}
