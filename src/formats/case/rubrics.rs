//! `CFRubrics`: criteria with described levels, and which items they assess.

use super::{FORMAT, document::Document, json::Node};
use crate::problem::{Location, Problem};
use crate::source::{SourceRecord, imported_id};
use cairn_domain::{competency::Rubric, id::RubricId, kind::Kind};
use std::collections::BTreeMap;

/// The rubrics, and for each item (by identity) the rubric that assesses it.
pub(super) fn read(
    root: &Node,
    document: &Document,
    problems: &mut Vec<Problem>,
) -> (Vec<SourceRecord>, BTreeMap<String, RubricId>) {
    let mut records = Vec::new();
    let mut assessed = BTreeMap::new();
    for node in root.nodes("CFRubrics", problems) {
        let identity = node.identity();
        if identity.is_empty() {
            problems.push(Problem::new(Location::Path(node.path), "no_identifier", ""));
            continue;
        }
        let id = RubricId(imported_id(None, FORMAT, Kind::RUBRIC, &identity));
        if records.iter().any(|record: &SourceRecord| record.id == id.0) {
            problems.push(Problem::new(Location::Path(node.path), "duplicate", identity));
            continue;
        }
        let mut criteria = node.nodes("CFRubricCriteria", problems);
        sort_by_place(&mut criteria, "position");
        let mut record = SourceRecord::new(Kind::RUBRIC, id.0);
        record.set(&Rubric::TITLE, &node.line("title", problems));
        record.set(&Rubric::FRAMEWORK, &Some(document.id));
        record.say(&Rubric::SOURCE_ID, &crate::tidy_text::line(&node.text("identifier")).text);
        let mut table = Table::default();
        for criterion in &criteria {
            table.add(criterion, problems);
            if let Some(item) = criterion.node("CFItemURI") {
                assessed.entry(item.identity()).or_insert(id);
            }
        }
        record.set(&Rubric::CRITERIA, &table.criteria);
        record.set(&Rubric::WEIGHTS, &table.weights);
        record.set(&Rubric::LEVELS, &table.levels);
        record.set(&Rubric::DESCRIPTORS, &table.descriptors);
        record.write(Rubric::DESCRIPTION, &node.lines("description", problems));
        records.push(record);
    }
    (records, assessed)
}

#[derive(Default)]
struct Table {
    criteria: Vec<String>,
    weights: Vec<f64>,
    levels: Vec<Vec<String>>,
    descriptors: Vec<Vec<String>>,
}

impl Table {
    fn add(&mut self, criterion: &Node, problems: &mut Vec<Problem>) {
        let mut levels = criterion.nodes("CFRubricCriterionLevels", problems);
        // From least to most: by score, else by position.
        sort_by_place(&mut levels, "position");
        sort_by_place(&mut levels, "score");
        let name = [criterion.line("description", problems), criterion.line("category", problems)];
        self.criteria.push(name.into_iter().find(|text| !text.is_empty()).unwrap_or_default());
        self.weights.push(criterion.number("weight").filter(|weight| *weight > 0.0).unwrap_or(1.0));
        self.levels.push(levels.iter().map(|level| level.line("quality", problems)).collect());
        self.descriptors.push(levels.iter().map(|level| one_line(&level.lines("description", problems))).collect());
    }
}

/// A descriptor is one line: a rubric is edited with one line for each level.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Stable; what has no number comes last.
fn sort_by_place(nodes: &mut [Node], name: &str) {
    nodes.sort_by(|a, b| {
        let place = |node: &Node| node.number(name).unwrap_or(f64::INFINITY);
        place(a).total_cmp(&place(b))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_descriptor_is_one_line() {
        assert_eq!(one_line("Names parts.\n\nSays  what\r\nthey do."), "Names parts. Says what they do.");
    }
}
