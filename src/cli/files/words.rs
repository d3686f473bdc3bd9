//! The English sentence of every problem: what is wrong and, where that helps, what became of it.

use cairn_formats::problem::Problem;

/// A sentence for people.
pub(super) fn sentence(problem: &Problem) -> String {
    let detail = problem.detail.as_str();
    let plain = match problem.code {
        "unreadable" => return format!("This file cannot be opened: {detail}."),
        "not_written" => return format!("The result could not be stored: {detail}."),
        "unknown_format" => {
            "This is neither a .cairn file, nor CASE JSON, nor a competency CSV of Moodle, nor a list of bookmarks, nor a table."
        }
        "damaged" => return format!("The file is damaged or incomplete ({detail})."),
        "needs_passphrase" => {
            "This file is protected with a passphrase. Write it into a file and name that with --passphrase-file."
        }
        "no_passphrase" => "This is not a passphrase: one line of UTF-8 text.",
        "wrong_passphrase" => "That is not the passphrase of this file.",
        "broken_seal" => "This file is damaged: from here on it was changed or cut off.",
        "weak_seal" => {
            return format!("The passphrase of this file could be guessed too easily ({detail}); it is not opened.");
        }
        "costly_seal" => return format!("Opening this file would take more than any honest file asks for ({detail})."),
        "no_memory" => "There is not enough memory to open a file with a passphrase.",
        "not_cairn" => "What the passphrase protects is not a .cairn file.",
        "altered" if matches!(problem.location, cairn_formats::problem::Location::Whole) => {
            "The file was changed after it was written."
        }
        "altered" => "This part was changed after it was written.",
        "size_mismatch" => return format!("This part is not the {detail} bytes long that it claims to be."),
        "unsafe_path" => "This path leads out of the archive.",
        "duplicate_entry" => "This part stands twice in the archive.",
        "too_many_entries" => return format!("The archive has more than {detail} parts."),
        "too_large" => return format!("Unpacked, the file is larger than {detail} bytes."),
        "too_dense" => return format!("This part grows more than {detail} times when unpacked."),
        "unsupported_entry" => "This part is encrypted, or packed in a way that is not read here.",
        "missing_entry" => "This part is missing.",
        "newer_version" => {
            return format!("This file needs version {detail} of the format; a newer Cairn can read it.");
        }
        "bad_manifest" => return format!("This is not the manifest of a .cairn file ({detail})."),
        "bad_names" => return format!("The list of names cannot be read ({detail})."),
        "unlisted_entry" => "The manifest does not list this part; it was left out.",
        "unknown_kind" => "This version knows nothing of this kind; its rows were kept as they are.",
        "bad_row" => "This row cannot be read; it was left out.",
        "unknown_name" => return format!("Nothing explains the field \"{detail}\"; it was left out."),
        "bad_value" => return format!("The field \"{detail}\" has a value of another form; it was left out."),
        "duplicate_id" => "This id stands twice; the first row was taken.",
        "count_mismatch" => return format!("The manifest says that there are {detail}."),
        "hash_mismatch" => "What the file holds is not what was written.",
        "collision" => "This event came with different content; one of the two was kept.",
        "other_space" => "This record belongs to another group or pack here; it was left as it is.",
        "other_profile" => {
            "This file belongs to another profile. If it is the same person's, say so with --same-person."
        }
        "no_collection" => "There is no collection of cards in this file.",
        "newer_collection" => {
            "A newer version of Anki wrote this file than can be read here. Export it for older versions."
        }
        "only_a_stub" => {
            "This file holds only a card that asks for a newer version of Anki. Export it from Anki again."
        }
        "not_sqlite" => "The collection in this file is damaged or encrypted.",
        "damaged_collection" => return format!("The collection in this file is damaged (page {detail})."),
        "unknown_schema" => return format!("The collection is of version {detail}, which is not known here."),
        "no_table" => return format!("The part \"{detail}\" of the collection is missing."),
        "bad_models" => "The note types of the collection cannot be read.",
        "bad_decks" => "The decks of the collection cannot be read.",
        "bad_media_list" => "The list of pictures and sounds cannot be read.",
        "card_without_note" => "The note of this card is missing; the card was left out.",
        "note_without_kind" => "The note type of this note is missing; its card was left out.",
        "card_without_template" => "The template of this card is missing; the card was left out.",
        "empty_front" => "The front of this card is empty; it was left out.",
        "gap_missing" => "This text has no gap with the number of the card; the card was left out.",
        "image_occlusion" => "A picture with covered parts cannot be practised yet; the card was left out.",
        "script_left_out" => "A script in this card was left out.",
        "frame_left_out" => "A frame or a form in this card was left out.",
        "remote_left_out" => "A picture or a sound of another site was left out.",
        "file_missing" => "A picture or a sound of this card is not in the file.",
        "side_cut" => "One side of this card was too long; its end was cut off.",
        "unknown_file" => "This is no picture and no sound that Cairn shows; it was left out.",
        "no_file" => "This picture or sound is listed and not there.",
        "file_too_large" => "This picture or sound is too large; it was left out.",
        "not_utf8" => "This line is not UTF-8 text. Store the file as UTF-8 and try again.",
        "not_json" => "This is not JSON.",
        "too_deep" => "The file nests too deep.",
        "not_case" => "This JSON is not a CASE package.",
        "not_moodle" => "These are not the columns of a competency CSV of Moodle.",
        "no_framework" => "No row names the framework.",
        "no_identifier" => "This has no identifier; it was left out or given one.",
        "no_statement" => "This has no statement; it was left out or shown without one.",
        "duplicate" => return format!("\"{detail}\" stands here twice; the first was taken."),
        "orphan" => return format!("Its parent \"{detail}\" is not in the file; it was put at the top."),
        "second_parent" => return format!("It has a second parent, \"{detail}\", which was left out."),
        "tree_cycle" => {
            return format!("These lie below each other in a circle: {detail}. The first was put at the top.");
        }
        "requires_cycle" => {
            return format!("These would need each other in a circle: {detail}. The relation was left out.");
        }
        "dangling" => return format!("\"{detail}\" is not in the file; the relation was left out."),
        "text_mended" => "The text was cut or cleaned to fit.",
        "wrong_type" => "The value is of another type; it was left out.",
        "columns" => "This row has another number of columns; it was left out.",
        "second_framework" => "The file has a second framework; only the first was read.",
        "rule_not_used" => "The completion rule has no counterpart here; it was left out.",
        "no_links" => "The file holds no link.",
        "no_link" => "This has no address; it was left out.",
        "bad_link" => return format!("An address like \"{detail}\" is not kept; it was left out."),
        "too_many_tags" => {
            return format!("The link has too many tags; \"{detail}\" and those after it were left out.");
        }
        "unclosed" => "The file ends within a folder; links may be missing.",
        "more_problems" => return format!("There are {detail} more of these."),
        code => return of_table(code, detail),
    };
    plain.to_owned()
}

