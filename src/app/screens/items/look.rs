//! An item as it looks: what is asked, what is right, and why. For reading, not for answering.

use super::draft;
use super::fields::lack_words;
use super::words;
use crate::i18n::{self, tr};
use crate::ui::{Icon, MarkdownPart, Note, NoteKind, Section, Tone, markdown, markdown_with};
use cairn_domain::item::{Form, Item, gaps};
use leptos::prelude::*;

/// The item.
pub fn shown(item: &Item) -> AnyView {
    let lack = draft::lack(item).map(|(_, lack)| {
        view! { <Note kind=NoteKind::Warn><p>{tr::items::without_key()}</p><p>{lack_words(lack)}</p></Note> }
    });
    let explanation = (!item.explanation.trim().is_empty()).then(|| {
        let text = markdown(&item.explanation, &item.language);
        view! { <Section title=tr::items::explanation() tight=true>{text}</Section> }
    });
    let hints: Vec<AnyView> =
        item.hints.iter().map(|hint| view! { <li>{markdown(hint, &item.language)}</li> }.into_any()).collect();
    let hints = (!hints.is_empty())
        .then(|| view! { <Section title=tr::items::hints() tight=true><ol class="md stack tight wide">{hints}</ol></Section> });
    let (title, asked, right) = (words::prompt(item.form), prompt(item), right(item));
    view! {
        <div class="stack loose wide">
            {lack}
            <Section title tight=true>{asked}</Section>
            {right}
            {explanation}
            {hints}
        </div>
    }
    .into_any()
}

/// What is asked; gaps are filled and marked.
fn prompt(item: &Item) -> AnyView {
    if item.form != Form::Cloze {
        return markdown(&item.prompt, &item.language);
    }
    let part = |piece: gaps::Piece<'_>| match piece {
        gaps::Piece::Text(text) => MarkdownPart::Text(text.to_owned()),
        gaps::Piece::Gap(gap) => {
            let (filled, hint) = (gap.filled().to_owned(), gap.hint.to_owned());
            let hint = (!hint.is_empty()).then(|| view! { <span class="cap">{format!(" ({hint})")}</span> });
            MarkdownPart::View(view! { <mark><bdi>{filled}</bdi></mark>{hint} }.into_any())
        }
    };
    markdown_with(gaps::pieces(&item.prompt).into_iter().map(part).collect(), &item.language)
}

/// What is right, as the form has it.
fn right(item: &Item) -> Option<AnyView> {
    let text = |text: &str| markdown(text, &item.language);
    let titled = |title: String, content: AnyView| view! { <Section title tight=true>{content}</Section> }.into_any();
    let list = |texts: &[String]| {
        let rows: Vec<AnyView> = texts.iter().map(|one| view! { <li>{text(one)}</li> }.into_any()).collect();
        view! { <ol class="md stack tight wide">{rows}</ol> }.into_any()
    };
    let plain = |texts: &[String]| {
        let rows: Vec<AnyView> =
            texts.iter().map(|one| view! { <li><bdi>{one.clone()}</bdi></li> }.into_any()).collect();
        view! { <ul class="md stack tight wide">{rows}</ul> }.into_any()
    };
    Some(match item.form {
        Form::Cloze => return None,
        Form::Card => titled(tr::items::back(), text(&item.answer)),
        Form::Open if item.answer.trim().is_empty() => return None,
        Form::Open => titled(tr::items::good_answer(), text(&item.answer)),
        Form::Single | Form::Multiple => titled(tr::items::options(), options(item)),
        Form::TrueFalse => {
            let said = match item.right.first() {
                Some(0) => tr::items::holds(),
                Some(_) => tr::items::holds_not(),
                None => return None,
            };
            titled(tr::items::answer(), view! { <p>{said}</p> }.into_any())
        }
        Form::Short => {
            let wrong = (!item.rejected.is_empty()).then(|| titled(tr::items::wrong(), plain(&item.rejected)));
            view! { {titled(tr::items::accepted(), plain(&item.accepted))}{wrong} }.into_any()
        }
        Form::Numeric => titled(tr::items::answer(), view! { <p><bdi>{number(item)}</bdi></p> }.into_any()),
        Form::Ordering => titled(tr::items::order(), list(&item.options)),
        Form::Matching => titled(tr::items::pairs(), pairs(item)),
    })
}

/// Each option with whether it is right, in words too, and what is said to who chooses it.
fn options(item: &Item) -> AnyView {
    let row = |(at, option): (u32, &String)| {
        let right = item.right.contains(&at);
        let said = usize::try_from(at).ok().and_then(|at| item.feedback.get(at)).filter(|said| !said.trim().is_empty());
        let said = said.map(|said| view! { <div class="muted">{markdown(said, &item.language)}</div> });
        let sign = if right { Icon::Check.toned(Tone::Ok) } else { view! { <span class="icon"></span> }.into_any() };
        view! {
            <li class="row">
                {sign}
                <div class="body">
                    {markdown(option, &item.language)}
                    {right.then(|| view! { <p class="cap">{tr::items::right()}</p> })}
                    {said}
                </div>
            </li>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = (0..).zip(&item.options).map(row).collect();
    view! { <ul class="list">{rows}</ul> }.into_any()
}

fn pairs(item: &Item) -> AnyView {
    let row = |(one, other): (&String, &String)| {
        let [one, other] = [one, other].map(|side| markdown(side, &item.language));
        view! { <tr><td>{one}</td><td>{other}</td></tr> }.into_any()
    };
    let rows: Vec<AnyView> = item.options.iter().zip(&item.matches).map(row).collect();
    view! { <div class="table"><table><tbody>{rows}</tbody></table></div> }.into_any()
}

/// "9.81 m/s² ± 0.05", with the tolerance that is the greater one as it was written.
fn number(item: &Item) -> String {
    let value = item.number.map(i18n::exact_number).unwrap_or_default();
    let slack = item.tolerance.map(|slack| format!("± {}", i18n::exact_number(slack)));
    let share = item.relative.map(|share| format!("± {}", i18n::percent_exact(share)));
    let parts = [Some(value), Some(item.unit.clone()), slack, share];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
