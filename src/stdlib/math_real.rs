//! Real functions that the standard library of Rust lacks or computes in
//! another way than the C library: inverse hyperbolic functions, gamma, error
//! functions, exact sums.
//!
//! Pure functions of floats; `math` adds errors and objects.

const LN_2: f64 = std::f64::consts::LN_2;
const LN_PI: f64 = 1.144_729_885_849_400_2;
/// 2**28 and its reciprocal: where the inverse functions change formula.
const BIG: f64 = 268_435_456.0;
const TINY: f64 = 1.0 / BIG;

pub fn acosh(x: f64) -> f64 {
    if x < 1.0 || x.is_nan() {
        f64::NAN
    } else if x >= BIG {
        if x.is_infinite() { x } else { x.ln() + LN_2 }
    } else if x == 1.0 {
        0.0
    } else if x > 2.0 {
        (2.0 * x - 1.0 / (x + (x * x - 1.0).sqrt())).ln()
    } else {
        let t = x - 1.0;
        (t + (2.0 * t + t * t).sqrt()).ln_1p()
    }
}

pub fn asinh(x: f64) -> f64 {
    let size = x.abs();
    if !x.is_finite() || size < TINY {
        return x;
    }
    let result = if size > BIG {
        size.ln() + LN_2
    } else if size > 2.0 {
        (2.0 * size + 1.0 / ((x * x + 1.0).sqrt() + size)).ln()
    } else {
        let square = x * x;
        (size + square / (1.0 + (1.0 + square).sqrt())).ln_1p()
    };
    result.copysign(x)
}

pub fn atanh(x: f64) -> f64 {
    let size = x.abs();
    if size.is_nan() || size > 1.0 {
        return f64::NAN;
    }
    if size == 1.0 {
        return f64::INFINITY.copysign(x);
    }
    if size < TINY {
        return x;
    }
    let double = size + size;
    let argument = if size < 0.5 { double + double * size / (1.0 - size) } else { double / (1.0 - size) };
    (0.5 * argument.ln_1p()).copysign(x)
}

/// Splits a finite number into a mantissa in `[0.5, 1)` and an exponent.
pub fn frexp(x: f64) -> (f64, i32) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let bits = x.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i32;
    if exponent == 0 {
        let (mantissa, exponent) = frexp(x * 18_014_398_509_481_984.0);
        return (mantissa, exponent - 54);
    }
    (f64::from_bits((bits & !(0x7ff << 52)) | (1022 << 52)), exponent - 1022)
}

/// `x * 2**exponent`, rounded once.
pub fn ldexp(mut x: f64, mut exponent: i64) -> f64 {
    let power = |exponent: i64| f64::from_bits(((1023 + exponent) as u64) << 52);
    for _ in 0..2 {
        if exponent > 1023 {
            x *= power(1023);
            exponent -= 1023;
        } else if exponent < -1022 {
            // Staying 53 bits away from the end keeps the last step the only rounding one.
            x *= power(-1022 + 53);
            exponent += 1022 - 53;
        }
    }
    x * power(exponent.clamp(-1022, 1023))
}

/// The next float after `x` towards `y`.
pub fn nextafter(x: f64, y: f64) -> f64 {
    if x.is_nan() || y.is_nan() {
        return x + y;
    }
    if x == y {
        return y;
    }
    if x == 0.0 {
        return f64::from_bits(1).copysign(y);
    }
    let bits = x.to_bits();
    f64::from_bits(if (x < y) == (x > 0.0) { bits + 1 } else { bits - 1 })
}

/// The remainder of the division with the quotient rounded to the nearest even integer.
pub fn remainder(x: f64, y: f64) -> f64 {
    if x.is_finite() && y.is_finite() {
        if y == 0.0 {
            return f64::NAN;
        }
        let (size, divisor) = (x.abs(), y.abs());
        let rest = size % divisor;
        let complement = divisor - rest;
        let result = if rest < complement {
            rest
        } else if rest > complement {
            -complement
        } else {
            rest - 2.0 * ((0.5 * (size - rest)) % divisor)
        };
        return 1f64.copysign(x) * result;
    }
    if x.is_nan() {
        return x;
    }
    if y.is_nan() {
        return y;
    }
    if x.is_infinite() { f64::NAN } else { x }
}

// ---- gamma, by Lanczos' approximation with Boost's 13-term coefficients ----

