//! What a file would change, whose it is, and the two answers: bring it in, or leave everything.

use super::{Done, Screen, Stage, answers::Answers, report::Told, room, summary};
use crate::i18n::{self, DateStyle, tr};
use crate::session::{
    jobs::{Given, words},
    profiles,
};
use crate::ui::{
    Busy, Button, ButtonKind, Choice, Confirm, Disclosure, Heading, Note, NoteKind, Own, RadioField, Section,
};
use cairn_domain::id::ProfileId;
use cairn_worker::protocol::{Answer, Doubt, Join, Preview, Request, Source, Trouble, Whose};
use leptos::prelude::*;

const SAME: &str = "same";
const ANOTHER: &str = "another";

/// The second stage.
pub fn view(screen: Screen, given: &Given, preview: &Preview) -> AnyView {
    let parts = [&preview.new, &preview.changed, &preview.both, &preview.deleted, &preview.revived];
    let count = parts.iter().map(|part| words::total(part)).sum::<u64>() + preview.files.count;
    let other = match preview.whose {
        Whose::Other(profile) => Some(profile),
        _ => None,
    };
    let answer = RwSignal::new(String::new());
    let action = match (count, &preview.source) {
        (0, _) => tr::import::all_here(),
        (count, Source::Cairn) => tr::import::do_restore(count),
        (count, _) if preview.files.count > 0 => tr::import::do_import(count),
        _ => tr::import::do_import_what(&words::amounts(&words::together(parts))),
    };
    let told = told(given, preview);
    let source = preview.source.clone();
    let unanswered = RwSignal::new(None::<String>);
    let lying = words::total(&preview.trashed);
    let short = room::is_short(preview.room.as_ref());
    let held = Signal::derive(move || short || screen.work.is_running().get());
    let answers = Answers::of(preview);
    let own = matches!(preview.source, Source::Cairn);
    let plain = move || if own { Some(Join::Plain) } else { answers.taken(false).map(Join::Parts) };
    let (again, lying_given, lying_source) = (given.clone(), given.clone(), preview.source.clone());
    let lying_told = Told { parts: summary::with_trash_back(told.parts.clone()), ..told.clone() };
    let back_button = (lying > 0).then(|| {
        let bring = move || {
            let chosen = Chosen { source: lying_source.clone(), told: lying_told.clone(), other: None };
            if let Some(taken) = answers.taken(true) {
                accept(screen, lying_given.clone(), chosen, "", Join::Parts(taken));
            }
        };
        view! { <Button label=tr::import::bring_back(lying) wide=true big=true held=held on_press=bring/> }
    });
    let given = given.clone();
    let asking = RwSignal::new(false);
    let doubts = doubts(preview);
    let doubtful = !doubts.is_empty();
    let go = move || {
        let chosen = Chosen { source: source.clone(), told: told.clone(), other };
        if let Some(plain) = plain() {
            accept(screen, given.clone(), chosen, &answer.get_untracked(), plain);
        }
    };
    let sure = go.clone();
    let accept = move || {
        if other.is_some() && answer.with_untracked(String::is_empty) {
            return unanswered.set(Some(tr::import::answer_first()));
        }
        if plain().is_none() {
            return;
        }
        // What may be another file than she means is asked about before anything is written.
        if doubtful {
            return asking.set(true);
        }
        go();
    };
    let accept_button = (count > 0 || other.is_some()).then(|| {
        view! {
            <Button
                label=action.clone()
                kind=ButtonKind::Main
                wide=true
                big=true
                held=held
                on_press=accept
            />
        }
    });
    let hash = preview.hash.clone();
    view! {
        <div class="stack tight">
            <Heading text=tr::import::look()/>
            <p class="muted">{about(preview)}" "{tr::import::nothing_yet()}</p>
        </div>
        {other.map(|_| ask(answer, unanswered))}
        {matches!(preview.whose, Whose::Adopted(_)).then(|| view! { <Note><p>{tr::import::adopted()}</p></Note> })}
        {summary::view(&summary::of_preview(preview))}
        {files(preview)}
        {answers.view()}
        {room::view(preview.room.as_ref(), move || screen.preview(again.clone()))}
        {texts(preview)}
        {problems(preview.left_out, &preview.problems)}
        {doubtful.then(|| doubted(own, &doubts, asking, sure))}
        {(count == 0 && lying == 0 && other.is_none()).then(|| view! { <Note kind=NoteKind::Ok><p>{tr::import::all_here()}</p></Note> })}
        <Busy task=screen.work.task()/>
        <div class="stack">
            {accept_button}
            {back_button}
            <Button label=tr::import::leave() wide=true big=true on_press=move || screen.to(Stage::Choose)/>
        </div>
        <Disclosure summary=tr::import::details()>
            <p class="cap">{tr::storage::fingerprint()}" "<bdi class="hash" dir="ltr">{hash}</bdi></p>
        </Disclosure>
    }
    .into_any()
}

