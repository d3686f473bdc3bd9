//! A folder of notes as one file in memory.

use cairn_domain::folder::{head, is_hidden, is_read};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Everything in a folder that goes along; links to other places are not followed. `most` bytes at most: `None` if it is more.
pub(super) fn packed(folder: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut files: Vec<(String, PathBuf)> = Vec::new();
    let mut open = vec![(String::new(), folder.to_path_buf())];
    while let Some((way, folder)) = open.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if way.is_empty() { name.clone() } else { format!("{way}/{name}") };
            let kind = entry.file_type()?;
            if is_hidden(&name) {
                continue;
            }
            if kind.is_dir() {
                open.push((path, entry.path()));
            } else if kind.is_file() {
                files.push((path, entry.path()));
            }
        }
    }
    files.sort();
    let (mut contents, mut lengths) = (Vec::new(), Vec::with_capacity(files.len()));
    for (path, file) in &files {
        let before = contents.len();
        if is_read(path) {
            if fs::metadata(file)?.len() + before as u64 > most {
                return Ok(None);
            }
            contents.extend(fs::read(file)?);
        }
        lengths.push((contents.len() - before) as u64);
    }
    let head = head(lengths.into_iter().zip(files.iter().map(|(path, _)| path.as_str())));
    Ok(Some([head.into_bytes(), contents].concat()))
}
