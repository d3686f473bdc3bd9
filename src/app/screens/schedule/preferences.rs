//! How much and when: reviews and new items a day, how surely she wants to know things and what that costs, and the days
//! of the week. Each is written as it is chosen, and can be taken back. From here the schedule can be fitted to her memory.

use super::{days, surely};
use crate::browser::clock;
use crate::i18n::{self, tr};
use crate::practice::{KINDS, beside::Beside};
use crate::route::Route;
use crate::session::{self, fault, shown, watch};
use crate::ui::{Heading, Icon, Page, Row, Section, TextField, TextKind, TopBar};
use cairn_domain::{
    command::Command,
    kind::Kind,
    practice::{Preferences, Queue, Reach, plan, preferences},
    profile::{
        command::Command as ProfileCommand,
        practice::{Edit, NEW_MAX, REVIEWS_MAX},
    },
};
use leptos::prelude::*;

/// Her preferences as they stand; the usual ones until they are read.
pub type Preferred = Signal<Preferences>;

/// The screen.
pub fn view() -> AnyView {
    let reading = watch(&[Kind::PROFILE], |_| vec![preferences::lookup()]);
    let read = shown(reading, Preferences::make);
    let there = Memo::new(move |_| read.with(Option::is_some));
    let preferred: Preferred = Signal::derive(move || read.get().unwrap_or_default());
    view! {
        <Page>
            <TopBar back=Route::Settings back_name=tr::places::settings()/>
            <div class="stack tight">
                <Heading text=tr::schedule::settings()/>
                <p class="muted">{tr::schedule::yours()}</p>
            </div>
            {fault(reading)}
            {move || there.get().then(|| view! {
                {a_day(preferred)}
                {surely::section(preferred)}
                {days::section(preferred)}
            })}
            <ul class="list">
                <Row icon=Icon::Chart>
                    <Beside to=Route::Fit class="name">{tr::fit::title()}</Beside>
                    <p class="cap">{tr::fit::hint()}</p>
                </Row>
            </ul>
        </Page>
    }
    .into_any()
}

/// Writes one change.
pub fn set(edit: Edit) {
    session::run(Command::Profile(ProfileCommand::Practice(vec![edit])));
}

fn a_day(preferred: Preferred) -> AnyView {
    // Each by itself: what is being typed in one is none of the other.
    let new = Memo::new(move |_| preferred.get().limits.new).into();
    let reviews = Memo::new(move |_| preferred.get().limits.reviews).into();
    view! {
        <Section title=tr::schedule::a_day() tight=true>
            <div class="halves">
                {number(tr::schedule::new(), tr::schedule::new_hint(), new, (0, NEW_MAX), Edit::New)}
                {number(tr::schedule::reviews(), tr::schedule::reviews_hint(), reviews, (1, REVIEWS_MAX), Edit::Reviews)}
            </div>
            {waiting()}
        </Section>
    }
    .into_any()
}

/// How many new ones wait for the days after, where there are more than a day takes.
#[allow(clippy::cast_possible_truncation)] // milliseconds since 1970
fn waiting() -> AnyView {
    let now_ms = clock::now() as i64;
    let reading = watch(KINDS, move |snapshot| {
        Queue::needs(now_ms, snapshot).into_iter().chain([preferences::lookup()]).collect()
    });
    let waiting = shown(reading, move |snapshot| {
        let (queue, limits) = (Queue::make(now_ms, snapshot), Preferences::make(snapshot).limits);
        plan(&Reach::Everything, &queue, session::practice::today(), limits).new_later
    });
    let more = move || waiting.get().filter(|waiting| *waiting > 0);
    (move || more().map(|more| view! { <p class="cap" role="status">{tr::schedule::new_wait(more)}</p> })).into_any()
}

/// A number that is written when its field is left; none gives the usual one back.
fn number(
    label: String,
    hint: String,
    value: Signal<usize>,
    (min, max): (u32, u32),
    edit: fn(Option<u32>) -> Edit,
) -> AnyView {
    let text = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    Effect::new(move |_| text.set(value.get().to_string()));
    let commit = move |typed: String| {
        let read = i18n::read_whole(&typed).filter(|number| (min..=max).contains(number));
        let wrong = read.is_none() && !typed.trim().is_empty();
        error.set(wrong.then(|| tr::schedule::between(min, max)));
        if !wrong {
            set(edit(read));
            text.set(read.map_or_else(|| value.get_untracked().to_string(), |read| read.to_string()));
        }
    };
    view! {
        <TextField
            label
            hint
            kind=TextKind::Number
            value=text
            error=Signal::derive(move || error.get())
            on_input=move |typed: String| text.set(typed)
            on_commit=Callback::new(move |(typed,): (String,)| commit(typed))
        />
    }
    .into_any()
}
