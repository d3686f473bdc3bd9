//! The words for jobs: counts, phases, failures, and what is wrong in a file.

use super::{JobError, Left};
use crate::{
    i18n::{self, list, tr},
    session::{AppError, words as session_words},
};
use cairn_domain::{error::Rejection, kind::Kind, port::StoreError};
use cairn_worker::protocol::{Amount, Doing, Failure, Files, Holding, Phase, Trouble};

/// "3 goals".
pub fn amount(kind: Kind, n: u64) -> String {
    use tr::kinds as said;
    match kind {
        Kind::PROFILE => said::profile(n),
        Kind::INTEREST => said::interest(n),
        Kind::GOAL => said::goal(n),
        Kind::CRITERION => said::criterion(n),
        Kind::STEP => said::step(n),
        Kind::RESOURCE => said::resource(n),
        Kind::FRAMEWORK => said::framework(n),
        Kind::COMPETENCY => said::competency(n),
        Kind::RELATION => said::relation(n),
        Kind::SCALE => said::scale(n),
        Kind::RUBRIC => said::rubric(n),
        Kind::ITEM => said::item(n),
        Kind::DECK => said::deck(n),
        Kind::MISTAKE => said::mistake(n),
        Kind::RESPONSE => said::response(n),
        Kind::EVIDENCE => said::evidence(n),
        Kind::SELF_ASSESSMENT => said::self_assessment(n),
        Kind::VOID => said::void(n),
        Kind::CONTEST => said::contest(n),
        Kind::TRANSITION => said::transition(n),
        _ => said::other(n),
    }
}

/// "3 goals, 4 steps and 1 resource".
pub fn amounts(of: &[Amount]) -> String {
    list(&of.iter().map(|one| amount(one.kind, one.count)).collect::<Vec<_>>())
}

/// Where a file went that left the app; nothing if it did not.
pub fn left(left: Left, name: &str) -> Option<String> {
    match left {
        Left::Shared => Some(tr::storage::out(name)),
        Left::Saved => Some(tr::storage::given(name)),
        Left::Not => None,
    }
}

/// The files that go with rows, a sentence each: those that do, and those that cannot.
#[allow(clippy::cast_precision_loss)] // sizes to show
pub fn files(of: &Files) -> Vec<String> {
    let going = (of.count > 0).then(|| tr::media::along(of.count, &i18n::file_size(of.bytes as f64)));
    let absent = (of.absent > 0).then(|| tr::media::absent(of.absent, &list(&of.names)));
    going.into_iter().chain(absent).collect()
}

/// All of them together.
pub fn total(of: &[Amount]) -> u64 {
    of.iter().map(|one| one.count).sum()
}

/// What the worker is at.
pub fn phase(phase: &Phase) -> String {
    match phase {
        Phase::Reading => tr::import::phase_reading(),
        Phase::Collecting => tr::import::phase_collecting(),
        Phase::Comparing => tr::import::phase_comparing(),
        Phase::Storing => tr::import::phase_storing(),
        Phase::Reckoning => tr::import::phase_reckoning(),
        Phase::Writing => tr::import::phase_writing(),
        Phase::Verifying => tr::import::phase_verifying(),
        Phase::Sealing => tr::passphrase::phase_sealing(),
        Phase::Opening => tr::passphrase::phase_opening(),
        Phase::Fitting => tr::fit::phase(),
        Phase::Waiting(holding) => waiting(holding.as_ref()),
    }
}

/// Who holds the lock, since when, and what to do if it lasts.
#[allow(clippy::cast_precision_loss)] // milliseconds since 1970
fn waiting(holding: Option<&Holding>) -> String {
    let Some(Holding { doing, since_ms }) = holding else { return tr::room::held() };
    let since = i18n::time(*since_ms as f64);
    match doing {
        Doing::Importing => tr::room::held_import(&since),
        Doing::Keeping => tr::room::held_keep(&since),
        Doing::Removing => tr::room::held_remove(&since),
        Doing::Copying => tr::room::held_copy(&since),
        Doing::CarryingOver => tr::room::held_upgrade(&since),
    }
}

