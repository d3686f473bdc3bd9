//! A `.br` beside each file that gains by it, for servers that send precompressed files.

use super::files::Files;
use crate::repository::target;
use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use std::fs;

/// Already compressed; a second pass adds bytes.
const PACKED: [&str; 4] = [".png", ".br", ".woff2", ".jpg"];

pub fn all(files: &Files) -> Result<()> {
    let mut writer = Files::new(&files.path(""));
    for name in files.all()? {
        if PACKED.iter().any(|ending| name.ends_with(ending)) {
            continue;
        }
        let bytes = files.read(&name)?;
        let packed = cached(&bytes)?;
        if packed.len() < bytes.len() {
            writer.write(&format!("{name}.br"), packed)?;
        }
    }
    Ok(())
}

/// The highest level takes seconds for a module, so what was compressed once is kept.
fn cached(bytes: &[u8]) -> Result<Vec<u8>> {
    let folder = target().join("brotli");
    let path = folder.join(super::files::sha256(bytes));
    if let Ok(kept) = fs::read(&path) {
        return Ok(kept);
    }
    let packed = compress(bytes)?;
    fs::create_dir_all(&folder)?;
    fs::write(path, &packed)?;
    Ok(packed)
}

/// Level 11 in the standard window, which every browser accepts.
pub fn compress(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        large_window: false,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &parameters)?;
    Ok(packed)
}
