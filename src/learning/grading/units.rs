//! Units that numeric answers know, with their size as an exact fraction. The table has more than items use: what
//! looks like one of them is not taken for another (LEARNING.md 9.1).

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// A plain number or a share.
    Number,
    /// Metres.
    Length,
    /// Seconds.
    Time,
    /// Kilograms.
    Mass,
    /// Volts.
    Voltage,
    /// Amperes.
    Current,
    /// Watts.
    Power,
    /// Ohms.
    Resistance,
    /// Newtons.
    Force,
    /// Joules.
    Energy,
    /// Pascals.
    Pressure,
    /// Hertz.
    Frequency,
    /// Kelvins.
    Temperature,
    /// Coulombs.
    Charge,
    /// Farads.
    Capacitance,
    /// Siemens.
    Conductance,
    /// Henries.
    Inductance,
    /// Teslas.
    FluxDensity,
    /// Metres per second.
    Speed,
}

/// A unit: what it measures, and its size in that dimension's unit as a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// What it measures.
    pub dimension: Dimension,
    above: i128,
    below: i128,
}

const PREFIXES: [(&str, i128, i128); 9] = [
    ("", 1, 1),
    ("p", 1, 1_000_000_000_000),
    ("n", 1, 1_000_000_000),
    ("u", 1, 1_000_000),
    ("m", 1, 1_000),
    ("k", 1_000, 1),
    ("M", 1_000_000, 1),
    ("G", 1_000_000_000, 1),
    ("T", 1_000_000_000_000, 1),
];

/// Units that take every prefix; a gram is a thousandth of the unit of mass.
const PREFIXED: [(&str, Dimension, i128); 17] = [
    ("m", Dimension::Length, 1),
    ("s", Dimension::Time, 1),
    ("g", Dimension::Mass, 1_000),
    ("V", Dimension::Voltage, 1),
    ("A", Dimension::Current, 1),
    ("W", Dimension::Power, 1),
    ("ohm", Dimension::Resistance, 1),
    ("N", Dimension::Force, 1),
    ("J", Dimension::Energy, 1),
    ("Pa", Dimension::Pressure, 1),
    ("Hz", Dimension::Frequency, 1),
    ("K", Dimension::Temperature, 1),
    ("C", Dimension::Charge, 1),
    ("F", Dimension::Capacitance, 1),
    ("S", Dimension::Conductance, 1),
    ("H", Dimension::Inductance, 1),
    ("T", Dimension::FluxDensity, 1),
];

/// Units that take none.
const PLAIN: [(&str, Dimension, i128, i128); 10] = [
    ("", Dimension::Number, 1, 1),
    ("%", Dimension::Number, 1, 100),
    ("cm", Dimension::Length, 1, 100),
    ("dm", Dimension::Length, 1, 10),
    ("mi", Dimension::Length, 1_609_344, 1_000),
    ("in", Dimension::Length, 254, 10_000),
    ("min", Dimension::Time, 60, 1),
    ("h", Dimension::Time, 3_600, 1),
    ("m/s", Dimension::Speed, 1, 1),
    ("km/h", Dimension::Speed, 1_000, 3_600),
];

impl Unit {
    /// The unit written so; `None` if there is none, or more than one that could be meant.
    ///
    /// The exact spelling goes first. Else case is set aside, if only one unit of the table so matches and no prefix
    /// m, M, p or P is read in the other case: `KM` is km, but `3 mw` is neither milli- nor megawatts.
    pub fn find(written: &str) -> Option<Self> {
        let written = written.replace(['\u{3a9}', '\u{2126}'], "ohm").replace(['\u{b5}', '\u{3bc}'], "u");
        let exact = all().find(|(prefix, base, _)| is_spelt(&written, prefix, base));
        if let Some((.., unit)) = exact {
            return Some(unit);
        }
        let lower = written.to_lowercase();
        let mut alike = all().filter(|(prefix, base, _)| {
            let spelling = [*prefix, *base].concat();
            spelling.to_lowercase() == lower
        });
        let (prefix, _, unit) = alike.next()?;
        let other_case = matches!(prefix, "m" | "M" | "p") && !written.starts_with(prefix);
        (alike.next().is_none() && !other_case).then_some(unit)
    }

    /// By what a number in this unit is multiplied to be one in `other`; `None` between dimensions.
    pub fn to(&self, other: &Self) -> Option<f64> {
        let (above, below) = (self.above * other.below, self.below * other.above);
        let common = greatest_common_divisor(above, below);
        (self.dimension == other.dimension).then(|| float(above / common) / float(below / common))
    }
}

/// Every spelling as prefix and base, with its unit.
fn all() -> impl Iterator<Item = (&'static str, &'static str, Unit)> {
    let plain = PLAIN.iter().map(|(base, dimension, above, below)| {
        ("", *base, Unit { dimension: *dimension, above: *above, below: *below })
    });
    let prefixed = PREFIXED.iter().flat_map(|(base, dimension, part)| {
        PREFIXES.iter().map(move |(prefix, above, below)| {
            (*prefix, *base, Unit { dimension: *dimension, above: *above, below: below * part })
        })
    });
    plain.chain(prefixed)
}

fn is_spelt(written: &str, prefix: &str, base: &str) -> bool {
    written.strip_prefix(prefix) == Some(base)
}

fn greatest_common_divisor(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[expect(clippy::cast_precision_loss, reason = "rounded to the nearest, which is what a fraction as a float is")]
fn float(n: i128) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::{Dimension, Unit, all};
    use std::collections::BTreeSet;

    #[test]
    fn no_two_units_are_spelt_alike() {
        let spellings: Vec<String> = all().map(|(prefix, base, _)| [prefix, base].concat()).collect();
        let distinct: BTreeSet<&String> = spellings.iter().collect();
        assert_eq!((spellings.len(), distinct.len()), (163, 163));
    }

    #[test]
    fn case_is_set_aside_only_where_nothing_else_could_be_meant() {
        let dimension = |written| Unit::find(written).map(|unit| unit.dimension);
        let cases = [
            ("KM", Some(Dimension::Length)),
            ("w", Some(Dimension::Power)),
            ("mw", None),
            ("PM", None),
            ("S", Some(Dimension::Conductance)),
            ("k\u{2126}", Some(Dimension::Resistance)),
            ("furlong", None),
            ("", Some(Dimension::Number)),
        ];
        for (written, expected) in cases {
            assert_eq!(dimension(written), expected, "{written}");
        }
    }

    #[test]
    fn sizes_are_exact() {
        let factor = |from, to| Unit::find(from).and_then(|unit| unit.to(&Unit::find(to)?));
        assert_eq!(factor("TT", "pT"), Some(1e24));
        assert_eq!(factor("km/h", "m/s"), Some(5.0 / 18.0));
        assert_eq!(factor("s", "m"), None);
    }
}
