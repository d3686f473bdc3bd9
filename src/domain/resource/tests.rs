//! The commands of a resource, each on a snapshot of its own.

use super::{
    Format, Resource, Shelf, Unit,
    command::{Command, Edit, Pasted},
    example::Example,
};
use crate::{
    cbor::value::Ms,
    change::{Op, Outcome, Write},
    desk::Desk,
    error::{Place, Rejection},
    example::is_example,
    id::{CompetencyId, DeviceId, Id, ResourceId},
    kind::Kind,
    noun::Noun,
    port::{Hit, Lookup, Row, Snapshot},
    record::{Context, Draft, Now, Record},
    registry::record_keys,
    tags::Retag,
};

const DAY_ONE: i64 = 1_790_000_000_000;

fn context(ms: i64) -> Context {
    Context::new(Now { ms, tz_offset_min: 0 }, DeviceId(7), 1 << 90)
}

fn run(command: &Command, record: Option<&Record>, ms: i64) -> Result<Outcome, Rejection> {
    let mut snapshot = Snapshot::default();
    for lookup in command.needs(&snapshot) {
        let rows = record.map(|record| Hit { key: String::new(), row: Row::Record(record.clone()) });
        snapshot.put_rows(lookup, rows.into_iter().collect());
    }
    command.decide(&snapshot, &mut context(ms))
}

fn written(outcome: &Outcome) -> Record {
    match outcome.writes.as_slice() {
        [Write::Record(record)] => record.clone(),
        writes => panic!("one record expected, found {writes:?}"),
    }
}

fn added(more: Vec<Edit>) -> Record {
    let add = Command::Add { title: "Why cells swell".to_owned(), format: Format::Article, more };
    written(&run(&add, None, DAY_ONE).unwrap())
}

fn after(record: &Record, command: &Command) -> Resource {
    Resource::read(&written(&run(command, Some(record), DAY_ONE + 5).unwrap()))
}

fn id(record: &Record) -> ResourceId {
    ResourceId(record.id)
}

#[test]
fn a_resource_is_added_with_what_is_known() {
    let record = added(vec![
        Edit::Link("example.org/cells".to_owned()),
        Edit::Minutes(Some(8)),
        Edit::Tags(Retag::new(vec![" lamps ".to_owned(), String::new(), "lamps".to_owned()])),
        Edit::Notes { opened: vec![], text: "Never press it flat.".to_owned() },
    ]);
    let resource = Resource::read(&record);
    assert_eq!(resource.link, "https://example.org/cells");
    assert_eq!((resource.format, resource.minutes, resource.shelf), (Format::Article, Some(8), Shelf::Later));
    assert_eq!(resource.tags, [("lamps".to_owned(), true)]);
    assert_eq!(resource.notes.shown(), "Never press it flat.");
    assert_eq!(resource.created, Some(Ms(DAY_ONE)));
}

#[test]
fn what_does_not_fit_is_refused_with_its_place() {
    let check = |edit: Edit, expected: Rejection| {
        let add = Command::Add { title: "x".to_owned(), format: Format::Other, more: vec![edit] };
        assert_eq!(run(&add, None, 0), Err(expected));
    };
    check(Edit::Link("javascript:alert(1)".to_owned()), Rejection::Link);
    check(Edit::Minutes(Some(0)), Rejection::Number { place: Place::Number, min: 1, max: 100_000 });
    check(Edit::Rating(Some(6)), Rejection::Number { place: Place::Number, min: 1, max: 5 });
    for (edit, place) in [
        (Edit::Title(" ".to_owned()), Place::Title),
        (Edit::Author("a\0".to_owned()), Place::Author),
        (Edit::Licence("x".repeat(501)), Place::Licence),
        (Edit::Language("x".repeat(36)), Place::Language),
        (Edit::Tags(Retag::new(vec!["\u{1}".to_owned()])), Place::Tag),
    ] {
        let add = Command::Add { title: "x".to_owned(), format: Format::Other, more: vec![edit] };
        assert!(matches!(run(&add, None, 0), Err(Rejection::Text { place: found, .. }) if found == place));
    }
    let record = added(vec![]);
    let past = Command::NoteProgress { resource: id(&record), position: Some(63), extent: Some(62), unit: Unit::Page };
    assert_eq!(run(&past, Some(&record), 0), Err(Rejection::Number { place: Place::Position, min: 0, max: 62 }));
    assert_eq!(run(&past, None, 0), Err(Rejection::Missing));
}

#[test]
fn a_place_takes_a_resource_up_and_its_end_finishes_it() {
    let record = added(vec![]);
    let note = |position, extent, unit| {
        after(&record, &Command::NoteProgress { resource: id(&record), position, extent, unit })
    };
    let begun = note(Some(14), Some(62), Unit::Page);
    assert_eq!((begun.shelf, begun.used_at), (Shelf::Reading, Some(Ms(DAY_ONE + 5))));
    assert_eq!(begun.progress(), Some(14.0 / 62.0));
    assert_eq!(note(Some(62), Some(62), Unit::Page).shelf, Shelf::Finished);
    let percent = note(Some(40), None, Unit::Percent);
    assert_eq!((percent.extent, percent.progress(), percent.shelf), (Some(100), Some(0.4), Shelf::Reading));
    assert_eq!(note(None, None, Unit::Part).progress(), None);
}

#[test]
fn opening_takes_up_only_what_was_for_later() {
    let later = added(vec![]);
    assert_eq!(after(&later, &Command::Use(id(&later))).shelf, Shelf::Reading);
    let away = written(&run(&Command::Shelve(id(&later), Shelf::Away), Some(&later), DAY_ONE + 1).unwrap());
    let used = after(&away, &Command::Use(id(&away)));
    assert_eq!((used.shelf, used.used_at), (Shelf::Away, Some(Ms(DAY_ONE + 5))));
}

