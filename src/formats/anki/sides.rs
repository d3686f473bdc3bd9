//! What a card asks and answers, out of its note and the template of its kind.

use super::{
    back, cloze,
    collection::{Card, Note, NoteKind},
    files::Files,
    occlusion::Covered,
    room::Room,
    template::{Side, Sides, says_anything},
};
use crate::{
    foreign::{Dropped, letters, markdown, markdown_with_gaps},
    tidy_text,
};
use cairn_domain::{
    item::{Form, command::ANSWERS_MAX, gaps::gaps as gaps_of},
    media::MediaHash,
    text::NOTE_MAX,
};
use std::collections::{BTreeMap, BTreeSet};

/// An item's texts, in Markdown.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Faces {
    pub form: Form,
    pub prompt: String,
    /// Of a short answer its letters.
    pub answer: String,
    pub explanation: String,
    pub hints: Vec<String>,
    /// Codes of what was left out.
    pub lost: Vec<&'static str>,
}

/// What is said of LaTeX that is no formula, once for all cards.
pub(super) const LATEX_LEFT: &str = "latex_as_text";

/// Letters of a typed answer or a gap; what is longer is shown instead.
const TYPED_MAX: usize = 80;

/// Hints of a card that are kept.
const HINTS_MAX: usize = ANSWERS_MAX;

/// What a note says, for all of its cards.
pub(super) struct Told<'n> {
    /// Its fields by name.
    pub fields: BTreeMap<&'n str, &'n str>,
    /// Its tags, as cards show them.
    tags: String,
    /// What is covered of a picture, if its cards ask that.
    covered: Option<Covered<'n>>,
}

impl<'n> Told<'n> {
    /// Of a note; else the code of why nothing may come of it.
    pub fn of(note: &'n Note, kind: &'n NoteKind, room: &mut Room) -> Result<Self, &'static str> {
        let named = || kind.fields.iter().map(String::as_str).zip(note.fields.iter().map(String::as_str));
        room.look(named().len())?;
        room.pass(named().map(|(name, value)| name.len() + value.len()).sum())?;
        let covered = if kind.is_cloze { Covered::of(named()) } else { None };
        Ok(Self { fields: named().collect(), tags: note.tags.join(" "), covered })
    }
}

/// The texts of a card; else the code of why it has none.
pub(super) fn faces(
    told: &Told,
    kind: &NoteKind,
    card: &Card,
    deck: &[String],
    files: &mut Files,
    room: &mut Room,
) -> Result<Faces, &'static str> {
    let at = if kind.is_cloze { 0 } else { usize::try_from(card.ord).map_err(|_| "card_without_template")? };
    let template = kind.templates.get(at).ok_or("card_without_template")?;
    let number = || u32::try_from(card.ord).ok().and_then(|ord| ord.checked_add(1));
    let gap = if kind.is_cloze { Some(number().ok_or("gap_missing")?) } else { None };
    let deck_name = deck.join("::");
    room.pass(template.front.len() + template.back.len() + told.tags.len() + deck_name.len())?;
    let flag = format!("flag{}", card.flag);
    let known = [
        ("Tags", told.tags.as_str()),
        ("Type", kind.name.as_str()),
        ("Deck", deck_name.as_str()),
        ("Subdeck", deck.last().map_or("", String::as_str)),
        ("Card", template.name.as_str()),
        ("CardFlag", flag.as_str()),
    ];
    let mut made = Making { files, dropped: Dropped::default(), is_cut: false };
    if let Some(covered) = &told.covered {
        let faces = covered.faces(told, &known, card, template, &mut made, room)?;
        room.fill(&faces)?;
        return Ok(faces);
    }
    let blank = BTreeSet::new();
    let sides = |shows_gaps| Sides { fields: &told.fields, card: &known, blank: &blank, gap, shows_gaps };
    let (front, back) = (sides(true).render(&template.front), sides(false).render(&template.back));
    room.pass(front.work + back.work + front.html.len() + back.html.len())?;
    made.is_cut = front.is_cut || back.is_cut;
    let mut faces = match gap {
        Some(gap) => made.with_gaps(&front, &back, gap)?,
        None => made.two_sides(&front, &back)?,
    };
    faces.hints = front.hints.iter().map(|hint| made.text(hint)).filter(|hint| !hint.is_empty()).collect();
    faces.lost = made.lost(false);
    if faces.hints.len() > HINTS_MAX {
        faces.hints.truncate(HINTS_MAX);
        faces.lost.push("too_many");
    }
    room.fill(&faces)?;
    Ok(faces)
}

