//! The fields that each form of an item needs, and those that all of them have.

use super::draft::Spot;
use super::fields::{Fields, NEW_DECK, field_id};
use super::rows::{What, rows};
use super::{enclose, gap, links, words};
use crate::browser::selection;
use crate::choose;
use crate::i18n::tr;
use crate::session::{shown, watch};
use crate::ui::{Button, CheckField, ChipRadio, Choice, Icon, RadioField, SelectField, TextField, TextKind};
use cairn_domain::{
    competency::{Framework, Rubric, present},
    id::RubricId,
    item::{
        Form, MarksRule, Scoring,
        command::{ANSWERS_MAX, OPTIONS_MAX},
    },
    kind::Kind,
    port::{Lookup, Snapshot},
};
use leptos::prelude::*;

/// What is asked.
pub fn prompt(fields: Fields) -> AnyView {
    let form = fields.form;
    let hint = move || match form.get() {
        Form::Cloze => tr::items::gaps_hint(),
        _ => tr::items::markdown_hint(),
    };
    view! {
        <TextField
            label=Signal::derive(move || words::prompt(form.get()))
            hint=Signal::derive(hint)
            kind=TextKind::Voice
            rows=3
            id=field_id(Spot::Prompt).to_owned()
            value=fields.prompt
            error=fields.fault_of(Spot::Prompt)
            on_input=move |text: String| fields.prompt.set(text)
        />
        {enclose::button(field_id(Spot::Prompt).to_owned(), Signal::derive(move || words::prompt(form.get())))}
        {move || (form.get() == Form::Cloze).then(|| view! {
            <div class="line"><Button label=tr::items::make_gap() icon=Icon::Edit on_press=move |()| make_gap(fields)/></div>
        })}
    }
    .into_any()
}

fn make_gap(fields: Fields) {
    let id = field_id(Spot::Prompt);
    let text = fields.prompt.get_untracked();
    let end = text.encode_utf16().count();
    let (from, to) = selection::of(id).unwrap_or((end, end));
    let made = gap::make(&text, from, to, &tr::items::gap_word());
    fields.prompt.set(made.text);
    selection::mark(id, made.from, made.to);
}

/// What its form needs beside what is asked.
pub fn by_form(fields: Fields) -> AnyView {
    let list = move |what: What| rows(what, fields.lines, OPTIONS_MAX, fields.fault_of(Spot::Options));
    (move || match fields.form.get() {
        Form::Card => view! { {answer(fields, tr::items::back())}{both_ways(fields)} }.into_any(),
        Form::Open => view! { {answer(fields, tr::items::good_answer())}{rubric(fields)} }.into_any(),
        Form::Cloze => spelling(fields),
        Form::Single => list(What::OneRight),
        Form::Multiple => view! { {list(What::SomeRight)}{scoring(fields)} }.into_any(),
        Form::TrueFalse => truth(fields),
        Form::Short => {
            let accepted =
                lines(fields, Spot::Accepted, tr::items::accepted(), tr::items::accepted_hint(), fields.accepted);
            view! { {accepted}{spelling(fields)} }.into_any()
        }
        Form::Numeric => numeric(fields),
        Form::Ordering => view! { {list(What::Things)}{scoring(fields)} }.into_any(),
        Form::Matching => list(What::Pairs),
    })
    .into_any()
}

fn answer(fields: Fields, label: String) -> AnyView {
    shows(label, None, fields.answer, Spot::Answer, fields)
}

fn both_ways(fields: Fields) -> AnyView {
    view! {
        <CheckField
            label=tr::items::both_ways()
            hint=tr::items::both_ways_hint()
            checked=fields.both_ways
            on_change=move |on: bool| fields.both_ways.set(on)
        />
    }
    .into_any()
}

fn truth(fields: Fields) -> AnyView {
    let choices = vec![Choice::new("0", tr::items::holds()), Choice::new("1", tr::items::holds_not())];
    let value = move || match fields.truth.get() {
        Some(true) => "0".to_owned(),
        Some(false) => "1".to_owned(),
        None => String::new(),
    };
    view! {
        <div id=field_id(Spot::Truth) tabindex="-1" class="wide">
            <RadioField
                legend=tr::items::truth()
                choices
                value=Signal::derive(value)
                error=fields.fault_of(Spot::Truth)
                on_change=move |value: String| fields.truth.set(Some(value == "0"))
            />
        </div>
    }
    .into_any()
}

/// How marks, typing errors and answers that look like them count.
fn spelling(fields: Fields) -> AnyView {
    view! {
        <ChipRadio
            label=tr::items::marks()
            shown=true
            choices=words::marks()
            value=Signal::derive(move || fields.marks.get().name().to_owned())
            on_choose=move |name: String| fields.marks.set(MarksRule::from_name(&name).unwrap_or_default())
        />
        <CheckField label=tr::items::exact() checked=fields.exact on_change=move |on: bool| fields.exact.set(on)/>
        {move || (!fields.exact.get()).then(|| {
            lines(fields, Spot::Rejected, tr::items::rejected(), tr::items::one_a_line(), fields.rejected)
        })}
    }
    .into_any()
}

fn lines(fields: Fields, spot: Spot, label: String, hint: String, value: RwSignal<String>) -> AnyView {
    passage(label, Some(hint), value, spot, fields)
}

