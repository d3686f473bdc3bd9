//! Notes as people write them become items, and the same notes again add nothing.

mod samples;

use super::*;
use crate::{apply::ApplySource, source::SourceRecord};
use cairn_domain::{
    id::{DeckId, DeviceId},
    item::{Deck, Form, Item},
    kind::Kind,
    media::{MediaHash, reference},
    noun::Noun,
    port::{Decision, Hit, Lookup, Row, Snapshot},
    record::{Context, Record},
    resource::Resource,
    time::Moment,
};
use std::collections::BTreeMap;

pub(super) const NOW: i64 = 1_700_000_000_000;

pub(super) fn context() -> Context {
    Context::new(Moment { ms: 5, tz_offset_min: 0 }, DeviceId(7), 1)
}

/// What an import of this would make of what is here.
pub(super) fn brought(source: &Source, here: &[Record]) -> Vec<Record> {
    let apply = ApplySource { source, space: None, restore: false, others: false };
    let mut snapshot = Snapshot::default();
    for lookup in apply.needs(&Snapshot::default()) {
        let Lookup::Record(kind, id) = &lookup else { continue };
        let hits = here.iter().filter(|record| (record.kind, record.id) == (*kind, *id));
        let hits = hits.map(|record| Hit { key: String::new(), row: Row::Record(record.clone()) }).collect();
        snapshot.put_rows(lookup, hits);
    }
    let outcome = apply.decide(&snapshot, &mut context()).expect("a decision");
    let record = |write| match write {
        cairn_domain::change::Write::Record(record) => Some(record),
        _ => None,
    };
    outcome.writes.into_iter().filter_map(record).collect()
}

pub(super) fn of<N: Noun>(records: &[Record]) -> Vec<N> {
    records.iter().filter(|record| record.kind == N::KIND).map(N::read).collect()
}

fn source_of(notes: &[(&str, &str)], files: &[(&str, &[u8])]) -> Source {
    let notes: Vec<Note> = notes.iter().map(|(path, text)| Note { path, bytes: text.as_bytes() }).collect();
    let files: Vec<Note> = files.iter().map(|(path, bytes)| Note { path, bytes }).collect();
    read_notes(&notes, &files, &Settings::default(), NOW).expect("notes")
}

/// The cards of a note that is marked: form, prompt, answer.
fn cards(text: &str) -> Vec<(Form, String, String)> {
    let source = source_of(&[("n.md", &format!("#flashcards\n\n{text}"))], &[]);
    let items = of::<Item>(&brought(&source, &[]));
    items.into_iter().filter(|item| item.twin.is_none()).map(|item| (item.form, item.prompt, item.answer)).collect()
}

pub(super) fn told(source: &Source) -> Vec<String> {
    let one = |problem: &crate::problem::Problem| format!("{} {} {}", problem.location, problem.code, problem.detail);
    source.problems.iter().map(|problem| one(problem).trim_end().to_owned()).collect()
}

fn check(text: &str, expected: &[(Form, &str, &str)]) {
    let expected: Vec<_> =
        expected.iter().map(|(form, prompt, answer)| (*form, (*prompt).to_owned(), (*answer).to_owned())).collect();
    assert_eq!(cards(text), expected, "{text}");
}

#[test]
fn every_form_of_the_syntax_is_a_card() {
    check("a b::c d\ne:::f", &[(Form::Card, "a b", "c d"), (Form::Card, "e", "f")]);
    check(
        "- ما هي؟::هذه\n> q::a\n3. x::y\n- [ ] z::w\n## h::k",
        &[
            (Form::Card, "ما هي؟", "هذه"),
            (Form::Card, "q", "a"),
            (Form::Card, "x", "y"),
            (Form::Card, "z", "w"),
            (Form::Card, "h", "k"),
        ],
    );
    check("one\ntwo\n?\nthree\nfour\n\nnot this", &[(Form::Card, "one\ntwo", "three\nfour")]);
    check("one\n??\n- a\n  - b", &[(Form::Card, "one", "- a\n  - b")]);
    check("### What?\n?\n\tThat\n\t\tis", &[(Form::Card, "What?", "That\n\tis")]);
    check("a ==b== c ==d==^[hint]", &[(Form::Cloze, "a {{c1::b}} c {{c2::d::hint}}", "")]);
    check("a {{b}} c", &[(Form::Cloze, "a {{c1::b}} c", "")]);
    check("# Head\nsome\n==b==[^2] and ==c==[^1]", &[(Form::Cloze, "some\n{{c2::b}} and {{c1::c}}", "")]);
    check("text ==x==\nq::a\n\nmore", &[(Form::Cloze, "text {{c1::x}}", ""), (Form::Card, "q", "a")]);
    check("q\n?\nstd::vector and ==x==", &[(Form::Card, "q", "std::vector and **x**")]);
}

