//! Frameworks as a learner writes them: each test is one story, told in commands.

use super::{
    Competency, Framework, Relation, RelationKind, Rubric, Scale,
    command::Command as Act,
    edits::{Edit, FrameworkEdit},
    example::{self, Example},
    present,
    relate::Graph,
    scale::{NewCriterion, NewRubric, NewScale},
    standing::Standings,
};
use crate::{
    cbor::Cbor,
    change::Reply,
    command::Command,
    desk::Desk,
    error::{Place, Rejection},
    evidence::{
        command::row_key,
        estimate::{Estimate, Figure},
    },
    id::{CompetencyId, FrameworkId, Id, RelationId, RubricId, ScaleId},
    kind::Kind,
    noun::Noun,
    port::{Lookup, Table},
};
use std::collections::{BTreeMap, BTreeSet};

fn act(act: Act) -> Command {
    Command::Competency(act)
}

impl Desk {
    pub(crate) fn framework(&mut self, title: &str) -> FrameworkId {
        FrameworkId(self.made(&act(Act::CreateFramework { title: title.to_owned() })))
    }

    pub(crate) fn skill(&mut self, framework: FrameworkId, parent: Option<CompetencyId>, title: &str) -> CompetencyId {
        CompetencyId(self.made(&act(Act::Add { framework, parent, title: title.to_owned() })))
    }

    fn shifts(
        &mut self,
        competency: CompetencyId,
        parent: Option<CompetencyId>,
        before: Option<CompetencyId>,
    ) -> Result<(), Rejection> {
        self.run(&act(Act::Move { competency, parent, before })).map(|_| ())
    }

    fn relates(&mut self, from: CompetencyId, to: CompetencyId, kind: RelationKind) -> Result<RelationId, Rejection> {
        match self.run(&act(Act::Relate { from, to, kind }))?.reply {
            Reply::Created(id) => Ok(RelationId(id)),
            other => panic!("{other:?}"),
        }
    }

    fn below(&self, framework: FrameworkId, parent: Option<CompetencyId>) -> Vec<String> {
        let list = self.nouns::<Competency>(&Competency::below(Some(framework), parent));
        list.into_iter().map(|noun| noun.title).collect()
    }
}

#[test]
fn a_tree_is_written_and_moved_before_a_sibling_or_into_a_group() {
    let mut desk = Desk::default();
    let lamps = desk.framework("Lamps");
    let safety = desk.skill(lamps, None, "Safety");
    let measuring = desk.skill(lamps, None, "Measuring");
    let voltage = desk.skill(lamps, Some(measuring), "Voltage");
    let current = desk.skill(lamps, Some(measuring), "Current");
    assert_eq!(desk.below(lamps, None), ["Safety", "Measuring"]);
    desk.shifts(current, Some(measuring), Some(voltage)).unwrap();
    assert_eq!(desk.below(lamps, Some(measuring)), ["Current", "Voltage"]);
    desk.shifts(current, None, Some(safety)).unwrap();
    assert_eq!(desk.below(lamps, None), ["Current", "Safety", "Measuring"]);
    desk.shifts(safety, Some(measuring), None).unwrap();
    assert_eq!(desk.below(lamps, Some(measuring)), ["Voltage", "Safety"]);
    desk.undo();
    assert_eq!(desk.below(lamps, None), ["Current", "Safety", "Measuring"]);
}

#[test]
fn nothing_lies_below_itself() {
    let mut desk = Desk::default();
    let lamps = desk.framework("Lamps");
    let a = desk.skill(lamps, None, "A");
    let b = desk.skill(lamps, Some(a), "B");
    let c = desk.skill(lamps, Some(b), "C");
    assert_eq!(desk.shifts(a, Some(c), None), Err(Rejection::BelowItself));
    assert_eq!(desk.shifts(a, Some(a), None), Err(Rejection::BelowItself));
    let other = desk.framework("Bread");
    let loaf = desk.skill(other, None, "Loaf");
    assert_eq!(desk.shifts(c, Some(loaf), None), Err(Rejection::Missing));
}