const LANCZOS_G: f64 = 6.024_680_040_776_73;
const LANCZOS_G_MINUS_HALF: f64 = 5.524_680_040_776_73;
#[expect(clippy::excessive_precision, reason = "the published digits")]
const LANCZOS_TOP: [f64; 13] = [
    23_531_376_880.410_759_688_572_007_674_451_636_754_734_846_804_940,
    42_919_803_642.649_098_768_957_899_047_001_988_850_926_355_848_959,
    35_711_959_237.355_668_049_440_185_451_547_166_705_960_488_635_843,
    17_921_034_426.037_209_699_919_755_754_458_931_112_671_403_265_390,
    6_039_542_586.352_028_005_064_291_644_307_297_921_069_938_842_070_8,
    1_439_720_407.311_721_673_663_223_072_794_912_393_971_548_578_637_2,
    248_874_557.862_054_156_511_460_386_413_229_423_216_321_251_278_01,
    31_426_415.585_400_194_380_614_231_628_318_205_362_874_684_987_640,
    2_876_370.628_935_372_441_225_409_051_620_849_613_599_114_537_876_8,
    186_056.265_395_223_495_040_294_989_716_045_699_282_207_842_363_28,
    8_071.672_002_365_816_210_638_002_902_272_250_613_821_851_632_502_4,
    210.824_277_751_579_345_872_509_733_920_713_362_711_669_695_802_91,
    2.506_628_274_631_000_270_164_908_177_133_837_338_626_431_079_340_8,
];
const LANCZOS_BOTTOM: [f64; 13] = [
    0.0,
    39_916_800.0,
    120_543_840.0,
    150_917_976.0,
    105_258_076.0,
    45_995_730.0,
    13_339_535.0,
    2_637_558.0,
    357_423.0,
    32_670.0,
    1_925.0,
    66.0,
    1.0,
];

fn lanczos_sum(x: f64) -> f64 {
    let (mut top, mut bottom) = (0.0, 0.0);
    // Evaluated in the direction that avoids overflow for large arguments.
    if x < 5.0 {
        for (a, b) in LANCZOS_TOP.iter().zip(&LANCZOS_BOTTOM).rev() {
            top = top * x + a;
            bottom = bottom * x + b;
        }
    } else {
        for (a, b) in LANCZOS_TOP.iter().zip(&LANCZOS_BOTTOM) {
            top = top / x + a;
            bottom = bottom / x + b;
        }
    }
    top / bottom
}

/// `sin(pi * x)` for finite `x`, exact at multiples of a half.
fn sin_pi(x: f64) -> f64 {
    use std::f64::consts::PI;
    let y = x.abs() % 2.0;
    let result = match (2.0 * y).round_ties_even() as i32 {
        0 => (PI * y).sin(),
        1 => (PI * (y - 0.5)).cos(),
        2 => (PI * (1.0 - y)).sin(),
        3 => -(PI * (y - 1.5)).cos(),
        _ => (PI * (y - 2.0)).sin(),
    };
    1f64.copysign(x) * result
}

/// What went wrong in a function of reals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trouble {
    Domain,
    Range,
}

pub fn gamma(x: f64) -> Result<f64, Trouble> {
    if !x.is_finite() {
        return if x.is_nan() || x > 0.0 { Ok(x) } else { Err(Trouble::Domain) };
    }
    if x == 0.0 {
        return Err(Trouble::Domain);
    }
    if x == x.floor() {
        if x < 0.0 {
            return Err(Trouble::Domain);
        }
        if x <= 23.0 {
            return Ok((1..x as u64).map(|factor| factor as f64).product());
        }
    }
    let size = x.abs();
    if size < 1e-20 {
        let result = 1.0 / x;
        return if result.is_infinite() { Err(Trouble::Range) } else { Ok(result) };
    }
    if size > 200.0 {
        return if x < 0.0 { Ok(0.0 / sin_pi(x)) } else { Err(Trouble::Range) };
    }
    let y = size + LANCZOS_G_MINUS_HALF;
    // The rounding error of the addition above, to correct the power below.
    let error = if size > LANCZOS_G_MINUS_HALF { (y - size) - LANCZOS_G_MINUS_HALF } else { (y - LANCZOS_G_MINUS_HALF) - size };
    let correction = error * LANCZOS_G / y;
    let mut result;
    if x < 0.0 {
        result = -std::f64::consts::PI / sin_pi(size) / size * y.exp() / lanczos_sum(size);
        result -= correction * result;
        if size < 140.0 {
            result /= y.powf(size - 0.5);
        } else {
            let root = y.powf(size / 2.0 - 0.25);
            result /= root;
            result /= root;
        }
    } else {
        result = lanczos_sum(size) / y.exp();
        result += correction * result;
        if size < 140.0 {
            result *= y.powf(size - 0.5);
        } else {
            let root = y.powf(size / 2.0 - 0.25);
            result *= root;
            result *= root;
        }
    }
    if result.is_infinite() { Err(Trouble::Range) } else { Ok(result) }
}

