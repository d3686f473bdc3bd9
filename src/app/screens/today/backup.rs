//! The shield: a backup is due when something changed since the last one and that is more than a week
//! ago, or when there is none and there are some changes to lose.

use crate::browser::clock;
use crate::i18n::{self, DateStyle, tr};
use crate::route::Route;
use crate::session::{Reading, query};
use crate::ui::{ButtonLink, Icon, Note, NoteKind};
use cairn_domain::{backup::LastBackup, time::DAY_MS};
use leptos::prelude::*;

/// Changes without any backup after which one is due.
const FIRST: u64 = 20;
/// How old a backup may grow.
const OLD_MS: i64 = 7 * DAY_MS;

/// What is due, if anything.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Due {
    /// There is none.
    Never,
    /// The last one was made then, UTC ms.
    Since(i64),
}

/// The note; it looks again whenever Today was read again.
pub fn note(reading: ReadSignal<Reading>) -> AnyView {
    let due = RwSignal::new(None::<Due>);
    Effect::new(move |_| {
        let last = reading.with(|reading| match reading {
            Some(Ok(snapshot)) => Some(LastBackup::read(snapshot)),
            _ => None,
        });
        let Some(last) = last else { return };
        leptos::task::spawn_local(async move {
            if let Ok(summary) = query::summary().await {
                #[allow(clippy::cast_possible_truncation)] // milliseconds since 1970
                let _ = due.try_set(self::due(last, summary.change, clock::now() as i64));
            }
        });
    });
    (move || due.get().map(words).map(shield)).into_any()
}

fn due(last: Option<LastBackup>, change: u64, now_ms: i64) -> Option<Due> {
    match last {
        None => (change >= FIRST).then_some(Due::Never),
        Some(last) => (change > last.change && now_ms - last.ms > OLD_MS).then_some(Due::Since(last.ms)),
    }
}

#[allow(clippy::cast_precision_loss)] // milliseconds since 1970 are exact in an f64
fn words(due: Due) -> String {
    match due {
        Due::Never => tr::today::never_backed_up(),
        Due::Since(ms) => tr::today::backed_up(&i18n::date(ms as f64, DateStyle::Short)),
    }
}

fn shield(words: String) -> AnyView {
    view! {
        <Note kind=NoteKind::Warn icon=Icon::Shield>
            <p><b>{words}</b> " " {tr::today::backup_text()}</p>
            <div class="line"><ButtonLink label=tr::today::back_up() to=Route::Storage/></div>
        </Note>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_is_due_when_there_is_something_to_lose() {
        const NOW: i64 = 1_800_000_000_000;
        let made = |days: i64, change| Some(LastBackup { ms: NOW - days * DAY_MS - 1, change });
        for (last, change, expected) in [
            (None, 19, None),
            (None, 20, Some(Due::Never)),
            (made(6, 10), 500, None),
            (made(7, 10), 10, None),
            (made(7, 10), 11, Some(Due::Since(NOW - 7 * DAY_MS - 1))),
        ] {
            assert_eq!(due(last, change, NOW), expected, "{last:?} {change}");
        }
    }
}
