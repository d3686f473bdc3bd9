//! Letters, and what stands between them: formulas, gaps, pictures and sounds.

use super::Converter;
use crate::foreign::{
    gap,
    latex::{self, Piece},
    line::Whole,
    math,
    shown::Shown,
};

impl Converter<'_, '_> {
    /// Letters, their references resolved.
    pub(super) fn letters(&mut self, letters: &str) {
        if let Some(pre) = &mut self.pre {
            pre.push_str(letters);
            return;
        }
        let mut rest = letters;
        while !rest.is_empty() {
            if let Some(gap) = &mut self.gap {
                let (taken, ends) = gap.take(rest);
                rest = &rest[taken..];
                if ends {
                    self.end_gap();
                }
            } else if let Some(formula) = &mut self.formula {
                let signs = formula.signs;
                let (_, end, block) = math::SIGNS[signs];
                let (until, ends) = formula.end(rest);
                formula.tex.push_str(&rest[..until]);
                rest = &rest[until..];
                if ends {
                    rest = &rest[end.len()..];
                    let tex = self.formula.take().map(|formula| formula.tex).unwrap_or_default();
                    if signs == math::LATEX { self.latex(&tex) } else { self.formula(&tex, block) }
                } else if !rest.is_empty() || formula.tex.len() > math::LONGEST {
                    self.no_formula();
                }
            } else if let Some(code) = &mut self.code {
                code.push_str(rest);
                return;
            } else {
                rest = self.words(rest);
            }
        }
    }

    /// Takes words up to the next formula or gap, and what is left.
    pub(super) fn words<'r>(&mut self, rest: &'r str) -> &'r str {
        let from = self.from;
        let mut at = 0;
        let bytes = rest.as_bytes();
        while let Some(step) = bytes[at..].iter().position(|byte| matches!(byte, b'\\' | b'$' | b'[' | b'{')) {
            at += step;
            let here = &rest[at..];
            let signs = math::SIGNS.iter().position(|(opens, ..)| here.starts_with(opens));
            if let Some(signs) = signs.filter(|signs| self.ends[*signs] > from) {
                // Signs that are the same at both ends are too common to be one alone.
                let (opens, end, _) = math::SIGNS[signs];
                if opens != end || here[opens.len()..].contains(end) {
                    let marks = self.marks();
                    self.line.letters(&rest[..at], marks);
                    self.formula = Some(math::Open { signs, tex: String::new() });
                    return &here[opens.len()..];
                }
            }
            if let Some(length) = gap::opening(here).filter(|_| self.gapped && self.gaps_end > from) {
                let marks = self.marks();
                self.line.letters(&rest[..at], marks);
                self.gap = Some(gap::Open::new(&here[..length]));
                return &here[length..];
            }
            // A stroke before a sign takes its meaning.
            at += if here.starts_with("\\\\") || here.starts_with("$$") { 2 } else { 1 };
        }
        let marks = self.marks();
        self.line.letters(rest, marks);
        ""
    }

    pub(super) fn formula(&mut self, tex: &str, block: bool) {
        if let Some(gap) = &mut self.gap {
            tex.chars().for_each(|letter| gap.push(letter));
            return;
        }
        self.end_code();
        let marks = self.marks();
        match math::written(tex, block, self.gapped) {
            Some(formula) => {
                if block {
                    self.line.end_line();
                }
                self.line.whole(formula, Whole::Sealed, marks);
                if block {
                    self.line.end_line();
                }
            }
            None => {
                self.dropped.formulas += u64::from(!tex.trim().is_empty());
                self.plainly(tex);
            }
        }
    }

    /// A text in LaTeX; one that is more than words and formulas stays as it is.
    fn latex(&mut self, text: &str) {
        let Some(pieces) = latex::pieces(text) else {
            self.dropped.formulas += 1;
            return self.plainly(text.trim());
        };
        for piece in pieces {
            match piece {
                Piece::Words(words) => self.plainly(&words),
                Piece::Formula(tex, block) => self.formula(tex, block),
            }
        }
    }

    /// Letters in which no formula is looked for, but gaps are.
    pub(super) fn plainly(&mut self, letters: &str) {
        let marks = self.marks();
        let mut rest = letters;
        while let Some((at, length)) = gap::first(rest).filter(|_| self.gapped) {
            let mut gap = gap::Open::new(&rest[at..at + length]);
            let (taken, true) = gap.take(&rest[at + length..]) else { break };
            self.line.letters(&rest[..at], marks);
            self.line.whole(gap.closed(), Whole::Gap, marks);
            rest = &rest[at + length + taken..];
        }
        self.line.letters(rest, marks);
    }

    /// What was taken for a formula is letters.
    pub(super) fn no_formula(&mut self) {
        if let Some(formula) = self.formula.take() {
            self.dropped.formulas += u64::from(formula.tex.len() > math::LONGEST);
            self.plainly(math::SIGNS[formula.signs].0);
            self.plainly(&formula.tex);
        }
    }

    pub(super) fn end_gap(&mut self) {
        if let Some(gap) = self.gap.take() {
            let marks = self.marks();
            self.line.whole(gap.closed(), Whole::Gap, marks);
        }
    }

    /// Shows a picture or a sound, or its words.
    pub(super) fn show(&mut self, shown: Shown) {
        let (text, words) = match shown {
            Shown::Words(words) => return self.letters(&words),
            Shown::Kept(text, words) => (text, words),
        };
        if let Some(gap) = &mut self.gap {
            self.shown.push(text);
            gap.name = words.replace(['{', '}', '|'], " ");
            return;
        }
        self.no_formula();
        self.end_code();
        if let Some(pre) = &mut self.pre {
            pre.push_str(&words);
            return;
        }
        let marks = self.marks();
        self.line.whole(text, Whole::Shown, marks);
    }
}
