//! Reads a CASE package into records to be.

use super::{FORMAT, document, json::Node, relations, rubrics, tree};
use crate::problem::{Location, Problem, Refusal, utf8};
use crate::source::{Source, SourceRecord, imported_id};
use cairn_domain::{
    competency::Competency,
    id::{CompetencyId, FrameworkId},
    kind::Kind,
    text::TITLE_MAX,
};
use std::collections::BTreeSet;

/// How deep a package may nest.
const MAX_DEPTH: usize = 64;

/// An item of the package on its way to a competency.
pub(super) struct Item<'v> {
    pub node: Node<'v>,
    pub identity: String,
    pub id: CompetencyId,
}

/// Reads a package. What cannot be used is named and left out; the whole file is refused only if it is
/// no CASE at all.
pub fn read(bytes: &[u8]) -> Result<Source, Refusal> {
    let text = utf8(bytes)?;
    let value: serde_json::Value = serde_json::from_str(text).map_err(|fault| {
        let line = Location::Line(fault.line().max(1) as u64);
        // The parser stops at depth 128, long before the stack does.
        let code = if fault.to_string().contains("recursion limit") { "too_deep" } else { "not_json" };
        Refusal::new(line, code, fault.column().to_string())
    })?;
    if depth(&value, 0) > MAX_DEPTH {
        return Err(Refusal::new(Location::Whole, "too_deep", ""));
    }
    let root = Node::new(&value, "");
    let document = root
        .node("CFDocument")
        .map(|node| Node::new(node.value, "CFDocument"))
        .filter(|document| !document.identity().is_empty() || !document.text("title").trim().is_empty())
        .ok_or_else(|| Refusal::new(Location::Path("CFDocument".to_owned()), "not_case", ""))?;

    let mut problems = Vec::new();
    let framework = document::read(&document, &mut problems);
    let items = items(&root, &mut problems);
    let associations = root.nodes("CFAssociations", &mut problems);
    let places = tree::places(&framework, &items, &associations, &mut problems);
    let (rubrics, assessed) = rubrics::read(&root, &framework, &mut problems);
    let relations = relations::read(&framework, &items, &associations, &mut problems);

    let mut records = vec![framework.record.clone()];
    for item in &items {
        let mut record = competency(item, framework.id, &mut problems);
        if let Some(place) = places.get(&item.id) {
            record.set(&Competency::ORDER, &place.order);
            if place.parent.is_some() {
                record.set(&Competency::PARENT, &place.parent);
            }
        }
        if let Some(rubric) = assessed.get(&item.identity) {
            record.set(&Competency::RUBRIC, &Some(*rubric));
        }
        records.push(record);
    }
    records.extend(relations);
    records.extend(rubrics);
    Ok(Source { records, problems, ..Source::default() })
}

fn items<'v>(root: &Node<'v>, problems: &mut Vec<Problem>) -> Vec<Item<'v>> {
    let mut first = BTreeSet::new();
    let mut items = Vec::new();
    for node in root.nodes("CFItems", problems) {
        let identity = node.identity();
        if identity.is_empty() {
            problems.push(Problem::new(Location::Path(node.path), "no_identifier", ""));
        } else if !first.insert(identity.clone()) {
            problems.push(Problem::new(Location::Path(node.path), "duplicate", identity));
        } else {
            let id = CompetencyId(imported_id(None, FORMAT, Kind::COMPETENCY, &identity));
            items.push(Item { node, identity, id });
        }
    }
    items
}

fn competency(item: &Item, framework: FrameworkId, problems: &mut Vec<Problem>) -> SourceRecord {
    let node = &item.node;
    let statement = node.lines("fullStatement", problems);
    let short = node.line("abbreviatedStatement", problems);
    let title = [short, crate::tidy_text::line(&statement).text, node.line("humanCodingScheme", problems)]
        .into_iter()
        .find(|text| !text.is_empty())
        .unwrap_or_else(|| {
            problems.push(Problem::new(node.at("fullStatement"), "no_statement", &item.identity));
            item.identity.chars().take(TITLE_MAX).collect()
        });
    let mut record = SourceRecord::new(Kind::COMPETENCY, item.id.0);
    record.set(&Competency::FRAMEWORK, &Some(framework));
    record.set(&Competency::TITLE, &title);
    if statement != title {
        record.say(&Competency::STATEMENT, &statement);
    }
    record.say(&Competency::CODE, &node.line("humanCodingScheme", problems));
    record.say(&Competency::ENTRY_TYPE, &node.line("CFItemType", problems));
    record.say(&Competency::LANGUAGE, &node.line("language", problems));
    record.say(&Competency::SOURCE_ID, &crate::tidy_text::line(&node.text("identifier")).text);
    record.say(&Competency::SOURCE_URI, &crate::tidy_text::line(&node.text("uri")).text);
    // Drafts of the standard wrote `educationalLevel`.
    let levels = [node.texts("educationLevel"), node.texts("educationalLevel")].concat();
    record.say(&Competency::EDUCATION_LEVEL, &crate::tidy_text::line(&levels.join(", ")).text);
    for keyword in node.texts("conceptKeywords") {
        record.insert(&Competency::KEYWORDS, &keyword, &true);
    }
    record.write(Competency::NOTES, &node.lines("notes", problems));
    record
}

fn depth(value: &serde_json::Value, level: usize) -> usize {
    match value {
        serde_json::Value::Array(list) => list.iter().map(|value| depth(value, level + 1)).max().unwrap_or(level),
        serde_json::Value::Object(map) => map.values().map(|value| depth(value, level + 1)).max().unwrap_or(level),
        _ => level,
    }
}
