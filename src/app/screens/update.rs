//! "New version ready": in the menu, never over what she is doing.

use crate::i18n::tr;
use crate::ui::{Button, ButtonKind, Icon, Row, Tone};
use crate::update;
use leptos::prelude::*;

/// The menu's part; nothing while there is no new version.
pub fn menu_part(menu: RwSignal<bool>) -> AnyView {
    let ready = update::ready();
    let offer = move || {
        menu.track();
        let editing = update::is_editing();
        let later = move |()| {
            menu.set(false);
            update::later();
        };
        let text = if editing { tr::update::editing() } else { tr::update::ready_text() };
        let now = (!editing)
            .then(|| view! { <Button label=tr::update::now() kind=ButtonKind::Main on_press=|()| update::use_now()/> });
        view! {
            <ul class="list">
                <Row icon=Icon::Info tone=Tone::Info>
                    <span class="name">{tr::update::ready()}</span>
                    <p class="cap">{text}</p>
                    <div class="line">{now}<Button label=tr::update::later() on_press=later/></div>
                </Row>
            </ul>
        }
    };
    (move || ready.get().then(offer)).into_any()
}
