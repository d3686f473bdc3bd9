//! Fields in which something is chosen. All of them are the browser's own controls.

use super::{described, error_view, hint_view};
use crate::ui::id;
use leptos::prelude::*;

/// One thing to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is handed on.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A line under it.
    pub hint: Option<String>,
    /// The label's language, where it is not the page's.
    pub lang: Option<&'static str>,
}

impl Choice {
    /// A choice without a hint.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), ..Self::default() }
    }

    /// The same with a line under it.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// One of many, in the device's own list.
#[component]
pub fn SelectField(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_change: Callback<(String,)>,
    #[prop(optional, into)] hint: MaybeProp<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
    #[prop(optional, into)] id: Option<String>,
) -> impl IntoView {
    let id = id.unwrap_or_else(id::next);
    let describing = {
        let id = id.clone();
        move || described(&id, hint.get().is_some(), error.get().is_some())
    };
    let options = move || {
        choices
            .get()
            .into_iter()
            .map(|choice| {
                let mine = choice.value.clone();
                let selected = move || value.with(|value| *value == mine);
                view! { <option value=choice.value prop:selected=selected lang=choice.lang>{choice.label}</option> }
                    .into_any()
            })
            .collect::<Vec<_>>()
    };
    view! {
        <div class="field">
            <label for=id.clone()>{move || label.get()}</label>
            {hint_view(&id, hint)}
            <select
                id=id.clone()
                aria-describedby=describing
                aria-invalid=move || error.get().is_some().then_some("true")
                on:change:target=move |event| on_change.run((event.target().value(),))
            >
                {options}
            </select>
            {error_view(&id, error)}
        </div>
    }
    .into_any()
}

/// Yes or no.
#[component]
pub fn CheckField(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] checked: Signal<bool>,
    #[prop(into)] on_change: Callback<(bool,)>,
    #[prop(optional, into)] hint: MaybeProp<String>,
    #[prop(optional, into)] id: Option<String>,
) -> impl IntoView {
    let id = id.unwrap_or_else(id::next);
    view! {
        <label class="pick">
            <input
                id=id
                type="checkbox"
                prop:checked=move || checked.get()
                on:change:target=move |event| on_change.run((event.target().checked(),))
            />
            <span>
                {move || label.get()}
                {move || hint.get().map(|hint| view! { <br/><span class="cap">{hint}</span> })}
            </span>
        </label>
    }
    .into_any()
}

/// One of a few, all of them in sight.
#[component]
pub fn RadioField(
    #[prop(into)] legend: Signal<String>,
    choices: Vec<Choice>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_change: Callback<(String,)>,
    #[prop(optional, into)] hint: MaybeProp<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
    /// The legend is said, not shown: a heading above says the same.
    #[prop(optional)]
    legend_hidden: bool,
    /// Begins the ids of the radio buttons, each followed by its value.
    #[prop(optional, into)]
    id: Option<String>,
) -> impl IntoView {
    let id = id.unwrap_or_else(id::next);
    let describing = {
        let id = id.clone();
        move || described(&id, hint.get().is_some(), error.get().is_some())
    };
    let picks: Vec<AnyView> = choices
        .into_iter()
        .map(|choice| {
            let (mine, chosen) = (choice.value.clone(), choice.value.clone());
            view! {
                <label class="pick line-top">
                    <input
                        id=[id.as_str(), "-", &choice.value].concat()
                        type="radio"
                        name=id.clone()
                        prop:checked=move || value.with(|value| *value == mine)
                        on:change=move |_| on_change.run((chosen.clone(),))
                    />
                    <span>
                        <bdi lang=choice.lang>{choice.label}</bdi>
                        {choice.hint.map(|hint| view! { <br/><span class="cap">{hint}</span> })}
                    </span>
                </label>
            }
            .into_any()
        })
        .collect();
    view! {
        <fieldset class="field" aria-describedby=describing>
            <legend class=if legend_hidden { "sr" } else { "" }>{move || legend.get()}</legend>
            {hint_view(&id, hint)}
            <div class="list">{picks}</div>
            {error_view(&id, error)}
        </fieldset>
    }
    .into_any()
}
