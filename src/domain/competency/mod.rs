//! Competencies: frameworks, what is in them, how one bears on another, scales and rubrics.
//!
//! The shape is that of 1EdTech CASE: a tree (`parent`, `order`) and, independent of it, relations.
//! Merging refuses nothing, so views sort relations by (stamp, id) and set aside what would close a
//! cycle; commands refuse to write one.

pub mod command;
pub mod edits;
pub mod example;
pub mod present;
pub mod relate;
pub mod scale;
pub mod standing;
#[cfg(test)]
mod stories;
pub(crate) mod tree;

use crate::{
    cbor::value::Ms,
    codes,
    id::{CompetencyId, FrameworkId, RubricId, ScaleId},
    noun,
};

codes! {
    /// How the first competency of a relation bears on the second.
    pub enum RelationKind {
        /// A relation that this version has no word for; its name is kept.
        Other = 0 "other",
        /// The second needs the first. CASE: the first `precedes` the second.
        Requires = 1 "requires",
        /// The first helps with the second. CASE: `isRelatedTo`.
        Helps = 2 "helps",
        /// The same thing in another framework. CASE: `exactMatchOf`.
        ExactMatch = 3 "exact_match",
        /// An example. CASE: `exemplar`.
        Exemplar = 4 "exemplar",
        /// A part. CASE: `isPartOf`.
        PartOf = 5 "part_of",
        /// On one level. CASE: `isPeerOf`.
        Peer = 6 "peer",
        /// Replaced. CASE: `replacedBy`.
        ReplacedBy = 7 "replaced_by",
        /// Its skill level. CASE: `hasSkillLevel`.
        SkillLevel = 8 "skill_level",
        /// A translation. CASE: `isTranslationOf`.
        Translation = 9 "translation",
    }
}

noun! {
    /// A set of competencies that belong together.
    pub struct Framework(FrameworkId): FRAMEWORK {
        registers {
            /// Its name.
            title TITLE: String = 1,
            /// Who made it.
            creator CREATOR: String = 2,
            /// Its version, in its maker's words.
            version VERSION: String = 3,
            /// BCP 47 tag of its language; empty if unknown.
            language LANGUAGE: String = 4,
            /// Licence.
            licence LICENCE: String = 5,
            /// Identifier in the file that it came from.
            source_id SOURCE_ID: String = 6,
            /// Address in the file that it came from.
            source_uri SOURCE_URI: String = 7,
            /// Its scale; none for the default one.
            scale SCALE: Option<ScaleId> = 8,
            /// When it was made here or last changed at its source.
            changed CHANGED: Option<Ms> = 9,
            /// Place in the list of frameworks (see [`crate::order`]).
            order ORDER: String = 10,
        }
        sets {
            /// Subjects.
            subjects SUBJECTS: String => bool = 20,
        }
        texts {
            /// What it is for.
            description DESCRIPTION = 30,
        }
    }
}

noun! {
    /// One thing to be able to do.
    pub struct Competency(CompetencyId): COMPETENCY {
        registers {
            /// Its framework.
            framework FRAMEWORK: Option<FrameworkId> = 1,
            /// What it lies below in the tree; none at the top.
            parent PARENT: Option<CompetencyId> = 2,
            /// Place among its siblings (see [`crate::order`]).
            order ORDER: String = 3,
            /// Its short name.
            title TITLE: String = 4,
            /// Its code in the framework's own numbering.
            code CODE: String = 5,
            /// What kind of entry it is, in the framework's words, such as "Cluster".
            entry_type ENTRY_TYPE: String = 6,
            /// Whether its parent needs it; absent means yes.
            optional OPTIONAL: bool = 7,
            /// Weight in its parent, more than 0; absent means 1.
            weight WEIGHT: Option<f64> = 8,
            /// Bloom index of the demand that counts as mastery, 1 (remember) to 6 (create).
            demand DEMAND: Option<u8> = 9,
            /// Its scale; none for the framework's.
            scale SCALE: Option<ScaleId> = 10,
            /// The rubric by which it is assessed.
            rubric RUBRIC: Option<RubricId> = 11,
            /// BCP 47 tag of its language; empty if the framework's.
            language LANGUAGE: String = 12,
            /// Identifier in the file that it came from.
            source_id SOURCE_ID: String = 13,
            /// Address in the file that it came from.
            source_uri SOURCE_URI: String = 14,
            /// The full statement, if it is more than the title.
            statement STATEMENT: String = 15,
            /// Level of education, in the framework's words.
            education_level EDUCATION_LEVEL: String = 16,
        }
        sets {
            /// Keywords.
            keywords KEYWORDS: String => bool = 20,
        }
        texts {
            /// Notes.
            notes NOTES = 30,
        }
    }
}

noun! {
    /// How one competency bears on another.
    pub struct Relation(RelationId): RELATION {
        registers {
            /// The framework that lists it.
            framework FRAMEWORK: Option<FrameworkId> = 1,
            /// The first competency; for `Requires`, the one that comes before.
            from FROM: Option<CompetencyId> = 2,
            /// The second competency; for `Requires`, the one that needs the first.
            to TO: Option<CompetencyId> = 3,
            /// How the first bears on the second.
            kind KIND_OF: RelationKind = 4,
            /// Address of a first end outside of this database.
            from_uri FROM_URI: String = 5,
            /// Address of a second end outside of this database.
            to_uri TO_URI: String = 6,
            /// The name of an `Other` relation in its file.
            name NAME: String = 7,
            /// Identifier in the file that it came from.
            source_id SOURCE_ID: String = 8,
        }
        sets {}
        texts {}
    }
}

noun! {
    /// Ordered words for how well something is mastered.
    pub struct Scale(ScaleId): SCALE {
        registers {
            /// Its name.
            title TITLE: String = 1,
            /// Its words, from least to most.
            labels LABELS: Vec<String> = 2,
            /// What each word means, as many as labels; may be empty.
            descriptors DESCRIPTORS: Vec<String> = 3,
            /// Index of the first word that counts as proficient.
            proficient_from PROFICIENT_FROM: Option<u8> = 4,
            /// Identifier in the file that it came from.
            source_id SOURCE_ID: String = 5,
        }
        sets {}
        texts {}
    }
}

noun! {
    /// Criteria with described levels.
    pub struct Rubric(RubricId): RUBRIC {
        registers {
            /// Its name.
            title TITLE: String = 1,
            /// The criteria.
            criteria CRITERIA: Vec<String> = 2,
            /// Weight of each criterion, more than 0.
            weights WEIGHTS: Vec<f64> = 3,
            /// Names of the levels, from least to most, of each criterion.
            levels LEVELS: Vec<Vec<String>> = 4,
            /// What each level means, of each criterion; may be empty.
            descriptors DESCRIPTORS: Vec<Vec<String>> = 5,
            /// The framework that lists it; none for her own.
            framework FRAMEWORK: Option<FrameworkId> = 6,
            /// Identifier in the file that it came from.
            source_id SOURCE_ID: String = 7,
        }
        sets {}
        texts {
            /// What it is for.
            description DESCRIPTION = 20,
        }
    }
}
