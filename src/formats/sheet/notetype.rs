//! What Anki's kinds of notes say beside their kind: "Basic (and reversed card)". In English, Arabic and Spanish, like the
//! other words of files.

use cairn_domain::fold::fold;

/// What a kind of note says beside its kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Variant {
    /// Nothing that is known.
    Plain,
    /// The back is typed.
    Typed,
    /// It is asked the other way round too.
    Reversed,
    /// The same, if the next field says anything.
    OptionallyReversed,
}

impl Variant {
    /// Whether it is asked the other way round too; `next` is what the next field says.
    pub fn is_both_ways<'t>(self, next: impl FnOnce() -> &'t str) -> bool {
        match self {
            Self::Reversed => true,
            Self::OptionallyReversed => !next().is_empty(),
            Self::Plain | Self::Typed => false,
        }
    }
}

/// A kind of note as its kind and what it says beside that.
pub(super) fn parted(name: &str) -> (&str, Variant) {
    let Some((kind, beside)) = name.split_once('(') else { return (name, Variant::Plain) };
    // No name is so long.
    let beside = fold(&beside[..beside.floor_char_boundary(200)]);
    let says = |words: &[&str]| words.iter().any(|word| beside.contains(&fold(word)));
    let variant = if says(&["type in", "escrib", "اكتب", "كتابة"]) {
        Variant::Typed
    } else if !says(&["revers", "invert", "معكوس", "عكس"]) {
        Variant::Plain
    } else if says(&["optional", "opcional", "اختياري"]) {
        Variant::OptionallyReversed
    } else {
        Variant::Reversed
    };
    (kind, variant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_notes_say_more_than_their_kind() {
        for (name, kind, variant) in [
            ("Basic", "Basic", Variant::Plain),
            ("Basic (and reversed card)", "Basic ", Variant::Reversed),
            ("Basic (optional reversed card)", "Basic ", Variant::OptionallyReversed),
            ("Basic (type in the answer)", "Basic ", Variant::Typed),
            ("Básico (y tarjeta invertida)", "Básico ", Variant::Reversed),
            ("Basic (old)", "Basic ", Variant::Plain),
        ] {
            assert_eq!(parted(name), (kind, variant), "{name}");
        }
        assert!(Variant::OptionallyReversed.is_both_ways(|| "y") && !Variant::OptionallyReversed.is_both_ways(|| ""));
    }
}
