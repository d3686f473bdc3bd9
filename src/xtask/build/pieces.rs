//! The app's module split at the doors of `src/app/pieces`: a main module, a piece for each area, and
//! pieces that several areas share. The script that loads them is part of the app's own script.

use super::files::{Files, integrity};
use anyhow::{Context, Result, anyhow};
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use wasm_split_cli_support::Options;

/// What splitting gives: files in a folder of their own.
pub struct Split {
    /// The main module, not yet bound.
    pub main: PathBuf,
    /// Area to the files it needs, its own last.
    areas: BTreeMap<String, Vec<String>>,
    /// All files of the pieces.
    files: Vec<PathBuf>,
}

/// Where the build keeps which area needs which pieces, until their names are final.
const LIST: &str = "pieces.json";

/// The list as the app reads it, before its name has a hash.
const NAMES: &str = "cairn-pieces.json";

/// What wasm-bindgen writes for the imports that load a piece.
const LINK: &str = "./__wasm_split.js";

/// Put into the app's own script.
const LOADER: &str = include_str!("pieces.js");

pub fn split(module: &Path, folder: &Path) -> Result<Split> {
    let _ = fs::remove_dir_all(folder);
    let input = fs::read(module).with_context(|| format!("the build has no {}", module.display()))?;
    let main = folder.join("cairn-app.wasm");
    let mut options = Options::new(&input);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.link_name = LINK;
    let done = wasm_split_cli_support::transform(options).map_err(|error| anyhow!("splitting: {error:#}"))?;
    let areas = done.prefetch_map.into_iter().collect();
    Ok(Split { main, areas, files: done.split_modules })
}

/// Moves the pieces into the site and notes which area needs which.
pub fn write(split: &Split, folder: &Path) -> Result<()> {
    for file in &split.files {
        let name = file.file_name().context("a piece without a name")?;
        fs::write(folder.join(name), without_names(&fs::read(file)?).context("a piece is not WebAssembly")?)?;
    }
    let areas: BTreeMap<&String, Vec<String>> = split
        .areas
        .iter()
        .map(|(area, stems)| (area, stems.iter().map(|stem| format!("{stem}.wasm")).collect()))
        .collect();
    fs::write(folder.join(LIST), serde_json::to_string(&areas)?)?;
    Ok(())
}

/// Gives the pieces and their list their final names and puts the loader into the app's script; nothing if nothing
/// was split.
pub fn link(files: &mut Files) -> Result<()> {
    if !files.path(LIST).is_file() {
        return Ok(());
    }
    let areas: BTreeMap<String, Vec<String>> = serde_json::from_slice(&files.read(LIST)?)?;
    fs::remove_file(files.path(LIST))?;
    let mut plain: Vec<String> = areas.values().flatten().cloned().collect();
    plain.sort();
    plain.dedup();
    let mut named = Vec::new();
    for name in &plain {
        let check = integrity(&files.read(name)?);
        named.push((files.fingerprint(name)?, check));
    }
    let place = |name: &String| plain.iter().position(|other| other == name);
    let indexes: BTreeMap<&String, Vec<usize>> =
        areas.iter().map(|(area, names)| (area, names.iter().filter_map(place).collect())).collect();
    let list = json!({ "files": named, "areas": indexes }).to_string();
    files.write(NAMES, &list)?;
    let named = json!([files.fingerprint(NAMES)?, integrity(list.as_bytes())]).to_string();
    let script = linked(&files.read_text("cairn-app.js")?, &areas, &LOADER.replace("/*pieces*/", &named))?;
    files.write("cairn-app.js", script)
}

/// wasm-bindgen imports the loaders from a file of their own, once for each; here they stand in the same file.
fn linked(script: &str, areas: &BTreeMap<String, Vec<String>>, loader: &str) -> Result<String> {
    let import = |line: &&str| line.starts_with("import * as import") && line.contains(LINK);
    let own: String = script.lines().filter(|line| !import(line)).flat_map(|line| [line, "\n"]).collect();
    let doors: Vec<String> = areas.keys().map(|area| format!("__wasm_split_load_{area}: door(\"{area}\")")).collect();
    let mark = format!("\"{LINK}\": import");
    let (before, rest) = own.split_once(&mark).context("the app's script does not load its pieces")?;
    let after = rest.split_once(",\n").map_or("", |(_, after)| after);
    let after: String = after.lines().filter(|line| !line.contains(&mark)).flat_map(|line| [line, "\n"]).collect();
    Ok(format!("{before}\"{LINK}\": {{ {} }},\n{after}{loader}", doors.join(", ")))
}

/// A module without its custom sections, which hold names for debuggers. `None` if it is not well formed.
fn without_names(module: &[u8]) -> Option<Vec<u8>> {
    let (head, mut rest) = module.split_at_checked(8)?;
    let mut bare = head.to_vec();
    while let [id, after @ ..] = rest {
        let (size, digits) = leb128(after)?;
        let end = 1 + digits + size;
        if *id != 0 {
            bare.extend_from_slice(rest.get(..end)?);
        }
        rest = rest.get(end..)?;
    }
    Some(bare)
}

/// An unsigned LEB128 number of up to 32 bits, and how many bytes it takes.
fn leb128(bytes: &[u8]) -> Option<(usize, usize)> {
    let digits = bytes.iter().take(5).position(|byte| byte & 0x80 == 0)? + 1;
    let value = bytes[..digits].iter().rev().fold(0_usize, |value, byte| value << 7 | usize::from(byte & 0x7f));
    Some((value, digits))
}

#[cfg(test)]
mod tests {
    use super::{linked, without_names};
    use std::collections::BTreeMap;

    #[test]
    fn custom_sections_go_and_all_others_stay() {
        let head = b"\0asm\x01\0\0\0";
        let module = [&head[..], b"\x00\x03\x01nx", b"\x01\x81\x00z", b"\x00\x01\x00"].concat();
        assert_eq!(without_names(&module).as_deref(), Some(&[&head[..], b"\x01\x81\x00z"].concat()[..]));
        assert_eq!(without_names(b"\0asm\x01\0\0\0\x01\x05z"), None, "a section longer than the file");
    }

    #[test]
    fn the_loader_stands_in_the_script_in_place_of_the_imports() {
        let script = "import * as import1 from \"./__wasm_split.js\"\nimport * as import2 from \"./__wasm_split.js\"\n\
            const imports = {\n    \"./__wasm_split.js\": import1,\n    \"./__wasm_split.js\": import2,\n};\n";
        let areas = BTreeMap::from([("goals".to_owned(), vec!["a.wasm".to_owned()])]);
        let text = linked(script, &areas, "LOADER").unwrap_or_default();
        assert_eq!(
            text,
            "const imports = {\n    \"./__wasm_split.js\": { __wasm_split_load_goals: door(\"goals\") },\n};\nLOADER"
        );
        assert!(linked("nothing", &areas, "").is_err());
    }
}
