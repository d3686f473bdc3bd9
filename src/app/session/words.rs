//! The words for failures and for what was done, from the catalogue. Data comes in, sentences go out.

use super::AppError;
use crate::i18n::{list, tr};
use cairn_domain::{
    change::Op,
    error::{Place, Rejection},
    port::StoreError,
    text::TextFault,
};

/// What happened, what is safe, and what to do, in one or two sentences.
pub fn error(error: &AppError) -> String {
    match error {
        AppError::Rule(rejection) => rule(rejection),
        AppError::Machine(error) => machine(error),
        AppError::Gone => tr::errors::gone(),
        AppError::NotHere => tr::errors::not_here(),
    }
}

/// What was done, for a toast with Undo.
pub fn done(op: Op) -> String {
    use tr::done as said;
    match op {
        Op::Other => said::other(),
        Op::Undo => said::undo(),
        Op::Trash => said::trash(),
        Op::Restore => said::restore(),
        Op::Import => said::import(),
        Op::Keep => said::keep(),
        Op::SettleText => said::settle_text(),
        Op::CorrectDate => said::correct_date(),
        Op::EditProfile => said::edit_profile(),
        Op::FitSchedule => said::fit_schedule(),
        Op::AddInterest => said::add_interest(),
        Op::EditInterest => said::edit_interest(),
        Op::CreateGoal => said::create_goal(),
        Op::EditGoal => said::edit_goal(),
        Op::MoveGoal => said::move_goal(),
        Op::AddCriterion => said::add_criterion(),
        Op::EditCriterion => said::edit_criterion(),
        Op::AddStep => said::add_step(),
        Op::EditStep => said::edit_step(),
        Op::TickStep => said::tick_step(),
        Op::UntickStep => said::untick_step(),
        Op::MoveStep => said::move_step(),
        Op::AddResource => said::add_resource(),
        Op::EditResource => said::edit_resource(),
        Op::NoteProgress => said::note_progress(),
        Op::CreateFramework => said::create_framework(),
        Op::EditFramework => said::edit_framework(),
        Op::AddCompetency => said::add_competency(),
        Op::EditCompetency => said::edit_competency(),
        Op::MoveCompetency => said::move_competency(),
        Op::AddRelation => said::add_relation(),
        Op::RemoveRelation => said::remove_relation(),
        Op::EditRubric => said::edit_rubric(),
        Op::AddEvidence => said::add_evidence(),
        Op::VoidEvidence => said::void_evidence(),
        Op::AssessSelf => said::assess_self(),
        Op::Contest => said::contest(),
        Op::VoidContest => said::void_contest(),
        Op::AddItem => said::add_item(),
        Op::EditItem => said::edit_item(),
        Op::AddDeck => said::add_deck(),
        Op::EditDeck => said::edit_deck(),
        Op::NoteMistake => said::note_mistake(),
        Op::EditMistake => said::edit_mistake(),
        Op::RepairMistake => said::repair_mistake(),
    }
}

/// What was taken back, and whether a part of it was not.
pub fn undone(op: Op, skipped: usize) -> String {
    let what = done(op);
    if skipped == 0 { tr::done::undone(&what) } else { tr::done::undone_partly(&what) }
}

fn rule(rejection: &Rejection) -> String {
    use tr::errors as said;
    match rejection {
        Rejection::Text { place, fault } => {
            let place = place_name(*place);
            match fault {
                TextFault::Empty => said::text_empty(&place),
                TextFault::TooLong { max, found } => said::text_too_long(&place, *found, *max),
                TextFault::Control { place: at } => said::text_control(&place, *at),
            }
        }
        Rejection::Number { place, min, max } => said::number(&place_name(*place), *min, *max),
        Rejection::Link => said::link(),
        Rejection::Missing => said::missing(),
        Rejection::NoCriterion => said::no_criterion(),
        Rejection::Transition => said::transition(),
        Rejection::NoReason => said::no_reason(),
        Rejection::Cycle { members } => said::cycle(&list(members)),
        Rejection::BelowItself => said::below_itself(),
        Rejection::Already => said::already(),
        Rejection::NothingToUndo => said::nothing_to_undo(),
    }
}

fn machine(error: &StoreError) -> String {
    use tr::errors as said;
    match error {
        StoreError::Blocked => said::blocked(),
        StoreError::QuotaExceeded => said::quota(),
        StoreError::NewerSchema { .. } => said::newer(),
        StoreError::OlderSchema { .. } => said::older(),
        StoreError::ConnectionLost => said::connection_lost(),
        StoreError::Damaged { store } => said::damaged(store),
        StoreError::Dom { name } => said::machine(name),
    }
}

/// What the field is called in a sentence.
pub fn place_name(place: Place) -> String {
    use tr::errors as said;
    match place {
        Place::Title => said::place_title(),
        Place::Why => said::place_why(),
        Place::Text => said::place_text(),
        Place::Description => said::place_description(),
        Place::Note => said::place_note(),
        Place::Link => said::place_link(),
        Place::Tag => said::place_tag(),
        Place::Author => said::place_author(),
        Place::Licence => said::place_licence(),
        Place::Code => said::place_code(),
        Place::Number => said::place_number(),
        Place::Reason => said::place_reason(),
        Place::Language => said::place_language(),
        Place::Level => said::place_level(),
        Place::Position => said::place_position(),
    }
}
