//! The words for what an undo would do.

use crate::browser::clock;
use crate::i18n::{self, DateStyle, list, tr};
use crate::session::jobs::words::amount;
use cairn_domain::{
    id::Id,
    kind::Kind,
    noun::schema,
    record::{Join, Tag},
    undo::{Effect, Former},
};

/// Lines of one entry.
const LINES: usize = 4;
/// Characters of a former title that are told.
const TOLD: usize = 80;

/// "Today, 14:20", "3 Nov, 09:05".
#[allow(clippy::cast_precision_loss)] // moments are far below 2^53
pub fn when(ms: i64) -> String {
    let moment = ms as f64;
    let ago = clock::local_day(moment) - clock::local_day(clock::now());
    let day = if (-6..=1).contains(&ago) { i18n::relative_days(ago) } else { i18n::date(moment, DateStyle::Short) };
    tr::changes::at(&day, &i18n::time(moment))
}

/// What undoing would do, at most so many lines and how many there are beyond.
pub fn effects(effects: &[Effect], title: &dyn Fn(Kind, Id) -> String) -> Vec<String> {
    let several = effects.iter().filter(|effect| matches!(effect, Effect::Fields { .. })).count() > 1;
    let mut lines: Vec<String> = effects.iter().take(LINES).flat_map(|effect| one(effect, several, title)).collect();
    let more = effects.len().saturating_sub(LINES);
    if more > 0 {
        lines.push(tr::changes::more(more));
    }
    lines
}

fn one(effect: &Effect, several: bool, title: &dyn Fn(Kind, Id) -> String) -> Vec<String> {
    let many = |kind: Kind, count: usize| amount(kind, count as u64);
    match effect {
        Effect::Out(kind, ids) => match ids[..] {
            [id] => vec![out(*kind, &title(*kind, id))],
            _ => vec![tr::changes::out_many(&many(*kind, ids.len()))],
        },
        Effect::Back(kind, ids) => match ids[..] {
            [id] => vec![back(*kind, &title(*kind, id))],
            _ => vec![tr::changes::back_many(&many(*kind, ids.len()))],
        },
        Effect::Void(kind, ids) if ids.len() == 1 => vec![void(*kind)],
        Effect::Void(kind, ids) => vec![tr::changes::void_many(&many(*kind, ids.len()))],
        Effect::Again(kind, ids) if ids.len() == 1 => vec![again(*kind)],
        Effect::Again(kind, ids) => vec![tr::changes::again_many(&many(*kind, ids.len()))],
        Effect::Fields { kind, id, fields } => {
            let lines = former(*kind, fields, &title(*kind, *id));
            let of = |line: String| if several { tr::changes::of(&line, &title(*kind, *id)) } else { line };
            lines.into_iter().map(of).collect()
        }
    }
}

fn out(kind: Kind, title: &str) -> String {
    use tr::changes as said;
    match kind {
        Kind::GOAL => said::out_goal(title),
        Kind::CRITERION => said::out_criterion(title),
        Kind::STEP => said::out_step(title),
        Kind::RESOURCE => said::out_resource(title),
        Kind::FRAMEWORK => said::out_framework(title),
        Kind::COMPETENCY => said::out_competency(title),
        Kind::RELATION => said::out_relation(),
        Kind::SCALE => said::out_scale(title),
        Kind::RUBRIC => said::out_rubric(title),
        Kind::ITEM => said::out_item(title),
        Kind::DECK => said::out_deck(title),
        Kind::MISTAKE => tr::mistakes::out(title),
        Kind::INTEREST => said::out_interest(title),
        _ => said::out_other(title),
    }
}

fn back(kind: Kind, title: &str) -> String {
    use tr::changes as said;
    match kind {
        Kind::GOAL => said::back_goal(title),
        Kind::CRITERION => said::back_criterion(title),
        Kind::STEP => said::back_step(title),
        Kind::RESOURCE => said::back_resource(title),
        Kind::FRAMEWORK => said::back_framework(title),
        Kind::COMPETENCY => said::back_competency(title),
        Kind::RELATION => said::back_relation(),
        Kind::SCALE => said::back_scale(title),
        Kind::RUBRIC => said::back_rubric(title),
        Kind::ITEM => said::back_item(title),
        Kind::DECK => said::back_deck(title),
        Kind::MISTAKE => tr::mistakes::back(title),
        Kind::INTEREST => said::back_interest(title),
        _ => said::back_other(title),
    }
}

