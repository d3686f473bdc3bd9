//! Rows come back to the byte, files are the same for the same arguments, the schema holds.

use super::{
    names::Fields,
    row::{read_event, read_record, write_event, write_record},
    *,
};
use cairn_domain::{
    cbor::{Cbor, Writer},
    id::{DeviceId, EventId, Id, ProfileId, SpaceId},
    kind::Kind,
    record::{Cell, Dot, Join, Register, Seen, Tag, Version},
    registry,
    stamp::{MAX_MS, Stamp},
    time::Moment,
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Any canonical item, nested a little.
fn item() -> impl Strategy<Value = Cbor> {
    let leaf = prop_oneof![
        Just(Cbor::null()),
        any::<bool>().prop_map(|value| Cbor::of(&value)),
        any::<i64>().prop_map(|value| Cbor::of(&value)),
        (0_u32..20).prop_map(|value| Cbor::of(&value)),
        any::<f64>().prop_map(|value| Cbor::of(&value)),
        prop_oneof![Just(-0.0), Just(1.0), Just(f64::NAN), Just(f64::INFINITY)].prop_map(|value| Cbor::of(&value)),
        text().prop_map(|value| Cbor::of(&value)),
        any::<[u8; 16]>().prop_map(|bytes| Cbor::of(&Id::from_bytes(bytes))),
        Just(Cbor::from_canonical(&[0x1b, 255, 255, 255, 255, 255, 255, 255, 255]).unwrap()),
        Just(Cbor::from_canonical(&[0xc1, 0x01]).unwrap()),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop::collection::vec(inner, 0..3).prop_map(|items| {
            let mut writer = Writer::new();
            writer.array(items.len());
            items.iter().for_each(|item| {
                writer.item(item);
            });
            Cbor::from_canonical(&writer.into_bytes()).unwrap()
        })
    })
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        Just("اقرأ\u{202e}abc".to_owned()),
        Just("a\0b\n\u{2028}".to_owned()),
        Just("👩‍🔧</script>\"\\".to_owned()),
    ]
}

fn register() -> impl Strategy<Value = Register> {
    (prop_oneof![0..MAX_MS, 1_700_000_000_000..1_800_000_000_000_u64], any::<u32>(), any::<u64>(), item()).prop_map(
        |(ms, counter, device, value)| Register { stamp: Stamp { ms, counter, device: DeviceId(device) }, value },
    )
}

fn cell(join: Join) -> BoxedStrategy<Cell> {
    match join {
        Join::Register => register().prop_map(Cell::Register).boxed(),
        Join::Set => prop::collection::btree_map(item(), register(), 0..3).prop_map(Cell::Set).boxed(),
        Join::Text => {
            let dot = (any::<u64>(), 1..u64::MAX).prop_map(|(device, count)| Dot { device: DeviceId(device), count });
            let version = (any::<i64>(), text()).prop_map(|(ms, text)| Version { ms, text });
            prop::collection::btree_map(dot, version, 1..3).prop_map(Cell::Text).boxed()
        }
        Join::Unknown => prop::collection::btree_set(item(), 0..3).prop_map(Cell::Unknown).boxed(),
    }
}

fn seen() -> impl Strategy<Value = Seen> {
    prop::collection::btree_map(any::<u64>(), 1..u64::MAX / 2, 0..3).prop_map(|counts| {
        let mut seen = Seen::default();
        counts.into_iter().for_each(|(device, count)| seen.raise(DeviceId(device), count));
        seen
    })
}

fn record() -> impl Strategy<Value = Record> {
    let tags: Vec<Tag> = registry::RECORDS.iter().flat_map(|entry| entry.schema.fields).map(|spec| spec.tag).collect();
    let tag = prop_oneof![3 => prop::sample::select(tags), 1 => any::<u32>().prop_map(Tag), 1 => Just(Tag::TRASHED_AT)];
    let field = tag.prop_flat_map(|tag| cell(tag.join()).prop_map(move |cell| (tag, cell)));
    let fields = prop::collection::vec(field, 0..6);
    let kind = prop_oneof![3 => 1..12_u16, 1 => 0..1000_u16];
    (kind, any::<[u8; 16]>(), any::<Option<[u8; 16]>>(), seen(), seen(), fields).prop_map(
        |(kind, id, space, seen, marker, fields)| {
            let mut record = Record::new(Kind(kind), Id::from_bytes(id));
            record.space = space.map(|bytes| SpaceId(Id::from_bytes(bytes)));
            (record.seen, record.marker) = (seen, marker);
            record.fields = fields.into_iter().collect();
            record
        },
    )
}

