//! The cards of a note, in their order: which lines are the sides of one, and which tags and headings hold for it.
//!
//! A line with a separator is a card by itself. A line of nothing but `?` makes what stands around it, up to a blank line, a
//! card of several lines; what stands together and has a gap is a text with gaps. Where the settings name a line that ends such
//! cards, it does, and no blank line. Behind the line that parts a card no other syntax counts.

use super::{
    cloze,
    found::{Blocks, Form, Found, Section, TAGS_MAX},
    lines::{Line, Lines},
    marks::{bare, heading, is_rule, own_name, separator, take_name, trailing, trim, without_name},
    settings::Settings,
    tags,
};
use std::{borrow::Cow, rc::Rc};

/// Bytes of one card, as it is written.
const CARD_MAX: usize = 400_000;
/// Lines of which it is told, in one note, that they are no cards.
const FAULTS_MAX: usize = 1_000;

/// What stands together, without a blank line in it.
#[derive(Default)]
struct Block<'t> {
    lines: Vec<Line<'t>>,
    bytes: usize,
    /// The place of the line that parts it, and whether it is asked both ways.
    parted: Option<(usize, bool)>,
    /// Whether it begins with a heading.
    headed: bool,
    /// Whether it has a gap and goes on over blank lines, up to the line that ends a card.
    gapped: bool,
    own: Option<Rc<Section>>,
    tags: Vec<String>,
    context: Option<Rc<str>>,
}

struct Reader<'t, 's> {
    settings: &'s Settings,
    blocks: Blocks<'t>,
    block: Block<'t>,
    headings: Vec<(usize, String)>,
    context: Rc<str>,
    section: Option<Rc<Section>>,
    /// Whether the card that was found last may still get its name.
    open: bool,
    room: usize,
}

/// The cards of a note whose first line has this number; `None` if they are more than `room`.
pub(super) fn blocks<'t>(text: &'t str, no: u64, settings: &Settings, room: usize) -> Option<Blocks<'t>> {
    let mut reader = Reader {
        settings,
        blocks: Blocks::default(),
        block: Block::default(),
        headings: Vec::new(),
        context: Rc::from(""),
        section: None,
        open: false,
        room,
    };
    let mut lines = Lines::of(text, no);
    for line in lines.by_ref() {
        reader.line(line);
        if reader.blocks.cards.len() > room {
            return None;
        }
    }
    reader.end();
    reader.blocks.schedules = lines.schedules;
    if let Some(line) = lines.unclosed {
        reader.fault(line, "unclosed_code", "");
    }
    (reader.blocks.cards.len() <= reader.room).then_some(reader.blocks)
}

