//! Where the learner is: typed places over the browser's history. A view changes place with a
//! [`Link`] or [`go`]; the address, the title, the focus and the scrolling follow.
//! The places and their addresses are in [`path`], which knows no browser.

mod link;
mod path;
mod travel;

pub use link::{Link, follow};
pub use path::{ItemFor, Place, Route};
pub use travel::{asked, back, current, go, href, replace, start, take_arrival};
