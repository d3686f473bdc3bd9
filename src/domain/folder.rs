//! A folder as one file: a line for each of its files, then their contents, one behind the other. A page hands a folder to a job
//! so, without reading any of it, and the command line holds one in memory so. It is kept nowhere and goes nowhere.

use core::fmt::Write;

/// How it begins.
pub const MAGIC: &str = "cairn-folder\n";

/// Endings of what is read of a folder: notes, how they are to be read, and what cards can show.
const READ: [&str; 20] = [
    "md", "markdown", "json", "png", "jpg", "jpeg", "gif", "webp", "avif", "mp3", "m4a", "m4b", "mp4", "ogg", "oga",
    "opus", "wav", "webm", "weba", "flac",
];

/// Whether the content of a file of this path goes along; of others it is the path alone, by which a note may name them.
pub fn is_read(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| READ.iter().any(|one| ending.eq_ignore_ascii_case(one)))
}

/// Whether a file or folder of this name hides itself and stays out; `.obsidian` says how notes are to be read.
pub fn is_hidden(name: &str) -> bool {
    name.starts_with('.') && name != ".obsidian"
}

/// What stands before the contents: of each file its length in bytes and its path in the folder, with forward slashes.
pub fn head<'f>(files: impl Iterator<Item = (u64, &'f str)>) -> String {
    let mut head = MAGIC.to_owned();
    for (length, path) in files {
        // A line that ends would be two.
        let _ = writeln!(head, "{length} {}", path.replace(['\n', '\r'], "\u{fffd}"));
    }
    head.push('\n');
    head
}

/// The files of a folder, each with its content, in their order; `None` if it is not whole.
pub fn files(bytes: &[u8]) -> Option<Vec<(&str, &[u8])>> {
    let mut rest = bytes.strip_prefix(MAGIC.as_bytes())?;
    let mut listed = Vec::new();
    loop {
        let end = rest.iter().position(|byte| *byte == b'\n')?;
        let (line, behind) = (core::str::from_utf8(&rest[..end]).ok()?, &rest[end + 1..]);
        rest = behind;
        if line.is_empty() {
            break;
        }
        let (length, path) = line.split_once(' ')?;
        listed.push((path, length.parse::<usize>().ok()?));
    }
    let mut files = Vec::with_capacity(listed.len());
    for (path, length) in listed {
        let (content, behind) = rest.split_at_checked(length)?;
        files.push((path, content));
        rest = behind;
    }
    rest.is_empty().then_some(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_comes_back_as_it_was() {
        let own: [(&str, &[u8]); 3] = [("a/b c.md", b"one\n\n"), ("leer.md", b""), ("كتاب.png", &[0, 255, 10])];
        let mut bytes = head(own.iter().map(|(path, content)| (content.len() as u64, *path))).into_bytes();
        own.iter().for_each(|(_, content)| bytes.extend_from_slice(content));
        assert_eq!(files(&bytes), Some(own.to_vec()));
        for broken in [&bytes[..bytes.len() - 1], &bytes[1..], &[&bytes[..], b"x"].concat(), &bytes[..20]] {
            assert_eq!(files(broken), None);
        }
    }

    #[test]
    fn what_is_read_and_what_hides() {
        assert!(is_read("a/b.MD") && is_read("p.jpeg") && !is_read("a.md/b") && !is_read("book.pdf"));
        assert!(is_hidden(".git") && !is_hidden(".obsidian") && !is_hidden("a.b"));
    }

    #[test]
    fn lines_that_lie_are_no_folder() {
        for text in [
            "cairn-folder\n",
            "cairn-folder\nx a\n\n",
            "cairn-folder\n1\n\na",
            "cairn-folder\n99999999999999999999 a\n\n",
        ] {
            assert_eq!(files(text.as_bytes()), None, "{text}");
        }
        assert_eq!(files(b"cairn-folder\n\n"), Some(vec![]));
        let named = head([(0, "a\nb")].into_iter());
        assert_eq!(files(named.as_bytes()), Some(vec![("a\u{fffd}b", &b""[..])]));
    }
}