#[test]
fn fields_are_checked_one_by_one() {
    let mut desk = Desk::default();
    let lamps = desk.framework("Lamps");
    let skill = desk.skill(lamps, None, "Solder");
    let mut edit = |edits: Vec<Edit>| desk.run(&act(Act::Edit(skill, edits))).map(|_| ());
    assert!(
        edit(vec![
            Edit::Title("Solder a clean joint".into()),
            Edit::Weight(Some(2.5)),
            Edit::Optional(true),
            Edit::Demand(Some(3)),
            Edit::Code("R.2".into()),
            Edit::Statement("I join two wires.\nThey hold.".into()),
        ])
        .is_ok()
    );
    let number = |max| Err(Rejection::Number { place: Place::Number, min: i64::from(max == 6), max });
    assert_eq!(edit(vec![Edit::Weight(Some(0.0))]), number(1000));
    assert_eq!(edit(vec![Edit::Weight(Some(f64::NAN))]), number(1000));
    assert_eq!(edit(vec![Edit::Demand(Some(7))]), number(6));
    assert!(matches!(edit(vec![Edit::Title(" ".into())]), Err(Rejection::Text { place: Place::Title, .. })));
    let read: Competency = desk.noun(skill.0).unwrap();
    assert_eq!(
        (read.title.as_str(), read.weight, read.demand, read.optional),
        ("Solder a clean joint", Some(2.5), Some(3), true)
    );
    desk.did(&act(Act::EditFramework(lamps, vec![FrameworkEdit::Title("Solar lamps".into())])));
    assert_eq!(desk.noun::<Framework>(lamps.0).unwrap().title, "Solar lamps");
}

#[test]
fn a_cycle_is_refused_with_its_members_named() {
    let mut desk = Desk::default();
    let lamps = desk.framework("Lamps");
    let [a, b, c] = ["Voltage", "Current", "Power"].map(|title| desk.skill(lamps, None, title));
    desk.relates(a, b, RelationKind::Requires).unwrap();
    desk.relates(b, c, RelationKind::Helps).unwrap();
    let members = ["Voltage", "Current", "Power"].map(str::to_owned).to_vec();
    assert_eq!(desk.relates(c, a, RelationKind::Requires), Err(Rejection::Cycle { members }));
    assert_eq!(
        desk.relates(a, a, RelationKind::Requires),
        Err(Rejection::Cycle { members: vec!["Voltage".to_owned()] })
    );
    assert_eq!(desk.relates(a, b, RelationKind::Requires), Err(Rejection::Already));
    // Relations of other kinds order nothing.
    assert!(desk.relates(c, a, RelationKind::Peer).is_ok());
    let again = desk.relates(a, c, RelationKind::Requires).unwrap();
    desk.did(&act(Act::Unrelate(again)));
    assert_eq!(desk.nouns::<Relation>(&Relation::at(c)).len(), 2);
}

#[test]
fn a_merged_cycle_is_set_aside_and_not_followed() {
    let mut desk = Desk::default();
    let lamps = desk.framework("Lamps");
    let [a, b] = ["A", "B"].map(|title| desk.skill(lamps, None, title));
    let first = desk.relates(a, b, RelationKind::Requires).unwrap();
    // The other device had not seen the first relation.
    desk.did(&Command::Trash(Kind::RELATION, first.0));
    let second = desk.relates(b, a, RelationKind::Requires).unwrap();
    desk.did(&Command::Restore(Kind::RELATION, first.0));
    let records: Vec<_> = desk.records.values().filter(|record| record.kind == Kind::RELATION).collect();
    for order in [records.clone(), records.into_iter().rev().collect()] {
        let graph = Graph::of(order, |_| true);
        assert_eq!(graph.relations.iter().map(|relation| relation.id).collect::<Vec<_>>(), [first]);
        assert_eq!(graph.aside.iter().map(|relation| relation.id).collect::<Vec<_>>(), [second]);
    }
    let known = Graph::of(desk.records.values().filter(|record| record.kind == Kind::RELATION), |id| id == a);
    assert_eq!(known, Graph::default());
}

#[test]
fn a_branch_goes_into_the_trash_and_returns_as_a_whole() {
    let mut desk = Desk::default();
    let lamps = desk.framework("Lamps");
    let repair = desk.skill(lamps, None, "Repair");
    let solder = desk.skill(lamps, Some(repair), "Solder");
    let iron = desk.skill(lamps, Some(solder), "Clean the iron");
    let gone = desk.skill(lamps, Some(repair), "Glue");
    let safety = desk.skill(lamps, None, "Safety");
    desk.relates(safety, iron, RelationKind::Requires).unwrap();
    desk.did(&Command::Trash(Kind::COMPETENCY, gone.0));
    let alive = |desk: &Desk| desk.nouns::<Competency>(&Competency::of(lamps)).len();
    assert_eq!(alive(&desk), 4);
    desk.did(&Command::Trash(Kind::COMPETENCY, repair.0));
    assert_eq!((alive(&desk), desk.nouns::<Relation>(&Relation::of(lamps)).len()), (1, 0));
    desk.did(&Command::Restore(Kind::COMPETENCY, repair.0));
    assert_eq!((alive(&desk), desk.nouns::<Relation>(&Relation::of(lamps)).len()), (4, 1));
    desk.did(&Command::Trash(Kind::COMPETENCY, repair.0));
    desk.undo();
    assert_eq!((alive(&desk), desk.nouns::<Relation>(&Relation::of(lamps)).len()), (4, 1));
    assert!(desk.noun::<Competency>(gone.0).is_none());
}

