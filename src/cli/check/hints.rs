//! What Taipan lacks, and the nearest way that it supports.
//!
//! Which modules and names exist is not written down here: it is asked of the
//! interpreter. These tables only add advice, and features that exist as a name
//! and raise NotImplementedError when they are used.

/// Functions that raise NotImplementedError, by module.
pub const UNSUPPORTED: &[(&str, &str, &str)] = &[
    ("builtins", "breakpoint", "print values, or run with --explain=refs"),
    ("sys", "breakpointhook", "print values, or run with --explain=refs"),
    ("sys", "settrace", "decorate the functions that matter, or run with --explain=refs"),
    ("sys", "setprofile", "measure with timeit or time.perf_counter"),
    ("threading", "settrace", "decorate the functions that matter"),
    ("threading", "setprofile", "measure with time.perf_counter"),
    ("io", "BufferedRWPair", "use a BufferedReader and a BufferedWriter"),
    ("re", "DEBUG", "try parts of the pattern one by one"),
];

/// Modules that people ask for, and what there is instead.
pub const INSTEAD: &[(&str, &str)] = &[
    ("attr", "use dataclasses"),
    ("attrs", "use dataclasses"),
    ("bs4", "use re on the text"),
    ("bz2", "use gzip or zlib"),
    ("cProfile", "measure with timeit or time.perf_counter"),
    ("cmath", "use math on the parts of the complex number"),
    ("ctypes", "write the part in Rust and register it with taipan::Engine"),
    ("curses", "print ANSI escape sequences"),
    ("dis", "nothing is compiled to byte code; --explain shows what a program does"),
    ("django", "use socket and json"),
    ("fastapi", "use asyncio.start_server"),
    ("fileinput", "loop over open() or sys.stdin"),
    ("flask", "use asyncio.start_server"),
    ("http", "use socket or asyncio.open_connection"),
    ("lzma", "use gzip or zlib"),
    ("marshal", "use pickle"),
    ("matplotlib", "write SVG text to a file"),
    ("mypy", "annotations are kept and not checked"),
    ("numpy", "use lists, array, math and statistics"),
    ("optparse", "use argparse"),
    ("pandas", "use csv, dicts and statistics"),
    ("pdb", "print values, or run with --explain=refs"),
    ("platform", "use sys.platform and sys.version_info"),
    ("profile", "measure with timeit or time.perf_counter"),
    ("pydantic", "use dataclasses with checks in __post_init__"),
    ("pytest", "use unittest, or `taipan test` on scripts"),
    ("readline", "the prompt edits lines by itself; input() reads one"),
    ("requests", "use socket or asyncio.open_connection"),
    ("scipy", "use math and statistics"),
    ("sqlite3", "use json or pickle on files"),
    ("symtable", "taipan scopes FILE shows the scopes of a file"),
    ("sysconfig", "use sys.prefix and sys.version_info"),
    ("tkinter", "use input() and print()"),
    ("xml", "use re on the text"),
    ("yaml", "use json"),
    ("zipfile", "use gzip or zlib"),
    ("zoneinfo", "use datetime.timezone with a fixed offset"),
];

/// The nearest supported way for a missing module; empty when there is none.
pub fn instead_of(module: &str) -> &'static str {
    let root = module.split('.').next().unwrap_or(module);
    INSTEAD.iter().find(|row| row.0 == root).map_or("", |row| row.1)
}
