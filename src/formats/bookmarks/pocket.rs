//! Pocket's CSV: a header in English, columns by name, tags parted by `|`.

use super::gather::{Link, Links, moment};
use crate::{lines::Lines, problem::Refusal, source::Source};

/// Columns that this format has in every version.
const COLUMNS: [&str; 4] = ["title", "url", "time_added", "tags"];

/// Whether a line is the header of this format.
pub(super) fn is_header(line: &str) -> bool {
    let names: Vec<String> = line.split(',').map(name).collect();
    COLUMNS.iter().all(|column| names.iter().any(|name| name == column))
}

/// Reads the text of a file.
pub(super) fn read(text: &str) -> Result<Source, Refusal> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut lines = Lines::of(text);
    let mut gathered = Links::for_file(text.len());
    let mut header: Option<Vec<String>> = None;
    for row in reader.records() {
        // The text is UTF-8 and rows may be of any length, so reading cannot fail here.
        let Ok(row) = row else { continue };
        let line = lines.at(row.position().map_or(0, |place| usize::try_from(place.byte()).unwrap_or(usize::MAX)));
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let Some(names) = &header else {
            header = Some(row.iter().map(name).collect());
            continue;
        };
        let cell = |column: &str| {
            let place = names.iter().position(|name| name == column);
            place.and_then(|place| row.get(place)).unwrap_or_default().trim()
        };
        gathered.add(Link {
            line,
            address: cell("url").to_owned(),
            title: cell("title").to_owned(),
            note: String::new(),
            tags: cell("tags").split('|').map(str::to_owned).collect(),
            added: moment(cell("time_added")),
            finished: cell("status").eq_ignore_ascii_case("archive"),
        })?;
    }
    gathered.into_source()
}

fn name(cell: &str) -> String {
    cell.trim().trim_matches('"').to_ascii_lowercase()
}
