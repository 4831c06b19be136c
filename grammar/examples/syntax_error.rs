//! Parses files and prints what CPython would print about them: warnings and the error.
//!
//! Arguments are file names; with `--separate` the answer for each goes to standard output between
//! lines that name the file, so that many files can be compared in one run.

use taipan_grammar::{Mode, Options, decode_source, parse_bytes};

fn main() -> std::io::Result<()> {
    let mut separate = false;
    for path in std::env::args().skip(1) {
        if path == "--separate" {
            separate = true;
            continue;
        }
        let source = std::fs::read(&path)?;
        let options = Options { filename: Some(path.clone()) };
        let (text, warnings, error) = match parse_bytes(&source, Mode::File, &options) {
            Ok(parsed) => (parsed.source, parsed.warnings, None),
            Err(error) => (decode_source(&source).unwrap_or_default(), error.warnings.clone(), Some(error)),
        };
        let mut shown = String::new();
        for warning in &warnings {
            let line = text.lines().nth(warning.line as usize - 1).unwrap_or("").trim();
            let class = warning.category.class_name();
            shown.push_str(&format!("{path}:{}: {class}: {}\n  {line}\n", warning.line, warning.message));
        }
        if let Some(error) = error {
            shown.push_str(&error.render(&path));
        }
        if separate {
            println!("=== {path}");
            print!("{shown}");
        } else {
            eprint!("{shown}");
        }
    }
    Ok(())
}
