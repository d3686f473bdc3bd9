//! The invariants of grading: bounds, fixed points of the forms, distances, numbers that are read back; and what is
//! asked instead of guessed.

use cairn::learning::grading::{
    Code, DecimalMark, GradingConfig, Marks, MultipleMode, NumericKey, OrderMode, Reading, ShortKey, distance,
    distance_within, lenient, multiple, multiple_guess, numeric, ordering, ordering_guess, parse_number, read, short,
    strict,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::histories::cases;

/// Letters that forms treat in different ways: case pairs, marks, ligatures, signs, spaces, joiners, many scripts.
const LETTERS: &str = "aeiñoçßİıσςΩᾳé\u{301}\u{302}\u{323}\u{338}\u{345}\u{300}\u{653}\u{654}اأآששׁ\u{5b8}ё\u{306}\
    йकु\u{93c}が\u{3099}=<>+-−#&@%$€°.,!?·ﬁ½²①…\u{a0}\u{200c}\u{200d}\u{200f}\u{640}\t";

const ORDER_MODES: [OrderMode; 5] =
    [OrderMode::LongestRun, OrderMode::Exact, OrderMode::Absolute, OrderMode::Adjacent, OrderMode::Pairs];

fn text(longest: usize) -> impl Strategy<Value = String> {
    vec(select(LETTERS.chars().collect::<Vec<_>>()), 0..=longest).prop_map(String::from_iter)
}

fn word() -> impl Strategy<Value = String> {
    vec(select(vec!['a', 'b', 'c', 'é']), 0..9).prop_map(String::from_iter)
}

/// The distance as it is defined, over the whole table.
fn distance_by_table(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut table = vec![vec![0_usize; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let mut least = i.max(j);
            if i > 0 && j > 0 {
                let differs = usize::from(a[i - 1] != b[j - 1]);
                least = (table[i - 1][j] + 1).min(table[i][j - 1] + 1).min(table[i - 1][j - 1] + differs);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    least = least.min(table[i - 2][j - 2] + 1);
                }
            }
            table[i][j] = least;
        }
    }
    table[a.len()][b.len()]
}

