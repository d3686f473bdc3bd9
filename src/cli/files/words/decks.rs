//! What is said of a package of Anki.

/// The sentence of a code; `None` for one that is not of these.
pub(super) fn said(code: &str, detail: &str) -> Option<String> {
    let plain = match code {
        "no_collection" => "There is no collection of cards in this file.",
        "newer_collection" => {
            "A newer version of Anki wrote this file than can be read here. Export it for older versions."
        }
        "only_a_stub" => {
            "This file holds only a card that asks for a newer version of Anki. Export it from Anki again."
        }
        "not_sqlite" => "The collection in this file is damaged or encrypted.",
        "damaged_collection" => return Some(format!("The collection in this file is damaged (page {detail}).")),
        "unknown_schema" => return Some(format!("The collection is of version {detail}, which is not known here.")),
        "no_table" => return Some(format!("The part \"{detail}\" of the collection is missing.")),
        "bad_models" => "The note types of the collection cannot be read.",
        "bad_decks" => "The decks of the collection cannot be read.",
        "bad_media_list" => "The list of pictures and sounds cannot be read.",
        "card_without_note" => "The note of this card is missing; the card was left out.",
        "note_without_kind" => "The note type of this note is missing; its card was left out.",
        "card_without_template" => "The template of this card is missing; the card was left out.",
        "empty_front" => "The front of this card is empty; it was left out.",
        "gap_missing" => "This text has no gap with the number of the card; the card was left out.",
        "image_occlusion" => {
            "The picture of this card, or what is covered of it, cannot be read; the card was left out."
        }
        "cover_left_out" => "A covered part of this picture could not be read; it is seen.",
        "covers_left" => "What is covered of this picture does not go along; the picture is seen as a whole.",
        "latex_as_text" => "LaTeX that is more than words and formulas cannot be shown; it stands as it was written.",
        "script_left_out" => "A script in this card was left out.",
        "frame_left_out" => "A frame or a form in this card was left out.",
        "remote_left_out" => "A picture or a sound of another site was left out.",
        "file_missing" => "A picture or a sound of this card is not in the file.",
        "side_cut" => "One side of this card was too long; its end was cut off.",
        "unknown_file" => "This is no picture and no sound that Cairn shows; it was left out.",
        "no_file" => "This picture or sound is listed and not there.",
        "schedule_without_answers" => {
            return Some(format!(
                "{detail} cards are put off to a day without an answer in the file from which that follows; they begin as new ones."
            ));
        }
        "file_too_large" => "This picture or sound is too large; it was left out.",
        _ => return None,
    };
    Some(plain.to_owned())
}
