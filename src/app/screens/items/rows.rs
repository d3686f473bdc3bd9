//! A list of texts that is written line by line: options, things in their order, pairs, hints. Lines are added, moved and
//! removed by buttons.

use super::draft::Spot;
use super::enclose;
use super::fields::{Line, Lines, field_id};
use crate::browser::focus;
use crate::i18n::tr;
use crate::ui::{Button, Disclosure, Icon, IconButton, TextField, TextKind, live};
use leptos::prelude::*;

/// What the lines are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Options of which one is right.
    OneRight,
    /// Options of which any number is right.
    SomeRight,
    /// Things in their order.
    Things,
    /// Both sides of pairs.
    Pairs,
    /// Hints.
    Hints,
}

impl What {
    fn legend(self) -> String {
        match self {
            Self::OneRight | Self::SomeRight => tr::items::options(),
            Self::Things => tr::items::things(),
            Self::Pairs => tr::items::pairs(),
            Self::Hints => tr::items::hints(),
        }
    }

    fn name(self, place: usize) -> String {
        match self {
            Self::OneRight | Self::SomeRight => tr::items::option(place),
            Self::Things => tr::items::thing(place),
            Self::Pairs => tr::items::pair(place),
            Self::Hints => tr::items::hint(place),
        }
    }

    fn add(self) -> String {
        match self {
            Self::OneRight | Self::SomeRight => tr::items::add_option(),
            Self::Things => tr::items::add_thing(),
            Self::Pairs => tr::items::add_pair(),
            Self::Hints => tr::items::add_hint(),
        }
    }

    fn spot(self) -> Spot {
        if self == Self::Hints { Spot::Hints } else { Spot::Options }
    }
}

/// The list; at most `most` lines.
pub fn rows(what: What, lines: Lines, most: usize, error: Signal<Option<String>>) -> AnyView {
    let full = move || lines.with(Vec::len) >= most;
    let add = move |()| {
        let key = lines.with_untracked(|lines| lines.iter().map(|line| line.key + 1).max().unwrap_or(0));
        lines.update(|lines| lines.push(Line { key, ..Line::default() }));
        focus::go_to(&text_id(what, key));
    };
    let id = field_id(what.spot());
    let error_id = [id, "-error"].concat();
    let described = error_id.clone();
    view! {
        <fieldset class="field" id=id tabindex="-1" aria-describedby=described>
            <legend>{what.legend()}</legend>
            <ol class="list">
                <For each=move || lines.get() key=|line| line.key let:line>{row(what, lines, line.key)}</For>
            </ol>
            <div role="alert" id=error_id>
                {move || error.get().map(|error| view! { <p class="error">{Icon::Warn.small()}<span>{error}</span></p> })}
            </div>
            {move || if full() {
                view! { <p class="cap">{tr::items::too_many(most)}</p> }.into_any()
            } else {
                view! { <div class="line"><Button label=what.add() icon=Icon::Add on_press=add/></div> }.into_any()
            }}
        </fieldset>
    }
    .into_any()
}

