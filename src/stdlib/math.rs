//! `math`: functions of real numbers and integers.
//!
//! Errors are those of CPython 3.13: ValueError "math domain error" where a
//! function is undefined, OverflowError "math range error" where a result is
//! too large. Functions that the C library and CPython compute themselves lie
//! in `math_real`.

use super::math_real::{self as real, Trouble};
use super::natives::{argument, given, items_of};
use super::{ModuleSpec, set};
use crate::memory::{PyResult, Raised, Tuple, Value};
use crate::num::float as exact;
use crate::num::int::Int;
use crate::num::words;
use crate::objects::exception::messages;
use crate::objects::float::expect_real;
use crate::objects::int::{self, Operand};
use crate::objects::list::PyList;
use crate::objects::native::{Method, function};
use crate::objects::ops;
use crate::objects::slots::BinaryOp;
use crate::objects::vm::Vm;
use std::f64::consts;

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "math",
    doc: "Mathematical functions of real numbers.",
    functions: FUNCTIONS,
    setup: Some(|vm, module| {
        let constants = [("pi", consts::PI), ("e", consts::E), ("tau", consts::TAU), ("inf", f64::INFINITY), ("nan", f64::NAN)];
        for (name, value) in constants {
            set(vm, module, name, vm.new_float(value));
        }
        Ok(())
    }),
};

#[cold]
fn domain(vm: &Vm) -> Raised {
    messages::value_error(vm, "math domain error")
}

#[cold]
fn range(vm: &Vm) -> Raised {
    messages::overflow_error(vm, "math range error")
}

fn trouble(vm: &Vm, trouble: Trouble) -> Raised {
    match trouble {
        Trouble::Domain => domain(vm),
        Trouble::Range => range(vm),
    }
}

/// The one real argument of a function.
#[inline(always)]
fn real_argument(vm: &Vm, args: &[Value]) -> PyResult<f64> {
    let value = argument(args, 0);
    match value.as_float_word() {
        Some(number) => Ok(number),
        None => expect_real(vm, value),
    }
}

/// A result that is an error when it is not a number or infinite though the argument is not.
#[inline(always)]
fn checked(vm: &Vm, x: f64, result: f64, can_overflow: bool) -> PyResult {
    if result.is_finite() {
        return Ok(vm.new_float(result));
    }
    if result.is_nan() && !x.is_nan() {
        return Err(domain(vm));
    }
    if result.is_infinite() && x.is_finite() {
        return Err(if can_overflow { range(vm) } else { domain(vm) });
    }
    Ok(vm.new_float(result))
}

macro_rules! real_function {
    ($name:literal, $function:expr, $overflow:literal, $doc:literal) => {
        function(
            $name,
            "(x, /)",
            |vm, args| {
                let x = real_argument(vm, args)?;
                checked(vm, x, ($function)(x), $overflow)
            },
            $doc,
        )
    };
}

macro_rules! predicate {
    ($name:literal, $function:expr, $doc:literal) => {
        function($name, "(x, /)", |vm, args| Ok(Value::bool(($function)(real_argument(vm, args)?))), $doc)
    };
}

