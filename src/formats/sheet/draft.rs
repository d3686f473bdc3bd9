//! A row on its way to an item: which form it has, what its cells say for that form, and why it is left out if it makes
//! none.

use super::{
    Field, Mapping, cells,
    decks::DEPTH_MAX,
    fields::cell_of,
    headings::Words,
    notetype::{self, Variant},
    preface::Usual,
    rows::Row,
};
use crate::{
    problem::{Location, Problems},
    tidy_text,
};
use cairn_domain::{
    item::{
        Form, Item,
        command::{ANSWERS_MAX, OPTIONS_MAX},
        gaps,
    },
    record::Tag,
};
use std::collections::BTreeSet;

/// Tags of one item.
const TAGS_MAX: usize = 100;

/// An item as a row says it.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Draft {
    /// The line of its row, from 1.
    pub line: u64,
    /// What kind of task.
    pub form: Form,
    /// What is asked.
    pub prompt: String,
    /// What belongs to it, of forms that have it as a text.
    pub answer: String,
    /// What to choose from, put in order, or match.
    pub options: Vec<String>,
    /// Places of the right options.
    pub right: Vec<u32>,
    /// What belongs to each option.
    pub matches: Vec<String>,
    /// Right short answers.
    pub accepted: Vec<String>,
    /// The right number.
    pub number: Option<f64>,
    /// Its unit.
    pub unit: String,
    /// Why the answer is right.
    pub explanation: String,
    /// Hints.
    pub hints: Vec<String>,
    /// BCP 47 tag.
    pub language: String,
    /// Tags, each once.
    pub tags: Vec<String>,
    /// The names of its deck, from the top down; none if the row says none.
    pub deck: Vec<String>,
    /// Its name in the file; may be empty.
    pub key: String,
    /// Whether that is no other's name in any file.
    pub is_guid: bool,
    /// Whether it is a card that is asked the other way round too.
    pub both_ways: bool,
    /// Fields of which its row says nothing that could be read.
    pub leaves: BTreeSet<Tag>,
}

/// A row that makes no item; why is among the problems.
pub(super) struct Left;

/// What is known while rows become drafts.
pub(super) struct Drafting<'m> {
    /// What columns hold.
    pub mapping: &'m Mapping,
    /// Whether cells are HTML.
    pub html: bool,
    /// Whether tags are parted by spaces.
    pub spaced_tags: bool,
    /// The column of names that are no other note's anywhere.
    pub guid: Option<usize>,
    /// Whether the kinds of rows are Anki's, whose names are anything.
    pub has_notetypes: bool,
    /// What the file says for all of its rows.
    pub usual: Usual<'m>,
    words: Words,
    /// What was left out or mended, and where.
    pub problems: Problems,
}

impl<'m> Drafting<'m> {
    pub fn new(mapping: &'m Mapping) -> Self {
        Self {
            mapping,
            html: false,
            spaced_tags: false,
            guid: None,
            has_notetypes: false,
            usual: Usual::default(),
            words: Words::new(),
            problems: Problems::default(),
        }
    }

