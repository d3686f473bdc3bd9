//! How she wants to practise: kept with her profile, joined field by field, and what due days come to by it.

use super::home::{Home, START};
use cairn_domain::{
    command::Command,
    error::{Place, Rejection},
    goal::{Check, GoalKind, GoalStatus, command as goal},
    id::{CompetencyId, GoalId, ItemId},
    kind::Kind,
    port::{CommitError, gather},
    practice::{
        Graded, Limits, Pace, Preferences, Put, Reach,
        ahead::{forecast, leeches, ready_by, spread},
        preferences, put_off,
    },
    profile::{self, Ease, PROFILE_RECORD, practice::Edit},
    record::Record,
};
use cairn_learning::schedule::{Moved, Priority, Rating, Wish};
use cairn_store::memory::ready;

impl Home {
    pub fn prefers(&mut self, edits: &[Edit]) {
        self.run(&Command::Profile(profile::command::Command::Practice(edits.to_vec())));
    }

    fn refuses(&mut self, edit: Edit) -> Rejection {
        let command = Command::Profile(profile::command::Command::Practice(vec![edit]));
        match self.store.apply(&command, self.moment(), 1) {
            Err(CommitError::Rejected(rule)) => rule,
            other => panic!("{edit:?} gave {other:?}"),
        }
    }

    fn pace(&self) -> Pace {
        Pace::make(&ready(gather(&self.store, Pace::needs)).expect("read"))
    }

    fn profile(&self) -> Record {
        let found = self.store.look(&[preferences::lookup()]);
        found.record(Kind::PROFILE, PROFILE_RECORD).expect("written").clone()
    }

    /// How far Good would put an item off now.
    fn puts(&self, item: ItemId) -> Put {
        let (queue, pace) = (self.queue(), self.pace());
        let entry = queue.entry(item).expect("in use");
        let pacing = pace.pacing(entry, &queue, &queue.loads(self.today()));
        put_off(entry, self.today(), Rating::Good, &pacing)
    }

    /// A goal under way that needs a skill.
    pub fn goal(&mut self, skill: CompetencyId, priority: u8) -> GoalId {
        let create = goal::Command::Create { title: "Bake".to_owned(), kind: GoalKind::Learn };
        let goal = GoalId(self.made(&Command::Goal(create)));
        let edits = vec![goal::Edit::Target(skill, Some(3)), goal::Edit::Priority(Some(priority))];
        self.run(&Command::Goal(goal::Command::Edit(goal, edits)));
        self.run(&Command::Goal(goal::Command::AddCriterion { goal, text: "A loaf".to_owned(), check: Check::Own }));
        self.run(&Command::Goal(goal::Command::Move { goal, to: GoalStatus::Active, reason: String::new() }));
        goal
    }
}

#[test]
fn what_she_prefers_stands_beside_the_usual_and_joins_field_by_field() {
    let mut home = Home::new(7);
    assert_eq!(home.pace().preferences, Preferences::default());
    home.prefers(&[Edit::New(Some(3)), Edit::Retention(Priority::High, Some(95))]);
    let mut other = home.copy(8);
    home.prefers(&[Edit::Day(5, Ease::Minimum), Edit::Reviews(Some(40))]);
    other.prefers(&[Edit::Day(6, Ease::Reduced), Edit::Even(false), Edit::New(None)]);
    let mut joined = home.profile();
    joined.join(other.profile());
    let mut back = other.profile();
    back.join(home.profile());
    assert_eq!(joined.to_bytes(), back.to_bytes());
    home.run(&super::home::Joins(vec![cairn_domain::change::Write::Record(joined)]));
    let now = home.pace().preferences;
    assert_eq!(now.limits, Limits { reviews: 40, new: Limits::default().new });
    assert_eq!((now.days[4], now.days[5], now.days[6]), (Ease::Normal, Ease::Minimum, Ease::Reduced));
    assert!(!now.even && (now.retention.high - 0.95).abs() < 1e-12 && (now.retention.low - 0.80).abs() < 1e-12);
}

