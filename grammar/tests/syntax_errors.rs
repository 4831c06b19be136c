//! Every broken program in `tests/golden/syntax_errors` gets CPython's answer, byte for byte.
//!
//! The answers are recorded by `tests/record_syntax_errors.py`.

use std::path::Path;

use taipan_grammar::{Mode, Options, Warning, decode_source, parse_bytes};

/// Warnings as the default filter shows them, and the display of the error.
fn answer(name: &str, source: &[u8]) -> String {
    let options = Options { filename: Some(name.into()) };
    let (warnings, error) = match parse_bytes(source, Mode::File, &options) {
        Ok(parsed) => (parsed.warnings, String::new()),
        Err(error) => (error.warnings.clone(), error.render(name)),
    };
    let text = decode_source(source).unwrap_or_default();
    let shown: String = warnings.iter().map(|warning| show(name, &text, warning)).collect();
    shown + &error
}

fn show(name: &str, text: &str, warning: &Warning) -> String {
    let line = text.lines().nth(warning.line as usize - 1).unwrap_or("").trim();
    format!("{name}:{}: {}: {}\n  {line}\n", warning.line, warning.category.class_name(), warning.message)
}

#[test]
fn broken_programs_fail_as_in_cpython() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/golden/syntax_errors");
    let mut checked = 0;
    let mut differing = Vec::new();
    for entry in std::fs::read_dir(&folder).expect("the folder of broken programs exists") {
        let path = entry.expect("its entries can be read").path();
        if path.extension().is_none_or(|extension| extension != "py") {
            continue;
        }
        let name = path.file_name().and_then(|name| name.to_str()).expect("names are ASCII").to_string();
        let source = std::fs::read(&path).expect("programs can be read");
        let expected = std::fs::read(path.with_extension("err")).expect("every program has a record");
        let ours = answer(&name, &source);
        if ours.as_bytes() != expected {
            differing.push(format!("{name}\n{ours}instead of\n{}", String::from_utf8_lossy(&expected)));
        }
        checked += 1;
    }
    assert!(checked > 250, "only {checked} programs found");
    assert!(differing.is_empty(), "{} of {checked} differ:\n{}", differing.len(), differing.join("\n"));
}
