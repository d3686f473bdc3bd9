//! Once a month, where she asked for it: weights are fitted at rest, and used if they predict clearly better. What was
//! done stands in the list of fits, and in the last changes, with Undo.

use super::model::{Result, result};
use super::note;
use crate::browser::task;
use crate::i18n::tr;
use crate::session::{self, jobs::Work, query};
use crate::ui::live;
use cairn_domain::{
    command::Command,
    practice::{Fits, Weights},
    profile::command as profile,
};
use cairn_learning::schedule::{ScheduleConfig, is_recent};
use cairn_worker::protocol::{Answer, Fitting, Request};

/// Looks whether it is time, and fits.
pub fn by_itself() {
    task::start(async {
        let Ok(snapshot) = query::once(|_| vec![Weights::lookup()]).await else { return };
        if is_time(&Fits::read(&snapshot), session::practice::today()) {
            // What fails is tried at another visit.
            Work::new().run(Request::Fit(Fitting::Fit), None, |answer, _| {
                if let Answer::Fitted(fits) = answer {
                    take(&result(&fits));
                }
            });
        }
    });
}

fn take(result: &Result) {
    note(result);
    if let Result::Better(set) = result {
        let used = Command::Profile(profile::Command::UseWeights(set.name()));
        session::run_then(used, |used| {
            if used.is_ok() {
                live::say(tr::fit::used_by_itself());
                session::practice::settle_due();
            }
        });
    }
}

fn is_time(fits: &Fits, today: i64) -> bool {
    fits.by_itself && !is_recent(fits.tried, today, &ScheduleConfig::default().fitting)
}

#[cfg(test)]
mod tests {
    use super::is_time;
    use cairn_domain::practice::Fits;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn only_where_she_asked_for_it_and_once_a_month() {
        let fits = |by_itself, tried| Fits { by_itself, tried, ..Fits::default() };
        assert!(!is_time(&fits(false, None), 100));
        assert!(is_time(&fits(true, None), 100));
        assert!(is_time(&fits(true, Some(70)), 100));
        assert!(!is_time(&fits(true, Some(71)), 100));
    }
}
