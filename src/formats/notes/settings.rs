//! How a vault wants its notes read. Obsidian's plugin keeps it in a file of the vault; where that is not there, the
//! plugin's own defaults hold, with gaps in braces besides, which are gaps here anyway.

use serde::Deserialize;

/// Where a vault keeps it.
pub(super) const PATH: &str = ".obsidian/plugins/obsidian-spaced-repetition/data.json";

/// Characters of a sign that parts the sides of a card.
const SIGN_MAX: usize = 20;
/// Tags that may mark notes.
const TAGS_MAX: usize = 100;

/// What counts as a card, and where it goes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    /// Tags, without their sign, that mark what holds cards; what follows them are decks.
    pub tags: Vec<String>,
    /// Whether folders are the decks, and all notes hold cards.
    pub folders: bool,
    /// Parts the sides of a card in one line.
    pub between: String,
    /// The same of a card that is asked both ways.
    pub between_both: String,
    /// A line that parts the sides of a card of several lines.
    pub line: String,
    /// The same of a card that is asked both ways.
    pub line_both: String,
    /// A line that ends a card; empty where a blank line does.
    pub end: String,
    /// What a gap is.
    pub gaps: Gaps,
}

/// Which signs make words a gap.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Gaps {
    /// `==words==`
    pub highlights: bool,
    /// `**words**`
    pub bold: bool,
    /// `{{words}}`
    pub braces: bool,
}

impl Default for Settings {
    fn default() -> Self {
        let text = str::to_owned;
        Self {
            tags: vec![text("flashcards"), text("flashcard")],
            folders: false,
            between: text("::"),
            between_both: text(":::"),
            line: text("?"),
            line_both: text("??"),
            end: String::new(),
            gaps: Gaps { highlights: true, bold: false, braces: true },
        }
    }
}

#[derive(Deserialize)]
struct Kept {
    settings: Said,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Said {
    flashcard_tags: Option<Vec<String>>,
    convert_folders_to_decks: Option<bool>,
    single_line_card_separator: Option<String>,
    single_line_reversed_card_separator: Option<String>,
    multiline_card_separator: Option<String>,
    multiline_reversed_card_separator: Option<String>,
    multiline_card_end_marker: Option<String>,
    convert_highlights_to_clozes: Option<bool>,
    convert_bold_text_to_clozes: Option<bool>,
    convert_curly_brackets_to_clozes: Option<bool>,
    cloze_patterns: Option<Vec<String>>,
}

impl Settings {
    /// What the plugin's file says; `None` if it is none.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        let said = serde_json::from_slice::<Kept>(bytes).ok()?.settings;
        let mut settings = Self::default();
        let tags = said.flashcard_tags.unwrap_or_default().into_iter().take(TAGS_MAX);
        let tags: Vec<String> =
            tags.map(|tag| tag.trim().trim_start_matches('#').to_owned()).filter(|tag| !tag.is_empty()).collect();
        if !tags.is_empty() {
            settings.tags = tags;
        }
        settings.folders = said.convert_folders_to_decks.unwrap_or(false);
        for (place, sign) in [
            (&mut settings.between, said.single_line_card_separator),
            (&mut settings.between_both, said.single_line_reversed_card_separator),
            (&mut settings.line, said.multiline_card_separator),
            (&mut settings.line_both, said.multiline_reversed_card_separator),
            (&mut settings.end, said.multiline_card_end_marker),
        ] {
            let sign = sign.map(|sign| sign.trim().to_owned());
            if let Some(sign) = sign.filter(|sign| !sign.is_empty() && sign.chars().count() <= SIGN_MAX) {
                *place = sign;
            }
        }
        for (place, wanted) in [
            (&mut settings.gaps.highlights, said.convert_highlights_to_clozes),
            (&mut settings.gaps.bold, said.convert_bold_text_to_clozes),
            (&mut settings.gaps.braces, said.convert_curly_brackets_to_clozes),
        ] {
            *place = wanted.unwrap_or(*place);
        }
        // Later versions of it keep patterns, from which the three marks are told.
        if let Some(patterns) = said.cloze_patterns {
            let has = |mark: &str| patterns.iter().any(|pattern| pattern.trim().starts_with(mark));
            settings.gaps = Gaps { highlights: has("=="), bold: has("**"), braces: has("{{") };
        }
        Some(settings)
    }

    /// Whether a tag marks cards.
    pub(super) fn is_marked(&self, tag: &str) -> bool {
        self.tags.iter().any(|marker| {
            let head = tag.get(..marker.len());
            let rest = || tag[marker.len()..].is_empty() || tag[marker.len()..].starts_with('/');
            head.is_some_and(|head| head.to_lowercase() == marker.to_lowercase()) && rest()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vault_says_how_it_is_read() {
        let file = br##"{"settings": {"flashcardTags": ["#karten", ""], "convertFoldersToDecks": true,
            "singleLineCardSeparator": ";;", "multilineCardEndMarker": "+++", "convertBoldTextToClozes": true,
            "baseEase": 250}, "buryList": []}"##;
        let settings = Settings::of(file).expect("settings");
        assert_eq!((settings.tags.as_slice(), settings.folders), (&["karten".to_owned()][..], true));
        assert_eq!((settings.between.as_str(), settings.end.as_str(), settings.line.as_str()), (";;", "+++", "?"));
        assert!(settings.gaps.bold && settings.gaps.highlights);
        let patterns = br#"{"settings": {"clozePatterns": ["==[123;;]answer[;;hint]=="]}}"#;
        assert_eq!(
            Settings::of(patterns).map(|said| (said.gaps.highlights, said.gaps.bold, said.gaps.braces)),
            Some((true, false, false))
        );
        for none in [&b""[..], b"{}", b"[1]", b"{\"settings\": {\"flashcardTags\": 3}}"] {
            assert_eq!(Settings::of(none), None);
        }
    }

    #[test]
    fn tags_below_a_marker_are_marked() {
        let settings = Settings::default();
        for (tag, marked) in
            [("flashcards", true), ("Flashcards/a/b", true), ("flashcard", true), ("flashcardsx", false), ("éé", false)]
        {
            assert_eq!(settings.is_marked(tag), marked, "{tag}");
        }
    }
}
