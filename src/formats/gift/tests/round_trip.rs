//! What is written is read again: the same questions, in the same decks.

use super::{ALL, items, place, records, told};
use crate::{
    gift::{Written, read, write},
    problem::Problem,
    sheet::Decks,
};
use cairn_domain::{
    cbor::value::Ms,
    id::{DeckId, DeviceId, Id, ItemId},
    item::{Deck, Form, Item},
    kind::Kind,
    noun::Noun,
    record::{Context, Draft, Record},
    time::Moment,
};
use proptest::prelude::*;

fn made(kind: Kind, number: u128, fill: impl FnOnce(&mut Draft)) -> Record {
    let context = Context::new(Moment { ms: 5, tz_offset_min: 0 }, DeviceId(7), 1);
    let mut draft = Draft::create(Record::new(kind, Id::new(1, number)), &context);
    fill(&mut draft);
    draft.finish().unwrap().0
}

fn item(number: u128, form: Form, prompt: &str, fill: impl FnOnce(&mut Draft)) -> Record {
    made(Kind::ITEM, number, |draft| {
        draft.set(&Item::FORM, &form);
        draft.set(&Item::PROMPT, &prompt.to_owned());
        draft.set(&Item::CREATED, &Some(Ms(i64::try_from(number).unwrap())));
        fill(draft);
    })
}

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(|text| (*text).to_owned()).collect()
}

/// What matters of an item.
fn asked(item: &Item) -> impl PartialEq + core::fmt::Debug + use<> {
    let Item { form, prompt, answer, options, right, matches, feedback, accepted, rejected, number, .. } = item.clone();
    let said = feedback.iter().any(|text| !text.is_empty()).then_some(feedback);
    let tags: std::collections::BTreeSet<String> = item.tags.iter().map(|(tag, _)| tag.clone()).collect();
    let more = (item.tolerance, item.explanation.clone(), item.source_id.clone(), tags);
    (form, prompt, answer, options, right, matches, said, (accepted, rejected, number, more))
}

fn again(written: &Written) -> Vec<Record> {
    records(&read(&written.bytes, &place(), Decks::default()).unwrap())
}

fn left(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(|one| format!("{} {}", one.code, one.detail)).collect()
}

#[test]
fn a_bank_that_was_read_is_written_and_read_again() {
    let before = records(&told(ALL).unwrap());
    let written = write(&before);
    assert_eq!(left(&written.left), Vec::<String>::new());
    assert_eq!(written.count, 10);
    let after = again(&written);
    let of = |records: &[Record]| -> Vec<Item> {
        records.iter().filter(|record| record.kind == Kind::ITEM).map(Item::read).collect()
    };
    let (before_items, after_items) = (of(&before), of(&after));
    // A text without a question comes back as an essay.
    assert_eq!(before_items.iter().map(asked).collect::<Vec<_>>(), after_items.iter().map(asked).collect::<Vec<_>>());
    assert_eq!(before_items[0].deck, after_items[0].deck);
    let text = String::from_utf8(written.bytes).unwrap();
    assert!(text.starts_with(
        "$CATEGORY: Biology/Cells\n\n// question: 1  name: bio-1\n// [tag:cells] [tag:energy]\n::bio-1::[markdown]"
    ));
    assert!(text.contains("{FALSE#No, it is not#Right}"), "{text}");
}

