//! What questions become: every kind, what cannot be kept, broken ones beside sound ones, ids that stay.

mod hostile;
mod round_trip;
mod samples;

use super::{looks_like, read};
use crate::{
    apply::ApplySource,
    foreign,
    problem::{Problem, Refusal},
    sheet::{Decks, Into, Place},
    source::Source,
};
use cairn_domain::{
    id::{DeviceId, Id},
    item::{Deck, Form, Item},
    kind::Kind,
    noun::Noun,
    port::{Decision, Hit, Lookup, Row, Snapshot},
    record::{Context, Record},
    time::Moment,
};

fn place() -> Place {
    Place { name: "bank".to_owned(), deck: Into::Nowhere, now_ms: 1_000_000 }
}

fn told(text: &str) -> Result<Source, Refusal> {
    read(text.as_bytes(), &place(), Decks::default())
}

fn records(source: &Source) -> Vec<Record> {
    let apply = ApplySource { source, space: None, restore: false, others: false };
    let mut context = Context::new(Moment { ms: 5, tz_offset_min: 0 }, DeviceId(7), 1);
    let outcome = apply.decide(&Snapshot::default(), &mut context).unwrap();
    let record = |write| match write {
        cairn_domain::change::Write::Record(record) => Some(record),
        _ => None,
    };
    outcome.writes.into_iter().filter_map(record).collect()
}

fn items(text: &str) -> Vec<Item> {
    let made = records(&told(text).unwrap());
    made.iter().filter(|record| record.kind == Kind::ITEM).map(Item::read).collect()
}

fn problems(source: &Source) -> Vec<String> {
    let one = |one: &Problem| format!("{} {} {}", one.location, one.code, one.detail).trim().to_owned();
    source.problems.iter().map(one).collect()
}

/// One question of every kind.
const ALL: &str = "$CATEGORY: $course$/top/Biology/Cells\n\n\
// question: 7  name: Organelle\n// [id:bio-1] [tag:cells] [tag:energy]\n\
::Organelle::[markdown]Which *organelle* makes ATP?{\n\t=Mitochondrion#Yes.\n\t~Nucleus#It keeps *genes*.\n\t~Ribosome\n\
\t####See chapter 2\\: cells.\n}\n\n\
Name the primes{~%50%2 ~%50%3 ~4 ~6}\n\n\
The cell wall is alive.{F#No, it is not#Right}\n\n\
Powerhouse of the cell?{=mitochondrion =mitochondria =%0%nucleus#That keeps genes}\n\n\
Speed of light in km/s?{#299792:10}\n\n\
From 1 to 5?{#1..5}\n\n\
Match them{=Egypt -> Cairo =France -> Paris}\n\n\
Two plus two is {=four =4}.\n\n\
Explain osmosis.{####Water through a membrane}\n\n\
Now turn the page.\n";

#[test]
fn every_kind_becomes_what_it_is() {
    let source = told(ALL).unwrap();
    assert_eq!(problems(&source), ["line 28 not_practised Now turn the page."]);
    let made = records(&source);
    let decks: Vec<Deck> = made.iter().filter(|record| record.kind == Kind::DECK).map(Deck::read).collect();
    assert_eq!(decks.iter().map(|deck| deck.title.as_str()).collect::<Vec<_>>(), ["Biology", "Cells"]);
    let made: Vec<Item> = made.iter().filter(|record| record.kind == Kind::ITEM).map(Item::read).collect();
    let forms: Vec<Form> = made.iter().map(|item| item.form).collect();
    assert_eq!(
        forms.iter().map(|form| form.name()).collect::<Vec<_>>(),
        ["single", "multiple", "true_false", "short", "numeric", "numeric", "matching", "short", "open", "open"]
    );
    assert!(made.iter().all(|item| item.has_key() && item.deck == Some(decks[1].id)));
    assert_eq!((made[0].prompt.as_str(), &made[0].right[..]), ("Which *organelle* makes ATP?", &[0][..]));
    assert_eq!(made[0].options, ["Mitochondrion", "Nucleus", "Ribosome"]);
    assert_eq!(made[0].feedback, ["Yes.", "It keeps *genes*.", ""]);
    assert_eq!((made[0].explanation.as_str(), made[0].source_id.as_str()), ("See chapter 2: cells.", "bio-1"));
    let mut tags: Vec<&str> = made[0].tags.iter().map(|(tag, _)| tag.as_str()).collect();
    tags.sort_unstable();
    assert_eq!(tags, ["cells", "energy"]);
    assert_eq!(made[1].right, [0, 1]);
    assert_eq!(
        (&made[2].right[..], &made[2].feedback[..]),
        (&[1][..], &["No, it is not".to_owned(), "Right".to_owned()][..])
    );
    assert_eq!(
        (&made[3].accepted[..], &made[3].rejected[..]),
        (&["mitochondrion".to_owned(), "mitochondria".to_owned()][..], &["nucleus".to_owned()][..])
    );
    assert_eq!(made[3].explanation, "- nucleus: That keeps genes");
    assert_eq!((made[4].number, made[4].tolerance), (Some(299_792.0), Some(10.0)));
    assert_eq!((made[5].number, made[5].tolerance), (Some(3.0), Some(2.0)));
    assert_eq!(
        (&made[6].options[..], &made[6].matches[..]),
        (&["Egypt".to_owned(), "France".to_owned()][..], &["Cairo".to_owned(), "Paris".to_owned()][..])
    );
    assert_eq!(made[7].prompt, foreign::escaped("Two plus two is _____ ."));
    assert_eq!((made[8].answer.as_str(), made[8].explanation.as_str()), ("Water through a membrane", ""));
    assert!(made[9].suspended && !made[8].suspended);
}

