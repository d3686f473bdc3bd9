//! What is shown once she has answered, after the question: how it went, the right answer beside hers, what is said to
//! who chose an option, and why it is right.

use super::asked::Asked;
use super::forms::{is_chosen, option};
use super::verdict::{self, Verdict, fits, is_right};
use super::written;
use crate::i18n::tr;
use crate::ui::{Icon, MarkdownPart, Tone, Voice};
use cairn_domain::item::{
    Form, Given, Graded, Item,
    gaps::{self, Piece},
};
use cairn_learning::schedule::ScheduleConfig;
use leptos::prelude::*;

/// The answer and why. `order` is how options were shown.
pub fn view(asked: &Asked, given: &Given, graded: Option<&Graded>, order: &[usize]) -> AnyView {
    let item = &asked.item;
    let head = graded.map(|graded| head(item, given, graded));
    let body = match item.form {
        Form::Card => card(item),
        Form::Open => open(item, given),
        Form::Single | Form::Multiple | Form::TrueFalse => options(item, given, order),
        Form::Short | Form::Numeric => typed(item, given, graded),
        Form::Cloze => cloze(item, given, graded),
        Form::Ordering => ordering(item, given),
        Form::Matching => matching(item, given),
    };
    let why = (!item.explanation.trim().is_empty()).then(|| {
        view! {
            <section class="stack tight why-right" aria-label=tr::practise::why()>
                <h2 class="eyebrow">{tr::practise::why()}</h2>
                {written::text(&item.explanation, item)}
            </section>
        }
    });
    view! {
        <section class="stack answer" aria-label=tr::practise::answer()>
            {head}
            <div class="wide">{body}</div>
        </section>
        {why}
    }
    .into_any()
}

/// What is said aloud when the answer appears.
pub fn said(asked: &Asked, given: &Given, graded: Option<&Graded>) -> String {
    let right = written::plain(&verdict::right_answer(&asked.item));
    match graded {
        None => tr::practise::answer_is(&right),
        Some(graded) if verdict::verdict(graded) == Verdict::Right => verdict::words(&asked.item, given, graded),
        Some(graded) => [verdict::words(&asked.item, given, graded), tr::practise::answer_is(&right)].join(" "),
    }
}

fn head(item: &Item, given: &Given, graded: &Graded) -> AnyView {
    let (icon, tone) = match verdict::verdict(graded) {
        Verdict::Right => (Icon::Check, Tone::Ok),
        Verdict::Partly => (Icon::Info, Tone::Info),
        Verdict::NotYet => (Icon::Undo, Tone::Warn),
    };
    view! { <p class="verdict">{icon.toned(tone)}<b>{verdict::words(item, given, graded)}</b></p> }.into_any()
}

/// The other side, under its name.
fn card(item: &Item) -> AnyView {
    view! {
        <div class="stack tight">
            <h2 class="eyebrow">{tr::practise::answer()}</h2>
            <div class=written::size(&item.answer)>{written::text(&item.answer, item)}</div>
        </div>
    }
    .into_any()
}

/// The right answer, and hers where it differs.
fn typed(item: &Item, given: &Given, graded: Option<&Graded>) -> AnyView {
    let hers = match given {
        Given::Typed(text) if graded.is_none_or(|graded| graded.grade.score < 1.0) => Some(text.trim().to_owned()),
        _ => None,
    };
    let wrong = graded.is_some_and(|graded| verdict::verdict(graded) != Verdict::Right);
    view! {
        <dl class="pair">
            <div><dt class="cap">{tr::practise::answer()}</dt><dd class="prompt">{own(&verdict::right_answer(item), item)}</dd></div>
            {hers.map(|hers| view! {
                <div>
                    <dt class="cap">{tr::practise::you_wrote()}</dt>
                    <dd class="prompt" class:wrong=wrong><bdi dir="auto">{hers}</bdi></dd>
                </div>
            })}
        </dl>
    }
    .into_any()
}

/// All options as they were shown: which are right, which were hers, and what is said to those who chose them.
fn options(item: &Item, given: &Given, order: &[usize]) -> AnyView {
    let rows: Vec<AnyView> = order.iter().map(|place| option_row(item, given, *place)).collect();
    view! { <ul class="list">{rows}</ul> }.into_any()
}

fn option_row(item: &Item, given: &Given, place: usize) -> AnyView {
    let (right, hers) = (is_right(item, place), is_chosen(given, place));
    let tag = match (right, hers) {
        (true, true) => Some(tr::practise::right_and_yours()),
        (true, false) => Some(tr::practise::right_option()),
        (false, true) => Some(tr::practise::your_choice()),
        (false, false) => None,
    };
    let sign = if right {
        Icon::Check.toned(Tone::Ok)
    } else if hers {
        Icon::Close.toned(Tone::Warn)
    } else {
        view! { <span class="icon"></span> }.into_any()
    };
    let feedback = item.feedback.get(place).filter(|text| (right || hers) && !text.trim().is_empty());
    view! {
        <li class="row">
            {sign}
            <div class="body">
                <div class=if right { "strong" } else if hers { "" } else { "muted" }>{option(item, place)}</div>
                {tag.map(|tag| view! { <p class="cap">{tag}</p> })}
                {feedback.map(|text| written::text(text, item))}
            </div>
        </li>
    }
    .into_any()
}

