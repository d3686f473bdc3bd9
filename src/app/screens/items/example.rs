//! The example items, with their words from the catalogue.

use crate::i18n::{self, tr};
use crate::session::run;
use cairn_domain::{
    command::Command,
    item::{
        Form,
        command::{self, Edit},
        example::Example,
    },
    tags::Retag,
};

/// Shows them, marked as examples.
pub fn show() {
    use tr::items as said;
    let example = |form: Form, prompt: String, more: Vec<Edit>| {
        let language = Edit::Language(i18n::current().tag.to_owned());
        let tags = Edit::Tags(Retag::new(vec![said::example_tag()]));
        Example { form, prompt, more: more.into_iter().chain([language, tags]).collect() }
    };
    let options = vec![said::example_option_1(), said::example_option_2(), said::example_option_3()];
    let examples = vec![
        example(Form::Card, said::example_front(), vec![Edit::Answer(said::example_back())]),
        example(Form::Cloze, said::example_gaps(), vec![]),
        example(
            Form::Single,
            said::example_question(),
            vec![Edit::Options(options), Edit::Right(vec![1]), Edit::Explanation(said::example_why())],
        ),
    ];
    run(Command::Item(command::Command::ShowExample(examples)));
}

/// Takes them away.
pub fn remove() {
    run(Command::Item(command::Command::RemoveExample));
}
