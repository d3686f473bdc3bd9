//! When a skill is to be refreshed, and fades: by the weights and the retention that she has chosen, wherever she chose
//! them. No level hangs on either.

use super::home::{Home, Joins};
use cairn_domain::{
    cbor::Cbor,
    change::Write,
    command::Command,
    evidence::{
        EvidenceKind,
        command::{Command as Say, NewEvidence},
        estimate::{Estimate, Figure, Freshness, is_current},
        kept::{Fades, Gauge},
        score::Judged,
    },
    goal::{GoalStatus, command as goal},
    id::CompetencyId,
    port::{Lookup, Table, gather},
    practice::{Gauges, Graded, settle},
    profile::{command as profile, practice::Edit},
};
use cairn_learning::schedule::Priority;
use cairn_store::memory::ready;

const RIGHT: Graded = Graded::App { score: 1.0, luck: Some((0.0, 0.05)) };

impl Home {
    fn gauge(&self, skill: CompetencyId) -> Gauge {
        Gauges::make(&ready(gather(&self.store, Gauges::needs)).expect("read")).of(skill)
    }

    /// The days from which on it is to be refreshed, and fades.
    fn days(&self, skill: CompetencyId) -> (Option<i64>, Option<i64>) {
        let (fades, gauge) = (self.fades(skill), self.gauge(skill));
        (fades.refresh_from(&gauge), fades.fading_from(&gauge))
    }

    fn fades(&self, skill: CompetencyId) -> Fades {
        self.estimate(skill).expect("evidence").fades
    }

    fn is_settled(&self) -> bool {
        !settle::is_due(self.now_ms, &ready(gather(&self.store, |s| settle::needs(self.now_ms, s))).expect("read"))
    }

    /// Whether every row is as the weights in use would have it.
    fn is_current(&self) -> bool {
        let weights = ready(gather(&self.store, Gauges::needs)).map(|snapshot| Gauges::make(&snapshot).weights());
        let rows = self.store.look(&[Lookup::DerivedRange(Table::Estimate, String::new())]);
        let weights = weights.expect("read");
        rows.derived_range(Table::Estimate, "").iter().all(|(_, row)| is_current(row, weights))
    }
}

/// A skill of which four items were answered right, two a day.
fn practised(home: &mut Home) -> CompetencyId {
    let skill = home.skill("Fractions");
    for number in 0..4 {
        let item = home.short(&format!("Item {number}"), Some(skill));
        home.gives(item, RIGHT);
        home.wait_days(i64::from(number == 1));
    }
    home.settle();
    skill
}

/// All of an estimate but its days.
fn level(estimate: Option<&Estimate>) -> Option<(Figure, Figure, u32)> {
    estimate.map(|estimate| (estimate.full, estimate.shown, estimate.count))
}

#[test]
fn weights_that_are_chosen_and_taken_back_change_the_days_and_no_level() {
    let mut home = Home::new(7);
    let skill = practised(&mut home);
    // Said only, so that no answer leads to it.
    let told = home.skill("Poems");
    let new = NewEvidence::plain(told, EvidenceKind::ArtefactPeer, Judged::Score(0.9));
    home.run(&Command::Evidence(Say::Add(Box::new(new))));
    let (before, other) = (home.estimate(skill), home.estimate(told));
    let (usual, usually) = (home.days(skill), home.days(told));
    assert!(usual.0.is_some() && usual.0 < usual.1);
    home.settle();
    assert!(home.is_settled() && home.is_current());

    home.weighs(true);
    // Days of other weights are not told for those in use, and at rest they are computed anew.
    assert_eq!(home.days(skill), (None, None));
    assert!(!home.is_current() && !home.is_settled());
    assert_eq!(home.fades(skill).on(99_999, &home.gauge(skill)), Freshness::Fresh);
    home.settle();
    assert!(home.is_settled() && home.is_current());
    let (own, owns) = (home.days(skill), home.days(told));
    assert!(own.0.is_some() && own.0 < usual.0 && own.1 < usual.1, "{own:?} {usual:?}");
    assert!(owns.0.is_some() && owns != usually, "{owns:?} {usually:?}");
    assert_eq!(
        (level(home.estimate(skill).as_ref()), level(home.estimate(told).as_ref())),
        (level(before.as_ref()), level(other.as_ref()))
    );

    let back = home.run(&Command::Profile(profile::Command::UseWeights(String::new()))).changes.change;
    home.settle();
    assert_eq!((home.estimate(skill), home.estimate(told)), (before, other), "as before, to the row");
    home.run(&Command::Undo(back));
    home.settle();
    assert_eq!((home.days(skill), home.days(told)), (own, owns));
}

