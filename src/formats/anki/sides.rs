//! What a card asks and answers, out of its note and the template of its kind.

use super::{
    cloze,
    collection::{Card, Note, NoteKind},
    files::Files,
    occlusion,
    template::{Side, Sides, says_anything},
};
use crate::{
    foreign::{Dropped, markdown},
    tidy_text,
};
use cairn_domain::{
    item::{Form, command::ANSWERS_MAX},
    media::MediaHash,
    text::NOTE_MAX,
};
use std::collections::BTreeMap;

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

impl Faces {
    /// Whether this asks another card the other way round, and says nothing besides.
    pub fn turns(&self, other: &Self) -> bool {
        let bare = |faces: &Self| faces.form == Form::Card && faces.explanation.is_empty() && faces.hints.is_empty();
        bare(self) && bare(other) && self.prompt == other.answer && self.answer == other.prompt
    }
}

/// What is said of LaTeX that is no formula, once for all cards.
pub(super) const LATEX_LEFT: &str = "latex_as_text";

/// Letters of a typed answer or a gap; what is longer is shown instead.
const TYPED_MAX: usize = 80;

/// Hints of a card that are kept.
const HINTS_MAX: usize = ANSWERS_MAX;

/// The code of what no file may do: show so much, of so little, that it grows as a bomb does.
pub(super) const TOO_DENSE: &str = "too_dense";

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

    fn pass(&mut self, bytes: usize) -> Result<(), &'static str> {
        self.work = self.work.checked_sub(bytes as u64).ok_or(TOO_DENSE)?;
        Ok(())
    }

    fn fill(&mut self, faces: &Faces) -> Result<(), &'static str> {
        let texts = [&faces.prompt, &faces.answer, &faces.explanation].into_iter().chain(&faces.hints);
        self.text = self.text.checked_sub(texts.map(|text| text.len() as u64).sum()).ok_or(TOO_DENSE)?;
        Ok(())
    }
}

/// Bytes of texts for each byte of the collection.
pub(super) const DENSE: u64 = 100;

/// The texts of a card; else the code of why it has none.
pub(super) fn faces(
    note: &Note,
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
    let (tags, deck_name) = (note.tags.join(" "), deck.join("::"));
    room.pass(template.front.len() + template.back.len() + tags.len() + deck_name.len())?;
    let flag = format!("flag{}", card.flag);
    let mut fields: BTreeMap<&str, &str> = BTreeMap::from([
        ("Tags", tags.as_str()),
        ("Type", kind.name.as_str()),
        ("Deck", deck_name.as_str()),
        ("Subdeck", deck.last().map_or("", String::as_str)),
        ("Card", template.name.as_str()),
        ("CardFlag", flag.as_str()),
    ]);
    fields.extend(kind.fields.iter().map(String::as_str).zip(note.fields.iter().map(String::as_str)));
    let mut made = Making { files, dropped: Dropped::default(), is_cut: false };
    if let Some(field) = occlusion::field(kind, &fields) {
        room.pass(fields.values().map(|text| text.len()).sum())?;
        let faces = occlusion::faces(kind, card, template, field, fields, &mut made)?;
        room.fill(&faces)?;
        return Ok(faces);
    }
    let front = Sides { fields: fields.clone(), gap, shows_gaps: true }.render(&template.front);
    let back = Sides { fields, gap, shows_gaps: false }.render(answer_of(&template.back));
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

/// The part of a back that is the answer: what stands behind the line for it, if there is one.
pub(super) fn answer_of(back: &str) -> &str {
    let line = ["<hr id=answer>", "<hr id=\"answer\">", "<hr id='answer'>", "<hr id=answer />", "<hr id=\"answer\"/>"];
    line.iter().find_map(|line| back.split_once(line)).map_or(back, |(_, answer)| answer)
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
        let shown = self.text(&back.html);
        let typed = front.typed.as_deref().or(back.typed.as_deref()).filter(|typed| says_anything(typed));
        let (form, answer, explanation) = match typed {
            Some(typed) => match typed_letters(typed) {
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
        if parts.len() < 2 {
            return Err("gap_missing");
        }
        let explanation = self.text(&back.html);
        let plain = |part: &cloze::Part| match part {
            cloze::Part::Gap { content, .. } => {
                typed_letters(content).is_some_and(|letters| !letters.contains(['|', '{', '}']))
            }
            cloze::Part::Text(_) => true,
        };
        if parts.iter().all(plain) && !cloze::cuts_formula(&parts) {
            let mut html = String::new();
            let mut gaps = Vec::new();
            for part in &parts {
                match part {
                    cloze::Part::Text(text) => html.push_str(text),
                    cloze::Part::Gap { content, hint } => {
                        // Letters that no text of hers holds stand for it until the rest is Markdown.
                        html.push_str(&mark(gaps.len()));
                        let hint = typed_letters(hint).map_or_else(String::new, |hint| ["::", &hint].concat());
                        let content = typed_letters(content).unwrap_or_default();
                        gaps.push(format!("{{{{c{gap}::{content}{hint}}}}}"));
                    }
                }
            }
            let marked = self.text(&html);
            let prompt = self.fitted(&unmarked(&marked, &gaps));
            let none = String::new();
            return Ok(Faces {
                form: Form::Cloze,
                prompt,
                answer: none,
                explanation,
                hints: Vec::new(),
                lost: Vec::new(),
            });
        }
        let (mut asked, mut filled) = (String::new(), String::new());
        for part in &parts {
            match part {
                cloze::Part::Text(text) => [&mut asked, &mut filled].into_iter().for_each(|html| html.push_str(text)),
                cloze::Part::Gap { content, hint } => {
                    let shown = if hint.is_empty() { "…" } else { hint };
                    asked.extend(["[", shown, "]"]);
                    filled.push_str(content);
                }
            }
        }
        let (prompt, answer) = (self.text(&asked), self.text(&filled));
        Ok(Faces { form: Form::Card, prompt, answer, explanation, hints: Vec::new(), lost: Vec::new() })
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

/// The letters of what can be typed: one short line, without pictures, sounds and formulas.
fn typed_letters(html: &str) -> Option<String> {
    let has_more = [
        "<img", "<audio", "<video", "[sound:", "\\(", "\\[", "[latex]", "[$", "<anki-m", "<br", "<div", "<li", "<table",
    ];
    let lower = html.to_ascii_lowercase();
    if has_more.iter().any(|sign| lower.contains(sign)) {
        return None;
    }
    let letters = tidy_text::html(html).text;
    let letters = letters.trim();
    (!letters.is_empty() && letters.chars().count() <= TYPED_MAX && !letters.contains('\n')).then(|| letters.to_owned())
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
