//! A question wherever it is asked, in a sitting or in a placement: what is put before her, with hints, how sure she is,
//! reading aloud and sounds; whether there is an answer that can be graded; and what is shown once there is. What becomes
//! of the answer is its caller's.

use super::asked::{Asked, Giving};
use super::forms::{self, ANSWER, QUESTION};
use super::settings::Settings;
use super::{answered, feedback, given, hints, number, rate, rubric, sure, verdict, written};
use crate::attach::Sounds;
use crate::browser::{clock, focus, match_media, speech};
use crate::i18n::{self, tr};
use crate::ui::{Button, ButtonKind, Icon, Meta, Note, NoteKind, live};
use cairn_domain::{
    evidence::AidUsed,
    item::{Form, Given, Graded},
    practice,
    response::{DURATION_MAX_MS, Source},
};
use cairn_learning::schedule::{Rating, ScheduleConfig};
use leptos::prelude::*;

/// An answer that is shown.
#[derive(Clone, PartialEq)]
pub struct Shown {
    /// Her answer.
    pub given: Given,
    /// What the app says of it, where it grades.
    pub graded: Option<Graded>,
    /// How long it took, in milliseconds.
    duration_ms: u32,
}

/// A question under way.
#[derive(Clone, Copy)]
pub struct Put {
    asked: StoredValue<Asked>,
    /// What is in its fields.
    pub giving: Giving,
    /// The answer, once it is shown.
    pub shown: RwSignal<Option<Shown>>,
    settings: Settings,
    sounds: Option<Sounds>,
    began: f64,
}

impl Put {
    /// A question that is put before her now. Whether another one was before it: then it takes the focus.
    pub fn new(asked: Asked, settings: Settings, takes_focus: bool) -> Self {
        let (giving, form) = (Giving::new(&asked), asked.item.form);
        let put = Self {
            asked: StoredValue::new(asked),
            giving,
            shown: RwSignal::new(None),
            settings,
            sounds: use_context::<Sounds>(),
            began: clock::now(),
        };
        put.turn();
        on_cleanup(speech::stop);
        if takes_focus {
            // With a keyboard one types at once; a keyboard on the screen would hide the question.
            let typed = matches!(form, Form::Short | Form::Numeric | Form::Cloze);
            let keyboard = match_media::matches("(hover: hover) and (pointer: fine)");
            focus::go_to(if typed && keyboard { ANSWER } else { QUESTION });
        }
        put
    }

    /// What is asked, and of it what stands above, its fields, and once it is shown the answer with what `besides` says of
    /// it. `dock` gives the buttons, before and after.
    pub fn view(
        self,
        about: AnyView,
        besides: impl Fn(&Shown) -> AnyView + Send + 'static,
        dock: impl Fn(bool) -> AnyView + Send + 'static,
    ) -> AnyView {
        let is_shown = Memo::new(move |_| self.shown.with(Option::is_some));
        let answer = move || self.shown.get().map(|shown| (self.answer(&shown), besides(&shown)));
        view! {
            <form
                class="task"
                on:submit=move |event| {
                    event.prevent_default();
                    self.show();
                }
            >
                <div class="ask">
                    <div class="stack">{about}{prompt(self.asked, self.giving, is_shown)}{self.read_aloud()}</div>
                    {move || (!is_shown.get()).then(|| self.fields())}
                    {answer}
                </div>
                {move || dock(is_shown.get())}
            </form>
        }
        .into_any()
    }

    /// What is asked.
    pub fn with<T>(self, use_it: impl FnOnce(&Asked) -> T) -> T {
        self.asked.with_value(use_it)
    }

    /// Whether the answer is shown.
    pub fn is_shown(self) -> bool {
        self.shown.with_untracked(Option::is_some)
    }

    /// Whether the app graded the answer that is shown.
    pub fn is_graded(self) -> bool {
        self.shown.with_untracked(|shown| shown.as_ref().is_some_and(|shown| shown.graded.is_some()))
    }

