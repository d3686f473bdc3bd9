//! An item that is asked in a placement: its fields, then what was right, then on. As in a sitting, but it comes once, and
//! nothing is said of when it comes again.

use super::super::asked::{Asked, Giving};
use super::super::forms::{self, QUESTION};
use super::super::{answered, feedback, put};
use super::desk::Desk;
use super::statement::MISTAKEN;
use super::{besides, named};
use crate::browser::{clock, focus};
use crate::i18n::{self, tr};
use crate::ui::{Button, live};
use cairn_domain::{
    evidence::AidUsed,
    item::{Given, Graded, Item},
    placement::{Ask, Heard},
    practice,
    response::Source,
};
use cairn_learning::{mastery::MasteryConfig, schedule::Rating};
use leptos::prelude::*;

/// The id of the button that goes on; the focus goes there once the answer is shown.
const ON: &str = "place-on";

#[derive(Clone, Copy)]
struct Question {
    desk: Desk,
    ask: StoredValue<Ask>,
    asked: StoredValue<Asked>,
    giving: Giving,
    shown: RwSignal<Option<(Given, Option<Graded>)>>,
    began: f64,
    took: StoredValue<u32>,
}

/// The question.
pub fn view(desk: Desk, ask: Ask, item: Item) -> AnyView {
    let asked = Asked { id: item.id, item, about: ask.title.clone(), rubric: None, answered: 0 };
    let giving = Giving::new(&asked);
    let about = named(&ask);
    let question = Question {
        desk,
        giving,
        ask: StoredValue::new(ask),
        asked: StoredValue::new(asked),
        shown: RwSignal::new(None),
        began: clock::now(),
        took: StoredValue::new(0),
    };
    if desk.asked.get_untracked() > 0 {
        focus::go_to(QUESTION);
    }
    let is_shown = Memo::new(move |_| question.shown.with(Option::is_some));
    view! {
        <form
            class="task"
            on:submit=move |event| {
                event.prevent_default();
                question.show();
            }
        >
            <div class="ask">
                <div class="stack">{about}{put::prompt(question.asked, giving, is_shown)}</div>
                {move || (!is_shown.get()).then(|| question.fields())}
                {move || question.shown.get().map(|(given, graded)| question.answer(&given, graded.as_ref()))}
            </div>
            {move || if is_shown.get() { question.rated() } else { question.dock() }}
        </form>
    }
    .into_any()
}

impl Question {
    fn fields(self) -> AnyView {
        view! {
            {self.asked.with_value(|asked| forms::fields(asked, self.giving))}
            {put::complaint(self.giving, Callback::new(move |()| self.show()))}
        }
        .into_any()
    }

    /// Shows the answer, if there is one to be graded.
    fn show(self) {
        if self.shown.with_untracked(Option::is_some) {
            return;
        }
        if let Some(given) = put::gradable(self.asked, self.giving) {
            self.reveal(given);
        }
    }

    fn reveal(self, given: Given) {
        self.took.set_value(put::since(self.began));
        let graded = self.asked.with_value(|asked| asked.item.grade(&given, i18n::decimal_mark()));
        live::say(self.asked.with_value(|asked| feedback::said(asked, &given, graded.as_ref())));
        self.shown.set(Some((given, graded)));
        focus::by_id(ON);
    }

    fn answer(self, given: &Given, graded: Option<&Graded>) -> AnyView {
        let order = self.giving.order.get_value();
        self.asked.with_value(|asked| feedback::view(asked, given, graded, &order))
    }

    fn dock(self) -> AnyView {
        let by_app = self.asked.with_value(|asked| asked.item.is_graded_by_the_app());
        let label = if by_app { tr::practise::check() } else { tr::practise::show() };
        let pass = Callback::new(move |()| self.ask.with_value(|ask| self.desk.hear(ask, Heard::Nothing, 0.0, None)));
        view! {
            <div class="dock">
                <div class="two">
                    <Button
                        label=if by_app { tr::practise::dont_know() } else { tr::placement::not_yet() }
                        big=true
                        wide=true
                        on_press=move || self.unknown(by_app)
                    />
                    <button class="btn big wide main" type="submit"><span>{label}</span></button>
                </div>
                {besides(self.desk, Some(pass))}
            </div>
        }
        .into_any()
    }

    /// She does not know it: what the app grades shows the answer, of another item nothing is to be judged.
    fn unknown(self, by_app: bool) {
        if by_app {
            self.reveal(Given::Unknown);
        } else {
            self.took.set_value(put::since(self.began));
            self.give(practice::Graded::Own(Rating::Again), Heard::NotYet, MISTAKEN, &Given::Unknown);
        }
    }

    /// On, or how it went where she judges.
    fn rated(self) -> AnyView {
        let Some((given, graded)) = self.shown.get_untracked() else { return ().into_any() };
        if let Some(graded) = graded {
            let on = move || {
                let score = graded.grade.score;
                let luck = graded.observation.map(|observation| (observation.guess, observation.slip));
                let heard = match (&given, score >= MasteryConfig::default().success_score) {
                    (Given::Unknown, _) => Heard::NotYet,
                    (_, true) => Heard::Right,
                    (_, false) => Heard::Wrong,
                };
                // Where luck is as good as knowing, it tells nothing.
                let heard = if luck.is_none() && heard == Heard::Right { Heard::Nothing } else { heard };
                let guess = luck.map_or(0.0, |(guess, _)| guess);
                self.give(practice::Graded::App { score, luck }, heard, guess, &given);
            };
            return view! {
                <div class="dock">
                    <button id=ON type="button" class="btn big wide main" on:click=move |_| on()><span>{tr::practise::next()}</span></button>
                </div>
            }
            .into_any();
        }
        let own = move |rating: Rating| {
            let heard = if rating.is_success() { Heard::Right } else { Heard::NotYet };
            self.give(practice::Graded::Own(rating), heard, MISTAKEN, &Given::Unknown);
        };
        view! {
            <div class="dock">
                <div class="two" role="group" aria-label=tr::practise::how_well()>
                    <Button label=tr::practise::not_yet_button() big=true wide=true on_press=move || own(Rating::Again)/>
                    <button id=ON type="button" class="btn big wide main" on:click=move |_| own(Rating::Good)>
                        <span>{tr::practise::got_it()}</span>
                    </button>
                </div>
            </div>
        }
        .into_any()
    }

    fn give(self, graded: practice::Graded, heard: Heard, guess: f64, given: &Given) {
        let (id, words) = self.asked.with_value(|asked| (asked.id, answered::line(&asked.item, given)));
        let given = practice::Given {
            graded,
            confidence: None,
            duration_ms: self.took.get_value(),
            aid: AidUsed::None,
            source: Source::Placement,
        };
        self.ask.with_value(|ask| self.desk.hear(ask, heard, guess, Some((id, given, words))));
    }
}
