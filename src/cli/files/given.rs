//! A file from a disk, opened with the passphrase from another file if it is sealed.

use super::{Refused, folder};
use cairn_formats::{
    cairn::{self, Limits},
    problem::{Location, Refusal},
    report::Format,
    sealed::{self, Cost, Fresh},
};
use std::{fs::File, io::Read, path::Path};
use zeroize::Zeroizing;

/// The words that open sealed files. They come from a file: what stands on a command line is seen by everyone on the
/// machine and kept by the shell.
pub(super) struct Passphrase(Zeroizing<String>);

/// A file as readers take it.
pub(super) struct Given {
    /// Its bytes, or those that were sealed in it.
    pub(super) bytes: Vec<u8>,
    /// Whether it is sealed.
    pub(super) sealed: bool,
}

impl Passphrase {
    /// Reads it, without the end of its line. Refused if it is not one line of text.
    pub(super) fn read(path: Option<&Path>) -> Result<Option<Self>, Refused> {
        let Some(path) = path else { return Ok(None) };
        let bytes = Zeroizing::new(load(path)?);
        let text = core::str::from_utf8(&bytes).unwrap_or_default();
        let line = text.strip_suffix('\n').map_or(text, |line| line.strip_suffix('\r').unwrap_or(line));
        if line.is_empty() || line.contains('\n') {
            return Err((None, Refusal::new(Location::Path(path.display().to_string()), "no_passphrase", "")));
        }
        Ok(Some(Self(Zeroizing::new(line.to_owned()))))
    }

    /// Seals a state again that was sealed.
    pub(super) fn seal(&self, bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
        let mut fresh = Fresh { salt: [0; 16], nonce_prefix: [0; 19] };
        getrandom::fill(&mut fresh.salt)
            .and_then(|()| getrandom::fill(&mut fresh.nonce_prefix))
            .map_err(|fault| Refusal::new(Location::Whole, "not_written", fault.to_string()))?;
        sealed::seal(bytes, &self.0, Cost::USUAL, &fresh)
    }
}

/// Reads a file and opens it if it is sealed.
pub(super) fn open(path: &Path, passphrase: Option<&Passphrase>) -> Result<Given, Refused> {
    let bytes = load(path)?;
    if bytes.is_empty() {
        return Err((None, Refusal::new(Location::Whole, "empty", "")));
    }
    if !sealed::is_sealed(&bytes) {
        return Ok(Given { bytes, sealed: false });
    }
    match sealed::unseal(&bytes, passphrase.map(|words| words.0.as_str())) {
        Ok(content) => Ok(Given { bytes: content.into_owned(), sealed: true }),
        Err(refusal) => Err((Some(Format::Sealed), refusal)),
    }
}

/// Bytes that tell an archive and a sealed file from texts.
const HEAD: u64 = 64;

/// Reads a file, or a folder as one ([`folder`]). What is no archive is held in memory with all that it becomes: refused (`too_large`) unread if it is longer than
/// a file of another program may be.
fn load(path: &Path) -> Result<Vec<u8>, Refused> {
    let unread = |fault: std::io::Error| {
        let place = Location::Path(path.display().to_string());
        (None, Refusal::new(place, "unreadable", fault.to_string()))
    };
    let most = Limits::FOREIGN.unpacked;
    let too_large = || (None, Refusal::new(Location::Whole, "too_large", most.to_string()));
    if path.is_dir() {
        return folder::packed(path, most).map_err(unread)?.ok_or_else(too_large);
    }
    let mut file = File::open(path).map_err(unread)?;
    let mut bytes = Vec::new();
    (&mut file).take(HEAD).read_to_end(&mut bytes).map_err(unread)?;
    let length = file.metadata().map_err(unread)?.len();
    if length > most && !cairn::is_cairn(&bytes) && !sealed::is_sealed(&bytes) {
        return Err(too_large());
    }
    file.read_to_end(&mut bytes).map_err(unread)?;
    Ok(bytes)
}
