//! One question: what is asked, the fields, and after the answer what was right and how it is rated.

use super::asked::{Asked, Giving};
use super::desk::Desk;
use super::forms::{self, ANSWER, QUESTION};
use super::{answered, feedback, hints, put, rate, rubric, sure, written, wrong};
use crate::attach::Sounds;
use crate::browser::{clock, focus, match_media, speech};
use crate::i18n::{self, tr};
use crate::session;
use crate::ui::{Button, ButtonKind, Icon, Meta, live};
use cairn_domain::{
    command::Command,
    evidence::AidUsed,
    item::{Form, Given, Graded},
    mistake::command::{Command as Act, Edit, Wrong},
    practice::{self, Entry, put_off},
};
use cairn_learning::schedule::{Choice, Rating, ScheduleConfig, choices, rating_of};
use leptos::prelude::*;

/// An answer that is shown.
#[derive(Clone, PartialEq)]
struct Shown {
    given: Given,
    graded: Option<Graded>,
    /// How long it took, in milliseconds.
    duration_ms: u32,
}

/// What keys do to the question that is on the screen.
#[derive(Clone, Copy)]
pub struct Hands {
    /// The main thing.
    pub main: Callback<()>,
    /// A rating, where there is one to give.
    pub rate: Callback<Rating>,
    /// Plays the sounds again, or reads aloud.
    pub read: Callback<()>,
    /// Takes an answer that went wrong, with what she notes of it.
    pub keep: Callback<Vec<Edit>>,
}

/// A question under way.
#[derive(Clone, Copy)]
struct Question {
    desk: Desk,
    asked: StoredValue<Asked>,
    giving: Giving,
    shown: RwSignal<Option<Shown>>,
    began: f64,
    sounds: Option<Sounds>,
}

/// The question; `hands` is told what keys do to it.
pub fn view(desk: Desk, asked: Asked, hands: StoredValue<Option<Hands>>) -> AnyView {
    let (about, form, giving) = (asked.about.clone(), asked.item.form, Giving::new(&asked));
    let (shown, began) = (RwSignal::new(None), clock::now());
    let sounds = use_context::<Sounds>();
    let question = Question { desk, giving, shown, began, sounds, asked: StoredValue::new(asked) };
    question.turn();
    hands.set_value(Some(question.hands()));
    on_cleanup(move || {
        speech::stop();
        let _ = hands.try_set_value(None);
    });
    if desk.turn.get_untracked() > 0 {
        // With a keyboard one types at once; a keyboard on the screen would hide the question.
        let typed = matches!(form, Form::Short | Form::Numeric | Form::Cloze);
        let keyboard = match_media::matches("(hover: hover) and (pointer: fine)");
        focus::go_to(if typed && keyboard { ANSWER } else { QUESTION });
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
                <div class="stack">
                    {(!about.is_empty()).then(|| view! { <p class="cap"><bdi dir="auto">{about}</bdi></p> })}
                    {put::prompt(question.asked, giving, is_shown)}
                    {question.read_aloud()}
                </div>
                {move || (!is_shown.get()).then(|| question.fields())}
                {move || question.shown.get().map(|shown| question.answer(&shown))}
            </div>
            {move || question.dock(is_shown.get())}
        </form>
    }
    .into_any()
}

impl Question {
    fn with<T>(self, use_it: impl FnOnce(&Asked) -> T) -> T {
        self.asked.with_value(use_it)
    }

    fn read_aloud(self) -> AnyView {
        let language = self.with(|asked| asked.item.language.clone());
        let there = RwSignal::new(speech::has_voice(&language));
        let listener = speech::on_voices(move || {
            let _ = there.try_set(speech::has_voice(&language));
        });
        StoredValue::new_local(listener);
        (move || {
            there.get().then(|| {
                view! { <Button label=tr::practise::read_aloud() kind=ButtonKind::Quiet icon=Icon::Speak on_press=move || self.read()/> }
            })
        })
        .into_any()
    }

    /// Another side is shown: sounds of the one before end.
    fn turn(self) {
        if let Some(sounds) = self.sounds {
            sounds.turn();
        }
    }

    fn read(self) {
        if let Some(sounds) = self.sounds {
            sounds.silence();
        }
        let answered = self.shown.with_untracked(Option::is_some);
        self.with(|asked| {
            let item = &asked.item;
            let text = if answered { super::verdict::right_answer(item) } else { item.prompt.clone() };
            speech::read(&written::spoken(&text), &item.language);
        });
    }

