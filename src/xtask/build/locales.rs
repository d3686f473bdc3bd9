//! The catalogues of the interface, written by the app's build script to `target/locales`.

use super::files::Files;
use crate::repository::target;
use anyhow::Result;
use std::collections::BTreeMap;
use std::fs;

/// Copies each catalogue into the site: language tag to file name.
pub fn copy(files: &mut Files) -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    let Ok(entries) = fs::read_dir(target().join("locales")) else {
        return Ok(found);
    };
    for entry in entries {
        let path = entry?.path();
        let Some(tag) = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()) else {
            continue;
        };
        if path.extension().is_some_and(|extension| extension == "txt") {
            let name = format!("locales/{tag}.txt");
            files.write(&name, fs::read(&path)?)?;
            found.insert(tag, name);
        }
    }
    Ok(found)
}
