//! The closed list of kinds and their codes; what a kind's rows are listed under.
//!
//! Codes below 1000 are records, which merge field by field; from 1000 they are events, which are
//! only ever added. A code is never given to another noun. A kind of a newer version has no name
//! here; its records are kept, joined and sent on all the same.

/// What a record or event is, as its stored code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Kind(pub u16);

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal $text:literal;)*) => {
        impl Kind {
            $($(#[$doc])* pub const $name: Kind = Kind($code);)*

            /// Every kind that this version knows, by code.
            pub const ALL: &'static [Kind] = &[$(Kind::$name,)*];

            /// The noun in files and as the name of an object store; `None` for a newer version's kind.
            pub const fn name(self) -> Option<&'static str> {
                match self.0 { $($code => Some($text),)* _ => None }
            }

            /// The kind with this name in files.
            pub fn from_name(name: &str) -> Option<Kind> {
                match name { $($text => Some(Kind::$name),)* _ => None }
            }
        }
    };
}

kinds! {
    /// Who she is on this device: name, the profile ids that are hers.
    PROFILE = 1 "profile";
    /// Something that draws her, a strength, or an area to grow in.
    INTEREST = 2 "interest";
    /// What she wants to learn, make or do.
    GOAL = 3 "goal";
    /// A sign by which a goal's success is known.
    CRITERION = 4 "criterion";
    /// One thing to do on the way to a goal.
    STEP = 5 "step";
    /// Something to learn from.
    RESOURCE = 6 "resource";
    /// A set of competencies that belong together.
    FRAMEWORK = 7 "framework";
    /// One thing to be able to do.
    COMPETENCY = 8 "competency";
    /// How one competency bears on another.
    RELATION = 9 "relation";
    /// Ordered words for how well something is mastered.
    SCALE = 10 "scale";
    /// Criteria with described levels.
    RUBRIC = 11 "rubric";
    /// Something that is practised.
    ITEM = 12 "item";
    /// Items that are practised together.
    DECK = 13 "deck";
    /// What she makes of an answer that went wrong.
    MISTAKE = 20 "mistake";
    /// What speaks for or against a competency.
    EVIDENCE = 1000 "evidence";
    /// Her own judgement of a competency.
    SELF_ASSESSMENT = 1001 "self_assessment";
    /// Takes another event back.
    VOID = 1002 "void";
    /// She sees a competency's level differently.
    CONTEST = 1003 "contest";
    /// A goal changed its status.
    TRANSITION = 1004 "transition";
    /// An item was answered.
    RESPONSE = 1005 "response";
}

impl Kind {
    /// Whether rows of this kind are events.
    pub const fn is_event(self) -> bool {
        self.0 >= 1000
    }
}
