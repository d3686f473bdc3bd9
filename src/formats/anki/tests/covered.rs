//! Pictures of which parts are covered, and LaTeX: what Anki wrote, what others might, and what goes back.

use super::{PNG, item_of, legacy, package, said};
use crate::anki::{Leave, Leaving, Read, Written, read, write};
use cairn_domain::{
    item::{Form, Item},
    kind::Kind,
    media::{
        MediaHash,
        covers::{self, Covers, Label, Role, Shape},
        reference,
    },
    time::Moment,
};
use std::{collections::BTreeMap, io::Cursor};

/// The kind with covered parts, as Anki writes it, in a language of which one of its names is left.
const KIND: &str = r#"{"7":{"name":"Verdeckung","type":1,"originalStockKind":6,
    "flds":[{"name":"Verdeckung"},{"name":"Bild"},{"name":"Header"},{"name":"Back Extra"},{"name":"Comments"}],
    "tmpls":[{"name":"Verdeckung","qfmt":"{{#Header}}<div>{{Header}}</div>{{/Header}}<div style=\"display: none\">{{cloze:Verdeckung}}</div><div id=\"err\"></div><div id=\"image-occlusion-container\">{{Bild}}<canvas id=\"image-occlusion-canvas\"></canvas></div><script>try { anki.imageOcclusion.setup(); } catch (exc) { x = `${exc}`; }</script>",
        "afmt":"{{#Header}}<div>{{Header}}</div>{{/Header}}{{cloze:Verdeckung}}{{Bild}}<script>anki.imageOcclusion.setup();</script><div><button id=\"toggle\">Toggle Masks</button></div>{{#Back Extra}}<div>{{Back Extra}}</div>{{/Back Extra}}"}]}}"#;

