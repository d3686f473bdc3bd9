//! One stylesheet out of `src/app/styles`: fewer requests on a slow connection. Cascade layers, named in
//! `tokens.css`, keep the order of rules; the order of files matters only for that first one.

use super::files::{Files, is};
use crate::repository::root;
use anyhow::Result;
use std::fs;

const FIRST: [&str; 3] = ["tokens.css", "base.css", "components.css"];

pub fn write(files: &mut Files) -> Result<()> {
    let folder = root().join("src/app/styles");
    let mut names: Vec<String> = match fs::read_dir(&folder) {
        Ok(entries) => entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect(),
        Err(_) => Vec::new(),
    };
    names.retain(|name| is(name, "css"));
    names.sort_by_key(|name| (FIRST.iter().position(|first| first == name).unwrap_or(FIRST.len()), name.clone()));
    let mut sheet = String::new();
    for name in names {
        sheet += &smaller(&fs::read_to_string(folder.join(name))?);
    }
    files.write("cairn.css", sheet)
}

/// The tokens alone, for a page that must do without the sheet.
pub fn tokens() -> Result<String> {
    Ok(smaller(&fs::read_to_string(root().join("src/app/styles").join(FIRST[0]))?))
}

/// Without comments, indentation and empty lines. Quoted text is left as it is.
pub fn smaller(css: &str) -> String {
    let mut bare = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (before, from) = rest.split_at(at);
        bare += before;
        let end = match from.as_bytes() {
            [b'/', b'*', ..] => from[2..].find("*/").map_or(from.len(), |end| end + 4),
            [b'/', ..] => 1,
            [quote, ..] => from[1..].find(char::from(*quote)).map_or(from.len(), |end| end + 2),
            [] => 0,
        };
        let (token, after) = from.split_at(end);
        if !token.starts_with("/*") {
            bare += token;
        }
        rest = after;
    }
    bare += rest;
    bare.lines().map(str::trim).filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::smaller;

    #[test]
    fn comments_and_indentation_go_and_quoted_text_stays() {
        assert_eq!(smaller("/* a */\n  a { b: url(x/y); }\n\n"), "a { b: url(x/y); }\n");
        assert_eq!(smaller("a::before { content: \"/* no */\"; }"), "a::before { content: \"/* no */\"; }\n");
        assert_eq!(smaller("a { } /* never closed"), "a { }\n");
    }
}
