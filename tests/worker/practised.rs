//! Items and answers that come in with a backup: their columns and estimates are there when the import ends, the same
//! as on the device that they came from.

use super::Device;
use cairn::domain::{
    cbor::Cbor,
    change::Reply,
    command::Command,
    competency::command as competency,
    evidence::{AidUsed, estimate::Estimate},
    id::{CompetencyId, EventId, FrameworkId, Id, ItemId},
    item::{Form, command as item},
    port::{Decision, Lookup, Table, gather},
    practice::{Answer, Fitted, Given, Graded, Pacing, Queue, due, settle},
    profile::command as profile,
    response::Source,
};
use cairn::store::memory::ready;
use cairn_learning::schedule::Parameters;
use cairn_worker::{jobs::World, protocol::Join};

fn run(device: &Device, decision: &dyn Decision) -> Id {
    match device.store.apply(decision, device.now(), device.seed() << 64 | device.seed()).unwrap().reply {
        Reply::Created(id) => id,
        _ => Id::new(0, 0),
    }
}

fn queue(device: &Device) -> Queue {
    let now = device.now().ms;
    Queue::make(now, &ready(gather(&device.store, |snapshot| Queue::needs(now, snapshot))).unwrap())
}

fn answer(device: &Device, item: ItemId, number: u8, score: f64) {
    let given = Given {
        graded: Graded::App { score, luck: Some((0.0, 0.05)) },
        confidence: None,
        duration_ms: 4000,
        aid: AidUsed::None,
        source: Source::Review,
    };
    let queue = queue(device);
    let id = EventId(Id::from_bytes([number; 16]));
    run(device, &Answer::new(id, device.now(), queue.entry(item).unwrap(), &given, &Pacing::default()));
}

/// The columns as they are stored, and the estimate of a skill.
fn derived(device: &Device, skill: CompetencyId) -> (Vec<(String, Cbor)>, Option<Estimate>) {
    let columns = Lookup::DerivedRange(Table::Schedule, String::new());
    let snapshot = device.store.look(&[columns, settle::owed_lookup(), due::lookup()]);
    assert!(settle::owed(&snapshot).is_empty() && !due::is_due(&snapshot), "nothing is left to be done");
    let rows = snapshot.derived_range(Table::Schedule, "");
    let shards = rows.iter().filter(|(key, _)| key.len() == 1).cloned().collect();
    let standings = ready(gather(&device.store, |snapshot| settle::standings_needs(&[skill], snapshot))).unwrap();
    (shards, settle::standings(&[skill], &standings).first().unwrap().estimate)
}

fn settled(device: &Device, skill: CompetencyId) -> (Vec<(String, Cbor)>, Option<Estimate>) {
    run(device, &settle::Fold { now_ms: device.now().ms });
    let owed = settle::owed(&device.store.look(&[settle::owed_lookup()]));
    run(device, &settle::Reckon(owed));
    derived(device, skill)
}

#[test]
fn answers_that_come_in_count_at_once_and_the_same_on_both_devices() {
    let laptop = Device::of(1, 11);
    let framework = run(&laptop, &Command::Competency(competency::Command::CreateFramework { title: "Maths".into() }));
    let add = competency::Command::Add { framework: FrameworkId(framework), parent: None, title: "Fractions".into() };
    let skill = CompetencyId(run(&laptop, &Command::Competency(add)));
    let items: Vec<ItemId> = (0..3)
        .map(|number| {
            let right = item::Edit::Accepted(vec!["yes".to_owned()]);
            let more = vec![right, item::Edit::Competency(skill, Some(0))];
            let add =
                item::Command::Add { form: Form::Short, prompt: format!("Item {number}"), more, both_ways: false };
            ItemId(run(&laptop, &Command::Item(add)))
        })
        .collect();
    answer(&laptop, items[0], 1, 1.0);
    answer(&laptop, items[1], 2, 0.0);

    let phone = Device::of(9, 22);
    phone.import(&laptop.backup().1, Join::Plain).unwrap();
    let here = settled(&laptop, skill);
    assert_eq!(derived(&phone, skill), here);
    assert_eq!(here.1.map(|estimate| estimate.count), Some(2));

    // Both answer the same item, without a word of each other.
    answer(&phone, items[0], 3, 1.0);
    answer(&laptop, items[0], 4, 0.0);
    answer(&laptop, items[2], 5, 1.0);
    laptop.import(&phone.backup().1, Join::Plain).unwrap();
    phone.import(&laptop.backup().1, Join::Plain).unwrap();
    assert_eq!(derived(&phone, skill), derived(&laptop, skill));
    assert_eq!(derived(&phone, skill).1.map(|estimate| estimate.count), Some(5));
    assert_eq!(queue(&phone), queue(&laptop));

    // Weights that were chosen there, and no answer with them: what fades is told by them here too.
    let by_usual = derived(&phone, skill);
    let mut weights = *Parameters::default().weights();
    weights[0] = 0.9;
    let weights = Parameters::new(&weights).unwrap();
    let set = Fitted { weights, day: 20_000, reviews: 600, judged: 120, before: 0.35, after: 0.343, all: true };
    run(&laptop, &Command::Profile(profile::Command::NoteFit(set.day, Some(Box::new(set)))));
    run(&laptop, &Command::Profile(profile::Command::UseWeights(set.name())));
    phone.import(&laptop.backup().1, Join::Plain).unwrap();
    let by_own = derived(&phone, skill);
    assert_eq!(by_own, settled(&laptop, skill));
    let (usual, own) = (by_usual.1.unwrap(), by_own.1.unwrap());
    assert_ne!(own.fades, usual.fades);
    assert_eq!((own.full, own.shown), (usual.full, usual.shown), "and no level moved");
}