/// What is brought in: what kind of file, what was told of it, and the other profile that it may be of.
struct Chosen {
    source: Source,
    told: Told,
    other: Option<ProfileId>,
}

fn accept(screen: Screen, given: Given, chosen: Chosen, answer: &str, plain: Join) {
    let Chosen { source, told, other } = chosen;
    let elsewhere = other.filter(|_| answer == ANOTHER).map(profiles::database_of);
    let join = if other.is_some() && answer == SAME { Join::SamePerson } else { plain };
    let open = elsewhere.clone();
    let again = given.clone();
    let then = move |answer, _| match answer {
        Answer::Imported(imported) => screen.done(Done { source, imported, elsewhere, told }),
        // The file is another one since it was looked at.
        Answer::Sealed(sealed) => screen.locked(again, &sealed),
        _ => {}
    };
    match open {
        Some(database) => screen.work.run_in(database, Request::Import(Join::Plain), given, then),
        None => screen.work.run_with(Request::Import(join), given, then),
    }
}

fn told(given: &Given, preview: &Preview) -> Told {
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

/// Why this may not be the file that she means, each in a sentence, and of a backup what comes of it all the same.
#[allow(clippy::cast_precision_loss)] // milliseconds since 1970
fn doubts(preview: &Preview) -> Vec<String> {
    let day = |ms: i64| i18n::date(ms as f64, DateStyle::Long);
    let one = |doubt: &Doubt| match doubt {
        Doubt::Smaller(sizes) => tr::preview::smaller(sizes.there, sizes.here),
        Doubt::Older(latest) => tr::preview::older(&day(preview.made_ms), &day(*latest)),
        Doubt::Other(count) => tr::differences::other_bank(*count),
    };
    let mut said: Vec<String> = preview.doubts.iter().map(one).collect();
    if !said.is_empty() && matches!(preview.source, Source::Cairn) {
        said.push(tr::preview::loses_nothing());
    }
    said
}

/// The doubts, and the question when it is joined all the same; `own` of a backup.
fn doubted(own: bool, doubts: &[String], asking: RwSignal<bool>, sure: impl Fn() + Send + Sync + 'static) -> AnyView {
    let (title, action) = if own {
        (tr::preview::doubt_title(), tr::preview::join_anyway())
    } else {
        (tr::differences::other_bank_title(), tr::differences::other_bank_anyway())
    };
    let text = doubts.join(" ");
    view! {
        {warning(doubts)}
        <Confirm open=asking title text action on_confirm=sure/>
    }
    .into_any()
}

fn warning(doubts: &[String]) -> AnyView {
    let said: Vec<AnyView> = doubts.iter().map(|said| view! { <p>{said.clone()}</p> }.into_any()).collect();
    view! { <Note kind=NoteKind::Warn>{said}</Note> }.into_any()
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
