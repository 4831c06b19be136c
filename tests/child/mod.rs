//! Runs one command to its end with a time limit and keeps what it printed.
//!
//! Shared by the golden, hostile and command-line tests so that all of them give a script the same
//! environment: no `PYTHON*` variable of the caller, a fixed hash seed, no colour, UTF-8.
//!
//! Promises: a child that does not end in time is killed, and a child that prints without end cannot fill
//! the memory of the test process. Missing on purpose: pseudo-terminals, and killing grandchildren.

#![allow(dead_code, reason = "each test program uses its own part of this file")]

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Bytes kept of each stream; whatever comes after is read and thrown away.
const KEPT: u64 = 8 << 20;

/// How a child ended and what it printed.
pub struct Outcome {
    pub out: String,
    pub err: String,
    pub code: i32,
    pub timed_out: bool,
}

/// The interpreter under test; `TAIPAN_TEST_BINARY` puts another one in its place.
pub fn interpreter() -> PathBuf {
    match std::env::var_os("TAIPAN_TEST_BINARY") {
        Some(path) => PathBuf::from(path),
        None => PathBuf::from(env!("CARGO_BIN_EXE_taipan")),
    }
}

/// Whether this run of the suite collects garbage at every allocation.
pub fn gc_stress() -> bool {
    std::env::var_os("TAIPAN_GC_STRESS").is_some_and(|value| !value.is_empty() && value != "0")
}

/// A command in the fixed environment, to be given arguments and run by [`finish`].
pub fn command(program: &Path, folder: &Path) -> Command {
    let mut command = Command::new(program);
    if interrupts_are_ignored() {
        command = Command::new("env");
        command.arg("--default-signal=INT").arg(program);
    }
    for (key, _) in std::env::vars_os() {
        let text = key.to_string_lossy();
        if text.starts_with("PYTHON") || text.starts_with("TAIPAN") || text == "FORCE_COLOR" || text == "COLUMNS" {
            command.env_remove(&key);
        }
    }
    command
        .current_dir(folder)
        .env("PYTHONHASHSEED", "0")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("NO_COLOR", "1")
        .env("LC_ALL", "C.UTF-8")
        .env("TERM", "dumb")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    if gc_stress() {
        command.env("TAIPAN_GC_STRESS", "1");
    }
    command
}

/// Whether this process ignores SIGINT, as the background jobs of a shell do. A child would inherit that and
/// never see KeyboardInterrupt.
fn interrupts_are_ignored() -> bool {
    const SIGINT_BIT: u64 = 1 << (2 - 1);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("SigIgn:"))
        .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .is_some_and(|mask| mask & SIGINT_BIT != 0)
}

/// Runs the command, feeding it `input` when there is any, and kills it after `limit`.
pub fn finish(mut command: Command, input: Option<&[u8]>, limit: Duration) -> std::io::Result<Outcome> {
    if input.is_some() {
        command.stdin(Stdio::piped());
    }
    let mut child = command.spawn()?;
    if let (Some(bytes), Some(mut pipe)) = (input.map(<[u8]>::to_vec), child.stdin.take()) {
        // A child that ends early closes the pipe; that is its good right.
        thread::spawn(move || pipe.write_all(&bytes).ok());
    }
    let out = collect(child.stdout.take());
    let err = collect(child.stderr.take());
    let (status, timed_out) = wait(&mut child, limit)?;
    // A grandchild may keep a pipe open after a kill, so the wait for the rest is limited as well.
    let rest = Duration::from_secs(if timed_out { 1 } else { 10 });
    Ok(Outcome {
        out: text(&out.recv_timeout(rest).unwrap_or_default()),
        err: text(&err.recv_timeout(rest).unwrap_or_default()),
        code: exit_code(status),
        timed_out,
    })
}

fn collect(pipe: Option<impl Read + Send + 'static>) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            (&mut pipe).take(KEPT).read_to_end(&mut bytes).ok();
            std::io::copy(&mut pipe, &mut std::io::sink()).ok();
        }
        sender.send(bytes).ok();
    });
    receiver
}

fn wait(child: &mut Child, limit: Duration) -> std::io::Result<(ExitStatus, bool)> {
    let end = Instant::now() + limit;
    let mut pause = Duration::from_micros(200);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok((status, false));
        }
        if Instant::now() >= end {
            child.kill().ok();
            return Ok((child.wait()?, true));
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(10));
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The exit status as Python's `subprocess` gives it: -N for death by signal N.
#[cfg(unix)]
fn exit_code(status: ExitStatus) -> i32 {
    use std::os::unix::process::ExitStatusExt;
    status.code().unwrap_or_else(|| -status.signal().unwrap_or(0))
}

#[cfg(not(unix))]
fn exit_code(status: ExitStatus) -> i32 {
    status.code().unwrap_or(-1)
}

/// A readable difference of two texts: lines marked `-` were expected, `+` were printed.
pub fn difference(label: &str, wanted: &str, got: &str) -> String {
    const SHOWN: usize = 60;
    let diff = similar::TextDiff::from_lines(wanted, got);
    let mut text = format!("{label} differs (- expected, + printed)\n");
    let unified = diff.unified_diff().context_radius(2).missing_newline_hint(true).to_string();
    for (index, line) in unified.lines().enumerate() {
        if index == SHOWN {
            text.push_str("  ... more lines differ\n");
            break;
        }
        text.push_str("  ");
        text.push_str(line);
        text.push('\n');
    }
    text
}
