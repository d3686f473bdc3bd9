//! Names what is compiled: a hash over the sources that decide what a message and a row mean.
//! The app and the worker link this crate in two builds; equal names mean equal sources.

use std::{
    env, fs,
    io::{self, Write},
    path::Path,
};

/// FNV-1a over 64 bits: this tells builds apart, it guards nothing.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

fn main() -> io::Result<()> {
    let sources = Path::new(&env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("..");
    let mut hash = OFFSET;
    let mut out = io::stdout();
    for folder in ["learning", "domain", "fitting", "formats", "sync", "store", "worker"] {
        let folder = sources.join(folder);
        writeln!(out, "cargo::rerun-if-changed={}", folder.display())?;
        add(&folder, &mut hash)?;
    }
    writeln!(out, "cargo::rustc-env=CAIRN_BUILD={hash:016x}")?;
    Ok(())
}

fn add(path: &Path, hash: &mut u64) -> io::Result<()> {
    if path.is_dir() {
        let mut inside = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
        inside.sort();
        return inside.iter().try_for_each(|path| add(path, hash));
    }
    if path.extension().is_some_and(|ending| ending == "rs") {
        for byte in fs::read(path)? {
            *hash = (*hash ^ u64::from(byte)).wrapping_mul(PRIME);
        }
    }
    Ok(())
}
