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
    /// Go through a log of answers and say how well each item is remembered and when it is due.
    Replay {
        /// The log: `{"params"?, "desired_retention"?, "responses": [{"item", "day", "rating"}]}`.
        log: PathBuf,
        /// Print the report as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Fit the weights of the schedule to a log of answers, in the format of `replay`.
    Fit {
        /// The log.
        log: PathBuf,
        /// Print the report as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Say what is in a file: .cairn, a package of Anki, questions (Moodle XML, GIFT, Aiken), notes in Markdown, CASE JSON,
    /// Moodle CSV, bookmarks, Pocket, or a table of cards (CSV, TSV).
    Inspect {
        /// The file.
        file: PathBuf,
        /// A file with the passphrase of a sealed file as its one line.
        #[arg(long, value_name = "PATH")]
        passphrase_file: Option<PathBuf>,
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
        /// A file with the passphrase of sealed files as its one line. A sealed state stays sealed with it; a
        /// plain one stays plain.
        #[arg(long, value_name = "PATH")]
        passphrase_file: Option<PathBuf>,
        /// Print the report as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Write the cards and questions of a state: a package of Anki (.apkg), GIFT (.gift), notes in Markdown (.zip), or a table
    /// (.csv). Each comes back in.
    Export {
        /// The state: a .cairn file.
        state: PathBuf,
        /// The file, in the form that its ending names.
        #[arg(short, long)]
        output: PathBuf,
        /// A file with the passphrase of a sealed state as its one line.
        #[arg(long, value_name = "PATH")]
        passphrase_file: Option<PathBuf>,
        /// Print the report as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Turn a file of any form that can be read into another: .apkg, .gift, .zip (notes in Markdown), .csv, .cairn.
    Convert {
        /// The file.
        input: PathBuf,
        /// What becomes of it, in the form that its ending names. A file that stands there is left alone.
        output: PathBuf,
        /// Replace a file that stands there, unless it is the input or a .cairn file.
        #[arg(long)]
        force: bool,
        /// A file with the passphrase of a sealed file as its one line.
        #[arg(long, value_name = "PATH")]
        passphrase_file: Option<PathBuf>,
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
        /// A file with the passphrase of sealed files as its one line. If both are sealed, so is the result.
        #[arg(long, value_name = "PATH")]
        passphrase_file: Option<PathBuf>,
        /// Print the report as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Check a .cairn file: every byte, count and hash.
    Verify {
        /// The file.
        file: PathBuf,
        /// A file with the passphrase of a sealed file as its one line.
        #[arg(long, value_name = "PATH")]
        passphrase_file: Option<PathBuf>,
        /// Print the report as JSON.
        #[arg(long)]
        json: bool,
    },
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Vectors { dir, json } => vectors(&dir, json),
        Command::Replay { log, json } => replay(&log, json),
        Command::Fit { log, json } => fit(&log, json),
        Command::Inspect { file, passphrase_file, json } => {
            told(&files::inspect(&file, passphrase_file.as_deref()), json)
        }
        Command::Import { files, into, same_person, passphrase_file, json } => {
            told(&files::import(&files, &into, same_person, passphrase_file.as_deref(), files::now()), json)
        }
        Command::Export { state, output, passphrase_file, json } => {
            told(&files::export(&state, &output, passphrase_file.as_deref(), files::now()), json)
        }
        Command::Convert { input, output, force, passphrase_file, json } => {
            told(&files::convert(&input, &output, passphrase_file.as_deref(), force, files::now()), json)
        }
        Command::Merge { a, b, output, same_person, passphrase_file, json } => {
            told(&files::merge(&a, &b, &output, same_person, passphrase_file.as_deref(), files::now()), json)
        }
        Command::Verify { file, passphrase_file, json } => {
            told(&files::verify(&file, passphrase_file.as_deref()), json)
        }
    }
}

fn told(told: &files::Told, json: bool) -> ExitCode {
    print!("{}", if json { told.to_json() } else { told.to_text() });
    ExitCode::from(told.status())
}

fn replay(log: &std::path::Path, json: bool) -> ExitCode {
    match cairn_cli::replay::run(log) {
        Ok(replayed) => {
            print!("{}", if json { replayed.to_json() } else { replayed.to_text() });
            ExitCode::SUCCESS
        }
        Err(refused) => {
            if json {
                print!("{}", refused.to_json());
            }
            eprintln!("cairn: {refused}");
            ExitCode::from(2)
        }
    }
}

fn fit(log: &std::path::Path, json: bool) -> ExitCode {
    match cairn_cli::fit::run(log) {
        Ok(fits) => {
            print!("{}", if json { fits.to_json() } else { fits.to_text() });
            ExitCode::SUCCESS
        }
        Err(refused) => {
            if let (true, cairn_cli::fit::FittingError::Log(refused)) = (json, &refused) {
                print!("{}", refused.to_json());
            }
            eprintln!("cairn: {refused}");
            ExitCode::from(2)
        }
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
