//! Anki's text export and other tables that are broken, lie about themselves, or would run.

use super::{File, read, read_with_more, refused};

const TXT: &str = "notes.txt";

/// Notes as Anki writes them.
pub const EVERY: &str = "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n\
    g1\tBasic (and reversed card)\tLang::b\tكتاب\tbook<br><i>x</i>\tone two\n\
    g2\tCloze\tLang\tA {{c1::gap}}\tmore\t\ng3\tBasic (type in the answer)\tLang\tpaix\tpeace\t\n\
    g4\tBasic\tLang\t\"a \"\"quoted\"\" text\nof two lines\"\tb\t\n";

/// Rows of two cells in HTML.
fn html(rows: &str) -> Vec<u8> {
    format!("#separator:tab\n#html:true\n{rows}").into_bytes()
}

pub fn files() -> Vec<File> {
    vec![
        read("nothing", TXT, 5, &[], || EVERY.as_bytes().to_vec()),
        read(
            "scripts, frames and pictures of elsewhere",
            TXT,
            2,
            &[
                ("line 3, column 2", "frames"),
                ("line 3, column 1", "scripts"),
                ("line 4, column 1", "scripts"),
                ("line 4, column 1", "remote_media"),
            ],
            || {
                html(
                    "a<script>steal()</script>\tb<iframe src=\"\"https://x.invalid\"\"></iframe>\nc<img src=https://x.invalid/a.png onerror=steal()>\td\n",
                )
            },
        ),
        read("Markdown that would load", TXT, 2, &[], || {
            html("![x](https://x.invalid/a.png)\tb\n[y](https://x.invalid)\td\n")
        }),
        read("words that would run in a table", TXT, 2, &[], || {
            b"front\tback\n=cmd|'/C calc'!A0\t=1+1\n@SUM(1)\t+1\n".to_vec()
        }),
        read("a quotation mark that is never closed", TXT, 3, &[("line 3", "unclosed_quote")], || {
            b"front\tback\na\tb\n\"c\td\ne\tf\n".to_vec()
        }),
        read("cells without measure", TXT, 2, &[("line 3", "long_row")], || {
            format!("front\tback\na\tb\nc\td{}\n", "\tx".repeat(200_000)).into_bytes()
        }),
        read("a cell of a megabyte", TXT, 1, &[("line 3, column 1", "too_long")], || {
            format!("front\tback\na\tb\n{}\tc\n", "long ".repeat(200_000)).into_bytes()
        }),
        read("columns that are not there", TXT, 2, &[], || {
            b"#separator:tab\n#guid column:99999999999999999999\n#deck column:4000000000\n#tags column:0\na\tb\nc\td\n"
                .to_vec()
        }),
        read("gaps without end", TXT, 1, &[("line 4, column 1", "too_long")], || {
            format!("#separator:tab\n#notetype:Cloze\nA {{{{c1::gap}}}}\tb\n{}\tc\n", "{{c1::".repeat(20_000))
                .into_bytes()
        }),
        read("letters cut in two, in UTF-16", TXT, 2, &[("line 2", "bad_letter")], || {
            let text = "a\tb\nc\td\n".encode_utf16().flat_map(u16::to_le_bytes);
            let mut bytes: Vec<u8> = [0xff, 0xfe].into_iter().chain(text).collect();
            let at = bytes.len() - 4;
            bytes[at..at + 2].copy_from_slice(&[0x3d, 0xd8]);
            bytes
        }),
        refused("bytes that are no letters", TXT, ("", "unknown_format"), || {
            b"\xef\xbb\xbffront\tback\na\xff\tb\n".to_vec()
        }),
        refused("bytes of a program", TXT, ("", "unknown_format"), || {
            b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0".repeat(100)
        }),
        read_with_more("ten thousand rows without a front", TXT, 2, &[("line 4", "no_front")], 9_999, || {
            format!("front\tback\na\tb\nc\td\n{}", "\tx\n".repeat(10_000)).into_bytes()
        }),
    ]
}
