//! The keys of a sitting, as a list: for the list of keys while one practises, and for the menu of practice.

use crate::browser::{
    document,
    preferences::{self, Preference},
};
use crate::i18n::tr;
use crate::route::{self, Route};
use crate::ui::KeyLine;

/// The id of the element that holds what is asked.
pub const QUESTION: &str = "question";

/// Whether a sitting asks something on the screen, where single keys answer and none leads away.
pub(super) fn is_here() -> bool {
    let practises = matches!(route::current(), Route::Practise(part) if !part.starts_with(PLACEMENT));
    practises && document::has(QUESTION)
}

/// How the address of a placement begins, which has no keys of its own.
const PLACEMENT: &str = "place-";

/// With the buttons that there are on this device.
pub(super) fn lines_here() -> Vec<KeyLine> {
    lines(preferences::read(Preference::Buttons).is_some())
}

/// What each key does; `four` says that there are four buttons. Of two the second is meant by every key but the first,
/// for hands that know them from Anki.
pub fn lines(four: bool) -> Vec<KeyLine> {
    use tr::practise as said;
    let mut lines = vec![
        KeyLine::any(&[tr::keys::space(), tr::keys::enter()], said::key_main()),
        KeyLine::any(&["1"], said::not_yet_button()),
    ];
    if four {
        let more = [("2", said::hard()), ("3", said::got_it()), ("4", said::easy())];
        lines.extend(more.map(|(key, what)| KeyLine::any(&[key], what)));
    } else {
        lines.push(KeyLine::any(&["2", "3", "4"], said::got_it()));
    }
    lines.extend(
        [("u", said::undo()), ("e", said::edit()), ("r", said::key_read())]
            .map(|(key, what)| KeyLine::any(&[key], what)),
    );
    lines
}
