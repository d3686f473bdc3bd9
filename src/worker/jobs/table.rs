//! A table whose columns the learner assigns: what it looks like, what it would bring, and bringing it in. Nothing is
//! written before the last.

use super::{
    World, cut,
    differing::{filled, short},
    given::Given,
    import, room, troubles, would,
};
use crate::protocol::{
    Failure, Imported, Phase,
    table::{self as wire, Choice, Column, Draft, Encoding, Field, Into, Layout, Look, Mapping, Separator, Table},
};
use cairn_domain::{
    item::{Deck, Form},
    kind::Kind,
    port::{Lookup, Range, Store},
};
use cairn_formats::{
    apply::ApplySource,
    problem::{Location, Refusal},
    sheet::{self, Decks},
};

/// A table is held in memory with all that it becomes.
const BYTES_MAX: u64 = 100 << 20;

/// Looks at a table, and says what it would bring if its columns were what their names say.
pub async fn look(given: &(impl Given + ?Sized), asked: &Look, world: &impl World) -> Result<Table, Failure> {
    world.begin(Phase::Reading);
    let bytes = whole(given)?;
    let found = sheet::look(&bytes, asked.separator.as_ref().map(separator), asked.heading)?;
    let name = sheet::name_of_file(&asked.name);
    let deck = if name.is_empty() { Into::Nowhere } else { Into::Named(name.clone()) };
    let layout = Layout::Table(told_columns(&found.mapping));
    let mapping = Mapping { name, layout, deck, bring_back: false };
    tell(&bytes, mapping, &found.columns, world).await
}

/// Says what a text would bring, read as she said.
pub async fn table(given: &(impl Given + ?Sized), mapping: &Mapping, world: &impl World) -> Result<Table, Failure> {
    world.begin(Phase::Reading);
    let bytes = whole(given)?;
    let columns = match &mapping.layout {
        Layout::Table(columns) => {
            sheet::look(&bytes, Some(separator(&columns.separator)), Some(columns.heading))?.columns
        }
        Layout::Pairs(_) => Vec::new(),
    };
    tell(&bytes, mapping.clone(), &columns, world).await
}

/// Brings it in.
pub async fn import(given: &(impl Given + ?Sized), mapping: &Mapping, world: &impl World) -> Result<Imported, Failure> {
    world.begin(Phase::Reading);
    let told = read(&whole(given)?, mapping, world).await?;
    let apply = ApplySource { source: &told.source, space: None, restore: mapping.bring_back, others: false };
    import::foreign(&apply, false, world).await
}

async fn tell(bytes: &[u8], mapping: Mapping, columns: &[sheet::Column], world: &impl World) -> Result<Table, Failure> {
    let told = read(bytes, &mapping, world).await?;
    world.begin(Phase::Comparing);
    let effects = would::would(&told.source, world).await?;
    let (problems, left_out) = troubles(&told.source.problems);
    let left_out = left_out + told.source.more_problems;
    Ok(Table {
        encoding: match told.encoding {
            sheet::Encoding::Utf8 => Encoding::Utf8,
            sheet::Encoding::Utf16Le => Encoding::Utf16Le,
            sheet::Encoding::Utf16Be => Encoding::Utf16Be,
            sheet::Encoding::Windows1252 => Encoding::Windows1252,
        },
        columns: columns.iter().map(|one| Column { name: one.name.clone(), sample: one.sample.clone() }).collect(),
        mapping,
        rows: told.rows,
        first: told.first.iter().map(|(draft, deck)| shown(draft, deck)).collect(),
        room: room::room(effects.rows, 0, world).await,
        new: effects.new,
        changed: effects.changed,
        kept: effects.kept,
        same: effects.same,
        trashed: effects.trashed,
        named: effects.named,
        refused: told.refused,
        problems,
        left_out,
    })
}

async fn read(bytes: &[u8], mapping: &Mapping, world: &impl World) -> Result<sheet::Told, Failure> {
    let layout = match &mapping.layout {
        Layout::Table(columns) => sheet::Layout::Table(read_columns(columns)),
        Layout::Pairs(pairs) => {
            sheet::Layout::Pairs(sheet::Pairs { between: pairs.between.clone(), rows: pairs.rows.clone() })
        }
    };
    let deck = match &mapping.deck {
        Into::Nowhere => sheet::Into::Nowhere,
        Into::Known(id) => sheet::Into::Known(*id),
        Into::Named(name) => sheet::Into::Named(name.clone()),
    };
    let place = sheet::Place { name: mapping.name.clone(), deck, now_ms: world.now().ms };
    Ok(sheet::read(bytes, &layout, &place, decks(mapping.bring_back, world).await?)?)
}

