//! Foreign formats: own fixtures always, real files where the shared folder is beside the repository.

mod bookmarks;
mod case;
mod moodle;
mod schema;
mod sheet;

use cairn::domain::{
    id::Id,
    kind::Kind,
    noun::{Field, Noun},
    record::{Context, Draft, Now, Record},
};
use cairn::formats::source::{Source, SourceRecord};
use std::{collections::BTreeMap, path::PathBuf};

/// The records that a source describes, as an import into an empty database makes them.
pub fn records(source: &Source) -> Vec<Record> {
    let now = Now { ms: 1_000, tz_offset_min: 0 };
    let context = Context::new(now, cairn::domain::id::DeviceId(7), 9);
    source.records.iter().map(|record| made(record, &context)).collect()
}

fn made(source: &SourceRecord, context: &Context) -> Record {
    let mut draft = Draft::create(Record::new(source.kind, source.id), context);
    source.registers.iter().for_each(|(tag, value)| {
        draft.import_register(*tag, value.clone());
    });
    source.elements.iter().for_each(|(tag, element, value)| draft.import_element(*tag, element.clone(), value.clone()));
    source.texts.iter().for_each(|(tag, text)| draft.set_text(*tag, &[], text));
    draft.finish().expect("a new record").0
}

/// How many records there are of each kind.
pub fn counts(source: &Source) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for record in &source.records {
        *counts.entry(record.kind.name().expect("a known kind")).or_default() += 1;
    }
    counts
}

/// Problems as `place code detail`.
pub fn problems(source: &Source) -> Vec<String> {
    source
        .problems
        .iter()
        .map(|one| format!("{} {} {}", one.location, one.code, one.detail).trim().to_owned())
        .collect()
}

/// Nouns of one type.
pub fn nouns<N: Noun>(records: &[Record]) -> Vec<N> {
    records.iter().filter(|record| record.kind == N::KIND).map(N::read).collect()
}

/// The record of `kind` whose register says this.
pub fn id_of(records: &[Record], kind: Kind, field: &Field<String>, text: &str) -> Id {
    records.iter().find(|record| record.kind == kind && record.value(field) == text).expect("the record").id
}

/// A real file; `None`, with a word, where the shared folder is absent.
pub fn sample(path: &str) -> Option<Vec<u8>> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/samples").join(path);
    let bytes = std::fs::read(file).ok();
    if bytes.is_none() {
        eprintln!("skipped: no shared samples ({path})");
    }
    bytes
}
