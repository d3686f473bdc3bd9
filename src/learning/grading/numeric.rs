//! Numeric answers: number, tolerance, unit (LEARNING.md 9.1).

use super::number::{DecimalMark, Quantity, parse_number};
use super::units::Unit;
use super::{Code, Grade, GradingConfig};

/// What a numeric answer is held against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NumericKey<'a> {
    /// The right value, in `unit`.
    pub value: f64,
    /// The unit of the value; empty for a plain number.
    pub unit: &'a str,
    /// Tolerance in that unit, 0 and more.
    pub absolute: f64,
    /// Tolerance as a share of the value, 0 and more. The greater of the two holds.
    pub relative: f64,
    /// Whether a missing unit costs something; else the number is taken to be in `unit`.
    pub unit_required: bool,
}

/// Grades `response`, written with this decimal mark.
///
/// `Unparsable` means that the learner is to be asked ([`super::read`] says what else it could be), not that she was
/// wrong. A unit that the table does not know is right where it is spelt as the item spells it.
pub fn numeric(response: &str, key: &NumericKey<'_>, mark: DecimalMark, config: &GradingConfig) -> Grade {
    let Some(Quantity { value, unit }) = parse_number(response, mark) else {
        return Grade::new(0.0, Code::Unparsable);
    };
    let unit_missing = unit.is_empty() && !key.unit.is_empty() && key.unit_required;
    let factor = if unit.is_empty() || unit == key.unit {
        Some(1.0)
    } else {
        Unit::find(&unit).and_then(|given| given.to(&Unit::find(key.unit)?))
    };
    let Some(factor) = factor else {
        return Grade::new(0.0, Code::UnitMismatch);
    };
    let size = key.value.abs();
    let tolerance = key.absolute.max(key.relative * size);
    let allowed = tolerance * (1.0 + config.tolerance_slack) + config.value_slack * size;
    let distance = (value * factor - key.value).abs();
    // A key that is not a number, or an infinite one, is met by nothing.
    if !key.value.is_finite() || distance.is_nan() || distance > allowed {
        Grade::new(0.0, Code::Wrong)
    } else if unit_missing {
        Grade::new(1.0 - config.unit_penalty, Code::OkUnitMissing)
    } else {
        Grade::new(1.0, Code::Ok)
    }
}
