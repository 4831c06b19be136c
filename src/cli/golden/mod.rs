//! `taipan test`: scripts beside recordings of what they must print.
//!
//! A script `name.py` has its recording in `name.out` (standard output),
//! `name.err` (standard error) and `name.code` (exit status); an absent file
//! stands for an empty stream and for 0, but one of them is always there. A file
//! `name.in` is its standard input. A script runs in its own folder in a fixed
//! environment; that folder's path is taken out of what it prints.
//!
//! `--record PYTHON` writes the recordings; a script that prints two different
//! things is refused. Recordings and results are compared without what differs
//! at every run ([`normal`]), unless `--exact` asks for every byte. This format
//! and this code also serve the golden suite of the project itself.

pub mod difference;
pub mod normal;
pub mod process;

use super::options::out;
use process::Outcome;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

pub const USAGE: &str = "\
usage: taipan test [--record PYTHON] [--missing] [--jobs N] [--timeout SECONDS] [--exact] [--python PROGRAM]
                   [--only TEXT] DIR...

Runs every script of the folders and compares what it prints, and its exit status, with the recordings beside it.

DIR               : a folder of scripts, a folder of such folders, or one script
--record PYTHON   : run the scripts with this interpreter and write the recordings
--missing         : with --record, only what has no recording yet
--jobs N          : so many scripts at a time (as many as there are processors)
--timeout SECONDS : how long a script may run (60)
--exact           : compare every byte; addresses, times and temporary paths count too
--python PROGRAM  : compare this interpreter instead of taipan itself
--only TEXT       : only scripts whose path contains TEXT; may be given several times
";

/// What was recorded of a script.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recording {
    pub out: String,
    pub err: String,
    pub code: i32,
}

impl Recording {
    /// The recording beside a script; `None` when there is none.
    pub fn read(script: &Path) -> Result<Option<Recording>, String> {
        let read = |suffix: &str| {
            let bytes = fs::read(script.with_extension(suffix)).ok()?;
            Some(String::from_utf8_lossy(&bytes).into_owned())
        };
        let (out, err, code) = (read("out"), read("err"), read("code"));
        if out.is_none() && err.is_none() && code.is_none() {
            return Ok(None);
        }
        let code = match code {
            Some(text) => text.trim().parse().map_err(|_| "the .code file holds no number".to_owned())?,
            None => 0,
        };
        Ok(Some(Recording { out: out.unwrap_or_default(), err: err.unwrap_or_default(), code }))
    }

