//! The scripts of `examples/` print what CPython printed: the part of `tests/document` that needs no Python.
//!
//! `tests/document/check.py` judges every entry of `manifest.toml`. This program takes those entries whose
//! standard output and standard error are compared exactly and that run as a script, from standard input or
//! with `-i`, so that `cargo test` covers them on a machine without CPython. Left to `check.py`: terminals,
//! signals, servers, output whose order may vary, and what `NOT_YET.txt` lists.

mod child;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use libtest_mimic::{Arguments, Failed, Trial};

type Entry = BTreeMap<String, String>;

fn main() {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let document = root.join("tests").join("document");
    let not_yet = patterns(&document.join("NOT_YET.txt"));
    let manifest = fs::read_to_string(document.join("manifest.toml")).unwrap_or_default();

    let mut trials = Vec::new();
    for entry in entries(&manifest) {
        let (Some(name), Some(id)) = (entry.get("name").cloned(), id(&entry)) else { continue };
        if !is_exact(&entry) || not_yet.iter().any(|pattern| matches(pattern, &id)) {
            continue;
        }
        let kind = entry.get("kind").cloned().unwrap_or_else(|| "run".to_owned());
        let golden = document.join("golden").join(golden_name(&id));
        if recorded(&golden, "", "err").contains("<stdlib>/") {
            continue;
        }
        // Tracebacks may name a script by its real path.
        let scripts = fs::canonicalize(root.join("examples")).unwrap_or_default();
        trials.push(Trial::test(id, move || judge(&scripts, &name, &kind, &golden).map_err(Failed::from)));
    }
    if trials.is_empty() {
        trials.push(Trial::test("manifest", || Err("no entry of manifest.toml was read".into())));
    }
    libtest_mimic::run(&arguments, trials).exit();
}

/// The `[[script]]` tables of the manifest. Only one-line strings and numbers are understood; a value that
/// goes over several lines keeps its first line, which is enough to see that it is there.
fn entries(manifest: &str) -> Vec<Entry> {
    let mut found: Vec<Entry> = Vec::new();
    let mut inside = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.trim() == "[[script]]";
            if inside {
                found.push(Entry::new());
            }
        } else if let (true, Some((key, value)), Some(entry)) = (inside, line.split_once('='), found.last_mut()) {
            let value = value.trim().trim_matches(['\'', '"']).to_owned();
            entry.insert(key.trim().to_owned(), value);
        }
    }
    found
}

fn id(entry: &Entry) -> Option<String> {
    entry.get("id").or_else(|| entry.get("name")).cloned()
}

/// Golden files leave the `.py` of an id out.
fn golden_name(id: &str) -> String {
    let id = id.strip_suffix(".py").unwrap_or(id);
    id.replace(".py@", "@")
}

fn is_exact(entry: &Entry) -> bool {
    let exact = |key: &str| entry.get(key).is_none_or(|mode| mode == "exact");
    let kind = entry.get("kind").is_none_or(|kind| matches!(kind.as_str(), "run" | "stdin" | "repl"));
    let plain = ["frames", "anycode", "env", "regex"].iter().all(|key| !entry.contains_key(*key));
    exact("stdout") && exact("stderr") && kind && plain
}

fn patterns(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| line.split(':').next().unwrap_or_default().trim().to_owned())
        .collect()
}

/// Whether a pattern with `*` for any text covers the whole name.
fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((head, tail)) => name
            .strip_prefix(head)
            .is_some_and(|rest| (0..=rest.len()).any(|at| rest.is_char_boundary(at) && matches(tail, &rest[at..]))),
    }
}

fn recorded(golden: &Path, variant: &str, suffix: &str) -> String {
    let path = PathBuf::from(format!("{}{variant}.{suffix}", golden.display()));
    fs::read_to_string(path).unwrap_or_default()
}

fn judge(scripts: &Path, name: &str, kind: &str, golden: &Path) -> Result<(), String> {
    let script = scripts.join(name);
    let mut command = child::command(&child::interpreter(), scripts);
    let mut input = None;
    if kind == "run" {
        command.arg(name);
    } else {
        if kind == "repl" {
            command.arg("-i");
        }
        input = Some(fs::read(&script).map_err(|error| format!("{}: {error}", script.display()))?);
    }
    command.env("COLUMNS", "200");
    let seconds = if child::gc_stress() { 300 } else { 30 };
    let outcome = child::finish(command, input.as_deref(), Duration::from_secs(seconds))
        .map_err(|error| format!("cannot be run: {error}"))?;

    let own_path = format!("{}/", scripts.display());
    let out = outcome.out.replace(&own_path, "");
    let mut err = outcome.err.replace(&own_path, "");
    if kind == "repl" && err.starts_with("Python 3.") {
        err = err.splitn(3, '\n').nth(2).unwrap_or_default().to_owned();
    }
    // A script that needs a package which is not part of Python may say so instead.
    let variant =
        if err.contains("No module named") && !recorded(golden, "@missing", "code").is_empty() { "@missing" } else { "" };
    let code: i32 = recorded(golden, variant, "code").trim().parse().unwrap_or(0);
    let mut problem = String::new();
    if outcome.timed_out {
        problem.push_str(&format!("did not end within {seconds} s\n"));
    }
    for (label, suffix, got) in [("stdout", "out", &out), ("stderr", "err", &err)] {
        let wanted = recorded(golden, variant, suffix);
        if wanted != *got {
            problem.push_str(&child::difference(label, &wanted, got));
        }
    }
    if outcome.code != code {
        problem.push_str(&format!("exit status {}, expected {code}\n", outcome.code));
    }
    if problem.is_empty() { Ok(()) } else { Err(problem) }
}