const FUNCTIONS: &[Method] = &[
    real_function!("acos", f64::acos, false, "The arc cosine in radians, between 0 and pi."),
    real_function!("acosh", real::acosh, false, "The inverse hyperbolic cosine."),
    real_function!("asin", f64::asin, false, "The arc sine in radians, between -pi/2 and pi/2."),
    real_function!("asinh", real::asinh, false, "The inverse hyperbolic sine."),
    real_function!("atan", f64::atan, false, "The arc tangent in radians, between -pi/2 and pi/2."),
    function("atan2", "(y, x, /)", math_atan2, "The arc tangent of y/x; the signs of both decide the quadrant."),
    real_function!("atanh", real::atanh, false, "The inverse hyperbolic tangent."),
    real_function!("cbrt", f64::cbrt, false, "The cube root."),
    function("ceil", "(x, /)", math_ceil, "The smallest integer that is not less than x."),
    function("comb", "(n, k, /)", math_comb, "The number of ways to choose k items out of n, in no order."),
    function("copysign", "(x, y, /)", |vm, args| two(vm, args, f64::copysign), "The size of x with the sign of y."),
    real_function!("cos", f64::cos, false, "The cosine of x radians."),
    real_function!("cosh", f64::cosh, true, "The hyperbolic cosine."),
    function(
        "degrees",
        "(x, /)",
        |vm, args| Ok(vm.new_float(real_argument(vm, args)? * (180.0 / consts::PI))),
        "Radians to degrees.",
    ),
    function("dist", "(p, q, /)", math_dist, "The distance between two points."),
    function("erf", "(x, /)", |vm, args| Ok(vm.new_float(libm::erf(real_argument(vm, args)?))), "The error function."),
    function(
        "erfc",
        "(x, /)",
        |vm, args| Ok(vm.new_float(libm::erfc(real_argument(vm, args)?))),
        "One minus the error function.",
    ),
    real_function!("exp", f64::exp, true, "e to the power x."),
    real_function!("exp2", f64::exp2, true, "2 to the power x."),
    real_function!("expm1", f64::exp_m1, true, "exp(x) - 1 without loss for small x."),
    function("fabs", "(x, /)", |vm, args| Ok(vm.new_float(real_argument(vm, args)?.abs())), "The absolute value as a float."),
    function("factorial", "(n, /)", math_factorial, "The product of the integers from 1 to n."),
    function("floor", "(x, /)", math_floor, "The largest integer that is not greater than x."),
    function("fma", "(x, y, z, /)", math_fma, "x * y + z, rounded once."),
    function("fmod", "(x, y, /)", math_fmod, "The remainder of x / y with the sign of x."),
    function("frexp", "(x, /)", math_frexp, "Mantissa and exponent of x: x == m * 2**e."),
    function("fsum", "(seq, /)", math_fsum, "The exact sum of floats, rounded once."),
    function("gamma", "(x, /)", |vm, args| special(vm, real::gamma(real_argument(vm, args)?)), "The gamma function."),
    function("gcd", "(*integers)", math_gcd, "The greatest common divisor."),
    function("hypot", "(*coordinates)", math_hypot, "The length of a vector."),
    function("isclose", "(a, b, *, rel_tol=1e-09, abs_tol=0.0)", math_isclose, "Whether two numbers are close to each other."),
    predicate!("isfinite", f64::is_finite, "Whether x is neither infinite nor a NaN."),
    predicate!("isinf", f64::is_infinite, "Whether x is infinite."),
    predicate!("isnan", f64::is_nan, "Whether x is a NaN."),
    function("isqrt", "(n, /)", math_isqrt, "The integer part of the square root."),
    function("lcm", "(*integers)", math_lcm, "The least common multiple."),
    function("ldexp", "(x, i, /)", math_ldexp, "x * 2**i."),
    function(
        "lgamma",
        "(x, /)",
        |vm, args| special(vm, real::lgamma(real_argument(vm, args)?)),
        "The logarithm of the absolute value of gamma.",
    ),
    function("log", "(x, base=<e>, /)", math_log, "The logarithm to a base, e by default."),
    function(
        "log10",
        "(x, /)",
        |vm, args| log_of(vm, argument(args, 0), f64::log10).map(|result| vm.new_float(result)),
        "The logarithm to base 10.",
    ),
    real_function!("log1p", f64::ln_1p, false, "log(1 + x) without loss for small x."),
    function(
        "log2",
        "(x, /)",
        |vm, args| log_of(vm, argument(args, 0), f64::log2).map(|result| vm.new_float(result)),
        "The logarithm to base 2.",
    ),
    function("modf", "(x, /)", math_modf, "The fractional and the integer part."),
    function("nextafter", "(x, y, /, *, steps=None)", math_nextafter, "The float that lies some steps from x towards y."),
    function("perm", "(n, k=None, /)", math_perm, "The number of ways to choose k items out of n, in order."),
    function("pow", "(x, y, /)", math_pow, "x to the power y, as floats."),
    function("prod", "(iterable, /, *, start=1)", math_prod, "The product of the items."),
    function(
        "radians",
        "(x, /)",
        |vm, args| Ok(vm.new_float(real_argument(vm, args)? * (consts::PI / 180.0))),
        "Degrees to radians.",
    ),
    function("remainder", "(x, y, /)", math_remainder, "The remainder that is closest to zero."),
    real_function!("sin", f64::sin, false, "The sine of x radians."),
    real_function!("sinh", f64::sinh, true, "The hyperbolic sine."),
    real_function!("sqrt", f64::sqrt, false, "The square root."),
    function("sumprod", "(p, q, /)", math_sumprod, "The sum of products of two sequences."),
    real_function!("tan", f64::tan, false, "The tangent of x radians."),
    real_function!("tanh", f64::tanh, false, "The hyperbolic tangent."),
    function("trunc", "(x, /)", math_trunc, "x without its fractional part."),
    function("ulp", "(x, /)", math_ulp, "The value of the last bit of x."),
];

