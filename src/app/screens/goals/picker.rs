//! Choosing a resource or a skill by name: what is chosen, the way to take it away, and a search that
//! shows the best few. Nothing is read before it is opened.

use crate::i18n::tr;
use crate::session::{fault, shown, watch};
use crate::ui::{Button, ButtonKind, Choice, Icon, IconButton, Own, SelectField, TextField, TextKind};
use cairn_domain::{
    competency::{Competency, Framework},
    fold,
    id::{CompetencyId, FrameworkId, ResourceId},
    kind::Kind,
    port::{Lookup, Snapshot},
    resource::Resource,
};
use leptos::prelude::*;

/// What is chosen, with its name.
pub type Chosen<I> = RwSignal<Option<(I, String)>>;

/// Names that are shown at once.
const SHOWN: usize = 12;

/// The field for a resource.
pub fn resource(chosen: Chosen<ResourceId>) -> AnyView {
    field(tr::goals::resource(), chosen, move |take| {
        let read = watch(&[Kind::RESOURCE], |_: &Snapshot| vec![Lookup::Range(Resource::all())]);
        let names = shown(read, |snapshot| {
            let name = |resource: Resource| (resource.id, resource.title);
            snapshot.nouns::<Resource>(&Resource::all()).into_iter().map(name).collect::<Vec<_>>()
        });
        view! { {fault(read)} {search(names, take)} }.into_any()
    })
}

/// The field for a skill.
pub fn skill(chosen: Chosen<CompetencyId>) -> AnyView {
    field(tr::goals::skill(), chosen, skills)
}

/// The list of skills of one framework at a time; `take` is told the choice.
pub fn skills(take: Callback<((CompetencyId, String),)>) -> AnyView {
    let wanted = RwSignal::new(None::<FrameworkId>);
    let frameworks = move |snapshot: &Snapshot| snapshot.nouns::<Framework>(&Framework::all());
    let current = move |frameworks: &[Framework], wanted: Option<FrameworkId>| {
        wanted.or_else(|| frameworks.first().map(|framework| framework.id))
    };
    let read = watch(&[Kind::FRAMEWORK, Kind::COMPETENCY], move |snapshot| {
        let wanted = wanted.get();
        let mut lookups = vec![Lookup::Range(Framework::all())];
        let current = current(&frameworks(snapshot), wanted);
        lookups.extend(current.map(|id| Lookup::Range(Competency::of(id))));
        lookups
    });
    let names = shown(read, move |snapshot| {
        let Some(id) = current(&frameworks(snapshot), wanted.get()) else { return Vec::new() };
        let name = |competency: Competency| (competency.id, competency.title);
        snapshot.nouns::<Competency>(&Competency::of(id)).into_iter().map(name).collect::<Vec<_>>()
    });
    let choices = shown(read, move |snapshot| {
        let choice = |framework: Framework| Choice::new(framework.id.to_string(), framework.title);
        frameworks(snapshot).into_iter().map(choice).collect::<Vec<_>>()
    });
    let choices = Signal::derive(move || choices.get().unwrap_or_default());
    let several = Memo::new(move |_| choices.with(Vec::len) > 1);
    let value = Signal::derive(move || {
        wanted
            .get()
            .map(|id| id.to_string())
            .or_else(|| choices.with(|all| all.first().map(|one| one.value.clone())))
            .unwrap_or_default()
    });
    view! {
        {fault(read)}
        {move || {
            several
                .get()
                .then(|| {
                    view! {
                        <SelectField
                            label=tr::goals::pick_framework()
                            choices
                            value
                            on_change=move |(id,): (String,)| wanted.set(FrameworkId::parse(&id))
                        />
                    }
                })
        }}
        {search(names, take)}
    }
    .into_any()
}

fn field<I: Copy + Send + Sync + 'static>(
    label: String,
    chosen: Chosen<I>,
    list: impl Fn(Callback<((I, String),)>) -> AnyView + Copy + Send + Sync + 'static,
) -> AnyView {
    let open = RwSignal::new(false);
    let title = label.clone();
    let take = Callback::new(move |(choice,): ((I, String),)| {
        chosen.set(Some(choice));
        open.set(false);
    });
    let content = move || {
        if open.get() {
            return list(take);
        }
        match chosen.get() {
            Some((_, name)) => {
                let label = tr::goals::remove_target(&name);
                view! {
                    <div class="line">
                        <Own text=name/>
                        <IconButton icon=Icon::Close label on_press=move |()| chosen.set(None)/>
                    </div>
                }
                .into_any()
            }
            None => {
                let described = label.clone();
                view! {
                    <div class="line">
                        <Button label=tr::goals::choose() described=tr::goals::choose_named(&described) on_press=move |()| open.set(true)/>
                    </div>
                }
                .into_any()
            }
        }
    };
    view! { <div class="field"><b>{title}</b>{content}</div> }.into_any()
}

/// A search field and the first names that match it.
fn search<I: Copy + PartialEq + Send + Sync + 'static>(
    names: Memo<Option<Vec<(I, String)>>>,
    take: Callback<((I, String),)>,
) -> AnyView {
    let query = RwSignal::new(String::new());
    let found = move || {
        let words = fold::words(&query.get());
        names.with(|names| {
            let names = names.as_deref()?;
            let matches = names.iter().filter(|(_, name)| fold::matches(&fold::fold(name), &words));
            Some((names.is_empty(), matches.take(SHOWN + 1).cloned().collect::<Vec<_>>()))
        })
    };
    let results = move || {
        let (empty, found) = found()?;
        let more = found.len() > SHOWN;
        let none = found.is_empty();
        let row = move |choice: (I, String)| {
            let label = choice.1.clone();
            view! { <li><Button label kind=ButtonKind::Quiet on_press=move |()| take.run((choice.clone(),))/></li> }
                .into_any()
        };
        let rows: Vec<AnyView> = found.into_iter().take(SHOWN).map(row).collect();
        let said = match (empty, none, more) {
            (true, _, _) => Some(tr::goals::pick_empty()),
            (_, true, _) => Some(tr::goals::pick_none()),
            (_, _, true) => Some(tr::goals::pick_more()),
            _ => None,
        };
        Some(view! { <ul class="list">{rows}</ul> {said.map(|words| view! { <p class="cap">{words}</p> })} })
    };
    view! {
        <TextField label=tr::goals::pick_search() kind=TextKind::Search value=query on_input=move |(text,)| query.set(text)/>
        {results}
    }
    .into_any()
}
