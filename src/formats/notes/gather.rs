//! Notes to items: which notes hold cards, what becomes of each, and what the import is made of.

use super::{
    CARDS_MAX, Note, TEXT_MAX, blocks,
    context::Context,
    decks::Decks,
    draft::{self, Draft, without_gaps},
    files::{Files, Open},
    found::{Form, Found, Section},
    front::front,
    links::Links,
    names::{Names, Said},
    resources::{self, Read},
    settings::Settings,
    text::{Linked, Writer},
};
use crate::{
    problem::{Location, Problems, Refusal, utf8},
    sheet,
    source::{Source, SourceRecord, dated},
    tidy_text::{self, Fitted},
};
use cairn_domain::{
    id::{DeckId, ResourceId},
    item::gaps,
    text::NOTE_MAX,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

/// How many times longer than the notes what becomes of them may be, beyond the first mebibyte.
const GROWTH: usize = 8;

/// Whether a text is a note that holds cards.
pub(super) fn has_cards(text: &str) -> bool {
    // Long tables and the like are told at once.
    if text.len() as u64 > TEXT_MAX || !["flashcard", "Flashcard", "FLASHCARD"].iter().any(|tag| text.contains(tag)) {
        return false;
    }
    let settings = Settings::default();
    let (front, body, no) = front(text);
    let is_marked = |tag: &String| settings.is_marked(tag);
    blocks::blocks(body, no, &settings, CARDS_MAX)
        .is_none_or(|blocks| !blocks.cards.is_empty() && (blocks.first.is_some() || front.tags.iter().any(is_marked)))
}

/// What is gathered on the way through the notes.
pub(super) struct Gather<'a> {
    notes: Vec<Read<'a>>,
    links: Links,
    files: Vec<&'a str>,
    settings: &'a Settings,
    problems: Problems,
    names: Names,
    decks: Decks,
    drafts: Vec<Draft>,
    /// Bytes that items may still take beyond those of the notes: what holds for many cards stands there once.
    room: usize,
    /// Notes that become resources.
    sources: BTreeSet<usize>,
    /// Pages that become resources, with their words.
    pages: BTreeMap<String, String>,
    length: u64,
    /// The text for reading of those notes.
    texts: BTreeMap<usize, Fitted>,
    /// How many comments held a schedule.
    schedules: u64,
    /// Where the first card stands whose note is not marked, and how many there are.
    untagged: Option<(Location, usize)>,
}

