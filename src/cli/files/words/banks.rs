//! What is said of a bank of questions.

/// The sentence of a code; `None` for one that is not of these.
pub(super) fn said(code: &str) -> Option<&'static str> {
    Some(match code {
        "not_practised" => "This is kept and not practised here.",
        "no_text" => "This question asks nothing, so it was left out.",
        "unclosed_title" => "The title of this question has no end (::), so the question was left out.",
        "unclosed_answers" => "A brace is not closed here, so the question was left out.",
        "stray_brace" => "A brace is one too many here, so the question was left out. In a text, write \\{ and \\}.",
        "unpaired" => "This is no pair (left -> right), so the question was left out.",
        "no_options" => "This question has no options, so it was left out.",
        "no_answer" => "The line with ANSWER is missing, so the question was left out.",
        "option_order" => "The letters of the options are out of order. Check which answer is right.",
        "bad_gap" => "A gap of this text cannot be read; \"…\" stands in its place.",
        "gap_order" => "Several answers belong into one gap. Here they are right only in this order.",
        "partial_credit" => "Points for a part are not kept; an answer is right or wrong.",
        "several_right" => "Several answers are right where one is chosen. It is asked for all of them here.",
        "wildcard" => "A star stands for any letters there; here the answer was read without it, or left out.",
        "more_numbers" => "Of several right numbers only the first was kept.",
        "extra_match" => "An answer that belongs to nothing was left out.",
        "feedback_left" => "What is said about any other answer is not kept.",
        "feedback_order" => {
            "Programs do not agree which of two remarks belongs to true and which to false. Check them."
        }
        "source_left" => {
            "This question is too long to be kept as it stands in the file. Its text and what is said of it were kept."
        }
        "question_too_large" => "This question has more parts than are read, so it was left out.",
        "case_lost" => "Upper and lower case count alike here.",
        "tolerance_lost" => "A gap keeps no tolerance.",
        "too_many" => "Of the answers, hints or tags only the first were kept.",
        "many_answers" => "There are too many answers, or one is too long; the rest was left out.",
        "repeated_question" => "This question stands in the file once more.",
        "repeated_id" => "Another question of the file has this id, so this one was kept under its title or its text.",
        "windows_1252" => "The file is not UTF-8 and was read as Windows-1252. Check the letters.",
        "scripts" => "Scripts were left out. Cairn runs nothing that comes in a file.",
        "styles" => "Styles were left out.",
        "frames" => "Frames or forms were left out.",
        "remote_media" => "Pictures or sounds of another site were left out. Cairn loads nothing from elsewhere.",
        "missing_media" => "A picture or a sound is not in the file.",
        "bad_media" => "A picture or a sound in the file is damaged, so it was left out.",
        "large_media" => "A picture or a sound is too large, so it was left out.",
        "media_type" => "This is no picture and no sound that Cairn shows, so it was left out.",
        "cut_off" => "The file is damaged from here on. What stands before was read.",
        "no_quiz" => "This is no bank of questions of Moodle.",
        "doctype" => "XML with a document type of its own is not read.",
        "entity" => "The file uses a sign that only it explains, so it is not read.",
        "too_many_questions" => "There are more questions than fit at once. Split the file, please.",
        "no_questions" => "There is no question in this file.",
        "unwritten_form" => "A task of this kind cannot be written there, so it was left out.",
        "unwritten_key" => "GIFT has no place for this answer, so the question was left out.",
        "unwritten_unit" => "The unit was left out; only the number is asked there.",
        "unwritten_hints" => "GIFT has no hints, so they were left out.",
        "unwritten_scoring" => "Points for a part are counted otherwise there.",
        "unwritten_media" => "Pictures and sounds do not fit into GIFT, so they were left out.",
        "only_readable" => "Tasks that can be read in the notes and do not come back from there",
        _ => return None,
    })
}
