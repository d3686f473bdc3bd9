//! Playing a sound from its beginning, and ending it.

use super::js;
use web_sys::HtmlAudioElement;

/// Plays it from the beginning; false where the browser refuses, as it may for what she did not press.
pub async fn play(sound: HtmlAudioElement) -> bool {
    js::set(&sound, "currentTime", &0.into());
    js::later(&sound, "play", &[]).await.is_some()
}

/// Ends it.
pub fn stop(sound: &HtmlAudioElement) {
    js::call(sound, "pause", &[]);
}
