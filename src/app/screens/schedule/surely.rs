//! How surely she wants to know things, by how much they matter to her goals, and what that costs.

use super::preferences::{Preferred, set};
use crate::browser::clock;
use crate::i18n::{self, tr};
use crate::practice::KINDS;
use crate::session::{practice, shown, watch};
use crate::ui::{Choice, Icon, Meta, Section, SelectField};
use cairn_domain::{
    practice::{Pace, Queue, Reach, Tempo, ahead},
    profile::practice::{Edit, percents},
};
use cairn_learning::schedule::{Fsrs, Priority, ScheduleConfig};
use leptos::prelude::*;

/// The section.
pub fn section(preferred: Preferred) -> AnyView {
    let field = move |label: String, priority: Priority| {
        let chosen = Memo::new(move |_| percent(preferred.get().retention.of(priority)));
        let value = Signal::derive(move || chosen.get().to_string());
        view! {
            <SelectField
                label
                choices=Signal::derive(move || choices(chosen.get()))
                value
                on_change=move |chosen: String| set(Edit::Retention(priority, chosen.parse().ok()))
            />
        }
        .into_any()
    };
    view! {
        <Section title=tr::schedule::surely() tight=true>
            <p class="muted">{tr::schedule::surely_hint()}</p>
            <div class="halves">
                {field(tr::schedule::high(), Priority::High)}
                {field(tr::schedule::normal(), Priority::Normal)}
                {field(tr::schedule::low(), Priority::Low)}
            </div>
            {cost()}
        </Section>
    }
    .into_any()
}

/// A few shares, each with how many reviews it asks for beside the usual one; what she has now is among them.
fn choices(now: u8) -> Vec<Choice> {
    let (least, most) = percents();
    let usual = percent(ScheduleConfig::default().retention.normal);
    let shares = (least..=most).rev().filter(|share| STEPS.contains(share) || [usual, now].contains(share));
    let choice = |chosen: u8| Choice::new(chosen.to_string(), costs(chosen, usual));
    shares.map(choice).collect()
}

/// Shares that are far enough apart to be told from one another.
const STEPS: [u8; 9] = [97, 95, 93, 90, 87, 85, 80, 75, 70];

/// What a share costs, as one says it: about half as many.
fn costs(chosen: u8, usual: u8) -> String {
    use tr::schedule as said;
    let share = i18n::percent(f64::from(chosen) / 100.0);
    match times(chosen, usual) {
        _ if chosen == usual => said::costs_usual(&share),
        times if times >= 1.4 => said::costs_times(&share, &i18n::number(halves(times))),
        times if times > 1.0 => said::costs_more(&share),
        times if times > 0.75 => said::costs_less(&share),
        times if times > 0.58 => said::costs_two_thirds(&share),
        times if times > 0.4 => said::costs_half(&share),
        times if times > 0.25 => said::costs_third(&share),
        times if times > 0.14 => said::costs_fifth(&share),
        _ => said::costs_tenth(&share),
    }
}

/// How many times the reviews of another share a share asks for: as many times as its intervals are shorter.
#[allow(clippy::cast_precision_loss)] // days
fn times(chosen: u8, usual: u8) -> f64 {
    /// Days of stability, long enough that rounding to whole days does not count.
    const STABILITY: f64 = 1_000.0;
    let interval = |percent: u8| Fsrs::default().interval(STABILITY, f64::from(percent) / 100.0) as f64;
    interval(usual) / interval(chosen)
}

fn halves(number: f64) -> f64 {
    (number * 2.0).round() / 2.0
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a share below 1
fn percent(share: f64) -> u8 {
    (share * 100.0).round() as u8
}

/// What all of it comes to for what she has met, as it is written.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // reviews of thirty days
fn cost() -> AnyView {
    let now_ms = clock::now() as i64;
    let reading = watch(KINDS, move |snapshot| {
        let read = Queue::needs(now_ms, snapshot).into_iter().chain(Pace::needs(snapshot));
        read.chain(Tempo::needs(snapshot)).collect()
    });
    let reviews = shown(reading, move |snapshot| {
        let (queue, pace) = (Queue::make(now_ms, snapshot), Pace::make(snapshot));
        let reviews = ahead::forecast(&Reach::Everything, &queue, practice::today(), &pace).iter().sum::<f64>().round();
        (reviews as u32, (Tempo::make(snapshot).minutes(reviews) / 30.0).ceil() as u32)
    });
    (move || {
        reviews.get().map(|(reviews, minutes)| {
            view! { <Meta parts=vec![(Icon::Chart, tr::schedule::cost(reviews, &i18n::minutes(minutes))).into()]/> }
        })
    })
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_surer_memory_costs_more_reviews() {
        assert!((times(90, 90) - 1.0).abs() < 1e-12);
        for (share, expected) in [(95, 2.5), (93, 1.5)] {
            assert!((halves(times(share, 90)) - expected).abs() < 1e-12, "{share}");
        }
        assert!((0.4..0.58).contains(&times(85, 90)), "half as many");
        assert!(times(97, 90) > times(93, 90) && times(93, 90) > 1.0 && times(80, 90) < 1.0);
    }
}
