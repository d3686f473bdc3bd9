//! What becomes of a picture or a sound before it is kept: it is taken as it is, made smaller, or refused. Pure; making it
//! smaller is the browser's. A picture that is kept should cost a slow phone nothing, and a deck of them little room.

use cairn_domain::media::content::{Content, Sort};

/// Bytes of a sound.
pub const SOUND_MAX: f64 = 20e6;
/// Bytes of a picture as it is kept.
pub const PICTURE_MAX: f64 = 3e6;
/// Pixels of the longer edge of a picture that was made smaller.
pub const EDGE: u32 = 1_600;

/// Bytes of a picture before it is made smaller.
const GIVEN_MAX: f64 = 40e6;
/// Pixels of a picture that is drawn at all: each takes four bytes of memory.
const PIXELS_MAX: u64 = 50_000_000;
/// Bytes of a picture that is left as it is.
const SMALL: f64 = 400e3;

/// What becomes of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fit {
    /// It is taken as it is.
    AsItIs,
    /// It is made smaller, and written under this media type.
    Smaller(&'static str),
    /// It has too many bytes, or pixels.
    TooLarge,
}

/// What becomes of a file of so many bytes. A picture that does not say its size is drawn by nobody.
pub fn fit(content: &Content, bytes: f64) -> Fit {
    if content.sort == Sort::Sound {
        return if bytes > SOUND_MAX { Fit::TooLarge } else { Fit::AsItIs };
    }
    let edge = content.size.map(|(width, height)| width.max(height));
    let small = edge.is_some_and(|edge| edge <= EDGE);
    if bytes > GIVEN_MAX || content.pixels().is_none_or(|pixels| pixels > PIXELS_MAX) {
        return Fit::TooLarge;
    }
    match content.media_type {
        // It may move, and would no longer.
        "image/gif" if bytes > PICTURE_MAX => Fit::TooLarge,
        "image/gif" => Fit::AsItIs,
        _ if small && bytes <= SMALL => Fit::AsItIs,
        _ => Fit::Smaller(written(content)),
    }
}

/// The media type under which a picture is written that is drawn anew.
pub fn written(content: &Content) -> &'static str {
    if content.media_type == "image/jpeg" { "image/jpeg" } else { "image/webp" }
}

/// Whether what was made smaller is kept in place of what was given: only if it is less, or that was too large to be kept.
pub fn is_better(content: &Content, given: f64, made: f64) -> bool {
    let within = content.size.is_some_and(|(width, height)| width.max(height) <= EDGE);
    made < given || !within || given > PICTURE_MAX
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn only_what_is_large_is_made_smaller() {
        let picture = |media_type, size| Content { sort: Sort::Picture, media_type, size };
        let check = |media_type, size, bytes, expected| {
            assert_eq!(fit(&picture(media_type, size), bytes), expected, "{media_type} {size:?} {bytes}");
        };
        check("image/png", Some((800, 600)), 300e3, Fit::AsItIs);
        check("image/png", Some((800, 600)), 900e3, Fit::Smaller("image/webp"));
        check("image/jpeg", Some((4_000, 3_000)), 300e3, Fit::Smaller("image/jpeg"));
        check("image/jpeg", Some((3_000, 4_000)), 6e6, Fit::Smaller("image/jpeg"));
        check("image/gif", Some((4_000, 3_000)), 2e6, Fit::AsItIs);
        check("image/gif", Some((800, 600)), 4e6, Fit::TooLarge);
        check("image/png", Some((30_000, 30_000)), 100e3, Fit::TooLarge);
        check("image/png", Some((u32::MAX, u32::MAX)), 1.0, Fit::TooLarge);
        check("image/jpeg", Some((100, 100)), 41e6, Fit::TooLarge);
        check("image/avif", None, 100.0, Fit::TooLarge);
        let sound = Content { sort: Sort::Sound, media_type: "audio/ogg", size: None };
        assert_eq!(
            ["image/jpeg", "image/avif"].map(|known| written(&picture(known, None))),
            ["image/jpeg", "image/webp"]
        );
        assert_eq!((fit(&sound, 20e6), fit(&sound, 21e6)), (Fit::AsItIs, Fit::TooLarge));
        let small = picture("image/png", Some((800, 600)));
        let large = picture("image/png", Some((8_000, 600)));
        assert_eq!(
            [is_better(&small, 9.0, 8.0), is_better(&small, 8.0, 9.0), is_better(&large, 8.0, 9.0)],
            [true, false, true]
        );
    }
}
