//! What the app may ask of the worker.

use super::{
    fitting::Fitting,
    passphrase::Passphrase,
    table,
    wire::{choices, parts},
};
use cairn_domain::{id::FrameworkId, media::MediaHash};

parts! {
    /// One job.
    pub struct Call {
        /// [`super::BUILD`] of the app; read before anything else.
        pub build: String,
        /// The name of the database to work on.
        pub database: String,
        /// What to do.
        pub request: Request,
        /// Protects the file that is made, or opens the one that is given.
        pub passphrase: Option<Passphrase>,
    }

    /// What is taken of a file of another tool, besides all that is new and changed.
    pub struct Taken {
        /// What of it lies in the trash.
        pub trashed: bool,
        /// Answers that were given elsewhere, with the schedule that follows from them.
        pub answers: bool,
    }
}

choices! {
    /// What to do. Files come and go beside the message.
    pub enum Request {
        /// Counts what is stored.
        Usage = 0,
        /// Reads the attached file and says what it would do here. Writes nothing.
        Preview = 1,
        /// Does it, in one transaction.
        Import(Join) = 2,
        /// Writes a `.cairn` file of everything, reads it back and hands it over.
        Backup = 3,
        /// Says whether the attached `.cairn` file is whole. Needs no database.
        Check = 4,
        /// Writes a plain file.
        Export(Export) = 5,
        /// Takes in the attached file, in chunks.
        Keep = 6,
        /// Gives out a file that is kept.
        Open(MediaHash) = 7,
        /// Removes what is kept of a file; the records that name it stay as they are.
        Remove(MediaHash) = 8,
        /// Removes the files that came for rows which never did, because the job that brought them was ended.
        Tidy = 9,
        /// Looks for links in the attached text, and which of them are here. Writes nothing.
        Links = 20,
        /// Says what the attached text would bring as items, read so. Writes nothing.
        Table(table::Mapping) = 21,
        /// The same as far as she has said how to read it; the rest is guessed.
        Look(table::Look) = 22,
        /// Fits the weights of the schedule to her answers. Writes nothing.
        Fit(Fitting) = 23,
        /// Keeps a copy of all rows on the device, apart from the database, if one is due or asked for.
        Generation(Why) = 30,
        /// Writes a `.cairn` file of what can be read of a database, whatever its state and version.
        Salvage = 31,
        /// Brings the database to this build's schema version.
        Upgrade(Before) = 32,
    }

    /// Why a copy is kept.
    pub enum Why {
        /// If something changed since the last one, and a day has passed.
        Daily = 0,
        /// She asked for it.
        Asked = 1,
    }

    /// What comes before a change of the database's shape.
    pub enum Before {
        /// A copy on the device, without which nothing is changed.
        Copy = 0,
        /// Nothing: she was told that there can be no copy, and went on.
        Nothing = 1,
    }

    /// What the learner said to the preview of a file.
    pub enum Join {
        /// She was not asked: it is hers, or not a backup.
        Plain = 0,
        /// It is hers, written under another id; from now on both are.
        SamePerson = 1,
        /// She said what of it is to come; for files of other tools.
        Parts(Taken) = 2,
        /// It is a table, and so its columns are to be read.
        Table(table::Mapping) = 3,
    }

    /// Plain files.
    pub enum Export {
        /// Everything, as JSON.
        Json = 0,
        /// Everything, as a zip of CSV tables.
        Csv = 1,
        /// One framework, as CASE 1.0 JSON.
        Case(FrameworkId) = 2,
        /// Resources that have a link, as Netscape bookmark HTML.
        Bookmarks = 3,
        /// Items, as one CSV that comes back.
        Items = 4,
        /// Items with their answers, as a package of Anki.
        Anki = 5,
        /// Items as questions in GIFT.
        Gift = 6,
        /// Items as a zip of notes in Markdown, with the pictures that they show.
        Notes = 7,
    }
}
