//! Pages of random events: every event comes back to the byte, order does not matter, and nothing else is read.

use super::{PAGE_EVENTS, PageError, pack, unpack};
use crate::{
    cbor::{Cbor, Value, Writer, canonical::MAX_DEPTH},
    event::Event,
    id::{EventId, Id, SpaceId},
    kind::Kind,
    time::Moment,
};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

/// Items of every form, also of types that no field here has.
fn item() -> impl Strategy<Value = Cbor> {
    prop_oneof![
        (0_i64..4).prop_map(|number| Cbor::of(&number)),
        any::<i64>().prop_map(|number| Cbor::of(&number)),
        any::<u64>().prop_map(|number| {
            let mut writer = Writer::new();
            writer.uint(number);
            Cbor::from_writer(writer)
        }),
        any::<f64>().prop_map(|number| Cbor::of(&number)),
        "[a-zñ]{0,80}".prop_map(|text| Cbor::of(&text)),
        any::<u128>().prop_map(|bits| Cbor::of(&Id::from_bytes(bits.to_be_bytes()))),
        vec(any::<bool>(), 0..3).prop_map(|list| Cbor::of(&list)),
        (1_usize..=DEEPEST).prop_map(nested),
    ]
}

/// How deep a field's item may nest: an event is a map in which its fields are another.
const DEEPEST: usize = MAX_DEPTH - 1;

/// Arrays in one another, the innermost empty.
fn nested(arrays: usize) -> Cbor {
    let mut writer = Writer::new();
    (1..arrays).for_each(|_| {
        writer.array(1);
    });
    writer.array(0);
    Cbor::from_writer(writer)
}

fn event() -> impl Strategy<Value = Event> {
    let moment = (prop_oneof![0_i64..2_000_000_000_000, -(1_i64 << 48) + 1..1 << 48], -840_i16..=840);
    let fields = btree_map(1_u32..9, item(), 0..7);
    (any::<u128>(), moment, proptest::option::weighted(0.1, any::<u128>()), fields, proptest::bool::weighted(0.1))
        .prop_map(|(id, (ms, tz_offset_min), space, fields, erased)| {
            let id = EventId(Id::from_bytes(id.to_be_bytes()));
            let mut event = Event::new(Kind(1005), id, Moment { ms, tz_offset_min });
            event.space = space.map(|space| SpaceId(Id::from_bytes(space.to_be_bytes())));
            event.fields = fields;
            if erased {
                event.erase();
            }
            event
        })
}

/// Events of distinct ids.
fn events(most: usize) -> impl Strategy<Value = Vec<Event>> {
    vec(event(), 1..=most).prop_map(|mut events| {
        events.sort_by_key(|event| event.id);
        events.dedup_by_key(|event| event.id);
        events
    })
}

fn bodies(events: &[Event]) -> Vec<Vec<u8>> {
    let mut bodies: Vec<Vec<u8>> = events.iter().map(Event::to_bytes).collect();
    bodies.sort();
    bodies
}

proptest! {
    #[test]
    fn every_event_comes_back_to_the_byte_and_order_does_not_matter(
        (events, shuffled) in events(40).prop_flat_map(|events| (Just(events.clone()), Just(events).prop_shuffle())),
    ) {
        let page = pack(&events).expect("a page");
        prop_assert_eq!(&pack(&shuffled).expect("a page"), &page);
        let unpacked = unpack(&page).expect("the page");
        prop_assert_eq!(bodies(&unpacked), bodies(&events));
        prop_assert!(unpacked.is_sorted_by_key(|event| (event.at.ms, event.id)));
        prop_assert!(Cbor::from_canonical(&page).is_ok());
    }

    /// Altered bytes are refused, or are the page of the events that they hold.
    #[test]
    fn damage_is_refused_or_is_another_page(
        events in events(6),
        place in any::<prop::sample::Index>(),
        change in 1_u8..=255,
        cut in any::<bool>(),
    ) {
        let mut page = pack(&events).expect("a page");
        let at = place.index(page.len());
        if cut {
            page.truncate(at);
        } else {
            page[at] ^= change;
        }
        if let Ok(unpacked) = unpack(&page) {
            prop_assert_eq!(pack(&unpacked), Ok(page));
            for event in unpacked {
                prop_assert_eq!(Event::from_bytes(&event.to_bytes()), Ok(event));
            }
        }
    }

    #[test]
    fn any_bytes_are_read_without_harm(bytes in vec(any::<u8>(), 0..200)) {
        prop_assert!(unpack(&bytes).is_err());
    }
}

fn plain(id: u128) -> Event {
    let ms = 1_790_000_000_000 + i64::try_from(id).expect("small") * 9_000;
    let id = EventId(Id::from_bytes(id.to_be_bytes()));
    Event::new(Kind(1005), id, Moment { ms, tz_offset_min: 60 }).with(3, &3_i64)
}

