//! `cargo xtask`: builds, serves, checks and tests the project, and installs the tools that this takes.
//! It knows files and processes, nothing of the product; [`build`] makes `dist/`, [`test`] runs the suite.

#![allow(clippy::print_stdout, reason = "a command-line program talks on standard output")]

mod arguments;
mod audit;
mod bench;
mod build;
mod check;
mod doctor;
mod repository;
mod serve;
mod test;
mod tools;

use anyhow::Result;
use arguments::Command;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    match arguments::parse(std::env::args().skip(1))? {
        Command::Help => println!("{}", arguments::HELP),
        Command::Serve(options) => serve::run(&options)?,
        Command::Dist(options) => {
            let dist = build::release(&options)?;
            println!("{} is ready to be served at {}", dist.display(), options.base);
        }
        Command::PostBuild => build::after_trunk()?,
        Command::Check => return Ok(check::run()),
        Command::Test(options) => return Ok(test::run(&options)),
        Command::Bench(options) => bench::run(&options)?,
        Command::Audit(only) => return Ok(audit::run(only)),
        Command::Doctor => doctor::run()?,
    }
    Ok(ExitCode::SUCCESS)
}
