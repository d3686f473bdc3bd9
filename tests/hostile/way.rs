//! The way of a file: looked at and brought in by the worker's jobs, over a database in memory, and inspected by the command
//! line. Both say the same of it, nothing is half done, and nothing of what came would run or load.

use super::{Expected, File, Told};
use crate::{
    storm::own_process::within,
    tidy::codes,
    worker::{Called, Device},
};
use cairn::{
    domain::{command::Command, item::Item, kind::Kind, noun::Noun, port::Lookup, record::Record, text::NOTE_MAX},
    store::memory::ready,
};
use cairn_worker::{
    jobs::{World, run},
    protocol::{
        Answer, Failure, Imported, Join, Request, Trouble,
        table::{Columns, Field, Into, Layout, Look, Mapping, Separator},
    },
};
use std::time::Duration;

/// What a look at a file told: problems, and how many there are.
type Looked = Result<(Vec<Trouble>, u64), Failure>;

/// Everything that is to be said of a file.
pub fn goes(file: &File) {
    let bytes = (file.make)();
    let called = Called(file.name, &bytes);
    let device = Device::of(1, 10).with_goals(&["Sail alone"]);
    let before = (device.hash(), device.change());
    let (looked, join) = within_a_second(file, "looked at", || look(&device, &called));
    assert_eq!((device.hash(), device.change()), before, "{}: looking writes nothing", file.about);
    let brought = within_a_second(file, "brought in", || bring(&device, &called, join));
    match (&file.expected, looked, brought) {
        (Expected::Refused(told), Err(looked), Err(brought)) => {
            assert_eq!((refusal(&looked), refusal(&brought)), (owned(told), owned(told)), "{}", file.about);
            assert_eq!((device.hash(), device.change()), before, "{}: nothing is half brought in", file.about);
            assert_eq!(files(&device), 0, "{}: no file is left", file.about);
        }
        (Expected::Read { items, told, more }, Ok((troubles, count)), Ok(imported)) => {
            let first = troubles.iter().zip(*told).take_while(|(trouble, told)| is_said(file, trouble, told)).count();
            let is_told = first == told.len() && count == (told.len() + more) as u64;
            assert!(is_told, "{}: {count} {troubles:?}", file.about);
            troubles.iter().for_each(|trouble| assert!(codes::has_words(&trouble.code), "{}", trouble.code));
            harmless(file, &device, *items);
            taken_back(file, &device, &imported);
        }
        (_, looked, brought) => panic!("{}: {looked:?} {brought:?}", file.about),
    }
    within_a_second(file, "inspected", || inspected(file, &bytes));
}

/// Looks at a file, and says how it is brought in.
fn look(device: &Device, called: &Called) -> (Looked, Join) {
    match asked(device, called, &Request::Preview) {
        Ok(Answer::Preview(preview)) => (Ok((preview.problems, preview.left_out)), Join::Plain),
        Ok(Answer::IsTable) => {
            let look = Look { name: called.0.to_owned(), separator: None, heading: None };
            match asked(device, called, &Request::Look(look)) {
                Ok(Answer::Table(table)) => (Ok((table.problems, table.left_out)), Join::Table(table.mapping)),
                Err(failure) => (Err(failure), Join::Table(two_columns(called.0))),
                Ok(other) => panic!("{other:?}"),
            }
        }
        Err(failure) => (Err(failure), Join::Plain),
        Ok(other) => panic!("{other:?}"),
    }
}

/// A table as she might say that it is.
fn two_columns(name: &str) -> Mapping {
    let columns = vec![Some(Field::Front), Some(Field::Back)];
    let layout = Layout::Table(Columns { separator: Separator::Tab, heading: false, columns });
    Mapping { name: name.to_owned(), layout, deck: Into::Nowhere, bring_back: false }
}

fn bring(device: &Device, called: &Called, join: Join) -> Result<Imported, Failure> {
    match asked(device, called, &Request::Import(join))? {
        Answer::Imported(imported) => Ok(imported),
        other => panic!("{other:?}"),
    }
}

/// Lets a job do what is asked for.
pub fn asked(device: &Device, called: &Called, request: &Request) -> Result<Answer, Failure> {
    ready(run(request, called, None, device)).map(|(answer, _)| answer)
}

