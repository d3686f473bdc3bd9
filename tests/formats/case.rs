//! CASE: what is read, what is mended, and that what is written is valid and reads back the same.

use super::{counts, id_of, nouns, problems, records, sample};
use cairn::domain::{
    competency::{Competency, Framework, Relation, RelationKind, Rubric, relate::Graph},
    kind::Kind,
};
use cairn::formats::case;

const SOLAR: &[u8] = include_bytes!("../fixtures/case/solar.json");

#[test]
fn a_package_becomes_a_framework() {
    let source = case::read(SOLAR).unwrap();
    assert_eq!(problems(&source), Vec::<String>::new());
    let made = records(&source);
    let title = |text| id_of(&made, Kind::COMPETENCY, &Competency::TITLE, text);
    let (group, voltage, current) = (title("Measuring"), title("Measure voltage"), title("قياس التيار"));
    let items: Vec<Competency> = nouns(&made);
    let of = |id| items.iter().find(|item| item.id.0 == id).unwrap();
    assert_eq!(of(voltage).parent.map(|id| id.0), Some(group));
    assert!(of(current).order < of(voltage).order, "a text sequence number counts as a number");
    assert!(of(voltage).statement.starts_with("Measure the voltage of a battery"));
    assert_eq!(of(current).education_level, "01, 02");
    let relations: Vec<Relation> = nouns(&made);
    let requires = relations.iter().find(|one| one.kind == RelationKind::Requires).unwrap();
    assert_eq!((requires.from.unwrap().0, requires.to.unwrap().0), (voltage, current));
    let outside = relations.iter().find(|one| one.kind == RelationKind::ExactMatch).unwrap();
    assert_eq!((outside.to, outside.to_uri.as_str()), (None, "https://example.org/other/7"));
    let rubric = &nouns::<Rubric>(&made)[0];
    assert_eq!(rubric.levels, [["Not yet", "Safe"]], "from least to most");
    assert_eq!(of(voltage).rubric, Some(rubric.id));
}

fn item(id: &str) -> String {
    format!(r#"{{"identifier":"{id}","fullStatement":"{id}","uri":"u"}}"#)
}

fn link(kind: &str, from: &str, to: &str) -> String {
    format!(
        r#"{{"identifier":"{kind}{from}{to}","associationType":"{kind}","originNodeURI":{{"identifier":"{from}","uri":"u:{from}"}},"destinationNodeURI":{{"identifier":"{to}","uri":"u:{to}"}}}}"#
    )
}

#[test]
fn what_is_related_in_a_ring_goes_in_no_circle() {
    let items = ["a", "b", "c"].map(item).join(",");
    let ring = [("a", "b"), ("b", "c"), ("c", "a"), ("a", "c")].map(|(from, to)| link("isRelatedTo", from, to));
    let package = format!(
        r#"{{"CFDocument":{{"identifier":"d","title":"T"}},"CFItems":[{items}],"CFAssociations":[{}]}}"#,
        ring.join(",")
    );
    let source = case::read(package.as_bytes()).unwrap();
    assert_eq!(problems(&source), Vec::<String>::new());
    let made = records(&source);
    let relations: Vec<_> = made.iter().filter(|record| record.kind == Kind::RELATION).collect();
    assert_eq!(relations.len(), 3, "from both ends is one relation");
    assert_eq!(Graph::of(relations, |_| true).aside, []);
}

#[test]
fn what_cannot_be_used_is_named_with_its_place() {
    let package = format!(
        r#"{{"CFDocument":{{"identifier":"d","title":"T"}},"CFItems":[{},{},{},{},{{"fullStatement":"x"}},null,7],"CFAssociations":[{},{},{},{},{},{},{}]}}"#,
        item("a"),
        item("b"),
        item("c"),
        item("A"),
        link("isChildOf", "a", "b"),
        link("isChildOf", "b", "a"),
        link("isChildOf", "c", "zz"),
        link("isChildOf", "c", "d"),
        link("precedes", "a", "b"),
        link("precedes", "b", "c"),
        link("precedes", "c", "a"),
    );
    let source = case::read(package.as_bytes()).unwrap();
    assert_eq!(
        problems(&source),
        [
            "CFItems[6] wrong_type",
            "CFItems[3] duplicate a",
            "CFItems[4] no_identifier",
            "CFAssociations[2].destinationNodeURI orphan zz",
            "CFItems[0] tree_cycle a, b",
            "CFAssociations[6] requires_cycle a, b, c",
        ]
    );
    assert_eq!(counts(&source)["competency"], 3);
    assert_eq!(counts(&source)["relation"], 2);
}

#[test]
fn what_is_no_case_is_refused_with_its_place() {
    let check = |text: &[u8], expected: &str| {
        let refusal = case::read(text).unwrap_err();
        assert_eq!(format!("{} {}", refusal.location, refusal.code), expected);
    };
    check(b"{\n\"CFDocument\": {,", "line 2 not_json");
    check(b"[]", "CFDocument not_case");
    check(b"{\"CFDocument\":null}", "CFDocument not_case");
    check(b"{\"a\":\n\n\"\xe9\"}", "line 3 not_utf8");
    check(&[b"{\"CFDocument\":".as_slice(), &vec![b'['; 100_000]].concat(), "line 1 too_deep");
}

#[test]
fn what_is_written_is_valid_and_reads_back_the_same() {
    for bytes in [Some(SOLAR.to_vec()), sample("case/Ordering.json"), sample("case/opensalt-framework.json")]
        .into_iter()
        .flatten()
    {
        let source = case::read(&bytes).unwrap();
        let made = records(&source);
        let framework = &nouns::<Framework>(&made)[0];
        let written = case::write(framework, &made, 0);
        assert_eq!(written, case::write(framework, &made, 0));
        let again = case::read(written.as_bytes()).unwrap();
        assert_eq!(problems(&again), Vec::<String>::new());
        assert_eq!(counts(&again), counts(&source));
        let (before, after): (Vec<Competency>, Vec<Competency>) = (nouns(&made), nouns(&records(&again)));
        for item in &before {
            let back = after.iter().find(|back| back.id == item.id).expect("the same id");
            assert_eq!(
                (&back.title, &back.statement, back.parent, &back.code),
                (&item.title, &item.statement, item.parent, &item.code)
            );
        }
        if let Some(schema) = sample("case/case-v1p0-cfpackage-schema.json") {
            let schema: serde_json::Value = serde_json::from_slice(&schema).unwrap();
            let package: serde_json::Value = serde_json::from_str(&written).unwrap();
            super::schema::check(&schema, &package);
        }
    }
}

#[test]
fn real_packages_are_read() {
    let check = |file: &str, competencies: usize, relations: usize, rubrics: usize| {
        let Some(bytes) = sample(file) else { return };
        let source = case::read(&bytes).unwrap();
        let counts = counts(&source);
        let count = |kind| counts.get(kind).copied().unwrap_or(0);
        assert_eq!(problems(&source), Vec::<String>::new(), "{file}");
        assert_eq!(
            (count("competency"), count("relation"), count("rubric")),
            (competencies, relations, rubrics),
            "{file}"
        );
    };
    check("case/Ordering.json", 28, 0, 0);
    check("case/MarkdownFramework.json", 2, 0, 0);
    check("case/opensalt-framework.json", 16, 23, 0);
    check("case/tests__fixtures__opencase_round_trip_baseline.json", 36, 0, 2);
}