/// The text with its gaps filled rightly; what she wrote otherwise stands crossed out before it.
fn cloze(item: &Item, given: &Given, graded: Option<&Graded>) -> AnyView {
    let hers = |at: usize| match given {
        Given::Filled(texts) => texts.get(at).map(|text| text.trim().to_owned()).unwrap_or_default(),
        _ => String::new(),
    };
    let right = |at: usize| {
        let part = graded.and_then(|graded| graded.parts.get(at));
        part.is_some_and(|part| part.score >= ScheduleConfig::default().rating.hard_from)
    };
    let mut at = 0;
    let parts = gaps::pieces(&item.prompt).into_iter().map(|piece| match piece {
        Piece::Text(text) => MarkdownPart::Text(text.to_owned()),
        Piece::Gap(gap) => {
            at += 1;
            MarkdownPart::View(filled(gap.filled(), &hers(at - 1), right(at - 1)))
        }
    });
    view! { <div class=written::size(&item.prompt)>{written::with(parts.collect(), item)}</div> }.into_any()
}

fn filled(right: &str, hers: &str, was_right: bool) -> AnyView {
    let crossed = (!was_right && !hers.is_empty()).then(|| {
        view! { <span class="sr">{tr::practise::you_wrote()}" "</span><bdi class="wrong" dir="auto">{hers.to_owned()}</bdi>" " }
    });
    let said = if was_right { tr::practise::gap_right() } else { tr::practise::gap_is() };
    view! {
        <span class="filled" class:was-right=was_right>
            {crossed}
            <span class="sr">{said}" "</span>
            {was_right.then(|| Icon::Check.small())}
            <b><bdi dir="auto">{right.to_owned()}</bdi></b>
        </span>
    }
    .into_any()
}

/// The right order; where she had something elsewhere its place in hers.
fn ordering(item: &Item, given: &Given) -> AnyView {
    let hers = |place: usize| match given {
        Given::Placed(places) => places.iter().position(|placed| *placed == place),
        _ => None,
    };
    let row = |(place, text): (usize, &String)| {
        let moved = hers(place).filter(|at| *at != place).map(|at| tr::practise::you_placed(at + 1));
        let sign = match hers(place) {
            Some(at) if at == place => Icon::Check.toned(Tone::Ok),
            _ => view! { <span class="icon"></span> }.into_any(),
        };
        view! {
            <li class="row">
                {sign}
                <div class="body">{written::text(text, item)}{moved.map(|moved| view! { <p class="cap">{moved}</p> })}</div>
            </li>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = item.options.iter().enumerate().map(row).collect();
    view! { <p class="cap">{tr::practise::right_order()}</p><ol class="list numbered">{rows}</ol> }.into_any()
}

fn matching(item: &Item, given: &Given) -> AnyView {
    let hers = |at: usize| match given {
        Given::Paired(pairs) => pairs.get(at).copied().flatten(),
        _ => None,
    };
    let row = |at: usize| {
        let right = hers(at).is_some_and(|pair| fits(item, at, pair));
        let wrong = hers(at).filter(|_| !right).and_then(|pair| item.matches.get(pair)).map(|text| {
            view! { <p class="cap">{tr::practise::you_chose()}" "<bdi class="wrong" dir="auto">{written::plain(text)}</bdi></p> }
        });
        let sign = if right { Icon::Check.toned(Tone::Ok) } else { Icon::Undo.toned(Tone::Warn) };
        view! {
            <li class="row">
                {sign}
                <div class="body">
                    <div class="muted">{written::text(&item.options[at], item)}</div>
                    <div class="strong">{written::text(&item.matches[at], item)}</div>
                    {wrong}
                </div>
            </li>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = (0..item.pairs()).map(row).collect();
    view! { <ul class="list">{rows}</ul> }.into_any()
}

/// What a good answer holds, and what she wrote.
fn open(item: &Item, given: &Given) -> AnyView {
    let hers = match given {
        Given::Typed(text) if !text.trim().is_empty() => Some(text.clone()),
        _ => None,
    };
    let model = (!item.answer.trim().is_empty()).then(|| {
        view! { <div class="stack tight"><h2 class="eyebrow">{tr::practise::good_answer()}</h2>{written::text(&item.answer, item)}</div> }
    });
    view! {
        <div class="stack loose">
            {hers.map(|hers| view! { <div class="stack tight"><h2 class="eyebrow">{tr::practise::you_wrote()}</h2><Voice text=hers/></div> })}
            {model}
        </div>
    }
    .into_any()
}

fn own(text: &str, item: &Item) -> AnyView {
    view! { <bdi dir="auto" lang=written::language(item)>{text.to_owned()}</bdi> }.into_any()
}
