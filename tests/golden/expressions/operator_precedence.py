"""Precedence and associativity of all operators."""
print(2 + 3 * 4, (2 + 3) * 4, 2 ** 3 ** 2, (2 ** 3) ** 2, -2 ** 2, (-2) ** 2, 2 ** -1, 10 - 4 - 3, 100 / 10 / 2, 7 // 2 * 2, 7 % 4 * 2, 2 * 3 % 4, -7 // 2, -(7 // 2), 1 + 2 << 3, 1 << 2 + 1, 16 >> 1 << 2)
print(1 | 2 & 3, (1 | 2) & 3, 1 ^ 3 | 4, 5 & 6 ^ 1, ~1 + 2, ~(1 + 2), not 1 == 2, not (1 == 2), 1 == 1 and 2 == 2, 1 or 0 and 0, not 0 and 0, 1 if 0 else 2 or 3, 3 - -3, 3 - - -3, +-+5, - - 5, not not 1)
print(2 * -3, 2 ** -2, -1 ** 2, 1 < 2 == True, "a" "b" * 2, "a" + "b" * 2, [1] + [2] * 2, (1, 2) + (3,) * 2, 1 in [1] and 2, 5 - 3 in [2], 1 + 1 == 2 in [True] if False else "", lambda: 1 if False else 2 and 0)if False else print("second form")
f = lambda x: x if x > 0 else -x
print(f(-5), (lambda: 1, 2)[1], [x for x in (1, 2) if x if True], {1: 2}[1] ** 2, -[1, 2][0] ** 2, -(1).real, "abc"[0] + "def"[1], 2 ** [3][0], not [] in [[]], not ([] in [[]]), -1 .__abs__(), (-1).__abs__())
x = y = 5
x, y = y + 1, x - 1
x += y * 2 ** 2 - 1
print(x, y, x if y else 0, *[1, 2] + [3], *(x for x in "ab"), sep=",")
print(1 if 1 < 2 else 2 if 2 < 3 else 3, (1, 2) < (1, 3) and [1] < [2], 0 or [] or {} or "last", 1 and [2] and {3: 4}, 3 > 2 > 1 and 1 < 2, 2 < 3 | 4, 6 & 3 == 2, (6 & 3) == 2, 1 + 2 if 0 else 3 * 2, 5 if 1 else 0 + 1)