proptest! {
    #![proptest_config(cases())]

    /// P11: a choice is fully right only if it is the right one; ticking everything or nothing earns nothing.
    #[test]
    fn a_choice_is_right_only_if_it_is_the_right_one(
        (options, right, selected) in (2_usize..7).prop_flat_map(|options| {
            let ticks = vec(any::<bool>(), options);
            let mixed = |ticks: &Vec<bool>| ticks.contains(&true) && ticks.contains(&false);
            let right = ticks.clone().prop_filter("some right, some wrong", mixed);
            (Just(options), right, ticks)
        }),
    ) {
        let places = |ticks: &[bool]| -> Vec<usize> { (0..ticks.len()).filter(|at| ticks[*at]).collect() };
        let (right, selected) = (places(&right), places(&selected));
        let mode = MultipleMode::Balanced;
        let score = |selected: &[usize]| multiple(selected, &right, options, mode).expect("right ones").score;
        prop_assert!((0.0..=1.0).contains(&score(&selected)));
        prop_assert_eq!(score(&selected) >= 1.0, selected == right);
        prop_assert!(score(&[]) <= 0.0 && score(&(0..options).collect::<Vec<_>>()) <= 0.0);
    }

    /// A blind guess earns the mean over all selections, counted one by one.
    #[test]
    fn the_floor_of_a_choice_is_the_mean_over_all_selections(
        options in 1_usize..9,
        pick in any::<prop::sample::Index>(),
        mode in select(vec![MultipleMode::Balanced, MultipleMode::All, MultipleMode::PerOption]),
    ) {
        let right = 1 + pick.index(options);
        let key: Vec<usize> = (0..right).collect();
        let (mut sum, mut n) = (0.0, 0.0);
        for mask in 1_u32..1 << options {
            let selected: Vec<usize> = (0..options).filter(|at| mask >> at & 1 == 1).collect();
            sum += multiple(&selected, &key, options, mode).expect("right ones").score;
            n += 1.0;
        }
        let floor = multiple_guess(right, options, mode, options).expect("right ones");
        prop_assert!((floor - sum / n).abs() < 1e-12, "{floor}, {}", sum / n);
    }

    /// P11: scores of orders lie in [0, 1], and the right order has 1.
    #[test]
    fn an_order_scores_within_bounds(
        placed in (2_usize..9).prop_flat_map(|n| Just((0..n).collect::<Vec<_>>()).prop_shuffle()),
    ) {
        let right: Vec<usize> = (0..placed.len()).collect();
        for mode in ORDER_MODES {
            let score = |placed: &[usize]| ordering(placed, mode).expect("an order").score;
            prop_assert!((0.0..=1.0).contains(&score(&placed)));
            prop_assert!(score(&right) >= 1.0);
            prop_assert!(placed == right || score(&placed) < 1.0);
        }
    }

    /// P12: the distance is that of the whole table, the same both ways, 0 for equals alone, and given up in time.
    #[test]
    fn the_distance_is_that_of_the_whole_table(a in word(), b in word(), limit in 0_usize..5) {
        let expected = distance_by_table(&a, &b);
        prop_assert_eq!((distance(&a, &b), distance(&b, &a)), (expected, expected));
        prop_assert_eq!(expected == 0, a == b);
        prop_assert_eq!(distance_within(&a, &b, limit), Some(expected).filter(|found| *found <= limit));
    }

    /// P12: both forms are fixed points, and what was answered as it stands is right.
    #[test]
    fn forms_are_fixed_points_and_an_answer_is_right_as_it_stands(text in text(10)) {
        let (firm, soft) = (strict(&text), lenient(&text));
        prop_assert_eq!(strict(&firm), firm.clone());
        prop_assert_eq!(lenient(&soft), soft.clone());
        prop_assert_eq!(lenient(&firm), soft);
        let key = ShortKey { answers: &[&text], wrong: &[], marks: Marks::Strict, typos: false };
        let code = short(&text, &key, &GradingConfig::default()).code;
        prop_assert!(matches!(code, Code::Exact | Code::Empty), "{code:?}");
    }

    /// P18: a number written in one of the notations is read back, in digits of any script.
    #[test]
    fn a_number_is_read_back(
        whole in -1_000_000_000_i64..=1_000_000_000,
        part in select(vec![0.0, 0.5, 0.25]),
        comma in any::<bool>(),
        separator in select(vec!["", " ", "\u{a0}", "\u{202f}", "\u{2019}", "other"]),
        zero in select(vec!['0', '\u{660}', '\u{966}', '\u{ff10}', '\u{1d7ce}']),
    ) {
        let mark = if comma { DecimalMark::Comma } else { DecimalMark::Point };
        let (decimal, other) = if comma { (',', ".") } else { ('.', ",") };
        let separator = if separator == "other" { other } else { separator };
        let digits = whole.unsigned_abs().to_string();
        let ascii = |group| std::str::from_utf8(group).expect("digits");
        let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().map(ascii).collect();
        let fraction = if part > 0.0 { format!("{decimal}{}", &part.to_string()[2..]) } else { String::new() };
        let sign = if whole < 0 { "-" } else { "" };
        let plain = format!("{sign}{}{fraction}", groups.join(separator));
        let digit = |digit: u32| char::from_u32(u32::from(zero) + digit).expect("a digit");
        let written: String = plain.chars().map(|letter| letter.to_digit(10).map_or(letter, digit)).collect();
        let size = f64::from(u32::try_from(whole.unsigned_abs()).expect("below 2^32")) + part;
        let value = if whole < 0 { -size } else { size };
        let found = parse_number(&written, mark);
        prop_assert_eq!(found.map(|quantity| quantity.value), Some(value), "{}", written);
    }

    /// P18: within one per cent is right, ten times as much is not, and 0 never is.
    #[test]
    fn another_order_of_magnitude_is_never_right(power in -30_i32..30, digits in 1.0..9.0) {
        let value: f64 = digits * 10.0_f64.powi(power);
        let key = NumericKey { value, unit: "", absolute: 0.0, relative: 0.01, unit_required: false };
        let score = |written: &str| numeric(written, &key, DecimalMark::Point, &GradingConfig::default()).score;
        let written = |value: f64| format!("{value:e}");
        prop_assert!(score(&written(value)) >= 1.0);
        prop_assert!(score(&written(value * 10.0)) <= 0.0);
        prop_assert!(score("0") <= 0.0);
    }

    /// Nothing that is typed breaks a grader.
    #[test]
    fn any_text_gets_a_grade(response in "\\PC{0,40}", answer in text(6)) {
        let config = GradingConfig::default();
        let key = ShortKey { answers: &[&answer], wrong: &[], marks: Marks::Lenient, typos: true };
        prop_assert!((0.0..=1.0).contains(&short(&response, &key, &config).score));
        let key = NumericKey { value: 1.0, unit: "m", absolute: 0.0, relative: 0.1, unit_required: true };
        prop_assert!((0.0..=1.0).contains(&numeric(&response, &key, DecimalMark::Comma, &config).score));
    }
}

