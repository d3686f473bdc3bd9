//! The rows of the log: what was asked and answered, what she makes of it, and what can be done.

use crate::browser::focus;
use crate::i18n::{self, DateStyle, tr};
use crate::mistakes::{About, Noting, Of, cause, repair};
use crate::route::{Link, Route};
use crate::session;
use crate::ui::{Button, ButtonKind, ButtonLink, Icon, Meta, MetaPart, Own, Row, Voice};
use cairn_domain::{
    cbor::value::Day,
    command::Command,
    id::ItemId,
    kind::Kind,
    mistake::{
        Mistake, Repair,
        command::Command as Act,
        log::{Noted, Unnoted},
    },
};
use leptos::prelude::*;

/// One that was noted.
pub fn noted(noted: &Noted, noting: Noting, today: i64) -> AnyView {
    let mistake = noted.mistake.clone();
    let id = mistake.id;
    let is_done = mistake.done_at.is_some();
    let name = if noted.title.is_empty() { tr::trash::untitled() } else { noted.title.clone() };
    let mut parts: Vec<MetaPart> = Vec::new();
    parts.extend(Some(cause(mistake.cause)).filter(|words| !words.is_empty()).map(MetaPart::from));
    parts.extend(when(noted.answered));
    parts.extend(noted.taken_back.then(|| (Icon::Undo, tr::mistakes::taken_back()).into()));
    let text = (!mistake.text.is_empty()).then(|| view! { <Voice text=mistake.text.clone()/> });
    let about = About { title: name.clone(), of: Of::Noted(Box::new(mistake.clone())) };
    let done = move || act(Command::Mistake(Act::Done(id, !is_done)));
    let through = if is_done { tr::mistakes::again() } else { tr::mistakes::through() };
    let practise = (!is_done && !noted.title.is_empty() && mistake.repair == Repair::Practise)
        .then_some(mistake.item)
        .flatten()
        .map(|item| {
            let to = Route::practise("item", &item.to_string());
            view! { <ButtonLink label=tr::mistakes::practise_now() to icon=Icon::Card/> }
        });
    let through_name = through.clone();
    let head = named(mistake.item, !noted.title.is_empty(), &name);
    let given = given(noted.given.as_deref(), noted.confidence);
    let to_do = to_do(noted, &mistake, today);
    view! {
        <Row icon=if is_done { Icon::Check } else { Icon::Reflect }>
            {head}
            {given}
            <Meta parts/>
            {text}
            {to_do}
            <div class="line">
                {practise}
                <Button label=through described=tr::mistakes::named(&through_name, &name) on_press=move |()| done()/>
                <Button label=tr::common::edit() described=tr::mistakes::named(&tr::common::edit(), &name) on_press=move |()| noting.begin_of_row(about.clone())/>
                <Button
                    label=tr::common::delete()
                    kind=ButtonKind::Quiet
                    described=tr::mistakes::named(&tr::common::delete(), &name)
                    on_press=move |()| act(Command::Trash(Kind::MISTAKE, id.0))
                />
            </div>
        </Row>
    }
    .into_any()
}

/// Does it; the row goes, and the focus is not to go with it.
fn act(command: Command) {
    session::run(command);
    focus::main_heading();
}

/// An answer of which nothing is noted.
pub fn unnoted(unnoted: &Unnoted, noting: Noting) -> AnyView {
    let about = About { title: unnoted.title.clone(), of: Of::Written(unnoted.wrong) };
    let parts: Vec<MetaPart> = when(Some(unnoted.wrong.ms)).into_iter().collect();
    let head = named(Some(unnoted.wrong.item), true, &unnoted.title);
    let given = given(unnoted.given.as_deref(), unnoted.confidence);
    let described = tr::mistakes::named(&tr::mistakes::note(), &unnoted.title);
    view! {
        <Row icon=Icon::Card>
            {head}
            {given}
            <Meta parts/>
            <div class="line">
                <Button label=tr::mistakes::note() described on_press=move |()| noting.begin_of_row(about.clone())/>
            </div>
        </Row>
    }
    .into_any()
}

fn named(item: Option<ItemId>, here: bool, name: &str) -> AnyView {
    let own = view! { <Own text=name.to_owned()/> };
    match item.filter(|_| here) {
        Some(item) => view! { <Link to=Route::Item(item.to_string()) class="name">{own}</Link> }.into_any(),
        None => view! { <span class="name">{own}</span> }.into_any(),
    }
}

/// What she answered, and how sure she was.
fn given(given: Option<&str>, confidence: Option<f64>) -> AnyView {
    let given = given.map(|given| view! { <p>{tr::confidence::answered()}" "<Own text=given.to_owned()/></p> });
    let sure = confidence.map(|share| view! { <p class="cap">{tr::confidence::sure(&i18n::percent(share))}</p> });
    view! { {given}{sure} }.into_any()
}

#[allow(clippy::cast_precision_loss)] // milliseconds since 1970
fn when(ms: Option<i64>) -> Option<MetaPart> {
    ms.map(|ms| (Icon::Clock, i18n::date(ms as f64, DateStyle::Long)).into())
}

/// What to do about it, with the way there.
fn to_do(noted: &Noted, mistake: &Mistake, today: i64) -> AnyView {
    let what = repair(mistake.repair);
    if what.is_empty() {
        return ().into_any();
    }
    let more = match mistake.repair {
        Repair::Reread => noted.resource.as_ref().map(|resource| {
            let (to, title) = (Route::Resource(resource.id.to_string()), resource.title.clone());
            view! { ": "<Link to><Own text=title/></Link> }.into_any()
        }),
        Repair::Rewrite => mistake.item.filter(|_| !noted.title.is_empty()).map(|item| {
            view! { ": "<Link to=Route::Item(item.to_string())>{tr::mistakes::to_item()}</Link> }.into_any()
        }),
        Repair::Practise => mistake.day.map(|day| view! { ": "{day_of(day, today)} }.into_any()),
        Repair::None | Repair::Ask => None,
    };
    view! { <p class="repair"><b>{what}</b>{more}</p> }.into_any()
}

#[allow(clippy::cast_precision_loss)] // days of a few years
fn day_of(Day(day): Day, today: i64) -> String {
    let ahead = day - today;
    if (0..=6).contains(&ahead) {
        return i18n::relative(ahead as f64);
    }
    i32::try_from(day).map(|day| i18n::day(day, DateStyle::Long)).unwrap_or_default()
}
