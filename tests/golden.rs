//! The golden suite: every script under `tests/golden` must print what CPython printed.
//!
//! One test per script, named `area/name`; `cargo test --test golden -- classes/super` runs those whose name
//! contains the words. The recordings beside each script are written by `tests/record.py` and describe
//! standard output, standard error and exit status to the byte.
//!
//! - `TAIPAN_GC_STRESS=1` runs every script with a collection at every allocation.
//! - `tests/golden/EXPECTED_FAILURES.txt` names what is known to fail, one `area/name: reason` a line. A
//!   listed script that passes is a failure, so the list can only become shorter.
//! - `tests/golden/KNOWN_DIFFERENCES.txt` names single lines of standard output that are known to differ, for
//!   scripts that print thousands of cases: a line `[reason]`, then lines `area/name: key`, where the key is what
//!   stands in front of ` -> ` (or of the first `: `). A named line that does not differ is a failure.
//! - `tests/golden/NOT_UNDER_STRESS.txt` names scripts that show the collector's own counters and therefore
//!   have no meaning in a stress run.

mod child;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use libtest_mimic::{Arguments, Failed, Trial};
use taipan::cli::golden::Recording;

fn main() {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("golden");
    // Tracebacks name modules by their real path, which is taken out of the output below.
    let root = fs::canonicalize(&root).unwrap_or(root);
    let expected = read_list(&root.join("EXPECTED_FAILURES.txt"));
    let not_under_stress = read_list(&root.join("NOT_UNDER_STRESS.txt"));
    let mut known = known_differences(&root.join("KNOWN_DIFFERENCES.txt"));
    let scripts = scripts(&root);

    let mut trials = Vec::new();
    for name in expected.keys().chain(not_under_stress.keys()).chain(known.keys()) {
        if !scripts.contains_key(name) {
            let message = format!("a list in tests/golden names {name}, which does not exist");
            trials.push(Trial::test(format!("lists/{name}"), move || Err(Failed::from(message))));
        }
    }
    for (name, path) in scripts {
        let reason = expected.get(&name).cloned();
        let ignored = child::gc_stress() && not_under_stress.contains_key(&name);
        let known = known.remove(&name).unwrap_or_default();
        trials.push(Trial::test(name, move || judge(&path, reason.as_deref(), &known)).with_ignored_flag(ignored));
    }
    libtest_mimic::run(&arguments, trials).exit();
}

/// All scripts by their name `area/name`. Folders below an area hold modules that scripts import.
fn scripts(root: &Path) -> BTreeMap<String, PathBuf> {
    let mut found = BTreeMap::new();
    for area in entries(root).into_iter().filter(|path| path.is_dir()) {
        for path in entries(&area) {
            if path.extension().is_some_and(|suffix| suffix == "py") {
                let name = format!("{}/{}", file_stem(&area), file_stem(&path));
                found.insert(name, path);
            }
        }
    }
    found
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(listing) = fs::read_dir(folder) else { return Vec::new() };
    listing.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect()
}

fn file_stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Lines `name: reason`; blank lines and lines that start with `#` are left out.
fn read_list(path: &Path) -> BTreeMap<String, String> {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| match line.split_once(':') {
            Some((name, reason)) => (name.trim().to_owned(), reason.trim().to_owned()),
            None => (line.to_owned(), String::new()),
        })
        .collect()
}

/// The keys of lines that are known to differ, by script.
fn known_differences(path: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with(['#', '['])) {
        if let Some((name, key)) = line.split_once(": ") {
            found.entry(name.to_owned()).or_default().insert(key.to_owned());
        }
    }
    found
}

/// What names a line: the case without its result.
fn key_of(line: &str) -> &str {
    let end = line.find(" -> ").or_else(|| line.find(": "));
    end.and_then(|end| line.get(..end)).unwrap_or(line)
}

/// The output with the recorded text in the lines that may differ; an error when one of them does not.
fn without_known(wanted: &str, got: &str, known: &BTreeSet<String>) -> Result<String, String> {
    if known.is_empty() || wanted.split('\n').count() != got.split('\n').count() {
        return Ok(got.to_owned());
    }
    let mut differing = BTreeSet::new();
    let lines = wanted.split('\n').zip(got.split('\n')).map(|(wanted, got)| {
        if wanted != got && known.contains(key_of(wanted)) {
            differing.insert(key_of(wanted).to_owned());
            return wanted;
        }
        got
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    let gone: Vec<_> = known.difference(&differing).cloned().collect();
    if gone.is_empty() {
        Ok(text)
    } else {
        Err(format!("no longer differs, take off KNOWN_DIFFERENCES.txt:\n{}", gone.join("\n")))
    }
}

fn judge(path: &Path, expected_failure: Option<&str>, known: &BTreeSet<String>) -> Result<(), Failed> {
    match (compare(path, known), expected_failure) {
        (Ok(()), None) => Ok(()),
        (Ok(()), Some(_)) => Err("passes now: take it off tests/golden/EXPECTED_FAILURES.txt".into()),
        (Err(problem), None) => Err(problem.into()),
        (Err(_), Some("")) => Err("EXPECTED_FAILURES.txt gives no reason for it".into()),
        (Err(_), Some(_)) => Ok(()),
    }
}

fn compare(path: &Path, known: &BTreeSet<String>) -> Result<(), String> {
    let Some(recording) = Recording::read(path)? else {
        return Err("is not recorded: run tests/record.py".to_owned());
    };
    let folder = path.parent().ok_or("a script lies in a folder")?;
    let name = path.file_name().ok_or("a script has a name")?;
    let seconds = if child::gc_stress() { 300 } else { 30 };
    let mut command = child::command(&child::interpreter(), folder);
    command.arg(name);
    let mut outcome =
        child::finish(command, None, Duration::from_secs(seconds)).map_err(|error| format!("cannot be run: {error}"))?;

    let own_path = format!("{}/", folder.display());
    outcome.out = without_known(&recording.out, &outcome.out.replace(&own_path, ""), known)?;
    outcome.err = outcome.err.replace(&own_path, "");
    let problem = recording.difference(&outcome, true);
    if problem.is_empty() { Ok(()) } else { Err(problem) }
}
