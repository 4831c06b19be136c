//! Lists the standard library modules that are written in Python, so that the
//! binary carries their source. The table is a file in the build's own folder.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("src/stdlib/python");
    println!("cargo::rerun-if-changed=src/stdlib/python");
    let mut rows = Vec::new();
    visit(&root, "", &mut rows);
    rows.sort();
    let mut table = String::from("pub const PYTHON: &[PythonModule] = &[\n");
    for (name, path, is_package) in rows {
        println!("cargo::rerun-if-changed={}", path.display());
        let _ =
            writeln!(table, "    PythonModule {{ name: {name:?}, source: include_bytes!({path:?}), is_package: {is_package} }},");
    }
    table.push_str("];\n");
    let target = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("python_modules.rs");
    // Half a megabyte of relocations would be read and written at every start
    // of a position-independent program; a fixed address needs none.
    if env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "linux")
        && env::var("CARGO_CFG_TARGET_ENV").is_ok_and(|libc| libc == "gnu")
    {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
    if let Err(error) = fs::write(&target, table) {
        println!("cargo::error=cannot write {}: {error}", target.display());
    }
}

fn visit(folder: &Path, prefix: &str, rows: &mut Vec<(String, PathBuf, bool)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            let init = path.join("__init__.py");
            let full = format!("{prefix}{name}");
            if init.is_file() {
                rows.push((full.clone(), init, true));
            }
            visit(&path, &format!("{full}."), rows);
        } else if let Some(stem) = name.strip_suffix(".py")
            && stem != "__init__"
        {
            rows.push((format!("{prefix}{stem}"), path, false));
        }
    }
}
