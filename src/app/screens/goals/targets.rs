//! The skills that a goal needs, each with the level to reach and the level that is estimated now.

use super::detail::{Shown, pick};
use super::read::Target;
use super::{act, edit, picker, words};
use crate::i18n::tr;
use crate::route::{Link, Route};
use crate::session::practice;
use crate::ui::{
    Button, ButtonKind, ButtonLink, Icon, IconButton, LevelKind, Own, Row, Section, SelectField, Sheet, Stones,
};
use cairn_domain::{
    goal::command::{Command as Act, Edit},
    id::{CompetencyId, GoalId},
};
use leptos::prelude::*;

/// The level that is offered first: proficient.
const USUAL: u8 = 3;

/// The section.
pub fn section(id: GoalId, detail: Shown) -> AnyView {
    let targets = Memo::new(move |_| pick(detail, |detail| detail.targets.clone()));
    let any = Memo::new(move |_| pick(detail, |detail| detail.any_skill));
    let adding = RwSignal::new(false);
    let rows = move || targets.get().into_iter().map(|target| row(id, target)).collect::<Vec<_>>();
    let add = move || {
        if any.get() {
            view! { <Button label=tr::goals::add_target() on_press=move |()| adding.set(true)/> }.into_any()
        } else {
            view! {
                <p class="cap">{tr::goals::no_skills()}</p>
                <ButtonLink label=tr::goals::to_skills() to=Route::Skills/>
            }
            .into_any()
        }
    };
    view! {
        <Section title=tr::goals::targets() tight=true>
            <p class="cap">{tr::goals::targets_hint()}</p>
            <ul class="list">{rows}</ul>
            <div class="line">{add}</div>
        </Section>
        <Sheet open=adding title=tr::goals::add_target()>{move || form(id, adding)}</Sheet>
    }
    .into_any()
}

fn row(goal: GoalId, target: Target) -> AnyView {
    let Target { id, title, reach, level, said, fading_from, .. } = target;
    let kind = if said { LevelKind::Said } else { LevelKind::Shown };
    let name = title.clone().unwrap_or_else(tr::goals::skill_gone);
    let label = tr::goals::remove_target(&name);
    let trail = view! {
        <IconButton icon=Icon::Close label on_press=move |()| act(Act::Edit(goal, vec![Edit::Target(id, None)]))/>
    };
    let standing = if said && level > 0 { tr::skills::said_level(&words::level(level)) } else { words::level(level) };
    let is_fading = level > 0 && fading_from.is_some_and(|day| practice::today() >= day);
    let standing = if is_fading { tr::fading::fades(&standing) } else { standing };
    let title = match title {
        Some(title) => view! { <Link to=Route::Skill(id.to_string()) class="name"><Own text=title/></Link> }.into_any(),
        None => view! { <span class="muted">{name}</span> }.into_any(),
    };
    view! {
        <Row lead=view! { <Stones level kind/> }.into_any() trail=trail.into_any()>
            {title}
            <p class="meta"><span>{standing}</span><span>{tr::goals::reach(&words::level(reach))}</span></p>
        </Row>
    }
    .into_any()
}

fn form(goal: GoalId, open: RwSignal<bool>) -> AnyView {
    let level = RwSignal::new(USUAL.to_string());
    let error = RwSignal::new(None::<String>);
    let take = Callback::new(move |((id, _),): ((CompetencyId, String),)| {
        let reach = level.get_untracked().parse().unwrap_or(USUAL);
        edit(goal, vec![Edit::Target(id, Some(reach))], error, move || open.set(false));
    });
    view! {
        <div class="stack loose">
            <SelectField
                label=tr::goals::target_level()
                choices=Signal::stored(words::level_choices())
                value=level
                error=error
                on_change=move |(chosen,)| level.set(chosen)
            />
            {picker::skills(take)}
            <Button label=tr::common::cancel() kind=ButtonKind::Quiet on_press=move |()| open.set(false)/>
        </div>
    }
    .into_any()
}
