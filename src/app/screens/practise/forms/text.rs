//! What is typed: a few words or a number, a passage, and the gaps of a text.

use super::QUESTION;
use crate::i18n::tr;
use crate::screens::practise::{
    asked::{Asked, Giving},
    written,
};
use crate::ui::{MarkdownPart, TextField, TextKind};
use cairn_domain::item::{
    Form, Given,
    gaps::{self, Piece},
};
use leptos::prelude::*;

/// The id of the first field, to which the focus goes where there is a keyboard.
pub const ANSWER: &str = "answer";

/// A line: the device is to correct nothing in it.
pub fn line(asked: &Asked, giving: Giving) -> AnyView {
    let unit = asked.item.form == Form::Numeric && !asked.item.unit.is_empty();
    let hint = match (unit, asked.item.unit_required) {
        (false, _) => None,
        (true, true) => Some(tr::practise::with_unit()),
        (true, false) => Some(tr::practise::unit_if_you_like()),
    };
    let described = hint.as_ref().map_or(QUESTION.to_owned(), |_| [QUESTION, ANSWER].join(" ") + "-hint");
    view! {
        <div class="field">
            <label for=ANSWER>
                {tr::practise::your_answer()}
                {hint.map(|hint| view! { " "<span class="cap" id=[ANSWER, "-hint"].concat()>{hint}</span> })}
            </label>
            <input
                id=ANSWER
                type="text"
                dir="auto"
                lang=written::language(&asked.item)
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                enterkeyhint="done"
                aria-describedby=described
                aria-invalid=move || giving.error.with(Option::is_some).then_some("true")
                prop:value=move || giving.given.with(typed)
                on:input:target=move |event| {
                    let text = event.target().value();
                    giving.give(|given| *given = Given::Typed(text));
                }
            />
        </div>
    }
    .into_any()
}

/// A passage of an open task.
pub fn passage(giving: Giving) -> AnyView {
    view! {
        <TextField
            label=tr::practise::your_answer()
            hint=tr::practise::not_kept()
            kind=TextKind::Voice
            rows=6
            id=ANSWER
            value=Signal::derive(move || giving.given.with(typed))
            on_input=move |text: String| giving.give(|given| *given = Given::Typed(text))
        />
    }
    .into_any()
}

/// A text with a field in each of its gaps.
pub fn with_gaps(asked: &Asked, giving: Giving) -> AnyView {
    let mut at = 0;
    let count = gaps::gaps(&asked.item.prompt).len();
    let parts: Vec<MarkdownPart> = gaps::pieces(&asked.item.prompt)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text) => MarkdownPart::Text(text.to_owned()),
            Piece::Gap(gap) => {
                at += 1;
                MarkdownPart::View(field(giving, at - 1, count, gap.hint))
            }
        })
        .collect();
    written::with(parts, &asked.item)
}

/// The text with its gaps left open, as the question above the answer; a gap says what its hint said.
pub fn with_blanks(asked: &Asked) -> AnyView {
    let parts = gaps::pieces(&asked.item.prompt).into_iter().map(|piece| match piece {
        Piece::Text(text) => MarkdownPart::Text(text.to_owned()),
        Piece::Gap(gap) => {
            let hint = gap.hint.to_owned();
            MarkdownPart::View(view! { <bdi class="blank" dir="auto">{hint}"\u{a0}"</bdi> }.into_any())
        }
    });
    written::with(parts.collect(), &asked.item)
}

fn field(giving: Giving, at: usize, count: usize, hint: &str) -> AnyView {
    let label = match hint {
        "" => tr::practise::gap(at + 1, count),
        hint => tr::practise::gap_hint(at + 1, count, hint),
    };
    let value = move || {
        giving.given.with(|given| match given {
            Given::Filled(texts) => texts.get(at).cloned().unwrap_or_default(),
            _ => String::new(),
        })
    };
    view! {
        <input
            id=(at == 0).then_some(ANSWER)
            class="gap"
            type="text"
            dir="auto"
            size="12"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            aria-label=label
            placeholder=hint.to_owned()
            prop:value=value
            on:input:target=move |event| {
                let text = event.target().value();
                giving.give(|given| {
                    if let Given::Filled(texts) = given
                        && let Some(filled) = texts.get_mut(at)
                    {
                        *filled = text;
                    }
                });
            }
        />
    }
    .into_any()
}

fn typed(given: &Given) -> String {
    match given {
        Given::Typed(text) => text.clone(),
        _ => String::new(),
    }
}