    /// Whether a hint was seen.
    pub fn is_helped(self) -> bool {
        self.giving.hints.get_untracked() > 0
    }

    /// How sure she said she was, 0 to 1; not knowing takes it back, and so does "Not yet" before anything was shown.
    pub fn confidence(self) -> Option<f64> {
        self.sure().map(|step| f64::from(step) / 100.0)
    }

    fn sure(self) -> Option<u8> {
        self.giving.sure.get_untracked().filter(|_| self.shown.with_untracked(|shown| is_judged(shown.as_ref())))
    }

    /// Shows the answer, if there is one to be graded.
    pub fn show(self) {
        if self.is_shown() {
            return;
        }
        if let Some(given) = gradable(self.asked, self.giving) {
            self.reveal(given);
        }
    }

    /// Shows the answer beside this one of hers.
    pub fn reveal(self, given: Given) {
        let graded = self.with(|asked| asked.item.grade(&given, i18n::decimal_mark()));
        live::say(self.with(|asked| feedback::said(asked, &given, graded.as_ref())));
        self.turn();
        self.shown.set(Some(Shown { given, graded, duration_ms: self.since() }));
        focus::by_id(rate::MAIN);
    }

    /// Her answer as it is kept, by her own rating where the app did not grade, and what it was in words if it was not right.
    pub fn given(self, rating: Rating, source: Source) -> (practice::Given, String) {
        let shown = self.shown.get_untracked();
        let graded = shown.as_ref().and_then(|shown| shown.graded.as_ref());
        let given = practice::Given {
            graded: graded.map_or(practice::Graded::Own(rating), |graded| practice::Graded::App {
                score: graded.grade.score,
                luck: graded.observation.map(|observation| (observation.guess, observation.slip)),
            }),
            confidence: self.confidence(),
            duration_ms: shown.as_ref().map_or_else(|| self.since(), |shown| shown.duration_ms),
            aid: if self.is_helped() { AidUsed::Hint } else { AidUsed::None },
            source,
        };
        let is_right = graded.is_some_and(|graded| verdict::verdict(graded) == verdict::Verdict::Right);
        let words =
            shown.filter(|_| !is_right).map(|shown| self.with(|asked| answered::line(&asked.item, &shown.given)));
        (given, words.unwrap_or_default())
    }

    /// The buttons before the answer is shown: that she does not know, in these words, and to show it or to have it checked.
    pub fn asking(self, unknown: Option<(String, Callback<()>)>) -> AnyView {
        let by_app = self.with(|asked| asked.item.is_graded_by_the_app());
        let label = if by_app { tr::practise::check() } else { tr::practise::show() };
        let unknown =
            unknown.map(|(label, press)| view! { <Button label big=true wide=true on_press=move || press.run(())/> });
        view! {
            <div class="two">
                {unknown}
                <button class="btn big wide main" type="submit"><span>{label}</span></button>
            </div>
        }
        .into_any()
    }

