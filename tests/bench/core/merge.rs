//! Row 13: changes of another device come as bytes and are joined with what is here.
//!
//! The work is told by numbers alone, so that a peer does the same: `records` records of [`FIELDS`] fields,
//! made on a first device. A second one writes every field once, record by record. This one wrote the fields of a twentieth of
//! the records at either end: of the first ones after the second device, of the last ones before. Later writes win.

use cairn_domain::{
    cbor::Cbor,
    id::{DeviceId, Id},
    kind::Kind,
    record::{Cell, Context, Draft, Join, Record, Tag},
    time::Moment,
};
use cairn_sync::State;
use wasm_bindgen::prelude::wasm_bindgen;

/// Fields of a record, each a register.
pub const FIELDS: u32 = 5;

/// What is here, and what comes.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Merge {
    here: State,
    there: Vec<u8>,
}

#[wasm_bindgen]
impl Merge {
    /// The state before the changes come: `records` fields times [`FIELDS`] changes will.
    #[wasm_bindgen(constructor)]
    pub fn new(records: u32) -> Self {
        let mut here = State::default();
        let mut there = Vec::new();
        for number in 0..records {
            let made = write(Record::new(Kind::GOAL, id(number)), 1, 1, 'a', number);
            let changed = write(made.clone(), 2, 1_000 + i64::from(number), 'b', number).to_bytes();
            there.extend(u32::try_from(changed.len()).unwrap_or(u32::MAX).to_le_bytes());
            there.extend(changed);
            let end = records / 20;
            let own = match number {
                first if first < end => write(made, 3, 10_000_000, 'c', number),
                last if last >= records - end => write(made, 3, 500, 'c', number),
                _ => made,
            };
            here.add_record(own);
        }
        Self { here, there }
    }

    /// Reads the changes and joins them. Answers how many rows came; what is not a record counts for nothing.
    pub fn merge(&mut self) -> u32 {
        let mut rest = self.there.as_slice();
        let mut rows = 0;
        while let Some((length, after)) = rest.split_first_chunk::<4>() {
            let length = usize::try_from(u32::from_le_bytes(*length)).unwrap_or(usize::MAX);
            let Some((bytes, after)) = after.split_at_checked(length) else { break };
            rest = after;
            if let Ok(record) = Record::from_bytes(bytes)
                && self.here.add_record(record).is_none()
            {
                rows += 1;
            }
        }
        rows
    }

    /// Bytes that come.
    pub fn bytes(&self) -> usize {
        self.there.len()
    }

    /// One value, as a screen would read it.
    pub fn value(&self, number: u32, field: u32) -> Option<String> {
        let record = self.here.records.get(&(Kind::GOAL, id(number)))?;
        match record.fields.get(&tag(field))? {
            Cell::Register(register) => register.value.get(),
            _ => None,
        }
    }

    /// Every value on a line of its own, by record and field.
    pub fn values(&self) -> String {
        let records = u32::try_from(self.here.records.len()).unwrap_or(u32::MAX);
        let cells = (0..records).flat_map(|number| (0..FIELDS).map(move |field| (number, field)));
        cells.map(|(number, field)| self.value(number, field).unwrap_or_default() + "\n").collect()
    }
}

/// The record with all its fields written by a device.
pub fn write(record: Record, device: u64, ms: i64, by: char, number: u32) -> Record {
    let context = Context::new(Moment { ms, tz_offset_min: 0 }, DeviceId(device), 1);
    let before = record.clone();
    let mut draft = Draft::edit(record, &context);
    for field in 0..FIELDS {
        draft.set_register(tag(field), Cbor::of(&format!("{by} {number} {field}")));
    }
    draft.finish().map_or(before, |(record, ..)| record)
}

/// The id of a record by its number.
pub fn id(number: u32) -> Id {
    Id::new(0, u128::from(number) + 1)
}

fn tag(field: u32) -> Tag {
    Tag::new(field + 1, Join::Register)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_writes_win_and_all_arrive() {
        let mut merge = Merge::new(100);
        assert_eq!(merge.value(50, 4).as_deref(), Some("a 50 4"));
        assert_eq!(merge.merge(), 100);
        for (number, value) in [(0, "c 0 4"), (4, "c 4 4"), (5, "b 5 4"), (95, "b 95 4"), (99, "b 99 4")] {
            assert_eq!(merge.value(number, 4).as_deref(), Some(value));
        }
        let once = merge.values();
        assert_eq!(once.lines().count(), 500);
        merge.merge();
        assert_eq!(merge.values(), once);
    }
}
