//! Changing a skill: its words, its place in the tree, how much it counts, and how it is assessed.

use super::act_then;
use super::read::Detail;
use super::words;
use crate::i18n::{self, tr};
use crate::session::{changed, run_then, settle, shown, texts::begun, watch};
use crate::ui::{Button, ButtonKind, CheckField, Choice, SelectField, TextField, TextKind};
use cairn_domain::{
    command::Command,
    competency::{
        Competency, Framework, Rubric, Scale, command::Command as Act, edits::Edit, present, standing::Standings,
    },
    id::{CompetencyId, FrameworkId, RubricId, ScaleId},
    kind::Kind,
    port::{Lookup, Snapshot},
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What can be chosen in the form.
#[derive(Clone, PartialEq, Default)]
struct Choices {
    places: Vec<Choice>,
    scales: Vec<Choice>,
    rubrics: Vec<Choice>,
}

/// The form in its sheet.
pub fn form(detail: Detail, open: RwSignal<bool>) -> AnyView {
    let noun = detail.noun;
    let (id, framework) = (noun.id, noun.framework);
    let choices = choices(id, framework, noun.rubric);
    let field = |text: &str| RwSignal::new(text.to_owned());
    let (title, statement, code) = (field(&noun.title), field(&noun.statement), field(&noun.code));
    let before = noun.weight.map(i18n::number).unwrap_or_default();
    let weight = field(&before);
    let (notes, dots) = (field(&begun(&noun.notes)), noun.notes.dots());
    let optional = RwSignal::new(noun.optional);
    let demand = RwSignal::new(noun.demand.map(|demand| demand.to_string()).unwrap_or_default());
    let scale = RwSignal::new(noun.scale.map(|scale| scale.to_string()).unwrap_or_default());
    let rubric = RwSignal::new(noun.rubric.map(|rubric| rubric.to_string()).unwrap_or_default());
    let old = noun.parent.map(|parent| parent.to_string()).unwrap_or_default();
    let parent = field(&old);
    let error = RwSignal::new(None::<String>);
    let weight_error = RwSignal::new(None::<String>);
    let place_error = RwSignal::new(None::<String>);
    let said = move || {
        vec![
            Edit::Title(title.get_untracked()),
            Edit::Statement(statement.get_untracked()),
            Edit::Code(code.get_untracked()),
            Edit::Optional(optional.get_untracked()),
            Edit::Demand(demand.with_untracked(|demand| demand.parse().ok())),
            Edit::Scale(scale.with_untracked(|scale| ScaleId::parse(scale))),
            Edit::Rubric(rubric.with_untracked(|rubric| RubricId::parse(rubric))),
            Edit::Notes { opened: dots.clone(), text: notes.get_untracked().trim().to_owned() },
        ]
    };
    let opened = StoredValue::new(said());
    let save = move || {
        let mut edits = opened.with_value(|opened| changed(opened, said()));
        match weight_edit(&before, &weight.get_untracked()) {
            Ok(edit) => edits.extend(edit),
            Err(words) => return weight_error.set(Some(words)),
        }
        let wanted = parent.get_untracked();
        let moves =
            (wanted != old).then(|| Act::Move { competency: id, parent: CompetencyId::parse(&wanted), before: None });
        act_then(Act::Edit(id, edits), error, move || match moves {
            Some(command) => run_then(Command::Competency(command), settle(place_error, move |_| open.set(false))),
            None => open.set(false),
        });
    };
    let list = move |part, none| listed(choices, part, none);
    view! {
        <div class="stack loose">
            <TextField label=tr::skills::skill_title() value=title error=error on_input=move |text: String| title.set(text)/>
            {passage(tr::skills::statement(), tr::skills::statement_hint(), statement)}
            <SelectField
                label=tr::skills::place()
                choices=list(|choices| choices.places, tr::skills::top())
                value=parent
                error=place_error
                on_change=move |value: String| parent.set(value)
            />
            <CheckField
                label=tr::skills::optional()
                hint=tr::skills::optional_hint()
                checked=optional
                on_change=move |on: bool| optional.set(on)
            />
            <TextField
                label=tr::skills::weight()
                hint=tr::skills::weight_hint()
                kind=TextKind::Number
                value=weight
                error=weight_error
                on_input=move |text: String| weight.set(text)
            />
            <SelectField
                label=tr::skills::demand()
                hint=tr::skills::demand_hint()
                choices=Signal::stored(words::demand_choices())
                value=demand
                on_change=move |value: String| demand.set(value)
            />
            <SelectField
                label=tr::skills::scale()
                choices=list(|choices| choices.scales, tr::skills::scale_of_framework())
                value=scale
                on_change=move |value: String| scale.set(value)
            />
            <SelectField
                label=tr::skills::rubric()
                choices=list(|choices| choices.rubrics, tr::skills::no_rubric())
                value=rubric
                on_change=move |value: String| rubric.set(value)
            />
            <TextField label=tr::skills::code() hint=tr::skills::code_hint() value=code on_input=move |text: String| code.set(text)/>
            {passage(tr::skills::notes(), tr::skills::notes_hint(), notes)}
            <Button label=tr::common::save() kind=ButtonKind::Main wide=true on_press=move || save()/>
        </div>
    }
    .into_any()
}

fn passage(label: String, hint: String, value: RwSignal<String>) -> AnyView {
    view! {
        <TextField label hint kind=TextKind::Voice rows=3 value=value on_input=move |text: String| value.set(text)/>
    }
    .into_any()
}

/// One list of the choices, with the words for none before it.
fn listed(choices: Memo<Option<Choices>>, part: fn(Choices) -> Vec<Choice>, none: String) -> Signal<Vec<Choice>> {
    Signal::derive(move || {
        let list = choices.get().map(part).unwrap_or_default();
        [Choice::new("", none.clone())].into_iter().chain(list).collect()
    })
}

/// The change of the weight, if any. A weight of a file may have decimals, which the field does not take:
/// untouched, it stays.
fn weight_edit(before: &str, written: &str) -> Result<Option<Edit>, String> {
    if written == before {
        return Ok(None);
    }
    if written.trim().is_empty() {
        return Ok(Some(Edit::Weight(None)));
    }
    match i18n::read_whole(written) {
        Some(number) if (1..=1000).contains(&number) => Ok(Some(Edit::Weight(Some(f64::from(number))))),
        _ => Err(tr::skills::weight_needed()),
    }
}

fn choices(id: CompetencyId, framework: Option<FrameworkId>, rubric: Option<RubricId>) -> Memo<Option<Choices>> {
    let needs = move |_: &Snapshot| {
        let tree = framework.map(|framework| Lookup::Range(Competency::of(framework)));
        [Scale::all(), Rubric::all(), Framework::all()].map(Lookup::Range).into_iter().chain(tree).collect()
    };
    shown(watch(&[Kind::FRAMEWORK, Kind::COMPETENCY, Kind::SCALE, Kind::RUBRIC], needs), move |snapshot| Choices {
        places: framework.map(|framework| places(id, framework, snapshot)).unwrap_or_default(),
        scales: snapshot
            .nouns::<Scale>(&Scale::all())
            .into_iter()
            .map(|s| Choice::new(s.id.to_string(), s.title))
            .collect(),
        rubrics: present::rubrics(rubric, snapshot)
            .into_iter()
            .map(|r| Choice::new(r.id.to_string(), r.title))
            .collect(),
    })
}

/// Where the skill can lie: everything but itself and what is below it, indented by depth.
fn places(id: CompetencyId, framework: FrameworkId, snapshot: &Snapshot) -> Vec<Choice> {
    let standings = Standings::new(snapshot.nouns(&Competency::of(framework)), BTreeMap::new());
    let mut list = Vec::new();
    let mut stack: Vec<(CompetencyId, usize)> = standings.roots().iter().rev().map(|root| (*root, 0)).collect();
    while let Some((at, depth)) = stack.pop() {
        if at == id {
            continue;
        }
        if let Some(noun) = standings.noun(at) {
            list.push(Choice::new(at.to_string(), ["\u{2003}".repeat(depth), noun.title.clone()].concat()));
        }
        stack.extend(standings.children(at).iter().rev().map(|child| (*child, depth + 1)));
    }
    list
}
