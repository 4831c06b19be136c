//! Dumps the trees of many files: the paths come on standard input, one a line.
//!
//! With a directory as argument, the dump of the n-th file goes to `DIR/n.txt`; without, one line
//! per file shows a hash of its dump, and what refused it.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufRead, Write};
use std::time::{Duration, Instant};

use taipan_grammar::{Mode, Options, dump, parse_bytes};

fn main() -> std::io::Result<()> {
    let worker = std::thread::Builder::new().stack_size(256 << 20).spawn(run)?;
    worker.join().unwrap_or_else(|_| std::process::exit(101))
}

fn run() -> std::io::Result<()> {
    let directory = std::env::args().nth(1);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut spent, mut bytes) = (Duration::ZERO, 0usize);
    for (index, path) in std::io::stdin().lock().lines().enumerate() {
        let path = path?;
        let source = std::fs::read(&path)?;
        bytes += source.len();
        let start = Instant::now();
        let parsed = parse_bytes(&source, Mode::File, &Options::default());
        spent += start.elapsed();
        match parsed {
            Ok(parsed) => {
                let text = dump(&parsed.module);
                match &directory {
                    Some(directory) => std::fs::write(format!("{directory}/{index}.txt"), text)?,
                    None => {
                        let mut hasher = DefaultHasher::new();
                        text.hash(&mut hasher);
                        writeln!(out, "{:016x} {path}", hasher.finish())?;
                    }
                }
            }
            Err(error) => writeln!(out, "refused {path}\n{}", error.render(&path).trim_end())?,
        }
    }
    let milliseconds = spent.as_secs_f64() * 1e3;
    eprintln!("parsed {bytes} bytes in {milliseconds:.0} ms");
    out.flush()
}
