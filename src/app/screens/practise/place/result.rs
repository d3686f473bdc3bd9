//! What a placement says at the end: where to begin and why, and what it concluded of each skill. Kept, that is noted as
//! concluded, counts for no level, and goes by one Undo.

use super::desk::Desk;
use crate::browser::{focus, timers};
use crate::i18n::{self, tr};
use crate::route::{self, Link, Route};
use crate::ui::{Button, ButtonKind, Disclosure, Heading, Icon, Own, Row, Section, Tone};
use cairn_domain::placement::{Course, Found, Heard, Start};
use cairn_learning::placement::Class;
use leptos::prelude::*;

/// The result; `back` is where one came from.
pub fn view(desk: Desk, back: Route) -> AnyView {
    let Some(course) = desk.course() else { return ().into_any() };
    // The question has gone, and the focus is not to go with it.
    timers::next_frame(|| {
        focus::main_heading();
    });
    let any = !course.conclusion().known.is_empty() || !course.conclusion().before.is_empty();
    let (kept, left) = (back.clone(), back);
    let keep = move || {
        let to = kept.clone();
        desk.keep(move || route::replace(to));
    };
    let leave = move || {
        let to = left.clone();
        desk.leave(move || route::replace(to));
    };
    view! {
        <div class="ask end">
            <div class="stack tight">
                <Heading text=tr::placement::result()/>
                <p class="muted">{tr::placement::asked(course.asked(), course.skills())}</p>
            </div>
            {starts(&course)}
            {found(&course)}
            {(course.left_out() > 0).then(|| view! { <p class="cap">{tr::placement::left_out(course.left_out())}</p> })}
            {any.then(|| view! { <p class="cap">{tr::placement::keep_text()}</p> })}
        </div>
        <div class="dock">
            {any.then(|| view! { <Button label=tr::placement::keep() kind=ButtonKind::Main big=true wide=true on_press=move || keep()/> })}
            <Button label=tr::placement::leave() kind=if any { ButtonKind::Plain } else { ButtonKind::Main } wide=true on_press=move || leave()/>
        </div>
    }
    .into_any()
}

/// Where to begin, and why.
fn starts(course: &Course) -> AnyView {
    let starts = course.starts();
    if starts.is_empty() {
        return view! { <p>{tr::placement::all_known()}</p> }.into_any();
    }
    let row = |start: &Start| {
        let (to, name, why) = (Route::Skill(start.id.to_string()), start.title.clone(), why(start));
        view! {
            <Row icon=Icon::Place tone=Tone::Info large=true>
                <Link to class="name"><Own text=name/></Link>
                <p class="cap">{why}</p>
            </Row>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = starts.iter().map(row).collect();
    view! { <Section title=tr::placement::begin_with() tight=true><ul class="list">{rows}</ul></Section> }.into_any()
}

/// "You said: not yet. What comes before it is known: Volts and Amperes. 3 other skills wait for it."
fn why(start: &Start) -> String {
    let before = if start.after.is_empty() {
        tr::placement::nothing_before()
    } else {
        tr::placement::before_known(&i18n::list(&start.after))
    };
    let opens = (start.opens > 0).then(|| tr::placement::opens(start.opens));
    let said = start.heard.map_or_else(tr::placement::follows, heard);
    [said, before].into_iter().chain(opens).collect::<Vec<_>>().join(" ")
}

fn heard(heard: Heard) -> String {
    match heard {
        Heard::Right => tr::placement::heard_right(),
        Heard::Wrong => tr::placement::heard_wrong(),
        Heard::NotYet => tr::placement::heard_not_yet(),
        Heard::Nothing => tr::placement::heard_nothing(),
    }
}

/// Every skill by what is concluded of it.
fn found(course: &Course) -> AnyView {
    let all = course.found();
    let part = |class: Class, title: fn(usize) -> String, icon: Icon, tone: Tone| {
        let some: Vec<&Found> = all.iter().filter(|found| found.class == class).collect();
        let rows: Vec<AnyView> = some.iter().map(|found| row(found, icon, tone)).collect();
        (!rows.is_empty())
            .then(|| view! { <Disclosure summary=title(rows.len())><ul class="list">{rows}</ul></Disclosure> })
    };
    view! {
        {part(Class::Known, tr::placement::known, Icon::Check, Tone::Ok)}
        {part(Class::Unknown, tr::placement::unknown, Icon::Next, Tone::Plain)}
        {part(Class::Unsure, tr::placement::unclear, Icon::Question, Tone::Plain)}
    }
    .into_any()
}

fn row(found: &Found, icon: Icon, tone: Tone) -> AnyView {
    let how = found.heard.map_or_else(|| tr::placement::concluded(&i18n::percent(found.probability)), heard);
    let (to, name) = (Route::Skill(found.id.to_string()), found.title.clone());
    view! { <Row icon tone><Link to class="name"><Own text=name/></Link><p class="cap">{how}</p></Row> }.into_any()
}
