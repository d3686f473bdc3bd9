//! Whether a file fits on this device: said before anything is written, with what to do if it does not.

use crate::i18n::{self, tr};
use crate::route::Route;
use crate::ui::{Button, ButtonLink, Note, NoteKind};
use cairn_worker::protocol::Room;
use leptos::prelude::*;

/// Whether it is known that it does not fit; then it waits.
pub fn is_short(room: Option<&Room>) -> bool {
    room.is_some_and(|room| !room.fits)
}

/// What it takes and what is left; nothing where that is not known, or nothing comes.
#[allow(clippy::cast_precision_loss)] // sizes to show
pub fn view(room: Option<&Room>, again: impl Fn() + Send + Sync + 'static) -> Option<AnyView> {
    let room = room.filter(|room| room.needed > 0)?;
    let [needed, free] = [room.needed, room.free].map(|bytes| i18n::file_size(bytes as f64));
    if room.fits {
        return Some(view! { <p class="cap">{tr::differences::needs(&needed, &free)}</p> }.into_any());
    }
    Some(
        view! {
            <Note kind=NoteKind::Warn spoken=true>
                <p><b>{tr::differences::short_title()}</b></p>
                <p>{tr::differences::short(&needed, &free)}</p>
                <p>{tr::differences::short_do()}</p>
                <div class="line">
                    <ButtonLink label=tr::room::see() to=Route::Storage/>
                    <Button label=tr::differences::look_again() on_press=move |()| again()/>
                </div>
            </Note>
        }
        .into_any(),
    )
}
