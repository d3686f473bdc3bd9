//! A new goal: what she wants and what kind of thing it is. What her profile says of her is offered to
//! begin with.

use super::words;
use crate::i18n::tr;
use crate::route::{self, Route};
use crate::session::{run_then, settle, shown, watch};
use crate::ui::{Button, ButtonKind, ChipToggle, Chips, Eyebrow, Heading, Page, RadioField, TextField, TopBar};
use cairn_domain::{
    change::Reply,
    command::Command,
    goal::{GoalKind, command::Command as Act},
    kind::Kind,
    port::{Lookup, Range, Snapshot},
    profile::{Facet, Interest},
};
use leptos::prelude::*;

/// What is offered from the profile, in this order.
const FACETS: [Facet; 3] = [Facet::Interest, Facet::Growth, Facet::Strength];

/// Entries of a facet that are offered.
const OFFERED: u32 = 8;

/// The screen.
pub fn view() -> AnyView {
    let title = RwSignal::new(String::new());
    let kind = RwSignal::new(GoalKind::Learn.name().to_owned());
    let error = RwSignal::new(None::<String>);
    let save = move || {
        let command = Act::Create { title: title.get_untracked(), kind: words::kind_named(&kind.get_untracked()) };
        run_then(
            Command::Goal(command),
            settle(error, |commit| {
                if let Reply::Created(id) = commit.reply {
                    route::replace(Route::Goal(id.to_string()));
                }
            }),
        );
    };
    view! {
        <Page>
            <TopBar back=Route::Goals back_name=tr::places::goals()/>
            <Heading text=tr::goals::new()/>
            <form
                class="stack loose"
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                <TextField
                    label=tr::goals::wish()
                    hint=tr::goals::wish_hint()
                    id="wish"
                    value=title
                    error=error
                    on_input=move |(text,)| title.set(text)
                />
                {offers(title)}
                <RadioField
                    legend=tr::goals::kind()
                    choices=words::kind_choices()
                    value=kind
                    on_change=move |(name,)| kind.set(name)
                />
                <Button label=tr::goals::add() kind=ButtonKind::Main wide=true big=true on_press=move |()| save()/>
            </form>
        </Page>
    }
    .into_any()
}

/// Interests, growth areas and strengths as words to begin with.
fn offers(title: RwSignal<String>) -> AnyView {
    let range = |facet| Range { limit: OFFERED, ..Interest::of(facet) };
    let needs = move |_: &Snapshot| FACETS.map(|facet| Lookup::Range(range(facet))).to_vec();
    let texts = move |snapshot: &Snapshot, facet| -> Vec<String> {
        snapshot.nouns::<Interest>(&range(facet)).into_iter().map(|interest| interest.text).collect()
    };
    let offers = shown(watch(&[Kind::INTEREST], needs), move |snapshot| FACETS.map(|facet| texts(snapshot, facet)));
    let group = move |heading: String, texts: Vec<String>| {
        (!texts.is_empty()).then(move || {
            let chip = move |text: String| {
                let (mine, wanted) = (text.clone(), text.clone());
                let pressed = Signal::derive(move || title.with(|title| *title == mine));
                view! { <ChipToggle label=text pressed on_toggle=move |_: (bool,)| title.set(wanted.clone())/> }
                    .into_any()
            };
            let chips: Vec<AnyView> = texts.into_iter().map(chip).collect();
            let label = heading.clone();
            view! { <Eyebrow title=heading><Chips label>{chips}</Chips></Eyebrow> }
        })
    };
    (move || {
        offers.get().map(|[interests, growth, strengths]| {
            view! {
                {group(tr::goals::from_interests(), interests)}
                {group(tr::goals::from_growth(), growth)}
                {group(tr::goals::from_strengths(), strengths)}
            }
        })
    })
    .into_any()
}
