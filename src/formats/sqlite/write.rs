//! A database made anew, of tables alone: rows in the order of their numbers fill leaf after leaf, and pages above them until
//! one is left. No indexes: whoever needs them makes them.

use super::{Value, header, varint};

/// A database that is being made.
pub(crate) struct Builder {
    /// The first one is kept for the table of tables.
    pages: Vec<Vec<u8>>,
    /// Rows of the table of tables: name, first page, statement.
    tables: Vec<(String, u32, String)>,
}

/// Bytes of a page. The table of tables must lie on the first one.
const PAGE: usize = 8_192;

/// Pages below an inner one: a cell takes fifteen bytes at most.
const CHILDREN: usize = 500;

/// Kinds of pages, and the bytes of their heads.
const LEAF: (u8, usize) = (13, 8);
const INNER: (u8, usize) = (5, 12);

/// A page that is being filled.
struct Page {
    kind: (u8, usize),
    /// Where its head begins.
    from: usize,
    offsets: Vec<u16>,
    /// Cells, the last one first.
    cells: Vec<u8>,
}

impl Builder {
    pub fn new() -> Self {
        Self { pages: vec![Vec::new()], tables: Vec::new() }
    }

    /// Adds a table with rows, each with its number, which rises from row to row.
    pub fn table<'v>(&mut self, name: &str, statement: &str, rows: impl IntoIterator<Item = (i64, Vec<Value<'v>>)>) {
        let cells = rows.into_iter().map(|(number, values)| (number, self.cell(number, &values))).collect::<Vec<_>>();
        let root = self.tree(cells);
        self.tables.push((name.to_owned(), root, statement.to_owned()));
    }

    /// The bytes; `None` if the statements are longer than a page.
    pub fn finish(mut self) -> Option<Vec<u8>> {
        let mut first = Page::new(LEAF, header::LENGTH);
        for (number, (name, root, statement)) in (1..).zip(std::mem::take(&mut self.tables)) {
            let values = [
                Value::Text("table".into()),
                Value::Text(name.as_str().into()),
                Value::Text(name.as_str().into()),
                Value::Int(root.into()),
                Value::Text(statement.into()),
            ];
            let cell = self.cell(number, &values);
            if !first.put(&cell) {
                return None;
            }
        }
        let count = u32::try_from(self.pages.len()).ok()?;
        let mut page = first.into_bytes(0);
        page[..header::LENGTH].copy_from_slice(&header::written(PAGE, count));
        self.pages[0] = page;
        Some(self.pages.concat())
    }

    /// A tree of cells with their numbers; its root.
    fn tree(&mut self, cells: Vec<(i64, Vec<u8>)>) -> u32 {
        let mut level = Vec::new();
        let mut page = Page::new(LEAF, 0);
        let mut last = 0;
        for (number, cell) in cells {
            if !page.put(&cell) {
                level.push((last, self.add(std::mem::replace(&mut page, Page::new(LEAF, 0)).into_bytes(0))));
                page.put(&cell);
            }
            last = number;
        }
        level.push((last, self.add(page.into_bytes(0))));
        while level.len() > 1 {
            level = self.above(&level);
        }
        level[0].1
    }

    /// The pages above these, each with the greatest number below it.
    fn above(&mut self, below: &[(i64, u32)]) -> Vec<(i64, u32)> {
        let pages = below.len().div_ceil(CHILDREN);
        // As many below each, so that none has a single one.
        let some = below.len().div_ceil(pages.max(1)).max(1);
        let mut level = Vec::new();
        for children in below.chunks(some) {
            let mut page = Page::new(INNER, 0);
            let Some(((greatest, last), before)) = children.split_last() else { continue };
            for (number, child) in before {
                let mut cell = child.to_be_bytes().to_vec();
                #[allow(clippy::cast_sign_loss)] // that is what the format means
                varint::write(*number as u64, &mut cell);
                page.put(&cell);
            }
            let number = self.add(page.into_bytes(*last));
            level.push((*greatest, number));
        }
        level
    }

    fn add(&mut self, page: Vec<u8>) -> u32 {
        self.pages.push(page);
        u32::try_from(self.pages.len()).unwrap_or(u32::MAX)
    }

    /// A cell with a row; what does not fit into a page goes on in pages of its own.
    fn cell(&mut self, number: i64, values: &[Value]) -> Vec<u8> {
        let content = content(values);
        let mut cell = Vec::new();
        varint::write(content.len() as u64, &mut cell);
        #[allow(clippy::cast_sign_loss)] // that is what the format means
        varint::write(number as u64, &mut cell);
        let local = super::tree::local(content.len(), PAGE, true);
        cell.extend_from_slice(&content[..local]);
        let mut next = 0_u32;
        for some in content[local..].chunks(PAGE - 4).rev() {
            let mut page = next.to_be_bytes().to_vec();
            page.extend_from_slice(some);
            page.resize(PAGE, 0);
            next = self.add(page);
        }
        if local < content.len() {
            cell.extend_from_slice(&next.to_be_bytes());
        }
        cell
    }
}

