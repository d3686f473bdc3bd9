//! Where skills that are made of decks stand: in a framework that is here, or in a new one that she names.

use crate::i18n::tr;
use crate::session::{shown, watch};
use crate::ui::{Choice, SelectField, TextField};
use cairn_domain::{competency::Framework, id::FrameworkId, item::place::Where, kind::Kind, port::Lookup};
use leptos::prelude::*;

const NEW: &str = "new";

/// The choice.
#[derive(Clone, Copy)]
pub struct Stand {
    /// What she chose; nothing yet.
    chosen: RwSignal<Option<String>>,
    name: RwSignal<String>,
    known: Memo<Option<Vec<(FrameworkId, String)>>>,
}

impl Stand {
    /// Nothing chosen; a new framework would be called `name`, and one that is called so is offered first.
    pub fn new(name: String) -> Self {
        let reading = watch(&[Kind::FRAMEWORK], |_| vec![Lookup::Range(Framework::all())]);
        let known = shown(reading, |snapshot| {
            let frameworks = snapshot.nouns::<Framework>(&Framework::all());
            frameworks.into_iter().map(|framework| (framework.id, framework.title)).collect()
        });
        Self { chosen: RwSignal::new(None), name: RwSignal::new(name), known }
    }

    /// The fields.
    pub fn field(self, error: RwSignal<Option<String>>) -> AnyView {
        let choices = move || {
            let known = self.known.get().unwrap_or_default().into_iter();
            let known = known.map(|(id, title)| Choice::new(id.to_string(), title));
            [Choice::new(NEW, tr::decks::stand_new())].into_iter().chain(known).collect::<Vec<_>>()
        };
        let value = Memo::new(move |_| self.value());
        view! {
            <SelectField
                label=tr::decks::stand()
                choices=Signal::derive(choices)
                value
                on_change=move |chosen: String| self.chosen.set(Some(chosen))
            />
            {move || (value.get() == NEW).then(|| view! {
                <TextField
                    label=tr::skills::framework_title()
                    value=self.name
                    error=error
                    on_input=move |text: String| self.name.set(text)
                />
            })}
        }
        .into_any()
    }

    /// What is chosen now.
    pub fn place(self) -> Where<FrameworkId> {
        match FrameworkId::parse(&untrack(|| self.value())) {
            Some(id) => Where::Known(id),
            None => Where::New(self.name.get_untracked()),
        }
    }

    fn value(self) -> String {
        if let Some(chosen) = self.chosen.get() {
            return chosen;
        }
        let name = self.name.get();
        let like = self.known.with(|known| known.iter().flatten().find(|(_, title)| *title == name).map(|(id, _)| *id));
        like.map_or_else(|| NEW.to_owned(), |id| id.to_string())
    }
}
