//! Versions of one text side by side, each with Use and Discard, and Combine for all of them.

use super::{Button, ButtonKind, Icon, Voice};
use crate::i18n::tr;
use leptos::prelude::*;

/// One version.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VersionShown {
    /// The text.
    pub text: String,
    /// When and where it was written, in words that tell it from the others.
    pub when: String,
}

/// What becomes of the versions; numbers are places in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VersionChoice {
    /// This one alone stays.
    Use(usize),
    /// All of them become one text.
    Combine,
    /// This one leaves.
    Discard(usize),
}

/// The versions; `said` tells why there are several.
#[component]
pub fn Versions(
    said: String,
    shown: Vec<VersionShown>,
    #[prop(into)] error: Signal<Option<String>>,
    on_choose: Callback<(VersionChoice,)>,
) -> impl IntoView {
    let one = |(at, one): (usize, VersionShown)| {
        let VersionShown { text, when } = one;
        let written = tr::versions::written(&when);
        let label = written.clone();
        let (used, left) = (tr::versions::use_named(&when), tr::versions::discard_named(&when));
        view! {
            <div class="version stack" role="group" aria-label=label>
                <Voice text/>
                <p class="cap">{written}</p>
                <div class="line">
                    <Button label=tr::versions::r#use() described=used on_press=move |()| on_choose.run((VersionChoice::Use(at),))/>
                    <Button
                        label=tr::versions::discard()
                        described=left
                        kind=ButtonKind::Quiet
                        on_press=move |()| on_choose.run((VersionChoice::Discard(at),))
                    />
                </div>
            </div>
        }
        .into_any()
    };
    let each: Vec<AnyView> = shown.into_iter().enumerate().map(one).collect();
    view! {
        <div class="stack wide">
            <p class="cap">{said}</p>
            <div class="versions">{each}</div>
            <div class="line">
                <Button
                    label=tr::versions::combine()
                    icon=Icon::Compare
                    on_press=move |()| on_choose.run((VersionChoice::Combine,))
                />
            </div>
            <p class="cap">{tr::versions::combine_hint()}</p>
            <div role="alert">{move || error.get().map(|error| view! { <p class="error">{error}</p> })}</div>
        </div>
    }
    .into_any()
}
