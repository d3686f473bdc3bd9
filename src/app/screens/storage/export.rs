//! Taking everything along as plain files.

use crate::browser::clock;
use crate::i18n::tr;
use crate::session::jobs::{self, Work, words};
use crate::ui::{Busy, Button, Note, NoteKind, Section, live};
use cairn_worker::protocol::{Answer, Export, Request, Trouble};
use leptos::prelude::*;

/// A form in which she can take something along.
struct Form {
    what: Export,
    label: fn() -> String,
    ending: &'static str,
    media_type: &'static str,
}

const FORMS: [Form; 7] = [
    Form { what: Export::Json, label: tr::storage::export_json, ending: ".json", media_type: "application/json" },
    Form { what: Export::Csv, label: tr::storage::export_csv, ending: "-csv.zip", media_type: "application/zip" },
    Form { what: Export::Items, label: tr::sheet::export, ending: "-cards.csv", media_type: "text/csv" },
    Form { what: Export::Anki, label: tr::anki::export, ending: "-cards.apkg", media_type: "application/zip" },
    Form { what: Export::Gift, label: tr::banks::export, ending: "-cards.gift", media_type: "text/plain" },
    Form { what: Export::Notes, label: tr::notes::export_notes, ending: "-notes.zip", media_type: "application/zip" },
    Form {
        what: Export::Bookmarks,
        label: tr::storage::export_bookmarks,
        ending: "-bookmarks.html",
        media_type: "text/html",
    },
];

/// What could not be written, the first of it, and how much more there is.
fn told((first, left_out): &(Vec<Trouble>, u64)) -> Option<AnyView> {
    (!first.is_empty()).then(|| {
        let more = left_out.saturating_sub(first.len() as u64);
        let told: Vec<AnyView> =
            words::troubles(first).into_iter().map(|told| view! { <li>{told}</li> }.into_any()).collect();
        view! {
            <Note kind=NoteKind::Warn>
                <p><b>{tr::banks::not_in_it()}</b></p>
                <ul class="cap stack tight">{told}</ul>
                {(more > 0).then(|| view! { <p class="cap">{tr::import::problems_more(more)}</p> })}
            </Note>
        }
        .into_any()
    })
}

/// The part.
pub fn section() -> AnyView {
    let work = Work::new();
    let left_out = RwSignal::new((Vec::<Trouble>::new(), 0));
    let export = move |what: Export, ending: &'static str, media_type: &'static str| {
        left_out.set((Vec::new(), 0));
        work.run(Request::Export(what), None, move |answer, made| {
            if let Answer::Made(told) = answer {
                left_out.set((told.problems, told.left_out));
            }
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
                {FORMS.map(|form| {
                    let press = move || export(form.what.clone(), form.ending, form.media_type);
                    view! { <Button label=(form.label)() held=work.is_running() on_press=press/> }
                }).collect_view()}
            </div>
            <Busy task=work.task()/>
            {move || told(&left_out.read())}
        </Section>
    }
    .into_any()
}