fn numeric(fields: Fields) -> AnyView {
    let line = move |label: String, hint: Option<String>, value: RwSignal<String>, spot: Spot| {
        text(label, hint, value, spot, fields, TextKind::Line)
    };
    view! {
        {line(tr::items::number(), None, fields.number, Spot::Number)}
        {line(tr::items::unit(), Some(tr::items::unit_hint()), fields.unit, Spot::Unit)}
        {line(tr::items::tolerance(), Some(tr::items::tolerance_hint()), fields.tolerance, Spot::Tolerance)}
        {line(tr::items::relative(), Some(tr::items::relative_hint()), fields.relative, Spot::Relative)}
        <CheckField
            label=tr::items::unit_required()
            checked=fields.unit_required
            on_change=move |on: bool| fields.unit_required.set(on)
        />
    }
    .into_any()
}

fn scoring(fields: Fields) -> AnyView {
    view! {
        <ChipRadio
            label=tr::items::scoring()
            shown=true
            choices=words::scorings()
            value=Signal::derive(move || fields.scoring.get().name().to_owned())
            on_choose=move |name: String| fields.scoring.set(Scoring::from_name(&name).unwrap_or_default())
        />
    }
    .into_any()
}

fn rubric(fields: Fields) -> AnyView {
    let own = fields.rubric.with_untracked(|rubric| RubricId::parse(rubric));
    let needs = |_: &Snapshot| [Rubric::all(), Framework::all()].map(Lookup::Range).to_vec();
    let rubrics = shown(watch(&[Kind::RUBRIC, Kind::FRAMEWORK], needs), move |snapshot| {
        let choice = |rubric: Rubric| Choice::new(rubric.id.to_string(), rubric.title);
        present::rubrics(own, snapshot).into_iter().map(choice).collect::<Vec<_>>()
    });
    let choices = move || {
        let none = Choice::new("", tr::skills::no_rubric());
        [none].into_iter().chain(rubrics.get().unwrap_or_default()).collect::<Vec<_>>()
    };
    // Where there is none there is nothing to choose.
    let any = Memo::new(move |_| rubrics.with(|rubrics| rubrics.as_ref().is_some_and(|rubrics| !rubrics.is_empty())));
    (move || {
        any.get().then(|| {
            view! {
                <SelectField
                    label=tr::skills::rubric()
                    choices=Signal::derive(choices)
                    value=fields.rubric
                    on_change=move |id: String| fields.rubric.set(id)
                />
            }
        })
    })
    .into_any()
}

/// The deck, one that is there or a new one.
pub fn deck(fields: Fields) -> AnyView {
    let decks = choose::deck_names();
    let choices = move || {
        let known = decks.get().unwrap_or_default().into_iter().map(|(id, name)| Choice::new(id.to_string(), name));
        let [none, new] = [("", tr::items::no_deck()), (NEW_DECK, tr::items::new_deck())]
            .map(|(value, name)| Choice::new(value, name));
        [none].into_iter().chain(known).chain([new]).collect::<Vec<_>>()
    };
    let new = Memo::new(move |_| fields.deck.with(|deck| deck == NEW_DECK));
    view! {
        <SelectField
            label=tr::items::deck()
            choices=Signal::derive(choices)
            value=fields.deck
            on_change=move |id: String| fields.deck.set(id)
        />
        {move || new.get().then(|| {
            text(tr::items::deck_name(), None, fields.deck_name, Spot::Deck, fields, TextKind::Line)
        })}
    }
    .into_any()
}

/// What every form may have.
pub fn further(fields: Fields) -> AnyView {
    let explained = shows(
        tr::items::explanation(),
        Some(tr::items::explanation_hint()),
        fields.explanation,
        Spot::Explanation,
        fields,
    );
    view! {
        {explained}
        {rows(What::Hints, fields.hints, ANSWERS_MAX, fields.fault_of(Spot::Hints))}
        {links::field(fields.skills)}
        {text(tr::library::tags_field(), Some(tr::library::tags_hint()), fields.tags, Spot::Tags, fields, TextKind::Line)}
        <SelectField
            label=tr::library::language()
            choices=fields.language.with_untracked(|kept| choose::languages(kept))
            value=fields.language
            on_change=move |tag: String| fields.language.set(tag)
        />
    }
    .into_any()
}

/// A passage that may show pictures and sounds.
fn shows(label: String, hint: Option<String>, value: RwSignal<String>, spot: Spot, fields: Fields) -> AnyView {
    let button = enclose::button(field_id(spot).to_owned(), Signal::stored(label.clone()));
    view! { {passage(label, hint, value, spot, fields)}{button} }.into_any()
}

fn passage(label: String, hint: Option<String>, value: RwSignal<String>, spot: Spot, fields: Fields) -> AnyView {
    text(label, hint, value, spot, fields, TextKind::Voice)
}

fn text(
    label: String,
    hint: Option<String>,
    value: RwSignal<String>,
    spot: Spot,
    fields: Fields,
    kind: TextKind,
) -> AnyView {
    view! {
        <TextField
            label
            hint=Signal::stored(hint)
            kind
            rows=3
            id=field_id(spot).to_owned()
            value
            error=fields.fault_of(spot)
            on_input=move |text: String| value.set(text)
        />
    }
    .into_any()
}
