//! The ways in which a file differs from what is here: how many things, of what, what happens to them, and the first of
//! them by name, each with the fields in which it differs. Before the file comes in, and afterwards in its report.

use super::differs;
use crate::i18n::tr;
use crate::session::{jobs::words, named};
use crate::ui::{Disclosure, Icon, Own, Row, Tone};
use cairn_domain::kind::Kind;
use cairn_worker::protocol::{Amount, Difference, Named, Preview, Shown, Source, table::Table};
use leptos::prelude::*;

/// One way.
#[derive(Clone)]
pub struct Part {
    icon: Icon,
    tone: Tone,
    of: Vec<Amount>,
    which: Option<Difference>,
    /// "3 are new here".
    pub name: String,
    /// What happens to them.
    pub does: String,
    /// The first by name.
    pub first: Vec<Shown>,
}

/// "3 were changed there".
type Name = fn(u64) -> String;

/// What a part is made of: its drawing, the things, which of the named ones they are, and the words.
type Way<'a> = (Icon, Tone, &'a [Amount], Option<Difference>, Name, fn() -> String);

/// The part of some of the things, if there are any.
fn part(of: Way, named: &[Named]) -> Option<Part> {
    let (icon, tone, of, which, name, does) = of;
    let first = named.iter().find(|named| Some(&named.difference) == which.as_ref());
    (!of.is_empty()).then(|| Part {
        icon,
        tone,
        of: of.to_vec(),
        which,
        name: name(words::total(of)),
        does: does(),
        first: first.map(|named| named.first.clone()).unwrap_or_default(),
    })
}

/// Those of a file that was looked at.
pub fn of_preview(preview: &Preview) -> Vec<Part> {
    use tr::{differences as diff, import, preview as said};
    let own = matches!(preview.source, Source::Cairn);
    let (changed, kept): (Name, Name) = if own { (said::changed, said::kept) } else { (import::changed, diff::kept) };
    let ways: [Way; 9] = [
        (Icon::Add, Tone::Ok, &preview.new, Some(Difference::New), import::new, import::new_does),
        (Icon::In, Tone::Plain, &preview.changed, Some(Difference::Changed), changed, import::changed_does),
        (Icon::Compare, Tone::Plain, &preview.both, Some(Difference::Both), said::both, said::both_does),
        (Icon::Trash, Tone::Warn, &preview.deleted, Some(Difference::Deleted), said::deleted, said::deleted_does),
        (Icon::Undo, Tone::Plain, &preview.revived, Some(Difference::Revived), said::revived, said::revived_does),
        (Icon::Saved, Tone::Plain, &preview.kept, Some(Difference::Kept), kept, import::kept_does),
        (Icon::Trash, Tone::Plain, &preview.trashed, Some(Difference::Trashed), diff::trashed, diff::trashed_does),
        (Icon::Pin, Tone::Plain, &preview.only_here, None, said::only_here, said::only_here_does),
        (Icon::Check, Tone::Plain, &preview.same, None, import::same, import::same_does),
    ];
    ways.into_iter().filter_map(|way| part(way, &preview.named)).collect()
}

/// Those of a table.
pub fn of_table(table: &Table) -> Vec<Part> {
    use tr::{differences as diff, import};
    let ways: [Way; 5] = [
        (Icon::Add, Tone::Ok, &table.new, Some(Difference::New), import::new, import::new_does),
        (Icon::In, Tone::Plain, &table.changed, Some(Difference::Changed), import::changed, import::changed_does),
        (Icon::Saved, Tone::Plain, &table.kept, Some(Difference::Kept), diff::kept, import::kept_does),
        (Icon::Trash, Tone::Plain, &table.trashed, Some(Difference::Trashed), diff::trashed, diff::trashed_does),
        (Icon::Check, Tone::Plain, &table.same, None, import::same, import::same_does),
    ];
    ways.into_iter().filter_map(|way| part(way, &table.named)).collect()
}

/// The same once it came in by her word: what lay in the trash is back.
pub fn with_trash_back(mut parts: Vec<Part>) -> Vec<Part> {
    let lies = |part: &&mut Part| part.which == Some(Difference::Trashed);
    parts.iter_mut().filter(lies).for_each(|part| part.does = tr::differences::trashed_back());
    parts
}

