//! Templates: what a side of a card shows of a note's fields. `{{Field}}` is replaced, `{{#Field}}…{{/Field}}` stands if the
//! field says something, `{{^Field}}…{{/Field}}` if not; before a name filters may stand, the last of them works first. No
//! template can call another, so rendering ends; what it yields is bounded all the same.

use super::{cloze, room::LOOK};
use std::collections::{BTreeMap, BTreeSet};

/// What a side is rendered from.
pub(super) struct Sides<'n> {
    /// Fields of the note by name.
    pub fields: &'n BTreeMap<&'n str, &'n str>,
    /// What Anki knows of a card besides, by name; a field of the same name goes before it.
    pub card: &'n [(&'n str, &'n str)],
    /// Fields that say nothing here, by name.
    pub blank: &'n BTreeSet<&'n str>,
    /// The number of the gaps that a card of a text with gaps asks, from 1.
    pub gap: Option<u32>,
    /// Whether the text with gaps is shown; behind an answer it stands already.
    pub shows_gaps: bool,
}

/// A side.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Side {
    /// HTML; gaps as they are written, but only those that are asked.
    pub html: String,
    /// What is to be typed, in HTML.
    pub typed: Option<String>,
    /// What stands behind a button, in HTML.
    pub hints: Vec<String>,
    /// Whether it was cut.
    pub is_cut: bool,
    /// Bytes of fields that were gone through for it.
    pub work: usize,
}

/// Bytes of a side.
const SIDE_MAX: usize = 1 << 20;
/// Tags of a template that are looked at.
const TAGS_MAX: usize = 10_000;
/// Bytes of fields that they go through, each as often as it is named and filtered.
const WORK_MAX: usize = 8 << 20;

