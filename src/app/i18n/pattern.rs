//! Fills one shipped message. The short form is explained in `build/message.rs`; here it is only
//! walked, so that no parser of sentences is in the app. Pure: the formatters come as functions.

use super::Argument;

/// What the walk must know of the language.
pub struct Voice {
    /// Written from right to left.
    pub rtl: bool,
    /// Writes a number.
    pub number: fn(f64) -> String,
    /// The letter of a number's plural category: z o t f m x.
    pub plural: fn(f64) -> u8,
}

/// Appends the message to `out`.
pub fn fill(pattern: &str, arguments: &[Argument], voice: &Voice, out: &mut String) {
    let mut walk = Walk { pattern, at: 0, arguments, voice };
    walk.run(true, out);
}

struct Walk<'a> {
    pattern: &'a str,
    at: usize,
    arguments: &'a [Argument<'a>],
    voice: &'a Voice,
}

impl Walk<'_> {
    /// Goes on to the end of the message or of the case; writes only if this part is `said`.
    fn run(&mut self, said: bool, out: &mut String) {
        let mut start = self.at;
        while let Some(byte) = self.byte() {
            if !matches!(byte, b'\\' | b'{' | b'|' | b'}') {
                self.at += 1;
                continue;
            }
            if said {
                out.push_str(self.pattern.get(start..self.at).unwrap_or_default());
            }
            match byte {
                b'\\' => {
                    self.at += 1;
                    if self.byte() == Some(b'n') {
                        self.at += 1;
                        if said {
                            out.push('\n');
                        }
                        start = self.at;
                    } else {
                        start = self.at;
                        self.at += 1;
                    }
                }
                b'{' => {
                    self.placeholder(said, out);
                    start = self.at;
                }
                _ => return,
            }
        }
        if said {
            out.push_str(self.pattern.get(start..).unwrap_or_default());
        }
    }

    fn placeholder(&mut self, said: bool, out: &mut String) {
        self.at += 1;
        let mut place = 0;
        while let Some(digit @ b'0'..=b'9') = self.byte() {
            place = place * 10 + usize::from(digit - b'0');
            self.at += 1;
        }
        let argument = self.arguments.get(place).copied();
        if self.byte() == Some(b'?') {
            let number = if let Some(Argument::Number(number)) = argument { number } else { 0.0 };
            let wanted = (self.voice.plural)(number);
            let mut chosen = false;
            while matches!(self.byte(), Some(b'?' | b'|')) {
                self.at += 1;
                let letter = self.byte().unwrap_or(b'x');
                self.at += 1;
                let exact = letter.is_ascii_digit() && (number - f64::from(letter - b'0')).abs() < f64::EPSILON;
                let taken = !chosen && (exact || letter == wanted || letter == b'x');
                chosen |= taken;
                self.run(said && taken, out);
            }
        } else if said {
            match argument {
                Some(Argument::Text(text)) => self.isolated(text, out),
                Some(Argument::Number(number)) => out.push_str(&(self.voice.number)(number)),
                None => {}
            }
        }
        self.at += 1;
    }

    /// A text of the other direction is set apart by the isolating marks of Unicode.
    fn isolated(&self, text: &str, out: &mut String) {
        let apart = if self.voice.rtl {
            text.chars().any(|c| c.is_alphabetic() && !is_rtl(c))
        } else {
            text.chars().any(is_rtl)
        };
        if apart {
            out.push('\u{2068}');
        }
        out.push_str(text);
        if apart {
            out.push('\u{2069}');
        }
    }

    fn byte(&self) -> Option<u8> {
        self.pattern.as_bytes().get(self.at).copied()
    }
}

fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::Argument::{Number, Text};
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn english(number: f64) -> u8 {
        if (number - 1.0).abs() < f64::EPSILON { b'o' } else { b'x' }
    }

    fn check(pattern: &str, arguments: &[Argument], expected: &str) {
        let voice = Voice { rtl: false, number: |number| number.to_string(), plural: english };
        let mut out = String::new();
        fill(pattern, arguments, &voice, &mut out);
        assert_eq!(out, expected, "{pattern}");
    }

    #[test]
    fn messages_are_filled() {
        check("Today", &[], "Today");
        check("{1} of {0}", &[Number(9.0), Number(5.0)], "5 of 9");
        check("{0?o{0} step|x{0} steps} left", &[Number(1.0)], "1 step left");
        check("{0?o{0} step|x{0} steps} left", &[Number(3.0)], "3 steps left");
        check("{0?0no steps|o{0} step|x{0} steps} in {1}", &[Number(0.0), Text("a|b{}")], "no steps in a|b{}");
        check("{0?o{1} and \\{|x{1?oone|xmany}}.", &[Number(2.0), Number(1.0)], "one.");
        check("a\\nb \\\\ \\| c", &[], "a\nb \\ | c");
        check("{0} é {0}", &[Text("ö")], "ö é ö");
    }

    #[test]
    fn a_text_of_the_other_direction_is_set_apart() {
        check("Undo {0}", &[Text("سلام")], "Undo \u{2068}سلام\u{2069}");
        let voice = Voice { rtl: true, number: |number| number.to_string(), plural: english };
        let mut out = String::new();
        fill("{0}", &[Text("CASE 1.0")], &voice, &mut out);
        assert_eq!(out, "\u{2068}CASE 1.0\u{2069}");
    }

    #[test]
    fn a_broken_pattern_ends() {
        for pattern in ["{", "{0", "{0?", "{0?x", "\\", "}", "{0?xa|"] {
            let voice = Voice { rtl: false, number: |number| number.to_string(), plural: english };
            fill(pattern, &[Number(1.0)], &voice, &mut String::new());
        }
    }
}
