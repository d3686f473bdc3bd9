//! Tags as a form changes them: what it held when it was opened, and what it holds now. Only the difference is
//! written, so that a tag which another tab or device added meanwhile stays.

use crate::{
    edit::line,
    error::{Place, Rejection},
    noun::SetField,
    record::Draft,
};

/// A change of a set of short texts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Retag {
    /// What was shown when the edit began.
    pub opened: Vec<String>,
    /// What shall be there of these and besides.
    pub now: Vec<String>,
}

impl Retag {
    /// Tags for what has none yet.
    pub fn new(now: Vec<String>) -> Self {
        Self { opened: Vec::new(), now }
    }

    /// Writes what she took away and what she added.
    pub(crate) fn write(&self, draft: &mut Draft, field: &SetField<String, bool>) -> Result<(), Rejection> {
        let (opened, now) = (clean(&self.opened)?, clean(&self.now)?);
        differ(&opened, &now).for_each(|tag| draft.remove(field, tag));
        differ(&now, &opened).for_each(|tag| draft.insert(field, tag, &true));
        Ok(())
    }
}

/// Words between commas, Arabic ones too, semicolons or line ends: how tags are written in one field.
pub fn split(text: &str) -> Vec<String> {
    text.split([',', '،', ';', '؛', '\n']).map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect()
}

/// What is in `these` and not in the `other` ones.
fn differ<'t>(these: &'t [String], other: &'t [String]) -> impl Iterator<Item = &'t String> {
    these.iter().filter(|tag| !other.contains(tag))
}

/// Without empty ones and doubles.
pub(crate) fn clean(tags: &[String]) -> Result<Vec<String>, Rejection> {
    let mut clean: Vec<String> = tags.iter().map(|tag| line(tag, Place::Tag)).collect::<Result<_, _>>()?;
    clean.retain(|tag| !tag.is_empty());
    clean.sort();
    clean.dedup();
    Ok(clean)
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn tags_are_split_at_every_comma() {
        assert_eq!(split(" lamps, solar،إصلاح ;\n"), ["lamps", "solar", "إصلاح"]);
        assert!(split(" , ").is_empty());
    }
}