/// Texts in the making.
pub(super) struct Making<'f, 'p> {
    files: &'f mut Files<'p>,
    dropped: Dropped,
    /// Whether a text was longer than a field holds.
    is_cut: bool,
}

impl Making<'_, '_> {
    fn two_sides(&mut self, front: &Side, back: &Side) -> Result<Faces, &'static str> {
        let prompt = self.text(&front.html);
        if prompt.is_empty() {
            return Err("empty_front");
        }
        let shown = self.behind(&back.html, &prompt);
        let typed = front.typed.as_deref().or(back.typed.as_deref()).filter(|typed| says_anything(typed));
        let (form, answer, explanation) = match typed {
            Some(typed) => match self.letters(typed) {
                Some(letters) if front.typed.is_some() => (Form::Short, letters, shown),
                _ => {
                    let typed = self.text(typed);
                    (Form::Card, [typed, shown].join("\n\n").trim().to_owned(), String::new())
                }
            },
            None => (Form::Card, shown, String::new()),
        };
        Ok(Faces { form, prompt, answer, explanation, hints: Vec::new(), lost: Vec::new() })
    }

    fn with_gaps(&mut self, front: &Side, back: &Side, gap: u32) -> Result<Faces, &'static str> {
        let parts = cloze::parts(&front.html, gap);
        if !parts.iter().any(|part| matches!(part, cloze::Part::Gap { .. })) {
            return Err("gap_missing");
        }
        let (form, prompt, answer) = match self.gapped(&parts, gap) {
            Some(prompt) => (Form::Cloze, prompt, String::new()),
            None => {
                let (asked, filled) = asked_and_filled(&parts);
                (Form::Card, self.text(&asked), self.text(&filled))
            }
        };
        let explanation = self.behind(&back.html, &prompt);
        Ok(Faces { form, prompt, answer, explanation, hints: Vec::new(), lost: Vec::new() })
    }

    /// A text with gaps of this number; nothing if a gap holds more than letters, or what is no gap there would be one here.
    fn gapped(&mut self, parts: &[cloze::Part], gap: u32) -> Option<String> {
        if cloze::cuts_formula(parts) {
            return None;
        }
        let (mut html, mut gaps) = (String::new(), Vec::new());
        for part in parts {
            match part {
                cloze::Part::Text(text) => html.push_str(text),
                cloze::Part::Gap { content, hint } => {
                    // Letters that no text of hers holds stand for it until the rest is Markdown.
                    html.push_str(&mark(gaps.len()));
                    let content = self.letters(content).filter(|content| !content.contains(['|', '{', '}']))?;
                    let hint = self.letters(hint).filter(|hint| !hint.contains(['{', '}']));
                    let hint = hint.map_or_else(String::new, |hint| ["::", &hint].concat());
                    gaps.push(format!("{{{{c{gap}::{content}{hint}}}}}"));
                }
            }
        }
        let files = &mut *self.files;
        let marked =
            markdown_with_gaps(&with_sounds(&html), &mut |address| files.named(address), &mut self.dropped).text;
        let prompt = self.fitted(&unmarked(&marked, &gaps));
        // In code double braces stay what they are.
        let found = gaps_of(&prompt);
        (found.len() == gaps.len() && found.iter().all(|found| found.number == gap)).then_some(prompt)
    }

    /// What the back shows besides the front: what stands above the line for the answer, then the answer.
    pub fn behind(&mut self, back: &str, prompt: &str) -> String {
        let (above, answer) = back::parted(back);
        let above = back::without_repeats(&self.text(above), prompt);
        let answer = self.text(answer);
        if above.is_empty() { answer } else { self.fitted(&[above, answer].join("\n\n")) }
    }

    /// The letters of what can be typed: one short line, without pictures, sounds, formulas and readings.
    fn letters(&mut self, html: &str) -> Option<String> {
        let has_more = [
            "<img", "<audio", "<video", "[sound:", "\\(", "\\[", "[latex]", "[$", "<anki-m", "<br", "<div", "<li",
            "<table", "<ruby", "<rt",
        ];
        let lower = html.to_ascii_lowercase();
        if has_more.iter().any(|sign| lower.contains(sign)) {
            return None;
        }
        let letters = letters(html, &mut self.dropped);
        let is_short = letters.chars().count() <= TYPED_MAX && !letters.contains('\n');
        (!letters.is_empty() && is_short).then(|| tidy_text::line(&letters).text).filter(|letters| !letters.is_empty())
    }

    /// A text as Markdown.
    pub fn text(&mut self, html: &str) -> String {
        let files = &mut *self.files;
        let text = markdown(&with_sounds(html), &mut |address| files.named(address), &mut self.dropped);
        self.fitted(&text)
    }

    /// How high a picture is that was shown, as a share of its width.
    pub fn tall(&self, picture: MediaHash) -> f64 {
        let size = self.files.sizes.get(&picture).filter(|(width, height)| *width > 0 && *height > 0);
        size.map_or(1.0, |(width, height)| f64::from(*height) / f64::from(*width))
    }

    /// A text that fits a field.
    fn fitted(&mut self, text: &str) -> String {
        self.is_cut |= tidy_text::is_longer(text.trim(), NOTE_MAX);
        tidy_text::lines(text).text.trim().to_owned()
    }

    /// Codes of what was left out.
    pub fn lost(&self, is_cut: bool) -> Vec<&'static str> {
        let Dropped { scripts, styles: _, frames, remote, missing, formulas } = self.dropped;
        let codes = [
            (scripts, "script_left_out"),
            (frames, "frame_left_out"),
            (remote, "remote_left_out"),
            (missing, "file_missing"),
            (formulas, LATEX_LEFT),
            (u64::from(is_cut || self.is_cut), "side_cut"),
        ];
        codes.into_iter().filter(|(count, _)| *count > 0).map(|(_, code)| code).collect()
    }
}

