//! A newer version of a file that came in before: what is new, changed, kept and in the trash by name, and each field in
//! which they differ, here and in the file.

use super::{
    Called, Device,
    banks::{import, of, preview},
};
use cairn::domain::{
    change::Reply,
    command::Command,
    id::{DeckId, ItemId},
    item::{
        Form, Item,
        command::{Command as ItemCommand, Edit},
    },
    kind::Kind,
};
use cairn_worker::{
    jobs::World,
    protocol::{Answer, Difference, Differing, Doubt, Export, Join, Named, Preview, Request, Said, Shown, table},
};

const BANK: &str = "$CATEGORY: History\n\n::Ada::Who wrote the first program? {=Ada Lovelace ~Grace Hopper}\n\n\
                    ::Born::When was she born? {#1815:0}\n\n::Sky::The sky is blue. {T}\n\n::Gone::Is this gone? {F}\n";

fn run(device: &Device, command: ItemCommand) {
    device.store.apply(&Command::Item(command), device.now(), device.seed()).unwrap();
}

fn edit(device: &Device, id: ItemId, edit: Edit) {
    run(device, ItemCommand::Edit(id, vec![edit]));
}

fn with_prompt(device: &Device, prompt: &str) -> ItemId {
    of::<Item>(device).into_iter().find(|item| item.prompt == prompt).unwrap().id
}

fn named<'p>(all: &'p [Named], difference: &Difference) -> Vec<&'p Shown> {
    all.iter().filter(|named| named.difference == *difference).flat_map(|named| &named.first).collect()
}

/// "prompt: here | there", with a star where it stays.
fn told(shown: &Shown) -> Vec<String> {
    let said = |said: &Said| match said {
        Said::Nothing => String::new(),
        Said::Text(text) => text.clone(),
        Said::List(all) => all.join(" + "),
        Said::Truth(truth) => truth.to_string(),
        Said::Word(word) => ["<", word, ">"].concat(),
    };
    let one = |field: &Differing| {
        let stays = if field.stays { "*" } else { "" };
        format!("{}{stays}: {} | {}", field.field, said(&field.here), said(&field.there))
    };
    shown.differs.iter().map(one).collect()
}

fn counts(preview: &Preview) -> [u64; 5] {
    [&preview.new, &preview.changed, &preview.kept, &preview.trashed, &preview.same]
        .map(|of| of.iter().filter(|amount| amount.kind == Kind::ITEM).map(|amount| amount.count).sum())
}

#[test]
fn a_newer_bank_is_told_item_by_item_and_field_by_field() {
    let device = Device::of(1, 10);
    import(&device, &Called("bank.gift", BANK.as_bytes()), Join::Plain);
    let born = with_prompt(&device, "When was she born?");
    edit(&device, born, Edit::Prompt("In which year was she born?".to_owned()));
    let gone = Command::Trash(Kind::ITEM, with_prompt(&device, "Is this gone?").0);
    device.store.apply(&gone, device.now(), device.seed()).unwrap();
    let newer = BANK
        .replace("~Grace Hopper", "~Admiral Hopper")
        .replace("{#1815:0}", "{#1815:1}")
        .replace("blue. {T}", "blue. {F#At noon it is.}")
        .replace("Is this gone", "Is that gone")
        + "\n::New::Anything new? {T}\n";
    let before = device.change();
    let preview = preview(&device, &Called("bank (1).gift", newer.as_bytes()));
    assert_eq!(device.change(), before, "looking writes nothing");
    assert_eq!(counts(&preview), [1, 2, 1, 1, 0]);
    let titles =
        |difference| named(&preview.named, &difference).iter().map(|one| one.title.clone()).collect::<Vec<_>>();
    assert_eq!(titles(Difference::New), ["Anything new?"]);
    assert_eq!(titles(Difference::Trashed), ["Is this gone?"]);
    let changed = named(&preview.named, &Difference::Changed);
    let of = |title: &str| told(changed.iter().find(|one| one.title == title).unwrap());
    assert_eq!(
        of("Who wrote the first program?"),
        ["options: Ada Lovelace + Grace Hopper | Ada Lovelace + Admiral Hopper"]
    );
    // What she asks stays, with what is right there, and it is said.
    let kept = named(&preview.named, &Difference::Kept);
    let year = told(kept.iter().find(|one| one.title == "In which year was she born?").unwrap());
    assert!(year.contains(&"prompt*: In which year was she born? | When was she born?".to_owned()), "{year:?}");
    assert!(year.iter().any(|field| field.starts_with("tolerance*: ") && field.ends_with(" | 1")), "{year:?}");
    assert!(of("The sky is blue.").contains(&"right: true | false".to_owned()), "{changed:?}");

    import(&device, &Called("bank (1).gift", newer.as_bytes()), Join::Plain);
    let after = device.change();
    assert!(after > before, "what was told came in");
    let again = super::banks::preview(&device, &Called("bank (1).gift", newer.as_bytes()));
    assert_eq!(device.change(), after, "looking once more writes nothing");
    assert_eq!(counts(&again), [0, 0, 1, 1, 3], "what she edited is kept, every time");
    assert_eq!(told(named(&again.named, &Difference::Kept)[0]), year);
}

