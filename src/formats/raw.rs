//! The rows of the browser's databases as the page of self-repair saves them (`public/repair/page.js`), where nothing of the app can be
//! had: JSON, a row's body in base64. It becomes a `.cairn` file and goes the way of one; it is no format for others.

use crate::{
    cairn::{self, About, Contents, StateHash, Use},
    problem::{Location, Problem, Refusal},
};
use cairn_domain::{
    event::{Event, page::unpack_numbered},
    id::{DeviceId, Id, ProfileId},
    kind::Kind,
    port::Table,
    record::{Record, page::RecordPage},
};
use data_encoding::BASE64;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// How such a file begins.
const HEAD: &[u8] = br#"{"format":"cairn-raw","version":1,"#;

/// The rows of this store hold many answers each, packed; they come behind those that lie single, which win.
const PAGES: &str = "response_page";

/// The same of items. By their names these stores, too, come behind those of single rows.
const ITEM_PAGES: &str = "item_page";

/// The one row of this store says whose database it is.
const META: &str = "meta";

#[derive(Deserialize)]
struct Raw {
    databases: Vec<Database>,
}

#[derive(Deserialize)]
struct Database {
    name: String,
    stores: BTreeMap<String, Vec<Row>>,
}

#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    body: Option<Body>,
    #[serde(default)]
    profile: Option<String>,
    #[serde(default)]
    device: Option<String>,
}

#[derive(Deserialize)]
struct Body {
    bytes: String,
}

/// Whether these bytes are such a file.
pub fn is_raw(bytes: &[u8]) -> bool {
    bytes.starts_with(HEAD)
}

/// The `.cairn` file of the first database that is `hers`, else of the first with any rows, and what was left out.
/// Refused: `not_json`, and `empty` if there are no rows.
pub fn to_cairn(
    bytes: &[u8],
    hers: impl Fn(ProfileId) -> bool,
    hash: StateHash,
) -> Result<(Vec<u8>, Vec<Problem>), Refusal> {
    let raw: Raw = serde_json::from_slice(bytes)
        .map_err(|fault| Refusal::new(Location::Line(fault.line() as u64), "not_json", ""))?;
    let mut found: Vec<_> = raw.databases.iter().filter_map(Found::of).collect();
    let own = found.iter().position(|found| found.about.profile.is_some_and(&hers));
    if found.is_empty() {
        return Err(Refusal::new(Location::Whole, "empty", ""));
    }
    let Found { contents, about, problems } = found.swap_remove(own.unwrap_or(0));
    Ok((cairn::write(&contents, &about, hash)?, problems))
}

struct Found {
    contents: Contents,
    about: About,
    problems: Vec<Problem>,
}

impl Found {
    fn of(database: &Database) -> Option<Self> {
        let meta = database.stores.get(META).and_then(|rows| rows.first());
        let text = |of: fn(&Row) -> &Option<String>| meta.and_then(|row| of(row).as_deref());
        let named = || database.name.rsplit('.').next().and_then(ProfileId::parse);
        let about = About {
            purpose: Use::Backup,
            profile: Some(text(|row| &row.profile).and_then(ProfileId::parse).or_else(named)?),
            space: None,
            made_ms: 0,
            device: DeviceId(text(|row| &row.device).and_then(|hex| u64::from_str_radix(hex, 16).ok()).unwrap_or(1)),
            app: String::new(),
            change: 0,
        };
        let mut contents = Contents { records: Vec::new(), events: Vec::new(), others: BTreeMap::new() };
        let (mut problems, mut known) = (Vec::new(), BTreeSet::new());
        // Rows of these are the device's own, or follow from others.
        let derived = Table::ALL.iter().map(|table| table.name());
        let own: Vec<&str> = [META, "undo", "device"].into_iter().chain(derived).collect();
        for (store, rows) in database.stores.iter().filter(|(store, _)| !own.contains(&store.as_str())) {
            for (at, row) in rows.iter().enumerate() {
                let body = row.body.as_ref().and_then(|body| BASE64.decode(body.bytes.as_bytes()).ok());
                let take = match store.as_str() {
                    PAGES => Contents::take_page,
                    ITEM_PAGES => Contents::take_items,
                    _ => Contents::take,
                };
                if body.is_none_or(|body| !take(&mut contents, &body, &mut known)) {
                    problems.push(Problem::new(Location::Path(format!("{store}[{at}]")), "bad_row", ""));
                }
            }
        }
        let any = contents.records.len() + contents.events.len() > 0;
        any.then_some(Self { contents, about, problems })
    }
}

impl Contents {
    /// Takes what is `known` of no other row from the body of a page; `false` if it is none.
    fn take_page(&mut self, body: &[u8], known: &mut BTreeSet<(Kind, Id)>) -> bool {
        let Ok(rows) = unpack_numbered(body) else { return false };
        let events = rows.into_iter().map(|(event, _)| event);
        self.events.extend(events.filter(|event| known.insert((event.kind, event.id.0))));
        true
    }

    /// The same from a page of items; `false` also if only some of them can be read.
    fn take_items(&mut self, body: &[u8], known: &mut BTreeSet<(Kind, Id)>) -> bool {
        let Ok(page) = RecordPage::read(body) else { return false };
        let mut is_whole = true;
        for (_, record) in page.each() {
            match record {
                Ok(record) if record.kind == Kind::ITEM => {
                    self.records.extend(known.insert((record.kind, record.id)).then_some(record));
                }
                _ => is_whole = false,
            }
        }
        is_whole
    }

    /// Takes a row's body; `false` if it is none, or one that is `known` already.
    fn take(&mut self, body: &[u8], known: &mut BTreeSet<(Kind, Id)>) -> bool {
        if let Some(record) = Record::from_bytes(body).ok().filter(|record| !record.kind.is_event()) {
            let new = known.insert((record.kind, record.id));
            self.records.extend(new.then_some(record));
            new
        } else if let Some(event) = Event::from_bytes(body).ok().filter(|event| event.kind.is_event()) {
            let new = known.insert((event.kind, event.id.0));
            self.events.extend(new.then_some(event));
            new
        } else {
            false
        }
    }
}
