//! What reading a file told: counts, hash and problems, the same for every format and every shell.

use crate::{
    aiken, anki, gift, notes,
    problem::{Problem, Refusal},
    quiz,
};
use cairn_domain::kind::Kind;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A file format that can be read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Format {
    /// Cairn's own file.
    Cairn,
    /// 1EdTech CASE 1.0 or 1.1, JSON.
    Case,
    /// Competency framework of Moodle, CSV.
    Moodle,
    /// Bookmarks of a browser, Netscape HTML.
    Bookmarks,
    /// Saved links of Pocket, HTML or CSV.
    Pocket,
    /// Cairn's own file, sealed with a passphrase.
    Sealed,
    /// Items of Cairn as CSV.
    Items,
    /// A table: CSV, TSV and the like.
    Sheet,
    /// A package of Anki, `.apkg` or `.colpkg`.
    Anki,
    /// Questions in GIFT.
    Gift,
    /// Questions of Moodle, XML.
    Quiz,
    /// Questions in Aiken.
    Aiken,
    /// Notes in Markdown: a zip, or one of them.
    Notes,
}

impl Format {
    /// Its name in reports and in the ids of imported things; never changed.
    pub const fn name(self) -> &'static str {
        match self {
            Format::Cairn => "cairn",
            Format::Case => "case",
            Format::Moodle => "moodle",
            Format::Bookmarks => "bookmarks",
            Format::Pocket => "pocket",
            Format::Sealed => "sealed",
            Format::Items => "items",
            Format::Sheet => "sheet",
            Format::Anki => anki::FORMAT,
            Format::Gift => gift::FORMAT,
            Format::Quiz => quiz::FORMAT,
            Format::Aiken => aiken::FORMAT,
            Format::Notes => notes::FORMAT,
        }
    }
}

/// The files that a `.cairn` file brings beside its rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MediaReport {
    /// How many there are.
    pub count: u64,
    /// Their bytes.
    pub bytes: u64,
    /// How many a row names that are not there.
    pub missing: u64,
}

/// The result of reading a file, for people and for comparison between shells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// The format, if it was recognised.
    pub format: Option<Format>,
    /// Records (in use and deleted) and events by kind.
    pub counts: BTreeMap<Kind, u64>,
    /// Of a `.cairn` file the state hash, of others [`Source::content_hash`](crate::source::Source::content_hash); `None` of a
    /// refused file.
    pub hash: Option<[u8; 32]>,
    /// The files beside the rows; none if no row names one.
    pub media: Option<MediaReport>,
    /// Of a deck what is in it, as the program counts it that wrote it.
    pub deck: Option<anki::Counts>,
    /// What was met.
    pub problems: Vec<Problem>,
}

impl Report {
    /// A file that was refused for one reason.
    pub fn refused(format: Option<Format>, refusal: Refusal) -> Self {
        let Refusal { location, code, detail } = refusal;
        Self {
            format,
            counts: BTreeMap::new(),
            hash: None,
            media: None,
            deck: None,
            problems: vec![Problem { location, code, detail }],
        }
    }

    /// `{"format", "counts": {kind: n}, "hash", "media": {"count", "bytes", "missing"}, "problems": [{"place", "code",
    /// "text"}]}`, without `media` if no row names a file; `text` gives the
    /// sentence of a problem. Of a deck the counts have `notes`, `cards`, `responses`, `media`, `decks` and `tags` besides.
    pub fn to_json(&self, text: impl Fn(&Problem) -> String) -> Value {
        let mut counts: serde_json::Map<String, Value> =
            self.counts.iter().map(|(kind, count)| (kind_name(*kind), json!(count))).collect();
        if let Some(anki::Counts { notes, cards, responses, media, decks, tags }) = self.deck {
            let of_deck = json!({"notes": notes, "cards": cards, "responses": responses, "media": media, "decks": decks, "tags": tags});
            counts.extend(of_deck.as_object().cloned().unwrap_or_default());
        }
        let problems: Vec<Value> = self
            .problems
            .iter()
            .map(|problem| json!({"place": problem.location.to_string(), "code": problem.code, "text": text(problem)}))
            .collect();
        let mut report = json!({
            "format": self.format.map_or("", Format::name),
            "counts": counts,
            "hash": self.hash.map(|hash| hex(&hash)).unwrap_or_default(),
            "problems": problems,
        });
        if let Some(MediaReport { count, bytes, missing }) = self.media {
            report["media"] = json!({"count": count, "bytes": bytes, "missing": missing});
        }
        report
    }
}

/// The kind's name in files; `kind-77` for one of a newer version.
pub fn kind_name(kind: Kind) -> String {
    kind.name().map_or_else(|| format!("kind-{}", kind.0), str::to_owned)
}

/// Reads [`kind_name`].
pub fn kind_of_name(name: &str) -> Option<Kind> {
    Kind::from_name(name).or_else(|| {
        let code = Kind(name.strip_prefix("kind-")?.parse().ok()?);
        (kind_name(code) == name).then_some(code)
    })
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}
