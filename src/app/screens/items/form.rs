//! The form of an item: writing new ones, one after the other, and changing one. What stands in it when it is left by going
//! elsewhere is saved as far as it can be; what cannot be an item yet is kept for when she comes back.

use super::draft::{self, Spot};
use super::fields::{Fields, NEW_DECK, field_id, lack_words};
use super::{enclose, look, parts, words};
use crate::browser::focus;
use crate::i18n::tr;
use crate::route::{ItemFor, Link, Route};
use crate::session::{self, AppError, alarm, words as said};
use crate::ui::{Button, ButtonKind, Disclosure, Icon, Note, NoteKind, SelectField, Sheet, letters_of_markdown, live};
use cairn_domain::{
    change::Reply,
    command::Command,
    error::{Place, Rejection},
    id::{CompetencyId, DeckId, ItemId, ResourceId},
    item::{
        Form, Item,
        command::{self, ANSWERS_MAX, Edit},
    },
    text,
};
use leptos::prelude::*;
use std::cell::RefCell;

thread_local! {
    /// What was written and could not be an item yet: it has no question.
    static KEPT: RefCell<Option<Item>> = const { RefCell::new(None) };
}

/// Writing new items, each ends in an empty form for the next; `wanted` is what they are for.
pub fn add(wanted: Option<(ItemFor, String)>) -> AnyView {
    let kept = if wanted.is_none() { KEPT.take() } else { None };
    let came_back = kept.is_some();
    let fields = Fields::of(&kept.unwrap_or_else(|| begun(wanted)), false);
    let under_way = RwSignal::new(false);
    let saved = RwSignal::new(None::<(ItemId, String)>);
    let save = move |()| {
        if under_way.get_untracked() {
            return;
        }
        let Some(item) = whole(fields, false) else { return };
        under_way.set(true);
        // Read now: the form may be gone when its deck has been made.
        let both_ways = fields.both_ways.get_untracked();
        with_deck(fields, under_way, item, move |item| {
            session::run_then(added(&item, both_ways), move |result| {
                let _ = under_way.try_set(false);
                match result.map(|commit| commit.reply) {
                    Ok(Reply::Created(id)) => {
                        let _ = saved.try_set(Some((ItemId(id), item.title())));
                        if !fields.form.is_disposed() {
                            fields.fill(&draft::next(&item));
                            focus::go_to(field_id(Spot::Prompt));
                        }
                    }
                    Ok(_) => {}
                    Err(error) => refuse_or_keep(fields, &item, &error),
                }
            });
        });
    };
    on_cleanup(move || {
        let (item, _) = fields.read();
        if under_way.get_untracked() || draft::is_blank(&item) {
            return;
        }
        if item.prompt.trim().is_empty() {
            KEPT.set(Some(item));
        } else {
            run_behind(added(&item, fields.both_ways.get_untracked()), item);
        }
    });
    focus::by_id(field_id(Spot::Prompt));
    view! {
        <div class="stack loose">
            {came_back.then(|| view! { <Note kind=NoteKind::Info><p>{tr::items::kept()}</p></Note> })}
            {move || saved.get().map(|(id, title)| view! {
                <p class="cap">
                    <Link to=Route::Item(id.to_string())>{tr::items::saved(&letters_of_markdown(&title))}</Link>
                </p>
            })}
            {all(fields)}
            <div class="saving">
                <Button label=tr::common::save() kind=ButtonKind::Main wide=true big=true icon=Icon::Check held=under_way on_press=save/>
            </div>
        </div>
    }
    .into_any()
}

