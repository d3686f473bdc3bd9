//! Builds the catalogues: checks that every language says everything, writes two compact text files per
//! language for the site (what is said at once, and the rest), and the typed functions
//! (`tr::goals::title()`) for the code.
//! It is not a translation format library: it knows the `.lang` files of this folder and no other.

#[path = "build/catalogue.rs"]
mod catalogue;
#[path = "build/generate.rs"]
mod generate;
#[path = "build/message.rs"]
mod message;
#[path = "build/pseudo.rs"]
mod pseudo;

use std::path::{Path, PathBuf};
use std::{env, fs, process};

fn main() {
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    if let Err(problems) = run() {
        for problem in problems {
            println!("cargo::error={problem}");
        }
        process::exit(1);
    }
}

fn run() -> Result<(), Vec<String>> {
    let here = PathBuf::from(variable("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(variable("OUT_DIR")?);
    let languages = catalogue::read_all(&here.join("locales"))?;
    let mut keys = catalogue::check(&languages)?;
    let list = here.join("build/first.txt");
    let list = fs::read_to_string(&list).map_err(|e| vec![format!("{}: {e}", list.display())])?;
    let first = catalogue::put_first(&mut keys, &list)?;

    let shipped = target_dir(&here, &out).join("locales");
    let later = shipped.join("later");
    fs::create_dir_all(&later).map_err(|e| vec![format!("{}: {e}", later.display())])?;
    let pseudo = pseudo::language(&languages[0]);
    for language in languages.iter().chain([&pseudo]) {
        let name = format!("{}.txt", language.tag);
        let [now, then] = generate::shipped(&keys, first, language);
        write(&shipped.join(&name), &now)?;
        write(&later.join(&name), &then)?;
    }
    write(&out.join("tr.rs"), &generate::code(&keys, first, &languages, &pseudo))
}

/// The workspace's target folder: the outermost folder above `out` that cargo has marked as a cache.
fn target_dir(here: &Path, out: &Path) -> PathBuf {
    out.ancestors()
        .filter(|folder| folder.join("CACHEDIR.TAG").exists())
        .last()
        .map_or_else(|| here.join("../../target"), Path::to_path_buf)
}

fn variable(name: &str) -> Result<String, Vec<String>> {
    env::var(name).map_err(|e| vec![format!("{name}: {e}")])
}

/// Writes only what changed, so that a file watcher is not woken for nothing.
fn write(path: &Path, text: &str) -> Result<(), Vec<String>> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    fs::write(path, text).map_err(|e| vec![format!("{}: {e}", path.display())])
}
