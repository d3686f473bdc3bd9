//! How sure she is, asked before she sees the answer, where she chose to be asked: six steps from a guess to certain.

use super::asked::{Asked, Giving};
use crate::i18n::{self, tr};
use cairn_domain::item::Form;
use leptos::prelude::*;

/// The steps, in percent.
const STEPS: [u8; 6] = [0, 20, 40, 60, 80, 100];

/// The question.
pub fn view(asked: &Asked, giving: Giving) -> AnyView {
    let steps: Vec<AnyView> = STEPS.into_iter().map(|step| chip(step, giving)).collect();
    let said = move || match giving.sure.get() {
        Some(step) => [percent(step), word(step)].join(": "),
        None => String::new(),
    };
    let options = match asked.item.form {
        Form::Single => asked.item.options.len(),
        Form::TrueFalse => 2,
        _ => 0,
    };
    let chance = (options > 1).then(|| tr::practise::chance(&i18n::percent(one_of(options))));
    view! {
        <fieldset class="field">
            <legend>{tr::practise::how_sure()}</legend>
            <div class="sure num">{steps}</div>
            <p class="line ends cap" aria-hidden="true">
                <span>{[percent(0), word(0)].join(": ")}</span>
                <b>{said}</b>
                <span>{[percent(100), word(100)].join(": ")}</span>
            </p>
            {chance.map(|chance| view! { <p class="cap">{chance}</p> })}
        </fieldset>
    }
    .into_any()
}

fn chip(step: u8, giving: Giving) -> AnyView {
    let chosen = Memo::new(move |_| giving.sure.get() == Some(step));
    view! {
        <label class="chip">
            <input
                class="sr"
                type="radio"
                name="sure"
                aria-label=[percent(step), word(step)].join(": ")
                prop:checked=move || chosen.get()
                on:change=move |_| giving.sure.set(Some(step))
            />
            <span aria-hidden="true">{i18n::number(f64::from(step))}</span>
        </label>
    }
    .into_any()
}

/// What a step is called.
pub fn word(step: u8) -> String {
    use tr::practise as said;
    match step {
        0 => said::sure_0(),
        1..=20 => said::sure_20(),
        21..=40 => said::sure_40(),
        41..=60 => said::sure_60(),
        61..=80 => said::sure_80(),
        _ => said::sure_100(),
    }
}

fn percent(step: u8) -> String {
    i18n::percent(f64::from(step) / 100.0)
}

#[allow(clippy::cast_precision_loss)] // a few options
fn one_of(options: usize) -> f64 {
    1.0 / options as f64
}
