//! What is asked of a skill for which there is no item: whether she can do it, by her own word.

use super::super::forms::QUESTION;
use super::besides;
use super::desk::Desk;
use crate::browser::focus;
use crate::i18n::tr;
use crate::ui::{Button, ButtonKind};
use cairn_domain::placement::{Ask, Heard};
use leptos::prelude::*;

/// How often someone says that she can do what she cannot. A judgement: what she says is taken at its word, as far as an
/// answer is; it gives no level.
pub const MISTAKEN: f64 = 0.1;

/// The question.
pub fn view(desk: Desk, ask: Ask) -> AnyView {
    if desk.asked.get_untracked() > 0 {
        focus::go_to(QUESTION);
    }
    let language = Some(ask.language.clone()).filter(|tag| !tag.is_empty());
    let (title, statement) = (ask.title.clone(), ask.statement.clone());
    let ask = StoredValue::new(ask);
    let hear = move |heard| ask.with_value(|ask| desk.hear(ask, heard, MISTAKEN, None));
    view! {
        <div class="task">
            <div class="ask">
                <div class="stack">
                    <p class="cap">{tr::placement::can_you()}</p>
                    <div id=QUESTION tabindex="-1" class="prompt"><p><bdi dir="auto" lang=language.clone()>{title}</bdi></p></div>
                    {(!statement.is_empty()).then(|| view! { <p class="muted" dir="auto" lang=language>{statement}</p> })}
                </div>
            </div>
            <div class="dock">
                <div class="two four">
                    <Button label=tr::placement::not_yet() big=true wide=true on_press=move || hear(Heard::NotYet)/>
                    <Button label=tr::placement::not_sure() big=true wide=true on_press=move || hear(Heard::Nothing)/>
                    <Button label=tr::placement::can() kind=ButtonKind::Main big=true wide=true on_press=move || hear(Heard::Right)/>
                </div>
                {besides(desk, None)}
            </div>
        </div>
    }
    .into_any()
}