impl<'t> Reader<'t, '_> {
    fn line(&mut self, line: Line<'t>) {
        if line.raw {
            return self.push(line);
        }
        let trimmed = line.text.trim();
        let is_end = !self.settings.end.is_empty() && trimmed == self.settings.end;
        let is_bare = self.block.parted.is_none();
        let is_break = trimmed.is_empty() || is_bare && (is_rule(trimmed) || heading(trimmed).is_some());
        if is_break && !is_end && self.goes_on() {
            return self.push(line);
        }
        if is_end || trimmed.is_empty() || is_bare && is_rule(trimmed) {
            self.end();
            // A name may stand below a blank line, but not below anything else.
            self.open &= trimmed.is_empty();
            return;
        }
        if let Some(name) = own_name(trimmed) {
            return self.named(name);
        }
        if tags::are_all(trimmed) {
            return self.tag_line(trimmed);
        }
        if self.block.parted.is_some() {
            return self.push(line);
        }
        self.open = false;
        if !self.block.lines.is_empty() && (trimmed == self.settings.line || trimmed == self.settings.line_both) {
            self.block.parted = Some((self.block.lines.len(), trimmed == self.settings.line_both));
            return self.push(line);
        }
        if let Some((level, words)) = heading(trimmed) {
            self.end();
            let context = Rc::clone(&self.context);
            self.heading(level, words);
            if !self.single(&line, &context) {
                self.block.context = Some(context);
                self.block.headed = true;
                self.push(line);
            }
            return;
        }
        let context = Rc::clone(&self.context);
        if !self.single(&line, &context) {
            self.begin(line);
        }
    }

    /// Whether a line that else ends a card is part of it: where the settings name a line that ends cards, no other does. What is
    /// no card ends here, so no line is looked at twice.
    fn goes_on(&mut self) -> bool {
        if self.settings.end.is_empty() || self.block.parted.is_some() {
            return !self.settings.end.is_empty();
        }
        if !self.block.gapped && self.block.bytes <= CARD_MAX {
            self.block.gapped = cloze::has_gap(&self.block.lines, self.settings);
        }
        self.block.gapped
    }

    /// The first line of what stands together may have tags of its own before it.
    fn begin(&mut self, line: Line<'t>) {
        if !self.block.lines.is_empty() || !line.text.trim_start().starts_with('#') {
            return self.push(line);
        }
        let text = line.text.into_owned();
        let (own, rest) = self.own(&text);
        let text = Cow::Owned(if own.is_some() { rest.to_owned() } else { text });
        self.block.own = own;
        self.push(Line { text, ..line });
    }

    /// The tags with which a card begins, if one of them names a deck, and what stands behind them.
    fn own<'l>(&self, line: &'l str) -> (Option<Rc<Section>>, &'l str) {
        let (tags, rest) = tags::leading(line);
        let section = self.sorted(&tags);
        if section.decks.is_empty() { (None, line) } else { (Some(Rc::new(section)), rest) }
    }

    /// The tags at the end of a card, if one of them names a deck, and what stands before them. They hold for what follows too.
    fn behind<'l>(&self, line: &'l str) -> (&'l str, Option<Rc<Section>>) {
        let (rest, tags) = trailing(line);
        let section = self.sorted(&tags);
        if section.decks.is_empty() { (line, None) } else { (rest, Some(Rc::new(section))) }
    }

    fn sorted(&self, tags: &[&str]) -> Section {
        let (decks, others): (Vec<&str>, Vec<&str>) = tags.iter().partition(|tag| self.settings.is_marked(tag));
        let owned = |list: Vec<&str>| list.into_iter().take(TAGS_MAX).map(str::to_owned).collect();
        Section { decks: owned(decks), tags: owned(others) }
    }

    /// A card of one line; `false` if it is none.
    fn single(&mut self, line: &Line<'t>, context: &Rc<str>) -> bool {
        if line.text.len() > CARD_MAX || line.text.trim_start().starts_with('|') {
            return false;
        }
        let (own, body) = self.own(bare(&line.text));
        let Some((at, length, both)) = separator(body, self.settings) else { return false };
        let (body, name) = without_name(body);
        let (body, behind) = self.behind(body);
        let Some((front, back)) = body.get(..at).zip(body.get(at + length..)) else { return false };
        self.end();
        self.section = behind.clone().or_else(|| self.section.take());
        let side = |text: &str| vec![Line { no: line.no, text: Cow::Owned(text.trim().to_owned()), raw: false }];
        let code = if front.trim().is_empty() { "empty_front" } else { "empty_back" };
        if front.trim().is_empty() || back.trim().is_empty() {
            self.fault(line.no, code, body);
            return true;
        }
        let tags = self.tags_of(body);
        self.found(Found {
            line: line.no,
            form: if both { Form::Both } else { Form::Card },
            front: side(front),
            back: side(back),
            name: name.to_owned(),
            section: own.or(behind).or_else(|| self.section.clone()),
            tags,
            context: Rc::clone(context),
        });
        true
    }

    fn found(&mut self, card: Found<'t>) {
        if let Some(section) = &card.section {
            self.blocks.first.get_or_insert_with(|| Rc::clone(section));
        }
        self.blocks.cards.push(card);
        self.open = true;
    }

    /// A line of tags: of decks, they hold from here on; of others, for the card or for the note.
    fn tag_line(&mut self, line: &str) {
        let section = self.sorted(&tags::leading(line).0);
        if section.decks.is_empty() {
            if self.block.parted.is_some() || self.block.gapped {
                self.block.tags.extend(section.tags);
                self.block.tags.truncate(TAGS_MAX);
            } else {
                self.end();
                self.note_tags(section.tags);
            }
            return;
        }
        self.end();
        self.open = false;
        let section = Rc::new(section);
        self.blocks.first.get_or_insert_with(|| Rc::clone(&section));
        self.section = Some(section);
    }

    fn note_tags(&mut self, tags: impl IntoIterator<Item = String>) {
        for tag in tags {
            if self.blocks.tags.len() < TAGS_MAX {
                self.blocks.tags.insert(tag);
            }
        }
    }

    /// The tags in a line of a card that name no deck.
    fn tags_of(&self, line: &str) -> Vec<String> {
        let tags = tags::tags(line).into_iter().map(|(_, tag)| tag);
        tags.filter(|tag| !self.settings.is_marked(tag)).take(TAGS_MAX).map(str::to_owned).collect()
    }

    fn named(&mut self, name: &str) {
        if !self.block.lines.is_empty() {
            self.end();
        }
        if let Some(card) = self.blocks.cards.last_mut().filter(|card| self.open && card.name.is_empty()) {
            name.clone_into(&mut card.name);
        }
        self.open = false;
    }

    fn heading(&mut self, level: usize, words: &str) {
        self.headings.retain(|(above, _)| *above < level);
        // Tags are no words of it, and marks would stand in a hint as letters.
        let words = words.split_whitespace().filter(|word| !tags::are_all(word)).collect::<Vec<_>>().join(" ");
        let words = ["[[", "]]", "**", "=="].iter().fold(words, |words, mark| words.replace(mark, ""));
        self.headings.push((level, words.chars().take(200).collect()));
        let words: Vec<&str> = self.headings.iter().map(|(_, words)| words.as_str()).collect();
        self.context = Rc::from(words.join(" › "));
    }

    fn push(&mut self, line: Line<'t>) {
        self.block.bytes = self.block.bytes.saturating_add(line.text.len() + 1);
        if self.block.bytes > CARD_MAX {
            // It is told at the end; nothing more of it is kept.
            let first = self.block.lines.first().map_or(line.no, |line| line.no);
            self.block.lines = vec![Line { no: first, text: Cow::Borrowed(""), raw: true }];
            return;
        }
        if self.block.lines.is_empty() && self.block.context.is_none() {
            self.block.context = Some(Rc::clone(&self.context));
        }
        self.block.lines.push(line);
    }

    /// Ends what stands together.
    fn end(&mut self) {
        let block = core::mem::take(&mut self.block);
        let Some(line) = block.lines.first().map(|line| line.no) else { return };
        if block.bytes > CARD_MAX {
            if block.parted.is_some() || block.gapped {
                self.fault(line, "card_too_long", "");
            }
            return;
        }
        let marked: Vec<String> = block
            .lines
            .iter()
            .filter(|line| !line.raw && line.text.contains('#'))
            .flat_map(|line| tags::tags(&line.text).into_iter().map(|(_, tag)| tag.to_owned()).collect::<Vec<_>>())
            .collect();
        let (decks, mut tags): (Vec<String>, Vec<String>) =
            marked.into_iter().take(2 * TAGS_MAX).partition(|tag| self.settings.is_marked(tag));
        tags.extend(block.tags);
        let (form, mut front, mut back) = match block.parted {
            Some((at, both)) => {
                let mut front = block.lines;
                let mut back = front.split_off(at);
                back.remove(0);
                (if both { Form::Both } else { Form::Card }, front, back)
            }
            None => (Form::Cloze, block.lines, Vec::new()),
        };
        if form == Form::Cloze && block.headed && front.len() > 1 && !cloze::has_gap(&front[..1], self.settings) {
            front.remove(0);
        }
        if form == Form::Cloze && !cloze::has_gap(&front, self.settings) {
            // No card: what is tagged here is the note, or what follows.
            self.note_tags(tags);
            let decks = block.own.map_or(decks, |own| own.decks.clone());
            if !decks.is_empty() {
                let section = Rc::new(Section { decks, tags: Vec::new() });
                self.blocks.first.get_or_insert_with(|| Rc::clone(&section));
                self.section = Some(section);
            }
            return;
        }
        let last = if back.is_empty() { &mut front } else { &mut back };
        let name = take_name(last);
        let mut behind = None;
        if let Some(line) = last.last_mut().filter(|line| !line.raw) {
            let (rest, section) = self.behind(&line.text);
            if section.is_some() {
                (line.text, behind) = (Cow::Owned(rest.to_owned()), section);
                self.section.clone_from(&behind);
            }
        }
        [&mut front, &mut back].into_iter().for_each(trim);
        if front.len() == 1 && !front[0].raw {
            // A heading or an item of a list that asks is a question, no heading.
            front[0].text = Cow::Owned(bare(&front[0].text).to_owned());
        }
        if front.is_empty() || (form != Form::Cloze && back.is_empty()) {
            let said = front.first().map_or(String::new(), |line| line.text.clone().into_owned());
            self.fault(line, if front.is_empty() { "empty_front" } else { "empty_back" }, &said);
            return;
        }
        self.found(Found {
            line,
            form,
            front,
            back,
            name,
            section: block.own.or(behind).or_else(|| self.section.clone()),
            tags,
            context: block.context.unwrap_or_else(|| Rc::from("")),
        });
    }

    fn fault(&mut self, line: u64, code: &'static str, said: &str) {
        if self.blocks.faults.len() < FAULTS_MAX {
            self.blocks.faults.push((line, code, said.chars().take(100).collect()));
        }
    }
}
