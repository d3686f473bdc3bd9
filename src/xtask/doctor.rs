//! Every tool that the project uses, with the version found here. It installs nothing.

use crate::repository::{command, output};
use crate::tools::{browser, cargo_tools, node, rust};
use anyhow::Result;

pub fn run() -> Result<()> {
    let wanted = rust::channel()?;
    line("Rust", output(command("rustc").arg("--version")), &format!("wanted: {wanted}"));
    line(
        rust::TARGET,
        output(command("rustc").args(["--print", "target-libdir", "--target", rust::TARGET])),
        "installed by serve",
    );
    for (tool, by) in
        [(cargo_tools::wasm_bindgen()?, "serve"), (cargo_tools::trunk(), "serve --dev"), (cargo_tools::deny(), "audit")]
    {
        let program = tool.folder().join("bin").join(tool.program);
        line(
            tool.package,
            output(command(program).arg("--version")),
            &format!("{} is installed by {by}", tool.version),
        );
    }
    let wasm_opt = node::wasm_opt().and_then(|path| output(command(path).arg("--version")));
    line("wasm-opt", wasm_opt, "optional; comes with the browser tests");
    line("Node", node::version(), "20 or later, for the browser tests");
    line("npm", output(command("npm").arg("--version")), "for the browser tests");
    line(
        "Chromium",
        browser::chromium().and_then(|path| output(command(path).arg("--version"))),
        "CHROME, PATH or apt",
    );
    line(
        "Chromium's shell",
        browser::chromium()
            .and_then(|chromium| browser::shell(&chromium))
            .and_then(|path| output(command(path).arg("--version"))),
        "of Chromium's version, from PATH or apt; without it browser tests take longer",
    );
    line(
        "chromedriver",
        browser::driver().and_then(|path| output(command(path).arg("--version"))),
        "CHROMEDRIVER, PATH or apt",
    );
    Ok(())
}

fn line(name: &str, found: Option<String>, otherwise: &str) {
    println!("{name:<24} {}", found.unwrap_or_else(|| format!("missing ({otherwise})")));
}
