//! The pseudo-language: English made 40 % longer, accented and bracketed, so that a test sees a text
//! that is cut off, glued together or not translated. It is shipped, but offered in no list.

use crate::catalogue::Language;
use crate::message::Piece;

pub fn language(english: &Language) -> Language {
    Language {
        tag: "en-XA".to_owned(),
        endonym: "[Ëñĝļîšĥ]".to_owned(),
        intl: english.intl.clone(),
        rtl: false,
        sections: english
            .sections
            .iter()
            .map(|(section, messages)| {
                let messages = messages.iter().map(|(key, pieces)| (key.clone(), message(pieces))).collect();
                (section.clone(), messages)
            })
            .collect(),
    }
}

fn message(pieces: &[Piece]) -> Vec<Piece> {
    let mut out = vec![Piece::Text("[".into())];
    out.extend(pieces.iter().map(piece));
    let padding = "~".repeat((letters(pieces) * 2).div_ceil(5));
    out.push(Piece::Text(format!("{padding}]")));
    out
}

fn piece(piece: &Piece) -> Piece {
    match piece {
        Piece::Text(text) => Piece::Text(text.chars().map(accented).collect()),
        Piece::Plural { name, cases } => Piece::Plural {
            name: name.clone(),
            cases: cases.iter().map(|(case, body)| (*case, body.iter().map(self::piece).collect())).collect(),
        },
        Piece::Value { .. } => piece.clone(),
    }
}

fn letters(pieces: &[Piece]) -> usize {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.chars().count(),
            Piece::Value { .. } => 0,
            Piece::Plural { cases, .. } => cases.iter().map(|(_, body)| letters(body)).max().unwrap_or(0),
        })
        .sum()
}

fn accented(c: char) -> char {
    const PLAIN: &str = "aceghijklnorstuwyzACEGHIJKLNORSTUWYZ";
    const MARKED: &str = "áçëĝĥîĵķļñöŕšťûŵýžÁÇËĜĤÎĴĶĻÑÖŔŠŤÛŴÝŽ";
    PLAIN.chars().position(|plain| plain == c).and_then(|at| MARKED.chars().nth(at)).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{parse, shipped, slots};
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn texts_grow_by_two_fifths_and_keep_their_placeholders() {
        let pieces = parse("Move {name} up now").unwrap_or_default();
        let pseudo = message(&pieces);
        assert_eq!(slots(&pseudo), slots(&pieces));
        assert_eq!(shipped(&pseudo, &slots(&pieces)), "[Mövë {0} ûp ñöŵ~~~~~]");
    }
}
