//! What a file would change, whose it is, and the two answers: bring it in, or leave everything.

use super::{Done, Screen, Stage};
use crate::i18n::{self, DateStyle, tr};
use crate::session::{
    jobs::{Given, words},
    named, profiles,
};
use crate::ui::{
    Busy, Button, ButtonKind, Choice, Confirm, Disclosure, Heading, Icon, Note, NoteKind, Own, RadioField, Row,
    Section, Tone,
};
use cairn_domain::{id::ProfileId, kind::Kind};
use cairn_worker::protocol::{
    Amount, Answer, Difference, Doubt, Join, Preview, Request, Shown, Source, Trouble, Whose,
};
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
    let source = preview.source.clone();
    let unanswered = RwSignal::new(None::<String>);
    let lying = if matches!(preview.source, Source::Cairn) { 0 } else { words::total(&preview.kept) };
    let (lying_given, lying_source) = (given.clone(), preview.source.clone());
    let back_button = (lying > 0).then(|| {
        let bring = move || accept(screen, lying_given.clone(), lying_source.clone(), None, "", Join::BringBack);
        view! { <Button label=tr::import::bring_back(lying) wide=true big=true held=screen.work.is_running() on_press=bring/> }
    });
    let given = given.clone();
    let asking = RwSignal::new(false);
    let doubts = doubts(preview);
    let doubtful = !doubts.is_empty();
    let go = move || accept(screen, given.clone(), source.clone(), other, &answer.get_untracked(), Join::Plain);
    let sure = go.clone();
    let accept = move || {
        if other.is_some() && answer.with_untracked(String::is_empty) {
            return unanswered.set(Some(tr::import::answer_first()));
        }
        // What may be an old copy is asked about before anything is written.
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
                held=screen.work.is_running()
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
        {summary(preview)}
        {files(preview)}
        {texts(preview)}
        {problems(preview.left_out, &preview.problems)}
        {doubtful.then(|| warning(&doubts))}
        <Confirm
            open=asking
            title=tr::preview::doubt_title()
            text=[doubts.as_slice(), &[tr::preview::loses_nothing()]].concat().join(" ")
            action=tr::preview::join_anyway()
            on_confirm=sure
        />
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

fn accept(screen: Screen, given: Given, source: Source, other: Option<ProfileId>, answer: &str, plain: Join) {
    let elsewhere = other.filter(|_| answer == ANOTHER).map(profiles::database_of);
    let join = if other.is_some() && answer == SAME { Join::SamePerson } else { plain };
    let open = elsewhere.clone();
    let again = given.clone();
    let then = move |answer, _| match answer {
        Answer::Imported(imported) => screen.to(Stage::Done(Done { source, imported, elsewhere })),
        // The file is another one since it was looked at.
        Answer::Sealed(sealed) => screen.locked(again, &sealed),
        _ => {}
    };
    match open {
        Some(database) => screen.work.run_in(database, Request::Import(Join::Plain), given, then),
        None => screen.work.run_with(Request::Import(join), given, then),
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

/// "3 were changed there".
type Name = fn(u64) -> String;

/// Each way in which the file differs: how many, of what, what happens to them, and the first by name.
fn summary(preview: &Preview) -> AnyView {
    use tr::{import, preview as said};
    let own = matches!(preview.source, Source::Cairn);
    let row = |icon: Icon, tone: Tone, of: &[Amount], which: Option<Difference>, name: Name, does: fn() -> String| {
        (!of.is_empty()).then(|| {
            let (name, what) = (name(words::total(of)), words::amounts(of));
            let trail = view! { {does()} }.into_any();
            let first = preview.named.iter().find(|named| Some(&named.difference) == which.as_ref());
            let first = first.map(|named| titles(&named.first, words::total(of)));
            view! {
                <Row icon tone trail>
                    <span class="name">{name}</span>
                    <p class="cap">{what}</p>
                    {first}
                </Row>
            }
            .into_any()
        })
    };
    let (changed, kept): (Name, Name) = if own { (said::changed, said::kept) } else { (import::changed, import::kept) };
    view! {
        <ul class="list">
            {row(Icon::Add, Tone::Ok, &preview.new, Some(Difference::New), import::new, import::new_does)}
            {row(Icon::In, Tone::Plain, &preview.changed, Some(Difference::Changed), changed, import::changed_does)}
            {row(Icon::Compare, Tone::Plain, &preview.both, Some(Difference::Both), said::both, said::both_does)}
            {row(Icon::Trash, Tone::Warn, &preview.deleted, Some(Difference::Deleted), said::deleted, said::deleted_does)}
            {row(Icon::Undo, Tone::Plain, &preview.revived, Some(Difference::Revived), said::revived, said::revived_does)}
            {row(Icon::Saved, Tone::Plain, &preview.kept, Some(Difference::Kept), kept, import::kept_does)}
            {row(Icon::Pin, Tone::Plain, &preview.only_here, None, said::only_here, said::only_here_does)}
            {row(Icon::Check, Tone::Plain, &preview.same, None, import::same, import::same_does)}
        </ul>
    }
    .into_any()
}

/// The first by name, by kind.
fn titles(first: &[Shown], total: u64) -> AnyView {
    let mut kinds: Vec<(Kind, Vec<String>)> = Vec::new();
    for one in first {
        match kinds.last_mut() {
            Some((kind, titles)) if *kind == one.kind => titles.push(one.title.clone()),
            _ => kinds.push((one.kind, vec![one.title.clone()])),
        }
    }
    let all = first.len() as u64 == total;
    let groups: Vec<AnyView> = kinds
        .into_iter()
        .map(|(kind, titles)| {
            let titles: Vec<AnyView> =
                titles.into_iter().map(|title| view! { <li><Own text=title/></li> }.into_any()).collect();
            view! { <p class="cap">{named::kind(kind)}</p><ul>{titles}</ul> }.into_any()
        })
        .collect();
    let summary = if all { tr::preview::which() } else { tr::preview::which_first() };
    view! { <Disclosure summary><div class="stack tight">{groups}</div></Disclosure> }.into_any()
}

/// Why this may not be the backup that she means, each in a sentence.
#[allow(clippy::cast_precision_loss)] // milliseconds since 1970
fn doubts(preview: &Preview) -> Vec<String> {
    let day = |ms: i64| i18n::date(ms as f64, DateStyle::Long);
    let one = |doubt: &Doubt| match doubt {
        Doubt::Smaller(sizes) => tr::preview::smaller(sizes.there, sizes.here),
        Doubt::Older(latest) => tr::preview::older(&day(preview.made_ms), &day(*latest)),
    };
    preview.doubts.iter().map(one).collect()
}

fn warning(doubts: &[String]) -> AnyView {
    let said: Vec<AnyView> = doubts.iter().map(|said| view! { <p>{said.clone()}</p> }.into_any()).collect();
    view! { <Note kind=NoteKind::Warn>{said}<p>{tr::preview::loses_nothing()}</p></Note> }.into_any()
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
            words::troubles(first).into_iter().map(|told| view! { <li dir="auto">{told}</li> }.into_any()).collect();
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
