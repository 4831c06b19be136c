//! Numbers under a format spec (`format(12, '>+8,d')`) and under `%` directives (`'%+08.3f' % x`).

use super::buffer::{Buffer, Units};
use super::format_spec::{Align, Spec, unknown_code};
use super::percent::Directive;
use crate::num::float_text::{self, Flags};
use crate::num::int::Int;
use crate::num::{Fault, FaultKind, int_text};

/// The parts of a number's text: everything but padding.
struct Parts<'a> {
    sign: &'a str,
    prefix: &'a str,
    /// Digits that are grouped and zero-filled; ASCII, but for the character of type `c`.
    digits: Units<'a>,
    /// Point, fraction and exponent, or `inf` and `nan`.
    rest: &'a str,
}

fn sign_text(negative: bool, sign: u8) -> &'static str {
    match (negative, sign) {
        (true, _) => "-",
        (false, b'+') => "+",
        (false, b' ') => " ",
        _ => "",
    }
}

/// Length of `digits` after grouping and zero filling to at least `minimum` columns.
fn grouped_length(digits: usize, group: usize, minimum: usize) -> (usize, usize) {
    if group == 0 || digits == 0 {
        let filled = digits.max(if digits == 0 { 0 } else { minimum });
        return (filled, filled);
    }
    // `n` digits take n + (n - 1) / group columns; zeros are added while columns are missing, and a
    // column that could only be a separator gets a digit before it.
    let natural = digits.saturating_add((digits - 1) / group);
    if natural >= minimum {
        return (digits, natural);
    }
    let full = minimum / (group + 1);
    let count = match minimum % (group + 1) {
        0 => full.saturating_mul(group).saturating_add(1),
        rest => full.saturating_mul(group).saturating_add(rest),
    };
    (count, count.saturating_add((count - 1) / group))
}

fn write_parts(spec: &Spec, parts: &Parts<'_>, group: usize) -> Result<Buffer, Fault> {
    let fixed = parts.sign.len() + parts.prefix.len() + parts.rest.len();
    let zero_fill = spec.fill == u32::from(b'0') && spec.align == Align::Numeric;
    let minimum = if zero_fill { spec.width.unwrap_or(0).saturating_sub(fixed) } else { 0 };
    let (count, columns) = grouped_length(parts.digits.len(), group, minimum);
    let total = fixed.saturating_add(columns);
    let missing = spec.width.unwrap_or(0).saturating_sub(total);
    let (left, middle, right) = match spec.align {
        Align::Left => (0, 0, missing),
        Align::Right => (missing, 0, 0),
        Align::Center => (missing / 2, 0, missing - missing / 2),
        Align::Numeric => (0, missing, 0),
    };
    let mut out = Buffer::with_capacity(total.saturating_add(missing))?;
    out.push_repeated(spec.fill, left)?;
    out.push_str(parts.sign);
    out.push_str(parts.prefix);
    out.push_repeated(spec.fill, middle)?;
    push_grouped(&mut out, parts.digits, count, group, spec.grouping)?;
    out.push_str(parts.rest);
    out.push_repeated(spec.fill, right)?;
    Ok(out)
}

fn push_grouped(out: &mut Buffer, digits: Units<'_>, count: usize, group: usize, separator: u8) -> Result<(), Fault> {
    let zeros = count - digits.len();
    if group == 0 {
        out.push_repeated(u32::from(b'0'), zeros)?;
        out.push_units(digits);
        return Ok(());
    }
    let codes = std::iter::repeat_n(u32::from(b'0'), zeros).chain(digits);
    for (index, code) in codes.enumerate() {
        if index > 0 && (count - index).is_multiple_of(group) {
            out.push(u32::from(separator));
        }
        out.push(code);
    }
    Ok(())
}

