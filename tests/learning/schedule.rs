//! The schedule's invariants: the algorithm, the window, the buttons, the order of a sitting, and what looks ahead.

use cairn::learning::schedule::{
    Card, Fsrs, Memory, Moved, Rating, ScheduleConfig, Stage, Waiting, Wanted, Window, Wish, arrive, balanced,
    catch_up, choices, fuzzed, prospect, window,
};
use cairn::learning::threshold::exceeds;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::histories::cases;

fn memory() -> impl Strategy<Value = Memory> {
    (-3.0..3.3, 1.0..=10.0)
        .prop_map(|(power, difficulty): (f64, f64)| Memory { stability: 10.0_f64.powf(power), difficulty })
}

/// Answers to one item, by day and rating.
fn answers() -> impl Strategy<Value = Vec<(i64, Rating)>> {
    vec((0_i64..400, select(Rating::ALL.to_vec())), 1..20)
}

/// The card after the answers, by day.
fn walked(mut answers: Vec<(i64, Rating)>, fsrs: &Fsrs) -> Card {
    answers.sort_by_key(|(day, _)| *day);
    let card = answers.iter().fold(None, |card, (day, rating)| Some(Card::after(card, *day, *rating, fsrs)));
    card.expect("answers")
}

proptest! {
    #![proptest_config(cases())]

    /// P8: after the interval recall is what was desired; ratings are ordered; difficulty keeps its limits.
    #[test]
    fn an_interval_ends_where_recall_is_as_desired(memory in memory(), desired in 0.7..0.97, elapsed in 1_i64..400) {
        let fsrs = Fsrs::default();
        let days = fsrs.interval_exact(memory.stability, desired);
        prop_assert!((fsrs.retrievability(days, memory.stability) - desired).abs() < 1e-9);

        let after = Rating::ALL.map(|rating| fsrs.after(Some(memory), elapsed, rating));
        let [again, hard, ..] = after;
        let longest = ScheduleConfig::default().stability.1;
        prop_assert!(again.stability <= memory.stability + 1e-9);
        prop_assert!(hard.stability >= memory.stability.min(longest) - 1e-9);
        for pair in after.windows(2) {
            prop_assert!(pair[0].stability <= pair[1].stability + 1e-9);
            prop_assert!(pair[0].difficulty >= pair[1].difficulty - 1e-9);
        }
        prop_assert!(after.iter().all(|memory| (1.0..=10.0).contains(&memory.difficulty)));
    }

    /// P10: the day that was chosen, by chance or by load, lies in the window, and the window holds the interval.
    #[test]
    fn a_due_day_stays_in_its_window(
        interval in 1_i64..=36_500,
        id in "[a-zñ#]{0,6}",
        reps in 0_u32..60,
        today in 0_u8..7,
        loads in vec(0_u32..40, 0..60),
        shares in prop::array::uniform7(select(vec![0.0, 0.5, 1.0])),
    ) {
        let config = ScheduleConfig::default();
        let Window { first, last } = window(interval, &config);
        prop_assert!((first..=last).contains(&interval));
        prop_assert!((first..=last).contains(&fuzzed(interval, id.as_bytes(), reps, &config)));
        let near = interval.min(300);
        let Window { first, last } = window(near, &config);
        let placed = balanced(near, today, &loads, &shares, &config);
        prop_assert!((first..=last).contains(&placed.days));
        prop_assert_eq!(placed.moved.is_none(), placed.days == near);
    }

    /// Buttons: intervals never fall, Easy is another day than Good, and the longest interval is never exceeded.
    #[test]
    fn the_buttons_are_in_order_and_within_the_longest_interval(
        answers in answers(),
        later in 0_i64..500,
        desired in 0.7..0.97,
        longest in 2_i64..400,
    ) {
        let config = ScheduleConfig { interval_max: longest, ..ScheduleConfig::default() };
        let fsrs = Fsrs::new(&cairn::learning::schedule::Parameters::default(), &config);
        let card = walked(answers, &fsrs);
        let all = choices(Some(&card), card.last_day + later, desired, &fsrs).map(|choice| choice.interval);
        prop_assert!(all.is_sorted(), "{all:?}");
        prop_assert!(all.iter().all(|days| (1..=longest).contains(days)), "{all:?}");
        prop_assert!(all[3] > all[2] || all[3] == longest, "{all:?}");
        prop_assert!(card.stage != Stage::Review || all[2] > all[1] || all[2] == longest, "{all:?}");
    }

    /// Catching up takes no more than the cap, nothing twice, and what it takes is worth no less than what it leaves.
    #[test]
    fn catching_up_takes_the_best_within_the_cap(
        cards in vec((memory(), 0_i64..200, 0.0..3.0), 0..40),
        cap in 0_usize..50,
    ) {
        let (fsrs, config) = (Fsrs::default(), ScheduleConfig::default());
        let ids: Vec<String> = (0..cards.len()).map(|i| format!("{i:03}")).collect();
        let waiting: Vec<Waiting<'_>> = ids
            .iter()
            .zip(&cards)
            .map(|(id, (memory, last_day, importance))| Waiting {
                id: id.as_bytes(),
                memory: *memory,
                last_day: *last_day,
                importance: *importance,
            })
            .collect();
        let plan = catch_up(&waiting, 200, cap, &fsrs, &config);
        prop_assert_eq!(plan.today.len(), cap.min(cards.len()));
        prop_assert_eq!(plan.today.len() + plan.later, cards.len());
        let all = catch_up(&waiting, 200, cards.len(), &fsrs, &config).today;
        prop_assert_eq!(&all[..plan.today.len()], &plan.today[..]);
        let mut seen = all;
        seen.sort_unstable();
        prop_assert!(seen.into_iter().eq(0..cards.len()));
    }
}

