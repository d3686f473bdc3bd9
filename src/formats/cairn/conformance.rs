//! Everything that is written conforms to the published schema; just the keywords that it uses are checked.

use super::{
    tests::{about, filled, hash},
    *,
};
use serde_json::Value;
use std::io::{Cursor, Read};

#[test]
fn every_line_conforms_to_the_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let bytes = write(&filled(), &about(), hash).unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut lines = 0;
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        let (part, documents) = match name.split('/').next().unwrap() {
            "manifest.json" => ("manifest", vec![text.as_str()]),
            "names.json" => ("names", vec![text.as_str()]),
            "records" => ("record", text.lines().collect()),
            "events" => ("event", text.lines().collect()),
            _ => continue,
        };
        for document in documents {
            let value = serde_json::from_str(document).unwrap();
            assert!(conforms(&value, &schema["$defs"][part], &schema), "{name}: {document}");
            lines += 1;
        }
    }
    assert!(lines > 15, "{lines}");
    let bad = serde_json::json!({"id": "short", "seen": {}, "fields": {}});
    assert!(!conforms(&bad, &schema["$defs"]["record"], &schema));
}

fn conforms(value: &Value, schema: &Value, root: &Value) -> bool {
    schema.as_object().unwrap().iter().all(|(keyword, rule)| match keyword.as_str() {
        "$ref" => conforms(value, root.pointer(rule.as_str().unwrap().trim_start_matches('#')).unwrap(), root),
        "type" => match rule.as_str().unwrap() {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "number" => value.is_number(),
            "integer" => value.is_i64() || value.is_u64(),
            "boolean" => value.is_boolean(),
            "null" => value.is_null(),
            other => panic!("{other}"),
        },
        "const" => value == rule,
        "enum" => rule.as_array().unwrap().contains(value),
        "anyOf" => rule.as_array().unwrap().iter().any(|rule| conforms(value, rule, root)),
        "required" => rule.as_array().unwrap().iter().all(|name| value.get(name.as_str().unwrap()).is_some()),
        "properties" => rule
            .as_object()
            .unwrap()
            .iter()
            .all(|(name, rule)| value.get(name).is_none_or(|value| conforms(value, rule, root))),
        "additionalProperties" => value.as_object().is_none_or(|object| {
            let named = |name: &String| schema.get("properties").is_some_and(|known| known.get(name).is_some());
            object.iter().all(|(name, value)| named(name) || rule != false && conforms(value, rule, root))
        }),
        "items" => value.as_array().is_none_or(|list| list.iter().all(|value| conforms(value, rule, root))),
        "minimum" => value.as_f64().is_none_or(|number| number >= rule.as_f64().unwrap()),
        "minLength" => value.as_str().is_none_or(|text| text.chars().count() as u64 >= rule.as_u64().unwrap()),
        "maxLength" => value.as_str().is_none_or(|text| text.chars().count() as u64 <= rule.as_u64().unwrap()),
        "description" => true,
        other => panic!("keyword {other} is not checked"),
    })
}