#[test]
fn where_no_syntax_counts_nothing_is_a_card() {
    check("```cpp\nstd::vector\n\n?\n==x==\n```", &[]);
    check("`a::b` and $x::y$ and \\::", &[]);
    check("$$\na ==b==\nc::d\n$$", &[]);
    check("<!--\nq::a\n-->\n%% q::a %%", &[]);
    check("<!--q::a <!--SR:!2021-08-20,13,290--> -->", &[]);
    check("a :::: b\n| a::b | c |\n| - | - |", &[]);
    check("[w](https://x.example/a::b)", &[]);
    check("`a::b`::c", &[(Form::Card, "`a::b`", "c")]);
    check("code\n?\n```\na\n\n?\nb\n```\nend", &[(Form::Card, "code", "```\na\n\n?\nb\n```\nend")]);
    check("a == b and c == d", &[]);
}

#[test]
fn with_a_line_that_ends_cards_a_text_with_gaps_goes_on_to_it() {
    let settings = Settings { end: "+++".to_owned(), ..Settings::default() };
    let text = "#flashcards\n\nno card\n\n==a== one\n\ncontext\n\n---\n# Head\n\n==b== two\n+++\nleft out\n\nq\n?\n\nr\n+++\n\n==c==";
    let note = Note { path: "n.md", bytes: text.as_bytes() };
    let source = read_notes(&[note], &[], &settings, NOW).expect("notes");
    let items = of::<Item>(&brought(&source, &[]));
    let said: Vec<(Form, &str, &str)> =
        items.iter().map(|item| (item.form, item.prompt.as_str(), item.answer.as_str())).collect();
    let long = "{{c1::a}} one\n\ncontext\n\n---\n# Head\n\n{{c2::b}} two";
    assert_eq!(said, [(Form::Cloze, long, ""), (Form::Card, "q", "r"), (Form::Cloze, "{{c1::c}}", "")]);
    assert_eq!(told(&source), Vec::<String>::new());
    // Without that line the blank one ends it.
    check(
        "==a== one\n\ncontext\n\n==b== two",
        &[(Form::Cloze, "{{c1::a}} one", ""), (Form::Cloze, "{{c1::b}} two", "")],
    );
}

#[test]
fn schedules_and_names_stay_out_of_the_text() {
    let text = "#flashcards\nq::a <!--SR:!2024-03-20,124,270--> ^one\nx ==y==\n<!--SR:!2021-08-16,15,290!2021-08-16,15,290-->\n\n\
                r\n?\ns ^two\n\nt\n?\n| u |\n| - |\n\n^three\n";
    let source = source_of(&[("a/n.md", text)], &[]);
    assert_eq!(told(&source), ["file schedule_left 2"]);
    let items = of::<Item>(&brought(&source, &[]));
    let said: Vec<(&str, &str, &str)> =
        items.iter().map(|item| (item.prompt.as_str(), item.answer.as_str(), item.source_id.as_str())).collect();
    assert_eq!(
        said,
        [
            ("q", "a", "a/n.md#^one"),
            ("x {{c1::y}}", "", ""),
            ("r", "s", "a/n.md#^two"),
            ("t", "| u |\n| - |", "a/n.md#^three"),
        ]
    );
}

/// The names of the deck of each card, from the top down, and its tags.
fn places(source: &Source) -> Vec<(String, String, Vec<String>)> {
    let records = brought(source, &[]);
    let decks: BTreeMap<DeckId, Deck> = of::<Deck>(&records).into_iter().map(|deck| (deck.id, deck)).collect();
    let way = |deck: Option<DeckId>| {
        let mut names = Vec::new();
        let mut next = deck;
        while let Some(deck) = next.and_then(|id| decks.get(&id)) {
            names.push(deck.title.clone());
            next = deck.parent;
        }
        names.reverse();
        names.join("/")
    };
    let items = of::<Item>(&records).into_iter().filter(|item| item.twin.is_none());
    let tags = |item: &Item| item.tags.iter().map(|(tag, _)| tag.clone()).collect();
    items.map(|item| (item.prompt.clone(), way(item.deck), tags(&item))).collect()
}

