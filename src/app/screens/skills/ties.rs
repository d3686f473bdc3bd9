//! What comes before a skill and what it helps with; a relation that would go in a circle is refused
//! with the names of its members.

use super::detail::{Shown, pick, pick_now};
use super::tied::Tie;
use super::{act, act_then, words};
use crate::i18n::tr;
use crate::route::{Link, Route};
use crate::session::{shown, watch};
use crate::ui::{
    Button, ButtonKind, Choice, Icon, IconButton, Note, NoteKind, Own, Row, Section, SelectField, Sheet, Stones,
};
use cairn_domain::{
    competency::{Competency, RelationKind, command::Command as Act},
    id::{CompetencyId, FrameworkId},
    kind::Kind,
    port::{Lookup, Snapshot},
};
use leptos::prelude::*;

/// The section.
pub fn section(id: CompetencyId, detail: Shown) -> AnyView {
    let ties = Memo::new(move |_| pick(detail, |detail| detail.ties.clone()));
    let adding = RwSignal::new(false);
    let group = move |title: String, kind: RelationKind, before: bool| {
        let rows: Vec<AnyView> = ties
            .get()
            .into_iter()
            .filter(|tie| !tie.aside && tie.kind == kind && tie.before == before)
            .map(row)
            .collect();
        (!rows.is_empty()).then(|| view! { <h3>{title}</h3><ul class="list">{rows}</ul> })
    };
    let aside = move || {
        ties.get()
            .into_iter()
            .filter(|tie| tie.aside)
            .map(|tie| {
                let relation = tie.relation;
                view! {
                    <Note kind=NoteKind::Warn>
                        <p>{tr::skills::set_aside(&tie.title)}</p>
                        <div class="line">
                            <Button label=tr::skills::remove_tie() on_press=move || act(Act::Unrelate(relation))/>
                        </div>
                    </Note>
                }
            })
            .collect::<Vec<_>>()
    };
    view! {
        <Section title=tr::skills::connections() tight=true>
            {move || ties.with(Vec::is_empty).then(|| view! { <p class="muted">{tr::skills::no_ties()}</p> })}
            {move || group(tr::skills::comes_before(), RelationKind::Requires, true)}
            {move || group(tr::skills::helped_by(), RelationKind::Helps, true)}
            {move || group(tr::skills::comes_after(), RelationKind::Requires, false)}
            {move || group(tr::skills::helps_with(), RelationKind::Helps, false)}
            {aside}
            <div class="line"><Button label=tr::skills::add_tie() icon=Icon::Link on_press=move || adding.set(true)/></div>
        </Section>
        <Sheet open=adding title=tr::skills::add_tie()>
            {move || pick_now(detail, |detail| detail.noun.framework).map(|framework| form(id, framework, adding))}
        </Sheet>
    }
    .into_any()
}

fn row(tie: Tie) -> AnyView {
    let (level, kind) = words::stones(tie.badge);
    let lead = view! { <Stones level kind/> };
    let (relation, label) = (tie.relation, tr::skills::remove_tie_to(&tie.title));
    let trail = view! { <IconButton icon=Icon::Close label on_press=move || act(Act::Unrelate(relation))/> };
    view! {
        <Row lead=lead.into_any() trail=trail.into_any()>
            <Link to=Route::Skill(tie.other.to_string()) class="name"><Own text=tie.title/></Link>
            <p class="cap">{words::badge(tie.badge)}</p>
        </Row>
    }
    .into_any()
}

fn form(id: CompetencyId, framework: FrameworkId, open: RwSignal<bool>) -> AnyView {
    let others = shown(
        watch(&[Kind::COMPETENCY], move |_: &Snapshot| vec![Lookup::Range(Competency::of(framework))]),
        move |snapshot| {
            let nouns = snapshot.nouns::<Competency>(&Competency::of(framework)).into_iter();
            let mut list: Vec<Choice> =
                nouns.filter(|noun| noun.id != id).map(|noun| Choice::new(noun.id.to_string(), noun.title)).collect();
            list.sort_by(|a, b| crate::i18n::compare(&a.label, &b.label));
            list
        },
    );
    let choices = Signal::derive(move || {
        [Choice::new("", tr::skills::choose())].into_iter().chain(others.get().unwrap_or_default()).collect::<Vec<_>>()
    });
    let how = RwSignal::new("before".to_owned());
    let other = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let save = move || {
        let Some(other) = CompetencyId::parse(&other.get_untracked()) else {
            return error.set(Some(tr::skills::choose_needed()));
        };
        let (from, to, kind) = match how.get_untracked().as_str() {
            "before" => (other, id, RelationKind::Requires),
            "helped" => (other, id, RelationKind::Helps),
            "after" => (id, other, RelationKind::Requires),
            _ => (id, other, RelationKind::Helps),
        };
        act_then(Act::Relate { from, to, kind }, error, move || open.set(false));
    };
    let kinds = vec![
        Choice::new("before", tr::skills::comes_before()),
        Choice::new("helped", tr::skills::helped_by()),
        Choice::new("after", tr::skills::comes_after()),
        Choice::new("helps", tr::skills::helps_with()),
    ];
    view! {
        <div class="stack loose">
            <SelectField
                label=tr::skills::how()
                choices=Signal::stored(kinds)
                value=how
                on_change=move |value: String| how.set(value)
            />
            <SelectField
                label=tr::skills::other_skill()
                choices
                value=other
                error=error
                on_change=move |value: String| other.set(value)
            />
            <Button label=tr::skills::connect() kind=ButtonKind::Main wide=true on_press=move || save()/>
        </div>
    }
    .into_any()
}