/// What is said of the rows of a table.
fn of_table(code: &str, detail: &str) -> String {
    let plain = match code {
        "short_row" => "This row has fewer cells than the others; the missing ones were taken as empty.",
        "long_row" => return format!("This row has more cells than the others; \"{detail}\" was not used."),
        "unclosed_quote" => "A quotation mark opens here and is never closed; it was taken as a letter.",
        "stray_quote" => "A quotation mark opens here and closes within a later row; it was taken as a letter.",
        "bad_letter" => "A letter cannot be read here; the file is damaged.",
        "no_front" => "This row says nothing on the front; it was left out.",
        "no_back" => return format!("\"{detail}\" has nothing on the back; it was left out."),
        "no_gap" => return format!("\"{detail}\" has no gap; it was left out."),
        "no_right" => "This row names no right answer that can be told; it was left out.",
        "no_pair" => return format!("\"{detail}\" is no pair such as left = right; the row was left out."),
        "few_options" => "This row has fewer than two options; it was left out.",
        "many_options" => "This row has too many options; it was left out.",
        "many_tags" => "This row has too many tags; the last ones were left out.",
        "bad_number" => return format!("\"{detail}\" is no number, or could be two; the row was left out."),
        "bad_language" => return format!("\"{detail}\" is no language tag; it was left out."),
        "unknown_type" => {
            return format!("No kind of task is called \"{detail}\"; it was taken by what the row holds.");
        }
        "too_long" => "This cell is longer than a card holds; its row was left out.",
        "repeated_row" => "This row stands in the table once more; it was left out.",
        "unused_cell" => return format!("\"{detail}\" has no use in a card of this kind; it was left out."),
        "markup_lost" => "This cell holds more than text; only its text was taken.",
        "not_text" => "This is no text. Save a spreadsheet as CSV.",
        "no_rows" => "There is no row with something in it.",
        "too_many_rows" => return format!("The table has more than {detail} rows."),
        "no_front_column" => "No column holds the front.",
        other if detail.is_empty() => return format!("Problem: {other}."),
        other => return format!("Problem: {other} ({detail})."),
    };
    plain.to_owned()
}