#[test]
fn the_other_decimal_mark_is_asked_about_not_guessed() {
    let reading = |text, mark| match read(text, mark) {
        Reading::Number(quantity) => ("number", quantity.value),
        Reading::OtherMark(quantity) => ("ask", quantity.value),
        Reading::Nothing => ("nothing", 0.0),
    };
    let cases = [
        ("1,23", DecimalMark::Point, ("ask", 1.23)),
        ("1,23", DecimalMark::Comma, ("number", 1.23)),
        ("1.5 km", DecimalMark::Comma, ("ask", 1.5)),
        ("1,234", DecimalMark::Point, ("number", 1234.0)),
        ("12 34", DecimalMark::Point, ("nothing", 0.0)),
        ("about 3", DecimalMark::Point, ("nothing", 0.0)),
    ];
    for (text, mark, expected) in cases {
        assert_eq!(reading(text, mark), expected, "{text}");
    }
}

#[test]
fn vowel_signs_of_arabic_are_set_aside_also_on_a_stretched_word() {
    let key = ShortKey { answers: &["كـتاب"], wrong: &[], marks: Marks::Warn, typos: false };
    let grade = short("كـ\u{64e}تاب", &key, &GradingConfig::default());
    assert_eq!((grade.code, grade.score.to_bits()), (Code::Accent, 0.9_f64.to_bits()));
}

#[test]
fn a_unit_that_the_table_does_not_know_is_right_as_the_item_spells_it() {
    let key = NumericKey { value: 3.0, unit: "mol", absolute: 0.0, relative: 0.0, unit_required: true };
    let code = |written| numeric(written, &key, DecimalMark::Point, &GradingConfig::default()).code;
    assert_eq!((code("3 mol"), code("3 mols"), code("3")), (Code::Ok, Code::UnitMismatch, Code::OkUnitMissing));
}

#[test]
fn an_answer_of_a_hundred_thousand_letters_costs_no_more_than_its_length() {
    let long = "naïve answer ".repeat(8_000);
    let nearly = format!("{long}x");
    let key = ShortKey { answers: &[&long], wrong: &[], marks: Marks::Lenient, typos: true };
    let config = GradingConfig::default();
    assert_eq!(short(&nearly, &key, &config).code, Code::Typo);
    assert_eq!(short(&long, &key, &config).code, Code::Exact);
    assert_eq!(parse_number(&"9 ".repeat(50_000), DecimalMark::Point), None);
    let placed: Vec<usize> = (0..100_000).rev().collect();
    assert!(ordering(&placed, OrderMode::Pairs).expect("an order").score <= 0.0);
    assert_eq!(ordering(&[0, 2], OrderMode::Exact), None);
}

/// A table of all pairs of letters would take days for these.
#[test]
fn the_distance_of_long_texts_is_found_in_time() {
    let (done, wait) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let long = "naïve answer ".repeat(150_000);
        let nearly = format!("{}x", long.replacen("naïve", "niave", 1));
        done.send((distance_within(&long, &nearly, 3), distance_within(&long, &nearly, 2)))
    });
    let found = wait.recv_timeout(std::time::Duration::from_mins(2));
    assert_eq!(found, Ok((Some(3), None)));
}

/// An item from outside may claim any number of options.
#[test]
fn the_floor_of_a_choice_of_too_many_is_not_counted() {
    let most = GradingConfig::default().options_max;
    for mode in [MultipleMode::Balanced, MultipleMode::All, MultipleMode::PerOption] {
        let floor = |right, options| multiple_guess(right, options, mode, most);
        assert!(floor(most / 2, most).is_some_and(|floor| (0.0..1.0).contains(&floor)), "{mode:?}");
        for (right, options) in [(most / 2, most + 1), (600, 1_200), (1, usize::MAX)] {
            assert_eq!(floor(right, options), None, "{right} of {options}");
        }
    }
}

#[test]
fn the_floor_of_an_order_hardly_falls_where_it_is_no_longer_counted() {
    let exact = GradingConfig::default().order_exact;
    let floor = |n| ordering_guess(n, OrderMode::LongestRun, exact).expect("things");
    assert!(floor(23) > floor(24) && floor(24) > 0.25);
    assert!((floor(500) - floor(24)).abs() <= 0.0);
}