/// `format(value, spec)` of an integer; `spec` was parsed with kind `d` and right alignment.
pub fn format_int(value: &Int, spec: &Spec, type_name: &str, digit_limit: usize) -> Result<Buffer, Fault> {
    match spec.letter() {
        b'b' | b'c' | b'd' | b'o' | b'x' | b'X' | b'n' => {}
        b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'%' => return format_float(value.to_f64()?, spec, type_name),
        _ => return Err(unknown_code(spec.kind, type_name)),
    }
    if spec.precision.is_some() {
        return Err(Fault::value("Precision not allowed in integer format specifier"));
    }
    if spec.no_negative_zero {
        return Err(Fault::value("Negative zero coercion (z) not allowed in integer format specifier"));
    }
    if spec.letter() == b'c' {
        return format_char(value, spec);
    }
    let (text, prefix) = match spec.letter() {
        b'b' => (int_text::to_radix(value, 2, false)?, "0b"),
        b'o' => (int_text::to_radix(value, 8, false)?, "0o"),
        b'x' => (int_text::to_radix(value, 16, false)?, "0x"),
        b'X' => (int_text::to_radix(value, 16, true)?, "0X"),
        _ => (int_text::to_decimal(value, digit_limit)?, ""),
    };
    let group = match (spec.grouping, prefix) {
        (0, _) => 0,
        (_, "") => 3,
        _ => 4,
    };
    let digits = text.strip_prefix('-').unwrap_or(&text);
    let parts = Parts {
        sign: sign_text(value.is_negative(), spec.sign),
        prefix: if spec.alternate { prefix } else { "" },
        digits: Units::One(digits.as_bytes()),
        rest: "",
    };
    write_parts(spec, &parts, group)
}

fn format_char(value: &Int, spec: &Spec) -> Result<Buffer, Fault> {
    if spec.sign != 0 {
        return Err(Fault::value("Sign not allowed with integer format specifier 'c'"));
    }
    if spec.alternate {
        return Err(Fault::value("Alternate form (#) not allowed with integer format specifier 'c'"));
    }
    let word = value.to_i64().ok_or_else(|| Fault::overflow("Python int too large to convert to C long"))?;
    let code = char_code(word).ok_or_else(|| Fault::overflow("%c arg not in range(0x110000)"))?;
    write_parts(spec, &Parts { sign: "", prefix: "", digits: Units::Four(&[code]), rest: "" }, 0)
}

fn char_code(word: i64) -> Option<u32> {
    u32::try_from(word).ok().filter(|code| *code < 0x110000)
}

/// Splits a float's text into sign, digits before the point, and the rest.
fn split_float(text: &str) -> (bool, &str, &str) {
    let negative = text.starts_with('-');
    let body = text.strip_prefix('-').unwrap_or(text);
    let end = body.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(body.len());
    let (digits, rest) = body.split_at_checked(end).unwrap_or((body, ""));
    (negative, digits, rest)
}

fn write_float(text: &str, spec: &Spec) -> Result<Buffer, Fault> {
    let (negative, digits, rest) = split_float(text);
    let parts = Parts { sign: sign_text(negative, spec.sign), prefix: "", digits: Units::One(digits.as_bytes()), rest };
    write_parts(spec, &parts, if spec.grouping == 0 { 0 } else { 3 })
}

fn flags(spec: &Spec) -> Flags {
    Flags { alternate: spec.alternate, add_dot_0: false, no_negative_zero: spec.no_negative_zero }
}

/// `format(value, spec)` of a float; `spec` was parsed with kind 0 and right alignment.
pub fn format_float(value: f64, spec: &Spec, type_name: &str) -> Result<Buffer, Fault> {
    let mut flags = flags(spec);
    let letter = match (spec.letter(), spec.precision) {
        (0, None) => b'r',
        (0, Some(_)) => b'g',
        (b'n', _) => b'g',
        (letter @ (b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'%'), _) => letter,
        _ => return Err(unknown_code(spec.kind, type_name)),
    };
    flags.add_dot_0 = spec.kind == 0;
    let text = float_text::format(value, letter, spec.precision.unwrap_or(6), flags)?;
    write_float(&text, spec)
}