pub fn lgamma(x: f64) -> Result<f64, Trouble> {
    if !x.is_finite() {
        return Ok(if x.is_nan() { x } else { f64::INFINITY });
    }
    if x == x.floor() && x <= 2.0 {
        return if x <= 0.0 { Err(Trouble::Domain) } else { Ok(0.0) };
    }
    let size = x.abs();
    if size < 1e-20 {
        return Ok(-size.ln());
    }
    let mut result = lanczos_sum(size).ln() - LANCZOS_G;
    result += (size - 0.5) * ((size + LANCZOS_G - 0.5).ln() - 1.0);
    if x < 0.0 {
        result = LN_PI - sin_pi(size).abs().ln() - size.ln() - result;
    }
    if result.is_infinite() { Err(Trouble::Range) } else { Ok(result) }
}

// ---- sums ----

/// Adds without losing anything: the sum and what rounding took away.
pub fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let part = sum - a;
    (sum, (a - (sum - part)) + (b - part))
}

/// Adds a number to non-overlapping partial sums, smallest first (Shewchuk).
pub fn grow(partials: &mut Vec<f64>, mut x: f64) {
    let mut kept = 0;
    for index in 0..partials.len() {
        let Some(&old) = partials.get(index) else { break };
        let (mut large, mut small) = (x, old);
        if large.abs() < small.abs() {
            std::mem::swap(&mut large, &mut small);
        }
        let high = large + small;
        let low = small - (high - large);
        if low != 0.0 {
            if let Some(place) = partials.get_mut(kept) {
                *place = low;
            }
            kept += 1;
        }
        x = high;
    }
    partials.truncate(kept);
    partials.push(x);
}

/// The correctly rounded sum of partial sums.
pub fn round_partials(partials: &[f64]) -> f64 {
    let mut rest = partials.iter().rev().copied();
    let Some(mut high) = rest.next() else { return 0.0 };
    let mut low = 0.0;
    let mut below = None;
    for part in rest.by_ref() {
        let old = high;
        high = old + part;
        low = part - (high - old);
        if low != 0.0 {
            below = rest.next();
            break;
        }
    }
    // Half-way cases: what lies below decides.
    if let Some(below) = below
        && ((low < 0.0 && below < 0.0) || (low > 0.0 && below > 0.0))
    {
        let double = low * 2.0;
        let moved = high + double;
        if double == moved - high {
            high = moved;
        }
    }
    high
}

/// The length of a vector. Squares are summed with their rounding errors after
/// scaling by a power of two, and the root is corrected once.
pub fn norm(values: &[f64]) -> f64 {
    if values.iter().any(|value| value.is_infinite()) {
        return f64::INFINITY;
    }
    if values.iter().any(|value| value.is_nan()) {
        return f64::NAN;
    }
    let most = values.iter().fold(0.0f64, |most, value| most.max(value.abs()));
    if most == 0.0 || values.len() == 1 {
        return most;
    }
    let (_, exponent) = frexp(most);
    if exponent < -1021 {
        // The scale would be out of range.
        let scaled: Vec<f64> = values.iter().map(|value| value / f64::MIN_POSITIVE).collect();
        return f64::MIN_POSITIVE * norm(&scaled);
    }
    let scale = |value: f64| ldexp(value, -i64::from(exponent));
    let (mut high, mut low) = (1.0, 0.0);
    for &value in values {
        let value = scale(value);
        let square = value * value;
        let square_error = value.mul_add(value, -square);
        let (sum, error) = two_sum(high, square);
        high = sum;
        low += error + square_error;
    }
    high -= 1.0;
    let root = (high + low).sqrt();
    let square = root * root;
    let square_error = root.mul_add(root, -square);
    let (difference, error) = two_sum(high, -square);
    let correction = (difference + (error - square_error + low)) / (2.0 * root);
    ldexp(root + correction, i64::from(exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_exact() {
        let mut partials = Vec::new();
        (0..10).for_each(|_| grow(&mut partials, 0.1));
        assert_eq!(round_partials(&partials), 1.0);
    }

    #[test]
    fn lengths() {
        assert_eq!(norm(&[3.0, 4.0]), 5.0);
        assert_eq!(norm(&[1e308, 1e308]), 1.414_213_562_373_095_1e308);
        assert_eq!(norm(&[1e-320, 1e-320]), 1.414e-320);
    }

    #[test]
    fn scaling_rounds_once() {
        assert_eq!(ldexp(1.0, -1074), 5e-324);
        assert_eq!(ldexp(f64::from_bits(1), 1074), 1.0);
        assert_eq!(ldexp(1.0, 5000), f64::INFINITY);
    }
}
