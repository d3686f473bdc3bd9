//! A page of records as a store keeps it: `[1, ids, numbers, [record, …]]`, by id. Ids as bytes one after another, the numbers
//! of the changes that wrote them as differences (`varint`), each record as a byte string of its canonical bytes. A way to
//! store many records, never a way to merge them. Of such bytes ids and numbers are read without the rest, and one record
//! without the others. Of a newer layout only its number is read.

use super::{Record, RecordFault};
use crate::{
    cbor::{CborError, Reader, Writer},
    event::page::varint,
    id::Id,
};

/// Most records of a page. So many that the price of a row in the browser's database hardly counts; so few that a page is
/// read for one record of it within milliseconds.
pub const PAGE_RECORDS: usize = 64;

/// The layout described above.
const LAYOUT: u64 = 1;

/// Why bytes are no page of records.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum RecordPageError {
    /// Not of the shape.
    #[error(transparent)]
    Cbor(#[from] CborError),
    /// A layout of a newer version.
    #[error("layout {layout} of a page of records is not known")]
    Version {
        /// Its number.
        layout: u64,
    },
    /// Ids that do not rise, or none.
    #[error("the ids of a page of records do not rise")]
    Ids,
    /// One of its records, or one that says another id.
    #[error("record {id} of a page: {fault}")]
    Record {
        /// The id that the page says.
        id: Id,
        /// What is wrong with it.
        fault: RecordFault,
    },
}

/// Packs records as their canonical bytes, each with its id and number, below 2^63, by rising id.
pub fn pack<'b>(rows: impl ExactSizeIterator<Item = (Id, u64, &'b [u8])>) -> Vec<u8> {
    let (mut ids, mut numbers, mut bodies) = (Vec::new(), Vec::new(), Vec::new());
    for (id, number, body) in rows {
        ids.extend_from_slice(id.bytes());
        numbers.push(number.cast_signed());
        bodies.push(body);
    }
    let mut writer = Writer::new();
    writer.array(4).uint(LAYOUT).bytes(&ids).bytes(&varint::differences(numbers)).array(bodies.len());
    for body in bodies {
        writer.bytes(body);
    }
    writer.into_bytes()
}

/// A page whose records are not read yet.
#[derive(Debug)]
pub struct RecordPage<'b> {
    rows: Vec<(Id, u64, &'b [u8])>,
}

