//! Integers from and to text in any base, with CPython's rules and its limit on decimal digits.
//!
//! The text is ASCII without surrounding blanks; digits of other scripts are mapped by the caller,
//! who also words the ValueError because it shows the original object.

use dashu_int::{IBig, UBig};

use super::Fault;
use super::int::{Int, MAX_BITS, SOME_WORDS};

/// Digits that `int(text)` and `str(int)` allow when the program changes nothing.
pub const DEFAULT_DIGIT_LIMIT: usize = 4300;
/// A limit below this is refused by `sys.set_int_max_str_digits`, and never applied to shorter text.
pub const DIGIT_LIMIT_THRESHOLD: usize = 640;

/// Why a text is no integer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParseFault {
    /// "invalid literal for int() with base …".
    Invalid,
    /// More decimal digits than the limit allows.
    TooLong { digits: usize, limit: usize },
    /// The number cannot be stored.
    Memory,
}

/// CPython's words for too many digits; `digits` is known only when reading text.
pub fn digit_limit_fault(limit: usize, digits: Option<usize>) -> Fault {
    let found = match digits {
        Some(digits) => format!(": value has {digits} digits"),
        None => String::new(),
    };
    Fault::value(format!(
        "Exceeds the limit ({limit} digits) for integer string conversion{found}; \
         use sys.set_int_max_str_digits() to increase the limit"
    ))
}

/// `int(text, base)`. Base 0 reads the prefix; `limit` 0 means no limit.
pub fn parse(text: &str, base: u32, limit: usize) -> Result<Int, ParseFault> {
    let bytes = text.as_bytes();
    let (negative, mut rest) = match bytes {
        [b'+', rest @ ..] => (false, rest),
        [b'-', rest @ ..] => (true, rest),
        _ => (false, bytes),
    };
    let mut base = base;
    let mut octal_looking = false;
    if let [b'0', letter, tail @ ..] = rest
        && let Some(prefix) = prefix_base(*letter)
        && (base == 0 || base == prefix)
    {
        base = prefix;
        // One underscore may stand between the prefix and the digits.
        rest = tail.strip_prefix(b"_").unwrap_or(tail);
    } else if base == 0 {
        base = 10;
        octal_looking = rest.first() == Some(&b'0');
    }
    if !(2..=36).contains(&base) {
        return Err(ParseFault::Invalid);
    }
    let (count, underscores) = count_digits(rest, base).ok_or(ParseFault::Invalid)?;
    if octal_looking && rest.iter().any(|byte| !matches!(byte, b'0' | b'_')) {
        return Err(ParseFault::Invalid);
    }
    if !base.is_power_of_two() && limit > 0 && count > limit && count > DIGIT_LIMIT_THRESHOLD {
        return Err(ParseFault::TooLong { digits: count, limit });
    }
    let size = magnitude(rest, base, count, underscores)?;
    Ok(if negative { size.neg() } else { size })
}

fn prefix_base(letter: u8) -> Option<u32> {
    match letter {
        b'x' | b'X' => Some(16),
        b'o' | b'O' => Some(8),
        b'b' | b'B' => Some(2),
        _ => None,
    }
}

/// Number of digits and whether there are underscores; `None` when the text is malformed.
fn count_digits(text: &[u8], base: u32) -> Option<(usize, bool)> {
    // No early end, so that many bytes are looked at in one step.
    if base == 10 && !text.is_empty() && text.iter().fold(true, |digits, byte| digits & byte.is_ascii_digit()) {
        return Some((text.len(), false));
    }
    let mut count = 0;
    let mut underscores = false;
    let mut after_digit = false;
    for byte in text {
        if *byte == b'_' {
            if !after_digit {
                return None;
            }
            underscores = true;
            after_digit = false;
        } else {
            char::from(*byte).to_digit(base)?;
            count += 1;
            after_digit = true;
        }
    }
    after_digit.then_some((count, underscores))
}

fn magnitude(text: &[u8], base: u32, count: usize, underscores: bool) -> Result<Int, ParseFault> {
    // Twelve digits of base 36 and eighteen of base ten stay below 2^63.
    if count <= 12 || (base <= 10 && count <= 18) {
        let value = if base == 10 && !underscores { digits_of_word(text) } else { short(text, base) };
        return Ok(Int::from(value as i64));
    }
    if base == 10 && !underscores && count <= SHORT_DIGITS {
        return Ok(some_words(text));
    }
    let bits_per_digit = u64::from(32 - (base - 1).leading_zeros());
    if (count as u64).saturating_mul(bits_per_digit) > MAX_BITS {
        return Err(ParseFault::Memory);
    }
    let cleaned: String;
    let digits = if underscores {
        cleaned = text.iter().filter(|byte| **byte != b'_').map(|byte| char::from(*byte)).collect();
        cleaned.as_str()
    } else {
        std::str::from_utf8(text).map_err(|_| ParseFault::Invalid)?
    };
    let size = UBig::from_str_radix(digits, base).map_err(|_| ParseFault::Invalid)?;
    Ok(Int(IBig::from(size)))
}