#[test]
fn tags_say_which_deck_a_card_is_of() {
    let check = |text: &str, expected: &[(&str, &str, &[&str])]| {
        let expected: Vec<(String, String, Vec<String>)> = expected
            .iter()
            .map(|(q, deck, tags)| ((*q).into(), (*deck).into(), tags.iter().map(|tag| (*tag).into()).collect()))
            .collect();
        assert_eq!(places(&source_of(&[("n.md", text)], &[])), expected, "{text}");
    };
    check(
        "#flashcards/a\n1::x\n2::x\n\n#flashcards/b #more\n3::x",
        &[("1", "flashcards/a", &[]), ("2", "flashcards/a", &[]), ("3", "flashcards/b", &["more"])],
    );
    check(
        "#flashcards/a\n\n#flashcards/b 4::x\n\n6::x\n\n#flashcards/c q\n?\nr\n\n7::x",
        &[
            ("4", "flashcards/b", &[]),
            ("6", "flashcards/a", &[]),
            ("q", "flashcards/c", &[]),
            ("7", "flashcards/a", &[]),
        ],
    );
    check("#flashcards/l/w #flashcards/t\nq::a", &[("q", "flashcards/l/w", &["flashcards/t"])]);
    check(
        "---\ntags: [flashcards/x/y, bio]\n---\nq::a #cell\n\nsome #word here",
        &[("q", "flashcards/x/y", &["bio", "cell", "word"])],
    );
    check("q::a\n\nat the end #flashcard", &[("q", "flashcard", &[])]);
    check(
        "# Physics #flashcards/p\n1::x\n2::x #flashcards/q #light\n3::x\n\na\n?\nb #flashcards/r ^n",
        &[
            ("1", "flashcards/p", &[]),
            ("2", "flashcards/q", &["light"]),
            ("3", "flashcards/q", &["light"]),
            ("a", "flashcards/r", &[]),
        ],
    );
    check("#بطاقات #flashcards/لغة\nس::ج", &[("س", "flashcards/لغة", &["بطاقات"])]);
    let untagged = source_of(&[("n.md", "q::a\n\nr\n?\ns"), ("m.md", "#flashcards\nx::y")], &[]);
    assert_eq!((places(&untagged).len(), told(&untagged)), (1, vec!["n.md:1 untagged 2".to_owned()]));
}

#[test]
fn folders_are_decks_where_the_vault_wants_it() {
    let notes = [Note { path: "Science/Physics/n.md", bytes: b"q::a" }, Note { path: "top.md", bytes: b"r::b" }];
    let settings = Settings { folders: true, ..Settings::default() };
    let source = read_notes(&notes, &[], &settings, NOW).expect("notes");
    let decks: Vec<(String, String)> = places(&source).into_iter().map(|(q, deck, _)| (q, deck)).collect();
    assert_eq!(decks, [("q".into(), "Science/Physics".into()), ("r".into(), String::new())]);
}

pub(super) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01";

pub(super) fn hash(bytes: &[u8]) -> MediaHash {
    MediaHash(*blake3::hash(bytes).as_bytes())
}