fn special(vm: &Vm, result: Result<f64, Trouble>) -> PyResult {
    match result {
        Ok(number) => Ok(vm.new_float(number)),
        Err(found) => Err(trouble(vm, found)),
    }
}

fn two(vm: &Vm, args: &[Value], function: fn(f64, f64) -> f64) -> PyResult {
    let (x, y) = (expect_real(vm, argument(args, 0))?, expect_real(vm, argument(args, 1))?);
    Ok(vm.new_float(function(x, y)))
}

fn math_atan2(vm: &Vm, args: &[Value]) -> PyResult {
    two(vm, args, f64::atan2)
}

// ---- rounding ----

/// An int object from a rounded float.
fn rounded(vm: &Vm, number: f64, big: fn(f64) -> Result<Int, crate::num::Fault>) -> PyResult {
    if number.abs() < 1e18 {
        return Ok(Value::small_int(number as i64));
    }
    match big(number) {
        Ok(result) => Ok(int::from_big(vm, result)),
        Err(fault) => Err(messages::fault(vm, &fault)),
    }
}

fn math_floor(vm: &Vm, args: &[Value]) -> PyResult {
    let value = argument(args, 0);
    if let Some(number) = value.as_float_word() {
        return rounded(vm, number.floor(), exact::floor);
    }
    if value.is_int() {
        return Ok(value.clone());
    }
    if !vm.class_of(value).same(&vm.types.float)
        && let Some(result) = vm.call_special(value, &vm.names.__floor__, &[])?
    {
        return Ok(result);
    }
    rounded(vm, expect_real(vm, value)?.floor(), exact::floor)
}

fn math_ceil(vm: &Vm, args: &[Value]) -> PyResult {
    let value = argument(args, 0);
    if let Some(number) = value.as_float_word() {
        return rounded(vm, number.ceil(), exact::ceil);
    }
    if value.is_int() {
        return Ok(value.clone());
    }
    if !vm.class_of(value).same(&vm.types.float)
        && let Some(result) = vm.call_special(value, &vm.names.__ceil__, &[])?
    {
        return Ok(result);
    }
    rounded(vm, expect_real(vm, value)?.ceil(), exact::ceil)
}

fn math_trunc(vm: &Vm, args: &[Value]) -> PyResult {
    let value = argument(args, 0);
    if let Some(number) = value.as_float_word() {
        return rounded(vm, number.trunc(), exact::to_int);
    }
    match vm.call_special(value, &vm.names.__trunc__, &[])? {
        Some(result) => Ok(result),
        None => Err(messages::type_error(vm, &format!("type {} doesn't define __trunc__ method", vm.class_name(value)))),
    }
}

fn math_frexp(vm: &Vm, args: &[Value]) -> PyResult {
    let (mantissa, exponent) = real::frexp(real_argument(vm, args)?);
    Ok(vm.tuple_of([vm.new_float(mantissa), vm.new_int(i64::from(exponent))]))
}

