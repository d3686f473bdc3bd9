//! The column a screen stands in, and the two panes of a wide window.

use leptos::prelude::*;

/// One column. `full` is for screens without the frame: first run, editor; over a `busy` one nothing floats, because
/// its own buttons and rows reach to the edge.
#[component]
pub fn Page(#[prop(optional)] full: bool, #[prop(optional)] busy: bool, children: Children) -> impl IntoView {
    let class = match (full, busy) {
        (true, _) => "page full",
        (false, true) => "page busy",
        (false, false) => "page",
    };
    view! { <div class=class>{children()}</div> }.into_any()
}

/// A list and, beside it from 960 px, what was chosen in it; below that only one of the two is seen.
/// With a detail, the list's own title must not be a first heading (`TopBar` with `beside`).
#[component]
pub fn Panes(list: AnyView, #[prop(optional_no_strip)] detail: Option<AnyView>) -> impl IntoView {
    match detail {
        None => view! { <div class="page">{list}</div> }.into_any(),
        Some(detail) => view! {
            <div class="panes">
                <div class="page rest">{list}</div>
                <div class="page lead">{detail}</div>
            </div>
        }
        .into_any(),
    }
}
