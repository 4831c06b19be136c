"""itertools: product, permutations, combinations."""
from itertools import combinations, combinations_with_replacement, permutations, product

print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(product()), list(product("ab", [])), list(product(range(2), repeat=0)), len(list(product("abc", repeat=3))))
print(list(permutations("abc")), list(permutations("abc", 2)), list(permutations([1], 0)), list(permutations("ab", 5)), len(list(permutations(range(5)))))
print(list(combinations("abcd", 2)), list(combinations([1, 2, 3], 3)), list(combinations("ab", 0)), list(combinations("ab", 3)), list(combinations_with_replacement("abc", 2)), list(combinations_with_replacement("a", 3)), list(combinations_with_replacement([], 1)))
p = product("ab", "cd")
print(next(p), next(p), list(p), list(p))
for bad in ("permutations('ab', -1)", "combinations('ab', -1)", "combinations('ab')", "product('ab', repeat=-1)", "product(5)", "permutations(5)", "combinations(5, 1)", "permutations('a', 'x')", "product('a', nope=1)", "combinations_with_replacement('a', -1)"):
    try:
        print(eval(bad))
    except (TypeError, ValueError) as error:
        print(bad, "->", type(error).__name__, error)
