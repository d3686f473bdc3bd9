//! How one item stands in practice: when it comes next, how often it was answered, and how it went the last time. For the
//! page of an item; nothing here is kept.

use super::queue::Queue;
use crate::{
    event::{Event, Journal},
    evidence::sources::responses_to,
    id::ItemId,
    port::{Lookup, Snapshot},
    response::{Answer, answers},
};
use cairn_learning::schedule::Rating;

/// When an item comes next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Next {
    /// It was never answered.
    New,
    /// It is due today.
    Due,
    /// In so many study days.
    In(i64),
    /// Not until she takes it up again, or it can be asked at all.
    LeftOut,
}

/// How an answer went.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Went {
    /// As she judged it.
    Own(Rating),
    /// Right, as the app found.
    Right,
    /// Right in part.
    Partly,
    /// Wrong.
    Wrong,
    /// She said that she did not know.
    Unknown,
}

/// How an item stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OfItem {
    /// When it comes next.
    pub next: Next,
    /// Whether it can be asked now.
    pub asked: bool,
    /// Answers that count.
    pub times: usize,
    /// The last of them: when, UTC ms, and how it went.
    pub last: Option<(i64, Went)>,
}

impl OfItem {
    /// What [`OfItem::read`] asks for of each of these besides the [`Queue`].
    pub fn needs(items: &[ItemId]) -> Vec<Lookup> {
        items.iter().copied().flat_map(responses_to).collect()
    }

    /// How an item of the queue stands on study day `today`; `None` if it is not in use. `now_ms` is the present, UTC ms.
    pub fn read(item: ItemId, queue: &Queue, today: i64, now_ms: i64, snapshot: &Snapshot) -> Option<Self> {
        let entry = queue.entry(item)?;
        let from = queue.asked_from(entry, today);
        let next = match (from, entry.learned) {
            (None, _) => Next::LeftOut,
            (Some(from), None) if from > today => Next::In(from - today),
            (Some(_), None) => Next::New,
            (Some(from), Some(learned)) if learned.due_day.max(from) > today => {
                Next::In(learned.due_day.max(from) - today)
            }
            (Some(_), Some(_)) => Next::Due,
        };
        let events = responses_to(item);
        let events = events.iter().flat_map(|lookup| snapshot.hits(lookup)).filter_map(|hit| hit.event());
        let journal = Journal::of(events.cloned().collect::<Vec<Event>>());
        let answers = answers(&journal, now_ms);
        let last = answers.last().and_then(|answer| Some((answer.ms, went(answer)?)));
        Some(Self { next, asked: from == Some(today), times: answers.len(), last })
    }
}

fn went(answer: &Answer<'_>) -> Option<Went> {
    let response = &answer.response;
    Some(match response.rated()? {
        rating if response.is_self_graded() => Went::Own(rating),
        _ if response.is_unknown() => Went::Unknown,
        _ if response.is_partly() => Went::Partly,
        Rating::Again => Went::Wrong,
        _ => Went::Right,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::Command,
        desk::Desk,
        evidence::AidUsed,
        id::{EventId, Id},
        item::{
            Form,
            command::{Command as Act, Edit},
        },
        kind::Kind,
        practice::{Answer as Given, Given as Told, Graded, Pacing},
        response::Source,
        time::Moment,
    };

    fn look(desk: &Desk, item: ItemId) -> OfItem {
        let now = desk.now_ms();
        let needs = |snapshot: &Snapshot| [Queue::needs(now, snapshot), OfItem::needs(&[item])].concat();
        let snapshot = desk.gather(needs);
        OfItem::read(item, &Queue::make(now, &snapshot), today(desk), now, &snapshot).unwrap()
    }

    fn today(desk: &Desk) -> i64 {
        Moment { ms: desk.now_ms(), tz_offset_min: 180 }.study_day()
    }

    fn answer(desk: &mut Desk, item: ItemId, graded: Graded, words: &str) -> i64 {
        let now = desk.now_ms();
        let snapshot = desk.gather(|snapshot| Queue::needs(now, snapshot));
        let queue = Queue::make(now, &snapshot);
        let given = Told { graded, confidence: None, duration_ms: 900, aid: AidUsed::None, source: Source::Review };
        let (id, at) = (EventId(Id::new(now, 7)), Moment { ms: now, tz_offset_min: 180 });
        let answer = Given::new(id, at, queue.entry(item).unwrap(), &given, &Pacing::default()).saying(words);
        desk.events.insert((Kind::RESPONSE, id), answer.response.to_event(id, at));
        answer.put.days
    }

    #[test]
    fn an_item_says_when_it_comes_next_and_how_it_went() {
        let mut desk = Desk::default();
        let more = vec![Edit::Accepted(vec!["ohm".to_owned()])];
        let add = Act::Add { form: Form::Short, prompt: "Unit?".to_owned(), more, both_ways: false };
        let item = ItemId(desk.made(&Command::Item(add)));
        assert_eq!(look(&desk, item), OfItem { next: Next::New, asked: true, times: 0, last: None });

        let at = desk.now_ms();
        let days = answer(&mut desk, item, Graded::App { score: 0.5, luck: Some((0.0, 0.05)) }, "om");
        let told = look(&desk, item);
        assert_eq!((told.next, told.times, told.last), (Next::In(days), 1, Some((at, Went::Partly))));
        desk.wait_days(days);
        assert_eq!(look(&desk, item).next, Next::Due);
        answer(&mut desk, item, Graded::App { score: 0.0, luck: Some((0.0, 0.0)) }, "");
        let told = look(&desk, item);
        assert_eq!((told.times, told.last.map(|(_, went)| went)), (2, Some(Went::Unknown)));

        let tomorrow = today(&desk) + 1;
        desk.did(&Command::Item(Act::Edit(item, vec![Edit::BuriedUntil(Some(tomorrow))])));
        let told = look(&desk, item);
        assert_eq!((told.next, told.asked), (Next::In(1), false));
        desk.did(&Command::Item(Act::Edit(item, vec![Edit::Suspended(true)])));
        assert_eq!(look(&desk, item).next, Next::LeftOut);
        // One of ten parts that was wrong scores as much as a typing error: her words tell it.
        for (words, expected) in [("one · x", Went::Partly), ("", Went::Right)] {
            desk.wait_days(1);
            answer(&mut desk, item, Graded::App { score: 0.9, luck: Some((0.0, 0.05)) }, words);
            assert_eq!(look(&desk, item).last.map(|(_, went)| went), Some(expected));
        }
    }
}
