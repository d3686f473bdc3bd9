//! The library as Netscape bookmark HTML, which every browser reads.

use crate::entities::escaped;
use cairn_domain::{
    kind::Kind,
    noun::Noun,
    record::Record,
    resource::{Resource, link},
};

/// The resources in use that have a link, oldest first, and how many they are. Tags stand in `TAGS`, a comma
/// within one as `&#44;`; notes in `<DD>`. A link that would not be opened here is not handed on.
pub fn write(records: &[Record]) -> (String, u64) {
    let mut resources: Vec<Resource> = records
        .iter()
        .filter(|record| record.kind == Kind::RESOURCE && record.is_alive())
        .map(Resource::read)
        .filter(|resource| link::check(&resource.link).is_ok_and(|link| !link.is_empty()))
        .collect();
    resources.sort_by_key(|resource| (resource.created.map(|ms| ms.0), resource.id));
    let mut text = concat!(
        "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n",
        "<META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=UTF-8\">\n",
        "<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n<DL><p>\n",
    )
    .to_owned();
    resources.iter().for_each(|resource| entry(resource, &mut text));
    text.push_str("</DL><p>\n");
    (text, resources.len() as u64)
}

fn entry(resource: &Resource, text: &mut String) {
    text.extend(["    <DT><A HREF=\"", &plain(&resource.link), "\""]);
    if let Some(created) = resource.created {
        text.extend([" ADD_DATE=\"", &(created.0 / 1000).to_string(), "\""]);
    }
    let tags: Vec<String> =
        resource.tags.iter().filter(|(_, present)| *present).map(|(tag, _)| plain(tag).replace(',', "&#44;")).collect();
    if !tags.is_empty() {
        text.extend([" TAGS=\"", &tags.join(","), "\""]);
    }
    text.extend([">", &plain(&resource.title), "</A>\n"]);
    let note = resource.notes.shown();
    if !note.trim().is_empty() {
        text.extend(["    <DD>", &plain(note.trim_end()), "\n"]);
    }
}

/// Escaped, and without what no page may hold.
fn plain(text: &str) -> String {
    let clean: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    escaped(&clean)
}