/// A text with its gaps as places, and with what belongs into them.
fn asked_and_filled(parts: &[cloze::Part]) -> (String, String) {
    let (mut asked, mut filled) = (String::new(), String::new());
    for part in parts {
        match part {
            cloze::Part::Text(text) => [&mut asked, &mut filled].into_iter().for_each(|html| html.push_str(text)),
            cloze::Part::Gap { content, hint } => {
                asked.extend(["[", if hint.is_empty() { "…" } else { hint }, "]"]);
                filled.push_str(content);
            }
        }
    }
    (asked, filled)
}

/// What stands for a gap while a text becomes Markdown: letters of the private area.
fn mark(at: usize) -> String {
    let place: String = at.to_string().bytes().filter_map(|digit| char::from_u32(0xf0000 + u32::from(digit))).collect();
    ["\u{f0001}", &place, "\u{f0002}"].concat()
}

/// A text with the gaps for which marks stand in it.
fn unmarked(text: &str, gaps: &[String]) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, after)) = rest.split_once('\u{f0001}') {
        out.push_str(before);
        let digit = |letter: char| u32::from(letter).checked_sub(0xf0030).filter(|digit| *digit < 10);
        let end = after.find(|letter| digit(letter).is_none()).unwrap_or(after.len());
        let number = after[..end]
            .chars()
            .filter_map(digit)
            .try_fold(0_usize, |number, digit| number.checked_mul(10)?.checked_add(digit as usize));
        out.push_str(number.and_then(|at| gaps.get(at)).map_or("", String::as_str));
        rest = after[end..].strip_prefix('\u{f0002}').unwrap_or(&after[end..]);
    }
    out.push_str(rest);
    out
}

/// Sounds, which Anki writes `[sound:name]`, as elements.
fn with_sounds(html: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(html.len()), html);
    while let Some((before, after)) = rest.split_once("[sound:") {
        let Some((name, more)) = after.split_once(']') else { break };
        out.extend([before, "<audio src=\"", &name.replace('"', "&quot;"), "\"></audio>"]);
        rest = more;
    }
    out.push_str(rest);
    out
}
