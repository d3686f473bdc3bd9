//! What a question puts before her wherever it is asked, in a sitting or in a placement: the prompt, what is wrong with an
//! answer, and whether there is one that can be graded.

use super::asked::{Asked, Giving};
use super::forms::{self, QUESTION};
use super::{given, number, written};
use crate::browser::clock;
use crate::i18n::{self, tr};
use crate::ui::{Button, Icon, Note, NoteKind};
use cairn_domain::{
    item::{Form, Given},
    response::DURATION_MAX_MS,
};
use leptos::prelude::*;

/// What is asked: large at first, quiet once the answer is there; a text with gaps is then the answer itself.
pub fn prompt(asked: StoredValue<Asked>, giving: Giving, is_shown: Memo<bool>) -> AnyView {
    let cloze = asked.with_value(|asked| asked.item.form == Form::Cloze);
    let class = move || match (is_shown.get(), cloze) {
        (false, false) => "prompt",
        (false, true) => "prompt gaps",
        (true, false) => "prompt past",
        (true, true) => "prompt past gaps",
    };
    let words = if cloze {
        (move || (!is_shown.get()).then(|| asked.with_value(|asked| forms::with_gaps(asked, giving)))).into_any()
    } else {
        asked.with_value(|asked| written::text(&asked.item.prompt, &asked.item))
    };
    view! { <div id=QUESTION tabindex="-1" class=class>{words}</div> }.into_any()
}

/// What is wrong with an answer, or what a number may mean, to be chosen; `show` goes on with what she chose.
pub fn complaint(giving: Giving, show: Callback<()>) -> AnyView {
    let error =
        move || giving.error.get().map(|error| view! { <p class="error">{Icon::Warn.small()}<span>{error}</span></p> });
    view! { <div role="alert">{error}{move || which(giving, show)}</div> }.into_any()
}

fn which(giving: Giving, show: Callback<()>) -> Option<AnyView> {
    let texts = giving.meant.get();
    let words = match &texts[..] {
        [first, second] => tr::practise::which_number(first, second),
        [first] => tr::practise::this_number(first),
        _ => return None,
    };
    let choose = |text: String| {
        let chosen = text.clone();
        let press = move || {
            let text = chosen.clone();
            giving.give(|given| *given = Given::Typed(text));
            show.run(());
        };
        view! { <Button label=text on_press=press/> }.into_any()
    };
    let buttons: Vec<AnyView> = texts.iter().cloned().map(choose).collect();
    Some(view! { <Note kind=NoteKind::Info><p>{words}</p><div class="line">{buttons}</div></Note> }.into_any())
}

/// Her answer, if it can be graded; else it is said what is missing.
pub fn gradable(asked: StoredValue<Asked>, giving: Giving) -> Option<Given> {
    let given = giving.given.get_untracked();
    let (blank, numeric) =
        asked.with_value(|asked| (given::is_blank(&asked.item, &given), asked.item.form == Form::Numeric));
    if blank {
        giving.complain(Some(tr::practise::need_answer()), Vec::new());
        return None;
    }
    if let (Given::Typed(text), true) = (&given, numeric) {
        match number::reading(text, i18n::decimal_mark()) {
            number::Read::Clear => {}
            number::Read::Which(texts) => {
                giving.complain(None, texts);
                return None;
            }
            number::Read::Nothing => {
                let example = i18n::exact_number(1.5);
                giving.complain(Some(tr::practise::need_number(&example)), Vec::new());
                return None;
            }
        }
    }
    Some(given)
}

/// Milliseconds since then, as far as they count; a clock that was set back counts nothing.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within a minute
pub fn since(began: f64) -> u32 {
    (clock::now() - began).clamp(0.0, f64::from(DURATION_MAX_MS)) as u32
}
