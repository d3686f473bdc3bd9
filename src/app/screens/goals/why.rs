//! Why she wants it, in her own voice. If it was written on two devices, the versions stand side by side, and
//! an edit begins from all of them.

use super::detail::{Shown, pick, pick_now};
use crate::browser::focus;
use crate::i18n::tr;
use crate::session::{
    self, save_on_leaving, settle,
    texts::{At, begun},
};
use crate::ui::{Button, ButtonKind, Section, TextField, TextKind};
use cairn_domain::{
    command::Command,
    goal::{
        Goal,
        command::{Command as Act, Edit},
    },
    id::GoalId,
    kind::Kind,
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
            {At::new(Kind::GOAL, id, Goal::WHY).shown(&text.get(), None)}
            <Button label kind=ButtonKind::Quiet described on_press=move |()| begin()/>
        }
        .into_any()
    };
    view! { <Section title=tr::goals::why() tight=true>{content}</Section> }.into_any()
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
