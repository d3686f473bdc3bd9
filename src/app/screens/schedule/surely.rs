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
        let value = Signal::derive(move || percent(preferred.get().retention.of(priority)).to_string());
        view! {
            <SelectField
                label
                choices=Signal::stored(choices())
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

/// Every share that may be chosen, with how many reviews it asks for beside the usual one.
fn choices() -> Vec<Choice> {
    let (least, most) = percents();
    let usual = percent(ScheduleConfig::default().retention.normal);
    let choice = |chosen: u8| {
        let share = i18n::percent(f64::from(chosen) / 100.0);
        let words = if chosen == usual {
            tr::schedule::costs_usual(&share)
        } else {
            tr::schedule::costs(&share, &i18n::number(tenths(times(chosen, usual))))
        };
        Choice::new(chosen.to_string(), words)
    };
    (least..=most).rev().map(choice).collect()
}

/// How many times the reviews of another share a share asks for: as many times as its intervals are shorter.
#[allow(clippy::cast_precision_loss)] // days
fn times(chosen: u8, usual: u8) -> f64 {
    /// Days of stability, long enough that rounding to whole days does not count.
    const STABILITY: f64 = 1_000.0;
    let interval = |percent: u8| Fsrs::default().interval(STABILITY, f64::from(percent) / 100.0) as f64;
    interval(usual) / interval(chosen)
}

fn tenths(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
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
        assert!(times(97, 90) > times(93, 90) && times(93, 90) > 1.0 && times(80, 90) < 1.0);
    }
}
