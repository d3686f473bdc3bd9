//! What rows become: every form, ragged and hostile tables, pasted terms, ids that stay.

use super::*;
use crate::{apply::ApplySource, problem::Refusal, source::SourceRecord};
use cairn_domain::{
    id::{DeviceId, Id},
    item::{Deck, Form, Item},
    kind::Kind,
    noun::Noun,
    port::{Decision, Hit, Lookup, Row as Stored, Snapshot},
    record::{Context, Record},
    time::Moment,
};

pub(super) fn place() -> Place {
    Place { name: "words".to_owned(), deck: Into::Nowhere, now_ms: 1_000_000 }
}

pub(super) fn told(bytes: &[u8]) -> Result<Told, Refusal> {
    let mapping = look(bytes, None, None)?.mapping;
    read(bytes, &Layout::Table(mapping), &place(), Decks::default())
}

pub(super) fn records(source: &crate::source::Source) -> Vec<Record> {
    let apply = ApplySource { source, space: None, restore: false, others: false };
    let mut context = Context::new(Moment { ms: 5, tz_offset_min: 0 }, DeviceId(7), 1);
    let outcome = apply.decide(&Snapshot::default(), &mut context).unwrap();
    let record = |write| match write {
        cairn_domain::change::Write::Record(record) => Some(record),
        _ => None,
    };
    outcome.writes.into_iter().filter_map(record).collect()
}

pub(super) fn items(text: &str) -> Vec<Item> {
    let made = records(&told(text.as_bytes()).unwrap().source);
    made.iter().filter(|record| record.kind == Kind::ITEM).map(Item::read).collect()
}

pub(super) fn problems(told: &Told) -> Vec<String> {
    let one = |one: &crate::problem::Problem| format!("{} {} {}", one.location, one.code, one.detail).trim().to_owned();
    told.source.problems.iter().map(one).collect()
}

fn pairs(text: &str, between: &str, rows: &str) -> Told {
    let layout = Layout::Pairs(Pairs { between: between.to_owned(), rows: rows.to_owned() });
    read(text.as_bytes(), &layout, &place(), Decks::default()).unwrap()
}

#[test]
fn each_form_takes_what_it_needs() {
    let made = items(
        "type,front,back,options,right,why,hint,language,tags\n\
         ,hola,hello,,,a greeting,with h,es,\"travel, first words\"\n\
         ,The {{c1::cell}} divides,seen in class,,,,,,\n\
         ,Capital of Italy?,,Paris|Rome,Rome,,,,\n\
         ,Even numbers?,,1; 2; 3; 4,2;4,,,,\n\
         true/false,The sun is a star,yes,,,,,,\n\
         short,Colour of grass,green|verdant,,,,,,\n\
         numeric,Gravity,9.81 m/s2,,,,,,\n\
         ordering,Order,,one|two|three,,,,,\n\
         matching,Capitals,,France = Paris|Egypt = Cairo,,,,,\n\
         open,Explain,because,,,,,,\n",
    );
    let forms: Vec<Form> = made.iter().map(|item| item.form).collect();
    assert_eq!(
        forms,
        [
            Form::Card,
            Form::Cloze,
            Form::Single,
            Form::Multiple,
            Form::TrueFalse,
            Form::Short,
            Form::Numeric,
            Form::Ordering,
            Form::Matching,
            Form::Open
        ]
    );
    assert_eq!((made[0].prompt.as_str(), made[0].answer.as_str(), made[0].language.as_str()), ("hola", "hello", "es"));
    assert_eq!((made[0].explanation.as_str(), made[0].hints.as_slice()), ("a greeting", &["with h".to_owned()][..]));
    let mut tags: Vec<&str> = made[0].tags.iter().map(|(tag, _)| tag.as_str()).collect();
    tags.sort_unstable();
    assert_eq!(tags, ["first words", "travel"]);
    assert_eq!(made[1].explanation, "seen in class");
    assert_eq!((made[2].options.len(), made[2].right.as_slice()), (2, &[1][..]));
    assert_eq!(made[3].right, [1, 3]);
    assert_eq!(made[4].right, [0]);
    assert_eq!(made[5].accepted, ["green", "verdant"]);
    assert_eq!((made[6].number, made[6].unit.as_str()), (Some(9.81), "m/s2"));
    assert_eq!(made[7].options, ["one", "two", "three"]);
    assert_eq!(made[8].matches, ["Paris", "Cairo"]);
    assert_eq!(made[9].answer, "because");
    assert!(made.iter().all(Item::has_key));
    let created: Vec<i64> = made.iter().map(|item| item.created.unwrap().0).collect();
    assert!(created.is_sorted() && *created.last().unwrap() <= 1_000_000 && created[0] < created[1], "{created:?}");
}