fn void(kind: Kind) -> String {
    use tr::changes as said;
    match kind {
        Kind::EVIDENCE => said::void_evidence(),
        Kind::SELF_ASSESSMENT => said::void_self_assessment(),
        Kind::CONTEST => said::void_contest(),
        Kind::TRANSITION => said::void_transition(),
        kind => said::void_many(&amount(kind, 1)),
    }
}

fn again(kind: Kind) -> String {
    use tr::changes as said;
    match kind {
        Kind::EVIDENCE => said::again_evidence(),
        Kind::SELF_ASSESSMENT => said::again_self_assessment(),
        Kind::CONTEST => said::again_contest(),
        Kind::TRANSITION => said::again_transition(),
        kind => said::again_many(&amount(kind, 1)),
    }
}

/// First the name, in its former words; then long texts; then all other fields in one line.
fn former(kind: Kind, fields: &[Former], title: &str) -> Vec<String> {
    use tr::changes as said;
    let mut lines = Vec::new();
    let [mut texts, mut emptied, mut others] = [const { Vec::new() }; 3];
    for field in fields {
        if field.tag == Tag::TRASHED_AT {
            lines.push(said::listed(title));
            continue;
        }
        let name = schema(kind).and_then(|schema| schema.by_tag(field.tag)).map_or("", |spec| spec.name);
        let text = field.text.as_deref().unwrap_or_default();
        match name {
            "title" if !text.is_empty() => lines.push(said::former_title(&cut(text))),
            "text" if !text.is_empty() => lines.push(said::former_text(&cut(text))),
            "name" if !text.is_empty() => lines.push(said::former_name(&cut(text))),
            "prompt" if !text.is_empty() => lines.push(said::former_prompt(&cut(text))),
            name => {
                let list = match (field.tag.join(), text.is_empty()) {
                    (Join::Text, false) => &mut texts,
                    (Join::Text, true) => &mut emptied,
                    _ => &mut others,
                };
                let word = word(name);
                if !list.contains(&word) {
                    list.push(word);
                }
            }
        }
    }
    for (fields, line) in [(texts, said::texts as fn(&str) -> String), (emptied, said::emptied), (others, said::fields)]
    {
        if !fields.is_empty() {
            lines.push(line(&list(&fields)));
        }
    }
    lines
}

/// What a field is called; fields that belong together have one word.
fn word(name: &str) -> String {
    use tr::changes as said;
    match name {
        "title" => said::field_title(),
        "text" | "statement" => said::field_text(),
        "name" => said::field_name(),
        "why" => said::field_why(),
        "notes" => said::field_notes(),
        "description" => said::field_description(),
        "status" | "status_since" | "status_reason" | "shelf" => said::field_status(),
        "priority" => said::field_priority(),
        "deadline" | "due" | "day" => said::field_day(),
        "minutes" | "weekly_minutes" | "estimate_min" | "actual_min" => said::field_minutes(),
        "done_at" | "met_at" => said::field_tick(),
        "targets" | "competencies" | "competency" => said::field_skills(),
        "tags" | "keywords" | "subjects" => said::field_tags(),
        "link" => said::field_link(),
        "file" => said::field_file(),
        "position" | "extent" | "unit" | "used_at" => said::field_position(),
        "order" | "parent" => said::field_order(),
        "labels" | "levels" | "descriptors" | "criteria" | "weights" | "proficient_from" => said::field_level(),
        "language" => said::field_language(),
        "prompt" => said::field_prompt(),
        "answer" | "options" | "right" | "matches" | "accepted" | "rejected" | "number" | "tolerance" | "relative" => {
            said::field_answer()
        }
        "explanation" | "feedback" | "hints" => said::field_explanation(),
        "deck" => said::field_deck(),
        "suspended" => said::field_suspended(),
        "flag" => said::field_flag(),
        "cause" => tr::mistakes::field_cause(),
        "repair" => tr::mistakes::field_repair(),
        "form" | "kind" | "format" | "facet" | "check" => said::field_form(),
        _ => said::field_other(),
    }
}

fn cut(text: &str) -> String {
    let mut short: String = text.chars().take(TOLD).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
