//! What the worker answers: counts and places, never sentences.

use super::{
    comparison::{Named, Room, Shown},
    copies::{Copied, Salvaged},
    failure::{Failure, Trouble},
    fitting::Fits,
    phase::Progress,
    table::Table,
    wire::{choices, parts},
};
use cairn_domain::{
    id::{Id, ProfileId},
    kind::Kind,
    media::MediaHash,
};

choices! {
    /// From the worker.
    pub enum Message {
        /// How far the job is.
        Progress(Progress) = 0,
        /// It is done; a file that was made comes beside this.
        Done(Answer) = 1,
        /// It was not done; nothing was written.
        Failed(Failure) = 2,
    }

    /// The answer to a request.
    pub enum Answer {
        /// To `Usage`.
        Usage(Usage) = 0,
        /// To `Preview`.
        Preview(Box<Preview>) = 1,
        /// To `Import`.
        Imported(Imported) = 2,
        /// To `Backup` and `Export`.
        Made(Made) = 3,
        /// To `Check`.
        Checked(Checked) = 4,
        /// To `Preview`, `Import` and `Check`: nothing was done, the file is under a passphrase. Ask, then the same again with it.
        Sealed(Sealed) = 5,
        /// To `Keep`.
        Kept(KeptFile) = 6,
        /// To `Open`: the file comes beside this.
        Opened = 7,
        /// To `Remove` and `Tidy`.
        Removed = 8,
        /// To `Links`.
        Links(Links) = 20,
        /// To `Table` and `Look`.
        Table(Box<Table>) = 21,
        /// To `Preview`: it is a table, whose columns are hers to assign; ask by `Look`.
        IsTable = 22,
        /// To `Fit`.
        Fitted(Fits) = 23,
        /// To `Generation`.
        Generation(Copied) = 30,
        /// To `Salvage`: the file comes beside this.
        Salvaged(Salvaged) = 31,
        /// To `Upgrade`.
        Upgraded = 32,
    }

    /// Why a file under a passphrase was not opened.
    pub enum Sealed {
        /// No passphrase was given.
        Asks = 0,
        /// It is not this file's.
        Wrong = 1,
    }

    /// What kind of file was given.
    pub enum Source {
        /// `.cairn`.
        Cairn = 0,
        /// CASE JSON.
        Case = 1,
        /// A Moodle competency CSV.
        Moodle = 2,
        /// Bookmarks of a browser.
        Bookmarks = 3,
        /// Links saved in Pocket.
        Pocket = 4,
        /// Items of Cairn as CSV.
        Items = 5,
        /// A table.
        Table = 6,
        /// A package of Anki.
        Anki = 7,
        /// Questions in GIFT.
        Gift = 8,
        /// Questions of Moodle, XML.
        Quiz = 9,
        /// Questions in Aiken.
        Aiken = 10,
        /// Notes in Markdown.
        Notes = 11,
    }

    /// Why a file may be the wrong one. Joining a backup loses nothing all the same.
    pub enum Doubt {
        /// It holds much less than what is here.
        Smaller(Sizes) = 0,
        /// It was made long before the last change here, which was then, UTC ms.
        Older(i64) = 1,
        /// So many of its questions have the names of some that are here and ask something else.
        Other(u64) = 2,
    }

    /// Whether a link is in the library.
    pub enum Known {
        /// It is not.
        No = 0,
        /// A resource of this name has it.
        Here(String) = 1,
        /// One in the trash has it.
        Trashed(String) = 2,
    }

    /// Whose records a `.cairn` file holds.
    pub enum Whose {
        /// Not a backup: things from elsewhere.
        Nobody = 0,
        /// Hers.
        Hers = 1,
        /// There is nothing here yet: this database becomes that profile's.
        Adopted(ProfileId) = 2,
        /// Another profile's; she must be asked.
        Other(ProfileId) = 3,
    }
}

