//! `index.html` as it is served: policy, hashed names, integrity and preloads put in, Trunk's links taken out.

use super::policy::POLICY;
use anyhow::{Context, Result};
use std::fmt::Write;

/// A file name with its integrity.
type Named<'a> = (&'a str, &'a str);

pub struct Page<'a> {
    pub base: &'a str,
    /// JSON for `<script id="build">`.
    pub build: &'a str,
    pub boot: Named<'a>,
    pub css: Named<'a>,
    pub app: Named<'a>,
    /// Its integrity is checked where it is fetched: Chromium ignores it on this preload.
    pub wasm: &'a str,
}

pub fn fill(html: &str, page: &Page) -> Result<String> {
    let base = page.base;
    let (boot, css, app) = (page.boot, page.css, page.app);
    let mut preloads = String::new();
    let _ = write!(preloads, r#"<link rel="modulepreload" href="{base}{}" integrity="{}">"#, app.0, app.1);
    let _ = write!(preloads, r#"<link rel="preload" as="fetch" crossorigin href="{base}{}">"#, page.wasm);
    let replacements = [
        (
            r#"<meta charset="utf-8">"#,
            format!(r#"<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">"#),
        ),
        // Whatever the address of the page is, deep links included, names begin at the base.
        (r#"<base href="./">"#, format!(r#"<base href="{base}">"#)),
        (r#"id="build"></script>"#, format!(r#"id="build">{}</script>"#, page.build)),
        (
            r#"<script src="boot.js"></script>"#,
            format!(r#"{preloads}<script src="{base}{}" integrity="{}"></script>"#, boot.0, boot.1),
        ),
        (
            r#"<link rel="stylesheet" href="cairn.css">"#,
            format!(r#"<link rel="stylesheet" href="{base}{}" integrity="{}">"#, css.0, css.1),
        ),
    ];
    let mut html = html.to_owned();
    for (mark, text) in replacements {
        html = replaced(&html, mark, &text)?;
    }
    Ok(smaller(&html))
}

/// Text between two marks, marks included, replaced.
pub fn between(text: &str, open: &str, close: &str, new: &str) -> Result<String> {
    let (before, rest) = text.split_once(open).with_context(|| format!("{open} is missing"))?;
    let (_, after) = rest.split_once(close).with_context(|| format!("{close} is missing"))?;
    Ok([before, new, after].concat())
}

pub fn replaced(html: &str, mark: &str, text: &str) -> Result<String> {
    let (before, after) = html.split_once(mark).with_context(|| format!("index.html has no {mark}"))?;
    Ok([before, text, after].concat())
}

/// Without comments, Trunk's links, indentation and line ends between elements.
fn smaller(html: &str) -> String {
    let mut bare = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<!--") {
        bare += before;
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    bare += rest;
    let lines = bare.lines().map(str::trim);
    lines.filter(|line| !(line.is_empty() || line.starts_with("<link data-trunk"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTML: &str = r#"<!doctype html>
<head>
  <meta charset="utf-8">
  <base href="./">
  <script type="application/json" id="build"></script>
  <script src="boot.js"></script>
  <link rel="stylesheet" href="cairn.css">
  <link data-trunk rel="copy-dir" href="public">
</head>
<!-- a note -->
<a href="./">Today</a>
<a href="goals">Goals</a>
"#;

    #[test]
    fn the_page_names_hashed_files_under_its_base() -> Result<()> {
        let page = Page {
            base: "/x/",
            build: "{}",
            boot: ("boot-1.js", "sha384-b"),
            css: ("cairn-1.css", "sha384-c"),
            app: ("app-1.js", "sha384-a"),
            wasm: "app-1.wasm",
        };
        let html = fill(HTML, &page)?;
        assert!(html.contains(r#"<script src="/x/boot-1.js" integrity="sha384-b"></script>"#), "{html}");
        assert!(html.contains(r#"<base href="/x/">"#), "{html}");
        assert!(html.contains("require-trusted-types-for 'script'"), "{html}");
        assert!(!html.contains("data-trunk") && !html.contains("a note"), "{html}");
        Ok(())
    }

    #[test]
    fn a_mark_that_went_missing_is_an_error() {
        assert!(replaced("<p>", "boot", "x").is_err());
        assert!(between("a /*b*/ c", "/*b*/", "/*e*/", "x").is_err());
        assert_eq!(between("a[1]c", "[", "]", "2").ok().as_deref(), Some("a2c"));
    }
}