/// Digits that surely fit a word.
fn short(text: &[u8], base: u32) -> u64 {
    let mut value = 0;
    for byte in text {
        if let Some(digit) = char::from(*byte).to_digit(base) {
            value = value * u64::from(base) + u64::from(digit);
        }
    }
    value
}

/// Decimal digits that always fit [`SOME_WORDS`].
const SHORT_DIGITS: usize = 154;
/// The largest power of ten in a word, and its digits.
const CHUNK: u64 = 10_000_000_000_000_000_000;
const CHUNK_DIGITS: usize = 19;

/// At most nineteen decimal digits as a number.
fn digits_of_word(text: &[u8]) -> u64 {
    let (eights, rest) = text.as_chunks::<8>();
    let value = eights.iter().fold(0, |value: u64, eight| value.wrapping_mul(100_000_000).wrapping_add(eight_digits(*eight)));
    rest.iter().fold(value, |value, digit| value.wrapping_mul(10).wrapping_add(u64::from(digit & 15)))
}

/// Eight decimal digits as a number: neighbours are joined to pairs, pairs to fours, fours to the whole.
fn eight_digits(text: [u8; 8]) -> u64 {
    let digits = u64::from_le_bytes(text) & 0x0f0f_0f0f_0f0f_0f0f;
    let pairs = (digits.wrapping_mul(10).wrapping_add(digits >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs.wrapping_mul(100).wrapping_add(pairs >> 16)) & 0x0000_ffff_0000_ffff;
    fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xffff_ffff
}

/// Decimal digits of a number of moderate size, without underscores.
fn some_words(text: &[u8]) -> Int {
    let mut words = [0u64; SOME_WORDS];
    let mut length = 0;
    let first = match text.len() % CHUNK_DIGITS {
        0 => CHUNK_DIGITS,
        rest => rest,
    };
    let (head, tail) = text.split_at_checked(first).unwrap_or((text, &[]));
    for chunk in std::iter::once(head).chain(tail.chunks(CHUNK_DIGITS)) {
        let mut carry = digits_of_word(chunk);
        for word in words.iter_mut().take(length) {
            let wide = u128::from(*word) * u128::from(CHUNK) + u128::from(carry);
            *word = wide as u64;
            carry = (wide >> 64) as u64;
        }
        if carry > 0
            && let Some(word) = words.get_mut(length)
        {
            *word = carry;
            length += 1;
        }
    }
    Int::from_words(words.get(..length).unwrap_or_default())
}

/// Room for the decimal text of a number of moderate size.
pub type Digits = [u8; SHORT_DIGITS + 2];
pub const ROOM: Digits = [0; SHORT_DIGITS + 2];

/// The decimal text of a number of moderate size, written at the end of a buffer; `None` for larger ones.
pub fn short_decimal<'a>(value: &Int, buffer: &'a mut Digits) -> Option<&'a str> {
    let mut words = [0u64; SOME_WORDS];
    let mut length = value.copy_words(&mut words)?;
    let mut start = buffer.len();
    let mut push = |digit: u8| {
        start = start.saturating_sub(1);
        if let Some(place) = buffer.get_mut(start) {
            *place = digit;
        }
    };
    loop {
        let mut rest = 0u64;
        for word in words.iter_mut().take(length).rev() {
            let wide = u128::from(rest) << 64 | u128::from(*word);
            *word = (wide / u128::from(CHUNK)) as u64;
            rest = (wide % u128::from(CHUNK)) as u64;
        }
        while length > 0 && words.get(length - 1) == Some(&0) {
            length -= 1;
        }
        if length > 0 {
            for _ in 0..CHUNK_DIGITS {
                push(b'0' + (rest % 10) as u8);
                rest /= 10;
            }
            continue;
        }
        loop {
            push(b'0' + (rest % 10) as u8);
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        break;
    }
    if value.is_negative() {
        push(b'-');
    }
    buffer.get(start..).and_then(|digits| std::str::from_utf8(digits).ok())
}

/// `str(value)`; `limit` 0 means no limit.
pub fn to_decimal(value: &Int, limit: usize) -> Result<String, Fault> {
    if let Some(text) = short_decimal(value, &mut ROOM.clone()) {
        return Ok(text.to_owned());
    }
    if limit > 0 {
        // 643/2136 is just below log10(2): a number this long is too long whatever its digits are.
        let least = (value.bit_length() - 1) / 2136 * 643;
        if least > limit as u64 {
            return Err(digit_limit_fault(limit, None));
        }
    }
    let text = value.0.to_string();
    let digits = text.len() - usize::from(value.is_negative());
    if limit > 0 && digits > limit && digits > DIGIT_LIMIT_THRESHOLD {
        return Err(digit_limit_fault(limit, None));
    }
    Ok(text)
}

