//! The learner's own page (name, interests, strengths, growth areas), and the other learners of this
//! device. Every learner has a database of her own; the page shows one at a time.

mod entries;
mod learners;

use crate::i18n::tr;
use crate::route::{Link, Route};
use crate::session::{self, words as said};
use crate::ui::{Button, Heading, Icon, Page, Row, Section, TextField, TopBar};
use cairn_domain::{
    command::Command,
    kind::Kind,
    port::Lookup,
    profile::{Facet, PROFILE_RECORD, Profile, command},
};
use leptos::prelude::*;

/// The screen.
pub fn view() -> AnyView {
    view! {
        <Page>
            <TopBar back=Route::Today back_name=tr::places::today()/>
            <Heading text=tr::places::profile()/>
            {name()}
            {entries::view(Facet::Interest)}
            {entries::view(Facet::Strength)}
            {entries::view(Facet::Growth)}
            {learners::view()}
        </Page>
    }
    .into_any()
}

/// What stands under the menu's lines: her own page, and the other learners of this device, each a
/// press away. `menu` closes the menu.
pub fn menu_part(menu: RwSignal<bool>) -> AnyView {
    view! {
        <Section title=tr::profile::learners() tight=true>
            <ul class="list">
                <Row icon=Icon::Person>
                    <Link to=Route::Profile class="name" before=move || menu.set(false)>{tr::profile::yours()}</Link>
                </Row>
                {learners::others()}
            </ul>
        </Section>
    }
    .into_any()
}

fn name() -> AnyView {
    let reading = session::watch(&[Kind::PROFILE], |_| vec![Lookup::Record(Kind::PROFILE, PROFILE_RECORD)]);
    let kept = Memo::new(move |_| {
        reading.with(|reading| {
            let snapshot = reading.as_ref()?.as_ref().ok()?;
            let record = snapshot.record(Kind::PROFILE, PROFILE_RECORD);
            Some(record.map(|record| record.value(&Profile::NAME)).unwrap_or_default())
        })
    });
    let typed = RwSignal::new(None::<String>);
    let fault = RwSignal::new(None::<String>);
    let value = Signal::derive(move || typed.get().or_else(|| kept.get()).unwrap_or_default());
    let changed =
        Memo::new(move |_| typed.with(|typed| typed.as_ref().is_some_and(|typed| kept.get().as_ref() != Some(typed))));
    let save = move || {
        let Some(name) = typed.get_untracked() else { return };
        session::run_then(Command::Profile(command::Command::Rename(name)), move |result| match result {
            Ok(_) => {
                typed.set(None);
                fault.set(None);
            }
            Err(error) => fault.set(Some(said::error(&error))),
        });
    };
    view! {
        <div class="stack">
            <TextField
                label=tr::profile::name()
                hint=tr::profile::name_hint()
                value
                error=Signal::derive(move || fault.get())
                on_input=move |text: String| typed.set(Some(text))
                on_commit=move |_: String| {
                    if changed.get_untracked() {
                        save();
                    }
                }
            />
            {move || changed.get().then(|| view! { <Button label=tr::profile::name_save() on_press=save/> })}
        </div>
    }
    .into_any()
}
