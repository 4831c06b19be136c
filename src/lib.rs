//! Taipan: a Python 3.13 interpreter.

pub mod memory;
pub mod num;
pub mod objects;
pub mod text;
pub mod eval;
pub mod resolve;
pub mod stdlib;
pub mod engine;
pub mod cli;
