//! Quotes, lists and tables: what other blocks lie in.

use super::Converter;
use crate::foreign::{elements::Element, escape::Around, shown::said, table::Table};

impl Converter<'_, '_> {
    pub(super) fn open_frame(&mut self, element: Element, attributes: &str) {
        if !self.end_for_other() || self.table.is_some() {
            return;
        }
        let number = |name| said(attributes, name).trim().parse::<u64>().ok();
        match element {
            Element::Quote => self.blocks.open_quote(),
            Element::List(numbered) => self.blocks.open_list(numbered, number("start").unwrap_or(1)),
            Element::Item => self.blocks.open_item(number("value")),
            _ => self.blocks.put("***", true),
        }
    }

    pub(super) fn open_table(&mut self, element: Element, attributes: &str) {
        if !self.end_for_other() {
            return;
        }
        match (&mut self.table, element) {
            (None, Element::Table) => self.table = Some(Table::default()),
            (Some(table), Element::Table) if table.in_cell => table.within += 1,
            (Some(table), _) if table.within > 0 => {}
            (Some(_), Element::Row) => {
                self.end_cell();
                if let Some(table) = &mut self.table {
                    table.row();
                }
            }
            (Some(_), Element::Cell(is_head)) => {
                self.end_cell();
                self.columns = said(attributes, "colspan").trim().parse().unwrap_or(1);
                if let Some(table) = &mut self.table {
                    table.open_cell(is_head);
                }
            }
            _ => {}
        }
    }

    pub(super) fn end_cell(&mut self) {
        if let Some(table) = self.table.as_mut().filter(|table| table.in_cell) {
            table.close_cell(core::mem::take(&mut self.line), self.columns);
        }
    }

    pub(super) fn end_table(&mut self) {
        self.end_cell();
        match self.table.take().map(|table| table.written(self.gapped)) {
            Some(Ok(text)) => self.blocks.put(&text, false),
            Some(Err(lines)) => {
                lines.into_iter().for_each(|line| self.blocks.put(&line.written(Around::Line, self.gapped), true));
            }
            None => {}
        }
    }
}