#[test]
fn keys_list_a_resource_everywhere_it_is_looked_for() {
    let competency = CompetencyId(Id::new(3, 4));
    let record = added(vec![Edit::Competency(competency, true)]);
    let keys = record_keys(&record);
    assert!(keys.iter().any(|key| key.starts_with("all/")));
    assert!(keys.iter().any(|key| key.starts_with("format/article/")));
    assert!(keys.iter().any(|key| key.starts_with(&Resource::helping(competency).prefix)));
    assert!(!keys.iter().any(|key| key.starts_with("reading/")));
    let used = written(&run(&Command::Use(id(&record)), Some(&record), DAY_ONE + 9).unwrap());
    assert!(record_keys(&used).iter().any(|key| key.starts_with("reading/")));
    let unlinked = run(&Command::Edit(id(&record), vec![Edit::Competency(competency, false)]), Some(&record), 0);
    assert_eq!(record_keys(&written(&unlinked.unwrap())).len(), 2);
    let mut draft = Draft::edit(record, &context(DAY_ONE));
    draft.trash();
    let (trashed, _, _) = draft.finish().unwrap();
    assert!(record_keys(&trashed).iter().all(|key| key.starts_with("trash/")));
}

#[test]
fn notes_written_elsewhere_stay_beside_an_edit() {
    let record = added(vec![Edit::Notes { opened: vec![], text: "one".to_owned() }]);
    let edit = Edit::Notes { opened: vec![], text: "two".to_owned() };
    let resource = after(&record, &Command::Edit(id(&record), vec![edit]));
    assert_eq!(resource.notes.versions.len(), 2);
    let opened = Resource::read(&record).notes.dots();
    let edit = Edit::Notes { opened, text: "two".to_owned() };
    let outcome = run(&Command::Edit(id(&record), vec![edit]), Some(&record), DAY_ONE + 5).unwrap();
    assert_eq!((outcome.op, outcome.inverse.len()), (Op::EditResource, 1));
    assert_eq!(Resource::read(&written(&outcome)).notes.shown(), "two");
}

#[test]
fn a_command_names_the_record_it_reads() {
    let record = added(vec![]);
    let needs = Command::Use(id(&record)).needs(&Snapshot::default());
    assert_eq!(needs, [Lookup::Record(Kind::RESOURCE, record.id)]);
}

#[test]
fn the_example_comes_and_goes_whole() {
    let mut desk = Desk::default();
    let example = |title: &str, place| Example { format: Format::Book, title: title.to_owned(), more: vec![], place };
    let show = crate::command::Command::Resource(Command::ShowExample(vec![
        example("Electronics for repairers", Some((14, 62))),
        example("Baraka", None),
    ]));
    let remove = crate::command::Command::Resource(Command::RemoveExample);
    let titles = |desk: &Desk| -> Vec<String> {
        desk.nouns::<Resource>(&Resource::all()).into_iter().map(|resource| resource.title).collect()
    };
    for _ in 0..2 {
        desk.did(&show);
        assert_eq!(titles(&desk), ["Electronics for repairers", "Baraka"]);
        let reading = desk.nouns::<Resource>(&Resource::reading(5));
        assert!(matches!(reading.as_slice(), [book] if book.position == Some(14) && is_example(book.id)));
        desk.did(&remove);
        assert!(titles(&desk).is_empty());
    }
    desk.undo();
    assert_eq!(titles(&desk).len(), 2);
}

#[test]
fn a_library_is_read_in_pages_without_a_gap() {
    let mut desk = Desk::default();
    for number in 0..5 {
        let add = Command::Add { title: number.to_string(), format: Format::Article, more: vec![] };
        desk.did(&crate::command::Command::Resource(add));
    }
    let first = Resource::page(None, 3);
    let snapshot = desk.look(&[Lookup::Range(first.clone())]);
    let last = snapshot.hits(&Lookup::Range(first)).last().map(|hit| hit.key.clone());
    let rest = desk.nouns::<Resource>(&Resource::page(last, 3));
    assert_eq!(rest.into_iter().map(|resource| resource.title).collect::<Vec<_>>(), ["1", "0"]);
}

#[test]
fn several_links_are_one_step_in_their_order_or_none() {
    let pasted = |title: &str, link: &str| Pasted { title: title.to_owned(), link: link.to_owned() };
    let links = vec![pasted("Cells", "example.org/cells"), pasted("Lamps", "https://youtu.be/lamps")];
    let outcome = run(&Command::AddLinks(links), None, DAY_ONE).unwrap();
    let added: Vec<Resource> = outcome
        .writes
        .iter()
        .map(|write| match write {
            Write::Record(record) => Resource::read(record),
            other => panic!("{other:?}"),
        })
        .collect();
    let told = |one: &Resource| (one.title.clone(), one.link.clone(), one.format);
    assert_eq!(told(&added[0]), ("Cells".into(), "https://example.org/cells".into(), Format::Article));
    assert_eq!(told(&added[1]), ("Lamps".into(), "https://youtu.be/lamps".into(), Format::Video));
    assert!(added[0].created > added[1].created && added[0].id != added[1].id);
    assert_eq!((outcome.op, outcome.inverse.is_empty()), (Op::AddResource, false));

    let refused = run(&Command::AddLinks(vec![pasted("A", "a.example"), pasted("B", "javascript:b")]), None, DAY_ONE);
    assert_eq!(refused, Err(Rejection::Link));
}
