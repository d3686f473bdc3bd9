//! What a file would change, whose it is, and the two answers: bring it in, or leave everything.

use super::{Done, Screen, Stage};
use crate::browser::files::ChosenFile;
use crate::i18n::{self, DateStyle, tr};
use crate::session::{jobs::words, profiles};
use crate::ui::{Busy, Button, ButtonKind, Choice, Heading, Icon, Note, NoteKind, RadioField, Row, Section, Tone};
use cairn_domain::id::ProfileId;
use cairn_worker::protocol::{Amount, Answer, Join, Preview, Request, Source, Whose};
use leptos::prelude::*;

const SAME: &str = "same";
const ANOTHER: &str = "another";

/// The second stage.
pub fn view(screen: Screen, file: ChosenFile, preview: &Preview) -> AnyView {
    let count = words::total(&preview.new) + words::total(&preview.changed) + preview.files.count;
    let other = match preview.whose {
        Whose::Other(profile) => Some(profile),
        _ => None,
    };
    let answer = RwSignal::new(String::new());
    let action = match (count, &preview.source) {
        (0, _) => tr::import::all_here(),
        (count, Source::Cairn) => tr::import::do_restore(count),
        (count, _) => tr::import::do_import(count),
    };
    let source = preview.source.clone();
    let unanswered = RwSignal::new(None::<String>);
    let lying = if matches!(preview.source, Source::Cairn) { 0 } else { words::total(&preview.kept) };
    let (lying_file, lying_source) = (file.clone(), preview.source.clone());
    let back_button = (lying > 0).then(|| {
        let bring = move || accept(screen, lying_file.clone(), lying_source.clone(), None, "", Join::BringBack);
        view! { <Button label=tr::import::bring_back(lying) wide=true big=true held=screen.work.is_running() on_press=bring/> }
    });
    let accept = move || {
        if other.is_some() && answer.with_untracked(String::is_empty) {
            return unanswered.set(Some(tr::import::answer_first()));
        }
        accept(screen, file.clone(), source.clone(), other, &answer.get_untracked(), Join::Plain);
    };
    let accept_button = (count > 0 || other.is_some()).then(|| {
        view! {
            <Button
                label=action.clone()
                kind=ButtonKind::Main
                wide=true
                big=true
                held=screen.work.is_running()
                on_press=accept
            />
        }
    });
    view! {
        <div class="stack tight">
            <Heading text=tr::import::look()/>
            <p class="muted">{about(preview)}" "{tr::import::nothing_yet()}</p>
        </div>
        {other.map(|_| ask(answer, unanswered))}
        {matches!(preview.whose, Whose::Adopted(_)).then(|| view! { <Note><p>{tr::import::adopted()}</p></Note> })}
        {summary(preview)}
        {files(preview)}
        {both(preview)}
        {problems(preview)}
        {(count == 0 && lying == 0 && other.is_none()).then(|| view! { <Note kind=NoteKind::Ok><p>{tr::import::all_here()}</p></Note> })}
        <Busy task=screen.work.task()/>
        <div class="stack">
            {accept_button}
            {back_button}
            <Button label=tr::import::leave() wide=true big=true on_press=move || screen.to(Stage::Choose)/>
        </div>
        <p class="cap">{tr::storage::fingerprint()}" "<bdi class="hash" dir="ltr">{preview.hash.clone()}</bdi></p>
    }
    .into_any()
}

fn accept(screen: Screen, file: ChosenFile, source: Source, other: Option<ProfileId>, answer: &str, plain: Join) {
    let elsewhere = other.filter(|_| answer == ANOTHER).map(profiles::database_of);
    let join = if other.is_some() && answer == SAME { Join::SamePerson } else { plain };
    let open = elsewhere.clone();
    let then = move |answer, _| {
        if let Answer::Imported(imported) = answer {
            screen.to(Stage::Done(Done { source, imported, elsewhere }));
        }
    };
    match open {
        Some(database) => screen.work.run_in(database, Request::Import(Join::Plain), Some(file), then),
        None => screen.work.run(Request::Import(join), Some(file), then),
    }
}

