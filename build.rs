//! Lists the standard library modules that are written in Python, so that the
//! binary carries their source. The table is a file in the build's own folder.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("src/stdlib/python");
    println!("cargo::rerun-if-changed=src/stdlib/python");
    // What the compiler is told about hot code (`benches/profile/rustc`).
    println!("cargo::rerun-if-changed=benches/profile");
    println!("cargo::rerun-if-env-changed=TAIPAN_PROFILE");
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
    if env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "linux")
        && env::var("CARGO_CFG_TARGET_ENV").is_ok_and(|libc| libc == "gnu")
    {
        link_for_a_fast_start();
    }
    if let Err(error) = fs::write(&target, table) {
        println!("cargo::error=cannot write {}: {error}", target.display());
    }
}

/// Has the program linked at a fixed address, the functions of a start side by
/// side (`benches/link_order.py`) and, where the C library is there as an
/// archive, without shared libraries.
///
/// A position-independent program reads and writes half a megabyte of
/// relocations at every start, and the dynamic loader maps and binds four
/// libraries: together most of a millisecond and 2 MB. `+crt-static` would say
/// the same to rustc, but only for every crate at once, and procedural macros
/// cannot be built with it. So the program's own link line says `-static`, and
/// finds under the names that std asks for the archives instead of the shared
/// libraries. A system without them (glibc's static archives are a package of
/// their own on some) gets the ordinary program.
fn link_for_a_fast_start() {
    println!("cargo::rustc-link-arg-bins=-no-pie");
    let order = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("src/link_order.ld");
    println!("cargo::rerun-if-changed={}", order.display());
    println!("cargo::rustc-link-arg-bins=-Wl,-T,{}", order.display());
    println!("cargo::rerun-if-env-changed=TAIPAN_DYNAMIC");
    if env::var_os("TAIPAN_DYNAMIC").is_some() || env::var("HOST").ok() != env::var("TARGET").ok() {
        return;
    }
    let folder = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("archives");
    if fs::create_dir_all(&folder).is_err() {
        return;
    }
    // The name that std asks for, and the archive that has its contents.
    let libraries = [
        ("libc.a", "libc.a"),
        ("libm.a", "libm.a"),
        ("libgcc_s.a", "libgcc_eh.a"),
        ("libpthread.a", "libpthread.a"),
        ("librt.a", "librt.a"),
        ("libutil.a", "libutil.a"),
        ("libdl.a", "libdl.a"),
    ];
    for (asked, archive) in libraries {
        let Some(path) = find_archive(archive) else { return };
        if fs::copy(path, folder.join(asked)).is_err() {
            return;
        }
    }
    // Functions that std knows as weak symbols: with link-time optimisation a
    // strong use of ours becomes weak as well, and a weak symbol brings nothing
    // in from an archive: it would be null.
    for weak in ["gettid", "statx", "posix_spawn_file_actions_addchdir_np", "__cxa_thread_atexit_impl"] {
        println!("cargo::rustc-link-arg-bins=-Wl,-u,{weak}");
    }
    println!("cargo::rustc-link-arg-bins=-static");
    println!("cargo::rustc-link-arg-bins=-L{}", folder.display());
}

/// Where the C compiler that links would take this archive from.
fn find_archive(name: &str) -> Option<PathBuf> {
    let output = Command::new("cc").arg(format!("-print-file-name={name}")).output().ok()?;
    let path = PathBuf::from(String::from_utf8(output.stdout).ok()?.trim());
    // A name that is not found is printed as it was asked.
    (path.is_absolute() && path.is_file()).then_some(path)
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
