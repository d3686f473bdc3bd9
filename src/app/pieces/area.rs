//! Which places come together.

use crate::route::Route;

/// An area of screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    Goals,
    Library,
    Skills,
    Practice,
    More,
}

impl Area {
    /// How many areas there are.
    pub const COUNT: usize = 5;

    /// The area of a place; none for what is in the main module.
    pub fn of(route: &Route) -> Option<Self> {
        Some(match route {
            Route::Today | Route::FirstRun => return None,
            Route::Goals | Route::GoalNew | Route::Goal(_) => Self::Goals,
            Route::Library | Route::ResourceNew | Route::ResourceShared(_) | Route::Resource(_) | Route::Compare(_) => {
                Self::Library
            }
            Route::Skills | Route::SkillNew | Route::Framework(_) | Route::Skill(_) | Route::EvidenceNew(_) => {
                Self::Skills
            }
            Route::Confidence(_)
            | Route::Fit
            | Route::Mistakes
            | Route::Items
            | Route::ItemNew(_)
            | Route::Item(_)
            | Route::Deck(_)
            | Route::Schedule(_)
            | Route::Practise(_) => Self::Practice,
            Route::Search
            | Route::Help(_)
            | Route::Language
            | Route::Storage
            | Route::Settings
            | Route::About
            | Route::Trash
            | Route::Returned
            | Route::WrongClock
            | Route::Changes
            | Route::Profile
            | Route::Import
            | Route::NotFound => Self::More,
        })
    }
}