/// The decks that there are, with those in the trash unless they are to come back.
pub async fn decks(bring_back: bool, world: &impl World) -> Result<Decks, Failure> {
    let mut ranges = vec![Deck::all()];
    if !bring_back {
        ranges.extend(["trash/", "purged/"].map(|prefix| Range::all(Kind::DECK, prefix)));
    }
    let lookups: Vec<Lookup> = ranges.iter().cloned().map(Lookup::Range).collect();
    let snapshot = world.store().await?.read(&lookups).await?;
    Ok(Decks::of(ranges.iter().flat_map(|range| snapshot.records(range))))
}

fn whole(given: &(impl Given + ?Sized)) -> Result<Vec<u8>, Failure> {
    if given.length() == 0 {
        return Err(Refusal::new(Location::Whole, "empty", "").into());
    }
    if given.length() > BYTES_MAX {
        return Err(Refusal::new(Location::Whole, "too_large", BYTES_MAX.to_string()).into());
    }
    given.whole()
}

/// An item as it would become, in a few words.
fn shown(draft: &sheet::Draft, deck: &str) -> Draft {
    let prompt = match draft.form {
        Form::Cloze => filled(&draft.prompt),
        _ => draft.prompt.clone(),
    };
    let answer = match draft.form {
        Form::Short => draft.accepted.join(" | "),
        Form::Numeric => {
            [draft.number.map(|number| number.to_string()).unwrap_or_default(), draft.unit.clone()].join(" ")
        }
        _ => draft.answer.clone(),
    };
    let options = draft.options.iter().enumerate();
    let choices = options.map(|(at, option)| Choice {
        text: match draft.matches.get(at) {
            Some(belongs) => short(&[option, " = ", belongs].concat()),
            None => short(option),
        },
        right: u32::try_from(at).is_ok_and(|at| draft.right.contains(&at)),
    });
    Draft {
        line: draft.line,
        form: draft.form,
        prompt: short(&prompt),
        answer: match (draft.form, draft.right.first()) {
            // 0 stands for true.
            (Form::TrueFalse, Some(right)) => right.to_string(),
            _ => short(answer.trim()),
        },
        choices: choices.collect(),
        deck: cut(deck),
        tags: draft.tags.iter().map(|tag| cut(tag)).collect(),
    }
}

fn separator(one: &Separator) -> sheet::Separator {
    match one {
        Separator::Tab => sheet::Separator::Tab,
        Separator::Comma => sheet::Separator::Comma,
        Separator::Semicolon => sheet::Separator::Semicolon,
        Separator::Pipe => sheet::Separator::Pipe,
    }
}

/// The same things under two names: the app knows no format.
const FIELDS: [(Field, sheet::Field); 11] = [
    (Field::Front, sheet::Field::Front),
    (Field::Back, sheet::Field::Back),
    (Field::Tags, sheet::Field::Tags),
    (Field::Deck, sheet::Field::Deck),
    (Field::Type, sheet::Field::Type),
    (Field::Options, sheet::Field::Options),
    (Field::Right, sheet::Field::Right),
    (Field::Explanation, sheet::Field::Explanation),
    (Field::Hint, sheet::Field::Hint),
    (Field::Language, sheet::Field::Language),
    (Field::Key, sheet::Field::Key),
];

fn read_columns(columns: &wire::Columns) -> sheet::Mapping {
    let field = |held: &Field| FIELDS.iter().find(|(known, _)| known == held).map(|(_, field)| *field);
    sheet::Mapping {
        separator: separator(&columns.separator),
        heading: columns.heading,
        columns: columns.columns.iter().map(|held| held.as_ref().and_then(field)).collect(),
    }
}

fn told_columns(mapping: &sheet::Mapping) -> wire::Columns {
    let field = |held: sheet::Field| FIELDS.iter().find(|(_, known)| *known == held).map(|(field, _)| field.clone());
    wire::Columns {
        separator: match mapping.separator {
            sheet::Separator::Tab => Separator::Tab,
            sheet::Separator::Comma => Separator::Comma,
            sheet::Separator::Semicolon => Separator::Semicolon,
            sheet::Separator::Pipe => Separator::Pipe,
        },
        heading: mapping.heading,
        columns: mapping.columns.iter().map(|held| held.and_then(field)).collect(),
    }
}
