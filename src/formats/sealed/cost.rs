//! What guessing a passphrase costs, and with it opening a file: within bounds, held by a type.

use crate::problem::{Location, Refusal};

/// Argon2id's parameters. A value of this type is neither weak nor a danger to the device that opens the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cost {
    memory_kib: u32,
    passes: u32,
    lanes: u16,
}

impl Cost {
    /// 64 MiB, three passes.
    pub const USUAL: Cost = Cost { memory_kib: 64 << 10, passes: 3, lanes: 1 };

    /// 19 MiB, two passes: for small phones, and the least that a reader takes.
    pub const SMALL: Cost = Cost { memory_kib: 19 << 10, passes: 2, lanes: 1 };

    /// More than this in the memory of a phone would end the app.
    const MOST_KIB: u32 = 256 << 10;
    /// More would be a way to keep a device busy.
    const MOST_PASSES: u32 = 16;
    const MOST_LANES: u16 = 4;

    /// Refused with `weak_seal` or `costly_seal`.
    pub fn new(memory_kib: u32, passes: u32, lanes: u16) -> Result<Self, Refusal> {
        let refused = |code, detail: String| Err(Refusal::new(Location::Whole, code, detail));
        if memory_kib < Self::SMALL.memory_kib || passes < Self::SMALL.passes || lanes == 0 {
            return refused("weak_seal", format!("Argon2id {memory_kib} KiB, t={passes}, p={lanes}"));
        }
        if memory_kib > Self::MOST_KIB || passes > Self::MOST_PASSES || lanes > Self::MOST_LANES {
            return refused("costly_seal", format!("Argon2id {memory_kib} KiB, t={passes}, p={lanes}"));
        }
        Ok(Self { memory_kib, passes, lanes })
    }

    /// Memory, KiB.
    pub fn memory_kib(self) -> u32 {
        self.memory_kib
    }

    /// How often the memory is gone through.
    pub fn passes(self) -> u32 {
        self.passes
    }

    /// Parts of the memory that could be worked on at once.
    pub fn lanes(self) -> u16 {
        self.lanes
    }
}
