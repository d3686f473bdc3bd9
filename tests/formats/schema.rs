//! Just as much of JSON Schema as the schema of CASE uses; panics with the place of what is not valid.

use serde_json::Value;

/// Checks `value` against the root of `schema`.
pub fn check(schema: &Value, value: &Value) {
    if let Err(fault) = valid(schema, schema, value, "$") {
        panic!("{fault}");
    }
}

fn valid(root: &Value, schema: &Value, value: &Value, path: &str) -> Result<(), String> {
    if let Some(name) = schema["$ref"].as_str() {
        let target = root.pointer(name.trim_start_matches('#')).ok_or(format!("{path}: no {name}"))?;
        return valid(root, target, value, path);
    }
    if let Some(options) = schema["oneOf"].as_array() {
        let good = options.iter().filter(|option| valid(root, option, value, path).is_ok()).count();
        return if good > 0 { Ok(()) } else { Err(format!("{path}: none of {} shapes", options.len())) };
    }
    let right = match schema["type"].as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("number") => value.is_number(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("null") => value.is_null(),
        _ => true,
    };
    if !right {
        return Err(format!("{path}: not {}", schema["type"]));
    }
    if let Some(words) = schema["enum"].as_array()
        && !words.contains(value)
    {
        return Err(format!("{path}: {value} is none of the words"));
    }
    if schema["pattern"].is_string()
        && !value.as_str().is_some_and(|text| text.len() == 36 && text.matches('-').count() == 4)
    {
        return Err(format!("{path}: {value} is no UUID"));
    }
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if value.get(name).is_none() {
            return Err(format!("{path}: no {name}"));
        }
    }
    for (name, member) in value.as_object().into_iter().flatten() {
        match schema["properties"].get(name) {
            Some(shape) => valid(root, shape, member, &format!("{path}.{name}"))?,
            None if schema["additionalProperties"] == Value::Bool(false) => {
                return Err(format!("{path}: {name} is not foreseen"));
            }
            None => {}
        }
    }
    for (index, member) in value.as_array().into_iter().flatten().enumerate() {
        if schema["maxItems"].as_u64() == Some(0) {
            return Err(format!("{path}: not empty"));
        }
        valid(root, &schema["items"], member, &format!("{path}[{index}]"))?;
    }
    Ok(())
}