#[test]
fn which_feedback_belongs_to_true() {
    let feedback = |text: &str| items(text).remove(0).feedback;
    for (text, told_of) in [
        ("Q{TRUE#one#two}", vec!["line 1 feedback_order one"]),
        ("Q{T#one}", vec!["line 1 feedback_order one"]),
        ("Q{TRUE####both}", vec![]),
        ("Q{FALSE#one#two}", vec![]),
        ("// question: 7  name: Q\nQ{TRUE#wrong#right}", vec![]),
    ] {
        assert_eq!(problems(&told(text).unwrap()), told_of, "{text}");
    }
    assert_eq!(feedback("Q{TRUE#one#two}"), ["one", "two"]);
    assert_eq!(feedback("Q{FALSE#one#two}"), ["one", "two"]);
    assert_eq!(feedback("// question: 7  name: Q\nQ{TRUE#wrong#right}"), ["right", "wrong"]);
    assert_eq!(feedback("// question: 7  name: Q\nQ{FALSE#wrong#right}"), ["wrong", "right"]);
}

#[test]
fn one_broken_question_is_told_with_its_line_and_the_rest_is_read() {
    let source = told(
        "Good?{T}\n\nBroken {=a ~b\n\nBroken =a}\n\n// about this\nTwo {=a} gaps {=b}\n\n::No end Q{T}\n\n{T}\n\n\
         Which?{~a ~b}\n\nWhich?{=a ~}\n\nPairs{=a -> b\n=c}\n\nPairs{=a -> b}\n\nHow many?{#about 3}\n\nHow many?{#}\n\n\
         Word?{=}\n\nGood?{F}\n",
    )
    .unwrap();
    assert_eq!(source.records.len(), 2);
    assert_eq!(
        problems(&source),
        [
            "line 3 unclosed_answers {=a ~b",
            "line 5 stray_brace }",
            "line 8 stray_brace {=b}",
            "line 10 unclosed_title No end Q{T}",
            "line 12 no_text",
            "line 14 no_right Which?",
            "line 16 few_options Which?",
            "line 19 unpaired c",
            "line 21 few_options Pairs",
            "line 23 bad_number about 3",
            "line 25 no_right How many?",
            "line 27 no_right Word?",
        ]
    );
}

