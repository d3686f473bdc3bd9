//! Ready by a date: what would be recalled on it of a goal, a deck or everything, whether her minutes suffice, and what could
//! be traded if not. A reckoning that she asks for; nothing of it is kept unless she makes the date a goal's deadline.

use super::result::{self, Answer};
use crate::browser::{clock, timers};
use crate::choose;
use crate::i18n::{self, tr};
use crate::practice::KINDS;
use crate::route::Route;
use crate::session::{Reading, fault, practice, shown, watch};
use crate::ui::{Button, ButtonKind, Choice, Heading, Page, SelectField, TextField, TextKind, TopBar};
use cairn_domain::{
    cbor::value::Day,
    goal::{Goal, GoalStatus},
    id::{DeckId, GoalId},
    item::{Deck, Shelves},
    port::{Lookup, Range, Snapshot},
    practice::{Queue, Scope, ahead},
};
use cairn_learning::schedule::Wish;
use leptos::prelude::*;

/// Goals that are offered.
const GOALS: u32 = 50;
/// Days to a date where none is known, and minutes a day.
const DAYS: i64 = 30;
const MINUTES: u32 = 10;
/// Most minutes of a day.
const DAY_MINUTES: u32 = 1_440;
/// Shares that may be wanted, in hundredths.
const TARGETS: [u8; 5] = [95, 90, 85, 80, 70];

/// What she asks.
#[derive(Clone, Copy)]
pub struct Asking {
    /// Of what: `goal/…`, `deck/…`, or everything.
    of: RwSignal<String>,
    /// The date, as a field holds it.
    pub date: RwSignal<String>,
    /// Minutes a day, as a field holds them.
    pub minutes: RwSignal<String>,
    target: RwSignal<String>,
    date_error: RwSignal<Option<String>>,
    minutes_error: RwSignal<Option<String>>,
    /// What it came to.
    answer: RwSignal<Option<Answer>>,
    busy: RwSignal<bool>,
    now_ms: i64,
    reading: ReadSignal<Reading>,
}

/// The screen; `of` is what she came from.
#[allow(clippy::cast_possible_truncation)] // milliseconds since 1970
pub fn view(of: &str) -> AnyView {
    let now_ms = clock::now() as i64;
    let of = RwSignal::new(of.to_owned());
    let reading = watch(KINDS, move |snapshot| {
        let scope = of.with(|of| scope(of));
        let own = [Lookup::Range(goals()), Lookup::Range(Deck::all())].into_iter().chain(scope.needs(snapshot));
        Queue::needs(now_ms, snapshot).into_iter().chain(own).collect()
    });
    let asking = Asking {
        of,
        date: RwSignal::new(String::new()),
        minutes: RwSignal::new(String::new()),
        target: RwSignal::new("90".to_owned()),
        date_error: RwSignal::new(None),
        minutes_error: RwSignal::new(None),
        answer: RwSignal::new(None),
        busy: RwSignal::new(false),
        now_ms,
        reading,
    };
    let offers = shown(reading, move |snapshot| of.with_untracked(|of| offers(of, snapshot)));
    let there = Memo::new(move |_| offers.with(Option::is_some));
    view! {
        <Page>
            <TopBar back=Route::Schedule(String::new()) back_name=tr::schedule::ahead()/>
            <div class="stack tight">
                <Heading text=tr::schedule::ready()/>
                <p class="muted">{tr::schedule::ready_text()}</p>
            </div>
            {fault(reading)}
            {move || there.get().then(|| asking.form(offers))}
            {move || asking.busy.get().then(|| view! { <p class="muted" aria-busy="true">{tr::schedule::ready_working()}</p> })}
            {move || asking.answer.get().map(|answer| result::view(asking, answer))}
        </Page>
    }
    .into_any()
}

impl Asking {
    fn form(self, offers: Memo<Option<Vec<Choice>>>) -> AnyView {
        self.begin();
        let targets =
            TARGETS.map(|percent| Choice::new(percent.to_string(), i18n::percent(f64::from(percent) / 100.0)));
        view! {
            <div class="stack">
                <SelectField
                    label=tr::schedule::ready_of()
                    choices=Signal::derive(move || offers.get().unwrap_or_default())
                    value=self.of
                    on_change=move |chosen: String| {
                        self.answer.set(None);
                        self.of.set(chosen);
                    }
                />
                <div class="halves">
                    <TextField
                        label=tr::schedule::ready_date()
                        kind=TextKind::Date
                        value=self.date
                        error=Signal::derive(move || self.date_error.get())
                        on_input=move |typed: String| self.date.set(typed)
                    />
                    <TextField
                        label=tr::schedule::ready_minutes()
                        kind=TextKind::Number
                        value=self.minutes
                        error=Signal::derive(move || self.minutes_error.get())
                        on_input=move |typed: String| self.minutes.set(typed)
                    />
                    <SelectField
                        label=tr::schedule::ready_share()
                        choices=Signal::stored(targets.to_vec())
                        value=self.target
                        on_change=move |chosen: String| self.target.set(chosen)
                    />
                </div>
                <div class="line">
                    <Button label=tr::schedule::ready_work_out() kind=ButtonKind::Main held=self.busy on_press=move |()| self.work_out()/>
                </div>
            </div>
        }
        .into_any()
    }