fn math_ldexp(vm: &Vm, args: &[Value]) -> PyResult {
    let x = real_argument(vm, args)?;
    let exponent = argument(args, 1);
    if int::operand(exponent).is_none() {
        return Err(messages::type_error(vm, "Expected an int as second argument to ldexp."));
    }
    let exponent = int::clamp_to_i64(exponent);
    if x == 0.0 || !x.is_finite() {
        return Ok(vm.new_float(x));
    }
    if exponent > i64::from(i32::MAX) {
        return Err(range(vm));
    }
    if exponent < i64::from(i32::MIN) {
        return Ok(vm.new_float(0f64.copysign(x)));
    }
    let result = real::ldexp(x, exponent);
    if result.is_infinite() { Err(range(vm)) } else { Ok(vm.new_float(result)) }
}

fn math_modf(vm: &Vm, args: &[Value]) -> PyResult {
    let x = real_argument(vm, args)?;
    let (fraction, whole) = if x.is_infinite() {
        (0f64.copysign(x), x)
    } else if x.is_nan() {
        (x, x)
    } else {
        ((x - x.trunc()).copysign(x), x.trunc())
    };
    Ok(vm.tuple_of([vm.new_float(fraction), vm.new_float(whole)]))
}

fn math_nextafter(vm: &Vm, args: &[Value]) -> PyResult {
    let (x, y) = (expect_real(vm, argument(args, 0))?, expect_real(vm, argument(args, 1))?);
    let Some(steps) = given(args, 2).filter(|steps| !steps.is_none()) else {
        return Ok(vm.new_float(real::nextafter(x, y)));
    };
    let steps = ops::index(vm, steps)?;
    if int::is_negative(&steps) {
        return Err(messages::value_error(vm, "steps must be a non-negative integer"));
    }
    let steps = int::as_big(&steps).and_then(|steps| steps.to_u64()).unwrap_or(u64::MAX);
    if steps == 0 || x.is_nan() {
        return Ok(vm.new_float(x));
    }
    if y.is_nan() || x == y {
        return Ok(vm.new_float(y));
    }
    // Floats in order are integers in order, apart from the sign.
    const SIGN: u64 = 1 << 63;
    let (from, to) = (x.to_bits(), y.to_bits());
    let (from_size, to_size) = (from & !SIGN, to & !SIGN);
    let result = if (from ^ to) & SIGN != 0 {
        if u128::from(steps) >= u128::from(from_size) + u128::from(to_size) {
            to
        } else if from_size > steps {
            (from & SIGN) | (from_size - steps)
        } else {
            (to & SIGN) | (steps - from_size)
        }
    } else if from_size > to_size {
        if from_size - to_size >= steps { from - steps } else { to }
    } else if to_size - from_size >= steps {
        from + steps
    } else {
        to
    };
    Ok(vm.new_float(f64::from_bits(result)))
}

fn math_ulp(vm: &Vm, args: &[Value]) -> PyResult {
    let x = real_argument(vm, args)?.abs();
    if !x.is_finite() {
        return Ok(vm.new_float(x));
    }
    let next = real::nextafter(x, f64::INFINITY);
    Ok(vm.new_float(if next.is_infinite() { x - real::nextafter(x, f64::NEG_INFINITY) } else { next - x }))
}

// ---- arithmetic ----

fn math_fma(vm: &Vm, args: &[Value]) -> PyResult {
    let (x, y, z) =
        (expect_real(vm, argument(args, 0))?, expect_real(vm, argument(args, 1))?, expect_real(vm, argument(args, 2))?);
    let result = x.mul_add(y, z);
    if result.is_finite() {
        return Ok(vm.new_float(result));
    }
    if result.is_nan() {
        if !x.is_nan() && !y.is_nan() && !z.is_nan() {
            return Err(messages::value_error(vm, "invalid operation in fma"));
        }
    } else if x.is_finite() && y.is_finite() && z.is_finite() {
        return Err(messages::overflow_error(vm, "overflow in fma"));
    }
    Ok(vm.new_float(result))
}

fn math_fmod(vm: &Vm, args: &[Value]) -> PyResult {
    let (x, y) = (expect_real(vm, argument(args, 0))?, expect_real(vm, argument(args, 1))?);
    let result = if y.is_infinite() && x.is_finite() { x } else { x % y };
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(domain(vm));
    }
    Ok(vm.new_float(result))
}

