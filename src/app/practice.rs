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
    practice::{Preferences, Queue, Scope, Started, Tempo, plan, preferences, sitting_lookup},
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
#[derive(Clone, Debug, PartialEq)]
struct Amount {
    due: usize,
    new: usize,
    minutes: f64,
    /// Study days until the next is due after today; none where nothing can be practised.
    next: Option<i64>,
    /// A sitting that she closed today, and that still asks something.
    kept: Option<Kept>,
}

/// A sitting to go on with.
#[derive(Clone, Debug, PartialEq)]
struct Kept {
    scope: Scope,
    /// How many it still asks.
    left: usize,
}

impl Amount {
    /// Whether there is something that no sitting has asked yet.
    fn any(&self) -> bool {
        self.due + self.new > 0
    }

    /// Whether Today offers something.
    fn is_offered(&self) -> bool {
        self.any() || self.kept.as_ref().is_some_and(|kept| address(&kept.scope).is_some())
    }

    /// The sitting to go on with, if it is of this scope.
    fn of(&self, scope: &Scope) -> Option<&Kept> {
        self.kept.as_ref().filter(|kept| kept.scope == *scope)
    }
}

/// On Today: the main thing to do, and nothing at all while there is nothing.
pub fn today() -> AnyView {
    wear();
    let amount = amount(Scope::Everything);
    place::keep(amount);
    view! {
        {move || amount.get().and_then(|amount| offer(&amount))}
        {mistakes::door()}
    }
    .into_any()
}

/// A sitting that was closed goes on before another begins, for that gives it up; one of a part of it all stands beside.
fn offer(amount: &Amount) -> Option<AnyView> {
    let kept = amount.kept.as_ref().and_then(|kept| Some((kept, address(&kept.scope)?)));
    match kept {
        Some((kept, to)) if kept.scope == Scope::Everything || !amount.any() => {
            let text = tr::practise::resume_text();
            Some(panel(tr::practise::resume(kept.left), text, tr::practise::go_on(), to, None))
        }
        kept if amount.any() => {
            let beside = kept.map(|(kept, to)| (tr::practise::resume(kept.left), to));
            let to = Route::Practise(String::new());
            Some(panel(title(amount), facts(amount), tr::practise::main_button(), to, beside))
        }
        _ => None,
    }
}

/// What is due, and what is new; of what there is none, nothing is said.
fn facts(amount: &Amount) -> String {
    let due = (amount.due > 0).then(|| tr::practise::due(amount.due));
    let new = (amount.new > 0).then(|| tr::practise::new(amount.new));
    due.into_iter().chain(new).collect::<Vec<_>>().join(" · ")
}

fn panel(title: String, text: String, button: String, to: Route, beside: Option<(String, Route)>) -> AnyView {
    let beside = beside.map(|(label, to)| view! { <ButtonLink label to wide=true/> });
    view! {
        <div class="practise">
            <Panel title soft=true>
                <p class="muted">{text}</p>
                <ButtonLink label=button to kind=ButtonKind::Main wide=true big=true/>
                {beside}
                <p class="cap"><Link to=Route::Schedule(String::new())>{tr::schedule::ahead()}</Link></p>
            </Panel>
        </div>
    }
    .into_any()
}

/// Where a sitting of a scope is; none of a scope that no address names.
fn address(scope: &Scope) -> Option<Route> {
    match scope {
        Scope::Everything => Some(Route::Practise(String::new())),
        Scope::Goal(id) => Some(Route::practise("goal", &id.to_string())),
        Scope::Competency(id) => Some(Route::practise("skill", &id.to_string())),
        Scope::Deck(deck) => deck.map(|id| Route::practise("deck", &id.to_string())),
        Scope::Items(items) => match &items[..] {
            [id] => Some(Route::practise("item", &id.to_string())),
            _ => None,
        },
    }
}

/// On the page of a goal, a skill or a deck, by `part` of the address of practice: the way to practise it, or when there
/// is something; nothing where nothing can be practised.
pub fn door(scope: Scope, part: Route) -> AnyView {
    // Of a goal or a deck, whether it can be ready by a date.
    let ready = match (&scope, &part) {
        (Scope::Goal(_) | Scope::Deck(_), Route::Practise(part)) => Some(["ready/", part].concat()),
        _ => None,
    };
    let of = scope.clone();
    let amount = amount(scope);
    (move || {
        let amount = amount.get()?;
        let to = part.clone();
        let ready = ready.clone().filter(|_| amount.any() || amount.next.is_some()).map(|page| {
            view! { <p class="cap"><Link to=Route::Schedule(page)>{tr::schedule::ready()}</Link></p> }
        });
        let now = if let Some(kept) = amount.of(&of) {
            view! { <div class="line"><ButtonLink label=tr::practise::resume(kept.left) to icon=Icon::Card/></div> }
                .into_any()
        } else if amount.any() {
            view! { <div class="line"><ButtonLink label=title(&amount) to icon=Icon::Card/></div> }.into_any()
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
        Some(if amount.any() {
            view! { <ButtonLink label=title(&amount) to=part.clone() icon=Icon::Card/> }.into_any()
        } else {
            otherwise()
        })
    })
    .into_any()
}

/// "Practise 12, about 4 min".
fn title(amount: &Amount) -> String {
    tr::practise::main(amount.due + amount.new, &i18n::minutes(whole(amount.minutes)))
}

/// Nothing until it is read.
fn amount(scope: Scope) -> Memo<Option<Amount>> {
    #[allow(clippy::cast_possible_truncation)] // milliseconds since 1970
    let now_ms = clock::now() as i64;
    let asked = scope.clone();
    let needs = move |snapshot: &Snapshot| -> Vec<Lookup> {
        let own = asked.needs(snapshot).into_iter().chain([preferences::lookup(), sitting_lookup()]);
        let kept = closed(snapshot).into_iter().flat_map(|started| started.needs());
        let read = Queue::needs(now_ms, snapshot).into_iter().chain(Tempo::needs(snapshot));
        read.chain(own).chain(kept).collect()
    };
    let reading = session::watch(KINDS, needs);
    shown(reading, move |snapshot| {
        let today = session::practice::today();
        let (queue, reach) = (Queue::make(now_ms, snapshot), scope.reach(snapshot));
        let next = reach.next_due(&queue, today);
        let plan = plan(&reach, &queue, today, Preferences::make(snapshot).limits);
        let kept = closed(snapshot).and_then(|started| {
            let resumed = started.resume(&queue, today, now_ms, snapshot);
            let left = resumed.left();
            (left > 0).then_some(Kept { scope: resumed.started.scope, left })
        });
        let minutes = Tempo::make(snapshot).minutes(count(plan.due + plan.new));
        Amount { due: plan.due, new: plan.new, minutes, next, kept }
    })
}

/// The sitting that was begun today and has not ended.
fn closed(snapshot: &Snapshot) -> Option<Started> {
    Started::read(snapshot).filter(session::practice::is_of_today)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a day's practice
fn whole(minutes: f64) -> u32 {
    minutes.round().max(1.0) as u32
}

#[allow(clippy::cast_precision_loss)] // a day's practice
fn count(answers: usize) -> f64 {
    answers as f64
}

#[allow(clippy::cast_precision_loss)] // a hundred years at most
fn days(days: i64) -> f64 {
    days as f64
}
