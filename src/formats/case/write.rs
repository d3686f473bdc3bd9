//! Writes a framework as a CASE 1.0 package, valid against the schema of the standard.
//!
//! Identifiers come from the file that a record was imported from where they are UUIDs, else from our
//! own ids, so that writing twice gives the same package.

use super::relations::NAMES;
use crate::timestamp;
use cairn_domain::{
    competency::{Competency, Framework, Relation, RelationKind, Rubric},
    id::{CompetencyId, Id, RubricId},
    kind::Kind,
    noun::Noun,
    record::Record,
};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The package of `framework` with the competencies, relations and rubrics among `records` that belong
/// to it; other records are passed over. `now_ms` stands where nothing is known of the last change.
pub fn write(framework: &Framework, records: &[Record], now_ms: i64) -> String {
    let mut competencies: Vec<Competency> =
        nouns(records).filter(|item: &Competency| item.framework == Some(framework.id)).collect();
    competencies.sort_by(|a, b| (&a.order, a.id).cmp(&(&b.order, b.id)));
    let relations: Vec<Relation> =
        nouns(records).filter(|one: &Relation| one.framework == Some(framework.id)).collect();
    let rubrics: Vec<Rubric> = nouns(records)
        .filter(|rubric: &Rubric| {
            rubric.framework == Some(framework.id) || competencies.iter().any(|item| item.rubric == Some(rubric.id))
        })
        .collect();
    let package = Package {
        framework,
        changed: timestamp::write(framework.changed.map_or(now_ms, |ms| ms.0)),
        ends: competencies.iter().map(|item| (item.id, item)).collect(),
    };
    let mut associations = package.tree(&competencies);
    associations.extend(relations.iter().filter_map(|relation| package.association(relation)));
    let package = json!({
        "CFDocument": package.document(),
        "CFItems": competencies.iter().map(|item| package.item(item)).collect::<Vec<_>>(),
        "CFAssociations": associations,
        "CFRubrics": rubrics.iter().map(|rubric| package.rubric(rubric, &competencies)).collect::<Vec<_>>(),
    });
    let mut text = serde_json::to_string_pretty(&package).unwrap_or_default();
    text.push('\n');
    text
}

struct Package<'f> {
    framework: &'f Framework,
    changed: String,
    ends: BTreeMap<CompetencyId, &'f Competency>,
}

