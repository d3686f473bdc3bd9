//! What is said of notes with cards.

/// The sentence of a code; `None` for one that is not of these.
pub(super) fn said(code: &str) -> Option<&'static str> {
    Some(match code {
        "bad_name" => "The name of this file is not in UTF-8, so it is shown as far as it can be read.",
        "symlink" => "This leads to another place, so it was left out.",
        "damaged_entry" => "This file is damaged, so it was left out.",
        "bad_settings" => "The settings of the vault cannot be read, so the usual ones were used.",
        "bad_front_matter" => "This line before the note cannot be read, so it was passed over.",
        "unclosed_code" => "Code begins here and never ends, so nothing after it is a card.",
        "untagged" => {
            "Here and in other notes stands what looks like cards, without the tag #flashcards. It was left out."
        }
        "no_cards" => "No note holds a card, so the notes came as resources.",
        "empty_back" => "This card has nothing on the back, so it was left out.",
        "card_too_long" => "This text is longer than a card holds, so it was left out.",
        "card_tags" => "This card has more tags than fit, so the last ones were left out.",
        "duplicate_name" => "Another card has this name, so this one was left out.",
        "repeated_card" => "This card stands in the note once more, so it was left out.",
        "overlap_lost" => "Of the order in which gaps are hidden and shown, only when each is asked was kept.",
        "schedule_left" => "The schedule that stands in the notes was left out. Cairn plans anew.",
        "remote_picture" => "This picture lies elsewhere and was not fetched, so a link stands for it.",
        "missing_file" => "This file is not there.",
        "not_shown" => "A file of this kind is not shown in a card, so its words stand for it.",
        "file_left" => "The linked file stays out.",
        "note_left" => "A note that is shown inside the card is only named there.",
        "link_left" => "This link leads nowhere that Cairn opens, so its words stayed.",
        "dropped" => "What runs or loads by itself was taken out.",
        "markup_left" => "Of this HTML only the text was taken.",
        "no_notes" => "There is no note in this file.",
        "too_many_cards" => "There are more cards than fit at once. Split the folder, please.",
        _ => return None,
    })
}
