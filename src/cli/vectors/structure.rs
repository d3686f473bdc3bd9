//! What hangs together: the graph and the study day of `structure.json`, and the roll-ups of `mastery.json`,
//! which walk the tree.

use std::collections::BTreeMap;

use cairn_learning::calendar::{DEFAULT_ROLLOVER_MIN, study_day};
use cairn_learning::mastery::{Leaf, Level, rollup};
use cairn_learning::structure::{Tree, topological_order};
use serde_json::Value;

use super::Tally;
use super::fields::{Malformed, list, number, optional, required, small, text, whole};

/// `dag`: the order, and the cycle where there is one.
pub fn dag(section: &Value, tally: &mut Tally) {
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let word = |value: &Value| value.as_str().map(str::to_owned);
        let nodes: Vec<String> = list(case, "nodes")?
            .iter()
            .map(|node| word(node).ok_or_else(|| Malformed::new("nodes")))
            .collect::<Result<_, _>>()?;
        let edges: Vec<(String, String)> = list(case, "edges")?
            .iter()
            .map(|edge| word(&edge[0]).zip(word(&edge[1])))
            .map(|edge| edge.ok_or_else(|| Malformed::new("edges")))
            .collect::<Result<_, _>>()?;
        let got = topological_order(&nodes, &edges);
        tally.exact("order", got.order, case);
        tally.exact("cycle", got.cycle, case);
        Ok(())
    });
}

/// `study_day`: the local date with rollover.
pub fn study_days(section: &Value, tally: &mut Tally) {
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let minutes = |value: &Value| value.as_i64().and_then(|n| i32::try_from(n).ok());
        let day = study_day(
            whole(case, "t_ms")?,
            required(case, "tz_offset_min", minutes)?,
            optional(case, "rollover_min", minutes)?.unwrap_or(DEFAULT_ROLLOVER_MIN),
        );
        tally.exact("day", day, case);
        Ok(())
    });
}

/// `rollup`: every parent of a tree, drawn together from all leaves below it.
pub fn rollups(section: &Value, tally: &mut Tally) {
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let nodes: BTreeMap<&str, &Value> =
            list(case, "nodes")?.iter().map(|node| Ok((text(node, "id")?, node))).collect::<Result<_, Malformed>>()?;
        let parents = nodes
            .iter()
            .map(|(id, node)| Ok((*id, optional(node, "parent", Value::as_str)?)))
            .collect::<Result<Vec<_>, Malformed>>()?;
        let tree = Tree::new(parents);
        let expected = required(case, "expected", Value::as_object)?;
        for (id, expected) in expected {
            let leaves = tree
                .leaves_below(&id.as_str())
                .into_iter()
                .map(|leaf| read_leaf(nodes[leaf]))
                .collect::<Result<Vec<_>, _>>()?;
            tally.enter(id, |tally| match rollup(&leaves) {
                Some(got) => {
                    tally.number("readiness", got.readiness, expected);
                    tally.number("sd", got.sd, expected);
                    tally.exact("level", got.level.as_u8(), expected);
                    tally.number("progress", got.progress, expected);
                }
                None => tally.unreadable("", "nothing stands below it"),
            });
        }
        Ok(())
    });
}

fn read_leaf(node: &Value) -> Result<Leaf, Malformed> {
    Ok(Leaf {
        weight: number(node, "weight")?,
        required: required(node, "required", Value::as_bool)?,
        readiness: number(node, "readiness")?,
        sd: number(node, "sd")?,
        level: required(node, "level", |v| small(v).and_then(Level::from_u8))?,
    })
}