/// The list of them.
pub fn view(parts: &[Part]) -> AnyView {
    let row = |part: &Part| {
        let (icon, tone) = (part.icon, part.tone);
        let (name, what, does) = (part.name.clone(), words::amounts(&part.of), part.does.clone());
        let trail = view! { {does} }.into_any();
        let first = (!part.first.is_empty()).then(|| titles(&part.first, words::total(&part.of)));
        view! {
            <Row icon tone trail>
                <span class="name">{name}</span>
                <p class="cap">{what}</p>
                {first}
            </Row>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = parts.iter().map(row).collect();
    view! { <ul class="list">{rows}</ul> }.into_any()
}

/// The first by name, by kind.
fn titles(first: &[Shown], total: u64) -> AnyView {
    let mut kinds: Vec<(Kind, Vec<&Shown>)> = Vec::new();
    for one in first {
        match kinds.last_mut() {
            Some((kind, all)) if *kind == one.kind => all.push(one),
            _ => kinds.push((one.kind, vec![one])),
        }
    }
    let all = first.len() as u64 == total;
    let line = |one: &Shown| {
        let title = one.title.clone();
        view! { <li><Own text=title/>{differs::view(one)}</li> }.into_any()
    };
    let groups: Vec<AnyView> = kinds
        .into_iter()
        .map(|(kind, all)| {
            let titles: Vec<AnyView> = all.into_iter().map(line).collect();
            view! { <p class="cap">{named::kind(kind)}</p><ul class="stack tight">{titles}</ul> }.into_any()
        })
        .collect();
    let summary = if all { tr::preview::which() } else { tr::preview::which_first() };
    view! { <Disclosure summary><div class="stack tight">{groups}</div></Disclosure> }.into_any()
}

/// The same as lines of a text of so many characters; of things for which there is no room it is said how many they are.
pub fn lines(parts: &[Part], room: usize) -> Vec<String> {
    let head = |part: &Part| tr::differences::part(&part.name, &part.does, &words::amounts(&part.of));
    let heads: Vec<String> = parts.iter().map(head).collect();
    let named = |part: &Part| part.first.iter().map(thing).collect::<Vec<_>>();
    let named: Vec<Vec<Vec<String>>> = parts.iter().map(named).collect();
    let lengths: Vec<Vec<usize>> =
        named.iter().map(|things| things.iter().map(|thing| length(thing)).collect()).collect();
    let room = room.saturating_sub(heads.iter().map(|head| length(std::slice::from_ref(head)) + MORE).sum());
    let mut lines = Vec::new();
    for (((part, head), named), fit) in parts.iter().zip(heads).zip(named).zip(fitting(&lengths, room)) {
        let some = !named.is_empty();
        lines.extend([String::new(), head]);
        lines.extend(named.into_iter().take(fit).flatten());
        let more = words::total(&part.of).saturating_sub(fit as u64);
        if more > 0 && some {
            lines.push(["– ", &tr::import::problems_more(more)].concat());
        }
    }
    lines
}

/// Characters for "and 3 more", and for the lines around it.
const MORE: usize = 60;

fn thing(one: &Shown) -> Vec<String> {
    [["– ", &differs::isolated(&one.title)].concat()].into_iter().chain(differs::lines(one)).collect()
}

/// Characters of lines with their ends.
pub fn length(lines: &[String]) -> usize {
    lines.iter().map(|line| line.chars().count() + 1).sum()
}

/// How many of each list there is room for, each list given as long as its parts are. Every list has its share; what it does not
/// need goes to those behind it.
fn fitting(lists: &[Vec<usize>], mut room: usize) -> Vec<usize> {
    let mut fit = Vec::new();
    for (at, list) in lists.iter().enumerate() {
        let mut share = room / (lists.len() - at);
        let some = list.iter().take_while(|length| match share.checked_sub(**length) {
            Some(left) => {
                share = left;
                true
            }
            None => false,
        });
        let some = some.count();
        room -= list[..some].iter().sum::<usize>();
        fit.push(some);
    }
    fit
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn every_list_has_its_share_of_the_room() {
        let check = |lists: &[Vec<usize>], room, expected: &[usize]| assert_eq!(fitting(lists, room), expected);
        let few = || vec![10; 2];
        let many = || vec![10; 100];
        check(&[few(), many()], 2_000, &[2, 100]);
        check(&[few(), many()], 100, &[2, 8]);
        check(&[many(), few()], 100, &[5, 2]);
        check(&[many(), many(), vec![900]], 100, &[3, 3, 0]);
        check(&[many(), Vec::new()], 0, &[0, 0]);
        check(&[], 100, &[]);
    }
}
