//! The command line of xtask: read by hand, because a parser crate would double its build time.

use crate::build::Options;
use anyhow::{Result, bail};

pub const HELP: &str = "\
cargo xtask serve [--port N] [--base /x/] [--dev]   build the app and serve it on 127.0.0.1
cargo xtask dist [--base /x/]                       write dist/ for any static host
cargo xtask test [--full] [--only STAGE] [--grep X] everything that CI runs; --full runs the long campaigns,
                                                    --only one stage, --grep the browser tests so named
cargo xtask check                                   format, clippy and native tests
cargo xtask bench [ROW...] [--quick] [--built]      performance goals beside their peers, in one Chromium; --quick
                                                    only tries that it runs, --built takes dist/ as it is
cargo xtask audit [--only PART]                     licences, advisories, npm, and two builds that must be equal
cargo xtask doctor                                  every tool and its version";

/// How `serve` serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Serve {
    pub build: Options,
    pub port: u16,
    /// Builds without optimisation and again at each change.
    pub dev: bool,
    /// Serves `dist/` (or `folder`) as it is.
    pub built: bool,
    pub folder: Option<String>,
    /// Has the browser report violations of the content policy, for tests.
    pub report: bool,
}

/// Which part of the suite.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Test {
    /// With the long campaigns.
    pub full: bool,
    /// Only stages whose name begins so.
    pub only: Option<String>,
    /// Only browser tests whose title matches.
    pub grep: Option<String>,
}

/// What is measured.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bench {
    /// Rows of the performance goals by number; none means all.
    pub rows: Vec<u32>,
    /// One round of each, which is no measurement.
    pub quick: bool,
    /// Takes `dist/` as it is.
    pub built: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    Help,
    Serve(Serve),
    Dist(Options),
    /// What Trunk's hook calls.
    PostBuild,
    Check,
    Test(Test),
    Bench(Bench),
    /// Only parts whose name begins so.
    Audit(Option<String>),
    Doctor,
}

pub fn parse(arguments: impl Iterator<Item = String>) -> Result<Command> {
    let mut words = arguments;
    let Some(name) = words.next() else {
        return Ok(Command::Help);
    };
    let mut given = Given::default();
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| anyhow::anyhow!("{word} needs a value"));
        match word.as_str() {
            "--port" => given.port = Some(value()?.parse()?),
            "--base" => given.base = Some(value()?),
            "--folder" => given.folder = Some(value()?),
            "--only" => given.test.only = Some(value()?),
            "--grep" => given.test.grep = Some(value()?),
            "--full" => given.test.full = true,
            row if name == "bench" && row.bytes().all(|byte| byte.is_ascii_digit()) => given.rows.push(row.parse()?),
            flag @ ("--dev" | "--report" | "--built" | "--quick") => {
                given.flags.push(flag.to_owned());
            }
            other => bail!("`{other}` is not known\n{HELP}"),
        }
    }
    given.command(&name)
}

#[derive(Default)]
struct Given {
    port: Option<u16>,
    base: Option<String>,
    folder: Option<String>,
    test: Test,
    rows: Vec<u32>,
    flags: Vec<String>,
}

impl Given {
    fn command(self, name: &str) -> Result<Command> {
        let has = |flag: &str| self.flags.iter().any(|given| given == flag);
        let build = Options { base: base(self.base.as_deref().unwrap_or("/"))? };
        Ok(match name {
            "serve" => Command::Serve(Serve {
                build,
                port: self.port.unwrap_or(8080),
                dev: has("--dev"),
                built: has("--built"),
                report: has("--report"),
                folder: self.folder.clone(),
            }),
            "dist" => Command::Dist(build),
            "post-build" => Command::PostBuild,
            "check" => Command::Check,
            "bench" => Command::Bench(Bench { quick: has("--quick"), built: has("--built"), rows: self.rows }),
            "audit" => Command::Audit(self.test.only),
            "test" => Command::Test(self.test),
            "doctor" => Command::Doctor,
            "help" | "--help" | "-h" => Command::Help,
            other => bail!("`{other}` is not a command\n{HELP}"),
        })
    }
}

/// `/`, or a path that begins and ends with a slash.
fn base(text: &str) -> Result<String> {
    let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || "/-_.~".contains(c));
    if !(text.starts_with('/') && text.ends_with('/') && plain) || text.contains("//") {
        bail!("--base must look like /x/, not `{text}`");
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Result<Command> {
        parse(text.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn a_base_is_a_path_between_slashes() {
        assert!(matches!(words("dist --base /x/"), Ok(Command::Dist(options)) if options.base == "/x/"));
        assert!(matches!(words("dist"), Ok(Command::Dist(options)) if options.base == "/"));
        for wrong in ["dist --base x", "dist --base /x", "dist --base //x/", "dist --base /\"/"] {
            assert!(words(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn rows_are_numbers() {
        let rows = |text: &str| match words(text) {
            Ok(Command::Bench(bench)) => Some((bench.rows, bench.quick)),
            _ => None,
        };
        assert_eq!(rows("bench"), Some((vec![], false)));
        assert_eq!(rows("bench 4 17 --quick"), Some((vec![4, 17], true)));
    }

    #[test]
    fn what_is_not_known_is_refused() {
        assert!(words("serve --prot 1").is_err());
        assert!(words("sevre").is_err());
        assert!(words("serve --port").is_err());
        assert!(words("serve 4").is_err() && words("bench four").is_err());
        assert!(matches!(words("serve --port 9000"), Ok(Command::Serve(serve)) if serve.port == 9000));
    }
}