#[test]
fn what_is_out_of_range_is_refused() {
    let mut home = Home::new(7);
    let number = |min, max| Rejection::Number { place: Place::Number, min, max };
    for (edit, expected) in [
        (Edit::Retention(Priority::Low, Some(69)), number(70, 97)),
        (Edit::Retention(Priority::Normal, Some(98)), number(70, 97)),
        (Edit::New(Some(1_001)), number(0, 1_000)),
        (Edit::Reviews(Some(0)), number(1, 10_000)),
        (Edit::Day(7, Ease::Reduced), number(0, 6)),
    ] {
        assert_eq!(home.refuses(edit), expected, "{edit:?}");
    }
    assert_eq!(home.pace().preferences, Preferences::default());
}

#[test]
fn an_easy_day_is_left_to_the_day_beside_it() {
    let mut home = Home::new(7);
    // Study day 20,000 was a Friday.
    assert_eq!(preferences::weekday(START), 4);
    let item = home.short("Item", None);
    home.gives(item, Graded::Own(Rating::Good));
    home.wait_days(3);
    let before = home.puts(item);
    assert_eq!((before.days, before.moved), (before.interval, None), "no day is fuller than another");
    let ideal = preferences::weekday(home.today() + before.interval);
    home.prefers(&[Edit::Day(u8::try_from(ideal).expect("a weekday"), Ease::Minimum)]);
    let moved = home.puts(item);
    assert_eq!((moved.interval, moved.moved), (before.interval, Some(Moved::EasyDay)));
    assert_eq!((moved.days - moved.interval).abs(), 1);
    // Also while the load does not count.
    home.prefers(&[Edit::Even(false)]);
    assert_eq!(home.puts(item), moved);
    // And by fixed chance without either.
    home.prefers(&[Edit::Day(u8::try_from(ideal).expect("a weekday"), Ease::Normal)]);
    assert_eq!(home.puts(item).moved, None);
}

#[test]
fn an_even_load_moves_what_would_fall_on_a_full_day() {
    let mut home = Home::new(7);
    let items: Vec<ItemId> = (0..12).map(|number| home.short(&number.to_string(), None)).collect();
    let mut per_day = std::collections::BTreeMap::new();
    for item in &items {
        home.gives(*item, Graded::Own(Rating::Good));
    }
    home.wait_days(3);
    for item in items {
        let (queue, pace) = (home.queue(), home.pace());
        let entry = queue.entry(item).expect("in use").clone();
        let pacing = pace.pacing(&entry, &queue, &queue.loads(home.today()));
        let answer = home.answer_paced(item, Graded::Own(Rating::Good), &pacing);
        home.run(&answer);
        *per_day.entry(answer.after.due_day).or_insert(0) += 1;
    }
    let (most, least) = (per_day.values().max(), per_day.values().min());
    assert!(per_day.len() >= 3 && most.zip(least).is_some_and(|(most, least)| most - least <= 2), "{per_day:?}");
}

#[test]
fn what_a_goal_puts_first_is_kept_more_surely() {
    let mut home = Home::new(7);
    let [first, last, free] = ["First", "Last", "Free"].map(|title| home.skill(title));
    home.goal(first, 1);
    home.goal(last, 3);
    let of = |home: &mut Home, skill| {
        let item = home.short("Item", Some(skill));
        let queue = home.queue();
        format!("{:.2}", home.pace().retention(queue.entry(item).expect("in use"), &queue))
    };
    let found = [first, last, free].map(|skill| of(&mut home, skill));
    assert_eq!(found, ["0.93", "0.80", "0.90"]);
    home.prefers(&[Edit::Retention(Priority::Normal, Some(85))]);
    assert_eq!(of(&mut home, free), "0.85");
    // Another goal that asks for as much as others raises what the last one needs.
    home.goal(last, 2);
    assert_eq!(of(&mut home, last), "0.85");
}

