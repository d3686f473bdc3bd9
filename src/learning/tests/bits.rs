//! The same bits natively and as WebAssembly: what each model gives for drawn inputs, as one number that both builds
//! have to reach. A model that is changed on purpose gets its new number here; a compiler or a library that changes one
//! by itself is noticed.

use cairn_learning::calibration::{CalibrationConfig, Judgement, calibrate, trust};
use cairn_learning::grading::{
    DecimalMark, GradingConfig, MultipleMode, NumericKey, OrderMode, multiple_guess, numeric, ordering_guess,
};
use cairn_learning::mastery::{
    self, Aid, Evidence, EvidenceKind, LinkedCard, MasteryConfig, Setting, View, days_until, interval, retained,
};
use cairn_learning::placement::{Answer, Placement, PlacementConfig, Skill};
use cairn_learning::random::{SplitMix64, fnv1a64};
use cairn_learning::schedule::{
    Card, Due, Fsrs, Memory, Rating, ScheduleConfig, Wanted, Wish, choices, fuzzed, load_forecast, prospect,
    review_gain,
};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Everything that a model gave, in order.
#[derive(Default)]
struct Bits(Vec<u8>);

impl Bits {
    fn float(&mut self, x: f64) {
        self.0.extend(x.to_bits().to_le_bytes());
    }

    fn whole(&mut self, n: i64) {
        self.0.extend(n.to_le_bytes());
    }

    fn digest(&self) -> u64 {
        fnv1a64(&self.0)
    }
}

/// Whole numbers below a bound, drawn from a fixed seed.
struct Draw(SplitMix64);

impl Draw {
    fn new() -> Self {
        Self(SplitMix64::new(2_026))
    }

    fn below(&mut self, bound: u8) -> u8 {
        u8::try_from(self.0.next_u64() % u64::from(bound)).unwrap_or(0)
    }

    fn rating(&mut self) -> Rating {
        Rating::ALL[usize::from(self.below(4))]
    }
}

#[test]
fn of_the_schedule() {
    let (fsrs, config, mut draw, mut bits) = (Fsrs::default(), ScheduleConfig::default(), Draw::new(), Bits::default());
    for item in 0_u32..100 {
        let (mut card, mut day) = (None, 0);
        for turn in 0..10 {
            day += i64::from(draw.below(60));
            let after = Card::after(card, day, draw.rating(), &fsrs);
            bits.float(after.memory.stability);
            bits.float(after.memory.difficulty);
            bits.float(after.retrievability(day + 17, &fsrs));
            bits.float(review_gain(after.memory, i64::from(draw.below(90)), 21, &fsrs));
            for choice in choices(Some(&after), day + 5, 0.87, &fsrs) {
                bits.float(choice.memory.stability);
                bits.whole(choice.interval);
            }
            bits.whole(fuzzed(after.reps.into(), &item.to_le_bytes(), turn, &config));
            card = Some(after);
        }
    }
    assert_eq!(bits.digest(), SCHEDULE, "{:#x}", bits.digest());
}

#[test]
fn of_what_looks_ahead() {
    let (fsrs, config, mut draw, mut bits) = (Fsrs::default(), ScheduleConfig::default(), Draw::new(), Bits::default());
    let mut memory = || Memory {
        stability: f64::from(draw.below(200)) / 7.0 + 0.1,
        difficulty: 1.0 + f64::from(draw.below(90)) / 10.0,
    };
    let due = |memory: Memory| Due { memory, last_day: 0, due_day: 3, retention: 0.9 };
    let cards: Vec<Due> = (0..40).map(|_| due(memory())).collect();
    load_forecast(&cards, 3, 30, &fsrs, &config).into_iter().for_each(|expected| bits.float(expected));
    let wanted = |memory: Option<Memory>| Wanted { memory, last_day: 0, weight: 1.0 };
    let all: Vec<Wanted> = (0..60).map(|at| wanted(Some(memory()).filter(|_| at % 3 > 0))).collect();
    let wish = Wish { today: 2, date: 25, minutes: 3.0, target: 0.9 };
    let seen = prospect(&all, &wish, &fsrs, &config).expect("items");
    [seen.arrival.recall, seen.arrival.minutes, seen.arrival.unmet, seen.untouched]
        .into_iter()
        .for_each(|x| bits.float(x));
    bits.float(seen.more_minutes.unwrap_or(-1.0));
    bits.whole(seen.later_date.unwrap_or(-1));
    bits.whole(seen.fewer_items.and_then(|n| i64::try_from(n).ok()).unwrap_or(-1));
    assert_eq!(bits.digest(), AHEAD, "{:#x}", bits.digest());
}

