//! Choosing a file, dropping one, or pasting its text.

use super::{Screen, Stage, report};
use crate::browser::files::ChosenFile;
use crate::i18n::tr;
use crate::ui::{
    Busy, Button, ButtonKind, Disclosure, DropZone, FileButton, FolderButton, Heading, Icon, TextField, TextKind, live,
};
use leptos::prelude::*;

const ACCEPT: &str = ".cairn,.apkg,.colpkg,.json,.csv,.tsv,.html,.htm,.txt,.gift,.xml,.md,.markdown,.zip,application/json,text/csv,\
                      text/tab-separated-values,text/html,text/plain,text/xml,application/xml,text/markdown";

/// Says that only one of several files is read.
pub fn without(others: bool) {
    if others {
        live::toast(tr::import::one_at_a_time(), None);
    }
}

/// The first stage.
pub fn view(screen: Screen) -> AnyView {
    let take = UnsyncCallback::new(move |files: Vec<ChosenFile>| {
        let several = files.len() > 1;
        if let Some(file) = files.into_iter().next() {
            screen.read(file);
            without(several);
        }
    });
    let text = RwSignal::new(String::new());
    let paste = move || {
        let file = text.with_untracked(|text| ChosenFile::of_text("", text));
        if let Some(file) = file {
            screen.read(file);
        }
    };
    view! {
        <Heading text=tr::places::import()/>
        <p class="muted">{tr::import::what()}</p>
        <Busy task=screen.work.task()/>
        <DropZone on_files=take>
            <FileButton label=tr::import::choose() on_files=take accept=ACCEPT kind=ButtonKind::Main icon=Icon::In/>
            <p class="cap">{tr::import::drop()}</p>
        </DropZone>
        <div class="line">
            <FolderButton label=tr::import::choose_folder() icon=Icon::In on_folder=UnsyncCallback::new(move |folder| screen.read(folder))/>
            <Button label=tr::sheet::paste() icon=Icon::Card on_press=move || screen.to(Stage::Paste)/>
        </div>
        <Disclosure summary=tr::import::paste()>
            <div class="stack">
                <TextField
                    label=tr::import::paste_label()
                    value=text
                    on_input=move |typed: String| text.set(typed)
                    kind=TextKind::Voice
                    rows=8
                />
                <Button
                    label=tr::import::read()
                    held=Signal::derive(move || text.with(|text| text.trim().is_empty()))
                    on_press=paste
                />
            </div>
        </Disclosure>
        {report::last()}
    }
    .into_any()
}
