//! One question of a sitting: what [`put`](super::put) puts before her, and how the answer is rated.

use super::asked::Asked;
use super::desk::Desk;
use super::menu;
use super::put::{Put, Shown};
use super::{rate, rubric, wrong};
use crate::i18n::tr;
use crate::session;
use crate::ui::{Button, ButtonKind, Icon};
use cairn_domain::{
    command::Command,
    item::Given,
    mistake::command::{Command as Act, Edit, Wrong},
    practice::{Entry, put_off},
};
use cairn_learning::schedule::{Choice, Rating, ScheduleConfig, choices, rating_of};
use leptos::prelude::*;

/// Misses in one sitting from which on an item can be left for today beside its answer.
const OFTEN: usize = 3;

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
    put: Put,
}

/// The question; `hands` is told what keys do to it.
pub fn view(desk: Desk, asked: Asked, hands: StoredValue<Option<Hands>>) -> AnyView {
    let about = asked.about.clone();
    let put = Put::new(asked, desk.settings, desk.turn.get_untracked() > 0);
    let question = Question { desk, put };
    hands.set_value(Some(question.hands()));
    on_cleanup(move || {
        let _ = hands.try_set_value(None);
    });
    let about = (!about.is_empty()).then(|| view! { <p class="cap"><bdi dir="auto">{about}</bdi></p> }).into_any();
    let offer = move |shown: &Shown| {
        let note = put.with(|asked| wrong::offer(desk, asked, shown.graded.as_ref()));
        (note, question.leave()).into_any()
    };
    put.view(about, offer, move |is_shown| question.dock(is_shown))
}

impl Question {
    fn dock(self, is_shown: bool) -> AnyView {
        if !is_shown {
            return self.asking_dock();
        }
        let rate = Callback::new(move |rating| self.rate(rating));
        let coming = self.coming();
        if self.put.is_graded() {
            return rate::next(coming, self.proposed(), rate);
        }
        let four = self.desk.settings.four;
        (move || {
            self.put.giving.levels.track();
            rate::buttons(coming, four.get(), self.proposed(), rate)
        })
        .into_any()
    }

    fn asking_dock(self) -> AnyView {
        let by_app = self.put.with(|asked| asked.item.is_graded_by_the_app());
        let unknown = Callback::new(move |()| self.put.reveal(Given::Unknown));
        let asking = self.put.asking(by_app.then(|| (tr::practise::dont_know(), unknown)));
        view! { <div class="dock">{asking}</div> }.into_any()
    }

    /// When the item would come again, by rating: the day on which it would really be due.
    fn coming(self) -> rate::Coming {
        let id = self.put.with(|asked| asked.id);
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
        let levels = self.put.giving.levels.get_untracked();
        let by_rubric =
            self.put.with(|asked| asked.rubric.as_ref().and_then(|rubric| rubric::proposed(rubric, &levels)));
        self.put.shown.with_untracked(|shown| match shown.as_ref().and_then(|shown| shown.graded.as_ref()) {
            Some(graded) => rating_of(graded.grade.score, self.put.confidence(), &ScheduleConfig::default()),
            None => by_rubric.unwrap_or(Rating::Good),
        })
    }

    /// Where the item is missed for the third time in this sitting, or oftener: takes the answer as missed, and leaves the
    /// item for tomorrow, so that the sitting can end well.
    fn leave(self) -> Option<AnyView> {
        let id = self.put.with(|asked| asked.id);
        let missed = self.desk.run.with_untracked(|run| run.as_ref().map_or(0, |run| run.missed(id)));
        let fails = !self.put.is_graded() || self.proposed() == Rating::Again;
        (fails && missed + 1 >= OFTEN).then(|| {
            // Where she judges, it says that it counts as missed.
            let label = if self.put.is_graded() { tr::practise::bury() } else { tr::practise::bury_missed() };
            let press = move |()| {
                let asked = self.put.with(Asked::clone);
                if self.take(Rating::Again).is_some() {
                    self.desk.act(menu::Act::Bury, &asked);
                }
            };
            view! {
                <div class="line">
                    <Button label kind=ButtonKind::Quiet icon=Icon::Clock on_press=press/>
                    <span class="cap">{tr::practise::bury_hint()}</span>
                </div>
            }
            .into_any()
        })
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
        if !self.put.is_shown() {
            return None;
        }
        let (given, words) = self.put.given(rating, self.desk.source());
        self.desk.answer(self.put.with(|asked| asked.id), &given, &words)
    }

    fn hands(self) -> Hands {
        let put = self.put;
        Hands {
            main: Callback::new(move |()| if put.is_shown() { self.rate(self.proposed()) } else { put.show() }),
            rate: Callback::new(move |rating| {
                if put.is_shown() && !put.is_graded() {
                    self.rate(rating);
                }
            }),
            // As in Anki, the sounds again; where there are none, the words.
            read: Callback::new(move |()| put.again()),
            keep: Callback::new(move |edits| self.keep(edits)),
        }
    }
}