#[test]
fn cards_gaps_and_what_has_no_place() {
    let twin = ItemId(Id::new(1, 1)).twin();
    let all = [
        item(1, Form::Card, "hola", |draft| {
            draft.set(&Item::ANSWER, &"hello there".to_owned());
            draft.set(&Item::HINTS, &texts(&["h"]));
        }),
        {
            let mut record = item(2, Form::Card, "", |draft| {
                draft.set(&Item::TWIN, &Some(ItemId(Id::new(1, 1))));
            });
            record.id = twin.0;
            record
        },
        item(3, Form::Card, "Why?", |draft| draft.set(&Item::ANSWER, &"Because **so**.\n\nAnd so.".to_owned())),
        item(4, Form::Cloze, "The {{c1::cell|cells}} divides.", |_| {}),
        item(5, Form::Cloze, "{{a}} and {{b}}", |_| {}),
        item(6, Form::Ordering, "Order", |draft| draft.set(&Item::OPTIONS, &texts(&["a", "b"]))),
        item(7, Form::Numeric, "g?", |draft| {
            draft.set(&Item::NUMBER, &Some(10.0));
            draft.set(&Item::UNIT, &"m/s2".to_owned());
            draft.set(&Item::RELATIVE, &Some(0.05));
        }),
        item(8, Form::Single, "Which?", |_| {}),
        item(9, Form::Short, "Arrow?", |draft| draft.set(&Item::ACCEPTED, &texts(&["a -> b"]))),
        item(10, Form::Open, &format!("See ![a *heart*](cairn:{})", "ab".repeat(32)), |_| {}),
    ];
    let written = write(&all);
    assert_eq!(
        left(&written.left),
        [
            "unwritten_hints hola",
            "unwritten_form {{a}} and {{b}}",
            "unwritten_form Order",
            "unwritten_unit g?",
            "unwritten_key Which?",
            "unwritten_key Arrow?",
            &format!("unwritten_media See ![a *heart*](cairn:{})", "ab".repeat(32)),
        ]
    );
    assert_eq!(written.count, 6);
    let made = items(core::str::from_utf8(&written.bytes).unwrap());
    let told: Vec<_> = made
        .iter()
        .map(|item| (item.form, item.prompt.as_str(), item.accepted.join("|"), item.answer.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (Form::Short, "hola", "hello there".to_owned(), ""),
            (Form::Short, "hello there", "hola".to_owned(), ""),
            (Form::Open, "Why?", String::new(), "Because **so**.\n\nAnd so."),
            (Form::Short, "The _____ divides.", "cell|cells".to_owned(), ""),
            (Form::Numeric, "g?", String::new(), ""),
            (Form::Open, "See a *heart*", String::new(), ""),
        ]
    );
    assert_eq!((made[4].number, made[4].tolerance), (Some(10.0), Some(0.5)));
}

#[test]
fn decks_are_categories() {
    let deck = |number: u128, title: &str, parent: Option<u128>| {
        made(Kind::DECK, number, |draft| {
            draft.set(&Deck::TITLE, &title.to_owned());
            draft.set(&Deck::PARENT, &parent.map(|parent| DeckId(Id::new(1, parent))));
        })
    };
    let within = |number: u128, deck: Option<u128>| {
        item(number, Form::Open, &format!("Q{number}"), |draft| {
            draft.set(&Item::DECK, &deck.map(|deck| DeckId(Id::new(1, deck))));
        })
    };
    let all =
        [deck(50, "a/b", None), deck(51, "c", Some(50)), within(1, Some(51)), within(2, None), within(3, Some(50))];
    let written = write(&all);
    let text = String::from_utf8(written.bytes.clone()).unwrap();
    let order: Vec<&str> = text.lines().filter(|line| line.starts_with("$CATEGORY") || line.contains('{')).collect();
    assert_eq!(order, ["[markdown]Q2{}", "$CATEGORY: a//b", "[markdown]Q3{}", "$CATEGORY: a//b/c", "[markdown]Q1{}"]);
    let decks: Vec<Deck> = again(&written).iter().filter(|record| record.kind == Kind::DECK).map(Deck::read).collect();
    assert_eq!(decks.iter().map(|deck| deck.title.as_str()).collect::<Vec<_>>(), ["a/b", "c"]);
    assert_eq!(write(&[]), Written::default());
}

