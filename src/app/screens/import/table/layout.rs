//! How the text is read: what stands between cells, whether the first row is a heading, what each column holds.

use super::{Sheet, letters, words};
use crate::i18n::{isolated, list, tr};
use crate::practice;
use crate::ui::{CheckField, Choice, Section, SelectField, TextField};
use cairn_worker::protocol::table::{Column, Columns, Field, Layout, Look, Pairs, Separator};
use leptos::prelude::*;

/// The part.
pub fn view(sheet: Sheet) -> AnyView {
    practice::wear();
    let is_table = sheet.mapping.with_untracked(|mapping| matches!(mapping.layout, Layout::Table(_)));
    let parted = if is_table { table(sheet) } else { pairs(sheet) };
    view! {
        <Section title=tr::sheet::layout()>
            {letters::view(sheet)}
            {parted}
        </Section>
        {is_table.then(|| columns(sheet))}
    }
    .into_any()
}

fn said(sheet: Sheet) -> Option<Columns> {
    sheet.mapping.with(|mapping| match &mapping.layout {
        Layout::Table(columns) => Some(columns.clone()),
        Layout::Pairs(_) => None,
    })
}

fn table(sheet: Sheet) -> AnyView {
    let look = move |separator: Option<Separator>, heading: Option<bool>| {
        let name = sheet.mapping.with_untracked(|mapping| mapping.name.clone());
        let now = untrack(|| said(sheet));
        let separator = separator.or_else(|| now.map(|columns| columns.separator));
        sheet.look(Look { name, separator, heading });
    };
    let separator = Memo::new(move |_| {
        said(sheet).map(|columns| words::of_separator(&columns.separator).to_owned()).unwrap_or_default()
    });
    let heading = Memo::new(move |_| said(sheet).is_some_and(|columns| columns.heading));
    let controls = move || {
        // What she chose stands in them, also where nothing came of it.
        sheet.turn.track();
        view! {
            <SelectField
                label=tr::sheet::separator()
                choices=words::separators()
                value=separator
                on_change=move |chosen: String| look(words::separator(&chosen), None)
            />
            <CheckField label=tr::sheet::heading() checked=heading on_change=move |on: bool| look(None, Some(on))/>
        }
    };
    controls.into_any()
}

/// A choice for each column, with what stands in it.
fn columns(sheet: Sheet) -> AnyView {
    let known = Memo::new(move |_| sheet.table.with(|table| table.columns.clone()));
    let fields = move || {
        known.with(|columns| {
            let is_twice = |name: &str| columns.iter().filter(|column| column.name == name).count() > 1;
            let one = |(at, column): (usize, &Column)| field(sheet, at, column, is_twice(&column.name));
            columns.iter().enumerate().map(one).collect::<Vec<_>>()
        })
    };
    view! { <Section title=tr::sheet::columns()><div class="grid-fields">{fields}</div></Section> }.into_any()
}

fn field(sheet: Sheet, at: usize, column: &Column, is_twice: bool) -> AnyView {
    let number = at as u64 + 1;
    let label = match column.name.as_str() {
        "" => tr::sheet::column(number),
        name if is_twice => tr::sheet::column_called(number, name),
        name => name.to_owned(),
    };
    let sample = list(&column.sample.iter().map(|cell| isolated(cell)).collect::<Vec<_>>());
    let hint = (!column.sample.is_empty()).then(|| tr::sheet::sample(&sample));
    let held = Memo::new(move |_| {
        let field = said(sheet).and_then(|columns| columns.columns.get(at).cloned().flatten());
        words::of_field(field.as_ref()).to_owned()
    });
    let choose = move |chosen: String| {
        let field = words::field(&chosen);
        sheet.assigned.set_value(true);
        sheet.change(|mapping| {
            if let Layout::Table(columns) = &mut mapping.layout {
                assign(&mut columns.columns, at, field);
            }
        });
    };
    view! { <SelectField label hint choices=words::fields() value=held on_change=choose/> }.into_any()
}

/// Gives a column what it holds. What only one may hold is taken from the other.
fn assign(columns: &mut [Option<Field>], at: usize, field: Option<Field>) {
    let repeated = matches!(field, None | Some(Field::Tags | Field::Options | Field::Hint));
    if !repeated {
        columns.iter_mut().filter(|held| **held == field).for_each(|held| *held = None);
    }
    if let Some(held) = columns.get_mut(at) {
        *held = field;
    }
}

fn pairs(sheet: Sheet) -> AnyView {
    let now = move || {
        sheet.mapping.with(|mapping| match &mapping.layout {
            Layout::Pairs(pairs) => pairs.clone(),
            Layout::Table(_) => Pairs { between: String::new(), rows: String::new() },
        })
    };
    let set = move |put: fn(&mut Pairs, String), sign: String| {
        sheet.change(|mapping| {
            if let Layout::Pairs(pairs) = &mut mapping.layout {
                put(pairs, sign);
            }
        });
    };
    let between = Signs {
        label: tr::sheet::between(),
        own: tr::sheet::between_own(),
        choices: words::between(),
        sign: Signal::derive(move || now().between),
        set: Callback::new(move |sign| set(|pairs, sign| pairs.between = sign, sign)),
    };
    let rows = Signs {
        label: tr::sheet::between_rows(),
        own: tr::sheet::between_rows_own(),
        choices: words::between_rows(),
        sign: Signal::derive(move || now().rows),
        set: Callback::new(move |sign| set(|pairs, sign| pairs.rows = sign, sign)),
    };
    view! { <div class="grid-fields">{signs(between)}{signs(rows)}</div> }.into_any()
}

/// A sign to choose, or to type.
struct Signs {
    label: String,
    own: String,
    choices: Vec<Choice>,
    sign: Signal<String>,
    set: Callback<String>,
}

fn signs(signs: Signs) -> AnyView {
    let Signs { label, own, choices, sign, set } = signs;
    let known: Vec<String> = choices.iter().map(|choice| choice.value.clone()).collect();
    let typed = RwSignal::new(String::new());
    let is_own = RwSignal::new(sign.with_untracked(|sign| !known.contains(sign)));
    let mut all = choices;
    all.push(Choice::new(words::OWN, tr::sheet::own_sign()));
    let value = move || if is_own.get() { words::OWN.to_owned() } else { sign.get() };
    let choose = move |chosen: String| {
        is_own.set(chosen == words::OWN);
        let chosen = if chosen == words::OWN { typed.get_untracked() } else { chosen };
        // Nothing is asked until something is typed.
        if !chosen.is_empty() {
            set.run(chosen);
        }
    };
    let commit = move |text: String| {
        if !text.is_empty() && sign.with_untracked(|sign| *sign != text) {
            set.run(text);
        }
    };
    view! {
        <div class="stack">
            <SelectField label choices=all value=Signal::derive(value) on_change=choose/>
            {move || is_own.get().then(|| view! {
                <TextField label=own.clone() value=typed on_input=move |text: String| typed.set(text) on_commit=commit/>
            })}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::{Field::*, *};
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn only_one_column_holds_the_front() {
        let check = |at, field, expected: [Option<Field>; 3]| {
            let mut columns = [Some(Front), Some(Tags), None];
            assign(&mut columns, at, field);
            assert_eq!(columns, expected);
        };
        check(2, Some(Front), [None, Some(Tags), Some(Front)]);
        check(2, Some(Tags), [Some(Front), Some(Tags), Some(Tags)]);
        check(1, None, [Some(Front), None, None]);
        check(0, Some(Front), [Some(Front), Some(Tags), None]);
        check(9, Some(Back), [Some(Front), Some(Tags), None]);
    }
}
