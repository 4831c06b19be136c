//! Floats to and from text: `repr`, `float(text)`, the number types of format specs, `hex`.
//!
//! Every conversion is exact before its one rounding (ties of the true value to even), as CPython's
//! is. Signs, padding and thousands separators are added in `text::format_spec`.

use super::{Fault, compose, decompose};

/// Extra wishes of a conversion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// `#`: keep the point, and for `g` the trailing zeros.
    pub alternate: bool,
    /// A result that looks like an integer gets `.0`.
    pub add_dot_0: bool,
    /// `z`: a zero after rounding loses its minus.
    pub no_negative_zero: bool,
}

/// Most digits a float's exact decimal form has after the point; more digits are zeros.
const EXACT_FRACTION: usize = 1100;

/// `repr(value)`.
pub fn repr(value: f64) -> String {
    if !value.is_finite() {
        return special(value, false).into();
    }
    // In this range the digits come laid out as Python writes them.
    let size = value.abs();
    if size == 0.0 || (1e-4..1e16).contains(&size) {
        return ryu::Buffer::new().format_finite(value).into();
    }
    let (digits, point) = shortest(size);
    let mut out = String::with_capacity(24);
    if value.is_sign_negative() {
        out.push('-');
    }
    layout(&mut out, &digits, point, !(-3..=16).contains(&point), digits.len(), true, false, b'e');
    out
}

fn special(value: f64, upper: bool) -> &'static str {
    match (value.is_nan(), value < 0.0, upper) {
        (true, _, false) => "nan",
        (true, _, true) => "NAN",
        (false, false, false) => "inf",
        (false, false, true) => "INF",
        (false, true, false) => "-inf",
        (false, true, true) => "-INF",
    }
}

/// Shortest digits that read back as `value`, and where the point stands: 0.`digits` · 10^point.
fn shortest(value: f64) -> (Vec<u8>, i32) {
    if value == 0.0 {
        return (vec![b'0'], 1);
    }
    let mut buffer = ryu::Buffer::new();
    let text = buffer.format_finite(value);
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
    let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
    digits.drain(..zeros);
    while digits.last() == Some(&b'0') {
        digits.pop();
    }
    (digits, whole.len() as i32 + exponent - zeros as i32)
}

/// Writes digits with a point or an exponent; `end` is how many digits to show, padded with zeros.
#[allow(clippy::too_many_arguments, reason = "one layout rule, all of whose inputs vary independently")]
fn layout(
    out: &mut String,
    digits: &[u8],
    point: i32,
    exponential: bool,
    end: usize,
    add_dot_0: bool,
    keep_point: bool,
    letter: u8,
) {
    let shown = if exponential { 1 } else { point };
    let digit = |out: &mut String, index: usize| {
        out.push(digits.get(index).copied().map_or('0', char::from));
    };
    if shown <= 0 {
        out.push_str("0.");
        (shown..0).for_each(|_| out.push('0'));
        (0..end).for_each(|index| digit(out, index));
        if end == 0 && shown == 0 && !keep_point {
            out.pop();
        }
    } else {
        let whole = shown as usize;
        (0..whole).for_each(|index| digit(out, index));
        let end = if add_dot_0 && !exponential { end.max(whole + 1) } else { end };
        if end > whole || keep_point {
            out.push('.');
        }
        (whole..end).for_each(|index| digit(out, index));
    }
    if exponential {
        let exponent = point - 1;
        out.push(char::from(letter));
        out.push(if exponent < 0 { '-' } else { '+' });
        if exponent.unsigned_abs() < 10 {
            out.push('0');
        }
        out.push_str(&exponent.unsigned_abs().to_string());
    }
}