impl<'b> RecordPage<'b> {
    /// Reads [`pack`], without the records themselves.
    pub fn read(bytes: &'b [u8]) -> Result<Self, RecordPageError> {
        let mut reader = Reader::new(bytes);
        let shape = RecordPageError::Cbor(CborError::Shape { at: 0 });
        let head = reader.array().ok().flatten().zip(reader.u64().ok());
        let (parts, layout) = head.ok_or(shape)?;
        if layout != LAYOUT {
            return Err(RecordPageError::Version { layout });
        }
        let rest = |reader: &mut Reader<'b>| {
            let (ids, rest) = reader.bytes().ok()?.as_chunks::<16>();
            let numbers = varint::sums(reader.bytes().ok()?, ids.len())?;
            let count = reader.array().ok()??;
            let is_whole = parts == 4 && rest.is_empty() && count == ids.len() as u64;
            let mut rows = Vec::with_capacity(if is_whole { ids.len() } else { return None });
            for (id, number) in ids.iter().zip(numbers) {
                rows.push((Id::from_bytes(*id), number.cast_unsigned(), reader.bytes().ok()?));
            }
            (reader.position() == bytes.len()).then_some(rows)
        };
        let rows = rest(&mut reader).ok_or(shape)?;
        if rows.is_empty() || !rows.is_sorted_by(|(a, ..), (b, ..)| a < b) {
            return Err(RecordPageError::Ids);
        }
        Ok(Self { rows })
    }

    /// Ids, numbers of changes and canonical bytes, by id.
    pub fn rows(&self) -> &[(Id, u64, &'b [u8])] {
        &self.rows
    }

    /// The record at this place.
    pub fn record(&self, at: usize) -> Result<Record, RecordPageError> {
        let Some((id, _, body)) = self.rows.get(at) else { return Err(RecordPageError::Ids) };
        let record = Record::from_bytes(body).map_err(|fault| RecordPageError::Record { id: *id, fault })?;
        let is_its = record.id == *id;
        is_its.then_some(record).ok_or(RecordPageError::Record { id: *id, fault: CborError::Shape { at: 0 }.into() })
    }

    /// Each record under its id, or why it cannot be read.
    pub fn each(&self) -> impl Iterator<Item = (Id, Result<Record, RecordPageError>)> {
        self.rows.iter().enumerate().map(|(at, (id, ..))| (*id, self.record(at)))
    }

    /// Where a record of this id is.
    pub fn find(&self, id: Id) -> Option<usize> {
        self.rows.binary_search_by_key(&id, |(id, ..)| *id).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        cbor::Cbor,
        id::DeviceId,
        kind::Kind,
        record::{Cell, Register, Tag},
        stamp::Stamp,
    };

    fn record(n: u128) -> Record {
        let mut record = Record::new(Kind::ITEM, Id::new(7, n));
        let stamp = Stamp { ms: 9, counter: 1, device: DeviceId(5) };
        record.seen.raise(DeviceId(5), 1);
        record.fields.insert(Tag(40), Cell::Register(Register { stamp, value: Cbor::of(&format!("Card {n}")) }));
        record
    }

    fn all(page: &RecordPage<'_>) -> Result<Vec<Record>, RecordPageError> {
        page.each().map(|(_, record)| record).collect()
    }

    fn packed(records: &[Record]) -> Vec<u8> {
        let bodies: Vec<Vec<u8>> = records.iter().map(Record::to_bytes).collect();
        let rows = records.iter().zip(&bodies).enumerate();
        pack(rows.map(|(at, (record, body))| (record.id, 900 - at as u64, body.as_slice())))
    }

    #[test]
    fn records_come_back_with_their_numbers_all_and_one() {
        let records: Vec<Record> = (0..64).map(record).collect();
        let bytes = packed(&records);
        let page = RecordPage::read(&bytes).unwrap();
        assert_eq!(all(&page).as_deref(), Ok(&records[..]));
        let numbers: Vec<u64> = page.rows().iter().map(|(_, number, _)| *number).collect();
        assert_eq!((numbers[0], numbers[63]), (900, 837));
        assert_eq!(page.find(records[9].id).map(|at| page.record(at).unwrap()), Some(records[9].clone()));
        assert_eq!(page.find(Id::new(7, 64)), None);
    }

    #[test]
    fn nothing_else_is_read() {
        let records = [record(1), record(2)];
        let bytes = packed(&records);
        for cut in 0..bytes.len() {
            assert!(RecordPage::read(&bytes[..cut]).is_err(), "{cut}");
        }
        assert!(RecordPage::read(&[&bytes[..], &[0]].concat()).is_err());
        let later = [&bytes[..1], &[2], &bytes[2..]].concat();
        assert_eq!(RecordPage::read(&later).unwrap_err(), RecordPageError::Version { layout: 2 });
        assert_eq!(RecordPage::read(&packed(&[])).unwrap_err(), RecordPageError::Ids);
        assert_eq!(RecordPage::read(&packed(&[record(2), record(1)])).unwrap_err(), RecordPageError::Ids);
        let mut said = packed(&records[..1]);
        // Behind the heads of the array, the layout and the ids.
        said[3 + 15] ^= 1;
        let page = RecordPage::read(&said).unwrap();
        assert!(all(&page).is_err(), "a record under another id");
    }

    #[test]
    fn a_record_that_is_torn_costs_itself_alone() {
        let records = [record(1), record(2)];
        let mut bytes = packed(&records);
        let last = bytes.len() - 1;
        bytes[last] = 0xff;
        let page = RecordPage::read(&bytes).unwrap();
        assert_eq!(page.record(0).as_ref(), Ok(&records[0]));
        assert!(page.record(1).is_err() && all(&page).is_err());
    }
}
