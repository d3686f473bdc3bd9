//! Files of the browser as jobs take and make them: slice by slice, part by part.

use cairn_worker::jobs::{Given, Input, Spool};
use js_sys::{Array, Uint8Array};
use std::io::{self, Read, Seek, SeekFrom};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, File, FileReaderSync};

/// The file beside a call, if there is one.
pub struct Attached(pub Option<Blob>);

impl Given for Attached {
    fn length(&self) -> u64 {
        self.0.as_ref().map_or(0, length)
    }

    fn name(&self) -> String {
        let file = self.0.as_ref().and_then(|blob| blob.dyn_ref::<File>());
        file.map(File::name).unwrap_or_default()
    }

    fn reader(&self) -> impl Input {
        Slices { blob: self.0.clone().unwrap_or_else(|| Parts::default().blob()), at: 0, held: Vec::new(), from: 0 }
    }
}

/// A file that is made: each part is handed to the browser at once, which may put it on the disk.
#[derive(Default)]
pub struct Parts(Array);

impl Parts {
    /// As a file of the browser.
    pub fn blob(&self) -> Blob {
        Blob::new_with_blob_sequence(&self.0).unwrap_or_else(|_| JsValue::NULL.unchecked_into())
    }
}

impl Spool for Parts {
    fn add(&mut self, bytes: &[u8]) {
        // A part that the browser cannot take is missed when the file is read back.
        if let Ok(part) = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes))) {
            self.0.push(&part);
        }
    }

    fn reader(&self) -> impl Input {
        Slices { blob: self.blob(), at: 0, held: Vec::new(), from: 0 }
    }

    fn length(&self) -> u64 {
        length(&self.blob())
    }
}

/// Bytes of a slice that is held.
const SLICE: u64 = 1 << 20;

/// Reads a file of the browser slice by slice.
#[derive(Clone)]
struct Slices {
    blob: Blob,
    at: u64,
    held: Vec<u8>,
    /// Where the held slice begins.
    from: u64,
}

impl Read for Slices {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at >= length(&self.blob) || buffer.is_empty() {
            return Ok(0);
        }
        let held = |slices: &Self| {
            usize::try_from(slices.at.checked_sub(slices.from)?).ok().filter(|at| *at < slices.held.len())
        };
        let at = match held(self) {
            Some(at) => at,
            None => {
                self.held =
                    slice(&self.blob, self.at).ok_or_else(|| io::Error::other("the browser does not give it"))?;
                self.from = self.at;
                0
            }
        };
        let some = &self.held[at..];
        let count = some.len().min(buffer.len());
        buffer[..count].copy_from_slice(&some[..count]);
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Slices {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let end = length(&self.blob);
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => end.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // lengths of files are exact far beyond any
fn length(blob: &Blob) -> u64 {
    blob.size() as u64
}

#[allow(clippy::cast_precision_loss)] // as above
fn slice(blob: &Blob, at: u64) -> Option<Vec<u8>> {
    let part = blob.slice_with_f64_and_f64(at as f64, (at + SLICE) as f64).ok()?;
    let buffer = FileReaderSync::new().ok()?.read_as_array_buffer(&part).ok()?;
    Some(Uint8Array::new(&buffer).to_vec()).filter(|bytes| !bytes.is_empty())
}
