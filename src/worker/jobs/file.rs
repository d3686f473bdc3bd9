//! What a given file is, by its content and never by its name, and what it holds.

use super::{backup::hash_of, cut};
use crate::protocol::{self, Failure};
use cairn_domain::{
    competency::Framework, kind::Kind, noun::Noun, profile::PROFILE_RECORD, profile::Profile, registry,
};
use cairn_formats::{
    cairn,
    problem::{Location, Problem, Refusal},
    recognise::{read_source, recognise},
    report::Format,
    source::Source,
};
use cairn_sync::State;

/// A file that was read.
pub enum Opened {
    /// A `.cairn` file and its rows, each once.
    Cairn {
        /// Its manifest.
        manifest: Box<cairn::Manifest>,
        /// Its rows.
        state: State,
        /// What was left out.
        problems: Vec<Problem>,
    },
    /// A file of another tool.
    Foreign {
        /// Which.
        source: protocol::Source,
        /// What it says.
        says: Source,
    },
}

/// Reads a file.
pub fn open(bytes: &[u8]) -> Result<Opened, Failure> {
    if bytes.is_empty() {
        return Err(Refusal::new(Location::Whole, "empty", "").into());
    }
    let format = recognise(bytes)?;
    match read_source(format, bytes) {
        Some(says) => {
            let source = if format == Format::Case { protocol::Source::Case } else { protocol::Source::Moodle };
            Ok(Opened::Foreign { source, says: says? })
        }
        None => {
            let file = cairn::verify(bytes, cairn::Limits::FOREIGN, hash_of)?;
            let (state, _) = State::of(file.contents.records, file.contents.events);
            Ok(Opened::Cairn { manifest: Box::new(file.manifest), state, problems: file.problems })
        }
    }
}

/// What to call it: a learner's name, or a framework's title.
pub fn title(opened: &Opened) -> String {
    let title = match opened {
        Opened::Cairn { state, .. } => {
            state.records.get(&(Kind::PROFILE, PROFILE_RECORD)).map(|record| Profile::read(record).name)
        }
        Opened::Foreign { says, .. } => {
            let framework = says.records.iter().find(|record| record.kind == Kind::FRAMEWORK);
            framework.and_then(|record| {
                let title = record.registers.iter().find(|(tag, _)| *tag == Framework::TITLE.0);
                title.and_then(|(_, value)| value.get::<String>())
            })
        }
    };
    cut(&title.unwrap_or_default())
}

/// What to call a record of a state.
pub fn name_of(state: &State, kind: Kind, id: cairn_domain::id::Id) -> String {
    cut(&state.records.get(&(kind, id)).map(registry::title).unwrap_or_default())
}
