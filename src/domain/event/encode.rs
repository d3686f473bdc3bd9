//! Canonical bytes of an event: `{0: kind, 1: id, 2: space?, 3: ms, 4: tz offset, 5: {number: item}?}`,
//! or `{0: kind, 1: id, 6: true}` once erased.

use super::Event;
use crate::{
    cbor::{Cbor, CborError, Reader, Value, Writer, canonical},
    id::{EventId, Id, SpaceId},
    kind::Kind,
    record::RecordFault,
    time::Moment,
};

/// The last moment, UTC ms: 48 bits.
const LAST_MS: i64 = (1 << 48) - 1;
/// The furthest offset, in minutes.
const LAST_OFFSET: i16 = 840;

impl Event {
    /// The canonical bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        if self.erased {
            writer.map(3).uint(0).uint(u64::from(self.kind.0)).uint(1);
            self.id.write(&mut writer);
            writer.uint(6).bool(true);
            return writer.into_bytes();
        }
        writer.map(4 + usize::from(self.space.is_some()) + usize::from(!self.fields.is_empty()));
        writer.uint(0).uint(u64::from(self.kind.0)).uint(1);
        self.id.write(&mut writer);
        if let Some(space) = self.space {
            writer.uint(2);
            space.write(&mut writer);
        }
        // Never what reading refuses, whatever a clock says.
        let (ms, offset) =
            (self.at.ms.clamp(-LAST_MS, LAST_MS), self.at.tz_offset_min.clamp(-LAST_OFFSET, LAST_OFFSET));
        writer.uint(3).int(ms).uint(4).int(i64::from(offset));
        if !self.fields.is_empty() {
            writer.uint(5).map(self.fields.len());
            for (number, item) in &self.fields {
                writer.uint(u64::from(*number)).item(item);
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
        let event = read(&mut reader).ok_or(CborError::Shape { at: reader.position() })?;
        event.check_ranges().then_some(event).ok_or(RecordFault::Range { at: 0 })
    }

    /// Whether the moment is one that a clock can show: within 48 bits of ms either way, and an offset
    /// of at most 14 hours.
    pub fn check_ranges(&self) -> bool {
        (-LAST_MS..=LAST_MS).contains(&self.at.ms) && (-LAST_OFFSET..=LAST_OFFSET).contains(&self.at.tz_offset_min)
    }
}

fn read(reader: &mut Reader) -> Option<Event> {
    let mut event = Event::new(Kind(0), EventId(Id::from_bytes([0; 16])), Moment { ms: 0, tz_offset_min: 0 });
    let mut found = 0;
    for _ in 0..reader.map().ok()?? {
        let key = reader.u8().ok()?;
        found |= 1_u8.checked_shl(u32::from(key))?;
        match key {
            0 => event.kind = Kind(reader.u16().ok()?),
            1 => event.id = EventId::read(reader)?,
            2 => event.space = Some(SpaceId::read(reader)?),
            3 => event.at.ms = reader.i64().ok()?,
            4 => event.at.tz_offset_min = reader.i16().ok()?,
            5 => {
                for _ in 0..reader.map().ok()?? {
                    let number = reader.u32().ok()?;
                    event.fields.insert(number, Cbor::take(reader)?);
                }
            }
            6 => event.erased = reader.bool().ok()?,
            _ => return None,
        }
    }
    let whole = found & 0b101_1011 == 0b001_1011 && event.kind.is_event();
    let erased = found == 0b100_0011 && event.erased && event.kind.is_event();
    (whole || erased).then_some(event)
}