impl Page {
    fn new(kind: (u8, usize), from: usize) -> Self {
        Self { kind, from, offsets: Vec::new(), cells: Vec::new() }
    }

    /// Puts a cell behind the others; `false` if it does not fit.
    fn put(&mut self, cell: &[u8]) -> bool {
        let taken = self.from + self.kind.1 + 2 * (self.offsets.len() + 1) + self.cells.len() + cell.len();
        if taken > PAGE {
            return false;
        }
        self.cells.splice(..0, cell.iter().copied());
        let offset = PAGE - self.cells.len();
        self.offsets.push(u16::try_from(offset).unwrap_or_default());
        true
    }

    /// The whole page; `last` is the last page below an inner one.
    fn into_bytes(self, last: u32) -> Vec<u8> {
        let mut bytes = vec![0; self.from];
        let count = u16::try_from(self.offsets.len()).unwrap_or_default();
        let begin = u16::try_from(PAGE - self.cells.len()).unwrap_or_default();
        bytes.extend([self.kind.0, 0, 0]);
        bytes.extend(count.to_be_bytes());
        bytes.extend(begin.to_be_bytes());
        bytes.push(0);
        if self.kind == INNER {
            bytes.extend(last.to_be_bytes());
        }
        bytes.extend(self.offsets.iter().flat_map(|offset| offset.to_be_bytes()));
        bytes.resize(PAGE - self.cells.len(), 0);
        bytes.extend(self.cells);
        bytes
    }
}

/// Values as the content of a row: their serial types, then their bytes.
fn content(values: &[Value]) -> Vec<u8> {
    let (mut types, mut bytes) = (Vec::new(), Vec::new());
    for value in values {
        match value {
            Value::Null => types.push(0),
            Value::Int(0) => types.push(8),
            Value::Int(1) => types.push(9),
            Value::Int(number) => {
                let (serial, length) = width(*number);
                types.push(serial);
                bytes.extend_from_slice(&number.to_be_bytes()[8 - length..]);
            }
            Value::Real(number) => {
                types.push(7);
                bytes.extend(number.to_be_bytes());
            }
            Value::Text(text) => {
                varint::write(13 + 2 * text.len() as u64, &mut types);
                bytes.extend_from_slice(text.as_bytes());
            }
            Value::Blob(blob) => {
                varint::write(12 + 2 * blob.len() as u64, &mut types);
                bytes.extend_from_slice(blob);
            }
        }
    }
    // The length of the types counts itself.
    let mut head = Vec::new();
    let length = (1..=9).find(|own| {
        head.clear();
        varint::write((types.len() + own) as u64, &mut head);
        head.len() == *own
    });
    debug_assert!(length.is_some());
    [head, types, bytes].concat()
}

/// The serial type of a whole number, and its bytes.
fn width(number: i64) -> (u8, usize) {
    let fits = |bits: u32| number >> (bits - 1) == 0 || number >> (bits - 1) == -1;
    let widths = [(1, 8), (2, 16), (3, 24), (4, 32), (5, 48)];
    widths.into_iter().find(|(_, bits)| fits(*bits)).map_or((6, 8), |(serial, bits)| (serial, bits as usize / 8))
}
