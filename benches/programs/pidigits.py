"""Digits of pi, factorials, powers and greatest common divisors with big integers."""


def pi_digits():
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    while True:
        if 4 * q + r - t < m * t:
            yield m
            q, r, m = 10 * q, 10 * (r - m * t), (10 * (3 * q + r)) // t - 10 * m
        else:
            q, r, t, k, m, x = (q * k, (2 * q + r) * x, t * x, k + 1,
                                (q * (7 * k + 2) + r * x) // (t * x), x + 2)


digits = pi_digits()
text = "".join(str(next(digits)) for _ in range(2_200))
print(text[:20], text[-20:])


def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


print(factorial(4_000) % 1_000_003, factorial(4_000).bit_length())
print(gcd(fibonacci(3_000), fibonacci(2_100)) == fibonacci(300), str(fibonacci(10_000))[:12])
print(pow(3, 10 ** 40, 10 ** 30 + 57), 7 ** 4_000 % (10 ** 25))
print(len(str(2 ** 12_000)), (1 << 5_000) // 3 ** 1_000 % 10 ** 12, int("9" * 2_000) % 97)
