//! What lies directly inside a framework or a group: the list with its levels, a field for the next one,
//! and arranging by Move up, Move down or by hand.

use super::read::Node;
use super::{act, act_then, words};
use crate::browser::focus;
use crate::i18n::tr;
use crate::route::{Link, Route};
use crate::ui::{Button, ButtonKind, Own, Reorder, ReorderItem, Row, Section, TextField};
use cairn_domain::{
    competency::command::Command as Act,
    id::{CompetencyId, FrameworkId},
};
use leptos::prelude::*;

const NEW: &str = "new-inside";

/// The section; `parent` is the group, none for the framework's top.
pub fn section(framework: FrameworkId, parent: Option<CompetencyId>, nodes: Signal<Vec<Node>>) -> AnyView {
    let arranging = RwSignal::new(false);
    let several = Memo::new(move |_| nodes.with(|nodes| nodes.len() > 1));
    let title = if parent.is_some() { tr::skills::inside() } else { tr::places::skills() };
    view! {
        <Section title tight=true>
            {move || if arranging.get() && several.get() { arrange(parent, nodes) } else { rows(nodes) }}
            {move || {
                several.get().then(|| {
                    let label = move || if arranging.get() { tr::skills::arranged() } else { tr::skills::arrange() };
                    view! {
                        <div class="line">
                            <Button
                                label=Signal::derive(label)
                                kind=ButtonKind::Quiet
                                on_press=move || arranging.update(|arranging| *arranging = !*arranging)
                            />
                        </div>
                    }
                })
            }}
            {add(framework, parent)}
        </Section>
    }
    .into_any()
}

fn rows(nodes: Signal<Vec<Node>>) -> AnyView {
    let row = |node: Node| {
        let (lead, trail) = (words::sign(node.badge, node.group), words::standing(node.badge, node.group).into_any());
        view! {
            <Row lead trail>
                <Link to=Route::Skill(node.id.to_string()) class="name"><Own text=node.title/></Link>
            </Row>
        }
        .into_any()
    };
    view! { <ul class="list">{move || nodes.get().into_iter().map(row).collect::<Vec<_>>()}</ul> }.into_any()
}

fn arrange(parent: Option<CompetencyId>, nodes: Signal<Vec<Node>>) -> AnyView {
    let items = Signal::derive(move || {
        let item = |node: Node| ReorderItem { key: node.id.to_string(), name: node.title };
        nodes.get().into_iter().map(item).collect::<Vec<_>>()
    });
    let moved = move |from: usize, to: usize| {
        nodes.with_untracked(|nodes| {
            let Some(competency) = nodes.get(from).map(|node| node.id) else { return };
            // The one that shall follow: seen without the moved one, it stands at `to`.
            let before = nodes.iter().map(|node| node.id).filter(|id| *id != competency).nth(to);
            act(Act::Move { competency, parent, before });
        });
    };
    view! { <Reorder items label=tr::skills::arrange() on_move=moved/> }.into_any()
}

fn add(framework: FrameworkId, parent: Option<CompetencyId>) -> AnyView {
    let title = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let save = move || {
        let command = Act::Add { framework, parent, title: title.get_untracked() };
        act_then(command, error, move || {
            title.set(String::new());
            focus::by_id(NEW);
        });
    };
    let label = if parent.is_some() { tr::skills::new_inside() } else { tr::skills::new_skill() };
    view! {
        <form
            class="stack"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <TextField label id=NEW value=title error=error on_input=move |text: String| title.set(text)/>
            <div class="line"><Button label=tr::skills::add_skill() on_press=move || save()/></div>
        </form>
    }
    .into_any()
}
