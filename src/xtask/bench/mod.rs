//! `cargo xtask bench`: rows of the performance goals, measured side by side with their peers.
//!
//! [`rows`] says what is compared, [`peers`] builds what stands beside our app, [`driver`] runs both in one Chromium, [`blocks`] judges
//! whether the runs count, [`statistics`] makes figures of them and [`table`] prints. Targets gate nothing;
//! a missing peer, or results that differ, are an error.

mod blocks;
mod driver;
mod machine;
mod peers;
mod rows;
mod statistics;
mod table;

use crate::arguments::Bench;
use crate::build::{self, Options};
use crate::repository::{dist, target};
use crate::test::budget;
use crate::tools::{browser, node};
use anyhow::{Context, Result};
use blocks::Block;
use driver::Driver;
use rows::{BLOCK, BYTES, KOLIBRI_BYTES, Row};
use serde_json::{Value, json};
use std::fs;
use std::time::{Instant, SystemTime, UNIX_EPOCH};
use table::Line;

/// Pairs with `--quick`: one A B B A, to see that everything runs.
const QUICK: usize = 2;

/// A void block is measured once more; after that its row has fewer pairs, or none.
const ATTEMPTS: usize = 2;

pub fn run(options: &Bench) -> Result<()> {
    let chosen = rows::chosen(&options.rows)?;
    let began = Instant::now();
    node::ensure()?;
    node::bench()?;
    let browser = browser::ensure()?;
    if !options.built {
        build::release(&Options { base: "/".into() })?;
    }
    anyhow::ensure!(dist().join("index.html").is_file(), "there is no dist/: leave --built out");
    let sites = peers::build(&chosen).context("a peer is missing")?;
    let driver = Driver::start(&sites, &browser.chromium)?;
    let mut lines = Vec::new();
    let mut raw = Vec::new();
    if chosen.iter().any(|row| row.seeded) {
        println!("filling a profile with 100,000, 1,000 and 100 resources ...");
        driver.seed()?;
    }
    for row in chosen {
        println!("row {}: {} ...", row.name(), row.ours);
        let checked =
            driver.check(row).with_context(|| format!("row {}: checking that results are equal", row.name()))?;
        let (found, blocks) = if row.number == BYTES {
            (bytes(&sites)?, vec![])
        } else {
            measured(row, &driver, &checked, options.quick)?
        };
        lines.extend(found);
        raw.push(
            json!({ "row": row.name(), "ours": row.ours, "peer": row.peer, "checked": checked, "blocks": blocks }),
        );
    }
    let mark = if options.quick { "  not a measurement" } else { "" };
    let report = json!({
        "measurement": !options.quick, "machine": machine::facts(&browser.chromium), "rows": raw,
        "seconds": began.elapsed().as_secs(),
    });
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_secs());
    let kept = target().join(format!("bench/{}{now}.json", if options.quick { "quick-" } else { "" }));
    fs::write(&kept, serde_json::to_string(&report)?)?;
    println!("\n{}", table::print(&lines, mark));
    if lines.iter().any(|line| line.row == 2) {
        println!("Kolibri is not run here: its bytes are quoted, and how fast it is on such a network is not measured");
    }
    println!("ours and peer are medians; raw samples and the machine: {}", kept.display());
    println!("{:.0} s in all", began.elapsed().as_secs_f64());
    Ok(())
}

/// Row 1: what the build counts, no browser's time.
fn bytes(sites: &peers::Sites) -> Result<Vec<Line>> {
    let ours = budget::first_button()?;
    #[allow(clippy::cast_precision_loss)] // the size of a page
    let react = budget::wire_of(&sites.react)? as f64;
    let what = "bytes before the first button";
    Ok(vec![
        Line::bytes(BYTES, &format!("{what}, gate"), ours, None, Some((240_000.0, " B"))),
        Line::bytes(BYTES, &format!("{what}, moonshot"), ours, None, Some((105_000.0, " B"))),
        Line::bytes(BYTES, &format!("{what}, React 19 page with one button"), ours, Some((react, "")), None),
        Line::bytes(
            BYTES,
            &format!("{what}, Kolibri 0.19"),
            ours,
            Some((KOLIBRI_BYTES, " (quoted)")),
            Some((0.22, "x")),
        ),
    ])
}

/// Blocks until there are enough pairs that count, and their lines.
fn measured(row: &Row, driver: &Driver, checked: &Value, quick: bool) -> Result<(Vec<Line>, Vec<Value>)> {
    let mut lines: Vec<Line> = row
        .counts
        .iter()
        .map(|count| {
            let found = &checked["counts"][count.key];
            let ours = found["ours"].as_f64();
            Line::counted(row.number, row.ours, count, ours.map(|ours| (ours, found["peer"].as_f64())))
        })
        .collect();
    // What is counted alone has no runs.
    let wanted = if quick { row.pairs.min(1) } else { row.pairs / BLOCK };
    let mut raw = Vec::new();
    let mut good: Vec<Block> = Vec::new();
    for _ in 0..wanted * ATTEMPTS {
        if good.len() == wanted {
            break;
        }
        let mut json = driver.block(row, if quick { QUICK } else { BLOCK })?;
        let block = Block::read(&json)?;
        let void = block.void(row.throttled);
        json["void"] = json!(void.as_ref().map(ToString::to_string));
        raw.push(json);
        match void {
            Some(void) if !quick => println!("  a void block: {void}"),
            _ => good.push(block),
        }
    }
    for measure in row.measures {
        let pairs: Vec<_> = good.iter().flat_map(|block| block.pairs(measure.key)).collect();
        let enough = good.len() == wanted;
        let found = statistics::estimate(&pairs, measure.compare).filter(|_| enough);
        let what = format!("{} / {}", row.ours, row.peer);
        lines.push(Line::measured(row.number, &what, measure, found));
    }
    Ok((lines, raw))
}
