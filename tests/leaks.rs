//! No leaks: each golden script is run several times in one interpreter, through the library, and the number
//! of objects alive may not grow from run to run.
//!
//! A script gets a process of its own with one interpreter in it: three runs fill what is filled once (imports,
//! caches), five more are measured. The last line gives the figure for all that ran. Every eighth script is part
//! of the ordinary run, and all of the areas that are about objects' lives; `TAIPAN_LEAKS=all` runs the whole
//! suite (half an hour), `cargo test --test leaks -- strings/` the scripts of that name. `tests/golden/LEAKS_NOT_MEASURED.txt`
//! names scripts that cannot be run this way.

mod child;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::time::Duration;

use libtest_mimic::{Arguments, Failed, Trial};
use taipan::engine;
use taipan::objects::options::Options;
use taipan::objects::vm::Vm;
use taipan::stdlib::signal;

/// The first argument of a child process, which is to measure the script in the second after as many runs as the
/// third says. It is no variable of the
/// environment because processes that the script starts would inherit that.
const MEASURE: &str = "--measure";
/// Names the interpreter that the script is to start other processes with.
const INTERPRETER: &str = "TAIPAN_LEAK_INTERPRETER";
/// Areas that every run measures as a whole.
const ALWAYS: &[&str] = &["coroutines/", "generators/", "memory/"];
/// Of the other areas, one script out of so many.
const STRIDE: usize = 8;
/// A script that takes longer for its eight runs is not a leak, but it is not measured either.
const LIMIT: Duration = Duration::from_secs(300);
const WARM_UP: usize = 3;
const MEASURED: usize = 5;
const STACK: usize = 256 << 20;

static GROWTH: AtomicI64 = AtomicI64::new(0);
static SCRIPTS: AtomicUsize = AtomicUsize::new(0);

/// What a run may have set, put back; output goes nowhere.
const BEFORE: &[u8] = b"import io, os, sys
sys.executable = sys._base_executable = os.environ['TAIPAN_LEAK_INTERPRETER']
sys._first_path = getattr(sys, '_first_path', None) or list(sys.path)
sys.path[:] = sys._first_path
sys.stdout, sys.stderr = io.StringIO(), io.StringIO()
";
const AFTER: &[u8] = b"import gc, sys
sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
sys.excepthook, sys.displayhook, sys.unraisablehook = sys.__excepthook__, sys.__displayhook__, sys.__unraisablehook__
sys.setrecursionlimit(1000)
sys.set_int_max_str_digits(4300)
if 'threading' in sys.modules: sys.modules['threading'].excepthook = sys.modules['threading'].__excepthook__
if 'multiprocessing.util' in sys.modules:
    util = sys.modules['multiprocessing.util']
    util._exiting = False
    util._exit_function()
    util._exiting = False
if 'tracemalloc' in sys.modules: sys.modules['tracemalloc'].stop()
if 'warnings' in sys.modules: sys.modules['warnings'].resetwarnings()
if 're' in sys.modules: sys.modules['re'].purge()
if 'linecache' in sys.modules: sys.modules['linecache'].clearcache()
gc.unfreeze()
gc.set_threshold(2000, 10, 10)
gc.set_debug(0)
gc.garbage.clear()
gc.callbacks.clear()
gc.enable()
gc.collect()
";

fn main() {
    let own_arguments: Vec<OsString> = std::env::args_os().collect();
    if let [_, first, script, warm_up] = own_arguments.as_slice()
        && first == MEASURE
    {
        let (script, warm_up) = (script.clone(), warm_up.to_string_lossy().parse().unwrap_or(WARM_UP));
        let measured = std::thread::Builder::new().stack_size(STACK).spawn(move || measure(Path::new(&script), warm_up));
        match measured.map(std::thread::JoinHandle::join) {
            Ok(Ok(())) => return,
            _ => std::process::exit(1),
        }
    }
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("golden");
    let not_measured = reasons(&root.join("LEAKS_NOT_MEASURED.txt"));
    let everything = arguments.filter.is_some() || std::env::var_os("TAIPAN_LEAKS").is_some_and(|value| value == "all");
    // Scripts that make very many objects take minutes for eight runs.
    let mut long = reasons(&root.join("NOT_UNDER_STRESS.txt"));
    long.retain(|_, reason| reason.contains("too many objects"));
    let mut trials = Vec::new();
    for (number, (name, path)) in scripts(&root).into_iter().enumerate() {
        let chosen = number.is_multiple_of(STRIDE) || ALWAYS.iter().any(|area| name.starts_with(area));
        if !everything && (!chosen || long.contains_key(&name)) {
            continue;
        }
        let ignored = not_measured.contains_key(&name);
        trials.push(Trial::test(name, move || judge(&path)).with_ignored_flag(ignored));
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    let (growth, scripts) = (GROWTH.load(Ordering::Relaxed), SCRIPTS.load(Ordering::Relaxed));
    println!("live objects: growth {growth} over {MEASURED} runs of each of {scripts} scripts");
    conclusion.exit();
}

/// Lines `name: reason`.
fn reasons(path: &Path) -> BTreeMap<String, String> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(": ")).map(|(name, reason)| (name.to_owned(), reason.to_owned())).collect()
}