fn event() -> impl Strategy<Value = Event> {
    let fields = prop::collection::btree_map(prop_oneof![0..16_u32, any::<u32>()], item(), 0..6);
    let moment = (-(1_i64 << 48) + 1..1 << 48, -840..=840_i16);
    (1000..1007_u16, any::<[u8; 16]>(), any::<Option<[u8; 16]>>(), moment, fields, prop::bool::weighted(0.1)).prop_map(
        |(kind, id, space, (ms, tz_offset_min), fields, erased)| {
            let mut event = Event::new(Kind(kind), EventId(Id::from_bytes(id)), Moment { ms, tz_offset_min });
            event.space = space.map(|bytes| SpaceId(Id::from_bytes(bytes)));
            (event.fields, event.erased) = (fields, erased);
            event
        },
    )
}

proptest! {
    #[test]
    fn a_record_comes_back_to_the_byte(record in record()) {
        let fields = Fields::of(record.kind);
        let mut line = String::new();
        write_record(&record, &fields.by_tag(), &mut line);
        let (back, left) = read_record(&serde_json::from_str(&line).unwrap(), &fields).expect(&line);
        prop_assert!(left.is_empty(), "{left:?} in {line}");
        prop_assert_eq!(back.to_bytes(), record.to_bytes(), "{}", line);
        prop_assert_eq!(Record::from_bytes(&record.to_bytes()).map(|back| back.to_bytes()), Ok(record.to_bytes()));
    }

    #[test]
    fn an_event_comes_back_to_the_byte(event in event()) {
        let fields = Fields::of(event.kind);
        let mut line = String::new();
        write_event(&event, &fields.by_tag(), &mut line);
        let (back, left) = read_event(&serde_json::from_str(&line).unwrap(), &fields).expect(&line);
        prop_assert!(left.is_empty(), "{left:?} in {line}");
        prop_assert_eq!(back.to_bytes(), event.to_bytes(), "{}", line);
    }

    #[test]
    fn foreign_lines_are_refused_and_nothing_breaks(line in "\\{\"id\":\"[0-9a-z]{26}\",\"(seen|at)\":.{0,40}\\}") {
        if let Ok(row) = serde_json::from_str(&line) {
            read_record(&row, &Fields::of(Kind::GOAL));
            read_event(&row, &Fields::of(Kind::EVIDENCE));
        }
    }
}

/// One of every field of every kind, a deleted record, a void, an erased event, a kind and a field of a
/// newer version.
pub(crate) fn filled() -> Contents {
    let mut contents = Contents::default();
    let stamp = Stamp { ms: 1_763_000_000_000, counter: 0, device: DeviceId(7) };
    let value = |shape: cairn_domain::cbor::Shape| {
        let json = sample(shape);
        value::Form::from(shape).read(&json).unwrap_or_else(|| panic!("{shape:?} {json}"))
    };
    for (at, entry) in (1..).zip(registry::RECORDS) {
        let mut record = Record::new(entry.schema.kind, Id::new(1_763_000_000_000, at));
        record.seen.raise(DeviceId(7), 3);
        for spec in entry.schema.fields {
            let register = |value: Cbor| Register { stamp, value };
            let cell = match spec.tag.join() {
                Join::Register => Cell::Register(register(value(spec.shape))),
                Join::Set => {
                    let of_element = spec.element_value.map_or(Cbor::of(&true), value);
                    Cell::Set(BTreeMap::from([(value(spec.shape), register(of_element))]))
                }
                Join::Text => {
                    let version = Version { ms: 1_763_000_000_000, text: "A long text.\nOf lines.".to_owned() };
                    Cell::Text(BTreeMap::from([(Dot { device: DeviceId(7), count: 2 }, version)]))
                }
                Join::Unknown => Cell::Unknown(BTreeSet::new()),
            };
            record.fields.insert(spec.tag, cell);
        }
        contents.records.push(record);
    }
    let mut deleted = contents.records[2].clone();
    deleted.id = Id::new(1, 99);
    deleted.marker = deleted.seen.clone();
    deleted.fields.insert(Tag::TRASHED_AT, Cell::Register(Register { stamp, value: Cbor::of(&5_i64) }));
    deleted.fields.insert(Tag::new(900, Join::Unknown), Cell::Unknown(BTreeSet::from([Cbor::of(&7_u32)])));
    contents.records.push(deleted);
    let mut newer = contents.records[0].clone();
    newer.kind = Kind(77);
    contents.records.push(newer);
    let at = Moment { ms: 1_763_000_000_000, tz_offset_min: 120 };
    for (n, schema) in (1..).zip(registry::EVENTS) {
        let mut event = Event::new(schema.kind, EventId(Id::new(1_763_000_000_000, n)), at);
        event.fields = schema.fields.iter().map(|(number, _, shape)| (*number, value(*shape))).collect();
        contents.events.push(event);
    }
    let mut erased = Event::new(Kind::EVIDENCE, EventId(Id::new(5, 5)), at);
    erased.erase();
    contents.events.push(erased);
    contents
}

