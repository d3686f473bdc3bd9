//! What is said about a table whose columns the learner assigns: what it looks like, how it is to be read, and what it
//! would bring.

use super::{
    answer::Amount,
    comparison::{Named, Room},
    failure::Trouble,
    wire::{choices, parts},
};
use cairn_domain::{id::DeckId, item::Form};

choices! {
    /// What stands between cells.
    pub enum Separator {
        /// A tab.
        Tab = 0,
        /// A comma.
        Comma = 1,
        /// A semicolon.
        Semicolon = 2,
        /// A bar.
        Pipe = 3,
    }

    /// What a column holds.
    pub enum Field {
        /// What is asked.
        Front = 0,
        /// What belongs to it.
        Back = 1,
        /// Tags.
        Tags = 2,
        /// The deck.
        Deck = 3,
        /// What kind of task it is.
        Type = 4,
        /// What to choose from.
        Options = 5,
        /// Which of those are right.
        Right = 6,
        /// Why.
        Explanation = 7,
        /// A hint.
        Hint = 8,
        /// The language.
        Language = 9,
        /// What the row is called in its file.
        Key = 10,
    }

    /// How letters are written.
    pub enum Encoding {
        /// UTF-8.
        Utf8 = 0,
        /// UTF-16, the low byte first.
        Utf16Le = 1,
        /// UTF-16, the high byte first.
        Utf16Be = 2,
        /// Windows-1252, a guess.
        Windows1252 = 3,
    }

    /// How a text is laid out.
    pub enum Layout {
        /// A table.
        Table(Columns) = 0,
        /// Terms and definitions, as Quizlet gives them.
        Pairs(Pairs) = 1,
    }

    /// Where items go that name no deck.
    pub enum Into {
        /// Into no deck.
        Nowhere = 0,
        /// Into one that is here.
        Known(DeckId) = 1,
        /// Into the one of this name, which is made if need be.
        Named(String) = 2,
    }
}

parts! {
    /// How a table is read.
    pub struct Columns {
        /// What stands between cells.
        pub separator: Separator,
        /// Whether the first row names the columns.
        pub heading: bool,
        /// What each column holds.
        pub columns: Vec<Option<Field>>,
    }

    /// What stands between terms, definitions and cards.
    pub struct Pairs {
        /// Between term and definition.
        pub between: String,
        /// Between cards.
        pub rows: String,
    }

    /// How a text becomes items.
    pub struct Mapping {
        /// What the source is called; part of the items' ids.
        pub name: String,
        /// How it is laid out.
        pub layout: Layout,
        /// Where items go that name no deck.
        pub deck: Into,
        /// Whether what it holds and lies in the trash comes back.
        pub bring_back: bool,
    }

    /// What is asked about a table.
    pub struct Look {
        /// What the source is called.
        pub name: String,
        /// What stands between cells; guessed if she has not said it.
        pub separator: Option<Separator>,
        /// Whether the first row names the columns; guessed if she has not said it.
        pub heading: Option<bool>,
    }

    /// A column.
    pub struct Column {
        /// Its name; empty if it has none.
        pub name: String,
        /// The first of its cells, cut.
        pub sample: Vec<String>,
    }

    /// Something to choose from.
    pub struct Choice {
        /// What it says, cut.
        pub text: String,
        /// Whether it is right.
        pub right: bool,
    }

    /// An item as it would become.
    pub struct Draft {
        /// The line of its row, from 1.
        pub line: u64,
        /// What kind of task.
        pub form: Form,
        /// What is asked, cut; gaps stand in brackets.
        pub prompt: String,
        /// The right answer, cut; empty where the choices say it; of true or false 0 for true, 1 for false.
        pub answer: String,
        /// What to choose from, put in order or match.
        pub choices: Vec<Choice>,
        /// The name of its deck; may be empty.
        pub deck: String,
        /// Its tags.
        pub tags: Vec<String>,
    }

    /// What a table would bring.
    pub struct Table {
        /// How its letters are written.
        pub encoding: Encoding,
        /// Its columns; none of terms and definitions.
        pub columns: Vec<Column>,
        /// How it was read.
        pub mapping: Mapping,
        /// Rows with something in them.
        pub rows: u64,
        /// The first items.
        pub first: Vec<Draft>,
        /// What is not here yet.
        pub new: Vec<Amount>,
        /// What would change.
        pub changed: Vec<Amount>,
        /// What stays because she edited it.
        pub kept: Vec<Amount>,
        /// What is here as it is.
        pub same: Vec<Amount>,
        /// What lies in the trash and stays there.
        pub trashed: Vec<Amount>,
        /// The first of each by name, by kind.
        pub named: Vec<Named>,
        /// The room that it takes; nothing where the device does not say what is left.
        pub room: Option<Room>,
        /// Rows that make no item.
        pub refused: u64,
        /// What was left out or mended, the first of them.
        pub problems: Vec<Trouble>,
        /// How many there are.
        pub left_out: u64,
    }
}
