"""The math module: functions, constants, domain errors."""
import math

print(math.pi, math.e, math.tau, math.inf, math.nan)
print(math.sqrt(2), math.cbrt(27), math.isqrt(17), math.exp(1), math.exp2(3), math.expm1(1e-10), math.log(10), math.log(8, 2), math.log2(8), math.log10(1000), math.log1p(1e-10), math.pow(2, 3))
print(math.sin(1), math.cos(1), math.tan(1), math.asin(0.5), math.acos(0.5), math.atan(0.5), math.atan2(1, -1), math.sinh(1), math.cosh(1), math.tanh(1), math.asinh(1), math.acosh(2), math.atanh(0.5), math.degrees(math.pi), math.radians(180))
print(math.floor(2.7), math.floor(-2.7), math.ceil(2.1), math.ceil(-2.1), math.trunc(-2.7), math.fabs(-3), math.fmod(-7, 3), math.remainder(7, 4), math.modf(2.5), math.modf(-2.5), math.frexp(10), math.ldexp(0.625, 4), math.copysign(3, -0.0))
print(math.gcd(12, 18), math.gcd(), math.gcd(0, 5), math.gcd(12, -18, 30), math.lcm(4, 6), math.lcm(), math.factorial(10), math.comb(5, 2), math.perm(5, 2), math.perm(4), math.comb(2, 5))
print(math.hypot(3, 4), math.hypot(1, 2, 2), math.hypot(), math.dist([0, 0], [3, 4]), math.prod([1, 2, 3, 4]), math.prod([], start=5), math.fsum([0.1] * 10), math.sumprod([1, 2], [3, 4]), math.fma(2, 3, 4))
print(math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1), math.isclose(1, 1.1, rel_tol=0.2), math.isclose(0, 1e-10, abs_tol=1e-9), math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1.0), math.nextafter(1, 2), math.ulp(1.0))
print(math.erf(0.5), math.erfc(0.5), math.gamma(5), math.lgamma(10), math.nextafter(0, 1), math.nextafter(1, 0, steps=2))


class F:
    def __floor__(self):
        return "own floor"

    def __ceil__(self):
        return "own ceil"

    def __trunc__(self):
        return "own trunc"

    def __float__(self):
        return 4.0


print(math.floor(F()), math.ceil(F()), math.trunc(F()), math.sqrt(F()))
for bad in ("math.sqrt(-1)", "math.log(0)", "math.log(-1)", "math.log(2, 1)", "math.asin(2)", "math.acosh(0)", "math.atanh(1)", "math.exp(1000)", "math.pow(0, -1)", "math.pow(-1, 0.5)", "math.fmod(1, 0)", "math.factorial(-1)", "math.factorial(2.5)",
            "math.gcd(1.5, 2)", "math.comb(-1, 2)", "math.isqrt(-1)", "math.floor(math.nan)", "math.ceil(math.inf)", "math.floor('x')", "math.sqrt('x')", "math.sin(math.inf)", "math.ldexp(1, 10000)", "math.cosh(1000)", "math.dist([1], [1, 2])", "math.gamma(0)", "math.gamma(-1)",
            "math.log()", "math.hypot('a')", "math.prod([1, 'a', 2])", "math.fsum([1, 'a'])", "math.sqrt()", "math.sqrt(1, 2)", "math.isclose(1, 1, rel_tol=-1)", "math.remainder(1, 0)", "math.trunc('x')", "math.sumprod([1], [1, 2])", "math.perm(5, -1)"):
    try:
        print(eval(bad))
    except (ValueError, TypeError, ArithmeticError) as error:
        print(bad, "->", type(error).__name__, error)