fn math_remainder(vm: &Vm, args: &[Value]) -> PyResult {
    let (x, y) = (expect_real(vm, argument(args, 0))?, expect_real(vm, argument(args, 1))?);
    let result = real::remainder(x, y);
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(domain(vm));
    }
    Ok(vm.new_float(result))
}

fn math_pow(vm: &Vm, args: &[Value]) -> PyResult {
    let (x, y) = (expect_real(vm, argument(args, 0))?, expect_real(vm, argument(args, 1))?);
    let result = x.powf(y);
    if x.is_finite() && y.is_finite() && !result.is_finite() {
        if result.is_nan() || x == 0.0 {
            return Err(domain(vm));
        }
        return Err(range(vm));
    }
    Ok(vm.new_float(result))
}

/// A logarithm of any real; integers too large for a float are split first.
fn log_of(vm: &Vm, value: &Value, log: fn(f64) -> f64) -> PyResult<f64> {
    if let Some(Operand::Big(big)) = int::operand(value) {
        if big.is_negative() {
            return Err(domain(vm));
        }
        if let Ok(number) = big.to_f64() {
            return Ok(log(number));
        }
        // mantissa * 2**shift; shown as a fraction in [0.5, 1) and an exponent.
        let bits = big.bit_length() as i64;
        let fraction = fraction_of(big, bits);
        return Ok(log(fraction) + log(2.0) * bits as f64);
    }
    let x = match value.as_float_word() {
        Some(number) => number,
        None => expect_real(vm, value)?,
    };
    if x > 0.0 || x.is_nan() { Ok(log(x)) } else { Err(domain(vm)) }
}

/// `big / 2**bits` of a positive integer, correctly rounded.
fn fraction_of(big: &Int, bits: i64) -> f64 {
    let shift = (bits - 64).max(0) as usize;
    let top = big.shr_bits(shift);
    // Bits below only matter as "something is there".
    let sticky = match top.shl_bits(shift) {
        Ok(back) => back.sub(big).is_ok_and(|rest| !rest.is_zero()),
        Err(_) => false,
    };
    let word = top.to_u64().unwrap_or(u64::MAX) | u64::from(sticky);
    real::ldexp(word as f64, -64)
}

fn math_log(vm: &Vm, args: &[Value]) -> PyResult {
    let top = log_of(vm, argument(args, 0), f64::ln)?;
    let Some(base) = given(args, 1) else { return Ok(vm.new_float(top)) };
    let bottom = log_of(vm, base, f64::ln)?;
    if bottom == 0.0 {
        return Err(messages::zero_division(vm, "float division by zero"));
    }
    Ok(vm.new_float(top / bottom))
}

fn math_isclose(vm: &Vm, args: &[Value]) -> PyResult {
    let (a, b) = (expect_real(vm, argument(args, 0))?, expect_real(vm, argument(args, 1))?);
    let tolerance = |index: usize, default: f64| match given(args, index) {
        Some(value) => expect_real(vm, value),
        None => Ok(default),
    };
    let (relative, absolute) = (tolerance(2, 1e-9)?, tolerance(3, 0.0)?);
    if relative < 0.0 || absolute < 0.0 {
        return Err(messages::value_error(vm, "tolerances must be non-negative"));
    }
    if a == b {
        return Ok(Value::TRUE);
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(Value::FALSE);
    }
    let difference = (b - a).abs();
    let close = difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute;
    Ok(Value::bool(close))
}

// ---- vectors ----

fn math_hypot(vm: &Vm, args: &[Value]) -> PyResult {
    let items = items_of(argument(args, 0));
    let numbers = items.iter().map(|item| expect_real(vm, item)).collect::<PyResult<Vec<f64>>>()?;
    Ok(vm.new_float(real::norm(&numbers)))
}

