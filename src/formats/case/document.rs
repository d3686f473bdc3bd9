//! `CFDocument`: the framework itself.

use super::{FORMAT, json::Node};
use crate::problem::Problem;
use crate::source::{SourceRecord, imported_id};
use crate::timestamp;
use cairn_domain::{cbor::value::Ms, competency::Framework, id::FrameworkId, kind::Kind};

/// The framework that a package describes.
pub(super) struct Document {
    pub id: FrameworkId,
    /// Its identifier in the package, in lower case.
    pub identity: String,
    pub record: SourceRecord,
}

pub(super) fn read(node: &Node, problems: &mut Vec<Problem>) -> Document {
    let title = node.line("title", problems);
    let identity = node.identity();
    let named = if identity.is_empty() { &title } else { &identity };
    let id = FrameworkId(imported_id(None, FORMAT, Kind::FRAMEWORK, named));
    let mut record = SourceRecord::new(Kind::FRAMEWORK, id.0);
    if title.is_empty() {
        problems.push(Problem::new(node.at("title"), "no_statement", &identity));
    }
    record.set(&Framework::TITLE, if title.is_empty() { &identity } else { &title });
    record.say(&Framework::CREATOR, &node.line("creator", problems));
    record.say(&Framework::VERSION, &node.line("version", problems));
    record.say(&Framework::LANGUAGE, &node.line("language", problems));
    record.say(&Framework::SOURCE_ID, &crate::tidy_text::line(&node.text("identifier")).text);
    record.say(&Framework::SOURCE_URI, &crate::tidy_text::line(&node.text("uri")).text);
    if let Some(licence) = node.node("licenseURI") {
        record.say(&Framework::LICENCE, &licence.line("title", problems));
    }
    if let Some(ms) = timestamp::parse(&node.text("lastChangeDateTime")) {
        record.set(&Framework::CHANGED, &Some(Ms(ms)));
    }
    for subject in node.texts("subject") {
        record.insert(&Framework::SUBJECTS, &subject, &true);
    }
    let description = [node.lines("description", problems), node.lines("notes", problems)];
    record.write(
        Framework::DESCRIPTION,
        description.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n").as_str(),
    );
    Document { id, identity, record }
}
