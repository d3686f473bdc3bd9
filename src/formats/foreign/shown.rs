//! Pictures and sounds of a text: those that are kept, and the words of those that are not.

use super::{
    Dropped, Kept,
    addresses::{Address, address, stem, unquoted},
    elements::{Element, element},
    tokens::{Attributes, Token, Tokens},
};
use crate::entities::resolved;
use cairn_domain::media::{MediaHash, reference};

/// What stands for a picture or a sound.
pub(super) enum Shown {
    /// It is kept: how it is shown, and its words.
    Kept(String, String),
    /// Its words alone.
    Words(String),
}

/// The value of an attribute.
pub(super) fn said(attributes: &str, name: &str) -> String {
    Attributes::of(attributes, name).map(resolved).unwrap_or_default()
}

/// The kept content of an address beside the text, as it stands there or with its percent signs read.
pub(super) fn kept_at(address: &str, kept: &mut Kept) -> Option<MediaHash> {
    kept(address).or_else(|| unquoted(address).and_then(|plain| kept(&plain)))
}

/// A picture.
pub(super) fn image(attributes: &str, kept: &mut Kept, dropped: &mut Dropped) -> Shown {
    let alt = said(attributes, "alt");
    let words = if alt.trim().is_empty() { said(attributes, "title") } else { alt };
    one(&said(attributes, "src"), words, kept, dropped)
}

/// A sound or a film, of which the first content that is kept is shown.
pub(super) fn sound(attributes: &str, content: &str, kept: &mut Kept, dropped: &mut Dropped) -> Shown {
    let mut addresses = vec![said(attributes, "src")];
    let mut tokens = Tokens::of(content);
    while let Some(token) = tokens.next() {
        if let Token::Open(name, attributes) = token
            && (name.eq_ignore_ascii_case("source") || matches!(element(name), Element::Image))
            && addresses.len() < 16
        {
            addresses.push(said(attributes, "src"));
        }
    }
    addresses.retain(|address| !address.trim().is_empty());
    let words = said(attributes, "title");
    let mut last = Shown::Words(words.clone());
    let mut all = Dropped::default();
    for address in addresses {
        let mut now = Dropped::default();
        last = one(&address, words.clone(), kept, &mut now);
        if matches!(last, Shown::Kept(..)) {
            return last;
        }
        all = now;
    }
    dropped.scripts += all.scripts;
    dropped.remote += all.remote;
    dropped.missing += all.missing;
    last
}

fn one(written: &str, words: String, kept: &mut Kept, dropped: &mut Dropped) -> Shown {
    let words = if words.chars().all(char::is_whitespace) { None } else { Some(words) };
    match address(written) {
        Address::Beside(beside) => {
            let name = words.unwrap_or_else(|| stem(&beside));
            match kept_at(&beside, kept) {
                Some(hash) => Shown::Kept(reference::written(&name, hash), name),
                None => {
                    dropped.missing += 1;
                    Shown::Words(name)
                }
            }
        }
        other => {
            match other {
                Address::Away(_) => dropped.remote += 1,
                Address::Script => dropped.scripts += 1,
                _ if !written.trim().is_empty() => dropped.missing += 1,
                _ => {}
            }
            Shown::Words(words.unwrap_or_default())
        }
    }
}