#[test]
fn a_quiz_with_a_column_for_each_answer() {
    let made = items("Question,Answer 1,Answer 2,Answer 3,Correct answer\nWhich?,\"a, b\",c,,1\nWho?,x,y,z,\"1,3\"\n");
    assert_eq!((made[0].form, made[0].options.as_slice()), (Form::Single, &["a, b".to_owned(), "c".to_owned()][..]));
    assert_eq!((made[1].form, made[1].right.as_slice()), (Form::Multiple, &[0, 2][..]));
}

#[test]
fn rows_that_make_no_item_are_told_with_their_place() {
    let long = "x".repeat(1_000_000);
    let text = format!(
        "front,back,type,options,right\n,nothing asked\nalone,,,,\nshort row,b\nq,,,a|b,c\nq2,,single,a,a\nn,\"1,234\",numeric,,\n\
         cloze,,cloze,,\n{long},b,,,\nmore,b,,,,over,\"and \"\"over\"\"\"\nodd,b,riddle,,\nodd,b,riddle,,\nnul\0,b,,,\n"
    );
    let told = told(text.as_bytes()).unwrap();
    assert_eq!((told.rows, told.refused), (12, 8));
    let expected = [
        "line 2 short_row",
        "line 2 no_front",
        "line 3 no_back alone",
        "line 4 short_row",
        "line 5 no_right c",
        "line 6 few_options q2",
        "line 7 bad_number 1,234",
        "line 8 no_gap cloze",
        "line 9, column 1 too_long",
        "line 10 long_row over · and \"over\"",
        "line 11 unknown_type riddle",
        "line 12 unknown_type riddle",
        "line 12 repeated_row odd",
        "line 13, column 1 text_mended nul",
    ];
    assert_eq!(problems(&told), expected);
    assert_eq!(
        told.first.iter().map(|(draft, _)| draft.prompt.as_str()).collect::<Vec<_>>(),
        ["short row", "more", "odd", "nul"]
    );
}

#[test]
fn the_same_again_is_the_same_and_a_changed_row_changes_its_item() {
    let first = told(b"front,back\nbank,orilla\nbank,banco\nsun,sol\n").unwrap().source;
    let ids = |source: &crate::source::Source| source.records.iter().map(|record| record.id).collect::<Vec<Id>>();
    assert_eq!(ids(&first), ids(&told(b"front;back\r\nbank;orilla\r\nbank;banco\r\nsun;sol").unwrap().source));
    let mut here = Snapshot::default();
    let known = records(&first);
    let apply = |source| ApplySource { source, space: None, restore: false, others: false };
    for lookup in apply(&first).needs(&here) {
        let cairn_domain::port::Lookup::Record(_, id) = &lookup else { continue };
        let hit = known.iter().find(|record| record.id == *id);
        let hits = hit.map(|record| Hit { key: String::new(), row: Stored::Record(record.clone()) });
        here.put_rows(lookup, hits.into_iter().collect());
    }
    let mut context = Context::new(Moment { ms: 9, tz_offset_min: 0 }, DeviceId(7), 2);
    assert_eq!(apply(&first).decide(&here, &mut context).unwrap().writes, []);
    let changed = told(b"front,back\nbank,orilla\nbank,banco\nsun,el sol\nmoon,luna\n").unwrap().source;
    let effect = apply(&changed).effect(&here, &context);
    assert_eq!((effect.new, effect.changed, effect.unchanged), (1, 1, 2));
}

