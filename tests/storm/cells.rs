//! Exported cells in a real spreadsheet: whatever stands in them and whichever separator the program takes, no cell
//! is a formula. Needs `LibreOffice` (`soffice`), and is left out with a word where it is not there.

use super::{Chance, full};
use cairn::domain::{
    goal::Goal,
    id::{DeviceId, Id},
    kind::Kind,
    record::{Context, Draft, Record},
    time::Moment,
};
use cairn::formats::plain::csv_zip;
use std::{
    fs,
    io::{Cursor, Read},
    path::Path,
    process::Command,
};

/// Each goal has three cells of text.
const GOALS: usize = 3_400;

const BEFORE: &[&str] = &[
    "", "", "", " ", "\t", "\n", "\r", "\r\n", "'", "\"", "\",", "\";", "x;", "x,", "x\t", "x|", "x\n", "\u{feff}",
    "\u{200b}", "\u{a0}", "\u{202e}", "\u{2028}", "\0", "x;\"", "\";\"", "\",\"", "1;", "; ", "sep=;\n",
];
const STARTS: &[&str] = &["=", "+", "-", "@", "＝", "＋", "－", "＠", "−", "==", "=-", "+=", "-+", "{=", "%0A="];
const FORMULAS: &[&str] = &[
    "1+1",
    "SUM(A1:A9)",
    "cmd|'/C calc'!A0",
    "DDE(\"soffice\";\"/etc/passwd\";\"A1\")",
    "HYPERLINK(\"https://x.invalid\",\"a\")",
    "WEBSERVICE(\"https://x.invalid\")",
    "IMPORTXML(\"https://x.invalid\",\"//a\")",
    "2*3",
    "A1",
    "1,5",
    "1.5e3",
    "اسم",
    "INDIRECT(\"A1\")",
    "MSEXCEL|'\\..\\..\\Windows\\System32\\cmd.exe'!''",
    "1;=1+1",
    "1\t=1+1",
    "1\n=1+1",
    "1,=1+1",
];
const AFTER: &[&str] = &["", "", "", ";", "\"", "\n", "\t=1+1", ";=2+2;", "\r\n=3+3", " end", ",", "'", "\",=4+4"];

fn text(chance: &mut Chance) -> String {
    [BEFORE, STARTS, FORMULAS, AFTER].map(|from| *chance.of(from)).concat()
}

fn goal(number: usize, chance: &mut Chance) -> Record {
    let context = Context::new(Moment { ms: 5, tz_offset_min: 0 }, DeviceId(7), 1);
    let id = Id::new(1, u128::try_from(number).unwrap());
    let mut draft = Draft::create(Record::new(Kind::GOAL, id), &context);
    draft.set(&Goal::TITLE, &text(chance));
    draft.set(&Goal::QUESTION, &text(chance));
    draft.insert(&Goal::TAGS, &text(chance), &true);
    draft.insert(&Goal::TAGS, &text(chance), &true);
    draft.finish().unwrap().0
}

#[test]
fn no_exported_cell_is_a_formula_in_a_spreadsheet() {
    if !full() {
        return println!("skipped: the spreadsheet is asked only with CAIRN_FULL=1");
    }
    if Command::new("soffice").arg("--version").output().is_err() {
        return println!("skipped: there is no soffice here");
    }
    let desk = std::env::temp_dir().join(format!("cairn-cells-{}", std::process::id()));
    fs::create_dir_all(&desk).unwrap();
    let mut chance = Chance::new(44);
    let goals: Vec<Record> = (0..GOALS).map(|number| goal(number, &mut chance)).collect();
    let zip = csv_zip(&goals, &[], 0).unwrap();
    let mut exported = String::new();
    zip::ZipArchive::new(Cursor::new(zip)).unwrap().by_name("goal.csv").unwrap().read_to_string(&mut exported).unwrap();
    // Comma, semicolon, tab and line: as the file is meant, and as other countries and programs take it.
    for separator in ["44", "59", "9", "124", "44/59/9"] {
        // What is not neutralised is one, so that a spreadsheet which runs nothing does not pass for safety.
        assert_eq!(formulas(&desk, "id,title\n1,=1+1\n1;=1+1\n1\t=1+1\n1|=1+1\n", separator).min(1), 1, "{separator}");
        let found = formulas(&desk, &exported, separator);
        assert_eq!(found, 0, "formulas where cells are parted by {separator}");
        println!("separator {separator}: {} cells of text, no formula", GOALS * 3);
    }
    fs::remove_dir_all(&desk).unwrap();
}

/// How many formulas `LibreOffice` sees in this file.
fn formulas(desk: &Path, csv: &str, separator: &str) -> usize {
    let (file, out) = (desk.join("cells.csv"), desk.join("cells.fods"));
    let _ = fs::remove_file(&out);
    fs::write(&file, csv).unwrap();
    // Separator, quotation mark, UTF-8, from line 1, no formats of columns, English, quoted is not text, numbers are seen.
    let filter = format!("--infilter=CSV:{separator},34,76,1,,1033,false,true");
    let told = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", desk.join("profile").display()))
        .args(["--headless", &filter, "--convert-to", "fods", "--outdir"])
        .arg(desk)
        .arg(&file)
        .output()
        .unwrap();
    let sheet = fs::read_to_string(&out).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&told.stderr)));
    let found: Vec<&str> = sheet.lines().filter(|line| line.contains("table:formula=")).collect();
    found.iter().take(3).for_each(|line| println!("{}", line.trim()));
    found.len()
}
