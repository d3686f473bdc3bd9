//! How much of something is done, as a bar or a ring. The number always stands beside it.

use leptos::prelude::*;

/// A bar with its words beside it. `label` is the whole sentence, `shown` the short form.
#[component]
pub fn Progress(
    #[prop(into)] value: Signal<f64>,
    #[prop(into)] max: Signal<f64>,
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] shown: MaybeProp<String>,
) -> impl IntoView {
    let part = move || thousandths(value.get() / max.get().max(1.0));
    view! {
        <div class="measure">
            <progress value=part max="1000" aria-label=move || label.get()></progress>
            {move || shown.get().map(|shown| view! { <span class="cap num">{shown}</span> })}
        </div>
    }
    .into_any()
}

/// A ring with its words in the middle. `share` is between 0 and 1.
#[component]
pub fn Ring(
    #[prop(into)] share: Signal<f64>,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] shown: Signal<String>,
) -> impl IntoView {
    let dash = move || {
        let mut dash = thousandths(share.get()).to_string();
        dash.push_str(" 1000");
        dash
    };
    view! {
        <div class="ringed">
            <svg class="ring" viewBox="0 0 72 72" role="img" aria-label=move || label.get()>
                <circle cx="36" cy="36" r="32"></circle>
                <circle class="v" cx="36" cy="36" r="32" pathLength="1000" stroke-dasharray=dash></circle>
            </svg>
            <b class="num" aria-hidden="true">{move || shown.get()}</b>
        </div>
    }
    .into_any()
}

/// A share between 0 and 1 as a whole number: what writes out fractions is not in the first load.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between 0 and 1,000
fn thousandths(share: f64) -> u16 {
    (share.clamp(0.0, 1.0) * 1000.0).round() as u16
}
