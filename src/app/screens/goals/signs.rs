//! The signs by which success is known: written, met, changed and taken away.

use super::detail::{Shown, pick};
use super::{act, words};
use crate::browser::focus;
use crate::i18n::tr;
use crate::session::{self, run_then, settle};
use crate::ui::{Button, ButtonKind, Icon, IconButton, RadioField, Row, Section, SelectField, Sheet, TextField, Tick};
use cairn_domain::{
    command::Command,
    goal::{Check, Criterion, command::Command as Act},
    id::GoalId,
    kind::Kind,
};
use leptos::prelude::*;

/// The field for a new sign.
pub const NEW_SIGN: &str = "new-sign";

/// The section.
pub fn section(id: GoalId, detail: Shown, refused: RwSignal<Option<String>>) -> AnyView {
    let signs = Memo::new(move |_| pick(detail, |detail| detail.signs.clone()));
    let edited = RwSignal::new(None::<Criterion>);
    let editing = RwSignal::new(false);
    let rows = move || {
        let row = |sign: Criterion| {
            row(sign, move |sign| {
                edited.set(Some(sign));
                editing.set(true);
            })
        };
        signs.get().into_iter().map(row).collect::<Vec<_>>()
    };
    view! {
        <Section title=tr::goals::signs() tight=true>
            <p class="cap">{tr::goals::signs_hint()}</p>
            <ul class="list">{rows}</ul>
            {new_form(id, refused)}
        </Section>
        <Sheet open=editing title=tr::goals::edit_sign()>
            {move || edited.get().map(|sign| edit_form(&sign, editing))}
        </Sheet>
    }
    .into_any()
}

fn row(sign: Criterion, edit: impl Fn(Criterion) + Send + Sync + 'static) -> AnyView {
    let (id, met, name) = (sign.id, sign.met_at, sign.text.clone());
    let facts = match met {
        Some(at) => tr::goals::met_on(&words::date(at.0)),
        None => words::checked(sign.check),
    };
    let label = tr::goals::met(&name);
    let tick = view! {
        <Tick label checked=Signal::stored(met.is_some()) on_toggle=move |(met,)| act(Act::MeetCriterion(id, met))/>
    };
    let edit_label = tr::goals::edit_named(&name);
    let trail = view! { <IconButton icon=Icon::Edit label=edit_label on_press=move |()| edit(sign.clone())/> };
    view! {
        <Row lead=tick.into_any() trail=trail.into_any()>
            <span class="name" dir="auto">{name}</span>
            <p class="cap">{facts}</p>
        </Row>
    }
    .into_any()
}

fn new_form(goal: GoalId, error: RwSignal<Option<String>>) -> AnyView {
    let text = RwSignal::new(String::new());
    let check = RwSignal::new(Check::Own.name().to_owned());
    let save = move || {
        let command =
            Act::AddCriterion { goal, text: text.get_untracked(), check: words::check_named(&check.get_untracked()) };
        let added = move |_: &_| {
            text.set(String::new());
            focus::by_id(NEW_SIGN);
        };
        run_then(Command::Goal(command), settle(error, added));
    };
    // Who checks is asked only once something is written: the field alone is enough to begin.
    let begun = Memo::new(move |_| text.with(|text| !text.trim().is_empty()));
    view! {
        <form
            class="stack wide"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <TextField
                label=tr::goals::new_sign()
                id=NEW_SIGN
                value=text
                error=error
                on_input=move |(written,)| text.set(written)
            />
            {move || {
                begun
                    .get()
                    .then(|| {
                        view! {
                            <SelectField
                                label=tr::goals::check()
                                choices=Signal::stored(words::check_choices())
                                value=check
                                on_change=move |(name,)| check.set(name)
                            />
                        }
                    })
            }}
            <Button label=tr::goals::add_sign() on_press=move |()| save()/>
        </form>
    }
    .into_any()
}

fn edit_form(sign: &Criterion, open: RwSignal<bool>) -> AnyView {
    let id = sign.id;
    let text = RwSignal::new(sign.text.clone());
    let check = RwSignal::new(sign.check.name().to_owned());
    let error = RwSignal::new(None::<String>);
    let save = move || {
        let check = words::check_named(&check.get_untracked());
        let command = Act::EditCriterion { id, text: text.get_untracked(), check };
        run_then(Command::Goal(command), settle(error, move |_| open.set(false)));
    };
    let remove = move || {
        open.set(false);
        session::run(Command::Trash(Kind::CRITERION, id.0));
    };
    view! {
        <div class="stack loose">
            <TextField label=tr::goals::sign_text() value=text error=error on_input=move |(written,)| text.set(written)/>
            <RadioField
                legend=tr::goals::check()
                choices=words::check_choices()
                value=check
                on_change=move |(name,)| check.set(name)
            />
            <div class="line">
                <Button label=tr::common::save() kind=ButtonKind::Main on_press=move |()| save()/>
                <Button label=tr::common::delete() kind=ButtonKind::Danger on_press=move |()| remove()/>
            </div>
        </div>
    }
    .into_any()
}
