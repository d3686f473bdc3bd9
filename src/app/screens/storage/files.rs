//! The files that are kept here, the largest first, each with what it belongs to and a way to remove it.

use crate::attach::words;
use crate::i18n::tr;
use crate::route::{Link, Route};
use crate::session::jobs::Work;
use crate::ui::{Busy, Button, ButtonKind, Confirm, Row, Section, live};
use cairn_domain::kind::Kind;
use cairn_worker::protocol::{FileUse, Holder, Request, Usage};
use leptos::prelude::*;

/// The part; `count` counts anew once a file is gone.
pub fn section(usage: RwSignal<Option<Usage>>, count: Callback<()>) -> AnyView {
    let files =
        Memo::new(move |_| usage.with(|usage| usage.as_ref().map(|usage| usage.files.clone()).unwrap_or_default()));
    let work = Work::new();
    let (asking, asked) = (RwSignal::new(false), RwSignal::new(None::<FileUse>));
    let remove = move || {
        let Some(file) = asked.get_untracked() else { return };
        work.run(Request::Remove(file.hash), None, move |_, _| {
            live::toast(tr::media::removed(), None);
            count.run(());
        });
    };
    let text = Signal::derive(move || {
        asked
            .with(|file| file.as_ref().map(|file| tr::media::remove_text(&file.name, &words::size(file.bytes))))
            .unwrap_or_default()
    });
    let row = move |file: FileUse| {
        let (name, bytes) = (file.name.clone(), file.bytes);
        let described = tr::media::remove_named(&name);
        let holders = if file.holders.is_empty() {
            view! { <p class="cap">{tr::media::used_by_none()}</p> }.into_any()
        } else {
            file.holders.iter().cloned().map(holder).collect_view().into_any()
        };
        let media_type = file.media_type.clone();
        let ask = move || {
            asked.set(Some(file.clone()));
            asking.set(true);
        };
        view! {
            <Row icon=words::icon(&media_type) trail=view! { {words::size(bytes)} }.into_any()>
                <span class="name"><bdi dir="auto">{name}</bdi></span>
                {holders}
                <div class="line"><Button label=tr::media::remove() described kind=ButtonKind::Quiet held=work.is_running() on_press=ask/></div>
            </Row>
        }
        .into_any()
    };
    let shown = Memo::new(move |_| files.with(|files| !files.is_empty()));
    (move || {
        shown.get().then(|| {
            view! {
                <Section title=tr::media::files() tight=true>
                    <p class="muted">{tr::media::files_text()}</p>
                    <Busy task=work.task()/>
                    <ul class="list">{move || files.get().into_iter().map(row).collect_view()}</ul>
                </Section>
                <Confirm
                    open=asking
                    title=tr::media::remove_title()
                    text
                    action=tr::media::remove()
                    danger=true
                    on_confirm=move |()| remove()
                />
            }
        })
    })
    .into_any()
}

fn holder(holder: Holder) -> AnyView {
    let id = holder.id.to_text();
    let to = match holder.kind {
        Kind::RESOURCE => Route::Resource(id),
        Kind::ITEM => Route::Item(id),
        _ => Route::Skill(id),
    };
    view! { <p class="cap"><Link to><bdi dir="auto">{tr::media::used_by(&holder.title)}</bdi></Link></p> }.into_any()
}

/// What all of them take together, as a line of the list by kinds: words and bytes.
#[allow(clippy::cast_precision_loss)] // a size to show
pub fn total(usage: &Usage) -> Option<(String, f64)> {
    let bytes = usage.files.iter().map(|file| file.bytes).sum::<u64>() as f64;
    (!usage.files.is_empty()).then(|| (tr::media::files_count(usage.files.len()), bytes))
}
