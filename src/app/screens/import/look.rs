//! What a file would change, and whose it is.

use super::{
    Screen,
    accept::{self, ANOTHER, Asked, SAME},
    report::Told,
    room, summary,
};
use crate::i18n::{self, DateStyle, tr};
use crate::session::jobs::{Given, words};
use crate::ui::{Choice, Disclosure, Heading, Note, NoteKind, Own, RadioField, Section};
use cairn_domain::id::ProfileId;
use cairn_worker::protocol::{Amount, Preview, Source, Trouble, Whose};
use leptos::prelude::*;

/// The second stage.
pub fn view(screen: Screen, given: &Given, preview: &Preview) -> AnyView {
    let asked = Asked::of(preview);
    let other = other(preview);
    let nothing = count(preview) + preview.answers + words::total(&preview.trashed) == 0 && other.is_none();
    let again = given.clone();
    let hash = preview.hash.clone();
    view! {
        <div class="stack tight">
            <Heading text=tr::import::look()/>
            <p class="muted">{about(preview)}" "{tr::import::nothing_yet()}</p>
        </div>
        {other.map(|_| ask(asked.whose, asked.unanswered))}
        {matches!(preview.whose, Whose::Adopted(_)).then(|| view! { <Note><p>{tr::import::adopted()}</p></Note> })}
        {summary::view(&summary::of_preview(preview))}
        {files(preview)}
        {asked.answers.view()}
        {room::view(preview.room.as_ref(), move || screen.preview(again.clone()))}
        {texts(preview)}
        {problems(preview.left_out, &preview.problems)}
        {nothing.then(|| view! { <Note kind=NoteKind::Ok><p>{tr::import::all_here()}</p></Note> })}
        {screen.at_work()}
        {accept::view(screen, given, preview, asked)}
        <Disclosure summary=tr::import::details()>
            <p class="cap">{tr::storage::fingerprint()}" "<bdi class="hash" dir="ltr">{hash}</bdi></p>
        </Disclosure>
    }
    .into_any()
}

/// What of it would be written.
pub fn parts(preview: &Preview) -> [&Vec<Amount>; 5] {
    [&preview.new, &preview.changed, &preview.both, &preview.deleted, &preview.revived]
}

/// How much that is, with its files, and without answers.
pub fn count(preview: &Preview) -> u64 {
    parts(preview).iter().map(|part| words::total(part)).sum::<u64>() + preview.files.count
}

/// The other learner's profile that it may be of.
pub fn other(preview: &Preview) -> Option<ProfileId> {
    match preview.whose {
        Whose::Other(profile) => Some(profile),
        _ => None,
    }
}

/// What is told of it, as it is kept when it has come in.
pub fn told(given: &Given, preview: &Preview) -> Told {
    Told {
        name: given.name(),
        about: about(preview),
        parts: summary::of_preview(preview),
        problems: preview.problems.clone(),
        left_out: preview.left_out,
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
        Source::Items | Source::Table => tr::sheet::of_items(),
        Source::Anki => tr::anki::of_anki(),
        Source::Gift => tr::banks::of_gift(),
        Source::Quiz => tr::banks::of_quiz(),
        Source::Aiken => tr::banks::of_aiken(),
        Source::Notes => tr::notes::of_notes(),
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

fn texts(preview: &Preview) -> Option<AnyView> {
    let count = preview.texts.len();
    (count > 0).then(|| {
        let names: Vec<AnyView> =
            preview.texts.iter().map(|one| view! { <li><Own text=one.title.clone()/></li> }.into_any()).collect();
        let title = tr::import::both(count);
        view! { <Section title tight=true><p class="cap">{tr::import::both_text()}</p><ul>{names}</ul></Section> }
            .into_any()
    })
}

/// What was left out or mended, the first of them each in a sentence.
pub fn problems(left_out: u64, first: &[Trouble]) -> Option<AnyView> {
    (left_out > 0).then(|| {
        let told: Vec<AnyView> =
            words::troubles(first).into_iter().map(|told| view! { <li>{told}</li> }.into_any()).collect();
        let title = tr::import::problems(left_out);
        let more = left_out.saturating_sub(first.len() as u64);
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
