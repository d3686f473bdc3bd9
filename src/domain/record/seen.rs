//! How often each device wrote to a record: device -> count, joined by pointwise maximum.

use crate::id::DeviceId;
use std::collections::BTreeMap;

/// Counts of writes by device; a device that never wrote is absent.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub struct Seen(BTreeMap<DeviceId, u64>);

impl Seen {
    /// The count of `device`, 0 if it never wrote.
    pub fn count(&self, device: DeviceId) -> u64 {
        self.0.get(&device).copied().unwrap_or(0)
    }

    /// Raises the count of `device` to at least `count`.
    pub fn raise(&mut self, device: DeviceId, count: u64) {
        if count > 0 {
            let known = self.0.entry(device).or_insert(0);
            *known = (*known).max(count);
        }
    }

    /// Pointwise maximum.
    pub fn join(&mut self, other: &Seen) {
        other.iter().for_each(|(device, count)| self.raise(device, count));
    }

    /// Whether every count of `self` is at most that of `other`.
    pub fn within(&self, other: &Seen) -> bool {
        self.iter().all(|(device, count)| count <= other.count(device))
    }

    /// Whether no device ever wrote.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Devices and counts, by device.
    pub fn iter(&self) -> impl Iterator<Item = (DeviceId, u64)> + '_ {
        self.0.iter().map(|(device, count)| (*device, *count))
    }

    /// How many devices wrote.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}
