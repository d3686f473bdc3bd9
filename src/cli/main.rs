//! `cairn`: the same core on a desktop. Reads arguments, runs one command, prints its report.
//!
//! Exit status: 0 all well, 1 problems were found, 2 refused.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line speaks by printing")]

use std::path::PathBuf;
use std::process::ExitCode;

use cairn_cli::files;
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
    /// Say what is in a file: .cairn, CASE JSON, Moodle CSV, bookmarks or Pocket.
    Inspect {
        /// The file.
        file: PathBuf,
        /// Print the report as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Bring files into a state, which is made if it is not there.
    Import {
        /// The files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The state: a .cairn file.
        #[arg(long)]
        into: PathBuf,
        /// Join files of another profile too: it is the same person's.
        #[arg(long)]
        same_person: bool,
        /// Print the report as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Join two .cairn files into a third.
    Merge {
        /// One.
        a: PathBuf,
        /// The other.
        b: PathBuf,
        /// What becomes of them.
        #[arg(short, long)]
        output: PathBuf,
        /// Join files of different profiles: they are the same person's.
        #[arg(long)]
        same_person: bool,
        /// Print the report as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Check a .cairn file: every byte, count and hash.
    Verify {
        /// The file.
        file: PathBuf,
        /// Print the report as JSON.
        #[arg(long)]
        json: bool,
    },
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Vectors { dir, json } => vectors(&dir, json),
        Command::Inspect { file, json } => told(&files::inspect(&file), json),
        Command::Import { files, into, same_person, json } => {
            told(&files::import(&files, &into, same_person, files::now()), json)
        }
        Command::Merge { a, b, output, same_person, json } => {
            told(&files::merge(&a, &b, &output, same_person, files::now()), json)
        }
        Command::Verify { file, json } => told(&files::verify(&file), json),
    }
}

fn told(told: &files::Told, json: bool) -> ExitCode {
    print!("{}", if json { told.to_json() } else { told.to_text() });
    ExitCode::from(told.status())
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
