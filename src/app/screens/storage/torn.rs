//! Records that are open and cannot all be read: the same ways out as where nothing can be opened.

use crate::i18n::tr;
use crate::recover::{self, Instead};
use crate::session::{jobs::JobError, profiles};
use crate::ui::{Note, NoteKind};
use cairn_worker::protocol::Failure;
use leptos::prelude::*;

/// Whether there are such records: not everything could be counted, which reads every row.
pub fn is_so(failed: Signal<Option<JobError>>) -> Memo<bool> {
    Memo::new(move |_| {
        failed.with(|failed| matches!(failed, Some(JobError::Failed(Failure::Damaged(_) | Failure::Dom(_)))))
    })
}

/// The part; nothing while there are none.
pub fn section(torn: Memo<bool>) -> AnyView {
    let part = move || {
        view! {
            <Note kind=NoteKind::Danger spoken=true>
                <p><b>{tr::recovery::torn_title()}</b></p>
                <p>{tr::recovery::torn_text()}</p>
            </Note>
            {recover::save(profiles::here())}
            {recover::restore(Instead::Torn)}
        }
    };
    (move || torn.get().then(part)).into_any()
}
