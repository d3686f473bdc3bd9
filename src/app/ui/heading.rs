//! The one first heading of a page. It is the page's title, and takes the focus when the learner has
//! just come here by a link.

use super::voice::spoken;
use crate::browser::{document, focus, history};
use crate::i18n::tr;
use crate::route;
use leptos::prelude::*;

/// The first heading. `own` says that a person wrote it.
#[component]
pub fn Heading(
    #[prop(into)] text: Signal<String>,
    #[prop(optional)] own: bool,
    /// The language it is written in, if known.
    #[prop(optional, into)]
    lang: MaybeProp<String>,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    Effect::new(move |_| document::set_title(&tr::common::page_title(&text.get())));
    Effect::new(move |_| {
        if let Some(scrolled) = route::take_arrival() {
            focus::main_heading();
            history::scroll_to(scrolled);
        }
    });
    let words = move || text.get();
    let content = if own {
        view! { <bdi dir="auto" lang=move || spoken(lang.get())>{words}</bdi> }.into_any()
    } else {
        words.into_any()
    };
    view! { <h1 tabindex="-1" class=class>{content}</h1> }.into_any()
}