/// Why a job has no answer, and what is safe.
pub fn error(error: &JobError) -> String {
    match error {
        JobError::Failed(failure) => self::failure(failure),
        JobError::NotStarted => tr::import::not_started(),
        JobError::Broken => tr::import::broken(),
        JobError::Cancelled { stored: false } => tr::import::cancelled(),
        JobError::Cancelled { stored: true } => tr::import::cancelled_late(),
    }
}

fn failure(failure: &Failure) -> String {
    let machine = |error: StoreError| session_words::error(&error.into());
    match failure {
        Failure::OtherBuild => tr::import::other_build(),
        Failure::File(trouble) => tr::import::refused(&self::trouble(trouble)),
        Failure::Blocked => machine(StoreError::Blocked),
        Failure::QuotaExceeded => machine(StoreError::QuotaExceeded),
        Failure::OlderSchema => machine(StoreError::OlderSchema { found: 0, supported: 0 }),
        Failure::NoRoom => tr::generations::no_room(),
        Failure::NewerSchema => machine(StoreError::NewerSchema { found: 0, supported: 0 }),
        Failure::ConnectionLost => machine(StoreError::ConnectionLost),
        Failure::Damaged(store) => machine(StoreError::Damaged { store: store.clone() }),
        Failure::Dom(name) => machine(StoreError::Dom { name: name.clone() }),
        // A rule cannot break but by what has gone meanwhile.
        Failure::Rejected(_) => session_words::error(&AppError::Rule(Rejection::Missing)),
        Failure::OtherProfile => tr::import::other_profile(),
        Failure::NotVerified => tr::import::not_verified(),
        Failure::Unfitted(why) => tr::fit::unfitted(why),
        Failure::NoMemory => tr::import::broken(),
    }
}

/// "Line 3: The text is not in UTF-8 …".
pub fn trouble(trouble: &Trouble) -> String {
    let what = fault(&trouble.code);
    // Of what is damaged the text is the reader's own, which says nothing to her.
    let says = !trouble.text.is_empty() && trouble.code != "damaged";
    let what = if says { tr::files::with(&what, &trouble.text) } else { what };
    let numbered = |word: &str| trouble.place.strip_prefix(word)?.parse::<u64>().ok();
    let cell = || {
        let (line, column) = trouble.place.strip_prefix("line ")?.split_once(", column ")?;
        Some(tr::sheet::cell(line.parse::<u64>().ok()?, column.parse::<u64>().ok()?))
    };
    match (numbered("line ").map(tr::files::line).or_else(cell), numbered("byte ")) {
        (Some(place), _) => tr::files::at(&place, &what),
        (_, Some(byte)) => [what, tr::files::damage_at(byte)].join(" "),
        _ if trouble.place.is_empty() => what,
        // Its name is sixty-four digits.
        _ if trouble.place.starts_with("media/") => tr::files::at(&tr::files::attached(), &what),
        _ => tr::files::at(&trouble.place, &what),
    }
}

/// The same of several, one fault that many lines have in one sentence with their numbers.
pub fn troubles(all: &[Trouble]) -> Vec<String> {
    let line = |trouble: &Trouble| trouble.place.strip_prefix("line ")?.parse::<u64>().ok();
    let mut kinds: Vec<(&Trouble, Vec<u64>)> = Vec::new();
    for one in all {
        let same = |(first, lines): &&mut (&Trouble, Vec<u64>)| {
            !lines.is_empty() && (&first.code, &first.text) == (&one.code, &one.text)
        };
        match (line(one), kinds.iter_mut().find(same)) {
            (Some(line), Some((_, lines))) => lines.push(line),
            (line, _) => kinds.push((one, line.into_iter().collect())),
        }
    }
    let said = |(first, lines): &(&Trouble, Vec<u64>)| match &lines[..] {
        [] | [_] => trouble(first),
        lines => {
            let places = list(&lines.iter().map(|line| number(*line)).collect::<Vec<_>>());
            trouble(&Trouble { place: tr::files::lines(&places), ..(*first).clone() })
        }
    };
    kinds.iter().map(said).collect()
}

#[allow(clippy::cast_precision_loss)] // lines of a file
fn number(line: u64) -> String {
    i18n::number(line as f64)
}

