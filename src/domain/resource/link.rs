//! Which links a resource may have, and what an address tells about what lies behind it.
//!
//! Five schemes are opened from the app: http, https, mailto, tel and geo. A plain address gets its
//! scheme; everything else is refused, so no `javascript:` or `data:` ever reaches an anchor.

use super::Format;
use crate::{
    error::{Place, Rejection},
    text,
};

/// The link as it is kept: trimmed, with its scheme in lower case; empty stays empty.
pub fn check(link: &str) -> Result<String, Rejection> {
    let link = text::line(link, text::LINK_MAX).map_err(Rejection::text(Place::Link))?;
    if link.is_empty() {
        return Ok(link);
    }
    // White space and a backslash mean another address to a browser than to a reader.
    if link.contains(|c: char| c.is_whitespace() || c == '\\') {
        return Err(Rejection::Link);
    }
    let checked = match scheme(&link) {
        Some((scheme, rest)) => known(&scheme.to_ascii_lowercase(), rest),
        None => plain(&link),
    };
    checked.ok_or(Rejection::Link)
}

/// What stands between the scheme and the path of a web address, without `www.`; empty for others.
pub fn host(link: &str) -> &str {
    let Some((_, rest)) = link.split_once("://") else { return "" };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

/// A title to begin with: the last readable part of the address, else its host.
pub fn suggested_title(link: &str) -> String {
    let path = link.split_once("://").map_or("", |(_, rest)| rest).split(['?', '#']).next().unwrap_or_default();
    let mut parts: Vec<&str> = path.split('/').skip(1).filter(|part| !part.is_empty()).collect();
    if parts.last().is_some_and(|last| matches!(last.split('.').next(), Some("index" | "watch"))) {
        parts.pop();
    }
    let part = parts.last().copied().unwrap_or_default();
    let words = readable(&decode(part));
    if words.chars().filter(|c| c.is_alphabetic()).count() < 3 {
        return match link.split_once(':') {
            Some(("mailto" | "tel", rest)) => rest.split('?').next().unwrap_or_default().to_owned(),
            _ => host(link).to_owned(),
        };
    }
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

/// The form that the address speaks for; [`Format::Article`] for an ordinary page.
pub fn suggested_format(link: &str) -> Format {
    let path = link.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| path.ends_with(ending));
    if link.starts_with("mailto:") || link.starts_with("tel:") {
        Format::Person
    } else if link.starts_with("geo:") {
        Format::PlaceToGo
    } else if matches!(host(link), "youtube.com" | "m.youtube.com" | "youtu.be" | "vimeo.com")
        || ends(&[".mp4", ".webm", ".mov"])
    {
        Format::Video
    } else if ends(&[".mp3", ".m4a", ".ogg", ".opus", ".wav"]) {
        Format::Audio
    } else if ends(&[".pdf", ".doc", ".docx", ".odt", ".ppt", ".pptx", ".odp"]) {
        Format::Document
    } else if ends(&[".epub"]) {
        Format::Book
    } else if ends(&[".png", ".jpg", ".jpeg", ".svg", ".webp"]) {
        Format::Infographic
    } else if link.is_empty() {
        Format::Other
    } else {
        Format::Article
    }
}

/// The scheme and what follows; a host with a port is no scheme.
fn scheme(link: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = link.split_once(':')?;
    let shaped = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    let port = scheme.contains('.') && {
        let digits = rest.split(['/', '?', '#']).next().unwrap_or_default();
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    (shaped && !port).then_some((scheme, rest))
}

fn known(scheme: &str, rest: &str) -> Option<String> {
    let good = match scheme {
        "http" | "https" => rest.strip_prefix("//").is_some_and(|rest| {
            let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
            authority.rsplit('@').next().is_some_and(|host| host.contains(char::is_alphanumeric))
        }),
        "mailto" => is_mailbox(rest.split('?').next().unwrap_or_default()),
        "tel" => {
            rest.bytes().any(|byte| byte.is_ascii_digit())
                && rest.chars().all(|c| c.is_ascii_alphanumeric() || "+-.()*#;=".contains(c))
        }
        "geo" => {
            let place = rest.split([';', '?']).next().unwrap_or_default();
            let mut parts = place.split(',').map(str::parse::<f64>);
            matches!((parts.next(), parts.next()), (Some(Ok(latitude)), Some(Ok(longitude)))
                if latitude.abs() <= 90.0 && longitude.abs() <= 180.0)
        }
        _ => false,
    };
    good.then(|| format!("{scheme}:{rest}"))
}

/// An address typed without a scheme.
fn plain(link: &str) -> Option<String> {
    if let Some(rest) = link.strip_prefix("//") {
        return plain(rest).filter(|found| found.starts_with("https:"));
    }
    let authority = link.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.len() == link.len() && is_mailbox(link) {
        return Some(format!("mailto:{link}"));
    }
    is_domain(authority).then(|| format!("https://{link}"))
}

fn is_mailbox(text: &str) -> bool {
    matches!(text.rsplit_once('@'), Some((name, host)) if !name.is_empty() && !name.contains(['@', '/', ':']) && is_domain(host))
}

/// Two or more labels; the last one is a word, or all four are numbers.
fn is_domain(authority: &str) -> bool {
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    let labels: Vec<&str> = host.trim_end_matches('.').split('.').collect();
    let word = |label: &&str| {
        !label.is_empty()
            && label.chars().all(|c| !c.is_ascii() || c.is_ascii_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let number = |label: &&str| label.parse::<u8>().is_ok();
    labels.len() >= 2
        && labels.iter().all(word)
        && (labels.last().is_some_and(|last| last.chars().count() >= 2 && last.chars().any(char::is_alphabetic))
            || labels.len() == 4 && labels.iter().all(number))
}

/// Percent signs resolved, if they give valid UTF-8.
fn decode(part: &str) -> String {
    let bytes = part.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |place: usize| bytes.get(place).and_then(|byte| char::from(*byte).to_digit(16));
        match (bytes[at], hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.extend(u8::try_from(high * 16 + low));
                at += 3;
            }
            (byte, _, _) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| part.to_owned())
}

/// A file name as words: no ending, no hyphens.
fn readable(name: &str) -> String {
    let stem = match name.rsplit_once('.') {
        Some((stem, ending)) if (1..=5).contains(&ending.len()) && !ending.contains(' ') => stem,
        _ => name,
    };
    let spaced: String = stem.chars().map(|c| if "-_+".contains(c) || c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first web address within a text that was shared.
pub fn within(text: &str) -> Option<String> {
    let word = text.split_whitespace().find(|word| word.starts_with("https://") || word.starts_with("http://"))?;
    let address = word.trim_end_matches(['.', ',', ';', ')', '>', '"', '\'', '»', '”', '،', '؛']);
    check(address).ok().filter(|address| !address.is_empty())
}

/// A title from the name of a file: without its ending, with spaces for what stands for them.
pub fn title_of_file(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, ending)| if stem.is_empty() { ending } else { stem });
    let spaced = stem.replace(['_', '+'], " ").replace("%20", " ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let title: String = words.join(" ").chars().take(crate::text::TITLE_MAX).collect();
    if title.is_empty() { name.to_owned() } else { title }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_address_gets_its_scheme() {
        for (typed, kept) in [
            ("", ""),
            (" example.org/a ", "https://example.org/a"),
            ("example.org:8080/a?b#c", "https://example.org:8080/a?b#c"),
            ("//example.org/a", "https://example.org/a"),
            ("192.168.0.1/manual", "https://192.168.0.1/manual"),
            ("موقع.مثال/درس", "https://موقع.مثال/درس"),
            ("baraka@example.org", "mailto:baraka@example.org"),
            ("HTTPS://Example.org/A", "https://Example.org/A"),
            ("http://localhost:8000/", "http://localhost:8000/"),
            ("mailto:baraka@example.org?subject=Lamp", "mailto:baraka@example.org?subject=Lamp"),
            ("tel:+254-700-000000", "tel:+254-700-000000"),
            ("geo:-0.303,36.08;u=35", "geo:-0.303,36.08;u=35"),
        ] {
            assert_eq!(check(typed).as_deref(), Ok(kept), "{typed}");
        }
    }

    #[test]
    fn nothing_that_runs_or_misleads_is_a_link() {
        for link in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://example.org/1",
            "intent://x#Intent;end",
            "https:",
            "https://",
            "https:example.org",
            "https://exa mple.org",
            "https:\\\\example.org",
            "example",
            "3.14",
            "tel:",
            "geo:91,0",
            "geo:here",
            "mailto:nobody",
            "//javascript:alert(1)",
            "-a.org",
        ] {
            assert_eq!(check(link), Err(Rejection::Link), "{link}");
        }
        for link in ["java\nscript:alert(1)", "java\tscript:alert(1)", "\u{1}javascript:alert(1)"] {
            assert!(check(link).is_err(), "{link}");
        }
    }

    #[test]
    fn an_address_suggests_a_title() {
        for (link, title) in [
            ("https://example.org/repair/why-lithium-batteries-swell.html?x=1", "Why lithium batteries swell"),
            ("https://www.example.org/", "example.org"),
            ("https://www.example.org/12/34", "example.org"),
            ("https://example.org/guide/index.html", "Guide"),
            ("https://ar.example.org/%D9%83%D9%87%D8%B1%D8%A8%D8%A7%D8%A1_%D9%85%D9%86%D8%B2%D9%84", "كهرباء منزل"),
            ("https://example.org/a%zz-bad%ff-lamp", "A%zz bad%ff lamp"),
            ("mailto:baraka@example.org", "baraka@example.org"),
            ("", ""),
        ] {
            assert_eq!(suggested_title(link), title, "{link}");
        }
    }

    #[test]
    fn an_address_suggests_a_format() {
        for (link, format) in [
            ("https://youtu.be/abc", Format::Video),
            ("https://example.org/part3.mp3?dl=1", Format::Audio),
            ("https://example.org/Manual.PDF", Format::Document),
            ("tel:+254", Format::Person),
            ("geo:0,36", Format::PlaceToGo),
            ("https://example.org/page", Format::Article),
        ] {
            assert_eq!(suggested_format(link), format, "{link}");
        }
    }

    #[test]
    fn an_address_is_found_in_a_shared_text() {
        for (text, expected) in [
            ("Look: https://example.org/lamp.", Some("https://example.org/lamp")),
            ("https://example.org/a", Some("https://example.org/a")),
            ("javascript:alert(1)", None),
            ("no address", None),
        ] {
            assert_eq!(within(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_file_gives_a_title() {
        for (name, title) in [
            ("How_to_solder.webm", "How to solder"),
            ("صورة المصباح.png", "صورة المصباح"),
            ("notes", "notes"),
            (".env", "env"),
        ] {
            assert_eq!(title_of_file(name), title, "{name}");
        }
    }
}
