//! The integration tests in one binary: the layering of the source, the command line, and `--explain`.

#[path = "../child/mod.rs"]
mod child;
mod cli;
mod explain;
mod tidy;
