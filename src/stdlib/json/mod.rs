//! `_json`: what `json` does for texts and objects of the plain kind.
//!
//! Both functions work on exact built-in classes and default settings only, so that no code of the program has a
//! say in what they do. Whatever else turns up (another class, an error in the text, deep nesting) makes them give up
//! without a trace: they return None, and the package's own Python does the work anew, errors included.

mod scan;
mod write;

use super::ModuleSpec;
use crate::objects::native::{Method, function};

pub const MODULE: ModuleSpec =
    ModuleSpec { name: "_json", doc: "Scanning and writing of plain JSON.", functions: FUNCTIONS, setup: None };

/// Containers within containers that are followed natively.
const DEEPEST: u32 = 150;

const FUNCTIONS: &[Method] = &[
    function(
        "scan",
        "(text, index, strict, /)",
        scan::scan,
        "The value at an index of a text and the index behind it; None if it is not plain.",
    ),
    function(
        "encode",
        "(value, ascii_only, item_separator, key_separator, indent, nan_allowed, sort_keys, /)",
        write::encode,
        "The JSON text of a value; None if it is not plain.",
    ),
    function("quote", "(text, ascii_only, /)", write::quote, "The JSON literal of a str."),
];