    /// The item of a row.
    pub fn draft(&mut self, row: &Row) -> Result<Draft, Left> {
        let mut draft = Draft { line: row.line, ..Draft::default() };
        let back = self.text(row, Field::Back)?;
        let has_back = !back.is_empty();
        let options = self.options(row)?;
        let right = self.text(row, Field::Right)?;
        let is_answered = !right.is_empty() || has_back;
        let asked = self.of(Field::Front).map_or("", |at| cell_of(row, at));
        let (form, variant) = self.form(row, asked, is_answered && !options.is_empty());
        draft.form = form;
        draft.prompt = self.front(row, form)?;
        if draft.prompt.is_empty() {
            return self.left(row.line, "no_front", "");
        }
        // What is typed is letters.
        let (back, right) = match form {
            Form::Short | Form::Numeric | Form::TrueFalse if self.html => {
                (self.typed(row, Field::Back), self.typed(row, Field::Right))
            }
            _ => (back, right),
        };
        draft.explanation = self.text(row, Field::Explanation)?;
        // What a row has beside what its form takes.
        let mut spare = String::new();
        match draft.form {
            Form::Card => {
                if back.is_empty() {
                    return self.left(row.line, "no_back", &draft.prompt);
                }
                draft.answer = back;
            }
            Form::Cloze => {
                if gaps::gaps(&draft.prompt).is_empty() {
                    return self.left(row.line, "no_gap", &draft.prompt);
                }
                // What a spreadsheet has beside the text is said once the gaps are filled.
                let spare = if draft.explanation.is_empty() { &mut draft.explanation } else { &mut draft.answer };
                *spare = back;
            }
            Form::Single | Form::Multiple => {
                self.choice(&mut draft, &options, if right.is_empty() { &back } else { &right })?;
                spare = if right.is_empty() { spare } else { back };
            }
            Form::TrueFalse => {
                let said = if right.is_empty() { &back } else { &right };
                let Some(truth) = self.words.truth(said) else { return self.left(row.line, "no_right", said) };
                draft.right = vec![u32::from(!truth)];
                spare = if right.is_empty() { spare } else { back };
            }
            Form::Short => {
                let said = if back.is_empty() { &right } else { &back };
                draft.accepted = cells::texts(said).into_iter().take(ANSWERS_MAX).map(str::to_owned).collect();
                if draft.accepted.is_empty() {
                    return self.left(row.line, "no_back", &draft.prompt);
                }
            }
            Form::Numeric => {
                let said = if back.is_empty() { &right } else { &back };
                let number = cells::quantity(said, self.mapping.separator);
                let Some(number) = number else { return self.left(row.line, "bad_number", said) };
                (draft.number, draft.unit) = (Some(number.value), number.unit);
            }
            Form::Ordering | Form::Matching => {
                self.parts(&mut draft, &options, &back)?;
                spare = if options.is_empty() { spare } else { back };
            }
            Form::Open => draft.answer = back,
        }
        self.spare(&mut draft, spare, &options, &right, has_back);
        for at in self.mapping.of(Field::Hint) {
            let hint = self.cell(row, at)?;
            draft.hints.extend(cells::texts(&hint).into_iter().map(str::to_owned));
        }
        draft.hints.truncate(ANSWERS_MAX);
        self.rest(row, &mut draft)?;
        let is_asked_both_ways = variant.is_both_ways(|| self.beside_back(row));
        draft.both_ways = draft.is_guid && draft.form == Form::Card && is_asked_both_ways;
        self.unread(row, &mut draft);
        Ok(draft)
    }

    /// What else a row holds: a back says why, if nothing else does; what has no use is told.
    fn spare(&mut self, draft: &mut Draft, back: String, options: &[String], right: &str, has_back: bool) {
        let mut unused = Vec::new();
        if draft.explanation.is_empty() {
            draft.explanation = back;
        } else {
            unused.push(back);
        }
        let chooses = matches!(draft.form, Form::Single | Form::Multiple | Form::TrueFalse);
        if !chooses && !matches!(draft.form, Form::Ordering | Form::Matching) {
            unused.push(options.join(" · "));
        }
        if !chooses && (has_back || !matches!(draft.form, Form::Short | Form::Numeric)) {
            unused.push(right.to_owned());
        }
        unused.retain(|text| !text.is_empty());
        if !unused.is_empty() {
            self.problem(Location::Line(draft.line), "unused_cell", &unused.join(" · "));
        }
    }

    /// What any form may have.
    fn rest(&mut self, row: &Row, draft: &mut Draft) -> Result<(), Left> {
        draft.language = self.letters(row, Field::Language)?;
        if !draft.language.is_empty() && !cells::is_language(&draft.language) {
            self.problem(Location::Line(row.line), "bad_language", &draft.language);
            draft.language.clear();
            draft.leaves.insert(Item::LANGUAGE.0);
        }
        draft.key = tidy_text::line(&self.letters(row, Field::Key)?).text;
        draft.is_guid = !draft.key.is_empty() && self.guid.is_some() && self.guid == self.of(Field::Key);
        let deck = self.letters(row, Field::Deck)?;
        let deck = if deck.is_empty() { self.usual.deck } else { &deck };
        let names = deck.splitn(DEPTH_MAX, "::").map(|name| tidy_text::line(name).text);
        draft.deck = names.filter(|name| !name.is_empty()).collect();
        let mut tags: BTreeSet<String> =
            cells::spaced(self.usual.tags).into_iter().take(TAGS_MAX).map(|tag| tidy_text::line(tag).text).collect();
        for at in self.mapping.of(Field::Tags) {
            let cell = self.plain(row, at)?;
            let parts = if self.spaced_tags { cells::spaced(&cell) } else { cells::list(&cell) };
            for tag in parts {
                let tag = tidy_text::line(tag).text;
                if tags.len() == TAGS_MAX && !tags.contains(&tag) {
                    self.problem(Location::Line(row.line), "many_tags", &tag);
                    break;
                }
                tags.insert(tag);
            }
        }
        draft.tags = tags.into_iter().collect();
        Ok(())
    }

