//! The command line: every case of `cli_cases.txt` must end as CPython ended.
//!
//! The file is written by `record_cli.py`, which also describes its format. Cases run in `tests/it/cli`.
//! The interpreter's own path is replaced by `<interpreter>` and the folder's path is taken out before
//! anything is compared. All cases run in one test, so that one report shows everything that differs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::child;

#[derive(Default)]
struct Case {
    name: String,
    arguments: Vec<String>,
    input: Option<String>,
    environment: Vec<(String, String)>,
    redirect: Option<String>,
    /// Streams of which only the first line must start with the recorded text.
    prefix_only: Vec<String>,
    /// Why Taipan is known to differ, when it is.
    expected_failure: Option<String>,
    out: String,
    err: String,
    code: i32,
}

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("it");
    fs::canonicalize(&folder).unwrap_or(folder)
}

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            ('\\', Some('n')) => out.push('\n'),
            ('\\', Some('t')) => out.push('\t'),
            ('\\', Some('r')) => out.push('\r'),
            ('\\', Some(other)) => out.push(other),
            (c, _) => out.push(c),
        }
    }
    out
}

fn cases() -> Vec<Case> {
    let text = fs::read_to_string(folder().join("cli_cases.txt")).expect("cli_cases.txt lies beside this file");
    let mut cases: Vec<Case> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (key, value) = line.split_once(": ").unwrap_or((line.trim_end_matches(':'), ""));
        let value = unescape(value);
        if key == "case" {
            cases.push(Case { name: value, ..Case::default() });
            continue;
        }
        let case = cases.last_mut().expect("a case starts with its name");
        match key {
            "arg" => case.arguments.push(value),
            "stdin" => case.input = Some(case.input.take().unwrap_or_default() + &value),
            "env" => {
                let (name, value) = value.split_once('=').expect("env: NAME=VALUE");
                case.environment.push((name.to_owned(), value.to_owned()));
            }
            "redirect" => case.redirect = Some(value),
            "prefix" => case.prefix_only.push(value),
            "fails" => case.expected_failure = Some(value),
            "out" => case.out.push_str(&value),
            "err" => case.err.push_str(&value),
            "code" => case.code = value.parse().expect("code: a number"),
            _ => panic!("cli_cases.txt: unknown key {key}"),
        }
    }
    cases
}

fn run(case: &Case, folder: &Path, interpreter: &Path) -> Result<(), String> {
    let mut command = match &case.redirect {
        None => child::command(interpreter, folder),
        Some(redirect) => {
            let mut command: Command = child::command(Path::new("/bin/sh"), folder);
            command.arg("-c").arg(format!("exec \"$@\" {redirect}")).arg("sh").arg(interpreter);
            command
        }
    };
    command.args(&case.arguments).envs(case.environment.iter().map(|(key, value)| (key, value)));
    let input = case.input.as_deref().map(str::as_bytes);
    let outcome = child::finish(command, input, Duration::from_secs(60)).map_err(|error| format!("cannot run: {error}"))?;
    let clean = |text: &str| {
        text.replace(&*interpreter.to_string_lossy(), "<interpreter>")
            .replace(&format!("{}/", folder.display()), "")
            .replace(&*folder.to_string_lossy(), "<folder>")
    };
    let mut problem = String::new();
    if outcome.timed_out {
        problem.push_str("did not end in time\n");
    }
    for (stream, wanted, got) in [("stdout", &case.out, clean(&outcome.out)), ("stderr", &case.err, clean(&outcome.err))] {
        let same = if case.prefix_only.iter().any(|name| name == stream) {
            got.starts_with(wanted.lines().next().unwrap_or_default())
        } else {
            *wanted == got
        };
        if !same {
            problem.push_str(&child::difference(stream, wanted, &got));
        }
    }
    if outcome.code != case.code {
        problem.push_str(&format!("exit status {}, expected {}\n", outcome.code, case.code));
    }
    if problem.is_empty() { Ok(()) } else { Err(problem) }
}

#[test]
#[cfg(unix)]
fn command_line_is_cpythons() {
    let (folder, interpreter) = (folder().join("cli"), child::interpreter());
    let mut report = String::new();
    let cases = cases();
    for case in &cases {
        match (run(case, &folder, &interpreter), &case.expected_failure) {
            (Ok(()), None) | (Err(_), Some(_)) => {}
            (Ok(()), Some(_)) => report.push_str(&format!("{}: passes now, take its `fails` line away\n", case.name)),
            (Err(problem), None) => report.push_str(&format!("{} {:?}:\n{problem}\n", case.name, case.arguments)),
        }
    }
    assert!(cases.len() > 50, "only {} cases were read", cases.len());
    assert!(report.is_empty(), "{report}");
}
