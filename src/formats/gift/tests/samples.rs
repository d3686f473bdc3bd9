//! Banks of others, each with what it holds as JSON beside it: every question as it stands there, by type, title, text,
//! options, weights, feedback and tolerance. Skipped where the shared folder is absent.

use super::place;
use crate::gift::{Answer, Entry, Format, Number, NumericAnswer, Question, Task, Words, looks_like, questions, read};
use crate::sheet::Decks;
use cairn_domain::kind::Kind;
use serde_json::{Map, Value, json};
use std::{fs, path::PathBuf};

/// The samples, each with its JSON.
fn samples() -> Vec<(String, String, Value)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples/gift");
    let Ok(files) = fs::read_dir(&folder) else {
        eprintln!("skipped: no shared samples (gift)");
        return Vec::new();
    };
    let paths = files.map(|file| file.unwrap().path());
    let banks = paths.filter(|path| path.extension().is_some_and(|ending| ending == "gift"));
    banks
        .map(|path| {
            let expected = fs::read_to_string(path.with_extension("json")).unwrap();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).unwrap(), serde_json::from_str(&expected).unwrap())
        })
        .collect()
}

#[test]
fn every_sample_gives_the_questions_of_its_json() {
    for (name, text, expected) in samples() {
        let (found, broken) = questions(&text);
        assert_eq!(broken, [], "{name}");
        let expected: Vec<Value> = expected.as_array().unwrap().iter().map(told).collect();
        let found: Vec<Value> = found.iter().map(entry).collect();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn every_sample_is_known_and_becomes_items() {
    for (name, text, expected) in samples() {
        assert!(looks_like(text.as_bytes()), "{name}");
        let source = read(text.as_bytes(), &place(), Decks::default()).unwrap();
        let asked = expected.as_array().unwrap().iter().filter(|one| one["type"] != "Category").count();
        let made = source.records.iter().filter(|record| record.kind == Kind::ITEM).count();
        assert_eq!(made, asked, "{name}");
        // With the line ends of another system, and a mark before it, it says the same.
        let other = format!("\u{feff}{}", text.replace("\r\n", "\n").replace('\n', "\r\n"));
        let again = read(other.as_bytes(), &place(), Decks::default()).unwrap();
        assert_eq!(again.content_hash(), source.content_hash(), "{name}");
    }
}

/// An expected question, with numbers of one kind and without what is absent.
fn told(one: &Value) -> Value {
    match one {
        Value::Object(map) => {
            let said = map.iter().filter(|(_, value)| !value.is_null());
            Value::Object(said.map(|(name, value)| (name.clone(), told(value))).collect())
        }
        Value::Array(list) => Value::Array(list.iter().map(told).collect()),
        Value::Number(number) => json!(number.as_f64().unwrap()),
        other => other.clone(),
    }
}

/// An entry in the notation of the samples.
fn entry(entry: &Entry) -> Value {
    match entry {
        Entry::Category(title) => json!({"type": "Category", "title": title}),
        Entry::Question(question) => Value::Object(asked(question)),
    }
}

fn asked(question: &Question) -> Map<String, Value> {
    let Question { id, tags, title, stem, is_embedded, feedback, task, .. } = question;
    let mut map = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        value.map(|value| map.insert(name.to_owned(), value));
    };
    put("id", id.as_ref().map(|id| json!(id)));
    put("tags", (!tags.is_empty()).then(|| json!(tags)));
    put("title", title.as_ref().map(|title| json!(title)));
    put("stem", Some(words(stem)));
    put("hasEmbeddedAnswers", Some(json!(is_embedded)));
    put("globalFeedback", feedback.as_ref().map(words));
    let kind = match task {
        Task::Choice(answers) | Task::Short(answers) => {
            put("choices", Some(answers.iter().map(answer).collect()));
            if matches!(task, Task::Choice(_)) { "MC" } else { "Short" }
        }
        Task::TrueFalse { is_true, of_true, of_false } => {
            put("isTrue", Some(json!(is_true)));
            put("trueFeedback", of_true.as_ref().map(words));
            put("falseFeedback", of_false.as_ref().map(words));
            "TF"
        }
        Task::Numeric(answers) => {
            let single = matches!(&answers[..], [NumericAnswer { weight: None, number: Some(_), feedback: None, .. }]);
            let one = |answer: &NumericAnswer| answer.number.map(number).unwrap();
            put("choices", Some(if single { one(&answers[0]) } else { answers.iter().map(numeric).collect() }));
            "Numerical"
        }
        Task::Matching(pairs) => {
            let pairs = pairs.iter().map(|pair| json!({"subquestion": words(&pair.left), "subanswer": pair.right}));
            put("matchPairs", Some(pairs.collect()));
            "Matching"
        }
        Task::Essay => "Essay",
        Task::Description => "Description",
    };
    put("type", Some(json!(kind)));
    map
}

fn words(words: &Words) -> Value {
    let format = match words.format {
        Format::Moodle => "moodle",
        Format::Html => "html",
        Format::Plain => "plain",
        Format::Markdown => "markdown",
    };
    json!({"format": format, "text": words.text})
}

fn answer(answer: &Answer) -> Value {
    let Answer { is_right, weight, words: said, feedback } = answer;
    told(&json!({
        "isCorrect": is_right,
        "weight": weight,
        "text": words(said),
        "feedback": feedback.as_ref().map(words),
    }))
}

fn numeric(answer: &NumericAnswer) -> Value {
    let NumericAnswer { is_right, weight, number: said, feedback } = answer;
    told(&json!({
        "isCorrect": is_right,
        "weight": weight,
        "text": said.map(number),
        "feedback": feedback.as_ref().map(words),
    }))
}

fn number(number: Number) -> Value {
    match number {
        Number::Exact(number) => json!({"type": "simple", "number": number}),
        Number::Around { number, tolerance } => json!({"type": "range", "number": number, "range": tolerance}),
        Number::Between { low, high } => json!({"type": "high-low", "numberHigh": high, "numberLow": low}),
    }
}