fn math_dist(vm: &Vm, args: &[Value]) -> PyResult {
    let as_tuple = |value: &Value| {
        if value.is_kind::<Tuple>() { Ok(value.clone()) } else { crate::objects::tuple::from_iterable(vm, value) }
    };
    let (p, q) = (as_tuple(argument(args, 0))?, as_tuple(argument(args, 1))?);
    let (p, q) = (items_of(&p), items_of(&q));
    if p.len() != q.len() {
        return Err(messages::value_error(vm, "both points must have the same number of dimensions"));
    }
    let mut differences = Vec::with_capacity(p.len());
    for (a, b) in p.iter().zip(q) {
        differences.push((expect_real(vm, a)? - expect_real(vm, b)?).abs());
    }
    Ok(vm.new_float(real::norm(&differences)))
}

fn math_fsum(vm: &Vm, args: &[Value]) -> PyResult {
    let mut partials: Vec<f64> = Vec::new();
    let (mut special_sum, mut infinite_sum) = (0.0f64, 0.0f64);
    ops::for_each(vm, argument(args, 0), |item| {
        let x = expect_real(vm, &item)?;
        if x.is_finite() {
            real::grow(&mut partials, x);
            let top = partials.last().copied().unwrap_or(0.0);
            if !top.is_finite() {
                return Err(messages::overflow_error(vm, "intermediate overflow in fsum"));
            }
            if top == 0.0 {
                partials.pop();
            }
        } else {
            if x.is_infinite() {
                infinite_sum += x;
            }
            special_sum += x;
            partials.clear();
        }
        Ok(())
    })?;
    if special_sum != 0.0 {
        if infinite_sum.is_nan() {
            return Err(messages::value_error(vm, "-inf + inf in fsum"));
        }
        return Ok(vm.new_float(special_sum));
    }
    Ok(vm.new_float(real::round_partials(&partials)))
}

fn math_prod(vm: &Vm, args: &[Value]) -> PyResult {
    let mut result = match given(args, 1) {
        Some(start) => start.clone(),
        None => Value::small_int(1),
    };
    ops::for_each(vm, argument(args, 0), |item| {
        result = match (result.as_float_word(), item.as_float_word()) {
            (Some(a), Some(b)) => vm.new_float(a * b),
            _ => ops::binary(vm, BinaryOp::Mul, &result, &item)?,
        };
        Ok(())
    })?;
    Ok(result)
}

/// Running sums of `sumprod`: of objects, of machine integers, of floats.
struct Sums {
    total: Value,
    integer: Option<i128>,
    floats: Option<Vec<f64>>,
}

impl Sums {
    /// Brings the machine sums into the object.
    fn flush(&mut self, vm: &Vm) -> PyResult<()> {
        if let Some(sum) = self.integer.take() {
            self.total = ops::binary(vm, BinaryOp::Add, &self.total, &int::from_i128(vm, sum))?;
        }
        if let Some(partials) = self.floats.take() {
            self.total = ops::binary(vm, BinaryOp::Add, &self.total, &vm.new_float(real::round_partials(&partials)))?;
        }
        Ok(())
    }

    fn add(&mut self, vm: &Vm, a: &Value, b: &Value) -> PyResult<()> {
        if let (Some(a), Some(b)) = (a.as_int(), b.as_int())
            && self.floats.is_none()
        {
            let sum = self.integer.unwrap_or(0).checked_add(i128::from(a) * i128::from(b));
            if let Some(sum) = sum {
                self.integer = Some(sum);
                return Ok(());
            }
        }
        let number = |value: &Value| value.as_float_word().or_else(|| value.as_int().map(|word| word as f64));
        if (a.is_float_word() || b.is_float_word())
            && let (Some(x), Some(y)) = (number(a), number(b))
        {
            let product = x * y;
            if product.is_finite() {
                let partials = self.floats.get_or_insert_with(Vec::new);
                real::grow(partials, x.mul_add(y, -product));
                real::grow(partials, product);
                if partials.last().is_some_and(|top| top.is_finite()) {
                    return Ok(());
                }
                // An overflowing sum goes on as plain floats do.
                self.floats = None;
                self.total = vm.new_float(f64::INFINITY.copysign(product));
                return Ok(());
            }
        }
        self.flush(vm)?;
        let product = ops::binary(vm, BinaryOp::Mul, a, b)?;
        self.total = ops::binary(vm, BinaryOp::Add, &self.total, &product)?;
        Ok(())
    }
}

