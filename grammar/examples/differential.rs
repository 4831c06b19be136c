//! Parses many programs for a comparison with CPython; `tests/ast_dump/*.py` drive it.
//!
//! Standard input holds records: a length of four bytes, little endian, and a program. Each answer
//! goes to standard output as a record of the same form, whose fields are separated by NUL (no
//! program that is compared contains one): `OK` and the dump of the tree, or the class of the
//! error, its message, line, offset, end line, end offset and text.

use std::io::{Read, Write};

use taipan_grammar::{Mode, Options, dump, parse_bytes};

fn main() -> std::io::Result<()> {
    let worker = std::thread::Builder::new().stack_size(256 << 20).spawn(run)?;
    worker.join().unwrap_or_else(|_| std::process::exit(101))
}

fn run() -> std::io::Result<()> {
    let mut input = Vec::new();
    std::io::stdin().read_to_end(&mut input)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut rest = input.as_slice();
    while let Some((length, tail)) = rest.split_first_chunk::<4>() {
        let length = (u32::from_le_bytes(*length) as usize).min(tail.len());
        let (program, tail) = tail.split_at(length);
        rest = tail;
        let answer = answer(program);
        out.write_all(&(answer.len() as u32).to_le_bytes())?;
        out.write_all(answer.as_bytes())?;
    }
    out.flush()
}

fn answer(program: &[u8]) -> String {
    match parse_bytes(program, Mode::File, &Options::default()) {
        Ok(parsed) => format!("OK\0{}", dump(&parsed.module)),
        Err(error) => [
            error.kind.class_name().to_string(),
            error.message,
            error.line.to_string(),
            error.offset.to_string(),
            error.end_line.to_string(),
            error.end_offset.to_string(),
            error.text.unwrap_or_default(),
        ]
        .join("\0"),
    }
}