#[test]
fn links_become_words_and_pictures_are_kept() {
    let text = "#flashcards\n\nSee [[B|that]] and [[B#Part]]::![[pic.png|300]] ![a *b*](img/pic.png) [x](https://x.example/p)\n\
                ![r](https://x.example/r.png) [[gone]]::![[no.png]] ![[doc.pdf]] ![[B]]\nraw <b>x</b><br>y::<script>z</script>w";
    let files: [(&str, &[u8]); 3] = [("img/pic.png", PNG), ("doc.pdf", b"%PDF"), ("unused.png", b"\x89PNG\r\n\x1a\n")];
    let source = source_of(&[("A.md", text), ("B.md", "# B\ntext"), ("C.md", "alone")], &files);
    let picture = |words: &str| reference::written(words, hash(PNG));
    let items = of::<Item>(&brought(&source, &[]));
    assert_eq!(items[0].prompt, "See that and B > Part");
    assert_eq!(items[0].answer, format!("{} {} [x](https://x.example/p)", picture("pic"), picture("a *b*")));
    assert_eq!(
        (items[1].prompt.as_str(), items[1].answer.as_str()),
        ("[r](https://x.example/r.png) gone", "no.png doc B")
    );
    assert_eq!((items[2].prompt.as_str(), items[2].answer.as_str()), ("raw **x**\ny", "w"));
    assert_eq!(
        source.files.iter().map(|(hash, file)| (*hash, file.name.as_str())).collect::<Vec<_>>(),
        [(hash(PNG), "pic.png")]
    );
    assert_eq!(
        told(&source),
        [
            "A.md:4 remote_picture https://x.example/r.png",
            "A.md:4 missing_file no.png",
            "A.md:4 not_shown doc.pdf",
            "A.md:4 note_left B",
            "A.md:5 dropped script",
        ]
    );
    let resources = of::<Resource>(&brought(&source, &[]));
    let shown: Vec<(&str, &str)> = resources.iter().map(|one| (one.title.as_str(), one.link.as_str())).collect();
    assert_eq!(shown, [("A", ""), ("B", ""), ("x", "https://x.example/p")]);
    assert_eq!(items[0].resource, Some(resources[0].id));
    assert_eq!(resources[1].notes.shown(), "# B\ntext");
}

#[test]
fn headings_are_the_hint_and_notes_without_cards_are_resources() {
    let source = source_of(
        &[("n.md", "---\ntitle: Light\nlang: en\n---\n#flashcards\n# Waves\n## Speed\nq::a\n# Other\nr::s")],
        &[],
    );
    let items = of::<Item>(&brought(&source, &[]));
    assert_eq!(items[0].hints, ["Light › Waves › Speed"]);
    assert_eq!((items[1].hints[0].as_str(), items[0].language.as_str()), ("Light › Other", "en"));
    let source = source_of(&[("a/n.md", "only [[m]] text"), ("m.md", "more")], &[]);
    assert_eq!(told(&source), ["file no_cards"]);
    let titles: Vec<String> = of::<Resource>(&brought(&source, &[])).into_iter().map(|one| one.title).collect();
    assert_eq!(titles, ["n", "m"]);
}

#[test]
fn the_same_notes_again_add_nothing_and_an_edited_back_changes_the_item() {
    let text = "#flashcards\nq::a\nr:::b\n\nThe ==x== of ==y==\n\ns::c ^id\n";
    let notes = |text: &str| source_of(&[("n.md", text)], &[]);
    let first = brought(&notes(text), &[]);
    assert_eq!(brought(&notes(text), &first), []);
    let moved = "#flashcards\ns::c ^id\nr:::b\nq::a\n\nThe ==x== of ==y==\n";
    // The note itself reads otherwise.
    assert!(brought(&notes(moved), &first).iter().all(|record| record.kind == Kind::RESOURCE));
    let edited = text.replace("::a", "::A").replace("==y==", "==why==").replace("s::c", "S::C");
    let changed = brought(&notes(&edited), &first);
    let said: Vec<(String, String)> = of::<Item>(&changed).into_iter().map(|item| (item.prompt, item.answer)).collect();
    assert_eq!(
        said,
        [
            ("q".to_owned(), "A".to_owned()),
            ("The {{c1::x}} of {{c2::why}}".to_owned(), String::new()),
            ("S".to_owned(), "C".to_owned()),
        ]
    );
    assert!(
        changed
            .iter()
            .filter(|record| record.kind == Kind::ITEM)
            .all(|record| first.iter().any(|one| one.id == record.id))
    );
    // A second card of that front does not take the first one's place.
    let two = text.replace("q::a", "q::a\nq::other");
    let more = brought(&notes(&two), &first);
    let answers: Vec<String> = of::<Item>(&more).into_iter().map(|item| item.answer).collect();
    assert_eq!(answers, ["other"]);
    let source = notes("#flashcards\nq::a\nq::a\nx::1 ^k\ny::2 ^k");
    assert_eq!(told(&source), ["n.md:3 repeated_card q", "n.md:5 duplicate_name k"]);
}

