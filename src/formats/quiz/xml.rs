//! The elements of a bank, one question at a time, so that no more than one of them is in memory as a tree. Elements lie in a
//! list and name each other by their places: nothing goes deeper with what is read.

use crate::{
    lines::Lines,
    problem::{Location, Refusal},
};
use quick_xml::{Reader, events::BytesStart, events::Event};

/// How deep elements lie in each other.
const DEPTH_MAX: usize = 64;
/// Elements of one question.
const ELEMENTS_MAX: usize = 20_000;

/// An element.
#[derive(Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
    children: Vec<usize>,
}

/// A question as its elements; the first of them is its own.
pub(super) struct Question {
    elements: Vec<Element>,
    /// The line where it begins, from 1.
    pub line: u64,
    /// Whether it has more elements than are read.
    pub is_cut: bool,
}

/// A walk through a file.
pub(super) struct Questions<'t> {
    reader: Reader<&'t [u8]>,
    lines: Lines<'t>,
    /// How many elements are open around the next one.
    depth: usize,
}

/// Why a walk ends before the file does.
pub(super) enum Fault {
    /// What is not read at all.
    Refused(Refusal),
    /// The file is damaged from this line on.
    Damaged(u64),
}

impl<'t> Questions<'t> {
    pub fn of(text: &'t str) -> Self {
        Self { reader: Reader::from_str(text), lines: Lines::of(text), depth: 0 }
    }

    /// The next question.
    pub fn next(&mut self) -> Result<Option<Question>, Fault> {
        let mut open: Vec<usize> = Vec::new();
        let mut question = Question { elements: Vec::new(), line: 0, is_cut: false };
        loop {
            let from = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
            let Ok(event) = self.reader.read_event() else { return Err(Fault::Damaged(self.lines.at(from))) };
            match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > DEPTH_MAX {
                        return Err(self.refused(from, "too_deep", ""));
                    }
                    if self.depth == 1 && start.name().as_ref() != "quiz" {
                        return Err(self.refused(from, "no_quiz", start.name().as_ref()));
                    }
                    if self.depth == 2 {
                        question.line = self.lines.at(from);
                    }
                    if self.depth >= 2 {
                        let at = self.begin(&mut question, &open, &start, from)?;
                        open.push(at);
                    }
                }
                Event::Empty(start) if self.depth >= 2 => {
                    self.begin(&mut question, &open, &start, from)?;
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    open.pop();
                    if self.depth == 1 {
                        return Ok(Some(question));
                    }
                }
                Event::Text(text) => push(&mut question, &open, &text),
                Event::CData(text) => push(&mut question, &open, &text),
                Event::GeneralRef(name) => {
                    let name = name.as_ref().to_owned();
                    match letter(&name) {
                        Some(letter) => push(&mut question, &open, letter.encode_utf8(&mut [0; 4])),
                        None => return Err(self.refused(from, "entity", &name)),
                    }
                }
                Event::DocType(_) => return Err(self.refused(from, "doctype", "")),
                Event::Eof if self.depth == 0 => return Ok(None),
                Event::Eof => return Err(Fault::Damaged(self.lines.at(from))),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    /// Begins an element; its place, or that of one of which nothing more is kept.
    fn begin(
        &mut self,
        question: &mut Question,
        open: &[usize],
        start: &BytesStart,
        from: usize,
    ) -> Result<usize, Fault> {
        if question.elements.len() >= ELEMENTS_MAX {
            question.is_cut = true;
            return Ok(usize::MAX);
        }
        let mut element = Element { name: start.name().as_ref().to_owned(), ..Element::default() };
        for attribute in start.attributes().with_checks(false).take(32) {
            let Ok(attribute) = attribute else { return Err(Fault::Damaged(self.lines.at(from))) };
            let Some(value) = resolved(&attribute.value) else {
                return Err(self.refused(from, "entity", &attribute.value));
            };
            element.attributes.push((attribute.key.as_ref().to_owned(), value));
        }
        let at = question.elements.len();
        question.elements.push(element);
        if let Some(parent) = open.last().and_then(|parent| question.elements.get_mut(*parent)) {
            parent.children.push(at);
        }
        Ok(at)
    }

    fn refused(&mut self, from: usize, code: &'static str, detail: &str) -> Fault {
        let detail: String = detail.chars().take(100).collect();
        Fault::Refused(Refusal::new(Location::Line(self.lines.at(from)), code, detail))
    }
}

fn push(question: &mut Question, open: &[usize], text: &str) {
    if let Some(element) = open.last().and_then(|at| question.elements.get_mut(*at)) {
        element.text.push_str(text);
    }
}

/// The letter of a reference: a number, or one of the five names that every XML has.
fn letter(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = match name.strip_prefix('#')? {
                hex if hex.starts_with(['x', 'X']) => u32::from_str_radix(&hex[1..], 16).ok()?,
                digits => digits.parse().ok()?,
            };
            Some(char::from_u32(number).unwrap_or('\u{fffd}'))
        }
    }
}

/// A value with its references resolved; nothing if one of them is unknown.
fn resolved(value: &str) -> Option<String> {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        let end = at + rest[at..].bytes().take(12).position(|byte| byte == b';')?;
        out.push_str(&rest[..at]);
        out.push(letter(&rest[at + 1..end])?);
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    Some(out)
}

/// An element of a question.
#[derive(Clone, Copy)]
pub(super) struct Node<'q> {
    question: &'q Question,
    at: usize,
}

impl Question {
    /// Its own element.
    pub fn root(&self) -> Option<Node<'_>> {
        (!self.elements.is_empty()).then_some(Node { question: self, at: 0 })
    }
}

impl<'q> Node<'q> {
    fn element(self) -> &'q Element {
        &self.question.elements[self.at]
    }

    pub fn name(self) -> &'q str {
        &self.element().name
    }

    /// The value of an attribute; empty if there is none.
    pub fn attribute(self, name: &str) -> &'q str {
        self.element().attributes.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Its attributes, by name.
    pub fn attributes(self) -> impl Iterator<Item = (&'q str, &'q str)> {
        self.element().attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The elements right in it.
    pub fn children(self) -> impl Iterator<Item = Node<'q>> {
        let question = self.question;
        self.element().children.iter().map(move |at| Node { question, at: *at })
    }

    /// The letters right in it.
    pub fn letters(self) -> &'q str {
        &self.element().text
    }

    /// The elements of a name right in it.
    pub fn all(self, name: &'static str) -> impl Iterator<Item = Node<'q>> {
        self.children().filter(move |node| node.name() == name)
    }

    /// The first of them.
    pub fn one(self, name: &'static str) -> Option<Node<'q>> {
        self.all(name).next()
    }

    /// What it says: the letters of its `text`, or its own.
    pub fn said(self) -> &'q str {
        self.one("text").unwrap_or(self).letters()
    }

    /// What the first element of a name says, trimmed; empty if there is none.
    pub fn value(self, name: &'static str) -> &'q str {
        self.one(name).map_or("", |node| node.said().trim())
    }
}
