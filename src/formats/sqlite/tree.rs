//! Trees of pages: cells in the order of their keys, each with its content put together from the pages into which it
//! overflows.

use super::{Database, Fault, header, varint};
use std::borrow::Cow;

/// A cell that holds a row: its number, where the tree has numbers, and its content.
pub(super) struct Cell<'b> {
    pub number: i64,
    pub content: Cow<'b, [u8]>,
}

/// Kinds of pages.
const INDEX_INNER: u8 = 2;
const TABLE_INNER: u8 = 5;
const INDEX_LEAF: u8 = 10;
const TABLE_LEAF: u8 = 13;

/// Where a walk stands on a page.
struct Place<'b> {
    page: Page<'b>,
    /// The next cell.
    at: usize,
    /// Whether the page below that cell was gone through.
    below: bool,
}

/// A page of a tree.
struct Page<'b> {
    number: u32,
    bytes: &'b [u8],
    kind: u8,
    /// Offsets of the cells, two bytes each.
    offsets: &'b [u8],
    /// The last page below.
    last: u32,
}

/// A walk through a tree.
pub(super) struct Walk<'b, 'd> {
    database: &'d Database<'b>,
    places: Vec<Place<'b>>,
    /// Pages that were visited; one that is met again is damage.
    visited: Vec<bool>,
    /// Bytes that cells may still hold. Those of a sound file lie beside each other; where they lie on one another, a small
    /// file would hold a large one.
    left: usize,
}

/// Bytes that a cell takes at least.
const CELL_LEAST: usize = 4;

impl<'b, 'd> Walk<'b, 'd> {
    /// Begins at a root.
    pub fn new(database: &'d Database<'b>, root: u32) -> Result<Self, Fault> {
        let (visited, left) = (vec![false; database.pages()], database.bytes.len());
        let mut walk = Self { database, places: Vec::new(), visited, left };
        walk.enter(root)?;
        Ok(walk)
    }

    /// The next cell that holds a row.
    pub fn next(&mut self) -> Result<Option<Cell<'b>>, Fault> {
        loop {
            let Some(place) = self.places.last_mut() else { return Ok(None) };
            let (is_inner, has_rows) = match place.page.kind {
                TABLE_INNER => (true, false),
                INDEX_INNER => (true, true),
                _ => (false, true),
            };
            let Some(cell) = place.page.cell(place.at)? else {
                let last = (is_inner && !place.below).then_some(place.page.last);
                place.below = true;
                match last {
                    Some(last) => self.enter(last)?,
                    None => drop(self.places.pop()),
                }
                continue;
            };
            let damaged = Fault::Page(place.page.number);
            let (below, cell) = if is_inner {
                let (below, rest) = cell.split_first_chunk::<4>().ok_or(damaged)?;
                (Some(u32::from_be_bytes(*below)), rest)
            } else {
                (None, cell)
            };
            if let (Some(below), false) = (below, place.below) {
                place.below = true;
                self.enter(below)?;
                continue;
            }
            (place.at, place.below) = (place.at + 1, false);
            if has_rows {
                let (kind, number) = (place.page.kind, place.page.number);
                return self.row(cell, kind, number).map(Some);
            }
        }
    }

    fn enter(&mut self, number: u32) -> Result<(), Fault> {
        self.visit(number)?;
        let page = Page::read(self.database, number)?;
        // All pages of a tree hold the same sort of thing.
        let is_alike = |other: &Place| {
            matches!(other.page.kind, TABLE_INNER | TABLE_LEAF) == matches!(page.kind, TABLE_INNER | TABLE_LEAF)
        };
        if !self.places.first().is_none_or(is_alike) {
            return Err(Fault::Page(number));
        }
        self.places.push(Place { page, at: 0, below: false });
        Ok(())
    }

    fn visit(&mut self, number: u32) -> Result<(), Fault> {
        let visited = (number as usize).checked_sub(1).and_then(|at| self.visited.get_mut(at));
        match visited {
            Some(visited) if !*visited => *visited = true,
            _ => return Err(Fault::Page(number)),
        }
        Ok(())
    }

    fn row(&mut self, cell: &'b [u8], kind: u8, page: u32) -> Result<Cell<'b>, Fault> {
        let damaged = Fault::Page(page);
        let (length, cell) = varint::read(cell).ok_or(damaged)?;
        let (number, cell) = if kind == TABLE_LEAF { varint::read_signed(cell).ok_or(damaged)? } else { (0, cell) };
        let length = usize::try_from(length).map_err(|_| damaged)?;
        self.left = self.left.checked_sub(length.max(CELL_LEAST)).ok_or(damaged)?;
        let local = local(length, self.database.header.usable, kind == TABLE_LEAF);
        let (here, rest) = cell.split_at_checked(local).ok_or(damaged)?;
        if local == length {
            return Ok(Cell { number, content: Cow::Borrowed(here) });
        }
        let next = rest.first_chunk::<4>().ok_or(damaged)?;
        let content = self.overflowing(here, length, u32::from_be_bytes(*next))?;
        Ok(Cell { number, content: Cow::Owned(content) })
    }

    /// Content that goes on in other pages, from `next` on.
    fn overflowing(&mut self, here: &[u8], length: usize, mut next: u32) -> Result<Vec<u8>, Fault> {
        let mut content = here.to_vec();
        while content.len() < length {
            self.visit(next)?;
            let (following, more) = self.database.page(next)?.split_first_chunk::<4>().ok_or(Fault::Page(next))?;
            let some = more.len().min(length - content.len());
            content.extend_from_slice(&more[..some]);
            next = u32::from_be_bytes(*following);
        }
        Ok(content)
    }
}

/// Bytes of a content of this length that lie in the cell itself.
pub(super) fn local(length: usize, usable: usize, is_table: bool) -> usize {
    let most = if is_table { usable - 35 } else { (usable - 12) * 64 / 255 - 23 };
    if length <= most {
        return length;
    }
    let least = (usable - 12) * 32 / 255 - 23;
    let filled = least + (length - least) % (usable - 4);
    if filled <= most { filled } else { least }
}

impl<'b> Page<'b> {
    fn read(database: &Database<'b>, number: u32) -> Result<Self, Fault> {
        let bytes = database.page(number)?;
        let damaged = Fault::Page(number);
        let head = bytes.get(if number == 1 { header::LENGTH } else { 0 }..).ok_or(damaged)?;
        let &[kind, _, _, high, low, _, _, _, ..] = head else { return Err(damaged) };
        let (last, offsets) = match kind {
            TABLE_INNER | INDEX_INNER => {
                let (last, offsets) = head[8..].split_first_chunk::<4>().ok_or(damaged)?;
                (u32::from_be_bytes(*last), offsets)
            }
            TABLE_LEAF | INDEX_LEAF => (0, &head[8..]),
            _ => return Err(damaged),
        };
        let count = usize::from(u16::from_be_bytes([high, low]));
        let offsets = offsets.get(..2 * count).ok_or(damaged)?;
        Ok(Self { number, bytes, kind, offsets, last })
    }

    /// What begins at a cell; `None` behind the last one.
    fn cell(&self, at: usize) -> Result<Option<&'b [u8]>, Fault> {
        let Some(&[high, low]) = self.offsets.get(2 * at..2 * at + 2) else { return Ok(None) };
        let from = usize::from(u16::from_be_bytes([high, low]));
        self.bytes.get(from..).map(Some).ok_or(Fault::Page(self.number))
    }
}
