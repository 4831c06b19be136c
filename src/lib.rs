//! Taipan: a Python 3.13 interpreter.

pub mod cli;
pub mod engine;
pub mod eval;
pub mod memory;
pub mod num;
pub mod objects;
pub mod resolve;
pub mod stdlib;
pub mod text;
