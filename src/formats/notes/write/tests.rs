//! What goes out comes back.

use super::super::{
    read,
    tests::{NOW, PNG, brought, context, hash, of, told},
};
use super::*;
use cairn_domain::{cbor::value::Ms, id::Id, item::Form, media::reference, record::Draft};
use proptest::prelude::*;

fn made(kind: Kind, number: u128, fill: impl FnOnce(&mut Draft)) -> Record {
    let mut draft = Draft::create(Record::new(kind, Id::new(1, number)), &context());
    fill(&mut draft);
    draft.finish().expect("a change").0
}

fn card(number: u128, prompt: &str, answer: &str, deck: Option<u128>, tags: &[&str]) -> Record {
    made(Kind::ITEM, number, |draft| {
        draft.set(&Item::PROMPT, &prompt.to_owned());
        draft.set(&Item::ANSWER, &answer.to_owned());
        draft.set(&Item::CREATED, &Some(Ms(i64::try_from(number).expect("small"))));
        draft.set(&Item::DECK, &deck.map(|deck| DeckId(Id::new(1, deck))));
        tags.iter().for_each(|tag| draft.insert(&Item::TAGS, &(*tag).to_owned(), &true));
    })
}

fn twin(of: &Record) -> Record {
    let mut draft = Draft::create(Record::new(Kind::ITEM, ItemId(of.id).twin().0), &context());
    draft.set(&Item::TWIN, &Some(ItemId(of.id)));
    draft.finish().expect("a change").0
}

fn cloze(number: u128, prompt: &str) -> Record {
    made(Kind::ITEM, number, |draft| {
        draft.set(&Item::FORM, &Form::Cloze);
        draft.set(&Item::PROMPT, &prompt.to_owned());
    })
}

fn decks() -> Vec<Record> {
    vec![
        made(Kind::DECK, 1, |draft| draft.set(&Deck::TITLE, &"Languages: all".to_owned())),
        made(Kind::DECK, 2, |draft| {
            draft.set(&Deck::TITLE, &"اللغة العربية".to_owned());
            draft.set(&Deck::PARENT, &Some(DeckId(Id::new(1, 1))));
        }),
    ]
}

/// What stands in the entries of a zip.
fn entries(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    use std::io::Read as _;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    (0..zip.len())
        .map(|at| {
            let mut entry = zip.by_index(at).expect("an entry");
            let mut content = Vec::new();
            entry.read_to_end(&mut content).expect("content");
            (String::from_utf8(entry.name_raw().to_vec()).expect("a name"), content)
        })
        .collect()
}

/// Prompt, answer, form, deck, tags, and the card that is turned.
type Said = (String, String, Form, Option<DeckId>, Vec<String>, Option<ItemId>);

/// What items say, by their ids.
fn said(records: &[Record]) -> BTreeMap<Id, Said> {
    let items = of::<Item>(records).into_iter();
    items
        .map(|item| {
            let tags = item.tags.into_iter().filter(|(_, on)| *on).map(|(tag, _)| tag).collect();
            (item.id.0, (item.prompt, item.answer, item.form, item.deck, tags, item.twin))
        })
        .collect()
}

#[test]
fn what_the_syntax_can_say_comes_back_as_the_same_items() {
    let picture = reference::written("a [heart]", hash(PNG));
    let plain_picture = reference::written("قلب", hash(PNG));
    let mut records = decks();
    records.extend([
        card(10, "كتاب", "book", Some(2), &["spanish verbs", "b"]),
        card(30, "a::b", "c\n\nd ==e==\n---\nf", Some(2), &["b"]),
        card(12, "```\nx\n\ny\n```", "?\n\n- one\n  - two", Some(1), &[]),
        card(13, "- item", "std::vector", None, &[]),
        card(14, &format!("What is {plain_picture}?"), "1", Some(2), &[]),
        card(15, "Euler", "$e^{i\\pi}+1=0$\n\n| a | b |\n| - | - |\n| c | d |", Some(1), &["12"]),
        cloze(20, "The {{c1::mitochondrion::organelle}} makes {{c1::ATP}}."),
        cloze(21, "A {{c1::b}} c {{c2::d}} == e"),
        cloze(22, "{{c1::ATP|adenosine triphosphate}} and\n\n{{c3::std::x}}"),
    ]);
    records.push(twin(&records[2].clone()));
    records.push(twin(&records[3].clone()));
    let kept = BTreeMap::from([(hash(PNG), PNG.to_vec())]);
    let written = write(&records, &kept, NOW).expect("a zip");
    let files = entries(&written.bytes);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    let media = format!("media/{}.png", &hash(PNG).to_text()[..32]);
    assert_eq!(names, ["Cairn.md", "Languages- all.md", "Languages- all/اللغة العربية.md", &media]);
    let source = read(&written.bytes, "export.zip", NOW).expect("notes");
    assert_eq!(told(&source), Vec::<String>::new());
    let back = brought(&source, &[]);
    let (mut before, after) = (said(&records), said(&back));
    // A list of one point in front is a line of a list: it is written to be read.
    before.remove(&Id::new(1, 13));
    assert_eq!((written.items, written.readable, written.missing), (11, 1, 0));
    assert_eq!(after, before);
    assert_eq!(
        of::<Deck>(&back).into_iter().map(|deck| (deck.id, deck.title, deck.parent)).collect::<Vec<_>>(),
        of::<Deck>(&records).into_iter().map(|deck| (deck.id, deck.title, deck.parent)).collect::<Vec<_>>()
    );
    assert_eq!(source.files.len(), 1);
    assert_eq!(brought(&source, &back), [], "and once more it adds nothing");
    let text = String::from_utf8(files["Languages- all/اللغة العربية.md"].clone()).expect("letters");
    assert!(text.contains(&format!("\nكتاب:::book ^cairn-{}\n", Id::new(1, 10))), "{text}");
    assert!(text.contains("../media/") && picture.contains("\\["), "{text}");
}

