//! The first screens of a new learner: her language, and what she wants to learn. Both can be skipped;
//! there is no account, and the first goal is there after three taps.

use crate::i18n::tr;
use crate::languages::language_list;
use crate::route::{self, Link, Route};
use crate::session::{self, run_then, settle};
use crate::ui::{
    Button, ButtonKind, ButtonLink, ChipToggle, Chips, Eyebrow, Heading, Icon, IconButton, Page, Row, TextField,
};
use cairn_domain::{
    change::Reply,
    command::Command,
    goal::{GoalKind, command::Command as Act},
};
use leptos::prelude::*;

/// Screens of the first run.
const SCREENS: usize = 2;

/// The screen.
pub fn view() -> AnyView {
    let second = RwSignal::new(false);
    (move || if second.get() { wish(second) } else { language(second) }).into_any()
}

fn language(second: RwSignal<bool>) -> AnyView {
    view! {
        <Page full=true>
            <header class="top">
                <span class="grow cap num">{tr::first_run::step_of(1, SCREENS)}</span>
                <ButtonLink label=tr::first_run::skip() to=Route::Today kind=ButtonKind::Quiet/>
            </header>
            <div class="ask">
                <svg class="mark" viewBox="0 0 48 48" aria-hidden="true"><use href="#mark"></use></svg>
                <div class="stack tight">
                    <Heading text=tr::first_run::language()/>
                    <p class="muted">{tr::first_run::language_text()}</p>
                </div>
                {language_list(true)}
            </div>
            <div class="dock">
                <Button
                    label=tr::first_run::r#continue()
                    kind=ButtonKind::Main
                    wide=true
                    big=true
                    on_press=move |()| second.set(true)
                />
            </div>
        </Page>
    }
    .into_any()
}

fn wish(second: RwSignal<bool>) -> AnyView {
    let title = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let save = move || {
        let command = Act::Create { title: title.get_untracked(), kind: GoalKind::Learn };
        run_then(
            Command::Goal(command),
            settle(error, |commit| {
                if let Reply::Created(id) = commit.reply {
                    route::replace(Route::Goal(id.to_string()));
                }
            }),
        );
    };
    let examples = [
        tr::first_run::example_1(),
        tr::first_run::example_2(),
        tr::first_run::example_3(),
        tr::first_run::example_4(),
        tr::first_run::example_5(),
        tr::first_run::example_6(),
    ];
    let chip = move |text: String| {
        let (mine, wanted) = (text.clone(), text.clone());
        let pressed = Signal::derive(move || title.with(|title| *title == mine));
        view! { <ChipToggle label=text pressed on_toggle=move |_: (bool,)| title.set(wanted.clone())/> }.into_any()
    };
    let chips: Vec<AnyView> = examples.into_iter().map(chip).collect();
    view! {
        <Page full=true>
            <header class="top">
                <IconButton icon=Icon::Back label=tr::first_run::back() on_press=move |()| second.set(false)/>
                <span class="grow cap num">{tr::first_run::step_of(2, SCREENS)}</span>
                <ButtonLink label=tr::first_run::skip() to=Route::Today kind=ButtonKind::Quiet/>
            </header>
            <form
                class="ask stack loose"
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                <Heading text=tr::first_run::wish()/>
                <TextField
                    label=tr::first_run::wish_label()
                    hint=tr::first_run::wish_hint()
                    id="wish"
                    value=title
                    error=error
                    on_input=move |(text,)| title.set(text)
                />
                <Eyebrow title=tr::first_run::examples()>
                    <Chips label=tr::first_run::examples()>{chips}</Chips>
                </Eyebrow>
                <ul class="list">
                    <Row icon=Icon::In>
                        <Link to=Route::Import class="name">{tr::first_run::import()}</Link>
                        <p class="cap">{tr::places::add_import_hint()}</p>
                    </Row>
                    <Row icon=Icon::Skills>
                        <Link to=Route::Today class="name" before=|()| session::example::show_goal()>
                            {tr::first_run::look_around()}
                        </Link>
                        <p class="cap">{tr::first_run::look_around_hint()}</p>
                    </Row>
                </ul>
            </form>
            <div class="dock">
                <Button label=tr::first_run::r#continue() kind=ButtonKind::Main wide=true big=true on_press=move |()| save()/>
            </div>
        </Page>
    }
    .into_any()
}