/// One conversion by letter: `e E f F g G`, `n` (as `g`), `%` (hundredfold, as `f`), `r` (shortest).
pub fn format(value: f64, kind: u8, precision: usize, flags: Flags) -> Result<String, Fault> {
    if precision > i32::MAX as usize - 16 {
        return Err(Fault::value("precision too big"));
    }
    let percent = kind == b'%';
    let value = if percent { value * 100.0 } else { value };
    let upper = kind.is_ascii_uppercase();
    if !value.is_finite() {
        let text = special(value, upper);
        return Ok(if percent { format!("{text}%") } else { text.into() });
    }
    let mut out = String::new();
    crate::room::asking(|| out.try_reserve(precision.saturating_add(if percent { 400 } else { 32 })))
        .map_err(|_| Fault::memory())?;
    if value.is_sign_negative() {
        out.push('-');
    }
    let size = value.abs();
    let letter = if upper { b'E' } else { b'e' };
    match kind.to_ascii_lowercase() {
        b'f' | b'%' => push_fixed(&mut out, size, precision, flags.alternate),
        b'e' => {
            let (digits, point) = significant(size, precision.saturating_add(1));
            layout(&mut out, &digits, point, true, precision + 1, false, flags.alternate, letter);
        }
        b'r' => {
            let (digits, point) = shortest(size);
            let exponential = !(-3..=16).contains(&point);
            layout(&mut out, &digits, point, exponential, digits.len(), flags.add_dot_0, flags.alternate, letter);
        }
        _ => {
            let precision = precision.max(1);
            let (mut digits, point) = significant(size, precision);
            let limit = precision as i64 - i64::from(flags.add_dot_0);
            let exponential = i64::from(point) <= -4 || i64::from(point) > limit;
            while !flags.alternate && digits.len() > 1 && digits.last() == Some(&b'0') {
                digits.pop();
            }
            let end = if flags.alternate { precision } else { digits.len() };
            layout(&mut out, &digits, point, exponential, end, flags.add_dot_0, flags.alternate, letter);
        }
    }
    if flags.no_negative_zero && out.starts_with('-') {
        let mantissa = out.split(['e', 'E']).next().unwrap_or_default();
        if !mantissa.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
            out.remove(0);
        }
    }
    if percent {
        out.push('%');
    }
    Ok(out)
}

fn push_fixed(out: &mut String, size: f64, precision: usize, keep_point: bool) {
    use std::fmt::Write;
    match scaled(size, precision) {
        Some((number, scale)) => {
            // Writing to a String cannot fail.
            let _ = match precision {
                0 => write!(out, "{number}"),
                _ => write!(out, "{}.{:0precision$}", number / scale, number % scale),
            };
        }
        None => {
            let exact = precision.min(EXACT_FRACTION);
            let _ = write!(out, "{size:.exact$}");
            out.extend(std::iter::repeat_n('0', precision - exact));
        }
    }
    if precision == 0 && keep_point {
        out.push('.');
    }
}

/// `size * 10^precision` rounded half to even, and the power of ten; `None` where
/// 53 bits do not decide it.
///
/// The product's rounding error is known exactly (fused multiply and add), and
/// below 2^52 a half is a multiple of the product's last place. So either the
/// product is off a half by more than the error, or the error decides.
fn scaled(size: f64, precision: usize) -> Option<(u64, u64)> {
    /// All powers of ten that a `u64` holds; they are exact as floats, too.
    const MOST: usize = 17;
    const LIMIT: f64 = (1u64 << 52) as f64;
    if precision > MOST {
        return None;
    }
    let power = 10u64.pow(precision as u32);
    let product = size * power as f64;
    if product >= LIMIT || product.is_nan() {
        return None;
    }
    let error = size.mul_add(power as f64, -product);
    let whole = product.trunc();
    let over = product - whole - 0.5;
    let number = whole as u64;
    let up = over > 0.0 || (over == 0.0 && (error > 0.0 || (error == 0.0 && number % 2 == 1)));
    Some((number + u64::from(up), power))
}