/// Digits in base 2, 8 or 16 with a sign and without a prefix.
pub fn to_radix(value: &Int, radix: u32, upper: bool) -> Result<String, Fault> {
    to_radix_after(value, radix, upper, "")
}

/// The same with a prefix between sign and digits.
pub fn to_radix_after(value: &Int, radix: u32, upper: bool, prefix: &str) -> Result<String, Fault> {
    let bits_per_digit = match radix {
        16 => 4,
        8 => 3,
        _ => 1,
    };
    let length = usize::try_from(value.bit_length().div_ceil(bits_per_digit)).map_err(|_| Fault::memory())?.max(1);
    let mut text = Vec::new();
    crate::room::asking(|| text.try_reserve_exact(length.saturating_add(prefix.len() + 1))).map_err(|_| Fault::memory())?;
    if value.is_negative() {
        text.push(b'-');
    }
    text.extend_from_slice(prefix.as_bytes());
    let digits = if upper { b"0123456789ABCDEF" } else { b"0123456789abcdef" };
    value.push_digits(bits_per_digit as u32, length, digits, &mut text);
    String::from_utf8(text).map_err(|_| Fault::memory())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, base: u32, expected: &str) {
        assert_eq!(parse(text, base, 0).map(|value| to_decimal(&value, 0)), Ok(Ok(expected.into())), "{text}");
    }

    fn check_invalid(text: &str, base: u32) {
        assert_eq!(parse(text, base, DEFAULT_DIGIT_LIMIT), Err(ParseFault::Invalid), "{text}");
    }

    #[test]
    fn reads_what_python_reads() {
        check("12", 10, "12");
        check("-1_000", 10, "-1000");
        check("+0x_ff", 0, "255");
        check("0X1F", 16, "31");
        check("0b1", 16, "177");
        check("0b1", 0, "1");
        check("0o17", 8, "15");
        check("00_0", 0, "0");
        check("zz", 36, "1295");
        check("123456789012345678901234567890", 10, "123456789012345678901234567890");
        check("-1_2_3456789012345678901234567890", 0, "-123456789012345678901234567890");
        check("ffffffffffffffffffffffffFF", 16, "20282409603651670423947251286015");
        check("9223372036854775808", 10, "9223372036854775808");
    }

    #[test]
    fn refuses_what_python_refuses() {
        for text in ["", "-", "_1", "1_", "1__0", "- 1", "+-1", "1.0", "0x", "0x1", "é", "１"] {
            check_invalid(text, 10);
        }
        for text in ["010", "0x", "0x__1", "0b2", "0_1", "0o8", "00_1"] {
            check_invalid(text, 0);
        }
        check_invalid("0x", 16);
        check_invalid("12", 2);
    }

    #[test]
    fn digit_limit() {
        let long = "1".repeat(5000);
        assert_eq!(parse(&long, 10, 4300), Err(ParseFault::TooLong { digits: 5000, limit: 4300 }));
        assert!(parse(&long, 16, 4300).is_ok());
        let value = parse(&long, 10, 0).unwrap();
        assert_eq!(to_decimal(&value, 0).as_deref(), Ok(long.as_str()));
        assert!(to_decimal(&value, 4300).unwrap_err().message.starts_with("Exceeds the limit (4300 digits) for"));
        assert_eq!(to_decimal(&parse(&"9".repeat(4300), 10, 0).unwrap(), 4300).map(|text| text.len()), Ok(4300));
        assert!(to_decimal(&parse(&format!("1{}", "0".repeat(4300)), 10, 0).unwrap(), 4300).is_err());
    }

    #[test]
    fn other_bases() {
        let value = parse("-123456789012345678901234567890123456789012", 10, 0).unwrap();
        assert_eq!(to_radix(&value, 16, false).as_deref(), Ok("-16ace90adff55eb3423799556e890a03a14"));
        assert_eq!(to_radix(&Int::from(-255), 16, true).as_deref(), Ok("-FF"));
        assert_eq!(to_radix(&Int::from(8), 8, false).as_deref(), Ok("10"));
        assert_eq!(to_radix(&Int::from(5), 2, false).as_deref(), Ok("101"));
        assert_eq!(to_radix(&Int::zero(), 8, false).as_deref(), Ok("0"));
        let value = parse("7".repeat(50).as_str(), 8, 0).unwrap();
        assert_eq!(to_radix(&value, 8, false), Ok("7".repeat(50)));
        assert_eq!(to_radix(&value.neg(), 16, true), Ok(format!("-3{}", "F".repeat(37))));
    }

    #[test]
    fn moderate_sizes() {
        for digits in 1..=200 {
            for digit in ["1", "9", "10", "70"] {
                let text = digit.repeat(digits);
                assert_eq!(to_decimal(&parse(&text, 10, 0).unwrap(), 0), Ok(text.clone()));
                let text = format!("-{text}");
                assert_eq!(to_decimal(&parse(&text, 10, 0).unwrap(), 0), Ok(text));
            }
        }
    }
}
