//! The English sentence of every problem: what is wrong and, where that helps, what became of it.

mod banks;
mod decks;
mod notes;
mod tables;

use cairn_formats::problem::Problem;

/// A sentence for people.
pub(super) fn sentence(problem: &Problem) -> String {
    let detail = problem.detail.as_str();
    let plain = match problem.code {
        "unreadable" => return format!("This file cannot be opened: {detail}."),
        "empty" => "The file is empty.",
        "not_written" => return format!("The result could not be stored: {detail}."),
        "unknown_format" => {
            "This is neither a .cairn file, nor a package of Anki, nor CASE JSON, nor questions or a competency CSV of Moodle, nor notes with cards, nor a list of bookmarks, nor a table."
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
        code => {
            let told = tables::said(code, detail).or_else(|| decks::said(code, detail));
            let plain = || banks::said(code).or_else(|| notes::said(code)).map(|plain| about(plain, detail));
            return told.or_else(plain).unwrap_or_else(|| about(&format!("Problem: {code}."), detail));
        }
    };
    plain.to_owned()
}

/// A sentence with what it is about.
fn about(plain: &str, detail: &str) -> String {
    if detail.is_empty() { plain.to_owned() } else { format!("{} ({detail}).", plain.trim_end_matches('.')) }
}
