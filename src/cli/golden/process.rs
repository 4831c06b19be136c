//! Runs one command to its end with a time limit and keeps what it printed.
//!
//! Every script gets the same environment, whoever runs it: no `PYTHON*`
//! variable of the caller, a fixed hash seed, no colour, UTF-8. A child that
//! does not end in time is killed, and one that prints without end cannot fill
//! the memory of this process. Missing: killing grandchildren.

use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Bytes kept of each stream; whatever comes after is read and thrown away.
const KEPT: u64 = 8 << 20;

/// How a child ended and what it printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    pub out: String,
    pub err: String,
    /// -N for death by signal N.
    pub code: i32,
    pub timed_out: bool,
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
    let text = |stream: &Receiver<Vec<u8>>| String::from_utf8_lossy(&stream.recv_timeout(rest).unwrap_or_default()).into_owned();
    Ok(Outcome { out: text(&out), err: text(&err), code: exit_code(status), timed_out })
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

fn exit_code(status: ExitStatus) -> i32 {
    status.code().unwrap_or_else(|| -status.signal().unwrap_or(0))
}
