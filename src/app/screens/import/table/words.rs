//! What fields and signs are called, and the values by which lists hand them on. No view.

use crate::i18n::tr;
use crate::ui::Choice;
use cairn_domain::item::Form;
use cairn_worker::protocol::table::{Field, Separator};

/// Stands for signs that she types.
pub const OWN: &str = "own";
/// Stands for a column that is left out.
const UNUSED: &str = "";

const FIELDS: [(Field, &str); 11] = [
    (Field::Front, "front"),
    (Field::Back, "back"),
    (Field::Tags, "tags"),
    (Field::Deck, "deck"),
    (Field::Type, "type"),
    (Field::Options, "options"),
    (Field::Right, "right"),
    (Field::Explanation, "explanation"),
    (Field::Hint, "hint"),
    (Field::Language, "language"),
    (Field::Key, "key"),
];

const SEPARATORS: [(Separator, &str); 4] = [
    (Separator::Tab, "tab"),
    (Separator::Comma, "comma"),
    (Separator::Semicolon, "semicolon"),
    (Separator::Pipe, "bar"),
];

/// What a column may hold, and that it is left out.
pub fn fields() -> Vec<Choice> {
    let name = |field: &Field| match field {
        Field::Front => tr::items::front(),
        Field::Back => tr::items::back(),
        Field::Tags => tr::items::tags(),
        Field::Deck => tr::items::deck(),
        Field::Type => tr::items::form(),
        Field::Options => tr::items::options(),
        Field::Right => tr::sheet::field_right(),
        Field::Explanation => tr::items::explanation(),
        Field::Hint => tr::sheet::field_hint(),
        Field::Language => tr::sheet::field_language(),
        Field::Key => tr::sheet::field_key(),
    };
    let unused = Choice::new(UNUSED, tr::sheet::unused());
    [unused].into_iter().chain(FIELDS.iter().map(|(field, value)| Choice::new(*value, name(field)))).collect()
}

/// The field of a value.
pub fn field(value: &str) -> Option<Field> {
    FIELDS.iter().find(|(_, known)| *known == value).map(|(field, _)| field.clone())
}

/// The value of a field.
pub fn of_field(field: Option<&Field>) -> &'static str {
    FIELDS.iter().find(|(known, _)| Some(known) == field).map_or(UNUSED, |(_, value)| value)
}

/// What may stand between cells.
pub fn separators() -> Vec<Choice> {
    let name = |separator: &Separator| match separator {
        Separator::Tab => tr::sheet::tab(),
        Separator::Comma => tr::sheet::comma(),
        Separator::Semicolon => tr::sheet::semicolon(),
        Separator::Pipe => tr::sheet::bar(),
    };
    SEPARATORS.iter().map(|(separator, value)| Choice::new(*value, name(separator))).collect()
}

/// The separator of a value.
pub fn separator(value: &str) -> Option<Separator> {
    SEPARATORS.iter().find(|(_, known)| *known == value).map(|(separator, _)| separator.clone())
}

/// The value of a separator.
pub fn of_separator(separator: &Separator) -> &'static str {
    SEPARATORS.iter().find(|(known, _)| known == separator).map_or("", |(_, value)| value)
}

/// The name of a form.
pub fn form(form: Form) -> String {
    match form {
        Form::Card => tr::items::card(),
        Form::Cloze => tr::items::cloze(),
        Form::Single => tr::items::single(),
        Form::Multiple => tr::items::multiple(),
        Form::TrueFalse => tr::items::true_false(),
        Form::Short => tr::items::short(),
        Form::Numeric => tr::items::numeric(),
        Form::Ordering => tr::items::ordering(),
        Form::Matching => tr::items::matching(),
        Form::Open => tr::items::open(),
    }
}

/// What usually stands between term and definition.
pub fn between() -> Vec<Choice> {
    vec![Choice::new("\t", tr::sheet::tab()), Choice::new(",", tr::sheet::comma())]
}

/// What usually stands between cards.
pub fn between_rows() -> Vec<Choice> {
    vec![Choice::new("\n", tr::sheet::line_end()), Choice::new(";", tr::sheet::semicolon())]
}