#[test]
fn what_an_item_cannot_say_is_told() {
    let source = told(
        "Best?{~wrong ~%50%half =full}\n\nBoth?{=a =b ~c}\n\nAll of\\:{~%50%a ~%50%b ~%-100%c ~%-100%d}\n\n\
         Animal?{=Frog#Good! =%50%Cat#Cats? =%0%*#Completely wrong}\n\nYear?{#=1822:0 =%50%1822:2 ~#No}\n\n\
         Number?{#=1 =2}\n\nWord?{=*synthesis* =a*b}\n\nMatch{=a -> b =c -> d = -> e}\n",
    )
    .unwrap();
    assert_eq!(
        problems(&source),
        [
            "line 1 partial_credit 50 %: half",
            "line 3 several_right a · b",
            "line 5 partial_credit 50 %: a · 50 %: b · -100 %: c · -100 %: d",
            "line 7 feedback_left Completely wrong",
            "line 7 partial_credit 50 %: Cat · 0 %: *",
            "line 9 partial_credit 50 %: 1822 ± 2",
            "line 9 feedback_left No",
            "line 11 more_numbers 2",
            "line 13 wildcard *synthesis*",
            "line 13 wildcard a*b",
            "line 15 extra_match e",
        ]
    );
    let made: Vec<Item> = records(&source).iter().map(Item::read).collect();
    assert_eq!((made[0].form, &made[0].right[..]), (Form::Single, &[2][..]));
    assert_eq!((made[1].form, &made[1].right[..]), (Form::Multiple, &[0, 1][..]));
    assert_eq!((&made[3].accepted[..], &made[3].rejected[..]), (&["Frog".to_owned()][..], &[][..]));
    assert_eq!(made[3].explanation, "- Frog: Good!\n- Cat: Cats?");
    assert_eq!((made[4].number, made[4].tolerance), (Some(1822.0), None));
    assert_eq!(made[6].accepted, ["synthesis"]);
    assert_eq!(made[7].options.len(), 2);
}

#[test]
fn letters_and_formulas_are_what_they_are() {
    let short = |text: &str| items(text).remove(0).accepted;
    assert_eq!(short("[html]<p>Type?</p>{=%100%List<String>#}"), ["List<String>"]);
    assert_eq!(short("[html]<p>Type?</p>{=<p>List&lt;String&gt;</p>}"), ["List<String>"]);
    let prompt = |text: &str| items(text).remove(0).prompt;
    for (text, expected) in [
        ("Solve $$x^2\\=4$$ now{T}", "Solve\n$$x^2=4$$\nnow"),
        ("Solve \\(x^2\\){T}", "Solve $x^2$"),
        ("Solve \\(x^2\\) <b>now</b>{T}", "Solve $x^2$ **now**"),
        ("[plain]Solve \\(x^2\\) <b>*now*{T}", "Solve $x^2$ \\<b>\\*now\\*"),
        ("One\\ntwo *three*{T}", "One\ntwo \\*three\\*"),
    ] {
        assert_eq!(prompt(text), expected, "{text}");
    }
}

fn apply(source: &Source) -> ApplySource<'_> {
    ApplySource { source, space: None, restore: false, others: false }
}

#[test]
fn the_same_again_is_the_same_and_a_newer_one_changes() {
    let first = told(ALL).unwrap();
    let known = records(&first);
    let mut context = Context::new(Moment { ms: 9, tz_offset_min: 0 }, DeviceId(7), 2);
    let here = |source: &Source| here(source, &known);
    assert_eq!(apply(&first).decide(&here(&first), &mut context).unwrap().writes, []);
    let text = ALL.replace("See chapter 2", "See chapter 3").replace("Name the primes", "Name all primes");
    let newer = told(&format!("{text}\nNew?{{T}}\n")).unwrap();
    let effect = apply(&newer).effect(&here(&newer), &context);
    // What has neither id nor title and asks something else is another question.
    assert_eq!((effect.new, effect.changed, effect.unchanged), (2, 1, 10));
}

/// What of these records is looked for.
fn here(source: &Source, known: &[Record]) -> Snapshot {
    let mut here = Snapshot::default();
    for lookup in apply(source).needs(&here) {
        let Lookup::Record(_, id) = &lookup else { continue };
        let hit = known.iter().find(|record| record.id == *id);
        let hits = hit.map(|record| Hit { key: String::new(), row: Row::Record(record.clone()) });
        here.put_rows(lookup, hits.into_iter().collect());
    }
    here
}

#[test]
fn an_id_that_a_second_category_has_later_still_names_the_first() {
    let one = "$CATEGORY: a\n\n// [id:7]\nQ{T}\n";
    let two = &format!("$CATEGORY: b\n\n// [id:7]\nR{{T}}\n\n{one}");
    let bare = &format!("// [id:7]\nR{{T}}\n\n{one}");
    let context = Context::new(Moment { ms: 9, tz_offset_min: 0 }, DeviceId(7), 2);
    for (before, after, new) in [(one, two.as_str(), 2), (two, one, 0), (one, bare, 1), (two, two, 0)] {
        let (known, after) = (records(&told(before).unwrap()), told(after).unwrap());
        let effect = apply(&after).effect(&here(&after, &known), &context);
        assert_eq!((effect.new, effect.changed), (new, 0), "{before}");
    }
    // In two categories, each goes on under its name when it changes.
    let known = records(&told(two).unwrap());
    let newer = told(&two.replace("Q{T}", "Q{F}")).unwrap();
    let effect = apply(&newer).effect(&here(&newer, &known), &context);
    assert_eq!((effect.new, effect.changed), (0, 1));
}

