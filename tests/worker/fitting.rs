//! Weights of her own, from the log as a store holds it: what is counted, when it is fitted, what is found.

use super::{Answers, Device};
use cairn::domain::{
    cbor::value::Day,
    command::Command,
    event::Event,
    id::{EventId, Id, ItemId},
    kind::Kind,
    profile::command as profile,
    response::Response,
    time::Moment,
};
use cairn::learning::{
    random::SplitMix64,
    schedule::{Card, Fsrs, Parameters, Rating, ScheduleConfig},
};
use cairn_worker::{
    jobs::World,
    protocol::{Answer, Fits, Fittable, Fitting, Request},
};

/// The answers of someone who forgets what is new sooner than others do, until a year ago.
fn log(items: u128, today: i64) -> Vec<Event> {
    let config = ScheduleConfig::default();
    let mut weights = *Parameters::default().weights();
    (weights[0], weights[2], weights[8]) = (0.05, 0.6, 1.2);
    let (own, usual) = (Fsrs::new(&Parameters::new(&weights).unwrap(), &config), Fsrs::default());
    let mut chance = SplitMix64::from_key(b"forgets sooner");
    let mut events = Vec::new();
    for item in 0..items {
        let mut day = today - 1_000 + i64::try_from(item % 90).unwrap();
        let (mut held, mut planned) = (None, None);
        for turn in 0..6 {
            let recalled = held.is_none_or(|card: Card| chance.next_unit() < card.retrievability(day, &own));
            let rating = if recalled { Rating::Good } else { Rating::Again };
            let at = Moment { ms: day * 86_400_000 + 43_200_000, tz_offset_min: 0 };
            let id = EventId(Id::new(at.ms, item << 8 | turn));
            let bare = Response::read(&Event::new(Kind::RESPONSE, id, at));
            let told =
                Response { item: Some(ItemId(Id::new(1, item))), day: Some(Day(day)), rating: rating.as_u8(), ..bare };
            events.push(told.to_event(id, at));
            held = Some(Card::after(held, day, rating, &own));
            let card = Card::after(planned, day, rating, &usual);
            planned = Some(card);
            day += usual.interval(card.memory.stability, 0.9);
        }
    }
    events
}

fn asked(device: &Device, how: Fitting) -> Fits {
    match device.run(&Request::Fit(how), &[]).unwrap().0 {
        Answer::Fitted(fits) => fits,
        other => panic!("{other:?}"),
    }
}

fn with_log(items: u128) -> Device {
    let device = Device::of(1, 11);
    let today = device.now().study_day();
    device.store.apply(&Answers(log(items, today)), device.now(), 1).unwrap();
    device
}

fn run(device: &Device, command: profile::Command) {
    device.store.apply(&Command::Profile(command), device.now(), device.seed()).unwrap();
}

#[test]
fn what_predicts_better_is_found_and_not_again_within_the_month() {
    let device = with_log(200);
    let counted = asked(&device, Fitting::Count);
    assert_eq!(counted, Fits { reviews: 1_000, fittable: Fittable::All, found: None });
    let found = asked(&device, Fitting::Fit).found.unwrap();
    let set = found.fitted().unwrap();
    assert!(found.is_better && set.after < set.before && set.all, "{set:?}");
    assert_eq!((set.reviews, set.day), (1_000, device.now().study_day()));
    // Nothing was written by it.
    assert_eq!(asked(&device, Fitting::Count), counted);

    run(&device, profile::Command::NoteFit(set.day, Some(Box::new(set))));
    let after = asked(&device, Fitting::Fit);
    assert_eq!((after.fittable, after.found), (Fittable::Nothing, None));
}

#[test]
fn the_weights_in_use_are_what_a_fit_is_held_against() {
    let device = with_log(200);
    let set = asked(&device, Fitting::Fit).found.and_then(|found| found.fitted()).unwrap();
    // Found in another month: by its day alone it is another one.
    let earlier = cairn::domain::practice::Fitted { day: set.day - 40, ..set };
    run(&device, profile::Command::NoteFit(earlier.day, Some(Box::new(earlier))));
    run(&device, profile::Command::UseWeights(earlier.name()));
    let again = asked(&device, Fitting::Fit).found.unwrap();
    assert!(!again.is_better, "{again:?}");
}

#[test]
fn few_answers_give_the_first_four_or_nothing() {
    let few = asked(&with_log(15), Fitting::Fit);
    assert_eq!((few.reviews, few.fittable, few.found), (75, Fittable::Nothing, None));
    let more = asked(&with_log(60), Fitting::Fit);
    let set = more.found.and_then(|found| found.fitted()).unwrap();
    assert_eq!((more.fittable, set.all), (Fittable::FirstFour, false));
    assert_eq!(set.weights.weights()[4..], Parameters::default().weights()[4..]);
}

/// The log that the browser's story of a fit restores. `CAIRN_FREEZE=1` writes it.
#[test]
fn the_log_of_the_browsers_story_gives_weights_that_are_better() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/fitting/log.cairn");
    if std::env::var_os("CAIRN_FREEZE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, with_log(130).backup().1).unwrap();
    }
    let device = Device::of(1, 12);
    device.import(&std::fs::read(&path).unwrap(), cairn_worker::protocol::Join::Plain).unwrap();
    let fits = asked(&device, Fitting::Fit);
    assert_eq!((fits.reviews, fits.fittable), (650, Fittable::All));
    assert!(fits.found.unwrap().is_better);
}
