//! The catalogues of the interface, written by the app's build script to `target/locales`.

use super::files::Files;
use crate::repository::{root, target};
use anyhow::Result;
use std::collections::BTreeMap;
use std::fs;

/// What the shell says: the places, as the routes and the catalogues name them, and why nothing starts.
const PLACES: [&str; 6] = ["today", "goals", "library", "skills", "places", "not_started"];

/// Where a catalogue is in the site, by language.
pub type Catalogues = BTreeMap<String, String>;

/// Copies the catalogues into the site: what is said at once, and the rest.
pub fn copy(files: &mut Files) -> Result<[Catalogues; 2]> {
    Ok([copy_from("locales", files)?, copy_from("locales/later", files)?])
}

fn copy_from(folder: &str, files: &mut Files) -> Result<Catalogues> {
    let mut found = BTreeMap::new();
    let Ok(entries) = fs::read_dir(target().join(folder)) else {
        return Ok(found);
    };
    for entry in entries {
        let path = entry?.path();
        let Some(tag) = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()) else {
            continue;
        };
        if path.extension().is_some_and(|extension| extension == "txt") {
            let name = format!("{folder}/{tag}.txt");
            files.write(&name, fs::read(&path)?)?;
            found.insert(tag, name);
        }
    }
    Ok(found)
}

/// Words by language and key.
pub type Words = BTreeMap<String, BTreeMap<String, String>>;

/// What the static shell says, by language and place, read from where the app's own words are.
/// The shell is on the screen before any catalogue has arrived.
pub fn shell_words() -> Result<Words> {
    let mut words = section("places.lang")?;
    words.values_mut().for_each(|said| said.retain(|key, _| PLACES.contains(&key.as_str())));
    Ok(words)
}

/// What the page of self-repair says: it is shown where no catalogue can be had.
pub fn repair_words() -> Result<Words> {
    section("repair.lang")
}

fn section(file: &str) -> Result<Words> {
    let mut words = BTreeMap::new();
    let Ok(languages) = fs::read_dir(root().join("src/app/locales")) else {
        return Ok(words);
    };
    for language in languages {
        let folder = language?.path();
        let tag = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Ok(text) = fs::read_to_string(folder.join(file)) {
            words.insert(tag, messages(&text));
        }
    }
    Ok(words)
}

/// The messages of a section, each on one line `key = words`.
fn messages(text: &str) -> BTreeMap<String, String> {
    let pairs = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('='));
    pairs.map(|(key, words)| (key.trim().to_owned(), words.trim().to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::messages;

    #[test]
    fn a_section_is_read_as_keys_and_words() {
        let words = messages("# a = note\ntoday = Today\nskills =  Skills = all \n");
        assert_eq!(
            words.into_iter().collect::<Vec<_>>(),
            [("skills".into(), "Skills = all".into()), ("today".into(), "Today".into())]
        );
    }
}
