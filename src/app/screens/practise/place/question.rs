//! An item that is asked in a placement: what [`put`](super::super::put) puts before her, then on. As in a sitting, but
//! it comes once, and nothing is said of when it comes again.

use super::super::asked::Asked;
use super::super::{put::Put, rate};
use super::desk::Desk;
use super::statement::MISTAKEN;
use super::{besides, named};
use crate::i18n::tr;
use crate::ui::Button;
use cairn_domain::{
    item::{Given, Graded, Item},
    placement::{Ask, Heard},
    response::Source,
};
use cairn_learning::{mastery::MasteryConfig, schedule::Rating};
use leptos::prelude::*;

#[derive(Clone, Copy)]
struct Question {
    desk: Desk,
    ask: StoredValue<Ask>,
    put: Put,
}

/// The question.
pub fn view(desk: Desk, ask: Ask, item: Item) -> AnyView {
    let about = named(&ask);
    let asked = Asked { id: item.id, item, about: ask.title.clone(), rubric: None, answered: 0 };
    let put = Put::new(asked, desk.settings, desk.asked.get_untracked() > 0);
    let question = Question { desk, put, ask: StoredValue::new(ask) };
    put.view(about, |_| ().into_any(), move |is_shown| if is_shown { question.rated() } else { question.dock() })
}

/// What is heard of an answer that the app graded, and how likely it is right by chance. What luck alone could do, or a
/// hint did, tells nothing of whether she knows it.
fn heard(given: &Given, graded: &Graded, helped: bool) -> (Heard, f64) {
    let luck = graded.observation.map(|observation| observation.guess);
    let right = graded.grade.score >= MasteryConfig::default().success_score;
    let heard = match given {
        Given::Unknown => Heard::NotYet,
        _ if right && (helped || luck.is_none()) => Heard::Nothing,
        _ if right => Heard::Right,
        _ => Heard::Wrong,
    };
    (heard, luck.unwrap_or_default())
}

/// The same of one that she judged.
fn judged(rating: Rating, helped: bool) -> Heard {
    match rating.is_success() {
        true if helped => Heard::Nothing,
        true => Heard::Right,
        false => Heard::NotYet,
    }
}

impl Question {
    fn dock(self) -> AnyView {
        let by_app = self.put.with(|asked| asked.item.is_graded_by_the_app());
        let pass = Callback::new(move |()| self.ask.with_value(|ask| self.desk.hear(ask, Heard::Nothing, 0.0, None)));
        // What the app grades shows the answer then; of another item nothing is to be judged.
        let unknown =
            Callback::new(move |()| if by_app { self.put.reveal(Given::Unknown) } else { self.own(Rating::Again) });
        let label = if by_app { tr::practise::dont_know() } else { tr::placement::not_yet() };
        view! { <div class="dock">{self.put.asking(Some((label, unknown)))}{besides(self.desk, Some(pass))}</div> }
            .into_any()
    }

    /// On, or how it went where she judges.
    fn rated(self) -> AnyView {
        if self.put.is_graded() {
            let next = rate::pressed(tr::practise::next(), None, true, Callback::new(move |()| self.on()));
            return view! { <div class="dock">{next}</div> }.into_any();
        }
        view! {
            <div class="dock">
                <div class="two" role="group" aria-label=tr::practise::how_well()>
                    <Button label=tr::practise::not_yet_button() big=true wide=true on_press=move || self.own(Rating::Again)/>
                    {rate::pressed(tr::practise::got_it(), None, true, Callback::new(move |()| self.own(Rating::Good)))}
                </div>
            </div>
        }
        .into_any()
    }

    fn on(self) {
        let heard = self.put.shown.with_untracked(|shown| {
            let shown = shown.as_ref()?;
            Some(heard(&shown.given, shown.graded.as_ref()?, self.put.is_helped()))
        });
        if let Some((heard, guess)) = heard {
            // The app has graded it: no rating of hers counts.
            self.give(Rating::Good, heard, guess);
        }
    }

    fn own(self, rating: Rating) {
        self.give(rating, judged(rating, self.put.is_helped()), MISTAKEN);
    }

    fn give(self, rating: Rating, heard: Heard, guess: f64) {
        let (given, words) = self.put.given(rating, Source::Placement);
        let id = self.put.with(|asked| asked.id);
        self.ask.with_value(|ask| self.desk.hear(ask, heard, guess, Some((id, given, words))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_domain::{id::Id, item::Form, kind::Kind, noun::Noun, record::Record};
    use cairn_learning::grading::DecimalMark;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn what_a_hint_or_luck_did_tells_nothing_and_what_went_wrong_does() {
        let empty = Item::read(&Record::new(Kind::ITEM, Id::new(1, 2)));
        let item = Item { form: Form::Short, accepted: vec!["ohm".to_owned()], ..empty };
        let said = |text: &str, helped| {
            let given = if text.is_empty() { Given::Unknown } else { Given::Typed(text.to_owned()) };
            let graded = item.grade(&given, DecimalMark::Point).expect("graded");
            heard(&given, &graded, helped).0
        };
        assert_eq!([said("ohm", false), said("ohm", true)], [Heard::Right, Heard::Nothing]);
        assert_eq!([said("volt", false), said("volt", true)], [Heard::Wrong, Heard::Wrong]);
        assert_eq!([said("", false), said("", true)], [Heard::NotYet, Heard::NotYet]);
        assert_eq!([judged(Rating::Good, false), judged(Rating::Good, true)], [Heard::Right, Heard::Nothing]);
        assert_eq!(judged(Rating::Again, true), Heard::NotYet);
    }
}
