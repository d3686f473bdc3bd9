//! A question to an item: which form it has, what is right, and what of the question an item cannot say.

use super::{
    blocks::TAGS_MAX,
    question::{Answer, Pair, Question, Task},
    shown::Shown,
    weights,
    words::{Format, Words},
};
use crate::{foreign, source::SourceRecord, tidy_text};
use cairn_domain::{
    cbor::Cbor,
    id::Id,
    item::{Form, Item, command::OPTIONS_MAX},
    kind::Kind,
    record::Tag,
    text::NOTE_MAX,
};

/// What is asked and what is right.
pub(super) const TASK: [Tag; 10] = [
    Item::FORM.0,
    Item::PROMPT.0,
    Item::ANSWER.0,
    Item::OPTIONS.0,
    Item::RIGHT.0,
    Item::MATCHES.0,
    Item::ACCEPTED.0,
    Item::REJECTED.0,
    Item::NUMBER.0,
    Item::TOLERANCE.0,
];

/// What else a question says of an item.
pub(super) const BESIDE: [Tag; 5] =
    [Item::FEEDBACK.0, Item::EXPLANATION.0, Item::TAGS.0, Item::SOURCE_ID.0, Item::DECK.0];

/// The id of what has none yet.
const UNNAMED: Id = Id::from_bytes([0; 16]);

