//! Numbers without objects: integers beyond the word, exact float arithmetic, number ↔ text.
//!
//! Everything here is a pure function of its arguments: no Python object, no state, no panic. What
//! can go wrong comes back as a [`Fault`], which carries the class of the Python exception and
//! CPython's words for it; the object layer only has to raise it.
//!
//! Complex arithmetic and the functions of the `math` module are not here.

pub mod float;
pub mod float_text;
pub mod int;
pub mod int_text;
pub mod words;

use std::borrow::Cow;
use std::fmt;

/// Prime modulus of every numeric hash: equal numbers of different types hash alike.
pub const HASH_MODULUS: u64 = (1 << 61) - 1;
/// Hash of positive infinity; negative infinity has its negation.
pub const HASH_INFINITY: i64 = 314_159;

/// Which Python exception a [`Fault`] becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    ZeroDivision,
    Overflow,
    /// `OverflowError(34, 'Numerical result out of range')`: two arguments, as the C library reports it.
    Range,
    Value,
    Type,
    Memory,
    Index,
    Key,
}

/// A failed pure operation: the class of the exception and its message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub kind: FaultKind,
    pub message: Cow<'static, str>,
}

impl Fault {
    pub fn new(kind: FaultKind, message: impl Into<Cow<'static, str>>) -> Fault {
        Fault { kind, message: message.into() }
    }

    pub fn value(message: impl Into<Cow<'static, str>>) -> Fault {
        Fault::new(FaultKind::Value, message)
    }

    pub fn type_error(message: impl Into<Cow<'static, str>>) -> Fault {
        Fault::new(FaultKind::Type, message)
    }

    pub fn overflow(message: impl Into<Cow<'static, str>>) -> Fault {
        Fault::new(FaultKind::Overflow, message)
    }

    pub fn zero_division(message: impl Into<Cow<'static, str>>) -> Fault {
        Fault::new(FaultKind::ZeroDivision, message)
    }

    /// MemoryError has no words in CPython.
    pub fn memory() -> Fault {
        Fault::new(FaultKind::Memory, "")
    }

    /// The C library's ERANGE.
    pub fn range() -> Fault {
        Fault::new(FaultKind::Range, "Numerical result out of range")
    }

    /// Name of the exception class, for messages and tests.
    pub fn class_name(&self) -> &'static str {
        match self.kind {
            FaultKind::ZeroDivision => "ZeroDivisionError",
            FaultKind::Overflow | FaultKind::Range => "OverflowError",
            FaultKind::Value => "ValueError",
            FaultKind::Type => "TypeError",
            FaultKind::Memory => "MemoryError",
            FaultKind::Index => "IndexError",
            FaultKind::Key => "KeyError",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            FaultKind::Range => write!(out, "(34, '{}')", self.message),
            _ => out.write_str(&self.message),
        }
    }
}

impl std::error::Error for Fault {}

/// `mantissa · 2^exponent` (plus a little, if `sticky`) as the nearest float, ties to even.
///
/// Overflow gives infinity. `sticky` says that non-zero bits below the mantissa were dropped; it
/// is only exact when the mantissa has at least 55 significant bits or `sticky` is false.
pub(crate) fn compose(negative: bool, mantissa: u64, sticky: bool, exponent: i64) -> f64 {
    let sign = if negative { 1u64 << 63 } else { 0 };
    if mantissa == 0 {
        return f64::from_bits(sign);
    }
    // The value lies in [2^(top-1), 2^top).
    let length = 64 - i64::from(mantissa.leading_zeros());
    let top = length.saturating_add(exponent);
    if top > 1024 {
        return f64::from_bits(sign | f64::INFINITY.to_bits());
    }
    if top < -1074 {
        return f64::from_bits(sign);
    }
    // Bits that the result can hold: 53, fewer for subnormal numbers.
    let precision = (top + 1074).min(53);
    let drop = length - precision;
    let (mut kept, exponent) = if drop <= 0 {
        (mantissa << -drop, exponent + drop)
    } else {
        let (whole, rest, half) = if drop >= 64 {
            (0, mantissa, 1u64 << 63)
        } else {
            (mantissa >> drop, mantissa & ((1 << drop) - 1), 1u64 << (drop - 1))
        };
        let up = rest > half || (rest == half && (sticky || whole & 1 == 1));
        (whole + u64::from(up), exponent + drop)
    };
    // Rounding may have carried into one more bit; adding it to the biased exponent is exactly right.
    let bits = if precision == 53 {
        let biased = (exponent + 1075) as u64;
        if kept == 1 << 53 {
            kept = 1 << 52;
            ((biased + 1) << 52) | (kept & ((1 << 52) - 1))
        } else {
            (biased << 52) | (kept & ((1 << 52) - 1))
        }
    } else {
        kept
    };
    f64::from_bits(sign | bits)
}

/// Splits a finite float into `(negative, mantissa, exponent)` with value `±mantissa · 2^exponent`.
pub(crate) fn decompose(value: f64) -> (bool, u64, i64) {
    let bits = value.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let biased = ((bits >> 52) & 0x7ff) as i64;
    let (mantissa, exponent) = if biased == 0 { (fraction, -1074) } else { (fraction | (1 << 52), biased - 1075) };
    (bits >> 63 == 1, mantissa, exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compose_undoes_decompose() {
        for value in [0.0, -0.0, 1.0, -1.5, 5e-324, 1e-310, 2.2250738585072014e-308, f64::MAX, 0.1, 1e300] {
            let (negative, mantissa, exponent) = decompose(value);
            assert_eq!(compose(negative, mantissa, false, exponent).to_bits(), value.to_bits());
        }
        assert_eq!(compose(false, u64::MAX, false, 960), f64::INFINITY);
        assert_eq!(compose(false, 3, false, -1076), 5e-324);
        assert_eq!(compose(false, 1, false, -1075), 0.0);
        assert_eq!(compose(false, 1, true, -1075), 5e-324);
        assert_eq!(compose(false, (1 << 53) + 1, false, 0), 9007199254740992.0);
        assert_eq!(compose(false, (1 << 53) + 1, true, 0), 9007199254740994.0);
        assert_eq!(compose(false, (1 << 53) - 1, false, -1075), 2.2250738585072014e-308);
    }
}
