//! Questions in Aiken that are broken or have no measure.

use super::{File, read};

const AIKEN: &str = "bank.txt";

/// A bank as it should be.
pub const EVERY: &str = "What is 2 + 2?\nA. Three\nB. Four\nANSWER: B\nFEEDBACK: Count.\n\nWhich are even?\nA) 1\nB) 2\nC) 4\nANSWER: B, C\n\n\
    A question\nof two lines\nA. yes\nstill\nB. no\nANSWER: A\n";

pub fn files() -> Vec<File> {
    vec![
        read("nothing", AIKEN, 3, &[], || EVERY.as_bytes().to_vec()),
        read(
            "a broken question of each sort",
            AIKEN,
            2,
            &[
                ("line 6", "no_answer"),
                ("line 10", "no_right"),
                ("line 15", "option_order"),
                ("line 20", "few_options"),
            ],
            || {
                b"Sound?\nA. a\nB. b\nANSWER: A\n\nNo answer\nA. a\nB. b\n\nNone\nA. a\nB. b\nANSWER: Z\n\nOrder\nA. a\nC. b\nANSWER: A\n\nOne\nA. a\nANSWER: A\n".to_vec()
            },
        ),
        read("HTML and Markdown, which are letters here", AIKEN, 1, &[], || {
            b"<b>Sound</b>? ![x](https://x.invalid/a.png)\nA. <i>a</i>\nB. b\nANSWER: A\n".to_vec()
        }),
        read("letters that are none", AIKEN, 1, &[], || b"So\0und\x1b?\nA. a\nB. b\nANSWER: A\n".to_vec()),
        read("a question of a hundred thousand lines", AIKEN, 1, &[("line 6", "too_long")], || {
            format!("Sound?\nA. a\nB. b\nANSWER: A\n\n{}A. a\nB. b\nANSWER: A\n", "line\n".repeat(100_000)).into_bytes()
        }),
        read("options without measure", AIKEN, 1, &[("line 6", "option_order"), ("line 6", "many_options")], || {
            format!("Sound?\nA. a\nB. b\nANSWER: A\n\nMany\n{}ANSWER: A\n", "A. a\n".repeat(50_000)).into_bytes()
        }),
        read("letters of another encoding", AIKEN, 1, &[("", "windows_1252")], || {
            b"Sound?\nA. \xff\nB. b\nANSWER: A\n".to_vec()
        }),
    ]
}
