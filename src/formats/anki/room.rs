//! What the cards of a package may cost: what shows beyond measure what is there once is refused.

use super::sides::Faces;

/// The code of what no file may do: show so much, of so little, that it grows as a bomb does.
pub(super) const TOO_DENSE: &str = "too_dense";

/// Bytes of texts for each byte of the collection.
pub(super) const DENSE: u64 = 100;

/// What it costs to look at a field, in bytes.
pub(super) const LOOK: usize = 64;

/// What the cards of a package may still cost.
pub(super) struct Room {
    /// Bytes that are gone through.
    work: u64,
    /// Bytes of texts that come of it.
    text: u64,
}

impl Room {
    /// Of a collection of so many bytes. A template of a hundred kilobytes on every card is honest, if all but its scripts is
    /// little.
    pub fn of(length: u64) -> Self {
        let most = |times: u64, free: u64| length.saturating_mul(times).saturating_add(free);
        Self { work: most(1_000, 64 << 20), text: most(DENSE, 8 << 20) }
    }

    /// Goes through so many bytes.
    pub fn pass(&mut self, bytes: usize) -> Result<(), &'static str> {
        self.work = self.work.checked_sub(bytes as u64).ok_or(TOO_DENSE)?;
        Ok(())
    }

    /// Looks at so many fields.
    pub fn look(&mut self, fields: usize) -> Result<(), &'static str> {
        self.pass(fields.saturating_mul(LOOK))
    }

    /// Keeps the texts of a card.
    pub fn fill(&mut self, faces: &Faces) -> Result<(), &'static str> {
        let texts = [&faces.prompt, &faces.answer, &faces.explanation].into_iter().chain(&faces.hints);
        self.text = self.text.checked_sub(texts.map(|text| text.len() as u64).sum()).ok_or(TOO_DENSE)?;
        Ok(())
    }
}
