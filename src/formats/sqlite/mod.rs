//! Databases of SQLite, read and written as bytes: what the collections of Anki are. Reading knows tables and rows, with and
//! without row numbers, overflow pages and all three encodings; it knows no query, no index and no log of writes beside the
//! file (what such a log holds is not in the bytes). Facts of the format are from <https://sqlite.org/fileformat2.html>.
//!
//! Everything is hostile: no page is visited twice in a walk, and what its cells hold is no more than the file is long, so a walk
//! ends and costs no more than that.

mod header;
mod record;
mod rows;
mod schema;
#[cfg(test)]
mod tests;
mod tree;
mod varint;
mod write;

pub(crate) use record::{Row, Value};
pub(crate) use schema::Table;
pub(crate) use write::Builder;

use header::Header;
use std::collections::BTreeMap;

/// What is wrong with the bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fault {
    /// They are no database of SQLite, or one that is encrypted.
    NotSqlite,
    /// They are of a version of the format that came later.
    Newer,
    /// A page is not as it should be; pages are counted from 1.
    Page(u32),
}

/// A database.
pub(crate) struct Database<'b> {
    bytes: &'b [u8],
    header: Header,
    tables: BTreeMap<String, Table>,
}

impl<'b> Database<'b> {
    /// Reads the header and the names of the tables.
    pub fn open(bytes: &'b [u8]) -> Result<Self, Fault> {
        let header = Header::read(bytes)?;
        let mut database = Self { bytes, header, tables: BTreeMap::new() };
        database.tables = schema::read(&database)?;
        Ok(database)
    }

    /// A table, by its name in any case.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.get(&name.to_ascii_lowercase())
    }

    /// Shows the rows of a table in the order of their keys, until one of them breaks it off.
    pub fn each<E: From<Fault>>(
        &self,
        table: &Table,
        show: &mut dyn FnMut(Row<'b, '_>) -> Result<(), E>,
    ) -> Result<(), E> {
        rows::each(self, table, show)
    }

    /// A page, counted from 1.
    fn page(&self, number: u32) -> Result<&'b [u8], Fault> {
        let size = self.header.page_size;
        let from = (number as usize).checked_sub(1).and_then(|at| at.checked_mul(size)).ok_or(Fault::Page(number))?;
        let page = from.checked_add(size).and_then(|end| self.bytes.get(from..end));
        page.and_then(|page| page.get(..self.header.usable)).ok_or(Fault::Page(number))
    }

    /// How many pages there are.
    fn pages(&self) -> usize {
        self.bytes.len() / self.header.page_size
    }
}
