//! The hostile suite: scripts that try to crash the interpreter must fail to do so.
//!
//! A script under `tests/hostile` may end with any ordinary exit status and print any exception. It must not
//! die by a signal, end with a status that a crash leaves behind, report an internal error, or run longer
//! than the limit. Where a `.out` lies beside the script, standard output must be exactly that; a script
//! without one must at least print `survived` in its last line, so that an early end is noticed.
//!
//! `tests/hostile/EXPECTED_FAILURES.txt` works as in the golden suite. A script whose first line is
//! `# shell: …` is run by that text, in which `"$@"` stands for the interpreter and the script. The limit is
//! long enough for a busy machine and short enough to notice a loop that nothing can end.

mod child;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use libtest_mimic::{Arguments, Failed, Trial};

const LIMIT: Duration = Duration::from_secs(60);
const STRESS_LIMIT: Duration = Duration::from_secs(300);

/// Statuses that a panic, an abort or a memory fault leaves behind when a shell or a handler stands between.
const CRASH_STATUSES: &[i32] = &[70, 101, 132, 133, 134, 135, 136, 137, 139];

/// Texts that no script should be able to bring out, compared in lower case.
const CRASH_TEXTS: &[&str] =
    &["internal error", "panicked at", "stack overflow", "has overflowed its stack", "memory allocation of", "rust_backtrace"];

fn main() {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("hostile");
    let expected = fs::read_to_string(root.join("EXPECTED_FAILURES.txt")).unwrap_or_default();
    let expected: Vec<(String, String)> = expected
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| line.split_once(':').unwrap_or((line, "")))
        .map(|(name, reason)| (name.trim().to_owned(), reason.trim().to_owned()))
        .collect();

    let mut scripts: Vec<PathBuf> = fs::read_dir(&root)
        .map(|listing| listing.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect())
        .unwrap_or_default();
    scripts.retain(|path| path.extension().is_some_and(|suffix| suffix == "py"));
    scripts.sort();

    let mut trials: Vec<Trial> = Vec::new();
    for (name, _) in &expected {
        if !root.join(format!("{name}.py")).is_file() {
            let message = format!("EXPECTED_FAILURES.txt names {name}, which does not exist");
            trials.push(Trial::test(format!("list/{name}"), move || Err(Failed::from(message))));
        }
    }
    for path in scripts {
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let known = expected.iter().any(|(listed, _)| *listed == name);
        trials.push(Trial::test(name, move || match (judge(&path), known) {
            (Ok(()), false) | (Err(_), true) => Ok(()),
            (Ok(()), true) => Err("passes now: take it off tests/hostile/EXPECTED_FAILURES.txt".into()),
            (Err(problem), false) => Err(problem.into()),
        }));
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn judge(path: &Path) -> Result<(), String> {
    let source = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let first = source.lines().next().unwrap_or_default();
    let folder = path.parent().ok_or("a script lies in a folder")?;
    let name = path.file_name().ok_or("a script has a name")?;
    let mut command = match first.strip_prefix("# shell: ") {
        None => child::command(&child::interpreter(), folder),
        Some(text) => {
            let mut command = child::command(Path::new("/bin/sh"), folder);
            command.arg("-c").arg(text).arg("sh").arg(child::interpreter());
            command
        }
    };
    command.arg(name);
    let limit = if child::gc_stress() { STRESS_LIMIT } else { LIMIT };
    let outcome = child::finish(command, None, limit).map_err(|error| format!("cannot be run: {error}"))?;

    let mut problem = String::new();
    if outcome.timed_out {
        problem.push_str(&format!("did not end within {} s\n", limit.as_secs()));
    } else if outcome.code < 0 {
        problem.push_str(&format!("died by signal {}\n", -outcome.code));
    } else if CRASH_STATUSES.contains(&outcome.code) {
        problem.push_str(&format!("ended with status {}, as a crash does\n", outcome.code));
    }
    for text in CRASH_TEXTS {
        if outcome.err.to_lowercase().contains(text) || outcome.out.to_lowercase().contains(text) {
            problem.push_str(&format!("says \"{text}\"\n"));
        }
    }
    match fs::read_to_string(path.with_extension("out")) {
        Ok(wanted) if wanted != outcome.out => {
            problem.push_str(&child::difference("stdout", &wanted, &outcome.out));
        }
        Ok(_) => {}
        Err(_) => {
            if outcome.out.lines().last() != Some("survived") {
                problem.push_str("did not print `survived` at its end\n");
            }
        }
    }
    if problem.is_empty() {
        return Ok(());
    }
    let tail: Vec<&str> = outcome.err.lines().rev().take(12).collect();
    problem.push_str(&format!("exit status {}, end of stderr:\n", outcome.code));
    for line in tail.iter().rev() {
        // The end of a runaway message is enough to recognise it.
        let shown: String = line.chars().take(200).collect();
        problem.push_str(&format!("    {shown}\n"));
    }
    Err(problem)
}
