//! Taking values out of JSON that may be null, missing, or of a neighbouring type.

use crate::problem::{Location, Problem};
use crate::tidy_text::{self, Fitted};
use serde_json::Value;

/// A JSON object at a place in the document.
#[derive(Clone)]
pub(super) struct Node<'v> {
    /// The object.
    pub value: &'v Value,
    /// Where it is, such as `CFItems[3]`.
    pub path: String,
}

impl<'v> Node<'v> {
    pub fn new(value: &'v Value, path: impl Into<String>) -> Self {
        Self { value, path: path.into() }
    }

    /// The place of one of its members.
    pub fn at(&self, name: &str) -> Location {
        Location::Path(format!("{}.{name}", self.path))
    }

    /// A text member; a number counts as its digits, null as nothing.
    pub fn text(&self, name: &str) -> String {
        match self.value.get(name) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        }
    }

    /// A text member as one line; what had to be mended is a problem.
    pub fn line(&self, name: &str, problems: &mut Vec<Problem>) -> String {
        self.fitted(name, tidy_text::line(&self.text(name)), problems)
    }

    /// A text member as several lines; what had to be mended is a problem.
    pub fn lines(&self, name: &str, problems: &mut Vec<Problem>) -> String {
        self.fitted(name, tidy_text::lines(&self.text(name)), problems)
    }

    /// A number, or a text that is one.
    pub fn number(&self, name: &str) -> Option<f64> {
        match self.value.get(name)? {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        }
        .filter(|number: &f64| number.is_finite())
    }

    /// Texts of an array, or the one text that stands in its place.
    pub fn texts(&self, name: &str) -> Vec<String> {
        let texts: Vec<&str> = match self.value.get(name) {
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(text)) => vec![text],
            _ => Vec::new(),
        };
        texts.into_iter().map(|text| tidy_text::line(text).text).filter(|text| !text.is_empty()).collect()
    }

    /// An object member.
    pub fn node(&self, name: &str) -> Option<Node<'v>> {
        let value = self.value.get(name).filter(|value| value.is_object())?;
        Some(Node::new(value, format!("{}.{name}", self.path)))
    }

    /// Objects of an array member; null and absence are none, anything else is a problem.
    pub fn nodes(&self, name: &str, problems: &mut Vec<Problem>) -> Vec<Node<'v>> {
        let path = if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) };
        let wrong = |path: &str| Problem::new(Location::Path(path.to_owned()), "wrong_type", "");
        match self.value.get(name) {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(list)) => {
                let mut nodes = Vec::with_capacity(list.len());
                for (index, value) in list.iter().enumerate() {
                    let path = format!("{path}[{index}]");
                    if value.is_object() {
                        nodes.push(Node::new(value, path));
                    } else if !value.is_null() {
                        problems.push(wrong(&path));
                    }
                }
                nodes
            }
            Some(_) => {
                problems.push(wrong(&path));
                Vec::new()
            }
        }
    }

    /// Its identifier, else its address; empty if it has neither.
    pub fn identity(&self) -> String {
        let identifier = self.text("identifier");
        let name = if identifier.is_empty() { self.text("uri") } else { identifier };
        name.trim().to_ascii_lowercase()
    }

    fn fitted(&self, name: &str, fitted: Fitted, problems: &mut Vec<Problem>) -> String {
        if fitted.mended {
            problems.push(Problem::new(self.at(name), "text_mended", ""));
        }
        fitted.text
    }
}
