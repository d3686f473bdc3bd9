//! Notes as Anki's text export writes them: what its `#` lines say, names that hold in every file, cells that are HTML.

use super::{
    tests::{place, problems, records, told},
    *,
};
use crate::foreign;
use cairn_domain::{
    id::Id,
    item::{Deck, Form, Item},
    kind::Kind,
    noun::Noun,
};

/// What is made of a cell that is HTML.
fn shown(html: &str) -> String {
    foreign::markdown(html, &mut |_| None, &mut foreign::Dropped::default())
}

const ANKI: &str = "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:7\n\
                    g<1>\tBasic (and reversed card)\tLang::<b>\tكتاب\tbook<br><i>x</i>\t\tone <two>\n\
                    g<2>\tCloze\tLang\tA {{c1::gap}}\t\t\t\n\
                    g3\tBasic (type in the answer)\tLang\tpaix\t<b>peace</b>\t\t\n\
                    g4\tBasic (optional reversed card)\tLang\t<i>uno</i>\tone\ty\t\n\
                    g5\tMy words (optional reversed card)\tLang\tdos\ttwo\t\t\n";

#[test]
fn what_anki_says_of_its_columns_is_heard() {
    let told = told(ANKI.as_bytes()).unwrap();
    assert_eq!(problems(&told), Vec::<String>::new());
    let all = records(&told.source);
    let (twins, made): (Vec<Item>, Vec<Item>) =
        all.iter().filter(|record| record.kind == Kind::ITEM).map(Item::read).partition(|item| item.twin.is_some());
    let texts: Vec<_> = made.iter().map(|item| (item.form, item.prompt.as_str(), item.source_id.as_str())).collect();
    let uno = shown("<i>uno</i>");
    assert_eq!(
        texts,
        [
            (Form::Card, "كتاب", "g<1>"),
            (Form::Cloze, "A {{c1::gap}}", "g<2>"),
            (Form::Short, "paix", "g3"),
            (Form::Card, uno.as_str(), "g4"),
            (Form::Card, "dos", "g5"),
        ]
    );
    assert_eq!(made[0].answer, shown("book<br><i>x</i>"));
    assert_eq!(made[0].tags.iter().map(|(tag, _)| tag.as_str()).collect::<Vec<_>>().len(), 2);
    assert_eq!(made[2].accepted, ["peace"]);
    assert_eq!(twins.iter().map(|item| item.twin).collect::<Vec<_>>(), [Some(made[0].id), Some(made[3].id)]);
    let decks: Vec<Deck> = all.iter().filter(|record| record.kind == Kind::DECK).map(Deck::read).collect();
    assert_eq!(decks.iter().map(|deck| deck.title.as_str()).collect::<Vec<_>>(), ["Lang", "<b>"]);
}

#[test]
fn a_note_of_anki_is_known_again_in_any_file() {
    let of = |name: &str, text: &str| -> Vec<Id> {
        let mapping = look(text.as_bytes(), None, None).unwrap().mapping;
        let place = Place { name: name.to_owned(), ..place() };
        let told = read(text.as_bytes(), &Layout::Table(mapping), &place, Decks::default()).unwrap();
        told.source.records.iter().filter(|record| record.kind == Kind::ITEM).map(|record| record.id).collect()
    };
    assert_eq!(of("a", ANKI), of("b", &ANKI.replace("paix", "la paix")));
    // A column of names that are not Anki's says so of its own file alone.
    assert_ne!(of("a", "id,front,back\n1,sun,sol\n"), of("b", "id,front,back\n1,sun,sol\n"));
}

#[test]
fn what_anki_says_of_all_rows_is_heard_and_lost_pictures_are_told() {
    let text = "#separator:tab\n#html:true\n#notetype:Cloze\n#deck:Biology::Cells\n#tags:one two\n\
                <img src=\"a.png\"> A {{c1::gap}}\n<b>The</b> {{c1::other}}\n";
    let told = told(text.as_bytes()).unwrap();
    let places: Vec<String> =
        problems(&told).iter().map(|one| one.split(' ').take(5).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(places, ["line 6, column 1 missing_media"]);
    let (draft, deck) = &told.first[0];
    assert_eq!((draft.form, deck.as_str(), draft.tags.len()), (Form::Cloze, "Cells", 2));
}
