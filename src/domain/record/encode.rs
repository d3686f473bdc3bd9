//! Canonical bytes of a record: what is stored, compared and hashed.
//!
//! `{0: kind, 1: id, 2: space?, 3: seen, 4: marker?, 5: fields?}`, each field `tag: cell`:
//! a register is `[ms, counter, device, value]`; a set is `{element: register}`; a text is
//! `[[device, count, ms, text], …]` by dot; an unknown join is `[item, …]` in bytewise order.
//! Reading accepts these bytes and nothing else.

use super::{Cell, Dot, Join, Life, Record, Register, Seen, Tag, Version};
use crate::{
    cbor::{Cbor, CborError, Reader, Value, Writer, canonical},
    id::{DeviceId, Id, SpaceId},
    kind::Kind,
    stamp::{BROUGHT_MS, MAX_MS, Stamp},
};
use std::collections::{BTreeMap, BTreeSet};
use thiserror::Error;

/// Counts of writes stay below this.
const COUNTS: u64 = u64::MAX / 2;

/// Below this is every count that a stranger's file may bring.
const BROUGHT_COUNTS: u64 = 1 << 53;

/// Why bytes are not a record or event.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum RecordFault {
    /// Not canonical CBOR, or not of the shape.
    #[error(transparent)]
    Cbor(#[from] CborError),
    /// A stamp, count or kind out of its range, at this byte.
    #[error("out of range at byte {at}")]
    Range {
        /// Offset after the number.
        at: usize,
    },
}

/// The count after `known`; at the very end, the last one again.
pub(super) fn after(known: u64) -> u64 {
    known.saturating_add(1).min(COUNTS - 1)
}

impl Record {
    /// The canonical bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        let parts = 3
            + usize::from(self.space.is_some())
            + usize::from(!self.marker.is_empty())
            + usize::from(!self.fields.is_empty());
        writer.map(parts).uint(0).uint(u64::from(self.kind.0)).uint(1);
        self.id.write(&mut writer);
        if let Some(space) = self.space {
            writer.uint(2);
            space.write(&mut writer);
        }
        writer.uint(3);
        write_seen(&mut writer, &self.seen);
        if !self.marker.is_empty() {
            writer.uint(4);
            write_seen(&mut writer, &self.marker);
        }
        if !self.fields.is_empty() {
            writer.uint(5).map(self.fields.len());
            for (tag, cell) in &self.fields {
                writer.uint(u64::from(tag.0));
                write_cell(&mut writer, cell);
            }
        }
        writer.into_bytes()
    }

    /// Reads canonical bytes; anything else is refused with its place.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, RecordFault> {
        let length = canonical::check(bytes)?;
        if length != bytes.len() {
            return Err(CborError::Trailing { at: length }.into());
        }
        let mut reader = Reader::new(bytes);
        let record = read_record(&mut reader).ok_or(CborError::Shape { at: reader.position() })?;
        record.check_ranges().then_some(record).ok_or(RecordFault::Range { at: 0 })
    }

    /// What the state hash covers: of a deleted record only kind, id, space and marker, so a device
    /// that has emptied its trash and one that has not agree.
    pub fn to_hashed_bytes(&self) -> Vec<u8> {
        if self.life() == Life::Alive {
            return self.to_bytes();
        }
        let mut bare = self.clone();
        bare.purge();
        bare.to_bytes()
    }

    /// Whether every stamp and count is one that a device can have written.
    pub fn check_ranges(&self) -> bool {
        self.within(MAX_MS, COUNTS, u64::MAX)
    }

    /// Whether every stamp and count leaves room for her own writes above it: what is asked of rows that
    /// others made.
    pub fn check_brought(&self) -> bool {
        self.within(BROUGHT_MS, BROUGHT_COUNTS, BROUGHT_COUNTS)
    }

    fn within(&self, ms: u64, limit: u64, dots: u64) -> bool {
        let register = |register: &Register| register.stamp.ms < ms;
        let counts = self.seen.iter().chain(self.marker.iter()).all(|(_, count)| count < limit);
        counts
            && self.fields.values().all(|cell| match cell {
                Cell::Register(one) => register(one),
                Cell::Set(elements) => elements.values().all(register),
                Cell::Text(versions) => versions.keys().all(|dot| (1..=dots).contains(&dot.count)),
                Cell::Unknown(_) => true,
            })
    }
}

impl Cell {
    /// The cell's canonical bytes as one item: how files keep a field that they have no name for.
    pub fn to_cbor(&self) -> Cbor {
        let mut writer = Writer::new();
        write_cell(&mut writer, self);
        Cbor::from_writer(writer)
    }

    /// Reads [`Cell::to_cbor`] for a field of this join; `None` for another shape.
    pub fn from_cbor(join: Join, item: &Cbor) -> Option<Self> {
        let mut reader = Reader::new(item.bytes());
        let cell = read_cell(&mut reader, join)?;
        (reader.position() == item.bytes().len()).then_some(cell)
    }
}

fn write_seen(writer: &mut Writer, seen: &Seen) {
    writer.map(seen.len());
    for (device, count) in seen.iter() {
        writer.uint(device.0).uint(count.min(COUNTS - 1));
    }
}

fn write_register(writer: &mut Writer, register: &Register) {
    let Stamp { ms, counter, device } = register.stamp;
    // Never what reading refuses: one row that cannot be read makes its whole list unreadable.
    writer.array(4).uint(ms.min(MAX_MS - 1)).uint(u64::from(counter)).uint(device.0).item(&register.value);
}

