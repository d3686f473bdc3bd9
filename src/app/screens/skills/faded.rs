//! That a list knows what fades from the rows that it reads anyway: the same lookups for a framework, no evidence.

use super::read::{frame, frame_needs};
use super::view_model::Badge;
use cairn_domain::{
    change::{Reply, Write},
    command::Command,
    competency::command::Command as Act,
    evidence::{
        command::row_key,
        estimate::{Estimate, Figure, Freshness, row},
        kept::Fades,
    },
    id::{DeviceId, FrameworkId},
    kind::Kind,
    noun::Noun,
    port::{Decision, Hit, Lookup, Row, Snapshot},
    record::{Context, Record},
    time::Moment,
};
use wasm_bindgen_test::wasm_bindgen_test as test;

/// What a command writes, on top of these records.
fn written(act: Act, known: &[Record]) -> (Reply, Vec<Record>) {
    let mut context = Context::new(Moment { ms: 1_800_000_000_000, tz_offset_min: 0 }, DeviceId(7), 42);
    let mut snapshot = Snapshot::default();
    let command = Command::Competency(act);
    loop {
        let open: Vec<Lookup> = command.needs(&snapshot).into_iter().filter(|one| !snapshot.has(one)).collect();
        if open.is_empty() {
            break;
        }
        for lookup in open {
            let hit = |record: &Record| Hit { key: String::new(), row: Row::Record(record.clone()) };
            let found = match &lookup {
                Lookup::Record(kind, id) => known.iter().filter(|r| (r.kind, r.id) == (*kind, *id)).map(hit).collect(),
                _ => Vec::new(),
            };
            snapshot.put_rows(lookup, found);
        }
    }
    let outcome = command.decide(&snapshot, &mut context).unwrap();
    let records = outcome.writes.into_iter().filter_map(|write| match write {
        Write::Record(record) => Some(record),
        _ => None,
    });
    (outcome.reply, records.collect())
}

#[test]
fn a_framework_is_read_by_the_same_lookups_whatever_fades() {
    let (Reply::Created(id), mut records) = written(Act::CreateFramework { title: "Lamps".into() }, &[]) else {
        panic!("no framework")
    };
    let framework = FrameworkId(id);
    let add = Act::Add { framework, parent: None, title: "Solder".into() };
    let (_, skills) = written(add, &records);
    records.extend(skills);
    let skill = records.iter().find(|record| record.kind == Kind::COMPETENCY).unwrap();
    let noun = cairn_domain::competency::Competency::read(skill);
    let figure = Figure { mass: 6.0, level: 4, ..Figure::unassessed() };
    let fades = Fades::new(None, |retention| Some(if retention > 0.8 { 100 } else { 130 }));
    let estimate =
        Estimate { full: figure, shown: figure, count: 6, last_day: Some(90), self_score: None, inferred: None, fades };

    let lookups = frame_needs(framework, &Snapshot::default());
    // Beside what it shows, her profile and the goals under way, for what she desires.
    assert_eq!(lookups.iter().collect::<std::collections::HashSet<_>>().len(), 7);
    assert!(!lookups.iter().any(|lookup| matches!(lookup, Lookup::Range(range) if range.kind == Kind::EVIDENCE)));
    let mut snapshot = Snapshot::default();
    for lookup in lookups {
        let kind = match &lookup {
            Lookup::Record(kind, _) => Some(*kind),
            Lookup::Range(range) => Some(range.kind),
            _ => None,
        };
        match kind {
            Some(kind) => {
                let of_kind = records.iter().filter(|record| record.kind == kind);
                let hits = of_kind.map(|record| Hit { key: String::new(), row: Row::Record(record.clone()) }).collect();
                snapshot.put_rows(lookup, hits);
            }
            None => snapshot.put_derived(lookup, vec![(row_key(&noun), row(&estimate).unwrap())]),
        }
    }
    let badge = |today: i64| frame(framework, &snapshot, today).unwrap().nodes[0].badge;
    assert_eq!(badge(99), Badge::Shown(4, Freshness::Fresh));
    assert_eq!(badge(100), Badge::Shown(4, Freshness::RefreshDue));
    assert_eq!(badge(9_999), Badge::Shown(4, Freshness::Fading));
}
