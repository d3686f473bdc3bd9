//! Reports of files that came in: each is kept on this device, the last of them, so that it can be read again.

use super::touched;
use crate::{
    browser::{clock, download::Made},
    i18n::tr,
    session::{dispatch, shown, watch},
    ui::live,
};
use cairn_domain::{brought::Brought, kind::Kind};
use leptos::prelude::*;

/// Keeps one.
pub fn keep(change: u64, name: String, text: String) {
    #[allow(clippy::cast_possible_truncation)] // milliseconds since 1970 fit for 285,000 years
    let ms = clock::now() as i64;
    dispatch::decide(Box::new(Brought { ms, change, name, text }), |_| {
        dispatch::changed(&touched(vec![Kind::PROFILE]));
    });
}

/// Those that are kept, the latest first.
pub fn kept() -> Memo<Option<Vec<Brought>>> {
    shown(watch(&[Kind::PROFILE], |_| vec![Brought::lookup()]), Brought::read)
}

/// Hands one out as a text file.
pub fn save(text: &str) {
    // By the mark at its beginning every program knows how its letters are written.
    let Some(made) = Made::of_parts(&[["\u{feff}", text].concat().into_bytes()], "text/plain") else { return };
    leptos::task::spawn_local(async move {
        let name = ["cairn-", &tr::differences::file_name(), "-", &clock::date_stem(clock::now()), ".txt"].concat();
        let left = super::hand_out_as_it_is(&name, "text/plain", &made).await;
        live::toast(super::words::left(left, &name).unwrap_or_else(tr::storage::not_exported), None);
    });
}