fn one_rubric(title: &str, framework: Option<FrameworkId>) -> Command {
    let levels = ["cold", "clean"].map(|word| (word.to_owned(), String::new())).to_vec();
    let criterion = NewCriterion { title: "Joint".into(), weight: 1.0, levels };
    act(Act::SaveRubric(None, NewRubric { title: title.into(), framework, criteria: vec![criterion] }))
}

#[test]
fn a_framework_takes_all_that_it_lists_along_when_the_trash_is_emptied() {
    let mut desk = Desk::default();
    let [lamps, bread] = ["Lamps", "Bread"].map(|title| desk.framework(title));
    let [safety, solder] = ["Safety", "Solder"].map(|title| desk.skill(lamps, None, title));
    let loaf = desk.skill(bread, None, "Loaf");
    desk.relates(safety, solder, RelationKind::Requires).unwrap();
    let [used, listed, own] = [("Used", Some(lamps)), ("Listed", Some(lamps)), ("Own", None)]
        .map(|(title, framework)| RubricId(desk.made(&one_rubric(title, framework))));
    desk.did(&act(Act::Edit(loaf, vec![Edit::Rubric(Some(used))])));
    desk.derived.insert((Table::Estimate, row_key(&desk.noun(solder.0).unwrap())), Cbor::of(&1_u32));

    desk.did(&Command::Trash(Kind::FRAMEWORK, lamps.0));
    desk.wait_days(10);
    desk.did(&Command::Restore(Kind::FRAMEWORK, lamps.0));
    assert_eq!(desk.below(lamps, None), ["Safety", "Solder"]);

    desk.did(&Command::Trash(Kind::FRAMEWORK, lamps.0));
    desk.wait_days(31);
    desk.did(&Command::Purge(vec![(Kind::FRAMEWORK, lamps.0), (Kind::COMPETENCY, solder.0)]));
    let left: Vec<Id> = desk.records.values().filter(|record| !record.is_purged()).map(|record| record.id).collect();
    assert_eq!(BTreeSet::from_iter(left), BTreeSet::from([bread.0, loaf.0, used.0, own.0]));
    assert!(desk.noun::<Rubric>(listed.0).is_none() && desk.derived.is_empty());
}

#[test]
fn what_a_framework_in_the_trash_lists_is_not_named() {
    let mut desk = Desk::default();
    let [lamps, bread] = ["Lamps", "Bread"].map(|title| desk.framework(title));
    let solder = desk.skill(lamps, None, "Solder");
    let loaf = desk.skill(bread, None, "Loaf");
    let rubric = RubricId(desk.made(&one_rubric("Joints", Some(lamps))));
    let seen = |desk: &Desk| {
        let one = present::present(solder, &desk.gather(|snapshot| present::needs(solder, snapshot)));
        let all = present::all(&desk.look(&present::all_needs()));
        let rows = desk.look(&[Rubric::all(), Framework::all()].map(Lookup::Range));
        let rubrics = |own| present::rubrics(own, &rows).len();
        let all: Vec<CompetencyId> = all.into_iter().map(|skill| skill.id).collect();
        (one.is_some(), BTreeSet::from_iter(all), rubrics(None), rubrics(Some(rubric)))
    };
    let whole = (true, BTreeSet::from([solder, loaf]), 1, 1);
    assert_eq!(seen(&desk), whole);
    desk.did(&Command::Trash(Kind::FRAMEWORK, lamps.0));
    assert_eq!(seen(&desk), (false, BTreeSet::from([loaf]), 0, 1));
    desk.undo();
    assert_eq!(seen(&desk), whole);
}