#[test]
fn what_is_no_card_is_told_with_its_line() {
    let source = source_of(&[("n.md", "#flashcards\nq::\n::a\n\nfront\n?\n\n```\nopen")], &[]);
    assert_eq!(
        told(&source),
        [
            "n.md:2 empty_back q::",
            "n.md:3 empty_front ::a",
            "n.md:5 empty_back front",
            "n.md:8 unclosed_code",
            "file no_cards",
        ]
    );
    let bytes = [b"#flashcards\nq::a\xff".as_slice(), b"#flashcards\nx::y"];
    let notes = [Note { path: "a.md", bytes: bytes[0] }, Note { path: "b.md", bytes: bytes[1] }];
    let source = read_notes(&notes, &[], &Settings::default(), NOW).expect("notes");
    assert_eq!((told(&source), source.counts()[&Kind::ITEM]), (vec!["a.md:2 not_utf8".to_owned()], 1));
    assert_eq!(read(bytes[0], "a.md", NOW).expect_err("letters").code, "not_utf8");
    assert_eq!(read_notes(&[], &[], &Settings::default(), NOW).expect_err("nothing").code, "no_notes");
}

#[test]
fn a_note_with_cards_is_known() {
    for (text, known) in [
        ("#flashcards\nq::a", true),
        ("---\ntags: flashcards/x\n---\nA ==b== c", true),
        ("q\n?\na\n\n#flashcard", true),
        ("q::a", false),
        ("#flashcards only", false),
        ("", false),
    ] {
        assert_eq!(looks_like(text.as_bytes()), known, "{text}");
    }
}

#[test]
fn ids_are_of_the_path_and_the_front() {
    let source = source_of(&[("n.md", "#flashcards\nq::a")], &[]);
    let record: &SourceRecord = source.records.iter().find(|record| record.kind == Kind::ITEM).expect("an item");
    let parts = names::joined(["n.md", "front", "q"].into_iter());
    assert_eq!(record.id, crate::source::imported_id(None, "notes", Kind::ITEM, &parts));
}

#[test]
fn a_folder_is_read_as_its_zip_would_be() {
    let settings = br##"{"settings": {"flashcardTags": ["#karten"]}}"##;
    let path = ["Vault/", settings::PATH].concat();
    let note = Note { path: "Vault/a/n.md", bytes: b"#karten\nq::![[p.png]]" };
    let picture = Note { path: "Vault/p.png", bytes: PNG };
    let source = read_folder(&[note, picture, Note { path: &path, bytes: settings }], NOW).expect("notes");
    assert_eq!((told(&source), source.files.len()), (vec![], 1));
    let inner = source_of(&[("a/n.md", "#flashcards\nq::![[p.png]]")], &[("p.png", PNG)]);
    let ids = |source: &Source| source.records.iter().map(|record| (record.kind, record.id)).collect::<Vec<_>>();
    assert_eq!(ids(&source)[1..], ids(&inner)[1..], "the folder's own name is no part of it");
    let files = [note, picture, Note { path: &path, bytes: settings }];
    let mut packed = folder::head(files.iter().map(|file| (file.bytes.len() as u64, file.path))).into_bytes();
    files.iter().for_each(|file| packed.extend_from_slice(file.bytes));
    assert_eq!(ids(&read(&packed, "Vault", NOW).expect("notes")), ids(&source));
    let broken = read_folder(&[note, Note { path: &path, bytes: b"{" }], NOW).expect("notes");
    assert!(told(&broken)[0].ends_with("bad_settings"), "{:?}", told(&broken));
}

#[test]
fn a_page_that_is_here_already_stays_as_it_is() {
    let links =
        b"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><DT><A HREF=\"https://x.example/p\" TAGS=\"a\">Mine</A><DD>note</DL>";
    let here = brought(&crate::bookmarks::read(links).expect("links"), &[]);
    let text = "#flashcards\nq::[words](https://x.example/p)\n\nsee https://y.example/read-me.";
    let new = of::<Resource>(&brought(&source_of(&[("n.md", text)], &[]), &here));
    assert_eq!(new.iter().map(|one| one.title.as_str()).collect::<Vec<_>>(), ["n", "Read me"]);
}
