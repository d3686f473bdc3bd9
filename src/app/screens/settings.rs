//! Settings: what is the learner's to set, each at its own place; only what exists.

mod install;

use crate::i18n::tr;
use crate::keys;
use crate::route::{Link, Route};
use crate::theme::Look;
use crate::ui::{Button, CheckField, Heading, Icon, Page, Row, Section, TopBar};
use leptos::prelude::*;

/// The screen.
pub fn view() -> AnyView {
    let less = RwSignal::new(!Look::Motion.chosen().is_empty());
    let door = |to: Route, icon: Icon, name: String, hint: String| {
        view! { <Row icon><Link to class="name">{name}</Link><p class="cap">{hint}</p></Row> }.into_any()
    };
    view! {
        <Page>
            <TopBar back=Route::Today back_name=tr::places::today()/>
            <Heading text=tr::places::settings()/>
            <Section title=tr::settings::you() tight=true>
                <ul class="list">{door(Route::Profile, Icon::Person, tr::places::profile(), tr::settings::profile_hint())}</ul>
            </Section>
            <Section title=tr::settings::look() tight=true>
                <ul class="list">{door(Route::Language, Icon::Text, tr::places::language(), tr::settings::language_hint())}</ul>
                <CheckField
                    label=tr::settings::motion()
                    hint=tr::settings::motion_hint()
                    checked=less
                    on_change=move |on: bool| {
                        Look::Motion.choose(if on { "less" } else { "" });
                        less.set(on);
                    }
                />
            </Section>
            <Section title=tr::practise::title() tight=true>
                <ul class="list">
                    {door(Route::Schedule("settings".into()), Icon::Card, tr::schedule::settings(), tr::schedule::settings_hint())}
                    {door(Route::Schedule(String::new()), Icon::Chart, tr::schedule::ahead(), tr::schedule::ahead_hint())}
                </ul>
            </Section>
            {keyboard()}
            {install::section()}
            <Section title=tr::settings::records() tight=true>
                <ul class="list">
                    {door(Route::Storage, Icon::Shield, tr::places::storage(), tr::settings::storage_hint())}
                    {door(Route::Changes, Icon::Undo, tr::changes::title(), tr::changes::hint())}
                    {door(Route::Trash, Icon::Trash, tr::places::trash(), tr::settings::trash_hint())}
                    {door(Route::Storage, Icon::Warn, tr::settings::delete_all(), tr::settings::delete_all_hint())}
                </ul>
            </Section>
        </Page>
    }
    .into_any()
}

/// Single keys, on or off, and their list.
fn keyboard() -> AnyView {
    let on = RwSignal::new(keys::are_on());
    let listed = RwSignal::new(false);
    view! {
        <Section title=tr::keys::section() tight=true>
            <CheckField
                label=tr::keys::on()
                hint=tr::keys::on_hint()
                checked=on
                on_change=move |chosen: bool| {
                    keys::set_on(chosen);
                    on.set(chosen);
                }
            />
            <div class="line"><Button label=tr::keys::show() on_press=move || listed.set(true)/></div>
            {keys::dialog(listed)}
        </Section>
    }
    .into_any()
}
