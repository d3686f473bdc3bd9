//! Today: the next step of each goal with the reason for it, what to go on with, and a shield when a
//! backup is due. It reads a bounded number of rows, however much there is.

mod backup;
mod reasons;

use crate::browser::clock;
use crate::i18n::{self, DateStyle, tr};
use crate::pieces;
use crate::route::{Link, Route};
use crate::session::{self, fault, shown, watch};
use crate::ui::{
    Button, ButtonKind, ButtonLink, Disclosure, EmptyState, Eyebrow, Icon, Meta, MetaPart, Own, Page, Panel, Progress,
    Row, Tick, TopBar, Voice,
};
use cairn_domain::{
    backup::LastBackup,
    command::Command,
    goal::{
        agenda::{self, Agenda, Next},
        command::Command as Act,
    },
    id::{GoalId, StepId},
    kind::Kind,
    port::{Lookup, Snapshot},
    resource::{Resource, Unit},
};
use leptos::prelude::*;
use std::cell::Cell;

/// Kinds that Today shows.
const KINDS: &[Kind] = &[Kind::GOAL, Kind::STEP, Kind::CRITERION, Kind::RESOURCE, Kind::FRAMEWORK, Kind::COMPETENCY];

/// Resources in use that are shown.
const RESOURCES: u32 = 2;

/// The screen.
pub fn view() -> AnyView {
    let day = clock::local_day(clock::now());
    let reading = watch(KINDS, needs);
    let today = shown(reading, move |snapshot| {
        (agenda::agenda(snapshot, i64::from(day)), snapshot.nouns::<Resource>(&Resource::reading(RESOURCES)))
    });
    let content = move || {
        today.get().map(|(agenda, reading)| {
            let nothing = agenda.next.is_empty() && agenda.drafts.is_empty() && reading.is_empty();
            if nothing { empty() } else { filled(agenda, reading) }
        })
    };
    view! {
        <Page>
            <TopBar title=tr::places::today() search=true/>
            <p class="muted day">{i18n::day(day, DateStyle::Full)}</p>
            {fault(reading)}
            {pieces::practice()}
            {content}
            {backup::note(reading)}
            {pieces::notices()}
        </Page>
    }
    .into_any()
}

fn needs(snapshot: &Snapshot) -> Vec<Lookup> {
    let mut lookups = agenda::needs(snapshot);
    lookups.push(Lookup::Range(Resource::reading(RESOURCES)));
    lookups.push(LastBackup::lookup());
    lookups
}