/// Changing an item; `editing` ends when it is saved or left.
pub fn edit(item: &Item, both_ways: bool, editing: RwSignal<bool>) -> AnyView {
    let id = item.id;
    let fields = Fields::of(item, both_ways);
    let opened = StoredValue::new(fields.read().0);
    // What came without its key may be changed without it.
    let lacking = draft::lack(item).is_some();
    let settled = RwSignal::new(false);
    let changes = move |item: &Item| opened.with_value(|opened| draft::difference(opened, item));
    let turned = move || Some(fields.both_ways.get_untracked()).filter(|now| *now != both_ways);
    let save = move |()| {
        if settled.get_untracked() {
            return;
        }
        let Some(item) = whole(fields, lacking) else { return };
        settled.set(true);
        let (opened, turned) = (opened.get_value(), turned());
        with_deck(fields, settled, item, move |item| {
            let commands = commands(id, draft::difference(&opened, &item), turned);
            run_all(commands, move |result| match result {
                Ok(()) => {
                    let _ = editing.try_set(false);
                }
                Err(error) => {
                    let _ = settled.try_set(false);
                    refuse_or_keep(fields, &item, &error);
                }
            });
        });
    };
    let leave = move |()| {
        settled.set(true);
        editing.set(false);
    };
    on_cleanup(move || {
        if settled.get_untracked() {
            return;
        }
        let (item, fault) = fields.read();
        let mut edits = changes(&item);
        // What cannot be written leaves what was there.
        let number = |edit: &Edit| matches!(edit, Edit::Number(_) | Edit::Tolerance(_) | Edit::Relative(_));
        edits.retain(|edit| match edit {
            Edit::Prompt(prompt) => !prompt.trim().is_empty(),
            // A new deck is made by Save alone; until then it stays where it is.
            Edit::Deck(_) => fields.deck.with_untracked(|deck| deck != NEW_DECK),
            edit => fault.is_none() || !number(edit),
        });
        for command in commands(id, edits, turned()) {
            run_behind(command, item.clone());
        }
    });
    view! {
        <div class="stack loose">
            {all(fields)}
            <div class="saving line">
                <Button label=tr::common::save() kind=ButtonKind::Main on_press=save/>
                <Button label=tr::common::cancel() on_press=leave/>
            </div>
        </div>
    }
    .into_any()
}

/// An item of which only that is known for which it is written.
fn begun(wanted: Option<(ItemFor, String)>) -> Item {
    let mut item = draft::blank();
    match wanted {
        Some((ItemFor::Deck, id)) => item.deck = DeckId::parse(&id),
        Some((ItemFor::Skill, id)) => {
            item.competencies = CompetencyId::parse(&id).map(|id| (id, 0)).into_iter().collect();
        }
        Some((ItemFor::Resource, id)) => item.resource = ResourceId::parse(&id),
        None => {}
    }
    item
}

fn all(fields: Fields) -> AnyView {
    let looking = RwSignal::new(false);
    let enclosing = enclose::sheet(field_id(Spot::Prompt), Signal::derive(move || words::prompt(fields.form.get())));
    let more = fields.read().0;
    // What is there is in sight.
    let filled = !(more.explanation.is_empty() && more.hints.is_empty() && more.tags.is_empty());
    view! {
        <SelectField
            label=tr::items::form()
            hint=Signal::derive(move || words::form_hint(fields.form.get()))
            choices=Signal::stored(words::forms())
            value=Signal::derive(move || fields.form.get().name().to_owned())
            on_change=move |name: String| fields.form.set(Form::from_name(&name).unwrap_or_default())
        />
        {parts::prompt(fields)}
        {parts::by_form(fields)}
        {parts::deck(fields)}
        <Disclosure summary=tr::items::more() open=filled>
            <div class="stack loose">{parts::further(fields)}</div>
        </Disclosure>
        <div class="line">
            <Button label=tr::items::preview() kind=ButtonKind::Quiet icon=Icon::Card on_press=move |()| looking.set(true)/>
        </div>
        <Sheet open=looking title=tr::items::preview()>{move || look::shown(&fields.read().0)}</Sheet>
        {enclosing}
    }
    .into_any()
}