impl<'a> Gather<'a> {
    /// Of these notes, with the paths of the files beside them.
    pub fn of(notes: &[Note<'a>], files: Vec<&'a str>, settings: &'a Settings, mut problems: Problems) -> Self {
        let mut read = Vec::with_capacity(notes.len());
        let mut sorted: Vec<&Note> = notes.iter().collect();
        sorted.sort_by_key(|note| note.path);
        for note in sorted {
            match utf8(note.bytes) {
                Ok(text) => {
                    let (front, body, no) = front(text);
                    read.push(Read { path: note.path, front, body, no });
                }
                Err(refusal) => {
                    let line = if let Location::Line(line) = refusal.location { Some(line) } else { None };
                    problems.push(Location::Entry(note.path.to_owned(), line), refusal.code, "");
                }
            }
        }
        let mut links = Links::of(read.iter().map(|note| note.path), files.iter().copied());
        for (at, note) in read.iter().enumerate() {
            note.front.aliases.iter().for_each(|alias| links.call(alias, at));
        }
        let length: usize = notes.iter().map(|note| note.bytes.len()).sum();
        Self {
            notes: read,
            links,
            files,
            settings,
            problems,
            names: Names::default(),
            decks: Decks::default(),
            drafts: Vec::new(),
            room: length.saturating_mul(GROWTH).saturating_add(1 << 20),
            sources: BTreeSet::new(),
            pages: BTreeMap::new(),
            length: length as u64,
            texts: BTreeMap::new(),
            schedules: 0,
            untagged: None,
        }
    }

    /// What the notes say. Refused if there is none that can be read (`no_notes`), if they are too long (`too_large`), if there
    /// are too many cards (`too_many_cards`), or if they would grow far beyond the notes (`too_dense`).
    pub fn read<'f>(mut self, open: &'f mut Open<'f>, now_ms: i64) -> Result<Source, Refusal>
    where
        'a: 'f,
    {
        let whole = |code, detail: String| Refusal::new(Location::Whole, code, detail);
        if self.length > TEXT_MAX {
            return Err(whole("too_large", TEXT_MAX.to_string()));
        }
        if self.notes.is_empty() {
            return Err(whole("no_notes", String::new()));
        }
        let mut files = Files::new(self.files.clone(), open);
        for (at, note) in core::mem::take(&mut self.notes).into_iter().enumerate() {
            self.note(at, &note, &mut files)?;
            self.notes.push(note);
        }
        let files = files.end()?;
        if let Some((place, count)) = self.untagged.take() {
            self.problems.push(place, "untagged", &count.to_string());
        }
        if self.schedules > 0 {
            self.problems.push(Location::Whole, "schedule_left", &self.schedules.to_string());
        }
        if self.drafts.is_empty() {
            self.problems.push(Location::Whole, "no_cards", "");
            self.sources = (0..self.notes.len()).filter(|at| !self.notes[*at].front.is_own).collect();
        }
        let mut records = core::mem::take(&mut self.decks.made);
        records.extend(self.resources());
        for draft in core::mem::take(&mut self.drafts) {
            records.extend(draft.records(&self.names));
        }
        dated(&mut records, now_ms);
        let Problems { told: problems, more: more_problems } = self.problems;
        let leaves = draft::leaves().chain(sheet::deck_leaves()).collect();
        Ok(Source { records, problems, more_problems, leaves, files, ..Source::default() })
    }

    fn note(&mut self, at: usize, note: &Read, files: &mut Files) -> Result<(), Refusal> {
        let room = CARDS_MAX - self.drafts.len().min(CARDS_MAX);
        let Some(blocks) = blocks::blocks(note.body, note.no, self.settings, room) else {
            return Err(Refusal::new(
                Location::Entry(note.path.to_owned(), None),
                "too_many_cards",
                CARDS_MAX.to_string(),
            ));
        };
        if let Some(line) = note.front.fault {
            self.problem(note, Some(line), "bad_front_matter", "");
        }
        let (marked, others): (Vec<&String>, Vec<&String>) =
            note.front.tags.iter().partition(|tag| self.settings.is_marked(tag));
        let usual = Section { decks: marked.into_iter().cloned().collect(), tags: Vec::new() };
        let usual = if usual.decks.is_empty() { blocks.first.clone() } else { Some(Rc::new(usual)) };
        if usual.is_none() && !self.settings.folders {
            if let Some(card) = blocks.cards.first() {
                self.untagged.get_or_insert((Location::Entry(note.path.to_owned(), Some(card.line)), 0)).1 +=
                    blocks.cards.len();
            }
            return Ok(());
        }
        for (line, code, said) in &blocks.faults {
            self.problem(note, Some(*line), code, said);
        }
        self.schedules += blocks.schedules;
        if note.language() != note.front.language {
            self.problem(note, None, "bad_language", &note.front.language);
        }
        let tags: BTreeSet<String> = others.into_iter().chain(&blocks.tags).cloned().collect();
        let context = Context::of(note, tags, usual, self.decks.own(&note.front));
        let mut linked = Linked::default();
        let before = self.drafts.len();
        for card in &blocks.cards {
            self.card(note, card, &context, &mut linked, files)?;
        }
        if self.drafts.len() > before && !context.is_own {
            self.sources.insert(at);
            // What stands outside its cards leads on too.
            let text = resources::shown(note, &self.links, self.settings, &mut linked);
            self.texts.insert(at, text);
            self.sources.extend(linked.notes);
            for (address, words) in linked.pages {
                let known = self.pages.entry(address).or_default();
                if known.is_empty() {
                    *known = words;
                }
            }
        }
        Ok(())
    }

    fn card(
        &mut self,
        note: &Read,
        card: &Found,
        context: &Context,
        linked: &mut Linked,
        files: &mut Files,
    ) -> Result<(), Refusal> {
        let mut writer = Writer::new(&self.links, self.settings, note.path, linked);
        writer.files = Some(&mut *files);
        let (prompt, answer) = match card.form {
            Form::Cloze => (writer.cloze(&card.front), String::new()),
            _ => (writer.side(&card.front), writer.side(&card.back)),
        };
        let faults = core::mem::take(&mut writer.faults);
        if let Some(refusal) = files.refusal.clone() {
            return Err(refusal);
        }
        for (code, said) in faults {
            self.problem(note, Some(card.line), code, &said);
        }
        let Some((prompt, answer)) = self.fitted(note, card, &prompt, &answer) else { return Ok(()) };
        let kind = match card.form {
            Form::Cloze => "cloze",
            _ => "card",
        };
        let said = Said {
            path: &context.key,
            name: &card.name,
            front: &if card.form == Form::Cloze { without_gaps(&prompt) } else { prompt.clone() },
            task: &[kind, &prompt, &answer],
        };
        let name = match self.names.take(&said) {
            Ok(name) => name,
            Err(code) => {
                let told = if code == "duplicate_name" { &card.name } else { &prompt };
                self.problem(note, Some(card.line), code, told);
                return Ok(());
            }
        };
        let section = card.section.as_ref().or(context.usual.as_ref());
        let (tags, over) = context.tags(card, section);
        if let Some(tag) = over {
            self.problem(note, Some(card.line), "card_tags", &tag);
        }
        let deck = self.deck(note, context, section);
        let hint = if card.context.is_empty() || name.own {
            String::new()
        } else {
            [&context.title, " › ", &card.context].concat()
        };
        let taken = tags.iter().map(|tag| tag.len() + 32).sum::<usize>() + prompt.len() + answer.len() + hint.len();
        self.room = self.room.checked_sub(taken).ok_or_else(|| {
            Refusal::new(Location::Entry(note.path.to_owned(), Some(card.line)), "too_dense", GROWTH.to_string())
        })?;
        self.drafts.push(Draft {
            form: card.form,
            prompt,
            answer,
            source_id: if card.name.is_empty() || name.own {
                String::new()
            } else {
                [&context.key, "#^", &card.name].concat()
            },
            deck,
            tags,
            hint,
            language: context.language.clone(),
            resource: (!context.is_own).then(|| ResourceId(note.id())),
            name,
        });
        Ok(())
    }

    /// The sides of a card as they fit an item; `None`, told, if they do not.
    fn fitted(&mut self, note: &Read, card: &Found, prompt: &str, answer: &str) -> Option<(String, String)> {
        let code = if [prompt, answer].iter().any(|side| tidy_text::is_longer(side, NOTE_MAX)) {
            "card_too_long"
        } else if prompt.trim().is_empty() {
            "empty_front"
        } else if card.form == Form::Cloze && gaps::gaps(prompt).is_empty() {
            "no_gap"
        } else if card.form != Form::Cloze && answer.trim().is_empty() {
            "empty_back"
        } else {
            let (prompt, answer) = (tidy_text::lines(prompt), tidy_text::lines(answer));
            if prompt.mended || answer.mended {
                self.problem(note, Some(card.line), "text_mended", &prompt.text);
            }
            return Some((prompt.text, answer.text));
        };
        self.problem(note, Some(card.line), code, prompt);
        None
    }

    fn deck(&mut self, note: &Read, context: &Context, section: Option<&Rc<Section>>) -> Option<DeckId> {
        let tag = section.and_then(|section| section.decks.first());
        if context.is_own && (tag.is_none() || note.front.tags.iter().any(|own| Some(own) == tag)) {
            return context.own;
        }
        match tag {
            Some(tag) if !self.settings.folders => self.decks.place(tag),
            _ => note.path.rsplit_once('/').and_then(|(folder, _)| self.decks.place(folder)),
        }
    }

    fn resources(&mut self) -> Vec<SourceRecord> {
        let mut records = Vec::new();
        for (at, note) in core::mem::take(&mut self.notes).into_iter().enumerate() {
            if !self.sources.contains(&at) {
                continue;
            }
            let known = self.texts.remove(&at);
            let shown = || resources::shown(&note, &self.links, self.settings, &mut Linked::default());
            let text = known.unwrap_or_else(shown);
            if text.mended {
                self.problem(&note, None, "text_mended", &note.title());
            }
            let written = note.front.tags.iter().map(|tag| tidy_text::line(tag).text);
            let tags: BTreeSet<String> = written.filter(|tag| !self.settings.is_marked(tag)).collect();
            records.push(resources::of_note(&note, &text.text, &tags));
        }
        let mut known = BTreeSet::new();
        let pages = self.pages.iter().filter_map(|(address, words)| resources::of_page(address, words));
        records.extend(pages.filter(|record| known.insert(record.id)));
        records
    }

    fn problem(&mut self, note: &Read, line: Option<u64>, code: &'static str, said: &str) {
        self.problems.push(Location::Entry(note.path.to_owned(), line), code, said);
    }
}
