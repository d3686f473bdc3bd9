//! Rules by which a parent follows from its children: points become weights, and which are required.

use super::{read::Item, rows::Column};
use crate::problem::Problem;
use cairn_domain::id::CompetencyId;
use serde_json::Value;
use std::collections::BTreeMap;

/// What a child counts in its parent.
pub(super) struct Share {
    pub weight: f64,
    pub optional: bool,
}

/// The shares that rules of points give; "all children" is what holds without a rule.
pub(super) fn shares(items: &[Item], problems: &mut Vec<Problem>) -> BTreeMap<CompetencyId, Share> {
    let exported: BTreeMap<&str, CompetencyId> = items
        .iter()
        .map(|item| (item.row.cell(Column::ExportedId), item.id))
        .filter(|(id, _)| !id.is_empty())
        .collect();
    let mut shares = BTreeMap::new();
    for item in items {
        let rule = item.row.cell(Column::RuleType);
        match rule.rsplit('\\').next().unwrap_or_default() {
            "" | "competency_rule_all" => {}
            "competency_rule_points" => {
                let rule: Value = serde_json::from_str(item.row.cell(Column::RuleConfig)).unwrap_or_default();
                let children = rule.get("competencies").and_then(Value::as_array);
                if children.is_none() {
                    problems.push(item.row.problem("rule_not_used", ""));
                }
                for child in children.into_iter().flatten() {
                    let name = child.get("id").and_then(number).map(|id| id.to_string()).unwrap_or_default();
                    let points = child.get("points").and_then(number).filter(|points| *points > 0.0);
                    let required = child.get("required").and_then(number) == Some(1.0);
                    match (exported.get(name.as_str()), points) {
                        (Some(id), Some(weight)) => {
                            shares.insert(*id, Share { weight, optional: !required });
                        }
                        // No points: it counts for nothing unless it is required.
                        (Some(id), None) => {
                            shares.insert(*id, Share { weight: 1.0, optional: !required });
                        }
                        (None, _) => problems.push(item.row.problem("dangling", name)),
                    }
                }
            }
            _ => problems.push(item.row.problem("rule_not_used", rule)),
        }
    }
    shares
}

/// A number, a text that is one, or a truth value as 0 or 1.
pub(super) fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok().filter(|number: &f64| number.is_finite()),
        Value::Bool(truth) => Some(f64::from(u8::from(*truth))),
        _ => None,
    }
}
