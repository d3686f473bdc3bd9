//! A text that was copied elsewhere: terms and definitions from Quizlet, or cells of a table.

use super::{Screen, Stage, table};
use crate::browser::files::ChosenFile;
use crate::i18n::tr;
use crate::ui::{Busy, Button, ButtonKind, Choice, Heading, RadioField, TextField, TextKind};
use leptos::prelude::*;

const PAIRS: &str = "pairs";
const TABLE: &str = "table";
/// Lines that tell what a text is.
const LINES: usize = 20;

/// The stage. What was pasted stays while the screen is there.
pub fn view(screen: Screen) -> AnyView {
    let text = screen.pasted;
    let chosen = RwSignal::new(None::<String>);
    let kind = Memo::new(move |_| {
        let guess = || if text.with(|text| looks_like_cells(text)) { TABLE } else { PAIRS };
        chosen.get().unwrap_or_else(|| guess().to_owned())
    });
    let look = move || {
        let file = text.with_untracked(|text| ChosenFile::of_text("", text));
        if let Some(file) = file {
            if kind.with_untracked(|kind| kind == TABLE) {
                screen.columns(Some(file).into(), true);
            } else {
                screen.ask(Some(file).into(), table::pairs(), true);
            }
        }
    };
    let choices = vec![
        Choice::new(PAIRS, tr::sheet::kind_pairs()).hint(tr::sheet::kind_pairs_hint()),
        Choice::new(TABLE, tr::sheet::kind_table()).hint(tr::sheet::kind_table_hint()),
    ];
    view! {
        <Heading text=tr::sheet::paste()/>
        <TextField
            label=tr::sheet::paste_label()
            hint=tr::sheet::paste_hint()
            value=text
            on_input=move |typed: String| text.set(typed)
            kind=TextKind::Voice
            rows=10
        />
        <RadioField legend=tr::sheet::kind() choices value=kind on_change=move |kind: String| chosen.set(Some(kind))/>
        <Busy task=screen.work.task()/>
        <div class="line">
            <Button
                label=tr::sheet::look()
                kind=ButtonKind::Main
                held=Signal::derive(move || text.with(|text| text.trim().is_empty()) || screen.work.is_running().get())
                on_press=look
            />
            <Button label=tr::import::another_file() on_press=move || screen.to(Stage::Choose)/>
        </div>
    }
    .into_any()
}

/// Whether most lines have more than two cells: Quizlet's have a term and a definition.
fn looks_like_cells(text: &str) -> bool {
    let lines = || text.lines().filter(|line| !line.trim().is_empty()).take(LINES);
    lines().filter(|line| line.matches('\t').count() > 1).count() * 2 > lines().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn cells_are_told_from_terms() {
        for (text, expected) in [
            ("", false),
            ("hola\thello\nadiós\tgoodbye", false),
            ("a\tb\tc\nd\te\tf\n", true),
            ("a\tb\tc\nd\te\n\ng\th\n", false),
        ] {
            assert_eq!(looks_like_cells(text), expected, "{text}");
        }
    }
}