fn row(what: What, lines: Lines, key: usize) -> AnyView {
    let place = Memo::new(move |_| lines.with(|lines| lines.iter().position(|line| line.key == key)).unwrap_or(0));
    let count = Memo::new(move |_| lines.with(Vec::len));
    let name = Signal::derive(move || what.name(place.get() + 1));
    let up = format!("{}-up-{key}", field_id(what.spot()));
    let down = format!("{}-down-{key}", field_id(what.spot()));
    let (up_id, down_id) = (up.clone(), down.clone());
    let moved = move |by: isize, button: &str| {
        let from = place.get_untracked();
        let Some(to) = from.checked_add_signed(by).filter(|to| *to < count.get_untracked()) else { return };
        lines.update(|lines| lines.swap(from, to));
        live::say(tr::common::moved(&what.name(from + 1), to + 1, count.get_untracked()));
        // The row was taken out and put in again.
        focus::by_id(button);
    };
    let remove = move |()| {
        lines.update(|lines| lines.retain(|line| line.key != key));
        focus::by_id(field_id(what.spot()));
    };
    view! {
        <li class="row bare">
            <div class="body" role="group" aria-label=move || name.get()>
                {field(name, what != What::Hints, lines, key, text_id(what, key), |line| &line.text, |line, text| line.text = text)}
                {(what == What::Pairs).then(|| {
                    let id = format!("item-other-{key}");
                    let other = Signal::derive(tr::items::pair_other);
                    let add = enclose::small_button(id.clone(), Signal::derive(move || [other.get(), name.get()].join(", ")));
                    view! { {field(other, true, lines, key, id, |line| &line.other, |line, text| line.other = text)}{add} }
                })}
                {matches!(what, What::OneRight | What::SomeRight).then(|| right(what, lines, key))}
                {matches!(what, What::OneRight | What::SomeRight).then(|| feedback(name, lines, key))}
                <div class="line tight">
                    {enclose::small_button(text_id(what, key), name)}
                    <IconButton
                        icon=Icon::Up
                        id=up
                        label=Signal::derive(move || tr::common::move_up(&name.get()))
                        held=Signal::derive(move || place.get() == 0)
                        on_press=move || moved(-1, &up_id)
                    />
                    <IconButton
                        icon=Icon::Fall
                        id=down
                        label=Signal::derive(move || tr::common::move_down(&name.get()))
                        held=Signal::derive(move || place.get() + 1 >= count.get())
                        on_press=move || moved(1, &down_id)
                    />
                    <IconButton
                        icon=Icon::Close
                        label=Signal::derive(move || tr::items::remove_line(&name.get()))
                        on_press=remove
                    />
                </div>
            </div>
        </li>
    }
    .into_any()
}

fn field(
    label: Signal<String>,
    short: bool,
    lines: Lines,
    key: usize,
    id: String,
    read: fn(&Line) -> &String,
    write: fn(&mut Line, String),
) -> AnyView {
    view! {
        <TextField
            label
            kind=TextKind::Voice
            rows=if short { 1 } else { 2 }
            id
            value=Signal::derive(move || of(lines, key, |line| read(line).clone()))
            on_input=move |text: String| change(lines, key, |line| write(line, text))
        />
    }
    .into_any()
}

/// The mark of what is right: one of all, or any number.
fn right(what: What, lines: Lines, key: usize) -> AnyView {
    let checked = move || of(lines, key, |line| line.right);
    let one = what == What::OneRight;
    view! {
        <label class="pick">
            <input
                type=if one { "radio" } else { "checkbox" }
                name=one.then_some("item-right")
                prop:checked=checked
                on:change:target=move |event| {
                    let on = event.target().checked();
                    lines.update(|lines| {
                        for line in lines {
                            if line.key == key {
                                line.right = on;
                            } else if one {
                                line.right = false;
                            }
                        }
                    });
                }
            />
            <span>{tr::items::right()}</span>
        </label>
    }
    .into_any()
}

fn feedback(option: Signal<String>, lines: Lines, key: usize) -> AnyView {
    let written = of(lines, key, |line| !line.feedback.is_empty());
    let id = format!("item-feedback-{key}");
    let name = Signal::derive(move || [tr::items::feedback(), option.get()].join(", "));
    let add = enclose::small_button(id.clone(), name);
    view! {
        <Disclosure summary=tr::items::feedback() open=written>
            {field(
                Signal::derive(tr::items::feedback),
                false,
                lines,
                key,
                id,
                |line| &line.feedback,
                |line, text| line.feedback = text,
            )}
            {add}
        </Disclosure>
    }
    .into_any()
}

fn text_id(what: What, key: usize) -> String {
    format!("{}-{key}", field_id(what.spot()))
}

fn of<T: Default>(lines: Lines, key: usize, read: impl Fn(&Line) -> T) -> T {
    lines.with(|lines| lines.iter().find(|line| line.key == key).map(read)).unwrap_or_default()
}

fn change(lines: Lines, key: usize, write: impl FnOnce(&mut Line)) {
    lines.update(|lines| {
        if let Some(line) = lines.iter_mut().find(|line| line.key == key) {
            write(line);
        }
    });
}
