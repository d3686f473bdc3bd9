//! `manifest.json`: what a file is, and a list of every other entry with its length and hash.

use super::time::{parse_time, time_text};
use crate::problem::{Location, Refusal};
use cairn_domain::id::{DeviceId, ProfileId, SpaceId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The manifest's path.
pub(crate) const MANIFEST: &str = "manifest.json";

/// What a file is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Use {
    /// Everything of a profile.
    Backup,
    /// Something published: an immutable version.
    Pack,
    /// Work sent for feedback, or the answer.
    Exchange,
}

/// One entry as the manifest lists it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Listed {
    /// Its length, unpacked.
    pub(crate) bytes: u64,
    /// BLAKE3 of its content, in hexadecimal digits.
    pub(crate) blake3: String,
}

/// What the manifest says of the files beside the rows.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MediaNote {
    /// Files in `media/`.
    pub count: u64,
    /// Their bytes.
    pub bytes: u64,
    /// The hashes of those that rows name, but the device did not have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
}

/// The manifest as it stands in the file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// Always `cairn`.
    pub format: String,
    /// The version that wrote it.
    pub version: u32,
    /// The oldest version that can read it.
    pub min_reader: u32,
    /// What it is for.
    #[serde(rename = "use")]
    pub purpose: Use,
    /// Whose it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) profile: Option<String>,
    /// The group or pack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) space: Option<String>,
    /// When it was made.
    pub(crate) made_at: String,
    /// The database that made it, 16 hexadecimal digits.
    pub(crate) device: String,
    /// The version of the app that made it.
    pub app: String,
    /// The number of the last write that it holds.
    pub change: u64,
    /// Rows by kind, deleted records included.
    pub counts: BTreeMap<String, u64>,
    /// The files beside the rows; none if no row names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<MediaNote>,
    /// The state hash, in hexadecimal digits.
    pub(crate) state: String,
    /// Every other entry.
    pub(crate) entries: BTreeMap<String, Listed>,
}

impl Manifest {
    /// Whose it is; `None` for a file that belongs to no profile.
    pub fn profile(&self) -> Option<ProfileId> {
        self.profile.as_deref().and_then(ProfileId::parse)
    }

    /// The group or pack that it belongs to.
    pub fn space(&self) -> Option<SpaceId> {
        self.space.as_deref().and_then(SpaceId::parse)
    }

    /// Which rows it may bring to a learner: all for a backup, `Some` space for what others made. Refused
    /// with `bad_manifest` if it does not say whose, or of which space, it is.
    pub fn brings(&self) -> Result<Option<SpaceId>, Refusal> {
        let unnamed = |field| Refusal::new(Location::Entry(MANIFEST.to_owned(), None), "bad_manifest", field);
        match self.purpose {
            Use::Backup => self.profile().map(|_| None).ok_or_else(|| unnamed("profile")),
            Use::Pack | Use::Exchange => self.space().map(Some).ok_or_else(|| unnamed("space")),
        }
    }

    /// The learner whose everything it is; `None` for what is not a backup.
    pub fn learner(&self) -> Option<ProfileId> {
        self.profile().filter(|_| self.purpose == Use::Backup)
    }

    /// When it was made, UTC ms.
    pub fn made_ms(&self) -> Option<i64> {
        parse_time(&self.made_at)
    }

    /// The database that made it.
    pub fn device(&self) -> Option<DeviceId> {
        device(&self.device)
    }

    /// The state hash that it was written with.
    pub fn state_hash(&self) -> Option<[u8; 32]> {
        data_encoding::HEXLOWER.decode(self.state.as_bytes()).ok()?.try_into().ok()
    }

    /// Reads the manifest's bytes; refused with `newer_version`, or `bad_manifest`.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        let bad = |detail: String| Refusal::new(Location::Entry(MANIFEST.to_owned(), None), "bad_manifest", detail);
        // The version first: all else may look different in a newer one.
        let value: serde_json::Value = serde_json::from_slice(bytes).map_err(|fault| bad(fault.to_string()))?;
        if value["format"] != "cairn" {
            return Err(bad("format".to_owned()));
        }
        let needed = value["min_reader"].as_u64().ok_or_else(|| bad("min_reader".to_owned()))?;
        if needed > u64::from(super::VERSION) {
            let place = Location::Entry(MANIFEST.to_owned(), None);
            return Err(Refusal::new(place, "newer_version", needed.to_string()));
        }
        let manifest: Self = serde_json::from_value(value).map_err(|fault| bad(fault.to_string()))?;
        let named = [
            ("made_at", manifest.made_ms().is_some()),
            ("device", manifest.device().is_some()),
            ("profile", manifest.profile.is_some() == manifest.profile().is_some()),
            ("space", manifest.space.is_some() == manifest.space().is_some()),
            ("state", manifest.state_hash().is_some()),
        ];
        match named.iter().find(|(_, good)| !good) {
            Some((name, _)) => Err(bad((*name).to_owned())),
            None => Ok(manifest),
        }
    }

    /// The manifest's bytes.
    pub(crate) fn write(&self) -> Vec<u8> {
        // Strings, numbers and maps of them into memory: it does not fail.
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// For [`Manifest::made_ms`].
    pub(crate) fn time(ms: i64) -> String {
        time_text(ms)
    }
}

/// A device id as text.
pub(crate) fn device_text(device: DeviceId) -> String {
    format!("{:016x}", device.0)
}

/// Reads [`device_text`].
pub(crate) fn device(text: &str) -> Option<DeviceId> {
    let digits = text.len() == 16 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    digits.then(|| u64::from_str_radix(text, 16).ok().map(DeviceId))?
}