fn math_sumprod(vm: &Vm, args: &[Value]) -> PyResult {
    let mut sums = Sums { total: Value::small_int(0), integer: None, floats: None };
    let uneven = || messages::value_error(vm, "Inputs are not the same length");
    let (p, q) = (argument(args, 0), argument(args, 1));
    if let (Some(a), Some(b)) = (p.get::<PyList>(), q.get::<PyList>())
        && vm.class_of(p).same(&vm.types.list)
        && vm.class_of(q).same(&vm.types.list)
    {
        let mut index = 0;
        loop {
            match (a.get(index), b.get(index)) {
                (Some(x), Some(y)) => sums.add(vm, &x, &y)?,
                (None, None) => break,
                _ => return Err(uneven()),
            }
            index += 1;
        }
    } else {
        let (p, q) = (ops::iter(vm, p)?, ops::iter(vm, q)?);
        loop {
            let x = ops::next(vm, &p)?;
            let y = ops::next(vm, &q)?;
            match (x.is_done(), y.is_done()) {
                (false, false) => sums.add(vm, &x, &y)?,
                (true, true) => break,
                _ => return Err(uneven()),
            }
            vm.poll()?;
        }
    }
    sums.flush(vm)?;
    Ok(sums.total)
}

// ---- integers ----

fn from_result(vm: &Vm, result: Result<Int, crate::num::Fault>) -> PyResult {
    match result {
        Ok(value) => Ok(int::from_big(vm, value)),
        Err(fault) => Err(messages::fault(vm, &fault)),
    }
}

fn big(value: &Value) -> Int {
    int::as_big(value).map_or_else(Int::zero, |value| value.into_owned())
}

fn math_gcd(vm: &Vm, args: &[Value]) -> PyResult {
    let mut result = Value::small_int(0);
    for item in items_of(argument(args, 0)) {
        let item = ops::index(vm, item)?;
        result = match (result.as_int(), item.as_int()) {
            (Some(a), Some(b)) => int::from_u64(vm, words::gcd(a, b)),
            _ => int::from_big(vm, big(&result).gcd(&big(&item))),
        };
    }
    Ok(result)
}

fn math_lcm(vm: &Vm, args: &[Value]) -> PyResult {
    let mut result = Value::small_int(1);
    for item in items_of(argument(args, 0)) {
        let item = ops::index(vm, item)?;
        result = match (result.as_int(), item.as_int()) {
            (Some(0), _) | (_, Some(0)) => Value::small_int(0),
            (Some(a), Some(b)) => {
                let product = i128::from(a) / i128::from(words::gcd(a, b)) * i128::from(b);
                int::from_i128(vm, product.abs())
            }
            _ => from_result(vm, big(&result).lcm(&big(&item)))?,
        };
    }
    Ok(result)
}

fn math_isqrt(vm: &Vm, args: &[Value]) -> PyResult {
    let number = ops::index(vm, argument(args, 0))?;
    if int::is_negative(&number) {
        return Err(messages::value_error(vm, "isqrt() argument must be nonnegative"));
    }
    match number.as_int() {
        Some(word) => Ok(int::from_u64(vm, words::isqrt(word as u64))),
        None => from_result(vm, big(&number).isqrt()),
    }
}

/// The product of the integers from `low` to `high`, by halving the range.
fn product_of_range(low: u64, high: u64) -> Result<Int, crate::num::Fault> {
    if low > high {
        return Ok(Int::one());
    }
    if high - low < 8 {
        let mut result = Int::one();
        let mut word: u64 = 1;
        for factor in low..=high {
            match word.checked_mul(factor) {
                Some(product) => word = product,
                None => {
                    result = result.mul(&Int::from(word))?;
                    word = factor;
                }
            }
        }
        return result.mul(&Int::from(word));
    }
    let middle = low + (high - low) / 2;
    product_of_range(low, middle)?.mul(&product_of_range(middle + 1, high)?)
}

const SMALL_FACTORIALS: [i64; 21] = {
    let mut table = [1i64; 21];
    let mut index = 1;
    while index < 21 {
        table[index] = table[index - 1] * index as i64;
        index += 1;
    }
    table
};

