//! The integration tests in one binary: the layering of the source, the command line, `--explain`, and HTTPS.

#[path = "../child/mod.rs"]
mod child;
mod cli;
mod explain;
mod https;
mod tidy;
mod tools;