fn scripts(root: &Path) -> BTreeMap<String, PathBuf> {
    let list = |folder: &Path| -> Vec<PathBuf> {
        fs::read_dir(folder).map(|found| found.filter_map(|entry| Some(entry.ok()?.path())).collect()).unwrap_or_default()
    };
    let stem = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut found = BTreeMap::new();
    for area in list(root).into_iter().filter(|path| path.is_dir()) {
        for path in list(&area).into_iter().filter(|path| path.extension().is_some_and(|suffix| suffix == "py")) {
            found.insert(format!("{}/{}", stem(&area), stem(&path)), path);
        }
    }
    found
}

/// Measures a script; one that grows once more, with more runs before the measured ones: what is filled late is no
/// leak, and neither is what a thread that has not ended at the moment of counting holds.
fn judge(path: &Path) -> Result<(), Failed> {
    let mut growth = figures(path, WARM_UP)?;
    if growth.0 > 0 {
        growth = figures(path, 3 * WARM_UP)?;
    }
    let (growth, counts) = growth;
    SCRIPTS.fetch_add(1, Ordering::Relaxed);
    GROWTH.fetch_add(growth, Ordering::Relaxed);
    if growth > 0 { Err(format!("live objects after each run: {counts:?}").into()) } else { Ok(()) }
}

/// Has a child process measure the script and reads its figures.
fn figures(path: &Path, warm_up: usize) -> Result<(i64, Vec<i64>), Failed> {
    let own = std::env::current_exe()?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut command = child::command(&own, folder);
    command.arg(MEASURE).arg(path).arg(warm_up.to_string()).env(INTERPRETER, child::interpreter());
    let outcome = child::finish(command, None, LIMIT)?;
    if outcome.timed_out {
        return Err("does not end".into());
    }
    let figures = outcome.out.lines().filter_map(|line| line.strip_prefix("live objects: ")).next_back();
    let counts: Vec<i64> = figures.unwrap_or("").split(' ').filter_map(|count| count.parse().ok()).collect();
    let [first, .., last] = counts.as_slice() else {
        return Err(format!("no figures, exit status {}: {}", outcome.code, outcome.err).into());
    };
    Ok((last - first, counts.clone()))
}

/// Runs the script again and again and prints how many objects are alive after each measured run.
fn measure(path: &Path, warm_up: usize) {
    let options = Options { hash_seed: Some(0), arguments: vec![path.as_os_str().to_owned()], ..Options::default() };
    let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
    let options = Options { search_path: vec![folder.into_os_string()], ..options };
    let Ok(vm) = engine::start(options) else { std::process::exit(2) };
    vm.stack_floor.set(taipan::memory::stack_pointer().saturating_sub(STACK).saturating_add(1 << 20));
    signal::install_defaults(vm);
    let source = fs::read(path).unwrap_or_default();
    let shown = path.display().to_string();
    let mut counts = Vec::new();
    let own = std::process::id();
    for round in 0..warm_up + MEASURED {
        run(vm, BEFORE, "<before>");
        run(vm, &source, &shown);
        if std::process::id() != own {
            // A child that the script has forked and let run to its end.
            std::process::exit(0);
        }
        run(vm, AFTER, "<after>");
        if round + 1 >= warm_up {
            counts.push(vm.heap.live_objects().to_string());
        }
    }
    println!("\nlive objects: {}", counts.join(" "));
}

fn run(vm: &Vm, source: &[u8], name: &str) {
    drop(engine::run_main(vm, source, name));
}
