//! Installing Cairn on this device, where the browser lets a page offer it.

use crate::browser::{install, install::Way, task};
use crate::i18n::tr;
use crate::ui::{Button, Icon, Row, Section, Tone, live};
use leptos::prelude::*;

/// The part; nothing where the browser cannot install.
pub fn section() -> AnyView {
    let way = RwSignal::new(install::way());
    let press = move || {
        task::start(async move {
            if install::ask().await {
                live::toast(tr::settings::install_done(), None);
            }
            let _ = way.try_set(install::way());
        });
    };
    let content = move || match way.get() {
        Way::None => None,
        Way::Done => Some(row(tr::settings::install_done(), tr::settings::install_done_hint(), None)),
        Way::ShareMenu => Some(row(tr::settings::install(), tr::settings::install_ios(), None)),
        Way::Press => {
            let button = view! { <div class="line"><Button label=tr::settings::install() on_press=press/></div> };
            Some(row(tr::settings::install_title(), tr::settings::install_hint(), Some(button.into_any())))
        }
    };
    (move || {
        content()
            .map(|row| view! { <Section title=tr::settings::device() tight=true><ul class="list">{row}</ul></Section> })
    })
    .into_any()
}

fn row(name: String, hint: String, button: Option<AnyView>) -> AnyView {
    view! { <Row icon=Icon::Saved tone=Tone::Ok><span class="name">{name}</span><p class="cap">{hint}</p>{button}</Row> }
        .into_any()
}
