//! Files that come and go: read slice by slice from wherever they lie, written part by part.

use crate::protocol::Failure;
use cairn_formats::{
    cairn::{Input, Limits},
    problem::{Location, Refusal},
};
use std::io::{Cursor, Read};

/// A file that was given to a job.
pub trait Given {
    /// Its length in bytes.
    fn length(&self) -> u64;
    /// A reader at its beginning.
    fn reader(&self) -> impl Input;

    /// What it is called where it lies; empty for what was pasted.
    fn name(&self) -> String {
        String::new()
    }

    /// Its first bytes, at most `most`.
    fn head(&self, most: u64) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        self.reader().take(most).read_to_end(&mut bytes).map_err(|_| unreadable())?;
        Ok(bytes)
    }

    /// All of it, within what a foreign file may hold.
    fn whole(&self) -> Result<Vec<u8>, Failure> {
        let most = Limits::FOREIGN.unpacked;
        if self.length() > most {
            return Err(Refusal::new(Location::Whole, "too_large", most.to_string()).into());
        }
        self.head(most)
    }
}

impl Given for [u8] {
    fn length(&self) -> u64 {
        self.len() as u64
    }

    fn reader(&self) -> impl Input {
        Cursor::new(self)
    }
}

/// A file that a job makes.
pub trait Spool: Default {
    /// Appends bytes.
    fn add(&mut self, bytes: &[u8]);
    /// A reader of what was added so far.
    fn reader(&self) -> impl Input;
    /// How many bytes were added so far.
    fn length(&self) -> u64;
}

impl Spool for Vec<u8> {
    fn add(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }

    fn reader(&self) -> impl Input {
        Cursor::new(self.as_slice())
    }

    fn length(&self) -> u64 {
        self.len() as u64
    }
}

impl Given for Vec<u8> {
    fn length(&self) -> u64 {
        self.len() as u64
    }

    fn reader(&self) -> impl Input {
        Cursor::new(self.as_slice())
    }
}

/// A file of these bytes.
pub fn spooled<S: Spool>(bytes: &[u8]) -> S {
    let mut spool = S::default();
    spool.add(bytes);
    spool
}

/// The browser, or the disk, does not give the bytes.
pub fn unreadable() -> Failure {
    Refusal::new(Location::Whole, "unreadable", "").into()
}