fn ids(text: &str) -> Vec<Id> {
    told(text).unwrap().records.iter().map(|record| record.id).collect()
}

#[test]
fn questions_are_called_by_id_title_or_text() {
    for (one, other, same) in [
        ("// [id:a]\n::T::Q{T}", "$CATEGORY: x\n\n// [id:a]\n::U::Other{F}", true),
        ("::T::Q{T}", "::T::Other{F}", true),
        ("::T::Q{T}", "$CATEGORY: x\n\n::T::Q{T}", false),
        ("Q{T}", "Q{F}", true),
        ("Q{T}", "R{T}", false),
    ] {
        let last = |text: &str| *ids(text).last().unwrap();
        assert_eq!(last(one) == last(other), same, "{one} {other}");
    }
    let source = told("// [id:a]\nQ{T}\n\n// [id:a]\nR{T}\n\n::T::One{T}\n\n::T::Two{T}\n\nQ{T}\n\nQ{T}\n").unwrap();
    let different: std::collections::BTreeSet<Id> = source.records.iter().map(|record| record.id).collect();
    assert_eq!((source.records.len(), different.len()), (6, 6));
    assert_eq!(problems(&source), ["line 5 repeated_id a", "line 13 repeated_question Q"]);
    // Two categories may have one id.
    let two = "$CATEGORY: a\n\n// [id:1]\nQ{T}\n\n$CATEGORY: b\n\n// [id:1]\nR{T}\n";
    assert_eq!(problems(&told(two).unwrap()), Vec::<String>::new());
}

#[test]
fn what_has_no_category_lies_where_it_is_put() {
    let text = b"Q{T}\n\n$CATEGORY: Cells\n\nR{T}\n\n$CATEGORY: $course$/top\n\nS{T}";
    let here = |deck: Into, decks: Decks| records(&read(text, &Place { deck, ..place() }, decks).unwrap());
    let decks = |made: &[Record]| -> Vec<Deck> {
        made.iter().filter(|record| record.kind == Kind::DECK).map(Deck::read).collect()
    };
    let of = |made: &[Record]| -> Vec<_> {
        made.iter().filter(|record| record.kind == Kind::ITEM).map(|record| Item::read(record).deck).collect()
    };
    let nowhere = here(Into::Nowhere, Decks::default());
    assert_eq!(of(&nowhere), [None, Some(decks(&nowhere)[0].id), None]);
    let named = here(Into::Named("Bank".to_owned()), Decks::default());
    let made = decks(&named);
    assert_eq!(made.iter().map(|deck| deck.title.as_str()).collect::<Vec<_>>(), ["Bank", "Cells"]);
    assert_eq!(of(&named), [Some(made[0].id), Some(made[1].id), Some(made[0].id)]);
    // A deck that is here is used.
    assert_eq!(decks(&here(Into::Known(made[0].id), Decks::of(&named))), []);
}

#[test]
fn what_holds_no_question_is_refused() {
    let code = |bytes: &[u8]| read(bytes, &place(), Decks::default()).err().map(|refusal| refusal.code);
    assert_eq!(code(b""), Some("no_questions"));
    assert_eq!(code(b"// only this\n\n"), Some("no_questions"));
    assert_eq!(code(b"\x89PNG\r\n\x1a\n\0\xff"), Some("not_text"));
    assert_eq!(code("Q{T}\n\nقلم ".as_bytes().split_last().unwrap().1.split_last().unwrap().1), Some("not_utf8"));
    assert_eq!(code("Q{T}\n\n".repeat(super::QUESTIONS_MAX + 1).as_bytes()), Some("too_many_questions"));
    // Old Windows, and UTF-16.
    let made = read(b"\xbfQu\xe9?{=caf\xe9}", &place(), Decks::default()).unwrap();
    assert_eq!(
        (Item::read(&records(&made)[0]).prompt.as_str(), problems(&made)),
        ("¿Qué?", vec!["file windows_1252".to_owned()])
    );
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain("Q{T}".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert!(looks_like(&wide) && read(&wide, &place(), Decks::default()).is_ok());
}
