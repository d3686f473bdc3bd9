//! Adding evidence for a skill: what it is, how well it went, and where it can be seen.

use super::assess::{Levels, judged_levels, rubric_fields, unjudged};
use super::framework::missing;
use super::{say_then, words};
use crate::attach::Attachment;
use crate::i18n::{self, tr};
use crate::route::{self, Route};
use crate::session::{fault, shown, watch};
use crate::ui::{Button, ButtonKind, Choice, Disclosure, Heading, Segmented, SelectField, TextField, TextKind, TopBar};
use cairn_domain::{
    competency::{Competency, Rubric, present},
    evidence::{
        command::{Command as Say, NewEvidence},
        score::Judged,
    },
    id::CompetencyId,
    kind::Kind,
    port::{Lookup, Snapshot},
    tags,
};
use leptos::prelude::*;

/// The screen.
pub fn view(id: Option<CompetencyId>) -> AnyView {
    let Some(id) = id else { return missing() };
    let needs = move |snapshot: &Snapshot| {
        let rubric = snapshot.noun::<Competency>(id).and_then(|noun| noun.rubric);
        let rubric = rubric.map(|rubric| Lookup::Record(Kind::RUBRIC, rubric.0));
        present::needs(id, snapshot).into_iter().chain(rubric).collect()
    };
    let reading = watch(&[Kind::FRAMEWORK, Kind::COMPETENCY, Kind::RUBRIC], needs);
    let skill = shown(reading, move |snapshot| {
        let noun = present::present(id, snapshot)?;
        let rubric = noun.rubric.and_then(|rubric| snapshot.noun::<Rubric>(rubric));
        Some((noun.title, rubric))
    });
    let back = Route::Skill(id.to_string());
    view! {
        <TopBar back=back back_name=tr::places::skills()/>
        {fault(reading)}
        {move || match skill.get() {
            None => ().into_any(),
            Some(None) => missing(),
            Some(Some((title, rubric))) => form(id, title, rubric),
        }}
    }
    .into_any()
}

fn form(id: CompetencyId, skill: String, rubric: Option<Rubric>) -> AnyView {
    let field = || RwSignal::new(String::new());
    let kind = RwSignal::new("artefact_mentor".to_owned());
    let (score, by, note, link) = (field(), field(), field(), field());
    let (aid, demand) = (RwSignal::new("none".to_owned()), field());
    let contexts = field();
    let file = Attachment::new(None);
    let error = RwSignal::new(None::<String>);
    let score_error = RwSignal::new(None::<String>);
    let by_rubric = RwSignal::new(rubric.is_some());
    let levels = RwSignal::new(unjudged(rubric.as_ref()));
    let level_error = RwSignal::new(None::<String>);
    let rubric_id = rubric.as_ref().map(|rubric| rubric.id);
    let save = move || {
        if file.is_running().get_untracked() {
            return;
        }
        let judged = match rubric_id.filter(|_| by_rubric.get_untracked()) {
            Some(rubric) => match judged_levels(levels) {
                Some(levels) => Judged::Rubric(rubric, levels),
                None => return level_error.set(Some(tr::skills::level_needed())),
            },
            None => match score.with_untracked(|score| i18n::read_whole(score)).filter(|score| *score <= 100) {
                Some(score) => Judged::Score(f64::from(score) / 100.0),
                None => return score_error.set(Some(tr::skills::score_needed())),
            },
        };
        let new = NewEvidence {
            aid: words::aid_named(&aid.get_untracked()),
            demand: demand.with_untracked(|demand| demand.parse().ok()),
            note: note.get_untracked(),
            link: link.get_untracked(),
            by: by.get_untracked(),
            contexts: contexts.with_untracked(|text| tags::split(text)),
            file: file.file.get_untracked(),
            ..NewEvidence::plain(id, words::kind_named(&kind.get_untracked()), judged)
        };
        score_error.set(None);
        say_then(Say::Add(Box::new(new)), error, move || route::back(Route::Skill(id.to_string())));
    };
    let how = rubric.map(|rubric| how(rubric, by_rubric, levels, level_error));
    let plain = move || {
        (!by_rubric.get()).then(|| {
            view! {
                <TextField
                    label=tr::skills::score()
                    hint=tr::skills::score_hint()
                    kind=TextKind::Number
                    value=score
                    error=score_error
                    on_input=move |text: String| score.set(text)
                />
            }
        })
    };
    view! {
        <div class="stack tight">
            <Heading text=tr::skills::add_evidence()/>
            <p class="muted" dir="auto">{skill}</p>
        </div>
        <form
            class="stack loose"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <SelectField
                label=tr::skills::what_is_it()
                hint=Signal::derive(move || kind.with(|name| words::kind_hint(words::kind_named(name))))
                choices=Signal::stored(words::kind_choices())
                value=kind
                on_change=move |name: String| kind.set(name)
            />
            <p class="cap">{tr::skills::entered_by_you()}</p>
            {how}
            {plain}
            <TextField label=tr::skills::by() hint=tr::skills::by_hint() value=by on_input=move |text: String| by.set(text)/>
            <TextField
                label=tr::fading::contexts()
                hint=tr::fading::contexts_hint()
                value=contexts
                on_input=move |text: String| contexts.set(text)
            />
            <TextField
                label=tr::skills::note()
                kind=TextKind::Voice
                rows=3
                value=note
                on_input=move |text: String| note.set(text)
            />
            {file.field()}
            <TextField label=tr::skills::link() hint=tr::skills::link_hint() value=link error=error on_input=move |text: String| link.set(text)/>
            {further(aid, demand)}
            <Button label=tr::skills::save_evidence() kind=ButtonKind::Main wide=true big=true held=file.is_running() on_press=move || save()/>
        </form>
    }
    .into_any()
}

/// What helped, and what was asked.
fn further(aid: RwSignal<String>, demand: RwSignal<String>) -> AnyView {
    view! {
        <Disclosure summary=tr::skills::more()>
            <div class="stack loose">
                <SelectField
                    label=tr::skills::aid()
                    choices=Signal::stored(words::aid_choices())
                    value=aid
                    on_change=move |name: String| aid.set(name)
                />
                <SelectField
                    label=tr::skills::demand_asked()
                    choices=Signal::stored(words::demand_choices())
                    value=demand
                    on_change=move |value: String| demand.set(value)
                />
            </div>
        </Disclosure>
    }
    .into_any()
}

/// By the rubric, or as points of 100.
fn how(rubric: Rubric, by_rubric: RwSignal<bool>, levels: Levels, error: RwSignal<Option<String>>) -> AnyView {
    let value = Signal::derive(move || if by_rubric.get() { "rubric".to_owned() } else { "score".to_owned() });
    let choices = vec![
        (Choice::new("rubric", tr::skills::by_rubric()), None),
        (Choice::new("score", tr::skills::by_score()), None),
    ];
    view! {
        <Segmented
            label=tr::skills::judged_by()
            choices
            value
            on_choose=move |choice: String| by_rubric.set(choice == "rubric")
        />
        {move || by_rubric.get().then(|| rubric_fields(&rubric, levels, error))}
    }
    .into_any()
}
