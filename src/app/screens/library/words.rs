//! What the codes of a resource are called and drawn as. Data in, words out; no view.

use crate::attach::words::Show;
use crate::i18n::{percent, tr};
use crate::ui::{Choice, Icon};
use cairn_domain::resource::{Difficulty, Format, Resource, Shelf, Unit};

/// The name of a form.
pub fn format(format: Format) -> String {
    use tr::library as said;
    match format {
        Format::Other => said::other(),
        Format::Article => said::article(),
        Format::Video => said::video(),
        Format::Audio => said::audio(),
        Format::Book => said::book(),
        Format::Course => said::course(),
        Format::Interactive => said::interactive(),
        Format::Infographic => said::infographic(),
        Format::Document => said::document(),
        Format::Tool => said::tool(),
        Format::Person => said::person(),
        Format::PlaceToGo => said::place(),
    }
}

/// The drawing of a form.
pub fn icon(format: Format) -> Icon {
    match format {
        Format::Other => Icon::Link,
        Format::Article => Icon::Note,
        Format::Video => Icon::Video,
        Format::Audio => Icon::Audio,
        Format::Book => Icon::Book,
        Format::Course => Icon::Course,
        Format::Interactive => Icon::Hint,
        Format::Infographic => Icon::Photo,
        Format::Document => Icon::File,
        Format::Tool => Icon::Tool,
        Format::Person => Icon::Person,
        Format::PlaceToGo => Icon::Place,
    }
}

/// The form that a file is most likely of.
pub fn format_of_file(show: Show) -> Format {
    match show {
        Show::Picture => Format::Infographic,
        Show::Sound => Format::Audio,
        Show::Film => Format::Video,
        Show::Text | Show::Outside => Format::Document,
    }
}

/// The forms to choose from, the common ones first.
pub fn formats() -> Vec<Choice> {
    let other = Format::ALL.iter().filter(|format| **format == Format::Other);
    let named = Format::ALL.iter().filter(|format| **format != Format::Other);
    named.chain(other).map(|one| Choice::new(one.name(), format(*one))).collect()
}

/// The name of a shelf.
pub fn shelf(shelf: Shelf) -> String {
    match shelf {
        Shelf::Later => tr::library::later(),
        Shelf::Reading => tr::library::reading(),
        Shelf::Finished => tr::library::finished(),
        Shelf::Away => tr::library::away(),
    }
}

/// How hard something is.
pub fn difficulty(difficulty: Difficulty) -> String {
    match difficulty {
        Difficulty::Unsaid => tr::library::unsaid(),
        Difficulty::Easy => tr::library::easy(),
        Difficulty::Right => tr::library::right(),
        Difficulty::Hard => tr::library::hard(),
    }
}

/// What a place is counted in.
pub fn unit(unit: Unit) -> String {
    match unit {
        Unit::Page => tr::library::unit_page(),
        Unit::Minute => tr::library::unit_minute(),
        Unit::Part => tr::library::unit_part(),
        Unit::Percent => tr::library::unit_percent(),
    }
}

/// The shelves to choose from.
pub fn shelves() -> Vec<Choice> {
    Shelf::ALL.iter().map(|one| Choice::new(one.name(), shelf(*one))).collect()
}

/// How hard something may be.
pub fn difficulties() -> Vec<Choice> {
    Difficulty::ALL.iter().map(|one| Choice::new(one.name(), difficulty(*one))).collect()
}

/// What a place may be counted in.
pub fn units() -> Vec<Choice> {
    Unit::ALL.iter().map(|one| Choice::new(one.name(), unit(*one))).collect()
}

/// "page 14 of 62"; nothing if no place was noted.
pub fn place(resource: &Resource) -> Option<String> {
    use tr::library as said;
    let position = resource.position?;
    Some(match (resource.unit, resource.extent) {
        (Unit::Page, Some(extent)) => said::page_of(position, extent),
        (Unit::Page, None) => said::page_at(position),
        (Unit::Minute, Some(extent)) => said::minute_of(position, extent),
        (Unit::Minute, None) => said::minute_at(position),
        (Unit::Part, Some(extent)) => said::part_of(position, extent),
        (Unit::Part, None) => said::part_at(position),
        (Unit::Percent, _) => said::percent_at(&percent(f64::from(position) / 100.0)),
    })
}