#[test]
fn half_of_a_key_is_never_taken_over() {
    let device = Device::of(1, 10);
    let bank = |answers: &str| format!("::T::Capital? {{{answers}}}\n\n::U::Other? {{=x ~y}}\n");
    import(&device, &Called("bank.gift", bank("=Paris ~Rome ~Oslo").as_bytes()), Join::Plain);
    let options = ["Paris", "Rome", "Madrid"].map(str::to_owned).to_vec();
    edit(&device, with_prompt(&device, "Capital?"), Edit::Options(options.clone()));
    let newer = bank("~Rome =Paris ~Oslo");
    let preview = preview(&device, &Called("bank.gift", newer.as_bytes()));
    assert_eq!(counts(&preview), [0, 0, 1, 0, 1]);
    let kept: Vec<String> = named(&preview.named, &Difference::Kept).into_iter().flat_map(told).collect();
    assert!(kept.iter().any(|field| field.starts_with("right*: ")), "{kept:?}");
    import(&device, &Called("bank.gift", newer.as_bytes()), Join::Plain);
    let item = of::<Item>(&device).into_iter().find(|item| item.prompt == "Capital?").unwrap();
    assert_eq!((item.options, item.right), (options, vec![0]), "Rome is not marked right");
}

#[test]
fn what_was_taken_back_comes_again_when_it_is_brought_in_again() {
    let device = Device::of(1, 10);
    let bank = |prompt: &str| format!("::T::{prompt} {{=a}}\n");
    let prompt = |device: &Device| of::<Item>(device)[0].prompt.clone();
    import(&device, &Called("bank.gift", bank("First?").as_bytes()), Join::Plain);
    let second = import(&device, &Called("bank.gift", bank("Second?").as_bytes()), Join::Plain);
    device.store.apply(&Command::Undo(second.change), device.now(), device.seed()).unwrap();
    assert_eq!(prompt(&device), "First?");
    import(&device, &Called("bank.gift", bank("Second?").as_bytes()), Join::Plain);
    assert_eq!(prompt(&device), "Second?");
}

#[test]
fn another_bank_of_the_same_name_is_asked_about() {
    let device = Device::of(1, 10);
    let bank = |word: &str| (1..=4).map(|n| format!("::Q{n}::{word} {n}? {{=a ~b}}\n\n")).collect::<Vec<_>>().concat();
    import(&device, &Called("quiz.gift", bank("Birds").as_bytes()), Join::Plain);
    let other = preview(&device, &Called("quiz.gift", bank("Rivers").as_bytes()));
    assert_eq!(other.doubts, [Doubt::Other(4)]);
    let newer = bank("Birds").replace("Birds 1?", "Birds one?");
    assert_eq!(preview(&device, &Called("quiz.gift", newer.as_bytes())).doubts, []);
}

#[test]
fn decks_are_told_by_name_and_a_list_of_tags_as_such() {
    let note = |tag: &str, answer: &str| {
        format!("---\ntags: [flashcards/birds]\n---\n\nLargest bird::{answer} #{tag}\n\nThe ==wren== is small.\n")
    };
    let device = Device::of(1, 10);
    import(&device, &Called("Birds.md", note("big", "Ostrich").as_bytes()), Join::Plain);
    let mine = Command::Item(ItemCommand::AddDeck { title: "Mine".to_owned(), parent: None });
    let deck = match device.store.apply(&mine, device.now(), device.seed()).unwrap().reply {
        Reply::Created(id) => DeckId(id),
        other => panic!("{other:?}"),
    };
    edit(&device, with_prompt(&device, "Largest bird"), Edit::Deck(Some(deck)));
    let preview = preview(&device, &Called("Birds.md", note("big", "The ostrich").as_bytes()));
    let all: Vec<String> = [Difference::Changed, Difference::Kept]
        .iter()
        .flat_map(|difference| named(&preview.named, difference))
        .filter(|one| one.kind == Kind::ITEM)
        .flat_map(told)
        .collect();
    assert!(all.iter().any(|field| field.starts_with("answer: Ostrich")), "{all:?}");
    assert!(all.contains(&"deck*: Mine | birds".to_owned()), "{all:?}");
}

