//! The cells of a row as the texts of an item: what is shown, which may be HTML; what is typed, and names, which are letters.

use super::{
    Field,
    draft::{Drafting, Left},
    rows::Row,
};
use crate::{
    foreign::{self, Dropped},
    problem::Location,
    tidy_text,
};
use cairn_domain::{item::Form, text::NOTE_MAX};

impl Drafting<'_> {
    /// The first column that holds this, from 0.
    pub(super) fn of(&self, field: Field) -> Option<usize> {
        self.mapping.of(field).next()
    }

    /// What is shown.
    pub(super) fn text(&mut self, row: &Row, field: Field) -> Result<String, Left> {
        self.of(field).map_or_else(|| Ok(String::new()), |at| self.cell(row, at))
    }

    /// What is never markup: a name, a tag.
    pub(super) fn letters(&mut self, row: &Row, field: Field) -> Result<String, Left> {
        self.of(field).map_or_else(|| Ok(String::new()), |at| self.plain(row, at))
    }

    /// What is typed: the letters of markup.
    pub(super) fn typed(&mut self, row: &Row, field: Field) -> String {
        let Some(at) = self.of(field) else { return String::new() };
        let fitted = tidy_text::html(cell_of(row, at));
        if fitted.lost {
            self.problem(Location::Cell(row.line, at as u64 + 1), "markup_lost", &fitted.text);
        }
        fitted.text
    }

    /// The front; of a text with gaps they stay gaps.
    pub(super) fn front(&mut self, row: &Row, form: Form) -> Result<String, Left> {
        match self.of(Field::Front) {
            Some(at) if self.html && form == Form::Cloze => {
                self.fit(row, at, |cell, dropped| foreign::markdown_with_gaps(cell, &mut |_| None, dropped).text)
            }
            Some(at) => self.cell(row, at),
            None => Ok(String::new()),
        }
    }

    /// A cell as it is shown, fit for a field; the row is left out if it is too long for one.
    pub(super) fn cell(&mut self, row: &Row, at: usize) -> Result<String, Left> {
        if self.html {
            self.fit(row, at, |cell, dropped| foreign::markdown(cell, &mut |_| None, dropped))
        } else {
            self.plain(row, at)
        }
    }

    pub(super) fn plain(&mut self, row: &Row, at: usize) -> Result<String, Left> {
        self.fit(row, at, |cell, _| cell.to_owned())
    }

    fn fit(&mut self, row: &Row, at: usize, shown: impl FnOnce(&str, &mut Dropped) -> String) -> Result<String, Left> {
        let cell = cell_of(row, at);
        let place = Location::Cell(row.line, at as u64 + 1);
        let mut dropped = Dropped::default();
        let is_long = |text: &str| tidy_text::is_longer(text, NOTE_MAX);
        let text = if is_long(cell) { None } else { Some(shown(cell, &mut dropped)).filter(|text| !is_long(text)) };
        let Some(text) = text else {
            self.problem(place, "too_long", "");
            return Err(Left);
        };
        dropped.tell(&place, &mut self.problems);
        if !text.contains(char::is_control) {
            return Ok(text.trim().to_owned());
        }
        let fitted = tidy_text::lines(&text);
        if fitted.mended {
            self.problem(place, "text_mended", &fitted.text);
        }
        Ok(fitted.text)
    }

    /// What stands in the column behind the back, if that is used for nothing.
    pub(super) fn beside_back<'r>(&self, row: &'r Row) -> &'r str {
        let next = self.of(Field::Back).map(|at| at + 1);
        let is_free = |at: &usize| self.mapping.columns.get(*at).is_some_and(Option::is_none);
        next.filter(is_free).map_or("", |at| cell_of(row, at))
    }
}

/// What stands in a cell, without the white space around it.
pub(super) fn cell_of<'r>(row: &'r Row, at: usize) -> &'r str {
    row.cells.get(at).map_or("", |cell| cell.trim())
}
