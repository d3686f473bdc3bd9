//! What a reader must know of the machine to judge samples; nothing that names its owner.

use crate::repository::{command, output};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

pub fn facts(chromium: &Path) -> Value {
    let processor = line("/proc/cpuinfo", "model name");
    let memory = line("/proc/meminfo", "MemTotal");
    let load = fs::read_to_string("/proc/loadavg").ok().map(|text| text.trim().to_owned());
    json!({
        "processor": processor,
        "cores": std::thread::available_parallelism().map_or(0, usize::from),
        "memory": memory,
        "load": load,
        "system": format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
        "kernel": output(command("uname").arg("-r")),
        "chromium": output(command(chromium).arg("--version")),
        "node": output(command("node").arg("--version")),
        "commit": output(command("git").args(["rev-parse", "HEAD"])),
        "changed": output(command("git").args(["status", "--short"])).is_some_and(|text| !text.is_empty()),
    })
}

/// The value of the first line that begins so.
fn line(file: &str, begin: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let (_, value) = text.lines().find(|line| line.starts_with(begin))?.split_once(':')?;
    Some(value.trim().to_owned())
}