#[test]
fn an_easy_day_is_the_reason_where_it_is_one() {
    let config = ScheduleConfig::default();
    let mut shares = [1.0; 7];
    shares[5] = 0.0;
    // Monday and five days: a Saturday, which is to be kept free.
    let placed = balanced(5, 0, &[], &shares, &config);
    assert_eq!((placed.days, placed.moved), (4, Some(Moved::EasyDay)));
    let placed = balanced(5, 0, &[0, 0, 0, 0, 0, 30], &[1.0; 7], &config);
    assert_eq!((placed.days, placed.moved), (4, Some(Moved::Load)));
}

fn items(count: usize, memory: Option<Memory>) -> Vec<Wanted> {
    vec![Wanted { memory, last_day: 0, weight: 1.0 }; count]
}

#[test]
fn a_date_that_is_feasible_says_so_and_one_that_is_not_says_what_to_trade() {
    let (fsrs, config) = (Fsrs::default(), ScheduleConfig::default());
    let wish = Wish { today: 10, date: 40, minutes: 30.0, target: 0.9 };
    let seen = items(40, Some(Memory { stability: 4.0, difficulty: 5.0 }));
    let easy = prospect(&seen, &wish, &fsrs, &config).expect("items");
    assert!(easy.feasible && easy.untouched < 0.8, "{easy:?}");
    assert_eq!((easy.more_minutes, easy.later_date, easy.fewer_items), (None, None, None));

    let tight = Wish { minutes: 3.0, ..wish };
    let new = items(200, None);
    let hard = prospect(&new, &tight, &fsrs, &config).expect("items");
    assert!(!hard.feasible && hard.untouched <= 0.0 && hard.arrival.unmet > 0.2, "{hard:?}");
    // Each trade, taken, reaches the target; the one before it does not.
    let reached = |wanted: &[Wanted], wish: &Wish| arrive(wanted, wish, &fsrs, &config).expect("items").recall >= 0.9;
    let minutes = hard.more_minutes.expect("enough minutes would do");
    assert!(reached(&new, &Wish { minutes, ..tight }) && !reached(&new, &Wish { minutes: minutes - 1.0, ..tight }));
    let date = hard.later_date.expect("a later date would do");
    assert!(reached(&new, &Wish { date, ..tight }) && !reached(&new, &Wish { date: date - 1, ..tight }));
    let kept = hard.fewer_items.expect("fewer items would do");
    assert!(reached(&new[..kept], &tight) && !reached(&new[..=kept], &tight));
    assert!(hard.arrival.minutes <= 3.0 + 1e-9);
}

