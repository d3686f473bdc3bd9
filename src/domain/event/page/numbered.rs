//! A page as a store keeps it: the events with the number of the change that wrote each, `[1, numbers, page]`, the numbers
//! as differences in the order of the page. Of such bytes ids and numbers can be read without the rest.

use super::{PageError, pack_sorted, unpack, varint};
use crate::{
    cbor::{CborError, Reader, Writer},
    event::Event,
    id::{EventId, Id},
};

/// An event and the number of the change that wrote it, below 2^63.
pub type Numbered = (Event, u64);

/// The layout described above.
const LAYOUT: u64 = 1;

/// Packs events as [`pack`](super::pack) does, each with its number.
pub fn pack_numbered<'e>(rows: impl IntoIterator<Item = &'e Numbered>) -> Result<Vec<u8>, PageError> {
    let mut sorted: Vec<&Numbered> = rows.into_iter().collect();
    sorted.sort_by_key(|(event, _)| (event.at.ms, event.id));
    let events: Vec<&Event> = sorted.iter().map(|(event, _)| event).collect();
    let mut writer = Writer::new();
    writer.array(3).uint(LAYOUT);
    writer.bytes(&varint::differences(sorted.iter().map(|(_, number)| number.cast_signed())));
    writer.bytes(&pack_sorted(&events)?);
    Ok(writer.into_bytes())
}

/// Unpacks [`pack_numbered`], and nothing else: events by (moment, id).
pub fn unpack_numbered(bytes: &[u8]) -> Result<Vec<Numbered>, PageError> {
    let (numbers, page) = parts(bytes)?;
    let events = unpack(page)?;
    let numbers = varint::sums(numbers, events.len()).ok_or(CborError::Shape { at: 0 })?;
    let rows: Vec<Numbered> = events.into_iter().zip(numbers.into_iter().map(i64::cast_unsigned)).collect();
    Ok(rows)
}

/// The ids of [`pack_numbered`], in its order. What follows them is not looked at.
pub fn ids_of(bytes: &[u8]) -> Result<Vec<EventId>, PageError> {
    ids(parts(bytes)?.1)
}

/// The same, each with its number.
pub fn numbers_of(bytes: &[u8]) -> Result<Vec<(EventId, u64)>, PageError> {
    let (numbers, page) = parts(bytes)?;
    let ids = ids(page)?;
    let numbers = varint::sums(numbers, ids.len()).ok_or(CborError::Shape { at: 0 })?;
    Ok(ids.into_iter().zip(numbers.into_iter().map(i64::cast_unsigned)).collect())
}

fn ids(page: &[u8]) -> Result<Vec<EventId>, PageError> {
    let mut reader = Reader::new(page);
    let (_, version) = super::layout(&mut reader).ok_or(CborError::Shape { at: 0 })?;
    if version != super::VERSION {
        return Err(PageError::Version { version });
    }
    let ids = super::head(&mut reader).and_then(|_| reader.bytes().ok()).map(<[u8]>::as_chunks::<16>);
    let (ids, _) = ids.filter(|(_, rest)| rest.is_empty()).ok_or(CborError::Shape { at: reader.position() })?;
    Ok(ids.iter().map(|id| EventId(Id::from_bytes(*id))).collect())
}

fn parts(bytes: &[u8]) -> Result<(&[u8], &[u8]), PageError> {
    let mut reader = Reader::new(bytes);
    let shape = CborError::Shape { at: 0 };
    let (parts, layout) = super::layout(&mut reader).ok_or(shape)?;
    if layout != LAYOUT {
        return Err(PageError::Version { version: layout });
    }
    let numbers = reader.bytes().map_err(|_| shape)?;
    let page = reader.bytes().map_err(|_| shape)?;
    if parts != 3 || reader.position() != bytes.len() {
        return Err(shape.into());
    }
    Ok((numbers, page))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{kind::Kind, time::Moment};

    #[test]
    fn numbers_and_ids_come_back_in_the_order_of_the_page() {
        let row = |n: u128, ms: i64, number: u64| {
            let event = Event::new(Kind::RESPONSE, EventId(Id::new(0, n)), Moment { ms, tz_offset_min: 60 });
            (event.with(3, &2_u8), number)
        };
        let rows = [row(1, 30, 7), row(2, 10, u64::MAX >> 1), row(3, 10, 1)];
        let bytes = pack_numbered(&rows).unwrap();
        let expected = [rows[1].clone(), rows[2].clone(), rows[0].clone()];
        assert_eq!(unpack_numbered(&bytes).as_deref(), Ok(&expected[..]));
        assert_eq!(ids_of(&bytes).unwrap(), expected.each_ref().map(|(event, _)| event.id));
        assert_eq!(numbers_of(&bytes).unwrap(), expected.each_ref().map(|(event, number)| (event.id, *number)));
        for cut in 0..bytes.len() {
            assert!(unpack_numbered(&bytes[..cut]).is_err(), "{cut}");
        }
        let mut later = bytes.clone();
        later[1] = 2;
        assert_eq!(unpack_numbered(&later), Err(PageError::Version { version: 2 }));
        assert_eq!(ids_of(&later), Err(PageError::Version { version: 2 }));
        let longer = [&bytes[..], &[0]].concat();
        assert!(unpack_numbered(&longer).is_err() && ids_of(&longer).is_err());
    }
}
