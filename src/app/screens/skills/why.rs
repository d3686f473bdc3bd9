//! Why a skill stands where it stands: what it rests on and how old that is, what the next level asks for, and her own
//! view beside it.

use super::detail::{Shown, pick};
use super::read::{Detail, Piece, What};
use super::{say_then, words};
use crate::i18n::{self, DateStyle, tr};
use crate::session;
use crate::ui::{Button, ButtonKind, Disclosure, Icon, RadioField, Row, Section, TextField, TextKind, Tone, Voice};
use cairn_domain::{
    command::Command,
    evidence::{Contest, EvidenceKind, command::Command as Say},
    id::{CompetencyId, EventId},
    kind::Kind,
};
use leptos::prelude::*;

/// The section.
pub fn section(id: CompetencyId, detail: Shown) -> AnyView {
    let conditions = move || {
        detail.with(|detail| {
            let detail = detail.as_ref()?.as_ref()?;
            if detail.group.is_some() {
                return Some(of_a_group(detail));
            }
            let account = &detail.account;
            let shown = account.estimate.shown.mass > 0.0;
            let outlook = if shown { &account.shown_outlook } else { &account.full_outlook };
            let rows: Vec<AnyView> = outlook
                .conditions
                .iter()
                .map(|condition| {
                    let text = words::condition(condition, outlook.level.as_u8());
                    let lead = if condition.is_met() { Icon::Check.toned(Tone::Ok) } else { Icon::Next.turned() };
                    view! { <Row lead><p>{text}</p></Row> }.into_any()
                })
                .collect();
            let apart = (!shown && account.estimate.full.mass > 0.0)
                .then(|| view! { <p class="muted">{tr::skills::rests_on_said()}</p> });
            let wanted = words::level(outlook.level.as_u8());
            let is_kept = account.estimate.stated().level == outlook.level.as_u8();
            let next = if is_kept { tr::fading::to_keep(&wanted) } else { tr::fading::to_reach(&wanted) };
            let said = view! {
                {rests_on(detail)}
                {apart}
                <p>{next}</p>
                <ul class="list">{rows}</ul>
                <p class="cap">{tr::fading::time_alone()}</p>
            };
            Some(said.into_any())
        })
    };
    let contests = Memo::new(move |_| pick(detail, |detail| detail.contests.clone()));
    view! {
        <Section title=tr::skills::why() tight=true>
            {conditions}
            {move || contests.get().into_iter().map(|(event, ms, contest)| differs(event, ms, contest)).collect::<Vec<_>>()}
            <Disclosure summary=tr::skills::differently()>{form(id)}</Disclosure>
        </Section>
    }
    .into_any()
}

/// A group stands where the skills in it do; what was said or shown of itself is kept, and moves nothing.
fn of_a_group(detail: &Detail) -> AnyView {
    let own = detail.pieces.len();
    view! {
        <p>{tr::skills::group_why()}</p>
        {(own > 0).then(|| view! { <p>{tr::skills::group_own(own)}</p> })}
    }
    .into_any()
}

/// "It rests on 7 pieces of evidence: a graded task (6), a repeated task. The first is of 3 May, the latest of yesterday."
/// Only what moved the estimate that the badge speaks of.
fn rests_on(detail: &Detail) -> Option<AnyView> {
    let shown = detail.account.estimate.shown.mass > 0.0;
    let counts = |piece: &&Piece| piece.effect.weight > 0.0 && (piece.effect.demonstrates || !shown);
    let pieces: Vec<_> = detail.pieces.iter().filter(counts).collect();
    let (latest, first) = (pieces.first()?, pieces.last()?);
    let mut kinds: Vec<(EvidenceKind, usize)> = Vec::new();
    for piece in &pieces {
        let kind = match &piece.what {
            What::Evidence(evidence) => evidence.kind,
            What::Own(_) => EvidenceKind::SelfRating,
        };
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((kind, 1)),
        }
    }
    let named: Vec<String> = kinds.iter().map(|(kind, n)| tr::fading::kind_times(&words::kind(*kind), *n)).collect();
    let [from, to] = [first, latest].map(|piece| words::date(piece.effect.ms, DateStyle::Long));
    let age = words::ago(detail.account.estimate.last_day.map_or(0, |last| detail.today - last));
    let said = if pieces.len() == 1 {
        tr::fading::rests_on_one(&words::kind(kinds.first()?.0), &to, &age)
    } else {
        tr::fading::rests_on(pieces.len(), &i18n::list(&named), &from, &to, &age)
    };
    Some(view! { <p>{said}</p> }.into_any())
}

/// Both values, side by side.
fn differs(event: EventId, ms: i64, contest: Contest) -> AnyView {
    let when = words::date(ms, DateStyle::Long);
    let text = tr::skills::contested(
        &when,
        &words::level(contest.level),
        &words::level(contest.estimated_level),
        words::hundred(contest.estimated_mean),
    );
    let take_back = move || session::run(Command::Evidence(Say::Void(Kind::CONTEST, event)));
    view! {
        <div class="note">
            {Icon::Compare.view()}
            <div class="stack tight">
                <p>{text}</p>
                <Voice text=contest.reason/>
                <div class="line"><Button label=tr::skills::take_view_back() kind=ButtonKind::Quiet on_press=take_back/></div>
            </div>
        </div>
    }
    .into_any()
}

fn form(competency: CompetencyId) -> AnyView {
    let level = RwSignal::new("3".to_owned());
    let reason = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let save = move || {
        let level = level.with_untracked(|level| level.parse().unwrap_or(3));
        let say = Say::Contest { competency, level, reason: reason.get_untracked() };
        say_then(say, error, move || reason.set(String::new()));
    };
    view! {
        <div class="stack">
            <p>{tr::skills::differently_text()}</p>
            <RadioField
                legend=tr::skills::your_level()
                choices=words::level_choices()
                value=level
                on_change=move |value: String| level.set(value)
            />
            <TextField
                label=tr::skills::your_reason()
                kind=TextKind::Voice
                rows=3
                value=reason
                error=error
                on_input=move |text: String| reason.set(text)
            />
            <div class="line"><Button label=tr::skills::save_view() kind=ButtonKind::Plain on_press=move || save()/></div>
        </div>
    }
    .into_any()
}