parts! {
    /// So many of a kind.
    pub struct Amount {
        /// The kind.
        pub kind: Kind,
        /// How many.
        pub count: u64,
    }

    /// What one kind takes.
    pub struct Use {
        /// The kind.
        pub kind: Kind,
        /// How many, those in the trash included.
        pub count: u64,
        /// Bytes of their bodies.
        pub bytes: u64,
    }

    /// A file that was taken in.
    pub struct KeptFile {
        /// What it holds.
        pub hash: MediaHash,
        /// Its length in bytes.
        pub bytes: u64,
    }

    /// Files that go with rows.
    pub struct Files {
        /// How many go along.
        pub count: u64,
        /// Their bytes.
        pub bytes: u64,
        /// How many rows name that are not there.
        pub absent: u64,
        /// The names of those, the first of them.
        pub names: Vec<String>,
    }

    /// What a file belongs to.
    pub struct Holder {
        /// A resource, or evidence.
        pub kind: Kind,
        /// The resource; of evidence its skill.
        pub id: Id,
        /// The title of that, cut.
        pub title: String,
    }

    /// A file that is kept here.
    pub struct FileUse {
        /// What it holds.
        pub hash: MediaHash,
        /// Its length in bytes.
        pub bytes: u64,
        /// Its name.
        pub name: String,
        /// Its media type.
        pub media_type: String,
        /// What it belongs to; nothing if that is gone.
        pub holders: Vec<Holder>,
    }

    /// What is stored.
    pub struct Usage {
        /// By kind, the largest first.
        pub kinds: Vec<Use>,
        /// Rows written since the last backup; all, if there was none.
        pub since_backup: u64,
        /// The files that are kept, the largest first.
        pub files: Vec<FileUse>,
    }

    /// Entries here and in a file.
    pub struct Sizes {
        /// Here.
        pub here: u64,
        /// In the file.
        pub there: u64,
    }

    /// What a file would do here.
    pub struct Preview {
        /// What it is.
        pub source: Source,
        /// A framework's title or a learner's name; may be empty.
        pub title: String,
        /// When it was made, UTC ms; 0 if it does not say.
        pub made_ms: i64,
        /// Whose it is.
        pub whose: Whose,
        /// What it holds.
        pub holds: Vec<Amount>,
        /// A hash of that, as hexadecimal: the same wherever the file is read.
        pub hash: String,
        /// What is not here yet.
        pub new: Vec<Amount>,
        /// What the file would change.
        pub changed: Vec<Amount>,
        /// What stays because it is newer here, or because she edited it.
        pub kept: Vec<Amount>,
        /// What is the same in both.
        pub same: Vec<Amount>,
        /// Of a file of another tool: what lies in the trash here, and stays there unless she brings it back.
        pub trashed: Vec<Amount>,
        /// What was changed here and there: both are joined, field by field.
        pub both: Vec<Amount>,
        /// What was deleted there and would go to the trash here.
        pub deleted: Vec<Amount>,
        /// What lies in the trash here and was changed there: it would come back.
        pub revived: Vec<Amount>,
        /// Of a backup: what is here and not in it, and stays.
        pub only_here: Vec<Amount>,
        /// The first of each by name, by kind.
        pub named: Vec<Named>,
        /// Texts that were changed in both places: both stay.
        pub texts: Vec<Shown>,
        /// Why she is asked before it is joined.
        pub doubts: Vec<Doubt>,
        /// How many answers it would bring that were given elsewhere.
        pub answers: u64,
        /// Whether she has answered something here, and items that it has answers to are here.
        pub met: bool,
        /// What would be left out, the first of them; every one counts in `left_out`.
        pub problems: Vec<Trouble>,
        /// How many were left out.
        pub left_out: u64,
        /// The files that would come, and those that are neither in the file nor here.
        pub files: Files,
        /// The room that all of it takes; nothing where the device does not say what is left.
        pub room: Option<Room>,
    }

    /// A record with a text of which several versions stand.
    pub struct Apart {
        /// Its kind.
        pub kind: Kind,
        /// The record.
        pub id: Id,
    }

    /// What was done.
    pub struct Imported {
        /// Records and events that were not here.
        pub new: Vec<Amount>,
        /// Records that were changed.
        pub changed: Vec<Amount>,
        /// Kinds whose views must be read again.
        pub touched: Vec<Kind>,
        /// The number of the commit, and of its undo entry.
        pub change: u64,
        /// Whether it can be taken back as one step.
        pub undoable: bool,
        /// Records that came back from the trash: changed elsewhere after the deletion.
        pub returned: u64,
        /// Events dated after tomorrow that came.
        pub ahead: u64,
        /// Records with a text that stands in several versions since this.
        pub apart: u64,
        /// The first of them.
        pub first_apart: Vec<Apart>,
        /// The state's hash afterwards, as hexadecimal.
        pub hash: String,
        /// The files that came, and those that are nowhere.
        pub files: Files,
    }

    /// A file that was made and read back.
    pub struct Made {
        /// What it holds.
        pub holds: Vec<Amount>,
        /// The state's hash as hexadecimal; empty for plain files.
        pub hash: String,
        /// Everything up to this change number is in it.
        pub change: u64,
        /// Whether it is under a passphrase.
        pub sealed: bool,
        /// What could not be written, the first of it; all of it counts in `left_out`.
        pub problems: Vec<Trouble>,
        /// How much could not be written.
        pub left_out: u64,
        /// The files in it, and those that this device did not have.
        pub files: Files,
    }

    /// What a check of a `.cairn` file found.
    pub struct Checked {
        /// Whether every part is there and as it was written.
        pub whole: bool,
        /// The learner's name, if the file tells it.
        pub title: String,
        /// When it was made, UTC ms; 0 if it does not say.
        pub made_ms: i64,
        /// What could be read.
        pub holds: Vec<Amount>,
        /// The state's hash as hexadecimal.
        pub hash: String,
        /// What is wrong, the first of them.
        pub problems: Vec<Trouble>,
        /// How many.
        pub wrong: u64,
        /// The files in it, and those that are not.
        pub files: Files,
    }

    /// A link in a text.
    pub struct Link {
        /// As a resource keeps it.
        pub address: String,
        /// What stands beside it, else what the address speaks for; never empty.
        pub title: String,
        /// How often it stands in the text once more.
        pub again: u64,
        /// Whether it is here already.
        pub known: Known,
    }

    /// The links of a text.
    pub struct Links {
        /// Each once, in their order; at most [`super::LINKS_MAX`].
        pub links: Vec<Link>,
        /// How many there are beyond that.
        pub more: u64,
        /// How many lines hold words but no link.
        pub without: u64,
        /// The numbers of the first of them.
        pub lines: Vec<u64>,
    }
}

impl Files {
    /// None.
    pub const fn none() -> Self {
        Self { count: 0, bytes: 0, absent: 0, names: Vec::new() }
    }
}
