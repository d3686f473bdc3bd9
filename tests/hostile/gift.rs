//! Questions in GIFT that are broken, have no measure, or would run.

use super::{File, make::SVG, read, read_with_more};

const GIFT: &str = "bank.gift";

/// A bank with a question of every sort.
pub const EVERY: &str = "$CATEGORY: History/Computing\n\n// [id:7] [tag:a]\n::Ada::[html]<b>Who</b> wrote the first program? \
    {=Ada Lovelace#Yes ~Grace Hopper#Later. ~%50%Both####In 1843}\n\n::Born::When was she born? {#1815:1}\n\n::True::[markdown]It **was** her. {T#no#yes}\n\n\
    Which came first? {=Analytical -> 1837 =Difference -> 1822}\n\nWrite \\{x\\}: {}\n\nShort {=a =%50%b*}\n\n";

/// So many sound questions, by which a text is known for what it is, and these behind them, from line 41 on.
fn behind_sound(rest: &str) -> Vec<u8> {
    let sound: String = (0..20).map(|at| format!("Sound {at}? {{=yes ~no}}\n\n")).collect();
    [&sound, rest].concat().into_bytes()
}

pub fn files() -> Vec<File> {
    vec![
        read(
            "nothing",
            GIFT,
            6,
            &[("line 4", "partial_credit"), ("line 8", "feedback_order"), ("line 14", "partial_credit")],
            || EVERY.as_bytes().to_vec(),
        ),
        read("one broken question", GIFT, 2, &[("line 3", "unclosed_answers")], || {
            b"Who?{=Ada ~Grace}\n\n::Broken::Unfinished {=a ~b\n\nReally?{T}\n".to_vec()
        }),
        read(
            "a broken question of each sort",
            GIFT,
            20,
            &[
                ("line 41", "unclosed_title"),
                ("line 43", "stray_brace"),
                ("line 45", "unpaired"),
                ("line 47", "few_options"),
                ("line 49", "no_right"),
                ("line 51", "bad_number"),
                ("line 53", "no_text"),
            ],
            || {
                behind_sound(
                    "::No end {T}\n\nToo many {T} {F} }\n\nPairs {=a -> b =c}\n\nOne {=a ~}\n\nNone {~a ~b}\n\nNumber {#x}\n\n{T}\n",
                )
            },
        ),
        read(
            "scripts, frames and pictures of elsewhere",
            GIFT,
            1,
            &[("", "scripts"), ("", "frames"), ("", "remote_media")],
            || {
                b"[html]a<script>steal()</script><iframe src\\=\"https\\://x.invalid\"></iframe><img src\\=\"https\\://x.invalid/a.png\" onerror\\=\"steal()\">{T}".to_vec()
            },
        ),
        read("a picture with a script", GIFT, 1, &[("", "scripts"), ("", "frames")], || {
            let svg = String::from_utf8_lossy(SVG).replace('=', "\\=").replace(':', "\\:");
            format!("[html]a{svg}{{T}}").into_bytes()
        }),
        read("Markdown that would load", GIFT, 1, &[], || {
            b"[markdown]a ![x](https\\://x.invalid/a.png) [y](https\\://x.invalid){T}".to_vec()
        }),
        read("braces without end", GIFT, 20, &[("line 41", "stray_brace")], || {
            behind_sound(&format!("Q{}", "{".repeat(300_000)))
        }),
        read("backslashes without end", GIFT, 20, &[("line 41", "too_long")], || {
            behind_sound(&format!("Q{}{{T}}", "\\".repeat(300_000)))
        }),
        read("answers without measure", GIFT, 20, &[("line 41", "many_options")], || {
            behind_sound(&format!("Q{{{}=b}}", "~a".repeat(100_000)))
        }),
        read(
            "numbers that are none",
            GIFT,
            20,
            &[("line 41", "bad_number"), ("line 43", "bad_number"), ("line 45", "bad_number")],
            || behind_sound(&format!("A{{#NaN}}\n\nB{{#1e400}}\n\nC{{#{}}}", "9".repeat(100_000))),
        ),
        read("categories in each other without end", GIFT, 20, &[], || {
            [format!("$CATEGORY: {}\n\n", "a/".repeat(25_000)).into_bytes(), behind_sound("")].concat()
        }),
        read("letters of another encoding", GIFT, 1, &[("", "windows_1252")], || b"Espa\xf1a {=a ~b}\n".to_vec()),
        read_with_more(
            "ten thousand broken questions",
            GIFT,
            3_000,
            &[("line 6001", "unclosed_answers")],
            9_999,
            || {
                let sound: String = (0..3_000).map(|at| format!("Sound {at}? {{=yes ~no}}\n\n")).collect();
                [&sound, "Q{=a\n\n".repeat(10_000).as_str()].concat().into_bytes()
            },
        ),
    ]
}
