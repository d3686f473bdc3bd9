//! In which fields a thing here and a file differ: what each says here and what in the file, one below the other, and
//! which of them stay because she edited them.

use crate::i18n::{self, list, tr};
use crate::ui::Own;
use cairn_domain::kind::Kind;
use cairn_worker::protocol::{Differing, Said, Shown};
use leptos::prelude::*;

/// The fields of one thing; nothing where none is told.
pub fn view(one: &Shown) -> Option<AnyView> {
    if one.differs.is_empty() && one.more == 0 {
        return None;
    }
    let fields: Vec<AnyView> = one.differs.iter().map(|field| self::field(one.kind, field)).collect();
    let more = (one.more > 0).then(|| view! { <p class="cap">{tr::differences::more(one.more)}</p> });
    Some(view! { <div class="stack tight">{fields}{more}</div> }.into_any())
}

fn field(kind: Kind, field: &Differing) -> AnyView {
    let label = label(kind, &field.field);
    let named = label.clone();
    let stays = field.stays.then(|| view! { " · "{tr::differences::stays()} });
    let (here, there) = (said(&field.here), said(&field.there));
    view! {
        <div role="group" aria-label=named>
            <p class="cap"><b>{label}</b>{stays}</p>
            <p><span class="cap">{tr::differences::here()}": "</span>{here}</p>
            <p><span class="cap">{tr::differences::there()}": "</span>{there}</p>
        </div>
    }
    .into_any()
}

/// What a field says, in its own direction.
fn said(said: &Said) -> AnyView {
    match said {
        Said::Text(text) if !text.is_empty() => {
            let text = text.clone();
            view! { <Own text/> }.into_any()
        }
        said => view! { <span>{words(said)}</span> }.into_any(),
    }
}

/// The same as words of a line.
fn words(said: &Said) -> String {
    match said {
        Said::Text(text) if !text.is_empty() => isolated(text),
        Said::List(all) if !all.is_empty() => list(&all.iter().map(|one| isolated(one)).collect::<Vec<_>>()),
        Said::Nothing | Said::Text(_) | Said::List(_) => tr::differences::nothing(),
        Said::Truth(true) => tr::differences::yes(),
        Said::Truth(false) => tr::differences::no(),
        Said::Word(word) => self::word(word),
    }
}

/// The fields of one thing as lines of a text.
pub fn lines(one: &Shown) -> Vec<String> {
    let mut lines = Vec::new();
    for field in &one.differs {
        let label = label(one.kind, &field.field);
        let head = if field.stays { [label, tr::differences::stays()].join(" · ") } else { label };
        lines.push(["    ", &head].concat());
        lines.push(["        ", &tr::differences::here(), ": ", &words(&field.here)].concat());
        lines.push(["        ", &tr::differences::there(), ": ", &words(&field.there)].concat());
    }
    if one.more > 0 {
        lines.push(["    ", &tr::differences::more(one.more)].concat());
    }
    lines
}

/// A text that has its own direction within a line, and is one line.
pub fn isolated(text: &str) -> String {
    let line: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    i18n::isolated(&line)
}

/// What a field is called, as forms call it.
fn label(kind: Kind, name: &str) -> String {
    use tr::{differences as own, items};
    match name {
        "title" => own::title(),
        "link" => tr::library::link_field(),
        "author" | "creator" => tr::library::author(),
        "licence" => tr::library::licence(),
        "notes" => tr::library::notes(),
        "minutes" => tr::library::minutes_field(),
        "format" => tr::library::form(),
        "difficulty" => tr::library::difficulty(),
        "file" => own::file(),
        "form" => items::form(),
        "deck" => items::deck(),
        "parent" => own::parent(),
        "prompt" => items::question(),
        "answer" => items::answer(),
        "options" => items::options(),
        "right" => tr::sheet::field_right(),
        "matches" => items::pair_other(),
        "feedback" => items::feedback(),
        "accepted" => items::accepted(),
        "rejected" => items::rejected(),
        "marks" => items::marks(),
        "exact_spelling" => items::exact(),
        "number" => items::number(),
        "unit" if kind == Kind::ITEM => items::unit(),
        "tolerance" => items::tolerance(),
        "relative" => own::relative(),
        "unit_required" => items::unit_required(),
        "scoring" => items::scoring(),
        "explanation" => items::explanation(),
        "hints" => tr::sheet::field_hint(),
        "language" => tr::sheet::field_language(),
        "twin" => items::other_way(),
        "resource" => items::from_resource(),
        "suspended" => items::suspended(),
        "flag" => items::flagged(),
        "competencies" => items::skills(),
        "tags" | "keywords" | "subjects" => items::tags(),
        "description" | "statement" => own::description(),
        "code" => own::code(),
        "framework" => tr::trash::framework(),
        "scale" => tr::trash::scale(),
        "labels" => own::levels(),
        "weight" => own::weight(),
        "order" => own::order(),
        _ => own::other(),
    }
}

/// One of a closed list, by its name in files.
fn word(name: &str) -> String {
    use tr::{items, library};
    match name {
        "card" => items::card(),
        "cloze" => items::cloze(),
        "single" => items::single(),
        "multiple" => items::multiple(),
        "true_false" => items::true_false(),
        "short" => items::short(),
        "numeric" => items::numeric(),
        "ordering" => items::ordering(),
        "matching" => items::matching(),
        "open" => items::open(),
        "lenient" => items::marks_lenient(),
        "warn" => items::marks_warn(),
        "strict" => items::marks_strict(),
        "partial" => items::scoring_partial(),
        "whole" => items::scoring_whole(),
        "article" => library::article(),
        "video" => library::video(),
        "audio" => library::audio(),
        "book" => library::book(),
        "course" => library::course(),
        "document" => library::document(),
        _ => tr::differences::another(),
    }
}
