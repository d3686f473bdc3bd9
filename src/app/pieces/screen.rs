//! A place whose screens may still be on their way: its title meanwhile, a clear word if they do not come.

use super::{Area, bring, here};
use crate::browser::task;
use crate::i18n::{self, tr};
use crate::route::Route;
use crate::session::{AppError, words};
use crate::ui::{Button, ButtonKind, Note, NoteKind, Page, TopBar};
use leptos::prelude::*;

/// Where the fetching of an area stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Under,
    Here,
    Lost,
}

/// The place `route` of an area.
pub fn view(area: Area, route: Route) -> AnyView {
    if let Some(screen) = here(area) {
        return screen(route);
    }
    let way = RwSignal::new(Way::Under);
    fetch(area, way);
    (move || match here(area) {
        Some(screen) if way.get() == Way::Here => screen(route.clone()),
        _ => waiting(area, way),
    })
    .into_any()
}

fn fetch(area: Area, way: RwSignal<Way>) {
    task::start(async move {
        let came = if bring(area, i18n::current()).await.is_ok() { Way::Here } else { Way::Lost };
        // She may have gone elsewhere in the meantime.
        let _ = way.try_set(came);
    });
}

fn waiting(area: Area, way: RwSignal<Way>) -> AnyView {
    let title = match area {
        Area::Goals => tr::places::goals(),
        Area::Library => tr::places::library(),
        Area::Skills => tr::places::skills(),
        Area::Practice | Area::More => tr::common::cairn(),
    };
    if way.get() == Way::Lost {
        let again = move |()| {
            way.set(Way::Under);
            fetch(area, way);
        };
        return view! {
            <Page>
                <TopBar title/>
                <Note kind=NoteKind::Danger spoken=true>
                    <p>{words::error(&AppError::NotHere)}</p>
                    <Button kind=ButtonKind::Main label=tr::errors::try_again() on_press=again/>
                </Note>
            </Page>
        }
        .into_any();
    }
    view! { <div class="page" aria-busy="true"><p class="h1">{title}</p></div> }.into_any()
}
