//! How she wants to practise: what she changes of it. Part of her profile, so it goes with her backup and joins field by
//! field; what it comes to is read by [`crate::practice::Preferences`].

use super::{Ease, Profile};
use crate::{
    edit::within,
    error::{Place, Rejection},
    record::Draft,
};
use cairn_learning::schedule::{Priority, ScheduleConfig};

/// Most items a day that are met for the first time.
pub const NEW_MAX: u32 = 1_000;
/// Most reviews a day.
pub const REVIEWS_MAX: u32 = 10_000;
/// The last weekday: Sunday.
const WEEKDAY_MAX: u8 = 6;

/// A change of one of her preferences; `None` gives the usual one back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Edit {
    /// The retention that she desires at a priority, in hundredths: 70 to 97.
    Retention(Priority, Option<u8>),
    /// Items a day that are met for the first time, at most [`NEW_MAX`].
    New(Option<u32>),
    /// Reviews a day, 1 to [`REVIEWS_MAX`].
    Reviews(Option<u32>),
    /// Whether due days are chosen by what is due on them already.
    Even(bool),
    /// How much work a weekday takes, 0 Monday to 6 Sunday.
    Day(u8, Ease),
}

impl Edit {
    pub(super) fn write(self, draft: &mut Draft) -> Result<(), Rejection> {
        match self {
            Edit::Retention(priority, percent) => {
                let field = match priority {
                    Priority::Low => &Profile::RETENTION_LOW,
                    Priority::Normal => &Profile::RETENTION_NORMAL,
                    Priority::High => &Profile::RETENTION_HIGH,
                };
                let (min, max) = percents();
                draft.set(field, &within(percent, min, max)?);
            }
            Edit::New(new) => draft.set(&Profile::NEW_A_DAY, &within(new, 0, NEW_MAX)?),
            Edit::Reviews(reviews) => draft.set(&Profile::REVIEWS_A_DAY, &within(reviews, 1, REVIEWS_MAX)?),
            Edit::Even(even) => draft.set(&Profile::UNEVEN, &!even),
            Edit::Day(day, _) if day > WEEKDAY_MAX => {
                let max = i64::from(WEEKDAY_MAX);
                return Err(Rejection::Number { place: Place::Number, min: 0, max });
            }
            Edit::Day(day, ease) => draft.insert(&Profile::EASY_DAYS, &day, &ease),
        }
        Ok(())
    }
}

/// The retentions that may be chosen, in hundredths.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // shares below 1
pub fn percents() -> (u8, u8) {
    let retention = ScheduleConfig::default().retention;
    let percent = |share: f64| (share * 100.0).round() as u8;
    (percent(retention.min), percent(retention.max))
}
