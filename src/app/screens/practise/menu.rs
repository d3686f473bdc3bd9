//! The menu of a sitting: help first, what can be done with the item that is asked, and how she wants to practise. It is there
//! also while nothing is asked, without what is about an item.

use super::desk::Desk;
use super::settings::Settings;
use super::wrong;
use crate::browser::wake_lock;
use crate::i18n::tr;
use crate::keys;
use crate::practice::beside::Beside;
use crate::route::{Link, Route};
use crate::ui::{Button, ButtonKind, CheckField, Disclosure, Icon, Keys, Row, Section, Sheet};
use cairn_domain::id::ItemId;
use leptos::prelude::*;

/// What can be done with the item that is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Gives it her mark, or takes it away.
    Flag,
    /// Leaves it for tomorrow.
    Bury,
    /// Leaves it out of practice until she takes it up again.
    Suspend,
}

/// The item that is asked, as far as the menu shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct There {
    /// The item that is edited: the card, for one that asks it the other way round.
    pub id: ItemId,
    /// Whether it has a mark.
    pub flagged: bool,
}

/// The sheet; `act` is told what she chose.
pub fn sheet(open: RwSignal<bool>, item: Memo<Option<There>>, desk: Desk, act: Callback<Act>) -> AnyView {
    view! {
        <Sheet open title=tr::practise::menu()>
            <ul class="list">
                <Row icon=Icon::Question>
                    <Link to=Route::Help(Some("practise".to_owned())) class="name" before=move || open.set(false)>{tr::places::help()}</Link>
                </Row>
                {move || item.get().map(|there| acts(there, open, act))}
                {move || wrong::last(desk, open)}
                <Row icon=Icon::Chart>
                    <Link to=Route::Confidence(None) class="name" before=move || open.set(false)>{tr::confidence::title()}</Link>
                    <p class="cap">{tr::confidence::what()}</p>
                </Row>
                <Row icon=Icon::Chart>
                    <Link to=Route::Schedule(String::new()) class="name" before=move || open.set(false)>{tr::schedule::ahead()}</Link>
                    <p class="cap">{tr::schedule::ahead_hint()}</p>
                </Row>
                <Row icon=Icon::Settings>
                    <Link to=Route::Schedule("settings".to_owned()) class="name" before=move || open.set(false)>{tr::schedule::settings()}</Link>
                    <p class="cap">{tr::schedule::settings_hint()}</p>
                </Row>
            </ul>
            {preferences(desk.settings, open)}
        </Sheet>
    }
    .into_any()
}

fn acts(there: There, open: RwSignal<bool>, act: Callback<Act>) -> AnyView {
    let row = |icon: Icon, what: Act, name: String, hint: String| {
        let press = move || {
            open.set(false);
            act.run(what);
        };
        view! {
            <Row icon>
                <Button label=name kind=ButtonKind::Quiet on_press=press/>
                <p class="cap">{hint}</p>
            </Row>
        }
        .into_any()
    };
    let flag = if there.flagged { tr::items::unflag() } else { tr::items::flag() };
    view! {
        <Row icon=Icon::Edit>
            <Beside to=Route::Item(there.id.to_string()) class="name" before=move || open.set(false)>{tr::practise::edit()}</Beside>
            <p class="cap">{tr::practise::edit_hint()}</p>
        </Row>
        {row(Icon::Goals, Act::Flag, flag, tr::items::flag_hint())}
        {row(Icon::Clock, Act::Bury, tr::practise::bury(), tr::practise::bury_hint())}
        {row(Icon::Lock, Act::Suspend, tr::items::suspend(), tr::practise::suspend_hint())}
    }
    .into_any()
}

fn preferences(settings: Settings, open: RwSignal<bool>) -> AnyView {
    let keys = keys::are_on().then(|| {
        view! { <Disclosure summary=tr::keys::title()>{move || view! { <Keys lines=keys::of_practice(settings.four.get())/> }}</Disclosure> }
    });
    view! {
        <Section title=tr::practise::settings() tight=true>
            <CheckField
                label=tr::practise::ask_sure()
                hint=tr::practise::ask_sure_hint()
                checked=settings.sure
                on_change=move |on: bool| settings.set_sure(on)
            />
            <CheckField
                label=tr::practise::four_buttons()
                hint=tr::practise::four_buttons_hint()
                checked=settings.four
                on_change=move |on: bool| settings.set_four(on)
            />
            <CheckField
                label=tr::pictures::by_themselves()
                hint=tr::pictures::by_themselves_hint()
                checked=settings.sounds
                on_change=move |on: bool| settings.set_sounds(on)
            />
            {wake_lock::is_offered().then(|| view! {
                <CheckField
                    label=tr::practise::awake()
                    hint=tr::practise::awake_hint()
                    checked=settings.awake
                    on_change=move |on: bool| settings.set_awake(on)
                />
            })}
            <ul class="list">
                <Row icon=Icon::Chart>
                    <Beside to=Route::Fit class="name" before=move || open.set(false)>{tr::fit::title()}</Beside>
                    <p class="cap">{tr::fit::hint()}</p>
                </Row>
            </ul>
            {keys}
        </Section>
    }
    .into_any()
}
