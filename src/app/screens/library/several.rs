//! Several links at once: a pasted text, the links that the worker finds in it, and those of them that she chooses. They
//! come in together and go together with one Undo. Nothing is fetched.

use crate::browser::{files::ChosenFile, focus};
use crate::i18n::{list as joined, tr};
use crate::route::{self, Route};
use crate::session::{self, jobs::Work, words as said};
use crate::ui::{Busy, Button, ButtonKind, CheckField, Icon, Note, NoteKind, TextField, TextKind};
use cairn_domain::{
    command::Command,
    resource::{
        command::{self, Pasted},
        link as address,
    },
};
use cairn_worker::protocol::{Answer, Known, Link, Links, Request};
use leptos::prelude::*;
use std::sync::Arc;

const FIELD: &str = "several-links";
const FOUND: &str = "several-found";
const ADD: &str = "several-add";

/// Whether a pasted text holds more than one link, so that one field is not enough for it.
pub fn are_several(text: &str) -> bool {
    let begins = |word: &&str| {
        let word = word.to_ascii_lowercase();
        ["http://", "https://", "www."].iter().any(|start| word.contains(start))
    };
    let alone = |line: &&str| !line.contains(char::is_whitespace) && line.contains('.') && address::check(line).is_ok();
    let links = text.split_whitespace().filter(begins).count();
    links > 1 || text.lines().map(str::trim).filter(|line| !line.is_empty()).filter(alone).count() > 1
}

/// The form with `pasted` in its field. What holds links is read at once; `leave` goes back to one link.
pub fn view(pasted: String, leave: Callback<()>) -> AnyView {
    let text = RwSignal::new(pasted);
    let found = RwSignal::new(None::<Arc<Links>>);
    let work = Work::new();
    let look = move || {
        let file = text.with_untracked(|text| ChosenFile::of_text("links.txt", text));
        work.run(Request::Links, file, move |answer, _| {
            if let Answer::Links(links) = answer
                && found.try_set(Some(Arc::new(links))).is_none()
            {
                focus::by_id(FOUND);
            }
        });
    };
    if text.with_untracked(|text| are_several(text)) {
        look();
    } else {
        focus::go_to(FIELD);
    }
    let write = move || {
        view! {
            <div class="stack">
                <TextField
                    label=tr::several::field()
                    hint=tr::several::hint()
                    kind=TextKind::Voice
                    rows=8
                    id=FIELD.to_owned()
                    value=text
                    on_input=move |typed: String| text.set(typed)
                />
                <Busy task=work.task()/>
                <div class="line">
                    <Button
                        label=tr::several::look()
                        kind=ButtonKind::Main
                        held=Signal::derive(move || text.with(|text| text.trim().is_empty()) || work.is_running().get())
                        on_press=look
                    />
                    <Button label=tr::several::one() on_press=move || leave.run(())/>
                </div>
            </div>
        }
        .into_any()
    };
    let change = move || {
        found.set(None);
        focus::go_to(FIELD);
    };
    view! {
        <section class="stack">
            {move || match found.get() {
                None => write(),
                Some(links) => choose(&links, Callback::new(move |()| change())),
            }}
        </section>
    }
    .into_any()
}

