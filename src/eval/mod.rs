//! The evaluator: a syntax tree is lowered once into small executable nodes;
//! running a program is walking them. See `README.md` for the shape.

mod arith;
mod attribute;
mod boolean;
mod build_class;
mod cache;
mod call;
mod compare;
mod comprehension;
mod control;
mod display;
mod function;
pub mod generator;
mod imports;
mod lower;
mod lower_expression;
mod match_;
mod names;
mod operand;
mod preempt;
mod run;
mod statements;
mod subscript;
mod super_;
mod suspend;
mod target;
mod traced;
mod try_;
mod type_params;
mod unit;
mod unparse;
mod with;

pub use build_class::build_class;
pub use run::{block_builtins, call_function, install, run_block, run_code};
pub use unit::{
    ALLOW_TOP_LEVEL_AWAIT, LAST_VALUE, SCRIPT_FILE, compile_parsed, compile_source, compile_tree, compile_with, constant,
    cut_entry, parse_only,
};
