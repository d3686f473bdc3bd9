//! Finding out where to begin, full-screen: a few questions, or what she says of a skill; each may be passed over, and it
//! may end at any of them. It goes on where it stood after the app was closed, and says where to begin and why.
//!
//! Order of reading: [`desk`] is its state, [`question`] and [`statement`] what is asked, [`result`] what comes out.

mod desk;
mod question;
mod result;
mod statement;

use crate::attach;
use crate::i18n::tr;
use crate::practice;
use crate::route::Route;
use crate::session::{AppError, words};
use crate::ui::{
    Button, ButtonKind, ButtonLink, EmptyState, Heading, Icon, IconButton, IconLink, Note, NoteKind, Page,
};
use cairn_domain::{
    id::{CompetencyId, FrameworkId, GoalId},
    placement::{About, Ask},
};
use desk::{Asked, Desk, Stage};
use leptos::prelude::*;

/// What a part of the address of practice names, if it names a placement.
pub fn about(part: &str) -> Option<About> {
    match part.split_once('/')? {
        ("place-framework", id) => FrameworkId::parse(id).map(About::Framework),
        ("place-goal", id) => GoalId::parse(id).map(About::Goal),
        ("place-skill", id) => CompetencyId::parse(id).map(About::Skill),
        _ => None,
    }
}

/// Where one comes from, and goes back to.
fn back(about: About) -> Route {
    match about {
        About::Framework(id) => Route::Framework(id.to_string()),
        About::Goal(id) => Route::Goal(id.to_string()),
        About::Skill(id) => Route::Skill(id.to_string()),
    }
}

/// The screen.
pub fn view(about: About) -> AnyView {
    practice::wear();
    let desk = Desk::open(about);
    attach::show_within(desk.settings.sounds.into());
    let content = move || match desk.stage.get() {
        Stage::Opening => view! { <p class="muted" aria-busy="true"></p> }.into_any(),
        Stage::Failed(error) => failed(desk, &error),
        Stage::Nothing => nothing(about),
        Stage::Asking => questions(desk),
        Stage::Through => result::view(desk, back(about)),
    };
    view! {
        <Page full=true>
            {head(desk, back(about))}
            {move || desk.trouble.get().map(|words| view! { <Note kind=NoteKind::Danger spoken=true><p>{words}</p></Note> })}
            {content}
        </Page>
    }
    .into_any()
}

fn head(desk: Desk, back: Route) -> AnyView {
    let asking = Memo::new(move |_| desk.stage.get() == Stage::Asking);
    let none = Signal::derive(move || desk.asked.get() == 0);
    view! {
        <header class="top">
            <IconLink icon=Icon::Close to=back label=tr::placement::close()/>
            <span class="grow cap num">
                {move || asking.get().then(|| tr::placement::number(desk.asked.get() + 1, desk.most()))}
            </span>
            <IconButton icon=Icon::Undo label=tr::placement::undo() held=none on_press=move || desk.undo()/>
        </header>
    }
    .into_any()
}

/// What is asked, its place as the heading of the page, and the way to end.
fn questions(desk: Desk) -> AnyView {
    let heading = Signal::derive(move || {
        let place = tr::placement::number(desk.asked.get() + 1, desk.most());
        [tr::placement::title(), place].join(". ")
    });
    let question = move || match desk.coming.get() {
        None => ().into_any(),
        Some(Asked { ask, item: Some(item) }) => question::view(desk, ask, item),
        Some(Asked { ask, item: None }) => statement::view(desk, ask),
    };
    let first = move || (desk.asked.get() == 0).then(|| view! { <p class="muted">{tr::placement::intro()}</p> });
    view! { <Heading text=heading class="sr"/>{first}{question} }.into_any()
}

/// What can be done besides: to pass it over, and to end here.
fn besides(desk: Desk, pass: Option<Callback<()>>) -> AnyView {
    let pass = pass.map(|pass| {
        view! { <Button label=tr::placement::pass() kind=ButtonKind::Quiet on_press=move || pass.run(())/> }
    });
    view! {
        <div class="line center">
            {pass}
            <Button label=tr::placement::stop() kind=ButtonKind::Quiet on_press=move || desk.stop()/>
        </div>
    }
    .into_any()
}

/// What the question is about.
fn named(ask: &Ask) -> AnyView {
    let language = Some(ask.language.clone()).filter(|tag| !tag.is_empty());
    view! { <p class="cap"><bdi dir="auto" lang=language>{ask.title.clone()}</bdi></p> }.into_any()
}

fn failed(desk: Desk, error: &AppError) -> AnyView {
    let words = words::error(error);
    view! {
        <Heading text=tr::placement::title()/>
        <Note kind=NoteKind::Danger spoken=true>
            <p>{words}</p>
            <div class="line"><Button label=tr::errors::try_again() kind=ButtonKind::Main on_press=move || desk.begin()/></div>
        </Note>
    }
    .into_any()
}

/// There is no skill to ask about.
fn nothing(about: About) -> AnyView {
    view! {
        <Heading text=tr::placement::title() class="sr"/>
        <div class="ask">
            <EmptyState what=tr::placement::nothing() why=tr::placement::nothing_why()>
                <ButtonLink label=tr::practise::to_place() to=back(about) kind=ButtonKind::Main/>
            </EmptyState>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_domain::id::Id;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn an_address_names_what_it_is_about() {
        let id = Id::new(1, 2);
        assert_eq!(about(&format!("place-goal/{id}")), Some(About::Goal(GoalId(id))));
        assert_eq!(about(&format!("place-skill/{id}")), Some(About::Skill(CompetencyId(id))));
        assert_eq!(about(&format!("place-framework/{id}")), Some(About::Framework(FrameworkId(id))));
        for other in ["", "goal/x", "place-goal", "place-goal/x"] {
            assert_eq!(about(other), None, "{other}");
        }
    }
}
