//! The field of a form that takes a file: chosen, taken with the camera, recorded, pasted or dropped. The worker
//! stores it while the form stands; the record that is saved then names it.

use super::ways::{self, Way};
use super::words;
use crate::browser::{
    clipboard,
    files::{self, ChosenFile},
    storage::{self, Estimate},
};
use crate::i18n::{self, tr};
use crate::session::jobs::{JobError, Work};
use crate::ui::{Busy, Button, ButtonKind, DropZone, Icon, Meta, Note, NoteKind, Row, Task, live};
use cairn_domain::media::{Attached, FILE_MAX};
use cairn_worker::protocol::{Answer, Failure, Request};
use leptos::prelude::*;

/// What is left free beside a new file, in bytes: records must go on fitting.
const ROOM: f64 = 3e6;

/// A file field and what it holds.
#[derive(Clone, Copy)]
pub struct Attachment {
    /// The file, once it is stored.
    pub file: RwSignal<Option<Attached>>,
    /// What was given last, by its name; for a title.
    pub named: RwSignal<Option<String>>,
    work: Work,
    fault: RwSignal<Option<String>>,
    /// Name and length of what is on its way.
    given: RwSignal<(String, f64)>,
}

impl Attachment {
    /// A field with the file that is there already.
    pub fn new(file: Option<Attached>) -> Self {
        Self {
            file: RwSignal::new(file),
            named: RwSignal::new(None),
            work: Work::new(),
            fault: RwSignal::new(None),
            given: RwSignal::default(),
        }
    }

    /// Whether a file is still on its way: then the form waits.
    pub fn is_running(self) -> Signal<bool> {
        self.work.is_running()
    }

    /// Takes the first of these files in, if there is room for it.
    pub fn take(self, files: Vec<ChosenFile>) {
        if self.work.is_running().get_untracked() {
            return;
        }
        let more = files.len() > 1;
        let Some(given) = files.into_iter().next() else { return };
        self.fault.set(None);
        leptos::task::spawn_local(async move {
            if let Some(fault) = refusal(&given, storage::estimate().await) {
                let _ = self.fault.try_set(Some(fault));
                return;
            }
            if more {
                live::toast(tr::media::one_only(), None);
            }
            let (name, media_type) = (given.name(), given.media_type());
            let _ = self.given.try_set((name.clone(), given.size()));
            self.work.run(Request::Keep, Some(given), move |answer, _| {
                if let Answer::Kept(kept) = answer {
                    let file = Attached::new(kept.hash, kept.bytes, &media_type, &name);
                    live::say(tr::media::taken(&file.name));
                    let _ = self.named.try_set(Some(file.name.clone()));
                    let _ = self.file.try_set(Some(file));
                }
            });
        });
    }

    /// The field.
    pub fn field(self) -> AnyView {
        StoredValue::new_local(clipboard::on_paste(move |files| self.take(files)));
        // A file that misses the dashed field must not take the place of the page.
        StoredValue::new_local(files::on_drop(move |files| self.take(files)));
        let holds = Memo::new(move |_| self.file.get());
        view! {
            <div class="attach stack tight" role="group" aria-label=tr::media::file()>
                <p class="label">{tr::media::file()}</p>
                {move || self.fault.get().map(|fault| view! { <Note kind=NoteKind::Danger spoken=true><p dir="auto">{fault}</p></Note> })}
                <Busy task=self.task()/>
                {move || match holds.get() {
                    Some(file) => self.taken(file),
                    None => self.ways(),
                }}
            </div>
        }
        .into_any()
    }

    /// A disk that turns out to be full is told with the length: browsers need not say beforehand how much fits.
    fn task(self) -> Task {
        let task = self.work.task();
        let error = Signal::derive(move || match self.work.error().get() {
            Some(JobError::Failed(Failure::QuotaExceeded)) => {
                Some((self.given.with(|(name, size)| tr::media::full(name, &i18n::file_size(*size))), false))
            }
            _ => task.error.get(),
        });
        Task { error, ..task }
    }

    fn taken(self, file: Attached) -> AnyView {
        let facts = vec![words::kind(&file.media_type).into(), words::size(file.bytes).into()];
        view! {
            <ul class="list">
                <Row icon=words::icon(&file.media_type)>
                    <span class="name"><bdi dir="auto">{file.name.clone()}</bdi></span>
                    <Meta parts=facts/>
                    <div class="line">
                        <Button
                            label=tr::media::take_off()
                            described=tr::media::take_off_named(&file.name)
                            kind=ButtonKind::Quiet
                            on_press=move || self.file.set(None)
                        />
                    </div>
                </Row>
            </ul>
        }
        .into_any()
    }

    fn ways(self) -> AnyView {
        let take = move |files: Vec<ChosenFile>| self.take(files);
        let ways = vec![
            Way::choose(tr::media::choose(), Icon::In, ""),
            Way::make(tr::media::photo(), Icon::Photo, "image/*", "environment"),
            Way::make(tr::media::record_sound(), Icon::Audio, "audio/*", "user"),
            Way::make(tr::media::record_film(), Icon::Video, "video/*", "environment"),
        ];
        let hint = if ways::has_camera() { tr::media::hint_camera() } else { tr::media::hint_drop() };
        let most = words::size(FILE_MAX);
        view! {
            <DropZone on_files=UnsyncCallback::new(take)>
                {ways::row(ways, take)}
                <p class="cap">{tr::media::hint(&most)}" "{hint}</p>
            </DropZone>
        }
        .into_any()
    }
}

/// The button for what is on the clipboard, where the browser can be asked for it.
pub(super) fn paste(take: impl Fn(Vec<ChosenFile>) + Copy + Send + Sync + 'static) -> Option<AnyView> {
    let press = move || {
        leptos::task::spawn_local(async move {
            match clipboard::read(&tr::media::pasted()).await {
                Some(file) => take(vec![file]),
                None => live::toast(tr::media::paste_none(), None),
            }
        });
    };
    clipboard::can_read()
        .then(|| view! { <Button label=tr::media::paste() icon=Icon::Note on_press=press/> }.into_any())
}

/// Why a file is not even read: it is too large, or there is no room for it.
#[allow(clippy::cast_precision_loss)] // sizes
pub fn refusal(file: &ChosenFile, estimate: Option<Estimate>) -> Option<String> {
    let (name, size) = (file.name(), file.size());
    if size > FILE_MAX as f64 {
        return Some(tr::media::too_large(&name, &i18n::file_size(size), &words::size(FILE_MAX)));
    }
    let Estimate { used, quota } = estimate?;
    let free = (quota - used - ROOM).max(0.0);
    (size > free).then(|| tr::media::no_room(&name, &i18n::file_size(size), &i18n::file_size(free)))
}
