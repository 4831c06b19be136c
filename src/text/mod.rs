//! Text without objects: code units, escapes, character tables, format specs, codecs, search.
//!
//! Everything here is a pure function of its arguments: no Python object, no state, no panic. A
//! Python string is a sequence of code points that may include lone surrogates, so text travels as
//! [`Units`] (borrowed) and [`Buffer`] (owned), in the narrowest of three widths. Failures are
//! [`crate::num::Fault`]s in CPython's words.
//!
//! Missing on purpose: the escapes of literals in source text (the grammar reads those) and regular
//! expressions.

pub mod buffer;
pub mod charmap;
pub mod cjk;
pub mod codec;
pub mod codec_errors;
pub mod escape;
pub mod escape_codec;
pub mod field;
pub mod format_number;
pub mod format_spec;
pub mod normalize;
pub mod percent;
pub mod search;
pub mod siphash;
pub mod tables;
pub mod unicode;
mod utf7;

pub use buffer::{Buffer, Unit, Units};
