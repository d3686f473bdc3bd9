//! The program that drives Chromium (`tests/bench/run.ts`), called once for each thing it is to do. It gets its
//! orders as JSON in a variable and answers with JSON. All sites are served from this process meanwhile.

use super::peers::Sites;
use super::rows::Row;
use crate::repository::{bench, command, dist, e2e, target};
use crate::serve;
use crate::tools::browser;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Stdio;

pub struct Driver {
    program: PathBuf,
    /// What every call is told.
    world: Value,
}

impl Driver {
    /// Serves the sites, each at a port of its own: an origin has its own database. Our app has three, by how
    /// much is in it, and one more for first visits.
    pub fn start(sites: &Sites, chromium: &Path) -> Result<Self> {
        let at = |folder: &Path| -> Result<String> {
            Ok(format!("http://127.0.0.1:{}/", serve::in_background(folder.to_path_buf())?))
        };
        let ours = dist();
        let world = json!({
            "chromium": chromium,
            "flags": browser::flags().iter().filter(|flag| **flag != "--headless").collect::<Vec<_>>(),
            "e2e": e2e(),
            "native": sites.native,
            "python": sites.python,
            "peers": bench().join("peers"),
            "folder": target().join("bench"),
            "sites": {
                "many": at(&ours)?, "thousand": at(&ours)?, "few": at(&ours)?,
                "vanilla": at(&sites.vanilla)?, "react": at(&sites.react)?, "core": at(&sites.core)?,
            },
        });
        Ok(Self { program: sites.driver.clone(), world })
    }

    /// Makes the profile of which every block of a seeded row gets a copy.
    pub fn seed(&self) -> Result<()> {
        self.call(json!({ "task": "seed" })).map(|_| ())
    }

    /// Holds the results of both sides against each other, and counts.
    pub fn check(&self, row: &Row) -> Result<Value> {
        self.call(json!({ "task": "check", "row": row.name(), "seeded": row.seeded }))
    }

    /// Runs a block.
    pub fn block(&self, row: &Row, pairs: usize) -> Result<Value> {
        let order = json!({
            "task": "block", "row": row.name(), "seeded": row.seeded, "throttled": row.throttled, "pairs": pairs,
        });
        self.call(order).with_context(|| format!("row {}", row.name()))
    }

    fn call(&self, mut order: Value) -> Result<Value> {
        order["world"] = self.world.clone();
        let mut node = command("node");
        node.arg(&self.program).env("CAIRN_BENCH", order.to_string()).stderr(Stdio::inherit());
        let output = node.output().context("node does not start")?;
        if !output.status.success() {
            bail!("the driver ended with {}", output.status);
        }
        serde_json::from_slice(&output.stdout).context("the driver's answer is not JSON")
    }
}
