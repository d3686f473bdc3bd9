//! Reads a framework and its competencies into records to be.

use super::{
    FORMAT,
    rows::{Column, Row, rows},
    rules, tree,
};
use crate::problem::{Location, Problem, Refusal};
use crate::source::{Source, SourceRecord, imported_id};
use crate::tidy_text::{self, Fitted};
use cairn_domain::{
    competency::{Competency, Framework, Relation, RelationKind, Scale},
    id::{CompetencyId, FrameworkId, Id, ScaleId},
    kind::Kind,
};
use std::collections::{BTreeMap, BTreeSet};

/// A row on its way to a competency.
pub(super) struct Item {
    pub row: Row,
    /// Its id number in the file.
    pub name: String,
    pub id: CompetencyId,
}

/// Reads the file. Rows that cannot be used are named with their line; the whole is refused only if it
/// is not this format, not UTF-8, or has no framework.
pub fn read(bytes: &[u8]) -> Result<Source, Refusal> {
    let mut problems = Vec::new();
    let mut rows = rows(bytes, &mut problems)?;
    let at = rows
        .iter()
        .position(|row| row.cell(Column::IsFramework) == "1")
        .ok_or_else(|| Refusal::new(Location::Whole, "no_framework", ""))?;
    let head = rows.remove(at);
    let framework_name = name_of(&head, &mut problems);
    let framework_id = FrameworkId(id(Kind::FRAMEWORK, &framework_name, ""));

    let mut records = framework(&head, &framework_name, framework_id, &mut problems);
    let items = items(rows, &framework_name, &mut problems);
    let places = tree::places(&items, &mut problems);
    let shares = rules::shares(&items, &mut problems);
    let taxonomy: Vec<&str> = head.cell(Column::Taxonomy).split(',').map(str::trim).collect();
    for item in &items {
        let Some(place) = places.get(&item.id) else { continue };
        let mut record = SourceRecord::new(Kind::COMPETENCY, item.id.0);
        record.set(&Competency::FRAMEWORK, &Some(framework_id));
        record.set(&Competency::ORDER, &place.order);
        if place.parent.is_some() {
            record.set(&Competency::PARENT, &place.parent);
        }
        record.set(&Competency::TITLE, &title(&item.row, &item.name, &mut problems));
        record.say(&Competency::CODE, &item.name);
        record.say(&Competency::SOURCE_ID, &item.name);
        if let Some(word) = taxonomy.get(place.depth.min(taxonomy.len().saturating_sub(1))) {
            record.say(&Competency::ENTRY_TYPE, word);
        }
        if let Some(share) = shares.get(&item.id) {
            record.set(&Competency::WEIGHT, &Some(share.weight));
            record.set(&Competency::OPTIONAL, &share.optional);
        }
        record.say(
            &Competency::STATEMENT,
            &fitted(&item.row, tidy_text::html(item.row.cell(Column::Description)), &mut problems),
        );
        records.push(record);
    }
    records.extend(relations(&items, &framework_name, framework_id, &mut problems));
    Ok(Source { records, problems, ..Source::default() })
}

fn framework(head: &Row, name: &str, framework_id: FrameworkId, problems: &mut Vec<Problem>) -> Vec<SourceRecord> {
    let mut record = SourceRecord::new(Kind::FRAMEWORK, framework_id.0);
    record.set(&Framework::TITLE, &title(head, name, problems));
    record.say(&Framework::SOURCE_ID, name);
    record.write(Framework::DESCRIPTION, &fitted(head, tidy_text::html(head.cell(Column::Description)), problems));
    let Some(scale) = scale(head, name) else { return vec![record] };
    record.set(&Framework::SCALE, &Some(ScaleId(scale.id)));
    vec![record, scale]
}