#[test]
fn weights_that_were_chosen_on_another_device_change_the_days_here_too() {
    let mut phone = Home::new(7);
    let skill = practised(&mut phone);
    let mut laptop = phone.copy(8);
    laptop.settle();
    // A copy has no rows of its own: they come with what is said next.
    let new = || NewEvidence::plain(skill, EvidenceKind::ArtefactPeer, Judged::Score(0.9));
    laptop.run(&Command::Evidence(Say::Add(Box::new(new()))));
    let usual = laptop.days(skill);
    assert!(usual.0.is_some());
    phone.weighs(true);
    let records = phone.store.all().0;
    laptop.run(&Joins(records.into_iter().map(Write::Record).collect()));
    assert!(!laptop.is_settled());
    laptop.settle();
    let (records, events) = laptop.store.all();
    let rows = records.into_iter().map(Write::Record).chain(events.into_iter().map(Write::Event));
    phone.run(&Joins(rows.collect()));
    phone.settle();
    assert_eq!(laptop.estimate(skill), phone.estimate(skill));
    assert_ne!(laptop.days(skill), usual);
    // Whoever writes a row afterwards writes it by them.
    laptop.run(&Command::Evidence(Say::Add(Box::new(new()))));
    assert!(laptop.is_current());
}

#[test]
fn what_she_desires_of_a_skill_moves_its_refresh_and_no_row() {
    let mut home = Home::new(7);
    let skill = practised(&mut home);
    let row = home.estimate(skill);
    let (usual, fading) = home.days(skill);
    home.prefers(&[Edit::Retention(Priority::Normal, Some(95))]);
    let surer = home.days(skill);
    assert!(surer.0 < usual && surer.1 == fading, "{surer:?}");
    home.prefers(&[Edit::Retention(Priority::Normal, Some(75))]);
    // Below what is called fading it is never only to be refreshed.
    assert_eq!(home.days(skill), (fading, fading));
    home.prefers(&[Edit::Retention(Priority::Normal, None)]);
    assert_eq!(home.days(skill), (usual, fading));

    // A goal that comes first asks more of what it needs, one that comes last less; the first one counts.
    home.goal(skill, 3);
    let last = home.days(skill);
    assert!(last.0 > usual && last.1 == fading, "{last:?}");
    let first = home.goal(skill, 1);
    let now = home.days(skill);
    assert!(now.0 < usual && now.1 == fading, "{now:?}");
    let today = now.0.expect("a day");
    assert_eq!(home.fades(skill).on(today - 1, &home.gauge(skill)), Freshness::Fresh);
    assert_eq!(home.fades(skill).on(today, &home.gauge(skill)), Freshness::RefreshDue);
    let pause = goal::Command::Move { goal: first, to: GoalStatus::Paused, reason: String::new() };
    home.run(&Command::Goal(pause));
    assert_eq!(home.days(skill), last);
    assert_eq!(home.estimate(skill), row, "nothing of this is in a row");
    assert!(home.is_settled(), "and nothing is to be computed anew");
}

/// Goals, placement and ties read the rows without looking at how they were made.
#[test]
fn what_another_model_made_is_computed_anew_at_rest() {
    let mut home = Home::new(7);
    let skill = practised(&mut home);
    let before = home.estimate(skill);
    assert!(before.is_some() && home.is_settled());
    let rows = home.store.look(&[Lookup::DerivedRange(Table::Estimate, String::new())]);
    let of_other = |(key, row): &(String, Cbor)| {
        // The number of the model stands behind the length of the list.
        let bytes = [&row.bytes()[..1], &[9], &row.bytes()[2..]].concat();
        Write::Derived { table: Table::Estimate, key: key.clone(), body: Cbor::from_canonical(&bytes).ok() }
    };
    let note = Write::Device { key: "estimates.model".to_owned(), body: Some(Cbor::of(&9_u32)) };
    let writes = rows.derived_range(Table::Estimate, "").iter().map(of_other).chain([note]);
    home.run(&Joins(writes.collect()));
    assert!(home.estimate(skill).is_none() && !home.is_settled());
    home.settle();
    assert_eq!(home.estimate(skill), before);
    assert!(home.is_settled() && home.is_current());
}