#[test]
fn of_mastery_and_retention() {
    let (fsrs, config, mut draw, mut bits) = (Fsrs::default(), MasteryConfig::default(), Draw::new(), Bits::default());
    let ids: Vec<[u8; 1]> = (0..40).map(|id| [id]).collect();
    let setting = Setting { target_demand: Some(3), trust: 0.6 };
    for _ in 0..40 {
        let mut piece = |id: &'static [u8]| {
            let day = i64::from(draw.below(60));
            Evidence {
                id,
                canonical: &[],
                t_ms: day * 86_400_000,
                day,
                kind: EvidenceKind::ALL[usize::from(draw.below(9))],
                score: f64::from(draw.below(101)) / 100.0,
                guess: f64::from(draw.below(3)) / 4.0,
                slip: None,
                aid: Aid::None,
                demand: Some(1 + draw.below(6)),
                item: None,
            }
        };
        let evidence: Vec<Evidence<'_>> = ids.iter().map(|id| Evidence { id, ..piece(&[]) }).collect();
        let standing = mastery::replay(&evidence, &setting, View::Neutral, &config);
        let range = interval(&standing.estimate.belief, &config);
        [standing.estimate.mean, standing.estimate.sd, range.low, range.high].into_iter().for_each(|x| bits.float(x));
        bits.whole(standing.level.as_u8().into());
        let memory = retained(&evidence, &setting, &fsrs, &config);
        bits.float(memory.with(&[LinkedCard { stability: 4.0, last_day: 3, weight: 1.5 }], 80, &fsrs, &config));
        bits.float(days_until(0.8, 1.0, &memory, &fsrs).unwrap_or(-1.0));
    }
    assert_eq!(bits.digest(), MASTERY, "{:#x}", bits.digest());
}

#[test]
fn of_calibration() {
    let (config, mut draw, mut bits) = (CalibrationConfig::default(), Draw::new(), Bits::default());
    for length in 1..60 {
        let mut judgement = || Judgement::new(f64::from(draw.below(6)) / 5.0, f64::from(draw.below(2)));
        let judgements: Vec<Judgement> = (0..length).filter_map(|_| judgement()).collect();
        let seen = calibrate(&judgements, &config).expect("judgements");
        [seen.bias, seen.bias_se, seen.brier, seen.reliability, seen.ece].into_iter().for_each(|x| bits.float(x));
        [seen.gamma, seen.auroc].into_iter().for_each(|x| bits.float(x.unwrap_or(9.0)));
        bits.float(trust(seen.bias, seen.n, &config));
    }
    assert_eq!(bits.digest(), CALIBRATION, "{:#x}", bits.digest());
}

#[test]
fn of_grading() {
    let (config, mut bits) = (GradingConfig::default(), Bits::default());
    for (response, value, unit) in [
        ("1 234,5 km", 1_234_500.0, "m"),
        ("36 km/h", 10.0, "m/s"),
        ("3/7", 3.0 / 7.0, ""),
        ("1 1/3 mi", 2_145.792, "m"),
        ("6,02e23", 6.02e23, ""),
        ("\u{662}\u{66b}\u{661}\u{664}", 2.14, ""),
    ] {
        let key = NumericKey { value, unit, absolute: 0.0, relative: 1e-9, unit_required: true };
        let grade = numeric(response, &key, DecimalMark::Comma, &config);
        bits.float(grade.score);
        assert!(grade.score >= 1.0, "{response}: {grade:?}");
    }
    for n in 2..20 {
        bits.float(ordering_guess(n, OrderMode::LongestRun, config.order_exact).expect("things"));
        bits.float(multiple_guess(n / 2, n, MultipleMode::Balanced, config.options_max).expect("right options"));
    }
    assert_eq!(bits.digest(), GRADING, "{:#x}", bits.digest());
}

#[test]
fn of_placement() {
    let (mut draw, mut bits) = (Draw::new(), Bits::default());
    let mut needs = |skill: usize| (0..skill).filter(|_| draw.below(5) == 0).collect::<Vec<_>>();
    let requires: Vec<Vec<usize>> = (0..14).map(&mut needs).collect();
    let skills: Vec<Skill<'_>> =
        requires.iter().map(|requires| Skill { requires, guess: 0.2, claimed: None }).collect();
    let mut placement = Placement::new(&skills, &[13], PlacementConfig::default()).expect("no circle");
    while let Some(skill) = placement.next_question() {
        let answers = [Answer::Right, Answer::Wrong, Answer::NotYet];
        placement.answer(skill, answers[usize::from(draw.below(3))]);
        placement.probabilities().into_iter().flatten().for_each(|probability| bits.float(probability));
    }
    assert!(placement.asked().len() > 3);
    assert_eq!(bits.digest(), PLACEMENT, "{:#x}", bits.digest());
}

/// What each test gives, on every machine.
const SCHEDULE: u64 = 0xD4B1_17A0_D692_5557;
const AHEAD: u64 = 0xC91B_901A_D954_563C;
const MASTERY: u64 = 0xB591_FBC8_75D1_C503;
const CALIBRATION: u64 = 0xAB7C_DCE9_AA8D_628F;
const GRADING: u64 = 0x0D6B_1AC9_E5E6_E0C0;
const PLACEMENT: u64 = 0xAEAF_A7E2_08D3_5789;