#[test]
fn what_does_not_make_a_page_is_named() {
    let twice = plain(7);
    let cases = [
        (vec![], PageError::Count { count: 0 }),
        ((0..257).map(plain).collect(), PageError::Count { count: PAGE_EVENTS + 1 }),
        (vec![twice.clone(), twice.clone()], PageError::Twice { id: twice.id }),
        (vec![plain(1), Event { kind: Kind(1000), ..plain(2) }], PageError::Kind { kind: Kind(1000) }),
        (vec![Event { kind: Kind(3), ..plain(2) }], PageError::Kind { kind: Kind(3) }),
        (vec![Event { erased: true, ..plain(2) }], PageError::Range { id: plain(2).id }),
        (
            vec![Event { at: Moment { ms: 1 << 50, tz_offset_min: 0 }, ..plain(2) }],
            PageError::Range { id: plain(2).id },
        ),
        (
            vec![(0..65).fold(plain(2), |event, number| event.with(100 + number, &true))],
            PageError::Fields { count: 66 },
        ),
    ];
    for (events, expected) in cases {
        assert_eq!(pack(&events), Err(expected));
    }
}

#[test]
fn a_newer_layout_and_another_way_to_write_the_page_are_refused() {
    let page = pack(&[plain(1), plain(2)]).expect("a page");
    let mut newer = page.clone();
    assert_eq!(newer[..2], [0x89, 1]);
    newer[1] = 2;
    assert_eq!(unpack(&newer), Err(PageError::Version { version: 2 }));
    // Of another shape, too, and with parts of other types.
    let mut writer = Writer::new();
    writer.array(10).uint(2).text("events");
    (2..10).for_each(|_| {
        writer.null();
    });
    let bytes = writer.into_bytes();
    assert_eq!(bytes[..2], [0x8a, 2]);
    assert_eq!(unpack(&bytes), Err(PageError::Version { version: 2 }));
    let mut of_ours = bytes;
    of_ours[1] = 1;
    assert!(matches!(unpack(&of_ours), Err(PageError::Cbor(_))));
    let mut longer = page.clone();
    longer.push(0);
    assert!(matches!(unpack(&longer), Err(PageError::Cbor(_))));

    // The one field, equal in both, written as differences instead of once.
    let same = [0x83, 0xf6, 0, 3];
    let place = page.windows(4).rposition(|window| window == same).expect("the column");
    let mut other = page[..place].to_vec();
    other.extend([0x83, 0xf6, 1, 0x42, 6, 0]);
    other.extend(&page[place + 4..]);
    assert_eq!(unpack(&other), Err(PageError::NotThePage));
}

#[test]
fn a_page_of_two_hundred_and_fifty_six_answers_is_a_fraction_of_its_events() {
    let events: Vec<Event> = (0..256)
        .map(|number: u32| {
            plain(u128::from(number))
                .with(2, &20_700_i64)
                .with(3, &i64::from(number % 4 + 1))
                .with(6, &(1_000 + number * 37 % 9_000))
                .with(12, &(20_700 + i64::from(number % 30)))
                .with(15, &0_i64)
        })
        .collect();
    let page = pack(&events).expect("a page");
    let apart: usize = events.iter().map(|event| event.to_bytes().len()).sum();
    assert!(page.len() * 2 < apart, "{} of {apart}", page.len());
    assert_eq!(unpack(&page).expect("the page"), events);
}

/// Unknown fields nest as deep as an event allows, alike in all of them or not.
#[test]
fn the_deepest_item_comes_back() {
    let with = |id, item: Cbor| {
        let mut event = plain(id);
        event.fields.insert(900, item);
        event
    };
    let deepest = nested(DEEPEST);
    for events in [
        vec![with(1, deepest.clone())],
        vec![with(1, deepest.clone()), with(2, deepest.clone())],
        vec![with(1, deepest.clone()), with(2, nested(3))],
    ] {
        assert!(events.iter().all(|event| Event::from_bytes(&event.to_bytes()).as_ref() == Ok(event)));
        assert_eq!(unpack(&pack(&events).expect("a page")), Ok(events));
    }
    let too_deep = with(1, nested(DEEPEST + 1));
    assert!(Event::from_bytes(&too_deep.to_bytes()).is_err(), "no event holds more");
}

/// A short page cannot unfold to a long list: what is claimed is held against what is there.
#[test]
fn what_is_claimed_is_not_believed() {
    let mut writer = Writer::new();
    writer.array(9).uint(1).uint(1005).uint(u64::MAX).bytes(&[]).bytes(&[]);
    assert!(unpack(&writer.into_bytes()).is_err());
    let long = "x".repeat(70);
    let column = vec![Some(Cbor::of(&long)); 256];
    let mut writer = Writer::new();
    super::column::write(&column, &mut writer);
    assert!(writer.into_bytes().len() > 70 * 256, "a long item is not written once for many");
    assert!(String::read(&mut crate::cbor::Reader::new(&[0x61])).is_none());
}