fn sample(shape: cairn_domain::cbor::Shape) -> serde_json::Value {
    use cairn_domain::cbor::Shape;
    match shape {
        Shape::Text => "اقرأ <b>".into(),
        Shape::Bool => true.into(),
        Shape::Int => 3.into(),
        Shape::Float => 0.1.into(),
        Shape::Time => "2026-11-21T20:58:15.123Z".into(),
        Shape::Day => "2026-11-21".into(),
        Shape::Id => Id::new(8, 8).to_text().into(),
        Shape::Code(words) => words[0].1.into(),
        Shape::List(shape) => vec![sample(*shape)].into(),
    }
}

pub(super) fn about() -> About {
    About {
        purpose: Use::Backup,
        profile: Some(ProfileId(Id::new(3, 3))),
        space: None,
        made_ms: 1_763_000_000_000,
        device: DeviceId(0xa7),
        app: "0.1.0".to_owned(),
        change: 41,
    }
}

/// Stands for the state hash, which is not this crate's.
pub(super) fn hash(records: &[Record], events: &[Event]) -> [u8; 32] {
    let mut rows: Vec<Vec<u8>> =
        records.iter().map(Record::to_bytes).chain(events.iter().map(Event::to_bytes)).collect();
    rows.sort();
    *blake3::hash(&rows.concat()).as_bytes()
}

#[test]
fn a_file_comes_back_whole_and_is_the_same_for_the_same_arguments() {
    let contents = filled();
    let bytes = write(&contents, &about(), hash).unwrap();
    let mut turned = contents.clone();
    turned.records.reverse();
    turned.events.reverse();
    assert_eq!(write(&turned, &about(), hash).unwrap(), bytes);

    let file = verify(&bytes, Limits::FOREIGN, hash).unwrap();
    assert_eq!(file.problems, []);
    assert_eq!(hash(&file.contents.records, &file.contents.events), hash(&contents.records, &contents.events));
    assert_eq!((file.manifest.profile(), file.manifest.change), (about().profile, 41));
    assert_eq!(file.manifest.made_ms(), Some(about().made_ms));
    assert_eq!(write(&file.contents, &about(), hash).unwrap(), bytes);
}

#[test]
fn an_empty_state_is_a_file_too() {
    let bytes = write(&Contents::default(), &about(), hash).unwrap();
    let file = verify(&bytes, Limits::FOREIGN, hash).unwrap();
    assert_eq!((file.contents, file.problems), (Contents::default(), Vec::new()));
}

#[test]
fn names_are_used_where_there_are_names() {
    let contents = filled();
    let goal = contents.records.iter().find(|record| record.kind == Kind::GOAL).unwrap();
    let mut line = String::new();
    write_record(goal, &Fields::of(Kind::GOAL).by_tag(), &mut line);
    assert!(!line.contains("\"#"), "{line}");
    assert!(
        line.contains("\"title\":{\"value\":\"اقرأ <b>\",\"stamp\":\"2025-11-13T02:13:20.000Z 0 0000000000000007\"}"),
        "{line}"
    );
}

/// What stands in `names.json` of a newer version is understood here, kept, and written on by number.
#[test]
fn names_of_a_newer_version_are_understood() {
    let mut names = names::Names::of([Kind::GOAL]);
    let json = serde_json::json!({"kind": 77, "fields": {"mood": {"tag": 4, "form": {"code": [[0, "calm"]]}}, "odd": {"tag": 8, "form": {"cube": 3}}}});
    names.records.insert("weather".to_owned(), serde_json::from_value(json).unwrap());
    let fields = names.fields("weather", false).unwrap();
    let row = serde_json::json!({"id": Id::new(1, 1).to_text(), "seen": {}, "fields": {
        "mood": {"value": "calm", "stamp": "2026-11-21T00:00:00.000Z 0 0000000000000007"},
        "odd": {"value": 1, "stamp": "2026-11-21T00:00:00.000Z 0 0000000000000007"},
    }});
    let (record, left) = read_record(&row, &fields).unwrap();
    assert_eq!(record.kind, Kind(77));
    assert!(matches!(&record.fields[&Tag(4)], Cell::Register(register) if register.value == Cbor::of(&0_u32)));
    assert_eq!(left, [("odd".to_owned(), "bad_value")]);
    assert!(names.fields("weather", true).is_none());
}

#[test]
fn twenty_thousand_records_are_written_and_read_quickly() {
    let one = filled().records.into_iter().find(|record| record.kind == Kind::COMPETENCY).unwrap();
    let records = (0..20_000).map(|n| {
        let mut record = one.clone();
        record.id = Id::new(n, 1);
        record
    });
    let contents = Contents { records: records.collect(), ..Contents::default() };
    let bytes = write(&contents, &about(), hash).unwrap();
    // Rows alike pack far better than real ones, so only her own backup may look like this.
    assert_eq!(verify(&bytes, Limits::OWN, hash).unwrap().contents.records.len(), 20_000);
}
