//! Every framework as a tree: what stands where, how much is at its target, what would open the most.

use super::read::{Frame, Node};
use super::{act, grown, map, words};
use crate::i18n::tr;
use crate::route::{self, Link, Route};
use crate::session::{self, fault, shown, watch};
use crate::ui::{
    Button, ButtonKind, Disclosure, EmptyState, Icon, Level, LevelKind, Own, Row, Sheet, TextField, Tree, TreeItem,
};
use cairn_domain::{
    change::Reply,
    command::Command,
    competency::{
        Framework,
        command::Command as Act,
        example::{self, Example},
    },
    id::{CompetencyId, FrameworkId},
    kind::Kind,
    port::Lookup,
};
use leptos::prelude::*;

/// With more skills than this a tree begins closed.
const SMALL: usize = 60;

/// The list; `current` is the skill that is shown beside it.
pub fn view(current: Option<CompetencyId>) -> AnyView {
    let reading = watch(&[Kind::FRAMEWORK], |_| vec![Lookup::Range(Framework::all())]);
    let ids = shown(reading, |snapshot| {
        snapshot.nouns::<Framework>(&Framework::all()).into_iter().map(|framework| framework.id).collect::<Vec<_>>()
    });
    let making = RwSignal::new(false);
    // Beside a skill there is no room for a map.
    let look = RwSignal::new(if current.is_none() { map::Look::chosen() } else { map::Look::Tree });
    let content = move || {
        ids.get().map(|ids| {
            if ids.is_empty() {
                return empty(making);
            }
            let example = ids.contains(&example::FRAMEWORK);
            let trees: Vec<AnyView> = ids.into_iter().map(|id| tree(id, current, look)).collect();
            view! {
                {current.is_none().then(|| map::switch(look))}
                {trees}
                {key()}
                <ul class="list">
                    <Row icon=Icon::Chart>
                        <Link to=Route::Confidence(None) class="name">{tr::confidence::title()}</Link>
                        <p class="cap">{tr::confidence::what()}</p>
                    </Row>
                </ul>
                <div class="line">
                    <Button label=tr::skills::new_framework() icon=Icon::Add on_press=move || making.set(true)/>
                    {example
                        .then(|| {
                            view! { <Button label=tr::skills::remove_example() kind=ButtonKind::Quiet on_press=|| act(Act::RemoveExample)/> }
                        })}
                </div>
            }
            .into_any()
        })
    };
    view! {
        {fault(reading)}
        {content}
        <Sheet open=making title=tr::skills::new_framework()>{move || new_framework(making)}</Sheet>
    }
    .into_any()
}

/// A framework's tree, read on its own, so that a change in one does not draw all of them.
fn tree(id: FrameworkId, current: Option<CompetencyId>, look: RwSignal<map::Look>) -> AnyView {
    let (_, frame) = grown::tree(id);
    (move || frame.get().flatten().map(|frame| framed(frame, current, look))).into_any()
}

fn framed(frame: Frame, current: Option<CompetencyId>, look: RwSignal<map::Look>) -> AnyView {
    let title = frame.noun.title.clone();
    let to = Route::Framework(frame.noun.id.to_string());
    let heading = ["framework-", &frame.noun.id.to_string()].concat();
    let labelled = heading.clone();
    let label = tr::skills::tree_of(&title);
    let depth = if frame.count > SMALL { 0 } else { 2 };
    let mark = (frame.noun.id == example::FRAMEWORK).then(|| view! { <p class="cap">{tr::skills::example()}</p> });
    let (language, about, next) = (frame.noun.language.clone(), frame.reached, frame.next.clone());
    let content = move || {
        if frame.nodes.is_empty() {
            return view! { <p class="muted">{tr::skills::nothing_inside()}</p> }.into_any();
        }
        if look.get() == map::Look::Map {
            return map::view(&frame);
        }
        let items: Vec<TreeItem> = frame.nodes.iter().map(|node| item(node, current)).collect();
        view! { <Tree items=Signal::stored(items) label=label.clone() open_depth=depth lang=frame.noun.language.clone()/> }.into_any()
    };
    view! {
        <section class="stack tight" aria-labelledby=labelled>
            <h2 id=heading><Link to><Own text=title lang=language/></Link></h2>
            {mark}
            {summary(about, next)}
            {content}
        </section>
    }
    .into_any()
}

/// "5 of 9 at your target. “Measure current” would open the most."
pub fn summary((reached, required): (usize, usize), next: Option<String>) -> AnyView {
    (required > 0)
        .then(|| {
            let next = next.map(|name| tr::skills::opens_most(&name));
            view! { <p class="muted">{tr::skills::at_target(reached, required)}" "{next}</p> }
        })
        .into_any()
}

fn item(node: &Node, current: Option<CompetencyId>) -> TreeItem {
    TreeItem {
        key: node.id.to_string(),
        name: node.name(),
        to: Some(Route::Skill(node.id.to_string())),
        stones: node.group.is_none().then(|| words::stones(node.badge)),
        detail: words::standing(node.badge, node.group),
        current: current == Some(node.id),
        children: node.children.iter().map(|child| item(child, current)).collect(),
    }
}

/// What the stones mean.
fn key() -> AnyView {
    let shown: Vec<AnyView> =
        (0..=4).map(|level| view! { <li><Level level word=words::level(level)/></li> }.into_any()).collect();
    view! {
        <Disclosure summary=tr::skills::stones()>
            <ul class="key">{shown}<li><Level level=2 kind=LevelKind::Said word=tr::skills::said()/></li></ul>
            <p class="cap">{tr::skills::stones_text()}</p>
        </Disclosure>
    }
    .into_any()
}

fn empty(making: RwSignal<bool>) -> AnyView {
    let example = || Example {
        title: tr::skills::example_title(),
        groups: vec![
            (tr::skills::example_a(), vec![tr::skills::example_a1(), tr::skills::example_a2()]),
            (tr::skills::example_b(), vec![tr::skills::example_b1(), tr::skills::example_b2()]),
        ],
    };
    view! {
        <EmptyState what=tr::skills::empty_what() why=tr::skills::empty_why()>
            <Button label=tr::skills::new_framework() kind=ButtonKind::Main icon=Icon::Add on_press=move || making.set(true)/>
            <Button
                label=tr::skills::show_example()
                kind=ButtonKind::Quiet
                on_press=move || act(Act::ShowExample(example()))
            />
        </EmptyState>
    }
    .into_any()
}

fn new_framework(open: RwSignal<bool>) -> AnyView {
    let title = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let save = move || {
        let create = Command::Competency(Act::CreateFramework { title: title.get_untracked() });
        session::run_then(
            create,
            session::settle(error, move |commit| {
                open.set(false);
                if let Reply::Created(id) = commit.reply {
                    route::go(Route::Framework(id.to_string()));
                }
            }),
        );
    };
    view! {
        <form
            class="stack loose"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <TextField
                label=tr::skills::framework_title()
                hint=tr::skills::framework_title_hint()
                value=title
                error=error
                on_input=move |text: String| title.set(text)
            />
            <Button label=tr::skills::add_framework() kind=ButtonKind::Main wide=true on_press=move || save()/>
        </form>
    }
    .into_any()
}
