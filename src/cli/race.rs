//! `taipan --find-race K FILE`: runs a program under K seeds of the scheduler
//! and shows the first two whose output differs.
//!
//! Every run is a process of its own with `-X sched-seed=N`, so that one that
//! crashes or calls `os._exit` is a result like any other.

use super::Ending;
use std::ffi::OsString;
use std::io::Write;
use std::process::{Command, Output, Stdio};

/// What to run, and under how many seeds.
#[derive(Clone)]
pub struct Search {
    pub seeds: u64,
    /// The program and its arguments.
    pub program: Vec<OsString>,
}

/// Looks for two seeds with different output: status 1 when there are some.
pub fn find(search: &Search) -> Ending {
    let mut first: Option<(u64, Output)> = None;
    for seed in 0..search.seeds {
        let output = match run(search, seed) {
            Ok(output) => output,
            Err(error) => {
                say(&format!("taipan: cannot run the program: {error}\n"));
                return Ending::Status(2);
            }
        };
        match &first {
            None => first = Some((seed, output)),
            Some((earlier, known)) if !same(known, &output) => {
                say(&format!("seeds {earlier} and {seed} differ\n"));
                show(*earlier, known);
                show(seed, &output);
                say(&format!("repeat one with: taipan -X sched-seed={seed} FILE\n"));
                return Ending::Status(1);
            }
            Some(_) => {}
        }
    }
    say(&format!("{} seeds, no difference\n", search.seeds));
    Ending::Status(0)
}

fn run(search: &Search, seed: u64) -> std::io::Result<Output> {
    Command::new(std::env::current_exe()?)
        .arg("-X")
        .arg(format!("sched-seed={seed}"))
        .args(&search.program)
        .stdin(Stdio::null())
        .output()
}

fn same(left: &Output, right: &Output) -> bool {
    left.status == right.status && left.stdout == right.stdout && left.stderr == right.stderr
}

fn show(seed: u64, output: &Output) {
    let status = match output.status.code() {
        Some(status) => format!("exit status {status}"),
        None => output.status.to_string(),
    };
    say(&format!("--- seed {seed}: {status}\n"));
    put(&output.stdout);
    if !output.stderr.is_empty() {
        say(&format!("--- seed {seed}: standard error\n"));
        put(&output.stderr);
    }
}

fn say(text: &str) {
    put(text.as_bytes());
}

fn put(bytes: &[u8]) {
    let mut out = std::io::stdout().lock();
    // Nobody is left to tell when standard output is gone.
    let _ = out.write_all(bytes).and_then(|()| out.flush());
}
