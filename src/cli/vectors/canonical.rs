//! Canonical JSON, which stands for a record's canonical bytes in the vectors: sorted keys, no spaces, UTF-8,
//! numbers as the vectors' generator writes them (`1e-05`, `1e+16`).

use serde_json::Value;

/// The canonical bytes of `value`.
pub fn canonical_bytes(value: &Value) -> Vec<u8> {
    let mut out = String::new();
    write(value, &mut out);
    out.into_bytes()
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Value::Object(fields) => {
            // Sorted here and not left to the map, whose order is a feature flag.
            let mut sorted: Vec<_> = fields.iter().collect();
            sorted.sort_unstable_by_key(|(key, _)| *key);
            out.push('{');
            for (i, (key, item)) in sorted.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push(':');
                write(item, out);
            }
            out.push('}');
        }
        Value::Number(number) if number.is_f64() => {
            out.push_str(&float(number.as_f64().unwrap_or_default()));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            out.push_str(&value.to_string());
        }
    }
}

/// Shortest digits; an exponent has a sign and at least two digits.
fn float(x: f64) -> String {
    let shortest = format!("{x:?}");
    let Some((digits, exponent)) = shortest.split_once('e') else {
        return shortest;
    };
    let (sign, exponent) = match exponent.strip_prefix('-') {
        Some(exponent) => ('-', exponent),
        None => ('+', exponent),
    };
    format!("{digits}e{sign}{exponent:0>2}")
}

#[cfg(test)]
mod tests {
    use super::canonical_bytes;

    #[test]
    fn keys_are_sorted_and_numbers_keep_their_form() {
        let cases = [
            (r#"{"b": 1, "a": [1.0, null, "é\n"]}"#, r#"{"a":[1.0,null,"é\n"],"b":1}"#),
            ("[0.00001, 0.0001, 1e16, 123.5, -2e-300]", "[1e-05,0.0001,1e+16,123.5,-2e-300]"),
        ];
        for (json, expected) in cases {
            let value = serde_json::from_str(json).expect("valid JSON");
            assert_eq!(String::from_utf8(canonical_bytes(&value)).expect("UTF-8"), expected);
        }
    }
}