/// A tag, or what stands between tags.
enum Token<'t> {
    Text(&'t str),
    Field(&'t str),
    If(&'t str),
    Unless(&'t str),
    End(&'t str),
}

impl<'n> Sides<'n> {
    fn get(&self, name: &str) -> Option<&'n str> {
        let known = || self.card.iter().find(|(own, _)| *own == name).map(|(_, value)| *value);
        if self.blank.contains(name) { Some("") } else { self.fields.get(name).copied().or_else(known) }
    }

    /// Renders a side. `{{FrontSide}}` is nothing: an item shows its front by itself.
    pub fn render(&self, template: &str) -> Side {
        let mut side = Side::default();
        // Sections that are open, and whether what stands in them is shown.
        let mut open: Vec<(&str, bool)> = Vec::new();
        let mut hidden = 0_usize;
        let mut known: BTreeMap<&str, bool> = BTreeMap::new();
        for token in tokens(template).take(TAGS_MAX) {
            if side.is_cut {
                break;
            }
            match token {
                Token::If(name) | Token::Unless(name) => {
                    let says = *known.entry(name).or_insert_with(|| self.says(name));
                    let shows = says == matches!(token, Token::If(_));
                    hidden += usize::from(!shows);
                    open.push((name, shows));
                }
                Token::End(name) => {
                    // What is closed without being open, or before what is in it, is a mistake of the template's author.
                    if open.iter().any(|(own, _)| *own == name) {
                        while let Some((own, shows)) = open.pop() {
                            hidden -= usize::from(!shows);
                            if own == name {
                                break;
                            }
                        }
                    }
                }
                Token::Text(text) if hidden == 0 => side.put(text),
                Token::Field(field) if hidden == 0 => {
                    side.work = side.work.saturating_add(self.work(field));
                    if side.work > WORK_MAX {
                        side.is_cut = true;
                    } else {
                        self.field(field, &mut side);
                    }
                }
                Token::Text(_) | Token::Field(_) => {}
            }
        }
        side
    }

    fn says(&self, name: &str) -> bool {
        // `c1` is there on the cards that ask gaps of this number.
        let asked: Option<u32> = name.strip_prefix('c').and_then(|number| number.parse().ok());
        if let (Some(number), Some(gap)) = (asked, self.gap) {
            return number == gap;
        }
        self.get(name).is_some_and(says_anything)
    }

    /// Bytes that a tag goes through.
    fn work(&self, tag: &str) -> usize {
        let name = tag.rsplit(':').next().unwrap_or_default().trim();
        let filters = tag.bytes().filter(|byte| *byte == b':').count();
        LOOK + self.get(name).map_or(0, |value| value.len().saturating_mul(1 + filters))
    }

    fn field(&self, tag: &str, side: &mut Side) {
        let (filters, name) = tag.rsplit_once(':').unwrap_or(("", tag));
        let Some(value) = self.get(name.trim()) else { return };
        let mut value = value.to_owned();
        for filter in filters.rsplit(':').map(str::trim).filter(|filter| !filter.is_empty()) {
            match filter {
                "text" => value = letters(&value),
                "cloze" | "cloze-only" if !self.shows_gaps => return,
                "cloze" => value = self.gap.map_or_else(String::new, |gap| cloze::only(&value, gap)),
                "cloze-only" => value = self.gap.map_or_else(String::new, |gap| cloze::contents(&value, gap)),
                // Of a text with gaps the gaps are what is typed.
                "type" if filters.contains("cloze") => {}
                "type" | "nc" => {
                    side.typed.get_or_insert(value);
                    return;
                }
                "hint" => {
                    side.hints.extend(says_anything(&value).then_some(value));
                    return;
                }
                "kanji" => value = readings(&value, Reading::Word),
                "kana" => value = readings(&value, Reading::Sound),
                "furigana" => value = readings(&value, Reading::Both),
                // Read aloud by a voice of the device; the app has its own way to that.
                tts if tts == "tts" || tts.starts_with("tts ") => return,
                _ => {}
            }
        }
        side.put(&value);
    }
}

impl Side {
    fn put(&mut self, html: &str) {
        let room = SIDE_MAX.saturating_sub(self.html.len());
        let fits = html.floor_char_boundary(room.min(html.len()));
        self.html.push_str(&html[..fits]);
        if fits < html.len() {
            self.is_cut = true;
            // What is left of a tag, such as a picture in letters, is no text.
            let tag = self.html.rfind('<').filter(|at| !self.html[*at..].contains('>'));
            self.html.truncate(tag.unwrap_or(self.html.len()));
        }
    }
}

/// The names of the fields that a template shows.
pub(super) fn names(template: &str) -> Vec<&str> {
    let shown = tokens(template).take(TAGS_MAX).filter_map(|token| match token {
        Token::Field(tag) => Some(tag.rsplit(':').next().unwrap_or_default().trim()),
        _ => None,
    });
    shown.collect()
}

/// A template that shows these fields as they are, and nothing else of a note: without room, and without the front on its back.
/// Nothing for one with sections, filters, or what Anki knows of a card.
pub(super) fn plain(template: &str, fields: &BTreeSet<&str>) -> Option<String> {
    let mut plain = String::new();
    for token in tokens(template) {
        match token {
            Token::Text(text) => plain.extend(text.chars().filter(|letter| !letter.is_whitespace())),
            Token::Field("FrontSide") => {}
            Token::Field(tag) if fields.contains(tag) => plain.extend(["{{", tag, "}}"]),
            _ => return None,
        }
    }
    Some(plain)
}

/// Whether a field says anything: more than white space and empty lines.
pub(super) fn says_anything(html: &str) -> bool {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        if !is_blank(&rest[..at]) {
            return true;
        }
        let tag = rest[at + 1..].split('>').next().unwrap_or_default();
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        if !["br", "div", "p", "span"].contains(&name.to_ascii_lowercase().as_str()) {
            return true;
        }
        rest = rest[at + 1..].get(tag.len() + 1..).unwrap_or_default();
    }
    !is_blank(rest)
}

fn is_blank(text: &str) -> bool {
    text.replace("&nbsp;", " ").trim().is_empty()
}

/// A text without its tags.
fn letters(html: &str) -> String {
    let mut letters = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        letters.push_str(&rest[..at]);
        let Some(end) = rest[at..].find('>') else { return letters };
        rest = &rest[at + end + 1..];
    }
    letters.push_str(rest);
    letters
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Word,
    Sound,
    Both,
}

/// Words with their reading in brackets behind them, ` 漢字[かんじ]`: one of the two, or both as ruby.
fn readings(text: &str, reading: Reading) -> String {
    let mut out = String::new();
    let (mut from_here, mut close) = (0, 0);
    while let Some(open) = text[from_here..].find('[').map(|at| from_here + at) {
        // The bracket that closes several is looked for once.
        if close <= open {
            let Some(at) = text[open..].find(']') else { break };
            close = open + at;
        }
        let (before, sound) = (&text[from_here..open], &text[open + 1..close]);
        if sound.starts_with("sound:") {
            out.push_str(&text[from_here..=open]);
            from_here = open + 1;
            continue;
        }
        let from = before.rfind([' ', '>']).map_or(0, |at| at + 1);
        out.push_str(before[..from].strip_suffix(' ').unwrap_or(&before[..from]));
        let word = &before[from..];
        match reading {
            Reading::Word => out.push_str(word),
            Reading::Sound => out.push_str(sound),
            Reading::Both => out.extend(["<ruby>", word, "<rt>", sound, "</rt></ruby>"]),
        }
        from_here = close + 1;
    }
    out.push_str(&text[from_here..]);
    out
}

fn tokens(template: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = template;
    core::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let open = rest.find("{{").filter(|open| rest[open + 2..].contains("}}"));
        let Some(open) = open else {
            return Some(Token::Text(core::mem::take(&mut rest)));
        };
        if open > 0 {
            let text = &rest[..open];
            rest = &rest[open..];
            return Some(Token::Text(text));
        }
        let (tag, after) = rest[2..].split_once("}}")?;
        rest = after;
        // Three braces are two: no field is ever put into a page unread.
        let tag = tag.trim_start_matches('{').trim();
        Some(match tag.split_at_checked(1) {
            Some(("#", name)) => Token::If(name.trim()),
            Some(("^", name)) => Token::Unless(name.trim()),
            Some(("/", name)) => Token::End(name.trim()),
            Some(("!", _)) => Token::Text(""),
            _ => Token::Field(tag),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(template: &str) -> String {
        let fields = BTreeMap::from([
            ("Front", "<b>dog</b>"),
            ("Back", "perro"),
            ("Empty", "<br>&nbsp;"),
            ("Blank", "y"),
            ("Kanji", "これは 漢字[かんじ]です [sound:a.mp3]"),
        ]);
        let card = [("Front", "x"), ("Deck", "d")];
        let blank = BTreeSet::from(["Blank"]);
        Sides { fields: &fields, card: &card, blank: &blank, gap: None, shows_gaps: true }.render(template).html
    }

    #[test]
    fn fields_sections_and_filters() {
        for (template, expected) in [
            ("{{Front}} – {{ Back }}", "<b>dog</b> – perro"),
            ("{{text:Front}}{{Deck}}{{#Deck}}e{{/Deck}}", "dogde"),
            ("{{Nowhere}}{{FrontSide}}{{Blank}}{{#Blank}}y{{/Blank}}x", "x"),
            ("{{#Front}}a{{#Empty}}b{{/Empty}}{{^Empty}}c{{/Empty}}{{/Front}}d", "acd"),
            ("{{#Empty}}a{{/Front}}b{{/Empty}}c", "c"),
            ("{{/Front}}a{{#Front}}b", "ab"),
            ("{{kanji:Kanji}}", "これは漢字です [sound:a.mp3]"),
            ("{{kana:Kanji}}", "これはかんじです [sound:a.mp3]"),
            ("{{furigana:Kanji}}", "これは<ruby>漢字<rt>かんじ</rt></ruby>です [sound:a.mp3]"),
            ("{{tts en_US voices=A:Front}}x", "x"),
            ("{{! remark }}{{unknown:Back}}{", "perro{"),
            ("{{{Back}}}", "perro}"),
            ("{{", "{{"),
        ] {
            assert_eq!(html(template), expected, "{template}");
        }
    }

    #[test]
    fn brackets_are_readings_where_they_close() {
        for (text, expected) in [
            ("a[b", "a[b"),
            ("a]b", "a]b"),
            ("a[b] c[[d]e", "<ruby>a<rt>b</rt></ruby><ruby>c<rt>[d</rt></ruby>e"),
            ("[sound:x] [sound:y] a[b]", "[sound:x] [sound:y]<ruby>a<rt>b</rt></ruby>"),
        ] {
            assert_eq!(readings(text, Reading::Both), expected, "{text}");
        }
    }

    #[test]
    fn what_is_typed_and_what_is_a_hint_are_told_apart() {
        let fields = BTreeMap::from([("A", "x"), ("B", "<i>y</i>"), ("C", " ")]);
        let sides = Sides { fields: &fields, card: &[], blank: &BTreeSet::new(), gap: None, shows_gaps: true };
        let side = sides.render("{{A}} {{type:B}}{{hint:B}}{{hint:C}}");
        assert_eq!(side.typed.as_deref(), Some("<i>y</i>"));
        assert_eq!((side.html.as_str(), side.hints), ("x ", vec!["<i>y</i>".to_owned()]));
    }

    #[test]
    fn a_template_that_never_ends_is_soon_done_with() {
        let long = "y".repeat(100_000);
        let fields = BTreeMap::from([("A", long.as_str())]);
        let sides = Sides { fields: &fields, card: &[], blank: &BTreeSet::new(), gap: None, shows_gaps: true };
        let side = sides.render(&"{{A}}".repeat(9_000));
        assert!(side.is_cut && side.html.len() == SIDE_MAX);
        for filters in ["text:".repeat(100_000), "cloze:".repeat(100_000), "hint:".to_owned()] {
            let side = sides.render(&format!("{{{{{filters}A}}}}").repeat(1_000));
            assert!(side.is_cut && side.html.len() + side.hints.concat().len() <= WORK_MAX, "{filters:.9}");
        }
        assert_eq!(sides.render(&"{{#A}}".repeat(100_000)), Side::default());
        assert!(sides.render(&"{{".repeat(100_000)).html.len() <= 200_000);
    }
}
