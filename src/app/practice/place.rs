//! The place of practice on Today: kept from the first paint on where something is to be asked, so that what comes at rest
//! moves nothing that she is about to press. How tall it is and from when on it is needed is noted for the next time.

use super::Amount;
use crate::browser::{
    clock,
    preferences::{self, Preference},
    reserve, timers,
};
use crate::session;
use cairn_domain::time::Moment;
use leptos::prelude::*;

/// What lies above the place, and below it.
const ABOVE: &str = "#main .day";
const BELOW: &str = "#main .day ~ :is(.duo, .empty)";

/// Milliseconds until everything that comes into the place is there.
const SETTLED_MS: i32 = 800;

/// Gives the kept place up once it is known what comes, and notes what to keep the next time.
pub fn keep(amount: Memo<Option<Amount>>) {
    let later = StoredValue::new_local(None);
    Effect::new(move |_| {
        let Some(amount) = amount.get() else { return };
        reserve::give_up();
        later.set_value(Some(timers::after(SETTLED_MS, move || note(&amount))));
    });
}

fn note(amount: &Amount) {
    let now = amount.is_offered();
    let known = preferences::read(Preference::Practice).and_then(|noted| tall(&noted));
    let tall = if now { reserve::between(ABOVE, BELOW) } else { known };
    let from = if now { Some(0) } else { amount.next.map(beginning) };
    let noted = tall.zip(from).map(|(tall, from)| written(tall, from));
    preferences::write(Preference::Practice, noted.as_deref());
}

/// When the study day begins that is so many days from now, UTC ms.
fn beginning(days: i64) -> i64 {
    let tz_offset_min = i16::try_from(clock::offset_minutes(clock::now())).unwrap_or(0);
    Moment::beginning_ms(session::practice::today().saturating_add(days), tz_offset_min)
}

fn written(tall: f64, from: i64) -> String {
    [tall.round().to_string(), from.to_string()].join(" ")
}

fn tall(noted: &str) -> Option<f64> {
    noted.split_once(' ')?.0.parse().ok().filter(|tall: &f64| (0.0..2_000.0).contains(tall))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn what_is_noted_is_read_again() {
        assert_eq!((written(211.6, 0), tall(&written(211.6, 0))), ("212 0".to_owned(), Some(212.0)));
        for other in ["", "212", "x 0", "-1 0", "1e9 0", "NaN 0"] {
            assert_eq!(tall(other), None, "{other}");
        }
    }
}
