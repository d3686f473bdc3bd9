//! The page of self-repair, put into the service worker: where a file of the app is lost or altered on a device, nothing that
//! the app keeps can be relied on, but the browser keeps the worker's own script apart and whole.

use super::files::Files;
use super::{locales, page, policy, styles};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::fs;

const FOLDER: &str = "repair";

/// What `sw.js` answers with: the policy and the files, which leave the site.
pub fn take(files: &mut Files, base: &str) -> Result<Value> {
    let read = |name: &str| files.read_text(&format!("{FOLDER}/{name}"));
    let html = filled(&read("page.html")?, base, &json!(locales::repair_words()?).to_string())?;
    let css = styles::tokens()? + &styles::smaller(&read("page.css")?);
    let script = read("page.js")?;
    let _ = fs::remove_dir_all(files.path(FOLDER));
    Ok(json!({
        "policy": policy::POLICY,
        "files": { "page.html": html, "page.css": css, "page.js": script },
    }))
}

fn filled(html: &str, base: &str, words: &str) -> Result<String> {
    // A closing tag within the words would end the element.
    let words = words.replace('<', "\\u003c");
    let html = page::replaced(html, r#"<base href="./">"#, &format!(r#"<base href="{base}">"#))?;
    page::replaced(&html, r#"id="words"></script>"#, &format!(r#"id="words">{words}</script>"#))
        .context("the page of self-repair has no place for its words")
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn the_page_gets_its_base_and_words() {
        let html = r#"<base href="./"><script id="words"></script>"#;
        let expected = r#"<base href="/x/"><script id="words">{"a":"\u003c/script>"}</script>"#;
        assert_eq!(filled(html, "/x/", r#"{"a":"</script>"}"#).ok().as_deref(), Some(expected));
        assert!(filled("<p>", "/", "{}").is_err());
    }
}