/// Amounts of each kind, put together over several ways in which a file differs.
pub fn together<'a>(parts: impl IntoIterator<Item = &'a Vec<Amount>>) -> Vec<Amount> {
    let mut all: Vec<Amount> = Vec::new();
    for one in parts.into_iter().flatten() {
        match all.iter_mut().find(|known| known.kind == one.kind) {
            Some(known) => known.count += one.count,
            None => all.push(one.clone()),
        }
    }
    all
}

macro_rules! faults {
    ($code:expr; $($name:ident)*; $($of_table:ident)*; $($of_anki:ident)*; $($of_banks:ident)*; $($of_notes:ident)*) => {
        match $code {
            $(stringify!($name) => tr::files::$name(),)*
            $(stringify!($of_table) => tr::sheet::$of_table(),)*
            $(stringify!($of_anki) => tr::anki::$of_anki(),)*
            $(stringify!($of_banks) => tr::banks::$of_banks(),)*
            $(stringify!($of_notes) => tr::notes::$of_notes(),)*
            other => tr::files::other(other),
        }
    };
}

fn fault(code: &str) -> String {
    faults! { code;
        empty unreadable unknown_format not_cairn not_utf8 not_json too_deep not_case not_moodle no_framework damaged
        altered size_mismatch unsafe_path duplicate_entry too_many_entries too_large too_dense unsupported_entry
        missing_entry newer_version bad_manifest bad_names unlisted_entry unknown_kind bad_row unknown_name bad_value
        duplicate_id count_mismatch hash_mismatch no_identifier no_statement duplicate orphan second_parent tree_cycle
        requires_cycle dangling text_mended wrong_type columns second_framework rule_not_used
        no_links no_link bad_link too_many_tags unclosed broken_seal weak_seal costly_seal;
        short_row long_row unclosed_quote stray_quote bad_letter no_front no_back no_gap no_right no_pair few_options
        many_options many_tags bad_number bad_language unknown_type too_long repeated_row unused_cell markup_lost
        not_text no_rows too_many_rows
        no_front_column bad_signs;
        card_without_note note_without_kind card_without_template empty_front gap_missing image_occlusion
        cover_left_out covers_left latex_as_text script_left_out frame_left_out remote_left_out file_missing side_cut unknown_file
        no_file file_too_large schedule_without_answers no_collection newer_collection only_a_stub not_sqlite
        damaged_collection unknown_schema no_table bad_models bad_decks bad_media_list;
        not_practised no_text unclosed_title unclosed_answers stray_brace unpaired no_options no_answer
        option_order bad_gap gap_order partial_credit several_right wildcard more_numbers extra_match feedback_left
        feedback_order source_left question_too_large repeated_id
        case_lost tolerance_lost too_many many_answers repeated_question windows_1252 scripts styles frames
        remote_media missing_media bad_media large_media media_type cut_off no_quiz doctype entity
        too_many_questions no_questions unwritten_form unwritten_key unwritten_unit unwritten_hints
        unwritten_scoring unwritten_media only_readable;
        bad_name symlink damaged_entry bad_settings bad_front_matter unclosed_code untagged no_cards
        empty_back card_too_long card_tags duplicate_name repeated_card overlap_lost schedule_left
        remote_picture missing_file not_shown file_left note_left link_left dropped markup_left no_notes
        too_many_cards
    }
}

/// A title as the stem of a file name that every system takes.
pub fn file_stem(title: &str) -> String {
    let mut stem = String::new();
    for c in title.chars().filter(|c| !c.is_control()).take(60) {
        if c.is_alphanumeric() {
            stem.push(c);
        } else if !stem.ends_with('-') && !stem.is_empty() {
            stem.push('-');
        }
    }
    let stem = stem.trim_end_matches('-');
    if stem.is_empty() { "cairn".to_owned() } else { stem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn amounts_of_one_kind_are_put_together() {
        let of = |kind, count| Amount { kind, count };
        let (new, changed) = (vec![of(Kind::ITEM, 4), of(Kind::DECK, 1)], vec![of(Kind::ITEM, 2)]);
        assert_eq!(together([&new, &changed]), [of(Kind::ITEM, 6), of(Kind::DECK, 1)]);
        assert_eq!(together([&Vec::new(); 2]), []);
    }
}
