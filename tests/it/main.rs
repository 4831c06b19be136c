//! The integration tests in one binary: the layering of the source, and the command line.

#[path = "../child/mod.rs"]
mod child;
mod cli;
mod tidy;