fn filled(agenda: Agenda, reading: Vec<Resource>) -> AnyView {
    let Agenda { next, drafts } = agenda;
    let example = next.iter().any(|next| next.example);
    let mut next = next.into_iter();
    let first = next.next();
    let lone = first.is_none();
    let others: Vec<AnyView> = next.map(row).chain(drafts.into_iter().map(draft)).collect();
    let heading = if lone { tr::today::next_step() } else { tr::today::also_next() };
    let begun: Vec<AnyView> = reading.into_iter().map(resource).collect();
    view! {
        <div class="duo">
            <div class="col">
                {first.map(panel)}
                {(!others.is_empty()).then(|| view! { <Eyebrow title=heading><ul class="list">{others}</ul></Eyebrow> })}
                {lone.then(|| view! { <ButtonLink label=tr::today::new_goal() to=Route::GoalNew kind=ButtonKind::Main icon=Icon::Add/> })}
            </div>
            <div class="col">
                {(!begun.is_empty())
                    .then(|| view! { <Eyebrow title=tr::today::r#continue()><ul class="list">{begun}</ul></Eyebrow> })}
                {example.then(example_note)}
            </div>
        </div>
    }
    .into_any()
}

/// The first of all next steps, with the screen's main button.
fn panel(next: Next) -> AnyView {
    let to = Route::Goal(next.goal.to_string());
    let Some(step) = next.step.clone() else {
        return view! {
            <Panel title=tr::today::no_step() soft=true>
                <p>{tr::today::no_step_of(&next.title)}</p>
                <ButtonLink label=tr::today::write_step() to kind=ButtonKind::Main wide=true big=true/>
            </Panel>
        }
        .into_any();
    };
    let id = step.id;
    let (goal, reasons) = (next.title.clone(), why(&next));
    let minutes =
        step.estimate_min.map(|minutes| view! { <Meta parts=vec![(Icon::Clock, i18n::minutes(minutes)).into()]/> });
    view! {
        <Eyebrow title=tr::today::next_step()>
            <Panel title=step.title.clone() soft=true>
                <div class="stack tight">
                    <Link to><Own text=goal/></Link>
                    {minutes}
                    {reasons}
                </div>
                <Button label=tr::today::step_done() kind=ButtonKind::Main wide=true big=true on_press=move |()| done(id)/>
            </Panel>
        </Eyebrow>
    }
    .into_any()
}

fn row(next: Next) -> AnyView {
    let to = Route::Goal(next.goal.to_string());
    let Some(step) = next.step.clone() else {
        let words = tr::today::no_step_of(&next.title);
        return view! {
            <Row icon=Icon::Goals large=true>
                <Link to class="name"><Own text=next.title/></Link>
                <p class="cap">{words}</p>
            </Row>
        }
        .into_any();
    };
    let id = step.id;
    let label = tr::today::tick(&step.title);
    let lead = view! { <Tick label checked=Signal::stored(false) on_toggle=move |(done,)| tick(id, done)/> };
    let mut parts: Vec<MetaPart> = Vec::new();
    parts.extend(step.estimate_min.map(|minutes| (Icon::Clock, i18n::minutes(minutes)).into()));
    parts.push(next.title.clone().into());
    let reasons = why(&next);
    view! {
        <Row lead=lead.into_any() large=true>
            <Link to class="name"><Own text=step.title.clone()/></Link>
            <Meta parts/>
            {reasons}
        </Row>
    }
    .into_any()
}

fn draft((id, title): (GoalId, String)) -> AnyView {
    view! {
        <Row icon=Icon::Goals large=true>
            <Link to=Route::Goal(id.to_string()) class="name"><Own text=title/></Link>
            <p class="cap">{tr::today::start_draft_of()}</p>
        </Row>
    }
    .into_any()
}

fn why(next: &Next) -> AnyView {
    let lines: Vec<AnyView> =
        reasons::sentences(next).into_iter().map(|line| view! { <li>{line}</li> }.into_any()).collect();
    let own = (!next.why.is_empty()).then(|| view! { <p>{tr::today::why_own()}</p><Voice text=next.why.clone()/> });
    view! {
        <Disclosure summary=tr::today::why_this()>
            <ul class="stack tight">{lines}</ul>
            {own}
        </Disclosure>
    }
    .into_any()
}

fn resource(resource: Resource) -> AnyView {
    let place = place(&resource);
    let share = resource.progress();
    let bar = share.map(|share| view! { <Progress value=share max=1.0 label=place.clone()/> });
    view! {
        <Row icon=Icon::Book large=true>
            <Link to=Route::Resource(resource.id.to_string()) class="name"><Own text=resource.title.clone()/></Link>
            <p class="cap">{place}</p>
            {bar}
        </Row>
    }
    .into_any()
}

fn place(resource: &Resource) -> String {
    match (resource.unit, resource.position, resource.extent) {
        (_, None, _) => tr::today::begun(),
        (Unit::Percent, Some(place), _) => i18n::percent(f64::from(place) / 100.0),
        (Unit::Page, Some(place), Some(all)) => tr::today::page_of(place, all),
        (Unit::Page, Some(place), None) => tr::today::page(place),
        (Unit::Minute, Some(place), Some(all)) => tr::today::minute_of(place, all),
        (Unit::Minute, Some(place), None) => tr::today::minute(place),
        (Unit::Part, Some(place), Some(all)) => tr::today::part_of(place, all),
        (Unit::Part, Some(place), None) => tr::today::part(place),
    }
}

fn empty() -> AnyView {
    view! {
        <EmptyState what=tr::today::empty_what() why=tr::today::empty_why()>
            <ButtonLink label=tr::today::empty_button() to=Route::GoalNew kind=ButtonKind::Main icon=Icon::Add/>
            <Button label=tr::today::show_example() kind=ButtonKind::Quiet on_press=|()| session::example::show_goal()/>
        </EmptyState>
    }
    .into_any()
}

fn example_note() -> AnyView {
    view! {
        <div class="stack tight">
            <p class="cap">{tr::today::example_note()}</p>
            <div class="line"><Button label=tr::today::remove_example() on_press=|()| session::example::remove_goal()/></div>
        </div>
    }
    .into_any()
}

thread_local! {
    static DONE: Cell<f64> = const { Cell::new(0.0) };
}

/// The next step comes to the place of the button: a double tap must not tick that one too.
fn done(step: StepId) {
    if !clock::is_echo(&DONE) {
        tick(step, true);
    }
}

fn tick(step: StepId, done: bool) {
    session::run(Command::Goal(Act::TickStep(step, done)));
}
