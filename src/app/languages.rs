//! The languages on offer and the one in use: the list that two screens show (first run, Language and
//! text), and the change itself. The words are the catalogue's; here is only the choosing.

use crate::browser::focus;
use crate::browser::preferences::{self, Preference};
use crate::i18n::{self, LANGUAGES, Language, tr};
use crate::ui::{Choice, RadioField, live};
use leptos::prelude::*;

/// The language in use, as a signal: the views are mounted anew with it.
#[derive(Clone, Copy)]
pub struct LanguageInUse(pub RwSignal<Language>);

/// The list of languages; a choice is loaded and the app speaks it.
pub fn language_list(legend_hidden: bool) -> AnyView {
    let in_use = expect_context::<LanguageInUse>();
    let failed = RwSignal::new(None::<String>);
    let chosen = RwSignal::new(i18n::current().tag.to_owned());
    let choose = move |tag: String| {
        let Some(language) = i18n::find(&tag) else {
            return;
        };
        chosen.set(tag);
        failed.set(None);
        leptos::task::spawn_local(async move {
            if change_language(in_use, language).await {
                live::say(language.endonym.to_owned());
            } else {
                chosen.set(i18n::current().tag.to_owned());
                failed.set(Some(tr::text::language_failed()));
            }
        });
    };
    view! {
        <RadioField
            legend=tr::text::language()
            choices=language_choices()
            value=chosen
            on_change=choose
            error=Signal::derive(move || failed.get())
            legend_hidden
            id="language"
        />
    }
    .into_any()
}

/// The languages by the names their speakers use.
fn language_choices() -> Vec<Choice> {
    LANGUAGES
        .iter()
        .map(|language| Choice { lang: Some(language.tag), ..Choice::new(language.tag, language.endonym) })
        .collect()
}

/// Changes the language and keeps it; what has the focus keeps it. False if it cannot be loaded now.
async fn change_language(in_use: LanguageInUse, language: Language) -> bool {
    if i18n::load(language).await.is_err() {
        return false;
    }
    preferences::write(Preference::Language, Some(language.tag));
    let focused = focus::current_id();
    in_use.0.set(language);
    if let Some(id) = focused {
        focus::by_id(&id);
    }
    true
}
