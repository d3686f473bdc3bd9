//! The row of buttons by which a file is given: chosen, taken or recorded now where there is a camera at hand, or from the
//! clipboard. Which ones there are, and what becomes of the file, is its caller's.

use super::field::paste;
use crate::browser::{files::ChosenFile, match_media};
use crate::ui::{FileButton, Icon};
use leptos::prelude::*;

/// One of the buttons.
pub struct Way {
    /// What it says.
    pub label: String,
    /// Its drawing.
    pub icon: Icon,
    /// What the chooser offers, endings and media types with commas between; empty for everything.
    pub accept: &'static str,
    /// The camera, or the side of it, that takes a new one instead: `environment` or `user`.
    pub capture: Option<&'static str>,
}

impl Way {
    /// A file that is there.
    pub fn choose(label: String, icon: Icon, accept: &'static str) -> Self {
        Self { label, icon, accept, capture: None }
    }

    /// One that is made now.
    pub fn make(label: String, icon: Icon, accept: &'static str, capture: &'static str) -> Self {
        Self { label, icon, accept, capture: Some(capture) }
    }
}

/// Whether something can be taken or recorded with the device at hand: a laptop would open its file chooser once more.
pub fn has_camera() -> bool {
    match_media::matches("(pointer: coarse)")
}

/// The row; what makes a new file is left out where that cannot be done.
pub fn row(ways: Vec<Way>, take: impl Fn(Vec<ChosenFile>) + Copy + Send + Sync + 'static) -> AnyView {
    let on_files = UnsyncCallback::new(take);
    let has_camera = has_camera();
    let button = |way: Way| {
        let Way { label, icon, accept, capture } = way;
        match capture {
            None => view! { <FileButton label on_files accept icon/> }.into_any(),
            Some(capture) => view! { <FileButton label on_files accept capture icon/> }.into_any(),
        }
    };
    let buttons: Vec<AnyView> =
        ways.into_iter().filter(|way| has_camera || way.capture.is_none()).map(button).collect();
    view! { <div class="line">{buttons}{paste(take)}</div> }.into_any()
}