#[test]
fn a_package_from_another_device_tells_what_changed_there() {
    let there = Device::of(1, 10);
    let card = |prompt: &str, answer: &str| ItemCommand::Add {
        form: Form::Card,
        prompt: prompt.to_owned(),
        more: vec![Edit::Answer(answer.to_owned())],
        both_ways: false,
    };
    run(&there, card("Ohm's law", "U = R · I"));
    run(&there, card("Capital of Kenya", "Nairobi"));
    let export = |device: &Device| match device.run(&Request::Export(Export::Anki), &[]).unwrap() {
        (Answer::Made(_), Some(bytes)) => bytes,
        other => panic!("{other:?}"),
    };
    let here = Device::of(2, 20);
    here.import(&export(&there), Join::Plain).unwrap();
    edit(&here, with_prompt(&here, "Ohm's law"), Edit::Explanation("By heart".to_owned()));
    edit(&there, with_prompt(&there, "Ohm's law"), Edit::Answer("U = R I".to_owned()));
    let newer = export(&there);
    let preview = here.preview(&newer).unwrap();
    assert_eq!(counts(&preview), [0, 1, 0, 0, 1]);
    let changed = named(&preview.named, &Difference::Changed);
    assert_eq!(
        (changed[0].title.as_str(), told(changed[0])),
        ("Ohm's law", vec!["answer: U = R · I | U = R I".to_owned()])
    );
    here.import(&newer, Join::Plain).unwrap();
    let item = of::<Item>(&here).into_iter().find(|item| item.prompt == "Ohm's law").unwrap();
    assert_eq!((item.answer.as_str(), item.explanation.as_str()), ("U = R I", "By heart"));
}

#[test]
fn what_is_told_is_bounded() {
    let question = |n: u32, why: &str| format!("::T{n}::Question {n}? {{=a####{why}}}\n\n");
    let bank = |why: &str| (0..400).map(|n| question(n, why)).collect::<Vec<_>>().concat();
    let long = "x".repeat(30_000);
    let device = Device::of(1, 10);
    import(&device, &Called("bank.gift", bank("Because").as_bytes()), Join::Plain);
    let preview = preview(&device, &Called("bank.gift", bank(&long).as_bytes()));
    assert_eq!(counts(&preview)[1], 400);
    let changed = named(&preview.named, &Difference::Changed);
    assert_eq!(changed.len(), 100);
    let size = changed.iter().flat_map(|one| told(one)).map(|line| line.len()).sum::<usize>();
    assert!(size < 2 << 20, "{size}");
    assert!(changed.iter().all(|one| told(one).iter().all(|line| line.chars().count() < 4_000)));
}

#[test]
fn a_table_tells_the_same() {
    let device = Device::of(1, 10);
    let look = |text: &str| {
        let look = table::Look { name: "words.csv".to_owned(), separator: None, heading: None };
        match device.run(&Request::Look(look), text.as_bytes()).unwrap().0 {
            Answer::Table(table) => *table,
            other => panic!("{other:?}"),
        }
    };
    let first = "front,back\nhola,hello\nsol,sun\n";
    device.import(first.as_bytes(), Join::Table(look(first).mapping)).unwrap();
    edit(&device, with_prompt(&device, "sol"), Edit::Answer("the sun, mine".to_owned()));
    device.free.set(Some(1_000));
    let table = look("front,back\nhola,hello there\nsol,star\nluna,moon\n");
    assert_eq!(table.room.as_ref().map(|room| room.fits), Some(false));
    let of = |difference| {
        named(&table.named, &difference).into_iter().filter(|one| one.kind == Kind::ITEM).collect::<Vec<_>>()
    };
    assert_eq!(of(Difference::New).iter().map(|one| one.title.as_str()).collect::<Vec<_>>(), ["luna"]);
    assert_eq!(told(of(Difference::Changed)[0]), ["answer: hello | hello there"]);
    assert_eq!(told(of(Difference::Kept)[0]), ["answer*: the sun, mine | star"]);
}
