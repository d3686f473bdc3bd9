//! By which encoding the letters of a file are read that does not say it: one is guessed, and she may choose another. The page
//! reads the file by it and hands it on as UTF-8; the worker knows nothing of that.

use super::Sheet;
use crate::choose;
use crate::i18n::{list, tr};
use crate::session::jobs::Given;
use crate::ui::{Choice, Note, NoteKind, SelectField};
use cairn_worker::protocol::table::Look;
use leptos::prelude::*;

/// What the worker takes where nothing says anything.
pub const GUESSED: &str = "windows-1252";

/// Encodings that browsers read and files of today still have, each with languages that are written in it.
const ALL: [(&str, &[&str]); 22] = [
    (GUESSED, &["en", "es", "fr", "de"]),
    ("windows-1256", &["ar", "fa", "ur"]),
    ("windows-1251", &["ru", "uk", "bg"]),
    ("windows-1250", &["pl", "cs", "hu"]),
    ("windows-1253", &["el"]),
    ("windows-1254", &["tr"]),
    ("windows-1255", &["he"]),
    ("windows-1257", &["lt", "lv", "et"]),
    ("windows-1258", &["vi"]),
    ("windows-874", &["th"]),
    ("shift_jis", &["ja"]),
    ("euc-jp", &["ja"]),
    ("gb18030", &["zh"]),
    ("big5", &["zh"]),
    ("euc-kr", &["ko"]),
    ("koi8-r", &["ru"]),
    ("ibm866", &["ru"]),
    ("iso-8859-2", &["pl", "cs", "hu"]),
    ("iso-8859-6", &["ar"]),
    ("macintosh", &["en", "es", "fr", "de"]),
    ("utf-16le", &[]),
    ("utf-16be", &[]),
];

/// The choice; nothing for a file that says how it is written.
pub fn view(sheet: Sheet) -> AnyView {
    if sheet.letters.with_untracked(Option::is_none) {
        return ().into_any();
    }
    let choices: Vec<Choice> = ALL.iter().map(|(name, languages)| choice(name, languages)).collect();
    // What is in force stands there, also where nothing came of another choice.
    let value = move || {
        sheet.turn.track();
        sheet.letters.get().unwrap_or(GUESSED).to_owned()
    };
    let failed = RwSignal::new(false);
    view! {
        {move || (sheet.letters.get() == Some(GUESSED)).then(|| view! { <Note kind=NoteKind::Warn><p>{tr::sheet::guessed_letters()}</p></Note> })}
        <SelectField
            label=tr::sheet::letters()
            choices
            value=Signal::derive(value)
            on_change=move |chosen: String| read(sheet, &chosen, failed)
        />
        {move || failed.get().then(|| view! { <Note kind=NoteKind::Danger spoken=true><p>{tr::sheet::not_read()}</p></Note> })}
    }
    .into_any()
}

fn choice(name: &str, languages: &[&str]) -> Choice {
    let named: Vec<String> = languages.iter().map(|tag| choose::language(tag)).collect();
    let label = if named.is_empty() { name.to_uppercase() } else { [name, " (", &list(&named), ")"].concat() };
    Choice::new(name, label)
}

/// Reads the file that she chose anew, and asks what its columns seem to hold.
fn read(sheet: Sheet, chosen: &str, failed: RwSignal<bool>) {
    let Some((name, _)) = ALL.into_iter().find(|(name, _)| *name == chosen) else { return };
    let Some(file) = sheet.original.get_value().file else { return };
    if sheet.reading.get_untracked() {
        // One after the other: of two that run at once the later might end first.
        return sheet.turn.update(|turn| *turn = turn.wrapping_add(1));
    }
    let called = sheet.mapping.with_untracked(|mapping| mapping.name.clone());
    failed.set(false);
    sheet.reading.set(true);
    leptos::task::spawn_local(async move {
        let read = file.read_as(name).await;
        // The screen may be gone.
        if sheet.letters.try_get_untracked().is_none() {
            return;
        }
        sheet.reading.set(false);
        match read {
            Some(text) => {
                sheet.otherwise.set_value(Some((name, Given::from(Some(text)))));
                sheet.look(Look { name: called, separator: None, heading: None });
            }
            None => {
                failed.set(true);
                sheet.turn.update(|turn| *turn = turn.wrapping_add(1));
            }
        }
    });
}