#[test]
fn what_can_wait_does_not_come_on_an_easy_day() {
    let mut home = Home::new(7);
    let items: Vec<ItemId> = (0..8).map(|number| home.short(&number.to_string(), None)).collect();
    for item in &items {
        home.gives(*item, Graded::Own(Rating::Good));
    }
    home.wait_days(20);
    let (queue, today) = (home.queue(), home.today());
    let usual = forecast(&Reach::Everything, &queue, today, &home.pace());
    // What comes again within three days cannot be moved.
    let busy = (4..30).max_by(|x, y| usual[*x].total_cmp(&usual[*y])).expect("thirty days");
    let easy = preferences::weekday(today + i64::try_from(busy).expect("thirty"));
    home.prefers(&[Edit::Day(u8::try_from(easy).expect("a weekday"), Ease::Minimum)]);
    let eased = forecast(&Reach::Everything, &queue, today, &home.pace());
    assert!(eased[busy] < 0.5 * usual[busy], "{} and {}", eased[busy], usual[busy]);
    assert!((usual[0] - 8.0).abs() < 1e-12 && (eased[0] - 8.0).abs() < 1e-12, "what is due today stays");
}

#[test]
fn what_waited_is_spread_over_days_by_her_limit() {
    let mut home = Home::new(7);
    let items: Vec<ItemId> = (0..8).map(|number| home.short(&number.to_string(), None)).collect();
    for item in &items {
        home.gives(*item, Graded::Own(Rating::Good));
    }
    home.wait_days(200);
    let limits = Limits { reviews: 3, new: 0 };
    let (queue, today) = (home.queue(), home.today());
    let expected = forecast(&Reach::Everything, &queue, today, &home.pace());
    let spread_now = spread(&expected, &queue, today, limits);
    assert!((spread_now.waiting - 8.0).abs() < 1e-12);
    assert_eq!(spread_now.days[..2], [3.0, 3.0]);
    assert!(spread_now.days.iter().all(|day| *day <= 3.0) && spread_now.through.is_some_and(|day| day >= 2));
    // Two of today's three are done: one is left of today.
    home.gives(items[0], Graded::Own(Rating::Good));
    home.gives(items[1], Graded::Own(Rating::Good));
    let queue = home.queue();
    let expected = forecast(&Reach::Everything, &queue, today, &home.pace());
    assert_eq!(spread(&expected, &queue, today, limits).days[..2], [1.0, 3.0]);
    // Without a limit that holds anything back, today takes all of it.
    assert_eq!(spread(&expected, &queue, today, Limits { reviews: 100, new: 0 }).through, Some(0));
    assert_eq!(spread(&expected, &queue, today, Limits { reviews: 0, new: 0 }).through, None);
}

#[test]
fn what_is_forgotten_often_is_listed_until_it_stays() {
    let mut home = Home::new(7);
    let item = home.short("Item", None);
    home.answers(item, Rating::Good);
    for _ in 0..8 {
        home.wait_days(3);
        home.answers(item, Rating::Again);
        home.answers(item, Rating::Good);
    }
    let listed = |home: &Home| leeches(&Reach::Everything, &home.queue(), home.today());
    assert_eq!(listed(&home), [(item, 8)]);
    for wait in [2, 5, 12, 25, 50, 90] {
        home.wait_days(wait);
        home.answers(item, Rating::Easy);
    }
    assert_eq!(listed(&home), []);
}

#[test]
fn a_date_that_does_not_fit_says_what_would() {
    let mut home = Home::new(7);
    for number in 0..40 {
        home.short(&number.to_string(), None);
    }
    let (queue, today) = (home.queue(), home.today());
    let ready = |wish: &Wish| ready_by(&Reach::Everything, &queue, wish).expect("items");
    let wish = Wish { today, date: today + 4, minutes: 2.0, target: 0.9 };
    let tight = ready(&wish);
    assert!(!tight.feasible && tight.untouched < 1e-12 && tight.arrival.unmet > 0.0);
    let minutes = tight.more_minutes.expect("more minutes suffice");
    let date = tight.later_date.expect("a later day suffices");
    assert!(ready(&Wish { minutes, ..wish }).feasible && ready(&Wish { date, ..wish }).feasible);
    assert!(tight.fewer_items.is_some_and(|items| items < 40));
}
