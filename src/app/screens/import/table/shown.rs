//! What the rows would become: the first cards as they would look, how many are new, changed or here, and what is left
//! out and why.

use super::super::{look, room, summary};
use super::{Sheet, words::form};
use crate::i18n::{isolated, list, tr};
use crate::ui::{Icon, Meta, MetaPart, Own, Row, Section};
use cairn_domain::item::Form;
use cairn_worker::protocol::table::{Choice, Draft, Table};
use leptos::prelude::*;

/// The part.
pub fn view(sheet: Sheet) -> AnyView {
    (move || sheet.table.with(|table| one(sheet, table))).into_any()
}

fn one(sheet: Sheet, table: &Table) -> AnyView {
    let first: Vec<AnyView> = table.first.iter().map(card).collect();
    let count = first.len();
    let (summary, problems) =
        (summary::view(&summary::of_table(table)), look::problems(table.left_out, &table.problems));
    let room = room::view(table.room.as_ref(), move || sheet.change(|_| ()));
    view! {
        <Section title=tr::sheet::what_would() tight=true>{summary}{room}{problems}</Section>
        {(count > 0).then(|| view! {
            <Section title=tr::sheet::first(count) tight=true><ul class="list">{first}</ul></Section>
        })}
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