#[allow(clippy::cast_precision_loss)] // milliseconds since 1970
fn about(preview: &Preview) -> String {
    let title = &preview.title;
    let mut said = vec![match preview.source {
        Source::Case => tr::import::of_case(title),
        Source::Moodle => tr::import::of_moodle(title),
        Source::Bookmarks => tr::import::of_bookmarks(),
        Source::Pocket => tr::import::of_pocket(),
        Source::Cairn if title.is_empty() => tr::import::of_cairn_nameless(),
        Source::Cairn => tr::import::of_cairn(title),
    }];
    if preview.made_ms > 0 {
        said.push(tr::import::made(&i18n::date(preview.made_ms as f64, DateStyle::Long)));
    }
    if !preview.holds.is_empty() {
        said.push(tr::import::holds(&words::amounts(&preview.holds)));
    }
    // Each is a sentence of its own.
    said.iter().map(|one| [one.as_str(), "."].concat()).collect::<Vec<_>>().join(" ")
}

fn files(preview: &Preview) -> Option<AnyView> {
    let said = words::files(&preview.files);
    let lines: Vec<_> = said.into_iter().map(|line| view! { <p dir="auto">{line}</p> }).collect();
    (!lines.is_empty()).then(|| view! { <Note kind=NoteKind::Info>{lines}</Note> }.into_any())
}

fn ask(answer: RwSignal<String>, error: RwSignal<Option<String>>) -> AnyView {
    let choices = vec![
        Choice::new(SAME, tr::import::same_person()).hint(tr::import::same_person_text()),
        Choice::new(ANOTHER, tr::import::another()).hint(tr::import::another_text()),
    ];
    let choose = move |chosen: String| {
        error.set(None);
        answer.set(chosen);
    };
    view! { <RadioField legend=tr::import::other_title() choices value=answer error on_change=choose/> }.into_any()
}

fn summary(preview: &Preview) -> AnyView {
    let row = |icon: Icon, tone: Tone, of: &[Amount], name: fn(u64) -> String, does: fn() -> String| {
        (!of.is_empty()).then(|| {
            let (name, what) = (name(words::total(of)), words::amounts(of));
            let trail = view! { {does()} }.into_any();
            view! {
                <Row icon tone trail>
                    <span class="name">{name}</span>
                    <p class="cap">{what}</p>
                </Row>
            }
            .into_any()
        })
    };
    view! {
        <ul class="list">
            {row(Icon::Add, Tone::Ok, &preview.new, tr::import::new, tr::import::new_does)}
            {row(Icon::In, Tone::Plain, &preview.changed, tr::import::changed, tr::import::changed_does)}
            {row(Icon::Saved, Tone::Plain, &preview.kept, tr::import::kept, tr::import::kept_does)}
            {row(Icon::Check, Tone::Plain, &preview.same, tr::import::same, tr::import::same_does)}
        </ul>
    }
    .into_any()
}

fn both(preview: &Preview) -> Option<AnyView> {
    let count = preview.both.len();
    (count > 0).then(|| {
        let names: Vec<AnyView> = preview
            .both
            .iter()
            .map(|one| view! { <li><bdi dir="auto">{one.title.clone()}</bdi></li> }.into_any())
            .collect();
        let title = tr::import::both(count);
        view! { <Section title tight=true><p class="cap">{tr::import::both_text()}</p><ul>{names}</ul></Section> }
            .into_any()
    })
}

fn problems(preview: &Preview) -> Option<AnyView> {
    (preview.left_out > 0).then(|| {
        let told: Vec<AnyView> =
            preview.problems.iter().map(|one| view! { <li dir="auto">{words::trouble(one)}</li> }.into_any()).collect();
        let title = tr::import::problems(preview.left_out);
        let more = preview.left_out.saturating_sub(told.len() as u64);
        view! {
            <Note kind=NoteKind::Warn>
                <p><b>{title}</b></p>
                <p>{tr::import::problems_text()}</p>
                <ul class="cap stack tight">{told}</ul>
                {(more > 0).then(|| view! { <p class="cap">{tr::import::problems_more(more)}</p> })}
            </Note>
        }
        .into_any()
    })
}
