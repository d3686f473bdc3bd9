//! The example goal with its words from the catalogue: several screens offer it, none owns it.

use super::run;
use crate::i18n::tr::example;
use cairn_domain::{
    command::Command,
    goal::{command::Command as Act, example::Example},
};

/// Shows the example goal, marked as one.
pub fn show_goal() {
    run(Command::Goal(Act::ShowExample(Example {
        title: example::title(),
        why: example::why(),
        sign: example::sign(),
        steps: vec![example::step_1(), example::step_2(), example::step_3(), example::step_4()],
    })));
}

/// Takes the example goal away.
pub fn remove_goal() {
    run(Command::Goal(Act::RemoveExample));
}
