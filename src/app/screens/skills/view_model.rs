//! Small decisions of what is shown, without a view: the badge, how sure a figure is, the points of the
//! chart, lines of a form.

use cairn_domain::evidence::{
    estimate::{Effect, Estimate, Figure, Freshness},
    kept::Gauge,
};

/// What the stones tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Badge {
    /// Nothing is known.
    #[default]
    Open,
    /// Neither said nor shown; concluded from other skills.
    Inferred,
    /// Only said; the level that would follow from it, and whether it fades.
    Said(u8, Freshness),
    /// Shown by evidence, 0 to 4, and whether it fades.
    Shown(u8, Freshness),
}

/// The badge of an estimate on study day `today`: what was demonstrated, else what was said. Time takes no level; what
/// is fresh, `gauge` tells.
pub fn badge(estimate: Option<&Estimate>, today: i64, gauge: &Gauge) -> Badge {
    let Some(estimate) = estimate else { return Badge::Open };
    let fresh = estimate.fades.on(today, gauge);
    if estimate.shown.mass > 0.0 {
        Badge::Shown(estimate.shown.level, fresh)
    } else if estimate.full.mass > 0.0 {
        Badge::Said(estimate.full.level, fresh)
    } else if estimate.inferred.is_some() {
        Badge::Inferred
    } else if estimate.count > 0 {
        Badge::Said(estimate.full.level, Freshness::Fresh)
    } else {
        Badge::Open
    }
}

/// How sure an estimate is, by the width of its 80 % range.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Certainty {
    Sure,
    Fairly,
    Unsure,
}

/// The certainty of a range from `low` to `high`, both 0 to 1.
pub fn certainty(low: f64, high: f64) -> Certainty {
    match high - low {
        width if width < 0.25 => Certainty::Sure,
        width if width < 0.45 => Certainty::Fairly,
        _ => Certainty::Unsure,
    }
}

/// One point of the chart: when, the figure then, and her own rating if she gave one then.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Point {
    pub ms: i64,
    pub figure: Figure,
    pub own: Option<f64>,
}

/// The latest points that the chart can hold.
const POINTS: usize = 60;

/// The points of the view that the badge speaks of; `own` tells her rating in an effect.
pub fn points(estimate: &Estimate, effects: &[Effect], own: impl Fn(&Effect) -> Option<f64>) -> Vec<Point> {
    let demonstrated = estimate.shown.mass > 0.0;
    let mut current = None;
    let mut points = Vec::new();
    for effect in effects {
        let own = own(effect);
        if effect.demonstrates || !demonstrated {
            current = Some(effect.after);
        } else if own.is_none() {
            continue;
        }
        points.extend(current.map(|figure| Point { ms: effect.ms, figure, own }));
    }
    points.split_off(points.len().saturating_sub(POINTS))
}

/// Lines such as "clean: shiny all round" as word and meaning; empty lines are left out.
pub fn levels(text: &str) -> Vec<(String, String)> {
    let line = |line: &str| match line.split_once([':', '：']) {
        Some((word, meaning)) => (word.trim().to_owned(), meaning.trim().to_owned()),
        None => (line.trim().to_owned(), String::new()),
    };
    text.lines().filter(|text| !text.trim().is_empty()).map(line).collect()
}

/// Each word with its meaning, which may be missing.
pub fn paired(words: &[String], meanings: &[String]) -> Vec<(String, String)> {
    let meaning = |at: usize| meanings.get(at).cloned().unwrap_or_default();
    words.iter().enumerate().map(|(at, word)| (word.clone(), meaning(at))).collect()
}

/// What [`levels`] reads.
pub fn level_lines(levels: &[(String, String)]) -> String {
    let line = |(word, meaning): &(String, String)| {
        if meaning.is_empty() { word.clone() } else { [word, ": ", meaning].concat() }
    };
    levels.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Whether a link can be opened: an address of the web, of a mail box or a telephone.
pub fn opens(link: &str) -> bool {
    let lower = link.to_ascii_lowercase();
    ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| lower.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_domain::{
        evidence::{estimate::Figure, kept::Fades},
        id::{EventId, Id},
    };
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn estimate(shown: f64, count: u32) -> Estimate {
        let figure = |mass, level| Figure { mass, level, ..Figure::unassessed() };
        let (full, shown) = (figure(2.0, 3), figure(shown, 1));
        let fades = Fades::new(None, |retention| Some(if retention > 0.8 { 14 } else { 42 }));
        Estimate { full, shown, count, last_day: None, self_score: None, inferred: None, fades }
    }

    fn effect(ms: i64, demonstrates: bool, mean: f64) -> Effect {
        let after = Figure { mean, ..Figure::unassessed() };
        let event = EventId(Id::new(ms, 0));
        Effect { event, ms, demonstrates, weight: 1.0, delta_mean: 0.0, after, repeat: false }
    }

    #[test]
    fn what_was_only_said_never_fills_a_stone() {
        use Freshness::{Fading, Fresh, RefreshDue};
        let badge = |estimate: Option<&Estimate>, today| super::badge(estimate, today, &Gauge::default());
        let nothing = Estimate { full: Figure::unassessed(), ..estimate(0.0, 0) };
        assert_eq!(badge(None, 0), Badge::Open);
        assert_eq!(badge(Some(&nothing), 0), Badge::Open);
        assert_eq!(badge(Some(&Estimate { count: 1, inferred: Some(0.9), ..nothing }), 99), Badge::Inferred);
        assert_eq!(badge(Some(&estimate(0.0, 20)), 0), Badge::Said(3, Fresh));
        assert_eq!(badge(Some(&estimate(1.0, 20)), 14), Badge::Shown(1, RefreshDue));
        assert_eq!(badge(Some(&estimate(1.0, 20)), 9_999), Badge::Shown(1, Fading), "time alone takes no level");
    }

    #[test]
    fn the_chart_follows_one_view_and_marks_her_own_ratings() {
        let effects = [effect(1, false, 0.9), effect(2, true, 0.6), effect(3, false, 0.9), effect(4, true, 0.7)];
        let own = |effect: &Effect| (effect.ms == 3).then_some(0.8);
        let found: Vec<_> =
            points(&estimate(1.0, 4), &effects, own).iter().map(|p| (p.ms, p.figure.mean, p.own)).collect();
        assert_eq!(found, [(2, 0.6, None), (3, 0.6, Some(0.8)), (4, 0.7, None)]);
        assert_eq!(points(&estimate(0.0, 4), &effects, own).len(), 4);
    }

    #[test]
    fn levels_are_lines_there_and_back() {
        let text = "cold: dull and rough\nclean";
        let read = levels("cold : dull and rough\n\n clean \n");
        assert_eq!(level_lines(&read), text);
        let (words, meanings): (Vec<_>, Vec<_>) = read.iter().cloned().unzip();
        assert_eq!(paired(&words, &meanings), read);
    }

    #[test]
    fn only_addresses_open() {
        assert!(opens("HTTPS://example.org") && opens("tel:+254"));
        assert!(!opens("javascript:alert(1)") && !opens("on the wall"));
    }
}