    /// Plays the sounds again; where there are none, reads aloud.
    pub fn again(self) {
        if !self.sounds.is_some_and(Sounds::again) {
            self.read();
        }
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

    fn read(self) {
        if let Some(sounds) = self.sounds {
            sounds.silence();
        }
        let answered = self.is_shown();
        self.with(|asked| {
            let item = &asked.item;
            let text = if answered { verdict::right_answer(item) } else { item.prompt.clone() };
            speech::read(&written::spoken(&text), &item.language);
        });
    }

    /// Another side is shown: sounds of the one before end.
    fn turn(self) {
        if let Some(sounds) = self.sounds {
            sounds.turn();
        }
    }

    fn fields(self) -> AnyView {
        let sure = self.settings.sure;
        let ask_sure = move || sure.get().then(|| self.with(|asked| sure::view(asked, self.giving)));
        view! {
            {self.with(|asked| forms::fields(asked, self.giving))}
            {complaint(self.giving, Callback::new(move |()| self.show()))}
            {self.with(|asked| hints::view(asked, self.giving))}
            {ask_sure}
        }
        .into_any()
    }

    fn answer(self, shown: &Shown) -> AnyView {
        let order = self.giving.order.get_value();
        let said_sure = self.sure().map(|step| {
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
        }
        .into_any()
    }

    /// Milliseconds since it was put, as far as they count; a clock that was set back counts nothing.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within a minute
    fn since(self) -> u32 {
        (clock::now() - self.began).clamp(0.0, f64::from(DURATION_MAX_MS)) as u32
    }
}

/// Whether an answer tells of how sure she was of it: it is shown, and she did not say that she does not know.
fn is_judged(shown: Option<&Shown>) -> bool {
    shown.is_some_and(|shown| shown.given != Given::Unknown)
}

/// What is asked: large at first, the smaller the longer it is, and quiet once the answer is there.
fn prompt(asked: StoredValue<Asked>, giving: Giving, is_shown: Memo<bool>) -> AnyView {
    let cloze = asked.with_value(|asked| asked.item.form == Form::Cloze);
    let size = asked.with_value(|asked| written::size(&asked.item.prompt));
    let class = move || if is_shown.get() { "prompt past".to_owned() } else { size.to_owned() };
    let words =
        if cloze {
            (move || {
                asked.with_value(|asked| {
                    if is_shown.get() { forms::with_blanks(asked) } else { forms::with_gaps(asked, giving) }
                })
            })
            .into_any()
        } else {
            asked.with_value(|asked| written::text(&asked.item.prompt, &asked.item))
        };
    view! { <div id=QUESTION tabindex="-1" class=class>{words}</div> }.into_any()
}

/// What is wrong with an answer, or what a number may mean, to be chosen; `show` goes on with what she chose.
fn complaint(giving: Giving, show: Callback<()>) -> AnyView {
    let error =
        move || giving.error.get().map(|error| view! { <p class="error">{Icon::Warn.small()}<span>{error}</span></p> });
    view! { <div role="alert">{error}{move || which(giving, show)}</div> }.into_any()
}

fn which(giving: Giving, show: Callback<()>) -> Option<AnyView> {
    let texts = giving.meant.get();
    let words = match &texts[..] {
        [first, second] => tr::practise::which_number(first, second),
        [first] => tr::practise::this_number(first),
        _ => return None,
    };
    let choose = |text: String| {
        let chosen = text.clone();
        let press = move || {
            let text = chosen.clone();
            giving.give(|given| *given = Given::Typed(text));
            show.run(());
        };
        view! { <Button label=text on_press=press/> }.into_any()
    };
    let buttons: Vec<AnyView> = texts.iter().cloned().map(choose).collect();
    Some(view! { <Note kind=NoteKind::Info><p>{words}</p><div class="line">{buttons}</div></Note> }.into_any())
}

/// Her answer, if it can be graded; else it is said what is missing.
fn gradable(asked: StoredValue<Asked>, giving: Giving) -> Option<Given> {
    let given = giving.given.get_untracked();
    let (blank, numeric) =
        asked.with_value(|asked| (given::is_blank(&asked.item, &given), asked.item.form == Form::Numeric));
    if blank {
        giving.complain(Some(tr::practise::need_answer()), Vec::new());
        return None;
    }
    if let (Given::Typed(text), true) = (&given, numeric) {
        match number::reading(text, i18n::decimal_mark()) {
            number::Read::Clear => {}
            number::Read::Which(texts) => {
                giving.complain(None, texts);
                return None;
            }
            number::Read::Nothing => {
                let example = i18n::exact_number(1.5);
                giving.complain(Some(tr::practise::need_number(&example)), Vec::new());
                return None;
            }
        }
    }
    Some(given)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn not_knowing_and_nothing_shown_tell_nothing_of_how_sure_she_was() {
        let shown = |given| Shown { given, graded: None, duration_ms: 900 };
        let told = [None, Some(shown(Given::Unknown)), Some(shown(Given::Typed("ohm".to_owned())))];
        assert_eq!(told.map(|shown| is_judged(shown.as_ref())), [false, false, true]);
    }
}