#[test]
fn on_the_date_itself_recall_is_what_it_is() {
    let (fsrs, config) = (Fsrs::default(), ScheduleConfig::default());
    let wish = Wish { today: 5, date: 5, minutes: 60.0, target: 0.95 };
    let prospect = prospect(&items(3, Some(Memory { stability: 5.0, difficulty: 5.0 })), &wish, &fsrs, &config);
    let prospect = prospect.expect("items");
    assert!((prospect.arrival.recall - 0.9).abs() < 1e-12 && prospect.arrival.minutes <= 0.0);
    assert!(cairn::learning::schedule::prospect(&[], &wish, &fsrs, &config).is_none());
}

/// As every threshold, what is enough is met with the slack: what exceeds it by less is reviewed all the same.
#[test]
fn a_recall_that_exceeds_what_is_enough_by_nothing_is_still_worth_a_review() {
    let (fsrs, config) = (Fsrs::default(), ScheduleConfig::default());
    let used = |above: f64| {
        let stability = 3.0 / fsrs.interval_exact(1.0, config.effort.enough + above);
        let wanted = items(1, Some(Memory { stability, difficulty: 5.0 }));
        let wish = Wish { today: 3, date: 4, minutes: 10.0, target: 0.9 };
        arrive(&wanted, &wish, &fsrs, &config).expect("an item").minutes
    };
    assert!(used(5e-10) > 0.0 && used(-1e-6) > 0.0);
    assert!(used(1e-6) <= 0.0);
}

/// The expectation of the way to a date against lots drawn for every answer: close, though it is one run.
#[test]
fn the_expected_way_is_near_the_mean_of_many_drawn_ones() {
    let (fsrs, config) = (Fsrs::default(), ScheduleConfig::default());
    for (stability, date) in [(2.0, 30), (8.0, 60), (0.7, 20)] {
        let start = Memory { stability, difficulty: 5.0 };
        let wish = Wish { today: 3, date, minutes: 1_000.0, target: 0.9 };
        let expected = arrive(&items(1, Some(start)), &wish, &fsrs, &config).expect("an item").recall;
        let drawn = drawn_recall(start, &wish, &fsrs, &config);
        assert!((expected - drawn).abs() < 0.03, "{stability}, {date}: {expected}, {drawn}");
    }
}

/// Mean recall on the date of an item that is reviewed whenever it is worth it, its outcomes drawn.
fn drawn_recall(start: Memory, wish: &Wish, fsrs: &Fsrs, config: &ScheduleConfig) -> f64 {
    const RUNS: u32 = 2_000;
    let mut random = cairn::learning::random::SplitMix64::new(11);
    let elapsed = |from: i64, to: i64| f64::from(i32::try_from(to - from).expect("few days"));
    let mut sum = 0.0;
    for _ in 0..RUNS {
        let (mut memory, mut last) = (start, 0);
        for day in wish.today..wish.date {
            let recall = fsrs.retrievability(elapsed(last, day), memory.stability);
            if exceeds(recall, config.effort.enough) {
                continue;
            }
            memory = if random.next_unit() < recall {
                fsrs.after(Some(memory), day - last, Rating::Good)
            } else {
                let lapsed = fsrs.after(Some(memory), day - last, Rating::Again);
                fsrs.after(Some(lapsed), 0, Rating::Good)
            };
            last = day;
        }
        sum += fsrs.retrievability(elapsed(last, wish.date), memory.stability);
    }
    sum / f64::from(RUNS)
}
