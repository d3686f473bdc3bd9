//! What other screens show of practice: how much there is to practise today, and the way there. Screens use it as they use
//! `ui`; it reads the queue, which costs the same number of rows however much there is.

pub mod beside;
pub mod often;
mod place;
pub mod told;

use crate::browser::{clock, sheet};
use crate::i18n::{self, tr};
use crate::mistakes;
use crate::route::{Link, Route};
use crate::session::{self, shown};
use crate::ui::{ButtonKind, ButtonLink, Icon, Panel};
use cairn_domain::{
    kind::Kind,
    port::{Lookup, Snapshot},
    practice::{Preferences, Queue, Scope, plan, preferences},
};
use leptos::prelude::*;
use std::sync::Once;

/// Kinds whose change may change what is to be practised.
pub const KINDS: &[Kind] =
    &[Kind::ITEM, Kind::DECK, Kind::RESPONSE, Kind::VOID, Kind::GOAL, Kind::COMPETENCY, Kind::RELATION, Kind::PROFILE];

static LOOK: Once = Once::new();

/// The style sheet of everything about practice, which comes with it.
pub fn wear() {
    LOOK.call_once(|| sheet::adopt(include_str!("practice.css")));
}

/// What there is to practise of a scope.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Amount {
    due: usize,
    new: usize,
    minutes: f64,
    /// Study days until the next is due after today; none where nothing can be practised.
    next: Option<i64>,
}

/// On Today: the main thing to do, and nothing at all while there is nothing.
pub fn today() -> AnyView {
    wear();
    let amount = amount(Scope::Everything);
    place::keep(amount);
    view! {
        {move || amount.get().filter(|amount| amount.due + amount.new > 0).map(panel)}
        {mistakes::door()}
    }
    .into_any()
}

fn panel(amount: Amount) -> AnyView {
    let facts = [tr::practise::due(amount.due), tr::practise::new(amount.new)].join(" · ");
    view! {
        <div class="practise">
            <Panel title=title(amount) soft=true>
                <p class="muted">{facts}</p>
                <ButtonLink
                    label=tr::practise::main_button()
                    to=Route::Practise(String::new())
                    kind=ButtonKind::Main
                    wide=true
                    big=true
                />
                <p class="cap"><Link to=Route::Schedule(String::new())>{tr::schedule::ahead()}</Link></p>
            </Panel>
        </div>
    }
    .into_any()
}

/// On the page of a goal, a skill or a deck, by `part` of the address of practice: the way to practise it, or when there
/// is something; nothing where nothing can be practised.
pub fn door(scope: Scope, part: Route) -> AnyView {
    // Of a goal or a deck, whether it can be ready by a date.
    let ready = match (&scope, &part) {
        (Scope::Goal(_) | Scope::Deck(_), Route::Practise(part)) => Some(["ready/", part].concat()),
        _ => None,
    };
    let amount = amount(scope);
    (move || {
        let amount = amount.get()?;
        let to = part.clone();
        let ready = ready.clone().filter(|_| amount.due + amount.new > 0 || amount.next.is_some()).map(|page| {
            view! { <p class="cap"><Link to=Route::Schedule(page)>{tr::schedule::ready()}</Link></p> }
        });
        let now = if amount.due + amount.new > 0 {
            view! { <div class="line"><ButtonLink label=title(amount) to icon=Icon::Card/></div> }.into_any()
        } else {
            let next = days(amount.next?);
            view! { <p class="muted">{tr::practise::nothing()}". "{tr::practise::nothing_due(&i18n::relative(next))}</p> }
                .into_any()
        };
        Some(view! { {now}{ready} })
    })
    .into_any()
}

/// The way to find out where to begin, by the address of the placement.
pub fn place(to: Route) -> AnyView {
    view! {
        <div class="line"><ButtonLink label=tr::placement::door() to icon=Icon::Map/></div>
        <p class="cap">{tr::placement::door_hint()}</p>
    }
    .into_any()
}

/// Where a skill is to be refreshed: the way to practise it if there is something to be asked now, else `otherwise`.
pub fn refresh(scope: Scope, part: Route, otherwise: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let amount = amount(scope);
    (move || {
        let amount = amount.get()?;
        Some(if amount.due + amount.new > 0 {
            view! { <ButtonLink label=title(amount) to=part.clone() icon=Icon::Card/> }.into_any()
        } else {
            otherwise()
        })
    })
    .into_any()
}

/// "Practise 12, about 4 min".
fn title(amount: Amount) -> String {
    tr::practise::main(amount.due + amount.new, &i18n::minutes(whole(amount.minutes)))
}

/// Nothing until it is read.
fn amount(scope: Scope) -> Memo<Option<Amount>> {
    #[allow(clippy::cast_possible_truncation)] // milliseconds since 1970
    let now_ms = clock::now() as i64;
    let asked = scope.clone();
    let needs = move |snapshot: &Snapshot| -> Vec<Lookup> {
        let own = asked.needs(snapshot).into_iter().chain([preferences::lookup()]);
        Queue::needs(now_ms, snapshot).into_iter().chain(own).collect()
    };
    let reading = session::watch(KINDS, needs);
    shown(reading, move |snapshot| {
        let today = session::practice::today();
        let (queue, reach) = (Queue::make(now_ms, snapshot), scope.reach(snapshot));
        let within = queue.asked(today).filter(|entry| reach.holds(entry, &queue));
        let due: Vec<i64> = within.map(|entry| entry.learned.map_or(today + 1, |learned| learned.due_day)).collect();
        let next = due.into_iter().filter(|day| *day > today).min().map(|day| day - today);
        let plan = plan(&reach, &queue, today, Preferences::make(snapshot).limits);
        Amount { due: plan.due, new: plan.new, minutes: plan.minutes, next }
    })
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a day's practice
fn whole(minutes: f64) -> u32 {
    minutes.round().max(1.0) as u32
}

#[allow(clippy::cast_precision_loss)] // a hundred years at most
fn days(days: i64) -> f64 {
    days as f64
}
