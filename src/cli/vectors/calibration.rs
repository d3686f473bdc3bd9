//! `calibration.json`: confidence against outcomes.

use cairn_learning::calibration::{self, Calibration, CalibrationConfig, Judgement, Verdict, calibrate};
use serde_json::Value;

use super::Tally;
use super::fields::{Malformed, each, number, required, size};

/// `sets`: the figures of a set of judgements.
pub fn sets(section: &Value, tally: &mut Tally) {
    let config = CalibrationConfig::default();
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let pair = |pair: &Value| Judgement::new(pair.get(0)?.as_f64()?, pair.get(1)?.as_f64()?);
        let judgements = each(case, "pairs", pair)?;
        let expected = case.get("expected").ok_or_else(|| Malformed::new("expected"))?;
        let figures = calibrate(&judgements, &config).ok_or_else(|| Malformed::new("pairs"))?;
        tally.enter("expected", |tally| compare(&figures, expected, tally));
        Ok(())
    });
}

fn compare(got: &Calibration, expected: &Value, tally: &mut Tally) {
    tally.exact("n", got.n, expected);
    tally.number("mean_confidence", got.mean_confidence, expected);
    tally.number("accuracy", got.accuracy, expected);
    tally.number("bias", got.bias, expected);
    tally.number("bias_se", got.bias_se, expected);
    tally.number("bias_shrunk", got.bias_shrunk, expected);
    tally.number("brier", got.brier, expected);
    tally.number("reliability", got.reliability, expected);
    tally.number("resolution", got.resolution, expected);
    tally.number("uncertainty", got.uncertainty, expected);
    tally.number("ece", got.ece, expected);
    tally.maybe("gamma", got.gamma, expected);
    tally.maybe("auroc", got.auroc, expected);
    tally.exact("verdict", word(got.verdict), expected);
    if let Some(bins) = expected.get("bins") {
        tally.enter("bins", |tally| {
            tally.same("length", &Value::from(got.bins.len()), &Value::from(bins.as_array().map(Vec::len)));
            let mut found = got.bins.iter();
            tally.each(bins, |expected, tally| -> Result<(), Malformed> {
                if let Some(bin) = found.next() {
                    tally.number("confidence", bin.confidence, expected);
                    tally.exact("n", bin.n, expected);
                    tally.number("accuracy", bin.accuracy, expected);
                }
                Ok(())
            });
        });
    }
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Insufficient => "insufficient",
        Verdict::Over => "over",
        Verdict::Under => "under",
        Verdict::Well => "well",
    }
}

/// `trust`: what a bias leaves of it.
pub fn trusts(section: &Value, tally: &mut Tally) {
    tally.each(section, |case, tally| -> Result<(), Malformed> {
        let n = required(case, "n", size)?;
        tally.number("trust", calibration::trust(number(case, "bias")?, n, &CalibrationConfig::default()), case);
        Ok(())
    });
}