/// What the fields say if it can be asked, or may be lacking something; else what is wrong is shown at its field.
fn whole(fields: Fields, lacking: bool) -> Option<Item> {
    let (item, fault) = fields.read();
    let misfit = || draft::misfit(&item).map(|(spot, rule)| (spot, said::error(&AppError::Rule(rule))));
    let many = || {
        let lists = [(Spot::Accepted, &item.accepted), (Spot::Rejected, &item.rejected)];
        let (spot, _) = lists.into_iter().find(|(_, list)| list.len() > ANSWERS_MAX)?;
        Some((spot, tr::items::too_many(ANSWERS_MAX)))
    };
    let lack = || draft::lack(&item).filter(|_| !lacking).map(|(spot, lack)| (spot, lack_words(lack)));
    let deck = || {
        let name = fields.deck_name.get_untracked();
        let new = fields.deck.with_untracked(|deck| deck == NEW_DECK);
        let rule = new.then(|| text::title(&name).map_err(Rejection::text(Place::Title)).err()).flatten();
        rule.map(|rule| (Spot::Deck, said::error(&AppError::Rule(rule))))
    };
    match fault.or_else(misfit).or_else(many).or_else(lack).or_else(deck) {
        Some((spot, words)) => {
            fields.show(spot, words);
            None
        }
        None => {
            fields.fault.set(None);
            Some(item)
        }
    }
}

/// Goes on with the item in its deck, which is made first if it is a new one.
fn with_deck(fields: Fields, under_way: RwSignal<bool>, item: Item, then: impl FnOnce(Item) + 'static) {
    if fields.deck.with_untracked(|deck| deck != NEW_DECK) {
        return then(item);
    }
    let make = command::Command::AddDeck { title: fields.deck_name.get_untracked(), parent: None };
    session::run_then(Command::Item(make), move |result| match result.map(|commit| commit.reply) {
        Ok(Reply::Created(id)) => {
            let _ = fields.deck.try_set(id.to_string());
            then(Item { deck: Some(DeckId(id)), ..item });
        }
        Ok(_) => {}
        Err(error) => {
            let _ = under_way.try_set(false);
            if fields.form.is_disposed() {
                alarm::keep(text_of(&item));
            } else if let AppError::Rule(_) = error {
                fields.show(Spot::Deck, said::error(&error));
            }
        }
    });
}

fn added(item: &Item, both_ways: bool) -> Command {
    let begun = Item { form: item.form, prompt: item.prompt.clone(), ..draft::blank() };
    let more = draft::difference(&begun, item);
    Command::Item(command::Command::Add { form: item.form, prompt: item.prompt.clone(), more, both_ways })
}

fn commands(id: ItemId, edits: Vec<Edit>, both_ways: Option<bool>) -> Vec<Command> {
    let edit = (!edits.is_empty()).then_some(command::Command::Edit(id, edits));
    let turn = both_ways.map(|on| command::Command::BothWays(id, on));
    edit.into_iter().chain(turn).map(Command::Item).collect()
}

/// Runs commands in their order until one is refused.
fn run_all(commands: Vec<Command>, then: impl FnOnce(Result<(), AppError>) + 'static) {
    let mut rest = commands.into_iter();
    let Some(first) = rest.next() else { return then(Ok(())) };
    let rest: Vec<Command> = rest.collect();
    session::run_then(first, move |result| match result {
        Ok(_) => run_all(rest, then),
        Err(error) => then(Err(error)),
    });
}

/// Saves what stood in a form that is gone.
fn run_behind(command: Command, item: Item) {
    session::run_then(command, move |result| match result {
        Err(AppError::Machine(_) | AppError::NotHere) => alarm::keep(text_of(&item)),
        Err(error @ AppError::Rule(_)) if error != AppError::Rule(Rejection::Missing) => {
            live::toast(said::error(&error), None);
            alarm::keep(text_of(&item));
        }
        _ => {}
    });
}

fn text_of(item: &Item) -> String {
    [item.prompt.as_str(), item.answer.as_str()].join("\n\n")
}

/// Says why it was not saved; with a form that is gone, its text is kept where she can have it again.
fn refuse_or_keep(fields: Fields, item: &Item, error: &AppError) {
    if fields.form.is_disposed() {
        alarm::keep(text_of(item));
    } else {
        refuse(fields, error);
    }
}

fn refuse(fields: Fields, error: &AppError) {
    if let AppError::Rule(_) = error {
        fields.show(Spot::Prompt, said::error(error));
    }
}