    /// Notes what a row says nothing of that can be read: cells that are not there, and why, where only the back of a
    /// text with gaps would say it.
    fn unread(&self, row: &Row, draft: &mut Draft) {
        let ends = |field| self.mapping.of(field).any(|at| at >= row.cells.len());
        let fields = [
            (Field::Tags, Item::TAGS.0),
            (Field::Explanation, Item::EXPLANATION.0),
            (Field::Hint, Item::HINTS.0),
            (Field::Language, Item::LANGUAGE.0),
            (Field::Deck, Item::DECK.0),
            (Field::Key, Item::SOURCE_ID.0),
        ];
        draft.leaves.extend(fields.into_iter().filter(|(field, _)| ends(*field)).map(|(_, tag)| tag));
        if self.mapping.of(Field::Explanation).next().is_none() && draft.form != Form::Cloze {
            draft.leaves.insert(Item::EXPLANATION.0);
        }
    }

    /// The form that a row names, and what its kind of note says beside that; else the form that it looks like.
    fn form(&mut self, row: &Row, prompt: &str, chooses: bool) -> (Form, Variant) {
        let cell = self.of(Field::Type).map_or("", |at| cell_of(row, at));
        let cell = if cell.is_empty() { self.usual.form } else { cell };
        // Anki's "Basic (and reversed card)" is a basic one.
        let (kind, variant) = notetype::parted(cell);
        let named = self.words.form(cell).or_else(|| self.words.form(kind));
        if named.is_none() && !cell.is_empty() && !self.has_notetypes {
            self.problem(Location::Line(row.line), "unknown_type", cell);
        }
        let form = match named {
            Some(Form::Card) if variant == Variant::Typed => Form::Short,
            Some(form) => form,
            None if has_numbered_gap(prompt) => Form::Cloze,
            None if chooses => Form::Single,
            None => Form::Card,
        };
        (form, variant)
    }

    fn choice(&mut self, draft: &mut Draft, options: &[String], said: &str) -> Result<(), Left> {
        if options.len() < 2 {
            return self.left(draft.line, "few_options", &draft.prompt);
        }
        draft.right = match cells::right(said, options) {
            Ok(right) if !right.is_empty() => right,
            Ok(_) => return self.left(draft.line, "no_right", ""),
            Err(part) => return self.left(draft.line, "no_right", part),
        };
        if draft.right.len() > 1 {
            draft.form = Form::Multiple;
        }
        draft.options = options.to_vec();
        Ok(())
    }

    /// Things in their order, or pairs.
    fn parts(&mut self, draft: &mut Draft, options: &[String], back: &str) -> Result<(), Left> {
        let list: Vec<&str> =
            if options.is_empty() { cells::list(back) } else { options.iter().map(String::as_str).collect() };
        if list.len() < 2 {
            return self.left(draft.line, "few_options", &draft.prompt);
        }
        if list.len() > OPTIONS_MAX {
            return self.left(draft.line, "many_options", &draft.prompt);
        }
        if draft.form == Form::Ordering {
            draft.options = list.into_iter().map(str::to_owned).collect();
            return Ok(());
        }
        for one in list {
            let Some((left, right)) = cells::pair(one) else { return self.left(draft.line, "no_pair", one) };
            draft.options.push(left.to_owned());
            draft.matches.push(right.to_owned());
        }
        Ok(())
    }

    /// The options of one cell, or one of each of several columns.
    fn options(&mut self, row: &Row) -> Result<Vec<String>, Left> {
        let columns: Vec<usize> = self.mapping.of(Field::Options).collect();
        let mut options = Vec::new();
        for at in &columns {
            let cell = self.cell(row, *at)?;
            if columns.len() > 1 {
                options.extend(Some(cell).filter(|cell| !cell.is_empty()));
            } else {
                options.extend(cells::list(&cell).into_iter().map(str::to_owned));
            }
        }
        if options.len() > OPTIONS_MAX {
            return self.left(row.line, "many_options", "");
        }
        Ok(options)
    }

    pub fn left<T>(&mut self, line: u64, code: &'static str, detail: &str) -> Result<T, Left> {
        self.problem(Location::Line(line), code, detail);
        Err(Left)
    }

    pub fn problem(&mut self, place: Location, code: &'static str, detail: &str) {
        self.problems.push(place, code, detail);
    }
}

/// Whether a text has a gap with a number: two braces alone are too common for that.
fn has_numbered_gap(text: &str) -> bool {
    let numbered = |rest: &str| rest.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with("::");
    text.match_indices("{{c").any(|(at, mark)| numbered(&text[at + mark.len()..])) && !gaps::gaps(text).is_empty()
}
