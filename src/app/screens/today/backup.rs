//! The shield, when a backup is due: since when there is none, and the way to make one.

use crate::browser::clock;
use crate::i18n::{self, DateStyle, tr};
use crate::route::Route;
use crate::session::{Reading, query};
use crate::ui::{ButtonLink, Icon, Note, NoteKind};
use cairn_domain::backup::{self, Due, LastBackup};
use leptos::prelude::*;

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
                let _ = due.try_set(backup::due(last, summary.change, clock::now() as i64));
            }
        });
    });
    (move || due.get().map(words).map(shield)).into_any()
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
