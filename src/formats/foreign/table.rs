//! A table on its way into Markdown. One that is there for the layout, with one column, is its paragraphs; so is one that is
//! too large.

use super::{escape::Around, line::Line};

/// Columns of a table.
const COLUMNS_MAX: usize = 40;
/// Cells of a table, those that its shape asks for with them.
const CELLS_MAX: usize = 10_000;

/// The table so far.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<Vec<Line>>,
    cells: usize,
    has_head: bool,
    /// Whether a cell is open.
    pub in_cell: bool,
    /// Tables within it that are open: they are words of a cell.
    pub within: usize,
}

impl Table {
    /// Begins a row.
    pub fn row(&mut self) {
        if self.rows.last().is_none_or(|row| !row.is_empty()) {
            self.rows.push(Vec::new());
        }
    }

    /// Begins a cell over so many columns.
    pub fn open_cell(&mut self, is_head: bool) {
        if self.rows.is_empty() {
            self.row();
        }
        self.has_head |= is_head && self.rows.len() == 1;
        self.in_cell = true;
    }

    /// Ends the cell that is open.
    pub fn close_cell(&mut self, content: Line, columns: usize) {
        let Some(row) = self.rows.last_mut() else { return };
        row.push(content);
        let more = if self.cells > CELLS_MAX { 0 } else { columns.min(COLUMNS_MAX).saturating_sub(1) };
        row.extend(core::iter::repeat_n(Line::default(), more));
        self.cells += 1 + more;
        self.in_cell = false;
    }

    /// The table as Markdown; its cells, one below the other, if it is none.
    pub fn written(self, gapped: bool) -> Result<String, Vec<Line>> {
        let mut rows: Vec<Vec<Line>> =
            self.rows.into_iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        if !(2..=COLUMNS_MAX).contains(&columns) || columns * rows.len() > CELLS_MAX {
            return Err(rows.into_iter().flatten().filter(|cell| !cell.is_empty()).collect());
        }
        if !self.has_head {
            rows.insert(0, Vec::new());
        }
        let mut out = String::new();
        for (at, row) in rows.into_iter().enumerate() {
            let mut cells = row.into_iter();
            out.push('|');
            for _ in 0..columns {
                let cell = cells.next().unwrap_or_default().written(Around::Cell, gapped);
                out.extend([" ", cell.as_str(), " |"]);
            }
            out.push('\n');
            if at == 0 {
                out.push('|');
                out.extend(core::iter::repeat_n(" --- |", columns));
                out.push('\n');
            }
        }
        out.pop();
        Ok(out)
    }
}