/// `count` correctly rounded digits and the place of the point; trailing zeros may be missing
/// beyond the exact form.
fn significant(size: f64, count: usize) -> (Vec<u8>, i32) {
    let exact = count.clamp(1, EXACT_FRACTION) - 1;
    let text = format!("{size:.exact$e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let digits = mantissa.bytes().filter(u8::is_ascii_digit).collect();
    (digits, exponent.parse::<i32>().unwrap_or(0) + 1)
}

/// `float(text)` for ASCII text without surrounding blanks; `None` when it is not a number.
pub fn parse(text: &str) -> Option<f64> {
    let (negative, body) = match text.as_bytes() {
        [b'-', ..] => (true, text.get(1..)?),
        [b'+', ..] => (false, text.get(1..)?),
        _ => (false, text),
    };
    let size = match body.as_bytes().first()? {
        b'0'..=b'9' | b'.' => {
            // The standard parser also knows words and signs, so only digits may come here.
            if body.contains('_') { parse_digits(&without_underscores(body)?)? } else { parse_digits(body)? }
        }
        _ if body.eq_ignore_ascii_case("inf") || body.eq_ignore_ascii_case("infinity") => f64::INFINITY,
        _ if body.eq_ignore_ascii_case("nan") => f64::NAN,
        _ => return None,
    };
    Some(if negative { -size } else { size })
}

fn parse_digits(text: &str) -> Option<f64> {
    text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-')).then_some(())?;
    text.parse().ok()
}

/// Underscores are allowed between two digits only.
fn without_underscores(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let digit = |index: Option<usize>| index.and_then(|index| bytes.get(index)).is_some_and(u8::is_ascii_digit);
    let lonely = |(index, byte): (usize, &u8)| *byte == b'_' && !(digit(index.checked_sub(1)) && digit(index.checked_add(1)));
    (!bytes.iter().enumerate().any(lonely)).then(|| text.replace('_', ""))
}

/// `value.hex()`.
pub fn hex(value: f64) -> String {
    if !value.is_finite() {
        return special(value, false).into();
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    if value == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let (_, mantissa, exponent) = decompose(value);
    let (lead, fraction) = (mantissa >> 52, mantissa & ((1 << 52) - 1));
    format!("{sign}0x{lead}.{fraction:013x}p{:+}", exponent + 52)
}

/// `float.fromhex(text)`; blanks around the text are allowed.
pub fn from_hex(text: &str) -> Result<f64, Fault> {
    let invalid = || Fault::value("invalid hexadecimal floating-point string");
    let text = text.trim_matches([' ', '\t', '\n', '\r', '\x0b', '\x0c']);
    let (negative, body) = match text.as_bytes() {
        [b'-', ..] => (true, text.get(1..).unwrap_or_default()),
        [b'+', ..] => (false, text.get(1..).unwrap_or_default()),
        _ => (false, text),
    };
    if body.eq_ignore_ascii_case("inf") || body.eq_ignore_ascii_case("infinity") {
        return Ok(if negative { f64::NEG_INFINITY } else { f64::INFINITY });
    }
    if body.eq_ignore_ascii_case("nan") {
        return Ok(if negative { -f64::NAN } else { f64::NAN });
    }
    let body = body.strip_prefix("0x").or_else(|| body.strip_prefix("0X")).unwrap_or(body);
    let (mut mantissa, mut sticky, mut exponent) = (0u64, false, 0i64);
    let (mut digits, mut point) = (0usize, false);
    let mut bytes = body.bytes();
    let mut tail = None;
    for byte in bytes.by_ref() {
        match char::from(byte).to_digit(16) {
            Some(digit) => {
                digits += 1;
                if mantissa >> 60 == 0 {
                    mantissa = (mantissa << 4) | u64::from(digit);
                    exponent -= if point { 4 } else { 0 };
                } else {
                    sticky |= digit != 0;
                    exponent += if point { 0 } else { 4 };
                }
            }
            None if byte == b'.' && !point => point = true,
            None if byte == b'p' || byte == b'P' => {
                tail = Some(());
                break;
            }
            None => return Err(invalid()),
        }
    }
    if digits == 0 {
        return Err(invalid());
    }
    if tail.is_some() {
        let text: String = bytes.map(char::from).collect();
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(&text);
        if unsigned.is_empty() || !unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(invalid());
        }
        let size = unsigned.parse::<i64>().unwrap_or(i64::MAX / 4).min(i64::MAX / 4);
        exponent = exponent.saturating_add(if text.starts_with('-') { -size } else { size });
    }
    let value = compose(negative, mantissa, sticky, exponent);
    if value.is_infinite() {
        return Err(Fault::overflow("hexadecimal value too large to represent as a float"));
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortest_repr() {
        let check = |value: f64, expected: &str| assert_eq!(repr(value), expected);
        check(0.0, "0.0");
        check(-0.0, "-0.0");
        check(1.0, "1.0");
        check(0.1, "0.1");
        check(0.0001, "0.0001");
        check(0.00001, "1e-05");
        check(1e15, "1000000000000000.0");
        check(1e16, "1e+16");
        check(123456789012345680.0, "1.2345678901234568e+17");
        check(9999999999999998.0, "9999999999999998.0");
        check(5e-324, "5e-324");
        check(1.5e300, "1.5e+300");
        check(-1234.5678, "-1234.5678");
        check(f64::NEG_INFINITY, "-inf");
        check(f64::NAN, "nan");
    }

    #[test]
    fn reading() {
        let check = |text: &str, expected: Option<f64>| assert_eq!(parse(text), expected, "{text}");
        check("1_0.0_1e1_0", Some(100100000000.0));
        check("-.5", Some(-0.5));
        check("5.", Some(5.0));
        check("+infinity", Some(f64::INFINITY));
        check("1e400", Some(f64::INFINITY));
        for text in ["", "1_", "1e", ".", "_1", "1__0", "1_.0", "+-1", "infin", "e5", "0x1", "1.5.", "1e+", "--1"] {
            check(text, None);
        }
    }

    #[test]
    fn number_types() {
        let check = |value: f64, kind: u8, precision: usize, flags: Flags, expected: &str| {
            assert_eq!(format(value, kind, precision, flags).as_deref(), Ok(expected))
        };
        let plain = Flags::default();
        let alternate = Flags { alternate: true, ..plain };
        check(3.146, b'f', 2, plain, "3.15");
        check(2.5, b'f', 0, plain, "2");
        check(2.5, b'f', 0, alternate, "2.");
        check(12345.678, b'e', 3, plain, "1.235e+04");
        check(12345.678, b'E', 0, plain, "1E+04");
        check(12345.678, b'e', 0, alternate, "1.e+04");
        check(0.0001, b'g', 6, plain, "0.0001");
        check(0.00001, b'g', 6, plain, "1e-05");
        check(100000.0, b'g', 6, plain, "100000");
        check(1000000.0, b'g', 6, plain, "1e+06");
        check(1.0, b'g', 6, alternate, "1.00000");
        check(0.0, b'g', 6, alternate, "0.00000");
        check(0.0, b'g', 0, plain, "0");
        check(0.25, b'%', 1, plain, "25.0%");
        check(-0.001, b'f', 2, Flags { no_negative_zero: true, ..plain }, "0.00");
        check(f64::NAN, b'F', 2, plain, "NAN");
        check(1.0, b'r', 0, Flags { add_dot_0: true, ..plain }, "1.0");
        check(123.0, b'g', 3, Flags { add_dot_0: true, ..plain }, "1.23e+02");
    }

    #[test]
    fn hexadecimal() {
        assert_eq!(hex(1e-320), "0x0.00000000007e8p-1022");
        assert_eq!(hex(-1.5), "-0x1.8000000000000p+0");
        assert_eq!(hex(-0.0), "-0x0.0p+0");
        let check = |text: &str, expected: f64| assert_eq!(from_hex(text), Ok(expected), "{text}");
        check(" -0x.8p1 ", -1.0);
        check("0x1.fffffffffffff7p1023", f64::MAX);
        check("0x1.00000000000008p0", 1.0);
        check("0x1.000000000000080000000000000000000001p0", 1.0000000000000002);
        check("0x0.0000000000000000000000000000001p124", 1.0);
        check("1p-99999999999999999999999", 0.0);
        assert_eq!(from_hex("0x1p99999999999999999999").unwrap_err().class_name(), "OverflowError");
        assert_eq!(from_hex("0x1.fffffffffffff8p1023").unwrap_err().class_name(), "OverflowError");
        for text in ["", "0x", "0x.", "1p", "1p+", "1.2.3", "g", "0x1 p1"] {
            assert_eq!(from_hex(text).unwrap_err().class_name(), "ValueError", "{text}");
        }
    }
}
