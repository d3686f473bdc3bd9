//! The words for a copy that is kept on the device.

use crate::i18n::{self, DateStyle, tr};
use crate::session::generations::Kept;

/// "3 Nov, 14:05".
#[allow(clippy::cast_precision_loss)] // milliseconds since 1970
pub fn when(kept: &Kept) -> String {
    at(kept.generation.made_ms as f64)
}

/// The same for any moment, UTC ms.
pub fn at(moment: f64) -> String {
    tr::generations::when(&i18n::date(moment, DateStyle::Short), &i18n::time(moment))
}

/// "214 entries, 38 kB".
#[allow(clippy::cast_precision_loss)] // sizes to show
pub fn holds(kept: &Kept) -> String {
    tr::generations::holds(kept.generation.entries, &i18n::file_size(kept.bytes as f64))
}
