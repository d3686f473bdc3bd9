//! Resources: what she learns from, wherever it lies; the record describes and links. A file that she keeps
//! for it is described here too; its content lies beside the records ([`crate::media`]).

pub mod command;
pub mod example;
pub mod link;
#[cfg(test)]
mod tests;

use crate::{cbor::value::Ms, codes, id::CompetencyId, media::Attached, noun};

codes! {
    /// The form of a resource.
    pub enum Format {
        /// Anything else.
        Other = 0 "other",
        /// Something to read in one go.
        Article = 1 "article",
        /// A video.
        Video = 2 "video",
        /// Something to listen to.
        Audio = 3 "audio",
        /// A book.
        Book = 4 "book",
        /// A course.
        Course = 5 "course",
        /// Something to try out on screen.
        Interactive = 6 "interactive",
        /// A picture that explains.
        Infographic = 7 "infographic",
        /// A document.
        Document = 8 "document",
        /// A tool.
        Tool = 9 "tool",
        /// A person to ask.
        Person = 10 "person",
        /// A place to go.
        PlaceToGo = 11 "place",
    }
}

codes! {
    /// How hard a resource is for her.
    pub enum Difficulty {
        /// Not said.
        Unsaid = 0 "unsaid",
        /// Easy.
        Easy = 1 "easy",
        /// About right.
        Right = 2 "right",
        /// Hard.
        Hard = 3 "hard",
    }
}

codes! {
    /// Where she is with a resource.
    pub enum Shelf {
        /// To look at later.
        Later = 0 "later",
        /// Being used.
        Reading = 1 "reading",
        /// Finished.
        Finished = 2 "finished",
        /// Put away unfinished.
        Away = 3 "away",
    }
}

codes! {
    /// What a place in a resource counts.
    pub enum Unit {
        /// Pages.
        Page = 0 "page",
        /// Minutes.
        Minute = 1 "minute",
        /// Chapters, lessons or parts.
        Part = 2 "part",
        /// Hundredths of the whole.
        Percent = 3 "percent",
    }
}

noun! {
    /// Something to learn from.
    pub struct Resource(ResourceId): RESOURCE {
        registers {
            /// Its name.
            title TITLE: String = 1,
            /// Where it is: http, https, mailto, tel or geo; empty for a place or person without one.
            link LINK: String = 2,
            /// Its form.
            format FORMAT: Format = 3,
            /// Minutes that it takes, 1 to 100,000.
            minutes MINUTES: Option<u32> = 4,
            /// BCP 47 tag of its language; empty if unknown.
            language LANGUAGE: String = 5,
            /// How hard it is for her.
            difficulty DIFFICULTY: Difficulty = 6,
            /// Licence, in words or as an SPDX name.
            licence LICENCE: String = 7,
            /// Who made it.
            author AUTHOR: String = 8,
            /// Where she is with it.
            shelf SHELF: Shelf = 9,
            /// How far she is, in `unit`.
            position POSITION: Option<u32> = 10,
            /// How long it is, in `unit`.
            extent EXTENT: Option<u32> = 11,
            /// What `position` and `extent` count.
            unit UNIT: Unit = 12,
            /// Her rating, 1 to 5.
            rating RATING: Option<u8> = 13,
            /// When she last used it.
            used_at USED_AT: Option<Ms> = 14,
            /// When she added it.
            created CREATED: Option<Ms> = 15,
            /// The file that is kept for it.
            file FILE: Option<Attached> = 16,
        }
        sets {
            /// Competencies that it helps with.
            competencies COMPETENCIES: CompetencyId => bool = 20,
            /// Her tags.
            tags TAGS: String => bool = 21,
        }
        texts {
            /// Her notes.
            notes NOTES = 30,
        }
    }
}