#[test]
fn decks_are_found_by_name_or_made() {
    let text = b"front,back,deck\na,b,Languages::Arabic\nc,d,languages :: arabic\ne,f,\n";
    let mapping = look(text, None, None).unwrap().mapping;
    let named = Place { deck: Into::Named("Mine".to_owned()), ..place() };
    let told = read(text, &Layout::Table(mapping.clone()), &named, Decks::default()).unwrap();
    let made = records(&told.source);
    let decks: Vec<Deck> = made.iter().filter(|record| record.kind == Kind::DECK).map(Deck::read).collect();
    let titles: Vec<&str> = decks.iter().map(|deck| deck.title.as_str()).collect();
    assert_eq!(titles, ["Languages", "Arabic", "Mine"]);
    assert_eq!(decks[1].parent, Some(decks[0].id));
    let of: Vec<_> =
        made.iter().filter(|record| record.kind == Kind::ITEM).map(|record| Item::read(record).deck).collect();
    assert_eq!(of, [Some(decks[1].id), Some(decks[1].id), Some(decks[2].id)]);
    // Those that are here are used, and need not be made again.
    let again = read(text, &Layout::Table(mapping), &named, Decks::of(&made)).unwrap();
    assert!(again.source.records.iter().all(|record| record.kind == Kind::ITEM));
    assert_eq!(again.first[0].1, "Arabic");
}

#[test]
fn terms_pasted_from_quizlet() {
    let told =
        pairs("hola\thello\n\"comillas\"\tquotes, commas; semicolons\n\nno definition\t\nx\ttabs\there\n", "\t", "\n");
    let drafts: Vec<_> = told.first.iter().map(|(draft, _)| (draft.prompt.as_str(), draft.answer.as_str())).collect();
    assert_eq!(drafts, [("hola", "hello"), ("\"comillas\"", "quotes, commas; semicolons"), ("x", "tabs\there")]);
    assert_eq!(problems(&told), ["line 4 no_back no definition"]);
    let told = pairs("one --- first\nsecond;;;\ntwo --- b;;;\n", " --- ", ";;;");
    assert_eq!((told.rows, told.refused, told.first[0].0.answer.as_str()), (2, 0, "first\nsecond"));
}

#[test]
fn formulas_are_texts() {
    let made = items("front\tback\n=1+1\t=cmd|'/C calc'!A0\n");
    assert_eq!((made[0].prompt.as_str(), made[0].answer.as_str()), ("=1+1", "=cmd|'/C calc'!A0"));
}

#[test]
fn what_is_no_table_is_refused() {
    let code = |bytes: &[u8]| told(bytes).err().map(|refusal| refusal.code);
    assert_eq!(code(b""), Some("no_rows"));
    assert_eq!(code(b"front,back\n"), Some("no_rows"));
    assert_eq!(code(b"\n \n"), Some("no_rows"));
    assert_eq!(code(b"\x89PNG\r\n\x1a\n\0\xff"), Some("not_text"));
    let nothing =
        Layout::Table(Mapping { separator: Separator::Comma, heading: false, columns: vec![None, Some(Field::Back)] });
    let refused =
        |layout: &Layout| read(b"a,b\n", layout, &place(), Decks::default()).err().map(|refusal| refusal.code);
    assert_eq!(refused(&nothing), Some("no_front_column"));
    let silent = Layout::Pairs(Pairs { between: String::new(), rows: "\n".into() });
    assert_eq!(refused(&silent), Some("bad_signs"));
    let many = "a,b\n".repeat(ROWS_MAX + 1);
    assert_eq!(code(many.as_bytes()), Some("too_many_rows"));
}

#[test]
fn a_look_tells_what_there_is() {
    let found = look("Wort;Bedeutung;tags\nHaus;house;a\nBaum;tree;\n".as_bytes(), None, None).unwrap();
    assert!(found.is_table && !found.mapping.heading);
    let found = look("Wort;Bedeutung;tags\nHaus;house;a\n".as_bytes(), None, Some(true)).unwrap();
    let names: Vec<&str> = found.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(
        (names, found.columns[0].sample.as_slice()),
        (vec!["Wort", "Bedeutung", "tags"], &["Haus".to_owned()][..])
    );
    assert_eq!(found.mapping.columns, [Some(Field::Front), Some(Field::Back), Some(Field::Tags)]);
    let spanish = look("Pregunta,Respuesta\na,b\n".as_bytes(), None, None).unwrap();
    assert!(spanish.mapping.heading);
}