fn write_cell(writer: &mut Writer, cell: &Cell) {
    match cell {
        Cell::Register(register) => write_register(writer, register),
        Cell::Set(elements) => {
            writer.map(elements.len());
            for (element, register) in elements {
                writer.item(element);
                write_register(writer, register);
            }
        }
        Cell::Text(versions) => {
            writer.array(versions.len());
            for (dot, version) in versions {
                writer.array(4).uint(dot.device.0).uint(dot.count.max(1)).int(version.ms).text(&version.text);
            }
        }
        Cell::Unknown(items) => {
            writer.array(items.len());
            for item in items {
                writer.item(item);
            }
        }
    }
}

fn read_record(reader: &mut Reader) -> Option<Record> {
    let mut record = Record::new(Kind(0), Id::from_bytes([0; 16]));
    let mut found = 0;
    for _ in 0..reader.map().ok()?? {
        let key = reader.u8().ok()?;
        found |= 1_u8.checked_shl(u32::from(key))?;
        match key {
            0 => record.kind = Kind(reader.u16().ok()?),
            1 => record.id = Id::read(reader)?,
            2 => record.space = Some(SpaceId::read(reader)?),
            3 => record.seen = read_seen(reader)?,
            4 => record.marker = read_seen(reader)?,
            5 => {
                for _ in 0..reader.map().ok()?? {
                    let tag = Tag(reader.u32().ok()?);
                    record.fields.insert(tag, read_cell(reader, tag.join())?);
                }
            }
            _ => return None,
        }
    }
    (found & 0b1011 == 0b1011).then_some(record)
}

fn read_seen(reader: &mut Reader) -> Option<Seen> {
    let mut seen = Seen::default();
    for _ in 0..reader.map().ok()?? {
        let device = DeviceId(reader.u64().ok()?);
        let count = reader.u64().ok()?;
        if count == 0 {
            return None;
        }
        seen.raise(device, count);
    }
    Some(seen)
}

fn read_register(reader: &mut Reader) -> Option<Register> {
    if reader.array().ok()?? != 4 {
        return None;
    }
    let stamp = Stamp { ms: reader.u64().ok()?, counter: reader.u32().ok()?, device: DeviceId(reader.u64().ok()?) };
    Some(Register { stamp, value: Cbor::take(reader)? })
}

fn read_cell(reader: &mut Reader, join: Join) -> Option<Cell> {
    match join {
        Join::Register => read_register(reader).map(Cell::Register),
        Join::Set => {
            let mut elements = BTreeMap::new();
            for _ in 0..reader.map().ok()?? {
                let element = Cbor::take(reader)?;
                elements.insert(element, read_register(reader)?);
            }
            Some(Cell::Set(elements))
        }
        Join::Text => {
            let mut versions = BTreeMap::new();
            let mut last = None;
            for _ in 0..reader.array().ok()?? {
                if reader.array().ok()?? != 4 {
                    return None;
                }
                let dot = Dot { device: DeviceId(reader.u64().ok()?), count: reader.u64().ok()? };
                if last.is_some_and(|last| last >= dot) {
                    return None;
                }
                last = Some(dot);
                versions.insert(dot, Version { ms: reader.i64().ok()?, text: reader.str().ok()?.to_owned() });
            }
            (!versions.is_empty()).then_some(Cell::Text(versions))
        }
        Join::Unknown => {
            let mut items = BTreeSet::new();
            let mut last: Option<Cbor> = None;
            for _ in 0..reader.array().ok()?? {
                let item = Cbor::take(reader)?;
                if last.is_some_and(|last| last >= item) {
                    return None;
                }
                last = Some(item.clone());
                items.insert(item);
            }
            Some(Cell::Unknown(items))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        record::{Context, Draft},
        time::Moment,
    };

    const HERS: DeviceId = DeviceId(7);
    const TITLE: Tag = Tag::new(1, Join::Register);
    const NOTES: Tag = Tag::new(2, Join::Text);

    fn extreme(ms: u64, count: u64) -> Record {
        let mut record = Record::new(Kind::GOAL, Id::from_bytes([1; 16]));
        record.seen.raise(HERS, count);
        record.seen.raise(DeviceId::IMPORT, count);
        let stamp = Stamp { ms, counter: u32::MAX, device: DeviceId(8) };
        record.fields.insert(TITLE, Cell::Register(Register { stamp, value: Cbor::of(&1_i64) }));
        record
    }

    #[test]
    fn what_is_written_over_the_greatest_stamp_and_count_can_be_read() {
        for (ms, count) in [(MAX_MS - 1, COUNTS - 1), (MAX_MS, u64::MAX), (u64::MAX, u64::MAX)] {
            let context = Context::new(Moment { ms: i64::MAX, tz_offset_min: 0 }, HERS, 1);
            let mut draft = Draft::edit(extreme(ms, count), &context);
            draft.set_register(TITLE, Cbor::of(&2_i64));
            draft.set_text(NOTES, &[], "Words");
            draft.import_text(Tag::new(3, Join::Text), "Words");
            draft.trash();
            let bytes = draft.finish().unwrap().0.to_bytes();
            assert!(Record::from_bytes(&bytes).is_ok(), "{ms} {count}");
        }
    }

    #[test]
    fn what_others_made_leaves_room() {
        assert!(extreme(BROUGHT_MS - 1, BROUGHT_COUNTS - 1).check_brought());
        assert!(!extreme(BROUGHT_MS, 1).check_brought() && extreme(BROUGHT_MS, 1).check_ranges());
        assert!(!extreme(1, BROUGHT_COUNTS).check_brought() && extreme(1, BROUGHT_COUNTS).check_ranges());
    }
}