/// What was found, each to be taken or left.
fn choose(links: &Links, change: Callback<()>) -> AnyView {
    let fresh = |link: &Link| matches!(link.known, Known::No);
    let chosen = RwSignal::new(links.links.iter().map(fresh).collect::<Vec<bool>>());
    let count = Memo::new(move |_| chosen.with(|chosen| chosen.iter().filter(|on| **on).count()));
    let error = RwSignal::new(None::<String>);
    let pasted: Vec<Pasted> =
        links.links.iter().map(|link| Pasted { title: link.title.clone(), link: link.address.clone() }).collect();
    let add = move || {
        let taken = chosen.with_untracked(|chosen| {
            pasted.iter().zip(chosen).filter(|(_, on)| **on).map(|(link, _)| link.clone()).collect::<Vec<_>>()
        });
        if taken.is_empty() {
            return error.set(Some(tr::several::choose_one()));
        }
        session::run_then(Command::Resource(command::Command::AddLinks(taken)), move |result| match result {
            Ok(_) => route::replace(Route::Library),
            Err(failure) => error.set(Some(said::error(&failure))),
        });
    };
    let rows: Vec<AnyView> = links.links.iter().enumerate().map(|(at, link)| row(at, link, chosen)).collect();
    let none = rows.is_empty();
    view! {
        <div class="stack tight">
            <h2 id=FOUND tabindex="-1">{tr::several::found(links.links.len())}</h2>
            <p class="muted">{if none { tr::several::none() } else { tr::several::nothing_yet() }}</p>
        </div>
        {told(links)}
        {(!none).then(|| view! { <div class="list">{rows}</div> })}
        <div role="alert">
            {move || error.get().map(|error| view! { <p class="error">{Icon::Warn.small()}<span>{error}</span></p> })}
        </div>
        <div class="line">
            {(!none).then(|| {
                view! {
                    <Button
                        id=ADD
                        label=Signal::derive(move || tr::several::add(count.get()))
                        kind=ButtonKind::Main
                        icon=Icon::Check
                        on_press=add
                    />
                }
            })}
            <Button label=tr::several::change() on_press=move || change.run(())/>
        </div>
    }
    .into_any()
}

fn row(at: usize, link: &Link, chosen: RwSignal<Vec<bool>>) -> AnyView {
    // An address has its own direction.
    let mut hints = vec![["\u{2066}", link.address.as_str(), "\u{2069}"].concat()];
    hints.extend(match &link.known {
        Known::No => None,
        Known::Here(title) => Some(tr::several::here(title)),
        Known::Trashed(title) => Some(tr::several::trashed(title)),
    });
    hints.extend((link.again > 0).then(|| tr::several::again(link.again)));
    view! {
        <CheckField
            label=link.title.clone()
            hint=hints.join(" · ")
            checked=Signal::derive(move || chosen.with(|chosen| chosen.get(at).copied().unwrap_or(false)))
            on_change=move |on: bool| {
                chosen.update(|chosen| {
                    if let Some(one) = chosen.get_mut(at) {
                        *one = on;
                    }
                });
            }
        />
    }
    .into_any()
}

/// What is left out, and why.
fn told(links: &Links) -> Option<AnyView> {
    let here = links.links.iter().filter(|link| !matches!(link.known, Known::No)).count();
    let numbers: Vec<String> = links.lines.iter().map(|number| tr::several::line(*number)).collect();
    let untold = links.without.saturating_sub(numbers.len() as u64);
    let mut told = Vec::new();
    told.extend((here > 0).then(|| tr::several::doubles(here)));
    if links.without > 0 {
        let named = [joined(&numbers)].into_iter().chain((untold > 0).then(|| tr::several::lines_more(untold)));
        told.push(tr::several::without(links.without, &named.collect::<Vec<_>>().join(" ")));
    }
    told.extend((links.more > 0).then(|| tr::several::more(links.more)));
    (!told.is_empty()).then(|| {
        let said = told.into_iter().map(|one| view! { <p>{one}</p> }).collect_view();
        view! { <Note kind=NoteKind::Info>{said}</Note> }.into_any()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn several_links_are_told_from_one() {
        for (text, expected) in [
            ("https://a.example/1", false),
            ("Cells: https://a.example/1", false),
            ("https://a.example/1\nhttps://a.example/2", true),
            ("One https://a.example/1 two HTTP://a.example/2", true),
            ("a.example/1\r\n\r\nb.example/2\r\n", true),
            ("www.a.example and (www.b.example)", true),
            ("A first line.\nA second one.", false),
            ("3.14\n2.72", false),
            ("", false),
        ] {
            assert_eq!(are_several(text), expected, "{text}");
        }
    }
}
