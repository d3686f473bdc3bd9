//! `cairn`: the same core on a desktop. Reads arguments, runs one command, prints its report.
//!
//! Exit status: 0 all well, 1 problems were found, 2 refused.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line speaks by printing")]

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cairn", version, about = "Cairn on the command line")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the learning models over a folder of test vectors.
    Vectors {
        /// The folder.
        dir: PathBuf,
        /// Print the report as JSON.
        #[arg(long)]
        json: bool,
    },
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Vectors { dir, json } => vectors(&dir, json),
    }
}

fn vectors(dir: &std::path::Path, json: bool) -> ExitCode {
    match cairn_cli::vectors::run(dir) {
        Ok(report) => {
            print!("{}", if json { report.to_json() } else { report.to_text() });
            eprint!("{}", report.problems_text());
            ExitCode::from(u8::from(!report.is_good()))
        }
        Err(refused) => {
            eprintln!("cairn: {refused}");
            ExitCode::from(2)
        }
    }
}
