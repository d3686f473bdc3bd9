//! From a path to status, headers and body. Reads the folder anew each time: a build may have replaced it.

use std::fs;
use std::path::{Path, PathBuf};

/// A folder served under a base path.
pub struct Site {
    pub folder: PathBuf,
    pub base: String,
    pub policy: String,
    /// Names carry no hash, so nothing may be kept.
    pub changing: bool,
}

pub struct Answer {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn plain(status: u16, text: &str) -> Self {
        let headers =
            vec![("Content-Type", "text/plain; charset=utf-8".to_owned()), ("Cache-Control", "no-store".to_owned())];
        Self { status, headers, body: text.as_bytes().to_vec() }
    }
}

impl Site {
    /// A file; the page for a route of the app; 404 for a file that is not there.
    pub fn answer(&self, path: &str, brotli: bool) -> Answer {
        let Some(name) = path.strip_prefix(&self.base) else {
            return Answer::plain(404, &format!("the app is at {}\n", self.base));
        };
        let safe = !name.split('/').any(|part| part == ".." || part.contains(['\\', '%', ':']));
        let is_file = safe && !name.is_empty() && self.folder.join(name).is_file();
        if is_file {
            return self.file(name, brotli);
        }
        let last = name.rsplit('/').next().unwrap_or_default();
        if last.contains('.') { Answer::plain(404, "no such file\n") } else { self.file("index.html", brotli) }
    }

    fn file(&self, name: &str, brotli: bool) -> Answer {
        let path = self.folder.join(name);
        let packed = path.with_file_name(format!("{}.br", path.file_name().unwrap_or_default().to_string_lossy()));
        let (body, encoded) = match fs::read(&packed) {
            Ok(body) if brotli => (body, true),
            _ => match fs::read(&path) {
                Ok(body) => (body, false),
                Err(_) => {
                    return Answer::plain(503, "the app is being built; try again in a moment\n");
                }
            },
        };
        let mut headers = vec![
            ("Content-Type", mime(&path).to_owned()),
            ("Cache-Control", self.keep(name).to_owned()),
            ("Content-Security-Policy", self.policy.clone()),
            ("X-Content-Type-Options", "nosniff".to_owned()),
            ("Referrer-Policy", "no-referrer".to_owned()),
            ("Vary", "Accept-Encoding".to_owned()),
        ];
        if encoded {
            headers.push(("Content-Encoding", "br".to_owned()));
        }
        Answer { status: 200, headers, body }
    }

    /// A name with a hash never changes its content; every other is asked for again.
    fn keep(&self, name: &str) -> &'static str {
        if !self.changing && is_hashed(name) { "public, max-age=31536000, immutable" } else { "no-cache" }
    }
}

fn is_hashed(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.rsplit_once('-').is_some_and(|(_, hash)| hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(test: &str) -> anyhow::Result<Site> {
        let folder = crate::repository::target().join("test-site").join(test);
        fs::create_dir_all(folder.join("icons"))?;
        for (name, text) in [
            ("index.html", "page"),
            ("app-0123456789abcdef.js", "app"),
            ("app-0123456789abcdef.js.br", "packed"),
            ("icons/a.svg", "svg"),
        ] {
            fs::write(folder.join(name), text)?;
        }
        Ok(Site { folder, base: "/x/".into(), policy: "policy".into(), changing: false })
    }

    fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
        answer.headers.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value)
    }

    #[test]
    fn a_route_is_the_page_and_a_missing_file_is_not() -> anyhow::Result<()> {
        let site = site("routes")?;
        for (path, status, body) in [
            ("/x/", 200, "page"),
            ("/x/goals/0abc", 200, "page"),
            ("/x/icons/a.svg", 200, "svg"),
            ("/x/icons", 200, "page"),
            ("/x/old.js", 404, "no such file\n"),
            ("/x/../Cargo.toml", 404, "no such file\n"),
            ("/other", 404, "the app is at /x/\n"),
        ] {
            let answer = site.answer(path, false);
            assert_eq!((answer.status, String::from_utf8_lossy(&answer.body).as_ref()), (status, body), "{path}");
        }
        Ok(())
    }

    #[test]
    fn hashed_files_are_kept_and_sent_packed_to_those_who_can_read_it() -> anyhow::Result<()> {
        let site = site("kept")?;
        let answer = site.answer("/x/app-0123456789abcdef.js", true);
        assert_eq!(answer.body, b"packed");
        assert_eq!(header(&answer, "Content-Encoding"), "br");
        assert!(header(&answer, "Cache-Control").contains("immutable"));
        assert_eq!(site.answer("/x/app-0123456789abcdef.js", false).body, b"app");
        assert_eq!(header(&site.answer("/x/", true), "Cache-Control"), "no-cache");
        Ok(())
    }
}
