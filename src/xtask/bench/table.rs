//! The table that is printed: one line a measure, and whether its target is met.

use super::rows::{Count, Goal, Measure};
use super::statistics::{Compare, Estimate};
use std::fmt::Write;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub row: u32,
    what: String,
    ours: String,
    peer: String,
    figure: String,
    target: String,
    verdict: &'static str,
}

pub const NOT_MEASURED: &str = "not measured";

impl Line {
    /// A measure with its estimate. Without one there is no number.
    pub fn measured(row: u32, what: &str, measure: &Measure, found: Option<Estimate>) -> Self {
        let sign = match measure.compare {
            Compare::Ratio => "x".to_owned(),
            Compare::Difference => format!(" {}", measure.unit),
        };
        let target = format!("<= {}{sign}", measure.target);
        let what = format!("{what}: {}", measure.what);
        match found {
            Some(found) => Self {
                row,
                what,
                ours: format!("{:.1} {}", found.ours, measure.unit),
                peer: format!("{:.1} {}", found.peer, measure.unit),
                figure: format!("{:.3}{sign} [{:.3}, {:.3}]", found.figure, found.low, found.high),
                target,
                verdict: verdict(&found, measure.target),
            },
            None => Self::without_number(row, what, target),
        }
    }

    pub fn counted(row: u32, what: &str, count: &Count, found: Option<(f64, Option<f64>)>) -> Self {
        let what = format!("{what}: {}", count.what);
        let target = match count.target {
            Goal::AtMost(most) => format!("<= {most}"),
            Goal::SameAsPeer => "the same".to_owned(),
        };
        let Some((ours, peer)) = found else {
            return Self::without_number(row, what, target);
        };
        let met = match count.target {
            Goal::AtMost(most) => ours <= most,
            Goal::SameAsPeer => peer.is_some_and(|peer| ours.total_cmp(&peer).is_eq()),
        };
        let peer = peer.map_or("-".to_owned(), |peer| peer.to_string());
        let verdict = if met { "met" } else { "not met" };
        Self { row, what, ours: ours.to_string(), peer, figure: "-".into(), target, verdict }
    }

    /// Bytes against a peer's, a limit, or both.
    pub fn bytes(row: u32, what: &str, ours: u64, peer: Option<(f64, &str)>, target: Option<(f64, &str)>) -> Self {
        #[allow(clippy::cast_precision_loss)] // sizes of pages
        let ours_f = ours as f64;
        let ratio = peer.map(|(bytes, _)| ours_f / bytes);
        let met = target.map(|(limit, _)| ratio.unwrap_or(ours_f) <= limit);
        Self {
            row,
            what: what.to_owned(),
            ours: format!("{ours} B"),
            peer: peer.map_or("-".into(), |(bytes, note)| format!("{bytes} B{note}")),
            figure: ratio.map_or("-".into(), |ratio| format!("{ratio:.3}x")),
            target: target.map_or("-".into(), |(limit, sign)| format!("<= {limit}{sign}")),
            verdict: match met {
                Some(true) => "met",
                Some(false) => "not met",
                None => "-",
            },
        }
    }

    fn without_number(row: u32, what: String, target: String) -> Self {
        Self { row, what, ours: "-".into(), peer: "-".into(), figure: "-".into(), target, verdict: NOT_MEASURED }
    }

    fn cells(&self) -> [&str; 6] {
        [&self.what, &self.ours, &self.peer, &self.figure, &self.target, self.verdict]
    }
}

/// Met only if all of the interval is below the target; not met if the figure is not.
fn verdict(found: &Estimate, target: f64) -> &'static str {
    if found.high <= target {
        "met"
    } else if found.figure <= target {
        "not shown: the interval reaches beyond"
    } else {
        "not met"
    }
}

/// All lines; `mark` closes each of them, for what is no measurement.
pub fn print(lines: &[Line], mark: &str) -> String {
    const HEAD: [&str; 6] = ["what", "ours", "peer", "ratio [95 %]", "target", "met?"];
    let width = |at: usize| {
        let cells = lines.iter().map(|line| line.cells()[at].chars().count());
        cells.chain([HEAD[at].len()]).max().unwrap_or(0)
    };
    let widths: [usize; 6] = std::array::from_fn(width);
    let mut text = String::new();
    let mut put = |row: &str, cells: [&str; 6], mark: &str| {
        let cells = cells.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}"));
        let line = format!("{row:>3}  {}{mark}", cells.collect::<Vec<_>>().join("  "));
        let _ = writeln!(text, "{}", line.trim_end());
    };
    put("row", HEAD, "");
    lines.iter().for_each(|line| put(&line.row.to_string(), line.cells(), mark));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEASURE: Measure =
        Measure { key: "usable", what: "usable", unit: "ms", compare: Compare::Ratio, target: 1.5 };

    fn line(figure: f64, low: f64, high: f64) -> Line {
        Line::measured(2, "first visit", &MEASURE, Some(Estimate { ours: figure, peer: 1.0, figure, low, high }))
    }

    #[test]
    fn met_is_said_only_when_the_whole_interval_is_below() {
        assert_eq!(line(1.2, 1.1, 1.4).verdict, "met");
        assert!(line(1.4, 1.1, 1.6).verdict.starts_with("not shown"));
        assert_eq!(line(1.6, 1.4, 1.8).verdict, "not met");
    }

    #[test]
    fn a_void_measure_shows_no_number() {
        let void = Line::measured(2, "first visit", &MEASURE, None);
        assert_eq!(void.verdict, NOT_MEASURED);
        assert_eq!([void.ours, void.peer, void.figure], ["-"; 3]);
    }

    #[test]
    fn counts_are_held_against_a_limit_or_the_peer() {
        let same = Count { key: "requests", what: "requests", target: Goal::SameAsPeer };
        let few = Count { key: "nodes", what: "elements", target: Goal::AtMost(300.0) };
        for (count, found, verdict) in [
            (&same, Some((9.0, Some(9.0))), "met"),
            (&same, Some((9.0, Some(8.0))), "not met"),
            (&same, None, NOT_MEASURED),
            (&few, Some((301.0, None)), "not met"),
            (&few, Some((300.0, None)), "met"),
        ] {
            assert_eq!(Line::counted(4, "x", count, found).verdict, verdict);
        }
    }

    #[test]
    fn every_line_carries_the_mark() {
        let text = print(&[line(1.2, 1.1, 1.4)], "  not a measurement");
        assert!(text.lines().nth(1).unwrap().ends_with("  not a measurement"), "{text}");
    }
}
