//! Why she wants it, in her own voice. If it was written on two devices, both versions are shown and
//! the next edit begins from all of them.

use super::detail::{Shown, pick, pick_now};
use crate::browser::focus;
use crate::i18n::tr;
use crate::session::{self, save_on_leaving, settle};
use crate::ui::{Button, ButtonKind, Section, TextField, TextKind, Voice};
use cairn_domain::{
    command::Command,
    goal::command::{Command as Act, Edit},
    id::GoalId,
    noun::Text,
};
use leptos::prelude::*;

const FIELD: &str = "why";

/// The section.
pub fn section(id: GoalId, detail: Shown) -> AnyView {
    let text = Memo::new(move |_| pick(detail, |detail| detail.goal.why.clone()));
    let editing = RwSignal::new(false);
    let begin = move || {
        editing.set(true);
        focus::by_id(FIELD);
    };
    let content = move || {
        if editing.get() {
            return form(id, editing, detail);
        }
        let empty = text.with(Text::is_empty);
        let label = if empty { tr::goals::write_why() } else { tr::common::edit() };
        let described = (!empty).then(|| tr::goals::edit_named(&tr::goals::why()));
        view! {
            {versions(&text.get())}
            <Button label kind=ButtonKind::Quiet described on_press=move |()| begin()/>
        }
        .into_any()
    };
    view! { <Section title=tr::goals::why() tight=true>{content}</Section> }.into_any()
}

/// Every version of a text, the one written last first.
pub fn versions(text: &Text) -> AnyView {
    let mut versions: Vec<_> = text.versions.values().collect();
    versions.sort();
    let mut texts = versions.into_iter().rev().map(|version| version.text.clone());
    let first = texts.next().map(|text| view! { <Voice text/> });
    let others: Vec<AnyView> =
        texts.map(|text| view! { <p class="cap">{tr::goals::another_version()}</p><Voice text/> }.into_any()).collect();
    let said = (!others.is_empty()).then(|| view! { <p class="cap">{tr::goals::versions_text()}</p> });
    view! { {first}{others}{said} }.into_any()
}

/// What an edit begins with: all versions, so that none is lost by saving.
pub fn begun(text: &Text) -> String {
    let mut versions: Vec<_> = text.versions.values().collect();
    versions.sort();
    let texts: Vec<&str> = versions.into_iter().rev().map(|version| version.text.as_str()).collect();
    texts.join("\n\n")
}

fn form(id: GoalId, editing: RwSignal<bool>, detail: Shown) -> AnyView {
    let opened = pick_now(detail, |detail| detail.goal.why.clone());
    let (before, dots) = (begun(&opened), opened.dots());
    let text = RwSignal::new(before.clone());
    let error = RwSignal::new(None::<String>);
    let why = move |text: String| Edit::Why { opened: dots.clone(), text: text.trim().to_owned() };
    let settled = save_on_leaving(text, before, {
        let why = why.clone();
        move |written| Command::Goal(Act::Edit(id, vec![why(written)]))
    });
    let end = move || {
        settled.set(true);
        editing.set(false);
    };
    let save = move || {
        settled.set(true);
        let edits = vec![why(text.get_untracked())];
        session::run_then(Command::Goal(Act::Edit(id, edits)), move |result| {
            if result.is_err() {
                let _ = settled.try_set(false);
            }
            settle(error, move |_| end())(result);
        });
    };
    view! {
        <div class="stack wide">
            <TextField
                label=tr::goals::why_label()
                hint=tr::goals::why_hint()
                kind=TextKind::Voice
                id=FIELD
                value=text
                error=error
                on_input=move |(written,)| text.set(written)
            />
            <div class="line">
                <Button label=tr::common::save() kind=ButtonKind::Main on_press=move |()| save()/>
                <Button label=tr::common::cancel() on_press=move |()| end()/>
            </div>
        </div>
    }
    .into_any()
}