#[test]
fn a_second_copy_of_a_file_has_the_name_of_the_first() {
    for (name, expected) in [
        ("cells.csv", "cells"),
        ("cells (1).csv", "cells"),
        ("C:\\x\\cells(12).tsv", "cells"),
        ("cells (old).csv", "cells (old)"),
        ("خلايا.txt", "خلايا"),
        ("plain", "plain"),
        ("questions-Biology-top-20260412-1015.xml", "questions-Biology-top"),
        ("questions-Biology-top-20260412-1016 (1).gift", "questions-Biology-top"),
        ("questions-Biology-20260412.xml", "questions-Biology-20260412"),
        ("questions-Biology-1015.xml", "questions-Biology-1015"),
        ("-20260412-1015.xml", "-20260412-1015"),
        ("", ""),
    ] {
        assert_eq!(name_of_file(name), expected, "{name}");
    }
}

#[test]
fn what_else_a_row_holds_says_why_or_is_told() {
    let told = told(
        "front,options,right,back,why,type\nWhich?,a|b,a,seen in class,,\nWhose?,a|b,a,spare,because,\n\
         card,a|b,,x,,card\nGrass,,green,,,short\n"
            .as_bytes(),
    )
    .unwrap();
    assert_eq!(problems(&told), ["line 3 unused_cell spare", "line 4 unused_cell a · b"]);
    let whys: Vec<&str> = told.first.iter().map(|(draft, _)| draft.explanation.as_str()).collect();
    assert_eq!(whys, ["seen in class", "because", "", ""]);
    assert_eq!(told.first[3].0.accepted, ["green"]);
}

#[test]
fn countless_problems_are_counted() {
    let told = told(&[&b"front,back\n"[..], &b"\x01a,\x01b\n".repeat(3_000)].concat()).unwrap();
    // Two of each row, and that all but the first stand there again.
    assert_eq!((told.source.problems.len(), told.source.more_problems), (1_000, 3_000 * 2 + 2_999 - 1_000));
}

/// What another table said of the same items stays where this one has no column for it.
#[test]
fn a_table_leaves_what_it_cannot_speak_of() {
    let leaves = |text: &str| told(text.as_bytes()).unwrap().source.leaves;
    let few = leaves("front,back\na,b\n");
    for tag in [Item::FLAG.0, Item::COMPETENCIES.0, Item::TOLERANCE.0, Item::TAGS.0, Item::DECK.0, Item::SUSPENDED.0] {
        assert!(few.contains(&(Kind::ITEM, tag)), "{tag:?}");
    }
    for tag in [Item::PROMPT.0, Item::ANSWER.0, Item::OPTIONS.0, Item::NUMBER.0] {
        assert!(!few.contains(&(Kind::ITEM, tag)), "{tag:?}");
    }
    assert!(!leaves("front,back,tags,deck\na,b,c,d\n").contains(&(Kind::ITEM, Item::DECK.0)));
    assert!(few.contains(&(Kind::DECK, Deck::CREATED.0)) && !few.contains(&(Kind::DECK, Deck::TITLE.0)));
    // A row that ends early, and a tag that is none, say nothing.
    let row = |text: &str| told(text.as_bytes()).unwrap().source.records[0].leaves.clone();
    assert!(row("front,back,tags\na,b\n").contains(&Item::TAGS.0));
    assert!(!row("front,back,tags\na,b,\n").contains(&Item::TAGS.0));
    assert!(row("front,back,language\na,b,Spanish!\n").contains(&Item::LANGUAGE.0));
}

/// A record says only fields that were said.
#[test]
fn empty_cells_say_nothing() {
    let record: SourceRecord = told(b"front,back,why\na,b,\n").unwrap().source.records.remove(0);
    assert_eq!(record.registers.len(), 3);
}

fn ids(text: &str) -> Vec<(String, String, Id)> {
    let mut ids: Vec<_> = told(text.as_bytes())
        .unwrap()
        .source
        .records
        .iter()
        .map(|record| {
            let said = |tag| {
                record.registers.iter().find(|(said, _)| *said == tag).and_then(|(_, value)| value.get::<String>())
            };
            (said(Item::PROMPT.0).unwrap_or_default(), said(Item::ANSWER.0).unwrap_or_default(), record.id)
        })
        .collect();
    ids.sort();
    ids
}