    /// Writes the recording beside a script, and takes files away that it does not need.
    pub fn write(&self, script: &Path) -> std::io::Result<()> {
        let nothing = self.out.is_empty() && self.err.is_empty() && self.code == 0;
        let code = if self.code == 0 { String::new() } else { format!("{}\n", self.code) };
        for (suffix, text) in [("out", &self.out), ("err", &self.err), ("code", &code)] {
            let path = script.with_extension(suffix);
            if !text.is_empty() || (nothing && suffix == "out") {
                fs::write(path, text)?;
            } else if path.exists() {
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }

    /// How a result differs from the recording; empty when it does not.
    pub fn difference(&self, outcome: &Outcome, exact: bool) -> String {
        let mut problem = String::new();
        if outcome.timed_out {
            problem.push_str("did not end in time\n");
        }
        for (label, wanted, got) in [("stdout", &self.out, &outcome.out), ("stderr", &self.err, &outcome.err)] {
            if wanted == got {
                continue;
            }
            let (wanted, got) =
                if exact { (wanted.clone(), got.clone()) } else { (normal::normalised(wanted), normal::normalised(got)) };
            if wanted != got {
                problem.push_str(&difference::difference(label, &wanted, &got));
            }
        }
        if outcome.code != self.code {
            problem.push_str(&format!("exit status {}, expected {}\n", outcome.code, self.code));
        }
        problem
    }
}

/// Runs a script in its folder and takes the folder's path out of what it printed.
pub fn run(interpreter: &Path, script: &Path, limit: Duration) -> Result<Outcome, String> {
    let (Some(folder), Some(name)) = (script.parent(), script.file_name()) else {
        return Err("a script has a folder and a name".to_owned());
    };
    let mut command = process::command(interpreter, folder);
    command.arg(name);
    let input = fs::read(script.with_extension("in")).ok();
    let mut outcome = process::finish(command, input.as_deref(), limit)
        .map_err(|error| format!("{} cannot be run: {error}", interpreter.display()))?;
    for stream in [&mut outcome.out, &mut outcome.err] {
        *stream = normal::without_paths(stream, folder, interpreter);
    }
    Ok(outcome)
}

/// The scripts of a folder; when it holds none, those of the folders in it.
/// The path of a script is the real one, because tracebacks name it so.
pub fn scripts(place: &Path) -> Result<Vec<PathBuf>, String> {
    let wrong = |error: std::io::Error| format!("{}: {}", place.display(), os_text(&error));
    let place = fs::canonicalize(place).map_err(wrong)?;
    if place.is_file() {
        return Ok(vec![place]);
    }
    let own = scripts_in(&place);
    if !own.is_empty() {
        return Ok(own);
    }
    let mut folders: Vec<PathBuf> = entries(&place).into_iter().filter(|path| path.is_dir()).collect();
    folders.sort();
    Ok(folders.iter().flat_map(|folder| scripts_in(folder)).collect())
}

fn scripts_in(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        entries(folder).into_iter().filter(|path| path.extension().is_some_and(|end| end == "py")).collect();
    found.sort();
    found
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(listing) = fs::read_dir(folder) else { return Vec::new() };
    listing.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect()
}

fn os_text(error: &std::io::Error) -> String {
    match error.raw_os_error() {
        Some(number) => crate::stdlib::posix::error_text(number),
        None => error.to_string(),
    }
}

/// The options of `taipan test`.
struct Request {
    record: Option<PathBuf>,
    missing: bool,
    jobs: usize,
    limit: Duration,
    exact: bool,
    interpreter: Option<PathBuf>,
    only: Vec<String>,
    places: Vec<PathBuf>,
}

fn read_request(arguments: &[OsString]) -> Result<Option<Request>, String> {
    let mut request = Request {
        record: None,
        missing: false,
        jobs: std::thread::available_parallelism().map_or(1, usize::from),
        limit: Duration::from_secs(60),
        exact: false,
        interpreter: None,
        only: Vec::new(),
        places: Vec::new(),
    };
    let mut parser = lexopt::Parser::from_args(arguments);
    let wrong = |error: lexopt::Error| error.to_string();
    while let Some(argument) = parser.next().map_err(wrong)? {
        match argument {
            lexopt::Arg::Long("record") => request.record = Some(PathBuf::from(parser.value().map_err(wrong)?)),
            lexopt::Arg::Long("missing") => request.missing = true,
            lexopt::Arg::Long("jobs") => request.jobs = number(&parser.value().map_err(wrong)?, "--jobs")?,
            lexopt::Arg::Long("timeout") => {
                let seconds = number(&parser.value().map_err(wrong)?, "--timeout")?;
                request.limit = Duration::from_secs(u64::try_from(seconds).unwrap_or(u64::MAX));
            }
            lexopt::Arg::Long("exact") => request.exact = true,
            lexopt::Arg::Long("python") => request.interpreter = Some(PathBuf::from(parser.value().map_err(wrong)?)),
            lexopt::Arg::Long("only") => request.only.push(parser.value().map_err(wrong)?.to_string_lossy().into_owned()),
            lexopt::Arg::Long("help") | lexopt::Arg::Short('h') => return Ok(None),
            lexopt::Arg::Value(place) => request.places.push(PathBuf::from(place)),
            other => return Err(wrong(other.unexpected())),
        }
    }
    if request.places.is_empty() {
        return Err("a folder is missing".to_owned());
    }
    if request.missing && request.record.is_none() {
        return Err("--missing needs --record".to_owned());
    }
    Ok(Some(request))
}

fn number(text: &OsString, option: &str) -> Result<usize, String> {
    match text.to_str().and_then(|text| text.parse::<usize>().ok()) {
        Some(number) if number > 0 => Ok(number),
        _ => Err(format!("{option} takes a number, not '{}'", text.to_string_lossy())),
    }
}

/// How one script came out.
enum Verdict {
    Passed,
    Recorded,
    /// There was nothing to do.
    Kept,
    Failed(String),
}

/// `taipan test ARGUMENTS`; the exit status.
pub fn main(arguments: &[OsString]) -> u8 {
    let request = match read_request(arguments) {
        Ok(Some(request)) => request,
        Ok(None) => {
            out(1, USAGE);
            return 0;
        }
        Err(message) => {
            out(2, &format!("taipan test: {message}\n{USAGE}"));
            return 2;
        }
    };
    let mut found = Vec::new();
    for place in &request.places {
        match scripts(place) {
            Ok(mut scripts) => found.append(&mut scripts),
            Err(message) => {
                out(2, &format!("taipan test: {message}\n"));
                return 2;
            }
        }
    }
    found.retain(|script| request.only.is_empty() || request.only.iter().any(|text| script.to_string_lossy().contains(text)));
    if found.is_empty() {
        out(2, "taipan test: there are no scripts\n");
        return 2;
    }
    let interpreter = match request.record.clone().or_else(|| request.interpreter.clone()) {
        Some(given) => given,
        None => match std::env::current_exe() {
            Ok(own) => own,
            Err(error) => {
                out(2, &format!("taipan test: {}\n", os_text(&error)));
                return 2;
            }
        },
    };
    // A relative path would be looked up in the script's folder.
    let interpreter =
        if interpreter.components().count() > 1 { fs::canonicalize(&interpreter).unwrap_or(interpreter) } else { interpreter };
    u8::from(!judge_all(&request, &found, &interpreter))
}

/// Runs all scripts and reports; true when everything is well.
fn judge_all(request: &Request, scripts: &[PathBuf], interpreter: &Path) -> bool {
    let next = AtomicUsize::new(0);
    let verdicts: Mutex<Vec<Option<Verdict>>> = Mutex::new(scripts.iter().map(|_| None).collect());
    let work = || {
        while let Some((index, script)) = {
            let index = next.fetch_add(1, Ordering::Relaxed);
            scripts.get(index).map(|script| (index, script))
        } {
            let verdict = match &request.record {
                Some(_) => record(request, script, interpreter),
                None => compare(request, script, interpreter),
            };
            if let Some(place) = verdicts.lock().unwrap_or_else(PoisonError::into_inner).get_mut(index) {
                *place = Some(verdict);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..request.jobs.min(scripts.len()) {
            scope.spawn(work);
        }
        work();
    });
    let (mut passed, mut recorded, mut failed) = (0, 0, 0);
    let verdicts = verdicts.into_inner().unwrap_or_else(PoisonError::into_inner);
    let folder = std::env::current_dir().and_then(fs::canonicalize).unwrap_or_default();
    for (script, verdict) in scripts.iter().zip(verdicts) {
        let shown = script.strip_prefix(&folder).unwrap_or(script).display();
        match verdict {
            Some(Verdict::Passed | Verdict::Kept) => passed += 1,
            Some(Verdict::Recorded) => {
                recorded += 1;
                out(1, &format!("recorded {shown}\n"));
            }
            Some(Verdict::Failed(problem)) => {
                failed += 1;
                out(1, &format!("FAIL {shown}\n"));
                for line in problem.lines() {
                    out(1, &format!("    {line}\n"));
                }
            }
            None => failed += 1,
        }
    }
    if request.record.is_some() {
        out(1, &format!("{} scripts, {recorded} recorded anew, {failed} refused\n", scripts.len()));
    } else {
        out(1, &format!("{passed} passed, {failed} failed\n"));
    }
    failed == 0
}

fn compare(request: &Request, script: &Path, interpreter: &Path) -> Verdict {
    let recording = match Recording::read(script) {
        Ok(Some(recording)) => recording,
        Ok(None) => return Verdict::Failed("is not recorded; --record PYTHON does it".to_owned()),
        Err(problem) => return Verdict::Failed(problem),
    };
    match run(interpreter, script, request.limit) {
        Ok(outcome) => match recording.difference(&outcome, request.exact) {
            problem if problem.is_empty() => Verdict::Passed,
            problem => Verdict::Failed(problem),
        },
        Err(problem) => Verdict::Failed(problem),
    }
}

fn record(request: &Request, script: &Path, interpreter: &Path) -> Verdict {
    let old = Recording::read(script).ok().flatten();
    if request.missing && old.is_some() {
        return Verdict::Kept;
    }
    let outcomes =
        run(interpreter, script, request.limit).and_then(|first| Ok((first, run(interpreter, script, request.limit)?)));
    let (first, second) = match outcomes {
        Ok(both) => both,
        Err(problem) => return Verdict::Failed(problem),
    };
    if first.timed_out || second.timed_out {
        return Verdict::Failed("did not end in time".to_owned());
    }
    let new = Recording { out: first.out, err: first.err, code: first.code };
    let differs = new.difference(&second, request.exact);
    if !differs.is_empty() {
        return Verdict::Failed(format!("prints something else at every run\n{differs}"));
    }
    if old.as_ref() == Some(&new) {
        return Verdict::Kept;
    }
    match new.write(script) {
        Ok(()) => Verdict::Recorded,
        Err(error) => Verdict::Failed(format!("cannot be recorded: {}", os_text(&error))),
    }
}
