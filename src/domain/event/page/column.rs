//! A column of a page: one item, or none, for each event. `[presence, form, content]`: presence as bits, or null if
//! every event has one; then what is there, in the first of three forms that holds it.
//!
//! Form 0: one item that all of them are, at most 64 bytes long and neither array, map nor tag. Form 1: whole numbers
//! of 64 bits, as differences. Form 2: the items one after another in a byte string. What can be written in a form is
//! written in no later one.

use super::varint;
use crate::cbor::{Cbor, Reader, Writer};

/// One item, or none, for each event.
pub(super) type Column = Vec<Option<Cbor>>;

/// Longest item of form 0: so that a short page does not unfold to a long one.
const SAME_MAX: usize = 64;

const SAME: u8 = 0;
const WHOLE: u8 = 1;
const PLAIN: u8 = 2;

/// Writes a column; an empty one is all absent.
pub(super) fn write(column: &Column, writer: &mut Writer) {
    let items: Vec<&Cbor> = column.iter().flatten().collect();
    writer.array(3);
    if items.len() == column.len() {
        writer.null();
    } else {
        writer.bytes(&bits(column.iter().map(Option::is_some)));
    }
    let whole: Option<Vec<i64>> = items.iter().map(|item| item.get()).collect();
    let same = items.first().filter(|first| is_short(first) && items.iter().all(|item| item == *first));
    if let Some(same) = same {
        writer.uint(u64::from(SAME)).item(same);
    } else if let Some(whole) = whole {
        writer.uint(u64::from(WHOLE)).bytes(&varint::differences(whole));
    } else {
        writer.uint(u64::from(PLAIN)).bytes(&items.iter().flat_map(|item| item.bytes()).copied().collect::<Vec<_>>());
    }
}

/// Reads a column of `count` events; `None` if it is not of the shape. Whether it was written in the first form that
/// holds it is the page's to see.
pub(super) fn read(reader: &mut Reader, count: usize) -> Option<Column> {
    if reader.array().ok()?? != 3 {
        return None;
    }
    let presence = if Cbor::null().bytes().first() == reader.input().get(reader.position()) {
        reader.null().ok()?;
        vec![true; count]
    } else {
        unbits(reader.bytes().ok()?, count)?
    };
    let present = presence.iter().filter(|present| **present).count();
    let mut items = match reader.u8().ok()? {
        SAME => {
            let same = Cbor::take(reader).filter(is_short)?;
            vec![same; present]
        }
        WHOLE => varint::sums(reader.bytes().ok()?, present)?.iter().map(Cbor::of).collect(),
        PLAIN => {
            let bytes = reader.bytes().ok()?;
            let mut inner = Reader::new(bytes);
            let items = (0..present).map(|_| Cbor::take(&mut inner)).collect::<Option<Vec<_>>>()?;
            (inner.position() == bytes.len()).then_some(items)?
        }
        _ => return None,
    }
    .into_iter();
    Some(presence.into_iter().map(|present| present.then(|| items.next()).flatten()).collect())
}

/// Whether it may stand once for many. What nests may not: on a page it would lie one deeper than in its event, and
/// what nests as deep as an event allows could not be read again.
fn is_short(item: &Cbor) -> bool {
    let nests = item.bytes().first().is_some_and(|first| matches!(first >> 5, 4..=6));
    !nests && item.bytes().len() <= SAME_MAX
}

/// Truth values as bits, the first in the lowest bit of the first byte.
pub(super) fn bits(values: impl Iterator<Item = bool>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (at, value) in values.enumerate() {
        if at.is_multiple_of(8) {
            bytes.push(0);
        }
        if let Some(last) = bytes.last_mut() {
            *last |= u8::from(value) << (at % 8);
        }
    }
    bytes
}

/// The first `count` bits; `None` if there are not as many bytes as they take.
pub(super) fn unbits(bytes: &[u8], count: usize) -> Option<Vec<bool>> {
    (bytes.len() == count.div_ceil(8)).then(|| (0..count).map(|at| bytes[at / 8] >> (at % 8) & 1 == 1).collect())
}