#[test]
fn rows_are_one_only_if_they_say_the_same_in_everything() {
    for text in [
        "id,front,back,type\n1,Solve,4,numeric\n2,Solve,5,numeric\n",
        "front,back,type\nSolve,4,short\nSolve,5,short\n",
        "front,options,right\nWhich?,a|b,a\nWhich?,a|b,b\n",
        "front,options,type\nPairs,a = 1|b = 2,matching\nPairs,a = 2|b = 1,matching\n",
        "front,back,tags\nsun,sol,one\nsun,sol,two\n",
        "front,back,deck\nsun,sol,one\nsun,sol,two\n",
        "id,front,back\n1,sun,sol\n2,sun,sol\n",
    ] {
        let told = told(text.as_bytes()).unwrap();
        let different: std::collections::BTreeSet<Id> =
            told.source.records.iter().filter(|record| record.kind == Kind::ITEM).map(|record| record.id).collect();
        assert_eq!((told.refused, different.len()), (0, 2), "{text}");
    }
    let told = told(b"id,front,back\n1,sun,sol\n1,moon,luna\n1,sun,sol\n").unwrap();
    assert_eq!(problems(&told), ["line 3 duplicate_id 1", "line 4 repeated_row sun"]);
}

#[test]
fn the_order_of_rows_exchanges_no_cards() {
    let first = ids("front,back\nbank,orilla\nbank,banco\nsun,sol\n");
    assert_eq!(first, ids("front,back\nsun,sol\nbank,banco\nbank,orilla\n"));
    // A row that is gone gives its card to none of the others.
    let gone = ids("front,back\nbank,banco\nbank,casa\n");
    assert_eq!((&gone[0], gone[1].2 == first[1].2), (&first[0], false));
}

/// What a file makes of the cards that are here: how many are new, changed, and as they are.
fn effect(text: &str, here: &[Record]) -> [usize; 3] {
    let source = told(text.as_bytes()).unwrap().source;
    let apply = ApplySource { source: &source, space: None, restore: false, others: false };
    let mut snapshot = Snapshot::default();
    for lookup in apply.needs(&snapshot) {
        let Lookup::Record(kind, id) = lookup else { panic!("{lookup:?}") };
        let found = here.iter().filter(|record| (record.kind, record.id) == (kind, id));
        let hits = found.map(|record| Hit { key: String::new(), row: Stored::Record(record.clone()) });
        snapshot.put_rows(lookup.clone(), hits.collect());
    }
    let effect = apply.effect(&snapshot, &Context::new(Moment { ms: 9, tz_offset_min: 0 }, DeviceId(7), 2));
    [effect.new, effect.changed, effect.unchanged]
}

/// One of two rows with the same task is the card that was made when its front stood alone, or its task did.
#[test]
fn a_task_that_comes_twice_later_adds_one_card() {
    for first in ["front,back\nsun,sol\n", "front,back\nsun,sol\nsun,soleil\n"] {
        let here = records(&told(first.as_bytes()).unwrap().source);
        for rows in ["sun,sol,\nsun,sol,a star\n", "sun,sol,a star\nsun,sol,\n"] {
            assert_eq!(effect(&["front,back,why\n", rows].concat(), &here), [1, 0, 1], "{first} {rows}");
        }
    }
}

#[test]
fn what_has_no_name_changes_no_card_of_another() {
    let of = |name: &str, text: &str| {
        let layout = Layout::Pairs(Pairs { between: "\t".to_owned(), rows: "\n".to_owned() });
        let place = Place { name: name.to_owned(), ..place() };
        read(text.as_bytes(), &layout, &place, Decks::default()).unwrap().source.records[0].id
    };
    assert_ne!(of("", "sol\tsun"), of("", "sol\tsoleil"));
    assert_eq!(of("", "sol\tsun"), of("", "sol\tsun"));
    assert_eq!(of("w", "sol\tsun"), of("w", "sol\tsoleil"));
}
