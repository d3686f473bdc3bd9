//! What went wrong in a sitting: beside an answer that the app graded, in the menu for the last one, and at the end for all
//! of them, each with the way to note why. None of it is asked for.

use super::asked::Asked;
use super::desk::Desk;
use super::run::Did;
use super::verdict::{self, Verdict};
use super::written;
use crate::i18n::tr;
use crate::mistakes::{About, Of};
use crate::session::{shown, watch};
use crate::ui::{Button, ButtonKind, Icon, Own, Row, Section};
use cairn_domain::{
    id::MistakeId,
    item::{Graded, called},
    kind::Kind,
    mistake::command::Wrong,
    port::{Lookup, Snapshot},
};
use cairn_learning::schedule::Rating;
use leptos::prelude::*;

/// Beside the feedback on an answer that was wrong, wholly or in part: noting why takes the answer and goes on.
pub fn offer(desk: Desk, asked: &Asked, graded: Option<&Graded>) -> Option<AnyView> {
    let wrong = graded.is_some_and(|graded| verdict::verdict(graded) != Verdict::Right);
    let about = About { title: written::plain(&asked.item.title()), of: Of::Coming };
    wrong.then(|| {
        let note = move |()| desk.noting.begin(about.clone());
        view! { <div class="line"><Button label=tr::mistakes::note() kind=ButtonKind::Quiet icon=Icon::Reflect on_press=note/></div> }
            .into_any()
    })
}

/// In the menu: the last answer, if it went wrong.
pub fn last(desk: Desk, menu: RwSignal<bool>) -> Option<AnyView> {
    let last = desk.run.with(|run| run.as_ref().and_then(|run| run.answers().last().and_then(wrong)))?;
    let title = named(desk, last);
    let about = About { title: title.clone(), of: Of::Written(last) };
    let note = move |()| {
        menu.set(false);
        desk.noting.begin(about.clone());
    };
    Some(
        view! {
            <Row icon=Icon::Reflect>
                <Button label=tr::mistakes::note_last() kind=ButtonKind::Quiet on_press=note/>
                <p class="cap"><Own text=title/></p>
            </Row>
        }
        .into_any(),
    )
}

/// At the end: everything that went wrong and of which nothing is noted.
pub fn section(desk: Desk) -> AnyView {
    let all = desk.run.with_untracked(|run| {
        let answers = run.as_ref().map(|run| run.answers().iter().filter_map(wrong).collect::<Vec<Wrong>>());
        of_each_item(answers.unwrap_or_default())
    });
    if all.is_empty() {
        return ().into_any();
    }
    let record = |wrong: &Wrong| Lookup::Record(Kind::MISTAKE, MistakeId::of(wrong.answer).0);
    let read = all.clone();
    let reading = watch(&[Kind::MISTAKE], move |_| read.iter().map(record).collect());
    let left = shown(reading, move |snapshot: &Snapshot| {
        let noted = |wrong: &Wrong| snapshot.alive(Kind::MISTAKE, MistakeId::of(wrong.answer).0).is_some();
        all.iter().copied().filter(|wrong| !noted(wrong)).collect::<Vec<_>>()
    });
    (move || {
        let rows: Vec<AnyView> = left.get()?.into_iter().map(|wrong| row(desk, wrong)).collect();
        (!rows.is_empty()).then(|| {
            view! { <Section title=tr::mistakes::went_wrong() tight=true><ul class="list">{rows}</ul></Section> }
        })
    })
    .into_any()
}

fn row(desk: Desk, wrong: Wrong) -> AnyView {
    let title = named(desk, wrong);
    let about = About { title: title.clone(), of: Of::Written(wrong) };
    let described = tr::mistakes::named(&tr::mistakes::note(), &title);
    let note = move |()| desk.noting.begin_of_row(about.clone());
    let trail =
        view! { <Button label=tr::mistakes::note() kind=ButtonKind::Quiet described on_press=note/> }.into_any();
    view! { <Row icon=Icon::Card trail><span class="name"><Own text=title/></span></Row> }.into_any()
}

/// An answer of the sitting that went wrong, wholly or in part.
fn wrong(did: &Did) -> Option<Wrong> {
    let (answer, item) = (did.back.answer, did.back.item);
    // The name of an answer begins with the moment at which it was given.
    (did.rating == Rating::Again || did.partly).then(|| Wrong { answer, item, ms: answer.0.ms() })
}

/// Of each item the last.
fn of_each_item(mut all: Vec<Wrong>) -> Vec<Wrong> {
    let later = all.clone();
    let mut at = 0;
    all.retain(|wrong| {
        at += 1;
        later.iter().skip(at).all(|other| other.item != wrong.item)
    });
    all
}

/// What its item is called.
fn named(desk: Desk, wrong: Wrong) -> String {
    let read = |snapshot: &Snapshot| written::plain(&called(wrong.item, snapshot));
    let title = desk.reading.with_untracked(|reading| match reading {
        Some(Ok(snapshot)) => read(snapshot),
        _ => String::new(),
    });
    if title.is_empty() { tr::trash::untitled() } else { title }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_domain::id::{EventId, Id, ItemId};
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn of_each_item_the_last_answer_is_noted() {
        let wrong = |answer, item| Wrong { answer: EventId(Id::new(1, answer)), item: ItemId(Id::new(2, item)), ms: 0 };
        let all = vec![wrong(1, 1), wrong(2, 2), wrong(3, 1), wrong(4, 3)];
        assert_eq!(of_each_item(all), [wrong(2, 2), wrong(3, 1), wrong(4, 3)]);
        assert_eq!(of_each_item(Vec::new()), []);
    }
}