/// What the command line says: the same.
fn inspected(file: &File, bytes: &[u8]) {
    let desk = std::env::temp_dir().join(format!("cairn-hostile-{}", std::process::id()));
    std::fs::create_dir_all(&desk).unwrap();
    let path = desk.join(file.name);
    std::fs::write(&path, bytes).unwrap();
    let told = cairn_cli::files::inspect(&path, None);
    std::fs::remove_dir_all(&desk).unwrap();
    let said = told.report.problems.iter().map(|one| (one.location.to_string(), one.code.to_owned()));
    let said: Vec<(String, String)> = said.collect();
    let whole = |(place, code): &Told| owned(&(if place.is_empty() { "file" } else { *place }, *code));
    match &file.expected {
        Expected::Refused(problem) => {
            assert_eq!((told.refused, said.first()), (true, Some(&whole(problem))), "{}", file.about);
        }
        Expected::Read { items, told: problems, .. } => {
            assert!(!told.refused, "{}: {}", file.about, told.to_text());
            assert_eq!(told.report.counts.get(&Kind::ITEM).copied().unwrap_or(0), *items as u64, "{}", file.about);
            let expected: Vec<_> = problems.iter().map(whole).collect();
            let is_said = said.starts_with(&expected) && said.is_empty() == expected.is_empty();
            assert!(is_said, "{}: {said:?}", file.about);
        }
    }
    assert!(!told.to_text().contains("Problem: "), "{}: {}", file.about, told.to_text());
}

fn within_a_second<T>(file: &File, what: &str, job: impl FnOnce() -> T) -> T {
    within(Duration::from_secs(1), &format_args!("{} {what}", file.about), job).0
}

fn refusal(failure: &Failure) -> (String, String) {
    match failure {
        Failure::File(trouble) => {
            assert!(codes::has_words(&trouble.code), "{}", trouble.code);
            pair(trouble)
        }
        other => panic!("{other:?}"),
    }
}

/// Whether a trouble is what is to be told. A look calls a note of Anki's by its words alone, where they are told; the command
/// line gives its signs.
fn is_said(file: &File, trouble: &Trouble, (place, code): &Told) -> bool {
    let by_words = file.name.ends_with("pkg") && !trouble.text.is_empty();
    trouble.code == *code && trouble.place == if by_words { "" } else { *place }
}

fn pair(trouble: &Trouble) -> (String, String) {
    (trouble.place.clone(), trouble.code.clone())
}

fn owned((place, code): &Told) -> (String, String) {
    ((*place).to_owned(), (*code).to_owned())
}

/// Files that are kept, and those that were begun.
pub fn files(device: &Device) -> usize {
    device.store.look(&[Lookup::MediaAll]).media().len()
}

/// What in a text would run, or load from elsewhere.
const HARMS: [&str; 8] = ["steal", "<script", "<iframe", "<svg", "<style", "javascript:", "vbscript:", "data:"];

/// A text without the block of code in which a question that is not practised stands as it was: letters, whatever they say.
fn without_source(said: &str) -> String {
    let Some((before, code)) = said.split_once("```xml\n<question") else { return said.to_owned() };
    [before, code.split_once("\n```").map_or("", |(_, after)| after)].concat()
}

/// Nothing of what came runs or loads, and all of it is sound enough to be practised.
fn harmless(file: &File, device: &Device, items: usize) {
    let (records, _) = device.store.all();
    let here: Vec<&Record> = records.iter().filter(|record| record.kind == Kind::ITEM && record.is_alive()).collect();
    assert_eq!(here.len(), items, "{}", file.about);
    for record in &records {
        let said = String::from_utf8_lossy(&record.to_bytes()).to_lowercase();
        let said = without_source(&said);
        let harm = HARMS.iter().find(|harm| said.contains(**harm));
        assert!(harm.is_none(), "{}: {harm:?} in {said}", file.about);
        // What is Markdown already stays as it is: the app draws nothing of elsewhere, and shows its words.
        if file.about.starts_with("Markdown") {
            continue;
        }
        for shown in said.split("![").skip(1).filter_map(|rest| rest.split_once("](")) {
            assert!(shown.1.starts_with("cairn:"), "{}: shows {}", file.about, shown.1);
        }
    }
    for item in here.into_iter().map(Item::read) {
        let texts = [&item.prompt, &item.answer, &item.explanation, &item.unit, &item.source_id];
        let lists = [&item.options, &item.matches, &item.feedback, &item.accepted, &item.rejected, &item.hints];
        for text in texts.into_iter().chain(lists.into_iter().flatten()) {
            assert!(text.chars().count() <= NOTE_MAX, "{}: {}", file.about, text.len());
            assert!(!text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')), "{}: {text:?}", file.about);
        }
    }
}

/// Taken back in one step, it is as if it had never come.
fn taken_back(file: &File, device: &Device, imported: &Imported) {
    if !imported.undoable {
        return;
    }
    device.store.apply(&Command::Undo(imported.change), device.now(), device.seed()).unwrap();
    let (records, _) = device.store.all();
    let left = records.iter().filter(|record| record.kind == Kind::ITEM && record.is_alive()).count();
    assert_eq!(left, 0, "{}: taken back in one step", file.about);
}