impl Package<'_> {
    fn document(&self) -> Value {
        let framework = self.framework;
        let mut document =
            object(&identifier(framework.id.0, &framework.source_id), &framework.source_uri, &self.changed);
        document.insert("title".into(), json!(framework.title));
        document.insert("creator".into(), json!(framework.creator));
        say(&mut document, "version", &framework.version);
        say(&mut document, "language", &framework.language);
        say(&mut document, "description", framework.description.shown());
        let subjects: Vec<&String> = framework.subjects.iter().map(|(subject, _)| subject).collect();
        if !subjects.is_empty() {
            document.insert("subject".into(), json!(subjects));
        }
        Value::Object(document)
    }

    fn item(&self, item: &Competency) -> Value {
        let mut out = object(&identifier(item.id.0, &item.source_id), &item.source_uri, &self.changed);
        let statement = if item.statement.is_empty() { &item.title } else { &item.statement };
        out.insert("fullStatement".into(), json!(statement));
        if !item.statement.is_empty() {
            say(&mut out, "abbreviatedStatement", &item.title);
        }
        say(&mut out, "humanCodingScheme", &item.code);
        say(&mut out, "CFItemType", &item.entry_type);
        say(&mut out, "language", &item.language);
        say(&mut out, "notes", item.notes.shown());
        if !item.education_level.is_empty() {
            out.insert("educationLevel".into(), json!(item.education_level.split(", ").collect::<Vec<_>>()));
        }
        let keywords: Vec<&String> = item.keywords.iter().map(|(keyword, _)| keyword).collect();
        if !keywords.is_empty() {
            out.insert("conceptKeywords".into(), json!(keywords));
        }
        Value::Object(out)
    }

    /// One `isChildOf` per competency; those at the top are children of the document.
    fn tree(&self, competencies: &[Competency]) -> Vec<Value> {
        let mut next: BTreeMap<Option<CompetencyId>, u32> = BTreeMap::new();
        competencies
            .iter()
            .map(|item| {
                // What lies below a competency that is not here stands at the top.
                let parent = item.parent.and_then(|parent| self.ends.get(&parent).copied());
                let number = next.entry(parent.map(|parent| parent.id)).or_insert(0);
                *number += 1;
                let above = parent.map_or_else(|| self.link(), competency_link);
                let mut id = *item.id.0.bytes();
                id[0] ^= 0x80; // An id of its own for the association, always the same one.
                let mut out =
                    association(&uuid(Id::from_bytes(id)), &self.changed, "isChildOf", &competency_link(item), &above);
                out.insert("sequenceNumber".into(), json!(*number));
                Value::Object(out)
            })
            .collect()
    }

    fn association(&self, relation: &Relation) -> Option<Value> {
        let name = match relation.kind {
            // The schema of 1.0 has no word for these; related is what they surely are.
            RelationKind::Other | RelationKind::Translation => "isRelatedTo",
            kind => NAMES.iter().find(|(_, known)| *known == kind).map(|(name, _)| *name)?,
        };
        let end = |id: Option<CompetencyId>, uri: &String| match id.and_then(|id| self.ends.get(&id)) {
            Some(item) => Some(competency_link(item)),
            None if uri.is_empty() => None,
            None => Some(json!({ "title": uri, "identifier": uri, "uri": uri })),
        };
        let (from, to) = (end(relation.from, &relation.from_uri)?, end(relation.to, &relation.to_uri)?);
        Some(Value::Object(association(
            &identifier(relation.id.0, &relation.source_id),
            &self.changed,
            name,
            &from,
            &to,
        )))
    }

    fn rubric(&self, rubric: &Rubric, competencies: &[Competency]) -> Value {
        let id = identifier(rubric.id.0, &rubric.source_id);
        let mut out = object(&id, "", &self.changed);
        say(&mut out, "title", &rubric.title);
        say(&mut out, "description", rubric.description.shown());
        let assessed = competencies.iter().find(|item| item.rubric == Some(rubric.id));
        let criteria: Vec<Value> =
            (0..rubric.criteria.len()).map(|index| self.criterion(rubric, index, &id, assessed)).collect();
        out.insert("CFRubricCriteria".into(), json!(criteria));
        Value::Object(out)
    }

    fn criterion(&self, rubric: &Rubric, index: usize, rubric_id: &str, assessed: Option<&Competency>) -> Value {
        let id = part_of(rubric.id, index, 0);
        let mut out = object(&id, "", &self.changed);
        say(&mut out, "description", &rubric.criteria[index]);
        out.insert("weight".into(), json!(rubric.weights.get(index).copied().unwrap_or(1.0)));
        out.insert("position".into(), json!(index + 1));
        out.insert("rubricId".into(), json!(rubric_id));
        if let Some(item) = assessed {
            out.insert("CFItemURI".into(), competency_link(item));
        }
        let empty = Vec::new();
        let described = rubric.descriptors.get(index).unwrap_or(&empty);
        let levels: Vec<Value> = rubric
            .levels
            .get(index)
            .unwrap_or(&empty)
            .iter()
            .enumerate()
            .map(|(level, quality)| {
                let mut out = object(&part_of(rubric.id, index, level + 1), "", &self.changed);
                say(&mut out, "quality", quality);
                say(&mut out, "description", described.get(level).map_or("", String::as_str));
                out.insert("score".into(), json!(level));
                out.insert("position".into(), json!(level + 1));
                out.insert("rubricCriterionId".into(), json!(id));
                Value::Object(out)
            })
            .collect();
        out.insert("CFRubricCriterionLevels".into(), json!(levels));
        Value::Object(out)
    }

    fn link(&self) -> Value {
        link(
            &self.framework.title,
            &identifier(self.framework.id.0, &self.framework.source_id),
            &self.framework.source_uri,
        )
    }
}

fn nouns<N: Noun>(records: &[Record]) -> impl Iterator<Item = N> {
    debug_assert!(N::KIND != Kind::PROFILE);
    records.iter().filter(|record| record.kind == N::KIND && record.is_alive()).map(N::read)
}

fn object(identifier: &str, uri: &str, changed: &str) -> Map<String, Value> {
    let mut out = Map::new();
    out.insert("identifier".into(), json!(identifier));
    out.insert("uri".into(), json!(if uri.is_empty() { format!("urn:uuid:{identifier}") } else { uri.to_owned() }));
    out.insert("lastChangeDateTime".into(), json!(changed));
    out
}

fn association(id: &str, changed: &str, name: &str, origin: &Value, destination: &Value) -> Map<String, Value> {
    let mut out = object(id, "", changed);
    out.insert("associationType".into(), json!(name));
    out.insert("originNodeURI".into(), origin.clone());
    out.insert("destinationNodeURI".into(), destination.clone());
    out
}

fn competency_link(item: &Competency) -> Value {
    link(&item.title, &identifier(item.id.0, &item.source_id), &item.source_uri)
}

fn link(title: &str, identifier: &str, uri: &str) -> Value {
    let uri = if uri.is_empty() { format!("urn:uuid:{identifier}") } else { uri.to_owned() };
    json!({ "title": title, "identifier": identifier, "uri": uri })
}

fn say(out: &mut Map<String, Value>, name: &str, text: &str) {
    if !text.is_empty() {
        out.insert(name.into(), json!(text));
    }
}

fn identifier(id: Id, source: &str) -> String {
    if is_uuid(source) { source.to_owned() } else { uuid(id) }
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(place, byte)| match place {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

fn uuid(id: Id) -> String {
    let hex = format!("{:032x}", u128::from_be_bytes(*id.bytes()));
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

/// An id for a criterion (level 0) or one of its levels, always the same one.
fn part_of(rubric: RubricId, criterion: usize, level: usize) -> String {
    let mut bytes = *rubric.0.bytes();
    bytes[0] ^= 0x40;
    bytes[14] ^= u8::try_from(criterion % 256).unwrap_or(0);
    bytes[15] ^= u8::try_from(level % 256).unwrap_or(0);
    uuid(Id::from_bytes(bytes))
}
