"""operator: functions for all operators, itemgetter, attrgetter, methodcaller."""
import operator as op
from operator import attrgetter, itemgetter, methodcaller

print(op.add(1, 2), op.sub(5, 3), op.mul("a", 2), op.truediv(1, 2), op.floordiv(7, 2), op.mod(7, 3), op.pow(2, 3), op.neg(1), op.pos(-1), op.invert(5), op.not_(0), op.truth([]), op.and_(6, 3), op.or_(6, 3), op.xor(6, 3), op.lshift(1, 3), op.rshift(8, 1))
print(op.lt(1, 2), op.le(1, 1), op.eq(1, 1.0), op.ne(1, 2), op.ge(1, 2), op.gt(1, 2), op.is_(None, None), op.is_not(1, None), op.contains([1], 1), op.concat([1], [2]), op.countOf([1, 1, 2], 1), op.indexOf("abc", "b"), op.getitem({"k": 1}, "k"), op.index(True), op.abs(-1), op.length_hint([1, 2]), op.call(max, 1, 2))
items = [3, 1]
op.setitem(items, 0, 9); op.delitem(items, 1)
print(items, op.iadd([1], [2]), op.imul(3, 4), op.ior({1}, {2}))
print(itemgetter(1)("abc"), itemgetter(0, 2)("abc"), itemgetter("k")({"k": 5}), itemgetter(slice(1, 3))("abcd"), attrgetter("real")(5), attrgetter("real", "imag")(1 + 2j), attrgetter("__class__.__name__")(1), methodcaller("upper")("a"), methodcaller("split", ",", maxsplit=1)("a,b,c"))
print(sorted([("b", 1), ("a", 2)], key=itemgetter(1)), max([1j, 2j, 3], key=attrgetter("imag")), list(map(itemgetter(0), ["ab", "cd"])), repr(itemgetter(1)), repr(attrgetter("a.b")), repr(methodcaller("f", 1, k=2)))
for bad in ("op.add(1)", "op.add(1, 'a')", "itemgetter()", "attrgetter(5)", "attrgetter('x')(1)", "itemgetter(5)('a')", "methodcaller()", "methodcaller('nope')(1)", "op.index(1.5)", "op.indexOf([1], 2)", "op.countOf(5, 1)", "op.length_hint(1, 'x')", "op.concat(1, 2)", "methodcaller(5)", "itemgetter(1)(5)"):
    try:
        print(eval(bad))
    except (TypeError, ValueError, AttributeError, IndexError) as error:
        print(bad, "->", type(error).__name__, error)