/// Texts with all that the format has a meaning for; without white space at their ends, which no format keeps.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-c\\\\:#={}~n%>/$*ق\n -]{1,14}",
        Just("[html]x".to_owned()),
        Just("// x".to_owned()),
        Just("%50%x".to_owned()),
        Just("$CATEGORY: x".to_owned()),
        Just("####x".to_owned()),
        Just("a\n\nb".to_owned()),
    ]
    .prop_map(|text| text.trim().to_owned())
    .prop_filter("says something", |text| !text.is_empty())
}

fn word() -> impl Strategy<Value = String> {
    "[a-c\\\\:#={}~n%>/$*ق]{1,8}".prop_filter("no arrow", |word| !word.contains("->"))
}

fn any_item() -> impl Strategy<Value = Record> {
    let many = || prop::collection::vec(text(), 2..5);
    let first = (0..7_usize, text(), many(), many(), prop::collection::btree_set(word(), 1..4), text());
    let more =
        (any::<prop::sample::Index>(), -1e6..1e6_f64, prop::option::of(0.001..10.0_f64), any::<u16>(), "[a-z:]{0,5}");
    (first, more).prop_map(|((form, prompt, options, others, words, why), (at, number, slack, id, name))| {
        use Form::{Matching, Multiple, Numeric, Open, Short, Single, TrueFalse};
        let form = [Single, Multiple, TrueFalse, Short, Numeric, Matching, Open][form];
        let count = options.len().min(others.len());
        let right = u32::try_from(at.index(options.len())).unwrap();
        item(u128::from(id) + 1, form, &prompt, |draft| {
            draft.set(&Item::SOURCE_ID, &name);
            match form {
                Single | Multiple => {
                    draft.set(&Item::OPTIONS, &options);
                    draft.set(&Item::RIGHT, &vec![right]);
                    draft.set(&Item::FEEDBACK, &others.iter().take(options.len()).cloned().collect());
                    draft.set(&Item::EXPLANATION, &why);
                }
                TrueFalse => {
                    draft.set(&Item::RIGHT, &vec![right % 2]);
                    draft.set(&Item::FEEDBACK, &vec![String::new(), why]);
                }
                Short => draft.set(&Item::ACCEPTED, &words.into_iter().collect()),
                Numeric => {
                    draft.set(&Item::NUMBER, &Some(number));
                    draft.set(&Item::TOLERANCE, &slack);
                    draft.set(&Item::EXPLANATION, &why);
                }
                Matching => {
                    // An arrow gets a stroke, and one line is all that a match has.
                    let plain = |list: &[String]| -> Vec<String> {
                        list.iter()
                            .take(count)
                            .map(|text| text.replace('>', "").replace('\n', " "))
                            .map(|text| ["x", text.trim()].concat().split_whitespace().collect::<Vec<_>>().join(" "))
                            .collect()
                    };
                    draft.set(&Item::OPTIONS, &plain(&options));
                    draft.set(&Item::MATCHES, &plain(&others));
                }
                _ => draft.set(&Item::ANSWER, &why),
            }
        })
    })
}

proptest! {
    #[test]
    fn any_item_that_has_a_place_comes_back(record in any_item()) {
        let written = write(core::slice::from_ref(&record));
        prop_assert_eq!(left(&written.left), Vec::<String>::new());
        let text = String::from_utf8(written.bytes.clone()).unwrap();
        let source = read(&written.bytes, &place(), Decks::default()).unwrap();
        prop_assert_eq!(&source.problems, &Vec::new(), "{}", text);
        let made = records(&source);
        prop_assert_eq!(made.len(), 1, "{}", text);
        let (mut before, mut after) = (Item::read(&record), Item::read(&made[0]));
        // The lists that are longer for nothing.
        for item in [&mut before, &mut after] {
            item.feedback.truncate(item.options.len().max(2));
            while item.feedback.last().is_some_and(String::is_empty) {
                item.feedback.pop();
            }
            item.source_id = item.source_id.trim().to_owned();
        }
        prop_assert_eq!(format!("{:?}", asked(&before)), format!("{:?}", asked(&after)), "{}", text);
    }
}
