//! What the codes of an item are called. Data in, words out; no view.

use crate::i18n::tr;
use crate::ui::Choice;
use cairn_domain::item::{Form, MarksRule, Scoring};

/// The name of a form.
pub fn form(form: Form) -> String {
    use tr::items as said;
    match form {
        Form::Card => said::card(),
        Form::Cloze => said::cloze(),
        Form::Single => said::single(),
        Form::Multiple => said::multiple(),
        Form::TrueFalse => said::true_false(),
        Form::Short => said::short(),
        Form::Numeric => said::numeric(),
        Form::Ordering => said::ordering(),
        Form::Matching => said::matching(),
        Form::Open => said::open(),
    }
}

/// What a form asks for.
pub fn form_hint(form: Form) -> String {
    use tr::items as said;
    match form {
        Form::Card => said::card_hint(),
        Form::Cloze => said::cloze_hint(),
        Form::Single => said::single_hint(),
        Form::Multiple => said::multiple_hint(),
        Form::TrueFalse => said::true_false_hint(),
        Form::Short => said::short_hint(),
        Form::Numeric => said::numeric_hint(),
        Form::Ordering => said::ordering_hint(),
        Form::Matching => said::matching_hint(),
        Form::Open => said::open_hint(),
    }
}

/// What is asked, as each form calls it.
pub fn prompt(form: Form) -> String {
    match form {
        Form::Card => tr::items::front(),
        Form::Cloze => tr::items::gaps_text(),
        Form::TrueFalse => tr::items::statement(),
        Form::Open => tr::items::task(),
        _ => tr::items::question(),
    }
}

/// The demands by their Bloom index, 0 for that of the skill itself.
pub fn demands() -> Vec<Choice> {
    use tr::skills as said;
    let names = [
        tr::items::demand_own(),
        said::demand_1(),
        said::demand_2(),
        said::demand_3(),
        said::demand_4(),
        said::demand_5(),
        said::demand_6(),
    ];
    names.into_iter().enumerate().map(|(at, name)| Choice::new(at.to_string(), name)).collect()
}

/// The forms to choose from.
pub fn forms() -> Vec<Choice> {
    Form::ALL.iter().map(|one| Choice::new(one.name(), form(*one))).collect()
}

/// How marks on letters may count.
pub fn marks() -> Vec<Choice> {
    let name = |rule: MarksRule| match rule {
        MarksRule::Lenient => tr::items::marks_lenient(),
        MarksRule::Warn => tr::items::marks_warn(),
        MarksRule::Strict => tr::items::marks_strict(),
    };
    MarksRule::ALL.iter().map(|one| Choice::new(one.name(), name(*one))).collect()
}

/// How an answer may count that is right in part.
pub fn scorings() -> Vec<Choice> {
    let name = |scoring: Scoring| match scoring {
        Scoring::Partial => tr::items::scoring_partial(),
        Scoring::Whole => tr::items::scoring_whole(),
    };
    Scoring::ALL.iter().map(|one| Choice::new(one.name(), name(*one))).collect()
}
