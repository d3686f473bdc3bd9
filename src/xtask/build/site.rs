//! Puts the site together: hashed names, the page that knows them, and the service worker's list.
//! Order matters: a file gets its hash after everything it names has its own.

use super::files::{Files, integrity, sha256};
use super::locales::Catalogues;
use super::page::{self, Page};
use super::pieces;
use super::repair;
use anyhow::Result;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write;

/// What the build is for.
pub struct Kind {
    pub base: String,
    pub release: bool,
}

/// Not for the service worker: itself, the copy for hosts, what only a shop shows, and the language of tests.
const NOT_KEPT: [&str; 2] = ["sw.js", "404.html"];
const NOT_KEPT_IN: [&str; 3] = ["screenshots/", "locales/en-X", "locales/later/en-X"];

pub fn assemble(files: &mut Files, kind: &Kind, locales: &[Catalogues; 2]) -> Result<()> {
    start_worker_by_itself(files)?;
    pieces::link(files)?;
    give_repair_page(files, &kind.base)?;
    let mut name = |plain: &str| {
        if kind.release { files.fingerprint(plain) } else { Ok(plain.to_owned()) }
    };
    let app = name("cairn-app.js")?;
    let wasm = name("cairn-app_bg.wasm")?;
    let worker_wasm = name("cairn-worker_bg.wasm")?;
    let boot = name("boot.js")?;
    let css = name("cairn.css")?;
    let mut named = |plain: &Catalogues| -> Result<Catalogues> {
        plain.iter().map(|(tag, plain)| Ok((tag.clone(), name(plain)?))).collect()
    };
    let (first, later) = (named(&locales[0])?, named(&locales[1])?);
    let glue = files.read_text("cairn-worker.js")?.replace("cairn-worker_bg.wasm", &worker_wasm);
    files.write("cairn-worker.js", glue)?;
    let worker = if kind.release { files.fingerprint("cairn-worker.js")? } else { "cairn-worker.js".into() };

    identify_manifest(files, &kind.base)?;
    let id = build_id(files)?;
    let module = integrity(&files.read(&wasm)?);
    let build = json!({
        "id": id, "base": kind.base, "dev": !kind.release, "app": app, "wasm": wasm, "integrity": module,
        "worker": worker, "locales": first, "later": later, "shell": super::locales::shell_words()?,
    });
    let page = Page {
        base: &kind.base,
        build: &build.to_string(),
        boot: (&boot, &integrity(&files.read(&boot)?)),
        css: (&css, &integrity(&files.read(&css)?)),
        app: (&app, &integrity(&files.read(&app)?)),
        wasm: &wasm,
    };
    let html = page::fill(&files.read_text("index.html")?, &page)?;
    files.write("index.html", &html)?;
    files.write("404.html", &html)?;
    list_for_service_worker(files, &id)
}

/// wasm-bindgen's glue waits to be called. A module worker has no page to call it, so it calls itself.
fn start_worker_by_itself(files: &mut Files) -> Result<()> {
    let glue = files.read_text("cairn-worker.js")?;
    // A module that does not come is an error of the worker, which its page hears; a rejected promise is not.
    let own = "\n__wbg_init({ module_or_path: new URL('cairn-worker_bg.wasm', import.meta.url) })\
               .catch((error) => setTimeout(() => { throw error; }));\n";
    files.write("cairn-worker.js", glue + own)
}

/// Before the build gets its name: another page of self-repair is another version.
fn give_repair_page(files: &mut Files, base: &str) -> Result<()> {
    let page = repair::take(files, base)?.to_string();
    let worker = page::between(&files.read_text("sw.js")?, "/*repair*/", "/*end repair*/", &page)?;
    files.write("sw.js", worker)
}

/// Several apps may share an origin under different paths: the identity is the path.
fn identify_manifest(files: &mut Files, base: &str) -> Result<()> {
    let mut manifest: Value = serde_json::from_str(&files.read_text("manifest.webmanifest")?)?;
    manifest["id"] = base.into();
    files.write("manifest.webmanifest", serde_json::to_string(&manifest)?)
}

/// One short name for the content of all files, the same for the same sources.
fn build_id(files: &Files) -> Result<String> {
    let mut all = String::new();
    for name in files.all()? {
        let _ = writeln!(all, "{name} {}", sha256(&files.read(&name)?));
    }
    Ok(sha256(all.as_bytes())[..16].to_owned())
}

fn list_for_service_worker(files: &mut Files, id: &str) -> Result<()> {
    let mut hashes = BTreeMap::new();
    for name in files.all()? {
        if NOT_KEPT.contains(&name.as_str()) || NOT_KEPT_IN.iter().any(|start| name.starts_with(start)) {
            continue;
        }
        let hash = sha256(&files.read(&name)?);
        hashes.insert(if name == "index.html" { String::new() } else { name }, hash);
    }
    let list = json!({ "id": id, "files": hashes }).to_string();
    let worker = page::between(&files.read_text("sw.js")?, "/*build*/", "/*end*/", &list)?;
    files.write("sw.js", worker)
}