/// `format(complex(real, imag), spec)`; `spec` was parsed with kind 0 and right alignment.
pub fn format_complex(real: f64, imag: f64, spec: &Spec) -> Result<Buffer, Fault> {
    let letter = match (spec.letter(), spec.precision) {
        (0, None) => b'r',
        (0, Some(_)) => b'g',
        (b'n', _) => b'g',
        (letter @ (b'e' | b'E' | b'f' | b'F' | b'g' | b'G'), _) => letter,
        _ => return Err(unknown_code(spec.kind, "complex")),
    };
    if spec.fill == u32::from(b'0') {
        return Err(Fault::value("Zero padding is not allowed in complex format specifier"));
    }
    if spec.align == Align::Numeric {
        return Err(Fault::value("'=' alignment flag is not allowed in complex format specifier"));
    }
    let imaginary_only = spec.kind == 0 && real == 0.0 && real.is_sign_positive();
    let parens = spec.kind == 0 && !imaginary_only;
    let precision = spec.precision.unwrap_or(6);
    let plain = Spec { fill: 0x20, align: Align::Left, width: None, ..*spec };
    let mut body = Buffer::new();
    if parens {
        body.push(u32::from(b'('));
    }
    if !imaginary_only {
        let text = float_text::format(real, letter, precision, flags(spec))?;
        body.push_units(write_float(&text, &plain)?.units());
    }
    let imag_sign = if imaginary_only { spec.sign } else { b'+' };
    let text = float_text::format(imag, letter, precision, flags(spec))?;
    body.push_units(write_float(&text, &Spec { sign: imag_sign, ..plain })?.units());
    body.push_str(if parens { "j)" } else { "j" });
    let (left, right) = super::format_spec::paddings(spec, body.len());
    let mut out = Buffer::new();
    out.push_repeated(spec.fill, left)?;
    out.push_units(body.units());
    out.push_repeated(spec.fill, right)?;
    Ok(out)
}

/// Pads the parts of a number as `%` does: zeros go behind sign and prefix, `-` wins over `0`.
fn percent_number(directive: &Directive, sign: &str, prefix: &str, body: &str) -> Result<Buffer, Fault> {
    let missing = directive.width.saturating_sub(sign.len() + prefix.len() + body.len());
    let (left, zeros, right) = match (directive.left, directive.zero) {
        (true, _) => (0, 0, missing),
        (false, true) => (0, missing, 0),
        (false, false) => (missing, 0, 0),
    };
    let mut out = Buffer::new();
    out.push_repeated(0x20, left)?;
    out.push_str(sign);
    out.push_str(prefix);
    out.push_repeated(u32::from(b'0'), zeros)?;
    out.push_str(body);
    out.push_repeated(0x20, right)?;
    Ok(out)
}

fn percent_sign(directive: &Directive, negative: bool) -> &'static str {
    let sign = match (directive.plus, directive.space) {
        (true, _) => b'+',
        (false, true) => b' ',
        _ => 0,
    };
    sign_text(negative, sign)
}

/// `%d %i %u %o %x %X` of an integer.
pub fn percent_int(value: &Int, directive: &Directive, digit_limit: usize) -> Result<Buffer, Fault> {
    let (text, prefix) = match directive.letter() {
        b'o' => (int_text::to_radix(value, 8, false)?, "0o"),
        b'x' => (int_text::to_radix(value, 16, false)?, "0x"),
        b'X' => (int_text::to_radix(value, 16, true)?, "0X"),
        _ => (int_text::to_decimal(value, digit_limit)?, ""),
    };
    let digits = text.strip_prefix('-').unwrap_or(&text);
    let zeros = directive.precision.unwrap_or(0).saturating_sub(digits.len());
    let mut body = String::new();
    crate::room::asking(|| body.try_reserve(zeros.saturating_add(digits.len()))).map_err(|_| Fault::memory())?;
    body.extend(std::iter::repeat_n('0', zeros));
    body.push_str(digits);
    let prefix = if directive.alternate { prefix } else { "" };
    percent_number(directive, percent_sign(directive, value.is_negative()), prefix, &body)
}

/// `%e %E %f %F %g %G` of a float.
pub fn percent_float(value: f64, directive: &Directive) -> Result<Buffer, Fault> {
    let flags = Flags { alternate: directive.alternate, ..Flags::default() };
    let text = float_text::format(value, directive.letter(), directive.precision.unwrap_or(6), flags)?;
    let body = text.strip_prefix('-').unwrap_or(&text);
    percent_number(directive, percent_sign(directive, text.starts_with('-')), "", body)
}

/// `%s %r %a` of text already made, cut to the precision.
pub fn percent_text(text: Units<'_>, directive: &Directive) -> Result<Buffer, Fault> {
    percent_padded(text.slice(0, directive.precision.unwrap_or(usize::MAX)), directive)
}

