//! Addresses that a text names: where they lead, and how one is written into a link.

use super::escape;
use cairn_domain::text::LINK_MAX;

/// Where an address leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Address {
    /// To a place that may be followed.
    Away(String),
    /// To a file beside the text, or one that is held in the address.
    Beside(String),
    /// To something that would run.
    Script,
    /// Nowhere.
    Nowhere,
}

/// What an address means, references resolved.
pub(super) fn address(written: &str) -> Address {
    let clean: String = written.trim().chars().filter(|c| !matches!(c, '\n' | '\r' | '\t' | '\0')).collect();
    let head: String = clean.chars().take(32).filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let scheme = head.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let is_scheme = |scheme: &String| {
        !scheme.is_empty()
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-'))
    };
    match scheme.filter(is_scheme).as_deref() {
        Some("http" | "https" | "mailto") if clean.len() <= LINK_MAX => Address::Away(clean),
        Some("javascript" | "vbscript" | "livescript") => Address::Script,
        Some("data" | "file") => Address::Beside(clean),
        // A letter and a colon: a drive.
        Some(scheme) if scheme.len() > 1 && !clean.contains('.') => Address::Nowhere,
        Some("http" | "https" | "mailto" | "ftp" | "tel" | "blob" | "about") => Address::Nowhere,
        _ if clean.starts_with("//") && clean.len() < LINK_MAX => Address::Away(["https:", &clean].concat()),
        _ if clean.is_empty() || clean.starts_with('#') => Address::Nowhere,
        _ => Address::Beside(clean),
    }
}

/// An address as it stands in a link.
pub(super) fn linked(address: &str) -> String {
    let digit = |digit| char::from_digit(digit, 16).unwrap_or_default().to_ascii_uppercase();
    let mut out = String::with_capacity(address.len());
    for (at, letter) in address.char_indices() {
        match letter {
            ' ' | '"' | '$' | '(' | ')' | '<' | '>' | '[' | ']' | '\\' | '^' | '`' | '{' | '|' | '}' | '*' => {
                out.extend(['%', digit(u32::from(letter) / 16), digit(u32::from(letter) % 16)]);
            }
            '&' if escape::names_a_letter(&address[at + 1..]) => out.push_str("\\&"),
            letter if letter.is_control() || letter.is_whitespace() => {}
            letter => out.push(letter),
        }
    }
    out
}

/// Hexadecimal digits behind percent signs as the letters they stand for; nothing if there are none.
pub(crate) fn unquoted(address: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address;
    while let Some(at) = rest.find('%') {
        let byte = rest.get(at + 1..at + 3).and_then(|digits| u8::from_str_radix(digits, 16).ok())?;
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        bytes.push(byte);
        rest = &rest[at + 3..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).ok().filter(|plain| plain != address)
}

/// The name of the file that an address ends in, without its ending.
pub(super) fn stem(address: &str) -> String {
    if address.starts_with("data:") {
        return String::new();
    }
    let plain = unquoted(address);
    let path = plain.as_deref().unwrap_or(address).split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}