fn math_factorial(vm: &Vm, args: &[Value]) -> PyResult {
    let number = ops::index(vm, argument(args, 0))?;
    if int::is_negative(&number) {
        return Err(messages::value_error(vm, "factorial() not defined for negative values"));
    }
    let Some(number) = int::as_i64(&number) else {
        return Err(messages::overflow_error(vm, "factorial() argument should not exceed 9223372036854775807"));
    };
    match SMALL_FACTORIALS.get(number as usize) {
        Some(&result) => Ok(vm.new_int(result)),
        // A result beyond any memory is refused before it is begun.
        None if number > 1 << 29 => Err(messages::memory_error(vm)),
        None => from_result(vm, product_of_range(2, number as u64)),
    }
}

/// `n * (n - 1) * … * (n - k + 1)`
fn falling(n: &Int, k: u64) -> Result<Int, crate::num::Fault> {
    if let Some(n) = n.to_u64() {
        return if k > n { Ok(Int::zero()) } else { product_of_range(n - k + 1, n) };
    }
    if k == 0 {
        return Ok(Int::one());
    }
    if k == 1 {
        return Ok(n.clone());
    }
    let half = k / 2;
    falling(n, half)?.mul(&falling(&n.sub(&Int::from(half))?, k - half)?)
}

fn math_perm(vm: &Vm, args: &[Value]) -> PyResult {
    let Some(k) = given(args, 1).filter(|k| !k.is_none()) else { return math_factorial(vm, args) };
    let (n, k) = (ops::index(vm, argument(args, 0))?, ops::index(vm, k)?);
    let (n, k) = (big(&n), big(&k));
    if n.is_negative() {
        return Err(messages::value_error(vm, "n must be a non-negative integer"));
    }
    if k.is_negative() {
        return Err(messages::value_error(vm, "k must be a non-negative integer"));
    }
    if n.sub(&k).is_ok_and(|rest| rest.is_negative()) {
        return Ok(Value::small_int(0));
    }
    match k.to_u64() {
        Some(k) if k <= 1 << 31 => from_result(vm, falling(&n, k)),
        Some(_) => Err(messages::memory_error(vm)),
        None => Err(messages::overflow_error(vm, "k must not exceed 9223372036854775807")),
    }
}

fn math_comb(vm: &Vm, args: &[Value]) -> PyResult {
    let (n, k) = (ops::index(vm, argument(args, 0))?, ops::index(vm, argument(args, 1))?);
    if int::is_negative(&n) {
        return Err(messages::value_error(vm, "n must be a non-negative integer"));
    }
    if int::is_negative(&k) {
        return Err(messages::value_error(vm, "k must be a non-negative integer"));
    }
    if let (Some(n), Some(k)) = (n.as_int(), k.as_int()) {
        if k > n {
            return Ok(Value::small_int(0));
        }
        if let Some(result) = small_comb(n as u64, (k.min(n - k)) as u64) {
            return Ok(int::from_u64(vm, result));
        }
    }
    let (n, k) = (big(&n), big(&k));
    let rest = match n.sub(&k) {
        Ok(rest) if rest.is_negative() => return Ok(Value::small_int(0)),
        Ok(rest) => rest,
        Err(fault) => return Err(messages::fault(vm, &fault)),
    };
    let k = match rest.sub(&k) {
        Ok(difference) if difference.is_negative() => rest,
        _ => k,
    };
    match k.to_u64() {
        Some(k) if k <= 1 << 31 => {
            let result = falling(&n, k).and_then(|top| top.floor_div(&product_of_range(2, k)?));
            from_result(vm, result)
        }
        Some(_) => Err(messages::memory_error(vm)),
        None => Err(messages::overflow_error(vm, "min(n - k, k) must not exceed 9223372036854775807")),
    }
}

/// A binomial coefficient whose steps fit a machine word.
fn small_comb(n: u64, k: u64) -> Option<u64> {
    if k > 64 {
        return None;
    }
    let mut result: u64 = 1;
    for step in 0..k {
        result = u64::try_from(u128::from(result) * u128::from(n - step) / u128::from(step + 1)).ok()?;
    }
    Some(result)
}
