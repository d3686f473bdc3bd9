//! What is said of the rows of a table.

/// The sentence of a code; `None` for one that is not of these.
pub(super) fn said(code: &str, detail: &str) -> Option<String> {
    let plain = match code {
        "short_row" => "This row has fewer cells than the others; the missing ones were taken as empty.",
        "long_row" => return Some(format!("This row has more cells than the others; \"{detail}\" was not used.")),
        "unclosed_quote" => "A quotation mark opens here and is never closed; it was taken as a letter.",
        "stray_quote" => "A quotation mark opens here and closes within a later row; it was taken as a letter.",
        "bad_letter" => "A letter cannot be read here; the file is damaged.",
        "no_front" => "This row says nothing on the front; it was left out.",
        "no_back" => return Some(format!("\"{detail}\" has nothing on the back; it was left out.")),
        "no_gap" => return Some(format!("\"{detail}\" has no gap; it was left out.")),
        "no_right" => "No right answer can be told here; it was left out.",
        "no_pair" => return Some(format!("\"{detail}\" is no pair such as left = right; the row was left out.")),
        "few_options" => "Fewer than two answers stand here; it was left out.",
        "many_options" => "More answers stand here than fit; it was left out.",
        "many_tags" => "More tags stand here than fit; the last ones were left out.",
        "bad_number" => return Some(format!("\"{detail}\" is no number, or could be two; it was left out.")),
        "bad_language" => return Some(format!("\"{detail}\" is no language tag; it was left out.")),
        "unknown_type" => {
            return Some(format!("No kind of task is called \"{detail}\"; it was taken by what the row holds."));
        }
        "too_long" => "This text is longer than a card holds; it was left out.",
        "repeated_row" => "This row stands in the table once more; it was left out.",
        "unused_cell" => return Some(format!("\"{detail}\" has no use in a card of this kind; it was left out.")),
        "markup_lost" => "This cell holds more than text; only its text was taken.",
        "not_text" => "This is no text. Save a spreadsheet as CSV.",
        "no_rows" => "There is no row with something in it.",
        "too_many_rows" => return Some(format!("The table has more than {detail} rows.")),
        "no_front_column" => "No column holds the front.",
        "bad_signs" => {
            "What stands between term and definition, and what stands between cards, must be said and differ."
        }
        _ => return None,
    };
    Some(plain.to_owned())
}
