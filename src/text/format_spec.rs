//! Format specs: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.
//!
//! [`Spec::parse`] reads the text with CPython's rules and messages; `format_number` applies it to
//! numbers and [`format_str`] to text. An empty spec means `str(value)`, which the caller does.

use super::buffer::{Buffer, Units};
use super::unicode;
use crate::num::Fault;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
    Center,
    /// `=`: padding goes between the sign and the digits.
    Numeric,
}

/// A parsed spec. `kind` is the type letter, or what the type's default is (0 for none).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    pub fill: u32,
    pub align: Align,
    /// `+`, `-` or blank; 0 when not given.
    pub sign: u8,
    pub no_negative_zero: bool,
    pub alternate: bool,
    pub width: Option<usize>,
    /// `,` or `_`; 0 when not given.
    pub grouping: u8,
    pub precision: Option<usize>,
    pub kind: u32,
}

fn align_of(code: Option<u32>) -> Option<Align> {
    match u8::try_from(code?).ok()? {
        b'<' => Some(Align::Left),
        b'>' => Some(Align::Right),
        b'^' => Some(Align::Center),
        b'=' => Some(Align::Numeric),
        _ => None,
    }
}

/// Reads decimal digits of any script from `at`; `None` when there are none.
pub(super) fn read_number(text: Units<'_>, at: &mut usize) -> Result<Option<usize>, Fault> {
    let mut value: Option<usize> = None;
    while let Some(digit) = text.get(*at).and_then(unicode::decimal) {
        let next = value.unwrap_or(0).checked_mul(10).and_then(|ten| ten.checked_add(usize::from(digit)));
        match next {
            Some(next) if isize::try_from(next).is_ok() => value = Some(next),
            _ => return Err(Fault::value("Too many decimal digits in format string")),
        }
        *at += 1;
    }
    Ok(value)
}

/// A code point as CPython's messages show it.
pub(super) fn shown(code: u32) -> String {
    match u8::try_from(code) {
        Ok(byte @ 33..=127) => char::from(byte).to_string(),
        _ => format!("\\x{code:x}"),
    }
}

pub(super) fn unknown_code(kind: u32, type_name: &str) -> Fault {
    Fault::value(format!("Unknown format code '{}' for object of type '{type_name}'", shown(kind)))
}

impl Spec {
    /// `default_kind` is `s` for text, `d` for integers, 0 for floats and complex numbers;
    /// `default_align` is left for text and right for numbers.
    pub fn parse(text: Units<'_>, type_name: &str, default_kind: u8, default_align: Align) -> Result<Spec, Fault> {
        let mut spec = Spec {
            fill: 0x20,
            align: default_align,
            sign: 0,
            no_negative_zero: false,
            alternate: false,
            width: None,
            grouping: 0,
            precision: None,
            kind: u32::from(default_kind),
        };
        let mut at = 0;
        let (mut has_fill, mut has_align) = (false, false);
        if let (Some(fill), Some(align)) = (text.get(0), align_of(text.get(1))) {
            (spec.fill, spec.align) = (fill, align);
            (has_fill, has_align) = (true, true);
            at = 2;
        } else if let Some(align) = align_of(text.get(0)) {
            spec.align = align;
            has_align = true;
            at = 1;
        }
        let is = |at: usize, byte: u8| text.get(at) == Some(u32::from(byte));
        if is(at, b'+') || is(at, b'-') || is(at, b' ') {
            spec.sign = text.get(at).and_then(|code| u8::try_from(code).ok()).unwrap_or(0);
            at += 1;
        }
        if is(at, b'z') {
            spec.no_negative_zero = true;
            at += 1;
        }
        if is(at, b'#') {
            spec.alternate = true;
            at += 1;
        }
        if !has_fill && is(at, b'0') {
            spec.fill = u32::from(b'0');
            if !has_align && default_align == Align::Right {
                spec.align = Align::Numeric;
            }
            at += 1;
        }
        spec.width = read_number(text, &mut at)?;
        let both = || Fault::value("Cannot specify both ',' and '_'.");
        if is(at, b',') {
            spec.grouping = b',';
            at += 1;
        }
        if is(at, b'_') {
            if spec.grouping != 0 {
                return Err(both());
            }
            spec.grouping = b'_';
            at += 1;
        }
        if is(at, b',') && spec.grouping == b'_' {
            return Err(both());
        }
        if is(at, b'.') {
            at += 1;
            spec.precision = read_number(text, &mut at)?;
            if spec.precision.is_none() {
                return Err(Fault::value("Format specifier missing precision"));
            }
        }
        match text.len() - at.min(text.len()) {
            0 => {}
            1 => spec.kind = text.get(at).unwrap_or(0),
            _ => {
                let text = text.to_string_lossy();
                return Err(Fault::value(format!("Invalid format specifier '{text}' for object of type '{type_name}'")));
            }
        }
        spec.check_grouping()?;
        Ok(spec)
    }

    fn check_grouping(&self) -> Result<(), Fault> {
        let decimal = matches!(u8::try_from(self.kind), Ok(b'd' | b'e' | b'f' | b'g' | b'E' | b'G' | b'%' | b'F' | 0));
        let binary = matches!(u8::try_from(self.kind), Ok(b'b' | b'o' | b'x' | b'X'));
        let allowed = self.grouping == 0 || decimal || (binary && self.grouping == b'_');
        if allowed {
            return Ok(());
        }
        let separator = char::from(self.grouping);
        Err(Fault::value(format!("Cannot specify '{separator}' with '{}'.", shown(self.kind))))
    }

    /// The type letter when it is ASCII; 0 for none.
    pub fn letter(&self) -> u8 {
        u8::try_from(self.kind).unwrap_or(0xff)
    }
}

/// Padding before and after a body of `length`.
pub(super) fn paddings(spec: &Spec, length: usize) -> (usize, usize) {
    let total = spec.width.unwrap_or(0).saturating_sub(length);
    match spec.align {
        Align::Left => (0, total),
        Align::Center => (total / 2, total - total / 2),
        Align::Right | Align::Numeric => (total, 0),
    }
}

/// `format(text, spec)`; `spec` was parsed with kind `s` and left alignment.
pub fn format_str(text: Units<'_>, spec: &Spec, type_name: &str) -> Result<Buffer, Fault> {
    let not_allowed = |what: &str| Err(Fault::value(format!("{what} not allowed in string format specifier")));
    if spec.kind != u32::from(b's') {
        return Err(unknown_code(spec.kind, type_name));
    }
    if spec.sign != 0 {
        return not_allowed(if spec.sign == b' ' { "Space" } else { "Sign" });
    }
    if spec.no_negative_zero {
        return not_allowed("Negative zero coercion (z)");
    }
    if spec.alternate {
        return not_allowed("Alternate form (#)");
    }
    if spec.align == Align::Numeric {
        return not_allowed("'=' alignment");
    }
    let text = text.slice(0, spec.precision.unwrap_or(usize::MAX));
    let (left, right) = paddings(spec, text.len());
    let mut out = Buffer::new();
    out.push_repeated(spec.fill, left)?;
    out.reserve(text.len())?;
    out.push_units(text);
    out.push_repeated(spec.fill, right)?;
    Ok(out)
}
