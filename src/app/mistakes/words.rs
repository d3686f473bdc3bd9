//! The words for causes and repairs.

use crate::i18n::tr;
use crate::ui::Choice;
use cairn_domain::mistake::{Cause, Repair};

/// Why it went wrong; empty where she has not said.
pub fn cause(cause: Cause) -> String {
    use tr::mistakes as said;
    match cause {
        Cause::Unsaid => String::new(),
        Cause::NotKnown => said::not_known(),
        Cause::MixedUp => said::mixed_up(),
        Cause::Misread => said::misread(),
        Cause::Slip => said::slip(),
        Cause::RuleMisapplied => said::rule_misapplied(),
        Cause::Other => said::other(),
    }
}

/// What to do about it; empty for nothing in particular.
pub fn repair(repair: Repair) -> String {
    use tr::mistakes as said;
    match repair {
        Repair::None => String::new(),
        Repair::Reread => said::reread(),
        Repair::Rewrite => said::rewrite(),
        Repair::Ask => said::ask(),
        Repair::Practise => said::practise(),
    }
}

/// The causes to choose from.
pub fn causes() -> Vec<Choice> {
    let said = Cause::ALL.iter().filter(|one| **one != Cause::Unsaid);
    said.map(|one| Choice::new(one.name(), cause(*one))).collect()
}

/// The repairs to choose from.
pub fn repairs() -> Vec<Choice> {
    let name = |one: Repair| if one == Repair::None { tr::mistakes::nothing() } else { repair(one) };
    // That nothing would help is the last that one says.
    let all = Repair::ALL.iter().filter(|one| **one != Repair::None).chain([&Repair::None]);
    all.map(|one| Choice::new(one.name(), name(*one))).collect()
}