#[test]
fn other_forms_are_there_to_be_read() {
    let form = |number, form: Form, fill: &dyn Fn(&mut Draft)| {
        made(Kind::ITEM, number, |draft| {
            draft.set(&Item::FORM, &form);
            draft.set(&Item::PROMPT, &"Which::one? ==x==".to_owned());
            draft.set(&Item::EXPLANATION, &"because #so\n?".to_owned());
            fill(draft);
        })
    };
    let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let records = [
        form(1, Form::Single, &|draft| {
            draft.set(&Item::OPTIONS, &words(&["a::b", "c"]));
            draft.set(&Item::RIGHT, &vec![1]);
        }),
        form(2, Form::Matching, &|draft| {
            draft.set(&Item::OPTIONS, &words(&["a|b", "c"]));
            draft.set(&Item::MATCHES, &words(&["1", "2"]));
        }),
        form(3, Form::Ordering, &|draft| draft.set(&Item::OPTIONS, &words(&["x", "y"]))),
        form(4, Form::TrueFalse, &|draft| draft.set(&Item::RIGHT, &vec![0])),
        form(5, Form::Numeric, &|draft| draft.set(&Item::NUMBER, &Some(9.5))),
        form(6, Form::Short, &|draft| draft.set(&Item::ACCEPTED, &words(&["{{x}}", "<!-- y -->"]))),
        form(7, Form::Open, &|draft| draft.set(&Item::ANSWER, &"%%a%%".to_owned())),
        form(8, Form::Card, &|draft| draft.set(&Item::ANSWER, &"told".to_owned())),
    ];
    let written = write(&records, &BTreeMap::new(), NOW).expect("a zip");
    assert_eq!((written.items, written.readable), (8, 7));
    let text = String::from_utf8(entries(&written.bytes)["Cairn.md"].clone()).expect("letters");
    for part in ["- [ ] a\\:\\:b\n- [x] c", "| a\\|b | 1 |", "1. x\n2. y", "> ✓", "> 9.5", "> because \\#so\n> \\?"] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let source = read(&written.bytes, "x.zip", NOW).expect("notes");
    let items = of::<Item>(&brought(&source, &[]));
    assert_eq!(items.iter().map(|item| item.answer.as_str()).collect::<Vec<_>>(), ["told"]);
    assert_eq!(source.counts().get(&Kind::RESOURCE), None);
}

fn side() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[a-c:=?#|*_ \n-]{1,8}",
        "[a-zأ-ي ]{1,10}",
        Just("`a::b`".to_owned()),
        Just("$x^{2}$".to_owned()),
        Just("{{c1::x}}".to_owned()),
        Just("\n\n".to_owned()),
        Just("```\na\n\n?\n```".to_owned()),
        Just("| a | b |\n| - | - |".to_owned()),
        Just("![[x]] [y](z) %%c%% <!--d--> \\: #tag ^id".to_owned()),
    ];
    prop::collection::vec(part, 1..4).prop_map(|parts| ["Q", &parts.concat()].concat())
}

proptest! {
    /// Whatever comes back is what went out; what does not is counted.
    #[test]
    fn what_goes_out_comes_back_or_is_counted(sides in prop::collection::vec((side(), side(), any::<bool>(), "[a-z -]{0,6}"), 1..5)) {
        let records: Vec<Record> = sides
            .iter()
            .zip(10..)
            .map(|((prompt, answer, is_cloze, tag), number)| {
                let tags: &[&str] = &[tag.trim()];
                let tags = if tag.trim().is_empty() { &[] } else { tags };
                if *is_cloze { cloze(number, &[prompt, "{{c1::y}}"].concat()) } else { card(number, prompt, answer, None, tags) }
            })
            .collect();
        let written = write(&records, &BTreeMap::new(), NOW).expect("a zip");
        let back = match read(&written.bytes, "x.zip", NOW) {
            Ok(source) => said(&brought(&source, &[])),
            Err(refusal) => return Err(TestCaseError::fail(refusal.to_string())),
        };
        let before = said(&records);
        prop_assert_eq!(back.len() as u64, written.items - written.readable);
        for (id, one) in &back {
            let whole = before.get(id).map(|(prompt, answer, form, deck, tags, twin)| {
                (crate::tidy_text::lines(prompt).text, crate::tidy_text::lines(answer).text, *form, *deck, tags.clone(), *twin)
            });
            prop_assert_eq!(whole.as_ref(), Some(one));
        }
    }
}
