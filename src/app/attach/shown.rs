//! A file beside what it belongs to: what it is, whether it is kept here, opening it, handing it out, removing it.

use super::{
    viewer::{self, Open},
    words::{self, Show},
};
use crate::browser::{download::Made, files::ChosenFile};
use crate::i18n::tr;
use crate::session::{
    self,
    jobs::{self, Work},
};
use crate::ui::{Busy, Button, ButtonKind, Confirm, FileButton, Icon, Meta, Row, live};
use cairn_domain::{kind::Kind, media::Attached, port::Lookup};
use cairn_worker::protocol::{Answer, Request};
use leptos::prelude::*;

/// Kinds whose change may mean that a file came or went.
pub(super) const KINDS: &[Kind] = &[Kind::RESOURCE, Kind::EVIDENCE];

/// The file with all that can be done with it; `used` is called when it is opened. One of several on a page is
/// not its `main` matter.
pub fn view(file: &Attached, main: bool, used: impl Fn() + Clone + Send + Sync + 'static) -> AnyView {
    let hash = file.hash;
    let reading = session::watch(KINDS, move |_| vec![Lookup::Media(hash)]);
    let here = session::shown(reading, move |snapshot| snapshot.kept(hash).is_some());
    let one = One {
        file: StoredValue::new(file.clone()),
        work: Work::new(),
        open: RwSignal::new_local(None),
        asking: RwSignal::new(false),
    };
    let kind = if main { ButtonKind::Main } else { ButtonKind::Plain };
    let facts = {
        let file = file.clone();
        move || {
            let size = words::size(file.bytes);
            let place = match here.get() {
                Some(true) => Some((Icon::Saved, tr::media::here(&size)).into()),
                Some(false) => Some((Icon::Info, tr::media::gone(&size)).into()),
                None => None,
            };
            [Some(words::kind(&file.media_type).into()), place].into_iter().flatten().collect()
        }
    };
    let name = file.name.clone();
    view! {
        <div class="stack tight">
            <ul class="list">
                <Row icon=words::icon(&file.media_type)>
                    <span class="name"><bdi dir="auto">{name}</bdi></span>
                    {move || view! { <Meta parts=facts()/> }}
                </Row>
            </ul>
            {move || here.get().map(|here| if here { one.kept(kind, used.clone()) } else { one.missing() })}
            <Busy task=one.work.task()/>
            {move || one.open.with(|open| open.as_ref().map(|open| viewer::view(open, one.file.get_value(), one.open)))}
            {one.confirm()}
        </div>
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct One {
    file: StoredValue<Attached>,
    work: Work,
    open: RwSignal<Option<Open>, LocalStorage>,
    asking: RwSignal<bool>,
}

impl One {
    fn kept(self, kind: ButtonKind, used: impl Fn() + Send + Sync + 'static) -> AnyView {
        let name = self.file.with_value(|file| file.name.clone());
        let outside = self.file.with_value(|file| words::show(&file.media_type) == Show::Outside);
        let open = (!outside).then(|| {
            let described = tr::media::open_named(&name);
            let press = move || {
                used();
                self.get(move |made| self.open.set(Open::of(&made, self.file.with_value(|file| words::show(&file.media_type)))));
            };
            view! { <Button label=tr::media::open() described kind icon=Icon::Next held=self.work.is_running() on_press=press/> }
        });
        let save = move || self.get(move |made| leptos::task::spawn_local(self.hand_out(made)));
        let save_kind = if outside { kind } else { ButtonKind::Plain };
        view! {
            <div class="line">
                {open}
                <Button
                    label=tr::media::save_out()
                    described=tr::media::save_out_named(&name)
                    kind=save_kind
                    icon=Icon::Out
                    held=self.work.is_running()
                    on_press=save
                />
                <Button
                    label=tr::media::remove()
                    described=tr::media::remove_named(&name)
                    kind=ButtonKind::Quiet
                    on_press=move || self.asking.set(true)
                />
            </div>
            {outside.then(|| view! { <p class="cap">{tr::media::outside()}</p> })}
        }
        .into_any()
    }

    /// The description alone; the same file may be given again.
    fn missing(self) -> AnyView {
        let again = UnsyncCallback::new(move |files: Vec<ChosenFile>| {
            let hash = self.file.with_value(|file| file.hash);
            self.work.run(Request::Keep, files.into_iter().next(), move |answer, _| match answer {
                Answer::Kept(kept) if kept.hash == hash => live::toast(tr::media::back(), None),
                // Nothing names it: it goes by itself after a day.
                _ => live::toast(tr::media::other_file(), None),
            });
        });
        view! {
            <p class="muted">{tr::media::gone_text()}</p>
            <div class="line"><FileButton label=tr::media::again() on_files=again icon=Icon::In/></div>
        }
        .into_any()
    }

    fn confirm(self) -> AnyView {
        let (name, bytes) = self.file.with_value(|file| (file.name.clone(), file.bytes));
        let remove = move || {
            self.open.set(None);
            let hash = self.file.with_value(|file| file.hash);
            self.work.run(Request::Remove(hash), None, |_, _| live::toast(tr::media::removed(), None));
        };
        view! {
            <Confirm
                open=self.asking
                title=tr::media::remove_title()
                text=tr::media::remove_text(&name, &words::size(bytes))
                action=tr::media::remove()
                danger=true
                on_confirm=move |()| remove()
            />
        }
        .into_any()
    }

    /// Reads it out of the storage; one that is damaged is refused there.
    fn get(self, then: impl FnOnce(Made) + 'static) {
        let hash = self.file.with_value(|file| file.hash);
        self.work.run(Request::Open(hash), None, move |_, made| {
            if let Some(made) = made {
                then(made);
            }
        });
    }

    async fn hand_out(self, made: Made) {
        let Some(file) = self.file.try_get_value() else { return };
        let left = jobs::hand_out_as_it_is(&file.name, &file.media_type, &made).await;
        live::toast(jobs::words::left(left, &file.name).unwrap_or_else(tr::media::not_saved), None);
    }
}