    fn fields(self) -> AnyView {
        let sure = self.desk.settings.sure;
        let ask_sure = move || sure.get().then(|| self.with(|asked| sure::view(asked, self.giving)));
        view! {
            {self.with(|asked| forms::fields(asked, self.giving))}
            {put::complaint(self.giving, Callback::new(move |()| self.show()))}
            {self.with(|asked| hints::view(asked, self.giving))}
            {ask_sure}
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
        let graded = self.with(|asked| asked.item.grade(&given, i18n::decimal_mark()));
        live::say(self.with(|asked| feedback::said(asked, &given, graded.as_ref())));
        self.turn();
        self.shown.set(Some(Shown { given, graded, duration_ms: put::since(self.began) }));
        focus::by_id(rate::MAIN);
    }

    fn answer(self, shown: &Shown) -> AnyView {
        let order = self.giving.order.get_value();
        let said_sure = self.giving.sure.get_untracked().map(|step| {
            let share = i18n::percent(f64::from(step) / 100.0);
            let wrong = shown
                .graded
                .as_ref()
                .is_some_and(|graded| graded.grade.score < ScheduleConfig::default().rating.hard_from);
            let words =
                if wrong && step >= 80 { tr::practise::was_sure_wrong(&share) } else { tr::practise::was_sure(&share) };
            view! { <Meta parts=vec![(Icon::Pin, words).into()]/> }
        });
        view! {
            {self.with(|asked| feedback::view(asked, &shown.given, shown.graded.as_ref(), &order))}
            {self.with(|asked| rubric::view(asked, self.giving))}
            {said_sure}
            {self.with(|asked| wrong::offer(self.desk, asked, shown.graded.as_ref()))}
        }
        .into_any()
    }

    fn dock(self, is_shown: bool) -> AnyView {
        if !is_shown {
            return self.asking_dock();
        }
        let rate = Callback::new(move |rating| self.rate(rating));
        let coming = self.coming();
        if self.shown.with_untracked(|shown| shown.as_ref().is_some_and(|shown| shown.graded.is_some())) {
            return rate::next(coming, self.proposed(), rate);
        }
        let four = self.desk.settings.four;
        (move || {
            self.giving.levels.track();
            rate::buttons(coming, four.get(), self.proposed(), rate)
        })
        .into_any()
    }

    fn asking_dock(self) -> AnyView {
        let by_app = self.with(|asked| asked.item.is_graded_by_the_app());
        let label = if by_app { tr::practise::check() } else { tr::practise::show() };
        let unknown = by_app.then(|| {
            view! { <Button label=tr::practise::dont_know() big=true wide=true on_press=move || self.reveal(Given::Unknown)/> }
        });
        view! {
            <div class="dock">
                <div class="two">
                    {unknown}
                    <button class="btn big wide main" type="submit"><span>{label}</span></button>
                </div>
            </div>
        }
        .into_any()
    }

    /// When the item would come again, by rating: the day on which it would really be due.
    fn coming(self) -> rate::Coming {
        let id = self.with(|asked| asked.id);
        let today = session::practice::today();
        let pacing = self.desk.pacing(id);
        self.desk.run.with_untracked(|run| {
            let entry = run.as_ref().and_then(|run| run.entry(id));
            let card = entry.and_then(|entry| entry.learned).map(|learned| learned.card);
            let choices = choices(card.as_ref(), today, pacing.retention, &pacing.weights.fsrs).map(|choice| {
                let put = |entry: &Entry| put_off(entry, today, choice.rating, &pacing).days;
                Choice { interval: entry.map_or(choice.interval, put), ..choice }
            });
            rate::Coming { choices, soon: run.as_ref().is_some_and(|run| run.comes_back(id)) }
        })
    }

    /// What the app graded comes to; of an open task what its rubric comes to; else that she knew it.
    fn proposed(self) -> Rating {
        let levels = self.giving.levels.get_untracked();
        let by_rubric = self.with(|asked| asked.rubric.as_ref().and_then(|rubric| rubric::proposed(rubric, &levels)));
        self.shown.with_untracked(|shown| match shown.as_ref().and_then(|shown| shown.graded.as_ref()) {
            Some(graded) => rating_of(graded.grade.score, self.confidence(), &ScheduleConfig::default()),
            None => by_rubric.unwrap_or(Rating::Good),
        })
    }

    fn confidence(self) -> Option<f64> {
        self.giving.sure.get_untracked().map(|step| f64::from(step) / 100.0)
    }

    /// What is noted of an answer that went wrong goes with it.
    fn keep(self, edits: Vec<Edit>) {
        if let Some(wrong) = self.take(self.proposed()) {
            session::run(Command::Mistake(Act::Note(wrong, edits)));
        }
    }

    fn rate(self, rating: Rating) {
        let _ = self.take(rating);
    }

    /// Takes the answer and goes on.
    fn take(self, rating: Rating) -> Option<Wrong> {
        let shown = self.shown.get_untracked()?;
        let graded = match &shown.graded {
            Some(graded) => practice::Graded::App {
                score: graded.grade.score,
                luck: graded.observation.map(|observation| (observation.guess, observation.slip)),
            },
            None => practice::Graded::Own(rating),
        };
        let aid = if self.giving.hints.get_untracked() > 0 { AidUsed::Hint } else { AidUsed::None };
        let given = practice::Given {
            graded,
            confidence: self.confidence(),
            duration_ms: shown.duration_ms,
            aid,
            source: self.desk.source(),
        };
        let words = self.with(|asked| answered::line(&asked.item, &shown.given));
        self.desk.answer(self.with(|asked| asked.id), &given, &words)
    }

    fn hands(self) -> Hands {
        let by_app =
            move || self.shown.with_untracked(|shown| shown.as_ref().is_some_and(|shown| shown.graded.is_some()));
        let is_shown = move || self.shown.with_untracked(Option::is_some);
        Hands {
            main: Callback::new(move |()| if is_shown() { self.rate(self.proposed()) } else { self.show() }),
            rate: Callback::new(move |rating| {
                if is_shown() && !by_app() {
                    self.rate(rating);
                }
            }),
            // As in Anki, the sounds again; where there are none, the words.
            read: Callback::new(move |()| {
                if !self.sounds.is_some_and(Sounds::again) {
                    self.read();
                }
            }),
            keep: Callback::new(move |edits| self.keep(edits)),
        }
    }
}