/// `%c` of an integer; one character of text goes through [`percent_padded`].
pub fn percent_char(word: Option<i64>, directive: &Directive) -> Result<Buffer, Fault> {
    let code = word.and_then(char_code).ok_or_else(|| Fault::new(FaultKind::Overflow, "%c arg not in range(0x110000)"))?;
    percent_padded(Units::Four(&[code]), directive)
}

/// Text padded with blanks, without a precision.
pub fn percent_padded(text: Units<'_>, directive: &Directive) -> Result<Buffer, Fault> {
    let missing = directive.width.saturating_sub(text.len());
    let mut out = Buffer::new();
    out.push_repeated(0x20, if directive.left { 0 } else { missing })?;
    out.push_units(text);
    out.push_repeated(0x20, if directive.left { missing } else { 0 })?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::percent::{Piece, Pieces};

    fn int(value: i64, spec: &str) -> Result<String, String> {
        let text = Buffer::from(spec);
        Spec::parse(text.units(), "int", b'd', Align::Right)
            .and_then(|spec| format_int(&Int::from(value), &spec, "int", 4300))
            .map(|text| text.to_string_lossy())
            .map_err(|fault| format!("{}: {fault}", fault.class_name()))
    }

    fn float(value: f64, spec: &str) -> Result<String, String> {
        let text = Buffer::from(spec);
        Spec::parse(text.units(), "float", 0, Align::Right)
            .and_then(|spec| format_float(value, &spec, "float"))
            .map(|text| text.to_string_lossy())
            .map_err(|fault| format!("{}: {fault}", fault.class_name()))
    }

    #[test]
    fn integers() {
        let check = |value, spec, expected: &str| assert_eq!(int(value, spec).as_deref(), Ok(expected), "{spec}");
        check(255, "#010x", "0x000000ff");
        check(255, "x=+10d", "+xxxxxx255");
        check(255, "^+11,", "   +255    ");
        check(-1234567, "012,", "-001,234,567");
        check(-1234567, "013,", "-0,001,234,567");
        check(1, "04,", "0,001");
        check(1234567, "020_b", "1_0010_1101_0110_1000_0111");
        check(5, "5%", "500.000000%");
        check(97, "=5c", "    a");
        check(3, "\u{663}", "  3");
        let fail = |spec, expected: &str| assert_eq!(int(1, spec).unwrap_err(), expected);
        fail("q", "ValueError: Unknown format code 'q' for object of type 'int'");
        fail("dd", "ValueError: Invalid format specifier 'dd' for object of type 'int'");
        fail("5.", "ValueError: Format specifier missing precision");
        fail(".2d", "ValueError: Precision not allowed in integer format specifier");
        fail("__", "ValueError: Cannot specify '_' with '_'.");
        fail(",_", "ValueError: Cannot specify both ',' and '_'.");
        fail("+c", "ValueError: Sign not allowed with integer format specifier 'c'");
    }

    #[test]
    fn floats() {
        let check = |value, spec, expected: &str| assert_eq!(float(value, spec).as_deref(), Ok(expected), "{spec}");
        check(1234567.5, "022,.1f", "0,000,000,001,234,567.5");
        check(f64::INFINITY, "+010,", "+000000inf");
        check(1e16, "#", "1.e+16");
        check(123.0, ".3", "1.23e+02");
        check(0.5, ".0", "0.5");
        check(-0.4, "z.0f", "0");
        check(1.5, "é>8", "ééééé1.5");
    }

    #[test]
    fn absurd_sizes_are_errors() {
        for spec in ["9223372036854775807d", "09223372036854775807,d", "9223372036854775807c", "^9223372036854775807x"] {
            assert_eq!(int(7, spec).unwrap_err(), "MemoryError: ", "{spec}");
        }
        assert_eq!(float(1.0, "9223372036854775807").unwrap_err(), "MemoryError: ");
        assert_eq!(float(1.0, ".9223372036854775807f").unwrap_err(), "ValueError: precision too big");
        let format = Buffer::from("%9223372036854775807d");
        for piece in Pieces::new(format.units()) {
            let Ok(Piece::Directive(mut directive)) = piece else { panic!("one directive") };
            assert_eq!(percent_int(&Int::from(1), &directive, 0), Err(Fault::memory()));
            directive.set_width(i64::MIN).unwrap();
            assert_eq!(percent_padded(Units::One(b"a"), &directive), Err(Fault::memory()));
        }
    }
}