#[test]
fn scales_and_rubrics_are_written_and_changed() {
    let mut desk = Desk::default();
    let levels = |words: &[&str]| words.iter().map(|word| ((*word).to_owned(), String::new())).collect::<Vec<_>>();
    let scale =
        NewScale { title: "Craft".into(), levels: levels(&["seen", "done", "taught"]), proficient_from: Some(1) };
    let id = ScaleId(desk.made(&act(Act::SaveScale(None, scale.clone()))));
    assert_eq!(desk.noun::<Scale>(id.0).unwrap().labels, ["seen", "done", "taught"]);
    let short = NewScale { levels: levels(&["one"]), ..scale };
    assert!(matches!(desk.run(&act(Act::SaveScale(Some(id), short))), Err(Rejection::Number { .. })));

    let criterion = NewCriterion { title: "Joint".into(), weight: 2.0, levels: levels(&["cold", "clean"]) };
    let rubric = NewRubric { title: "Soldering".into(), framework: None, criteria: vec![criterion] };
    let id = RubricId(desk.made(&act(Act::SaveRubric(None, rubric.clone()))));
    desk.did(&act(Act::SaveRubric(Some(id), NewRubric { title: "Solder joints".into(), ..rubric.clone() })));
    let read: Rubric = desk.noun(id.0).unwrap();
    assert_eq!((read.title.as_str(), read.weights), ("Solder joints", vec![2.0]));
    let empty = NewRubric { criteria: vec![], ..rubric };
    assert!(matches!(desk.run(&act(Act::SaveRubric(None, empty))), Err(Rejection::Number { .. })));
}

#[test]
fn an_example_comes_and_goes_whole() {
    let mut desk = Desk::default();
    let example = Example {
        title: "Basic electricity".into(),
        groups: vec![("Measuring".into(), vec!["Voltage".into(), "Current".into()])],
    };
    desk.did(&act(Act::ShowExample(example.clone())));
    assert_eq!(desk.nouns::<Competency>(&Competency::of(example::FRAMEWORK)).len(), 3);
    assert_eq!(desk.nouns::<Relation>(&Relation::of(example::FRAMEWORK)).len(), 1);
    desk.did(&act(Act::RemoveExample));
    assert!(desk.nouns::<Framework>(&Framework::all()).is_empty());
    desk.did(&act(Act::ShowExample(example)));
    assert_eq!(desk.nouns::<Framework>(&Framework::all()).len(), 1);
    desk.undo();
    assert!(desk.nouns::<Competency>(&Competency::of(example::FRAMEWORK)).is_empty());
}

#[test]
fn a_group_is_drawn_together_from_the_leaves_that_it_needs() {
    let mut desk = Desk::default();
    let lamps = desk.framework("Lamps");
    let repair = desk.skill(lamps, None, "Repair");
    let [solder, glue] = ["Solder", "Glue"].map(|title| desk.skill(lamps, Some(repair), title));
    desk.did(&act(Act::Edit(glue, vec![Edit::Optional(true)])));
    let figure = |mean: f64, level: u8| Figure { mean, level, mass: 5.0, ..Figure::unassessed() };
    let estimate = |mean, level| Estimate {
        full: figure(mean, level),
        shown: figure(mean, level),
        count: 1,
        last_day: None,
        self_score: None,
        inferred: None,
        fades: crate::evidence::kept::Fades::default(),
    };
    let estimates = BTreeMap::from([(solder, estimate(0.8, 3)), (glue, estimate(0.4, 1))]);
    let standings = Standings::new(desk.nouns(&Competency::of(lamps)), estimates);
    let group = standings.group(repair, &|_| 3).unwrap();
    assert_eq!((group.shown.level.as_u8(), group.required, group.reached), (3, 1, 1));
    assert!((group.shown.readiness - 0.6).abs() < 1e-12);
    assert_eq!(standings.whole(&|_| 4).unwrap().reached, 0);
    assert_eq!(standings.group(solder, &|_| 3), None);
    assert_eq!(standings.path(solder), [repair]);
}

#[test]
fn a_loop_of_parents_stands_at_the_top() {
    let mut desk = Desk::default();
    let lamps = desk.framework("Lamps");
    let [a, b] = ["A", "B"].map(|title| desk.skill(lamps, None, title));
    let mut nouns: Vec<Competency> = desk.nouns(&Competency::of(lamps));
    nouns[0].parent = Some(b);
    nouns[1].parent = Some(a);
    let standings = Standings::new(nouns, BTreeMap::new());
    assert_eq!(standings.roots(), [a, b]);
    assert_eq!(Competency::KIND, Kind::COMPETENCY);
}