/// A package with a note of that kind, and cards of these places.
fn covered(occlusion: &str, cards: &[i64]) -> Read {
    let card = |ord: &i64| format!("({}, 11, 1, {ord}, 0, 0, 1, 0, 0, 0)", 20 + ord);
    let cards: Vec<String> = cards.iter().map(card).collect();
    let fill = format!(
        "UPDATE col SET models = '{KIND}';
         INSERT INTO notes VALUES (11, 'g1', 7, '', '{occlusion}|<img src=\"a.png\">|The <b>heart</b>|Two atria|for me');
         INSERT INTO cards VALUES {};",
        cards.join(", ")
    );
    let entries: [(&str, &[u8]); 3] =
        [("collection.anki2", &legacy(&fill)), ("media", br#"{"0":"a.png"}"#), ("0", PNG)];
    read(Cursor::new(package(&entries)), 0).unwrap()
}

fn hash() -> MediaHash {
    MediaHash(*blake3::hash(PNG).as_bytes())
}

fn codes(read: &Read) -> Vec<&'static str> {
    read.source.problems.iter().map(|problem| problem.code).collect()
}

fn roles(text: &str) -> Vec<Role> {
    covers::only(text).map(|only| only.covers.covers.iter().map(|cover| cover.role).collect()).unwrap_or_default()
}

#[test]
fn each_number_of_a_note_is_a_card() {
    let occlusion = "{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.1:oi=1}}<br>\
        {{c2::image-occlusion:ellipse:left=.5:top=.5:rx=.1:ry=.1:oi=1}}<br>\
        {{c2::image-occlusion:polygon:points=.1,.1 .3,.1 .2,.4:oi=1}}<br>{{c0::image-occlusion:text:left=.1:top=.9:text=A:scale=1:fs=.05}}";
    let read = covered(occlusion, &[0, 1]);
    assert_eq!(codes(&read), [] as [&str; 0]);
    let first = said(&read, "g1 1");
    assert_eq!(first.form, Form::Card);
    assert_eq!(roles(&first.prompt), [Role::Asked, Role::Covered, Role::Covered]);
    assert_eq!(roles(&first.answer), [Role::Open, Role::Covered, Role::Covered]);
    let front = covers::only(&first.prompt).unwrap();
    assert_eq!((front.before.trim(), front.hash, front.after), ("The **heart**", hash(), ""));
    assert_eq!(front.covers.covers[0].shape, Shape::Rectangle([1000, 2000, 3000, 1000]));
    assert_eq!(front.covers.labels, [Label { at: [1000, 9000], height: 500, letters: "A".to_owned() }]);
    assert_eq!(first.explanation, "Two atria");
    let second = said(&read, "g1 2");
    assert_eq!(roles(&second.prompt), [Role::Covered, Role::Asked, Role::Asked]);
    assert_eq!(reference::references(&second.answer), [(hash(), "a".to_owned())]);
    assert_eq!(read.source.files.len(), 1);
    assert_eq!(first.files().into_iter().map(|(of, _)| of).collect::<Vec<_>>(), [hash(), hash()]);

    // Where others are not covered, a card has its own alone.
    let one = covered(&occlusion.replace(":oi=1", ""), &[0, 1]);
    assert_eq!(roles(&said(&one, "g1 1").prompt), [Role::Asked]);
    assert_eq!(roles(&said(&one, "g1 2").answer), [Role::Open, Role::Open]);
}

#[test]
fn what_cannot_be_read_is_told() {
    let rect = |number: u32, left: &str| {
        format!("{{{{c{number}::image-occlusion:rect:left={left}:top=0:width=.1:height=.1:oi=1}}}}")
    };
    let some = covered(&[rect(1, ".1"), rect(2, "NaN"), rect(3, "1e300")].concat(), &[0, 1, 2, 8]);
    assert_eq!(codes(&some), ["cover_left_out", "image_occlusion", "image_occlusion", "image_occlusion"]);
    assert_eq!(roles(&said(&some, "g1 1").prompt), [Role::Asked]);
    let nested = covered(&format!("{{{{c1::{}}}}}", rect(2, ".1")), &[0, 1]);
    assert_eq!(codes(&nested), ["image_occlusion"]);
    assert_eq!(roles(&said(&nested, "g1 2").prompt), [Role::Asked]);
    // Each is another, so that the archive is not too dense to be opened.
    let ten_thousand = |one: &dyn Fn(u32) -> String| (0..10_000).map(one).collect::<String>();
    let many = ten_thousand(&|at| rect(1, &format!(".{:08}", at.wrapping_mul(2_654_435_761) % 100_000_000)));
    let open = ten_thousand(&|at| format!("{{{{c1::image-occlusion:{}", at.wrapping_mul(2_654_435_761)));
    for text in [many, open] {
        assert_eq!(codes(&covered(&text, &[0])), ["image_occlusion"]);
    }
    // A text that only speaks of them has gaps like any other.
    let spoken = covered("{{c1::word}} image-occlusion: <img src=\"a.png\">", &[0]);
    assert_eq!(said(&spoken, "g1 1").form, Form::Cloze);
}

fn leaving(read: &Read) -> Vec<Leaving> {
    let items = read.source.records.iter().filter(|record| record.kind == Kind::ITEM).map(item_of);
    items.map(|item| Leaving { item, card: None, due_day: None, answers: Vec::new() }).collect()
}

fn out(items: &[Leaving]) -> Written {
    let file = |of: MediaHash| (of == hash()).then(|| PNG.to_vec());
    let now = Moment { ms: 1_800_000_000_000, tz_offset_min: 0 };
    write(&Leave { items, decks: &BTreeMap::new(), file: &file, now }).unwrap()
}

#[test]
fn cards_go_out_as_the_note_that_they_were() {
    let rect = |number: u32, left: &str| {
        format!("{{{{c{number}::image-occlusion:rect:left={left}:top=0:width=.1:height=.1:oi=1}}}}")
    };
    let first = covered(&[rect(1, ".1"), rect(2, ".3"), rect(3, ".5")].join("<br>"), &[0, 1, 2]);
    let items = leaving(&first);
    let Written { bytes, cards, left } = out(&items);
    assert_eq!((cards, left), (3, Vec::new()));
    let again = read(Cursor::new(bytes), 0).unwrap();
    assert_eq!((again.counts.notes, again.counts.cards, codes(&again).len()), (1, 3, 0));
    let texts = |items: &[Leaving]| {
        let mut texts: Vec<[String; 3]> = items
            .iter()
            .map(|one| [one.item.prompt.clone(), one.item.answer.clone(), one.item.explanation.clone()])
            .collect();
        texts.sort();
        // The picture has another name there, of which its words are made.
        texts.into_iter().map(|texts| texts.map(|text| text.replace("![a]", "![]"))).collect::<Vec<_>>()
    };
    let name = format!("![cairn-{}]", &hash().to_text()[..32]);
    let there = texts(&leaving(&again)).into_iter().map(|texts| texts.map(|text| text.replace(&name, "![]")));
    assert_eq!(there.collect::<Vec<_>>(), texts(&items));
}

#[test]
fn what_is_no_such_card_goes_out_as_a_picture() {
    let item = |prompt: String| {
        let read = covered("{{c1::image-occlusion:rect:left=0:top=0:width=.1:height=.1}}", &[0]);
        let mut one = leaving(&read).remove(0);
        one.item.prompt = prompt;
        one
    };
    let picture = reference::written("a", hash());
    let title = |title: &str| picture.replace(')', &format!(" \"{title}\")"));
    for prompt in [title("covers cr0,0,9,9"), title("covers ar0,0,9,99999"), title("a title"), picture.clone()] {
        let mut one = item(prompt.clone());
        one.item.answer = "Atria".to_owned();
        let Written { bytes, cards, left } = out(&[one]);
        let again = read(Cursor::new(bytes), 0).unwrap();
        assert_eq!((cards, codes(&again).len()), (1, 0));
        // Only what is covered and does not go along is told.
        assert_eq!(left.len(), usize::from(covers::any(&prompt)), "{prompt}");
        let found: Item = leaving(&again).remove(0).item;
        assert_eq!(roles(&found.prompt), [], "{prompt}");
        assert_eq!(reference::references(&found.prompt).len(), 1);
    }
    assert_eq!(Covers::parse("covers ar0,0,9,99999"), None);
}

#[test]
fn latex_becomes_formulas_and_what_does_not_is_told_once() {
    let basic = "INSERT INTO notes VALUES (11, 'g1', 1, '', '[latex]x^2[/latex] [$]y[/$] \\(z\\)|[latex]\\begin{tikzpicture}\\end{tikzpicture}[/latex]'),
           (12, 'g2', 1, '', 'a [latex]\\includegraphics{x}[/latex]|[$$]\\frac12[/$$]');
         INSERT INTO cards VALUES (21, 11, 1, 0, 0, 0, 1, 0, 0, 0), (22, 12, 1, 0, 0, 0, 1, 0, 0, 0);";
    let read = super::read_first(basic).unwrap();
    assert_eq!(codes(&read), ["latex_as_text"]);
    let first = said(&read, "g1 Card 1");
    assert_eq!(first.prompt, "$x^2$ $y$ $z$");
    assert!(first.answer.contains("tikzpicture"), "{}", first.answer);
    assert_eq!(said(&read, "g2 Card 1").answer, "$$\\frac12$$");
}

/// What Anki wrote: one note with two parts, and LaTeX with gaps in it.
#[test]
fn a_sample_of_anki_comes_in_whole() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/samples/anki/cloze-math-occlusion-latest.apkg");
    let Ok(bytes) = std::fs::read(file) else {
        eprintln!("skipped: no shared samples (anki)");
        return;
    };
    let read = read(Cursor::new(bytes), 0).unwrap();
    assert_eq!(codes(&read), [] as [&str; 0]);
    let first = said(&read, "pQKz9,$e.0 1");
    let second = said(&read, "pQKz9,$e.0 2");
    let shapes = |item: &Item| covers::only(&item.prompt).map(|only| only.covers.covers);
    let drawn = shapes(&first).expect("covers");
    assert_eq!(drawn[0].shape, Shape::Rectangle([1000, 2000, 2000, 3000]));
    assert_eq!(drawn[1].shape, Shape::Ellipse([5000, 5000, 2000, 2000]));
    assert_eq!(
        (roles(&first.prompt), roles(&second.prompt)),
        (vec![Role::Asked, Role::Covered], vec![Role::Covered, Role::Asked])
    );
    assert!(first.prompt.starts_with("header\n\n!["), "{}", first.prompt);
    let latex = said(&read, "yIWwO;(kXE 1");
    assert_eq!((latex.form, latex.answer.as_str()), (Form::Card, "$\\sum_{i=0}^n i = n(n+1)/2$"));
}