    /// What stands in the fields at first: the goal's own date and minutes, where it has them.
    fn begin(self) {
        let goal = self
            .goal()
            .and_then(|id| self.reading.with_untracked(|reading| reading.as_ref()?.as_ref().ok()?.noun::<Goal>(id)));
        let today = practice::today();
        let deadline = goal.as_ref().and_then(|goal| goal.deadline).filter(|day| day.0 > today);
        self.date.set(deadline.unwrap_or(Day(today + DAYS)).to_iso());
        let minutes = goal.and_then(|goal| goal.weekly_minutes).map_or(MINUTES, |weekly| weekly.div_ceil(7));
        self.minutes.set(minutes.to_string());
    }

    /// The goal that it is about, if it is one.
    pub fn goal(self) -> Option<GoalId> {
        match self.of.with_untracked(|of| scope(of)) {
            Scope::Goal(goal) => Some(goal),
            _ => None,
        }
    }

    /// Reckons, once the page says that it does.
    pub fn work_out(self) {
        let today = practice::today();
        let date = Day::parse_iso(&self.date.get_untracked()).filter(|day| day.0 > today);
        let minutes =
            i18n::read_whole(&self.minutes.get_untracked()).filter(|minutes| (1..=DAY_MINUTES).contains(minutes));
        self.date_error.set(date.is_none().then(tr::schedule::ready_need_date));
        self.minutes_error.set(minutes.is_none().then(|| tr::schedule::between(1, DAY_MINUTES)));
        let (Some(date), Some(minutes)) = (date, minutes) else { return };
        let target = self.target.with_untracked(|target| target.parse::<f64>()).unwrap_or(90.0) / 100.0;
        let wish = Wish { today, date: date.0, minutes: f64::from(minutes), target };
        self.answer.set(None);
        self.busy.set(true);
        timers::next_frame(move || {
            timers::next_frame(move || {
                if self.busy.try_get_untracked() == Some(true) {
                    self.answer.set(self.reckon(&wish));
                    self.busy.set(false);
                }
            });
        });
    }

    fn reckon(self, wish: &Wish) -> Option<Answer> {
        let scope = self.of.with_untracked(|of| scope(of));
        self.reading.with_untracked(|reading| {
            let snapshot = reading.as_ref()?.as_ref().ok()?;
            let (queue, reach) = (Queue::make(self.now_ms, snapshot), scope.reach(snapshot));
            let items = queue.asked(wish.today).filter(|entry| reach.holds(entry, &queue)).count();
            Some(Answer { wish: *wish, items, prospect: ahead::ready_by(&reach, &queue, wish) })
        })
    }
}

/// The scope that a part of the address names; everything for what names none.
fn scope(of: &str) -> Scope {
    let found = match of.split_once('/') {
        Some(("goal", id)) => GoalId::parse(id).map(Scope::Goal),
        Some(("deck", id)) => DeckId::parse(id).map(|id| Scope::Deck(Some(id))),
        _ => None,
    };
    found.unwrap_or(Scope::Everything)
}

fn goals() -> Range {
    Goal::with_status(GoalStatus::Active, GOALS)
}

/// What may be asked for: everything, the goals under way, the decks; and the goal she came from, also one that is not.
fn offers(of: &str, snapshot: &Snapshot) -> Vec<Choice> {
    let mut found = snapshot.nouns::<Goal>(&goals());
    if let Scope::Goal(id) = scope(of)
        && found.iter().all(|goal| goal.id != id)
    {
        found.extend(snapshot.noun::<Goal>(id));
    }
    let goal =
        |goal: Goal| Choice::new(["goal/", &goal.id.to_string()].concat(), tr::schedule::ready_goal(&goal.title));
    let decks = Shelves::of(snapshot);
    let deck = |(id, name): (DeckId, String)| {
        Choice::new(["deck/", &id.to_string()].concat(), tr::schedule::ready_deck(&name))
    };
    let all = Choice::new("", tr::schedule::ready_all());
    let listed = choose::decks_named(&decks).map(deck);
    [all].into_iter().chain(found.into_iter().map(goal)).chain(listed).collect()
}