/// Why a question makes no item, and what that is about.
pub(super) struct Left(pub &'static str, pub String);

/// Makes items of questions.
pub(super) struct Maker<'s> {
    /// What texts show.
    pub shown: &'s mut Shown,
    /// What of the question was left out or changed.
    pub told: Vec<(&'static str, String)>,
}

impl Maker<'_> {
    /// The item of a question, without id and deck.
    pub fn record(&mut self, question: &Question) -> Result<SourceRecord, Left> {
        let mut record = SourceRecord::new(Kind::ITEM, UNNAMED);
        let prompt = self.text(&question.stem)?;
        if prompt.is_empty() {
            return Err(Left("no_text", question.title.clone().unwrap_or_default()));
        }
        record.set(&Item::PROMPT, &prompt);
        let general = question.feedback.as_ref().map(|words| self.text(words)).transpose()?.unwrap_or_default();
        let (mut explanation, mut answer) = (general, String::new());
        let form = match &question.task {
            Task::Choice(answers) => self.choice(answers, &question.stem, &mut record)?,
            Task::TrueFalse { is_true, of_true, of_false } => {
                record.set(&Item::RIGHT, &vec![u32::from(!is_true)]);
                let said = [of_true.as_ref(), of_false.as_ref()];
                // Moodle reads the first as what is said to who is wrong, other programs as what is said of true.
                if let (true, false, Some(first)) =
                    (*is_true, question.is_by_moodle, of_true.as_ref().or(of_false.as_ref()))
                {
                    self.tell("feedback_order", &first.text);
                }
                self.feedback(said.into_iter(), &mut record)?;
                Form::TrueFalse
            }
            Task::Short(answers) => self.short(answers, question, &mut record, &mut explanation)?,
            Task::Numeric(answers) => self.numeric(answers, question, &mut record, &mut explanation)?,
            Task::Matching(pairs) => self.matching(pairs, &question.stem, &mut record)?,
            Task::Essay => {
                // What is said to everybody is what a good answer holds.
                core::mem::swap(&mut explanation, &mut answer);
                Form::Open
            }
            Task::Description => {
                record.once.push((Item::SUSPENDED.0, Cbor::of(&true)));
                self.tell("not_practised", &question.stem.text);
                Form::Open
            }
        };
        if tidy_text::is_longer(&explanation, NOTE_MAX) {
            return Err(Left("too_long", question.stem.text.clone()));
        }
        record.set(&Item::FORM, &form);
        record.say(&Item::ANSWER, &answer);
        record.say(&Item::EXPLANATION, &explanation);
        names(question, &mut record);
        Ok(record)
    }

    fn choice(&mut self, answers: &[Answer], stem: &Words, record: &mut SourceRecord) -> Result<Form, Left> {
        let (few, many) = (answers.len() < 2, answers.len() > OPTIONS_MAX);
        if few || many {
            return Err(Left(if few { "few_options" } else { "many_options" }, stem.text.clone()));
        }
        let Some(key) = weights::key(answers) else { return Err(Left("no_right", stem.text.clone())) };
        let options = answers.iter().map(|answer| self.text(&answer.words)).collect::<Result<Vec<_>, _>>()?;
        record.set(&Item::OPTIONS, &options);
        let right = key.right.iter().filter_map(|at| u32::try_from(*at).ok());
        record.set(&Item::RIGHT, &right.collect::<Vec<u32>>());
        self.feedback(answers.iter().map(|answer| answer.feedback.as_ref()), record)?;
        if key.is_any {
            let right = key.right.iter().filter_map(|at| answers.get(*at));
            self.tell("several_right", &right.map(|answer| answer.words.text.as_str()).collect::<Vec<_>>().join(" · "));
        }
        if key.is_uneven {
            let weighted = answers.iter().filter_map(|answer| Some((answer.weight?, answer.words.text.as_str())));
            self.weights(weighted);
        }
        Ok(if key.is_multiple { Form::Multiple } else { Form::Single })
    }

    fn matching(&mut self, pairs: &[Pair], stem: &Words, record: &mut SourceRecord) -> Result<Form, Left> {
        let (mut lefts, mut rights) = (Vec::new(), Vec::new());
        for pair in pairs {
            let left = self.text(&pair.left)?;
            if left.is_empty() {
                self.tell("extra_match", &pair.right);
                continue;
            }
            if pair.right.is_empty() {
                return Err(Left("unpaired", pair.left.text.clone()));
            }
            lefts.push(left);
            // Who writes in Markdown writes so here too.
            let right = tidy_text::line(&pair.right).text;
            rights.push(if stem.format == Format::Markdown { right } else { foreign::escaped(&right) });
        }
        let (few, many) = (lefts.len() < 2, lefts.len() > OPTIONS_MAX);
        if few || many {
            return Err(Left(if few { "few_options" } else { "many_options" }, stem.text.clone()));
        }
        record.set(&Item::OPTIONS, &lefts);
        record.set(&Item::MATCHES, &rights);
        Ok(Form::Matching)
    }

    /// What is said to who chose an option, for each of them.
    fn feedback<'w>(
        &mut self,
        said: impl Iterator<Item = Option<&'w Words>>,
        record: &mut SourceRecord,
    ) -> Result<(), Left> {
        let said = said.map(|words| words.map_or_else(|| Ok(String::new()), |words| self.text(words)));
        let said = said.collect::<Result<Vec<String>, _>>()?;
        if said.iter().any(|text| !text.is_empty()) {
            record.set(&Item::FEEDBACK, &said);
        }
        Ok(())
    }

    /// Tells of weights that are not kept.
    pub(super) fn weights<'w>(&mut self, weighted: impl Iterator<Item = (f64, &'w str)>) {
        let all: Vec<String> =
            weighted.map(|(weight, text)| format!("{} %: {text}", weights::written(weight))).collect();
        self.tell("partial_credit", &all.join(" · "));
    }

    pub(super) fn text(&mut self, words: &Words) -> Result<String, Left> {
        let (text, is_mended) =
            self.shown.markdown(words).map_err(|_| Left("too_long", words.text.chars().take(100).collect()))?;
        if is_mended {
            self.tell("text_mended", &text);
        }
        Ok(text)
    }

    pub(super) fn tell(&mut self, code: &'static str, detail: &str) {
        self.told.push((code, detail.chars().take(200).collect()));
    }
}

/// What the question is called, and its tags.
fn names(question: &Question, record: &mut SourceRecord) {
    let name = question.id.as_ref().or(question.title.as_ref());
    record.say(&Item::SOURCE_ID, &name.map(|name| tidy_text::line(name).text).unwrap_or_default());
    for tag in question.tags.iter().take(TAGS_MAX) {
        let tag = tidy_text::line(tag).text;
        if !tag.is_empty() && record.elements.iter().all(|(_, known, _)| *known != Cbor::of(&tag)) {
            record.insert(&Item::TAGS, &tag, &true);
        }
    }
}
