//! Taipan: a Python 3.13 interpreter.

pub mod memory;
pub mod objects;
