"""The arithmetic operators on int and float, with their types."""

for value in [7 + 3, 7 - 3, 7 * 3, 7 / 2, 7 // 2, 7 % 2, 7 ** 2, -7 // 2, -7 % 3, 7 // -2, 7 % -3,
              7.5 // 2, -7.5 % 2, 2 ** -1, 2 ** 0.5, -2 ** 2, +5, -(-5), ~5, 1 << 10, 1025 >> 3,
              12 & 10, 12 | 3, 12 ^ 10, 1 + 2.0, True + True, 10 / 5]:
    print(type(value).__name__, value)
print(divmod(17, 5), divmod(-17, 5), divmod(17.5, 5))
print(abs(-3), abs(-3.5), round(2.5), round(3.5), round(2.675, 2), round(1234, -2))
print(pow(3, 4), pow(3, 4, 5), pow(2, -1))
