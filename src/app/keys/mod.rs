//! Single-key shortcuts: what a key means ([`meaning`]), doing it ([`watch`]), and the list of them ([`list`]). They can
//! be switched off; what saves and closes stays. Comes with what goes on at rest, not with the main module.

mod list;
mod meaning;
mod practice;
mod watch;

pub use list::{content, dialog};
pub use meaning::sign;
pub use practice::{QUESTION, lines as of_practice};
pub use watch::{are_on, set_on, watch};
