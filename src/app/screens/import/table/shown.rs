//! What the rows would become: the first cards as they would look, how many are new, changed or here, and what is left
//! out and why.

use super::super::look;
use super::{Sheet, words::form};
use crate::i18n::{list, tr};
use crate::session::jobs::words;
use crate::ui::{Icon, Meta, MetaPart, Own, Row, Section, Tone};
use cairn_domain::item::Form;
use cairn_worker::protocol::{
    Amount,
    table::{Choice, Draft, Table},
};
use leptos::prelude::*;

/// The part.
pub fn view(sheet: Sheet) -> AnyView {
    (move || sheet.table.with(|table| one(table))).into_any()
}

fn one(table: &Table) -> AnyView {
    let first: Vec<AnyView> = table.first.iter().map(card).collect();
    let count = first.len();
    let (summary, problems) = (summary(table), look::problems(table.left_out, &table.problems));
    view! {
        <Section title=tr::sheet::what_would() tight=true>{summary}{problems}</Section>
        {(count > 0).then(|| view! {
            <Section title=tr::sheet::first(count) tight=true><ul class="list">{first}</ul></Section>
        })}
    }
    .into_any()
}

fn summary(table: &Table) -> AnyView {
    use tr::import as said;
    let row = |icon: Icon, tone: Tone, of: &[Amount], name: fn(u64) -> String, does: fn() -> String| {
        (!of.is_empty()).then(|| {
            let (name, what) = (name(words::total(of)), words::amounts(of));
            let trail = view! { {does()} }.into_any();
            view! { <Row icon tone trail><span class="name">{name}</span><p class="cap">{what}</p></Row> }.into_any()
        })
    };
    view! {
        <ul class="list">
            {row(Icon::Add, Tone::Ok, &table.new, said::new, said::new_does)}
            {row(Icon::In, Tone::Plain, &table.changed, said::changed, said::changed_does)}
            {row(Icon::Saved, Tone::Plain, &table.trashed, said::kept, said::kept_does)}
            {row(Icon::Check, Tone::Plain, &table.same, said::same, said::same_does)}
        </ul>
    }
    .into_any()
}

/// A card as it would look in a list, with its other side.
fn card(draft: &Draft) -> AnyView {
    let answer = answer(draft);
    let out_of: Vec<String> = draft.choices.iter().map(|choice| isolated(&choice.text)).collect();
    let is_choice = matches!(draft.form, Form::Single | Form::Multiple);
    let mut parts: Vec<MetaPart> = vec![form(draft.form).into()];
    parts.extend((!draft.deck.is_empty()).then(|| MetaPart::from(draft.deck.clone())));
    parts.extend(draft.tags.iter().cloned().map(MetaPart::from));
    let prompt = draft.prompt.clone();
    let out_of = is_choice.then(|| tr::sheet::out_of(&list(&out_of)));
    view! {
        <Row icon=Icon::Card>
            <span class="name"><Own text=prompt/></span>
            {(!answer.is_empty()).then(|| view! { <p><Own text=answer/></p> })}
            {out_of.map(|said| view! { <p class="cap">{said}</p> })}
            <Meta parts/>
        </Row>
    }
    .into_any()
}

/// The right answer in a line.
fn answer(draft: &Draft) -> String {
    let texts = |take: fn(&Choice) -> bool| {
        list(
            &draft
                .choices
                .iter()
                .filter(|choice| take(choice))
                .map(|choice| isolated(&choice.text))
                .collect::<Vec<_>>(),
        )
    };
    match draft.form {
        Form::Single | Form::Multiple => texts(|choice| choice.right),
        Form::Ordering | Form::Matching => texts(|_| true),
        Form::TrueFalse if draft.answer == "0" => tr::items::holds(),
        Form::TrueFalse => tr::items::holds_not(),
        _ => draft.answer.clone(),
    }
}

/// A text that has its own direction within a line.
fn isolated(text: &str) -> String {
    ["\u{2068}", text, "\u{2069}"].concat()
}