/// The scale's words, and from which on one is proficient: the least `id` with `proficient` set.
fn scale(head: &Row, name: &str) -> Option<SourceRecord> {
    let labels: Vec<String> = head
        .cell(Column::ScaleValues)
        .split(',')
        .map(|word| tidy_text::line(word).text)
        .filter(|word| !word.is_empty())
        .collect();
    if labels.is_empty() {
        return None;
    }
    let configuration: serde_json::Value =
        serde_json::from_str(head.cell(Column::ScaleConfiguration)).unwrap_or_default();
    let proficient = configuration
        .as_array()
        .into_iter()
        .flatten()
        .filter(|entry| entry.get("proficient").and_then(rules::number) == Some(1.0))
        .filter_map(|entry| entry.get("id").and_then(rules::number))
        .min_by(f64::total_cmp);
    let mut record = SourceRecord::new(Kind::SCALE, id(Kind::SCALE, name, ""));
    record.set(&Scale::TITLE, &labels.join(", ").chars().take(200).collect::<String>());
    record.say(&Scale::SOURCE_ID, name);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // bounded by the number of words
    if let Some(first) =
        proficient.filter(|first| (1.0..=f64::from(u8::MAX)).contains(first) && (*first as usize) <= labels.len())
    {
        record.set(&Scale::PROFICIENT_FROM, &Some(first as u8 - 1));
    }
    record.set(&Scale::LABELS, &labels);
    Some(record)
}

fn items(rows: Vec<Row>, framework: &str, problems: &mut Vec<Problem>) -> Vec<Item> {
    let mut known = BTreeSet::new();
    let mut items = Vec::new();
    for row in rows {
        if row.cell(Column::IsFramework) == "1" {
            problems.push(row.problem("second_framework", row.cell(Column::ShortName)));
            continue;
        }
        let name = name_of(&row, problems);
        if name.is_empty() {
            problems.push(row.problem("no_identifier", row.cell(Column::ShortName)));
        } else if known.insert(name.clone()) {
            let id = CompetencyId(id(Kind::COMPETENCY, framework, &name));
            items.push(Item { row, name, id });
        } else {
            problems.push(row.problem("duplicate", name));
        }
    }
    items
}

/// Cross references, which Moodle draws both ways: one relation per pair.
fn relations(
    items: &[Item],
    framework: &str,
    framework_id: FrameworkId,
    problems: &mut Vec<Problem>,
) -> Vec<SourceRecord> {
    let known: BTreeMap<&str, CompetencyId> = items.iter().map(|item| (item.name.as_str(), item.id)).collect();
    let mut drawn = BTreeSet::new();
    let mut relations = Vec::new();
    for item in items {
        // Commas within an id number are written %2C.
        for name in item.row.cell(Column::CrossReferences).split(',').filter(|name| !name.trim().is_empty()) {
            let name = tidy_text::line(&name.replace("%2C", ",").replace("%2c", ",")).text;
            let Some(&other) = known.get(name.as_str()) else {
                problems.push(item.row.problem("dangling", name));
                continue;
            };
            let pair = [item.id.min(other), item.id.max(other)];
            if other == item.id || !drawn.insert(pair) {
                continue;
            }
            let ends = if item.name <= name { [&item.name, &name] } else { [&name, &item.name] };
            let source = format!("{}\u{1f}{}", ends[0], ends[1]);
            let mut record = SourceRecord::new(Kind::RELATION, id(Kind::RELATION, framework, &source));
            record.set(&Relation::FRAMEWORK, &Some(framework_id));
            record.set(&Relation::KIND_OF, &RelationKind::Helps);
            record.set(&Relation::FROM, &Some(item.id));
            record.set(&Relation::TO, &Some(other));
            relations.push(record);
        }
    }
    relations
}

fn title(row: &Row, name: &str, problems: &mut Vec<Problem>) -> String {
    let title = fitted(row, tidy_text::line(row.cell(Column::ShortName)), problems);
    if title.is_empty() {
        problems.push(row.problem("no_statement", name));
        return name.to_owned();
    }
    title
}

fn name_of(row: &Row, problems: &mut Vec<Problem>) -> String {
    fitted(row, tidy_text::line(row.cell(Column::Id)), problems)
}

fn fitted(row: &Row, fitted: Fitted, problems: &mut Vec<Problem>) -> String {
    if fitted.mended {
        problems.push(row.problem("text_mended", ""));
    }
    fitted.text
}

/// Id numbers are unique within a framework only.
fn id(kind: Kind, framework: &str, name: &str) -> Id {
    imported_id(None, FORMAT, kind, &format!("{framework}\u{1f}{name}"))
}
