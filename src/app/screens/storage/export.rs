//! Taking everything along as plain files.

use crate::browser::clock;
use crate::i18n::tr;
use crate::session::jobs::{self, Work, words};
use crate::ui::{Busy, Button, Section, live};
use cairn_worker::protocol::{Export, Request};
use leptos::prelude::*;

/// The part.
pub fn section() -> AnyView {
    let work = Work::new();
    let export = move |what: Export, ending: &'static str, media_type: &'static str| {
        work.run(Request::Export(what), None, move |_, made| {
            let Some(made) = made else { return };
            leptos::task::spawn_local(async move {
                let name = ["cairn-", &clock::date_stem(clock::now()), ending].concat();
                let left = jobs::hand_out(&name, media_type, &made).await;
                live::toast(words::left(left, &name).unwrap_or_else(tr::storage::not_exported), None);
            });
        });
    };
    view! {
        <Section title=tr::storage::take()>
            <p class="muted">{tr::storage::take_text()}</p>
            <div class="line">
                <Button
                    label=tr::storage::export_json()
                    held=work.is_running()
                    on_press=move || export(Export::Json, ".json", "application/json")
                />
                <Button
                    label=tr::storage::export_csv()
                    held=work.is_running()
                    on_press=move || export(Export::Csv, "-csv.zip", "application/zip")
                />
                <Button
                    label=tr::sheet::export()
                    held=work.is_running()
                    on_press=move || export(Export::Items, "-cards.csv", "text/csv")
                />
                <Button
                    label=tr::anki::export()
                    held=work.is_running()
                    on_press=move || export(Export::Anki, "-cards.apkg", "application/zip")
                />
                <Button
                    label=tr::storage::export_bookmarks()
                    held=work.is_running()
                    on_press=move || export(Export::Bookmarks, "-bookmarks.html", "text/html")
                />
            </div>
            <Busy task=work.task()/>
        </Section>
    }
    .into_any()
}
