//! Whether a backup is put under a passphrase, and which: two fields that are seen only by who wants them.

use crate::browser::focus;
use crate::i18n::tr;
use crate::ui::{CheckField, Note, NoteKind, SecretField};
use cairn_worker::protocol::Passphrase;
use leptos::prelude::*;

/// From so many characters on a passphrase is good, and from so many on hard to guess. Only its length is looked at.
const GOOD: usize = 14;
const LONG: usize = 24;

const FIRST: &str = "passphrase";
const SECOND: &str = "passphrase-again";

/// The choice.
#[derive(Clone, Copy)]
pub struct Protect {
    wanted: RwSignal<bool>,
    first: RwSignal<String>,
    second: RwSignal<String>,
    short: RwSignal<Option<String>>,
    other: RwSignal<Option<String>>,
}

impl Protect {
    /// A plain backup, until she says otherwise.
    pub fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            wanted: RwSignal::new(false),
            first: text(),
            second: text(),
            short: RwSignal::new(None),
            other: RwSignal::new(None),
        }
    }

    /// The passphrase to use, or none; an error, and the field says why, if what was typed is not one yet.
    pub fn passphrase(self) -> Result<Option<Passphrase>, ()> {
        if !self.wanted.get_untracked() {
            return Ok(None);
        }
        let [first, second] =
            [self.first, self.second].map(|typed| typed.with_untracked(|typed| Passphrase::of(typed)));
        let short = first.length() < Passphrase::LEAST;
        let other = !short && first != second;
        self.short.set(short.then(|| tr::passphrase::too_short(Passphrase::LEAST)));
        self.other.set(other.then(tr::passphrase::not_same));
        if short || other {
            focus::go_to(if short { FIRST } else { SECOND });
            return Err(());
        }
        Ok(Some(first))
    }

    /// The file is made: nothing keeps the words.
    pub fn forget(self) {
        let _ = self.wanted.try_set(false);
        self.clear();
    }

    fn clear(self) {
        for typed in [self.first, self.second] {
            let _ = typed.try_set(String::new());
        }
        for error in [self.short, self.other] {
            let _ = error.try_set(None);
        }
    }

    /// The choice, and the fields behind it; Enter in them does what the button does.
    pub fn view(self, on_enter: Callback<()>) -> AnyView {
        let choose = move |on: bool| {
            self.wanted.set(on);
            self.clear();
        };
        view! {
            <div class="stack">
                <CheckField
                    label=tr::passphrase::protect()
                    hint=tr::passphrase::protect_hint()
                    checked=self.wanted
                    on_change=choose
                />
                {move || self.wanted.get().then(|| self.fields(on_enter))}
            </div>
        }
        .into_any()
    }

    fn fields(self, on_enter: Callback<()>) -> AnyView {
        let shown = RwSignal::new(false);
        // What was wrong is not said of words that are being mended.
        Effect::new(move |_| {
            self.first.track();
            self.short.set(None);
        });
        Effect::new(move |_| {
            self.first.track();
            self.second.track();
            self.other.set(None);
        });
        let hint = Signal::derive(move || Some(how_good(self.first.with(|typed| Passphrase::of(typed).length()))));
        view! {
            <Note kind=NoteKind::Warn><p>{tr::passphrase::lost()}</p></Note>
            <SecretField
                label=tr::passphrase::name()
                value=self.first
                hint
                error=self.short
                shown
                on_enter
                chosen=true
                id=FIRST
            />
            <SecretField
                label=tr::passphrase::again()
                value=self.second
                error=self.other
                shown
                on_enter
                chosen=true
                repeated=true
                id=SECOND
            />
        }
        .into_any()
    }
}

fn how_good(length: usize) -> String {
    match length {
        0..Passphrase::LEAST => tr::passphrase::hint(Passphrase::LEAST),
        Passphrase::LEAST..GOOD => tr::passphrase::short(),
        GOOD..LONG => tr::passphrase::good(),
        LONG.. => tr::passphrase::long(),
    }
}
