//! Keys and what they do, as a list.

use crate::i18n::tr;
use leptos::prelude::*;

/// Keys that do one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyLine {
    keys: Vec<String>,
    /// What stands between them; nothing between keys of which any will do.
    between: String,
    what: String,
}

impl KeyLine {
    /// Any of these keys.
    pub fn any(keys: &[impl AsRef<str>], what: String) -> Self {
        Self::joined(keys, String::new(), what)
    }

    /// One key after the other.
    pub fn after(keys: &[impl AsRef<str>], what: String) -> Self {
        Self::joined(keys, tr::keys::then(), what)
    }

    /// All of them at once.
    pub fn together(keys: &[impl AsRef<str>], what: String) -> Self {
        Self::joined(keys, "+".to_owned(), what)
    }

    fn joined(keys: &[impl AsRef<str>], between: String, what: String) -> Self {
        Self { keys: keys.iter().map(|key| key.as_ref().to_owned()).collect(), between, what }
    }
}

/// The list.
#[component]
pub fn Keys(lines: Vec<KeyLine>) -> impl IntoView {
    let line = |KeyLine { keys, between, what }: KeyLine| {
        let key = |(at, key): (usize, String)| {
            let between = (at > 0 && !between.is_empty()).then(|| view! { <span class="cap">{between.clone()}</span> });
            view! { {between}<kbd dir="auto">{key}</kbd> }
        };
        let keys: Vec<_> = keys.into_iter().enumerate().map(key).collect();
        view! { <li><span class="line">{keys}</span><span>{what}</span></li> }
    };
    view! { <ul class="keys">{lines.into_iter().map(line).collect_view()}</ul> }.into_any()
}
