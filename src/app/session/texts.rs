//! A long text as screens show it: one version in her voice, or several side by side with Use, Combine and
//! Discard; and what an edit of it begins with.

use super::{query, run_then, settle};
use crate::{
    browser::focus,
    i18n::{self, DateStyle, tr},
    ui::{VersionChoice, VersionShown, Versions, Voice},
};
use cairn_domain::{
    command::Command,
    id::{DeviceId, Id},
    kind::Kind,
    noun::{Text, TextField},
    port::Commit,
    record::{Dot, Version},
};
use leptos::prelude::*;

/// Where a long text stands.
#[derive(Clone, Copy, Debug)]
pub struct At {
    /// The record's kind.
    pub kind: Kind,
    /// The record.
    pub id: Id,
    /// The text.
    pub field: TextField,
}

impl At {
    /// The text `field` of a record.
    pub fn new(kind: Kind, id: impl Into<Id>, field: TextField) -> Self {
        Self { kind, id: id.into(), field }
    }

    /// The text for reading; nothing if there is none.
    pub fn shown(self, text: &Text, lang: Option<String>) -> AnyView {
        match text.versions.len() {
            0 => ().into_any(),
            1 => view! { <Voice text=text.shown().to_owned() lang/> }.into_any(),
            _ => self.apart(text),
        }
    }

    /// The versions side by side; nothing if there is one or none.
    pub fn apart(self, text: &Text) -> AnyView {
        if text.versions.len() < 2 {
            return ().into_any();
        }
        let order: Vec<(Dot, Version)> = newest_first(text);
        // Which of them was written here is known a moment later.
        let here = RwSignal::new(None::<Option<DeviceId>>);
        leptos::task::spawn_local(async move {
            let device = query::summary().await.ok().map(|summary| summary.device);
            let _ = here.try_set(Some(device));
        });
        (move || here.get().map(|here| self.side_by_side(order.clone(), here))).into_any()
    }

    fn side_by_side(self, order: Vec<(Dot, Version)>, here: Option<DeviceId>) -> AnyView {
        let shown: Vec<VersionShown> = order
            .iter()
            .zip(whens(&order, here))
            .map(|((_, version), when)| VersionShown { text: version.text.clone(), when })
            .collect();
        let error = RwSignal::new(None::<String>);
        let choose = move |(choice,): (VersionChoice,)| {
            let all = || order.iter().map(|(dot, _)| *dot).collect::<Vec<_>>();
            let (opened, text) = match choice {
                VersionChoice::Use(at) => (all(), order.get(at).map(|(_, one)| one.text.clone()).unwrap_or_default()),
                VersionChoice::Combine => (all(), together(&order)),
                VersionChoice::Discard(at) => (order.get(at).map(|(dot, _)| *dot).into_iter().collect(), String::new()),
            };
            let Self { kind, id, field } = self;
            run_then(Command::SettleText { kind, id, field: field.0, opened, text }, settle(error, settled));
        };
        view! {
            <Versions
                said=tr::versions::apart(shown.len())
                shown
                error
                on_choose=Callback::new(choose)
            />
        }
        .into_any()
    }
}

/// When each was written, and which of them on this device.
#[allow(clippy::cast_precision_loss)] // moments are far below 2^53
fn whens(order: &[(Dot, Version)], here: Option<DeviceId>) -> Vec<String> {
    use tr::versions as said;
    let days: Vec<String> = order.iter().map(|(_, one)| i18n::date(one.ms as f64, DateStyle::Long)).collect();
    let same = days.iter().enumerate().any(|(at, day)| days[..at].contains(day));
    // A database that goes on as another device does not know its earlier writes again, so of the others nothing is said.
    let one = |((dot, version), day): (&(Dot, Version), String)| {
        let when = if same { said::at(&day, &i18n::time(version.ms as f64)) } else { day };
        if Some(dot.device) == here { said::here(&when) } else { when }
    };
    order.iter().zip(days).map(one).collect()
}

/// The buttons go, and the focus is not to go with them.
fn settled(_: &Commit) {
    focus::main_heading();
}

/// What an edit begins with: all versions, so that none is lost by saving.
pub fn begun(text: &Text) -> String {
    together(&newest_first(text))
}

fn newest_first(text: &Text) -> Vec<(Dot, Version)> {
    let mut order: Vec<(Dot, Version)> = text.versions.iter().map(|(dot, version)| (*dot, version.clone())).collect();
    order.sort_by(|one, other| (&other.1, other.0).cmp(&(&one.1, one.0)));
    order
}

fn together(order: &[(Dot, Version)]) -> String {
    order.iter().map(|(_, version)| version.text.as_str()).collect::<Vec<_>>().join("\n\n")
}
